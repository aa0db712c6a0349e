"""Assignment 2: pooling with a loop, with any window and stride, and without a loop."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np

from pooling_course.arguments import (
    Array,
    even_image,
    legal_image,
    legal_shape,
    legal_values,
    ordinary_values,
    side,
)
from pooling_course.choices import Choose
from pooling_course.exercise import Answer, KnownMistake, Marks, Section
from pooling_course.exercises import pooling_mistakes as wrong
from pooling_course.exercises.pooling_mistakes import Pool, Variants, made_of
from pooling_course.exercises.telling_images import TellingImages
from pooling_course.explanation import WIDTH
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.observe import observe, work
from pooling_course.pooling import (
    Window,
    average_pool,
    max_pool,
    max_pool_channels,
    max_pool_same,
    same_padding,
    window_at,
)

ASSIGNMENT = "2_with_a_loop"
LESSON = "02_max_pooling_with_a_loop"
WITHOUT_A_LOOP = Section(LESSON, "Without a loop: reshape")

# Ways to call `max_pool(image, size=2, stride=None)` ----------------------------------------


def _given(choose: Choose, size: int, stride: int) -> tuple[object, ...]:
    """Size and stride as a caller may write them: what equals its default may be left out."""
    ways: list[tuple[object, ...]] = [(size, stride)]
    if stride == size:
        ways[:0] = [(size,), (size, None)]
        if size == 2:
            ways.insert(0, ())
    return choose.among(ways)


def _ordinary_size_and_stride(choose: Choose) -> tuple[int, int]:
    return choose.among(((2, 2), (3, 3), (2, 1), (3, 2), (2, 3)))


def _ordinary_side(choose: Choose, size: int, stride: int) -> int:
    """A side on which the windows fit exactly."""
    return size + stride * choose.integer(0, 3)


def _ordinary_window(choose: Choose) -> Arguments:
    size, stride = _ordinary_size_and_stride(choose)
    shape = _ordinary_side(choose, size, stride), _ordinary_side(choose, size, stride)
    return (ordinary_values(choose, shape), *_given(choose, size, stride))


def _legal_size_and_stride(choose: Choose) -> tuple[int, int]:
    size = choose.among((2, 3, 1, 4))
    return size, choose.among((size, 1, 2, 3, 5))


def _legal_window(choose: Choose, *, summed: bool = False) -> Arguments:
    size, stride = _legal_size_and_stride(choose)
    image = legal_values(choose, legal_shape(choose, size), summed=summed)
    return (image, *_given(choose, size, stride))


def size_and_stride(given: tuple[Any, ...], default: int | None = None) -> tuple[int, int]:
    """Size and stride from what follows the image in a call.

    `default` is the stride where none is given; it should be None, which means the size.
    """
    size = given[0] if given else 2
    stride = given[1] if len(given) > 1 and given[1] is not None else default or size
    return size, stride


def _window(arguments: Arguments, index: tuple[int, ...]) -> Window:
    return window_at(index, *size_and_stride(arguments[1:]))


def _any_window(pool: Pool) -> Answer:
    return lambda image, *given: pool(image, *size_and_stride(given))


def _defaults(pool: Pool) -> tuple[KnownMistake, ...]:
    """Mistakes about a stride that is not given; `pool` is the right way to pool."""

    def with_default(stride: int) -> Answer:
        return lambda image, *given: pool(image, *size_and_stride(given, stride))

    def one_for_every_size(image: Array, *given: Any) -> Any:
        size, stride = size_and_stride(given)
        return pool(image, size, 1 if stride == size else stride)

    def left_out(stride: int, *, none_raises: bool) -> Answer:
        """Another default in the signature: a stride of None is another case."""

        def answer(image: Array, *given: Any) -> Any:
            if len(given) > 1 and given[1] is None and none_raises:
                raise TypeError
            return pool(image, *size_and_stride(given, stride if len(given) < 2 else None))

        return answer

    def none_left(image: Array, *given: Any) -> Any:
        if len(given) < 2 or given[1] is None:
            raise TypeError
        return pool(image, *given)

    def defaults(stride: int) -> tuple[Answer, ...]:
        return (
            with_default(stride),
            left_out(stride, none_raises=False),
            left_out(stride, none_raises=True),
        )

    return (
        KnownMistake(
            "stride-of-one",
            "Without a stride, windows move by their own size, not by one pixel.",
            (*defaults(1), one_for_every_size),
        ),
        KnownMistake(
            "stride-of-two",
            "Without a stride, windows move by their own size, whatever that is.",
            defaults(2),
        ),
        KnownMistake(
            "no-stride-given",
            "Called without a stride, your function counts with None. By how much do windows move "
            "then?",
            (none_left,),
            raises=True,
        ),
    )


def _two_by_two(pool: Pool) -> Answer:
    return lambda image: pool(image, 2, 2)


def _raising(wrap: wrong.Wrap) -> tuple[KnownMistake, ...]:
    return (
        wrong.starts_too_high(wrap),
        wrong.rows_compared(wrap),
        wrong.past_the_edge(wrap),
        wrong.pixels_counted_in_the_output(wrap),
        wrong.halves_in_a_shape(wrap),
    )


# max_pool_2x2 --------------------------------------------------------------------------------

max_pool_2x2 = FunctionExercise(
    name="max_pool_2x2",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "The loop"),
    reference=lambda image: max_pool(image),
    ordinary=lambda choose: (even_image(choose),),
    legal=lambda choose: (legal_image(choose),),
    window=_window,
    mistakes=made_of(
        (
            # a 2 by 2 window is all corners, and one pixel less is one row of it or a pixel
            *(row for row in wrong.values() if row[0] != "corners-only"),
            *wrong.results(),
            *wrong.starts_at_zero(),
            *(row for row in wrong.layout() if row[0] != "window-too-small"),
        ),
        _two_by_two,
    )
    + _raising(_two_by_two)
    + (wrong.rest_not_dropped(_two_by_two),),
)

# max_pool, average_pool ----------------------------------------------------------------------

max_pool_exercise = FunctionExercise(
    name="max_pool",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "Any window, any stride"),
    reference=lambda image, size=2, stride=None: max_pool(image, size, stride),
    ordinary=_ordinary_window,
    legal=_legal_window,
    window=_window,
    mistakes=made_of(
        (
            *wrong.values(),
            *wrong.results(),
            *wrong.starts_at_zero(),
            *wrong.layout(overlap=wrong.BY_THE_STRIDE),
            *wrong.strides(),
        ),
        _any_window,
    )
    + _raising(_any_window)
    + _defaults(max_pool),
)


def _by_its_size(sums: Array) -> Array:
    return sums / sums.size


def _halved_again(window: Array) -> float:
    mean = float(window.flat[0])
    for value in window.flat[1:]:
        mean = (mean + float(value)) / 2
    return mean


def _last_alone_divided(window: Array) -> float:
    *others, last = window.ravel().tolist()
    return float(sum(others) + last / window.size)


def _mean_without_zeros(window: Array) -> Any:
    return wrong.total(window) / np.count_nonzero(window)


_DIVISORS: tuple[Variants, ...] = (
    (
        "always-divided-by-four",
        "You always divide by four. How many pixels has a window of another size?",
        (lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / 4,),
    ),
    (
        "always-divided-by-two",
        "You always divide by two. How many pixels has the window?",
        (lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / 2,),
    ),
    (
        "divided-by-the-size",
        "You divide by the window's side. How many pixels has the window?",
        (
            lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / size,
            lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / (2 * size),
        ),
    ),
    (
        "divided-by-the-stride",
        "You divide by the stride. How many pixels has the window?",
        (
            lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / stride**2,
            lambda image, size, stride: (
                wrong.loop(wrong.total)(image, size, stride) / (size * stride)
            ),
        ),
    ),
    (
        "divided-by-the-image",
        "You divide by what belongs to the whole image. How many pixels has the window?",
        (
            lambda image, size, stride: wrong.loop(wrong.total)(image, size, stride) / image.size,
            lambda image, size, stride: _by_its_size(wrong.loop(wrong.total)(image, size, stride)),
        ),
    ),
    (
        "one-pixel-not-counted",
        "You divide by one pixel fewer than the window has.",
        (
            lambda image, size, stride: (
                wrong.loop(wrong.total)(image, size, stride) / max(size**2 - 1, 1)
            ),
        ),
    ),
    (
        "rounded",
        "Your means are rounded. A mean may have more places after the point.",
        tuple(
            wrong.of_result(partial(np.round, decimals=places), wrong.mean) for places in (1, 2, 3)
        ),
    ),
    (
        "last-alone-divided",
        "Python divides before it adds: what do you divide by the number of pixels, the sum or the "
        "last pixel?",
        (wrong.loop(_last_alone_divided),),
    ),
    (
        "zeros-not-counted",
        "A pixel of 0 is a pixel as well: by how many do you divide?",
        (wrong.loop(_mean_without_zeros),),
    ),
    (
        "maximum-divided",
        "The largest value is not the sum of the window.",
        (lambda image, size, stride: wrong.loop()(image, size, stride) / size**2,),
    ),
    (
        "mean-of-means",
        "You halve again and again, so later pixels count more: all pixels count alike.",
        (wrong.loop(_halved_again),),
    ),
    (
        "middle-of-the-range",
        "This is half-way between the smallest and the largest value. All pixels take part.",
        (wrong.loop(lambda window: (float(window.max()) + float(window.min())) / 2),),
    ),
)

average_pool_exercise = FunctionExercise(
    name="average_pool",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "Average pooling"),
    reference=lambda image, size=2, stride=None: average_pool(image, size, stride),
    ordinary=_ordinary_window,
    legal=lambda choose: _legal_window(choose, summed=True),
    window=_window,
    mistakes=(
        *made_of(
            (
                *wrong.values(wrong.mean),
                *wrong.results(wrong.mean),
                *wrong.layout(wrong.mean, overlap=wrong.BY_THE_STRIDE),
                *wrong.strides(wrong.mean),
                *_DIVISORS,
            ),
            _any_window,
        ),
        wrong.past_the_edge(_any_window, wrong.mean),
        wrong.pixels_counted_in_the_output(_any_window, wrong.mean),
        *_defaults(average_pool),
    ),
)

# max_pool_channels ---------------------------------------------------------------------------


def _ordinary_stack(choose: Choose) -> Arguments:
    size, stride = _ordinary_size_and_stride(choose)
    shape = (
        choose.integer(1, 3),
        _ordinary_side(choose, size, stride),
        _ordinary_side(choose, size, stride),
        choose.integer(1, 3),
    )
    return (ordinary_values(choose, shape), *_given(choose, size, stride))


def _legal_stack(choose: Choose) -> Arguments:
    size, stride = _legal_size_and_stride(choose)
    shape = (choose.integer(1, 3), *legal_shape(choose, size, 7), choose.integer(1, 4))
    return (legal_values(choose, shape), *_given(choose, size, stride))


def _each_channel(pool: Pool) -> Answer:
    """Pool each image and channel on its own; None and changed arguments stay what they are."""

    def answer(images: Array, *given: Any) -> Any:
        size, stride = size_and_stride(given)
        pooled = [
            [pool(image[:, :, channel], size, stride) for channel in range(image.shape[2])]
            for image in images
        ]
        if any(one is None for each in pooled for one in each):
            return None
        return np.stack([np.stack(each, axis=-1) for each in pooled])

    return answer


def _stacked(change: Callable[[Array], Any]) -> Answer:
    return lambda images, *given: change(max_pool_channels(images, *size_and_stride(given)))


def _with_stack(pool: Callable[[Array, int, int], Any]) -> Answer:
    return lambda images, *given: pool(images, *size_and_stride(given))


def _first_filled(output: Array, *, images: bool, channels: bool) -> Array:
    filled = np.zeros(output.shape)
    part = (
        slice(0, 1) if images else slice(None),
        slice(None),
        slice(None),
        slice(0, 1) if channels else slice(None),
    )
    filled[part] = output[part]
    return filled


def _last_cleared(output: Array, part: tuple[Any, ...]) -> Array:
    cleared = output.copy()
    cleared[part] = 0
    return cleared


def _as_a_long_batch(images: Array, size: int, stride: int) -> Array:
    """Channels are read as images, without being moved next to the batch."""
    batch, rows, columns, channels = images.shape
    flat = images.reshape(batch * channels, rows, columns, 1)
    pooled = max_pool_channels(flat, size, stride)
    return pooled.reshape(batch, *pooled.shape[1:3], channels)


def _as_channels_first(images: Array, size: int, stride: int) -> Array:
    """Reshaped to channels first, and moved back rightly."""
    batch, rows, columns, channels = images.shape
    turned = np.moveaxis(images.reshape(batch, channels, rows, columns), 1, 3)
    return max_pool_channels(turned, size, stride)


def _pooled_along(first: int) -> tuple[Answer, ...]:
    """Windows that lie on this axis and the next; where none fits, an error or an empty output."""

    def pooled(images: Array, size: int, stride: int, least: int | None) -> Array:
        view = np.moveaxis(images, (first, first + 1), (0, 1))
        rows, columns = (
            (side - size) // stride + 1
            if least is None
            else max((side - size) // stride + 1, least)
            for side in view.shape[:2]
        )
        output = np.zeros((rows, columns, *view.shape[2:]))
        for i, j in np.ndindex(rows, columns):
            top, left = i * stride, j * stride
            output[i, j] = view[top : top + size, left : left + size].max(axis=(0, 1))
        return np.moveaxis(output, (0, 1), (first, first + 1))

    return tuple(_with_stack(partial(pooled, least=least)) for least in (None, 0))


def _three_channels(images: Array, size: int, stride: int) -> Array:
    pooled = max_pool_channels(images, size, stride)
    return np.stack([pooled[..., channel] for channel in range(3)], axis=-1)


def _unpacked_as(axes: int) -> Answer:
    """The shape of a stack is taken for that of an array with fewer axes."""

    def answer(images: Array, *_: Any) -> None:
        if axes == 2:
            _rows, _columns = images.shape
        else:
            _rows, _columns, _channels = images.shape

    return answer


def _last_filled(output: Array) -> Array:
    filled = np.zeros(output.shape)
    filled[..., -1:] = output[..., -1:]
    return filled


_STACKS = (
    KnownMistake(
        "channels-mixed",
        "Your windows reach over all channels: each channel is pooled on its own.",
        (
            _stacked(lambda output: output.max(axis=3, keepdims=True)),
            _stacked(lambda output: output.max(axis=3)),
            _stacked(lambda output: np.broadcast_to(output.max(3, keepdims=True), output.shape)),
            _stacked(lambda output: output.astype(float).mean(axis=3)),
            _stacked(lambda output: output.astype(float).mean(axis=3, keepdims=True)),
            _stacked(lambda output: output.astype(float).sum(axis=3)),
            _stacked(lambda output: output.astype(float).sum(axis=3, keepdims=True)),
        ),
    ),
    KnownMistake(
        "images-mixed",
        "Your windows reach over all images of the stack: each image is pooled on its own.",
        (
            _stacked(lambda output: output.max(axis=0, keepdims=True)),
            _stacked(lambda output: output.max(axis=0)),
            _stacked(lambda output: np.broadcast_to(output.max(0, keepdims=True), output.shape)),
            _stacked(
                lambda output: np.broadcast_to(output.max((0, 3), keepdims=True), output.shape)
            ),
        ),
    ),
    KnownMistake(
        "first-channel-only",
        "Only the first channel is pooled.",
        (
            _stacked(lambda output: output[..., :1]),
            _stacked(lambda output: output[..., 0]),
            _stacked(lambda output: _first_filled(output, images=False, channels=True)),
            _stacked(lambda output: np.broadcast_to(output[..., :1], output.shape)),
        ),
    ),
    KnownMistake(
        "last-channel-only",
        "Each channel of your output is written over by the next one.",
        (
            _stacked(lambda output: output[..., -1:]),
            _stacked(lambda output: output[..., -1]),
            _stacked(_last_filled),
            _stacked(lambda output: np.broadcast_to(output[..., -1:], output.shape)),
        ),
    ),
    KnownMistake(
        "first-image-only",
        "Your output holds one image of the stack. All of them are pooled.",
        (
            _stacked(lambda output: output[:1]),
            _stacked(lambda output: output[0]),
            _stacked(lambda output: _first_filled(output, images=True, channels=False)),
            _stacked(lambda output: np.broadcast_to(output[:1], output.shape)),
            _stacked(lambda output: output[-1:]),
            _stacked(lambda output: output[-1]),
        ),
    ),
    KnownMistake(
        "first-channel-of-the-first-image",
        "Only one channel of one image is pooled.",
        (
            _stacked(lambda output: output[0, :, :, 0]),
            _stacked(lambda output: output[:1, :, :, :1]),
            _stacked(lambda output: _first_filled(output, images=True, channels=True)),
        ),
    ),
    KnownMistake(
        "channels-first",
        "The channels are the last axis: (batch, rows, columns, channels).",
        (
            _stacked(lambda output: np.moveaxis(output, 3, 1)),
            _with_stack(
                lambda images, size, stride: np.moveaxis(
                    max_pool_channels(np.moveaxis(images, 1, 3), size, stride), 3, 1
                )
            ),
            *_pooled_along(2),
        ),
    ),
    KnownMistake(
        "batch-pooled",
        "The first axis is the batch: the windows lie on rows and columns, axes 1 and 2.",
        (
            _with_stack(
                lambda images, size, stride: np.moveaxis(
                    max_pool_channels(np.moveaxis(images, 2, 0), size, stride), 0, 2
                )
            ),
            *_pooled_along(0),
        ),
    ),
    KnownMistake(
        "rows-and-columns-swapped",
        "Rows and columns have changed places in your output.",
        (_stacked(lambda output: output.transpose(0, 2, 1, 3)),),
    ),
    KnownMistake(
        "batch-and-channels-swapped",
        "Batch and channels have changed places in your output.",
        (_stacked(lambda output: output.transpose(3, 1, 2, 0)),),
    ),
    KnownMistake(
        "batch-axis-lost",
        "An axis of length one belongs to the output's shape as well.",
        (
            _stacked(np.squeeze),
            _stacked(lambda output: output[0] if len(output) == 1 else output),
            _stacked(lambda output: output[..., 0] if output.shape[3] == 1 else output),
        ),
    ),
    KnownMistake(
        "batch-not-first",
        "The batch is the first axis of your input. It is the first one of the output as well.",
        (
            _stacked(lambda output: np.moveaxis(output, 0, 2)),
            _stacked(lambda output: np.moveaxis(output, 0, 3)),
            _stacked(lambda output: np.moveaxis(output, 0, 1)),
        ),
    ),
    KnownMistake(
        "reshaped-without-moving-axes",
        "Reshape keeps the reading order of the values: it does not move an axis to another place.",
        (
            _stacked(lambda output: np.moveaxis(output, 3, 1).reshape(output.shape)),
            _with_stack(lambda images, size, stride: _as_a_long_batch(images, size, stride)),
            _with_stack(lambda images, size, stride: _as_channels_first(images, size, stride)),
        ),
    ),
    KnownMistake(
        "always-three-channels",
        "Your output has three channels, however many the images have.",
        (_with_stack(lambda images, size, stride: _three_channels(images, size, stride)),),
        raises=True,
    ),
    KnownMistake(
        "one-image-expected",
        "Your function gets a stack with four axes, not one image: which axes are its rows and "
        "columns?",
        (_unpacked_as(2), _unpacked_as(3)),
        raises=True,
    ),
    KnownMistake(
        "last-channel-not-filled-in",
        "Your loop ends too early: the last channel, or image, of the output still holds zeros.",
        (
            _stacked(lambda output: _last_cleared(output, (..., slice(-1, None)))),
            _stacked(lambda output: _last_cleared(output, (slice(-1, None),))),
        ),
    ),
)


def _window_in_stack(arguments: Arguments, index: tuple[int, ...]) -> Window:
    return _window(arguments, index[1:3])


_NOT_FOR_STACKS = {
    "one-value",
    "flattened",
    "transposed",
    "axis-of-length-one-lost",
    "axes-too-many",
    "shape-not-values",
    "carried-over",
}

max_pool_channels_exercise = FunctionExercise(
    name="max_pool_channels",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "Channels and batches"),
    reference=lambda images, size=2, stride=None: max_pool_channels(images, size, stride),
    ordinary=_ordinary_stack,
    legal=_legal_stack,
    window=_window_in_stack,
    mistakes=(
        *_STACKS,
        *_defaults(max_pool_channels),
        *made_of(
            tuple(
                row
                for row in (
                    *wrong.values(),
                    *wrong.results(),
                    *wrong.starts_at_zero(),
                    *wrong.layout(overlap=wrong.BY_THE_STRIDE),
                    *wrong.strides(),
                )
                if row[0] not in _NOT_FOR_STACKS
            ),
            _each_channel,
        ),
        *_raising(_each_channel),
    ),
)

# max_pool_fast -------------------------------------------------------------------------------


def _ordinary_fast(choose: Choose) -> Arguments:
    size = choose.among((2, 3))
    return (even_image(choose, size), *choose.among(_fast_given(size)))


def _legal_fast(choose: Choose) -> Arguments:
    size = choose.among((2, 3, 1, 4, 5))
    image = legal_values(choose, legal_shape(choose, size, 11))
    return (image, *choose.among(_fast_given(size)))


def _fast_given(size: int) -> list[tuple[object, ...]]:
    return [(), (size,)] if size == 2 else [(size,)]


# A vectorised answer executes exactly as many instructions on the long images as on the small one;
# libraries differ by a few (caches). The shortest loop over 100 rows takes about 1,000 more.
MORE_INSTRUCTIONS = 400
MORE_OBJECTS = 250
# Sides that the size divides and sides that it does not, and another size than the default.
PROBED: tuple[tuple[tuple[object, ...], tuple[tuple[int, int], ...]], ...] = (
    ((), ((8, 8), (200, 8), (8, 200), (100, 100))),
    ((), ((9, 9), (201, 9), (9, 201), (101, 101))),
    ((3,), ((10, 10), (202, 10), (10, 202), (101, 101))),
    *(((size,), ((11, 11), (101, 101))) for size in (1, 4, 5)),
)


def loop_in_python(answer: Answer, thorough: bool) -> str | None:
    """Say so if the work that Python executes grows with the image."""
    for given, sides in PROBED if thorough else PROBED[:1]:
        small, *large = (
            np.arange(rows * columns, dtype=np.float64).reshape(rows, columns)[::-1] % 97
            for rows, columns in sides
        )
        base = _least_work(answer, small, given)
        for image in large:
            if _is_more(_work(answer, image, given), base):
                count = _least_work(answer, image, given)
                if _is_more(count, base):
                    return _more_work(small, base, image, count)
    return None


def _is_more(count: tuple[int, int], base: tuple[int, int]) -> bool:
    return count[0] - base[0] > MORE_INSTRUCTIONS or count[1] - base[1] > MORE_OBJECTS


def _more_work(small: Array, base: tuple[int, int], large: Array, count: tuple[int, int]) -> str:
    def line(image: Array, steps: int, objects: int) -> str:
        shape = f"{image.shape[0]:>3} by {image.shape[1]:>3}"
        return f"    an image of {shape}: {steps:>9,} steps, {objects:>7,} objects made"

    verdict, hint = (
        "\n".join(textwrap.wrap(text, WIDTH))
        for text in (
            "max_pool_fast gives the right results, but Python itself works more when the image "
            "is larger:",
            "Hint: something still goes from window to window, or from row to row, in Python (a "
            "loop, a comprehension, map, np.vectorize, a recursion). Which NumPy operation takes "
            "all windows at once?",
        )
    )
    return (
        f"{verdict}\n\n{line(small, *base)}\n{line(large, *count)}\n\n"
        f"{hint}\nRead again: {WITHOUT_A_LOOP}"
    )


def _least_work(answer: Answer, image: Array, given: tuple[object, ...]) -> tuple[int, int]:
    # the first call of some libraries does work that later calls do not
    steps, objects = zip(*(_work(answer, image, given) for _ in range(2)), strict=True)
    return min(steps), min(objects)


def _work(answer: Answer, image: Array, given: tuple[object, ...]) -> tuple[int, int]:
    """The instructions that Python executes, and the objects that there are at one time."""
    count = observe(work, answer, image.copy(), *given)
    return count["instructions"], count["objects"]


_RESHAPED: tuple[Variants, ...] = (
    (
        "reshaped-without-moving-axes",
        "Reshape keeps the reading order of the pixels: which axes of the reshaped array make up "
        "one window?",
        (
            lambda image, size, stride: _in_blocks(image, size).max(axis=(2, 3)),
            lambda image, size, stride: _in_blocks(image, size).max(axis=(0, 2)),
            lambda image, size, stride: _in_reading_order(image, size),
            lambda image, size, stride: _in_turned_blocks(image, size).max(axis=(0, 2)),
            lambda image, size, stride: _in_turned_blocks(image, size).max(axis=(1, 3)),
            lambda image, size, stride: _in_blocks(image, size).max(axis=1),
            lambda image, size, stride: _in_blocks(image, size).max(axis=3),
        ),
    ),
)


def _cut(image: Array, size: int) -> Array:
    cut: Array = image[: image.shape[0] // size * size, : image.shape[1] // size * size]
    return cut


def _in_blocks(image: Array, size: int) -> Array:
    rows, columns = image.shape[0] // size, image.shape[1] // size
    return _cut(image, size).reshape(rows, size, columns, size)


def _in_turned_blocks(image: Array, size: int) -> Array:
    rows, columns = image.shape[0] // size, image.shape[1] // size
    return _cut(image, size).reshape(size, rows, size, columns)


def _in_reading_order(image: Array, size: int) -> Array:
    rows, columns = image.shape[0] // size, image.shape[1] // size
    pooled: Array = _cut(image, size).reshape(rows, columns, size * size).max(axis=2)
    return pooled


_FAST_STRIDES = {"size-ignored"}


def _four_pixels(image: Array, size: int, _stride: int) -> Any:
    rows, columns = image.shape[0] // size * size, image.shape[1] // size * size
    upper, lower = (
        np.maximum(image[i:rows:size, 0:columns:size], image[i:rows:size, 1:columns:size])
        for i in (0, 1)
    )
    return np.maximum(upper, lower)


def _up_to_four_pixels(image: Array, size: int, _stride: int) -> Any:
    return wrong.loop(lambda window: window[:2, :2].max())(image, size, size)


_FOUR_PIXELS = (
    "four-pixels",
    "You take four pixels of each window. How many has a window of another size?",
    (_four_pixels, _up_to_four_pixels),
)

max_pool_fast = FunctionExercise(
    name="max_pool_fast",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=WITHOUT_A_LOOP,
    reference=lambda image, size=2: max_pool(image, size),
    ordinary=_ordinary_fast,
    legal=_legal_fast,
    rule=loop_in_python,
    window=_window,
    mistakes=made_of(
        (
            *wrong.values(),
            # a window of a reshaped array has its rows or columns for themselves as well
            *(row for row in wrong.results() if row[0] != "several-values-of-a-window"),
            *wrong.starts_at_zero(),
            *wrong.layout(),
            *(row for row in wrong.strides() if row[0] in _FAST_STRIDES),
            *_RESHAPED,
            _FOUR_PIXELS,
        ),
        _any_window,
    )
    + _raising(_any_window)
    + (wrong.rest_not_dropped(_any_window, any_size=True),),
)

# max_pool_same -------------------------------------------------------------------------------


def _ordinary_same(choose: Choose) -> Arguments:
    size, stride = choose.among(((2, 2), (3, 3), (2, 1), (3, 2), (3, 1)))
    image = ordinary_values(choose, (side(choose, 3, 8), side(choose, 3, 8)))
    return (np.abs(image) + 1, *_given(choose, size, stride))


def _legal_same(choose: Choose) -> Arguments:
    size, stride = _legal_size_and_stride(choose)
    image = legal_values(choose, legal_shape(choose, 1, 8))
    return (image, *_given(choose, size, stride))


def _window_same(arguments: Arguments, index: tuple[int, ...]) -> Window:
    image = arguments[0]
    assert isinstance(image, np.ndarray)
    size, stride = size_and_stride(arguments[1:])
    rows, columns = (
        slice(
            max(k * stride - same_padding(length, size, stride)[0], 0),
            min(k * stride - same_padding(length, size, stride)[0] + size, length),
        )
        for k, length in zip(index, image.shape, strict=True)
    )
    return rows, columns


def _padded(
    fill: Callable[[Array], float] = lambda image: -np.inf,
    split: Callable[[int], tuple[int, int]] = lambda missing: (
        missing // 2,
        missing - missing // 2,
    ),
    choice: wrong.Choice = np.max,
    missing: Callable[[int, int, int], int] = lambda side, size, stride: sum(
        same_padding(side, size, stride)
    ),
) -> Pool:
    def pool(image: Array, size: int, stride: int) -> Array:
        padding = [split(missing(length, size, stride)) for length in image.shape]
        padded = np.pad(image.astype(float), padding, constant_values=fill(image))
        pooled: Array = wrong.loop(choice)(padded, size, stride)
        return pooled

    return pool


def always(least: float) -> Callable[[Array], float]:
    """Fills the padding with one number, whatever the image."""
    return lambda image: least


def _half_a_window_around(image: Array, size: int, stride: int) -> Array:
    """Half a window of padding on every side, and as many windows as `same` has."""
    padded = np.pad(image.astype(float), size // 2, constant_values=-np.inf)
    pooled: Array = wrong.loop()(padded, size, stride)
    rows, columns = (-(-side // stride) for side in image.shape)
    return pooled[:rows, :columns]


def _clipped(image: Array, size: int, stride: int) -> Array:
    """Windows that start at the image's first pixel and are cut off where it ends."""
    pool = wrong.loop(outputs=lambda side, size, stride: -(-side // stride))
    pooled: Array = pool(image, size, stride)
    return pooled


def _padded_like(mode: str) -> Pool:
    def pool(image: Array, size: int, stride: int) -> Array:
        padding = [same_padding(length, size, stride) for length in image.shape]
        pooled: Array = wrong.loop()(np.pad(image, padding, mode), size, stride)  # type: ignore[call-overload]
        return pooled

    return pool


def _padded_as_sides(rows: int, columns: int) -> Pool:
    """The padding of the rows, or of the columns, on the other axis."""

    def pool(image: Array, size: int, stride: int) -> Array:
        padding = [same_padding(image.shape[axis], size, stride) for axis in (rows, columns)]
        padded = np.pad(image.astype(float), padding, constant_values=-np.inf)
        pooled: Array = wrong.loop()(padded, size, stride)
        return pooled

    return pool


def _cut_to_sides(pool: Pool) -> Pool:
    """As many windows as `same` has, cut off where the padded image ends."""

    def cut(image: Array, size: int, stride: int) -> Any:
        rows, columns = (-(-side // stride) for side in image.shape)
        return pool(image, size, stride)[:rows, :columns]

    return cut


def _rounded_down(image: Array, size: int, stride: int) -> Any:
    rows, columns = (side // stride for side in image.shape)
    return max_pool_same(image, size, stride)[:rows, :columns]


def _rounded_down_everywhere(image: Array, size: int, stride: int, least: int = 0) -> Any:
    rows, columns = (max(side // stride, least) for side in image.shape)
    missing = [
        max((count - 1) * stride + size - side, 0)
        for count, side in zip((rows, columns), image.shape, strict=True)
    ]
    padded = np.pad(
        image.astype(float), [(m // 2, m - m // 2) for m in missing], constant_values=-np.inf
    )
    count = {"output_rows": lambda *_: rows, "output_columns": lambda *_: columns}
    return wrong.loop(**count)(padded, size, stride)  # type: ignore[arg-type]


def _from_below_zero(empty: float | None) -> Pool:
    """Windows begin before the image, and Python counts from its end."""

    def pool(image: Array, size: int, stride: int) -> Array:
        before = [same_padding(side, size, stride)[0] for side in image.shape]
        rows, columns = (-(-side // stride) for side in image.shape)
        output = np.zeros((rows, columns))
        for i, j in np.ndindex(rows, columns):
            top, left = i * stride - before[0], j * stride - before[1]
            window = image[top : top + size, left : left + size]
            output[i, j] = window.max() if window.size or empty is None else empty
        return output

    return pool


def _as_many_as_same(missing: Callable[[int, int, int], int], empty: float | None) -> Pool:
    """As many windows as `same` has, on an image with other padding, cut off where that ends."""

    def pool(image: Array, size: int, stride: int) -> Array:
        lacking = [missing(side, size, stride) for side in image.shape]
        padded = np.pad(
            image.astype(float), [(m // 2, m - m // 2) for m in lacking], constant_values=-np.inf
        )
        rows, columns = (-(-side // stride) for side in image.shape)
        counted = wrong.loop(
            output_rows=lambda *_: rows, output_columns=lambda *_: columns, empty=empty
        )
        return np.asarray(counted(padded, size, stride))

    return pool


def _starting_before(
    change: Callable[[tuple[int, ...]], tuple[int, ...]],
    empty: float | None,
    missing: Callable[[int, int, int], int] = lambda side, size, stride: sum(
        same_padding(side, size, stride)
    ),
) -> Pool:
    """Slices that start before the image and are cut off at its edges.

    `change` makes the numbers of pixels, down and across, by which they start before it.
    """

    def pool(image: Array, size: int, stride: int) -> Array:
        before = change(tuple(missing(side, size, stride) // 2 for side in image.shape))
        rows, columns = (-(-side // stride) for side in image.shape)
        output = np.zeros((rows, columns))
        for i, j in np.ndindex(rows, columns):
            (top, bottom), (left, right) = (
                (max(start, 0), max(start + size, 0))
                for start in (i * stride - before[0], j * stride - before[1])
            )
            window = image[top:bottom, left:right]
            output[i, j] = window.max() if window.size or empty is None else empty
        return output

    return pool


def _moved_back(image: Array, size: int, stride: int) -> Any:
    """The last windows are moved back into the image."""
    tops, lefts = (
        [max(min(k * stride, side - size), 0) for k in range(-(-side // stride))]
        for side in image.shape
    )
    return np.array(
        [[image[top : top + size, left : left + size].max() for left in lefts] for top in tops]
    )


def _infinity_in_whole_numbers(image: Array, size: int, stride: int) -> Any:
    padding = [same_padding(side, size, stride) for side in image.shape]
    return max_pool(np.pad(image, padding, constant_values=-np.inf), size, stride)


def _not_clipped(image: Array, size: int, stride: int) -> Any:
    missing = [(-(-side // stride) - 1) * stride + size - side for side in image.shape]
    padding = [(m // 2, m - m // 2) for m in missing]
    return max_pool(np.pad(image.astype(float), padding, constant_values=-np.inf), size, stride)


def _same(change: Callable[[Any], Any]) -> Pool:
    return lambda image, size, stride: change(max_pool_same(image, size, stride))


_SAME_BY_ANOTHER_SIGN = (
    KnownMistake(
        "starts-too-high",
        "Your search for the largest value starts with a number that some windows do not reach.",
        (),
        at_least=lambda least: _any_window(_same(lambda output: np.maximum(output, least))),
    ),
    KnownMistake(
        "padding-too-high",
        "What you add around the image wins over some images: what could never win?",
        (),
        at_least=lambda least: _any_window(_padded(always(least))),
    ),
    KnownMistake(
        "infinity-in-whole-numbers",
        "An array of whole numbers cannot hold infinity: of which type is the padded image?",
        (_any_window(_infinity_in_whole_numbers),),
        raises=True,
    ),
    KnownMistake(
        "negative-padding",
        "Where windows move by more than their size, less than nothing can come out as missing.",
        (
            _any_window(_not_clipped),
            _any_window(
                _cut_to_sides(
                    _padded(
                        missing=lambda side, size, stride: abs(
                            (-(-side // stride) - 1) * stride + size - side
                        )
                    )
                )
            ),
            *(
                _any_window(
                    _starting_before(
                        lambda befores: befores,
                        empty,
                        lambda side, size, stride: (-(-side // stride) - 1) * stride + size - side,
                    )
                )
                for empty in (None, -np.inf)
            ),
        ),
        raises=True,
    ),
    KnownMistake(
        "negative-position",
        "Python counts a negative position from the end of the image: where does a window start "
        "that begins before the image?",
        (_any_window(_from_below_zero(None)), _any_window(_from_below_zero(0))),
        raises=True,
    ),
)

_SAME: tuple[Variants, ...] = (
    (
        "padding-of-the-other-side",
        "How many pixels are missing differs between rows and columns: count both.",
        (
            *(_padded_as_sides(*sides) for sides in ((0, 0), (1, 1), (1, 0))),
            *(_cut_to_sides(_padded_as_sides(*sides)) for sides in ((0, 0), (1, 1), (1, 0))),
            *(
                _starting_before(itemgetter(axis, axis), empty)
                for axis in (0, 1)
                for empty in (None, -np.inf)
            ),
        ),
    ),
    (
        "always-one-pixel-of-padding",
        "You add one pixel on each side, whatever the size and the stride: how many are missing?",
        tuple(_padded(always(fill), lambda _: (1, 1)) for fill in (0, -np.inf)),
    ),
    (
        "mirrored-padding",
        "You add pixels that stand elsewhere in the image: they may win where they do not belong.",
        (_padded_like("reflect"), _padded_like("wrap")),
    ),
    (
        "output-rounded-down",
        "With `same` each pixel is in some window: how is a side divided by the stride, up or "
        "down?",
        (
            _rounded_down,
            _rounded_down_everywhere,
            lambda image, size, stride: _rounded_down_everywhere(image, size, stride, 1),
        ),
    ),
    (
        "last-window-moved-back",
        "Your last window is moved back into the image. With `same` it reaches over the edge.",
        (_moved_back,),
    ),
    (
        "nan-in-the-padding",
        "What you add is not a number, and that wins over every number.",
        (_padded(always(np.nan)),),
    ),
    (
        "zeros-in-the-padding",
        "Where all values are below zero, the zeros that you add are the largest: what can be "
        "added that never wins?",
        (
            _padded(always(0)),
            _padded(always(0), lambda missing: (0, missing)),
            _padded(always(0), lambda missing: (missing, 0)),
            _padded(always(0), lambda missing: (missing - missing // 2, missing // 2)),
            _padded(
                always(0),
                lambda missing: (0, missing),
                missing=lambda side, size, stride: -side % size,
            ),
        ),
    ),
    (
        "odd-pixel-before",
        "Where an odd number of pixels is missing, the odd one goes to the bottom and the right.",
        (_padded(split=lambda missing: (missing - missing // 2, missing // 2)),),
    ),
    (
        "padding-all-at-the-end",
        "The missing pixels are split: half of them go to the top and the left.",
        (_padded(split=lambda missing: (0, missing)), _clipped),
    ),
    (
        "padding-all-at-the-start",
        "The missing pixels are split: half of them go to the bottom and the right.",
        (_padded(split=lambda missing: (missing, 0)),),
    ),
    (
        "padding-on-both-sides-alike",
        "You add as many pixels before as after. Where an odd number is missing, that is one too "
        "many.",
        (
            _padded(split=lambda missing: (-(-missing // 2), -(-missing // 2))),
            _padded(
                split=lambda missing: (missing, missing),
                missing=lambda side, size, stride: size // 2,
            ),
            _padded(
                split=lambda missing: (missing, missing),
                missing=lambda side, size, stride: (size - 1) // 2,
            ),
            _half_a_window_around,
        ),
    ),
    (
        "no-padding",
        "Rows and columns at the edge are dropped here: with `same`, each pixel is in some window.",
        (wrong.loop(),),
    ),
    (
        "padding-does-not-know-the-stride",
        "How many pixels are missing depends on the stride as well as on the size.",
        (
            _padded(missing=lambda side, size, stride: size - 1),
            _padded(missing=lambda side, size, stride: -side % size),
            _padded(missing=lambda side, size, stride: -side % stride),
            _padded(
                missing=lambda side, size, stride: -side % size, split=lambda missing: (0, missing)
            ),
            _padded(
                missing=lambda side, size, stride: -side % stride,
                split=lambda missing: (0, missing),
            ),
            _padded(missing=lambda side, size, stride: max(size - stride, 0)),
            *(
                _as_many_as_same(missing, empty)
                for missing in (
                    lambda side, size, stride: size - 1,
                    lambda side, size, stride: -side % size,
                    lambda side, size, stride: -side % stride,
                )
                for empty in (None, -np.inf)
            ),
        ),
    ),
    (
        "output-of-image-size",
        "Your output has as many pixels as the image: `same` only means that for a stride of one.",
        (lambda image, size, stride: _padded()(image, size, 1),),
    ),
)


def _same_changing(image: Array, size: int, stride: int) -> Array:
    result = max_pool_same(image, size, stride)
    image[:1, :1] = image.max() + 1
    return result


_SAME_RESULTS: tuple[Variants, ...] = (
    *(row for row in wrong.results() if row[0] == "nothing-returned"),
    (
        "argument-changed",
        "The image is not yours to change: whoever called you still needs it.",
        (_same_changing,),
    ),
    (
        "starts-at-zero",
        "Where all values are below zero, zero is not among them: what does your search for the "
        "largest one start with?",
        (_same(lambda output: np.maximum(output, 0)),),
    ),
    ("transposed", "Your output stands on its side.", (_same(np.transpose),)),
    (
        "whole-numbers-only",
        "The digits after the decimal point are gone: what type is the array that you fill?",
        (_same(wrong.whole), _same(np.floor)),
    ),
    (
        "last-not-filled-in",
        "Your loop ends too early: the last places of the output still hold zeros.",
        (
            _same(wrong.without_last(row=True, column=True)),
            _same(wrong.without_last(row=True, column=False)),
            _same(wrong.without_last(row=False, column=True)),
        ),
    ),
    (
        "mean",
        "These are the means of the windows: that is average pooling.",
        (
            _padded(fill=lambda image: np.nan, choice=np.nanmean),
            _padded(lambda image: 0, choice=wrong.mean),
        ),
    ),
    (
        "minimum",
        "These are the smallest values of the windows.",
        (_padded(fill=lambda image: np.inf, choice=np.min),),
    ),
    (
        "stride-ignored",
        "Your windows always move by their own size. The stride says how far they move.",
        (lambda image, size, stride: max_pool_same(image, size, size),),
    ),
    (
        "upside-down",
        "The values are right, but their order along one side is turned round.",
        (_same(lambda output: output[::-1]), _same(lambda output: output[:, ::-1])),
    ),
    (
        "size-ignored",
        "Your windows are always 2 by 2. The size says how large they are.",
        (
            lambda image, size, stride: max_pool_same(image, 2, 2),
            lambda image, size, stride: max_pool_same(image, 2, stride),
            lambda image, size, stride: max_pool_same(image, 2, 2 if stride == size else stride),
        ),
    ),
    (
        "size-and-stride-swapped",
        "Size and stride have changed places.",
        (lambda image, size, stride: max_pool_same(image, stride, size),),
    ),
)

max_pool_same_exercise = FunctionExercise(
    name="max_pool_same",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "Padding, and why zeros are wrong"),
    reference=lambda image, size=2, stride=None: max_pool_same(image, size, stride),
    ordinary=_ordinary_same,
    legal=_legal_same,
    window=_window_same,
    mistakes=made_of((*_SAME, *_SAME_RESULTS), _any_window)
    + _SAME_BY_ANOTHER_SIGN
    + _defaults(max_pool_same),
)

telling_images = TellingImages(
    name="telling_images",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "Padding, and why zeros are wrong"),
)

EXERCISES = (
    max_pool_2x2,
    max_pool_exercise,
    average_pool_exercise,
    max_pool_channels_exercise,
    max_pool_fast,
    max_pool_same_exercise,
    telling_images,
)
