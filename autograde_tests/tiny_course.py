"""A course of one small notebook, made on the spot, and nbgrader run on it."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

ASSIGNMENT = "sums"
NOTEBOOK = "adding"

CONFIG = """
import textwrap

from safegrade import repair

c = get_config()
c.CourseDirectory.course_id = "tiny"
c.Execute.timeout = 20
# The very lines that the module's documentation gives.
exec(textwrap.dedent(repair.__doc__.split("::", 1)[1].split("``Execute``")[0]))
"""


def cell(kind: str, source: str, name: str | None = None, **flags: Any) -> nbformat.NotebookNode:
    """Make a cell; with a name, one that nbgrader knows."""
    metadata: dict[str, Any] = {}
    if name is not None:
        metadata["nbgrader"] = {
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            "grade_id": name,
            "schema_version": 3,
            **flags,
        }
    make = new_code_cell if kind == "code" else new_markdown_cell
    made = make(source, metadata=metadata)
    made["id"] = name or f"c{zlib.crc32(source.encode())}"
    return made


def answer(name: str, solution: str) -> nbformat.NotebookNode:
    """Make an answer cell whose solution the release replaces by a stub."""
    head, _, body = solution.partition("\n")
    text = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
    return cell("code", text, name, solution=True)


def checks(name: str, source: str, points: float, hidden: str = "") -> nbformat.NotebookNode:
    """Make a cell with tests, some of them hidden if wanted."""
    if hidden:
        source += f"\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    return cell("code", source, name, grade=True, locked=True, points=points)


def cells() -> list[nbformat.NotebookNode]:
    """The source notebook: two exercises of 1 + 2 marks each, and one to be marked by hand."""
    return [
        cell("markdown", "# Adding"),
        cell("code", "import numpy as np\nSTEP = 1", "set-up", locked=True),
        answer("double", "def double(x):\n    return x + x"),
        checks("double-check", "assert double(2) == 4", 1),
        checks("double-hidden", "", 2, "assert double(21) == 42\nassert double('a') == 'aa'"),
        answer("total", "def total(numbers):\n    return sum(numbers)"),
        checks("total-check", "assert total([1, 2]) == 3", 1),
        checks("total-hidden", "", 2, "assert total(np.arange(5)) == 10"),
        cell("markdown", "Why?", "why", grade=True, solution=True, points=5),
    ]


ROOMS = """
from safegrade import execute
# Again the lines of the documentation.
exec(textwrap.dedent(execute.__doc__.split("::", 1)[1].split("The warm")[0]))
"""

GOOD = {
    "double": "def double(x):\n    return x + x",
    "total": "def total(numbers):\n    return sum(numbers)",
    "why": "Because.",
}


@dataclass
class TinyCourse:
    """A course folder with a released assignment."""

    root: Path
    config: str = ""
    make_cells: Callable[[], list[nbformat.NotebookNode]] = cells
    assignment: str = ASSIGNMENT
    notebook: str = NOTEBOOK
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        folder = self.root / "source" / self.assignment
        folder.mkdir(parents=True, exist_ok=True)
        (self.root / "nbgrader_config.py").write_text(CONFIG + self.config)
        kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
        source = new_notebook(cells=self.make_cells(), metadata={"kernelspec": kernel})
        nbformat.write(source, folder / f"{self.notebook}.ipynb")
        done = self.run("nbgrader", "generate_assignment", self.assignment)
        assert done.returncode == 0, done.stderr

    def run(self, program: str, *arguments: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's programs in the course folder."""
        folder = Path(sys.executable).parent
        environment = {**os.environ, **self.environment}
        environment["PATH"] = f"{folder}{os.pathsep}{environment['PATH']}"
        environment.update(JUPYTER_CONFIG_DIR=str(self.root / ".jupyter"))
        return subprocess.run(
            [str(folder / program), *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
            **kwargs,
        )

    def released(self) -> nbformat.NotebookNode:
        """Read the notebook that students get."""
        path = self.root / "release" / self.assignment / f"{self.notebook}.ipynb"
        return nbformat.read(path, as_version=4)

    def answered(self, answers: dict[str, str] | None = None) -> nbformat.NotebookNode:
        """Fill answers into the released notebook; by default the right ones."""
        notebook = copy.deepcopy(self.released())
        for each in notebook.cells:
            name = each.metadata.get("nbgrader", {}).get("grade_id")
            chosen = GOOD if answers is None else answers
            if name in chosen:
                each.source = chosen[name]
        return notebook

    def path(self, student: str, step: str = "submitted") -> Path:
        """Where a student's notebook lies."""
        return self.root / step / student / self.assignment / f"{self.notebook}.ipynb"

    def submit(self, student: str, content: bytes | str | dict[str, Any]) -> Path:
        """Hand in a notebook, or any bytes in its place."""
        path = self.path(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def marks(self, student: str) -> dict[str, float | None]:
        """The automatic marks in the gradebook, None where there is none yet."""
        with Gradebook(f"sqlite:///{self.root}/gradebook.db") as gradebook:
            record = gradebook.find_submission_notebook(self.notebook, self.assignment, student)
            return {grade.name: grade.auto_score for grade in record.grades}

    def graded(self, student: str) -> nbformat.NotebookNode:
        """Read a student's autograded notebook."""
        return nbformat.read(self.path(student, "autograded"), as_version=4)
