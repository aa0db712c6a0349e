"""Grade a class of invented students, from the release to the table of marks.

    make demo
    make demo ARGS="--assignment 1_by_hand --folder /tmp/class"

Everything happens in a folder of its own, so a course's gradebook is never touched. What is done is
what the nbgrader commands that are named on the way do; the answers come from the bank.
"""

from __future__ import annotations

import argparse
import copy
import logging
import os
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
from bank import answers
from course_copy import ROOT, copy_course, environment
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, GenerateAssignmentApp, GenerateFeedbackApp
from submission import build, topic

from pooling_course.exercises import EXERCISES
from safegrade.marks import Table, marks_of
from safegrade.reasons import reasons_of
from safegrade.report.app import ReportApp
from safegrade.sandbox import NoSandboxError, probe

GRADER = AutogradeApp

MARKER = ".demo_class"
"""Only a folder with this file in it is emptied."""

DUE = {
    "1_by_hand": datetime(2026, 10, 9, 18),
    "2_with_a_loop": datetime(2026, 10, 23, 18),
    "3_in_keras": datetime(2026, 11, 6, 18),
}

Make = Callable[[Path], bytes]
"""From a course with a release to the bytes that a student hands in."""


@dataclass(frozen=True)
class Student:
    """An invented student, and what he or she hands in for each assignment."""

    name: str
    hands_in: Mapping[str, Make]
    late: Mapping[str, timedelta] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The name of the student's folder."""
        return self.name.split()[0].lower()


def right(number: int, assignment: str) -> dict[str, str]:
    """A right answer to each exercise of the assignment, in the style of that number."""
    chosen = {}
    for name, exercise in EXERCISES.items():
        if exercise.assignment == assignment:
            styles = [answer.source for answer in answers(name) if answer.right]
            if assignment != "3_in_keras":
                styles = [source for source in styles if "tensorflow" not in source]
            chosen[name] = styles[number % len(styles)]
    return chosen


def wrong(**titles: str) -> dict[str, str]:
    """The wrong answers of these titles."""
    return {
        name: next(answer.source for answer in answers(name) if answer.title == title)
        for name, title in titles.items()
    }


def notebook(
    assignment: str,
    sources: Mapping[str, str],
    change: Callable[[NotebookNode], None] = lambda _: None,
) -> Make:
    """A notebook with these answers, and with whatever was done to it besides."""

    def make(course: Path) -> bytes:
        made = build(assignment, sources, course)
        change(made)
        return nbformat.writes(made).encode()

    return make


def all_right(number: int, *assignments: str) -> dict[str, Make]:
    """Right answers to all exercises of these assignments."""
    return {name: notebook(name, right(number, name)) for name in assignments}


def position(made: NotebookNode, grade_id: str) -> int:
    """Where the cell of that name stands."""
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in made.cells]
    return names.index(grade_id)


def double_a_check(made: NotebookNode) -> None:
    """Copy and paste a check cell, which the copy's grade_id does not survive well."""
    place = position(made, "first_window-check")
    twin = copy.deepcopy(made.cells[place])
    twin["id"] = "copied"
    made.cells.insert(place + 1, twin)


def delete_a_check(made: NotebookNode) -> None:
    """Delete a check cell."""
    del made.cells[position(made, "first_row-check")]


def name_another_kernel(made: NotebookNode) -> None:
    """Save the notebook with a kernel that only the student's machine has."""
    made.metadata.kernelspec = {"name": "conda-env-ml-py", "display_name": "Python [conda env:ml]"}


SYNTAX_ERROR = """\
def average_pool(image, size=2, stride=None):
    stride = stride or size
    rows = (image.shape[0] - size) // stride + 1
    return np.array([[image[i:i + size, j:j + size].mean( for i in range(rows)]])
"""

CLASS = (
    Student("Ada Brandt", all_right(0, *DUE)),
    Student(
        "Bo Lindqvist",
        {
            "1_by_hand": notebook(
                "1_by_hand",
                right(3, "1_by_hand")
                | wrong(pooled_shape="rounds up", first_row="three overlapping windows"),
            ),
            "2_with_a_loop": notebook(
                "2_with_a_loop",
                right(3, "2_with_a_loop")
                | wrong(
                    max_pool="stride forgotten in the slice",
                    max_pool_channels="channels mixed",
                    max_pool_fast="nested loops",
                    max_pool_same="pads with zeros",
                    telling_images="a single image that is positive but odd",
                ),
            ),
            "3_in_keras": notebook(
                "3_in_keras",
                right(3, "3_in_keras")
                | wrong(
                    model_with_pooling="the second pool missing",
                    predict_summary="biases forgotten",
                ),
            ),
        },
    ),
    Student(
        "Chen Moreau",
        all_right(1, "1_by_hand") | {"2_with_a_loop": notebook("2_with_a_loop", {})},
    ),
    Student(
        "Dara Okafor",
        all_right(2, *DUE)
        | {
            "2_with_a_loop": notebook(
                "2_with_a_loop", right(2, "2_with_a_loop") | {"average_pool": SYNTAX_ERROR}
            )
        },
    ),
    Student("Eli Varga", all_right(4, *DUE), late={"2_with_a_loop": timedelta(days=1, hours=2)}),
    Student("Fay Novak", {"1_by_hand": lambda _: b"%PDF-1.7 my solutions, printed"}),
    Student("Gus Pereira", {"1_by_hand": lambda _: b""}),
    Student(
        "Hana Sato",
        {"1_by_hand": notebook("1_by_hand", right(0, "1_by_hand"), double_a_check)},
    ),
    Student(
        "Ivo Keller",
        {"1_by_hand": notebook("1_by_hand", right(1, "1_by_hand"), delete_a_check)},
    ),
    Student(
        "Jun Abadi",
        {"1_by_hand": notebook("1_by_hand", right(2, "1_by_hand"), name_another_kernel)},
    ),
)

SHOW = (
    ("bo", "1_by_hand", "wrong answers, with the smallest image that shows it"),
    ("bo", "2_with_a_loop", "more of them, and partial marks"),
    ("dara", "2_with_a_loop", "an answer with a syntax error: it costs its own marks only"),
    ("fay", "1_by_hand", "a file that was no notebook"),
    ("bo", "3_in_keras", "two models side by side"),
)


class Progress(logging.Handler):
    """Says which submission is being graded, from what nbgrader logs."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        self.done = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Print one line for each notebook that is executed, and all errors."""
        if record.levelno >= logging.ERROR:
            print(record.getMessage(), file=sys.stderr)
        if record.msg.startswith("Autograding"):
            self.done += 1
            student, assignment = Path(record.args[0]).parts[-3:-1]
            print(f"   {self.done:2} of {self.number}: {assignment}, {student}", flush=True)


def run(app: type, *arguments: str, watch: logging.Handler | None = None) -> bool:
    """Run an nbgrader command in this process; whether it ended well."""
    command = app(log_level=logging.ERROR)
    command.initialize([*arguments, f"--log-level={'INFO' if watch else 'ERROR'}"])
    if watch is not None:
        command.log.handlers = [watch]
        command.log.propagate = False
    try:
        command.start()
    except SystemExit as end:
        return not end.code
    return True


def set_up(folder: Path, assignments: list[str]) -> None:
    """Make a course of its own in the folder, and let nbgrader see that one only."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).exists():
            sys.exit(f"{folder} is not empty, and not a demo's: name another one with --folder")
        shutil.rmtree(folder)
    copy_course(folder, assignments)
    (folder / MARKER).touch()
    try:
        probe()
    except NoSandboxError:
        print("There is no sandbox here (see docs/safegrade.md), so the answers run without one.")
        with (folder / "nbgrader_config.py").open("a") as config:
            config.write("\nc.Safegrade.sandbox = False\n")
    os.environ.update(environment(folder))
    os.chdir(folder)


def hand_in(folder: Path, assignments: list[str]) -> int:
    """Enter class and due dates into the gradebook, and the submissions into their folders."""
    number = 0
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "pooling") as gradebook:
        for assignment in assignments:
            gradebook.update_or_create_assignment(assignment, duedate=DUE[assignment])
        for student in CLASS:
            first, last = student.name.split()
            gradebook.update_or_create_student(student.id, first_name=first, last_name=last)
            for assignment in assignments:
                if assignment in student.hands_in:
                    place = folder / "submitted" / student.id / assignment
                    place.mkdir(parents=True)
                    made = student.hands_in[assignment](folder)
                    (place / f"{topic(assignment)}.ipynb").write_bytes(made)
                    late = student.late.get(assignment, timedelta(hours=-3))
                    (place / "timestamp.txt").write_text(f"{DUE[assignment] + late} UTC")
                    number += 1
    return number


def graded(folder: Path, student: str, assignment: str) -> dict[str, NotebookNode]:
    """The student's graded notebooks by name."""
    place = folder / "autograded" / student / assignment
    return {path.stem: nbformat.read(path, as_version=4) for path in sorted(place.glob("*.ipynb"))}


def tables(folder: Path, assignments: list[str]) -> list[Table]:
    """The marks of all assignments."""
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "pooling") as gradebook:
        return [
            marks_of(gradebook, assignment, [folder / "release" / assignment])
            for assignment in assignments
        ]


def print_reasons(folder: Path, table: Table) -> None:
    """Print why marks were lost, a student a paragraph."""
    for row in table.rows:
        notebooks = graded(folder, row.student, table.assignment)
        reasons = reasons_of(row, table.exercises, notebooks)
        if reasons:
            print(f"   {row.name}")
            for reason in reasons:
                print(textwrap.indent(reason, "      "))


def ungraded(results: list[Table]) -> list[str]:
    """The submissions without marks, of which there should be none."""
    students = {student.id: student for student in CLASS}
    return [
        f"{table.assignment}, {row.name}"
        for table in results
        for row in table.rows
        if row.marks is None and table.assignment in students[row.student].hands_in
    ]


def main() -> int:
    """Run the demo; return 0 if every submission got a mark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "demo", help="where")
    parser.add_argument("--assignment", choices=list(DUE), help="this one only")
    options = parser.parse_args()
    folder = options.folder.resolve()
    assignments = [options.assignment] if options.assignment else list(DUE)
    began = time.monotonic()

    print(f"A class of {len(CLASS)} invented students, in {folder}", flush=True)
    set_up(folder, assignments)
    print('\n1. The release: nbgrader generate_assignment "*"', flush=True)
    fine = run(GenerateAssignmentApp, "*")
    number = hand_in(folder, assignments)
    command = GRADER.name.replace("-", " ")
    print(f"\n2. {number} submissions: {command} ASSIGNMENT, for each assignment", flush=True)
    progress = Progress(number)
    for assignment in assignments:
        fine = run(GRADER, assignment, watch=progress) and fine
    print('\n3. Feedback: nbgrader generate_feedback "*"', flush=True)
    fine = run(GenerateFeedbackApp, "*") and fine

    print("\n4. Reports on the class: safegrade report ASSIGNMENT, for each assignment", flush=True)
    for assignment in assignments:
        fine = run(ReportApp, assignment) and fine

    results = tables(folder, assignments)
    for table in results:
        print(f"\n{table}\n\nWhy marks were lost in {table.assignment}, and what was mended")
        print_reasons(folder, table)
    print(f"\n{number} submissions graded in {time.monotonic() - began:.0f} seconds.")
    print("Pages to open, for example:")
    for assignment in assignments:
        print(f"   {folder / 'report' / assignment}.html\n      the report on the class")
    for student, assignment, what in SHOW:
        if assignment in assignments:
            page = folder / "feedback" / student / assignment / f"{topic(assignment)}.html"
            print(f"   {page}\n      {what}")
    print(f"Formgrader shows the same class: cd {folder} && {sys.prefix}/bin/jupyter lab")
    for missing in ungraded(results):
        fine = False
        print(f"No marks: {missing}", file=sys.stderr)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
