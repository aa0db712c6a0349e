"""Assignment 3: pooling in Keras, and where a network's parameters are."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from pooling_course.arguments import LARGEST_FLOAT32, Array, legal_values, ordinary_values, side
from pooling_course.choices import Choose
from pooling_course.exercise import Answer, KnownMistake, Marks, Section
from pooling_course.exercises import pooling_mistakes as wrong
from pooling_course.exercises.pooling_mistakes import Pool, made_of
from pooling_course.function_exercise import Arguments, FunctionExercise
from pooling_course.model_exercise import ModelExercise, ModelMistake, Settings
from pooling_course.observe import libraries, observe
from pooling_course.pooling import Window, max_pool, max_pool_same, window_at

ASSIGNMENT = "3_in_keras"
LESSON = "03_max_pooling_in_keras"
NUMBERS = Section(LESSON, "Where each number comes from")

# The first call may import TensorFlow and run its first operation.
SECONDS_FOR_KERAS = 20.0

NOTHING_RETURNED = KnownMistake(
    "nothing-returned",
    "Your function returns None: a result that is computed or printed, but not returned, is lost.",
    (lambda *_: None,),
)

# keras_max_pool ------------------------------------------------------------------------------


def _given(choose: Choose, size: int) -> tuple[object, ...]:
    return choose.among([(), (size,)] if size == 2 else [(size,)])


def _ordinary_image(choose: Choose) -> Arguments:
    size = choose.among((2, 3))
    shape = size * choose.integer(1, 4), size * choose.integer(1, 4)
    return (ordinary_values(choose, shape), *_given(choose, size))


def _legal_values(choose: Choose, shape: tuple[int, ...]) -> Array:
    # Keras computes in float32: larger values are infinite there, and infinity times 0 is no number
    return legal_values(choose, shape, largest=LARGEST_FLOAT32)


def _legal_image(choose: Choose) -> Arguments:
    size = choose.among((2, 3, 1, 4))
    return (_legal_values(choose, (side(choose, size), side(choose, size))), *_given(choose, size))


def _size(given: Sequence[Any]) -> int:
    return int(given[0]) if given else 2


def _window(arguments: Arguments, index: tuple[int, ...]) -> Window:
    size = _size(arguments[1:])
    return window_at(index, size, size)


def _on_image(pool: Pool) -> Answer:
    return lambda image, *given: pool(image, _size(given), _size(given))


_PADDING_AND_AXES: tuple[wrong.Variants, ...] = (
    (
        "batch-and-channel-left",
        "Keras wants a batch and a channel axis, but the exercise wants an image back: two axes.",
        (
            wrong.of_result(lambda output: output[None, :, :, None]),
            wrong.of_result(lambda output: output[None]),
            wrong.of_result(lambda output: output[:, :, None]),
        ),
    ),
    (
        "padding-same",
        'With padding="same" the last odd row and column count as a window of their own.',
        (lambda image, size, stride: max_pool_same(image, size, size),),
    ),
    (
        "stride-of-one",
        "Without `strides`, Keras moves the window by its own size. Yours moves by one pixel.",
        (lambda image, size, stride: max_pool(image, size, 1),),
    ),
    (
        "stride-of-two",
        "Your window always moves by two pixels. `size` says how far it moves, too.",
        (lambda image, size, stride: max_pool(image, size, 2),),
    ),
    (
        "global-pooling",
        "Global pooling gives one value for the whole image. One for each window is asked for.",
        (lambda image, size, stride: image.max(keepdims=True)[0],),
    ),
    (
        "every-other-pixel",
        "You keep the first pixel of each window. Its largest value is asked for.",
        (lambda image, size, stride: image[::size, ::size],),
    ),
    (
        "axes-lost",
        "A side of length one belongs to the output's shape as well: which axes do you remove?",
        (wrong.of_result(np.squeeze),),
    ),
    (
        "rows-pooled-only",
        "The image's rows or columns were taken for the batch or the channels.",
        (
            lambda image, size, stride: _along(image, size, 0),
            lambda image, size, stride: _along(image, size, 1),
        ),
    ),
)


def _along(image: Array, size: int, axis: int) -> Array:
    """Maxima of runs of `size` pixels along one axis only."""
    view = np.moveaxis(image, axis, 0)
    runs = view.shape[0] // size
    pooled = view[: runs * size].reshape(runs, size, -1).max(axis=1)
    return np.moveaxis(pooled, 0, axis)


# What Keras adds to a shape, or what is lost of it, is told in its own words.
_TOLD_BY_AXES = {"axis-of-length-one-lost", "axes-too-many"}

keras_max_pool = FunctionExercise(
    name="keras_max_pool",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "Keras does the same"),
    reference=lambda image, size=2: max_pool(image, size),
    ordinary=_ordinary_image,
    legal=_legal_image,
    window=_window,
    seconds=SECONDS_FOR_KERAS,
    # An answer may use `predict`, which takes a tenth of a second.
    ordinary_number=8,
    legal_number=24,
    mistakes=made_of(
        (
            *wrong.values(),
            *(row for row in wrong.results() if row[0] not in _TOLD_BY_AXES),
            *wrong.starts_at_zero(),
            *(row for row in wrong.strides() if row[0] == "size-ignored"),
            *_PADDING_AND_AXES,
        ),
        _on_image,
    ),
)

# conv_parameters, dense_parameters -----------------------------------------------------------


def _layer_numbers(*most: int) -> tuple[Callable[[Choose], Arguments], Callable[..., Arguments]]:
    """How to draw the numbers of a layer: ordinary ones of at least 2, legal ones from 1."""

    def ordinary(choose: Choose) -> Arguments:
        return tuple(choose.integer(2, m) for m in most)

    def legal(choose: Choose) -> Arguments:
        return tuple(choose.integer(1, 3 * m) for m in most)

    return ordinary, legal


def _counting(key: str, hint: str, *wrongs: Callable[..., object]) -> KnownMistake:
    return KnownMistake(key, hint, wrongs)


_ordinary_conv, _legal_conv = _layer_numbers(5, 16, 32)

conv_parameters = FunctionExercise(
    name="conv_parameters",
    assignment=ASSIGNMENT,
    marks=Marks(1, 1),
    lesson=NUMBERS,
    reference=lambda kernel_size, channels_in, filters: (
        (kernel_size**2 * channels_in + 1) * filters
    ),
    ordinary=_ordinary_conv,
    legal=_legal_conv,
    legal_number=48,  # an answer may build the layer in Keras
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        _counting(
            "bias-forgotten",
            "Each filter has one more number than its weights: what is added at the end?",
            lambda k, c, f: k * k * c * f,
        ),
        _counting(
            "channels-forgotten",
            "A filter looks at all channels of its input: it has weights for each of them.",
            lambda k, c, f: k * k * f + f,
            lambda k, c, f: k * k * f,
        ),
        _counting(
            "kernel-not-squared",
            "The kernel is a square: how many weights has it for one channel?",
            lambda k, c, f: k * c * f + f,
            lambda k, c, f: k * c * f,
            lambda k, c, f: 2 * k * c * f + f,
        ),
        _counting(
            "one-bias-in-all",
            "You count one bias for the whole layer. Each filter has its own.",
            lambda k, c, f: k * k * c * f + 1,
        ),
        _counting(
            "bias-per-channel-in",
            "The bias is added to a filter's result, so there is one for each filter, "
            "not for each channel that comes in.",
            lambda k, c, f: k * k * c * f + c,
            lambda k, c, f: (k * k + 1) * c * f,
            lambda k, c, f: k * k * c * f + c + f,
        ),
        _counting(
            "filters-forgotten",
            "This is one filter. How many are there?",
            lambda k, c, f: k * k * c + 1,
            lambda k, c, f: k * k * c,
            lambda k, c, f: k * k * c + f,
        ),
        _counting(
            "added-not-multiplied",
            "Every filter has weights for every channel: that is a product.",
            lambda k, c, f: k * k * (c + f),
            lambda k, c, f: k * k + c + f,
            lambda k, c, f: k * k * (c + f) + f,
            lambda k, c, f: (k * k + c) * f + f,
            lambda k, c, f: (k * k + c) * f,
            lambda k, c, f: k + c + f,
            lambda k, c, f: k * k * c + c * f + f,
        ),
        _counting(
            "cubed",
            "A kernel has rows and columns, and the channels on top: what is multiplied how often?",
            lambda k, c, f: k**3 * c * f + f,
            lambda k, c, f: (k * c) ** 2 * f + f,
            lambda k, c, f: (k * c * f) ** 2 + f,
        ),
        _counting(
            "not-a-power",
            "`^` is not a power in Python.",
            lambda k, c, f: ((k ^ 2) * c + 1) * f,
            lambda k, c, f: (k ^ 2 * c + 1) * f,
            lambda k, c, f: (k ^ 2) * c * f + f,
        ),
        _counting(
            "kernel-forgotten",
            "A filter has a weight for each place of its kernel: how large is that?",
            lambda k, c, f: c * f + f,
            lambda k, c, f: c * f,
        ),
        _counting(
            "bias-on-both-sides",
            "There is one bias for each filter, and none in its kernel or its channels.",
            lambda k, c, f: (k * k + 1) * (c + 1) * f,
            lambda k, c, f: k * k * (c + 1) * (f + 1),
        ),
        _counting(
            "size-always-three",
            "You count a kernel of 3 by 3, whatever its size is.",
            lambda k, c, f: (9 * c + 1) * f,
        ),
        _counting(
            "biases-only",
            "These are the biases. Where are the weights?",
            lambda k, c, f: f,
        ),
        _counting(
            "bias-counted-twice",
            "Each filter has one bias, not two.",
            lambda k, c, f: (k * k * c + 2) * f,
        ),
        _counting(
            "two-numbers",
            "One number is asked for: weights and biases together, not in a list.",
            lambda k, c, f: (k * k * c * f, f),
            lambda k, c, f: [(k * k * c + 1) * f],
        ),
        _counting(
            "kernel-only",
            "These are the weights of one filter for one channel.",
            lambda k, c, f: k * k,
            lambda k, c, f: k * k + 1,
        ),
        _counting(
            "bias-per-weight",
            "Weights have no bias of their own: each filter has one.",
            lambda k, c, f: 2 * k * k * c * f,
            lambda k, c, f: k * k * c * f + k * k,
            lambda k, c, f: (k * k * c + k * k) * f,
        ),
    ),
)

_ordinary_dense, _legal_dense = _layer_numbers(100, 10)

dense_parameters = FunctionExercise(
    name="dense_parameters",
    assignment=ASSIGNMENT,
    marks=Marks(1, 1),
    lesson=NUMBERS,
    reference=lambda units_in, units_out: (units_in + 1) * units_out,
    ordinary=_ordinary_dense,
    legal=_legal_dense,
    legal_number=48,  # an answer may build the layer in Keras
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        _counting(
            "bias-forgotten",
            "Each unit has one more number than its weights: what is added at the end?",
            lambda i, o: i * o,
        ),
        _counting(
            "bias-per-input",
            "The bias belongs to a unit of this layer, not to a unit that comes in.",
            lambda i, o: i * o + i,
        ),
        _counting(
            "bias-on-both-sides",
            "Only the units of this layer have a bias: what comes in has none here.",
            lambda i, o: i * o + i + o,
            lambda i, o: (i + 1) * (o + 1),
        ),
        _counting(
            "one-bias-in-all",
            "You count one bias for the whole layer. Each unit has its own.",
            lambda i, o: i * o + 1,
        ),
        _counting(
            "added-not-multiplied",
            "Every unit has a weight for everything that comes in: that is a product.",
            lambda i, o: i + o,
            lambda i, o: i + o + 1,
            lambda i, o: i + 2 * o,
        ),
        _counting(
            "bias-counted-twice",
            "Each unit has one bias, not two.",
            lambda i, o: i * o + 2 * o,
        ),
        _counting(
            "bias-taken-away",
            "A bias is one number more for each unit, not one fewer.",
            lambda i, o: i * o - o,
            lambda i, o: i * o - i,
        ),
        _counting(
            "squared",
            "Every unit has one weight for each unit that comes in: which two numbers are "
            "multiplied?",
            lambda i, o: i * i * o + o,
            lambda i, o: i * o * o,
            lambda i, o: i * o * o + o,
            lambda i, o: i**o,
            lambda i, o: i * o * 2 + o,
        ),
        _counting(
            "as-for-a-convolution",
            "A dense layer has no kernel: how many weights has a unit?",
            lambda i, o: 9 * i * o + o,
        ),
        _counting(
            "always-three-units",
            "You count a layer of three units, however many it has.",
            lambda i, o: i * 3 + 3,
        ),
        _counting(
            "two-numbers",
            "One number is asked for: weights and biases together, not in a list.",
            lambda i, o: (i * o, o),
            lambda i, o: [i * o + o],
            lambda i, o: (i + 1, o),
        ),
        _counting(
            "bias-per-weight",
            "Weights have no bias of their own: each unit has one.",
            lambda i, o: 2 * i * o,
        ),
        _counting(
            "weights-of-one-unit",
            "This is one unit. How many has the layer?",
            lambda i, o: i + 1,
            lambda i, o: i,
        ),
        _counting(
            "biases-only",
            "These are the biases. Where are the weights?",
            lambda i, o: o,
        ),
    ),
)

# predict_summary -----------------------------------------------------------------------------

# A process of its own could run any of them unseen.
FORBIDDEN_LIBRARIES = {
    *("keras", "tensorflow", "torch", "jax", "tf_keras"),
    *("subprocess", "multiprocessing"),
}

Row = tuple[tuple[int, ...], int]


def predict_summary(
    image_size: int,
    filters_1: int,
    filters_2: int,
    classes: int,
    *,
    pool: Sequence[Callable[[int], int]] = (lambda side: side // 2,) * 2,
    shrink: Sequence[int] = (2, 2),
    bias: Sequence[int] = (1, 1, 1),
) -> list[Row]:
    """The six rows of the summary; the keywords are what students get wrong, in each layer."""
    first = image_size - shrink[0]
    pooled_1 = pool[0](first)
    second = pooled_1 - shrink[1]
    pooled_2 = pool[1](second)
    units = pooled_2 * pooled_2 * filters_2
    return [
        ((first, first, filters_1), (9 + bias[0]) * filters_1),
        ((pooled_1, pooled_1, filters_1), 0),
        ((second, second, filters_2), (9 * filters_1 + bias[1]) * filters_2),
        ((pooled_2, pooled_2, filters_2), 0),
        ((units,), 0),
        ((classes,), (units + bias[2]) * classes),
    ]


_NOTHING = -1.0  # stands for None in an output shape: a batch axis
_NO_SIDE = -2.0  # fills rows up to the same length


def as_summary(result: object) -> Array:
    """Rows of `(output_shape, parameters)` as an array: the shape's numbers, then the parameters.

    Raises `ValueError` with what the result is instead.
    """
    if result is None:
        raise ValueError("None: nothing was returned")
    if not isinstance(result, (list, tuple)):
        raise ValueError(f"{type(result).__name__}, not a list")
    rows = []
    for number, row in enumerate(result):
        if not isinstance(row, (list, tuple)) or len(row) != 2:
            raise ValueError(f"row {number} is {row!r}, not (output_shape, parameters)")
        shape, parameters = row
        if not isinstance(shape, (list, tuple, np.ndarray)) or np.ndim(shape) != 1:
            raise ValueError(f"the output shape of row {number} is {shape!r}, not a tuple")
        sides = [_number(side, number) for side in shape]
        if len(sides) > 6:
            raise ValueError(f"the output shape of row {number} is {shape!r}")
        rows.append([*sides, *[_NO_SIDE] * (6 - len(sides)), _number(parameters, number)])
    return np.array(rows).reshape(-1, 7)


def _number(value: object, row: int) -> float:
    if value is None:
        return _NOTHING
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise ValueError(f"row {row} holds {value!r}, which is no number")
    return float(value)


def _ordinary_summary(choose: Choose) -> Arguments:
    # a side of 4 k + 6 halves without a rest both times
    size = 4 * choose.integer(2, 10) + 6
    return (size, choose.integer(2, 8), choose.integer(2, 16), choose.integer(2, 10))


def _legal_summary(choose: Choose) -> Arguments:
    return (
        choose.integer(10, 70),
        choose.integer(1, 40),
        choose.integer(1, 40),
        choose.integer(1, 20),
    )


def uses_a_library(answer: Answer, _thorough: bool) -> str | None:
    """Say so if the answer lets Keras or another library do the work, on any of the calls."""
    exercise = predict_summary_exercise
    calls = [call.arguments for call in (*exercise.ordinary_calls, *exercise.legal_calls)]
    ran = observe(libraries, answer, sorted(FORBIDDEN_LIBRARIES), [(28, 5, 15, 3), *calls])
    if not ran:
        return None
    return (
        f"predict_summary lets {', '.join(ran)} do the work. Work the numbers out "
        f"yourself: that is what the exercise is about.\nRead again: {NUMBERS}"
    )


def _with(change: Callable[[list[Row]], Any], **wrongly: Any) -> Answer:
    """Rows that are changed; what is done `wrongly` is done so in all layers."""
    everywhere: dict[str, Any] = {name: (value,) * 3 for name, value in wrongly.items()}
    return lambda *numbers: change(predict_summary(*numbers, **everywhere))


def _somewhere(name: str, wrongly: Any, layers: int) -> Iterator[Answer]:
    """Answers that do one thing wrongly in some of the layers."""
    right = inspect.signature(predict_summary).parameters[name].default
    for where in itertools.product((False, True), repeat=layers):
        if any(where):
            values = tuple(
                wrongly if here else usual for here, usual in zip(where, right, strict=True)
            )
            yield _doing(name, values)


def _doing(name: str, values: Any) -> Answer:
    wrongly: dict[str, Any] = {name: values}
    return lambda *numbers: predict_summary(*numbers, **wrongly)


def _one_changed(number: int, row: Callable[..., Row]) -> Answer:
    """One row is other than it should be; those after it are right."""

    def answer(*numbers: int) -> list[Row]:
        rows = predict_summary(*numbers)
        rows[number] = row(rows, *numbers)
        return rows

    return answer


def _whole_sides(rows: list[Row]) -> list[Row]:
    """Half pixels that are dropped in what is returned, but were carried along before."""
    return [(tuple(int(side) for side in shape), p) for shape, p in rows]


def _with_units(units: Callable[[list[Row]], int]) -> Answer:
    """Flatten has another number of units, and so has what follows."""

    def answer(*numbers: int) -> list[Row]:
        rows = predict_summary(*numbers)
        flat, classes = units(rows), numbers[3]
        return [*rows[:4], ((flat,), 0), ((classes,), (flat + 1) * classes)]

    return answer


def _with_pool_parameters(rows: list[Row], number: int) -> list[Row]:
    return [(shape, number if k in (1, 3) else p) for k, (shape, p) in enumerate(rows)]


def _counted_in_pools(rows: list[Row], count: Callable[[int], int]) -> list[Row]:
    """Parameters for the pooling layers, by the number of their channels."""
    return [
        (shape, count(shape[2]) if k in (1, 3) else parameters)
        for k, (shape, parameters) in enumerate(rows)
    ]


def _with_pool_channels(rows: list[Row]) -> list[Row]:
    return [((*s[:2], 1) if k in (1, 3) else s, p) for k, (s, p) in enumerate(rows)]


def _image_row(image_size: int, *_: int) -> Row:
    return ((image_size, image_size, 1), 0)


predict_summary_exercise = FunctionExercise(
    name="predict_summary",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=NUMBERS,
    reference=lambda image_size, filters_1, filters_2, classes: predict_summary(
        image_size, filters_1, filters_2, classes
    ),
    ordinary=_ordinary_summary,
    legal=_legal_summary,
    as_array=as_summary,
    rule=uses_a_library,
    image=None,
    mistakes=(
        NOTHING_RETURNED,
        _counting(
            "bias-forgotten",
            "Each filter and each unit has one more number than its weights.",
            *_somewhere("bias", 0, 3),
        ),
        _counting(
            "bias-per-channel-in",
            "The bias is added to a filter's result, so there is one for each filter, "
            "not for each channel that comes in.",
            _one_changed(2, lambda rows, s, f1, f2, c: (rows[2][0], 10 * f1 * f2)),
            _one_changed(2, lambda rows, s, f1, f2, c: (rows[2][0], 9 * f1 * f2 + f1)),
        ),
        _counting(
            "bias-per-input",
            "The bias belongs to a unit of the dense layer, not to a unit that comes in.",
            _one_changed(
                5, lambda rows, s, f1, f2, c: (rows[5][0], rows[4][0][0] * c + rows[4][0][0])
            ),
        ),
        _counting(
            "channels-forgotten",
            "A filter of the second convolution looks at all channels that the first one makes.",
            _one_changed(2, lambda rows, s, f1, f2, c: (rows[2][0], 10 * f2)),
        ),
        _counting(
            "padding-same",
            "Without padding a convolution makes the image smaller: by how much?",
            *_somewhere("shrink", 0, 2),
        ),
        _counting(
            "shrinks-by-one",
            "How many places has a 3 by 3 kernel along a side? Try it on a side of five pixels.",
            *_somewhere("shrink", 1, 2),
        ),
        _counting(
            "shrinks-by-three",
            "How many places has a 3 by 3 kernel along a side? Try it on a side of five pixels.",
            *_somewhere("shrink", 3, 2),
        ),
        _counting(
            "rest-rounded-up",
            "A row or column that does not fill a window is dropped, not counted.",
            *_somewhere("pool", lambda side: -(-side // 2), 2),
            *_somewhere("pool", lambda side: round(side / 2), 2),
        ),
        _counting(
            "half-a-pixel",
            "There is no half pixel: the sides of an output are whole numbers.",
            *_somewhere("pool", lambda side: side / 2, 2),
            _with(_whole_sides, pool=lambda side: side / 2),
        ),
        _counting(
            "batch-axis-included",
            "The batch axis does not belong to the shapes that are asked for.",
            _with(lambda rows: [((None, *shape), parameters) for shape, parameters in rows]),
            _with(lambda rows: [((1, *shape), parameters) for shape, parameters in rows]),
        ),
        _counting(
            "input-included",
            "The input has no row of its own: six rows, one for each layer.",
            lambda *numbers: [_image_row(*numbers), *predict_summary(*numbers)],
        ),
        _counting(
            "flatten-missing",
            "Between the last pooling layer and the dense one stands another layer.",
            _with(lambda rows: [*rows[:4], rows[5]]),
            lambda *numbers: _dense_on_channels(*numbers),
        ),
        _counting(
            "pooling-rows-missing",
            "Pooling layers have rows as well: they have an output shape, and no parameters.",
            _with(lambda rows: [rows[0], rows[2], rows[4], rows[5]]),
        ),
        _counting(
            "total-included",
            "Six rows are asked for, without their total.",
            _with(lambda rows: [*rows, ((), sum(row[1] for row in rows))]),
            _with(lambda rows: [*rows, sum(row[1] for row in rows)]),
        ),
        _counting(
            "flatten-without-channels",
            "Flatten puts everything into one long row: rows, columns and channels.",
            _with_units(lambda rows: rows[3][0][0] ** 2),
        ),
        _counting(
            "flatten-before-pooling",
            "Flatten comes after the second pooling layer: how many values are left by then?",
            _with_units(lambda rows: rows[2][0][0] ** 2 * rows[2][0][2]),
        ),
        _counting(
            "one-side-flattened",
            "Flatten puts everything into one long row: rows, columns and channels.",
            _with_units(lambda rows: rows[3][0][0] * rows[3][0][2]),
        ),
        _counting(
            "second-pooling-forgotten",
            "The second pooling layer halves the sides once more.",
            lambda *numbers: _without_second_pooling(*numbers),
        ),
        _counting(
            "kernel-not-squared",
            "The kernel is a square: how many weights has it for one channel?",
            lambda s, f1, f2, c: _with_parameters(s, f1, f2, c, 3),
            lambda s, f1, f2, c: _with_parameters(s, f1, f2, c, 6),
        ),
        _counting(
            "pooling-has-parameters",
            "A maximum has nothing to learn: how many parameters does a pooling layer have?",
            _with(lambda rows: _with_pool_parameters(rows, 4)),
            _with(lambda rows: _with_pool_parameters(rows, 5)),
            _with(lambda rows: _counted_in_pools(rows, lambda channels: 4 * channels)),
            _with(lambda rows: _counted_in_pools(rows, lambda channels: channels)),
            _with(lambda rows: _counted_in_pools(rows, lambda channels: 5 * channels)),
            _with(lambda rows: _counted_in_pools(rows, lambda c: (4 * c + 1) * c)),
            _with(lambda rows: _counted_in_pools(rows, lambda c: (9 * c + 1) * c)),
        ),
        _counting(
            "half-of-each-pair",
            "Each row is a pair: the output shape and the number of parameters.",
            _with(lambda rows: [shape for shape, _ in rows]),
            _with(lambda rows: [parameters for _, parameters in rows]),
        ),
        _counting(
            "channels-lost-in-pooling",
            "Each channel is pooled on its own: their number stays the same.",
            _with(lambda rows: _with_pool_channels(rows)),
        ),
        _counting(
            "channels-first",
            "The channels stand last in an output shape: rows, columns, channels.",
            _with(lambda rows: [((*shape[2:], *shape[:2]), p) for shape, p in rows]),
        ),
        _counting(
            "channels-left-out",
            "An output has rows, columns and channels: all three belong to its shape.",
            _with(lambda rows: [(shape[:2], parameters) for shape, parameters in rows]),
        ),
        _counting(
            "pair-swapped",
            "Each row is a pair: the output shape first, then the parameters.",
            _with(lambda rows: [(parameters, shape) for shape, parameters in rows]),
        ),
        _counting(
            "filters-swapped",
            "The numbers of filters of the two convolutions have changed places.",
            lambda s, f1, f2, c: predict_summary(s, f2, f1, c),
        ),
        _counting(
            "shape-not-a-tuple",
            "A shape with one number is a tuple as well: parentheses alone do not make one.",
            _with(lambda rows: [(s[0] if len(s) == 1 else s, p) for s, p in rows]),
        ),
    ),
)


def _with_parameters(s: int, f1: int, f2: int, c: int, weights: int) -> list[Row]:
    rows = predict_summary(s, f1, f2, c)
    rows[0] = (rows[0][0], (weights + 1) * f1)
    rows[2] = (rows[2][0], (weights * f1 + 1) * f2)
    return rows


def _dense_on_channels(s: int, f1: int, f2: int, c: int) -> list[Row]:
    rows = predict_summary(s, f1, f2, c)
    return [*rows[:4], ((*rows[3][0][:2], c), (f2 + 1) * c)]


def _without_second_pooling(s: int, f1: int, f2: int, c: int) -> list[Row]:
    rows = predict_summary(s, f1, f2, c)
    units = rows[2][0][0] ** 2 * f2
    return [*rows[:3], (rows[2][0], 0), ((units,), 0), ((c,), (units + 1) * c)]


# The models ----------------------------------------------------------------------------------


def build(*, padding: str, pooling: bool) -> Any:
    """The network of this assignment, with or without a pooling layer after each convolution."""
    from pooling_course.quiet_keras import keras

    layers = keras.layers
    model = keras.Sequential([keras.Input((28, 28, 1))])
    for filters in (5, 15):
        model.add(layers.Conv2D(filters, 3, activation="relu", padding=padding))
        if pooling:
            model.add(layers.MaxPool2D(2))
    model.add(layers.Flatten())
    model.add(layers.Dense(3, activation="softmax"))
    return model


def _forgetting(kind: str, *names: str) -> Callable[[Settings], Settings]:
    """Takes settings out of all layers of a kind."""

    def forgive(settings: Settings) -> Settings:
        return [
            {name: value for name, value in layer.items() if name not in names}
            if kind in layer["kind"]
            else layer
            for layer in settings
        ]

    return forgive


def _without(*kinds: str) -> Callable[[Settings], Settings]:
    """Takes all layers of some kinds out."""
    return lambda settings: [
        layer for layer in settings if not any(kind in layer["kind"] for kind in kinds)
    ]


def _activations(settings: Settings, kind: str) -> set[str]:
    return {layer["activation"] for layer in settings if kind in layer["kind"]}


def _count(settings: Settings, kind: str) -> int:
    return sum(kind in layer["kind"] for layer in settings)


def _flattened_globally(settings: Settings) -> Settings:
    """Flatten and global pooling as one and the same, with or without a pooling layer before it."""
    made: Settings = []
    for layer in settings:
        if layer["kind"] == "Flatten" or layer["kind"].startswith("Global"):
            while made and (made[-1]["kind"] == "Flatten" or "Pooling2D" in made[-1]["kind"]):
                made.pop()
            layer = {"kind": "Flatten"}
        made.append(layer)
    return made


def _filters_sorted(settings: Settings) -> Settings:
    filters = iter(sorted(layer["filters"] for layer in settings if "filters" in layer))
    return [
        {**layer, "filters": next(filters)} if "filters" in layer else layer for layer in settings
    ]


def _one_dense(settings: Settings) -> Settings:
    """Leaves out all dense layers but the last."""
    return [
        layer
        for number, layer in enumerate(settings)
        if layer["kind"] != "Dense" or number == len(settings) - 1
    ]


def _any_pooling(settings: Settings) -> Settings:
    return [
        {**layer, "kind": "Pooling2D"} if layer["kind"].endswith("Pooling2D") else layer
        for layer in settings
    ]


def _any_convolution(settings: Settings) -> Settings:
    return [
        {**layer, "kind": "Conv", "filters": None, "dilation_rate": None}
        if "Conv" in layer["kind"]
        else layer
        for layer in settings
    ]


def _pooling_last(settings: Settings) -> Settings:
    """The pooling layers behind all others."""
    return sorted(settings, key=lambda layer: "Pooling2D" in layer["kind"])


def _convolutions_with_pooling(settings: Settings) -> Settings:
    return _without("Conv", "MaxPooling2D")(settings)


def _pools_go_with_convolutions(got: Settings, right: Settings) -> bool:
    """Whether there are as many pooling layers as there should be, for all or each convolution."""
    pools, asked = _count(got, "MaxPooling2D"), _count(right, "MaxPooling2D")
    return pools == asked or (asked > 0 and pools == _count(got, "Conv"))


def _filters_and_kernels(settings: Settings) -> list[tuple[Any, Any]]:
    return [
        (layer.get("filters"), layer.get("kernel_size"))
        for layer in settings
        if "Conv" in layer["kind"]
    ]


def _swapped(got: Settings, right: Settings) -> bool:
    """Whether at least one convolution has its kernel as filters and its filters as kernel."""
    pairs = list(zip(_filters_and_kernels(got), _filters_and_kernels(right), strict=False))
    swapped = [one == (kernel[0], (filters, filters)) for one, (filters, kernel) in pairs if one[1]]
    alike = [one == other for one, other in pairs]
    return any(swapped) and all(map(max, zip(swapped, alike, strict=True)))


def _more_layers(settings: Settings) -> Settings:
    """Leaves out layers of kinds that the network has none of."""
    kinds = ("Conv", "Pool", "Flatten", "Dense")
    return [layer for layer in settings if any(kind in layer["kind"] for kind in kinds)]


def _last_activation(settings: Settings) -> str:
    return str(settings[-1].get("activation", "")) if settings else ""


_LAST_LAYER = _forgetting("Dense", "activation")
_CONVOLUTIONS = _forgetting("Conv", "activation")

# Activations of Keras whose results do not add up to one.
_NO_PROBABILITIES = {
    *("linear", "relu", "relu6", "leaky_relu", "leakyrelu", "elu", "selu", "gelu", "silu", "mish"),
    *("tanh", "softplus", "softsign", "exponential", "hard_sigmoid", "log_softmax"),
}

_MODEL_MISTAKES = (
    ModelMistake(
        "flatten-forgotten",
        "The dense layer works on each pixel on its own: something has to put all values into one "
        "long row first. Keras does not complain.",
        _without("Flatten"),
        lambda got, right: _count(got, "Flatten") == 0,
    ),
    ModelMistake(
        "flatten-misplaced",
        "Values that are put into one long row too late have been treated pixel by pixel: before "
        "which layer should that happen?",
        _without("Flatten"),
        lambda got, right: _count(got, "Flatten") == _count(right, "Flatten"),
    ),
    ModelMistake(
        "padding",
        "The convolutions keep or lose a border of one pixel: which `padding` is asked for?",
        _forgetting("Conv", "padding"),
    ),
    ModelMistake(
        "strides",
        "The convolutions move by more than one pixel: `strides` of a convolution make the image "
        "smaller, as pooling does.",
        _forgetting("Conv", "strides"),
    ),
    ModelMistake(
        "dilation",
        "The pixels under a kernel lie apart: they should be neighbours.",
        _forgetting("Conv", "dilation_rate"),
    ),
    ModelMistake(
        "other-convolution",
        "This is another kind of convolution than the one that is asked for.",
        _any_convolution,
        lambda got, right: any(
            "Conv" in layer["kind"] and layer["kind"] != "Conv2D" for layer in got
        ),
    ),
    ModelMistake(
        "sigmoid",
        "The classes exclude each other: which activation makes their scores add up to one?",
        _LAST_LAYER,
        lambda got, right: _last_activation(got) == "sigmoid",
    ),
    ModelMistake(
        "softmax-missing",
        "The last layer's scores are no probabilities: which activation makes them so?",
        _LAST_LAYER,
        lambda got, right: _last_activation(got) in _NO_PROBABILITIES,
    ),
    ModelMistake(
        "softmax-twice",
        "The softmax is applied to what a softmax gave already.",
        _LAST_LAYER,
        lambda got, right: _last_activation(got) == "softmax+softmax",
    ),
    ModelMistake(
        "softmax-after-another-activation",
        "The scores go through another activation before the softmax, which takes something away.",
        _LAST_LAYER,
        lambda got, right: (
            _last_activation(got).endswith("+softmax") and _last_activation(got)[:7] != "softmax"
        ),
    ),
    ModelMistake(
        "softmax-of-the-batch",
        "The scores of one image should add up to one: along which axis do yours?",
        _LAST_LAYER,
        lambda got, right: _last_activation(got) == "softmax-of-the-batch",
    ),
    ModelMistake(
        "activation-missing",
        "A convolution without an activation is a linear function: look at each layer's "
        "`activation`.",
        _CONVOLUTIONS,
        lambda got, right: _activations(got, "Conv") <= {"linear", "relu"},
    ),
    ModelMistake(
        "other-activation",
        "The convolutions have another activation than the one that is asked for.",
        _CONVOLUTIONS,
        lambda got, right: "linear" not in _activations(got, "Conv"),
    ),
    ModelMistake(
        "units",
        "The last layer has one unit for each class. How many classes are there?",
        _forgetting("Dense", "units"),
    ),
    ModelMistake(
        "kernel",
        "The kernels have another size than the one that is asked for.",
        _forgetting("Conv", "kernel_size"),
    ),
    ModelMistake(
        "filters-swapped",
        "The two convolutions have changed places: look at their numbers of filters.",
        _filters_sorted,
    ),
    ModelMistake(
        "filters",
        "The convolutions have other numbers of filters than those that are asked for.",
        _forgetting("Conv", "filters"),
        lambda got, right: _filters_sorted(got) != _filters_sorted(right),
    ),
    ModelMistake(
        "filters-for-kernel",
        "A convolution's number of filters and the size of its kernel have changed places.",
        _forgetting("Conv", "filters", "kernel_size"),
        _swapped,
    ),
    ModelMistake(
        "global-pooling",
        "Global pooling keeps one value of each channel. All values in one row are asked for.",
        _flattened_globally,
        lambda got, right: _count(got, "Global") > 0,
    ),
    ModelMistake(
        "bias-missing",
        "A layer has no bias.",
        _forgetting("", "use_bias"),
    ),
    ModelMistake(
        "extra-dense",
        "There is a dense layer more than is asked for.",
        _one_dense,
        lambda got, right: _count(got, "Dense") > 1,
    ),
    ModelMistake(
        "dense-missing",
        "There is no layer that makes scores of the classes out of all the values.",
        _without("Dense"),
        lambda got, right: _count(got, "Dense") == 0,
    ),
    ModelMistake(
        "convolution-missing",
        "A convolution is missing.",
        _convolutions_with_pooling,
        lambda got, right: (
            _count(got, "Conv") < _count(right, "Conv") and _pools_go_with_convolutions(got, right)
        ),
    ),
    ModelMistake(
        "convolution-too-many",
        "There is a convolution more than is asked for.",
        _convolutions_with_pooling,
        lambda got, right: (
            _count(got, "Conv") > _count(right, "Conv") and _pools_go_with_convolutions(got, right)
        ),
    ),
    ModelMistake(
        "another-layer",
        "Something stands between the layers that are asked for, and changes the values.",
        _more_layers,
    ),
)

model_without_pooling = ModelExercise(
    name="model_without_pooling",
    assignment=ASSIGNMENT,
    marks=Marks(1, 2),
    lesson=Section(LESSON, "A network without pooling, and one with"),
    reference=lambda: build(padding="same", pooling=False),
    mistakes=(
        *_MODEL_MISTAKES,
        ModelMistake(
            "pooling-added",
            "This network has no pooling layer: that is the next exercise.",
            _without("Pooling2D"),
            # a global pooling layer in the place of Flatten is another mistake
            lambda got, right: _count(got, "Flatten") > 0,
        ),
        ModelMistake(
            "network-with-pooling",
            "This is the network with pooling: the next exercise asks for it.",
            lambda settings: _forgetting("Conv", "padding")(_without("Pooling2D")(settings)),
            lambda got, right: (
                _count(got, "Pooling2D") == 2 and _without("Pooling2D")(got) != right
            ),
        ),
    ),
)

model_with_pooling = ModelExercise(
    name="model_with_pooling",
    assignment=ASSIGNMENT,
    marks=Marks(1, 3),
    lesson=Section(LESSON, "A network without pooling, and one with"),
    reference=lambda: build(padding="valid", pooling=True),
    mistakes=(
        *_MODEL_MISTAKES,
        ModelMistake(
            "pooling-missing",
            "A pooling layer follows each of the two convolutions.",
            _without("Pooling2D"),
            lambda got, right: _count(got, "Pooling2D") < 2,
        ),
        ModelMistake(
            "pooling-too-many",
            "There is a pooling layer more than is asked for.",
            _without("Pooling2D"),
            lambda got, right: (
                _count(got, "Pooling2D") > 2
                and len({str(x) for x in got if "Pool" in x["kind"]}) == 1
            ),
        ),
        ModelMistake(
            "pooling-misplaced",
            "Each of the two convolutions is followed by a pooling layer of its own: yours stand "
            "elsewhere.",
            _pooling_last,
        ),
        ModelMistake(
            "network-without-pooling",
            "This is the network without pooling, of the exercise before.",
            lambda settings: _forgetting("Conv", "padding")(_without("Pooling2D")(settings)),
            lambda got, right: (
                _count(got, "Pooling2D") == 0
                and all(layer["padding"] == "same" for layer in got if "Conv" in layer["kind"])
            ),
        ),
        ModelMistake(
            "average-pooling",
            "The pooling layers keep the mean of each window. Which pooling is asked for?",
            _any_pooling,
        ),
        ModelMistake(
            "pool-size",
            "The windows of the pooling layers have another size than the one that is asked for.",
            _forgetting("Pooling2D", "pool_size", "strides"),
            lambda got, right: any(layer.get("pool_size", (2, 2)) != (2, 2) for layer in got),
        ),
        ModelMistake(
            "pool-strides",
            "The windows of the pooling layers overlap, or leave gaps: how far do they move?",
            _forgetting("Pooling2D", "strides"),
        ),
        ModelMistake(
            "pool-padding",
            "The pooling layers keep a last odd row and column: they should drop it.",
            _forgetting("Pooling2D", "padding"),
        ),
    ),
)

EXERCISES = (
    keras_max_pool,
    conv_parameters,
    dense_parameters,
    model_without_pooling,
    model_with_pooling,
    predict_summary_exercise,
)
