"""Which mistakes were made by whom, and one answer of each as an example."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from nbformat import NotebookNode

from safegrade.findings import FINDING, Finding, findings_of
from safegrade.marks import Exercise, Table
from safegrade.reasons import is_empty

from .anonymity import Anonymiser

_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|svg\+xml);base64,[A-Za-z0-9+/=\s]+")
_MOST_LINES = 40


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


@dataclass
class _Made:
    """Who made a mistake, and what their answers and checks look like."""

    hint: str = ""
    examples: dict[str, tuple[str, Finding, tuple[str, str] | None]] = field(default_factory=dict)


def find_mistakes(
    table: Table, notebooks: Mapping[tuple[str, str], NotebookNode], anonymiser: Anonymiser
) -> tuple[Mistake, ...]:
    """Count the mistakes that the checks found, the known ones first, by how many made them.

    An answer that was left empty is no mistake.

    Args:
        table: the assignment's marks.
        notebooks: the notebooks whose findings are to be believed, by student and name.
        anonymiser: takes names out of the examples.
    """
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
            if is_empty(exercise, cells):
                continue
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
