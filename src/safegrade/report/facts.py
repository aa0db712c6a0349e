"""What there is to report on one assignment, from the gradebook, the records and the notebooks."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import reads_json
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from safegrade.findings import findings_of
from safegrade.graded_record import Record, read_records
from safegrade.marks import Table, marks_of
from safegrade.mending import notes_of, unreadable_reason
from safegrade.records import FAILED, FLAGGED, REPAIRED, read_rows
from safegrade.settings import Safegrade
from safegrade.similarity import Similar, similar_answers

from .anonymity import Anonymiser
from .mistakes import Mistake, find_mistakes
from .statistics import Bin, ExerciseStatistics, distribution, exercise_statistics

KINDS = (FAILED, FLAGGED, REPAIRED)


@dataclass(frozen=True)
class Note:
    """Something that the instructor should know about one submission.

    Attributes:
        kind: ``failed``, ``flagged`` or ``repaired``.
    """

    student: str
    kind: str
    what: str


@dataclass(frozen=True)
class Facts:
    """All that the report says.

    Attributes:
        table: the marks.
        unreadable: students whose submission was no notebook.
        statistics: one for each of the table's exercises.
        bins: the distribution of marks of those who handed in.
        mistakes: known ones first, by how many made them.
        unrecorded: how many graded notebooks safegrade did not grade as they are now: what their
            outputs say about mistakes could be the student's own, and is not counted.
        records: how each notebook was graded.
        last_run: when the last run of safegrade began, its seconds, notebooks and workers.
        notes: what was repaired, flagged, or failed.
        similar: pairs of similar answers.
        anonymiser: takes the class's names out of texts.
    """

    table: Table
    unreadable: frozenset[str]
    statistics: tuple[ExerciseStatistics, ...]
    bins: tuple[Bin, ...]
    mistakes: tuple[Mistake, ...]
    unrecorded: int
    records: tuple[Record, ...]
    last_run: tuple[str, ...] | None
    notes: tuple[Note, ...]
    similar: tuple[Similar, ...]
    anonymiser: Anonymiser

    @property
    def maximum(self) -> float:
        """The most marks that can be had."""
        return sum(exercise.maximum for exercise in self.table.exercises)

    @property
    def totals(self) -> list[float]:
        """The marks of those who handed in, late penalties taken off."""
        return [row.total for row in self.table.rows if row.marks is not None]

    @property
    def median(self) -> float | None:
        """The median of the marks."""
        return statistics.median(self.totals) if self.totals else None

    @property
    def mean(self) -> float | None:
        """The mean of the marks."""
        return statistics.fmean(self.totals) if self.totals else None


def gather(course: CourseDirectory, gradebook: Gradebook, settings: Safegrade) -> Facts:
    """Gather the facts about the course's current assignment.

    Args:
        course: the course.
        gradebook: its gradebook, open.
        settings: of safegrade.

    Raises:
        nbgrader.api.MissingEntry: if the gradebook does not know the assignment.
    """
    assignment, folder = course.assignment_id, settings.folder(course)
    places = [
        Path(course.format_path(step, ".", assignment))
        for step in (course.release_directory, course.source_directory)
    ]
    table = marks_of(gradebook, assignment, places)
    notebooks = dict(_notebooks(course, table))
    records = tuple(
        record
        for record in read_records(folder, assignment)
        if (record.student, record.notebook) in notebooks or record.failed
    )
    unreadable = frozenset(
        student
        for (student, _), notebook in notebooks.items()
        if unreadable_reason(notebook) is not None
    )
    anonymiser = _anonymiser(gradebook, places)
    trusted = {
        (record.student, record.notebook)
        for record in records
        if list(record.findings) == list(findings_of(notebooks.get(_key(record), _EMPTY)))
    }
    runs = read_rows(folder / f"{assignment}.runs.csv")
    return Facts(
        table=table,
        unreadable=unreadable,
        statistics=_statistics(table, unreadable),
        bins=tuple(
            distribution(
                [row.total for row in table.rows if row.marks is not None],
                sum(exercise.maximum for exercise in table.exercises),
            )
        ),
        mistakes=find_mistakes(
            table, {key: notebooks[key] for key in trusted & set(notebooks)}, anonymiser
        ),
        unrecorded=len(set(notebooks) - trusted),
        records=records,
        last_run=tuple(runs[-1]) if runs else None,
        notes=_notes(read_rows(folder / f"{assignment}.flags.csv"), records, notebooks),
        similar=tuple(similar_answers(course, settings)),
        anonymiser=anonymiser,
    )


_EMPTY = nbformat.v4.new_notebook()


def _key(record: Record) -> tuple[str, str]:
    return record.student, record.notebook


def _notebooks(
    course: CourseDirectory, table: Table
) -> Iterator[tuple[tuple[str, str], NotebookNode]]:
    """Yield the graded notebooks by student and name."""
    names = sorted({exercise.notebook for exercise in table.exercises})
    for row in table.rows:
        if row.marks is None:
            continue
        folder = Path(
            course.format_path(course.autograded_directory, row.student, table.assignment)
        )
        for name in names:
            path = folder / f"{name}.ipynb"
            if path.is_file():
                yield (row.student, name), reads_json(path.read_text("utf-8"))


def _anonymiser(gradebook: Gradebook, places: list[Path]) -> Anonymiser:
    names = [
        str(value)
        for student in gradebook.students
        for value in (student.id, student.first_name, student.last_name, student.email)
        if value
    ]
    taught = [
        "".join(cell["source"])
        for place in places
        for path in sorted(place.glob("*.ipynb"))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    ]
    return Anonymiser(names, taught)


def _statistics(table: Table, unreadable: frozenset[str]) -> tuple[ExerciseStatistics, ...]:
    rows = [
        row.marks for row in table.rows if row.marks is not None and row.student not in unreadable
    ]
    waits = [any(marks[index].waits for marks in rows) for index in range(len(table.exercises))]
    found = []
    for index, exercise in enumerate(table.exercises):
        scores = [None if marks[index].waits else marks[index].score for marks in rows]
        rests = [
            sum(
                mark.score
                for other, mark in enumerate(marks)
                if other != index and not waits[other]
            )
            for marks in rows
        ]
        found.append(exercise_statistics(scores, rests, exercise.maximum))
    return tuple(found)


def _notes(
    rows: list[list[str]],
    records: tuple[Record, ...],
    notebooks: Mapping[tuple[str, str], NotebookNode],
) -> tuple[Note, ...]:
    """Join what the run listed, what the records say, and what other commands wrote down."""
    found = {Note(student, kind, what) for student, kind, what in rows}
    recorded = {_key(record) for record in records}
    for record in records:
        if record.failed:
            found.add(Note(record.student, "failed", record.failed))
        for text, flagged in record.notes:
            found.add(Note(record.student, FLAGGED if flagged else REPAIRED, text))
    for key, notebook in notebooks.items():
        if key not in recorded:
            for note in notes_of(notebook):
                found.add(Note(key[0], FLAGGED if note.flagged else REPAIRED, note.text))
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.student, one.what)))
