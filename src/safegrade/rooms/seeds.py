"""A test that seeds the global random generators means those of the answer.

It goes one way only: what the answer does to its generators never reaches the test, which may draw
its own arguments from them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np


class Seeds:
    """Notices that a test seeds a generator."""

    def __init__(self) -> None:
        self._seeded = False

    def watch(self) -> None:
        """Notice it from now on."""
        for module in (random, np.random):
            vars(module)["seed"] = self._noting(module.seed)

    def _noting(self, seed: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **kwargs: Any) -> None:
            self._seeded = True
            seed(*args, **kwargs)

        return noting

    def take(self) -> tuple[Any, ...] | None:
        """Return the states of the generators as plain data, if one was seeded since last time."""
        if not self._seeded:
            return None
        self._seeded = False
        state: Any = np.random.get_state()  # noqa: NPY002 - what tests seed
        kind, keys, *rest = state
        return random.getstate(), (kind, tuple(keys.tolist()), *rest)


def set_states(states: tuple[Any, ...]) -> None:
    """Go on from these states."""
    own, numpys = states
    random.setstate(own)
    np.random.set_state(numpys)  # noqa: NPY002
