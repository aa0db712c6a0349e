"""The exercises, each declared once."""

from __future__ import annotations

import contextlib

from pooling_course.exercise import Exercise
from pooling_course.exercises import by_hand, gradients, in_keras, trade_offs, with_a_loop
from pooling_course.failure import WrongAnswer
from pooling_course.function_exercise import FunctionExercise

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for module in (by_hand, with_a_loop, in_keras, trade_offs, gradients)
    for exercise in module.EXERCISES
}


def prepare() -> None:
    """Do once what every check needs, before the processes are forked in which the checks run.

    The reference answers of function exercises need NumPy alone: TensorFlow starts no thread.
    """
    for exercise in EXERCISES.values():
        if isinstance(exercise, FunctionExercise):
            exercise.draw_calls()
    # The first answer that fails loads Hypothesis, and fills the tables that it looks things up in.
    with contextlib.suppress(WrongAnswer):
        EXERCISES["first_window"].examine(lambda image: image.min(), thorough=False)
