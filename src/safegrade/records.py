"""The lists that a run leaves for the instructor: flags, changed marks, similar answers, runs."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
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
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return [[restored(entry) for entry in row] for row in rows if row]


class ByStudent:
    """A list, by student, that is on the disk as soon as it is known: a run may be killed.

    Attributes:
        rows: each student's rows, without the student.
    """

    def __init__(self, path: Path, head: Sequence[str]) -> None:
        self._path, self._head = path, head
        self.rows: dict[str, list[list[str]]] = {}
        for student, *row in read_rows(path):
            self.rows.setdefault(student, []).append(row)

    def replace(self, student: str, rows: Sequence[Sequence[object]]) -> None:
        """Let these rows, or none, stand in place of a student's earlier ones."""
        new = sorted([str(entry) for entry in row] for row in rows)
        if new == self.rows.get(student, []):
            return
        self.rows[student] = new
        lines = [(one, *row) for one in sorted(self.rows) for row in self.rows[one]]
        write_table(self._path, self._head, lines)
