"""What goes wrong when pooling is written as a loop: mistakes that several exercises share.

Each is written once, for one image `(rows, columns)` with a size and a stride; an exercise wraps
them into functions that take its own arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer, KnownMistake
from pooling_course.pooling import max_pool_same

Pool = Callable[[Array, int, int], Any]
Choice = Callable[[Array], Any]
Wrap = Callable[[Pool], Answer]


def loop(
    choice: Choice = np.max,
    *,
    start: Callable[[int, int, int], int] = lambda k, size, stride: k * stride,
    start_down: Callable[[int, int, int], int] | None = None,
    start_across: Callable[[int, int, int], int] | None = None,
    extent: Callable[[int, int], tuple[int, int]] = lambda size, stride: (size, size),
    outputs: Callable[[int, int, int], int] = lambda side, size, stride: (
        (side - size) // stride + 1
    ),
    output_rows: Callable[[int, int, int], int] | None = None,
    output_columns: Callable[[int, int, int], int] | None = None,
    span: Callable[[int, int, int], slice] | None = None,
    empty: float | None = None,
) -> Pool:
    """Pooling as two nested loops, in which one thing may be other than it should be.

    `span` gives a whole slice in place of `start` and `extent`. A window that holds no pixel gives
    `empty`, or raises what `choice` raises.
    """

    def pool(image: Array, size: int, stride: int) -> Array:
        rows = max((output_rows or outputs)(image.shape[0], size, stride), 0)
        columns = max((output_columns or outputs)(image.shape[1], size, stride), 0)
        output = np.zeros((rows, columns))
        down, across = extent(size, stride)
        for i, j in np.ndindex(rows, columns):
            if span is not None:
                window = image[span(i, size, stride), span(j, size, stride)]
            else:
                top = (start_down or start)(i, size, stride)
                left = (start_across or start)(j, size, stride)
                window = image[top : top + down, left : left + across]
            output[i, j] = choice(window) if window.size or empty is None else empty
        return output

    return pool


def _loop_of_lines(choice: Choice, axis: int) -> Pool:
    """Pooling that keeps a value for each row, or column, of a window."""

    def pool(image: Array, size: int, stride: int) -> Array:
        rows, columns = (range(0, side - size + 1, stride) for side in image.shape)
        return np.array(
            [
                [
                    [
                        choice(line)
                        for line in np.moveaxis(image[i : i + size, j : j + size], axis, 0)
                    ]
                    for j in columns
                ]
                for i in rows
            ]
        )

    return pool


def of_result(change: Callable[[Any], Any], choice: Choice = np.max) -> Pool:
    """Right pooling, and then something done to the result."""
    right = loop(choice)
    return lambda image, size, stride: change(right(image, size, stride))


def changing_argument(choice: Choice = np.max) -> Pool:
    """Right pooling that also writes into its argument."""
    right = loop(choice)

    def pool(image: Array, size: int, stride: int) -> Any:
        result = right(image, size, stride)
        image[:1, :1] = image.max() + 1
        return result

    return pool


def without_last(*, row: bool, column: bool) -> Callable[[Array], Array]:
    """Leaves the last row, column or both of an output at the zeros it was made with."""

    def clear(output: Array) -> Array:
        output = output.copy()
        if row:
            output[-1:] = 0
        if column:
            output[:, -1:] = 0
        return output

    return clear


def whole(output: Array) -> Array:
    """What is left of the values in an array of whole numbers."""
    return np.trunc(output)


def mean(window: Array) -> Any:
    """The mean of a window in float64."""
    return np.mean(window, dtype=np.float64)


def total(window: Array) -> Any:
    """The sum of a window in float64."""
    return np.sum(window, dtype=np.float64)


Variants = tuple[str, str, tuple[Pool, ...]]


def made_of(table: tuple[Variants, ...], wrap: Wrap) -> tuple[KnownMistake, ...]:
    """The mistakes of a table, as functions of an exercise's own arguments."""
    return tuple(
        KnownMistake(key, hint, tuple(wrap(pool) for pool in pools)) for key, hint, pools in table
    )


def values(choice: Choice = np.max) -> tuple[Variants, ...]:
    """Mistakes about the value that is kept, other than `choice` itself."""
    table: tuple[tuple[str, str, tuple[Choice, ...]], ...] = (
        ("maximum", "These are the largest values of the windows: that is max pooling.", (np.max,)),
        ("mean", "These are the means of the windows: that is average pooling.", (mean,)),
        ("minimum", "These are the smallest values of the windows.", (np.min,)),
        ("sum", "These are the sums of the windows.", (total,)),
        ("median", "These are the medians of the windows.", (np.median,)),
        (
            "first-pixel",
            "These are the first pixels of the windows. All pixels of a window take part.",
            (lambda window: window[0, 0],),
        ),
        (
            "last-pixel",
            "These are the last pixels of the windows. All pixels of a window take part.",
            (lambda window: window[-1, -1],),
        ),
        (
            "one-pixel",
            "These are single pixels, from one place of each window. All its pixels take part.",
            (lambda window: window[0, -1], lambda window: window[-1, 0]),
        ),
        (
            "position",
            "These are positions: where the value stands, not the value.",
            (np.argmax,),
        ),
        (
            "first-in-the-order-of-lists",
            "Python compares lists by their first values. All values of a window take part.",
            (lambda window: max(max(window.tolist())),),
        ),
        (
            "one-row-of-the-window",
            "You look at one row or column of each window. It has as many rows as columns.",
            (
                lambda window: choice(window[0]),
                lambda window: choice(window[:, 0]),
                lambda window: choice(window[-1]),
                lambda window: choice(window[:, -1]),
            ),
        ),
        (
            "diagonal",
            "You look at one diagonal of each window. All its pixels take part.",
            (
                lambda window: choice(np.diagonal(window)),
                lambda window: choice(np.diagonal(window[:, ::-1])),
            ),
        ),
        (
            "absolute-value",
            "A large negative value is small: do not drop the sign.",
            (
                lambda window: choice(np.abs(window)),
                lambda window: abs(choice(window)),
                lambda window: window.flat[np.abs(window).argmax()],
            ),
        ),
        (
            "corners-only",
            "You look at the corners of each window. All its pixels take part.",
            (lambda window: choice(window[np.ix_([0, -1], [0, -1])]),),
        ),
    )
    return tuple(
        (key, hint, tuple(loop(wrong) for wrong in wrongs))
        for key, hint, wrongs in table
        if choice not in wrongs
    )


def results(choice: Choice = np.max) -> tuple[Variants, ...]:
    """Mistakes about the output as a whole."""
    return (
        (
            "nothing-returned",
            "Your function returns None: a result that is computed or printed, but not returned, "
            "is lost.",
            (lambda image, size, stride: None,),
        ),
        (
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (changing_argument(choice),),
        ),
        (
            "whole-numbers-only",
            "The digits after the decimal point are gone: what type is the array that you fill?",
            (
                of_result(whole, choice),
                of_result(np.floor, choice),
                of_result(np.round, choice),
                of_result(np.ceil, choice),
                # the largest and the smallest value of an image fit into the image's type
                *(() if choice in (np.max, np.min) else (_in_the_type_of_the_image(choice),)),
            ),
        ),
        (
            "type-too-small",
            "Not every value fits into the type of number that you use: some turn into others.",
            (
                of_result(lambda output: output.astype(np.uint8), choice),
                lambda image, size, stride: loop(choice)(image.astype(np.uint8), size, stride),
            ),
        ),
        (
            "transposed",
            "Your output stands on its side: rows of the image make rows of the output.",
            (of_result(np.transpose, choice),),
        ),
        (
            "flattened",
            "The values are in one long row. The output is an image, with rows and columns.",
            (of_result(np.ravel, choice),),
        ),
        (
            "last-not-filled-in",
            "Your loop ends too early: the last places of the output still hold zeros.",
            (
                of_result(without_last(row=True, column=True), choice),
                of_result(without_last(row=True, column=False), choice),
                of_result(without_last(row=False, column=True), choice),
            ),
        ),
        (
            "returned-too-early",
            "Only the first places of your output are filled: is your loop left before its end, or "
            "are all later windows empty?",
            (of_result(_first_place, choice), of_result(_first_row, choice)),
        ),
        (
            "several-values-of-a-window",
            "You give several values for each window, one for each of its rows or columns.",
            tuple(_loop_of_lines(choice, axis) for axis in (0, 1)),
        ),
        (
            "row-not-started-anew",
            "The list for a row of your output keeps what the rows above put into it.",
            (of_result(lambda output: np.tile(output.ravel(), (len(output), 1)), choice),),
        ),
        (
            "rows-not-equally-long",
            "The rows of your output are not equally long: with what does each of them start?",
            (
                of_result(_ever_longer_rows, choice),
                of_result(lambda output: np.array(_ever_longer_rows(output)), choice),
                of_result(_later_rows_empty, choice),
                of_result(lambda output: np.array(_later_rows_empty(output)), choice),
            ),
        ),
        (
            "one-value",
            "This is one value for the whole image. Each window gives one.",
            (
                lambda image, size, stride: choice(image),
                lambda image, size, stride: np.full_like(
                    loop(choice)(image, size, stride), choice(image)
                ),
                of_result(lambda output: output[0, 0], choice),
                of_result(lambda output: output[-1, -1], choice),
            ),
        ),
        (
            "one-row-of-the-output",
            "This is one row of the output. The output has as many as fit down the image.",
            (
                of_result(lambda output: output[0], choice),
                of_result(lambda output: output[-1], choice),
            ),
        ),
        (
            "carried-over",
            "What you found in one window is carried over into the next: each one starts anew.",
            (
                of_result(lambda output: _carried(output.ravel(), choice).reshape(output.shape)),
                of_result(lambda output: _carried(output, choice)),
            )
            if choice is np.max
            else (
                of_result(
                    lambda output: _carried(output.ravel(), choice).reshape(output.shape), choice
                ),
                of_result(lambda output: _carried(output, choice), choice),
            ),
        ),
        (
            "upside-down",
            "The values are right, but their order along one side is turned round.",
            (
                of_result(lambda output: output[::-1], choice),
                of_result(lambda output: output[:, ::-1], choice),
                of_result(lambda output: output[::-1, ::-1], choice),
            ),
        ),
        (
            "axis-of-length-one-lost",
            "The output of a narrow image has two axes as well, even if one of them is short.",
            (of_result(np.squeeze, choice),),
        ),
        (
            "axes-too-many",
            "The values are right, but the output is an image, with two axes and no more.",
            tuple(
                of_result(partial(np.expand_dims, axis=axis), choice)
                for axis in (0, 1, 2, (0, 3), (1, 3), (0, 1), (2, 3))
            ),
        ),
        (
            "shape-not-values",
            "This is the shape of the output. Its values are asked for.",
            (of_result(np.shape, choice), of_result(lambda output: np.zeros(output.shape))),
        ),
        (
            "output-of-image-size",
            "Your output has as many pixels as the image. How many windows fit along each side?",
            (
                lambda image, size, stride: _in_corner(image, loop(choice)(image, size, stride)),
                lambda image, size, stride: _blown_up(
                    image, loop(choice)(image, size, stride), size
                ),
            ),
        ),
    )


def _ever_longer_rows(output: Array) -> list[Array]:
    """Rows of a list that is never emptied."""
    columns = output.shape[1]
    return [output.ravel()[: (row + 1) * columns] for row in range(len(output))]


def _later_rows_empty(output: Array) -> list[list[Any]]:
    """Rows of an inner loop whose counter is never set back."""
    return [list(output[0]), *([] for _ in output[1:])]


def _carried(output: Array, choice: Choice) -> Array:
    """What a search, or a sum, has come to after each window along the last axis."""
    ufunc = np.maximum if choice is np.max else np.add
    carried: Array = ufunc.accumulate(output, axis=-1)
    return carried


def _in_the_type_of_the_image(choice: Choice) -> Pool:
    return lambda image, size, stride: loop(choice)(image, size, stride).astype(image.dtype)


def _first_place(output: Array) -> Array:
    filled = np.zeros(output.shape)
    filled[0, 0] = output[0, 0]
    return filled


def _first_row(output: Array) -> Array:
    filled = np.zeros(output.shape)
    filled[0] = output[0]
    return filled


def _in_corner(image: Array, output: Array) -> Array:
    canvas = np.zeros(image.shape)
    canvas[: output.shape[0], : output.shape[1]] = output
    return canvas


def _blown_up(image: Array, output: Array, size: int) -> Array:
    canvas = np.zeros(image.shape)
    large = output.repeat(size, axis=0).repeat(size, axis=1)[: image.shape[0], : image.shape[1]]
    canvas[: large.shape[0], : large.shape[1]] = large
    return canvas


def at_least(least: float) -> Pool:
    """Right pooling, but no value is below this one."""
    return of_result(lambda output: np.maximum(output, least))


def starts_at_zero() -> tuple[Variants, ...]:
    """A running maximum that starts at zero."""
    return (
        (
            "starts-at-zero",
            "Where all values are below zero, zero is not among them: what does your search for "
            "the largest one start with?",
            (at_least(0),),
        ),
    )


def starts_too_high(wrap: Wrap) -> KnownMistake:
    """A running maximum that starts with another number that need not be in the image."""

    def at_least_first_pixel(image: Array, size: int, stride: int) -> Any:
        return at_least(float(image.flat[0]))(image, size, stride)

    return KnownMistake(
        "starts-too-high",
        "Your search for the largest value starts with a number that some windows do not reach.",
        (wrap(at_least_first_pixel),),
        at_least=lambda least: wrap(at_least(least)),
    )


def rows_compared(wrap: Wrap) -> KnownMistake:
    """Python's own `max` of an array with rows."""
    return KnownMistake(
        "rows-compared",
        "Python's own `max`, `<` and `>` compare single numbers: what do yours get, rows?",
        (wrap(loop(max)), wrap(_rows_compared_in_lists)),
        raises=True,
    )


def _rows_compared_in_lists(image: Array, size: int, stride: int) -> Any:
    """A window of one pixel has one row, and that is its largest one."""
    compared = loop(max if size > 1 else np.max)(image, size, stride)
    return compared[..., None] if size == 1 else compared


def past_the_edge(wrap: Wrap, choice: Choice = np.max) -> KnownMistake:
    """Every window that starts in the image is read pixel by pixel."""

    def pool(image: Array, size: int, stride: int) -> Array:
        places = list(np.ndindex(size, size))
        rows, columns = (range(0, side, stride) for side in image.shape)
        return np.array(
            [
                [choice(np.array([image[i + a, j + b] for a, b in places])) for j in columns]
                for i in rows
            ]
        )

    return KnownMistake(
        "past-the-edge",
        "Your last windows reach for pixels that the image does not have: which windows fit?",
        (wrap(pool),),
        raises=True,
    )


def pixels_counted_in_the_output(wrap: Wrap, choice: Choice = np.max) -> KnownMistake:
    """Each window's value is put where its first pixel stands in the image."""

    def placing(step: int | None, last: Callable[[int, int], int]) -> Pool:
        def pool(image: Array, size: int, stride: int) -> Array:
            output = np.zeros([(side - size) // stride + 1 for side in image.shape])
            for i in range(0, last(image.shape[0], size), step or stride):
                for j in range(0, last(image.shape[1], size), step or stride):
                    output[i, j] = choice(image[i : i + size, j : j + size])
            return output

        return pool

    return KnownMistake(
        "pixels-counted-in-the-output",
        "You count by pixels of the image in the output as well: how many places has it?",
        tuple(
            wrap(placing(step, last))
            for step in (None, 1)
            for last in (lambda side, size: side - size + 1, lambda side, size: side)
        ),
        raises=True,
    )


def halves_in_a_shape(wrap: Wrap) -> KnownMistake:
    """A division gives a float, also where nothing is left over."""

    def pool(image: Array, size: int, _stride: int) -> Any:
        return np.zeros((image.shape[0] / size, image.shape[1] / size))

    return KnownMistake(
        "fraction-in-a-shape",
        "A shape, and `range`, want whole numbers: what does a division with `/` give?",
        (wrap(pool),),
        raises=True,
    )


def rest_not_dropped(wrap: Wrap, *, any_size: bool = False) -> KnownMistake:
    """A reshape, or slices, without a look at what is left over by a window of this size."""

    def reshaped(image: Array, size: int, _stride: int) -> Array:
        rows, columns = image.shape[0] // size, image.shape[1] // size
        pooled: Array = image.reshape(rows, size, columns, size).max(axis=(1, 3))
        return pooled

    def sliced(image: Array, size: int, _stride: int) -> Array:
        pooled: Array = image[::size, ::size]
        for i, j in np.ndindex(size, size):
            pooled = np.maximum(pooled, image[i::size, j::size])
        return pooled

    def even(image: Array, size: int, _stride: int) -> Array:
        rows, columns = (side // size for side in image.shape)
        cut = image[: image.shape[0] // 2 * 2, : image.shape[1] // 2 * 2]
        return np.asarray(cut.reshape(rows, size, columns, size).max(axis=(1, 3)))

    return KnownMistake(
        "rest-not-dropped",
        "Where a side is no multiple of the window's, rows or columns are left over. What becomes "
        "of them?",
        (wrap(reshaped), wrap(sliced), *((wrap(even),) if any_size else ())),
        raises=True,
    )


SIDE_BY_SIDE = "Your windows overlap: the next one should start where the last one ended."
BY_THE_STRIDE = (
    "Your windows start at neighbouring pixels, whatever the stride: how far apart should they be?"
)


def _without_the_first(k: int, size: int, stride: int) -> slice:
    return slice(k * stride + 1, k * stride + size)


def layout(choice: Choice = np.max, *, overlap: str = SIDE_BY_SIDE) -> tuple[Variants, ...]:
    """Mistakes about where windows lie, and how many there are.

    `overlap` is the hint for windows that start one pixel after each other.
    """
    return (
        (
            "windows-overlap",
            overlap,
            (
                loop(choice, start=lambda k, size, stride: k),
                loop(choice, start_down=lambda k, size, stride: k),
                loop(choice, start_across=lambda k, size, stride: k),
                loop(
                    choice,
                    start=lambda k, size, stride: k,
                    outputs=lambda side, size, stride: side - size + 1,
                ),
            ),
        ),
        (
            "window-too-small",
            "A slice ends before its second number: your windows have too few pixels.",
            (
                loop(choice, extent=lambda size, stride: (size - 1, size - 1)),
                loop(choice, extent=lambda size, stride: (size - 1, size)),
                loop(choice, extent=lambda size, stride: (size, size - 1)),
                loop(choice, extent=lambda size, stride: (max(size - 1, 1), max(size - 1, 1))),
                loop(choice, extent=lambda size, stride: (size - 1, size - 1), empty=-np.inf),
                loop(choice, extent=lambda size, stride: (size - 1, size - 1), empty=0),
                loop(choice, span=_without_the_first),
                loop(choice, span=_without_the_first, empty=-np.inf),
                loop(choice, span=_without_the_first, empty=0),
            ),
        ),
        (
            "windows-grow",
            "Your windows get larger from one to the next: both ends of a slice have to move.",
            (
                loop(choice, span=lambda k, size, stride: slice(0, k * stride + size)),
                loop(choice, span=lambda k, size, stride: slice(k, k * stride + size)),
            ),
        ),
        (
            "along-one-axis",
            "You pool along one axis only. A window has rows and columns.",
            (
                loop(
                    choice,
                    extent=lambda size, stride: (size, 1),
                    start_across=lambda k, size, stride: k,
                    output_columns=lambda side, size, stride: side,
                ),
                loop(
                    choice,
                    extent=lambda size, stride: (1, size),
                    start_down=lambda k, size, stride: k,
                    output_rows=lambda side, size, stride: side,
                ),
            ),
        ),
        (
            "rest-dropped-at-the-start",
            "Rows and columns that are left over are dropped at the bottom and the right.",
            (
                lambda image, size, stride: loop(choice)(
                    image[(image.shape[0] - size) % stride :, (image.shape[1] - size) % stride :],
                    size,
                    stride,
                ),
            ),
        ),
        (
            "output-of-one-size",
            "Your output has the same shape for every image: how many windows fit along a side?",
            tuple(
                loop(choice, output_rows=lambda *_: 2, output_columns=lambda *_: 3, empty=empty)
                for empty in (None, 0)
            ),
        ),
        (
            "window-too-large",
            "A slice ends before its second number: your windows have too many pixels.",
            (
                loop(choice, extent=lambda size, stride: (size + 1, size + 1)),
                loop(choice, extent=lambda size, stride: (size, size + 1)),
                loop(choice, extent=lambda size, stride: (size + 1, size)),
            ),
        ),
        (
            "whole-rows",
            "Your windows reach across the whole image: they end after `size` rows and columns.",
            (
                loop(choice, extent=lambda size, stride: (size, 10_000)),
                loop(choice, extent=lambda size, stride: (10_000, size)),
                loop(choice, extent=lambda size, stride: (10_000, 10_000)),
            ),
        ),
        (
            "partial-windows-kept",
            "A row or column that does not fill a window is dropped, not pooled on its own.",
            (
                loop(choice, outputs=lambda side, size, stride: -(-side // stride)),
                loop(choice, output_rows=lambda side, size, stride: -(-side // stride)),
                loop(choice, output_columns=lambda side, size, stride: -(-side // stride)),
                loop(choice, outputs=lambda side, size, stride: -(-(side - size) // stride) + 1),
                *_edges_padded(choice),
                lambda image, size, stride: loop(choice)(
                    np.pad(image, [(0, -side % size) for side in image.shape]), size, stride
                ),
            ),
        ),
        (
            "output-too-small",
            "Count the windows on a small image, along one side: you have one fewer than fit.",
            (
                loop(choice, outputs=lambda side, size, stride: (side - size) // stride),
                loop(choice, output_rows=lambda side, size, stride: (side - size) // stride),
                loop(choice, output_columns=lambda side, size, stride: (side - size) // stride),
                loop(choice, outputs=lambda side, size, stride: -(-(side - size) // stride)),
                loop(choice, outputs=lambda side, size, stride: (side - 1) // stride),
                loop(choice, outputs=lambda side, size, stride: (side - size + 1) // stride),
                loop(choice, outputs=lambda side, size, stride: side // stride - 1),
            ),
        ),
        (
            "output-too-large",
            "Count the windows on a small image, along one side: you have one more than fit.",
            (
                *_one_more(choice),
                of_result(lambda output: np.pad(output, ((0, 1), (0, 1))), choice),
                of_result(lambda output: np.pad(output, ((0, 1), (0, 0))), choice),
                of_result(lambda output: np.pad(output, ((0, 0), (0, 1))), choice),
                lambda image, size, stride: _padded_to(
                    loop(choice)(image, size, stride),
                    image.shape[0] // stride + 1,
                    image.shape[1] // stride + 1,
                ),
                lambda image, size, stride: _padded_to(
                    loop(choice)(image, size, stride),
                    -(-image.shape[0] // stride),
                    -(-image.shape[1] // stride),
                ),
            ),
        ),
        (
            "rows-for-columns",
            "Rows and columns are mixed up somewhere: has each its own number, index and slice?",
            (
                *_swapped_windows(choice),
                *(
                    _sides_of(choice, rows, columns, empty)
                    for rows, columns in ((1, 0), (0, 0), (1, 1))
                    for empty in (None, 0)
                ),
                of_result(lambda output: output.reshape(output.shape[::-1]), choice),
                lambda image, size, stride: _square(
                    loop(choice)(image, size, stride), lambda shape: shape[0]
                ),
                lambda image, size, stride: _square(
                    loop(choice)(image, size, stride), lambda shape: shape[1]
                ),
                lambda image, size, stride: _transposed_into(loop(choice)(image, size, stride)),
            ),
        ),
        (
            "repeated-first-window",
            "Every window is the first one: the slice has to move with the loop.",
            (loop(choice, start=lambda k, size, stride: 0),),
        ),
        (
            "one-window-in-two",
            "Every other window is left out: how far does the loop go from one to the next?",
            (
                loop(
                    choice,
                    outputs=lambda side, size, stride: -(-((side - size) // stride + 1) // 2),
                    start=lambda k, size, stride: 2 * k * stride,
                ),
            ),
        ),
    )


def _one_more(choice: Choice) -> tuple[Pool, ...]:
    """One window more than fits, cut off where the image ends, along one side or both."""

    def more(side: int, size: int, stride: int) -> int:
        return (side - size) // stride + 2

    return (
        loop(choice, outputs=more, empty=0),
        loop(choice, output_rows=more, empty=0),
        loop(choice, output_columns=more, empty=0),
    )


def _edges_padded(choice: Choice) -> tuple[Pool, ...]:
    """As many windows as begin in the image, with something in place of what is missing."""
    if choice is np.max:
        return (max_pool_same,)
    ceil = loop(total, outputs=lambda side, size, stride: -(-side // stride))
    return (lambda image, size, stride: ceil(image, size, stride) / size**2,)


def _padded_to(output: Array, rows: int, columns: int) -> Array:
    canvas = np.zeros((max(rows, output.shape[0]), max(columns, output.shape[1])))
    canvas[: output.shape[0], : output.shape[1]] = output
    return canvas


def _square(output: Array, pick: Callable[[tuple[int, ...]], int]) -> Array:
    side = pick(output.shape)
    return output[:side, :side] if side <= min(output.shape) else _cut_or_pad(output, side)


def _cut_or_pad(output: Array, side: int) -> Array:
    canvas = np.zeros((side, side))
    part = output[:side, :side]
    canvas[: part.shape[0], : part.shape[1]] = part
    return canvas


def _transposed_into(output: Array) -> Array:
    """The values in the order of columns, in an array of the right shape."""
    return np.ravel(output, order="F").reshape(output.shape)


def _swapped_windows(choice: Choice) -> tuple[Pool, ...]:
    """The window's row index cuts columns, and its column index rows."""

    def pool(image: Array, size: int, stride: int, empty: float | None = None) -> Any:
        rows = (image.shape[0] - size) // stride + 1
        columns = (image.shape[1] - size) // stride + 1
        turned = loop(
            choice,
            output_rows=lambda *_: columns,
            output_columns=lambda *_: rows,
            empty=empty,
        )
        return turned(image, size, stride).T

    return pool, lambda image, size, stride: pool(image, size, stride, 0)


def _sides_of(choice: Choice, rows: int, columns: int, empty: float | None) -> Pool:
    """As many rows and columns of windows as fit along these sides of the image."""

    def pool(image: Array, size: int, stride: int) -> Array:
        counts = [(image.shape[axis] - size) // stride + 1 for axis in (rows, columns)]
        right = loop(
            choice,
            output_rows=lambda *_: counts[0],
            output_columns=lambda *_: counts[1],
            empty=empty,
        )
        return np.asarray(right(image, size, stride))

    return pool


def _ends_apart(k: int, size: int, stride: int) -> slice:
    return slice(k * stride, (k + 1) * size)


def strides(choice: Choice = np.max) -> tuple[Variants, ...]:
    """Mistakes that show where size and stride are given, and differ."""
    return (
        (
            "stride-ignored",
            "Your windows always move by their own size. The stride says how far they move.",
            (
                lambda image, size, stride: loop(choice)(image, size, size),
                loop(choice, start=lambda k, size, stride: k * size),
                loop(choice, start=lambda k, size, stride: k * size, empty=0),
            ),
        ),
        (
            "always-by-two",
            "Your windows always move by two pixels. The stride says how far they move.",
            (lambda image, size, stride: loop(choice)(image, size, 2),),
        ),
        (
            "gaps-closed",
            "A stride may be larger than the window: then there are pixels between two windows.",
            (lambda image, size, stride: loop(choice)(image, size, min(size, stride)),),
        ),
        (
            "window-ends-apart",
            "The two ends of your slices move by different steps: a window has the same size "
            "everywhere.",
            tuple(loop(choice, span=_ends_apart, empty=empty) for empty in (None, 0, -np.inf)),
        ),
        (
            "stride-for-size",
            "Your windows are as large as the stride. The size says how large they are.",
            (
                loop(choice, extent=lambda size, stride: (stride, stride)),
                lambda image, size, stride: loop(choice)(image, stride, stride),
            ),
        ),
        (
            "size-and-stride-swapped",
            "Size and stride have changed places.",
            (
                lambda image, size, stride: loop(choice)(image, stride, size),
                lambda image, size, stride: loop(
                    choice,
                    start=lambda k, size, stride: k * size,
                    extent=lambda size, stride: (stride, stride),
                )(image, size, stride),
            ),
        ),
        (
            "size-ignored",
            "Your windows are always 2 by 2. The size says how large they are.",
            (
                lambda image, size, stride: loop(choice)(image, 2, 2),
                lambda image, size, stride: loop(choice)(image, 2, stride),
                loop(choice, extent=lambda size, stride: (2, 2)),
                loop(choice, extent=lambda size, stride: (size, 2)),
                loop(choice, extent=lambda size, stride: (2, size)),
                lambda image, size, stride: loop(choice)(image, 2, 2 if stride == size else stride),
            ),
        ),
        (
            "size-in-the-shape-only",
            "The output's sides are counted as if windows moved by their own size.",
            (
                loop(choice, outputs=lambda side, size, stride: side // size),
                loop(choice, outputs=lambda side, size, stride: side // size, empty=0),
            ),
        ),
        (
            "stride-in-the-shape-only",
            "A side holds fewer windows than side divided by stride: the last one has to fit.",
            (loop(choice, outputs=lambda side, size, stride: side // stride),),
        ),
        (
            "stride-along-one-axis",
            "The stride holds for both axes: down the rows and across the columns.",
            (
                loop(
                    choice,
                    start_across=lambda k, size, stride: k * size,
                    output_columns=lambda side, size, stride: side // size,
                ),
                loop(
                    choice,
                    start_down=lambda k, size, stride: k * size,
                    output_rows=lambda side, size, stride: side // size,
                ),
            ),
        ),
    )
