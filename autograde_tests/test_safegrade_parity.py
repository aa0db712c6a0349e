"""The rooms give the marks that stock nbgrader gives, on courses that know nothing of them."""

import shutil
from pathlib import Path

import nbgrader
import pytest
from parity import Marks, all_marks, compare
from tiny_course import ROOMS, TinyCourse

from pooling_course.exercises import EXERCISES

USER_GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "example_course"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\nraise NotImplementedError()"}
"""

FEW = 4
"""Submissions of each assignment: ``python autograde_tests/parity.py`` compares all answers."""


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
    (course.root / "nbgrader_config.py").write_text(f"import textwrap\n{CONFIG}{ROOMS}")
    done = course.run("nbgrader", "autograde", "ps1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert all_marks(course.root, "ps1") == stock


@pytest.mark.parametrize("assignment", sorted({one.assignment for one in EXERCISES.values()}))
def test_this_courses_own_sample_answers(tmp_path: Path, assignment: str) -> None:
    number, found = compare(tmp_path, assignment, FEW)
    exercises = [one for one in EXERCISES.values() if one.assignment == assignment]
    assert number >= FEW * 2 * len(exercises)  # a visible check and hidden tests of each
    assert [str(difference) for difference in found if difference.reason is None] == []
