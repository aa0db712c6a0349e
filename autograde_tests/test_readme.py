"""The README says what is there: its table, its links and its commands."""

import json
import re
import runpy
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from pooling_course.exercises import EXERCISES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]


def test_the_table_of_assignments_is_that_of_the_exercises() -> None:
    row = r"^\| (.+) \| \[(\w+)\]\((release/\S+)\) \| (.+) \| (\d+) \|$"
    rows = re.findall(row, README, re.MULTILINE)
    told = {
        assignment: (
            set(re.findall(r"\((course/\S+)\)", lesson)),
            release,
            set(re.findall(r"`(\w+)`", names)),
            int(marks),
        )
        for lesson, assignment, release, names, marks in rows
    }
    assert len(told) == len(rows)
    assert told == declared()


def declared() -> dict[str, tuple[set[str], str, set[str], int]]:
    """Each assignment's lessons that are there, its notebook, its exercises and all marks."""
    groups = defaultdict(list)
    for exercise in EXERCISES.values():
        groups[exercise.assignment].append(exercise)
    expected = {}
    for assignment, group in groups.items():
        topic = assignment.partition("_")[2]
        by_hand = marked_by_a_person(ROOT / "source" / assignment / f"{topic}.ipynb")
        lessons = {f"course/{exercise.lesson.lesson}.ipynb" for exercise in group}
        expected[assignment] = (
            {lesson for lesson in lessons if (ROOT / lesson).exists()},
            f"release/{assignment}/{topic}.ipynb",
            {exercise.name for exercise in group} | set(by_hand),
            sum(exercise.marks.check + exercise.marks.hidden for exercise in group)
            + sum(by_hand.values()),
        )
    return expected


def marked_by_a_person(path: Path) -> dict[str, int]:
    """The answers of a notebook that no check marks, with their marks: they are not declared."""
    cells = [c["metadata"].get("nbgrader", {}) for c in json.loads(path.read_text())["cells"]]
    return {c["grade_id"]: c["points"] for c in cells if c.get("grade") and c.get("solution")}


@pytest.mark.parametrize("paper", PAPERS)
def test_links_lead_to_files_that_are_there(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_picture_has_a_text_in_its_place() -> None:
    texts = re.findall(r"!\[(.*?)\]\(", README)
    assert texts
    assert all(text.strip() for text in texts)


def test_the_picture_is_the_one_that_the_lessons_functions_draw() -> None:
    drawn = runpy.run_path(str(ROOT / "docs" / "draw_readme_picture.py"))
    # Not the style, which all figures share: a colour for another figure changes nothing here.
    then, now = (
        svg.partition("</style>")[2]
        for svg in (drawn["PICTURE"].read_text(encoding="utf-8"), drawn["FIGURE"].svg)
    )
    if then != now:
        pytest.fail("docs/max_pooling.svg is not what is drawn now: make picture", pytrace=False)


@pytest.mark.needs("make")
@pytest.mark.parametrize("paper", PAPERS)
def test_every_make_command_named_is_listed_by_make(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE))
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert named <= set(re.findall(r"^make ([a-z-]+)", listed, re.MULTILINE))


def test_the_badge_opens_the_first_lesson_in_jupyterlab() -> None:
    (address,) = re.findall(r"^\[binder\]: (\S+)$", README, re.MULTILINE)
    assert address.startswith("https://mybinder.org/v2/gh/")
    path = address.partition("?urlpath=lab/tree/")[2]
    assert path == "course/01_max_pooling_by_hand.ipynb"
    assert (ROOT / path).exists()
