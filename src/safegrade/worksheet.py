"""Moodle's grading worksheet: a CSV file of one assignment, with a row for each participant.

Moodle gives it (*Download grading worksheet*) and takes it back (*Upload grading worksheet*). It
finds a participant by the number in ``Identifier``, which is another one in each assignment, and
wants the columns ``Grade`` and ``Last modified (grade)``:
https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/importgradeslib.php.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import parser as dates

from .students import Students, StudentsError, read_csv

IDENTIFIER, ID_NUMBER, EMAIL = "Identifier", "ID number", "Email address"
WORKSHEET = "downloaded/{assignment}/worksheet.csv"
"""Where it is looked for, in the course's folder."""


def read_worksheet(path: Path) -> list[dict[str, str]]:
    """Read the rows of a worksheet.

    Raises:
        StudentsError: if it cannot be read, or has no column ``Identifier``.
    """
    rows = read_csv(path)
    if rows and IDENTIFIER not in rows[0]:
        raise StudentsError(f"{path} has no column named {IDENTIFIER}.")
    return rows


def whose(row: Mapping[str, str], students: Students) -> str | None:
    """Return the id of the student whose row it is, if there is exactly one."""
    return (
        students.find(["id_number", "id"], row.get(ID_NUMBER, ""))
        or students.find(["email"], row.get(EMAIL, ""))
        or students.find(["name"], row.get("Full name", ""))
    )


def with_worksheet(
    students: Students, worksheet: Path, timezone: str
) -> tuple[Students, dict[str, str]]:
    """Add the participants' numbers to the students.

    Args:
        students: the class.
        worksheet: the file.
        timezone: of the times in it.

    Returns:
        The students with a column ``moodle_id``, and by student's id when it was handed in.

    Raises:
        StudentsError: if the file cannot be used.
    """
    numbers, times = {}, {}
    for row in read_worksheet(worksheet):
        student = whose(row, students)
        if student is None:
            continue
        numbers[student] = "".join(filter(str.isdigit, row[IDENTIFIER]))
        try:
            moment = dates.parse(row.get("Last modified (submission)", ""))
        except (ValueError, OverflowError):
            continue
        times[student] = moment.replace(tzinfo=ZoneInfo(timezone)).isoformat()
    rows = [
        row if row["id"] not in numbers else {**row, "moodle_id": numbers[row["id"]]}
        for row in students.rows
    ]
    return Students(rows, students.source), times
