"""Texts in CSV files that a spreadsheet must not take for formulas."""

from __future__ import annotations

import re

# The signs with which a formula begins, also as East Asian keyboards write them; and those that
# spreadsheets skip before one. An apostrophe before any of them is escaped too, so nothing is lost.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula; a number or a lone sign is none."""
    begins = _FORMULA.match(text) is not None and len(text) > 1
    return begins and _NUMBER.fullmatch(text) is None


def defused(value: object) -> object:
    """Return the value; a text that could be a formula with an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def restored(text: str) -> str:
    """Return the text that ``defused`` was given."""
    return text[1:] if text.startswith("'") and is_formula(text) else text
