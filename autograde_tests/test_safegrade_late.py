"""Late penalties are what the configuration says, in the gradebook and in all that reads it."""

import csv

import pytest
from nbgrader.api import Gradebook
from tiny_course import GOOD, TinyCourse
from traitlets.config import Config

from safegrade.late import LatePenalty

HOUR = 3600
DAY = 24 * HOUR


def penalty(seconds: float, score: float = 10, **settings: float | bool) -> float | None:
    plugin = LatePenalty(config=Config(LatePenalty=settings))
    return plugin.late_submission_penalty("ada", score, seconds)


@pytest.mark.parametrize(
    ("seconds", "settings", "expected"),
    [
        (DAY, {}, None),
        (1, {"marks_per_day": 2}, 2),
        (DAY, {"marks_per_day": 2}, 2),
        (DAY + 1, {"marks_per_day": 2}, 4),
        (DAY / 2, {"marks_per_day": 2, "whole_days": False}, 1),
        (DAY + 1, {"percent_per_day": 10}, 2),
        (DAY + 1, {"percent_per_day": 10, "marks_per_day": 1}, 4),
        (900, {"marks_per_day": 2, "grace_minutes": 15}, None),
        (901, {"marks_per_day": 2, "grace_minutes": 15}, 2),
        (9 * DAY, {"marks_per_day": 2, "most_marks": 5}, 5),
        (9 * DAY, {"percent_per_day": 10, "most_percent": 50}, 5),
        (99 * DAY, {"marks_per_day": 2}, 10),
    ],
)
def test_the_penalty_is_what_the_settings_say(
    seconds: float, settings: dict[str, float | bool], expected: float | None
) -> None:
    found = penalty(seconds, **settings)
    assert found == (None if expected is None else pytest.approx(expected))


def test_nothing_is_taken_from_nothing() -> None:
    assert penalty(DAY, score=0, marks_per_day=2, percent_per_day=10) is None


CONFIG = """
c.AssignLatePenalties.plugin_class = "safegrade.late.LatePenalty"
c.LatePenalty.percent_per_day = 25
c.LatePenalty.grace_minutes = 30
"""
HANDED_IN = {
    "early": "2026-10-09 17:00 UTC",
    "grace": "2026-10-09 18:30 UTC",
    "late": "2026-10-10 19:00 UTC",
    "longer": "2026-10-10 19:00 UTC",
}


@pytest.mark.needs("bwrap")
def test_a_late_submission_loses_marks_and_an_extended_one_does_not(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    course = TinyCourse(tmp_path_factory.mktemp("course"), config=CONFIG)
    course.run("nbgrader", "db", "assignment", "add", "sums", "--duedate=2026-10-09 18:00 UTC")
    for student, time in HANDED_IN.items():
        course.submit(student, course.answered(GOOD))
        course.path(student).with_name("timestamp.txt").write_text(time)
    done = course.run("safegrade", "sums")
    assert done.returncode == 0, done.stdout + done.stderr
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "tiny") as gradebook:
        gradebook.grant_extension("sums", "longer", days=2)
    done = course.run("safegrade", "sums", "--student=longer", "--force")
    assert done.returncode == 0, done.stdout + done.stderr
    done = course.run("nbgrader", "export")
    assert done.returncode == 0, done.stderr
    with (course.root / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    taken = {student: float(row["late_submission_penalty"]) for student, row in rows.items()}
    earned = float(rows["early"]["score"])
    assert earned > 0
    assert taken == {"early": 0, "grace": 0, "late": earned * 0.25 * 2, "longer": 0}
