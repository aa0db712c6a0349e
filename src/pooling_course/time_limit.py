"""Stop a call that does not return."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

AGAIN_AFTER = 0.02
SECONDS_FOR_IMPORTS = 60.0
PATIENCE = 4
# The share of its time after which a call is looked at first: early enough to see it in an import.
FIRST_LOOK = 1 / 8


class TimeIsUp(BaseException):
    """Raised inside a call that has used its time; not an `Exception`, so few answers catch it."""


class Allowance:
    """Some seconds of processor time, from now on; a busy machine may take longer over them.

    Of the time of day it lasts `PATIENCE` times as long, so what waits for something ends as well.
    """

    def __init__(
        self,
        seconds: float,
        *,
        processor: float | None = None,
        clock: Callable[[], float] = time.process_time,
    ) -> None:
        self._clock = clock
        self._processor = clock() + (seconds if processor is None else processor)
        self._latest = time.monotonic() + PATIENCE * seconds

    def is_used(self) -> bool:
        """Whether the time is over."""
        return self._clock() >= self._processor or time.monotonic() >= self._latest


@contextlib.contextmanager
def time_limit(seconds: float, clock: Callable[[], float] = time.process_time) -> Iterator[None]:
    """Raise `TimeIsUp` in the code of the block once `seconds` have passed.

    A loop that catches everything does not escape: from then on each of its lines raises, the
    lines of its own `except` among them.

    Time spent in an import does not count, up to a minute: the first call of an answer may load a
    library. Nor does time in which a busy machine did not let the call run, up to `PATIENCE` times
    the limit; `clock` tells the processor time. Signals only exist in the main thread and not on
    Windows; elsewhere there is no limit. Nor is there one within a single call of compiled code,
    such as `sum(range(10**12))`: Python handles a signal only between its own instructions.
    """
    if not _signals_work():
        yield
        return
    boundary = sys._getframe(2)  # the frame of the `with` block: contextlib's lies between
    traced = sys.gettrace()
    # Made at the first look: most calls have returned by then, and need none.
    whole: Allowance | None = None
    own: Allowance | None = None
    earliest = time.monotonic() + seconds

    def raise_here(_frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            raise TimeIsUp
        return raise_here

    def stop(_signal: int, frame: FrameType | None) -> None:
        nonlocal whole, own, earliest
        whole = whole or Allowance(SECONDS_FOR_IMPORTS)
        own = own or Allowance(seconds, processor=seconds / 2, clock=clock)
        inside = []
        while frame is not None and frame is not boundary:
            inside.append(frame)
            frame = frame.f_back
        if any(map(_is_ours, inside)):
            return  # the block has ended
        if any(map(_imports, inside)) and not whole.is_used():
            # what was imported has its own time from here on
            own = Allowance(seconds, processor=seconds / 2, clock=clock)
            earliest = time.monotonic() + seconds
            return
        if time.monotonic() < earliest or not own.is_used():
            return
        for frame in inside:
            frame.f_trace = raise_here
        sys.settrace(lambda *_: None)
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds * FIRST_LOOK, AGAIN_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(traced)


def _is_ours(frame: FrameType) -> bool:
    return frame.f_code.co_filename in (__file__, contextlib.__file__)


def _imports(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith("<frozen importlib")


def _signals_work() -> bool:
    return hasattr(signal, "setitimer") and (threading.current_thread() is threading.main_thread())
