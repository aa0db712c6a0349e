"""Every command in docs/questions.md works, and every setting exists."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bank import answers
from course_copy import ROOT, copy_course, environment
from nbgrader.api import Gradebook
from submission import build, submit

from pooling_course.exercises import EXERCISES

PAGE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n)*)", PAGE, re.MULTILINE))
ASSIGNMENTS = ["1_by_hand", "2_with_a_loop", "4_trade_offs"]
# A submission in an archive: its student, and its notebook.
ZIPPED = "cleo_by_hand.ipynb"
# Where the classes are whose settings the page names.
SETTINGS = {
    "AssignLatePenalties": "nbgrader.preprocessors",
    "CourseDirectory": "nbgrader.coursedir",
    "LatePenalty": "safegrade.late",
    "Safegrade": "safegrade.settings",
}


def blocks(text: str) -> list[str]:
    """The lines of the code blocks, without their indentation."""
    return re.findall(r"^    (\S.*)$", text, re.MULTILINE)


COMMANDS = {
    question: [line for line in blocks(text) if not line.startswith(("c.", "make "))]
    for question, text in QUESTIONS.items()
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in the middle of its term: two students have handed in, and are marked."""
    folder = tmp_path_factory.mktemp("course")
    copy_course(folder, ASSIGNMENTS)
    shutil.copytree(ROOT / "course", folder / "course")
    run(folder, "nbgrader generate_assignment '*'")
    for student in ("ada", "bo"):
        for assignment in ASSIGNMENTS:
            names = [name for name, each in EXERCISES.items() if each.assignment == assignment]
            right = {name: next(a.source for a in answers(name) if a.right) for name in names}
            chosen = right if assignment == "1_by_hand" else {}
            submit(build(assignment, chosen, folder), student, assignment, folder)
    archive = folder / "downloaded" / "1_by_hand" / "archive"
    archive.mkdir(parents=True)
    shutil.copy(folder / "submitted" / "bo" / "1_by_hand" / "by_hand.ipynb", archive / ZIPPED)
    for assignment in ("1_by_hand", "4_trade_offs"):
        run(folder, f"safegrade {assignment} --workers 1")
        run(folder, f"nbgrader generate_feedback {assignment}")
    return folder


def run(folder: Path, command: str) -> None:
    """Run a line of the page in a shell, as its reader does."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


def test_there_are_at_least_twenty_questions_with_an_answer_each() -> None:
    assert len(QUESTIONS) >= 20
    assert all(question.endswith("?") and text.strip() for question, text in QUESTIONS.items())


@pytest.mark.needs("bwrap")
@pytest.mark.parametrize("question", [each for each, lines in COMMANDS.items() if lines])
def test_the_commands_of_an_answer_work(question: str, course: Path) -> None:
    # In the order of the page: it ends with removing what the other answers need.
    for command in COMMANDS[question]:
        run(course, command)


@pytest.mark.needs("bwrap")
def test_an_extension_for_one_student_makes_the_submission_punctual(course: Path) -> None:
    run(course, 'nbgrader db assignment add 1_by_hand --duedate "2027-04-23 18:00 UTC"')
    late = {}
    for day in ("24", "23"):
        stamp = course / "submitted" / "ada" / "1_by_hand" / "timestamp.txt"
        stamp.write_text(f"2027-04-{day} 17:59:00 UTC")
        run(course, "safegrade 1_by_hand --student ada --force --workers 1")
        with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling") as gradebook:
            late[day] = gradebook.find_submission("1_by_hand", "ada").total_seconds_late
    assert late["24"] > 0
    assert late["23"] == 0


def test_every_make_target_named_is_listed_by_make() -> None:
    named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", PAGE, re.MULTILINE))
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert named
    assert named <= set(re.findall(r"^make ([a-z-]+)", listed, re.MULTILINE))


def test_every_setting_named_exists() -> None:
    named = re.findall(r"\bc\.(\w+)\.(\w+)", PAGE)
    assert named
    for owner, setting in named:
        kind = getattr(importlib.import_module(SETTINGS[owner]), owner)
        assert setting in kind.class_traits(config=True), f"c.{owner}.{setting}"


def test_links_lead_to_files_and_headings_that_are_there() -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]+)(?:#([^)]+))?\)", PAGE):
        path = ROOT / "docs" / target
        assert path.exists(), target
        headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or anchor in {each.lower().replace(" ", "-") for each in headings}


# What each of the project's own commands is asked for its help with.
HELP = {
    "safegrade": ["safegrade", "--help"],
    "report": ["safegrade", "report", "--help"],
    "feedback-zip": ["safegrade", "feedback-zip", "--help"],
    "proof": [sys.executable, "autograde_tests/proof.py", "--help"],
    "lock": [sys.executable, "setup/lock.py", "--help"],
    "demo": [sys.executable, "autograde_tests/demo_class.py", "--help"],
    **{
        path.stem: [sys.executable, f"benchmarks/{path.name}", "--help"]
        for path in sorted((ROOT / "benchmarks").glob("*.py"))
    },
}


@pytest.mark.parametrize("command", HELP.values(), ids=HELP)
def test_every_command_has_a_help_with_examples(command: list[str]) -> None:
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=dict(os.environ)
    )
    assert done.returncode == 0, done.stderr
    # The usage line begins without a blank.
    command_line = r"^ *(make [a-z]+|python \S+\.py|safegrade \w+)"
    assert re.search(command_line, done.stdout, re.MULTILINE), done.stdout
