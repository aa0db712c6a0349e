"""The marks of stock ``nbgrader autograde`` and of ``safegrade``, side by side.

    python autograde_tests/parity.py                   every answer of the bank, all assignments
    python autograde_tests/parity.py 5_gradients --submissions 10

The submissions are honest: each answers every exercise with an answer of the bank, right or wrong.
Where the marks differ, the reason must be one of those that ``REASONS`` lists.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import bank
import nbformat
from course_copy import copy_course, grade_as_stock_nbgrader, run
from nbgrader.api import Gradebook
from submission import build, submit

from pooling_course.exercises import EXERCISES

Marks = dict[tuple[str, str, str], float | None]
"""Automatic marks by student, notebook and cell."""

REASONS = {
    "standard error": "stock nbgrader gives nothing for a test that writes to standard error",
}


@dataclass(frozen=True)
class Difference:
    """A mark that is not the same, and the reason, or None if it is none of those listed."""

    student: str
    cell: str
    stock: float | None
    rooms: float | None
    reason: str | None

    def __str__(self) -> str:
        reason = self.reason or "NO REASON"
        return f"{self.student}, {self.cell}: stock {self.stock}, rooms {self.rooms} ({reason})"


def all_marks(root: Path, assignment: str) -> Marks:
    """All automatic marks of an assignment."""
    marks: Marks = {}
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    key = submission.student.id, notebook.name, grade.name
                    marks[key] = grade.auto_score
    return marks


def differences(stock: Path, rooms: Path, assignment: str) -> list[Difference]:
    """Compare the marks of an assignment in two course folders."""
    theirs, ours = all_marks(stock, assignment), all_marks(rooms, assignment)
    assert theirs.keys() == ours.keys()
    return [
        Difference(key[0], key[2], mark, ours[key], _reason(stock, assignment, key))
        for key, mark in theirs.items()
        if ours[key] != mark
    ]


def _reason(stock: Path, assignment: str, key: tuple[str, str, str]) -> str | None:
    student, notebook, name = key
    path = stock / "autograded" / student / assignment / f"{notebook}.ipynb"
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == name:
            kinds = {output.get("name", output.output_type) for output in cell.outputs}
            if "stderr" in kinds and "error" not in kinds:
                return "standard error"
    return None


def rows(assignment: str, number: int | None = None) -> list[dict[str, str]]:
    """Submissions that answer each exercise; so many of them, or as many as the bank has answers.

    An exercise's answers are spread over the submissions, and begin at another place for each
    exercise: right and wrong answers are mixed.
    """
    names = [name for name, one in EXERCISES.items() if one.assignment == assignment]
    columns = {name: bank.answers(name) for name in names if name in bank.exercises()}
    most = max(map(len, columns.values()))
    number = number or most
    return [
        {
            name: column[(index * max(1, len(column) // number) + 7 * place) % len(column)].source
            for place, (name, column) in enumerate(columns.items())
        }
        for index in range(number)
    ]


def compare(
    folder: Path, assignment: str, number: int | None = None
) -> tuple[int, list[Difference]]:
    """Grade the same submissions with both; returns how many marks there are, and differences."""
    courses = {"stock": folder / "stock", "rooms": folder / "rooms"}
    for name, course in courses.items():
        copy_course(course, [assignment])
        if name == "stock":
            grade_as_stock_nbgrader(course)
        run(course, "nbgrader", "generate_assignment", assignment)
        for index, sources in enumerate(rows(assignment, number)):
            notebook = build(assignment, sources, course=course)
            submit(notebook, f"student-{index:03}", assignment, course)
    run(courses["stock"], "nbgrader", "autograde", assignment)
    run(courses["rooms"], "safegrade", assignment)
    found = differences(courses["stock"], courses["rooms"], assignment)
    return len(all_marks(courses["stock"], assignment)), found


def main() -> None:
    """Compare and print what differs."""
    assignments = sorted({one.assignment for one in EXERCISES.values()})
    parser = argparse.ArgumentParser(description="Compare stock nbgrader's marks with safegrade's.")
    parser.add_argument("assignments", nargs="*", default=assignments)
    parser.add_argument("--submissions", type=int, help="of each; by default all answers")
    given = parser.parse_args()
    unexplained = 0
    for assignment in given.assignments:
        with tempfile.TemporaryDirectory(prefix="parity-") as folder:
            number, found = compare(Path(folder), assignment, given.submissions)
        print(f"{assignment}: {number} marks, {len(found)} differ", flush=True)
        for difference in found:
            print(f"   {difference}", flush=True)
        unexplained += sum(difference.reason is None for difference in found)
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
