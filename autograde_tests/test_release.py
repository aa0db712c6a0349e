"""``release/`` is what nbgrader makes of ``source/``, and gives nothing away."""

import difflib
import json
from pathlib import Path

import pytest
from course_copy import ROOT, copy_course, run

RENEW = """.venv/bin/nbgrader generate_assignment "*" --no-db"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release, made again."""
    course = tmp_path_factory.mktemp("course")
    copy_course(course)
    run(course, "nbgrader", "generate_assignment", "*", "--no-db")
    return course / "release"


def files(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    }


def test_the_release_is_made_from_the_source(made: Path) -> None:
    committed, again = files(ROOT / "release"), files(made)
    assert committed.keys() == again.keys(), f"to mend it: {RENEW}"
    changes = [
        line
        for name, text in again.items()
        for line in difflib.unified_diff(
            committed[name].splitlines(),
            text.splitlines(),
            f"release/{name}",
            f"{name} as made from source/",
            lineterm="",
        )
    ]
    assert not changes, "\n".join([f"to mend it: {RENEW}", *changes])
    assert committed == again, f"line ends differ; to mend it: {RENEW}"


RELEASED = sorted((ROOT / "release").glob("*/*.ipynb"))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_nothing_that_students_should_not_see_is_released(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for secret in ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "thorough"):
        assert secret not in text


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_every_answer_cell_is_a_function_that_says_what_to_do(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    stubs = [
        cell
        for cell in cells
        if cell["cell_type"] == "code" and cell["metadata"].get("nbgrader", {}).get("solution")
    ]
    assert stubs
    for cell in stubs:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        head, docstring, *body = "".join(cell["source"]).splitlines()
        assert head.startswith(f"def {name}(")
        assert docstring.strip().startswith('"""')
        assert len(body) == 1
        assert body[0].strip().startswith('raise NotImplementedError("Put your answer here')
