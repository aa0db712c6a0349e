"""Exhaustive small inputs: whether an answer that passes its check is right on all of them.

``difference`` tries an answer on every small call that an exercise allows and compares it with a
reference that shares no code with the checks. Images of up to six pixels take all values out of a
few; on larger ones every single pixel, and every pair of neighbours in reading order, stands out
once, above and below the others.
"""

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import brute_force
import brute_force_keras
import numpy as np
from brute_force import Arguments, lay_out, sides

Inputs = Iterator[Arguments]

FEW = (-2.0, 0.0, 1.5)
TWO = (-1.0, 2.0)


def difference(answer: Callable[..., Any], exercise: str) -> str | None:
    """The first small call on which the answer is wrong, with its result; None if there is none."""
    # Drawn twice: one copy is given away, the other stays what it is.
    pairs = zip(small_inputs(exercise), expectations(exercise), strict=True)
    for given, (arguments, expected) in pairs:
        shown = None
        try:
            result = answer(*given)
        except (Exception, SystemExit) as error:
            shown = f"raises {type(error).__name__}"
        else:
            if not is_right(exercise, result, expected):
                shown = f"gives {_plain(result)}, not {_plain(expected)}"
            elif not all(map(_same, given, arguments)):
                shown = "changes its argument"
        if shown is not None:
            return f"{_call(exercise, arguments)} {shown}"
    return None


@cache
def expectations(exercise: str) -> list[tuple[Arguments, Any]]:
    """Every small call, with what the reference gives; few are tried often, so they are kept."""
    reference = REFERENCES[exercise]
    return [(arguments, reference(*arguments)) for arguments in small_inputs(exercise)]


def is_right(exercise: str, result: object, expected: Any) -> bool:
    """Whether a result counts as the expected one."""
    if exercise == "predict_summary":
        return _rows(result) == _rows(expected)
    kinds = "f" if exercise in brute_force.ALWAYS_FLOATS else "biuf"
    return brute_force.matches(result, expected, kinds)


def _rows(summary: Any) -> Any:
    try:
        return [(tuple(shape), parameters) for shape, parameters in summary]
    except (TypeError, ValueError):
        return None


def _same(one: Any, other: Any) -> bool:
    return one is other or brute_force.same(one, other)


def _call(exercise: str, arguments: Arguments) -> str:
    return f"{exercise}({', '.join(map(_plain, arguments))})"


def _plain(value: object) -> str:
    if isinstance(value, np.ndarray):
        kind = "" if value.dtype == np.float64 else f", {value.dtype}"
        return f"array({value.tolist()}{kind})"
    return getattr(value, "__name__", None) or repr(value)


# Images --------------------------------------------------------------------------------------


def pictures(shape: tuple[int, ...]) -> Inputs:
    """Images of a shape, as one-tuples: all of a few values, or all with pixels that stand out."""
    pixels = int(np.prod(shape))
    if pixels <= 6:
        few = FEW if pixels <= 4 else TWO
        for values in itertools.product(few, repeat=pixels):
            yield (np.array(values).reshape(shape),)
        return
    for background in (-3.5, 2.0):
        for pixel, size in itertools.product(range(pixels), (1, -1)):
            image = np.full(pixels, background)
            image[pixel] += size
            yield (image.reshape(shape),)
            image = image.copy()
            image[pixel - 1] += 2 * size
            yield (image.reshape(shape),)
    yield (np.arange(float(pixels)).reshape(shape),)
    yield (-np.arange(float(pixels)).reshape(shape),)


def pairs(shape: tuple[int, ...]) -> Inputs:
    """Images on which two pixels stand out, one more than the other: every pair, both ways."""
    pixels = int(np.prod(shape))
    for background in (-3.5, 2.0):
        for one, other in itertools.permutations(range(pixels), 2):
            image = np.full(pixels, background)
            image[one] += 2
            image[other] += 1
            yield (image.reshape(shape),)


def in_all_types(shape: tuple[int, ...]) -> Inputs:
    """One image of a shape in all types, and in all layouts of its memory."""
    count = int(np.prod(shape))
    values = (np.arange(count) * 7 % max(count, 2) - count // 2 - 0.5).reshape(shape)
    for dtype in brute_force.DTYPES:
        for layout in brute_force.LAYOUTS:
            yield (lay_out(values.astype(dtype), layout),)


def images(*shapes: tuple[int, ...]) -> Inputs:
    for shape in shapes:
        yield from pictures(shape)
    for shape in shapes[-2:]:
        yield from in_all_types(shape)


# Calls ---------------------------------------------------------------------------------------

SMALL_SHAPES: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((1, 1), (1, 2), (3, 1), (2, 3), (3, 4)),
    2: ((2, 2), (2, 3), (3, 2), (2, 4), (3, 4), (5, 4), (4, 5)),
    3: ((3, 3), (3, 4), (4, 3), (5, 6), (7, 5)),
    4: ((4, 4), (5, 4), (4, 6), (7, 8)),
}


def _four_by_six() -> Inputs:
    yield from images((4, 6))
    yield from pairs((4, 6))


def _windowed() -> Inputs:
    for size, shapes in SMALL_SHAPES.items():
        for stride in (None, 1, 2, 3, 4, 5):
            for (image,) in images(*shapes):
                yield (image, size, stride)
    for (image,) in images((2, 3), (4, 5)):
        yield (image,)
        yield (image, 3 if min(image.shape) >= 3 else 1)


def _windowed_same() -> Inputs:
    shapes = ((1, 1), (1, 2), (3, 1), (2, 3), (4, 3), (3, 5), (5, 6))
    for size, stride in itertools.product((1, 2, 3, 4, 5), (None, 1, 2, 3, 4, 6)):
        for (image,) in images(*shapes):
            yield (image, size, stride)
    for (image,) in images(*shapes):
        yield (image,)
        yield (image, 3)


def _stacks() -> Inputs:
    for size, stride in itertools.product((1, 2, 3), (None, 1, 2, 3, 4)):
        for shape in (
            (1, size, size, 1),
            (1, size, size + 1, 2),
            (2, size + 1, size, 1),
            (3, size + 1, size + 2, 2),
            (2, size + 2, size + 1, 3),
        ):
            for (stack,) in images(shape):
                yield (stack, size, stride)
    for (stack,) in images((2, 3, 4, 3)):
        yield (stack,)
        yield (stack, 3)


def _sized() -> Inputs:
    for size, shapes in SMALL_SHAPES.items():
        for (image,) in images(*shapes):
            yield (image, size)
            if size == 2:
                yield (image,)


def _backward() -> Inputs:
    for image, *rest in _sized():
        size = rest[0] if rest else 2
        shape = image.shape[0] // size, image.shape[1] // size
        count = shape[0] * shape[1]
        for upstream in (np.arange(count) - 1.5, np.ones(count), 1 - np.arange(count)):
            yield (upstream.reshape(shape), image, *rest)
    upstream = np.array([[3, -5]])
    for dtype, layout in itertools.product(brute_force.DTYPES, brute_force.LAYOUTS):
        for (image,) in in_all_types((3, 5)):
            yield (lay_out(upstream.astype(dtype), layout), image)


def _shapes() -> Inputs:
    for rows, columns in sides(2, 12):
        yield ((rows, columns),)
        yield ([rows, columns],)
        yield (np.array([rows, columns]),)
        yield (np.array([rows, columns], np.int32),)


def _shifts() -> Inputs:
    for shape in ((1, 1), (1, 2), (3, 1), (2, 2), (3, 4)):
        for (image,) in in_all_types(shape):
            yield (image, 1, -1)
        for rows, columns in itertools.product(range(-5, 6), repeat=2):
            for (image,) in (*itertools.islice(pictures(shape), 3), *_last_picture(shape)):
                yield (image, rows, columns)


def _last_picture(shape: tuple[int, ...]) -> Inputs:
    yield (np.arange(1.0, 1 + np.prod(shape)).reshape(shape),)


def corners(image: np.ndarray) -> np.ndarray:
    return image[::2, ::2]


def halves(image: np.ndarray) -> list[list[float]]:
    return brute_force.pooled(image.tolist(), 2, 2, max)


def thin(image: np.ndarray) -> np.ndarray:
    return image * 1.7e-10


def thick(image: np.ndarray) -> np.ndarray:
    return image * 1e-8 + 1e4


def means(image: np.ndarray) -> np.ndarray:
    return image.mean(axis=0)


def total(image: np.ndarray) -> float:
    return float(image.sum())


def _unchanged() -> Inputs:
    for shape in ((2, 2), (2, 4), (4, 2), (4, 6)):
        every = 1 if shape == (2, 2) else 7
        for pooled in (corners, halves, thin, thick, means, total):
            for (image,) in itertools.islice(pictures(shape), 0, None, every):
                for rows, columns in ((0, 0), (1, 0), (0, 1), (-1, 2), (2, -1), (-3, 0), (0, -9)):
                    yield (image, pooled, rows, columns)
        for (image,) in in_all_types(shape):
            yield (image, halves, 1, -1)


def largest(image: np.ndarray, size: int) -> list[list[float]]:
    return brute_force.pooled(image.tolist(), size, size, max)


def average(image: np.ndarray, size: int) -> np.ndarray:
    return np.array(brute_force.pooled(image.tolist(), size, size, brute_force.mean))


def last(image: np.ndarray, size: int) -> np.ndarray:
    return image[size - 1 :: size, size - 1 :: size]


def _details() -> Inputs:
    shapes = {1: ((1, 1), (2, 3)), 2: ((2, 2), (2, 4), (6, 4)), 3: ((3, 3), (3, 6), (6, 3))}
    for size, with_size in shapes.items():
        for pool in (largest, average, last):
            for (image,) in images(*with_size):
                yield (image, pool, size)


def _products(*counts: range) -> Callable[[], Inputs]:
    return lambda: itertools.product(*counts)


CALLS: dict[str, Callable[[], Inputs]] = {
    "pooled_shape": _shapes,
    "first_window": lambda: images((2, 2), (2, 3), (3, 2), (3, 4), (4, 5)),
    "first_row": _four_by_six,
    "max_pool_by_hand": _four_by_six,
    "max_pool_2x2": lambda: images(*SMALL_SHAPES[2], (5, 5), (7, 6)),
    "max_pool": _windowed,
    "average_pool": _windowed,
    "max_pool_channels": _stacks,
    "max_pool_fast": _sized,
    "max_pool_same": _windowed_same,
    "keras_max_pool": lambda: itertools.islice(_sized(), 0, None, 9),
    "conv_parameters": _products(range(1, 8), range(1, 12), range(1, 12)),
    "dense_parameters": _products(range(1, 40), range(1, 40)),
    "predict_summary": _products(range(10, 40), *[range(1, 5)] * 3),
    "shift": _shifts,
    "unchanged": _unchanged,
    "detail_lost": _details,
    "winners": _sized,
    "max_pool_backward": _backward,
    "average_pool_backward": _backward,
}


def small_inputs(exercise: str) -> Inputs:
    """Every small call that the exercise allows, the smallest images of each sort first."""
    return CALLS[exercise]()


# References ----------------------------------------------------------------------------------


def predict_summary(image_size: int, filters_1: int, filters_2: int, classes: int) -> Any:
    a = image_size - 2
    b = a // 2
    c = b - 2
    d = c // 2
    flat = d * d * filters_2
    return [
        ((a, a, filters_1), 9 * filters_1 + filters_1),
        ((b, b, filters_1), 0),
        ((c, c, filters_2), 9 * filters_1 * filters_2 + filters_2),
        ((d, d, filters_2), 0),
        ((flat,), 0),
        ((classes,), flat * classes + classes),
    ]


REFERENCES: dict[str, Callable[..., Any]] = {
    **brute_force.REFERENCES,
    **{name: reference for name, (reference, _) in brute_force_keras.FUNCTIONS.items()},
    # Keras itself, the reference there, takes too long for all small numbers.
    "predict_summary": predict_summary,
}
