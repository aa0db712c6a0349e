"""The first cell of every notebook: it says "Ready." or, in one line, what is wrong.

It stands here once. ``make notebooks`` puts it into the lessons and the sources, and from there it
gets into the release.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

# The cell speaks for itself where the course is not installed, so it has to say what to do then.
SOURCE = """\
import sys

try:
    from pooling_course.ready import ready
except ImportError:
    print(
        f"Not ready: this kernel (Python {sys.version.split()[0]}) lacks the course. Choose one "
        'that has it (Kernel, Change Kernel), or run here: %pip install "PLACE" '
        "(Python 3.11 or later)."
    )
else:
    ready(EXTRAS)"""


def ready_cell(notebook: Path, cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the cell for the notebook at that path with those other cells."""
    place = "/".join([".."] * (len(notebook.resolve().relative_to(ROOT).parts) - 1))
    keras = any("import keras" in "".join(cell["source"]) for cell in cells)
    source = SOURCE.replace("PLACE", f"{place}[keras]" if keras else place)
    source = source.replace("EXTRAS", '"keras"' if keras else "")
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "ready",
        # Not for slides, and not for a page, where there is no kernel.
        "metadata": {"slideshow": {"slide_type": "skip"}, "tags": ["remove-cell"]},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def with_ready_cell(notebook: Path, cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the cells with this one before the first other cell of code, in place of an older."""
    others = [cell for cell in cells if cell["id"] != "ready"]
    first = next(at for at, cell in enumerate(others) if cell["cell_type"] == "code")
    return [*others[:first], ready_cell(notebook, others), *others[first:]]
