"""What people install who have nothing of the course's yet: the package alone, or Binder's pins."""

import json
import subprocess
from pathlib import Path

import fresh_environment
import pytest
from bank import answers
from course_copy import ROOT
from test_binder import binder_pins

from pooling_course.exercises import EXERCISES

pytestmark = pytest.mark.installs

RUN = """
import json, sys
import nbformat
from nbclient import NotebookClient

path, answers = sys.argv[1], json.loads(sys.argv[2])
notebook = nbformat.read(path, 4)
for cell in notebook.cells:
    name = cell.metadata.get("nbgrader", {}).get("grade_id")
    cell.source = answers.get(name, cell.source)
folder = {"metadata": {"path": path.rpartition("/")[0]}}
NotebookClient(notebook, timeout=300, resources=folder).execute()
outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
print(json.dumps([[one.get("name", ""), one.get("text", "")] for one in outputs]))
"""


def executed(programs: Path, notebook: Path, chosen: dict[str, str]) -> list[list[str]]:
    """What the notebook prints with these answers, run by that environment: stream and text."""
    command = [programs / "python", "-c", RUN, notebook, json.dumps(chosen)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def right_answers(assignment: str) -> dict[str, str]:
    """The bank's first right answer to each exercise."""
    names = [name for name, each in EXERCISES.items() if each.assignment == assignment]
    return {name: next(a.source for a in answers(name) if a.right) for name in names}


def is_there(programs: Path, module: str) -> bool:
    code = f"import importlib.util as u, sys; sys.exit(u.find_spec('{module}') is None)"
    return subprocess.run([programs / "python", "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "versions",
    [
        pytest.param(["ipykernel", "nbclient"], id="newest"),
        # Colab's: with newer ones its notebooks warn, and ask for a restart.
        pytest.param(["ipython==7.34.0", "ipykernel==6.17.1", "nbclient"], id="Colab's IPython"),
    ],
)
def test_the_package_alone_is_enough_for_an_assignment(versions: list[str], tmp_path: Path) -> None:
    """As in plain Jupyter, VS Code or Colab: no nbgrader, no JupyterLab."""
    package = fresh_environment.package(tmp_path)
    programs = fresh_environment.make(tmp_path, str(package), *versions)
    for absent in ("nbgrader", "jupyterlab", "tensorflow"):
        assert not is_there(programs, absent)
    printed = executed(
        programs, ROOT / "release" / "1_by_hand" / "by_hand.ipynb", right_answers("1_by_hand")
    )
    assert printed[0] == ["stdout", "Ready.\n"]
    assert [stream for stream, _ in printed if stream == "stderr"] == []
    assert sum(": right on all" in text for _, text in printed) == len(right_answers("1_by_hand"))


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the very pins of environment.yml, and what postBuild does after them."""
    folder = tmp_path_factory.mktemp("binder")
    programs = fresh_environment.make(folder, "pip", *map(str, binder_pins()))
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    path = f"{programs}:/usr/bin:/bin"
    home = folder / "home"
    home.mkdir()
    done = subprocess.run(
        ["bash", clone / "postBuild"],
        cwd=clone,
        env={"PATH": path, "HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return programs


@pytest.mark.needs("git")
def test_binders_pins_fit_together(binder: Path) -> None:
    done = subprocess.run(
        [binder / "python", "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.needs("git")
def test_lesson_one_and_an_assignment_run_on_binder(
    binder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://mybinder.org/")
    clone = binder.parents[1] / "clone"
    lesson = executed(binder, clone / "course" / "01_max_pooling_by_hand.ipynb", {})
    assert lesson[0][1].startswith("Ready.\nYou are on Binder: your work here is temporary.")
    done = executed(
        binder, clone / "release" / "1_by_hand" / "by_hand.ipynb", right_answers("1_by_hand")
    )
    assert sum(": right on all" in text for _, text in done) == len(right_answers("1_by_hand"))
    assert [stream for stream, _ in lesson + done if stream == "stderr"] == []


@pytest.mark.needs("git")
def test_validate_is_the_only_addition_of_nbgraders_that_binder_shows(binder: Path) -> None:
    done = subprocess.run(
        [binder / "jupyter", "labextension", "list"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": f"{binder}:/usr/bin:/bin", "HOME": str(binder.parents[1] / "home")},
    )
    said = done.stdout + done.stderr
    assert "@jupyter/nbgrader" in said
    disabled = said.partition("Disabled extensions")[2]
    assert "@jupyter/nbgrader:formgrader" in disabled
    assert "validate-assignment" not in disabled
    settings = binder.parent / "share" / "jupyter" / "lab" / "settings"
    assert (settings / "overrides.json").exists()
