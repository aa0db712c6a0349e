"""The bank of broken submissions to the tiny course's notebook.

Each takes the rightly answered notebook and returns the bytes that arrive in its place.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import nbformat

Cells = list[dict[str, Any]]


@dataclass(frozen=True)
class Broken:
    """One broken submission.

    Attributes:
        title: what is wrong with it.
        make: the rightly answered notebook to the bytes handed in.
        graded: whether it can be put right, and earns what its answers deserve; otherwise 0.
        reason: words that the student must find in the graded notebook.
        lost: cells that rightly earn nothing although the rest is graded.
        flagged: whether the instructor is told.
    """

    title: str
    make: Callable[[dict[str, Any]], bytes]
    graded: bool
    reason: str
    lost: tuple[str, ...] = ()
    flagged: bool = False


BROKEN: list[Broken] = []


def broken(
    graded: bool, reason: str, lost: tuple[str, ...] = (), flagged: bool = False
) -> Callable[[Callable[[dict[str, Any]], bytes | dict[str, Any]]], None]:
    """Add the decorated function to the bank; its name is the sample's title."""

    def add(make: Callable[[dict[str, Any]], bytes | dict[str, Any]]) -> None:
        def bytes_of(notebook: dict[str, Any]) -> bytes:
            made = make(json.loads(json.dumps(notebook)))
            return made if isinstance(made, bytes) else json.dumps(made).encode()

        title = make.__name__.replace("_", " ")
        BROKEN.append(Broken(title, bytes_of, graded, reason, lost, flagged))

    return add


def named(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the cell with the grade id."""
    return next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def without(notebook: dict[str, Any], *names: str) -> dict[str, Any]:
    """Delete cells by grade id."""
    for name in names:
        notebook["cells"].remove(named(notebook, name))
    return notebook


# Files that are no notebooks


@broken(False, "is empty", flagged=True)
def an_empty_file(_: dict[str, Any]) -> bytes:
    return b""


@broken(False, "is empty", flagged=True)
def a_file_of_blanks_and_zeros(_: dict[str, Any]) -> bytes:
    return b"\n \0\0\0\0 \n"


@broken(False, "not a notebook", flagged=True)
def a_python_file(_: dict[str, Any]) -> bytes:
    return b"def double(x):\n    return x + x\n"


@broken(False, "not a notebook", flagged=True)
def half_of_the_upload(notebook: dict[str, Any]) -> bytes:
    text = json.dumps(notebook).encode()
    return text[: len(text) // 2]


@broken(False, "not a notebook", flagged=True)
def a_zip_archive(_: dict[str, Any]) -> bytes:
    return b"PK\x03\x04" + bytes(range(256))


@broken(False, "not a notebook", flagged=True)
def a_json_list(_: dict[str, Any]) -> bytes:
    return b"[1, 2, 3]"


@broken(False, "not a notebook", flagged=True)
def json_without_cells(_: dict[str, Any]) -> bytes:
    return b'{"nbformat": 4, "metadata": {}}'


@broken(False, "not a notebook", flagged=True)
def json_nested_a_hundred_thousand_deep(_: dict[str, Any]) -> bytes:
    return b"[" * 100_000


@broken(False, "old format", flagged=True)
def an_old_format_that_is_broken(_: dict[str, Any]) -> bytes:
    return b'{"nbformat": 3, "worksheets": [7]}'


# Notebooks that can be put right


@broken(True, "")
def utf_16_with_a_byte_order_mark(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode("utf-16")


@broken(True, "")
def utf_16_without_a_byte_order_mark(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode("utf-16-le")


@broken(True, "")
def utf_8_with_a_byte_order_mark(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook).encode("utf-8-sig")


@broken(True, "")
def latin_1(notebook: dict[str, Any]) -> bytes:
    notebook["cells"][0]["source"] = "# Über"
    return json.dumps(notebook, ensure_ascii=False).encode("latin-1")


@broken(True, "")
def notebook_format_3(notebook: dict[str, Any]) -> bytes:
    old = nbformat.v4.convert.downgrade(nbformat.from_dict(notebook))
    return nbformat.v3.writes_json(old).encode()


@broken(True, "")
def a_notebook_format_of_the_future(notebook: dict[str, Any]) -> dict[str, Any]:
    notebook["nbformat"], notebook["nbformat_minor"] = 7, "x"
    return notebook


@broken(True, "3 times")
def an_answer_given_three_times_the_last_is_right(notebook: dict[str, Any]) -> dict[str, Any]:
    right = named(notebook, "double")
    for wrong in ("def double(x):\n    return 3", "def double(x):\n    return None"):
        copied = copy.deepcopy(right)
        copied.update(source=wrong, id=f"w{len(wrong)}")
        notebook["cells"].insert(notebook["cells"].index(right), copied)
    return notebook


@broken(True, "2 times")
def the_second_answer_stands_below_the_tests(notebook: dict[str, Any]) -> dict[str, Any]:
    right = named(notebook, "double")
    copied = copy.deepcopy(right)
    right["source"] = "def double(x):\n    return 'wrong'"
    notebook["cells"].append({**copied, "id": "second"})
    return notebook


@broken(True, "2 times", flagged=True)
def a_doubled_test_cell(notebook: dict[str, Any]) -> dict[str, Any]:
    tests = named(notebook, "double-check")
    notebook["cells"].append({**copy.deepcopy(tests), "id": "again"})
    return notebook


@broken(True, "was missing", flagged=True)
def deleted_test_cells(notebook: dict[str, Any]) -> dict[str, Any]:
    return without(notebook, "double-check", "double-hidden", "total-hidden")


@broken(True, "was missing", flagged=True)
def a_deleted_test_cell_and_the_given_cell_before_it(notebook: dict[str, Any]) -> dict[str, Any]:
    return without(notebook, "set-up", "double-check", "total-check")


@broken(True, "was missing", lost=("double-check", "double-hidden"))
def a_deleted_answer_and_the_cell_for_prose(notebook: dict[str, Any]) -> dict[str, Any]:
    return without(notebook, "double", "why")


@broken(True, "another kernel")
def the_kernel_of_another_language(notebook: dict[str, Any]) -> dict[str, Any]:
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    notebook["metadata"]["language_info"] = {"name": "R"}
    return notebook


@broken(True, "switched it off", flagged=True)
def a_tag_that_switches_tests_off(notebook: dict[str, Any]) -> dict[str, Any]:
    named(notebook, "double-hidden")["metadata"]["tags"] = ["skip-execution"]
    return notebook


@broken(True, "points of the cell", flagged=True)
def points_edited(notebook: dict[str, Any]) -> dict[str, Any]:
    named(notebook, "double-check")["metadata"]["nbgrader"]["points"] = 1000
    return notebook


@broken(True, "kind of the cell", flagged=True)
def a_test_cell_made_an_answer(notebook: dict[str, Any]) -> dict[str, Any]:
    entry = named(notebook, "double-check")["metadata"]["nbgrader"]
    entry.update(solution=True, locked=False)
    return notebook


@broken(True, "text of the cell", flagged=True)
def a_test_rewritten(notebook: dict[str, Any]) -> dict[str, Any]:
    named(notebook, "double-check")["source"] = "pass"
    return notebook


@broken(True, "type of the cell", flagged=True)
def a_test_made_markdown(notebook: dict[str, Any]) -> dict[str, Any]:
    tests = named(notebook, "double-check")
    tests["cell_type"] = "markdown"
    del tests["outputs"], tests["execution_count"]
    return notebook


@broken(True, "type of the cell")
def an_answer_made_raw(notebook: dict[str, Any]) -> dict[str, Any]:
    answer = named(notebook, "double")
    answer["cell_type"] = "raw"
    del answer["outputs"], answer["execution_count"]
    return notebook


@broken(True, "lost its nbgrader metadata")
def no_nbgrader_metadata_at_all(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    return notebook


@broken(True, "")
def nbgrader_metadata_of_an_old_schema(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 1
    return notebook


@broken(True, "")
def nbgrader_metadata_of_the_wrong_kind(notebook: dict[str, Any]) -> dict[str, Any]:
    notebook["cells"][0]["metadata"]["nbgrader"] = [1, 2]
    notebook["cells"].append(
        {"cell_type": "code", "source": [], "metadata": {"nbgrader": {"grade_id": ["x"]}}}
    )
    return notebook


@broken(True, "")
def cells_with_parts_missing_or_of_the_wrong_kind(notebook: dict[str, Any]) -> dict[str, Any]:
    odd: Cells = [
        {},
        {"cell_type": "code"},
        {"cell_type": "heading", "level": 2, "source": ["a", "b"]},
        {"cell_type": "markdown", "source": 7, "metadata": [], "attachments": 3},
        {"cell_type": "code", "source": ["x = ", 5, "1"], "outputs": "no", "metadata": None},
    ]
    notebook["cells"] = [None, *odd, *notebook["cells"], 9]
    return notebook


@broken(True, "")
def one_cell_id_for_all_and_texts_no_file_can_hold(notebook: dict[str, Any]) -> dict[str, Any]:
    for cell in notebook["cells"]:
        cell["id"] = "same"
    notebook["cells"][0]["source"] = "half a pair \ud83d and a zero \0"
    notebook["metadata"]["language"] = 5
    notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": 1}
    return notebook


@broken(True, "")
def metadata_nested_five_hundred_deep(notebook: dict[str, Any]) -> dict[str, Any]:
    deep: dict[str, Any] = {}
    for _ in range(500):
        deep = {"d": deep}
    notebook["metadata"]["deep"] = deep
    return notebook


@broken(True, "")
def fifty_megabytes_of_old_output(notebook: dict[str, Any]) -> dict[str, Any]:
    named(notebook, "double")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    ]
    return notebook
