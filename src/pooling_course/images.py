"""Images that the lessons pool: a photograph, small images of numbers, and drawn garments.

Nothing is downloaded, and everything is the same on every call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

GARMENTS = ("T-shirt", "dress", "sneaker")

# The part of the photograph that is shown: a square with the corner of a star at its top left, so
# that the very first windows hold both dark and bright pixels.
CROP = (slice(48, 560), slice(0, 512))


def photograph(shrink: int = 4) -> Array:
    """Return a portrait of Grace Hopper as a greyscale image of whole numbers from 0 to 255.

    The picture (public domain, U.S. Navy) comes with Matplotlib. `shrink` by `shrink` of its pixels
    are averaged into one: the shape is `(128, 128)` for 4 and `(512, 512)` for 1.

    Raises:
        ValueError: if 512 is not a multiple of `shrink`.

    """
    if shrink < 1 or 512 % shrink:
        raise ValueError(f"shrink has to divide 512, and {shrink} does not: take 1, 2, 4 or 8")
    from matplotlib import get_data_path
    from PIL import Image

    with Image.open(Path(get_data_path()) / "sample_data" / "grace_hopper.jpg") as picture:
        grey = np.asarray(picture.convert("L"), dtype=np.float64)[CROP]
    side = 512 // shrink
    parts = grey.reshape(side, shrink, side, shrink)
    means: Array = parts.mean(axis=(1, 3))
    return means.round().astype(np.int64)


def numbers(rows: int, columns: int, lowest: int = 0, seed: int = 0) -> Array:
    """Return an image `(rows, columns)` of distinct whole numbers in no order, from `lowest` on."""
    shuffled = np.random.default_rng(seed).permutation(rows * columns) + lowest
    return shuffled.reshape(rows, columns).astype(np.int64)
