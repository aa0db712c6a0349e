"""Courses in other subjects get the marks that stock nbgrader gives."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import nbformat
import pytest
from course_copy import grade_as_stock_nbgrader
from parity import differences
from tiny_course import TinyCourse, cell

SINGLE_ROOM = 'c.Safegrade.single_room_cells = ["other/work/axes-*", "other/work/single-*"]\n'


def course_of(root: Path, module: Any, config: str = "") -> TinyCourse:
    def cells() -> list[nbformat.NotebookNode]:
        title = cell("markdown", "# Another course")
        return [title, *(one for each in module.EXERCISES for one in each.cells())]

    folder = root / "source" / "other"
    folder.mkdir(parents=True)
    for name, text in module.FILES.items():
        (folder / name).write_text(text)
    return TinyCourse(root, make_cells=cells, assignment="other", notebook="work", config=config)


def hand_in(course: TinyCourse, module: Any) -> None:
    most = max(len(each.answers) for each in module.EXERCISES)
    for index in range(most):
        answers = {e.name: e.answers[index % len(e.answers)] for e in module.EXERCISES}
        path = course.submit(f"student-{index}", course.answered(answers))
        for name, text in module.FILES.items():
            path.with_name(name).write_text(text)


@pytest.mark.parametrize("name", ["beginners", "objects", "science", "state", "tables"])
def test_another_course(tmp_path: Path, name: str) -> None:
    module = importlib.import_module(f"other_courses.{name}")
    stock, rooms = (
        course_of(tmp_path / "stock", module),
        course_of(tmp_path / "rooms", module, SINGLE_ROOM),
    )
    grade_as_stock_nbgrader(stock.root)
    for course, command in ((stock, ["nbgrader", "autograde"]), (rooms, ["safegrade"])):
        hand_in(course, module)
        done = course.run(command[0], *command[1:], course.assignment)
        assert done.returncode == 0, done.stdout + done.stderr
    marks = {name: stock.marks("student-0")[name] for name in stock.marks("student-0")}
    assert set(marks.values()) == {2}, f"a solution does not pass its own tests: {marks}"
    found = differences(stock.root, rooms.root, "other")
    assert [str(one) for one in found if one.reason is None] == []
