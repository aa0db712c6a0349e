"""Modules that students' rooms do without, such as a course's reference answers."""

from __future__ import annotations

import glob
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def files_of(modules: list[str]) -> list[str]:
    """Return the files and folders of modules that are installed, without importing those.

    A file's compiled copies are as telling as the file.
    """
    found = []
    for name in modules:
        try:
            spec = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            continue
        if spec is not None and spec.origin is not None:
            file = Path(spec.origin)
            if spec.submodule_search_locations is not None:
                found.append(str(file.parent))
            else:
                compiled = file.parent.glob(f"__pycache__/{glob.escape(file.stem)}.*.pyc")
                found += [str(file), *map(str, compiled)]
    return found


class _StandIn(types.ModuleType):
    """A module whose every function does nothing but say so."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def nothing(*_: Any, **__: Any) -> None:
            print(f"{self.__name__}.{name} did nothing here: your notebook was being marked.")

        nothing.__name__ = nothing.__qualname__ = name
        return nothing


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, modules: list[str]) -> None:
        self._modules = tuple(modules)

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002
        target: types.ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if any(fullname == name or fullname.startswith(f"{name}.") for name in self._modules):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is executed."""


def withhold(modules: list[str]) -> None:
    """Let every later import of these modules give a stand-in."""
    if modules:
        sys.meta_path.insert(0, _Finder(modules))
