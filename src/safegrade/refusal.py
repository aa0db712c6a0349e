"""Say in a notebook itself why cells earn nothing."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_output

from .cells import is_test


def refuse_cells(notebook: NotebookNode, name: str, reason: str) -> None:
    """Put an error into each graded code cell that was not executed, so that it earns nothing."""
    for cell in notebook.cells:
        if is_test(cell) and cell.execution_count is None:
            cell.outputs.append(
                new_output("error", ename=name, evalue=reason, traceback=[f"{name}: {reason}"])
            )
