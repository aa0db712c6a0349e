"""Every stock nbgrader command works by hand in the course's folder, as it does for any course."""

import csv
import getpass
import json
import os
import shutil
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from bank import answers
from course_copy import ROOT, copy_course, environment, run
from nbgrader.api import Gradebook
from server import OPTIONS, serving
from submission import build, submit

from pooling_course.exercises import EXERCISES

ASSIGNMENT = "1_by_hand"
NAMES = [name for name, exercise in EXERCISES.items() if exercise.assignment == ASSIGNMENT]
ALL_MARKS = 10


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course with one assignment, as in a fresh clone, generated."""
    folder = tmp_path_factory.mktemp("course")
    copy_course(folder, [ASSIGNMENT])
    # Stock nbgrader would skip an assignment that is there, and then know nothing of it.
    shutil.copytree(ROOT / "release" / ASSIGNMENT, folder / "release" / ASSIGNMENT)
    run(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    made = {name for name in os.listdir(folder) if not name.startswith(".")}
    assert made == {"nbgrader_config.py", "source", "release", "gradebook.db", "exchange"}
    return folder


def solved(course: Path) -> nbformat.NotebookNode:
    """The release with the bank's first right answers."""
    first = {name: next(a.source for a in answers(name) if a.right) for name in NAMES}
    return build(ASSIGNMENT, first, course)


def score(course: Path, student: str) -> float:
    with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling") as gradebook:
        return float(gradebook.find_submission(ASSIGNMENT, student).score)


def test_generate_assignment_enters_the_exercises_into_the_gradebook(course: Path) -> None:
    with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling") as gradebook:
        assert gradebook.find_assignment(ASSIGNMENT).max_score == ALL_MARKS


def test_an_assignment_goes_through_the_exchange_and_back(course: Path, tmp_path: Path) -> None:
    student = tmp_path
    exchange = f"--Exchange.root={course / 'exchange'}"
    run(course, "nbgrader", "release_assignment", ASSIGNMENT)

    run(student, "nbgrader", "fetch_assignment", ASSIGNMENT, "--course", "pooling", exchange)
    nbformat.write(solved(course), student / ASSIGNMENT / "by_hand.ipynb")
    told = run(student, "nbgrader", "validate", f"{ASSIGNMENT}/by_hand.ipynb").stdout
    assert "Success! Your notebook passes all the tests." in told
    run(student, "nbgrader", "submit", ASSIGNMENT, "--course", "pooling", exchange)

    name = getpass.getuser()
    run(course, "nbgrader", "collect", ASSIGNMENT)
    run(course, "nbgrader", "autograde", ASSIGNMENT, "--student", name)
    assert score(course, name) == ALL_MARKS
    told = run(course, "nbgrader", "generate_feedback", ASSIGNMENT, "--student", name).stdout
    assert "WARNING" not in told
    run(course, "nbgrader", "release_feedback", ASSIGNMENT, "--student", name)

    run(student, "nbgrader", "fetch_feedback", ASSIGNMENT, "--course", "pooling", exchange)
    (page,) = student.glob(f"{ASSIGNMENT}/feedback/*/by_hand.html")
    assert f"(Score: {ALL_MARKS}.0 / {ALL_MARKS}.0)" in page.read_text(encoding="utf-8")


def test_validate_tells_a_student_which_checks_fail(course: Path) -> None:
    told = run(course, "nbgrader", "validate", f"release/{ASSIGNMENT}/by_hand.ipynb").stdout
    assert f"VALIDATION FAILED ON {len(NAMES)} CELL(S)" in told
    assert "NotImplementedError: Put your answer here" in told


def test_validate_has_no_complaint_about_the_source(course: Path) -> None:
    told = run(course, "nbgrader", "validate", f"source/{ASSIGNMENT}/by_hand.ipynb").stdout
    assert "Success!" in told
    # Kernels warn about their connection, once a submission, unless they are told not to.
    assert "WARNING" not in told


def test_zip_collect_knows_files_and_zip_files_named_by_student_and_topic(course: Path) -> None:
    archive = course / "downloaded" / ASSIGNMENT / "archive"
    archive.mkdir(parents=True)
    text = nbformat.writes(solved(course))
    (archive / "zoe_de_wit_by_hand.ipynb").write_text(text)
    (archive / "notes.ipynb").write_text(text)
    with zipfile.ZipFile(archive / "all.zip", "w") as packed:
        packed.writestr("s1234_by_hand.ipynb", text)
    run(course, "nbgrader", "zip_collect", ASSIGNMENT)
    found = {path.parts[-3] for path in course.glob(f"submitted/*/{ASSIGNMENT}/by_hand.ipynb")}
    assert {"zoe_de_wit", "s1234"} <= found
    assert "notes" not in found


def test_autograde_and_export_give_the_marks_without_noise(course: Path, tmp_path: Path) -> None:
    submit(solved(course), "ada", ASSIGNMENT, course)
    submit(build(ASSIGNMENT, {}, course), "bo", ASSIGNMENT, course)
    told = run(course, "nbgrader", "autograde", ASSIGNMENT, "--student", "[ab]*").stdout
    assert "Warning" not in told
    assert "WARNING" not in told
    table = tmp_path / "grades.csv"
    run(course, "nbgrader", "export", "--to", str(table))
    with table.open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert float(rows["ada"]["score"]) == ALL_MARKS
    assert float(rows["bo"]["score"]) == 0
    assert float(rows["ada"]["max_score"]) == ALL_MARKS


@pytest.fixture
def server(course: Path) -> Iterator[str]:
    """The address of a Jupyter server in the course's folder."""
    command = ["jupyter-server", *OPTIONS, "--IdentityProvider.token=secret"]
    wanted = environment(course) | {"JUPYTER_RUNTIME_DIR": str(course / ".jupyter" / "runtime")}
    with serving(command, course, wanted) as (_, address):
        yield address.partition("?")[0]


def ask(address: str, path: str, method: str = "GET") -> object:
    """Ask Formgrader's own interface."""
    headers = {"Authorization": "token secret"}
    request = urllib.request.Request(address + path, method=method, headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def test_formgrader_generates_and_grades(course: Path, server: str) -> None:
    submit(solved(course), "eli", ASSIGNMENT, course)
    api = f"{server}formgrader/api"
    generated = ask(api, f"/assignment/{ASSIGNMENT}/assign", "POST")
    assert generated["success"], generated
    graded = ask(api, f"/submission/{ASSIGNMENT}/eli/autograde", "POST")
    assert graded["success"], graded
    shown = ask(api, f"/submission/{ASSIGNMENT}/eli")
    assert (shown["score"], shown["max_score"]) == (ALL_MARKS, ALL_MARKS)
