"""Checks of the exercises: `check.max_pool(max_pool)` tries an answer and says what is wrong.

There is one check for each exercise, under the exercise's name.
"""

from __future__ import annotations

from pooling_course.exercise import Answer, Exercise
from pooling_course.exercises import EXERCISES
from pooling_course.failure import WrongAnswer

__all__ = ["Check", "WrongAnswer", *EXERCISES]


class Check:
    """The check of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.__doc__ = f"Check an answer to `{exercise.name}`."

    def __call__(self, answer: Answer, *, thorough: bool = False) -> float | None:
        """Try `answer`, print one line if it is right, and raise `WrongAnswer` if it is not.

        The visible check tries ordinary arguments; with `thorough=True` everything that the
        exercise declares legal is tried. An exercise with partial marks returns the marks earned.
        """
        return self.exercise.examine(answer, thorough=thorough)

    def __repr__(self) -> str:
        return f"check.{self.exercise.name}"


def __getattr__(name: str) -> Check:
    if name in EXERCISES:
        return Check(EXERCISES[name])
    raise AttributeError(f"there is no check for an exercise named {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
