"""Stop a call that does not return."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

AGAIN_AFTER = 0.02


class TimeIsUp(BaseException):
    """Raised inside a call that has used its time; not an `Exception`, so few answers catch it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUp` in the code of the block once `seconds` have passed.

    A loop that catches everything does not escape: from then on each of its lines raises, the
    lines of its own `except` among them.

    Signals only exist in the main thread and not on Windows; elsewhere there is no limit.
    """
    if not _signals_work():
        yield
        return
    boundary = sys._getframe(2)  # the frame of the `with` block: contextlib's lies between
    traced = sys.gettrace()

    def raise_here(_frame: FrameType, _event: str, _argument: Any) -> None:
        raise TimeIsUp

    def stop(_signal: int, frame: FrameType | None) -> None:
        if frame is boundary or frame is None:
            raise TimeIsUp
        while frame is not None and frame is not boundary:
            frame.f_trace = raise_here
            frame = frame.f_back
        sys.settrace(lambda *_: None)
        raise TimeIsUp

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_AFTER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(traced)


def _signals_work() -> bool:
    return hasattr(signal, "setitimer") and (threading.current_thread() is threading.main_thread())
