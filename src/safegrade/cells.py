"""What nbgrader's metadata says about a cell.

``nbgrader.utils`` says the same, but importing it loads all of nbgrader, which a warm parent would
wait half a second for.
"""

from __future__ import annotations

from nbformat import NotebookNode


def is_test(cell: NotebookNode) -> bool:
    """Tell whether a cell holds tests that give marks automatically."""
    entry = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(entry.get("grade")) and not entry.get("solution")
