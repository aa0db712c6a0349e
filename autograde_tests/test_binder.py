"""Binder builds the right image: what repo2docker reads, and the pins that students get."""

import contextlib
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jupyterlab
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# Binder's computers: what environment markers are judged by.
BINDER = {
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "x86_64",
    "os_name": "posix",
    "python_version": "3.11",
    "python_full_version": "3.11.14",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "extra": "",
}


@pytest.fixture(scope="module")
def dockerfile() -> str:
    """What repo2docker would build from this repository; it needs no Docker to say so."""
    done = subprocess.run(
        ["jupyter-repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def environment() -> list[str]:
    """The dependencies of environment.yml, without those for pip."""
    return [each for each in _dependencies() if isinstance(each, str)]


def binder_pins() -> list[Requirement]:
    """The pins for pip in environment.yml."""
    (pip,) = [each["pip"] for each in _dependencies() if isinstance(each, dict)]
    return [Requirement(line) for line in pip]


def _dependencies() -> list[str | dict[str, list[str]]]:
    return yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]


def locked_pins() -> list[Requirement]:
    """The pins of requirements.lock, without their hashes."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    return [Requirement(line.removesuffix("\\").strip()) for line in lines if line[:1].isalnum()]


def for_binder(pins: list[Requirement]) -> dict[str, str]:
    """Names and versions of the pins that hold on Binder."""
    return {
        canonicalize_name(pin.name): str(pin.specifier)
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(BINDER)
    }


def needed(requirements: list[str]) -> set[str]:
    """Names that these bring, with all that those need in turn, read from what is installed."""
    found: set[str] = set()
    asked: set[tuple[str, str]] = set()
    waiting = [(line, "") for line in requirements]
    while waiting:
        line, extra = waiting.pop()
        wanted = Requirement(line)
        name = canonicalize_name(wanted.name)
        if wanted.marker and not wanted.marker.evaluate(BINDER | {"extra": extra}):
            continue
        found.add(name)
        for each in {(name, ""), *((name, extra) for extra in wanted.extras)} - asked:
            asked.add(each)
            # A package for another Python than the one that runs this is not there to be asked.
            with contextlib.suppress(importlib.metadata.PackageNotFoundError):
                waiting += [(line, each[1]) for line in importlib.metadata.requires(name) or []]
    return found


def test_the_conda_build_pack_is_chosen_with_the_pinned_python(dockerfile: str) -> None:
    assert "Building conda environment for python=3.11" in dockerfile
    assert "env update" in dockerfile
    assert environment()[0] == "python=3.11"


def test_both_hooks_are_used(dockerfile: str) -> None:
    assert "RUN ./postBuild" in dockerfile
    assert re.search(r'R2D_ENTRYPOINT="\S*/start"', dockerfile)
    for hook in ("postBuild", "start"):
        assert os.access(ROOT / hook, os.X_OK), f"chmod +x {hook}"


def test_a_commit_that_leaves_the_pins_alone_does_not_install_them_again(dockerfile: str) -> None:
    # Docker keeps a layer until the files copied before it change.
    packages = dockerfile.index("env update")
    assert dockerfile.index("src/environment.yml") < packages < dockerfile.index(" src/ ")


def test_binder_gets_the_versions_of_the_lock() -> None:
    locked = for_binder(locked_pins())
    assert for_binder(binder_pins()).items() <= locked.items()


def test_binder_gets_what_a_student_needs_and_no_more() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    names = needed(project["dependencies"] + extras["keras"] + extras["lab"])
    assert set(for_binder(binder_pins())) == names


def test_start_sets_a_quiet_environment_and_hands_the_command_on() -> None:
    command = 'echo "$TF_CPP_MIN_LOG_LEVEL $1"; exit 7'
    done = subprocess.run(
        [ROOT / "start", "bash", "-c", command, "-", "two words"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "3 two words\n", "")


def test_the_plugins_that_binder_switches_off_exist() -> None:
    named = set(re.findall(r"@jupyter/nbgrader:[a-z-]+", (ROOT / "postBuild").read_text()))
    extensions = Path(jupyterlab.__file__).parents[4] / "share" / "jupyter" / "labextensions"
    scripts = (extensions / "@jupyter" / "nbgrader" / "static").glob("*.js")
    known = set(re.findall(r"@jupyter/nbgrader:[a-z-]+", "".join(s.read_text() for s in scripts)))
    assert named == known - {"@jupyter/nbgrader:validate-assignment"}


def test_jupyterlab_a_keras_lesson_and_validate_fit_into_binders_memory() -> None:
    command = [sys.executable, ROOT / "benchmarks" / "memory.py"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
