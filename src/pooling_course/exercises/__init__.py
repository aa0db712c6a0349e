"""The exercises, each declared once."""

from __future__ import annotations

import contextlib
import sys

from pooling_course.exercise import Exercise
from pooling_course.exercises import by_hand, gradients, in_keras, trade_offs, with_a_loop
from pooling_course.failure import WrongAnswer
from pooling_course.function_exercise import FunctionExercise
from pooling_course.model_exercise import ModelExercise, learn_apart

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for module in (by_hand, with_a_loop, in_keras, trade_offs, gradients)
    for exercise in module.EXERCISES
}


def prepare(assignment: str) -> None:
    """Do once what an assignment's checks need, before the processes are forked that run them.

    An assignment of another name may hold any exercise. TensorFlow runs nothing in this process,
    as it would start threads: the reference answers of function exercises need NumPy alone, and the
    right models are built elsewhere.
    """
    needed = [one for one in EXERCISES.values() if one.assignment == assignment]
    needed = needed or list(EXERCISES.values())
    if "keras" in sys.modules:
        learn_apart([one for one in needed if isinstance(one, ModelExercise)])
    functions = [one for one in needed if isinstance(one, FunctionExercise)]
    for exercise in functions:
        exercise.draw_calls()
    # The first answer that fails loads Hypothesis, and fills the tables that it looks things up in.
    with contextlib.suppress(WrongAnswer):
        for exercise in functions[:1]:
            exercise.examine(lambda *_: 0, thorough=False)
