"""Why marks were lost, in a line each, from the gradebook and the graded notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade

from .findings import FINDING
from .marks import Exercise, Row, number
from .mending import notes_of, unreadable_reason


def reasons_of(
    row: Row, exercises: tuple[Exercise, ...], notebooks: Mapping[str, NotebookNode]
) -> list[str]:
    """Return one line for each thing that cost this student marks, or that was put right.

    Args:
        row: the student's marks.
        exercises: the assignment's exercises, in the order of the marks.
        notebooks: the student's graded notebooks by name.
    """
    if row.marks is None:
        return []
    reasons = []
    if row.late:
        off = f", {number(row.penalty)} marks taken off" if row.penalty else ", no marks taken off"
        reasons.append(f"handed in {duration(row.late)} late{off}")
    for name in sorted({exercise.notebook for exercise in exercises}):
        notebook = notebooks.get(name)
        if notebook is None:
            reasons.append(f"no notebook {name} was handed in")
            continue
        reasons += [note.text for note in notes_of(notebook)]
        if unreadable_reason(notebook) is not None:
            continue
        cells = _named(notebook)
        own = [
            (exercise, mark)
            for exercise, mark in zip(exercises, row.marks, strict=True)
            if exercise.notebook == name
        ]
        if all(is_empty(exercise, cells) for exercise, _ in own):
            reasons.append("all answers were left empty")
            continue
        for exercise, mark in own:
            if mark.waits:
                reasons.append(f"{exercise.name}: a person has still to mark it")
            elif mark.score < exercise.maximum:
                score = f"{number(mark.score)} of {number(exercise.maximum)}"
                reasons.append(f"{exercise.name} {score}: {_why(exercise, cells)}")
    return reasons


def duration(late: timedelta) -> str:
    """Two units are enough: ``1 day 2 hours``."""
    minutes = max(1, int(late.total_seconds() // 60))
    parts = [(minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute")]
    named = [f"{count} {unit}{'s' * (count > 1)}" for count, unit in parts if count]
    return " ".join(named[:2])


def _named(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {
        cell.metadata.nbgrader["grade_id"]: cell
        for cell in notebook.cells
        if "grade_id" in cell.metadata.get("nbgrader", {})
    }


def is_empty(exercise: Exercise, cells: Mapping[str, NotebookNode]) -> bool:
    """Whether the answer is as it was released, which is nbgrader's own rule."""
    answer = cells.get(exercise.answer or "")
    return answer is not None and answer.metadata.nbgrader.get("checksum") == compute_checksum(
        answer
    )


def _why(exercise: Exercise, cells: Mapping[str, NotebookNode]) -> str:
    if exercise.answer is not None and exercise.answer not in cells:
        return "the answer's cell is missing"
    if is_empty(exercise, cells):
        return "the answer was left empty"
    if exercise.answer is not None:
        error = _first(cells[exercise.answer].get("outputs", []), "error")
        if error is not None:
            return f"the answer raises {error.ename}: {_first_line(error.evalue)}"
    outputs = [
        output for name in exercise.cells if name in cells for output in _lost_with(cells[name])
    ]
    for output in outputs:
        finding = output.get("data", {}).get(FINDING, {})
        if finding.get("hint"):
            return str(finding["hint"])
    error = _first(outputs, "error")
    if error is not None:
        return _first_line(error.evalue) or str(error.ename)
    if any(output.get("name") == "stderr" for output in outputs):
        return "the cell with the tests wrote to standard error"
    printed = _first(outputs, "stream")
    return _first_line(printed.text) if printed is not None else "some tests were not passed"


def _lost_with(cell: NotebookNode) -> list[NotebookNode]:
    """The outputs of a cell that gave less than its marks."""
    if cell.cell_type != "code":
        return []
    score, maximum = determine_grade(cell)
    return [] if score is None or score == maximum else list(cell.outputs)


def _first(outputs: list[NotebookNode], kind: str) -> NotebookNode | None:
    return next((output for output in outputs if output.output_type == kind), None)


def _first_line(text: str) -> str:
    """The first line of a message; what a colon announces is too long for a table."""
    lines = text.strip().splitlines()
    line = lines[0].rstrip(" :") if lines else ""
    # A syntax error names the file, which for a cell is a number that says nothing.
    return re.sub(r" \(\d+\.py, (line \d+)\)$", r" (\1)", line)
