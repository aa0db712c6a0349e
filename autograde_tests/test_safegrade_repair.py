"""What configuration alone does for broken submissions under stock nbgrader."""

import os
from pathlib import Path

import pytest
from broken import BROKEN, Broken
from nbgrader.api import Gradebook
from tiny_course import GOOD, TinyCourse

from safegrade.mending import notes_of

MAXIMA = {"double-check": 1, "double-hidden": 2, "total-check": 1, "total-hidden": 2}


def expected(sample: Broken) -> dict[str, float | None]:
    if not sample.graded:
        return {**dict.fromkeys(MAXIMA, 0), "why": 0}
    marks = {name: 0 if name in sample.lost else points for name, points in MAXIMA.items()}
    return {**marks, "why": 0 if sample.lost else None}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """The whole bank, and honest students before, amid and after it, graded in one run."""
    course = TinyCourse(tmp_path_factory.mktemp("course"))
    for honest in ("a-honest", "broken-05-honest", "z-honest"):
        course.submit(honest, course.answered())
    for index, sample in enumerate(BROKEN):
        course.submit(f"broken-{index:02}", sample.make(course.answered()))
    links = course.path("broken-link")
    links.parent.mkdir(parents=True)
    links.symlink_to(course.root / "source" / course.assignment / f"{course.notebook}.ipynb")
    pipe = course.path("broken-pipe")
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    course.path("broken-folder").mkdir(parents=True)
    course.submit("dead", course.answered({**GOOD, "total": "import os\nos._exit(3)"}))
    done = course.run("nbgrader", "autograde", course.assignment)
    assert done.returncode == 0, done.stderr
    return course


def test_there_are_at_least_25_broken_samples() -> None:
    assert len(BROKEN) >= 25
    assert len({sample.title for sample in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("index", range(len(BROKEN)), ids=lambda index: BROKEN[index].title)
def test_a_broken_submission_is_graded_or_told_why_not(graded: TinyCourse, index: int) -> None:
    sample, student = BROKEN[index], f"broken-{index:02}"
    assert graded.marks(student) == expected(sample)
    notebook = graded.graded(student)
    told = notebook.cells[0].source
    assert sample.reason in told
    if sample.reason:
        assert told.startswith("**A note on the grading")
    assert any(note.flagged for note in notes_of(notebook)) == sample.flagged


@pytest.mark.parametrize("student", ["a-honest", "broken-05-honest", "z-honest"])
def test_honest_students_keep_their_marks_and_read_no_note(
    graded: TinyCourse, student: str
) -> None:
    assert graded.marks(student) == {**MAXIMA, "why": None}
    assert notes_of(graded.graded(student)) == []


@pytest.mark.parametrize(
    ("student", "reason"),
    [("link", "is a link"), ("pipe", "not an ordinary file"), ("folder", "a folder")],
)
def test_only_ordinary_files_are_opened(graded: TinyCourse, student: str, reason: str) -> None:
    assert set(graded.marks(f"broken-{student}").values()) == {0}
    assert reason in graded.graded(f"broken-{student}").cells[0].source


def test_a_dead_kernel_costs_only_the_marks_after_it(graded: TinyCourse) -> None:
    marks = graded.marks("dead")
    assert (marks["double-check"], marks["double-hidden"]) == (1, 2)
    assert (marks["total-check"], marks["total-hidden"]) == (0, 0)
    last = [cell for cell in graded.graded("dead").cells if cell.cell_type == "code"][-1]
    assert "ended the Python process" in last.outputs[0].evalue


def test_feedback_gives_the_reason(graded: TinyCourse) -> None:
    done = graded.run("nbgrader", "generate_feedback", graded.assignment)
    assert done.returncode == 0, done.stderr
    folder = Path("feedback/broken-00") / graded.assignment
    page = (graded.root / folder / f"{graded.notebook}.html").read_text("utf-8")
    assert "the submitted file is empty" in page


def test_no_mark_counts_twice(graded: TinyCourse) -> None:
    with Gradebook(f"sqlite:///{graded.root}/gradebook.db") as gradebook:
        for submission in gradebook.assignment_submissions(graded.assignment):
            assert submission.score <= 6
