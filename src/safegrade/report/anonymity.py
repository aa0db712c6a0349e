"""Names in the place of which stands something else, in lists and inside of texts."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import secrets
import tokenize
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W_]+")
_PYTHON = frozenset(word.casefold() for word in (*keyword.kwlist, *dir(builtins)))
GONE = "…"


def aliases_of(students: Iterable[str]) -> dict[str, str]:
    """Give each student a number, in an order that says nothing about names."""
    order = list(students)
    secrets.SystemRandom().shuffle(order)
    return {student: f"Student {number}" for number, student in enumerate(order, 1)}


class Anonymiser:
    """Takes the names of a class out of texts.

    Args:
        names: what the students are called: ids, names, addresses.
        taught: words that the instructor's own notebooks use; in code they say nothing about
            anybody, even where a student is called Max.
    """

    def __init__(self, names: Iterable[str], taught: Iterable[str] = ()) -> None:
        words = {word.casefold() for name in names for word in _WORD.findall(name)}
        self._names = {word for word in words if len(word) > 1}
        self._taught = _PYTHON | {
            word.casefold() for text in taught for word in _WORD.findall(text)
        }

    def text(self, text: str) -> str:
        """Return a text without any word that is a part of somebody's name."""
        return self._without(text, self._names)

    def code(self, source: str) -> str:
        """Return code without comments, and without names in its texts and identifiers.

        A word that Python or the instructor's notebook uses is kept, except in a text.
        """
        lines = source.splitlines(keepends=True)
        try:
            tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
        except (tokenize.TokenError, SyntaxError, ValueError):
            return self.text(re.sub(r"#.*", "", source))
        for token in reversed(tokens):
            kind = tokenize.tok_name[token.type]
            if kind == "COMMENT":
                new = ""
            elif kind in ("STRING", "FSTRING_MIDDLE"):
                new = self.text(token.string)
            elif kind == "NAME":
                new = self._without(token.string, self._names - self._taught)
            else:
                continue
            if new != token.string:
                _replace(lines, token, new)
        kept = [line.rstrip() for line in "".join(lines).splitlines()]
        return "\n".join(kept).strip("\n")

    def taught(self, text: str) -> str:
        """Return a text of the instructor's without names that only a student can have put in."""
        return self._without(text, self._names - self._taught)

    @staticmethod
    def _without(text: str, words: set[str]) -> str:
        return _WORD.sub(lambda found: GONE if found[0].casefold() in words else found[0], text)


def _replace(lines: list[str], token: tokenize.TokenInfo, new: str) -> None:
    (first, start), (last, end) = token.start, token.end
    head, tail = lines[first - 1][:start], lines[last - 1][end:]
    lines[first - 1 : last] = [head + new + tail]


def names_of(row: Mapping[str, str | None]) -> list[str]:
    """Return all that a student is called."""
    return [value for value in row.values() if value]
