"""A student who leaves the explorer in the notebook that is handed in loses nothing by it."""

from pathlib import Path

import bank
import nbformat
import pytest
from course_copy import copy_course, run
from nbgrader.api import Gradebook
from submission import build, submit, topic

ASSIGNMENT = "1_by_hand"
CELL = """from pooling_course import explore

explore(np.arange(24).reshape(4, 6), answer=max_pool_by_hand)"""

pytestmark = pytest.mark.needs("bwrap")


def test_marks_are_the_same_with_an_explorer_in_the_notebook(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    copy_course(folder, [ASSIGNMENT])
    run(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    right = next(answer for answer in bank.answers("max_pool_by_hand") if answer.right)
    for student in ("with", "without"):
        notebook = build(ASSIGNMENT, {"max_pool_by_hand": right.source}, course=folder)
        if student == "with":
            place = [cell.id for cell in notebook.cells].index("max_pool_by_hand") + 1
            notebook.cells.insert(place, nbformat.v4.new_code_cell(CELL))
        submit(notebook, student, ASSIGNMENT, folder)
    run(folder, "safegrade", ASSIGNMENT)
    marks = {}
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        for student in ("with", "without"):
            graded = gradebook.find_submission_notebook(topic(ASSIGNMENT), ASSIGNMENT, student)
            marks[student] = {grade.name: grade.auto_score for grade in graded.grades}
    assert marks["with"] == marks["without"]
    assert marks["with"]["max_pool_by_hand-check"] == 1
    assert marks["with"]["max_pool_by_hand-hidden"] == 2
    graded = folder / "autograded" / "with" / ASSIGNMENT / f"{topic(ASSIGNMENT)}.ipynb"
    cells = nbformat.read(graded, as_version=4).cells
    explored = next(cell for cell in cells if cell.source == CELL)
    assert [out for out in explored.outputs if out.output_type == "error"] == []
