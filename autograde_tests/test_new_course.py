"""An instructor's own course is made by one command and works from the first day to the marks."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bank import answers
from course_copy import ROOT, environment, run
from nbgrader.api import Gradebook
from submission import build

from pooling_course.exercises import EXERCISES

ASSIGNMENT = "1_by_hand"
STUDENTS = "id,first_name,last_name,email\njm,Jörg,Müller,jm@example.org\nzoe,Zoë,de Wit,\n"


def make(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run what "make new-course" runs."""
    return subprocess.run(
        [sys.executable, str(ROOT / "setup" / "new_course.py"), str(folder), *options],
        env=environment(folder.parent),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with two students, a due date and late penalties."""
    parent = tmp_path_factory.mktemp("instructor")
    (parent / "class.csv").write_text(STUDENTS, encoding="utf-8")
    folder = parent / "Pooling 2027"
    done = make(
        folder,
        *("--name", "Pooling, spring 2027", "--students", str(parent / "class.csv")),
        *("--timezone", "Europe/Berlin", "--due", f"{ASSIGNMENT}=2027-04-16 18:00"),
        *("--late-percent", "10", "--late-most", "50", "--grace-minutes", "15"),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 assignments, 2 students" in done.stdout
    assert [path.name for path in sorted(parent.iterdir()) if not path.name.startswith(".")] == [
        "Pooling 2027",
        "class.csv",
    ]
    return folder


def test_it_holds_no_sample_answer_and_no_test(course: Path) -> None:
    names = {path.name for path in course.rglob("*") if ".jupyter" not in path.parts}
    assert not [name for name in names if name.startswith("test_")]
    assert "autograde_tests" not in names
    assert "new_course.py" not in names
    sample = next(answer.source for answer in answers("max_pool") if not answer.right)
    for path in course.rglob("*.py"):
        assert sample not in path.read_text("utf-8")


def test_it_has_its_own_name_dates_students_and_release(course: Path) -> None:
    assert (course / "README.md").read_text("utf-8").startswith("# Pooling, spring 2027\n")
    assert 'course_id = "pooling-2027"' in (course / "nbgrader_config.py").read_text("utf-8")
    with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling-2027") as gradebook:
        assert f"{gradebook.find_assignment(ASSIGNMENT).duedate}" == "2027-04-16 16:00:00"
        assert gradebook.find_assignment("3_in_keras").duedate is None
        assert gradebook.find_student("jm").last_name == "Müller"
        assert len(gradebook.students) == 2
    for source in ROOT.glob("source/*/*.ipynb"):
        released = course / "release" / source.parent.name / source.name
        assert released.read_text("utf-8") == (ROOT / released.relative_to(course)).read_text(
            "utf-8"
        )


@pytest.mark.needs("bwrap")
def test_it_works_from_the_release_to_the_marks(course: Path) -> None:
    names = [name for name, exercise in EXERCISES.items() if exercise.assignment == ASSIGNMENT]
    first = {name: next(a.source for a in answers(name) if a.right) for name in names}
    archive = course / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    for student in ("jm", "zoe"):
        made = nbformat.writes(build(ASSIGNMENT, first, course))
        (archive / f"{student}_by_hand.ipynb").write_text(made, encoding="utf-8")
    run(course, "nbgrader", "generate_assignment", ASSIGNMENT)
    run(course, "nbgrader", "zip_collect", ASSIGNMENT)
    late = course / "submitted" / "zoe" / ASSIGNMENT / "timestamp.txt"
    late.write_text("2027-04-17 17:00 UTC")
    run(course, "safegrade", ASSIGNMENT)
    run(course, "nbgrader", "generate_feedback", ASSIGNMENT)
    run(course, "safegrade", "report", ASSIGNMENT)
    run(course, "nbgrader", "export")
    run(course, "nbgrader", "export", "--exporter=safegrade.exporters.MoodleExporter")
    assert len(list(course.glob(f"feedback/*/{ASSIGNMENT}/by_hand.html"))) == 2
    assert (course / "report" / f"{ASSIGNMENT}.html").is_file()
    with (course / "grades.csv").open() as file:
        rows = {
            row["student_id"]: row
            for row in csv.DictReader(file)
            if row["assignment"] == ASSIGNMENT
        }
    most = sum(EXERCISES[name].marks.check + EXERCISES[name].marks.hidden for name in names)
    assert float(rows["jm"]["score"]) == most
    # 25 hours after the due date: two days have begun.
    assert float(rows["zoe"]["score"]) == pytest.approx(most * 0.8)
    with (course / "moodle.csv").open(encoding="utf-8") as file:
        marks = {row["ID number"]: row[ASSIGNMENT] for row in csv.DictReader(file)}
    assert float(marks["zoe"]) == pytest.approx(most * 0.8)


@pytest.mark.needs("make", "git")
def test_its_makefile_offers_only_what_is_there(course: Path) -> None:
    # "make test" runs this test, and its make would have the other one tell where it is.
    make = ["make", "--no-print-directory"]
    listed = subprocess.run(make, cwd=course, capture_output=True, text=True, check=True)
    targets = [line.split()[1] for line in listed.stdout.splitlines()]
    assert targets == ["help", "lab", "setup", "lock", "upgrade", "clean"]
    text = (course / "Makefile").read_text("utf-8")
    assert "autograde_tests" not in text
    subprocess.run(["make", "-n", "lab", "lock", "clean"], cwd=course, check=True, timeout=60)
    subprocess.run(["git", "init", "--quiet"], cwd=course, check=True)
    seen = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"],
        cwd=course, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for personal in (
        "students.csv",
        "gradebook.db",
        "submitted/",
        "safegrade/graded",
        "moodle.csv",
    ):
        assert f" {personal}" not in seen


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--due", "9_nothing=2027-04-16"], "There is no assignment 9_nothing, but 1_by_hand"),
        (["--due", "1_by_hand=next Friday"], "write the time like 1_by_hand=2027-04-16 18:00"),
        (["--timezone", "Europe/Nowhere"], "is no time zone"),
        (["--students", "nobody.csv"], "nobody.csv cannot be read"),
    ],
)
def test_what_cannot_be_is_told_and_leaves_nothing(
    tmp_path: Path, options: list[str], complaint: str
) -> None:
    done = make(tmp_path / "mine", *options)
    assert done.returncode == 1
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert not [name for name in os.listdir(tmp_path) if "mine" in name]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    done = make(tmp_path)
    assert done.returncode == 1
    assert "is there already and not empty" in done.stderr
    assert os.listdir(tmp_path) == ["thesis.txt"]
