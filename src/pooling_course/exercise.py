"""What one exercise is: marks, lesson, known mistakes, and how an answer is examined."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[..., Any]


@dataclass(frozen=True)
class Marks:
    """The marks of the visible check and of the hidden tests."""

    check: int
    hidden: int


@dataclass(frozen=True)
class KnownMistake:
    """A wrong answer that students really write.

    `key` names it for tests and reports, `hint` points the student at the idea (not at the
    fix), and `wrong` are functions that do what an answer with this mistake does. `lesson` is the
    section to read again, if it is not the exercise's own.
    """

    key: str
    hint: str
    wrong: tuple[Answer, ...]
    lesson: str | None = None


@dataclass(frozen=True, kw_only=True)
class Exercise(ABC):
    """One exercise: everything that is known about it stands in its declaration."""

    name: str
    assignment: str
    marks: Marks
    lesson: str
    mistakes: tuple[KnownMistake, ...] = field(default=())

    @abstractmethod
    def examine(self, answer: Answer, *, thorough: bool) -> float | None:
        """Try the answer and print one line on what was tried.

        Returns the marks earned where there are partial marks, else None. Raises `WrongAnswer` if
        the answer is wrong.
        """
