"""Files that the student's code writes, carried over to the marker's room as data.

Nothing there imports or executes them: the folder is on no import path. What the course itself
gives is never replaced.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

MAX_BYTES = 20_000_000
_MAX_FILES = 200


class ChangedFiles:
    """Watches the working folder of the student's room."""

    def __init__(self) -> None:
        self._seen = {path: mark for path, mark, _ in _files()}

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files that are new or other than before, up to 20 MB in all."""
        left = MAX_BYTES
        for path, mark, size in _files():
            if self._seen.get(path) == mark or size > left:
                continue
            with contextlib.suppress(OSError), open(path, "rb") as file:
                data = file.read(size)
                left -= len(data)
                self._seen[path] = mark
                yield path, data

    def rewritten(self, paths: set[str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield those of these files that are other than before, None for what is gone."""
        for path, mark, size in _files():
            if path in paths and self._seen.get(path) != mark and size <= MAX_BYTES:
                with contextlib.suppress(OSError), open(path, "rb") as file:
                    yield path, file.read(size)
                    self._seen[path] = mark
        for path in paths & self._seen.keys():
            if not os.path.lexists(path):
                del self._seen[path]
                yield path, None


def _files() -> Iterator[tuple[str, tuple[int, int], int]]:
    number = 0
    for folder, inner, names in os.walk("."):
        inner[:] = sorted(name for name in inner if not name.startswith(("__", ".")))
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name))
            with contextlib.suppress(OSError, ValueError):
                found = os.lstat(path)
                path.encode()
                number += 1
                if stat.S_ISREG(found.st_mode) and number <= _MAX_FILES:
                    yield path, (found.st_mtime_ns, found.st_size), found.st_size


def write_files(files: list[tuple[str, bytes]], given: frozenset[str]) -> None:
    """Write what the student's room sent into the working folder of this one.

    Args:
        files: paths and contents; nothing about them is believed.
        given: paths that are the course's own.
    """
    left = MAX_BYTES
    for path, data in files[:_MAX_FILES]:
        left -= len(data)
        plain = isinstance(path, str) and path == os.path.normpath(path) and "\0" not in path
        parts = path.split("/") if plain else [".."]
        if left < 0 or path in given or any(part in ("", "..", ".") for part in parts):
            continue
        if any(part.startswith((".", "__")) for part in parts):
            continue
        with contextlib.suppress(OSError, ValueError):
            folder = os.path.dirname(path)
            if folder:
                os.makedirs(folder, exist_ok=True)
            if not os.path.realpath(path).startswith(os.path.realpath(".") + os.sep):
                continue
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
            with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
                file.write(data)


def write_given(path: str, data: bytes | None) -> None:
    """Write, or remove, a file that a test gives to the student's code."""
    if data is None:
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        return
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
