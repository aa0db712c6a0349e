"""One exercise of another course: what is given, a solution, tests, and wrong answers."""

from __future__ import annotations

from dataclasses import dataclass

import nbformat
from tiny_course import cell


@dataclass(frozen=True)
class Exercise:
    """An exercise; all texts are Python.

    Attributes:
        name: its grade id.
        solution: a right answer.
        tests: the test cell's text.
        wrong: wrong answers.
        given: a locked cell before the answer, if there is one.
        right: further right answers.
        shown: an unlocked cell between the two, if there is one.
    """

    name: str
    solution: str
    tests: str
    wrong: tuple[str, ...] = ()
    given: str = ""
    right: tuple[str, ...] = ()
    shown: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """All answers, the right ones first; the last is an answer left empty."""
        return (self.solution, *self.right, *self.wrong, "raise NotImplementedError()")

    def cells(self) -> list[nbformat.NotebookNode]:
        """The exercise's cells in the source notebook."""
        text = f"### BEGIN SOLUTION\n{self.solution}\n### END SOLUTION"
        made = [cell("code", text, self.name, solution=True)]
        if self.shown:
            made.insert(0, cell("code", self.shown))
        if self.given:
            made.insert(0, cell("code", self.given, f"{self.name}-given", locked=True))
        grade = {"grade": True, "locked": True, "points": 2}
        return [*made, cell("code", self.tests, f"{self.name}-test", **grade)]
