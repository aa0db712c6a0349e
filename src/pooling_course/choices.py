"""Where a check's arguments come from.

An exercise declares its legal arguments once, as a function of a `Choose`. Two things make the
choices: `Seeded` draws them quickly from a seeded generator (every check starts with these), and
`shrink.Shrinking` lets Hypothesis draw and shrink them (only after a failure).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


class Choose(ABC):
    """Makes the choices that an argument is built from; simple choices come first in each list."""

    @abstractmethod
    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""

    @abstractmethod
    def among(self, options: Sequence[T]) -> T:
        """One of `options`; put the simplest first, a shrunk example prefers it."""

    @abstractmethod
    def whole_numbers(self, shape: tuple[int, ...], low: int, high: int) -> NDArray[np.int64]:
        """An array of whole numbers from `low` to `high`, both included."""

    @abstractmethod
    def shuffled(self, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """An array that holds 0, 1, 2, … once each, in any order."""


class Seeded(Choose):
    """Choices from a seeded generator: the same at every run, a few microseconds each."""

    def __init__(self, *seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self._random.integers(low, high + 1))

    def among(self, options: Sequence[T]) -> T:
        """One of `options`."""
        return options[int(self._random.integers(len(options)))]

    def whole_numbers(self, shape: tuple[int, ...], low: int, high: int) -> NDArray[np.int64]:
        """An array of whole numbers from `low` to `high`, both included."""
        return self._random.integers(low, high + 1, size=shape)

    def shuffled(self, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """An array that holds 0, 1, 2, … once each, in any order."""
        return self._random.permutation(int(np.prod(shape))).reshape(shape)
