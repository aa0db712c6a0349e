"""What the report says, as tables for other programs."""

from __future__ import annotations

from collections.abc import Callable

from safegrade.marks import number
from safegrade.records import FLAGS, SIMILAR

from .facts import Facts

Rows = list[tuple[object, ...]]
Table = tuple[tuple[str, ...], Rows]

_FIGURES = (
    *("exercise", "marks", "counted", "success rate", "all marks", "no marks"),
    *("discrimination", "95 % from", "95 % to"),
)


def report_tables(facts: Facts, who: Callable[[str], str], *, anonymous: bool) -> dict[str, Table]:
    """Return the tables by name.

    Args:
        facts: what is told.
        who: what a student is called, by id.
        anonymous: whether no table may tell a name, by its order neither.
    """
    said = facts.anonymiser.text if anonymous else str
    # Submissions are graded in the order of names, so the time of day tells a part of them.
    shown = len("2027-04-16") if anonymous else None
    people: dict[str, Table] = {
        "marks": _marks(facts, who, anonymous),
        "notes": (FLAGS, [(who(one.student), one.kind, said(one.what)) for one in facts.notes]),
        "similar": (
            SIMILAR,
            [
                (who(one.first), who(one.second), f"{one.likeness:.2f}", one.what)
                for one in facts.similar
            ],
        ),
        "times": (
            ("student", "notebook", "graded at", "seconds", "processor seconds"),
            [
                (
                    *(who(one.student), one.notebook, one.graded_at[:shown]),
                    *(one.seconds, one.processor_seconds),
                )
                for one in facts.records
            ],
        ),
    }
    if anonymous:
        for _, rows in people.values():
            rows.sort(key=str)
    mistakes: Rows = [
        (one.exercise, one.name, len(one.students), one.hint, one.example.call)
        for one in facts.mistakes
    ]
    head = ("exercise", "mistake", "students", "hint", "example")
    return {**people, "exercises": (_FIGURES, _figures(facts)), "mistakes": (head, mistakes)}


def _marks(facts: Facts, who: Callable[[str], str], anonymous: bool) -> Table:
    names = tuple(exercise.name for exercise in facts.table.exercises)
    head = ("handed in", *names, "in all", "late by (s)", "late penalty")
    rows: Rows = []
    for row in facts.table.rows:
        person = (who(row.student),) if anonymous else (row.student, row.name)
        if row.marks is None:
            rows.append((*person, "no", *[""] * (len(head) - 1)))
            continue
        own = ["" if mark.waits else number(mark.score) for mark in row.marks]
        late = int(row.late.total_seconds())
        rows.append((*person, "yes", *own, number(row.total), late, number(row.penalty)))
    people = ("student",) if anonymous else ("student", "name")
    return (*people, *head), rows


def _figures(facts: Facts) -> Rows:
    return [
        (
            exercise.name,
            number(exercise.maximum),
            one.counted,
            *(_rounded(part) for part in (one.success, one.full, one.none, one.discrimination)),
            *(_rounded(limit) for limit in one.interval or (None, None)),
        )
        for exercise, one in zip(facts.table.exercises, facts.statistics, strict=True)
    ]


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
