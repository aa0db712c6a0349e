"""The command ``safegrade ASSIGNMENT``: what ``nbgrader autograde`` does, fast and safely."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from nbgrader.apps.autogradeapp import aliases as stock_aliases
from nbgrader.apps.autogradeapp import flags as stock_flags
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.base import NbGraderException
from traitlets import default

from .cluster import Cluster, warm_parents
from .converter import Outcome, SafeAutograde, TolerantCourseDirectory
from .job import Warm
from .progress import Progress, print_summary
from .records import merge_rows
from .sandbox import NoSandboxError, probe
from .settings import Safegrade
from .similarity import similar_answers

_aliases = {
    **stock_aliases,
    "workers": "Safegrade.workers",
    "scheduler": "Safegrade.scheduler",
}
_flags = {
    **stock_flags,
    "no-sandbox": (
        {"Safegrade": {"sandbox": False}},
        "Do not lock students' code away. Only for submissions that you trust.",
    ),
}


class SafegradeApp(NbGrader):  # type: ignore[misc]
    """Grades an assignment's submissions."""

    name = "safegrade"
    description = "Autograde an assignment: many submissions at once, students' code locked away."
    aliases = _aliases
    flags = _flags
    examples = """
        safegrade 2_with_a_loop
        safegrade 2_with_a_loop --student "b*" --force
        safegrade 3_in_keras --workers 8
        safegrade 3_in_keras --scheduler tcp://grader:8786
    """

    @default("classes")
    def _classes_default(self) -> list[Any]:
        classes: list[Any] = super()._classes_default()
        return [*classes, BaseConverter, Autograde, Safegrade]

    @default("log_level")
    def _log_level_default(self) -> int:
        return logging.WARNING

    def initialize(self, argv: list[str] | None = None, root: str = "") -> None:
        """Read the course's configuration, as nbgrader does."""
        super().initialize(argv, root)
        self.coursedir = TolerantCourseDirectory(parent=self)

    def start(self) -> None:
        """Grade, and exit with 0 if every submission has a mark or a stated reason."""
        super().start()
        if len(self.extra_args) > 1:
            self.fail("Give one assignment, not %s", " ".join(self.extra_args))
        if self.extra_args:
            self.coursedir.assignment_id = self.extra_args[0]
        if not self.coursedir.assignment_id:
            self.fail("Name an assignment: safegrade ASSIGNMENT")
        settings = Safegrade(parent=self)
        try:
            outcomes = self.grade(settings)
        except (NbGraderException, NoSandboxError) as error:
            print(f"safegrade: {error}", file=sys.stderr)
            sys.exit(1)
        sys.exit(1 if any(outcome.status == "failed" for outcome in outcomes) else 0)

    def grade(self, settings: Safegrade) -> list[Outcome]:
        """Grade all submissions that are new and return what became of each.

        Raises:
            NbGraderException: if there is nothing to grade.
            NoSandboxError: if students' code cannot be locked away.
        """
        if settings.sandbox:
            probe()
        else:
            print("safegrade: students' code is NOT locked away (--no-sandbox).", file=sys.stderr)
        converter = SafeAutograde(settings, coursedir=self.coursedir, parent=self)
        number = converter.prepare()
        if number:
            warm = converter.warm()
            if not settings.scheduler:
                warm_parents(warm)
            try:
                self._run(converter, settings, number, warm)
            finally:
                converter.finish()
        outcomes = sorted(converter.outcomes, key=lambda outcome: outcome.student)
        self._write_records(outcomes, settings)
        similar = similar_answers(self.coursedir, settings)
        self._write_similar(similar, settings)
        print_summary(self.coursedir.assignment_id, outcomes, similar, self._folder(settings))
        return outcomes

    def _run(self, converter: SafeAutograde, settings: Safegrade, number: int, warm: Warm) -> None:
        with (
            Cluster(settings.worker_count(), settings.scheduler) as cluster,
            Progress(self.coursedir.assignment_id, number) as progress,
        ):
            for key, graded in cluster.grade(converter.jobs(warm)):
                outcome = converter.take(key, graded)
                progress.advance(key[0], outcome)

    def _folder(self, settings: Safegrade) -> Path:
        return Path(self.coursedir.root) / settings.records

    def _write_records(self, outcomes: list[Outcome], settings: Safegrade) -> None:
        assignment, folder = self.coursedir.assignment_id, self._folder(settings)
        renewed = {outcome.student for outcome in outcomes if outcome.status != "unchanged"}
        if not renewed:
            return
        flags = [
            (outcome.student, "flagged" if flagged else "repaired", text)
            for outcome in outcomes
            for text, flagged in outcome.notes
        ]
        flags += [(one.student, "failed", one.reason) for one in outcomes if one.reason]
        head = ("student", "kind", "what")
        merge_rows(folder / f"{assignment}.flags.csv", head, flags, renewed)
        changes = [
            (one.student, one.notebook, one.cell, one.before, one.after, one.why)
            for outcome in outcomes
            for one in outcome.changes
        ]
        if changes:
            columns = ("student", "notebook", "cell", "before", "after", "why")
            merge_rows(folder / f"{assignment}.changes.csv", columns, changes, renewed)

    def _write_similar(self, similar: list[Any], settings: Safegrade) -> None:
        from .records import write_table

        path = self._folder(settings) / f"{self.coursedir.assignment_id}.similar.csv"
        if similar or path.exists():
            head = ("student", "other student", "likeness", "what")
            rows = [(one.first, one.second, f"{one.likeness:.2f}", one.what) for one in similar]
            write_table(path, head, rows)


def main() -> None:
    """Run the command."""
    SafegradeApp.launch_instance()


if __name__ == "__main__":
    main()
