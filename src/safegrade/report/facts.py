"""What there is to report on one assignment, from the gradebook, the records and the notebooks."""

from __future__ import annotations

import json
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import reads_json
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from safegrade.findings import FINDING, Finding, findings_of
from safegrade.graded_record import Record, read_records
from safegrade.marks import Exercise, Table, marks_of
from safegrade.mending import notes_of, unreadable_reason
from safegrade.records import read_rows
from safegrade.settings import Safegrade
from safegrade.similarity import Similar, similar_answers

from .anonymity import Anonymiser
from .statistics import Bin, ExerciseStatistics, distribution, exercise_statistics

_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
_MOST_LINES = 40
KINDS = ("failed", "flagged", "repaired")


@dataclass(frozen=True)
class Example:
    """One answer that shows a mistake, without a word that tells whose it is.

    Attributes:
        answer: the student's code.
        call: the code of the check that shows the mistake.
        trouble: what came instead of a value.
        picture: an image as ``data:`` address, and what it shows; None if there is none.
    """

    answer: str
    call: str
    trouble: str
    picture: tuple[str, str] | None


@dataclass(frozen=True)
class Mistake:
    """A mistake that some made in one exercise.

    Attributes:
        exercise: the exercise's name.
        name: the mistake's; empty for wrong answers that show no known mistake.
        hint: what students are told.
        students: who made it.
        example: one of their answers.
    """

    exercise: str
    name: str
    hint: str
    students: tuple[str, ...]
    example: Example


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


@dataclass
class _Made:
    """Who made a mistake, and what their answers and checks look like."""

    hint: str = ""
    examples: dict[str, tuple[str, Finding, tuple[str, str] | None]] = field(default_factory=dict)


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
        mistakes=_mistakes(
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


def _mistakes(
    table: Table, notebooks: Mapping[tuple[str, str], NotebookNode], anonymiser: Anonymiser
) -> tuple[Mistake, ...]:
    by_cell = {
        (exercise.notebook, cell): exercise
        for exercise in table.exercises
        for cell in exercise.cells
    }
    made: dict[tuple[Exercise, str], _Made] = defaultdict(_Made)
    for (student, name), notebook in sorted(notebooks.items()):
        cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
        own: dict[Exercise, tuple[Finding, str]] = {}
        for cell, finding in findings_of(notebook):
            exercise = by_cell.get((name, cell))
            # The hidden tests may know the mistake where the visible check does not.
            if exercise is not None and (
                exercise not in own or (finding.mistake and not own[exercise][0].mistake)
            ):
                own[exercise] = finding, cell
        for exercise, (finding, cell) in own.items():
            answer = cells[exercise.answer].source if exercise.answer in cells else ""
            entry = made[exercise, finding.mistake]
            entry.hint = entry.hint or finding.hint
            entry.examples[student] = answer, finding, _picture(cells[cell])
    order = {exercise: place for place, exercise in enumerate(table.exercises)}
    mistakes = [
        Mistake(
            exercise=exercise.name,
            name=name,
            hint=anonymiser.taught(entry.hint) if name else "",
            students=tuple(entry.examples),
            example=_example(entry, anonymiser),
        )
        for (exercise, name), entry in sorted(
            made.items(),
            key=lambda item: (
                not item[0][1],
                -len(item[1].examples),
                order[item[0][0]],
                item[0][1],
            ),
        )
    ]
    return tuple(mistakes)


def _example(made: _Made, anonymiser: Anonymiser) -> Example:
    """Choose the shortest answer: it has the least in it besides the mistake."""
    answer, finding, picture = min(made.examples.values(), key=lambda one: (len(one[0]), one[0]))
    lines = anonymiser.code(answer).splitlines()
    if len(lines) > _MOST_LINES:
        lines = [*lines[:_MOST_LINES], f"# and {len(lines) - _MOST_LINES} more lines"]
    return Example(
        answer="\n".join(lines),
        call=anonymiser.taught(finding.example),
        trouble=anonymiser.text(finding.trouble),
        picture=None if picture is None else (picture[0], anonymiser.taught(picture[1])),
    )


class _Images(HTMLParser):
    """Finds the first image whose content stands in its address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        entry = dict(attrs)
        source = entry.get("src") or ""
        if tag == "img" and self.found is None and _PICTURE.fullmatch(source):
            self.found = "".join(source.split()), entry.get("alt") or "the picture of the check"


def _picture(cell: NotebookNode) -> tuple[str, str] | None:
    """Take the picture out of the output that has the finding; nothing else of its HTML."""
    for output in cell.outputs:
        data = output.get("data", {})
        if FINDING in data and "text/html" in data:
            images = _Images()
            images.feed("".join(data["text/html"]))
            return images.found
    return None


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
            found.add(Note(record.student, "flagged" if flagged else "repaired", text))
    for key, notebook in notebooks.items():
        if key not in recorded:
            for note in notes_of(notebook):
                found.add(Note(key[0], "flagged" if note.flagged else "repaired", note.text))
    return tuple(sorted(found, key=lambda one: (KINDS.index(one.kind), one.student, one.what)))
