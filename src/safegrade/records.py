"""The lists that a run leaves for the instructor: flags, changed marks, similar answers."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path


def write_table(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a CSV file; what was there before is replaced as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    with half.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows([[_safe(entry) for entry in row] for row in rows])
    os.replace(half, path)


def merge_rows(
    path: Path, head: Sequence[str], rows: Sequence[Sequence[object]], renewed: set[str]
) -> None:
    """Replace the rows of some students (first column) and keep those of all others."""
    kept: list[list[str]] = []
    if path.is_file():
        with path.open(newline="", encoding="utf-8") as file:
            kept = [row for row in list(csv.reader(file))[1:] if row and row[0] not in renewed]
    fresh = [[str(_safe(entry)) for entry in row] for row in rows]
    write_table(path, head, sorted(kept + fresh))


def _safe(entry: object) -> object:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{entry}" if isinstance(entry, str) and entry[:1] in "=+-@\t" else entry
