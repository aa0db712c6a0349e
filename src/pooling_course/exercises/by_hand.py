"""Assignment 1: max pooling by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from pooling_course.arguments import Array, even_image, legal_image, legal_values, ordinary_values
from pooling_course.choices import Choose
from pooling_course.exercise import Answer, KnownMistake, Marks, Section
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.pooling import Window, average_pool, max_pool, window_at

ASSIGNMENT = "1_by_hand"
LESSON = "01_max_pooling_by_hand"

NOTHING_RETURNED = KnownMistake(
    "nothing-returned",
    "Your function returns None: a result that is computed or printed, but not returned, is lost.",
    (lambda *_: None,),
)


def changed_in_place(answer: Any) -> Any:
    """An answer that also writes its largest value over the first pixel of its argument."""

    def wrong(image: Array, *rest: Any) -> Any:
        result = answer(image, *rest)
        image[:1] = image.max()
        return result

    return wrong


# pooled_shape --------------------------------------------------------------------------------


def _ordinary_shape(choose: Choose) -> Arguments:
    return ((2 * choose.integer(1, 20), 2 * choose.integer(1, 20)),)


def _legal_shape(choose: Choose) -> Arguments:
    most = choose.among((60, 400))
    rows, columns = choose.integer(2, most), choose.integer(2, most)
    kind = choose.among(("tuple", "list", "array"))
    if kind == "array":
        return (np.array([rows, columns]),)
    return ((rows, columns) if kind == "tuple" else [rows, columns],)


def _half(shape: Any) -> tuple[int, int]:
    rows, columns = shape
    return rows // 2, columns // 2


def _shape_of_the_shape(shape: Any) -> Any:
    rows, columns = shape.shape
    return rows // 2, columns // 2


def _halved_in_place(shape: Any) -> Any:
    shape[0] //= 2
    shape[1] //= 2
    return shape


pooled_shape = FunctionExercise(
    name="pooled_shape",
    assignment=ASSIGNMENT,
    marks=Marks(1, 1),
    lesson=Section(LESSON, "All windows: a quarter of the pixels"),
    reference=lambda shape: _half(shape),
    ordinary=_ordinary_shape,
    legal=_legal_shape,
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        KnownMistake(
            "shape-not-halved",
            "This is the shape of the image. Think of how many windows fit along each side.",
            (lambda shape: tuple(shape),),
        ),
        KnownMistake(
            "sides-swapped",
            "Rows come first, columns second, in the image and in the output.",
            (lambda shape: _half(shape)[::-1], lambda shape: tuple(sorted(_half(shape)))),
        ),
        KnownMistake(
            "one-side-for-both",
            "Both numbers come from one side of the image. Not every image is a square.",
            (
                lambda shape: (shape[0] // 2, shape[0] // 2),
                lambda shape: (shape[1] // 2, shape[1] // 2),
            ),
        ),
        KnownMistake(
            "one-number",
            "Two numbers are asked for: how many rows, and how many columns.",
            (lambda shape: shape[0] // 2, lambda shape: shape[1] // 2),
        ),
        KnownMistake(
            "numbers-too-many",
            "An image has two sides, and no more: two numbers in a row are asked for.",
            (
                lambda shape: (*_half(shape), 1),
                lambda shape: (1, *_half(shape)),
                lambda shape: (1, *_half(shape), 1),
                lambda shape: (_half(shape),),
            ),
        ),
        KnownMistake(
            "image-of-that-shape",
            "This is an image. Its shape is asked for, two numbers.",
            (lambda shape: np.zeros(_half(shape)), lambda shape: np.ones(_half(shape))),
        ),
        KnownMistake(
            "rounded",
            "`round` goes to the nearest whole number. What becomes of half a window?",
            (lambda shape: tuple(round(side / 2) for side in shape),),
        ),
        KnownMistake(
            "argument-changed",
            "The shape is not yours to change: whoever called you still needs it.",
            (_halved_in_place,),
        ),
        KnownMistake(
            "partial-windows-counted",
            "A row or column that does not fill a window is dropped, not counted.",
            (
                lambda shape: tuple(-(-side // 2) for side in shape),
                lambda shape: tuple(-(-side // 2) + 0.0 for side in shape),
                lambda shape: (-(-shape[0] // 2), shape[1] // 2),
                lambda shape: (shape[0] // 2, -(-shape[1] // 2)),
            ),
        ),
        KnownMistake(
            "half-a-pixel",
            "There is no half pixel: the output's sides are whole numbers.",
            (lambda shape: tuple(side / 2 for side in shape),),
        ),
        KnownMistake(
            "one-too-many",
            "Count the windows on a small image, along one side: you have one more than fit.",
            (lambda shape: tuple(side // 2 + 1 for side in shape),),
        ),
        KnownMistake(
            "one-too-few",
            "Count the windows on a small image, along one side: you have one fewer than fit.",
            (
                lambda shape: tuple(side // 2 - 1 for side in shape),
                lambda shape: tuple((side - 1) // 2 for side in shape),
            ),
        ),
        KnownMistake(
            "windows-overlap",
            "You count windows that overlap: the next one starts where the last one ended.",
            (lambda shape: tuple(side - 1 for side in shape),),
        ),
        KnownMistake(
            "number-of-pixels",
            "The shape is asked for, two numbers, not the number of pixels.",
            (
                lambda shape: (shape[0] // 2) * (shape[1] // 2),
                lambda shape: shape[0] * shape[1] // 4,
                lambda shape: shape[0] * shape[1] / 4,
                lambda shape: shape[0] // 2 * shape[1] // 2,
            ),
        ),
        KnownMistake(
            "quartered",
            "There are a quarter of the pixels, but each side on its own is halved.",
            (lambda shape: tuple(side // 4 for side in shape),),
        ),
        KnownMistake(
            "one-side-only",
            "Windows lie next to each other along both sides, so both get shorter.",
            (
                lambda shape: (shape[0] // 2, shape[1]),
                lambda shape: (shape[0], shape[1] // 2),
            ),
        ),
        KnownMistake(
            "doubled",
            "Pooling makes an image smaller, not larger.",
            (lambda shape: tuple(side * 2 for side in shape),),
        ),
        KnownMistake(
            "two-taken-away",
            "Each window replaces two pixels by one, all along the side: more than two are gone.",
            (lambda shape: tuple(side - 2 for side in shape),),
        ),
        KnownMistake(
            "shape-not-an-image",
            "What your function gets is no image but the shape of one: two numbers.",
            (
                _shape_of_the_shape,
                lambda shape: (shape.shape[0] // 2, shape.shape[1] // 2),
            ),
            raises=True,
        ),
        KnownMistake(
            "pair-divided",
            "Python does not count with a pair of numbers as a whole: count with each of them.",
            (
                lambda shape: shape // 2,
                lambda shape: shape / 2,
                lambda shape: int(shape / 2),
                lambda shape: tuple(shape / 2),
                lambda shape: tuple(shape // 2),
            ),
            raises=True,
        ),
    ),
)

# first_window --------------------------------------------------------------------------------


def _alone_the_largest(window: Array) -> Any:
    largest = window.max()
    return largest if (window == largest).sum() == 1 else None


first_window = FunctionExercise(
    name="first_window",
    assignment=ASSIGNMENT,
    marks=Marks(1, 1),
    lesson=Section(LESSON, "The first window, and its maximum"),
    reference=lambda image: image[:2, :2].max(),
    ordinary=lambda choose: (even_image(choose),),
    legal=lambda choose: (legal_image(choose),),
    window=lambda _arguments, _index: (slice(0, 2), slice(0, 2)),
    mistakes=(
        NOTHING_RETURNED,
        KnownMistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (changed_in_place(lambda image: image[:2, :2].max()),),
        ),
        KnownMistake(
            "whole-image",
            "This is the largest value of the whole image. Look at the first window alone.",
            (lambda image: image.max(),),
        ),
        KnownMistake(
            "first-pixel",
            "This is the first pixel of the window. Which of its four values does pooling keep?",
            (lambda image: image[0, 0],),
        ),
        KnownMistake(
            "last-pixel",
            "This is the last pixel of the window. Which of its four values does pooling keep?",
            (lambda image: image[1, 1],),
        ),
        KnownMistake(
            "one-pixel",
            "This is one pixel of the window, the same one always. Which of the four is kept?",
            (lambda image: image[0, 1], lambda image: image[1, 0]),
        ),
        KnownMistake(
            "pixel-left-out",
            "One pixel of the window takes no part. It has four.",
            tuple(
                lambda image, left_out=left_out: np.delete(image[:2, :2], left_out).max()
                for left_out in range(4)
            ),
        ),
        KnownMistake(
            "window-misplaced",
            "This window lies elsewhere: the first row and the first column have the number 0.",
            (
                lambda image: image[1:3, 1:3].max(),
                lambda image: image[:2, 1:3].max(),
                lambda image: image[1:3, :2].max(),
                lambda image: image[-2:, -2:].max(),
                lambda image: image[:2, -2:].max(),
                lambda image: image[-2:, :2].max(),
            ),
        ),
        KnownMistake(
            "first-four-pixels",
            "These are the first four pixels in reading order. A window is two rows high.",
            (lambda image: image.ravel()[:4].max(),),
        ),
        KnownMistake(
            "median",
            "This is the median of the window: max pooling keeps another value.",
            (lambda image: np.median(image[:2, :2]),),
        ),
        KnownMistake(
            "whole-numbers-only",
            "The digits after the decimal point are gone: the value is asked for as it is.",
            (
                lambda image: np.trunc(image[:2, :2].max()),
                lambda image: np.floor(image[:2, :2].max()),
                lambda image: np.ceil(image[:2, :2].max()),
                lambda image: np.round(image[:2, :2].max()),
            ),
        ),
        KnownMistake(
            "position",
            "This is a position: where the largest value stands, not the value.",
            (
                lambda image: image[:2, :2].argmax(),
                lambda image: np.unravel_index(image[:2, :2].argmax(), (2, 2)),
            ),
        ),
        KnownMistake(
            "two-values",
            "One value is asked for. You give one for each row, or column, of the window.",
            (
                lambda image: image[:2, :2].max(axis=0),
                lambda image: image[:2, :2].max(axis=1),
                lambda image: max(image[:2, :2].tolist()),
            ),
        ),
        KnownMistake(
            "first-in-the-order-of-lists",
            "Python compares lists by their first values. All four values take part.",
            (lambda image: max(max(image[:2, :2].tolist())),),
        ),
        KnownMistake(
            "whole-output",
            "One value is asked for: the one at the output's first place.",
            (
                max_pool,
                lambda image: max_pool(image)[0],
                lambda image: max_pool(image)[:, 0],
            ),
        ),
        KnownMistake(
            "equal-values-forgotten",
            "Where two pixels are equally large, none is larger than all the others.",
            (lambda image: _alone_the_largest(image[:2, :2]),),
        ),
        KnownMistake(
            "rows-compared",
            "Python's own `max`, `<` and `>` compare single numbers: what do yours get, rows?",
            (lambda image: max(image[:2, :2]),),
            raises=True,
        ),
        KnownMistake(
            "starts-too-high",
            "Your search for the largest value starts with a number that some windows do not "
            "reach.",
            (),
            at_least=lambda least: lambda image: max(image[:2, :2].max(), least),
        ),
        KnownMistake(
            "minimum",
            "This is the smallest value of the window: max pooling keeps another one.",
            (lambda image: image[:2, :2].min(),),
        ),
        KnownMistake(
            "mean",
            "This is the mean of the window: that is average pooling.",
            (lambda image: image[:2, :2].astype(float).mean(),),
        ),
        KnownMistake(
            "sum",
            "This is the sum of the window. Pooling keeps one of its values.",
            (lambda image: image[:2, :2].sum(),),
        ),
        KnownMistake(
            "window-too-small",
            "A slice ends before its second number: your window has too few pixels.",
            (
                lambda image: image[:2, 0].max(),
                lambda image: image[0, :2].max(),
                lambda image: image[:2, :1].max(),
            ),
        ),
        KnownMistake(
            "window-too-large",
            "A slice ends before its second number: your window has too many pixels.",
            (
                lambda image: image[:3, :3].max(),
                lambda image: image[:2, :3].max(),
                lambda image: image[:3, :2].max(),
            ),
        ),
        KnownMistake(
            "whole-rows",
            "Your window reaches from one side of the image to the other. It is two pixels long.",
            (
                lambda image: image[:2].max(),
                lambda image: image[:, :2].max(),
                lambda image: image[0].max(),
                lambda image: image[:, 0].max(),
            ),
        ),
        KnownMistake(
            "window-itself",
            "This is the window itself. One value of it is asked for.",
            (lambda image: image[:2, :2],),
        ),
        KnownMistake(
            "diagonal",
            "You look at two corners of the window only. It has four pixels.",
            (
                lambda image: max(image[0, 0], image[1, 1]),
                lambda image: max(image[0, 1], image[1, 0]),
            ),
        ),
        KnownMistake(
            "starts-at-zero",
            "Where all values are below zero, zero is not among them: what do you start with?",
            (lambda image: max(0, image[:2, :2].max()),),
        ),
        KnownMistake(
            "absolute-value",
            "A large negative value is small: do not drop the sign.",
            (
                lambda image: np.abs(image[:2, :2]).max(),
                lambda image: abs(image[:2, :2].max()),
                lambda image: image[:2, :2].flat[np.abs(image[:2, :2]).argmax()],
            ),
        ),
        KnownMistake(
            "array-of-one",
            "The value is asked for, not an array that holds it.",
            (
                lambda image: image[:2, :2].max().reshape(1),
                lambda image: image[:2, :2].max().reshape(1, 1),
            ),
        ),
        KnownMistake(
            "type-too-small",
            "Not every value fits into the type of number that you use: some turn into others.",
            (
                lambda image: image[:2, :2].astype(np.uint8).max(),
                lambda image: image[:2, :2].max().astype(np.uint8),
            ),
        ),
    ),
)

# first_row and max_pool_by_hand ---------------------------------------------------------------


def _ordinary_4_by_6(choose: Choose) -> Arguments:
    return (ordinary_values(choose, (4, 6)),)


def _legal_4_by_6(choose: Choose) -> Arguments:
    return (legal_values(choose, (4, 6)),)


def _six(image: Array, choice: Any) -> Array:
    """`choice` of each of the six windows, as an array `(2, 3)`."""
    return np.array(
        [[choice(image[i : i + 2, j : j + 2]) for j in (0, 2, 4)] for i in (0, 2)],
    )


def _window_4_by_6(_arguments: Arguments, index: tuple[int, ...]) -> Window:
    return window_at((0, *index)[-2:], 2, 2)


_STARTS_DOWN, _STARTS_ACROSS = range(4), range(6)


def _with_one_window(
    then: Any, place: tuple[int, ...], top: int, left: int, height: int = 2, width: int = 2
) -> Answer:
    """The largest values of the windows, with another window at one place of the output."""

    def wrong(image: Array) -> Any:
        pooled = max_pool(image).copy()
        pooled[place] = image[top : top + height, left : left + width].max()
        return then(pooled)

    return wrong


def _with_other_columns(then: Any, place: int, left: int) -> Answer:
    """The same for a whole column of the output."""

    def wrong(image: Array) -> Any:
        pooled = max_pool(image).copy()
        pooled[:, place] = [image[top : top + 2, left : left + 2].max() for top in (0, 2)]
        return then(pooled)

    return wrong


def _edges_cut(then: Any) -> tuple[Answer, ...]:
    """One row, or one column, of windows is a pixel short on one side."""

    def cut(place: tuple[Any, ...], part: tuple[slice, slice]) -> Answer:
        def wrong(image: Array) -> Any:
            pooled = max_pool(image).copy()
            pooled[place] = _six(image, lambda window: window[part].max())[place]
            return then(pooled)

        return wrong

    whole = slice(None)
    return (
        *(cut((whole, k), (whole, slice(0, 1))) for k in range(3)),
        *(cut((whole, k), (whole, slice(1, 2))) for k in range(2)),
        cut((1, whole), (slice(0, 1), whole)),
        *(cut((0, whole), (slice(a, a + 1), whole)) for a in (0, 1)),
    )


def _from_one(image: Array) -> Array:
    """Windows that start at the second row and the second column."""
    return np.array([[image[i : i + 2, j : j + 2].max() for j in (1, 3, 5)] for i in (1, 3)])


# Wrong ways to reshape, by the shape of the output.
_RESHAPED: dict[tuple[int, ...], tuple[Answer, ...]] = {
    (1, 3): (
        lambda image: image[:2].reshape(3, 4).max(axis=1),
        lambda image: image[:2].reshape(4, 3).max(axis=0),
        lambda image: image[:2].reshape(2, 2, 3).max(axis=(0, 1)),
        lambda image: image[:2].reshape(3, 2, 2).max(axis=(1, 2)),
    ),
    (2, 3): (
        lambda image: image.reshape(2, 3, 4).max(axis=2),
        lambda image: image.reshape(2, 4, 3).max(axis=1),
        lambda image: image.reshape(4, 2, 3).max(axis=0),
        lambda image: image.reshape(2, 2, 3, 2).max(axis=(2, 3)),
        lambda image: image.reshape(2, 2, 3, 2).max(axis=(0, 2)),
        lambda image: image.reshape(2, 2, 2, 3).max(axis=(1, 2)),
        lambda image: image.reshape(2, 2, 2, 3).max(axis=(0, 2)),
    ),
}


def _of_each_window(then: Any, places: tuple[int, int]) -> tuple[KnownMistake, ...]:
    """Mistakes about the windows and the values that are kept.

    `then` makes the answer of the six values, and `places` is the shape of those that it takes.
    """
    return (
        KnownMistake(
            "first-pixel",
            "These are the first pixels of the windows. Which of the four does pooling keep?",
            (lambda image: then(_six(image, lambda w: w[0, 0])),),
        ),
        KnownMistake(
            "last-pixel",
            "These are the last pixels of the windows. Which of the four does pooling keep?",
            (lambda image: then(_six(image, lambda w: w[1, 1])),),
        ),
        KnownMistake(
            "one-pixel",
            "These are single pixels, from one place of each window. Which of the four is kept?",
            (
                lambda image: then(_six(image, lambda w: w[0, 1])),
                lambda image: then(_six(image, lambda w: w[1, 0])),
            ),
        ),
        KnownMistake(
            "pixel-left-out",
            "One pixel of each window takes no part. A window has four.",
            tuple(
                lambda image, left_out=left_out: then(
                    _six(image, lambda w: np.delete(w, left_out).max())
                )
                for left_out in range(4)
            ),
        ),
        KnownMistake(
            "median",
            "These are the medians of the windows: max pooling keeps another value.",
            (lambda image: then(_six(image, np.median)),),
        ),
        KnownMistake(
            "position",
            "These are positions: where the largest values stand, not the values.",
            (lambda image: then(_six(image, np.argmax)),),
        ),
        KnownMistake(
            "rows-compared",
            "Python's own `max`, `<` and `>` compare single numbers: what do yours get, rows?",
            (lambda image: then(_six(image, max)),),
            raises=True,
        ),
        KnownMistake(
            "first-in-the-order-of-lists",
            "Python compares lists by their first values. All four values take part.",
            (lambda image: then(_six(image, lambda w: max(max(w.tolist())))),),
        ),
        KnownMistake(
            "starts-too-high",
            "Your search for the largest value starts with a number that some windows do not "
            "reach.",
            (lambda image: then(np.maximum(max_pool(image), image[0, 0])),),
            at_least=lambda least: lambda image: then(np.maximum(max_pool(image), least)),
        ),
        KnownMistake(
            "window-misplaced",
            "A window of yours does not lie where it should: compare its slices with those of its "
            "neighbours. The first row and the first column have the number 0.",
            (
                *(
                    _with_one_window(then, place, rows, columns)
                    for place in np.ndindex(places)
                    for rows in _STARTS_DOWN
                    for columns in _STARTS_ACROSS
                    if (rows, columns) != (2 * place[0], 2 * place[1])
                ),
                *(
                    _with_other_columns(then, place, left)
                    for place in range(3)
                    for left in _STARTS_ACROSS
                    if places == (2, 3) and left != 2 * place
                ),
                lambda image: then(_from_one(image)),
                lambda image: then(_from_one(image[[0, 0, 1, 2, 3]])),
            ),
        ),
        KnownMistake(
            "one-window-cut",
            "A window of yours has too few pixels, or too many: compare its slices with those of "
            "its neighbours.",
            (*_edges_cut(then),) * (places == (2, 3))
            + tuple(
                _with_one_window(then, place, 2 * place[0], 2 * place[1], height, width)
                for place in np.ndindex(places)
                for height in (1, 2, 3, 4)
                for width in (1, 2, 3, 4)
                if (height, width) != (2, 2)
                and 2 * place[0] + height <= 4
                and 2 * place[1] + width <= 6
            ),
        ),
        KnownMistake(
            "upside-down",
            "The values are right, but their order along one side is turned round.",
            (
                lambda image: then(max_pool(image)[:, ::-1]),
                lambda image: then(max_pool(image))[::-1],
            )
            if places == (2, 3)
            else (lambda image: then(max_pool(image))[::-1],),
        ),
        KnownMistake(
            "carried-over",
            "What you found in one window is carried over into the next: each one starts anew.",
            (
                lambda image: then(np.maximum.accumulate(max_pool(image).ravel()).reshape(2, 3)),
                lambda image: then(np.maximum.accumulate(max_pool(image), axis=1)),
            )
            if places == (2, 3)
            else (lambda image: np.maximum.accumulate(then(max_pool(image))),),
        ),
        KnownMistake(
            "reshaped-without-moving-axes",
            "Reshape keeps the reading order of the pixels: are those that you compare neighbours "
            "in the image?",
            _RESHAPED[places],
        ),
        KnownMistake(
            "along-one-axis",
            "You pool along one axis only. A window has rows and columns.",
            (
                lambda image: np.maximum(image[:, ::2], image[:, 1::2]),
                lambda image: np.maximum(image[::2], image[1::2]),
            ),
        )
        if places == (2, 3)
        else KnownMistake(
            "one-value",
            "You have one value for the whole row. Each of the three windows gives its own.",
            (
                lambda image: image[:2].max(),
                lambda image: image.max(),
                lambda image: image[:2, :2].max(),
                lambda image: image[:2, 4:].max(),
                lambda image: np.full(3, image[:2].max()),
                lambda image: np.full(3, image.max()),
            ),
        ),
        KnownMistake(
            "minimum",
            "These are the smallest values of the windows: max pooling keeps others.",
            (lambda image: then(_six(image, np.min)),),
        ),
        KnownMistake(
            "mean",
            "These are the means of the windows: that is average pooling.",
            (lambda image: then(average_pool(image)),),
        ),
        KnownMistake(
            "sum",
            "These are the sums of the windows. Pooling keeps one value of each.",
            (lambda image: then(_six(image, np.sum)),),
        ),
        KnownMistake(
            "starts-at-zero",
            "Where all values are below zero, zero is not among them: what do you start with?",
            (lambda image: then(np.maximum(max_pool(image), 0)),),
        ),
        KnownMistake(
            "absolute-value",
            "A large negative value is small: do not drop the sign.",
            (
                lambda image: then(max_pool(np.abs(image))),
                lambda image: then(np.abs(max_pool(image))),
                lambda image: then(_six(image, lambda w: w.flat[np.abs(w).argmax()])),
            ),
        ),
        KnownMistake(
            "diagonal",
            "You look at two corners of each window only. It has four pixels.",
            (
                lambda image: then(_six(image, lambda w: max(w[0, 0], w[1, 1]))),
                lambda image: then(_six(image, lambda w: max(w[0, 1], w[1, 0]))),
            ),
        ),
        KnownMistake(
            "window-too-small",
            "Your windows have too few pixels: they are two rows high and two columns wide.",
            (
                lambda image: then(_six(image, lambda w: w[0].max())),
                lambda image: then(_six(image, lambda w: w[:, 0].max())),
            ),
        ),
        KnownMistake(
            "window-too-large",
            "A slice ends before its second number: your windows have too many pixels.",
            (
                lambda image: then(
                    np.array(
                        [[image[i : i + 3, j : j + 3].max() for j in (0, 2, 4)] for i in (0, 2)]
                    )
                ),
                lambda image: then(
                    np.array(
                        [[image[i : i + 2, j : j + 3].max() for j in (0, 2, 4)] for i in (0, 2)]
                    )
                ),
            ),
        ),
        KnownMistake(
            "whole-numbers-only",
            "The digits after the decimal point are gone: the output has to hold what the image "
            "holds.",
            (
                lambda image: then(max_pool(image).astype(int)),
                lambda image: then(np.trunc(max_pool(image))),
                lambda image: then(np.floor(max_pool(image))),
                lambda image: then(np.ceil(max_pool(image))),
                lambda image: then(np.round(max_pool(image))),
            ),
        ),
        KnownMistake(
            "type-too-small",
            "Not every value fits into the type of number that you use: some turn into others.",
            (
                lambda image: then(max_pool(image.astype(np.uint8))),
                lambda image: then(max_pool(image).astype(np.uint8)),
            ),
        ),
        KnownMistake(
            "empty-windows",
            "Some of your windows hold no pixel: where do their slices begin, and where do they "
            "end?",
            (
                *(
                    lambda image, empty=empty: then(_ends_one_apart(image, empty))
                    for empty in (None, 0, -np.inf)
                ),
            ),
            raises=True,
        ),
        KnownMistake(
            "pixels-counted-in-the-output",
            "You count by pixels of the image in the output as well: how many places has it?",
            (
                lambda image: then(_placed_by_pixels(image, 2)),
                lambda image: then(_placed_by_pixels(image, 1)),
            ),
            raises=True,
        ),
        KnownMistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (changed_in_place(lambda image: then(max_pool(image))),),
        ),
    )


def _ends_one_apart(image: Array, empty: float | None) -> Array:
    """Windows that start two pixels apart, but end one pixel apart; so the last are empty."""

    def largest(window: Array) -> Any:
        return empty if empty is not None and window.size == 0 else window.max()

    return np.array(
        [[largest(image[2 * i : i + 2, 2 * j : j + 2]) for j in range(3)] for i in range(2)]
    )


def _placed_by_pixels(image: Array, step: int) -> Array:
    """Each window's largest value at the place that its first pixel has in the image."""
    output = np.zeros((2, 3))
    for i in range(0, 4, step):
        for j in range(0, 6, step):
            output[i, j] = image[i : i + 2, j : j + 2].max()
    return output


def _overlapping(image: Array, rows: tuple[int, ...]) -> Array:
    return np.array([[image[i : i + 2, j : j + 2].max() for j in (0, 1, 2)] for i in rows])


first_row = FunctionExercise(
    name="first_row",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "By hand: along the first row"),
    reference=lambda image: max_pool(image)[0],
    ordinary=_ordinary_4_by_6,
    legal=_legal_4_by_6,
    window=_window_4_by_6,
    mistakes=(
        NOTHING_RETURNED,
        *_of_each_window(lambda pooled: pooled[0], (1, 3)),
        KnownMistake(
            "windows-overlap",
            "Your windows overlap: the next one should start where the last one ended.",
            (
                lambda image: _overlapping(image, (0,))[0],
                lambda image: max_pool(image, 2, 1)[0],
            ),
        ),
        KnownMistake(
            "whole-columns",
            "You look at all four rows. The output's first row is made from the first two.",
            (lambda image: image.reshape(4, 3, 2).max(axis=(0, 2)),),
        ),
        KnownMistake(
            "returned-too-early",
            "This is the first window's value alone: is your loop left before its end?",
            (lambda image: max_pool(image)[0, :1],),
        ),
        KnownMistake(
            "image-not-pooled",
            "These are pixels as they stand in the image. Each window gives one value.",
            (
                lambda image: image[0],
                lambda image: image[:2],
                lambda image: image[0, :3],
                lambda image: image,
            ),
        ),
        KnownMistake(
            "second-row",
            "This is the output's second row: start at the top of the image.",
            (lambda image: max_pool(image)[1],),
        ),
        KnownMistake(
            "two-dimensional",
            "Three values are asked for, an array of shape (3,), without a second axis.",
            (
                lambda image: max_pool(image)[:1],
                lambda image: max_pool(image)[:1].T,
                lambda image: max_pool(image) * np.array([[1], [0]]),
            ),
        ),
        KnownMistake(
            "whole-output",
            "This is the whole output. Its first row is asked for.",
            (lambda image: max_pool(image), lambda image: max_pool(image).ravel()),
        ),
        KnownMistake(
            "two-windows",
            "Three windows of two columns each fit along six columns.",
            (
                lambda image: max_pool(image)[0, :2],
                lambda image: max_pool(image)[0, 1:],
                lambda image: np.array([image[:2, :3].max(), image[:2, 3:].max()]),
                lambda image: max_pool(image[:3], 3)[0],
            ),
        ),
        KnownMistake(
            "written-over",
            "Each value is written over by the next one: it has a place of its own.",
            (
                lambda image: np.array([max_pool(image)[0, 2], 0, 0]),
                lambda image: np.full(3, max_pool(image)[0, 2]),
            ),
        ),
        KnownMistake(
            "down-the-first-column",
            "You go down the image; the first row of the output goes along its columns.",
            (lambda image: max_pool(image)[:, 0],),
        ),
        KnownMistake(
            "columns-not-windows",
            "This has one value for each column. A window is two columns wide.",
            (lambda image: image[:2].max(axis=0),),
        ),
        KnownMistake(
            "repeated-first-window",
            "All three values come from the first window: move it along.",
            (lambda image: np.full(3, image[:2, :2].max()),),
        ),
        KnownMistake(
            "not-filled-in",
            "A place of the output still holds the number it was made with.",
            (
                lambda image: max_pool(image)[0] * np.array([1, 1, 0]),
                lambda image: max_pool(image)[0] * np.array([1, 0, 0]),
                lambda image: max_pool(image)[0] * 0,
                lambda image: max_pool(image)[0] * np.array([0, 1, 1]),
                lambda image: np.array([1, *max_pool(image)[0, 1:]]),
                lambda image: np.array([*max_pool(image)[0, :2], 1]),
            ),
        ),
    ),
)

max_pool_by_hand = FunctionExercise(
    name="max_pool_by_hand",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "By hand: the second row"),
    reference=lambda image: max_pool(image),
    ordinary=_ordinary_4_by_6,
    legal=_legal_4_by_6,
    window=_window_4_by_6,
    mistakes=(
        NOTHING_RETURNED,
        *_of_each_window(lambda pooled: pooled, (2, 3)),
        KnownMistake(
            "windows-overlap",
            "Your windows overlap: the next one should start where the last one ended.",
            (
                lambda image: _overlapping(image, (0, 1)),
                lambda image: _overlapping(image, (0, 2)),
                lambda image: max_pool(image, 2, 1),
                lambda image: np.array(
                    [[image[i : i + 2, j : j + 2].max() for j in (0, 2, 4)] for i in (0, 1)]
                ),
            ),
        ),
        KnownMistake(
            "second-row-too-low",
            "The output's second row comes from the third and the fourth row of the image.",
            (lambda image: np.array([max_pool(image)[0], _six(image, lambda w: w[1].max())[1]]),),
        ),
        KnownMistake(
            "first-row-twice",
            "Both rows of your output come from the image's first two rows: go on to the next two.",
            (lambda image: max_pool(image)[[0, 0]],),
        ),
        KnownMistake(
            "transposed",
            "Your output stands on its side: rows of the image make rows of the output.",
            (lambda image: max_pool(image).T,),
        ),
        KnownMistake(
            "rows-for-columns",
            "The values are right, but they run down where they should run across.",
            (lambda image: max_pool(image).T.reshape(2, 3),),
        ),
        KnownMistake(
            "flattened",
            "The six values are right, but an array of shape (2, 3) is asked for.",
            (
                lambda image: max_pool(image).ravel(),
                lambda image: max_pool(image).ravel(order="F"),
            ),
        ),
        KnownMistake(
            "three-rows-of-two",
            "The six values are right and in order: how many of them stand in one row?",
            (lambda image: max_pool(image).reshape(3, 2),),
        ),
        KnownMistake(
            "output-too-small",
            "Count the windows along each side of the image: you have fewer than fit.",
            (lambda image: max_pool(image)[:1, :2], lambda image: max_pool(image)[:1, :1]),
        ),
        KnownMistake(
            "image-not-pooled",
            "These are pixels as they stand in the image. Each window gives one value.",
            (lambda image: image, lambda image: image[:2, :3]),
        ),
        KnownMistake(
            "axes-too-many",
            "The values are right, but an array of shape (2, 3) is asked for, with two axes.",
            tuple(
                lambda image, axis=axis: np.expand_dims(max_pool(image), axis)
                for axis in (0, 1, 2, (0, 3), (1, 3))
            ),
        ),
        KnownMistake(
            "one-value",
            "This is one value. The output has six.",
            (
                lambda image: image.max(),
                lambda image: image[:2, :2].max(),
                lambda image: image[2:, 4:].max(),
            ),
        ),
        KnownMistake(
            "windows-grow",
            "Your windows get larger from one to the next: both ends of a slice have to move.",
            (
                lambda image: np.array([[image[:i, :j].max() for j in (2, 4, 6)] for i in (2, 4)]),
                lambda image: np.array(
                    [
                        [image[i : 2 * i + 2, j : 2 * j + 2].max() for j in range(3)]
                        for i in range(2)
                    ]
                ),
                lambda image: np.array([[image[i:, j:].max() for j in (0, 2, 4)] for i in (0, 2)]),
            ),
        ),
        KnownMistake(
            "two-columns-only",
            "Three windows of two columns each fit along six columns.",
            (
                lambda image: max_pool(image)[:, :2],
                lambda image: max_pool(image) * np.array([1, 1, 0]),
                lambda image: max_pool(image, 3),
            ),
        ),
        KnownMistake(
            "repeated-first-window",
            "All six values come from the first window: move it along, and down.",
            (lambda image: np.full((2, 3), image[:2, :2].max()),),
        ),
        KnownMistake(
            "second-row-twice",
            "Both rows of your output are the same: do they stand in one and the same list?",
            (lambda image: max_pool(image)[[1, 1]],),
        ),
        KnownMistake(
            "first-window-only",
            "Only the first place of your output is filled: is your loop left before its end, or "
            "are all later windows empty?",
            (lambda image: max_pool(image) * np.array([[1, 0, 0], [0, 0, 0]]),),
        ),
        KnownMistake(
            "first-row-only",
            "This is the first row of the output. The second one comes from rows three and four.",
            (lambda image: max_pool(image)[0], lambda image: max_pool(image)[:1]),
        ),
        KnownMistake(
            "second-row-not-filled-in",
            "The output's second row still holds the zeros it was made with.",
            (lambda image: max_pool(image) * np.array([[1], [0]]),),
        ),
        KnownMistake(
            "last-window-not-filled-in",
            "The output's last place still holds the zero it was made with.",
            (lambda image: max_pool(image) * np.array([[1, 1, 1], [1, 1, 0]]),),
        ),
        KnownMistake(
            "output-too-large",
            "The output has half as many pixels on each side as the image.",
            (
                lambda image: np.pad(max_pool(image), ((0, 2), (0, 3))),
                lambda image: max_pool(image).repeat(2, axis=0).repeat(2, axis=1),
            ),
        ),
    ),
)

EXERCISES = (pooled_shape, first_window, first_row, max_pool_by_hand)
