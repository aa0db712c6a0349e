"""The lists that a run leaves for the instructor: flags, changed marks, similar answers, runs."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

from .spreadsheet import defused, restored

FLAGS = ("student", "kind", "what")
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


def merge_rows(
    path: Path, head: Sequence[str], rows: Sequence[Sequence[object]], renewed: set[str]
) -> None:
    """Replace the rows of some students (first column) and keep those of all others."""
    kept = [row for row in read_rows(path) if row[0] not in renewed]
    write_table(path, head, sorted(kept + [[str(entry) for entry in row] for row in rows]))
