"""Which marks a new run changed, for whom and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry

Marks = dict[tuple[str, str], float | None]


@dataclass(frozen=True)
class Change:
    """One automatic mark that is not what it was.

    Attributes:
        why: what the test said before or says now.
    """

    student: str
    notebook: str
    cell: str
    before: float | None
    after: float | None
    why: str


def marks_of(
    gradebook: Gradebook, assignment: str, student: str, notebooks: Iterable[str]
) -> Marks:
    """Return a student's automatic marks, by notebook and cell."""
    marks: Marks = {}
    for name in notebooks:
        try:
            record = gradebook.find_submission_notebook(name, assignment, student)
        except MissingEntry:
            continue
        marks.update({(name, grade.name): grade.auto_score for grade in record.grades})
    return marks


def what_changed(
    student: str, before: Marks, after: Marks, old: dict[str, str], new: dict[str, str]
) -> list[Change]:
    """Compare marks, and tell why from the graded notebooks of both runs.

    Args:
        student: whose marks they are.
        before: the marks of the earlier run.
        after: the marks of this run.
        old: the earlier graded notebooks as JSON, by name.
        new: the graded notebooks of this run as JSON, by name.
    """
    changes = []
    for (notebook, cell), mark in after.items():
        was = before.get((notebook, cell))
        if was == mark or (notebook, cell) not in before:
            continue
        then, now = _said(old.get(notebook), cell), _said(new.get(notebook), cell)
        if now:
            why = f"now: {now}"
        elif then:
            why = f"no longer: {then}"
        else:
            why = "the marks of the test were changed"
        changes.append(Change(student, notebook, cell, was, mark, why))
    return changes


def _said(text: str | None, name: str) -> str:
    """Return the error, or the result, that a graded cell shows."""
    for cell in json.loads(text)["cells"] if text else []:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") != name:
            continue
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return f"{output['ename']}: {output['evalue']}".strip()[:200]
            if output["output_type"] == "execute_result":
                return f"result {''.join(output['data'].get('text/plain', ''))}"[:200]
    return ""
