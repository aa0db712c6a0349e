"""Broken submissions of a second look, as in ``samples``."""

from __future__ import annotations

import copy
import gzip
import json
from typing import Any

from .samples import broken, named

Notebook = dict[str, Any]


def index(notebook: Notebook, name: str) -> int:
    """Return the place of the cell with the grade id."""
    return int(notebook["cells"].index(named(notebook, name)))


def new(kind: str, source: Any, **more: Any) -> dict[str, Any]:
    """Make a cell as an editor might."""
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, **code, **more}


@broken(True, "")
def numbers_that_json_does_not_have(notebook: Notebook) -> bytes:
    notebook["metadata"].update(a=float("nan"), b=float("inf"))
    notebook["cells"][0]["metadata"]["c"] = float("-inf")
    return json.dumps(notebook).encode()


@broken(True, "")
def a_number_of_four_thousand_digits(notebook: Notebook) -> bytes:
    return (
        json.dumps(notebook)
        .replace('"nbformat_minor": 5', '"nbformat_minor": ' + "9" * 4000)
        .encode()
    )


@broken(False, "not a notebook", flagged=True)
def a_number_of_a_hundred_thousand_digits(notebook: Notebook) -> bytes:
    return (
        json.dumps(notebook)
        .replace('"nbformat_minor": 5', '"nbformat_minor": ' + "9" * 100_000)
        .encode()
    )


@broken(True, "")
def utf_32(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode("utf-32")


@broken(False, "not a notebook", flagged=True)
def compressed(notebook: Notebook) -> bytes:
    return gzip.compress(json.dumps(notebook).encode())


@broken(False, "not a notebook", flagged=True)
def a_web_page(_: Notebook) -> bytes:
    return b"<!DOCTYPE html><html><body>Sign in to continue</body></html>"


@broken(False, "not a notebook", flagged=True)
def a_merge_conflict(notebook: Notebook) -> bytes:
    text = json.dumps(notebook, indent=1)
    return text.replace('"cells"', '<<<<<<< HEAD\n"cells"', 1).encode()


@broken(False, "not a notebook", flagged=True)
def two_notebooks_one_after_the_other(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode() * 2


@broken(False, "not a notebook", flagged=True)
def cells_that_are_an_object(notebook: Notebook) -> Notebook:
    notebook["cells"] = dict(enumerate(notebook["cells"]))
    return notebook


@broken(False, "was missing", flagged=True)
def cells_that_are_an_empty_list(notebook: Notebook) -> Notebook:
    notebook["cells"] = []
    return notebook


@broken(True, "")
def no_metadata_anywhere_but_nbgraders(notebook: Notebook) -> Notebook:
    del notebook["metadata"]
    for cell in notebook["cells"]:
        cell["metadata"] = {key: v for key, v in cell["metadata"].items() if key == "nbgrader"}
    return notebook


@broken(True, "")
def metadata_of_the_wrong_type(notebook: Notebook) -> Notebook:
    notebook["metadata"] = ["python3"]
    notebook["cells"][0]["metadata"] = "x"
    return notebook


@broken(True, "another kernel")
def the_kernel_of_julia(notebook: Notebook) -> Notebook:
    notebook["metadata"]["kernelspec"] = {
        "name": "julia-1.9",
        "display_name": "Julia",
        "language": "julia",
    }
    notebook["metadata"]["language_info"] = {"name": "julia", "file_extension": ".jl"}
    return notebook


@broken(True, "")
def no_kernel(notebook: Notebook) -> Notebook:
    notebook["metadata"].pop("kernelspec", None)
    return notebook


@broken(True, "points", flagged=True)
def points_as_text(notebook: Notebook) -> Notebook:
    named(notebook, "double-hidden")["metadata"]["nbgrader"]["points"] = "two"
    return notebook


@broken(True, "points", flagged=True)
def points_that_are_no_number(notebook: Notebook) -> bytes:
    named(notebook, "double-hidden")["metadata"]["nbgrader"]["points"] = float("nan")
    return json.dumps(notebook).encode()


@broken(True, "metadata")
def grade_ids_that_are_lists(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["grade_id"] = ["x"]
    return notebook


@broken(True, "metadata")
def grade_ids_that_are_invented(notebook: Notebook) -> Notebook:
    for name in ("double", "double-check"):
        named(notebook, name)["metadata"]["nbgrader"]["grade_id"] = f"{name}-copy"
    return notebook


@broken(True, "", ("double-check", "double-hidden"))
def an_answer_split_in_the_middle(notebook: Notebook) -> Notebook:
    cell = named(notebook, "double")
    head, _, tail = cell["source"].partition("\n")
    cell["source"] = head
    notebook["cells"].remove(named(notebook, "why"))
    notebook["cells"].insert(index(notebook, "double") + 1, new("code", tail))
    return notebook


@broken(True, "")
def an_answer_split_into_definitions(notebook: Notebook) -> Notebook:
    cell = named(notebook, "double")
    notebook["cells"].insert(index(notebook, "double"), new("code", cell["source"]))
    cell["source"] = "pass"
    return notebook


@broken(True, "put back", flagged=True)
def an_answer_merged_with_its_tests(notebook: Notebook) -> Notebook:
    cell, tests = named(notebook, "double"), named(notebook, "double-check")
    cell["source"] += "\n\n" + tests["source"]
    notebook["cells"].remove(tests)
    return notebook


@broken(True, "moved")
def all_cells_backwards(notebook: Notebook) -> Notebook:
    notebook["cells"].reverse()
    return notebook


@broken(True, "")
def sources_as_lists_of_all_kinds(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    notebook["cells"].append(new("code", ["a = 1\n", None, 5, ["x"]]))
    return notebook


@broken(True, "")
def outputs_of_every_wrong_kind(notebook: Notebook) -> Notebook:
    for place, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["outputs"] = ("x", [1], [{"output_type": "nothing"}], {"a": 1}, None)[place % 5]
        cell["execution_count"] = ("x", -1, [], 10**30, None)[place % 5]
    return notebook


@broken(True, "")
def cells_that_are_no_cells(notebook: Notebook) -> Notebook:
    notebook["cells"][1:1] = ["text", None, 5, [], {}, {"cell_type": "heading", "source": "x"}]
    return notebook


@broken(True, "")
def cells_of_an_unknown_type(notebook: Notebook) -> Notebook:
    notebook["cells"].append(new("sql", "SELECT 1"))
    notebook["cells"].append(new("markdown", "x", attachments={"a.png": {"image/png": 5}}))
    return notebook


@broken(True, "")
def ten_thousand_empty_cells(notebook: Notebook) -> Notebook:
    notebook["cells"] += [new("code", "") for _ in range(10_000)]
    return notebook


@broken(True, "")
def a_cell_of_ten_million_letters(notebook: Notebook) -> Notebook:
    notebook["cells"].append(new("code", "#" * 10_000_000))
    return notebook


@broken(True, "")
def a_cell_that_is_no_python(notebook: Notebook) -> Notebook:
    for text in (
        "%%bash\necho x",
        "!rm x",
        "library(ggplot2); x <- 3",
        "\0\1\2",
        "def",
        "%%nothing\nx",
    ):
        notebook["cells"].insert(1, new("code", text))
    return notebook


@broken(True, "")
def a_notebook_of_minor_format_zero(notebook: Notebook) -> Notebook:
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        cell.pop("id", None)
    return notebook


@broken(True, "")
def formats_as_text(notebook: Notebook) -> Notebook:
    notebook.update(nbformat="4", nbformat_minor=None)
    return notebook


@broken(True, "there 2 times", flagged=True)
def a_notebook_pasted_into_itself(notebook: Notebook) -> Notebook:
    notebook["cells"] += copy.deepcopy(notebook["cells"])
    return notebook


@broken(True, "")
def widgets_and_extensions_of_another_session(notebook: Notebook) -> Notebook:
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": 5}}
    notebook["metadata"]["toc"] = {"x": [{}] * 1000}
    notebook["cells"][1]["metadata"]["slideshow"] = 5
    notebook["cells"][1]["metadata"]["tags"] = {"a": 1}
    return notebook
