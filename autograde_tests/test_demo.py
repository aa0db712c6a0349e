"""The demo class gets the marks that it should, and nothing else is touched."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bank import answers
from demo_class import CLASS, SHOW
from submission import topic

from pooling_course.exercises import EXERCISES

DEMO = Path(__file__).with_name("demo_class.py")

BO_IS_WRONG = {
    "pooled_shape": "rounds up",
    "first_row": "three overlapping windows",
    "max_pool": "stride forgotten in the slice",
    "max_pool_channels": "channels mixed",
    "max_pool_fast": "nested loops",
    "max_pool_same": "pads with zeros",
    "telling_images": "a single image that is positive but odd",
    "model_with_pooling": "the second pool missing",
    "predict_summary": "biases forgotten",
}

NOTHING_EARNED = {
    ("chen", "2_with_a_loop"),
    ("dara", "average_pool"),
    ("fay", "1_by_hand"),
    ("gus", "1_by_hand"),
}


def expected(student: str, assignment: str) -> list[float] | None:
    """The marks for each exercise; None if nothing was handed in."""
    submissions = {each.id: each.hands_in for each in CLASS}[student]
    if assignment not in submissions:
        return None
    marks = []
    for name, exercise in EXERCISES.items():
        if exercise.assignment != assignment:
            continue
        earned: float = exercise.marks.check + exercise.marks.hidden
        if student == "bo" and name in BO_IS_WRONG:
            (answer,) = (a for a in answers(name) if a.title == BO_IS_WRONG[name])
            assert answer.marks is not None
            earned = sum(answer.marks)
        elif {(student, assignment), (student, name)} & NOTHING_EARNED:
            earned = 0
        marks.append(round(earned, 2))
    return marks


def run(folder: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(DEMO), "--folder", str(folder), *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


def marks(printed: str) -> dict[tuple[str, str], list[float] | None]:
    """The rows of the printed tables, by student and assignment."""
    found = {}
    assignment = ""
    names = {", ".join(reversed(each.name.split())): each.id for each in CLASS}
    for line in printed.splitlines():
        if line in {exercise.assignment for exercise in EXERCISES.values()}:
            assignment = line
        row = re.fullmatch(r"(\w+, \w+)\*?((?: +[\d.]+)+|(?: +-)+)", line)
        if row is not None:
            *own, total = row[2].split()
            found[names[row[1]], assignment] = None if total == "-" else [float(m) for m in own]
            if total != "-":
                assert float(total) == pytest.approx(sum(map(float, own)), abs=0.011)
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a demo that has run, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    instructor = tmp_path_factory.mktemp("instructor")
    (instructor / "gradebook.db").write_bytes(b"the marks of a real class")
    (instructor / "nbgrader_config.py").write_text("raise SystemExit('not my configuration')")
    done = run(folder, cwd=instructor)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert (instructor / "gradebook.db").read_bytes() == b"the marks of a real class"
    assert len(list(instructor.iterdir())) == 2
    return folder, done.stdout


def test_everybody_has_the_marks_that_their_answers_deserve(demo: tuple[Path, str]) -> None:
    found = marks(demo[1])
    assignments = {exercise.assignment for exercise in EXERCISES.values()}
    handed_in = {name for each in CLASS for name in each.hands_in}
    assert handed_in < assignments
    assert found == {
        (each.id, assignment): expected(each.id, assignment)
        for each in CLASS
        for assignment in handed_in
    }


@pytest.mark.parametrize(
    "reason",
    [
        "all answers were left empty",
        "average_pool 0 of 3: the answer raises SyntaxError",
        "handed in 1 day 2 hours late",
        "the submitted file is not a notebook",
        "the submitted file is empty",
        "The cell “first_window-check” was there 2 times",
        "The cell “first_row-check” was missing",
        "The notebook named another kernel",
        *(f"{name} [0-9.]+ of \\d: \\w" for name in BO_IS_WRONG),
    ],
)
def test_every_loss_and_repair_has_its_reason(demo: tuple[Path, str], reason: str) -> None:
    assert re.search(rf"^ +.*{reason}", demo[1], re.MULTILINE)


def test_there_is_a_feedback_page_for_every_submission(demo: tuple[Path, str]) -> None:
    folder, printed = demo
    pages = {
        folder / "feedback" / each.id / assignment / f"{topic(assignment)}.html"
        for each in CLASS
        for assignment in each.hands_in
    }
    assert set(folder.glob("feedback/*/*/*.html")) == pages
    for student, assignment, _ in SHOW:
        page = folder / "feedback" / student / assignment / f"{topic(assignment)}.html"
        assert page in pages
        assert str(page) in printed


def test_the_same_marks_come_out_again(demo: tuple[Path, str], tmp_path: Path) -> None:
    """In the same folder, and for one assignment alone."""
    folder, printed = demo
    again = run(folder, "--assignment", "1_by_hand", cwd=tmp_path)
    assert again.returncode == 0, again.stdout + again.stderr
    before = {key: row for key, row in marks(printed).items() if key[1] == "1_by_hand"}
    assert marks(again.stdout) == before
    assert [path.name for path in (folder / "release").iterdir()] == ["1_by_hand"]


def test_a_folder_that_is_not_a_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    done = run(tmp_path, cwd=tmp_path)
    assert done.returncode != 0
    assert "name another one with --folder" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
