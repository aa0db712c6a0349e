"""The lists that a run leaves for the instructor: flags, changed marks, similar answers, runs."""

from __future__ import annotations

import contextlib
import csv
import fcntl
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from .spreadsheet import defused, restored

FLAGS = ("student", "kind", "what")
FLAGGED, REPAIRED, FAILED = "flagged", "repaired", "failed"
"""The kinds of flags."""
CHANGES = ("student", "notebook", "cell", "before", "after", "why")
SIMILAR = ("student", "other student", "likeness", "what")
RUNS = ("started at", "seconds", "notebooks", "workers")


def write_table(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a CSV file; what was there before is replaced as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    with half.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([[defused(entry) for entry in row] for row in rows])
    os.replace(half, path)


def read_rows(path: Path) -> list[list[str]]:
    """Read what ``write_table`` wrote, without the head; nothing if there is no file."""
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8", errors="replace") as file:
        rows = list(csv.reader(file))[1:]
    return [[restored(entry) for entry in row] for row in rows if row]


class ByStudent:
    """A list, by student, that is on the disk as soon as it is known: a run may be killed.

    Two instructors may grade other students at the same time: what each writes stays.
    """

    def __init__(self, path: Path, head: Sequence[str]) -> None:
        self._path, self._head = path, head

    def rows(self) -> dict[str, list[list[str]]]:
        """Read each student's rows, without the student; those cut short by hand are left out."""
        found: dict[str, list[list[str]]] = {}
        for student, *row in read_rows(self._path):
            if len(row) >= len(self._head) - 1:
                found.setdefault(student, []).append(row[: len(self._head) - 1])
        return found

    def replace(self, student: str, rows: Sequence[Sequence[object]]) -> None:
        """Let these rows, or none, stand in place of a student's earlier ones."""
        new = sorted([str(entry) for entry in row] for row in rows)
        if not new and not self._path.exists():
            return
        with _locked(self._path.with_name(f".{self._path.name}.lock")):
            all_rows = self.rows()
            if new == all_rows.get(student, []):
                return
            all_rows[student] = new
            lines = [(one, *row) for one in sorted(all_rows) for row in all_rows[one]]
            write_table(self._path, self._head, lines)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
        yield
