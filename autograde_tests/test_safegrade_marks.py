"""Tables of marks, and reasons for what was lost, on gradebooks and notebooks made on the spot."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.utils import compute_checksum
from tiny_course import cell

from safegrade.findings import FINDING
from safegrade.marks import Exercise, Mark, Row, Table, marks_of
from safegrade.reasons import reasons_of

# nbgrader's own order of entering submissions, about which SQLAlchemy 2.1 warns.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted")

NOON = datetime(2030, 5, 6, 12)


@pytest.fixture
def gradebook(tmp_path: Path) -> Iterator[Gradebook]:
    """Two exercises, entered in the wrong order, an essay, and two students."""
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "some course") as book:
        book.add_assignment("ps1", duedate=NOON)
        book.add_notebook("p1", "ps1")
        for name in ("second", "first"):
            book.add_solution_cell(name, "p1", "ps1")
            book.add_source_cell(name, "p1", "ps1", cell_type="code")
        for name, points in (("tests_of_second", 3), ("more_tests", 2), ("tests_of_first", 1)):
            book.add_grade_cell(name, "p1", "ps1", max_score=points, cell_type="code")
            book.add_source_cell(name, "p1", "ps1", cell_type="code", locked=True)
        book.add_grade_cell("essay", "p1", "ps1", max_score=5, cell_type="markdown")
        book.add_solution_cell("essay", "p1", "ps1")
        book.add_source_cell("essay", "p1", "ps1", cell_type="markdown")
        book.add_student("z1", first_name="Ann", last_name="Able")
        book.add_student("a2")
        yield book


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """The notebook, which has the cells in their right order."""
    folder = tmp_path / "release"
    folder.mkdir()
    cells = [
        cell("code", "", "first", solution=True),
        cell("code", "", "tests_of_first", grade=True, locked=True, points=1),
        cell("code", "", "second", solution=True),
        cell("code", "", "tests_of_second", grade=True, locked=True, points=3),
        cell("code", "", "more_tests", grade=True, locked=True, points=2),
        cell("markdown", "", "essay", grade=True, solution=True, points=5),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "p1.ipynb")
    return folder


def grade(gradebook: Gradebook, student: str, **scores: float) -> None:
    for name, score in scores.items():
        found = gradebook.find_grade(name, "p1", "ps1", student)
        found.auto_score = score
        found.needs_manual_grade = False
    gradebook.db.commit()


EXERCISES = (
    Exercise("p1", "first", "first", ("tests_of_first",), 1),
    Exercise("p1", "second", "second", ("tests_of_second", "more_tests"), 5),
    Exercise("p1", "essay", "essay", ("essay",), 5),
)


def test_exercises_are_answers_with_the_tests_that_follow(
    gradebook: Gradebook, release: Path
) -> None:
    assert marks_of(gradebook, "ps1", [release]).exercises == EXERCISES


def test_marks_are_added_up_by_exercise_and_waiting_ones_told(
    gradebook: Gradebook, release: Path
) -> None:
    gradebook.add_submission("ps1", "z1", timestamp=NOON + timedelta(hours=3))
    grade(gradebook, "z1", tests_of_first=1, tests_of_second=1.5, more_tests=2)
    table = marks_of(gradebook, "ps1", [release])
    rows = {row.student: row for row in table.rows}
    assert rows["z1"] == Row(
        "z1", "Able, Ann", (Mark(1), Mark(3.5), Mark(0, waits=True)), timedelta(hours=3)
    )
    assert rows["a2"] == Row("a2", "a2", None)
    assert rows["z1"].total == 4.5


def test_a_manual_mark_takes_the_place_of_the_automatic_one(
    gradebook: Gradebook, release: Path
) -> None:
    gradebook.add_submission("ps1", "z1")
    grade(gradebook, "z1", tests_of_first=0, tests_of_second=0, more_tests=0, essay=0)
    gradebook.find_grade("more_tests", "p1", "ps1", "z1").manual_score = 2
    gradebook.find_grade("tests_of_first", "p1", "ps1", "z1").extra_credit = 0.5
    gradebook.db.commit()
    row = next(row for row in marks_of(gradebook, "ps1", [release]).rows if row.marks)
    assert [mark.score for mark in row.marks or ()] == [0.5, 2, 0]


def test_a_penalty_is_taken_off_but_not_below_nought() -> None:
    assert Row("a", "a", (Mark(3), Mark(1)), timedelta(hours=1), 1.5).total == 2.5
    assert Row("a", "a", (Mark(1),), timedelta(days=9), 4).total == 0


def test_the_table_reads_well() -> None:
    exercises = (
        Exercise("p1", "a_rather_long_name", None, ("x",), 2),
        Exercise("p1", "essay", "essay", ("essay",), 5),
    )
    rows = (
        Row("z1", "Able, Ann", (Mark(1 / 3), Mark(0, waits=True)), timedelta(minutes=1)),
        Row("a2", "a2", None),
    )
    assert str(Table("ps1", exercises, rows)) == (
        "ps1\n"
        "            a_rather\n"
        "                long\n"
        "student         name  essay  in all\n"
        "----------  --------  -----  ------\n"
        "out of             2      5       7\n"
        "Able, Ann*      0.33     0?    0.33\n"
        "a2                 -      -       -\n"
        "- nothing handed in\n"
        "* handed in late\n"
        "? a person has still to mark this"
    )


def graded(answer: str = "x = 1", *outputs: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A graded notebook of one exercise, whose test cell left these outputs."""
    solution = cell("code", answer, "first", solution=True)
    tests = cell("code", "", "tests_of_first", grade=True, locked=True, points=1)
    tests.outputs = list(outputs)
    return new_notebook(cells=[new_markdown_cell("# Title"), solution, tests])


def error(name: str, text: str) -> nbformat.NotebookNode:
    return new_output("error", ename=name, evalue=text, traceback=[])


def reasons(notebook: nbformat.NotebookNode | None, *marks: Mark, **row: object) -> list[str]:
    notebooks = {} if notebook is None else {"p1": notebook}
    exercises = EXERCISES[:1] if len(marks) < 2 else EXERCISES
    return reasons_of(Row("a", "a", marks or (Mark(0),), **row), exercises, notebooks)


@pytest.mark.parametrize(
    ("outputs", "reason"),
    [
        ([error("AssertionError", "f(2) is 3:\n\nnot 4")], "f(2) is 3"),
        ([error("AssertionError", "")], "AssertionError"),
        (
            [
                new_output("display_data", data={FINDING: {"hint": "Look again."}}),
                error("WrongAnswer", "f is wrong"),
            ],
            "Look again.",
        ),
        (
            [
                new_output("display_data", data={FINDING: {"hint": None}}),
                error("WrongAnswer", "f is wrong"),
            ],
            "f is wrong",
        ),
        (
            [new_output("stream", name="stderr", text="a warning\n")],
            "the cell with the tests wrote to standard error",
        ),
        (
            [
                new_output("stream", name="stdout", text="1 of 2 are right\nthe other is not\n"),
                new_output("execute_result", data={"text/plain": "0.5"}),
            ],
            "1 of 2 are right",
        ),
        (
            [new_output("execute_result", data={"text/plain": "0.5"})],
            "some tests were not passed",
        ),
    ],
)
def test_the_test_cell_says_why(outputs: list[nbformat.NotebookNode], reason: str) -> None:
    assert reasons(graded("x = 1", *outputs)) == [f"first 0 of 1: {reason}"]


def test_an_error_in_the_answer_itself_comes_first() -> None:
    notebook = graded("x = (", error("NameError", "name 'x' is not defined"))
    notebook.cells[1].outputs = [error("SyntaxError", "'(' was never closed (812.py, line 1)")]
    assert reasons(notebook) == [
        "first 0 of 1: the answer raises SyntaxError: '(' was never closed (line 1)"
    ]


def test_what_a_passed_cell_printed_is_no_reason() -> None:
    notebook = graded("x = 1", error("AssertionError", "no"))
    passed = cell("code", "", "tests_of_second", grade=True, locked=True, points=1)
    passed.outputs = [new_output("stream", name="stdout", text="all is well\n")]
    notebook.cells.insert(2, passed)
    both = Exercise("p1", "first", "first", ("tests_of_second", "tests_of_first"), 2)
    assert reasons_of(Row("a", "a", (Mark(1),)), (both,), {"p1": notebook}) == ["first 1 of 2: no"]


def test_full_marks_need_no_reason() -> None:
    assert reasons(graded(), Mark(1)) == []


def test_an_empty_answer_is_told_as_nbgrader_tells_it() -> None:
    notebook = graded("x = ...", error("NameError", "x"))
    notebook.cells[1].metadata.nbgrader["checksum"] = compute_checksum(notebook.cells[1])
    assert reasons(notebook) == ["all answers were left empty"]
    notebook.cells.append(cell("code", "y = 1", "second", solution=True))
    told = reasons(notebook, Mark(0), Mark(5), Mark(5))
    assert told == ["first 0 of 1: the answer was left empty"]


def test_cells_and_notebooks_that_are_missing_are_told() -> None:
    notebook = graded()
    del notebook.cells[1]
    assert reasons(notebook) == ["first 0 of 1: the answer's cell is missing"]
    assert reasons(None) == ["no notebook p1 was handed in"]
    assert reasons_of(Row("a", "a", None), EXERCISES, {}) == []


def test_lateness_waiting_and_repairs_are_told() -> None:
    notebook = graded()
    notebook.metadata["safegrade"] = {"notes": [{"text": "A cell was put back.", "flagged": True}]}
    told = reasons(notebook, Mark(1, waits=True), late=timedelta(days=2, minutes=5), penalty=0.5)
    assert told == [
        "handed in 2 days 5 minutes late, 0.5 marks taken off",
        "A cell was put back.",
        "first: a person has still to mark it",
    ]
