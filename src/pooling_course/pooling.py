"""Pooling with NumPy: the reference answers stand on these few functions.

Output sides are `(side - size) // stride + 1`: windows that would reach beyond the image are
dropped, as Keras does with `padding="valid"`.
"""

from __future__ import annotations

import numpy as np

from pooling_course.arguments import Array

Window = tuple[slice, slice]


def windows(images: Array, size: int, stride: int, axes: tuple[int, int] = (0, 1)) -> Array:
    """All windows of an image: a view of shape `(rows, columns, …, size, size)`.

    `axes` are the two axes of the image's rows and columns.
    """
    view = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=axes)
    steps = [slice(None)] * view.ndim
    for axis in axes:
        steps[axis] = slice(None, None, stride)
    return view[tuple(steps)]


def max_pool(image: Array, size: int = 2, stride: int | None = None) -> Array:
    """The largest value of each window of an image `(rows, columns)`."""
    pooled: Array = windows(image, size, stride or size).max(axis=(-2, -1))
    return pooled


def average_pool(image: Array, size: int = 2, stride: int | None = None) -> Array:
    """The mean of each window of an image `(rows, columns)`, in float64."""
    pooled: Array = windows(image.astype(np.float64), size, stride or size).mean(axis=(-2, -1))
    return pooled


def max_pool_channels(images: Array, size: int = 2, stride: int | None = None) -> Array:
    """The same for a stack `(batch, rows, columns, channels)`: each channel on its own."""
    pooled: Array = windows(images, size, stride or size, axes=(1, 2)).max(axis=(-2, -1))
    return pooled


def same_padding(side: int, size: int, stride: int) -> tuple[int, int]:
    """How many pixels Keras's `padding="same"` adds before and after one side.

    The output has `ceil(side / stride)` values, and the odd pixel comes after (TensorFlow, "Notes
    on padding", https://www.tensorflow.org/api_docs/python/tf/nn).
    """
    outputs = -(-side // stride)
    missing = max((outputs - 1) * stride + size - side, 0)
    return missing // 2, missing - missing // 2


def max_pool_same(image: Array, size: int = 2, stride: int | None = None) -> Array:
    """Max pooling with `padding="same"`; the pixels that are added are never the largest."""
    stride = stride or size
    padding = [same_padding(side, size, stride) for side in image.shape]
    padded = np.pad(image.astype(np.float64), padding, constant_values=-np.inf)
    return max_pool(padded, size, stride)


def pool(
    image: Array,
    size: int = 2,
    stride: int | None = None,
    kind: str = "max",
    padding: str = "valid",
) -> Array:
    """Any of the pools of an image `(rows, columns)`, in float64.

    Args:
        image: `(rows, columns)`.
        size: side of a window in pixels.
        stride: pixels from one window's start to the next one's; the size if None.
        kind: `"max"`, `"average"` or `"min"`.
        padding: `"valid"`, or `"same"` as in Keras: the pixels that are added never win, and the
            average is that of the image's own pixels.

    """
    stride = stride or size
    values = image.astype(np.float64)
    if padding == "valid":
        # No row or no column of windows is an empty output here, where NumPy raises.
        outputs = tuple(max((side - size) // stride + 1, 0) for side in values.shape)
        if 0 in outputs:
            return np.zeros(outputs)
        added = [(0, 0), (0, 0)]
    else:
        added = [same_padding(side, size, stride) for side in values.shape]
    nothing = {"max": -np.inf, "average": 0.0, "min": np.inf}[kind]
    cut = windows(np.pad(values, added, constant_values=nothing), size, stride)
    if kind == "max":
        pooled: Array = cut.max(axis=(-2, -1))
    elif kind == "min":
        pooled = cut.min(axis=(-2, -1))
    else:
        inside = windows(np.pad(np.ones(values.shape), added), size, stride)
        pooled = cut.sum(axis=(-2, -1)) / inside.sum(axis=(-2, -1))
    return pooled


def winners(image: Array, size: int = 2) -> Array:
    """True where a pixel is the first largest of its window, false elsewhere."""
    won = np.zeros(image.shape, bool)
    for i, j in np.ndindex(image.shape[0] // size, image.shape[1] // size):
        window = image[i * size : (i + 1) * size, j * size : (j + 1) * size]
        row, column = np.unravel_index(np.argmax(window), window.shape)
        won[i * size + row, j * size + column] = True
    return won


def window_at(index: tuple[int, ...], size: int, stride: int) -> Window:
    """The rows and columns of the image that the output's cell at `index` is made from."""
    i, j = index
    return slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
