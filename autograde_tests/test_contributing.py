"""Whoever adds an exercise as CONTRIBUTING.md says gets a check that works."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from course_copy import ROOT, environment
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

MOST_LINES = 30
NAME = "min_pool"

NOT_COPIED = shutil.ignore_patterns(
    ".venv", ".git", "__pycache__", ".*_cache", ".ipynb_checkpoints", "gradebook.db*",
    "submitted", "autograded", "feedback", "exchange", "demo", "site", "build", "*.egg-info",
)  # fmt: skip
BLOCK = re.compile(r"^(?P<fence>`{3,})(?P<language>\w+)\n(?P<code>.*?)^(?P=fence)$", re.M | re.S)


@dataclass(frozen=True)
class Step:
    """One step of the recipe: its text, and the code blocks in it by language."""

    text: str

    def code(self, language: str) -> list[str]:
        return [
            block["code"] for block in BLOCK.finditer(self.text) if block["language"] == language
        ]

    @property
    def path(self) -> str:
        """The first file that the step names."""
        (path, *_) = re.findall(r"`((?:src|source|autograde_tests)/[\w/.]+)`", self.text)
        return path


def steps() -> list[Step]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = text.partition("\n## Adding an exercise\n")[2]
    # The blocks hold headings of their own, with two signs; the steps have three.
    recipe = re.split(r"^## (?!\d)", recipe, flags=re.M)[0]
    return [Step(part) for part in re.split(r"^### \d\. ", recipe, flags=re.M)[1:]]


DECLARE, ANSWERS, CELLS, RELEASE, TELL = steps()


def run(course: Path, commands: list[str]) -> None:
    """Run the commands of code blocks in the course, with its own packages."""
    for line in "".join(commands).splitlines():
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=course,
            env={**environment(course), "PYTHONPATH": str(course / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def declare(course: Path) -> None:
    (declaration,) = DECLARE.code("python")
    (entry,) = re.findall(r"Add `(\w+)` to the end of the tuple `EXERCISES`", DECLARE.text)
    path = course / DECLARE.path
    above, exercises, entries = path.read_text(encoding="utf-8").rpartition("\nEXERCISES = (\n")
    entries = entries.rstrip("\n")
    assert entries.endswith("\n)")
    entries = f"{entries.removesuffix(')')}    {entry},"
    path.write_text(f"{above}\n{declaration}\n{exercises}{entries}\n)\n", encoding="utf-8")


def cells() -> list[NotebookNode]:
    """The cells that the table lists, with the contents of the blocks below it."""
    table = re.findall(r"^\| (.+?) \| (.*?) ?\| (.*?) ?\| (.*?) ?\|$", CELLS.text, re.M)[2:]
    contents = [*CELLS.code("markdown"), *CELLS.code("python")]
    made = []
    for (_, kind, name, points), source in zip(table, contents, strict=True):
        if not kind:
            made.append(new_markdown_cell(source.rstrip("\n")))
            continue
        cell = new_code_cell(source.rstrip("\n"))
        tests = kind == "Autograder tests"
        assert tests or kind == "Autograded answer"
        cell.metadata["nbgrader"] = {
            "grade_id": name.strip("`"),
            "grade": tests,
            "locked": tests,
            "solution": not tests,
            "task": False,
            "schema_version": 3,
        }
        if points:
            cell.metadata["nbgrader"]["points"] = int(points)
        made.append(cell)
    return made


def put_into_the_notebook(course: Path) -> None:
    path = course / CELLS.path
    notebook = nbformat.read(path, as_version=4)
    notebook.cells += cells()
    (now,) = re.findall(r"\*(\w+ exercises, \d+ marks)\*", CELLS.text)
    title = notebook.cells[0]
    title.source, number = re.subn(r"\w+ exercises, \d+ marks", now, title.source)
    assert number == 1
    nbformat.write(notebook, path)


def tell(course: Path) -> None:
    (marks,) = re.findall(r"with the (\d+) marks", TELL.text)
    path = course / "README.md"
    row = re.compile(r"^(\| .*\(release/2_with_a_loop/.*) \| \d+ \|$", re.M)
    text, number = row.subn(rf"\1, `{NAME}` | {marks} |", path.read_text(encoding="utf-8"))
    assert number == 1
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the course to which the recipe was applied."""
    course = tmp_path_factory.mktemp("recipe") / "course"
    shutil.copytree(ROOT, course, ignore=NOT_COPIED)
    declare(course)
    run(course, DECLARE.code("sh"))
    (answers,) = ANSWERS.code("python")
    (course / ANSWERS.path).write_text(answers, encoding="utf-8")
    run(course, ANSWERS.code("sh"))
    put_into_the_notebook(course)
    run(course, RELEASE.code("sh"))
    tell(course)
    return course


def test_a_declaration_takes_fewer_lines_than_promised() -> None:
    (declaration,) = DECLARE.code("python")
    assert len(declaration.splitlines()) < MOST_LINES
    for part in ("reference=", "ordinary=", "legal=", "mistakes="):
        assert part in declaration


def executed(course: Path, answer: str, monkeypatch: pytest.MonkeyPatch) -> list[NotebookNode]:
    """The released check and its outputs, once the answer was put into its cell."""
    released = course / RELEASE_PATH
    notebook = nbformat.read(released, as_version=4)
    wanted = {"imports", NAME, f"{NAME}-check"}
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") in wanted
    ]
    assert len(notebook.cells) == len(wanted)
    notebook.cells[1].source = answer
    monkeypatch.setenv("PYTHONPATH", str(course / "src"))
    client = NotebookClient(notebook, timeout=240, kernel_name="python3", allow_errors=True)
    client.execute(cwd=str(released.parent))
    return list(notebook.cells[2].outputs)


RELEASE_PATH = CELLS.path.replace("source/", "release/", 1)


def test_the_released_check_takes_right_answers_and_names_the_mistake_of_wrong_ones(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (answers,) = ANSWERS.code("python")
    right, wrong = re.split(r"^# %% wrong: .*\n", answers, flags=re.M)
    (output,) = executed(course, right, monkeypatch)
    assert output.text.startswith(f"{NAME}: right on all")
    *_, error = executed(course, wrong, monkeypatch)
    assert error.ename == "WrongAnswer"
    assert f"{NAME} gives a wrong result" in error.evalue
    assert "These are the largest values of the windows" in error.evalue


def test_the_recipe_leaves_nothing_out_that_other_tests_look_at(course: Path) -> None:
    run(
        course,
        [
            "pytest -q autograde_tests/test_readme.py -k table\n",
            "pytest -q autograde_tests/test_release.py\n",
            "pytest -q autograde_tests/test_source.py -k '2_with_a_loop and not solutions_earn'\n",
            f"pytest -q autograde_tests/test_bank.py -k '{NAME} and not enough'\n",
        ],
    )
    row = next(
        line
        for line in (course / "docs" / "proof.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{NAME}` | 1 | 1 | 1 | 1 | 0 |")
    )
    assert row.endswith("| 0 | 0 |")
