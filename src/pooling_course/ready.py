"""What the first cell of every notebook says: "Ready.", or what is wrong and how to mend it.

Only the standard library is imported, so that this works, and can say so, where nothing else does.
What is needed is read from the package's own metadata, and stands in `pyproject.toml` alone.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import sys
from collections.abc import Iterable

DISTRIBUTION = "pooling-course"
TEMPORARY = (
    "You are on Binder: your work here is temporary. Before you leave, download your notebook: "
    "File, Download."
)


def ready(*extras: str) -> None:
    """Print "Ready.", or in one line what is wrong and how to mend it.

    On Binder a second line says how to keep one's work. `extras` are the optional parts of the
    package that the notebook uses, such as "keras".
    """
    trouble = python_trouble() or packages_trouble(extras)
    print(f"Not ready: {trouble}" if trouble else "Ready.")
    if any(name.startswith("BINDER_") for name in os.environ):
        print(TEMPORARY)


def python_trouble() -> str | None:
    """Say what is wrong with this Python's version, or None."""
    needed = _needed_python()
    version = ".".join(map(str, sys.version_info[:3]))
    if not needed or _fits(version, needed):
        return None
    return (
        f"this kernel runs Python {version}, and {needed.removeprefix('>=')} or later is needed. "
        "Choose another one under Kernel, Change Kernel."
    )


def packages_trouble(extras: Iterable[str] = ()) -> str | None:
    """Say which packages are missing or too old, with the line that installs them, or None."""
    wrong, install = [], []
    for name, needed in _requirements(set(extras)):
        there = _version(name)
        if there is None:
            wrong.append(f"{name} is missing")
        elif not _fits(there, needed):
            wrong.append(f"{name} is {there}, and {needed.removeprefix('>=')} or later is needed")
        else:
            continue
        install.append(f'"{name}{needed}"')
    if not wrong:
        return None
    return (
        f"{'; '.join(wrong)}. Run here: %pip install --upgrade {' '.join(install)}"
        " and then Kernel, Restart Kernel."
    )


def _needed_python() -> str:
    try:
        return importlib.metadata.metadata(DISTRIBUTION)["Requires-Python"] or ""
    except importlib.metadata.PackageNotFoundError:
        return ""  # a folder on Python's path, not installed: nothing to compare with


def _requirements(extras: set[str]) -> list[tuple[str, str]]:
    """Names and versions of what the package needs, with those extras.

    TensorFlow has several names for several machines; one that is there, whichever, is meant.
    """
    try:
        lines = importlib.metadata.requires(DISTRIBUTION) or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found: dict[str, str] = {}
    for line in lines:
        requirement, _, marker = line.partition(";")
        extra = re.search(r"""extra == ['"](.+?)['"]""", marker)
        if extra and extra[1] not in extras:
            continue
        match = re.match(r"([A-Za-z0-9._-]+)(.*)", requirement.replace(" ", ""))
        if match:
            name = match[1]
            if name.startswith("tensorflow"):
                name = next((one for one in _TENSORFLOWS if _version(one)), "tensorflow")
            found[name] = match[2]
    return list(found.items())


_TENSORFLOWS = ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tensorflow-intel")


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _fits(version: str, needed: str) -> bool:
    """Whether a version is at least the one that `>=…` names; other conditions are for pip."""
    least = re.search(r">=([\d.]+)", needed)
    return least is None or _numbers(version) >= _numbers(least[1])


def _numbers(version: str) -> list[int]:
    """2.10.0rc1 as [2, 10]: what is behind the numbers, and zeros at their end, do not count."""
    match = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(part) for part in match[0].split(".")] if match else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers
