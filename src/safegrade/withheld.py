"""Modules that students' rooms do without, such as a course's reference answers."""

from __future__ import annotations

import importlib.util
import os


def files_of(modules: list[str]) -> list[str]:
    """Return the files and folders of modules that are installed, without importing those."""
    found = []
    for name in modules:
        try:
            spec = importlib.util.find_spec(name)
        except (ImportError, ValueError):
            continue
        if spec is not None and spec.origin is not None:
            packaged = spec.submodule_search_locations is not None
            found.append(os.path.dirname(spec.origin) if packaged else spec.origin)
    return found
