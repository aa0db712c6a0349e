"""What a student's function makes of an image that is explored, beside what is right."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer
from pooling_course.pooling import pool as pooled_image
from pooling_course.trial import TOO_LONG, Outcome, attempt, differing

SECONDS = 2.0
MOST_PRINTED_LINES = 10
NOTHING = np.zeros((0, 0))


@dataclass(frozen=True)
class Settings:
    """How the image is pooled, and which of its channels is shown.

    `plane` counts the channels of the first image, then those of the next.
    """

    size: int
    stride: int
    pool: str = "max"
    padding: str = "valid"
    plane: int = 0


@dataclass(frozen=True)
class StudentOutput:
    """The output of a student's function for one plane of the image.

    `values` and `differs` are `(rows, columns)`, empty if there is nothing to draw; `message` says
    in a sentence or two how they compare with what is right; `lines` are the student's own lines of
    a traceback, or what was printed.
    """

    message: str
    right: bool = False
    values: Array = field(default_factory=lambda: NOTHING)
    differs: Array = field(default_factory=lambda: NOTHING.astype(bool))
    lines: tuple[str, ...] = ()


def accepted(answer: Answer) -> int:
    """How many of image, size and stride the function takes by position."""
    try:
        parameters = inspect.signature(answer).parameters.values()
    except (TypeError, ValueError):  # some functions written in C do not say
        return 3
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return 3
    by_position = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    number = sum(each.kind in by_position for each in parameters)
    return min(max(number, 1), 3)


def student_output(answer: Answer, image: Array, settings: Settings) -> StudentOutput:
    """Run the function, and compare what it gives for one plane of the image.

    An image of two axes is given to it as it is, one of three a channel at a time, and four axes
    at once.
    """
    channels = image.shape[-1] if image.ndim > 2 else 1
    number, channel = divmod(settings.plane, channels)
    given = image[:, :, channel] if image.ndim == 3 else image
    arguments = (given, settings.size, settings.stride)[: accepted(answer)]
    outcome = attempt(answer, arguments, seconds=SECONDS)
    if outcome.value is None:
        return _no_output(outcome)
    expected, got = expected_output(given, settings), outcome.value
    shapes = "" if got.shape == expected.shape else _shapes(got, expected)
    if given.ndim == 4 and got.ndim == 4 and number < got.shape[0] and channel < got.shape[3]:
        got, expected = got[number, :, :, channel], expected[number, :, :, channel]
    if got.ndim != 2 or expected.ndim != 2:
        return StudentOutput(shapes, lines=_printed(outcome))
    differs = _where(got, expected)
    message = shapes or _counted(differs)
    right = not shapes and not differs.any()
    if outcome.changed is not None:
        right = False
        message += " It changes its argument: work on a copy."
    return StudentOutput(message, right, got.astype(np.float64), differs, _printed(outcome))


def expected_output(image: Array, settings: Settings) -> Array:
    """What is right for an image `(rows, columns)`, or a stack, each channel on its own."""
    how = (settings.size, settings.stride, settings.pool, settings.padding)
    if image.ndim == 2:
        return pooled_image(image, *how)
    images, _, _, channels = image.shape
    planes = [
        pooled_image(image[number, :, :, channel], *how)
        for number, channel in product(range(images), range(channels))
    ]
    stack = np.stack(planes).reshape(images, channels, *planes[0].shape)
    return np.moveaxis(stack, 1, 3)


def _no_output(outcome: Outcome) -> StudentOutput:
    if outcome.trouble == TOO_LONG:
        message = f"Your function has no result after {SECONDS:g} seconds: does a loop never end?"
        return StudentOutput(message, lines=_printed(outcome))
    if outcome.lines:
        return StudentOutput("Your function raises an error.", lines=outcome.lines)
    return StudentOutput(f"Your function gives {outcome.trouble}.", lines=_printed(outcome))


def _printed(outcome: Outcome) -> tuple[str, ...]:
    lines = outcome.printed.strip().splitlines()
    return ("It printed:", *lines[:MOST_PRINTED_LINES]) if lines else ()


def _shapes(got: Array, expected: Array) -> str:
    return f"Your function gives an output of shape {got.shape}; the right one is {expected.shape}."


def _counted(differs: Array) -> str:
    wrong, values = int(differs.sum()), differs.size
    if not wrong:
        return f"Your function is right here: all {values:,} values agree."
    verb = "differs" if wrong == 1 else "differ"
    return f"{wrong:,} of the {values:,} values of your function {verb}."


def _where(got: Array, expected: Array) -> Array:
    """Where a value is not the right one; values for which there is no window differ too."""
    differs = np.ones(got.shape, bool)
    both = tuple(slice(0, min(sides)) for sides in zip(got.shape, expected.shape, strict=True))
    differs[both] = differing(expected[both], got[both])
    return differs
