"""What one exercise is: marks, lesson, known mistakes, and how an answer is examined."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Marks:
    """The marks of the visible check and of the hidden tests."""

    check: int
    hidden: int


@dataclass(frozen=True)
class Section:
    """A section of a lesson: the notebook's name in `course/`, and the section's heading."""

    lesson: str
    heading: str

    def __str__(self) -> str:
        return f'lesson {int(self.lesson[:2])}, "{self.heading}"'

    def html(self) -> str:
        """A link to the section that works from a notebook in `release/` or `source/`."""
        path = f"../../course/{self.lesson}.ipynb#{self.heading.replace(' ', '-')}"
        return f'<a href="{escape(path)}">{escape(str(self))}</a>'


@dataclass(frozen=True)
class Mistake:
    """A mistake that students really make.

    `key` names it for tests and reports, `hint` points the student at the idea (not at the fix).
    `lesson` is the section to read again, if it is not the exercise's own.
    """

    key: str
    hint: str
    lesson: Section | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class KnownMistake(Mistake):
    """A mistake in a function: `wrong` are functions that do what such an answer does.

    `at_least` makes such a function for the number that the answer gives in place of lower ones.
    With `raises`, an answer that does nothing wrong but raise may have this mistake.
    """

    wrong: tuple[Answer, ...]
    at_least: Callable[[float], Answer] | None = field(default=None, kw_only=True)
    raises: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """One exercise: everything that is known about it stands in its declaration."""

    name: str
    assignment: str
    marks: Marks
    lesson: Section

    @property
    def mistake_keys(self) -> frozenset[str]:
        """The mistakes that a finding may name; none where a check does not name any."""
        return frozenset()

    @abstractmethod
    def examine(self, answer: Answer, *, thorough: bool) -> float | None:
        """Try the answer and print one line on what was tried.

        Returns the marks earned where there are partial marks, else None. Raises `WrongAnswer` if
        the answer is wrong.
        """
