"""A new environment with packages from the index, for tests of what users install.

uv keeps what it has fetched once, so that the next environment takes seconds. Tests that use this
are marked ``installs``.
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from course_copy import ROOT


def make(folder: Path, *requirements: str, python: str = sys.executable) -> Path:
    """Make an environment in the folder, install into it, and return the folder of its programs.

    Raises:
        RuntimeError: if uv cannot, with what it said.
    """
    _uv("venv", "--quiet", "--python", python, str(folder / "venv"))
    programs = folder / "venv" / "bin"
    install(programs, *requirements)
    return programs


def install(programs: Path, *requirements: str) -> None:
    """Install more into an environment."""
    _uv("pip", "install", "--quiet", "--python", str(programs / "python"), *requirements)


def package(folder: Path) -> Path:
    """Copy what the package is built from into the folder, so that building leaves nothing here."""
    copy = folder / "package"
    shutil.copytree(
        ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("*.egg-info", "__py*")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    return copy


def of_binders_base(names: Iterable[str], python: str = "3.11") -> list[str]:
    """Pins of the versions that repo2docker installs before it reads environment.yml."""
    name = f"environment.py-{python}-linux-64.lock"
    files = importlib.metadata.files("jupyter-repo2docker") or []
    (lock,) = [file.read_text() for file in files if file.name == name]
    found = dict(re.findall(r"/([a-z_]+)-(\d[\d.]*)-[^/]*$", lock, re.MULTILINE))
    return [f"{name}=={found[name]}" for name in names]


def _uv(*arguments: str) -> None:
    done = subprocess.run(["uv", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"uv {' '.join(arguments)}\n{done.stderr}")
