"""Read a submitted file as a notebook, whatever is wrong with it, or say why that cannot be done.

What comes back is always valid notebook format 4: later steps need not expect surprises from
nbformat. Nothing in a submission is executed or followed here, and no link is.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

MAX_BYTES = 100_000_000
"""Larger files are not read: parsing takes about ten times their size in memory."""

_MAX_DEPTH = 20
_CELL_TYPES = ("code", "markdown", "raw")
_METADATA = {"title": str, "authors": list}
_LANGUAGE = {
    "codemirror_mode": (str, dict),
    "file_extension": str,
    "mimetype": str,
    "pygments_lexer": str,
}
"""What nbformat's schema wants of entries that need not be there."""
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}\Z")


class UnreadableError(Exception):
    """A submitted file that is no notebook; the message is a reason that a student can read."""


def read_notebook(path: str | os.PathLike[str], *, keep_outputs: bool = False) -> NotebookNode:
    """Read a submitted notebook from disk.

    Only a regular file is opened: a link could lead to the solution, a pipe would block.

    Raises:
        UnreadableError: with the reason, if there is no notebook to be had from the file.
    """
    return parse_notebook(read_bytes(path), keep_outputs=keep_outputs)


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """Return the content of a regular file of at most ``MAX_BYTES``.

    Raises:
        UnreadableError: if it is anything else, or cannot be opened.
    """
    try:
        kind = os.lstat(path).st_mode
        if stat.S_ISLNK(kind):
            raise UnreadableError("the submitted file is a link to another file")
        if stat.S_ISDIR(kind):
            raise UnreadableError("a folder was submitted in the notebook's place")
        if not stat.S_ISREG(kind):
            raise UnreadableError("the submitted file is not an ordinary file")
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"the submitted file cannot be opened ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"the submitted file is larger than {MAX_BYTES // 1_000_000} MB")
    return data


def parse_notebook(data: bytes, *, keep_outputs: bool = False) -> NotebookNode:
    """Turn the bytes of a submitted file into a valid notebook of format 4.

    Raises:
        UnreadableError: with the reason, if the bytes are no notebook.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("the submitted file is empty")
    try:
        content = json.loads(_decode(data).rstrip("\0 \t\r\n"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the submitted file is not a notebook (it is not JSON)") from error
    if not isinstance(content, dict):
        raise UnreadableError("the submitted file is not a notebook (JSON of another kind)")
    if not isinstance(content.get("cells"), list):
        content = _from_older_format(content)
    return _valid(content, keep_outputs)


def _decode(data: bytes) -> str:
    """Decode as UTF-8, or as what the byte order mark or the pattern of zero bytes shows."""
    for mark, encoding in (
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (codecs.BOM_UTF8, "utf-8-sig"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:4]:
        return data.decode("utf-16-be" if data[0] == 0 else "utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # JSON of old Windows editors; Latin-1 never fails, and the code itself is ASCII.
        return data.decode("latin-1")


def _from_older_format(content: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(content.get("worksheets"), list):
        raise UnreadableError("the submitted file is not a notebook (it has no cells)")
    try:
        text = json.dumps({**content, "nbformat": content.get("nbformat", 3)})
        converted: dict[str, Any] = nbformat.convert(nbformat.reader.reads(text), 4)
    except Exception as error:  # nbformat's converters raise whatever the content leads to
        raise UnreadableError(
            "the submitted notebook has an old format that cannot be converted"
        ) from error
    return converted


def _valid(content: dict[str, Any], keep_outputs: bool) -> NotebookNode:
    minor = content.get("nbformat_minor")
    if content.get("nbformat") != 4 or not isinstance(minor, int) or not 0 <= minor <= 5:
        minor = 5
    metadata = _plain(content.get("metadata"))
    # Widget state of another session, and a language that is no text, stop nbconvert.
    for key in ("widgets", "language", "orig_nbformat", "safegrade"):
        metadata.pop(key, None)
    for key in ("kernelspec", "language_info"):
        if not isinstance(metadata.get(key, {}), dict):
            del metadata[key]
    _drop_others(metadata, _METADATA)
    _drop_others(metadata.get("language_info", {}), _LANGUAGE)
    _require_text(metadata.get("kernelspec", {}), ("name", "display_name"))
    if not _require_text(metadata.get("language_info", {}), ("name",)):
        metadata.pop("language_info", None)
    taken: set[str] = set()
    cells = [
        _valid_cell(cell, index, minor, taken, keep_outputs)
        for index, cell in enumerate(content["cells"])
        if isinstance(cell, dict)
    ]
    notebook: NotebookNode = nbformat.from_dict(
        {"nbformat": 4, "nbformat_minor": minor, "metadata": metadata, "cells": cells}
    )
    return notebook


def _drop_others(entries: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Drop entries that are not of the type that is wanted of them."""
    for key, kind in wanted.items():
        if key in entries and not isinstance(entries[key], kind):
            del entries[key]


def _require_text(entry: dict[str, Any], keys: tuple[str, ...]) -> bool:
    """Make the required entries texts; whether they were there."""
    complete = all(isinstance(entry.get(key), str) for key in keys)
    if entry and not complete:
        entry.update({key: str(entry.get(key, "python3")) for key in keys})
    return complete


def _valid_cell(
    cell: dict[str, Any], index: int, minor: int, taken: set[str], keep_outputs: bool
) -> dict[str, Any]:
    kind = cell.get("cell_type")
    if kind not in _CELL_TYPES:
        kind = "code" if "outputs" in cell else "markdown" if kind == "heading" else "raw"
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    metadata = _plain(cell.get("metadata"))
    _drop_others(metadata, {"collapsed": bool, "format": str})
    if "tags" in metadata:
        metadata["tags"] = _valid_tags(metadata["tags"])
    for key in ("scrolled", "execution", "jupyter", "name"):
        metadata.pop(key, None)
    valid = {
        "cell_type": kind,
        "source": _encodable(source) if isinstance(source, str) else "",
        "metadata": metadata,
    }
    if minor >= 5:
        name = cell.get("id")
        if not isinstance(name, str) or not _CELL_ID.match(name) or name in taken:
            name = f"cell-{index}"
            while name in taken:
                name += "-"
        taken.add(name)
        valid["id"] = name
    if kind == "code":
        outputs = cell.get("outputs") if keep_outputs else []
        count = cell.get("execution_count")
        valid["outputs"] = [
            output
            for output in (outputs if isinstance(outputs, list) else [])
            if nbformat.validator.isvalid(output, ref="output", version=4)
        ]
        valid["execution_count"] = count if keep_outputs and isinstance(count, int) else None
    elif isinstance(cell.get("attachments"), dict):
        attachments = {
            str(name): bundle
            for name, bundle in _plain(cell["attachments"]).items()
            if isinstance(bundle, dict) and all(isinstance(part, str) for part in bundle.values())
        }
        if attachments and minor >= 1:
            valid["attachments"] = attachments
    return valid


def _valid_tags(tags: Any) -> list[str]:
    """Keep the tags that are texts without a comma, each once."""
    texts = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return [tag for tag in dict.fromkeys(texts) if tag and "," not in tag]


def _plain(value: Any) -> dict[str, Any]:
    """Keep the entries of a JSON object that are not nested too deeply to be copied later."""
    if not isinstance(value, dict):
        return {}
    return {
        _encodable(key): _encodable_all(entry)
        for key, entry in value.items()
        if _depth_within(entry, _MAX_DEPTH)
    }


def _depth_within(value: Any, levels: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    entries = value.values() if isinstance(value, dict) else value
    return levels > 0 and all(_depth_within(entry, levels - 1) for entry in entries)


def _encodable_all(value: Any) -> Any:
    if isinstance(value, str):
        return _encodable(value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable_all(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_encodable_all(entry) for entry in value]
    return value


def _encodable(text: str) -> str:
    """Return the text without half surrogate pairs and zero characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path, all links followed, lies in the folder."""
    return folder.resolve() in path.resolve().parents
