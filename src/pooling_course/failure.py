"""What a student sees when an answer is wrong: a short text, and a picture above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pooling_course.exercise import Section
from pooling_course.picture import Picture

FINDING = "application/vnd.safegrade.finding+json"


class WrongAnswer(AssertionError):
    """An answer is wrong. The text says on which call, what was expected and what came.

    `finding` is the same as data, for a report on the whole class: the exercise, the known mistake
    if one was recognised, and the example.
    """

    def __init__(
        self,
        text: str,
        *,
        picture: Picture | None = None,
        section: Section | None = None,
        finding: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(text)
        self.picture = picture
        self.section = section
        self.finding = dict(finding or {})

    def shown(self) -> WrongAnswer:
        """Display the picture and hand over the finding, where there is a notebook to show it."""
        from pooling_course.notebook import display

        bundle: dict[str, Any] = {FINDING: self.finding}
        link = f"<p>Read again: {self.section.html()}</p>" if self.section else ""
        bundle["text/html"] = (self.picture.html() if self.picture else "") + link
        bundle["text/plain"] = self.picture.text() if self.picture else ""
        display(bundle)
        return self

    def _render_traceback_(self) -> list[str]:
        """IPython prints these lines in place of a traceback through our code."""
        # bold, as the red that IPython has for this is hard to read on Jupyter's red
        return [f"\x1b[1m{type(self).__name__}\x1b[0m", *str(self).splitlines()]
