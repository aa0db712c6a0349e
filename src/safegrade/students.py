"""The class as a CSV file, and how the student is found whom an LMS calls by another name.

The file is the one that ``nbgrader db student import`` reads: its columns are ``id`` (the name of
the student's folder), ``first_name``, ``last_name``, ``email`` and ``lms_user_id``, in any order.
More columns are allowed; these are used too: ``canvas_id``, ``moodle_id``, ``id_number``.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

# Moodle leaves these out of the names of files, and writes a space for an underscore.
_NOT_IN_FILE_NAMES = re.compile("[&<>\"`|':/\\\\]")


class StudentsError(Exception):
    """The list of students cannot be used; the message says why, and what to do."""


class Students:
    """The students of a course by all that an LMS may call them by.

    Attributes:
        rows: one row for each student, as the file has it.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]], source: str = "students.csv") -> None:
        self.rows = [dict(row) for row in rows]
        self.source = source
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.rows:
            for column, value in row.items():
                if value:
                    self._found[column, _plain(value)].add(row["id"])
            first, last = row.get("first_name", ""), row.get("last_name", "")
            for name in {f"{first} {last}", f"{last} {first}"}:
                if name.strip():
                    for text in (name, _NOT_IN_FILE_NAMES.sub("", name.replace("_", " "))):
                        self._found["name", _plain(text)].add(row["id"])

    @classmethod
    def read(cls, path: Path) -> Students:
        """Read the file.

        Raises:
            StudentsError: if it is missing, has no column ``id``, or has one id twice or none.
        """
        rows = read_csv(path)
        if rows and "id" not in rows[0]:
            raise StudentsError(f"{path} has no column named id. Its first line must have one.")
        ids = [row["id"] for row in rows]
        for number, student in enumerate(ids, 2):
            if not student or "/" in student or student in (".", ".."):
                raise StudentsError(f"{path}, line {number}: {student!r} cannot be a student's id.")
            if ids.index(student) != number - 2:
                raise StudentsError(f"{path}, line {number}: the id {student!r} is there twice.")
        return cls(rows, str(path))

    def find(self, columns: Iterable[str], value: str) -> str | None:
        """Return the id of the one student who has the value in one of the columns.

        Args:
            columns: names of columns; ``name`` stands for both orders of the two names.
            value: compared without regard to case, accents' encoding and repeated spaces.
        """
        for column in columns:
            for text in {value, _mended(value)}:
                found = self._found.get((column, _plain(text)), set())
                if len(found) == 1:
                    return next(iter(found))
        return None

    def row(self, student: str) -> dict[str, str]:
        """Return the student's row; an empty one if the file has none."""
        return next((row for row in self.rows if row["id"] == student), {})


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a line of names, as spreadsheets and LMSs write it.

    Raises:
        StudentsError: if it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise StudentsError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise StudentsError(f"{path} is not UTF-8. Save it as “CSV UTF-8”.") from error
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=separator)
    return [
        {name.strip(): (value or "").strip() for name, value in row.items() if name is not None}
        for row in reader
    ]


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _mended(text: str) -> str:
    """Undo what happens to UTF-8 names in zip files that do not say that they are UTF-8."""
    try:
        return text.encode("cp437").decode("utf-8")
    except UnicodeError:
        return text
