"""Watch what Python itself executes while an answer runs.

No clock is involved: what is counted are the interpreter's instructions, in the answer and in
everything it calls, and the Python objects that exist at any of them. An answer that leaves the
loop to NumPy executes the same instructions for an image of any size.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any


def observed_call(function: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """Call `function` and count.

    Returns a dict of plain data: `instructions` executed by the interpreter, `objects`: how many
    more Python objects than before existed at one time, and `libraries`: the names of the
    packages whose Python code ran.
    """
    instructions = 0
    most = 0
    libraries: set[str] = set()

    def watch(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal instructions, most
        if event == "call":
            frame.f_trace_opcodes = True
            frame.f_trace_lines = False
            libraries.add(str(frame.f_globals.get("__name__", "")).partition(".")[0])
        elif event == "opcode":
            instructions += 1
        if instructions % 8 == 0 or event != "opcode":
            most = max(most, sys.getallocatedblocks())
        return watch

    before = sys.getallocatedblocks()
    traced = sys.gettrace()
    with _iteration_in_python():
        sys.settrace(watch)
        try:
            function(*arguments)
        finally:
            sys.settrace(traced)
    return {
        "instructions": instructions,
        "objects": max(most - before, 0),
        "libraries": sorted(libraries - {"", "__main__"}),
    }


@contextmanager
def _iteration_in_python() -> Iterator[None]:
    """Let `map` and `filter` loop in Python, where their loop is counted."""

    def python_map(function: Callable[..., Any], *iterables: Any) -> Iterator[Any]:
        for items in zip(*iterables, strict=False):
            yield function(*items)

    def python_filter(function: Callable[..., Any] | None, items: Any) -> Iterator[Any]:
        for item in items:
            if function(item) if function is not None else item:
                yield item

    original = builtins.map, builtins.filter
    builtins.map, builtins.filter = python_map, python_filter  # type: ignore[assignment, misc]
    try:
        yield
    finally:
        builtins.map, builtins.filter = original  # type: ignore[misc]


def observe(answer: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
    """`observed_call`, in the process where the answer lives.

    An answer that lives in another process offers `__in_room__` to run a function there.
    """
    in_room = getattr(answer, "__in_room__", None)
    if in_room is not None:
        result: dict[str, Any] = in_room("pooling_course.observe:observed_call", *arguments)
        return result
    return observed_call(answer, *arguments)
