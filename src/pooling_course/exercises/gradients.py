"""Assignment 5: which pixel gets the gradient."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from pooling_course.arguments import (
    LARGEST_FLOAT32,
    Array,
    even_image,
    legal_shape,
    legal_values,
    ordinary_values,
)
from pooling_course.choices import Choose
from pooling_course.exercise import KnownMistake, Marks, Section
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.pooling import Window, average_pool, max_pool, winners
from pooling_course.trial import as_numbers

ASSIGNMENT = "5_gradients"
LESSON = "05_gradients_through_pooling"

NOTHING_RETURNED = KnownMistake(
    "nothing-returned",
    "Your function returns None: a result that is computed or printed, but not returned, is lost.",
    (lambda *_: None,),
)


def _given(choose: Choose, size: int) -> tuple[object, ...]:
    return choose.among([(), (size,)] if size == 2 else [(size,)])


def _size(given: tuple[Any, ...]) -> int:
    return int(given[0]) if given else 2


def _block(index: tuple[int, ...], size: int) -> Window:
    """The window that a pixel lies in."""
    row, column = (position // size * size for position in index)
    return slice(row, row + size), slice(column, column + size)


def _spread(output: Array, image: Array, size: int) -> Array:
    """Each output value at all pixels of its window, zero where a pixel is dropped."""
    spread = np.zeros(image.shape)
    large = output.repeat(size, axis=0).repeat(size, axis=1)[: image.shape[0], : image.shape[1]]
    spread[: large.shape[0], : large.shape[1]] = large
    return spread


def _all_largest(image: Array, size: int) -> Array:
    """True at every pixel that equals its window's maximum."""
    pooled = max_pool(image, size)
    equal: Array = image == _spread(pooled, image, size)
    return equal & (_spread(np.ones(pooled.shape), image, size) > 0)


def _chosen(image: Array, size: int, choose: Callable[[Array], tuple[Any, ...]]) -> Array:
    """True at one pixel of each window: the one whose row and column `choose` gives."""
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(image.shape[0] // size, image.shape[1] // size):
        row, column = choose(image[i * size : (i + 1) * size, j * size : (j + 1) * size])
        won[i * size + row, j * size + column] = True
    return won


def _last_largest(window: Array) -> tuple[Any, ...]:
    return tuple(np.argwhere(window == window.max())[-1])


def _first_by_columns(window: Array) -> tuple[Any, ...]:
    column, row = np.unravel_index(np.argmax(window.T), window.T.shape)
    return row, column


def _smallest(window: Array) -> tuple[Any, ...]:
    return np.unravel_index(np.argmin(window), window.shape)


# Numbers that students take for lower than all others.
STARTS = (
    *(-1, -10, -100, -128, -255, -256, -999, -1000, -9999, -10_000, -99_999),
    *(-1e5, -1e6, -(2**31), -1e9, -1e10, -1e20, -1e30),
)


def _from(start: float, image: Array, size: int, *, marks_first: bool) -> Array:
    """A search that starts with this number finds nothing where no value is above it."""
    won = winners(image, size)
    none_found = won & (image <= start)
    won &= ~none_found
    if marks_first:
        rows, columns = np.nonzero(none_found)
        won[rows // size * size, columns // size * size] = True
    return won


def _anywhere(image: Array, size: int) -> Array:
    """Every pixel that is as large as some window's maximum."""
    return np.isin(image, max_pool(image, size))


def _every_window(image: Array, size: int) -> Array:
    """Winners of all windows, overlapping ones as well."""
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(image.shape[0] - size + 1, image.shape[1] - size + 1):
        window = image[i : i + size, j : j + size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        won[i + row, j + column] = True
    return won


def _moved_by_one(image: Array, size: int) -> Array:
    """As many windows as there are, but each starts one pixel after the last one."""
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(image.shape[0] // size, image.shape[1] // size):
        window = image[i : i + size, j : j + size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        won[i + row, j + column] = True
    return won


def _turned_in_the_window(image: Array, size: int) -> Array:
    """The winner's row within its window is taken for its column."""
    return _chosen(
        image, size, lambda window: np.unravel_index(np.argmax(window), window.shape)[::-1]
    )


def _largest_size(window: Array) -> tuple[Any, ...]:
    return np.unravel_index(np.argmax(np.abs(window)), window.shape)


def _last_windows_cleared(image: Array, size: int, *, row: bool, column: bool) -> Array:
    won = winners(image, size)
    if row:
        won[(image.shape[0] // size - 1) * size :] = False
    if column:
        won[:, (image.shape[1] // size - 1) * size :] = False
    return won


def _first_windows(image: Array, size: int, *, row: bool) -> Array:
    """Only the first window, or the first row of them, has a winner."""
    won = winners(image, size)
    won[size:] = False
    if not row:
        won[:, size:] = False
    return won


def _cropped(image: Array, size: int, won: Array) -> Array:
    return won[: image.shape[0] // size * size, : image.shape[1] // size * size]


def _rest(image: Array, size: int) -> Array:
    """True at the pixels that are dropped."""
    rest = np.ones(image.shape, bool)
    rest[: image.shape[0] // size * size, : image.shape[1] // size * size] = False
    return rest


def _positions(image: Array, size: int) -> Any:
    return np.argwhere(winners(image, size)).tolist()


def _positions_by_windows(image: Array, size: int) -> Any:
    """The winners' rows and columns, one window after the other."""
    won = winners(image, size)
    return [
        (np.argwhere(won[i : i + size, j : j + size])[0] + (i, j)).tolist()
        for i in range(0, image.shape[0] - size + 1, size)
        for j in range(0, image.shape[1] - size + 1, size)
    ]


def _by_two_columns(image: Array, size: int, *, outside: bool) -> Array:
    """A position in the window is split as in a window of two columns.

    Places outside of the image raise, or are left out.
    """
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(*_pooled_shape(image, size)):
        position = int(image[i * size : (i + 1) * size, j * size : (j + 1) * size].argmax())
        row, column = i * size + position // 2, j * size + position % 2
        if outside or (row < image.shape[0] and column < image.shape[1]):
            won[row, column] = True
    return won


def _largest_of_runs(image: Array, size: int) -> Array:
    """True at the first largest pixel of each row of a window."""
    rows, columns = (side // size * size for side in image.shape)
    won = np.zeros(image.shape, bool)
    for i in range(rows):
        for j in range(0, columns, size):
            won[i, j + image[i, j : j + size].argmax()] = True
    return won


def _best_so_far(image: Array, size: int) -> Array:
    """True at each pixel that is larger than all before it in its window."""
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(*_pooled_shape(image, size)):
        part = slice(i * size, (i + 1) * size), slice(j * size, (j + 1) * size)
        before = np.maximum.accumulate(np.append(-np.inf, image[part].ravel()))[:-1]
        won[part] = image[part] > before.reshape(size, size)
    return won


def _positions_in_windows(image: Array, size: int) -> Any:
    return [
        [
            int(image[i : i + size, j : j + size].argmax())
            for j in range(0, image.shape[1] - size + 1, size)
        ]
        for i in range(0, image.shape[0] - size + 1, size)
    ]


def _with_partial_windows(image: Array, size: int) -> Array:
    """Winners of cut-off windows as well."""
    won = np.zeros(image.shape, bool)
    for i in range(0, image.shape[0], size):
        for j in range(0, image.shape[1], size):
            window = image[i : i + size, j : j + size]
            row, column = np.unravel_index(np.argmax(window), window.shape)
            won[i + row, j + column] = True
    return won


# winners -------------------------------------------------------------------------------------


def _ordinary_image(choose: Choose) -> Arguments:
    size = choose.among((2, 3))
    return (even_image(choose, size), *_given(choose, size))


def _legal_image(choose: Choose) -> Arguments:
    size = choose.among((2, 3, 1, 4))
    # where the largest value stands is lost in float32 if the values are larger than that holds
    image = legal_values(choose, legal_shape(choose, size), largest=LARGEST_FLOAT32)
    return (image, *_given(choose, size))


def _changing(image: Array, size: int) -> Array:
    won = winners(image, size)
    image[:1, :1] = image.max() + 1
    return won


def _marking(key: str, hint: str, wrongs: tuple[Callable[[Array, int], Any], ...]) -> KnownMistake:
    """A mistake in `winners`, as functions of the image and the size."""

    def wrapped(wrong: Callable[[Array, int], Any]) -> Callable[..., Any]:
        return lambda image, *given: wrong(image, _size(given))

    return KnownMistake(key, hint, tuple(wrapped(wrong) for wrong in wrongs))


winners_exercise = FunctionExercise(
    name="winners",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "The winner takes it all"),
    reference=lambda image, size=2: winners(image, size),
    ordinary=_ordinary_image,
    legal=_legal_image,
    window=lambda arguments, index: _block(index, _size(arguments[1:])),
    mistakes=(
        NOTHING_RETURNED,
        _marking(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (_changing,),
        ),
        _marking(
            "ties-all-marked",
            "Where a maximum stands in its window twice, only the first in reading order wins.",
            (_all_largest,),
        ),
        _marking(
            "starts-at-zero",
            "Where all values are below zero, zero is not among them: what does your search for "
            "the largest one start with?",
            (
                lambda image, size: _from(0, image, size, marks_first=True),
                lambda image, size: _from(0, image, size, marks_first=False),
            ),
        ),
        _marking(
            "starts-too-high",
            "Your search for the largest value starts with a number that some windows do not "
            "reach.",
            tuple(
                partial(_from, start, marks_first=first)
                for start in STARTS
                for first in (True, False)
            ),
        ),
        _marking(
            "same-value-elsewhere",
            "A pixel may be as large as the maximum of another window. It wins in its own only.",
            (_anywhere,),
        ),
        _marking(
            "rest-left-out",
            "Your array is smaller than the image: dropped pixels are in it as well, as false.",
            (
                lambda image, size: _cropped(image, size, winners(image, size)),
                lambda image, size: _cropped(image, size, _all_largest(image, size)),
            ),
        ),
        _marking(
            "rest-marked",
            "Pixels that do not fill a window are dropped: none of them wins.",
            (lambda image, size: winners(image, size) | _rest(image, size),),
        ),
        _marking(
            "windows-overlap",
            "Your windows overlap: the next one should start where the last one ended.",
            (
                _every_window,
                _moved_by_one,
            ),
        ),
        _marking(
            "turned-within-the-window",
            "A position within the window is first a row, then a column.",
            (_turned_in_the_window,),
        ),
        _marking(
            "absolute-value",
            "A large negative value is small: do not drop the sign.",
            (lambda image, size: _chosen(image, size, _largest_size),),
        ),
        _marking(
            "positions-not-marks",
            "These are positions. An array of the image's shape is asked for, true where a pixel "
            "wins.",
            (
                _positions,
                _positions_in_windows,
                _positions_by_windows,
            ),
        ),
        _marking(
            "position-divided-by-two",
            "You make a row and a column of a position as if a window always had two columns.",
            (
                partial(_by_two_columns, outside=False),
                partial(_by_two_columns, outside=True),
            ),
        ),
        _marking(
            "one-winner-per-row-of-the-window",
            "You mark a pixel in each row, or column, of a window. A window has one winner.",
            (
                _largest_of_runs,
                lambda image, size: _largest_of_runs(image.T, size).T,
            ),
        ),
        _marking(
            "earlier-best-kept",
            "A pixel that was the largest only until a larger one came is still marked.",
            (_best_so_far,),
        ),
        _marking(
            "other-mark",
            "You mark the right pixels, but with another number than 1 or true.",
            (
                lambda image, size: winners(image, size) * 255,
                lambda image, size: winners(image, size) * 2.0 - 1,
                lambda image, size: winners(image, size) + 1,
            ),
        ),
        _marking(
            "one-winner-per-row",
            "You mark the largest value of each row, or column, of the image. Each window has a "
            "winner.",
            (
                lambda image, size: np.arange(image.shape[1]) == image.argmax(axis=1)[:, None],
                lambda image, size: np.arange(image.shape[0])[:, None] == image.argmax(axis=0),
            ),
        ),
        _marking(
            "last-not-filled-in",
            "Your loop ends too early: the last windows have no winner.",
            (
                lambda image, size: _last_windows_cleared(image, size, row=True, column=True),
                lambda image, size: _last_windows_cleared(image, size, row=True, column=False),
                lambda image, size: _last_windows_cleared(image, size, row=False, column=True),
                # `range(0, side - size, size)` leaves one out where windows fit exactly
                lambda image, size: _last_windows_cleared(
                    image,
                    size,
                    row=image.shape[0] % size == 0,
                    column=image.shape[1] % size == 0,
                ),
            ),
        ),
        _marking(
            "returned-too-early",
            "Only the first windows have a winner: is your loop left before its end?",
            (
                lambda image, size: _first_windows(image, size, row=False),
                lambda image, size: _first_windows(image, size, row=True),
            ),
        ),
        _marking(
            "last-of-ties",
            "Of equal maxima you mark the last one. The first one in reading order wins.",
            (lambda image, size: _chosen(image, size, _last_largest),),
        ),
        _marking(
            "first-by-columns",
            "Of equal maxima the first in reading order wins: along the row, then down.",
            (lambda image, size: _chosen(image, size, _first_by_columns),),
        ),
        _marking(
            "smallest-wins",
            "You mark each window's smallest value.",
            (lambda image, size: _chosen(image, size, _smallest),),
        ),
        _marking(
            "partial-windows-kept",
            "Pixels that do not fill a window are dropped: none of them wins.",
            (_with_partial_windows,),
        ),
        _marking(
            "one-winner-for-the-image",
            "You mark the largest value of the whole image. Each window has a winner.",
            (
                lambda image, size: image == image.max(),
                lambda image, size: np.arange(image.size).reshape(image.shape) == image.argmax(),
            ),
        ),
        _marking(
            "losers-marked",
            "It is the other way round: true where a pixel wins, false elsewhere.",
            (lambda image, size: ~winners(image, size),),
        ),
        _marking(
            "values-not-marks",
            "You return the winners' values. Where they stand is asked for: true or false.",
            (lambda image, size: image * winners(image, size),),
        ),
        _marking(
            "pooled-image",
            "This is the pooled image. An array of the image's shape is asked for.",
            (max_pool,),
        ),
        _marking(
            "size-ignored",
            "Your windows are always 2 by 2. The size says how large they are.",
            (lambda image, size: winners(image, 2),),
        ),
        _marking(
            "transposed",
            "Rows and columns have changed places in your output.",
            (lambda image, size: winners(image, size).T,),
        ),
        _marking(
            "position-within-the-window",
            "You mark the place within the window, but not where the window lies in the image.",
            (
                lambda image, size: _at_winners(
                    np.ones(_pooled_shape(image, size)), image, size, step=0
                ),
                lambda image, size: _at_winners(
                    np.ones(_pooled_shape(image, size)), image, size, step=1
                ),
                lambda image, size: _without_one_offset(
                    np.ones(_pooled_shape(image, size)), image, size, axis=0
                ),
                lambda image, size: _without_one_offset(
                    np.ones(_pooled_shape(image, size)), image, size, axis=1
                ),
            ),
        ),
        _marking(
            "whole-window",
            "All pixels of each window are marked. One of them wins.",
            (lambda image, size: ~_rest(image, size),),
        ),
        _marking(
            "same-place-always",
            "You mark one place of each window, wherever the maximum is.",
            (
                lambda image, size: _chosen(image, size, lambda window: (0, 0)),
                lambda image, size: _chosen(
                    image, size, lambda window: (len(window) - 1, len(window) - 1)
                ),
            ),
        ),
    ),
)


def _pooled_shape(image: Array, size: int) -> tuple[int, int]:
    return image.shape[0] // size, image.shape[1] // size


# max_pool_backward, average_pool_backward ----------------------------------------------------


def as_floats(result: object) -> Array:
    """The result as an array of floats; a gradient is never of whole numbers."""
    value = as_numbers(result)
    if value.dtype.kind != "f":
        raise ValueError(f"an array of type {value.dtype}: a gradient is always a float")
    return value


def _upstream(choose: Choose, image: Array, size: int, *, legal: bool) -> Array:
    shape = image.shape[0] // size, image.shape[1] // size
    if not legal:
        return ordinary_values(choose, shape) + 0.5
    return legal_values(choose, shape, summed=True)


def _ordinary_gradient(choose: Choose) -> Arguments:
    image, *given = _ordinary_image(choose)
    assert isinstance(image, np.ndarray)
    return (_upstream(choose, image, _size(tuple(given)), legal=False), image, *given)


def _legal_gradient(choose: Choose) -> Arguments:
    image, *given = _legal_image(choose)
    assert isinstance(image, np.ndarray)
    return (_upstream(choose, image, _size(tuple(given)), legal=True), image, *given)


def _gradient_window(arguments: Arguments, index: tuple[int, ...]) -> Window:
    return _block(index, _size(arguments[2:]))


Backward = Callable[[Array, Array, int], Any]


def max_pool_backward(upstream: Array, image: Array, size: int) -> Array:
    """Each upstream value at its window's winner, in float64."""
    return _spread(upstream, image, size) * winners(image, size)


def average_pool_backward(upstream: Array, image: Array, size: int) -> Array:
    """Each upstream value shared equally over its window, in float64."""
    return _spread(upstream, image, size) / size**2


def _mistake(key: str, hint: str, *wrongs: Backward) -> KnownMistake:
    def wrapped(wrong: Backward) -> Callable[..., Any]:
        return lambda upstream, image, *given: wrong(upstream, image, _size(given))

    return KnownMistake(key, hint, tuple(wrapped(wrong) for wrong in wrongs))


def _changing_upstream(backward: Backward) -> Backward:
    def wrong(upstream: Array, image: Array, size: int) -> Any:
        result = backward(upstream, image, size)
        upstream[:1, :1] = upstream.max() + 1
        return result

    return wrong


def _changing_image(backward: Backward) -> Backward:
    def wrong(upstream: Array, image: Array, size: int) -> Any:
        result = backward(upstream, image, size)
        image[:1, :1] = image.max() + 1
        return result

    return wrong


def _shared_by_both(
    forward: Callable[[Array, int], Array], backward: Backward, *always_by_two: Backward
) -> tuple[KnownMistake, ...]:
    """Mistakes that both backward passes know."""
    return (
        NOTHING_RETURNED,
        _mistake(
            "argument-changed",
            "Neither the image nor the upstream gradient is yours to change.",
            _changing_upstream(backward),
            _changing_image(backward),
        ),
        _mistake(
            "whole-numbers-only",
            "A gradient is a float, whatever the image holds: of which type is your array?",
            lambda upstream, image, size: backward(upstream, image, size).astype(image.dtype),
            lambda upstream, image, size: backward(upstream, image, size).astype(upstream.dtype),
            lambda upstream, image, size: backward(upstream, image, size).astype(int),
            lambda upstream, image, size: np.trunc(backward(upstream, image, size)),
            lambda upstream, image, size: np.floor(backward(upstream, image, size)),
        ),
        _mistake(
            "upstream-ignored",
            "The chain rule multiplies by the upstream gradient. You use 1 instead.",
            lambda upstream, image, size: backward(np.ones(upstream.shape), image, size),
        ),
        _mistake(
            "returned-too-early",
            "Only the first windows get a gradient: is your loop left before its end?",
            lambda upstream, image, size: backward(_first_kept(upstream, row=False), image, size),
            lambda upstream, image, size: backward(_first_kept(upstream, row=True), image, size),
        ),
        _mistake(
            "not-started-from-zeros",
            "What your array holds at the start is left where no gradient is written.",
            lambda upstream, image, size: np.where(
                backward(np.ones(upstream.shape), image, size) > 0,
                backward(upstream, image, size),
                image,
            ),
            lambda upstream, image, size: np.where(
                backward(np.ones(upstream.shape), image, size) > 0,
                backward(upstream, image, size),
                1.0,
            ),
            lambda upstream, image, size: backward(upstream, image, size) + image,
            lambda upstream, image, size: backward(upstream, image, size) + 1.0,
        ),
        _mistake(
            "upstream-turned",
            "Rows and columns of the upstream gradient have changed places.",
            lambda upstream, image, size: backward(_turned(upstream), image, size),
        ),
        _mistake(
            "one-side-for-both",
            "There are as many windows down as rows of the output, and as many across as columns.",
            lambda upstream, image, size: backward(_square_kept(upstream), image, size),
        ),
        _mistake(
            "whole-window",
            "Each pixel of the window gets the whole upstream value: think of what a small change "
            "of one pixel does to the output.",
            lambda upstream, image, size: _spread(upstream, image, size),
            lambda upstream, image, size: upstream.repeat(size, axis=0).repeat(size, axis=1) * 1.0,
        ),
        _mistake(
            "times-the-image",
            "You count with the image's values. A small change of a pixel changes the output by a "
            "share of that change, whatever the pixel's value is.",
            lambda upstream, image, size: backward(upstream, image, size) * image,
            lambda upstream, image, size: backward(forward(image, size), image, size),
            lambda upstream, image, size: backward(upstream * forward(image, size), image, size),
            lambda upstream, image, size: _spread(forward(image, size), image, size),
            lambda upstream, image, size: _spread(upstream * forward(image, size), image, size),
        ),
        _mistake(
            "transposed",
            "Rows and columns have changed places.",
            lambda upstream, image, size: backward(upstream, image, size).T,
        ),
        _mistake(
            "size-ignored",
            "Your windows are always 2 by 2. The size says how large they are.",
            lambda upstream, image, size: backward(
                upstream[: image.shape[0] // 2, : image.shape[1] // 2], image, 2
            ),
            *always_by_two,
        ),
        _mistake(
            "shape-of-the-output",
            "The gradient with respect to the image has the image's shape.",
            lambda upstream, image, size: upstream * 1.0,
        ),
        _mistake(
            "forward-again",
            "This is the image, pooled. What comes back from the upstream gradient is asked for.",
            lambda upstream, image, size: forward(image, size),
            lambda upstream, image, size: forward(image, size) * 1.0,
            lambda upstream, image, size: forward(image, size) * upstream,
        ),
        _mistake(
            "negative-lost",
            "An upstream value may be negative: then so is the gradient.",
            lambda upstream, image, size: np.maximum(backward(upstream, image, size), 0.0),
        ),
        _mistake(
            "rest-left-out",
            "The gradient has the image's shape: dropped rows and columns are in it, as zeros.",
            lambda upstream, image, size: backward(upstream, image, size)[
                : image.shape[0] // size * size, : image.shape[1] // size * size
            ],
        ),
        _mistake(
            "sign-changed",
            "The sign of the upstream gradient is lost or turned round.",
            lambda upstream, image, size: -backward(upstream, image, size),
            lambda upstream, image, size: np.abs(backward(upstream, image, size)),
        ),
        _mistake(
            "last-not-filled-in",
            "Your loop ends too early: the last windows get no gradient.",
            lambda upstream, image, size: backward(_last_cleared(upstream, 0, 1), image, size),
            lambda upstream, image, size: backward(_last_cleared(upstream, 1, 0), image, size),
            lambda upstream, image, size: backward(_last_cleared(upstream, 1, 1), image, size),
            lambda upstream, image, size: backward(
                _last_cleared(upstream, *(int(side % size == 0) for side in image.shape)),
                image,
                size,
            ),
        ),
        _mistake(
            "one-upstream-value",
            "Each window has an upstream value of its own.",
            lambda upstream, image, size: backward(
                np.full(upstream.shape, upstream[0, 0]), image, size
            ),
            lambda upstream, image, size: backward(
                np.full(upstream.shape, upstream.sum()), image, size
            ),
        ),
    )


def _shares_by_two(upstream: Array, image: Array, _size: int) -> Array:
    """Every upstream value is shared over a 2 by 2 window."""
    return _spread(upstream, image, 2) / 4


def _winners_by_two(upstream: Array, image: Array, _size: int) -> Array:
    """Every upstream value goes to the winner of a 2 by 2 window."""
    return _spread(upstream, image, 2) * winners(image, 2)


def _at_winners_by_two(upstream: Array, image: Array, _size: int, *, outside: bool) -> Array:
    """The same, window by window; places outside of the image raise, or are left out."""
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        position = int(image[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].argmax())
        row, column = 2 * i + position // 2, 2 * j + position % 2
        if outside or (row < image.shape[0] and column < image.shape[1]):
            gradient[row, column] = upstream[i, j]
    return gradient


def _first_kept(upstream: Array, *, row: bool) -> Array:
    kept = np.zeros(upstream.shape)
    part = slice(0, 1), slice(None) if row else slice(0, 1)
    kept[part] = upstream[part]
    return kept


def _square_kept(upstream: Array) -> Array:
    kept = np.zeros(upstream.shape)
    side = min(upstream.shape)
    kept[:side, :side] = upstream[:side, :side]
    return kept


def _turned(upstream: Array) -> Array:
    """The value at `[j, i]` in place of the one at `[i, j]`, as far as there is one."""
    rows, columns = np.indices(upstream.shape)
    last = upstream.shape[0] - 1, upstream.shape[1] - 1
    turned: Array = upstream[np.minimum(columns, last[0]), np.minimum(rows, last[1])]
    return turned


def _last_cleared(upstream: Array, row: int, column: int) -> Array:
    cleared = upstream.copy()
    if row:
        cleared[-1:] = 0
    if column:
        cleared[:, -1:] = 0
    return cleared


def _to(won: Callable[[Array, int], Array]) -> Backward:
    """The upstream values at the pixels that `won` marks."""
    return lambda upstream, image, size: _spread(upstream, image, size) * won(image, size)


def _divided_among_ties(upstream: Array, image: Array, size: int) -> Array:
    marked = _all_largest(image, size)
    rows, columns = upstream.shape
    kept = marked[: rows * size, : columns * size].reshape(rows, size, columns, size)
    return _spread(upstream / kept.sum(axis=(1, 3)), image, size) * marked


def _to_every_equal(upstream: Array, image: Array, size: int, *, add: bool) -> Array:
    """Each value goes to every pixel of the image that equals the window's maximum."""
    gradient = np.zeros(image.shape)
    pooled = max_pool(image, size)
    for index in np.ndindex(*pooled.shape):
        equal = image == pooled[index]
        gradient[equal] = upstream[index] + (gradient[equal] if add else 0)
    return gradient


def _at_winners(upstream: Array, image: Array, size: int, *, step: int, add: bool = False) -> Array:
    """The right winners, but written as if windows lay `step` pixels apart."""
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        window = image[i * size : (i + 1) * size, j * size : (j + 1) * size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        at = i * step + row, j * step + column
        gradient[at] = upstream[i, j] + (gradient[at] if add else 0)
    return gradient


def _without_one_offset(
    upstream: Array, image: Array, size: int, *, axis: int, add: bool = False
) -> Array:
    """The window's offset is left out along one axis."""
    gradient = np.zeros(image.shape)
    for index in np.ndindex(*upstream.shape):
        i, j = index
        window = image[i * size : (i + 1) * size, j * size : (j + 1) * size]
        place = [int(k) for k in np.unravel_index(np.argmax(window), window.shape)]
        place[1 - axis] += index[1 - axis] * size
        gradient[tuple(place)] = upstream[index] + (gradient[tuple(place)] if add else 0)
    return gradient


def _at_other_winners(upstream: Array, image: Array, size: int) -> Array:
    """The right places, but of winners that are found in windows one pixel apart."""
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        window = image[i : i + size, j : j + size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        gradient[i * size + row, j * size + column] = upstream[i, j]
    return gradient


def _at_moved_winners(upstream: Array, image: Array, size: int, *, add: bool) -> Array:
    """Windows one pixel apart."""
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        window = image[i : i + size, j : j + size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        at = i + row, j + column
        gradient[at] = upstream[i, j] + (gradient[at] if add else 0)
    return gradient


def _with_partial_gradients(upstream: Array, image: Array, size: int) -> Array:
    """Windows that are cut off get the last upstream values as well."""
    rows, columns = (np.arange(side) // size for side in image.shape)
    last = upstream.shape[0] - 1, upstream.shape[1] - 1
    values = upstream[np.ix_(np.minimum(rows, last[0]), np.minimum(columns, last[1]))]
    return np.asarray(values * 1.0 * _with_partial_windows(image, size))


max_pool_backward_exercise = FunctionExercise(
    name="max_pool_backward",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "The winner takes it all"),
    reference=lambda upstream, image, size=2: max_pool_backward(upstream, image, size),
    ordinary=_ordinary_gradient,
    legal=_legal_gradient,
    as_array=as_floats,
    window=_gradient_window,
    image=1,
    mistakes=(
        *_shared_by_both(
            max_pool,
            max_pool_backward,
            _winners_by_two,
            partial(_at_winners_by_two, outside=True),
            partial(_at_winners_by_two, outside=False),
        ),
        _mistake(
            "ties-all-get-it",
            "Where a window's maximum stands in it twice, only the first one gets the gradient.",
            _to(_all_largest),
        ),
        _mistake(
            "ties-share-it",
            "Where a window's maximum stands in it twice, the first one gets all of the gradient.",
            _divided_among_ties,
        ),
        _mistake(
            "last-of-ties",
            "Of equal maxima you take the last one. The first one in reading order wins.",
            _to(lambda image, size: _chosen(image, size, _last_largest)),
        ),
        _mistake(
            "first-by-columns",
            "Of equal maxima the first in reading order wins: along the row, then down.",
            _to(lambda image, size: _chosen(image, size, _first_by_columns)),
        ),
        _mistake(
            "smallest-gets-it",
            "The gradient goes to each window's smallest value.",
            _to(lambda image, size: _chosen(image, size, _smallest)),
        ),
        _mistake(
            "mean",
            "You share the gradient over the window: that is average pooling.",
            average_pool_backward,
        ),
        _mistake(
            "one-pixel-gets-it",
            "The gradient goes to one place of each window, wherever the maximum is.",
            _to(lambda image, size: _chosen(image, size, lambda window: (0, 0))),
            _to(lambda image, size: _chosen(image, size, lambda window: (-1 % size, -1 % size))),
            _to(lambda image, size: _chosen(image, size, lambda window: (0, -1 % size))),
            _to(lambda image, size: _chosen(image, size, lambda window: (-1 % size, 0))),
        ),
        _mistake(
            "winner-gets-a-share",
            "The winner gets all of its window's gradient: nothing is shared here.",
            lambda upstream, image, size: max_pool_backward(upstream, image, size) / size**2,
            lambda upstream, image, size: max_pool_backward(upstream, image, size) / 4,
            lambda upstream, image, size: max_pool_backward(upstream, image, size) / size,
        ),
        _mistake(
            "same-value-elsewhere",
            "A pixel may be as large as the maximum of another window: it gets that window's "
            "gradient only if it lies in it.",
            lambda upstream, image, size: _to_every_equal(upstream, image, size, add=True),
            lambda upstream, image, size: _to_every_equal(upstream, image, size, add=False),
        ),
        _mistake(
            "position-within-the-window",
            "You find the place within the window, but not where the window lies in the image.",
            lambda upstream, image, size: _at_winners(upstream, image, size, step=0, add=False),
            lambda upstream, image, size: _at_winners(upstream, image, size, step=0, add=True),
            *(
                partial(_without_one_offset, axis=axis, add=add)
                for axis in (0, 1)
                for add in (False, True)
            ),
        ),
        _mistake(
            "windows-overlap",
            "Your windows overlap: the next one starts where the last one ended.",
            lambda upstream, image, size: _at_winners(upstream, image, size, step=1, add=False),
            lambda upstream, image, size: _at_winners(upstream, image, size, step=1, add=True),
            lambda upstream, image, size: _at_other_winners(upstream, image, size),
            lambda upstream, image, size: _at_moved_winners(upstream, image, size, add=False),
            lambda upstream, image, size: _at_moved_winners(upstream, image, size, add=True),
        ),
        _mistake(
            "turned-within-the-window",
            "A position within the window is first a row, then a column.",
            _to(_turned_in_the_window),
        ),
        _mistake(
            "absolute-value",
            "A large negative value is small: the winner is found with its sign.",
            _to(lambda image, size: _chosen(image, size, _largest_size)),
        ),
        _mistake(
            "only-above-zero",
            "Where all values of a window are below zero, one of them is its maximum all the same.",
            _to(lambda image, size: _from(0, image, size, marks_first=False)),
            _to(lambda image, size: _from(0, image, size, marks_first=True)),
        ),
        _mistake(
            "starts-too-high",
            "Your search for the largest value starts with a number that some windows do not "
            "reach.",
            *(
                _to(partial(_from, start, marks_first=first))
                for start in STARTS
                for first in (True, False)
            ),
        ),
        _mistake(
            "partial-windows-kept",
            "Pixels that do not fill a window are dropped: no gradient reaches them.",
            _with_partial_gradients,
        ),
    ),
)


def _first_pixels(upstream: Array, image: Array, size: int) -> Array:
    gradient = np.zeros(image.shape)
    rows, columns = upstream.shape[0] * size, upstream.shape[1] * size
    gradient[:rows:size, :columns:size] = upstream
    return gradient


def _shares_one_apart(upstream: Array, image: Array, size: int, *, add: bool) -> Array:
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        part = slice(i, i + size), slice(j, j + size)
        gradient[part] = upstream[i, j] / size**2 + (gradient[part] if add else 0)
    return gradient


def _shares_in(upstream: Array, image: Array, size: int, side: int) -> Array:
    """Blocks of another side than the window's."""
    gradient = np.zeros(image.shape)
    for i, j in np.ndindex(*upstream.shape):
        part = slice(i * size, i * size + side), slice(j * size, j * size + side)
        gradient[part] = upstream[i, j] / size**2
    return gradient


def _tiled(upstream: Array, image: Array, size: int) -> Array:
    gradient = np.zeros(image.shape)
    tiles = np.tile(upstream, (size, size)) / size**2
    gradient[: tiles.shape[0], : tiles.shape[1]] = tiles
    return gradient


average_pool_backward_exercise = FunctionExercise(
    name="average_pool_backward",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "Average pooling shares"),
    reference=lambda upstream, image, size=2: average_pool_backward(upstream, image, size),
    ordinary=_ordinary_gradient,
    legal=_legal_gradient,
    as_array=as_floats,
    window=_gradient_window,
    image=1,
    mistakes=(
        *_shared_by_both(average_pool, average_pool_backward, _shares_by_two),
        _mistake(
            "divided-by-the-size",
            "You divide by the window's side. Over how many pixels is the gradient shared?",
            lambda upstream, image, size: _spread(upstream, image, size) / size,
            lambda upstream, image, size: _spread(upstream, image, size) / (2 * size),
        ),
        _mistake(
            "times-the-window",
            "You multiply by the number of pixels. The gradient is shared among them.",
            lambda upstream, image, size: _spread(upstream, image, size) * size**2,
            lambda upstream, image, size: _spread(upstream, image, size) * size,
        ),
        _mistake(
            "one-pixel-gets-it",
            "One pixel of each window gets the gradient. All of them took part in the mean.",
            *(
                lambda upstream, image, size, share=share: (
                    _first_pixels(upstream, image, size) / (size**2 if share else 1)
                )
                for share in (True, False)
            ),
        ),
        _mistake(
            "windows-overlap",
            "Your windows overlap: the next one starts where the last one ended.",
            lambda upstream, image, size: _shares_one_apart(upstream, image, size, add=False),
            lambda upstream, image, size: _shares_one_apart(upstream, image, size, add=True),
        ),
        _mistake(
            "window-too-small",
            "A slice ends before its second number: part of each window gets nothing.",
            lambda upstream, image, size: _shares_in(upstream, image, size, size - 1),
        ),
        _mistake(
            "window-too-large",
            "A slice ends before its second number: your windows have too many pixels.",
            lambda upstream, image, size: _shares_in(upstream, image, size, size + 1),
        ),
        _mistake(
            "along-one-axis",
            "Each value is repeated along one axis only. A window has rows and columns.",
            lambda upstream, image, size: upstream.repeat(size, axis=0) / size**2,
            lambda upstream, image, size: upstream.repeat(size, axis=1) / size**2,
        ),
        _mistake(
            "tiled",
            "The whole gradient is put side by side. Each value is to be repeated on the spot.",
            lambda upstream, image, size: _tiled(upstream, image, size),
        ),
        _mistake(
            "one-pixel-not-counted",
            "You divide by one pixel fewer than the window has.",
            lambda upstream, image, size: _spread(upstream, image, size) / max(size**2 - 1, 1),
        ),
        _mistake(
            "shared-by-the-largest",
            "The values of the image do not matter for a mean: all pixels get the same share.",
            lambda upstream, image, size: _divided_among_ties(upstream, image, size),
        ),
        _mistake(
            "always-divided-by-four",
            "You always divide by four. How many pixels has a window of another size?",
            lambda upstream, image, size: _spread(upstream, image, size) / 4,
        ),
        _mistake(
            "winner-takes-all",
            "The gradient goes to one pixel of each window: that is max pooling.",
            max_pool_backward,
        ),
        _mistake(
            "winner-gets-a-share",
            "Only one pixel of each window gets its share. All of them have one.",
            lambda upstream, image, size: max_pool_backward(upstream, image, size) / size**2,
        ),
        _mistake(
            "rest-filled",
            "Dropped pixels are in no window, so no gradient reaches them.",
            lambda upstream, image, size: _with_rest(upstream, image, size),
        ),
        _mistake(
            "divided-by-the-image",
            "You divide by a number that belongs to the whole image. Each window is shared on its "
            "own.",
            lambda upstream, image, size: _spread(upstream, image, size) / image.size,
            lambda upstream, image, size: _spread(upstream, image, size) / upstream.size,
            lambda upstream, image, size: np.full(image.shape, upstream.sum() / image.size),
            lambda upstream, image, size: np.full(image.shape, upstream.mean()),
        ),
    ),
)


def _with_rest(upstream: Array, image: Array, size: int) -> Array:
    """Dropped rows and columns get what their neighbours get."""
    shared = average_pool_backward(upstream, image, size)
    rows, columns = upstream.shape[0] * size, upstream.shape[1] * size
    rest = [(0, image.shape[0] - rows), (0, image.shape[1] - columns)]
    return np.pad(shared[:rows, :columns], rest, mode="edge")


EXERCISES = (winners_exercise, max_pool_backward_exercise, average_pool_backward_exercise)
