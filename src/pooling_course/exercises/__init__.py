"""The exercises, each declared once."""

from __future__ import annotations

from pooling_course.exercise import Exercise
from pooling_course.exercises import by_hand, gradients, in_keras, trade_offs, with_a_loop

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for module in (by_hand, with_a_loop, in_keras, trade_offs, gradients)
    for exercise in module.EXERCISES
}
