"""Bring the notebooks into the state in which they are committed: "make notebooks".

Notebooks are committed without outputs, so that a change shows what was changed, and so that a
reader's results are the reader's own. ``test_notebooks_are_clean.py`` uses the same function. The
first cell, which says whether all is ready, is the same everywhere (see ``ready_cell.py``).
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ready_cell import with_ready_cell

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["course", "source", "release"]
# Metadata that says something to a reader, to nbgrader or to the site; all other is stray.
NOTEBOOK_METADATA = {"kernelspec", "language_info"}
CELL_METADATA = {"nbgrader", "tags", "slideshow", "deletable", "editable", "jupyter"}

Json = dict[str, Any]


def notebooks() -> Iterator[Path]:
    """All notebooks that people read, of lessons and assignments."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.ipynb")):
            if ".ipynb_checkpoints" not in path.parts:
                yield path


def cleaned(notebook: Json) -> Json:
    """Return the notebook without outputs, execution counts and stray metadata."""
    clean = copy.deepcopy(notebook)
    clean["metadata"] = _only(clean["metadata"], NOTEBOOK_METADATA)
    if "language_info" in clean["metadata"]:
        # A kernel adds its version, which is whose computer it ran on.
        clean["metadata"]["language_info"] = _only(clean["metadata"]["language_info"], {"name"})
    for cell in clean["cells"]:
        cell["metadata"] = _only(cell["metadata"], CELL_METADATA)
        if cell["cell_type"] == "code":
            cell["outputs"] = []
            cell["execution_count"] = None
    return clean


def _only(metadata: Json, names: set[str]) -> Json:
    return {name: value for name, value in metadata.items() if name in names}


def main() -> None:
    """Clean every notebook that needs it, and name it."""
    for path in notebooks():
        before = json.loads(path.read_text(encoding="utf-8"))
        after = cleaned(before)
        if not path.is_relative_to(ROOT / "release"):  # nbgrader makes those from the sources
            after["cells"] = with_ready_cell(path, after["cells"])
        if after != before:
            # As Jupyter itself writes notebooks, so that the next save changes no more than this.
            text = json.dumps(after, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
            unfinished = path.with_suffix(".part")
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
            print(f"cleaned {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
