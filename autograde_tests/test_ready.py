"""The first cell of a notebook says "Ready.", or in one line what is wrong and how to mend it."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from clean_notebooks import ROOT, notebooks
from ready_cell import ready_cell

from pooling_course import ready

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
OLDEST_PYTHON = PROJECT["requires-python"].removeprefix(">=")
PATHS = [pytest.param(path, id=str(path.relative_to(ROOT))) for path in notebooks()]


def cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def first_code(path: Path) -> str:
    return "".join(next(each for each in cells(path) if each["cell_type"] == "code")["source"])


def said(capsys: pytest.CaptureFixture[str], *extras: str) -> str:
    """The one line that `ready` prints."""
    ready.ready(*extras)
    printed = capsys.readouterr()
    assert printed.err == ""
    (line,) = printed.out.splitlines()
    return line


def installed(monkeypatch: pytest.MonkeyPatch, **versions: str | None) -> None:
    """Let these packages seem to have these versions, or to be missing."""
    real = importlib.metadata.version

    def version(name: str) -> str:
        found = versions.get(name.replace("-", "_"), "")
        if found is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return found or real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)


@pytest.fixture(autouse=True)
def not_on_binder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BINDER_LAUNCH_HOST", "BINDER_REPO_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("path", PATHS)
def test_every_notebook_begins_with_the_cell(path: Path) -> None:
    others = [each for each in cells(path) if each["id"] != "ready"]
    here = ROOT / path.relative_to(ROOT)
    wanted = "".join(ready_cell(here, others)["source"])
    assert first_code(path) == wanted, "to mend it: make notebooks"
    uses_keras = any("import keras" in "".join(each["source"]) for each in others)
    assert ('ready("keras")' in wanted) == uses_keras


@pytest.mark.parametrize("path", PATHS)
def test_where_the_course_is_not_installed_the_cell_says_in_one_line_what_to_do(path: Path) -> None:
    # -S: the standard library alone.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", first_code(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    (line,) = done.stdout.splitlines()
    assert done.stderr == ""
    assert line.startswith("Not ready: this kernel (Python 3.")
    assert OLDEST_PYTHON in line
    (place,) = re.findall(r'%pip install "([./]+)', line)
    assert (path.parent / place).resolve() == ROOT


def test_the_cell_can_speak_in_a_python_too_old_for_the_course() -> None:
    ast.parse(first_code(next(notebooks())), feature_version=(3, 7))
    for module in ("__init__", "ready"):
        source = (ROOT / "src" / "pooling_course" / f"{module}.py").read_text()
        ast.parse(source, feature_version=(3, 7))


def test_all_is_ready_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys) == said(capsys, "keras") == "Ready."


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, matplotlib=None)
    (needed,) = [each for each in PROJECT["dependencies"] if each.startswith("matplotlib")]
    assert said(capsys) == (
        f'Not ready: matplotlib is missing. Run here: %pip install --upgrade "{needed}" '
        "and then Kernel, Restart Kernel."
    )


def test_an_old_version_is_named_with_the_one_that_is_needed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, numpy="1.9.3", pillow=None)
    line = said(capsys)
    (needed,) = [each for each in PROJECT["dependencies"] if each.startswith("numpy")]
    assert f"numpy is 1.9.3, and {needed.partition('>=')[2]} or later is needed" in line
    assert "pillow is missing" in line
    assert f'"{needed}"' in line


def test_keras_is_asked_for_only_where_it_is_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, keras=None)
    assert said(capsys) == "Ready."
    assert said(capsys, "keras").startswith("Not ready: keras is missing.")


def test_tensorflow_counts_under_whatever_name_it_was_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"tensorflow": None, "tensorflow_cpu": None}
    installed(monkeypatch, **names)
    assert said(capsys, "keras").startswith("Not ready: tensorflow is missing.")
    for name in names:
        installed(monkeypatch, **{**names, name: "99.1"})
        assert said(capsys, "keras") == "Ready."


def test_a_python_that_is_too_old_is_named_first(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    installed(monkeypatch, numpy=None)
    assert said(capsys) == (
        f"Not ready: this kernel runs Python 3.9.2, and {OLDEST_PYTHON} or later is needed. "
        "Choose another one under Kernel, Change Kernel."
    )


def test_a_folder_on_the_path_that_was_never_installed_is_no_trouble(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "DISTRIBUTION", "no-such-distribution")
    assert said(capsys) == "Ready."


@pytest.mark.parametrize(
    ("version", "needed", "fits"),
    [
        ("1.26.4", ">=1.26", True),
        ("2.0", ">=1.26", True),
        ("1.9", ">=1.26", False),
        ("10", ">=10", True),
        ("10.0.0", ">=10", True),
        ("3.10.0rc1", ">=3.10", True),
        ("4.24", "<4.25", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, needed: str, fits: bool) -> None:
    assert ready._fits(version, needed) is fits


def test_on_binder_a_line_says_that_work_is_temporary_and_how_to_keep_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINDER_LAUNCH_HOST", "https://mybinder.org/")
    ready.ready()
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Ready."
    assert "temporary" in second
    assert "File, Download" in second
