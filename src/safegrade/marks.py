"""The marks of one assignment by student and exercise, from any nbgrader gradebook.

An exercise is an answer cell together with the cells that give marks for it: those that follow it
in the notebook up to the next answer. An answer that is marked by hand is an exercise of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from nbgrader.api import Gradebook, SubmittedAssignment

from .instructor import InstructorNotebook, from_gradebook


@dataclass(frozen=True)
class Exercise:
    """What marks are given for.

    Attributes:
        notebook: the name of the notebook it stands in.
        name: the grade id of the answer cell, or of the marked cell where there is no answer.
        answer: the grade id of the answer cell, if there is one.
        cells: the grade ids of the cells that carry the marks.
        maximum: the marks that all of them carry together.
    """

    notebook: str
    name: str
    answer: str | None
    cells: tuple[str, ...]
    maximum: float


@dataclass(frozen=True)
class Mark:
    """What a student has for an exercise; `waits` if a person has still to mark a part of it."""

    score: float
    waits: bool = False


@dataclass(frozen=True)
class Row:
    """One student's marks.

    Attributes:
        student: the student's id.
        name: last and first name, or the id where the gradebook knows neither.
        marks: one for each exercise, or nothing if nothing was handed in.
        late: how much later than the due date it was handed in.
        penalty: the marks taken off for that.
    """

    student: str
    name: str
    marks: tuple[Mark, ...] | None
    late: timedelta = timedelta()
    penalty: float = 0.0

    @property
    def total(self) -> float:
        """All marks together, less the penalty, and not below 0."""
        return max(0.0, sum(mark.score for mark in self.marks or ()) - self.penalty)


@dataclass(frozen=True)
class Table:
    """The marks of one assignment."""

    assignment: str
    exercises: tuple[Exercise, ...]
    rows: tuple[Row, ...]

    def __str__(self) -> str:
        """Return the table as plain text, one line a student."""
        return "\n".join(line.rstrip() for line in _lines(self))


def marks_of(gradebook: Gradebook, assignment: str, folders: Iterable[Path] = ()) -> Table:
    """Read the marks of an assignment, for every student whom the gradebook knows.

    Args:
        gradebook: an open gradebook.
        assignment: the assignment's name.
        folders: the assignment's folders in ``release`` and ``source``, if they are at hand. The
            notebooks there tell the order of the cells, which a database need not keep.

    Raises:
        nbgrader.api.MissingEntry: if the gradebook does not know the assignment.
    """
    record = gradebook.find_assignment(assignment)
    exercises = exercises_in(gradebook, assignment, folders)
    submissions = {submission.student.id: submission for submission in record.submissions}
    rows = []
    for student in gradebook.students:
        name = ", ".join(part for part in (student.last_name, student.first_name) if part)
        submission = submissions.get(student.id)
        if submission is None:
            rows.append(Row(student.id, name or student.id, None))
        else:
            rows.append(_row(name or student.id, submission, exercises))
    return Table(assignment, exercises, tuple(rows))


def exercises_in(
    gradebook: Gradebook, assignment: str, folders: Iterable[Path] = ()
) -> tuple[Exercise, ...]:
    """Return the exercises of an assignment; the arguments are those of ``marks_of``."""
    places = list(folders)
    return tuple(
        exercise
        for notebook in gradebook.find_assignment(assignment).notebooks
        for exercise in exercises_of(from_gradebook(gradebook, assignment, notebook.name, places))
    )


def exercises_of(notebook: InstructorNotebook) -> list[Exercise]:
    """Group the cells of a notebook into exercises, in the notebook's order."""
    groups: list[tuple[str | None, dict[str, float]]] = []
    for cell in notebook.cells:
        by_hand = cell.points is not None and (cell.solution or cell.task)
        if by_hand or cell.solution or (cell.points is not None and not groups):
            groups.append((cell.name if cell.solution else None, {}))
        if cell.points is not None:
            groups[-1][1][cell.name] = cell.points
    return [
        Exercise(
            notebook=notebook.notebook,
            name=answer or next(iter(points)),
            answer=answer,
            cells=tuple(points),
            maximum=sum(points.values()),
        )
        for answer, points in groups
        if points
    ]


def _row(name: str, submission: SubmittedAssignment, exercises: tuple[Exercise, ...]) -> Row:
    grades = {
        (notebook.name, grade.name): grade
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    marks = []
    for exercise in exercises:
        own = [
            grades[exercise.notebook, cell]
            for cell in exercise.cells
            if (exercise.notebook, cell) in grades
        ]
        marks.append(
            Mark(sum(grade.score for grade in own), any(grade.needs_manual_grade for grade in own))
        )
    return Row(
        student=submission.student.id,
        name=name,
        marks=tuple(marks),
        late=timedelta(seconds=submission.total_seconds_late),
        penalty=float(submission.late_submission_penalty or 0.0),
    )


def number(value: float) -> str:
    """Write a mark without needless digits: ``2``, ``0.33``."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _lines(table: Table) -> list[str]:
    heads = [["student"], *(_stacked(exercise.name) for exercise in table.exercises), ["in all"]]
    maxima = [exercise.maximum for exercise in table.exercises]
    body = [["out of", *map(number, maxima), number(sum(maxima))]]
    for row in table.rows:
        if row.marks is None:
            body.append([row.name, *"-" * len(maxima), "-"])
            continue
        marks = [number(mark.score) + "?" * mark.waits for mark in row.marks]
        late = "*" if row.late else ""
        body.append([row.name + late, *marks, number(row.total)])
    depth = max(map(len, heads))
    padded = [[""] * (depth - len(head)) + head for head in heads]
    top = [list(line) for line in zip(*padded, strict=True)]
    widths = [max(map(len, column)) for column in zip(*top, *body, strict=True)]
    lines = [
        "  ".join(
            text.ljust(width) if index == 0 else text.rjust(width)
            for index, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in (*top, *body)
    ]
    rule = "  ".join("-" * width for width in widths)
    lines.insert(depth, rule)
    lines.insert(0, table.assignment)
    if any(row.marks is None for row in table.rows):
        lines.append("- nothing handed in")
    if any(row.late for row in table.rows):
        lines.append("* handed in late")
    if any(mark.waits for row in table.rows for mark in row.marks or ()):
        lines.append("? a person has still to mark this")
    return lines


def _stacked(name: str, width: int = 8) -> list[str]:
    """Break a long name at underscores, so that its column stays narrow."""
    first, *rest = name.split("_")
    lines = [first]
    for part in rest:
        if len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f"_{part}"
        else:
            lines.append(part)
    return lines
