"""Broken submissions of a third look, as in ``samples``: what editors, tools and jokers leave."""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat

from .further import Notebook, index, new
from .samples import broken, named


@broken(True, "")
def zeros_and_blanks_after_the_end(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode() + b"\n \0\0\0\0"


@broken(False, "not a notebook", flagged=True)
def code_after_the_end(notebook: Notebook) -> bytes:
    return json.dumps(notebook).encode() + b"\nprint(1)"


@broken(True, "")
def tags_that_are_doubled_or_hold_commas(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["a", "a", "b,c", ""]
    return notebook


@broken(True, "")
def a_language_described_in_numbers(notebook: Notebook) -> Notebook:
    notebook["metadata"]["language_info"] = {
        "name": "python",
        "file_extension": 5,
        "pygments_lexer": 7,
        "mimetype": [],
        "codemirror_mode": 3,
        "version": None,
    }
    return notebook


@broken(True, "")
def a_lexer_that_does_not_exist(notebook: Notebook) -> Notebook:
    notebook["metadata"]["language_info"] = {"name": "python", "pygments_lexer": "../../etc"}
    return notebook


@broken(True, "")
def a_title_and_authors_of_the_wrong_kind(notebook: Notebook) -> Notebook:
    notebook["metadata"].update(title=5, authors="me", name=[1], orig_nbformat="x")
    return notebook


@broken(True, "")
def formats_that_are_true(notebook: Notebook) -> Notebook:
    notebook.update(nbformat=True, nbformat_minor=True)
    return notebook


@broken(True, "")
def numbers_beyond_every_database_in_metadata(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        cell["metadata"].update(big=10**300, deep={"n": -(10**300)})
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = 10**300
    return notebook


@broken(True, "points", flagged=True)
def points_of_a_thousand_digits(notebook: Notebook) -> Notebook:
    named(notebook, "double-check")["metadata"]["nbgrader"]["points"] = 10**1000
    return notebook


@broken(True, "text of the cell", ("total-check", "total-hidden"), flagged=True)
def metadata_of_one_cell_on_another(notebook: Notebook) -> Notebook:
    first, second = named(notebook, "double-check"), named(notebook, "total")
    first["metadata"], second["metadata"] = second["metadata"], first["metadata"]
    notebook["cells"].remove(named(notebook, "why"))
    return notebook


@broken(True, "")
def keys_that_are_python_s_own(notebook: Notebook) -> Notebook:
    odd = {"__class__": "x", "__init__": 1, "update": 2, "items": 3, "get": 4, "copy": 5}
    notebook["metadata"].update(odd)
    for cell in notebook["cells"]:
        cell["metadata"].update(odd)
        cell.update(odd)
    return notebook


@broken(True, "")
def keys_that_are_doubled(notebook: Notebook) -> bytes:
    text = json.dumps(notebook)
    return text.replace('{"cells"', '{"cells": [], "metadata": 5, "cells"', 1).encode()


@broken(True, "")
def surrogates_in_every_place(notebook: Notebook) -> bytes:
    notebook["metadata"]["\ud800"] = "\udfff"
    notebook["metadata"]["kernelspec"] = {"name": "\ud800", "display_name": "\ud800"}
    for cell in notebook["cells"]:
        cell["metadata"]["\udcff"] = ["\ud83d"]
    notebook["cells"].insert(0, new("code", "text = '\ud83d'\nprint(text)"))
    return json.dumps(notebook).encode()


@broken(True, "")
def attachments_that_are_programs(notebook: Notebook) -> Notebook:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["attachments"] = {
                "../../x.svg": {"image/svg+xml": "<svg onload=alert(1)>"},
                "x": {"text/html": "<script>alert(1)</script>", "y": [5]},
            }
            cell["source"] += "\n![x](attachment:../../x.svg)"
    return notebook


@broken(True, "")
def counts_and_ids_that_are_anything(notebook: Notebook) -> Notebook:
    values: list[Any] = ["3", 1.5, True, {}, [[]], -(10**40), None]
    for place, cell in enumerate(notebook["cells"]):
        cell["id"] = values[place % len(values)]
        if cell["cell_type"] == "code":
            cell["execution_count"] = values[(place + 1) % len(values)]
    return notebook


@broken(True, "")
def ids_of_other_cells(notebook: Notebook) -> Notebook:
    ids = [cell["id"] for cell in notebook["cells"]]
    for cell, other in zip(notebook["cells"], [*ids[1:], ids[0]], strict=True):
        cell["id"] = other
    return notebook


@broken(True, "text", flagged=True)
def letters_that_look_the_same_in_a_test(notebook: Notebook) -> Notebook:
    tests = named(notebook, "double-check")
    tests["source"] = tests["source"].replace("a", "\u0430")
    return notebook


@broken(True, "")
def line_ends_of_every_kind(notebook: Notebook) -> Notebook:
    for place, cell in enumerate(notebook["cells"]):
        cell["source"] = cell["source"].replace("\n", ("\r\n", "\n")[place % 2])
    return notebook


@broken(True, "was missing", ("double-check", "double-hidden"))
def blanks_that_are_no_blanks_in_the_answer(notebook: Notebook) -> Notebook:
    answer = named(notebook, "double")
    answer["source"] = answer["source"].replace(" ", "\u00a0")
    notebook["cells"].remove(named(notebook, "why"))
    return notebook


@broken(True, "there 2 times", flagged=True)
def format_3_with_a_worksheet_too_many(notebook: Notebook) -> bytes:
    old = nbformat.v4.convert.downgrade(nbformat.from_dict(notebook))
    old = json.loads(nbformat.v3.writes_json(old))
    old["worksheets"] += [{"cells": []}, copy.deepcopy(old["worksheets"][0])]
    return json.dumps(old).encode()


@broken(True, "")
def magics_that_end_the_room(notebook: Notebook) -> Notebook:
    for text in ("%reset -f", "%%script bash\nexit 3", "%run nothing.py", "exit()", "%xdel np"):
        notebook["cells"].insert(index(notebook, "set-up"), new("code", text))
    return notebook
