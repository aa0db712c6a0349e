"""T-shirts, dresses and sneakers to train on: from Fashion-MNIST, or drawn by the course.

Fashion-MNIST (Xiao, Rasul and Vollgraf, 2017) has 70,000 images of 28 by 28 pixels. Keras
downloads it, 30 MB, on first use. Where it can neither be found nor reached, `images.garments`
takes its place.
"""

from __future__ import annotations

import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pooling_course import images

Array = NDArray[Any]

# The classes of images.GARMENTS, by their numbers in Fashion-MNIST.
T_SHIRT, DRESS, SNEAKER = 0, 3, 7

FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)
HOST = "storage.googleapis.com"
PATIENCE = 2.0

# Set to anything, it keeps this module from looking for a network.
OFFLINE = "POOLING_COURSE_OFFLINE"


@dataclass(frozen=True)
class Clothes:
    """Images `(number, 28, 28, 1)` from 0 to 1 and classes `(number,)` from 0 to 2."""

    train_images: Array
    train_classes: Array
    test_images: Array
    test_classes: Array
    source: str


def load(train: int = 900, test: int = 400) -> Clothes:
    """Return at most that many images to train on and to test with, the same on every call.

    `source` says in one sentence where they come from.
    """
    if _at_hand() or _reachable():
        try:
            return _fashion_mnist(train, test)
        except (
            Exception
        ) as error:  # Broken files, a network that fails half-way: all have one cure.
            reason = f"Fashion-MNIST could not be read ({error})"
    else:
        reason = "Fashion-MNIST is not on this machine and cannot be reached"
    drawn, classes = images.garments(train + test)
    return Clothes(
        _scaled(drawn[:train]),
        classes[:train],
        _scaled(drawn[train:]),
        classes[train:],
        f"{reason}, so these are {train:,} + {test:,} garments drawn by the course.",
    )


def _fashion_mnist(train: int, test: int) -> Clothes:
    from pooling_course.quiet_keras import keras

    # A connection that stalls is given up, instead of holding the lesson for ever.
    patience = socket.getdefaulttimeout()
    socket.setdefaulttimeout(10)
    try:
        to_train, to_test = keras.datasets.fashion_mnist.load_data()
    finally:
        socket.setdefaulttimeout(patience)
    train_images, train_classes = _chosen(to_train[0], to_train[1], train)
    test_images, test_classes = _chosen(to_test[0], to_test[1], test)
    source = f"These are {len(train_images):,} + {len(test_images):,} images of Fashion-MNIST."
    return Clothes(train_images, train_classes, test_images, test_classes, source)


def _chosen(pictures: Array, labels: Array, most: int) -> tuple[Array, Array]:
    ours = np.flatnonzero(np.isin(labels, (T_SHIRT, DRESS, SNEAKER)))[:most]
    return _scaled(pictures[ours]), np.searchsorted((T_SHIRT, DRESS, SNEAKER), labels[ours])


def _scaled(pictures: Array) -> Array:
    scaled: Array = pictures[..., np.newaxis].astype(np.float32) / 255
    return scaled


def _at_hand() -> bool:
    """Whether Keras finds all files. Of a home that it cannot write to, it makes no use."""
    home = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"))
    folder = home / "datasets" / "fashion-mnist"
    return os.access(home, os.W_OK) and all((folder / name).is_file() for name in FILES)


def _reachable() -> bool:
    """Whether the server of the files answers at once.

    Asked in a thread, because looking up a name takes as long as it likes.
    """
    if OFFLINE in os.environ:
        return False
    answered = threading.Event()

    def ask() -> None:
        try:
            socket.create_connection((HOST, 443), timeout=PATIENCE).close()
        except OSError:
            return
        answered.set()

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answered.is_set()
