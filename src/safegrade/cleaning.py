"""Make the outputs of a student's process, and active content in its texts, harmless to look at."""

from __future__ import annotations

import base64
import html
import re
from typing import Any

import nh3
from nbformat import NotebookNode

from .findings import FINDING, Finding

_PICTURES = ("image/png", "image/jpeg", "image/gif")
_MAX_NOTEBOOK = 20_000_000
# All control characters but tabs, line ends, and sequences that only colour a text.
_CONTROLS = re.compile(r"(?!\x1b\[[\d;]*m)[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ACTIVE = re.compile(
    r"<\s*/?\s*(script|iframe|object|embed|svg|style|link|meta|form|base|math|frame|applet|input|"
    r"button|video|audio|img[^>]*\son)|<[^>]*\son\w+\s*=|javascript\s*:|vbscript\s*:|"
    r"data\s*:\s*text/html|<img",
    re.IGNORECASE,
)
# Schemes as browsers read them: white space inside is skipped.
_SCHEMES = [
    re.compile(r"[\s\0]*".join(word) + r"[\s\0]*:", re.IGNORECASE)
    for word in ("javascript", "vbscript", "data")
]
# Commands of MathJax that make links, load extensions or set styles.
_MATHS = re.compile(r"\\(href|require|style|class|cssId|data)(?![A-Za-z])")
_TAGS = nh3.ALLOWED_TAGS | {"figure", "figcaption", "style"} - {"style"}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"class", "style", "title", "align", "role", "aria-label"},
    "img": {"alt", "src", "width", "height", "style", "class"},
}


def clean_html(text: str) -> str:
    """Return HTML without scripts, handlers, frames, forms and foreign addresses that run code."""
    clean = nh3.clean(
        text,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "data"},
        attribute_filter=_harmless,
        link_rel="noopener noreferrer",
    )
    # A page's formulas are read out of its HTML.
    return _MATHS.sub(r"\\mathrm", clean)


def _harmless(tag: str, attribute: str, value: str) -> str | None:
    if value.strip().lower().startswith("data:") and not (
        tag == "img" and attribute == "src" and value.strip().lower().startswith("data:image/")
    ):
        return None
    if attribute == "style" and re.search(
        r"url\s*\(|expression|@import|position|\\|/\*", value, re.IGNORECASE
    ):
        return None
    if tag == "img" and attribute == "src" and re.match(r"\s*(\w+:)?//|\s*\w+:", value):
        # A picture from elsewhere tells its owner who reads the page, and when.
        return value if value.strip().lower().startswith("data:image/") else None
    return value


def clean_outputs(outputs: Any, *, findings: bool = False) -> list[NotebookNode]:
    """Rebuild outputs from the parts of them that are known to be harmless.

    Args:
        outputs: what a student's process sent; anything may be in it.
        findings: whether a check's findings are kept, because the outputs are the marker's.
    """
    made = []
    for output in outputs if isinstance(outputs, list) else []:
        if isinstance(output, dict):
            clean = _clean_output(output, findings)
            if clean is not None:
                made.append(NotebookNode(clean))
    return made


def _clean_output(output: dict[str, Any], findings: bool) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(output.get("text"))}
    if kind == "error":
        lines = output.get("traceback")
        return {
            "output_type": "error",
            "ename": re.sub(r"[^\w.]", "", _text(output.get("ename")))[:100] or "Error",
            "evalue": _text(output.get("evalue")).replace("\x1b", ""),
            "traceback": [_text(line) for line in lines] if isinstance(lines, list) else [],
        }
    if kind in ("display_data", "execute_result"):
        data = output.get("data")
        plain = {"output_type": kind, "data": _bundle(data if isinstance(data, dict) else {})}
        if findings and isinstance(data, dict) and FINDING in data:
            texts = Finding.from_json(data[FINDING]).to_json().items()
            plain["data"][FINDING] = NotebookNode({name: _text(text) for name, text in texts})
        plain["metadata"] = _sizes(output.get("metadata"))
        if kind == "execute_result":
            plain["execution_count"] = None
        return plain
    return None


def _bundle(data: dict[str, Any]) -> NotebookNode:
    clean = NotebookNode()
    for kind, entry in data.items():
        if isinstance(entry, list) and all(isinstance(line, str) for line in entry):
            entry = "".join(entry)
        if not isinstance(entry, str):
            continue
        if kind == "text/plain":
            clean[kind] = _text(entry)
        elif kind == "text/latex":
            clean[kind] = _clean_formula(_text(entry))
        elif kind == "text/html":
            clean[kind] = clean_html(_text(entry))
        elif kind == "text/markdown":
            clean[kind] = clean_markdown(_text(entry))
        elif kind in _PICTURES and _is_base64(entry):
            clean[kind] = entry
    return clean


def _sizes(metadata: Any) -> NotebookNode:
    """Keep the width and height of pictures only."""
    clean = NotebookNode()
    for kind, entry in metadata.items() if isinstance(metadata, dict) else ():
        if kind in _PICTURES and isinstance(entry, dict):
            clean[kind] = NotebookNode(
                {
                    key: entry[key]
                    for key in ("width", "height", "alt")
                    if isinstance(entry.get(key), int | str)
                    and re.fullmatch(r"[^<>\"']*", str(entry[key]))
                }
            )
    return clean


def _is_base64(entry: str) -> bool:
    try:
        base64.b64decode("".join(entry.split()), validate=True)
    except ValueError:
        return False
    return True


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else "" if value is None else repr(value)
    return _CONTROLS.sub("", text.encode("utf-8", "replace").decode("utf-8"))


def _clean_formula(text: str) -> str:
    """Return LaTeX, which pages show as it is, without tags and without commands that act."""
    text = _MATHS.sub(r"\\mathrm", text)
    return clean_html(text) if re.search(r"<\s*[a-zA-Z/!?]", text) else text


def clean_markdown(text: str) -> str:
    """Return Markdown with its HTML cleaned if there is anything active in it, else as it is."""
    plain = text
    for _ in range(3):
        plain = html.unescape(plain)
    if _ACTIVE.search(text) or _ACTIVE.search(plain) or _MATHS.search(plain):
        # With the addresses and the formulas that run code made harmless in any spelling.
        for name in _SCHEMES:
            plain = name.sub("removed:", plain)
        return clean_html(_MATHS.sub(r"\\mathrm", plain))
    return text


def clean_notebook(notebook: NotebookNode) -> None:
    """Clean the texts of a notebook's Markdown cells in place, and cut outputs beyond 20 MB.

    Those of cells with marks stay: a mark hangs on them.
    """
    left = _MAX_NOTEBOOK
    for cell in notebook.cells:
        if cell.cell_type != "code":
            cell.source = clean_markdown(cell.source)
            continue
        if cell.metadata.get("nbgrader", {}).get("grade"):
            continue
        for index, output in enumerate(cell.outputs):
            left -= len(str(output))
            if left < 0:
                del cell.outputs[index:]
                break
