"""Assignment 1: max pooling by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from pooling_course.arguments import Array, even_image, legal_image, legal_values, ordinary_values
from pooling_course.choices import Choose
from pooling_course.exercise import KnownMistake, Marks, Section
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
    rows, columns = choose.integer(2, 60), choose.integer(2, 60)
    kind = choose.among(("tuple", "list", "array"))
    if kind == "array":
        return (np.array([rows, columns]),)
    return ((rows, columns) if kind == "tuple" else [rows, columns],)


def _half(shape: Any) -> tuple[int, int]:
    rows, columns = shape
    return rows // 2, columns // 2


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
            (lambda shape: _half(shape)[::-1],),
        ),
        KnownMistake(
            "partial-windows-counted",
            "A row or column that does not fill a window is dropped, not counted.",
            (
                lambda shape: tuple(-(-side // 2) for side in shape),
                lambda shape: tuple(-(-side // 2) + 0.0 for side in shape),
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
    ),
)

# first_window --------------------------------------------------------------------------------

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
            "Your window is two rows over the whole width: it is two columns wide as well.",
            (lambda image: image[:2].max(), lambda image: image[:, :2].max()),
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
            (lambda image: np.abs(image[:2, :2]).max(),),
        ),
        KnownMistake(
            "array-of-one",
            "The value is asked for, not an array that holds it.",
            (
                lambda image: image[:2, :2].max().reshape(1),
                lambda image: image[:2, :2].max().reshape(1, 1),
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


def _of_each_window(then: Any) -> tuple[KnownMistake, ...]:
    """Mistakes about the value that is kept; `then` makes the answer of the six values."""
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
            (lambda image: then(max_pool(np.abs(image))),),
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
            "The values after the point are gone: the output has to hold what the image holds.",
            (
                lambda image: then(max_pool(image).astype(int)),
                lambda image: then(np.trunc(max_pool(image))),
            ),
        ),
        KnownMistake(
            "argument-changed",
            "The image is not yours to change: whoever called you still needs it.",
            (changed_in_place(lambda image: then(max_pool(image))),),
        ),
    )


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
        *_of_each_window(lambda pooled: pooled[0]),
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
            "second-row",
            "This is the output's second row: start at the top of the image.",
            (lambda image: max_pool(image)[1],),
        ),
        KnownMistake(
            "two-dimensional",
            "Three values are asked for, an array of shape (3,), without a second axis.",
            (lambda image: max_pool(image)[:1], lambda image: max_pool(image)[:1].T),
        ),
        KnownMistake(
            "whole-output",
            "This is the whole output. Its first row is asked for.",
            (lambda image: max_pool(image),),
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
        *_of_each_window(lambda pooled: pooled),
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
            "rows-upside-down",
            "The two rows of your output have changed places.",
            (lambda image: max_pool(image)[::-1],),
        ),
        KnownMistake(
            "flattened",
            "The six values are right, but an array of shape (2, 3) is asked for.",
            (lambda image: max_pool(image).ravel(),),
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
