"""The exercises, each declared once."""

from __future__ import annotations

from pooling_course.exercise import Exercise
from pooling_course.exercises import by_hand, gradients, in_keras, trade_offs, with_a_loop
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
    import pooling_course.shrink  # noqa: F401 - loads Hypothesis, which failing checks need

    for exercise in EXERCISES.values():
        if isinstance(exercise, FunctionExercise):
            exercise.draw_calls()
