"""Watch what Python itself executes while an answer runs.

No clock is involved: what is counted are the interpreter's instructions, in the answer and in
everything it calls, and the Python objects that exist at any of them. An answer that leaves the
loop to NumPy executes the same instructions for an image of any size.
"""

from __future__ import annotations

import builtins
import dis
import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import CodeType, FrameType
from typing import Any

# More than any right answer executes; watching a network being built would take minutes.
MOST_INSTRUCTIONS = 1_000_000


# After what there may be many more objects; whatever else an instruction does, it makes a few at
# most. A call into C that calls Python back goes on when that returns, yields or raises: the next
# instruction that is seen is then the one after the call.
_MAKING = frozenset(
    code
    for name, code in dis.opmap.items()
    if name.startswith(("CALL", "BINARY", "UNPACK", "RETURN", "YIELD", "RAISE", "RERAISE"))
    or name.endswith(("_EXTEND", "_UPDATE"))
)
# To count objects takes the longer the more there are, in all: once a call is long, not every time.
_ALWAYS_COUNTED = 300
_COUNTED_LATER = 50


class _Enough(BaseException):
    """Ends a call that has executed more instructions than are worth counting."""


def work(function: Callable[..., Any], *arguments: Any) -> dict[str, int]:
    """Call `function` and count what the interpreter does.

    Returns a dict of plain data: `instructions` executed by the interpreter (a call is ended
    after `MOST_INSTRUCTIONS`), and `objects`: how many more Python objects than before existed at
    one time.
    """
    instructions = makings = most = 0
    made = False
    # By identity, since code objects compare by value; the code is kept so that it stays the same.
    places: dict[int, tuple[CodeType, frozenset[int]]] = {}

    def count(code: CodeType, offset: int) -> None:
        nonlocal instructions, makings, most, made
        instructions += 1
        if instructions > MOST_INSTRUCTIONS:
            raise _Enough
        if made:
            makings += 1
            if makings < _ALWAYS_COUNTED or makings % _COUNTED_LATER == 0:
                most = max(most, sys.getallocatedblocks())
        if id(code) not in places:
            places[id(code)] = code, _making(code)
        made = offset in places[id(code)][1]

    before = sys.getallocatedblocks()
    with _iteration_in_python(), _without_collecting(), suppress(_Enough):
        _call_at_each_instruction(count, function, *arguments)
    return {
        "instructions": instructions,
        "objects": max(most - before, 0),
    }


def _making(code: CodeType) -> frozenset[int]:
    """The offsets of the instructions that may make many objects at once."""
    instructions = code.co_code[::2]
    return frozenset(2 * place for place, one in enumerate(instructions) if one in _MAKING)


# A trace function of Python 3.12 and later does not see the instructions of code that runs for the
# first time (https://github.com/python/cpython/issues/103615): a right answer then seems to work
# more from its second call on.
if sys.version_info >= (3, 12):

    def _call_at_each_instruction(
        count: Callable[[CodeType, int], None], function: Callable[..., Any], *arguments: Any
    ) -> None:
        """Call `function`, and `count` before each instruction that it executes, with its place."""
        monitoring = sys.monitoring
        instruction = monitoring.events.INSTRUCTION
        # not those that Python names for debuggers, coverage, profilers and optimisers
        tool = next(each for each in (3, 4) if monitoring.get_tool(each) is None)
        thread, own = threading.get_ident(), sys._getframe().f_code

        def watch(code: CodeType, offset: int) -> None:
            if code is not own and threading.get_ident() == thread:
                count(code, offset)

        monitoring.use_tool_id(tool, __name__)
        monitoring.register_callback(tool, instruction, watch)
        monitoring.set_events(tool, instruction)
        try:
            function(*arguments)
        finally:
            monitoring.set_events(tool, 0)
            monitoring.register_callback(tool, instruction, None)
            monitoring.free_tool_id(tool)

else:

    def _call_at_each_instruction(
        count: Callable[[CodeType, int], None], function: Callable[..., Any], *arguments: Any
    ) -> None:
        """Call `function`, and `count` before each instruction that it executes, with its place."""

        def watch(frame: FrameType, event: str, _argument: Any) -> Any:
            if event == "call":
                frame.f_trace_opcodes = True
                frame.f_trace_lines = False
            elif event == "opcode":
                count(frame.f_code, frame.f_lasti)
            return watch

        traced = sys.gettrace()
        sys.settrace(watch)
        try:
            function(*arguments)
        finally:
            sys.settrace(traced)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep garbage: when some is collected, objects go, and that depends on earlier calls."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


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


def libraries(
    function: Callable[..., Any], names: list[str], calls: list[tuple[Any, ...]]
) -> list[str]:
    """Call `function` with the arguments of each call; give those packages whose Python code ran.

    `names` are the packages that are looked for; no further call is made once one of them ran. A
    function that puts an end to the watching is taken to use all of them.
    """
    sought, ran = set(names), set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
            if package in sought:
                ran.add(package)

    profiled = sys.getprofile()
    threading.setprofile(note)
    sys.setprofile(note)
    try:
        for arguments in calls:
            function(*arguments)
            if sys.getprofile() is not note:
                ran.update(sought)
            if ran:
                break
    finally:
        sys.setprofile(profiled)
        threading.setprofile(None)
    return sorted(ran)


def observe(watcher: Callable[..., Any], answer: Callable[..., Any], *arguments: Any) -> Any:
    """What `watcher` (`work` or `libraries`) sees, in the process where the answer lives.

    An answer that lives in another process offers `__in_room__` to run a function there.
    """
    in_room = getattr(answer, "__in_room__", None)
    if in_room is not None:
        return in_room(f"{watcher.__module__}:{watcher.__name__}", *arguments)
    return watcher(answer, *arguments)
