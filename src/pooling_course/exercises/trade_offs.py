"""Assignment 4: what pooling costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from pooling_course.arguments import Array, legal_shape, legal_values, ordinary_values, side
from pooling_course.choices import Choose
from pooling_course.exercise import Answer, Exercise, KnownMistake, Marks, Section
from pooling_course.failure import WrongAnswer
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.model_exercise import (
    FOUND_OUTSIDE,
    built,
    first_line,
    images,
    rows_for_images,
)
from pooling_course.trial import quietly

ASSIGNMENT = "4_trade_offs"
LESSON = "04_what_pooling_costs"

NOTHING_RETURNED = KnownMistake(
    "nothing-returned",
    "Your function returns None: a result that is computed or printed, but not returned, is lost.",
    (lambda *_: None,),
)


def _mistake(
    key: str, hint: str, *wrongs: Callable[..., object], raises: bool = False
) -> KnownMistake:
    return KnownMistake(key, hint, wrongs, raises=raises)


# shift ---------------------------------------------------------------------------------------


def shift(image: Array, rows: int, columns: int, fill: float = 0) -> Array:
    """The image moved down and right; new pixels are `fill`."""
    moved = np.full_like(image, fill)
    height, width = image.shape
    if abs(rows) < height and abs(columns) < width:
        moved[max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)] = (
            image[max(-rows, 0) : height - max(rows, 0), max(-columns, 0) : width - max(columns, 0)]
        )
    return moved


def _ordinary_shift(choose: Choose) -> Arguments:
    image = ordinary_values(choose, (side(choose, 3, 6), side(choose, 3, 6)))
    return (image, choose.among((1, 2, 0, -1, -2)), choose.among((1, 0, 2, -1, -2)))


def _legal_shift(choose: Choose) -> Arguments:
    image = legal_values(choose, legal_shape(choose, 1, 8))
    return (image, choose.integer(-10, 10), choose.integer(-10, 10))


def _rolled(image: Array, rows: int, columns: int) -> Array:
    return np.roll(image, (rows, columns), (0, 1))


def _edges(image: Array, rows: int, columns: int) -> Array:
    """New pixels repeat the nearest old one."""
    down = np.clip(np.arange(image.shape[0]) - rows, 0, image.shape[0] - 1)
    across = np.clip(np.arange(image.shape[1]) - columns, 0, image.shape[1] - 1)
    return image[np.ix_(down, across)]


def _changing_shift(image: Array, rows: int, columns: int) -> Array:
    moved = shift(image, rows, columns)
    image[:1, :1] = image.max() + 1
    return moved


def _large_rolled(image: Array, rows: int, columns: int) -> Array:
    """Right, but a shift by more than the image comes in again on the other side."""
    height, width = image.shape
    if abs(rows) >= height or abs(columns) >= width:
        return shift(image, int(np.fmod(rows, height)), int(np.fmod(columns, width)))
    return shift(image, rows, columns)


def _cleared_for_positive(image: Array, rows: int, columns: int) -> Array:
    moved = _rolled(image, rows, columns)
    if rows > 0:
        moved[:rows] = 0
    if columns > 0:
        moved[:, :columns] = 0
    return moved


def _one_cleared(image: Array, rows: int, columns: int) -> Array:
    moved = _rolled(image, rows, columns)
    if rows:
        moved[0 if rows > 0 else -1] = 0
    if columns:
        moved[:, 0 if columns > 0 else -1] = 0
    return moved


def _other_side_cleared(image: Array, rows: int, columns: int) -> Array:
    moved = _rolled(image, rows, columns)
    if rows:
        moved[slice(-rows, None) if rows > 0 else slice(None, -rows)] = 0
    if columns:
        moved[:, slice(-columns, None) if columns > 0 else slice(None, -columns)] = 0
    return moved


def _from_negative_positions(image: Array, rows: int, columns: int) -> Array:
    moved = np.zeros(image.shape)
    for r, c in np.ndindex(*image.shape):
        if -image.shape[0] <= r - rows < image.shape[0] and (
            -image.shape[1] <= c - columns < image.shape[1]
        ):
            moved[r, c] = image[r - rows, c - columns]
    return moved


def _to_negative_positions(image: Array, rows: int, columns: int) -> Array:
    moved = np.zeros(image.shape)
    for r, c in np.ndindex(*image.shape):
        if -image.shape[0] <= r + rows < image.shape[0] and (
            -image.shape[1] <= c + columns < image.shape[1]
        ):
            moved[r + rows, c + columns] = image[r, c]
    return moved


def _slices_for_positive(image: Array, rows: int, columns: int) -> Array:
    moved = np.zeros_like(image)
    height, width = image.shape
    moved[rows:, columns:] = image[: height - rows, : width - columns]
    return moved


def _from_positions(image: Array, rows: int, columns: int) -> Array:
    """A position that is below the image's end is taken, however negative it is."""
    moved = np.zeros_like(image)
    for r, c in np.ndindex(*image.shape):
        if r - rows < image.shape[0] and c - columns < image.shape[1]:
            moved[r, c] = image[r - rows, c - columns]
    return moved


def _to_positions(image: Array, rows: int, columns: int) -> Array:
    moved = np.zeros_like(image)
    for r, c in np.ndindex(*image.shape):
        if r + rows < image.shape[0] and c + columns < image.shape[1]:
            moved[r + rows, c + columns] = image[r, c]
    return moved


def _shorter_loops(image: Array, rows: int, columns: int, *, bounds: bool) -> Array:
    """Loops that end earlier by as many pixels as the image moves, so later for negative ones."""
    moved = np.zeros_like(image)
    height, width = image.shape
    for r in range(height - rows):
        for c in range(width - columns):
            if not bounds or (r + rows < height and c + columns < width):
                moved[r + rows, c + columns] = image[r, c]
    return moved


def _slices_up_to_the_image(image: Array, rows: int, columns: int) -> Array:
    """Right slices, as long as the shift is smaller than the image."""
    moved = np.zeros_like(image)
    height, width = image.shape
    moved[max(rows, 0) : height + min(rows, 0), max(columns, 0) : width + min(columns, 0)] = image[
        max(-rows, 0) : height - max(rows, 0), max(-columns, 0) : width - max(columns, 0)
    ]
    return moved


def _slices_with_minus(image: Array, rows: int, columns: int) -> Array:
    moved = np.zeros_like(image)
    moved[rows:, columns:] = image[:-rows, :-columns]
    return moved


def _same_signs_only(image: Array, rows: int, columns: int) -> Array:
    same = (rows >= 0) == (columns >= 0)
    return shift(image, rows, columns) if same else np.zeros_like(image)


def _without_an_edge(image: Array, rows: int, columns: int, part: str) -> Array:
    """The pixels of the first row and column of the result, or of the image's last, are lost."""
    kept = image.copy()
    if part == "first old":
        kept[:1] = 0
        kept[:, :1] = 0
    if part == "last old":
        kept[-1:] = 0
        kept[:, -1:] = 0
    moved = shift(kept, rows, columns)
    if part == "first new":
        moved[:1] = 0
        moved[:, :1] = 0
    return moved


shift_exercise = FunctionExercise(
    name="shift",
    assignment=ASSIGNMENT,
    marks=Marks(1, 1),
    lesson=Section(LESSON, "Shifted images"),
    reference=lambda image, rows, columns: shift(image, rows, columns),
    ordinary=_ordinary_shift,
    legal=_legal_shift,
    mistakes=(
        NOTHING_RETURNED,
        _mistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            _changing_shift,
        ),
        _mistake(
            "comes-in-again",
            "What leaves the image on one side comes in again on the other. New pixels are 0.",
            _rolled,
            lambda image, rows, columns: _rolled(image, rows, 0),
            lambda image, rows, columns: _rolled(image, 0, columns),
            lambda image, rows, columns: _rolled(image, -rows, -columns),
            lambda image, rows, columns: _rolled(image, columns, rows),
            lambda image, rows, columns: np.roll(image, rows * image.shape[1] + columns),
        ),
        _mistake(
            "comes-in-again-for-negative",
            "For negative numbers, what leaves the image on one side comes in again on the other.",
            _cleared_for_positive,
        ),
        _mistake(
            "one-row-cleared",
            "Only one row or column of what comes in again is cleared: how many are new?",
            _one_cleared,
        ),
        _mistake(
            "other-side-cleared",
            "You clear pixels of the image, and not those that come in again: on which side are "
            "they?",
            _other_side_cleared,
        ),
        _mistake(
            "negative-position",
            "Python counts a negative position from the end: pixels come in again on the other "
            "side.",
            _from_negative_positions,
            _to_negative_positions,
            _from_positions,
            _to_positions,
            raises=True,
        ),
        _mistake(
            "positive-only",
            "What do your slices hold where a number is negative, or 0?",
            _slices_for_positive,
            _slices_with_minus,
            _same_signs_only,
            lambda image, rows, columns: _shorter_loops(image, rows, columns, bounds=False),
            lambda image, rows, columns: _shorter_loops(image, rows, columns, bounds=True),
            raises=True,
        ),
        _mistake(
            "larger-than-the-image",
            "An image may move by more than its own size: where do your slices begin and end then?",
            _slices_up_to_the_image,
            raises=True,
        ),
        _mistake(
            "nothing-but-zeros",
            "All pixels of your result are 0: where does the image go?",
            lambda image, rows, columns: np.zeros(image.shape),
        ),
        _mistake(
            "old-pixels-kept",
            "Where nothing moves in, the image's old pixels are still there. New pixels are 0.",
            lambda image, rows, columns: np.where(
                shift(np.ones(image.shape), rows, columns) > 0, shift(image, rows, columns), image
            ),
        ),
        _mistake(
            "other-fill",
            "New pixels are 0, whatever the image holds.",
            lambda image, rows, columns: shift(image.astype(float), rows, columns, np.nan),
            lambda image, rows, columns: shift(image, rows, columns, image.min()),
            lambda image, rows, columns: shift(image, rows, columns, 1),
            lambda image, rows, columns: shift(image, rows, columns, -1),
            lambda image, rows, columns: shift(image, rows, columns, 255),
            lambda image, rows, columns: shift(image * 1.0, rows, columns, image.mean()),
        ),
        _mistake(
            "whole-numbers-only",
            "The digits after the decimal point are gone: what type is the array that you fill?",
            lambda image, rows, columns: np.trunc(shift(image, rows, columns)),
        ),
        _mistake(
            "made-larger",
            "The shape stays the same: what leaves the image is gone.",
            lambda image, rows, columns: np.pad(
                image,
                ((max(rows, 0), max(-rows, 0)), (max(columns, 0), max(-columns, 0))),
            ),
            lambda image, rows, columns: np.pad(
                image, ((abs(rows), abs(rows)), (abs(columns), abs(columns)))
            ),
        ),
        _mistake(
            "transposed",
            "Your image stands on its side.",
            lambda image, rows, columns: shift(image, rows, columns).T,
        ),
        _mistake(
            "one-number-for-both",
            "The image moves by one number down, and by another one to the right.",
            lambda image, rows, columns: shift(image, rows, rows),
            lambda image, rows, columns: shift(image, columns, columns),
        ),
        _mistake(
            "one-pixel-only",
            "The image moves by one pixel, however far it should.",
            lambda image, rows, columns: shift(image, int(np.sign(rows)), int(np.sign(columns))),
        ),
        _mistake(
            "one-too-far",
            "The image moves by one pixel more than it should, or by one fewer.",
            lambda image, rows, columns: shift(image, rows + 1, columns + 1),
            lambda image, rows, columns: shift(image, rows - 1, columns - 1),
            lambda image, rows, columns: shift(
                image, rows + int(np.sign(rows)), columns + int(np.sign(columns))
            ),
            lambda image, rows, columns: shift(
                image, rows - int(np.sign(rows)), columns - int(np.sign(columns))
            ),
        ),
        _mistake(
            "edge-pixels-lost",
            "Pixels at an edge of the image are lost: do your bounds leave one out?",
            *(
                lambda image, rows, columns, part=part: _without_an_edge(image, rows, columns, part)
                for part in ("first new", "last old", "first old")
            ),
        ),
        _mistake(
            "edge-repeated",
            "New pixels repeat the edge of the image. They are 0.",
            _edges,
        ),
        _mistake(
            "other-direction",
            "The image moves the other way: positive numbers are down and right.",
            lambda image, rows, columns: shift(image, -rows, -columns),
        ),
        _mistake(
            "rows-other-direction",
            "Along one axis the image moves the other way: positive numbers are down and right.",
            lambda image, rows, columns: shift(image, -rows, columns),
            lambda image, rows, columns: shift(image, rows, -columns),
        ),
        _mistake(
            "rows-and-columns-swapped",
            "Rows move the image down, columns to the right: they have changed places.",
            lambda image, rows, columns: shift(image, columns, rows),
        ),
        _mistake(
            "one-axis-only",
            "The image moves along one axis only.",
            lambda image, rows, columns: shift(image, rows, 0),
            lambda image, rows, columns: shift(image, 0, columns),
        ),
        _mistake(
            "sign-ignored",
            "Negative numbers move the image up and left.",
            lambda image, rows, columns: shift(image, abs(rows), abs(columns)),
        ),
        _mistake(
            "negative-ignored",
            "Negative numbers move the image up and left: yours stays where it is.",
            lambda image, rows, columns: shift(image, max(rows, 0), max(columns, 0)),
        ),
        _mistake(
            "not-moved",
            "The image has not moved.",
            lambda image, rows, columns: image,
        ),
        _mistake(
            "cut-off",
            "The shape stays the same: what is new on one side is 0.",
            lambda image, rows, columns: _cut_off(image, rows, columns),
            lambda image, rows, columns: image[
                max(-rows, 0) : image.shape[0] - max(rows, 0),
                max(-columns, 0) : image.shape[1] - max(columns, 0),
            ],
        ),
    ),
)


def _cut_off(image: Array, rows: int, columns: int) -> Array:
    height, width = image.shape
    return image[
        max(-rows, 0) : max(height - max(rows, 0), 0),
        max(-columns, 0) : max(width - max(columns, 0), 0),
    ]


# unchanged -----------------------------------------------------------------------------------


def pool_function(code: str) -> Callable[..., Any]:
    """A function that an exercise hands to the student's, with the code that makes it.

    A plain function, not an object that can be called: safegrade lends nothing else to a student.
    """
    # The code is our own, from this module.
    function: Callable[..., Any] = eval(code, {"np": np})
    function.code = code  # type: ignore[attr-defined]
    return function


_HALVES = "image.reshape(image.shape[0] // 2, 2, image.shape[1] // 2, 2)"
_POOLED = tuple(
    pool_function(f"lambda image: {code}")
    for code in (
        f"{_HALVES}.max(axis=(1, 3))",
        f"{_HALVES}.mean(axis=(1, 3))",
        "image[::2, ::2]",
        "image * 1.0",
    )
)
_MORE_POOLED = tuple(
    pool_function(f"lambda image: {code}")
    for code in (
        # differences far below 1e-9, somewhat below and somewhat above, beside nothing and beside
        # one (which float64 holds exactly), and such as np.isclose, or math.isclose, takes for none
        # beside a million
        "image * 1e-12",
        "image * 1.7e-10",
        "image * 3e-9",
        "image.astype(float) * 2.0**-33 + 1",
        "image + 1e6",
        "image.astype(float) / 4096 + 1e6",
        f"{_HALVES}.min(axis=(1, 3))",
        "image.max(axis=1, keepdims=True)",
        "image.mean(axis=0, keepdims=True)",
    )
)

SAME = 1e-9


def _fraction(before: Any, after: Any) -> float:
    same = np.abs(np.asarray(after, float) - np.asarray(before, float)) <= SAME
    return float(np.mean(same))


def unchanged(image: Array, pooled: Callable[[Array], Any], rows: int, columns: int) -> float:
    """The fraction of output values that a shift of the image leaves the same."""
    return _fraction(pooled(image.copy()), pooled(shift(image, rows, columns)))


def _even_side(choose: Choose) -> int:
    return 2 * choose.integer(1, 4)


def _ordinary_unchanged(choose: Choose) -> Arguments:
    # few different values, so that some outputs stay the same
    shape = _even_side(choose), _even_side(choose)
    image = choose.whole_numbers(shape, -2, 2) / choose.among((1, 2))
    return (image, choose.among(_POOLED), choose.among((1, 0, -1, 2)), choose.among((0, 1, -1)))


def _legal_unchanged(choose: Choose) -> Arguments:
    shape = _even_side(choose), _even_side(choose)
    image = choose.whole_numbers(shape, -3, choose.among((3, -1)))
    dtype = choose.among(("int64", "int32", "float64", "float32"))
    values = (image / 2 if dtype.startswith("float") else image).astype(dtype)
    values.flags.writeable = choose.among((True, False))
    pooled = choose.among((*_POOLED, *_MORE_POOLED))
    return (values, pooled, choose.integer(-9, 9), choose.integer(-3, 3))


def _compared(compare: Callable[[Array, Array], object], move: Any = shift) -> Answer:
    """Pools the image and the shifted image, and compares the two outputs wrongly."""

    def answer(image: Array, pooled: Callable[[Array], Any], rows: int, columns: int) -> object:
        return compare(
            np.asarray(pooled(image.copy()), float),
            np.asarray(pooled(move(image, rows, columns)), float),
        )

    return answer


unchanged_exercise = FunctionExercise(
    name="unchanged",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "Shifted images"),
    reference=lambda image, pooled, rows, columns: unchanged(image, pooled, rows, columns),
    ordinary=_ordinary_unchanged,
    legal=_legal_unchanged,
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        _mistake(
            "fraction-changed",
            "This is the fraction that changes. The one that stays the same is asked for.",
            _compared(lambda before, after: 1 - _fraction(before, after)),
        ),
        _mistake(
            "number-not-fraction",
            "This is a number of values. A fraction lies between 0 and 1.",
            _compared(lambda before, after: _fraction(before, after) * before.size),
        ),
        _mistake(
            "percentage",
            "A fraction lies between 0 and 1: this is a percentage.",
            _compared(lambda before, after: 100 * _fraction(before, after)),
        ),
        _mistake(
            "image-not-pooled",
            "You compare the images. The pooled images are to be compared.",
            lambda image, pooled, rows, columns: _fraction(image, shift(image, rows, columns)),
        ),
        _mistake(
            "output-shifted",
            "You shift the output. The image is shifted, and pooled again.",
            lambda image, pooled, rows, columns: _fraction(
                pooled(image.copy()), shift(np.asarray(pooled(image.copy())), rows, columns)
            ),
        ),
        _mistake(
            "comes-in-again",
            "What leaves the image on one side comes in again on the other. New pixels are 0.",
            _compared(_fraction, _rolled),
        ),
        _mistake(
            "mean-difference",
            "This is how much the values differ. How many of them stay the same?",
            _compared(lambda before, after: np.abs(after - before).mean()),
        ),
        _mistake(
            "all-or-nothing",
            "This only says whether all values stay the same: count those that do.",
            _compared(lambda before, after: float(_fraction(before, after) == 1)),
            _compared(lambda before, after: float(np.allclose(before, after))),
        ),
        _mistake(
            "sign-kept",
            "A value that gets smaller has changed as well: what is the size of a difference?",
            _compared(lambda before, after: np.mean(after - before <= SAME)),
            _compared(lambda before, after: np.mean(before - after <= SAME)),
        ),
        _mistake(
            "divided-by-one-side",
            "You divide by the number of rows, or of columns. How many values has the output?",
            _compared(lambda before, after: _fraction(before, after) * before.shape[1]),
            _compared(lambda before, after: _fraction(before, after) * before.shape[0]),
        ),
        _mistake(
            "another-pooling",
            "You pool in your own way. `pooled` is to be called, whatever it does.",
            *(
                lambda image, pooled, rows, columns, own=own: unchanged(image, own, rows, columns)
                for own in _POOLED[:3]
            ),
        ),
        _mistake(
            "pooled-called-wrongly",
            "`pooled` takes one argument, the image: what do you call it with?",
            lambda image, pooled, rows, columns: pooled(image, 2),
            raises=True,
        ),
        _mistake(
            "not-shifted",
            "You compare the output with itself: where is the image shifted?",
            lambda image, pooled, rows, columns: 1.0,
        ),
        _mistake(
            "not-counted",
            "This says of each value whether it stays the same. One fraction is asked for.",
            _compared(lambda before, after: np.abs(after - before) <= SAME),
            _compared(lambda before, after: before == after),
        ),
        _mistake(
            "exactly-equal",
            "Two values count as the same when they differ by no more than 1e-9.",
            _compared(lambda before, after: np.mean(before == after)),
        ),
        _mistake(
            "relative-tolerance",
            "Your comparison allows more for large values. The same means: to within 1e-9.",
            _compared(lambda before, after: np.mean(np.isclose(before, after))),
            _compared(lambda before, after: np.mean(np.isclose(before, after, atol=SAME))),
            _compared(
                lambda before, after: np.mean(np.isclose(before, after, rtol=SAME, atol=SAME))
            ),
        ),
        _mistake(
            "other-direction",
            "The image moves the other way: positive numbers are down and right.",
            _compared(_fraction, lambda image, rows, columns: shift(image, -rows, -columns)),
        ),
        _mistake(
            "rows-and-columns-swapped",
            "Rows move the image down, columns to the right: they have changed places.",
            _compared(_fraction, lambda image, rows, columns: shift(image, columns, rows)),
        ),
        _mistake(
            "one-axis-only",
            "The image moves along one axis only.",
            _compared(_fraction, lambda image, rows, columns: shift(image, rows, 0)),
            _compared(_fraction, lambda image, rows, columns: shift(image, 0, columns)),
        ),
        _mistake(
            "divided-by-the-image",
            "You divide by the number of pixels of the image. The output's values are counted.",
            lambda image, pooled, rows, columns: (
                _fraction(pooled(image.copy()), pooled(shift(image, rows, columns)))
                * np.size(pooled(image.copy()))
                / image.size
            ),
        ),
    ),
)

# detail_lost ---------------------------------------------------------------------------------

_BLOCKS = "image.reshape(image.shape[0] // size, size, image.shape[1] // size, size)"
_POOLS = tuple(
    pool_function(f"lambda image, size: {code}")
    for code in (
        f"{_BLOCKS}.max(axis=(1, 3))",
        f"{_BLOCKS}.mean(axis=(1, 3))",
        "image[::size, ::size]",
    )
)


def _blown_up(output: Array, size: int) -> Array:
    return np.kron(output, np.ones((size, size)))


def detail_lost(image: Array, pool: Callable[[Array, int], Any], size: int) -> float:
    """The mean absolute difference between an image and its pooled self, blown up again."""
    output = np.asarray(pool(image.copy(), size), float)
    return float(np.abs(image.astype(float) - _blown_up(output, size)).mean())


def _ordinary_detail(choose: Choose) -> Arguments:
    size = choose.among((2, 3))
    shape = size * choose.integer(1, 3), size * choose.integer(1, 3)
    return (ordinary_values(choose, shape), choose.among(_POOLS), size)


def _legal_detail(choose: Choose) -> Arguments:
    size = choose.among((2, 3, 1, 4))
    shape = size * choose.integer(1, 3), size * choose.integer(1, 3)
    return (legal_values(choose, shape, summed=True), choose.among(_POOLS), size)


def _differences(
    summarise: Callable[[Array], object], blow_up: Callable[[Array, int], Array] = _blown_up
) -> Answer:
    def answer(image: Array, pool: Callable[[Array, int], Any], size: int) -> object:
        output = np.asarray(pool(image.copy(), size), float)
        return summarise(image.astype(float) - blow_up(output, size))

    return answer


def _differences_of(summarise: Callable[[Array, Array], object]) -> Answer:
    """What `summarise` makes of the image and of the pooled one, blown up."""

    def answer(image: Array, pool: Callable[[Array, int], Any], size: int) -> object:
        output = np.asarray(pool(image.copy(), size), float)
        return summarise(image.astype(float), _blown_up(output, size))

    return answer


def _changing_detail(image: Array, pool: Callable[[Array, int], Any], size: int) -> float:
    lost = detail_lost(image, pool, size)
    image[:1, :1] = image.max() + 1
    return lost


detail_lost_exercise = FunctionExercise(
    name="detail_lost",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "The first cost: detail"),
    reference=lambda image, pool, size: detail_lost(image, pool, size),
    ordinary=_ordinary_detail,
    legal=_legal_detail,
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        _mistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            _changing_detail,
        ),
        _mistake(
            "squared-difference",
            "You square the differences. Their size without the sign is asked for.",
            _differences(lambda d: (d**2).mean()),
        ),
        _mistake(
            "root-of-the-mean-square",
            "This is the root of the mean square. The mean absolute difference is asked for.",
            _differences(lambda d: np.sqrt((d**2).mean())),
        ),
        _mistake(
            "sign-kept",
            "Differences of both signs cancel each other: take their size first.",
            _differences(lambda d: d.mean()),
            _differences(lambda d: -d.mean()),
        ),
        _mistake(
            "sum-not-mean",
            "This is the sum of the differences. Their mean is asked for.",
            _differences(lambda d: np.abs(d).sum()),
        ),
        _mistake(
            "largest-difference",
            "This is the largest difference. The mean of all is asked for.",
            _differences(lambda d: np.abs(d).max()),
        ),
        _mistake(
            "median-difference",
            "This is the median of the differences. Their mean is asked for.",
            _differences(lambda d: np.median(np.abs(d))),
        ),
        _mistake(
            "tiled",
            "The values do not lie where their windows lay: each is repeated on the spot, down and "
            "across.",
            *(
                _differences(lambda d: np.abs(d).mean(), blow_up)
                for blow_up in (
                    lambda output, size: np.tile(output, (size, size)),
                    lambda output, size: np.resize(output, np.multiply(output.shape, size)),
                    lambda output, size: output.repeat(size**2).reshape(
                        np.multiply(output.shape, size)
                    ),
                )
            ),
        ),
        _mistake(
            "zeros-between",
            "Most pixels of your large image are still zero: a value fills its whole window.",
            _differences(
                lambda d: np.abs(d).mean(),
                lambda output, size: np.kron(output, np.arange(size**2).reshape(size, size) == 0),
            ),
        ),
        _mistake(
            "another-pooling",
            "You pool in your own way. `pool` is to be called, whatever it does.",
            *(
                lambda image, pool, size, own=own: detail_lost(image, own, size)
                for own in (_POOLS[0], _POOLS[1], _POOLS[2])
            ),
        ),
        _mistake(
            "repeated-by-two",
            "You always repeat by two. The size says how often.",
            lambda image, pool, size: np.abs(
                image.astype(float) - _blown_up(np.asarray(pool(image, size), float), 2)
            ).mean(),
            raises=True,
        ),
        _mistake(
            "divided-by-one-side",
            "You divide by the number of rows, or of columns. How many pixels has the image?",
            _differences(lambda d: np.abs(d).sum() / d.shape[0]),
            _differences(lambda d: np.abs(d).sum() / d.shape[1]),
        ),
        _mistake(
            "whole-numbers-only",
            "The digits after the decimal point are gone.",
            _differences(lambda d: np.trunc(np.abs(d).mean())),
            _differences(lambda d: np.round(np.abs(d).mean())),
        ),
        _mistake(
            "spread-of-the-differences",
            "This is a standard deviation. The mean absolute difference is asked for.",
            _differences(np.std),
            _differences(lambda d: np.std(np.abs(d))),
        ),
        _mistake(
            "means-compared",
            "Differences of both signs cancel each other, as they do between two means: when is "
            "the sign dropped?",
            lambda image, pool, size: abs(
                float(image.astype(float).mean())
                - float(np.asarray(pool(image.copy(), size), float).mean())
            ),
        ),
        _mistake(
            "not-blown-up",
            "The output has fewer pixels than the image: how do they come to lie on each other?",
            lambda image, pool, size: np.abs(image - pool(image.copy(), size)).mean(),
            lambda image, pool, size: np.abs(
                image[::size, ::size] - pool(image.copy(), size)
            ).mean(),
            raises=True,
        ),
        _mistake(
            "along-one-axis",
            "Each value is repeated along one axis only. It is blown up down and across.",
            *(
                lambda image, pool, size, axis=axis, often=often: np.abs(
                    image - np.repeat(pool(image.copy(), size), often(size), axis=axis)
                ).mean()
                for axis in (0, 1)
                for often in (lambda size: size, lambda size: size**2)
            ),
            raises=True,
        ),
        _mistake(
            "pool-called-without-the-size",
            "`pool` takes an image and a size: what do you call it with?",
            lambda image, pool, size: pool(image),
            raises=True,
        ),
        _mistake(
            "absolute-values-compared",
            "You drop the signs of the values. The sign of their difference is to be dropped.",
            _differences_of(lambda image, large: np.abs(np.abs(image) - np.abs(large)).mean()),
        ),
        _mistake(
            "equal-pixels-left-out",
            "The mean goes over all pixels of the image: where nothing differs, too.",
            _differences(lambda d: np.abs(d[d != 0]).mean()),
            _differences(lambda d: np.abs(d[d != 0]).mean() if d.any() else 0.0),
        ),
        _mistake(
            "divided-by-the-values",
            "You put the difference in relation to the values. Its own size is asked for.",
            _differences_of(lambda image, large: np.abs(image - large).sum() / np.abs(image).sum()),
            _differences_of(
                lambda image, large: np.abs(image - large).sum() / max(np.abs(image).sum(), 1e-12)
            ),
            _differences_of(lambda image, large: np.abs(image - large).mean() / image.mean()),
            _differences_of(lambda image, large: np.abs(image - large).mean() / np.ptp(image)),
            _differences_of(
                lambda image, large: np.abs(image - large).mean() / max(np.ptp(image), 1)
            ),
        ),
        _mistake(
            "differences-not-summarised",
            "One number is asked for: the mean of all differences.",
            _differences(np.abs),
            _differences(lambda d: np.abs(d).mean(axis=0)),
            _differences(lambda d: np.abs(d).mean(axis=1)),
        ),
        _mistake(
            "share-of-the-pixels",
            "You count pixels that differ. By how much they differ is asked for.",
            _differences(lambda d: (d != 0).mean()),
        ),
        _mistake(
            "divided-by-the-output",
            "You divide by the number of output values. The mean goes over the image's pixels.",
            lambda image, pool, size: detail_lost(image, pool, size) * size**2,
        ),
        _mistake(
            "size-ignored",
            "You always repeat, or pool, by two. The size says by how much.",
            lambda image, pool, size: detail_lost(image, pool, 2),
        ),
    ),
)

# smallest_model ------------------------------------------------------------------------------

ORDINARY_BUDGETS = (2000,)
# 509 is one short of a filter more in the network with 13 parameters a filter and three others: who
# counts the others wrongly goes over it. 510 is where that filter fits.
LEGAL_BUDGETS = (500, 509, 510, 1868, 40_000)


LACKS = (
    "over-budget",
    "no-convolution",
    "no-pooling",
    "classes",
    "no-softmax",
    "blind",
    "not-compiled",
    "fit-fails",
)


@dataclass(frozen=True, kw_only=True)
class SmallestModel(Exercise):
    """A compiled classifier with convolution and pooling, within a budget of parameters."""

    @property
    def mistake_keys(self) -> frozenset[str]:
        """The mistakes that a finding may name."""
        return frozenset(LACKS) | FOUND_OUTSIDE

    def examine(self, answer: Answer, *, thorough: bool) -> None:
        """Build a model for each budget and look at all that is asked of it.

        Raises `WrongAnswer` with what the model lacks.
        """
        budgets = (*ORDINARY_BUDGETS, *LEGAL_BUDGETS) if thorough else ORDINARY_BUDGETS
        for number, budget in enumerate(budgets):
            model = built(self.name, answer, budget)
            with quietly():
                lacks = _what_it_lacks(self.name, model, budget, whole_fit=number == 0)
            if lacks is not None:
                mistake, text = lacks
                failure = WrongAnswer(
                    f"{self.name}({budget}) {text}\nRead again: {self.lesson}",
                    section=self.lesson,
                    finding={"exercise": self.name, "mistake": mistake, "hint": text},
                )
                raise failure.shown()
        print(f"{self.name}: right for {len(budgets)} budget{'s' if thorough else ''}.")


def _what_it_lacks(
    name: str, model: Any, budget: int, *, whole_fit: bool
) -> tuple[str, str] | None:
    """The key and the sentence of the first thing that is missing, or None."""
    rows = rows_for_images(name, model)
    parameters = model.count_params()
    if parameters > budget:
        return "over-budget", f"has {parameters:,} parameters, more than the budget of {budget:,}."
    if not any(row.is_convolution for row in rows):
        return "no-convolution", "has no convolution."
    if not any(row.is_pooling for row in rows):
        return "no-pooling", "has no pooling layer."
    outputs = _outputs(model)
    shape = outputs[0].shape[1:]
    if shape != (3,):
        return "classes", f"gives outputs of shape {shape} for each image: three classes, so (3,)."
    if not all(np.allclose(one.sum(axis=1), 1, atol=1e-3) and (one >= 0).all() for one in outputs):
        return (
            "no-softmax",
            "gives scores that are no probabilities: a softmax makes them positive and adds "
            "them up to one.",
        )
    if not any(np.ptp(one, axis=0).any() for one in outputs):
        return "blind", "gives the same probabilities for every image."
    if not getattr(model, "compiled", False):
        return "not-compiled", "is not compiled: `fit` needs a loss and an optimizer."
    problem = _fit_problem(model, whole_fit)
    if problem is not None:
        return "fit-fails", f"cannot be trained, `fit` raises an error:\n\n    {problem}"
    return None


def _outputs(model: Any) -> list[Array]:
    """What the model gives for its own weights, and for others of several sizes.

    Large weights show scores that are no probabilities. Those that keep the size of what they are
    applied to (He et al. 2015) show whether the image matters: they saturate no softmax.
    """
    kept = model.get_weights()
    random = np.random.default_rng(5)
    tried = [
        kept,
        [
            random.normal(size=one.shape) * np.sqrt(2 / np.prod(one.shape[:-1]))
            if one.ndim > 1
            else random.normal(size=one.shape) ** 2  # the variances of batch normalisation
            for one in kept
        ],
        *([scale * random.normal(size=one.shape) ** 2 for one in kept] for scale in (0.1, 1.0)),
    ]
    outputs = []
    try:
        for weights in tried:
            model.set_weights(weights)
            outputs.append(np.asarray(model(images(8), training=False)))
    finally:
        model.set_weights(kept)
    return outputs


def _fit_problem(model: Any, whole_fit: bool) -> str | None:
    """The error of `fit`, with labels as numbers and as one-hot rows; None if one of them works.

    One step of training costs half as much and fails where `fit` fails, unless `fit` is the
    student's own, which shows at the first budget.
    """
    numbers = np.arange(8) % 3
    problem = None
    kept = model.get_weights()
    model.run_eagerly = True
    for labels in (numbers, np.eye(3, dtype=np.float32)[numbers]):
        try:
            if whole_fit:
                model.fit(images(8), labels, epochs=1, verbose=0)
            else:
                model.train_on_batch(images(8), labels)
        except Exception as error:
            problem = first_line(error)
        else:
            model.set_weights(kept)
            return None
    return problem


smallest_model = SmallestModel(
    name="smallest_model",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "Accuracy against parameters"),
)

EXERCISES = (shift_exercise, unchanged_exercise, detail_lost_exercise, smallest_model)
