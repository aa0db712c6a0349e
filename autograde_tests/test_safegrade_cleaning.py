"""What students write and show is harmless to look at, and costs no test its verdict."""

import py_compile
from pathlib import Path

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat.v4 import new_code_cell, new_notebook, new_output

from safegrade.cleaning import clean_markdown, clean_notebook, clean_outputs
from safegrade.rooms.shell import Outputs
from safegrade.withheld import files_of


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]\n\n[x]: JAVASCRIPT:alert(1)",
        "[x](&#x6a;avascript&colon;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](vbscript:x)",
        "<a href='javascript:alert(1)'>x</a>",
        "$\\href{javascript:alert(1)}{x}$",
        "&#92;href{&#106;avascript:alert(1)}{x}",
    ],
)
def test_no_address_in_a_text_runs_code(text: str) -> None:
    page = markdown2html_mistune(clean_markdown(text)).lower()
    assert "javascript:" not in page
    assert "vbscript:" not in page
    assert "\\href" not in page


@pytest.mark.parametrize("text", ["a < b", "`x<y`", "**bold** & $\\frac{1}{2}$", "data, plainly"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert clean_markdown(text) == text


def test_formulas_hold_no_script() -> None:
    data = {"text/latex": "<script>alert(1)</script>$a$", "text/plain": "x"}
    (output,) = clean_outputs([new_output("display_data", data=data)])
    assert "<script" not in output.data["text/latex"]


def test_control_sequences_do_not_reach_a_terminal() -> None:
    text = "\x1b]0;title\x07 \x1b[31mred\x1b[0m \x9b2J"
    (output,) = clean_outputs([new_output("stream", text=text)])
    assert output.text == "]0;title \x1b[31mred\x1b[0m 2J"


def test_a_flood_of_output_swallows_no_error() -> None:
    outputs = Outputs(1000)
    outputs.stream("stdout", "x" * 5000)
    outputs.add({"output_type": "error", "ename": "E", "evalue": "", "traceback": []}, 0)
    outputs.add({"output_type": "execute_result", "data": {"text/plain": "1"}}, 5)
    kinds = [entry["output_type"] for entry in outputs.entries]
    assert kinds == ["stream", "error", "execute_result"]


def test_outputs_of_tests_are_never_cut() -> None:
    flood = [new_output("stream", text="x" * 1_000_000) for _ in range(30)]
    error = new_output("error", ename="E", evalue="", traceback=[])
    metadata = {"nbgrader": {"grade": True, "grade_id": "t", "solution": False}}
    notebook = new_notebook(
        cells=[
            new_code_cell("", outputs=flood),
            new_code_cell("", outputs=[error], metadata=metadata),
        ]
    )
    clean_notebook(notebook)
    assert len(nbformat.writes(notebook)) < 25_000_000
    assert [output.output_type for output in notebook.cells[1].outputs] == ["error"]


def test_compiled_copies_of_a_withheld_module_are_withheld_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "reference_answers.py"
    module.write_text("answer = 42\n")
    compiled = py_compile.compile(str(module))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert files_of([module.stem]) == [str(module), compiled]
