"""Which submissions are alike: a signal for a person to look, never a verdict.

Identical answers are found by their text without comments, spaces and names chosen by the
student; near copies by the likeness of their normalised tokens, as RapidFuzz measures it.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import keyword
import tokenize
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import compute_checksum
from rapidfuzz.distance import Indel

from .reading import UnreadableError, read_notebook
from .settings import Safegrade

_SHORT = 60
"""Answers of fewer tokens are alike by themselves: there are few ways to write them."""


@dataclass(frozen=True)
class Similar:
    """Two submissions that are alike.

    Attributes:
        likeness: 1 for the same tokens, 0 for none in common.
    """

    first: str
    second: str
    likeness: float
    what: str


def normalised(source: str) -> tuple[str, ...]:
    """Return the tokens of a text, with every name that is not Python's own made one."""
    tokens = []
    skipped = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENCODING}
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in skipped:
                continue
            if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                tokens.append("name")
            elif token.type in (tokenize.INDENT, tokenize.DEDENT):
                tokens.append(tokenize.tok_name[token.type])
            else:
                tokens.append(token.string)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return tuple(source.split())
    return tuple(tokens)


def similar_answers(course: CourseDirectory, settings: Safegrade) -> list[Similar]:
    """Compare the graded notebooks of an assignment and return the pairs that are alike."""
    if settings.similarity > 1:
        return []
    pattern = course.format_path(course.autograded_directory, "*", course.assignment_id)
    root = Path(pattern.split("*", 1)[0])
    tokens: dict[str, tuple[str, ...]] = {}
    texts: dict[str, str] = {}
    for path in sorted(root.glob(pattern[len(str(root)) + 1 :] + "/*.ipynb")):
        student = path.relative_to(root).parts[0]
        try:
            notebook = read_notebook(path)
        except UnreadableError:
            continue
        parts: list[str] = []
        for cell in notebook.cells:
            entry = cell.metadata.get("nbgrader", {})
            answered = entry.get("solution") and cell.cell_type == "code"
            if answered and entry.get("checksum") != compute_checksum(cell):
                parts.append(cell.source)
        source = "\n".join(parts)
        texts[student] = texts.get(student, "") + source
        tokens[student] = tokens.get(student, ()) + normalised(source)
    return _pairs(tokens, texts, settings.similarity)


def _pairs(
    tokens: dict[str, tuple[str, ...]], texts: dict[str, str], least: float
) -> list[Similar]:
    found: list[Similar] = []
    same: dict[str, list[str]] = defaultdict(list)
    for student, text in texts.items():
        if text.strip():
            same[hashlib.sha256(text.encode()).hexdigest()].append(student)
    identical = {pair for students in same.values() for pair in itertools.combinations(students, 2)}
    found += [Similar(one, two, 1.0, "the same text") for one, two in sorted(identical)]
    long = {student: parts for student, parts in tokens.items() if len(parts) >= _SHORT}
    for (one, left), (two, right) in itertools.combinations(long.items(), 2):
        if (one, two) in identical:
            continue
        likeness = Indel.normalized_similarity(left, right, score_cutoff=least)
        if likeness >= least:
            what = "the same but for names" if likeness == 1 else "nearly the same"
            found.append(Similar(one, two, float(likeness), what))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first, pair.second))
