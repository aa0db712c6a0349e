"""What is remembered of the grading of each notebook, besides its marks: for the report.

A record is a file of its own, ``safegrade/graded/ASSIGNMENT/STUDENT/NOTEBOOK.json``, in a folder
that no student's process sees. Findings count only if they stand in a record: those in a notebook
that was graded elsewhere could be the student's own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from .findings import Finding, findings_of
from .job import Graded


@dataclass(frozen=True)
class Record:
    """How one notebook was graded.

    Attributes:
        student: whose it is.
        notebook: its name.
        graded_at: when, in UTC, as ISO 8601.
        seconds: how long it took.
        processor_seconds: the processor time of that, of both rooms.
        notes: what was put right or refused, and whether it is flagged.
        findings: what the tests found, by the cell's ``grade_id``, in order.
        failed: why there is no graded notebook, or None.
    """

    student: str
    notebook: str
    graded_at: str
    seconds: float
    processor_seconds: float
    notes: tuple[tuple[str, bool], ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()
    failed: str | None = None

    @classmethod
    def of(cls, student: str, notebook: str, graded: Graded, *, executed: bool = True) -> Record:
        """Make the record of what came back from the rooms.

        Args:
            student: whose notebook it is.
            notebook: its name.
            graded: what came back.
            executed: False under ``--no-execute``: the outputs are then the student's.
        """
        seconds = graded.seconds
        found: tuple[tuple[str, Finding], ...] = ()
        if executed and not graded.failed:
            found = tuple(findings_of(nbformat.from_dict(json.loads(graded.notebook))))
        return cls(
            student=student,
            notebook=notebook,
            graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(seconds.get("all", 0.0), 3),
            processor_seconds=round(
                sum(time for part, time in seconds.items() if part.startswith("processor")), 3
            ),
            notes=tuple(graded.notes),
            findings=found,
            failed=graded.failed,
        )

    def save(self, folder: Path, assignment: str) -> None:
        """Write the record into the course's folder of records."""
        path = folder / "graded" / assignment / self.student / f"{self.notebook}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.part")
        half.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        os.replace(half, path)


def read_records(folder: Path, assignment: str) -> Iterator[Record]:
    """Yield the records of an assignment's notebooks, by student and notebook."""
    for path in sorted((folder / "graded" / assignment).glob("*/*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        entry["notes"] = tuple((text, flagged) for text, flagged in entry["notes"])
        entry["findings"] = tuple(
            (cell, Finding.from_json(content)) for cell, content in entry["findings"]
        )
        yield Record(**entry)
