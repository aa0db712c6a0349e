"""The rooms give the marks that stock nbgrader gives, on courses that know nothing of them."""

import shutil
from pathlib import Path

import nbgrader
import pytest
from nbgrader.api import Gradebook
from tiny_course import TinyCourse

USER_GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "example_course"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
"""

Marks = dict[tuple[str, str, str], float | None]


def example_course(root: Path) -> TinyCourse:
    """nbgrader's own example course, from its documentation."""
    course = TinyCourse.__new__(TinyCourse)
    course.root, course.assignment, course.environment = root, "ps1", {}
    for step in ("source/ps1", "submitted"):
        shutil.copytree(USER_GUIDE / step, root / step)
    (root / "nbgrader_config.py").write_text(CONFIG)
    done = course.run("nbgrader", "generate_assignment", "ps1")
    assert done.returncode == 0, done.stderr
    return course


def all_marks(root: Path, assignment: str) -> Marks:
    marks: Marks = {}
    with Gradebook(f"sqlite:///{root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    key = submission.student.id, notebook.name, grade.name
                    marks[key] = grade.auto_score
    return marks


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Marks:
    course = example_course(tmp_path_factory.mktemp("stock"))
    done = course.run("nbgrader", "autograde", "ps1")
    assert done.returncode == 0, done.stderr
    return all_marks(course.root, "ps1")


def test_nbgraders_own_example_course(tmp_path: Path, stock: Marks) -> None:
    course = example_course(tmp_path)
    done = course.run("safegrade", "ps1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(stock) > 10
    assert all_marks(course.root, "ps1") == stock


def test_stock_autograde_through_the_rooms(tmp_path: Path, stock: Marks) -> None:
    course = example_course(tmp_path)
    lines = """
c.Autograde.autograde_preprocessors = [
    "safegrade.execute.RoomsExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""
    (course.root / "nbgrader_config.py").write_text(CONFIG + lines)
    done = course.run("nbgrader", "autograde", "ps1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all_marks(course.root, "ps1") == stock
