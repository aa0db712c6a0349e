"""Lessons and assignments are committed as a reader should first see them."""

import itertools
import json
import re
from pathlib import Path

import nbformat
import pytest
from clean_notebooks import FOLDERS, ROOT, cleaned, notebooks

NOTEBOOKS = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in notebooks()]
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS)


def test_there_are_notebooks_in_each_folder() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in notebooks()}
    assert found == set(FOLDERS)


@each_notebook
def test_nothing_is_left_of_running_and_saving_it(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert cleaned(notebook) == notebook, "to mend it: make notebooks"


@each_notebook
def test_it_is_valid_and_every_cell_has_an_id(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    nbformat.validate(notebook)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_it_runs_in_the_kernel_that_everybody_has(path: Path) -> None:
    kernel = json.loads(path.read_text(encoding="utf-8"))["metadata"]["kernelspec"]
    assert kernel["name"] == "python3"


@each_notebook
def test_it_has_one_title_before_any_other_heading(path: Path) -> None:
    found = headings(path)
    assert found.count(1) == 1
    assert found[0] == 1


@each_notebook
def test_no_heading_level_is_jumped_over(path: Path) -> None:
    found = headings(path)
    assert all(level <= before + 1 for before, level in itertools.pairwise(found))


def headings(path: Path) -> list[int]:
    """The levels of a notebook's headings, in order."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    texts = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]
    levels = []
    for text in texts:
        prose = re.sub(r"^ *(```|~~~).*?^ *\1", "", text, flags=re.DOTALL | re.MULTILINE)
        for mark, tag in re.findall(r"^ {0,3}(#{1,6})\s|<h([1-6])[\s>]", prose, re.MULTILINE):
            levels.append(int(tag) if tag else len(mark))
    return levels


def test_what_a_run_leaves_is_seen() -> None:
    """The check itself: each trace of a run, on its own, makes a notebook unclean."""
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["hide-input"]},
        "source": ["1\n"],
        "outputs": [],
        "execution_count": None,
    }
    clean = {"metadata": {"kernelspec": {"name": "python3"}}, "cells": [cell]}
    assert cleaned(clean) == clean
    for trace in (
        {"outputs": [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]},
        {"execution_count": 3},
        {"metadata": {"tags": ["hide-input"], "execution": {}}},
    ):
        assert cleaned({**clean, "cells": [{**cell, **trace}]}) == clean
    version = {"language_info": {"name": "python", "version": "3.11.4"}, "widgets": {}}
    found = cleaned({**clean, "metadata": {**clean["metadata"], **version}})["metadata"]
    assert found == {**clean["metadata"], "language_info": {"name": "python"}}


def test_a_heading_in_a_code_block_is_no_heading(tmp_path: Path) -> None:
    source = ["# Title\n", "\n", "```python\n", "# a comment\n", "```\n", "## Part\n"]
    notebook = {"cells": [{"cell_type": "markdown", "source": source}]}
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(notebook))
    assert headings(path) == [1, 2]
