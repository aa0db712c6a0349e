"""Assignment 5: which pixel gets the gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling_course.arguments import Array, even_image, legal_values, ordinary_values, side
from pooling_course.choices import Choose
from pooling_course.exercise import KnownMistake, Marks, Section
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.pooling import Window, max_pool, winners
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
    image = legal_values(choose, (side(choose, size), side(choose, size)))
    return (image, *_given(choose, size))


def _changing(image: Array, *given: Any) -> Array:
    won = winners(image, _size(given))
    image[:1, :1] = image.max() + 1
    return won


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
        KnownMistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (_changing,),
        ),
        KnownMistake(
            "ties-all-marked",
            "Where a maximum stands in its window twice, only the first in reading order wins.",
            (lambda image, *given: _all_largest(image, _size(given)),),
        ),
        KnownMistake(
            "last-of-ties",
            "Of equal maxima you mark the last one. The first one in reading order wins.",
            (lambda image, *given: _chosen(image, _size(given), _last_largest),),
        ),
        KnownMistake(
            "first-by-columns",
            "Of equal maxima the first in reading order wins: along the row, then down.",
            (lambda image, *given: _chosen(image, _size(given), _first_by_columns),),
        ),
        KnownMistake(
            "smallest-wins",
            "You mark each window's smallest value.",
            (lambda image, *given: _chosen(image, _size(given), _smallest),),
        ),
        KnownMistake(
            "partial-windows-kept",
            "Pixels that do not fill a window are dropped: none of them wins.",
            (lambda image, *given: _with_partial_windows(image, _size(given)),),
        ),
        KnownMistake(
            "one-winner-for-the-image",
            "You mark the largest value of the whole image. Each window has a winner.",
            (
                lambda image, *given: image == image.max(),
                lambda image, *given: np.arange(image.size).reshape(image.shape) == image.argmax(),
            ),
        ),
        KnownMistake(
            "losers-marked",
            "It is the other way round: true where a pixel wins, false elsewhere.",
            (lambda image, *given: ~winners(image, _size(given)),),
        ),
        KnownMistake(
            "values-not-marks",
            "You return the winners' values. Where they stand is asked for: true or false.",
            (lambda image, *given: image * winners(image, _size(given)),),
        ),
        KnownMistake(
            "pooled-image",
            "This is the pooled image. An array of the image's shape is asked for.",
            (lambda image, *given: max_pool(image, _size(given)),),
        ),
        KnownMistake(
            "size-ignored",
            "Your windows are always 2 by 2. The size says how large they are.",
            (lambda image, *given: winners(image, 2),),
        ),
        KnownMistake(
            "transposed",
            "Rows and columns have changed places in your output.",
            (lambda image, *given: winners(image, _size(given)).T,),
        ),
        KnownMistake(
            "position-within-the-window",
            "You mark the place within the window, but not where the window lies in the image.",
            (lambda image, *given: _without_offset(image, _size(given)),),
        ),
    ),
)


def _without_offset(image: Array, size: int) -> Array:
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(image.shape[0] // size, image.shape[1] // size):
        window = image[i * size : (i + 1) * size, j * size : (j + 1) * size]
        won[np.unravel_index(np.argmax(window), window.shape)] = True
    return won


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
    values = choose.whole_numbers(shape, -99, 99)
    dtype = choose.among(("float64", "float32", "int64", "int32"))
    return (values / 8 if dtype.startswith("float") else values).astype(dtype)


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


def _shared_by_both(backward: Backward, always_by_two: Backward) -> tuple[KnownMistake, ...]:
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
            "whole-window",
            "Each pixel of the window gets the whole upstream value: think of what a small change "
            "of one pixel does to the output.",
            lambda upstream, image, size: _spread(upstream, image, size),
        ),
        _mistake(
            "times-the-image",
            "You multiply by the image's values as well. A small change of a pixel changes the "
            "output by a share of that change, whatever the pixel's value is.",
            lambda upstream, image, size: backward(upstream, image, size) * image,
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
            always_by_two,
        ),
        _mistake(
            "shape-of-the-output",
            "The gradient with respect to the image has the image's shape.",
            lambda upstream, image, size: upstream * 1.0,
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
        *_shared_by_both(max_pool_backward, _winners_by_two),
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
            "first-pixel-gets-it",
            "The gradient goes to the first pixel of each window, wherever the maximum is.",
            _to(lambda image, size: _chosen(image, size, lambda window: (0, 0))),
        ),
    ),
)

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
        *_shared_by_both(average_pool_backward, _shares_by_two),
        _mistake(
            "divided-by-the-size",
            "You divide by the window's side. Over how many pixels is the gradient shared?",
            lambda upstream, image, size: _spread(upstream, image, size) / size,
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
            "You divide by the number of pixels of the image. Each window is shared on its own.",
            lambda upstream, image, size: _spread(upstream, image, size) / image.size,
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
