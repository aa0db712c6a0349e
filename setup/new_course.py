"""Start a course of one's own from this one: "make new-course DIR=../pooling-2027".

The new folder has the lessons, the assignments and the programs, but neither the sample answers nor
the tests. Its gradebook knows the students and the due dates, and its release is made.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from safegrade.students import Students, StudentsError

ROOT = Path(__file__).resolve().parent.parent
README = Path(__file__).with_name("new_course_readme.md")
KEPT = [
    *("LICENSE", ".gitignore", "environment.yml", "nbgrader_config.py", "postBuild", "start"),
    *("pyproject.toml", "requirements.lock", "course", "setup", "source", "src"),
]
LEFT_OUT = shutil.ignore_patterns(
    *(
        ".ipynb_checkpoints",
        "__pycache__",
        "*.egg-info",
        Path(__file__).name,
        README.name,
        "repository.py",
    )
)
TARGETS = ["help", "lab", "setup", "lock", "upgrade", "clean"]
STUDENT_COLUMNS = ["id", "first_name", "last_name", "email", "lms_user_id"]
EXAMPLES = """\
examples:
  make new-course DIR=../pooling-2027
  make new-course DIR=../pooling-2027 ARGS='--name "Pooling, spring 2027" --students class.csv \\
      --timezone Europe/Berlin --due "1_by_hand=2027-04-16 18:00" \\
      --due "2_with_a_loop=2027-04-30 18:00" --late-percent 10 --grace-minutes 15'
"""


class NewCourseError(Exception):
    """The course cannot be made; the text says why and what to do."""


def main() -> None:
    """Make the course, and say what comes next."""
    options = parse_arguments()
    target: Path = options.folder.resolve()
    half = target.with_name(f".{target.name}.part")
    try:
        due = due_dates(options.due, options.timezone)
        students = Students.read(options.students) if options.students else None
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise NewCourseError(f"{target} is there already and not empty. Name another folder.")
        shutil.rmtree(half, ignore_errors=True)
        copy(half)
        configure(half, options)
        write_csv(half / "assignments.csv", ["name", "duedate"], due)
        if students is None:
            write_csv(half / "students.csv", STUDENT_COLUMNS, [])
        else:
            shutil.copy(options.students, half / "students.csv")
        enter(half)
        if target.exists():
            target.rmdir()
        half.rename(target)
    except (NewCourseError, StudentsError) as error:
        sys.exit(f"No course was made: {error}")
    finally:
        shutil.rmtree(half, ignore_errors=True)
    number = len(students.rows) if students else 0
    print(
        f"{target}: {len(assignments())} assignments, {number} students. README.md says the rest."
    )


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="make new-course",
        description="Start a course of your own from this one.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    parser.add_argument("--name", help="what the course is called, with its term")
    parser.add_argument("--course-id", help="nbgrader's short name for it; by default the folder's")
    parser.add_argument("--students", type=Path, help="a CSV file with at least a column id")
    parser.add_argument(
        "--due",
        action="append",
        default=[],
        metavar='"ASSIGNMENT=DATE TIME"',
        help="when it is due, such as 2027-04-16 18:00; once for each assignment",
    )
    parser.add_argument("--timezone", default="UTC", help="of the due dates; by default UTC")
    parser.add_argument(
        "--late-percent",
        type=float,
        metavar="P",
        help="percent of the earned marks taken off for each day that begins after the due date",
    )
    parser.add_argument("--late-most", type=float, default=100, help="the most percent of them")
    parser.add_argument("--grace-minutes", type=float, default=0, help="that cost nothing")
    options = parser.parse_args()
    options.name = options.name or options.folder.resolve().name
    options.course_id = options.course_id or slug(options.folder.resolve().name)
    return options


def slug(text: str) -> str:
    """Return a name that may be a folder's and stand in an address."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "course"


def assignments() -> list[str]:
    """Return the names of the assignments."""
    return sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir())


def due_dates(given: list[str], timezone: str) -> list[list[str]]:
    """Return a row of name and time for each assignment; an empty time where none is given.

    Raises:
        NewCourseError: if an assignment, a time or the time zone is not one.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise NewCourseError(
            f"{timezone} is no time zone. One is named like Europe/Berlin."
        ) from error
    found = dict.fromkeys(assignments(), "")
    for entry in given:
        name, _, time = entry.partition("=")
        if name not in found:
            raise NewCourseError(f"There is no assignment {name}, but {', '.join(found)}.")
        try:
            moment = datetime.fromisoformat(time)
        except ValueError as error:
            raise NewCourseError(
                f"{entry}: write the time like {name}=2027-04-16 18:00."
            ) from error
        found[name] = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat(" ")
    return [[name, time] for name, time in found.items()]


def copy(folder: Path) -> None:
    """Copy what the course consists of, and no sample answer."""
    folder.mkdir(parents=True)
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copy(source, folder / name)
    blocks = (ROOT / "Makefile").read_text(encoding="utf-8").split("\n\n")
    kept = [block for block in blocks if _target(block) in (None, *TARGETS)]
    text = "\n\n".join(kept).replace(" autograde_tests", "").rstrip() + "\n"
    text = re.sub(r"^\.PHONY:.*", f".PHONY: {' '.join(TARGETS)}", text, flags=re.MULTILINE)
    (folder / "Makefile").write_text(text, encoding="utf-8")


def _target(block: str) -> str | None:
    """Return the target that a block of the Makefile makes; None for settings."""
    found = re.search(r"^([a-z-]+): .*## ", block, flags=re.MULTILINE)
    return found[1] if found else None


def configure(folder: Path, options: argparse.Namespace) -> None:
    """Write the course's own name and rules into its configuration and its README."""
    path = folder / "nbgrader_config.py"
    text = path.read_text(encoding="utf-8")
    named = re.sub(
        r"^c\.CourseDirectory\.course_id = .*",
        lambda _: f"c.CourseDirectory.course_id = {options.course_id!r}".replace("'", '"'),
        text,
        flags=re.MULTILINE,
    )
    if named == text and options.course_id != "pooling":
        raise NewCourseError("nbgrader_config.py has no line with the course's name.")
    if options.late_percent is not None:
        named += LATE.format(
            percent=options.late_percent, most=options.late_most, grace=options.grace_minutes
        )
    path.write_text(named, encoding="utf-8")
    readme = README.read_text(encoding="utf-8").format(name=options.name, first=assignments()[0])
    (folder / "README.md").write_text(readme, encoding="utf-8")


def enter(folder: Path) -> None:
    """Make the release, and enter assignments, due dates and students into the gradebook.

    Raises:
        NewCourseError: with what nbgrader said, if it fails.
    """
    nbgrader(folder, "generate_assignment", "*")
    nbgrader(folder, "db", "assignment", "import", "assignments.csv")
    nbgrader(folder, "db", "student", "import", "students.csv")


def nbgrader(folder: Path, *arguments: str) -> None:
    """Run one of nbgrader's commands in the folder."""
    commands = Path(sys.executable).parent
    done = subprocess.run(
        [commands / "nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NewCourseError(f"nbgrader {' '.join(arguments)}:\n{done.stdout.strip()}")


def write_csv(path: Path, head: list[str], rows: list[list[str]]) -> None:
    """Write a small table."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)


LATE = """
# Marks are taken off for each day that begins after the due date; see src/safegrade/late.py.
c.AssignLatePenalties.plugin_class = "safegrade.late.LatePenalty"
c.LatePenalty.percent_per_day = {percent:g}
c.LatePenalty.most_percent = {most:g}
c.LatePenalty.grace_minutes = {grace:g}
"""


if __name__ == "__main__":
    main()
