"""Files of Fashion-MNIST as Keras keeps them, with garments that the course draws in them.

A folder `../shared/data/fashion-mnist` beside the repository may hold real images in such files; no
test needs it, and one uses it where it is there.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pooling_course import fashion, images

REAL = Path(__file__).resolve().parents[2] / "shared" / "data" / "fashion-mnist"
OURS = np.array((fashion.T_SHIRT, fashion.DRESS, fashion.SNEAKER))


def folder_in(home: Path) -> Path:
    """Where Keras looks for them, if this is its home."""
    return home / "datasets" / "fashion-mnist"


def write(home: Path, half: str, pictures: NDArray[np.uint8], labels: NDArray[np.integer]) -> None:
    """Write the files of one half, `"train"` or `"t10k"`, which begin as IDX files do."""
    folder = folder_in(home)
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(folder / f"{half}-images-idx3-ubyte.gz", "wb") as file:
        file.write(bytes(16) + pictures.tobytes())
    with gzip.open(folder / f"{half}-labels-idx1-ubyte.gz", "wb") as file:
        file.write(bytes(8) + labels.astype(np.uint8).tobytes())


def write_garments(home: Path, train: int, test: int) -> None:
    """Write drawn garments, so many in each half, under the labels of Fashion-MNIST."""
    pictures, classes = images.garments(train + test)
    write(home, "train", pictures[:train], OURS[classes[:train]])
    write(home, "t10k", pictures[train:], OURS[classes[train:]])
