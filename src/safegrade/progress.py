"""What a run says while it goes on, and at its end."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.table import Table

from .converter import Outcome
from .similarity import Similar


class Progress:
    """A bar with done, total, rate and time left on a terminal; plain lines otherwise."""

    def __init__(self, assignment: str, total: int) -> None:
        self._assignment = assignment
        self._total = total
        self._done = 0
        self._start = time.monotonic()
        self._console = Console()
        self._bar: RichProgress | None = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._bar = RichProgress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=self._console,
            )
            self._task = self._bar.add_task(self._assignment, total=self._total, rate="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, student: str, outcome: Outcome | None) -> None:
        """Count a notebook that came back."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._start, 1e-3)
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, rate=f"{rate:.1f}/s")
            return
        left = (self._total - self._done) / rate
        what = f"{student} {outcome.status}" if outcome else student
        print(
            f"{self._assignment}: {self._done}/{self._total} {what} "
            f"({rate:.1f}/s, {left:.0f} s left)",
            flush=True,
        )


def print_summary(
    assignment: str, outcomes: list[Outcome], similar: list[Similar], folder: Path
) -> None:
    """Print one table: how many were graded, unchanged, flagged, failed, and why."""
    console = Console(highlight=False)
    counts = Counter(outcome.status for outcome in outcomes)
    flagged = [one for one in outcomes if any(flag for _, flag in one.notes)]
    number = len(outcomes)
    table = Table(title=f"{assignment}: {number} submission{'' if number == 1 else 's'}")
    for column in ("", "submissions", "students and reasons"):
        table.add_column(column, overflow="fold")
    table.add_row("graded", str(counts["graded"]), "")
    table.add_row("unchanged", str(counts["unchanged"]), "")
    table.add_row("flagged", str(len(flagged)), _reasons(flagged))
    table.add_row(
        "failed",
        str(counts["failed"]),
        "\n".join(escape(f"{one.student}: {one.reason}") for one in outcomes if one.reason),
    )
    console.print(table)
    changes = [change for outcome in outcomes for change in outcome.changes]
    if changes:
        changed = Table(title="Marks that this run changed")
        for column in ("student", "cell", "before", "after", "why"):
            changed.add_column(column, overflow="fold")
        for change in changes:
            cell = f"{change.notebook}/{change.cell}"
            row = (change.student, cell, str(change.before), str(change.after), change.why)
            changed.add_row(*map(escape, row))
        console.print(changed)
    if similar:
        pairs = f"{len(similar)} pair{'' if len(similar) == 1 else 's'} of similar answers"
        console.print(f"{pairs}: see {folder / f'{assignment}.similar.csv'}", soft_wrap=True)


def _reasons(flagged: list[Outcome]) -> str:
    return "\n".join(
        escape(f"{outcome.student}: {text}")
        for outcome in flagged
        for text, flag in outcome.notes
        if flag
    )
