"""No hostile answer gains a mark, reads, writes, or costs anybody else anything.

The whole bank is graded in one run of the command, in the sandbox.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import riddles
from hostile.inventors import HOSTILE
from ordinary_user import as_ordinary_user, hand_over
from tiny_course import GOOD, TinyCourse

CONFIG = """
c.Safegrade.cell_seconds = 4
c.Safegrade.memory = 1000
c.Safegrade.similarity = 2
"""
SECRET = "TINY_SECRET"
PROGRAMS = Path(sys.executable).parent


# From root both are tried: root, who gives all rights up inside, and a user who has none.
USERS = ["root", "ordinary user"] if os.getuid() == 0 else ["ordinary user"]


@pytest.fixture(scope="module", params=USERS)
def graded(request: pytest.FixtureRequest) -> Iterator[TinyCourse]:
    # Not in pytest's own folder, which is closed to other users.
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        course = TinyCourse(
            Path(folder) / "course", config=CONFIG, environment={SECRET: "TINY_SECRET"}
        )
        course.submit("a-honest", course.answered())
        course.submit("z-honest", course.answered())
        for index, sample in enumerate(HOSTILE):
            answers = {**GOOD, "double": sample.source}
            course.submit(f"h-{index:02}", course.answered(answers))
        command = [str(PROGRAMS / "safegrade"), course.assignment, "--workers", "4"]
        if request.param == "ordinary user" and os.getuid() == 0:
            hand_over(Path(folder))
            command = as_ordinary_user(command)
        done = subprocess.run(
            command,
            cwd=course.root,
            env={"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": folder, SECRET: "TINY_SECRET"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield course


def test_there_are_at_least_40_hostile_samples() -> None:
    assert len(HOSTILE) >= 40
    assert len({sample.title for sample in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("index", range(len(HOSTILE)), ids=lambda index: HOSTILE[index].title)
def test_nothing_is_gained_or_read(graded: TinyCourse, index: int) -> None:
    sample, student = HOSTILE[index], f"h-{index:02}"
    marks = graded.marks(student)
    assert (marks["double-check"], marks["double-hidden"]) == (0, 0)
    if sample.total:
        assert (marks["total-check"], marks["total-hidden"]) == (1, 2)
    notebook = graded.graded(student)
    shown = json.dumps([cell.get("outputs", []) for cell in notebook.cells])
    for word in sample.forbidden:
        assert word not in shown
    assert len(shown) < 5_000_000


@pytest.mark.parametrize("student", ["a-honest", "z-honest"])
def test_honest_students_keep_their_marks(graded: TinyCourse, student: str) -> None:
    marks = graded.marks(student)
    assert [marks[name] for name in sorted(marks) if name != "why"] == [1, 2, 1, 2]


def test_nothing_is_left_behind(graded: TinyCourse) -> None:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(graded.root) not in listed.stdout
    folders = {path.name for path in graded.root.iterdir() if not path.name.startswith(".")}
    assert folders == {
        "autograded", "gradebook.db", "nbgrader_config.py", "release", "safegrade", "source",
        "submitted",
    }  # fmt: skip


def test_a_student_neither_judges_nor_learns_what_tests_expect(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path, config=CONFIG, make_cells=riddles.cells)
    course.submit("honest", course.answered(riddles.SOLUTIONS))
    for index, (_, answers) in enumerate(riddles.RIDDLES.values()):
        course.submit(f"r-{index}", course.answered({**riddles.SOLUTIONS, **answers}))
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    full = {f"{name}-check": 1.0 for name in riddles.SOLUTIONS}
    assert course.marks("honest") == full
    for index, (title, (exercise, _)) in enumerate(riddles.RIDDLES.items()):
        assert course.marks(f"r-{index}") == {**full, f"{exercise}-check": 0.0}, title
