"""After a failure: let Hypothesis look for the smallest arguments that fail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from hypothesis.errors import HypothesisException
from numpy.typing import NDArray

from pooling_course.choices import Choose
from pooling_course.time_limit import Allowance

T = TypeVar("T")
Arguments = tuple[object, ...]


class Shrinking(Choose):
    """Choices drawn, and then made simpler and simpler, by Hypothesis."""

    def __init__(self, data: st.DataObject) -> None:
        self._data = data

    def integer(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`; a shrunk one is near `low`."""
        return self._data.draw(st.integers(low, high))

    def among(self, options: Sequence[T]) -> T:
        """One of `options`; a shrunk one is an early one."""
        return self._data.draw(st.sampled_from(options))

    def whole_numbers(self, shape: tuple[int, ...], low: int, high: int) -> NDArray[np.int64]:
        """An array of whole numbers; shrunk ones are near 0."""
        return self._filled(st.integers(low, high), shape)

    def shuffled(self, shape: tuple[int, ...]) -> NDArray[np.int64]:
        """An array of 0, 1, 2, … in any order; a shrunk one is in order."""
        numbers = list(range(int(np.prod(shape))))
        return np.array(self._data.draw(st.permutations(numbers)), np.int64).reshape(shape)

    def _filled(self, elements: st.SearchStrategy[int], shape: tuple[int, ...]) -> NDArray[Any]:
        count = int(np.prod(shape))
        drawn = self._data.draw(st.lists(elements, min_size=count, max_size=count))
        return np.array(drawn, np.int64).reshape(shape)


class _OutOfTime(BaseException):
    """Ends Hypothesis's search; what was found so far counts."""


class _Fails(Exception):
    """Tells Hypothesis that these arguments fail."""


def smallest(
    draw: Callable[[Choose], Arguments],
    fails: Callable[[Arguments], bool],
    found: Arguments,
    *,
    seconds: float,
) -> Arguments:
    """The smallest failing arguments that can be found within `seconds` of processor time.

    `found` are arguments that fail; they are given back if nothing smaller is found. The search
    is deterministic, up to the moment at which the time runs out, and leaves no database behind.
    """
    best = last = found
    allowance = Allowance(seconds)

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=300,
        print_blob=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def search(data: st.DataObject) -> None:
        nonlocal best, last
        arguments = draw(Shrinking(data))
        if allowance.is_used():
            raise _OutOfTime
        if fails(arguments):
            last = arguments
            if extent(arguments) < extent(best):
                best = arguments
            raise _Fails

    try:
        with _no_folder_left_behind():
            search()
    except _Fails:
        # Hypothesis ends by running the simplest failure again
        return last
    except (_OutOfTime, HypothesisException):
        # an answer that fails at one time and not at another is told by Hypothesis as "flaky"
        pass
    return best


@contextmanager
def _no_folder_left_behind() -> Iterator[None]:
    """Keep Hypothesis, which notes what it has read, from making `.hypothesis` beside the notebook.

    Below the null device it cannot, and goes on without.
    """
    set_hypothesis_home_dir(os.devnull)
    try:
        yield
    finally:
        set_hypothesis_home_dir(None)


def extent(arguments: Arguments) -> tuple[float, ...]:
    """How large arguments are to a reader: number of values first, then the values' size."""
    arrays = [argument for argument in arguments if isinstance(argument, np.ndarray)]
    numbers = [argument for argument in arguments if isinstance(argument, int)]
    return (
        sum(array.size for array in arrays),
        sum(numbers),
        sum(not (a.flags.writeable and a.flags.c_contiguous) for a in arrays),
        sum(a.dtype not in (np.int64, np.float64) for a in arrays),
        sum(bool((a != np.floor(a)).any()) for a in arrays),
        sum(abs(float(value)) for array in arrays for value in array.flat),
    )
