"""The instructor's side of a notebook: its cells as the gradebook and the release have them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from .reading import UnreadableError, read_notebook

if TYPE_CHECKING:  # loading nbgrader takes longer than all else that a warm parent needs
    from nbgrader.api import Gradebook

_SCHEMA_VERSION = 3


@dataclass(frozen=True)
class InstructorCell:
    """One cell that nbgrader knows by name.

    Attributes:
        name: its ``grade_id``.
        source: the full text, with hidden tests.
        released: the text that students were given, or None where that is not known.
        points: what it is worth, or None if it carries no marks.
        grade, solution, locked, task: nbgrader's flags.
        tags: the tags the instructor gave it.
    """

    name: str
    cell_type: str
    source: str
    released: str | None
    checksum: str | None
    points: float | None
    grade: bool
    solution: bool
    locked: bool
    task: bool
    tags: tuple[str, ...] = ()

    @property
    def restorable(self) -> bool:
        """Whether a submission cannot do without it.

        An answer cell is not: its text would replace an answer that stands elsewhere.
        """
        return self.locked or self.grade or self.task

    def metadata(self) -> dict[str, Any]:
        """Return the cell's nbgrader metadata as a submission ought to have it."""
        entry: dict[str, Any] = {
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": _SCHEMA_VERSION,
            "solution": self.solution,
            "task": self.task,
            "cell_type": self.cell_type,
        }
        if self.checksum is not None:
            entry["checksum"] = self.checksum
        if self.points is not None:
            entry["points"] = self.points
        return entry


@dataclass(frozen=True)
class InstructorNotebook:
    """All cells that nbgrader knows by name, in the order in which students get them.

    Attributes:
        cell_ids: the notebook format's own cell ids in the release, to grade ids.
    """

    assignment: str
    notebook: str
    cells: tuple[InstructorCell, ...]
    kernelspec: dict[str, Any]
    cell_ids: dict[str, str]

    @property
    def by_name(self) -> dict[str, InstructorCell]:
        """The cells by their ``grade_id``."""
        return {cell.name: cell for cell in self.cells}


def from_gradebook(
    gradebook: Gradebook, assignment: str, notebook: str, folders: list[Path]
) -> InstructorNotebook:
    """Collect the instructor's cells of one notebook.

    Args:
        gradebook: an open gradebook that knows the notebook.
        assignment: the assignment's name.
        notebook: the notebook's name, without ``.ipynb``.
        folders: folders of this assignment that may hold the release, or else the source; the
            first notebook found there tells the cells' order and the released texts.

    Raises:
        nbgrader.api.MissingEntry: if the gradebook does not know the notebook.
    """
    record = gradebook.find_notebook(notebook, assignment)
    graded = {cell.name: cell.max_score for cell in record.grade_cells}
    tasks = {cell.name: cell.max_score for cell in record.task_cells}
    solutions = {cell.name for cell in record.solution_cells}
    sources = {cell.name: cell for cell in record.source_cells}
    released, is_release = _first_notebook(folders, notebook)
    named = _named_cells(released)
    order = [name for name in named if name in sources]
    order += [name for name in sources if name not in named]
    cells = tuple(
        InstructorCell(
            name=name,
            cell_type=str(sources[name].cell_type),
            source=str(sources[name].source or ""),
            released=str(named[name].source) if is_release and name in named else None,
            checksum=sources[name].checksum,
            points=graded.get(name, tasks.get(name)),
            grade=name in graded,
            solution=name in solutions,
            locked=bool(sources[name].locked),
            task=name in tasks,
            tags=tuple(named[name].metadata.get("tags", ())) if name in named else (),
        )
        for name in order
    )
    return InstructorNotebook(
        assignment=assignment,
        notebook=notebook,
        cells=cells,
        kernelspec=json.loads(record.kernelspec) if record.kernelspec else {},
        cell_ids={cell["id"]: name for name, cell in named.items() if "id" in cell},
    )


def _first_notebook(folders: list[Path], notebook: str) -> tuple[NotebookNode | None, bool]:
    for index, folder in enumerate(folders):
        try:
            return read_notebook(folder / f"{notebook}.ipynb"), index == 0
        except UnreadableError:
            continue
    return None, False


def _named_cells(notebook: NotebookNode | None) -> dict[str, NotebookNode]:
    cells = notebook.cells if notebook is not None else []
    return {
        cell.metadata.nbgrader["grade_id"]: cell
        for cell in cells
        if "grade_id" in cell.metadata.get("nbgrader", {})
    }
