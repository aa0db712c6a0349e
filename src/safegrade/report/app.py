"""The command ``safegrade report ASSIGNMENT``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.baseapp import nbgrader_aliases, nbgrader_flags
from traitlets import Bool, Unicode, default

from safegrade.assignment_app import AssignmentApp
from safegrade.settings import Safegrade

from .facts import gather
from .page import write_report

_aliases = {
    **nbgrader_aliases,
    "assignment": "CourseDirectory.assignment_id",
    "to": "ReportApp.to",
}
del _aliases["student"], _aliases["notebook"]
_flags = {
    **nbgrader_flags,
    "anonymous": (
        {"ReportApp": {"anonymous": True}},
        "Write a page and tables in which no student's name stands.",
    ),
}


class ReportApp(AssignmentApp):
    """Reports on the class."""

    name = "safegrade-report"
    description = """
        Write a report on the class: one HTML page, which opens without a network and prints, and
        its numbers as CSV. Marks, exercises, mistakes, what to look at, who has not handed in.
    """
    examples = """
        safegrade report 2_with_a_loop
        safegrade report 2_with_a_loop --anonymous --to lecture
    """
    aliases = _aliases
    flags = _flags

    to = Unicode("report", help="The folder to write into.").tag(config=True)
    anonymous = Bool(False, help="Whether no student's name may stand in what is written.").tag(
        config=True
    )

    @default("classes")
    def _classes_default(self) -> list[Any]:
        classes: list[Any] = super()._classes_default()
        return [*classes, ReportApp, Safegrade]

    def start(self) -> None:
        """Write the report and say where it is."""
        super().start()
        assignment = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                facts = gather(self.coursedir, gradebook, Safegrade(parent=self))
            except MissingEntry:
                known = ", ".join(one.name for one in gradebook.assignments) or "none"
                self.fail("The gradebook has no assignment %s. It has: %s", assignment, known)
        place = Path(self.coursedir.root) / self.to
        page = write_report(facts, self.coursedir.course_id or "", place, anonymous=self.anonymous)
        print(page)
