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


def garments(number: int, seed: int = 0) -> tuple[Array, Array]:
    """Draw T-shirts, dresses and sneakers, no two alike, in the manner of Fashion-MNIST.

    Args:
        number: how many images; the three classes take turns.
        seed: the same seed gives the same images.

    Returns:
        Images `(number, 28, 28)` of type uint8, light garments on black, and their classes
        `(number,)`: indices into `GARMENTS`.

    """
    random = np.random.default_rng(seed)
    labels = np.arange(number) % len(GARMENTS)
    drawers = (_t_shirt, _dress, _sneaker)
    pictures = [_cloth(drawers[label](random), random) for label in labels]
    return np.array(pictures, dtype=np.uint8).reshape(number, 28, 28), labels


# Garments are drawn as functions of the place: for points x and y, true where there is cloth. The
# axes go from -1 to 1, y downwards; three by three points make a pixel, so that edges are soft.
_POINTS = (np.arange(28 * 3) + 0.5) / (28 * 1.5) - 1
_X, _Y = np.meshgrid(_POINTS, _POINTS)


def _t_shirt(random: np.random.Generator) -> Array:
    x, y = _moved(random)
    hem, width = random.uniform(0.7, 0.95), random.uniform(0.38, 0.56)
    body = (np.abs(x) < width) & (y > -0.9) & (y < hem)
    sleeve, droop = random.uniform(0.0, 0.4), random.uniform(0.3, 0.9)
    arm = np.abs(x) - width + 0.05
    upper = y + 0.9 - droop * arm
    sleeves = (arm > 0) & (arm < sleeve) & (upper > 0) & (upper < random.uniform(0.4, 0.7))
    return (body | sleeves) & ~_neck(x, y, random)


def _dress(random: np.random.Generator) -> Array:
    x, y = _moved(random)
    waist, chest = random.uniform(0.2, 0.4), random.uniform(0.26, 0.44)
    flare, hem = random.uniform(0.02, 0.3), random.uniform(0.75, 0.95)
    half = np.interp(_Y, [-0.95, -0.3, hem], [chest, waist, waist + flare])
    body = (np.abs(x) < half) & (y > -0.9) & (y < hem)
    sleeve = random.uniform(0.0, 0.4)
    arm = np.abs(x) - chest + 0.05
    sleeves = (arm > 0) & (arm < sleeve) & (y + 0.9 > 0.6 * arm) & (y + 0.9 - 0.6 * arm < 0.4)
    return (body | sleeves) & ~_neck(x, y, random)


def _sneaker(random: np.random.Generator) -> Array:
    x, y = _moved(random)
    # Fashion-MNIST's shoes all point to the left.
    ankle, toe = random.uniform(0.35, 0.75), random.uniform(0.16, 0.32)
    sole = random.uniform(0.1, 0.4)
    height = np.interp(_X, [-0.95, -0.75, -0.1, 0.25, 0.9], [0.05, toe, toe + 0.2, ankle, ankle])
    shoe = (np.abs(x) < 0.9) & (y < sole) & (y > sole - height)
    opening = (x - 0.6) ** 2 / 0.06 + (y - sole + ankle) ** 2 / 0.012 < 1
    return shoe & ~opening


def _moved(random: np.random.Generator) -> tuple[Array, Array]:
    """The points as a garment sees them that is a little turned, stretched and out of place."""
    angle = random.normal(0, 0.06)
    x = (_X - random.normal(0, 0.07)) / random.uniform(0.85, 1.1)
    y = (_Y - random.normal(0, 0.07)) / random.uniform(0.9, 1.05)
    return x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)


def _neck(x: Array, y: Array, random: np.random.Generator) -> Array:
    wide, deep = random.uniform(0.12, 0.22), random.uniform(0.1, 0.35)
    neck: Array = (x / wide) ** 2 + ((y + 0.9) / deep) ** 2 < 1
    return neck


def _cloth(shape: Array, random: np.random.Generator) -> Array:
    """Give a shape a shade, at times stripes or a print, folds and grain; 0 to 255."""
    shade = np.full(shape.shape, random.uniform(0.35, 1.0))
    pattern = random.integers(4)
    if pattern == 1:
        shade *= 1 - 0.5 * (np.sin(_Y * random.uniform(8, 22)) > random.uniform(-0.3, 0.8))
    elif pattern == 2:
        shade *= 1 - 0.5 * (np.abs(_X) + np.abs(_Y) * 1.5 < random.uniform(0.2, 0.5))
    shade *= 1 - 0.25 * np.sin(_X * random.uniform(2, 9) + random.uniform(0, 6)) ** 2
    pixels = (shape * shade).reshape(28, 3, 28, 3).mean(axis=(1, 3))
    grain = random.normal(1, 0.05, pixels.shape)
    drawn: Array = (pixels * grain * 255).clip(0, 255).round()
    return drawn
