"""The images that an exercise may be called with.

`ordinary_…` are what a student expects: several sizes, positive and negative values, no ties.
`legal_…` are everything that the exercises take for granted: int32, int64, float32 and float64,
ties, all-negative and huge values, odd sides, read-only arrays and views.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling_course.choices import Choose

Array = NDArray[Any]

WHOLE = ("int64", "int32")
FLOAT = ("float64", "float32")

# Whole numbers stay below 2**24 in size, where float32 still holds each of them exactly.
LARGEST_WHOLE = 2**24 - 1
# Nearly the largest of each type, so that a running maximum that starts at -1e200 is found out.
LARGEST_FLOAT32 = 3e38
LARGEST_FLOAT64 = 1.7e308


def ordinary_values(choose: Choose, shape: tuple[int, ...]) -> Array:
    """Distinct values of both signs, whole or in quarters."""
    values = choose.shuffled(shape)
    values = values - choose.integer(0, values.size)
    return values if choose.among((True, False)) else values / 4


def legal_values(
    choose: Choose,
    shape: tuple[int, ...],
    *,
    summed: bool = False,
    largest: float = LARGEST_FLOAT64,
) -> Array:
    """Any finite values, of one of the four legal types, writeable or not, contiguous or a view.

    With `summed`, floats stay so small, or so much of one sign, that their sums in float32 are
    right to within the tolerance of a check. No float64 is larger than `largest`.
    """
    dtype = choose.among(WHOLE + FLOAT)
    kind = choose.among(KINDS)
    if kind == "shuffled":
        values: Array = choose.shuffled(shape)
        values = values - choose.integer(0, values.size)
    else:
        low, high = {
            "mixed": (-9, 9),
            "negative": (-99, -1),
            "ties": (-1, 1),
            "near ties": (LARGEST_WHOLE - 2, LARGEST_WHOLE),
            "huge": (1, 99) if summed else (-99, 99),
            "huge negative": (-99, -1),
        }[kind]
        values = choose.whole_numbers(shape, low, high)
    if kind.startswith("huge"):
        values = values * (_most(dtype, summed, largest) / 99)
    elif dtype in FLOAT and kind != "near ties":
        values = values / choose.among((1, 8))
    return lay_out(values.astype(dtype), choose.among(LAYOUTS))


def _most(dtype: str, summed: bool, largest: float) -> float:
    """How large a huge value of a type is."""
    if summed or dtype in WHOLE:
        return LARGEST_WHOLE
    return LARGEST_FLOAT32 if dtype == "float32" else largest


KINDS = ("mixed", "shuffled", "negative", "ties", "near ties", "huge", "huge negative")
LAYOUTS = ("plain", "read-only", "flipped", "inner", "other order")


def lay_out(values: Array, layout: str) -> Array:
    """The same values in new memory: plain, read-only, or a view of another array."""
    if layout == "flipped":
        return values[::-1].copy()[::-1]
    if layout == "inner":
        surrounded = np.full([side + 2 for side in values.shape], 7, values.dtype)
        inside = (slice(1, -1),) * values.ndim
        surrounded[inside] = values
        return surrounded[inside]
    laid_out = np.array(values, order="F" if layout == "other order" else "C")
    laid_out.flags.writeable = layout != "read-only"
    return laid_out


def layout_of(array: Array) -> str:
    """The layout with which `lay_out` makes an array like this one."""
    if not array.flags.writeable:
        return "read-only"
    if array.flags.c_contiguous:
        return "plain"
    if any(stride < 0 for stride in array.strides):
        return "flipped"
    return "other order" if array.flags.f_contiguous else "inner"


def side(choose: Choose, least: int, most: int = 9) -> int:
    """A number of rows or columns."""
    return choose.integer(least, max(least, most))


def legal_shape(choose: Choose, least: int, most: int = 9) -> tuple[int, int]:
    """Rows and columns, of at least `least`: few, and one time in thirty some hundred pixels.

    There are no more of them than an answer may have windows that calls itself for each.
    """
    if choose.among((False,) * 29 + (True,)):
        return choose.among(((18, 17), (260, least), (least, 260)))
    return side(choose, least, most), side(choose, least, most)


def legal_image(choose: Choose, least: int = 2, *, summed: bool = False) -> Array:
    """An image `(rows, columns)` of at least `least` rows and columns."""
    return legal_values(choose, legal_shape(choose, least), summed=summed)


def even_image(choose: Choose, size: int = 2) -> Array:
    """An ordinary image whose sides are multiples of `size`, from one to four windows each."""
    windows_down = choose.integer(1, 4)
    windows_across = choose.integer(1, 4)
    return ordinary_values(choose, (size * windows_down, size * windows_across))
