"""A student's submission, made from the release notebook and answers to some of its exercises."""

import os
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

COURSE = Path(__file__).parents[1]


def topic(assignment: str) -> str:
    """The name of the assignment's notebook: ``with_a_loop`` for ``2_with_a_loop``."""
    return assignment.partition("_")[2]


def build(assignment: str, sources: Mapping[str, str], course: Path = COURSE) -> NotebookNode:
    """The release notebook with the given exercises answered and all others untouched.

    ``sources`` maps an exercise's name, which is its cell's grade_id, to what the student typed.
    Raises ``ValueError`` if the notebook has no such cell.
    """
    path = course / "release" / assignment / f"{topic(assignment)}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    missing = dict(sources)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in missing:
            cell.source = missing.pop(name)
    if missing:
        raise ValueError(f"{path} has no cell with the grade_id {', '.join(missing)}")
    return notebook


def submit(notebook: NotebookNode, student: str, assignment: str, course: Path) -> Path:
    """Write the notebook to where nbgrader looks for the student's submission; return its path."""
    path = course / "submitted" / student / assignment / f"{topic(assignment)}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".part")
    nbformat.write(notebook, half)
    os.replace(half, path)
    return path
