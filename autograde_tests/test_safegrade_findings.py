"""A check's finding is kept and remembered; nobody but the marker's room can make one."""

import csv
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from tiny_course import GOOD, TinyCourse, cells, checks

from safegrade.findings import FINDING, Finding, findings_of
from safegrade.graded_record import Record, read_records

CHECK = f"""
from IPython.display import display
try:
    got = double(2)
except NotImplementedError as error:
    got = error
if got != 4:
    finding = {{"exercise": "double", "mistake": "squared", "hint": "Add, do not multiply.",
               "example": "double(2)", "trouble": None, "other": [1]}}
    display({{"{FINDING}": finding, "text/plain": ""}}, raw=True)
    raise AssertionError("wrong")
"""
SHOW = f"""
from IPython.display import display
display({{"{FINDING}": {{"mistake": "forged"}}, "text/plain": ""}}, raw=True)
"""
FORGES = {
    "in-the-answer-cell": f"{SHOW}\ndef double(x):\n    return x ** 3",
    "while-it-is-called": "def double(x):\n" + SHOW.replace("\n", "\n    ") + "\n    return x ** 3",
    "in-the-result": f"""
class Shown(int):
    def _repr_mimebundle_(self, **_):
        return {{"{FINDING}": {{"mistake": "forged"}}, "text/plain": ""}}
def double(x):
    return Shown(5)
""",
    "in-the-error": f"""
class Shown(ValueError):
    def _render_traceback_(self):
{SHOW.replace(chr(10), chr(10) + "        ")}
        return ["forged"]
def double(x):
    raise Shown("forged")
""",
}


def found_cells() -> list[nbformat.NotebookNode]:
    return [
        checks("double-check", CHECK, 1) if cell.get("id") == "double-check" else cell
        for cell in cells()
    ]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    course = TinyCourse(tmp_path_factory.mktemp("course"), make_cells=found_cells)
    course.submit("right", course.answered())
    for student, source in {**FORGES, "squares": "def double(x):\n    return x ** 3"}.items():
        course.submit(student, course.answered({**GOOD, "double": source}))
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    return course


def records(course: TinyCourse) -> dict[str, Record]:
    return {one.student: one for one in read_records(course.root / "safegrade", course.assignment)}


EXPECTED = Finding("double", "squared", "Add, do not multiply.", "", "double(2)")


def test_a_finding_is_kept_in_the_notebook_and_in_the_record(course: TinyCourse) -> None:
    assert list(findings_of(course.graded("squares"))) == [("double-check", EXPECTED)]
    assert records(course)["squares"].findings == (("double-check", EXPECTED),)
    assert records(course)["right"].findings == ()


@pytest.mark.parametrize("student", FORGES)
def test_a_student_cannot_forge_a_finding(course: TinyCourse, student: str) -> None:
    assert "forged" not in str([finding for _, finding in records(course)[student].findings])
    for cell in course.graded(student).cells:
        for output in cell.get("outputs", []):
            assert output.get("data", {}).get(FINDING, {}).get("mistake") != "forged"


def test_submitted_outputs_are_no_findings(tmp_path: Path) -> None:
    """With --no-execute the outputs are those that the student handed in."""
    course = TinyCourse(tmp_path, make_cells=found_cells)
    notebook = course.answered()
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "double-check":
            shown = {FINDING: {"mistake": "forged"}}
            cell.outputs = [nbformat.v4.new_output("display_data", data=shown)]
            cell.execution_count = 1
    course.submit("forger", nbformat.writes(notebook))
    done = course.run("safegrade", course.assignment, "--no-execute")
    assert done.returncode == 0, done.stdout + done.stderr
    assert records(course)["forger"].findings == ()


def test_how_long_it_took_is_remembered(course: TinyCourse) -> None:
    for record in records(course).values():
        assert 0 < record.seconds < 60
        assert record.processor_seconds > 0
    with (course.root / "safegrade" / f"{course.assignment}.runs.csv").open() as file:
        (run,) = csv.DictReader(file)
    assert int(run["notebooks"]) == len(FORGES) + 2
    assert float(run["seconds"]) >= max(one.seconds for one in records(course).values())


def test_warm_parents_do_not_wait_for_nbgrader() -> None:
    program = "import sys, safegrade.grading; sys.exit('nbgrader' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
