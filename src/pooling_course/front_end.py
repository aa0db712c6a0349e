"""The files of a widget that run in the browser: what both widgets share, and then its own."""

from __future__ import annotations

from pathlib import Path


def front_end(*names: str) -> str:
    """The files beside this module, one after the other, as one text.

    A widget is handed to the page as one script and one style sheet.
    """
    return "\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in names)
