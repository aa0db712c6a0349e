"""The rooms for stock ``nbgrader autograde`` and Formgrader, one submission at a time.

With these lines they grade in the same rooms as the command ``safegrade`` does::

    from safegrade.configuration import grade_in_rooms

    grade_in_rooms(c)

The warm parents live as long as the process: the first submission waits for their imports. Where
there is no sandbox, grading stops at once with one line, unless ``c.Safegrade.sandbox = False``
says that the submissions are trusted.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute as StockExecute

from .assembly import files_beside, given_files, learn, make_job, warm_for
from .cluster import close_warm_parents, warm_parents
from .graded_record import Record
from .repair import RepairingExporter
from .sandbox import NoSandboxError, probe
from .settings import Safegrade

Resources = dict[str, Any]


class RoomsExporter(RepairingExporter):
    """Made once, before any submission is touched: the place to find out about the sandbox."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        if not Safegrade(parent=self).sandbox:
            self.log.warning("Students' code is NOT locked away (c.Safegrade.sandbox = False).")
            return
        try:
            probe()
        except NoSandboxError as error:
            self.log.error("%s", str(error).replace("--no-sandbox", "c.Safegrade.sandbox = False"))
            raise NbGraderException(str(error)) from error


class RoomsExecute(StockExecute):  # type: ignore[misc]
    """Executes a sanitised notebook in the two rooms instead of a kernel."""

    def preprocess(
        self,
        nb: NotebookNode,
        resources: Resources,
        km: Any = None,  # noqa: ARG002
    ) -> tuple[NotebookNode, Resources]:
        """Execute the notebook.

        Raises:
            NoSandboxError: if students' code cannot be locked away.
        """
        converter = getattr(self.parent, "parent", None)
        course = getattr(converter, "coursedir", None) or CourseDirectory(parent=self)
        entry = resources["nbgrader"]
        assignment = entry["assignment"]
        settings = Safegrade(parent=self)
        known = learn(course, assignment)
        warm = warm_for(course, settings, known)
        folder = Path(course.format_path(course.submitted_directory, entry["student"], assignment))
        files, _ = files_beside(course, assignment, folder, set())
        given = frozenset(given_files(course, assignment, set()))
        text = nbformat.writes(nb).encode("utf-8")
        one = known[entry["notebook"]]
        job = make_job(*one, settings, warm, text, files=files, mended=True, given=given)
        graded = warm_parents(warm).grade(job)
        if graded.failed:
            raise NoSandboxError(graded.failed)
        record = Record.of(entry["student"], entry["notebook"], graded)
        record.save(settings.folder(course), assignment)
        for note, flagged in graded.notes:
            self.log.warning("%s: %s%s", entry["student"], "FLAGGED: " if flagged else "", note)
        return nbformat.reads(graded.notebook, as_version=4), resources


atexit.register(close_warm_parents)
