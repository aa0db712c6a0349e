"""Preprocessors for ``nbgrader generate_feedback``: no hidden test and no script on a page.

::

    from safegrade.configuration import clean_feedback

    clean_feedback(c)
"""

from __future__ import annotations

from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool
from traitlets.config import Config

from .cleaning import clean_notebook, clean_outputs

Resources = dict[str, Any]


# Not nbgrader's own base: its classes warn of a setting of the exporter that they hide.
class _Preprocessor(Preprocessor):
    enabled = Bool(True).tag(config=True)


class HideHiddenTests(_Preprocessor):
    """Takes hidden tests out of the cells, as they were taken out of the release."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Replace each hidden region by a remark, and tracebacks that may quote it."""
        # Its own settings alone: as a child of this one it would warn about the exporter's.
        clear = ClearHiddenTests(config=Config(ClearHiddenTests=self.config.ClearHiddenTests))
        for cell in nb.cells:
            if not is_grade(cell) or is_solution(cell) or cell.cell_type != "code":
                continue
            if clear._remove_hidden_test_region(cell):
                cell.source = f"{cell.source.rstrip()}\n# Hidden tests ran here.".lstrip()
                self._shorten(cell)
        return nb, resources

    def _shorten(self, cell: NotebookNode) -> None:
        """Drop the frames of a kernel's traceback; the rooms write none for hidden tests."""
        for output in cell.outputs:
            lines = output.get("traceback", [])
            quoted = any("-----" in line for line in lines[:1])
            if output.output_type == "error" and quoted:
                output.traceback = [f"{output.ename}: {output.evalue}"]


class CleanActiveContent(_Preprocessor):
    """Takes scripts and other active content out of texts and outputs."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Clean the whole notebook."""
        clean_notebook(nb)
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = clean_outputs(cell.outputs)
        return nb, resources
