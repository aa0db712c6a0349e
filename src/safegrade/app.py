"""The command ``safegrade ASSIGNMENT``: what ``nbgrader autograde`` does, fast and safely."""

from __future__ import annotations

import logging
import sys
import warnings
from datetime import UTC, datetime
from typing import Any

from nbgrader.apps.autogradeapp import aliases as stock_aliases
from nbgrader.apps.autogradeapp import flags as stock_flags
from nbgrader.converters import Autograde, BaseConverter
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import SAWarning
from traitlets import default

from .assignment_app import AssignmentApp
from .cluster import Cluster, NoSchedulerError, warm_parents
from .converter import Outcome, SafeAutograde, TolerantCourseDirectory
from .feedback_zip import FeedbackZipApp
from .job import Warm
from .progress import Progress, print_summary
from .records import RUNS, SIMILAR, read_rows, write_table
from .report.app import ReportApp
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
# An assignment that has the name of one of these is named by the option --assignment.
_subcommands = {
    "report": (ReportApp, "Report on the class: one HTML page, and its numbers as CSV."),
    "feedback-zip": (FeedbackZipApp, "Pack feedback pages for Canvas or Moodle."),
}


class SafegradeApp(AssignmentApp):
    """Grades an assignment's submissions."""

    name = "safegrade"
    description = "Autograde an assignment: many submissions at once, students' code locked away."
    aliases = _aliases
    flags = _flags
    subcommands = _subcommands
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
        settings = Safegrade(parent=self)
        try:
            outcomes = self.grade(settings)
        except (NbGraderException, NoSandboxError, NoSchedulerError) as error:
            print(f"safegrade: {error}", file=sys.stderr)
            sys.exit(1)
        sys.exit(1 if any(outcome.status == "failed" for outcome in outcomes) else 0)

    def grade(self, settings: Safegrade) -> list[Outcome]:
        """Grade all submissions that are new and return what became of each.

        Raises:
            NbGraderException: if there is nothing to grade.
            NoSandboxError: if students' code cannot be locked away.
            NoSchedulerError: if there is no scheduler at the configured address.
        """
        if settings.sandbox:
            probe()
        else:
            print("safegrade: students' code is NOT locked away (--no-sandbox).", file=sys.stderr)
        converter = SafeAutograde(settings, coursedir=self.coursedir, parent=self)
        # Of Dask, about what it is used for here; of SQLAlchemy, about nbgrader, without harm.
        warnings.filterwarnings("ignore", message="Sending large graph")
        warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)
        number = converter.prepare()
        if number:
            started = datetime.now(UTC)
            warm = converter.warm()
            if not settings.scheduler:
                warm_parents(warm)
            try:
                self._run(converter, settings, number, warm)
            finally:
                converter.finish()
            self._write_run(started, number, settings)
        outcomes = sorted(converter.outcomes, key=lambda outcome: outcome.student)
        similar = similar_answers(self.coursedir, settings)
        self._write_similar(similar, settings)
        print_summary(
            self.coursedir.assignment_id, outcomes, similar, settings.folder(self.coursedir)
        )
        return outcomes

    def _run(self, converter: SafeAutograde, settings: Safegrade, number: int, warm: Warm) -> None:
        with (
            Cluster(settings.worker_count(), settings.scheduler) as cluster,
            Progress(self.coursedir.assignment_id, number) as progress,
        ):
            for key, graded in cluster.grade(converter.jobs(warm)):
                outcome = converter.take(key, graded)
                progress.advance(key[0], outcome)

    def _write_run(self, started: datetime, number: int, settings: Safegrade) -> None:
        path = settings.folder(self.coursedir) / f"{self.coursedir.assignment_id}.runs.csv"
        seconds = (datetime.now(UTC) - started).total_seconds()
        workers = "cluster" if settings.scheduler else settings.worker_count()
        run = (started.isoformat(timespec="seconds"), f"{seconds:.1f}", number, workers)
        write_table(path, RUNS, [*read_rows(path), run])

    def _write_similar(self, similar: list[Any], settings: Safegrade) -> None:
        path = settings.folder(self.coursedir) / f"{self.coursedir.assignment_id}.similar.csv"
        if similar or path.exists():
            rows = [(one.first, one.second, f"{one.likeness:.2f}", one.what) for one in similar]
            write_table(path, SIMILAR, rows)
