"""The exercises, each declared once."""

from __future__ import annotations

from pooling_course.exercise import Exercise
from pooling_course.exercises import by_hand, with_a_loop

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise for module in (by_hand, with_a_loop) for exercise in module.EXERCISES
}
