"""Try the oldest and the newest versions that pyproject.toml allows, in environments of their own.

    make versions                          oldest on Python 3.11, newest on 3.11, 3.12 and 3.13
    make versions ARGS="newest 3.13"       one of them

Each environment gets its packages from the index with uv, and runs the tests of what depends on
them most: lessons' pictures, checks, sources, nbgrader's commands and safegrade's marks. All sample
answers are checked, too. A Python that is not on this computer is passed over, and said to be.
Warnings are not errors here: old versions have theirs.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import fresh_environment
from course_copy import ROOT

PYTHONS = ("3.11", "3.12", "3.13")
RESOLUTIONS = {"oldest": ["--resolution", "lowest-direct"], "newest": []}
TOLD = ("nbgrader", "jupyterlab", "notebook", "keras", "tensorflow-cpu", "numpy", "matplotlib")
TESTS = (
    "test_ready",
    "test_images",
    "test_draw",
    "test_failure_messages",
    "test_observe",
    "test_source",
    "test_nbgrader_commands",
    "test_safegrade_marks",
)


def found(version: str) -> str | None:
    """A Python of that version: one on the path, or one of pyenv's."""
    name = f"python{version}"
    places = [shutil.which(name), *sorted(map(str, _pyenv().glob(f"{version}.*/bin/{name}")))]
    return next((place for place in places if place and _starts(place)), None)


def _pyenv() -> Path:
    return Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"


def _starts(python: str) -> bool:
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def attempts(age: str | None, version: str | None) -> Iterator[tuple[str, str]]:
    """Which ages of packages are tried on which Pythons."""
    for each in RESOLUTIONS:
        for python in PYTHONS if each == "newest" else PYTHONS[:1]:
            if age in (None, each) and version in (None, python):
                yield each, python


def versions(programs: Path) -> str:
    """The versions of the packages that matter most, as one line."""
    (site,) = programs.parent.glob("lib/python*/site-packages")
    found = importlib.metadata.distributions(path=[str(site)])
    there = {each.name.replace("_", "-"): each.version for each in found}
    return ", ".join(f"{name} {there[name]}" for name in TOLD if name in there)


def attempt(age: str, python: str) -> bool:
    """Install and test; print what was installed and what came of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        package = f"{fresh_environment.package(folder)}[keras,lab,safegrade,test]"
        programs = fresh_environment.make(folder, *RESOLUTIONS[age], package, python=python)
        print(f"   {versions(programs)}", flush=True)
        tests = [str(ROOT / "autograde_tests" / f"{name}.py") for name in TESTS]
        options = [
            "-q",
            "--tb=no",
            "-p",
            "no:cacheprovider",
            "-o",
            "filterwarnings=default",
            "--no-header",
        ]
        proof = str(ROOT / "autograde_tests" / "proof.py")
        return all(  # of a list, so that both are done
            [run(programs, "-m", "pytest", *options, *tests), run(programs, proof, "--bank")]
        )


def run(programs: Path, *arguments: str) -> bool:
    """Run the environment's Python; print what failed, and the last line of what it says."""
    done = subprocess.run(
        [programs / "python", *arguments],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines() or [done.stderr]
    complaints = [line for line in lines[:-1] if line.startswith(("FAILED", "ERROR", "    "))]
    print("\n".join(f"   {line}" for line in [*complaints, lines[-1]]), flush=True)
    return done.returncode == 0


def main() -> None:
    """Try what was asked for; exit with 1 if a test failed anywhere."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("age", nargs="?", choices=RESOLUTIONS, help="of the packages")
    parser.add_argument("python", nargs="?", choices=PYTHONS, help="its version")
    options = parser.parse_args()
    good = True
    for age, version in attempts(options.age, options.python):
        python = found(version)
        print(f"{age} versions, Python {version}" + ("" if python else ": not on this computer"))
        good = good and (python is None or attempt(age, python))
    sys.exit(not good)


if __name__ == "__main__":
    main()
