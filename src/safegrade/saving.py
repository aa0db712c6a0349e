"""One open gradebook for a whole run, and nbgrader's saving preprocessors working on it.

nbgrader opens its database anew for every step of every notebook, which costs more than the
steps themselves. What is saved, and by which code, stays the same.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

import sqlalchemy
from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, SubmittedAssignment
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, SaveAutoGrades

Resources = dict[str, Any]


def open_gradebook(url: str, course: str) -> Gradebook:
    """Open the gradebook. SQLite then waits for others, and for the disk once a transaction."""
    gradebook = Gradebook(url, course)
    if gradebook.engine.dialect.name == "sqlite":

        @sqlalchemy.event.listens_for(gradebook.engine, "connect")
        def patient(connection: Any, _: Any) -> None:
            connection.execute("PRAGMA busy_timeout = 60000")
            connection.execute("PRAGMA synchronous = NORMAL")

        gradebook.db.remove()
        gradebook.engine.dispose()
    return gradebook


class _Entries:
    """What ``SaveAutoGrades`` asks of a gradebook, for one notebook: all read and written at once.

    The gradebook itself has a query, and a transaction, for each grade and each comment.
    """

    def __init__(self, gradebook: Gradebook, notebook: str, assignment: str, student: str) -> None:
        submitted = gradebook.find_submission_notebook(notebook, assignment, student)
        self._found = {
            kind: dict(
                gradebook.db.query(BaseCell.name, kind)
                .join(BaseCell, BaseCell.id == kind.cell_id)
                .filter(kind.notebook_id == submitted.id)
                .all()
            )
            for kind in (Grade, Comment)
        }

    def find_grade(self, name: str, *_: str) -> Grade:
        """Return the grade of a cell."""
        return self._find(Grade, name)

    def find_comment(self, name: str, *_: str) -> Comment:
        """Return the comment on a cell."""
        return self._find(Comment, name)

    def _find(self, kind: type, name: str) -> Any:
        if name not in self._found[kind]:
            raise MissingEntry(f"No such {kind.__name__.lower()}: {name}")
        return self._found[kind][name]

    @property
    def db(self) -> _Entries:
        """The session, to which nothing is committed before all has been entered."""
        return self

    def commit(self) -> None:
        """Wait for the rest."""


class SaveAutoGradesOnce(SaveAutoGrades):  # type: ignore[misc]
    """``SaveAutoGrades`` on a gradebook that is open already, in one transaction."""

    def __init__(self, gradebook: Gradebook, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._open = gradebook

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save the marks and comments of all cells."""
        entry = resources["nbgrader"]
        self.notebook_id, self.assignment_id = entry["notebook"], entry["assignment"]
        self.student_id, self.db_url = entry["student"], entry["db_url"]
        whose = self.notebook_id, self.assignment_id, self.student_id
        self.gradebook = _Entries(self._open, *whose)
        for index, cell in enumerate(nb.cells):
            nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
        self._open.db.commit()
        return nb, resources


class LatePenaltiesIfLate(AssignLatePenalties):  # type: ignore[misc]
    """``AssignLatePenalties``, which is run only where it could do anything."""

    def __init__(self, gradebook: Gradebook, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._open = gradebook

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Assign the penalty of a late submission, and take one away that no longer holds."""
        entry = resources["nbgrader"]
        submission = self._open.find_submission(entry["assignment"], entry["student"])
        penalties = [one.late_submission_penalty for one in submission.notebooks]
        if submission.total_seconds_late > 0 or any(one is not None for one in penalties):
            self._open.db.commit()
            nb, resources = super().preprocess(nb, resources)
            self._open.db.expire_all()
        return nb, resources


class CheckNewCellMetadata(CheckCellMetadata):  # type: ignore[misc]
    """``CheckCellMetadata``, once for all submissions whose cells have the same metadata."""

    _valid: ClassVar[set[str]] = set()

    def __init__(self, gradebook: Gradebook, **kwargs: Any) -> None:  # noqa: ARG002
        super().__init__(**kwargs)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Check what nbgrader will rely on: kinds of cells, and its own entries."""
        cells = json.dumps([[one.cell_type, one.metadata.get("nbgrader")] for one in nb.cells])
        if cells not in self._valid:
            super().preprocess(nb, resources)
            self._valid.add(cells)
        return nb, resources


FAST: dict[type, type] = {
    CheckCellMetadata: CheckNewCellMetadata,
    SaveAutoGrades: SaveAutoGradesOnce,
    AssignLatePenalties: LatePenaltiesIfLate,
}
"""The stock class to the one that does the same on an open gradebook."""


def enter_submission(
    gradebook: Gradebook, assignment: str, student: str, timestamp: Any, *, create: bool
) -> SubmittedAssignment:
    """Make sure that the gradebook has the student and the submission.

    Raises:
        nbgrader.api.MissingEntry: if the student is unknown and may not be created.
    """
    try:
        gradebook.find_student(student)
    except MissingEntry:
        if not create:
            raise
        gradebook.update_or_create_student(student)
    if timestamp is None:
        return gradebook.update_or_create_submission(assignment, student)
    return gradebook.update_or_create_submission(assignment, student, timestamp=timestamp)
