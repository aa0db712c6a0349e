"""Let stock ``nbgrader autograde`` go on when a submission is broken.

A submission that is no notebook, is empty, is UTF-16 or of an old notebook format, has doubled or
deleted cells, another kernel's name or edited metadata is put right where it can be; otherwise it
is graded 0 with a reason. The student reads what was done in a cell at the top of the notebook and
of the feedback page. These lines in ``nbgrader_config.py`` switch it on::

    from safegrade.configuration import repair_submissions

    repair_submissions(c)

``Execute`` takes the settings of nbgrader's own (``c.Execute.timeout`` and so on). Nothing else
changes: the classes are used by ``nbgrader autograde`` and Formgrader only.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import Execute as StockExecute
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.preprocessors.execute import UnresponsiveKernelError

from .instructor import from_gradebook
from .mending import mark_unreadable, mend, unreadable_reason
from .reading import UnreadableError, read_notebook
from .refusal import refuse_cells

Resources = dict[str, Any]

# A tenth of a second after `exit()` ipykernel ends its process: how many of the following cells
# earn their marks would depend on the machine. In the rooms, `exit()` ends nothing either.
EXIT_ENDS_NOTHING = "get_ipython().unobserve_all('exit_now')"


class RepairingExporter(NotebookExporter):
    """Reads a submission whatever is wrong with it; otherwise nbconvert's notebook exporter."""

    # nbconvert annotates the text that an exporter returns as a notebook.
    def from_filename(
        self, filename: str, resources: Resources | None = None, **kw: Any
    ) -> tuple[Any, Resources]:
        """Export the notebook; in the sanitising pass even from a file that is no notebook."""
        if not any(isinstance(step, Repair) for step in self._preprocessors):
            return super().from_filename(filename, resources, **kw)
        path = Path(filename)
        try:
            notebook = read_notebook(path, keep_outputs=not self._clears_outputs())
        except UnreadableError as error:
            notebook = new_notebook()
            mark_unreadable(notebook, str(error))
        resources = dict(resources or {})
        resources.setdefault("metadata", {}).update(name=path.stem, path=str(path.parent))
        text, resources = self.from_notebook_node(notebook, resources, **kw)  # type: ignore[no-untyped-call]
        return text, resources

    def _clears_outputs(self) -> bool:
        """Tell the normal case from ``--no-execute``, where submitted outputs are marked."""
        return bool(self.config.ClearOutput.get("enabled", True))


class Repair(NbGraderPreprocessor):  # type: ignore[misc]
    """Goes first in the sanitising pass and puts the submitted notebook right."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Mend the notebook, with the gradebook as the authority on the instructor's cells."""
        entry = resources["nbgrader"]
        with Gradebook(entry["db_url"]) as gradebook:
            instructor = from_gradebook(
                gradebook, entry["assignment"], entry["notebook"], self._folders(entry)
            )
        for note in mend(nb, instructor):
            self.log.warning("%s/%s: %s", entry["student"], entry["notebook"], note.text)
        return nb, resources

    def _folders(self, entry: dict[str, str]) -> list[Path]:
        converter = getattr(self.parent, "parent", None)
        course = getattr(converter, "coursedir", None)
        if course is None:
            return []
        return [
            Path(course.format_path(step, ".", entry["assignment"]))
            for step in (course.release_directory, course.source_directory)
        ]


class Execute(StockExecute):  # type: ignore[misc]
    """nbgrader's ``Execute``, with a mark and a reason where it would give up.

    A notebook that could not be read is not executed; when the kernel dies, the cells that had
    not been reached earn nothing, and the others keep their marks. ``exit()`` does not end it.
    """

    def start_new_kernel_client(self, **kwargs: Any) -> Any:
        """Connect to the kernel as nbclient does."""
        client = super().start_new_kernel_client(**kwargs)
        if self.km.ipykernel:
            client.execute(EXIT_ENDS_NOTHING, silent=True, store_history=False)
        return client

    def preprocess(
        self, nb: NotebookNode, resources: Resources, km: Any = None
    ) -> tuple[NotebookNode, Resources]:
        """Execute the notebook, or say in every graded cell why that was not possible."""
        reason = unreadable_reason(nb)
        if reason is not None:
            refuse_cells(nb, "UnreadableSubmission", reason)
            return nb, resources
        try:
            nb, resources = super().preprocess(nb, resources, km)
        except (DeadKernelError, UnresponsiveKernelError, CellTimeoutError) as error:
            self.log.error("The kernel was lost: %s", error)
            refuse_cells(
                nb,
                "KernelLost",
                "a cell above ended the Python process, or never let go of it",
            )
        return nb, resources


__all__ = ["Execute", "Repair", "RepairingExporter"]
