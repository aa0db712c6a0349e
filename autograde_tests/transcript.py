"""Run the commands of the instructors' page, and put what they print below them: "make transcript".

The page is docs/instructors.md. A block marked `console` holds commands after `$ `, each with its
output. They run in a course of their own, with the class of "make demo". Progress and logs are left
out: they differ from run to run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import demo_class
from course_copy import ROOT, environment

PAGE = ROOT / "docs" / "instructors.md"
ASSIGNMENT = "1_by_hand"

CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
# safegrade's progress, and the log of nbgrader's commands.
LEFT_OUT = re.compile(r"^(?:\w+: \d+/\d+ |\[\w+ \| (?:INFO|WARNING)\] ).*\n", re.M)


def main() -> None:
    """Renew the page."""
    renewed = with_real_output(PAGE.read_text(encoding="utf-8"))
    unfinished = PAGE.with_suffix(".part")
    unfinished.write_text(renewed, encoding="utf-8")
    unfinished.replace(PAGE)


def with_real_output(page: str) -> str:
    """The page as it should be, after its commands have run in a new folder.

    Its name is always as long: lines are broken after a number of characters.
    """
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        return _with_output_in(page, Path(folder) / "course")


def _with_output_in(page: str, course: Path) -> str:
    prepare(course)

    def run_block(block: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.*)$", block[1], re.M)
        return "```console\n" + "".join(run(command, course) for command in commands) + "```"

    return CONSOLE.sub(run_block, page)


def prepare(course: Path) -> None:
    """Make a course with a class that has handed in, but nothing else."""
    here = Path.cwd()
    outside = os.environ.copy()
    try:
        demo_class.set_up(course, [ASSIGNMENT])
        demo_class.run(demo_class.GenerateAssignmentApp, ASSIGNMENT)
        demo_class.hand_in(course, [ASSIGNMENT])
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(outside)
    shutil.rmtree(course / "release")


def run(command: str, course: Path) -> str:
    """The command after `$ `, and what it prints, less what changes from run to run."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=course,
        env={**environment(course), "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stdout}")
    printed = LEFT_OUT.sub("", done.stdout).replace(f"{course}/", "")
    lines = [line.rstrip() for line in [f"$ {command}", *printed.splitlines()]]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
