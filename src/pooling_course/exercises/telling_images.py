"""The exercise in which students test the testers: images that tell wrong pooling from right."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer, Exercise
from pooling_course.exercises import pooling_mistakes as wrong
from pooling_course.explanation import WIDTH
from pooling_course.failure import WrongAnswer
from pooling_course.pooling import max_pool
from pooling_course.trial import TOO_LONG, attempt, same_outcome

MOST_IMAGES = 5
SMALLEST = 2
LARGEST = 32


@dataclass(frozen=True)
class WrongPooling:
    """A wrong 2 by 2 max pooling function: its name, and what it does."""

    name: str
    behaviour: str
    pool: Callable[[Array], object]


def _two_by_two(pool: wrong.Pool) -> Callable[[Array], object]:
    return lambda image: pool(image, 2, 2)


SHOWN = (
    WrongPooling(
        "last_pixel",
        "keeps the last pixel of each window, whatever the others are",
        _two_by_two(wrong.loop(lambda window: window[-1, -1])),
    ),
    WrongPooling(
        "starts_at_zero",
        "looks for the largest value, but starts its search at 0",
        lambda image: np.maximum(max_pool(image), 0),
    ),
    WrongPooling(
        "overlapping",
        "moves its window by one pixel from window to window, not by two",
        _two_by_two(wrong.loop(start=lambda k, size, stride: k)),
    ),
    WrongPooling(
        "transposed",
        "returns the output with rows and columns swapped",
        lambda image: max_pool(image).T,
    ),
    WrongPooling(
        "keeps_the_rest",
        "pools a last odd row or column too, as if it were a whole window",
        _two_by_two(wrong.loop(outputs=lambda side, size, stride: -(-side // stride))),
    ),
    WrongPooling(
        "average",
        "returns the mean of each window",
        _two_by_two(wrong.loop(wrong.mean)),
    ),
)

HIDDEN = (
    WrongPooling(
        "first_column",
        "looks at the first column of each window only",
        _two_by_two(wrong.loop(lambda window: window[:, 0].max())),
    ),
    WrongPooling(
        "diagonal",
        "looks at the first and the last pixel of each window only",
        _two_by_two(wrong.loop(lambda window: max(window[0, 0], window[-1, -1]))),
    ),
    WrongPooling(
        "largest_size",
        "keeps the value of each window that is farthest from zero, without its sign",
        _two_by_two(wrong.loop(lambda window: np.abs(window).max())),
    ),
    WrongPooling(
        "drops_the_last_column",
        "leaves the last column of the output at 0 where it has more than one",
        lambda image: _last_column_cleared(max_pool(image)),
    ),
    WrongPooling(
        "square_output",
        "takes the number of rows for the number of columns as well",
        lambda image: max_pool(image)[:, : image.shape[0] // 2],
    ),
    WrongPooling(
        "whole_numbers",
        "drops the digits after the decimal point",
        lambda image: np.trunc(max_pool(image)),
    ),
)


def _last_column_cleared(output: Array) -> Array:
    cleared = output.copy()
    if output.shape[1] > 1:
        cleared[:, -1] = 0
    return cleared


@dataclass(frozen=True, kw_only=True)
class TellingImages(Exercise):
    """A list of at most five images that show every wrong pooling function to be wrong."""

    def examine(self, answer: Answer, *, thorough: bool) -> float:
        """Count the wrong functions that are caught, and say which are not.

        Returns the marks earned, in proportion. Raises `WrongAnswer` if the answer gives no list of
        images, or none of the functions is caught.
        """
        images = self._images(answer)
        functions = HIDDEN if thorough else SHOWN
        escaped = [function for function in functions if not _caught(function, images)]
        caught = len(functions) - len(escaped)
        marks = self.marks.hidden if thorough else self.marks.check
        lines = [f"telling_images: {caught} of {len(functions)} wrong functions are caught."]
        if escaped:
            lines.append("These give right results on all of your images:")
            lines += [line for function in escaped for line in _described(function)]
        if not caught:
            raise WrongAnswer("\n".join(lines), finding={"exercise": self.name})
        print("\n".join(lines))
        return marks * caught / len(functions)

    def _images(self, answer: Answer) -> list[Array]:
        if not callable(answer):
            raise WrongAnswer(f"{self.name} is not a function but {answer!r}.")
        outcome = attempt(answer, (), as_array=_anything)
        if outcome.trouble == TOO_LONG:
            raise WrongAnswer(f"{self.name} has no result after 2 seconds.")
        if outcome.lines:
            lines = "\n".join(f"    {line}" for line in outcome.lines)
            raise WrongAnswer(f"{self.name} raises an error:\n\n{lines}")
        returned = outcome.returned
        if not isinstance(returned, (list, tuple)):
            raise WrongAnswer(
                f"{self.name} returns {type(returned).__name__}, not a list of images."
            )
        if not 1 <= len(returned) <= MOST_IMAGES:
            raise WrongAnswer(
                f"{self.name} returns {len(returned)} images; one to {MOST_IMAGES} are asked for."
            )
        return [_image(number, image) for number, image in enumerate(returned)]


def _described(function: WrongPooling) -> list[str]:
    text = f"{function.name}: it {function.behaviour}"
    return textwrap.wrap(text, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8)


def _anything(_result: object) -> Array:
    return np.zeros(0)


def _image(number: int, image: object) -> Array:
    problem = None
    try:
        array = np.asarray(image)
    except Exception:
        array = np.zeros(0)
        problem = "is not an array"
    if problem is None:
        if array.dtype.kind not in "iuf":
            problem = f"holds no numbers but {array.dtype}"
        elif array.ndim != 2:
            problem = f"has the shape {array.shape}; an image is (rows, columns)"
        elif not all(SMALLEST <= side <= LARGEST for side in array.shape):
            problem = f"has the shape {array.shape}; sides have {SMALLEST} to {LARGEST} pixels"
        elif not np.isfinite(array).all():
            problem = "holds a value that is not finite"
    if problem is not None:
        raise WrongAnswer(f"Image {number} of your list {problem}.")
    return array


def _caught(function: WrongPooling, images: list[Array]) -> bool:
    return any(
        not same_outcome(attempt(function.pool, (image,)), attempt(max_pool, (image,)))
        for image in images
    )
