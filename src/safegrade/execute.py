"""The rooms for stock ``nbgrader autograde`` and Formgrader, one submission at a time.

With this line in the place of ``"safegrade.repair.Execute"`` (see ``safegrade.repair``) they grade
in the same rooms as the command ``safegrade`` does::

    c.Autograde.autograde_preprocessors = [
        "safegrade.execute.RoomsExecute",
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]

The warm parents live as long as the process: the first submission waits for their imports.
"""

from __future__ import annotations

import atexit
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute as StockExecute

from .assembly import files_beside, learn, make_job, warm_for
from .cluster import close_warm_parents, warm_parents
from .sandbox import NoSandboxError
from .settings import Safegrade

Resources = dict[str, Any]


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
        text = nbformat.writes(nb).encode("utf-8")
        job = make_job(*known[entry["notebook"]], settings, warm, text, files=files, mended=True)
        graded = warm_parents(warm).grade(job)
        if graded.failed:
            raise NoSandboxError(graded.failed)
        for note, flagged in graded.notes:
            self.log.warning("%s: %s%s", entry["student"], "FLAGGED: " if flagged else "", note)
        return nbformat.reads(graded.notebook, as_version=4), resources


atexit.register(close_warm_parents)
