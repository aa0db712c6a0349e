"""The report as one HTML page that asks nothing of any network, and as CSV files."""

from __future__ import annotations

import base64
import hashlib
import os
import statistics
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from safegrade.marks import number
from safegrade.reasons import duration
from safegrade.records import write_table

from .anonymity import aliases_of
from .facts import KINDS, Facts
from .plots import histogram
from .tables import report_tables

_SLOWEST = 5
_MOST_PAIRS = 50


def write_report(facts: Facts, course: str, folder: Path, *, anonymous: bool = False) -> Path:
    """Write the page and its tables.

    Args:
        facts: what is told.
        course: the course's name.
        folder: where to; it is made if it is not there.
        anonymous: whether nothing that is written tells a student's name, now or later.

    Returns:
        The path of the page.
    """
    stem = f"{facts.table.assignment}{'.anonymous' if anonymous else ''}"
    aliases = aliases_of(row.student for row in facts.table.rows)
    who = _Known(aliases).__getitem__ if anonymous else str
    written = []
    for name, (head, rows) in report_tables(facts, who, anonymous=anonymous).items():
        written.append(f"{stem}.{name}.csv")
        write_table(folder / written[-1], head, rows)
    page = folder / f"{stem}.html"
    half = page.with_name(f".{page.name}.part")
    half.write_text(_page(facts, course, aliases, written, anonymous), encoding="utf-8")
    os.replace(half, page)
    return page


def _page(
    facts: Facts, course: str, aliases: dict[str, str], tables: list[str], anonymous: bool
) -> str:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    here = files(__package__)
    style = (here / "page.css").read_text("utf-8")
    script = (here / "page.js").read_text("utf-8")
    rows = sorted(facts.table.rows, key=lambda row: row.name.casefold())
    notes, similar = list(facts.notes), list(facts.similar)
    if anonymous:
        # No list is in the order of names.
        number_of = {student: int(alias.split()[-1]) for student, alias in aliases.items()}
        rows.sort(key=lambda row: number_of[row.student])
        notes.sort(key=lambda one: (KINDS.index(one.kind), number_of.get(one.student, 0)))
        similar.sort(key=lambda one: (-one.likeness, number_of.get(one.first, 0)))
    times = [record.seconds for record in facts.records]
    context: dict[str, Any] = {
        "facts": facts,
        "course": course,
        "anonymous": anonymous,
        "aliases": _Known(aliases),
        "names": _Known(
            {
                row.student: row.name if row.name == row.student else f"{row.name} ({row.student})"
                for row in rows
            }
        ),
        "made": datetime.now(UTC),
        "submitted": len(facts.totals),
        "notes": notes,
        "similar": similar[:_MOST_PAIRS],
        "more_similar": len(similar[_MOST_PAIRS:]),
        "missing": [row for row in rows if row.marks is None],
        "late": [row for row in rows if row.late],
        "waiting": sum(any(mark.waits for mark in row.marks or ()) for row in rows),
        "exercises": list(zip(facts.table.exercises, facts.statistics, strict=True)),
        "histogram": Markup(
            histogram(facts.bins, facts.median) if facts.median is not None and facts.bins else ""
        ),
        "times": {
            "median": statistics.median(times) if times else 0,
            "longest": max(times, default=0),
            "processor": sum(record.processor_seconds for record in facts.records),
        },
        "slowest": sorted(facts.records, key=lambda one: -one.seconds)[:_SLOWEST],
        "tables": tables,
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "number": number,
        "duration": duration,
        "percent": lambda part: f"{100 * part:.0f}\u00a0%",
        "signed": lambda value: f"{value:.2f}".replace("-", "\u2212"),
        "seconds": _seconds,
        "first_line": lambda text: text.partition("\n")[0].rstrip(" :"),
        "count": lambda many, what: f"{many} {what}{'' if many == 1 else 's'}",
    }
    template = environment.from_string((here / "page.html").read_text("utf-8"))
    return template.render(context)


class _Known(dict[str, str]):
    """Names by id. A student who was taken out of the gradebook since has none."""

    def __missing__(self, student: str) -> str:
        return "somebody who is no longer in the class"


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _seconds(time: float) -> str:
    if time < 10:
        return f"{time:.1f}\u00a0s"
    if time < 120:
        return f"{time:.0f}\u00a0s"
    return f"{time / 60:.0f}\u00a0min"
