"""What a check says about a wrong answer, as data in the output of its cell.

Any course's check can say it: it displays a bundle with the MIME type ``FINDING`` and a JSON object
of texts, each of which may be missing::

    display({FINDING: {"mistake": "stride-ignored", "hint": "Use stride.", …}, "text/plain": ""},
            raw=True)

Only what the marker's room displays is kept: in a student's output the type is removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from nbformat import NotebookNode

from .cells import is_test

FINDING = "application/vnd.safegrade.finding+json"

_LONGEST = 10_000


@dataclass(frozen=True)
class Finding:
    """What is wrong with an answer; a text is empty where the check does not say it.

    Attributes:
        exercise: the exercise's name, if it is not clear from the cell.
        mistake: a short name of the mistake, the same for all who make it.
        hint: a sentence for the student.
        trouble: what came instead of a value, such as an exception.
        example: code that shows the mistake.
    """

    exercise: str = ""
    mistake: str = ""
    hint: str = ""
    trouble: str = ""
    example: str = ""

    @classmethod
    def from_json(cls, content: Any) -> Finding:
        """Keep the texts that are known, up to 10,000 characters each."""
        entry = content if isinstance(content, dict) else {}
        texts = {one.name: entry.get(one.name) for one in fields(cls)}
        return cls(**{name: _text(value) for name, value in texts.items()})

    def to_json(self) -> dict[str, str]:
        """Return the texts that are not empty."""
        return {one.name: text for one in fields(self) if (text := getattr(self, one.name))}


def findings_of(notebook: NotebookNode) -> Iterator[tuple[str, Finding]]:
    """Yield the findings in a graded notebook's tests, with the cell's ``grade_id``."""
    for cell in notebook.cells:
        if not is_test(cell):
            continue
        for output in cell.outputs:
            content = output.get("data", {}).get(FINDING)
            if content is not None:
                yield cell.metadata.nbgrader["grade_id"], Finding.from_json(content)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return value[:_LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\0", "")
