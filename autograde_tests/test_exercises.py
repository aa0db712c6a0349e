"""The declarations themselves: references, known mistakes, marks."""

import itertools
from pathlib import Path

import nbformat
import pytest

from pooling_course.exercises import EXERCISES
from pooling_course.function_exercise import FunctionExercise
from pooling_course.trial import attempt, same_outcome

FUNCTIONS = [e for e in EXERCISES.values() if isinstance(e, FunctionExercise)]


def outcomes(exercise, answer):
    calls = (*exercise.ordinary_calls, *exercise.legal_calls)
    return [attempt(answer, call.arguments, as_array=exercise.as_array) for call in calls]


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_reference_gives_numbers_on_every_legal_call(exercise):
    for call in (*exercise.ordinary_calls, *exercise.legal_calls):
        assert call.expected.value is not None, call
        assert call.expected.changed is None


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_at_least_eight_known_mistakes_and_no_key_twice(exercise):
    keys = [mistake.key for mistake in exercise.mistakes]
    assert len(keys) >= 8
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=lambda e: e.name)
def test_every_known_mistake_is_wrong_and_told_apart_from_all_others(exercise):
    """Two mistakes that do the same on all calls could never be named."""
    done = {
        (mistake.key, number): outcomes(exercise, wrong)
        for mistake in exercise.mistakes
        for number, wrong in enumerate(mistake.wrong)
    }
    calls = (*exercise.ordinary_calls, *exercise.legal_calls)
    expected = [call.expected for call in calls]
    alike = [key for key, got in done.items() if all(map(same_outcome, got, expected))]
    assert not alike, f"not wrong at all: {alike}"
    alike = [
        (one, other)
        for (one, first), (other, second) in itertools.combinations(done.items(), 2)
        if one[0] != other[0]
        and all(map(same_outcome, first, second))
        # of two that never give anything, the words of their errors are compared
        and not (all(o.raised for o in first) and words(first) != words(second))
    ]
    assert not alike


def words(outcomes):
    return [outcome.lines[-1] for outcome in outcomes]


LESSONS = Path(__file__).parents[1] / "course"


def headings(lesson):
    cells = nbformat.read(LESSONS / f"{lesson}.ipynb", as_version=4).cells
    lines = [
        line for cell in cells if cell.cell_type == "markdown" for line in cell.source.splitlines()
    ]
    return [line.lstrip("#").strip() for line in lines if line.startswith("#")]


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.name)
def test_the_sections_to_read_again_exist(exercise):
    sections = {exercise.lesson, *(m.lesson for m in getattr(exercise, "mistakes", ()))} - {None}
    for section in sections:
        assert section.heading in headings(section.lesson)
