"""The command ``safegrade``: broken submissions, going on, regrading, the same marks every time."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from broken import BROKEN, Broken
from tiny_course import GOOD, ROOMS, TinyCourse

from safegrade.mending import notes_of
from safegrade.records import FLAGS, ByStudent

MAXIMA = {"double-check": 1, "double-hidden": 2, "total-check": 1, "total-hidden": 2}
FEEDBACK = """
from safegrade.configuration import clean_feedback
clean_feedback(c)
"""
SLOW = "import time\n" + GOOD["total"].replace("return", "time.sleep(0.2); return")


def expected(sample: Broken) -> dict[str, float | None]:
    if not sample.graded:
        return {**dict.fromkeys(MAXIMA, 0), "why": 0}
    marks = {name: 0 if name in sample.lost else points for name, points in MAXIMA.items()}
    return {**marks, "why": 0 if sample.lost else None}


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    course = TinyCourse(tmp_path_factory.mktemp("course"), config=FEEDBACK)
    course.submit("honest", course.answered())
    for index, sample in enumerate(BROKEN):
        course.submit(f"broken-{index:02}", sample.make(course.answered()))
    course.path("nothing").parent.mkdir(parents=True)
    course.submit("otherwise-named", course.answered())
    course.path("otherwise-named").rename(course.path("otherwise-named").with_name("mine.ipynb"))
    course.submit("no-time", course.answered())
    course.path("no-time").with_name("timestamp.txt").write_text("yesterday, I think")
    warning = "import warnings\ndef double(x):\n    warnings.warn('careful')\n    return x + x"
    course.submit("warns", course.answered({**GOOD, "double": warning}))
    script = "Because <script>alert(1)</script>."
    course.submit("script", course.answered({**GOOD, "why": script, "double": "1/0"}))
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    done = course.run("nbgrader", "generate_feedback", course.assignment)
    assert done.returncode == 0, done.stderr
    return course


@pytest.mark.parametrize("index", range(len(BROKEN)), ids=lambda index: BROKEN[index].title)
def test_a_broken_submission_is_graded_or_told_why_not(graded: TinyCourse, index: int) -> None:
    sample, student = BROKEN[index], f"broken-{index:02}"
    assert graded.marks(student) == expected(sample)
    notebook = graded.graded(student)
    assert sample.reason in notebook.cells[0].source
    assert any(note.flagged for note in notes_of(notebook)) == sample.flagged
    listed = rows(graded.root / "safegrade" / "sums.flags.csv")
    assert any(row[:2] == [student, "flagged"] for row in listed) == sample.flagged


def test_a_folder_without_a_notebook_earns_nothing_with_a_reason(graded: TinyCourse) -> None:
    assert set(graded.marks("nothing").values()) == {0}
    assert "no notebook named adding.ipynb" in graded.graded("nothing").cells[0].source


@pytest.mark.parametrize("student", ["otherwise-named", "no-time", "warns", "honest"])
def test_what_stock_nbgrader_stumbles_over_costs_nothing(graded: TinyCourse, student: str) -> None:
    assert graded.marks(student) == {**MAXIMA, "why": None}


def test_feedback_shows_no_hidden_test_and_no_script(graded: TinyCourse) -> None:
    page = (graded.root / "feedback/script/sums/adding.html").read_text("utf-8")
    assert "double(21)" not in page
    assert "alert(1)" not in page
    assert "Because" in page
    assert "Hidden tests ran here" in page


def make_odd(course: TinyCourse) -> dict[str, dict[str, float | None]]:
    """Hand in what is broken as files are, not as texts; returns the marks that each deserves."""
    right: dict[str, float | None] = {**MAXIMA, "why": None}
    nothing: dict[str, float | None] = dict.fromkeys([*MAXIMA, "why"], 0)
    names = ("folder", "pipe", "link", "pipe-for-time", "accents-ä", "with space", "other-case")
    for name in (*names, "extra", "unreadable", "folder-link"):
        course.submit(name, course.answered())
    for name in ("folder", "pipe", "link"):
        course.path(name).unlink()
    course.path("folder").mkdir()
    os.mkfifo(course.path("pipe"))
    course.path("link").symlink_to(course.root / "source" / "sums" / "adding.ipynb")
    os.mkfifo(course.path("pipe-for-time").with_name("timestamp.txt"))
    course.path("other-case").rename(course.path("other-case").with_name("Adding.IPYNB"))
    course.path("extra").with_name("my\nnotes.ipynb").write_text("{}")
    course.path("extra").with_name("data\n.csv").write_text("1")
    os.mkfifo(course.path("extra").with_name("queue"))
    course.path("extra").with_name("secret").symlink_to(course.root / "gradebook.db")
    course.path("unreadable").chmod(0)
    shutil.rmtree(course.path("folder-link").parent)
    course.path("folder-link").parent.symlink_to(course.root / "source" / "sums")
    wrong = dict.fromkeys(("folder", "pipe", "link", "folder-link"), nothing)
    if os.getuid():
        wrong["unreadable"] = nothing
    return {name: wrong.get(name, right) for name in (*names, "extra", "unreadable", "folder-link")}


def test_files_of_odd_kinds_cost_their_own_marks_only(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path / "course")
    deserved = make_odd(course)
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: course.marks(name) for name in deserved} == deserved
    assert not [path for path in course.root.glob("autograded/**/*") if path.is_symlink()]


def test_a_second_run_changes_nothing(graded: TinyCourse) -> None:
    before = {path: path.stat().st_mtime_ns for path in graded.root.glob("autograded/**/*.ipynb")}
    done = graded.run("safegrade", graded.assignment)
    assert done.returncode == 0
    after = {path: path.stat().st_mtime_ns for path in graded.root.glob("autograded/**/*.ipynb")}
    assert after == before


def files(course: TinyCourse) -> dict[str, str]:
    found = {}
    for path in sorted(course.root.glob("autograded/**/*.ipynb")):
        text = re.sub(r"0x[0-9a-f]+", "0x", path.read_text("utf-8"))
        found[str(path.relative_to(course.root))] = text
    return found


def test_workers_change_neither_marks_nor_files(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    for index in range(8):
        wrong = {**GOOD, "double": f"def double(x):\n    print(x)\n    return x * {index}"}
        course.submit(f"student-{index}", course.answered(wrong))
    seen = []
    for workers in ("1", "2", "4"):
        done = course.run("safegrade", course.assignment, "--workers", workers, "--force")
        assert done.returncode == 0, done.stdout + done.stderr
        seen.append((files(course), [course.marks(f"student-{i}") for i in range(8)]))
    assert seen[0] == seen[1] == seen[2]


def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    students = [f"student-{index:02}" for index in range(10)]
    for index, student in enumerate(students):
        course.submit(student, course.answered({**GOOD, "total": f"{SLOW}\n# {index}"}))
    program = Path(sys.executable).with_name("safegrade")
    for finished in (1, 4):
        process = subprocess.Popen(
            [program, course.assignment], cwd=course.root, stdout=subprocess.DEVNULL
        )
        while len(list(course.root.glob("autograded/*/sums/adding.ipynb"))) < finished:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    saved = set(course.root.glob("autograded/*/sums/adding.ipynb"))
    times = {path: path.stat().st_mtime_ns for path in saved}
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    for student in students:
        assert course.marks(student) == {**MAXIMA, "why": None}
    assert {path: path.stat().st_mtime_ns for path in saved} == times
    assert not list(course.root.glob("autograded/*/.*"))


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:9"])
def test_a_scheduler_that_is_not_there_is_told_in_a_line(tmp_path: Path, address: str) -> None:
    course = TinyCourse(tmp_path, environment={"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"})
    course.submit("anna", course.answered())
    done = course.run("safegrade", course.assignment, "--scheduler", address)
    assert done.returncode == 1
    assert done.stderr.startswith(f"safegrade: No Dask scheduler answers at {address}: ")
    assert "Traceback" not in done.stderr


def test_regrading_keeps_manual_marks_and_says_what_changed(tmp_path: Path) -> None:
    from nbgrader.api import Gradebook

    course = TinyCourse(tmp_path)
    course.submit("anna", course.answered())
    course.submit("bert", course.answered({**GOOD, "total": "def total(n):\n    return n[0]"}))
    assert course.run("safegrade", course.assignment).returncode == 0
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        grade = gradebook.find_grade("why", course.notebook, course.assignment, "anna")
        grade.manual_score = 4
        comment = gradebook.find_comment("double", course.notebook, course.assignment, "anna")
        comment.manual_comment = "well done"
        gradebook.db.commit()
    source = course.root / "source" / course.assignment / f"{course.notebook}.ipynb"
    text = source.read_text("utf-8")
    source.write_text(text.replace("assert double(21) == 42", "assert double(21) == 43"))
    done = course.run("nbgrader", "generate_assignment", course.assignment, "--force")
    assert done.returncode == 0, done.stderr
    done = course.run("safegrade", course.assignment, "--force")
    assert done.returncode == 0, done.stdout + done.stderr
    changes = rows(course.root / "safegrade" / "sums.changes.csv")
    assert [row[:5] for row in changes] == [
        [student, "adding", "double-hidden", "2.0", "0.0"] for student in ("anna", "bert")
    ]
    assert all("AssertionError" in row[5] for row in changes)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        grade = gradebook.find_grade("why", course.notebook, course.assignment, "anna")
        assert grade.manual_score == 4
        comment = gradebook.find_comment("double", course.notebook, course.assignment, "anna")
        assert comment.manual_comment == "well done"


def test_similar_answers_are_listed(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    long = "def total(numbers):\n    result = 0\n" + "".join(
        f"    if len(numbers) > {n}:\n        result = result + numbers[{n}]\n" for n in range(9)
    )
    own = long + "    return result"
    renamed = own.replace("result", "s").replace("numbers", "n") + "  # all mine"
    course.submit("anna", course.answered({**GOOD, "total": own}))
    course.submit("bert", course.answered({**GOOD, "total": own}))
    course.submit("carl", course.answered({**GOOD, "total": renamed}))
    course.submit("dora", course.answered())
    assert course.run("safegrade", course.assignment).returncode == 0
    listed = rows(course.root / "safegrade" / "sums.similar.csv")
    assert [row[:3] for row in listed] == [
        ["anna", "bert", "1.00"],
        ["anna", "carl", "1.00"],
        ["bert", "carl", "1.00"],
    ]


@pytest.mark.parametrize("command", [["safegrade"], ["nbgrader", "autograde"]])
def test_without_bubblewrap_it_refuses_in_one_line(tmp_path: Path, command: list[str]) -> None:
    course = TinyCourse(tmp_path, config=ROOMS)
    course.submit("anna", course.answered())
    program = Path(sys.executable).with_name(command[0])
    empty = tmp_path / "empty"
    empty.mkdir()
    # nbgrader starts alembic, which is found here; bubblewrap is not.
    (empty / "alembic").symlink_to(program.with_name("alembic"))
    done = subprocess.run(
        [sys.executable, program, *command[1:], course.assignment],
        cwd=course.root,
        env={"PATH": str(empty), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "install bubblewrap" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not (course.root / "autograded").exists()


def test_without_a_sandbox_it_grades_only_when_told_to(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    course.submit("anna", course.answered())
    done = course.run("safegrade", course.assignment, "--no-sandbox")
    assert done.returncode == 0, done.stderr
    assert "NOT locked away" in done.stderr
    assert course.marks("anna") == {**MAXIMA, "why": None}


def test_the_graded_notebook_is_valid_json(graded: TinyCourse) -> None:
    json.loads(graded.path("honest", "autograded").read_text("utf-8"))


def test_flags_of_two_runs_at_the_same_time_stay_and_edits_by_hand_stop_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sums.flags.csv"
    first, second = ByStudent(path, FLAGS), ByStudent(path, FLAGS)
    first.replace("a", [("flagged", "x")])
    second.replace("b", [("repaired", "y")])
    first.replace("a", [])
    assert second.rows() == {"b": [["repaired", "y"]]}
    with path.open("ab") as file:
        file.write(b"c,flagged,z,a remark\nd\ne,flagged,\xe9\n")
    assert first.rows() == {
        "b": [["repaired", "y"]],
        "c": [["flagged", "z"]],
        "e": [["flagged", "\ufffd"]],
    }
