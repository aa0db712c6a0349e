"""The marker's room: executes the cells that carry marks, outside of the student's process.

The names that the student defined are here as values, or as stand-ins that ask the student's
room. What a test does to those names is carried over before the next question.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import ctypes
import functools
import importlib
import io
import itertools
import os
import re
import signal
import sys
import time
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import Any
from unittest import mock

import numpy as np

from safegrade.channel import BrokenFrameError, Channel, ChannelClosedError, Message
from safegrade.values import CannotCrossError

from .files import ChangedFiles, write_files
from .peer import MAX_NESTING, MOST_WARNINGS, Peer, PeerReader, PeerWriter
from .seeds import Seeds
from .shell import CapturingShell, error_output, refuse_input
from .stand_in import (
    HARMLESS,
    JUDGING,
    Proxy,
    Raised,
    built_in,
    exception_class,
    is_proxy,
    judges,
    of_library,
    stand_in,
)

_WATCHED_KINDS = (list, dict, set, np.ndarray)
_WATCHED_ATTRIBUTES, _WATCHED_SIZE = 4, 2_000
"""How many attributes are kept the same in both rooms (the last ones that a test has got), and how
large they may be: each is looked at before every question."""

_REPLACEABLE = {
    "builtins": ("input", "print"),
    "random": (
        *("choice", "choices", "gauss", "randint", "random", "randrange", "sample", "shuffle"),
        "uniform",
    ),
    "time": ("sleep", "time"),
}
"""Functions that a test may put others in the place of, for the student's calls too."""

_PATIENCE = 2.0
"""Seconds that an interrupted room has to come back."""


class RoomLostError(Exception):
    """The student's process ended, or was ended because it did not let go."""


class AnswerError(Exception):
    """An error of the student's that is no ordinary exception, such as ``SystemExit``."""


class MarkerRoom(Peer):
    """The marker's side of the connection to the student's room.

    Attributes:
        lost: why the student's room is no longer there, or None.
    """

    def __init__(
        self,
        shell: CapturingShell,
        output_limit: int,
        cell_seconds: float,
        given: frozenset[str] = frozenset(),
    ) -> None:
        self.shell = shell
        self._given = given
        self.limit = output_limit
        self.seconds = cell_seconds
        self.deadline = 0.0
        self.lost: str | None = "the room was not opened"
        self._process = -1
        self._clock = time.CLOCK_PROCESS_CPUTIME_ID
        self._asked = 0
        self._open: dict[int, deque[tuple[Message, list[bytes]]]] = {}
        self._used: set[str] = set()
        self._bound: dict[str, Any] = {}
        self._gone: set[str] = set()
        self._out_of_step = False
        self._instructor: set[str] = set()
        self._common: set[str] = set()
        self.seeds = Seeds()
        self._proxies: dict[int, Any] = {}
        self._declared: dict[int, Proxy] = {}
        self._derived: dict[tuple[str, str], type] = {}
        self._unreachable: dict[str, str] = {}
        self._hides = self._reads_files = False
        self._files: ChangedFiles | None = None
        self._tests = True
        self._replaceable = {
            (module, name): getattr(importlib.import_module(module), name)
            for module, names in _REPLACEABLE.items()
            for name in names
        }

    # Who is on the other side

    def connect(self, channel: Channel, process: int) -> None:
        """Talk to a newly opened student's room from now on; stand-ins of the old one are void."""
        super().__init__(channel)
        for name, value in self._bound.items():
            if self.shell.user_ns.get(name) is value:
                del self.shell.user_ns[name]
        self._bound, self._proxies, self._gone, self._open = {}, {}, set(), {}
        self._declared = {}
        self._out_of_step = False
        self._process, self.lost = process, None
        self._clock = processor_clock(process)

    def processor_seconds(self) -> float:
        """Return the processor time that the student's process has used so far."""
        try:
            return time.clock_gettime(self._clock)
        except OSError:  # it is gone; a question to it will say so
            return 0.0

    # Cells

    def run(self, cell: Message) -> Message:
        """Execute a cell of the instructor's; returns its outputs."""
        space = self.shell.user_ns
        self.deadline = time.monotonic() + float(cell["seconds"])
        self._hides, self._tests = bool(cell["hides"]), bool(cell["marks"])
        self.shell.render_error = self._render
        self._reads_files = bool(_FILE.search(cell["source"]))
        self._files = ChangedFiles() if self._reads_files else None
        owned, tree = set(cell["owned"]), _parsed(self.shell, cell["source"])
        here = _names_in(tree, owned)
        self._used |= here
        self._claim(_stored(tree) - owned)
        # A class that a test makes up is not in the other room.
        self._common -= _stored(tree)
        trouble = None
        if self.lost is None:
            try:
                self._import(cell["aliases"])
                self._bind(owned, set(cell["classes"]), self._reached(here))
            except (RoomLostError, TimeoutError, CannotCrossError) as error:
                trouble = error
        before = dict(space)
        outputs, ok = self.shell.run(cell["source"], self.limit)
        for name, value in space.items():
            if name not in self._bound and before.get(name, before) is not value:
                self._instructor.add(name)
                if not cell["marks"]:
                    self._common.add(name)
        if self.lost is None:
            with contextlib.suppress(RoomLostError, TimeoutError, CannotCrossError):
                self._carry_over()
        if trouble is not None and not ok:
            outputs.append(error_output("RoomLost", str(trouble)))
        return {"outputs": outputs, "ok": ok, "lost": self.lost}

    def _claim(self, names: set[str]) -> None:
        """Make names the instructor's that a cell of the instructor's defines.

        If the student has such a name too, what the test binds to it, perhaps the right answer, is
        never carried over, and what the student binds to it is never taken for the test's.
        """
        for name in names & self._bound.keys():
            if self.shell.user_ns.get(name) is self._bound.pop(name):
                del self.shell.user_ns[name]
        self._instructor |= names

    def _import(self, aliases: dict[str, str]) -> None:
        """Import what the instructor imports somewhere and this cell uses."""
        for name in self._used & set(aliases):
            if name in self.shell.user_ns:
                continue
            module, _, attribute = aliases[name].partition(":")
            with contextlib.suppress(Exception):
                value: Any = importlib.import_module(module)
                self.shell.user_ns[name] = getattr(value, attribute) if attribute else value
                self._instructor.add(name)

    def _bind(self, owned: set[str], classes: set[str], here: set[str]) -> None:
        """Give the cell the student's names that it, or an earlier one, uses.

        Variables that it uses itself are kept the same in both rooms while it runs.
        """
        space = self.shell.user_ns
        self.unwatch()
        self._out_of_step = False
        wanted = [
            name
            for name in sorted(self._used)
            if name in owned or not (name in self._instructor or hasattr(builtins, name))
        ]
        shared = [name for name in self._common if isinstance(space.get(name), type)]
        message = {"op": "names", "names": wanted, "shared": shared, "classes": sorted(classes)}
        # What a given cell does to them, the other room has done already.
        message["watched"] = sorted(here & set(wanted)) if self._tests else []
        reply, parts = self._ask(message, [])
        self._take_files(reply, parts)
        reader = _Lenient(self, parts)
        found: dict[str, Any] = {}
        self._unreachable = {}
        for name, tree in _pairs(reply.get("found")):
            if name not in wanted or not isinstance(tree, list | str | int | float | None):
                continue
            if isinstance(tree, list) and tree[:1] == ["module"]:
                # A module of the student's choice is no help to a test: the instructor's imports
                # are here already.
                continue
            try:
                value = reader.fresh(tree)
            except CannotCrossError as error:
                said = tree[1:2] if isinstance(tree, list) and tree[:1] == ["refused"] else [error]
                self._unreachable[name] = str(*said)
                continue
            found[name] = self.declare(value) if name in classes and is_proxy(value) else value
        together = PeerReader(self, parts)
        for name, tree in _pairs(reply.get("watched")):
            if name not in message["watched"]:
                continue
            try:
                found[name] = self.watched[name] = together.read(tree)
            except CannotCrossError as error:
                self._unreachable[name] = str(error)
        for name in wanted:
            if name in found:
                space[name] = found[name]
            elif name in self._bound and space.get(name) is self._bound[name]:
                del space[name]
            elif name in self._unreachable:
                space.pop(name, None)
        self._bound = found
        self._settle(reply)

    def _reached(self, names: set[str]) -> set[str]:
        """Return names, and those that the instructor's functions among them use in turn."""
        reached: set[str] = set()
        left = list(names)
        while left:
            name = left.pop()
            if name not in reached:
                reached.add(name)
                value = self.shell.user_ns.get(name)
                if isinstance(value, types.FunctionType) and value.__module__ == "__main__":
                    left += _names_of(value.__code__)
        return reached

    def _settle(self, reply: Message | None = None) -> None:
        """Take the watched variables for the same in both rooms, unless there is a doubt."""
        try:
            self.settle()
        except Exception:  # the values are of the student's choice
            self._out_of_step = True
        if reply is not None and reply.get("common") != len(self.common):
            self._out_of_step = True

    def _give_files(self, message: Message, writer: PeerWriter, arguments: list[Any]) -> None:
        """Send along what the test wrote to a file that it gives the name of."""
        names = {os.path.normpath(one) for one in arguments if isinstance(one, str | PurePath)}
        if names and self._files is not None:
            files = self._files.rewritten(names - self._given)
            message["given"] = [[path, writer.write(data)] for path, data in files]

    def _take_files(self, reply: Message, parts: list[bytes]) -> None:
        """Write the files that the student's code has written meanwhile."""
        written = [pair for pair in _pairs(reply.get("files")) if type(pair[1]) is int]
        write_files([(name, parts[part]) for name, part in written], self._given)
        if written and self._files is not None:
            list(self._files.changed())

    def _carry_over(self) -> None:
        """Do to the student's namespace what the test did to the student's names here."""
        if not self._tests:
            return  # The other room has run this cell, long before.
        space = self.shell.user_ns
        deleted = [name for name in self._bound if name not in space]
        renewed = [
            name for name in self._bound if name in space and space[name] is not self._bound[name]
        ]
        writer = PeerWriter(self, self.common)
        changed: list[Any] = []
        if not self._out_of_step:
            try:
                changed, _ = self.news(writer, {})
            except CannotCrossError:
                self._out_of_step = True
        unwatch = self._out_of_step and bool(self.watched)
        if not (deleted or renewed or changed or unwatch):
            return
        bound = [[name, writer.write(space[name])] for name in renewed]
        for name in deleted:
            # Remembered, so that binding the name again is noticed.
            self._bound[name] = _DELETED
        for name in renewed:
            self._bound[name] = space[name]
            if name in self.watched:
                self.watched[name] = space[name]
        deleted = [name for name in deleted if name not in self._gone]
        self._gone = {name for name in self._bound if self._bound[name] is _DELETED}
        if deleted or bound or changed or unwatch:
            message = {"op": "bind", "deleted": deleted, "bound": bound, "changed": changed}
            reply, _ = self._ask({**message, "unwatch": unwatch}, writer.parts)
            if unwatch:
                self.unwatch()
            self._settle(reply)

    def _render(self, error: BaseException, lines: list[str]) -> list[str]:
        """Show the student's own frames, and nothing of a hidden test."""
        name = getattr(error, "name", None)
        if isinstance(error, NameError) and name in self._unreachable:
            error.args = (f"{name} is {self._unreachable[name]}, which cannot be sent to the test",)
            lines = [f"\x1b[31m{type(error).__name__}\x1b[39m: {error}"]
        if self._hides and not hasattr(error, "_render_traceback_"):
            text = str(error) or "a test that is not shown failed"
            lines = [f"\x1b[31m{type(error).__name__}\x1b[39m: {text}"]
        frames = getattr(error, "__student_frames__", None)
        if frames:
            lines = [*lines, "In the answer:\n" + "".join(frames)]
        return lines

    # Questions

    def call(
        self,
        number: int,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        attribute: str | None = None,
        through: str | None = None,
    ) -> Any:
        """Call an object of the student's room and return what it returned, as a value."""
        self._carry_over()
        tree, writer = self.write_arguments(args, kwargs, common=self.common)
        mutables = writer.mutables[len(self.common) :]
        message: Message = {"op": "call", "object": number, "arguments": tree}
        if self.watched:
            message["watched"] = True
        if attribute is not None:
            message["attribute"] = attribute
        if through is not None:
            message["through"] = through
        if self._reads_files:
            message["files"] = True
            self._give_files(message, writer, [*args, *kwargs.values()])
        self._replaced(message, writer)
        states = self.seeds.take()
        if states is not None:
            message["random"] = writer.write(states)
        reply, parts = self._ask(message, writer.parts)
        if "stdin" in message and type(reply.get("read")) is int:
            sys.stdin.seek(sys.stdin.tell() + max(0, reply["read"]))
        return self._result(reply, parts, mutables, self.common if self.watched else [])

    def call_each(
        self, number: int, many: Sequence[tuple[Any, ...]]
    ) -> Iterator[Callable[[], Any]]:
        """Call an object once for each of the tuples of arguments, many in one message.

        Yields a function for each call, in order. It returns what the call returned, or raises
        what it raised, and is to be called before the next one is asked for. A call that is
        broken off ends the message; the calls after it go out again.
        """
        done = 0
        while done < len(many):
            self._carry_over()
            parts: list[bytes] = []
            written = [self.write_arguments(args, {}, parts) for args in many[done:]]
            trees = [tree for tree, _ in written]
            asked = self._send({"op": "calls", "object": number, "many": trees}, parts)
            self._open[asked] = deque(maxlen=len(written))
            try:
                for _, writer in written:
                    yield functools.partial(self._next_result, asked, writer.mutables)
                    done += 1
                    if asked not in self._open:
                        break
            finally:
                if asked in self._open:
                    self._interrupt(asked)

    def _next_result(self, asked: int, mutables: list[Any]) -> Any:
        """Return what the next call of several returned."""
        reply, parts = self._wait(asked)
        if not reply.get("more"):
            del self._open[asked]
        return self._result(reply, parts, mutables)

    def _result(
        self, reply: Message, parts: list[bytes], mutables: list[Any], common: Sequence[Any] = ()
    ) -> Any:
        """Return what a call returned, after it has printed and changed here what it did there."""
        reader = PeerReader(self, parts, [*common, *mutables])
        self._take_files(reply, parts)
        printed = reply.get("printed")
        if isinstance(printed, str) and printed:
            sys.stdout.write(printed[: self.limit])
        complained = reply.get("complained")
        if isinstance(complained, str) and complained:
            sys.stderr.write(complained[: self.limit])
        for number_of, content in _pairs(reply.get("changed")):
            if content is None:
                raise CannotCrossError(
                    "the answer put something into an argument that cannot cross"
                )
            reader.change(len(common) + number_of, content)
        self._take_news(reply, reader)
        for warned in itertools.islice(_dicts(reply.get("warned")), MOST_WARNINGS):
            text = str(warned.get("text"))[:10_000]
            warnings.warn(text, _warning(warned.get("kinds")), stacklevel=2)
        if "error" in reply:
            raise self._raised(reply["error"])
        if "refused" in reply:
            raise CannotCrossError(f"The answer returned {reply['refused']}, which cannot be sent.")
        return reader.read(reply.get("value"))

    def _take_news(self, message: Message, reader: PeerReader) -> None:
        """Do to the watched variables what was done to them in the other room."""
        if "news" not in message or not self.watched or self._out_of_step:
            return
        if message["news"] is None:
            self.unwatch()
            return
        space = self.shell.user_ns
        try:
            changed, bound = [list(_pairs(each)) for each in message["news"]]
            for number, content in changed:
                reader.change(number, content)
            for name, tree in bound:
                value = reader.read(tree)
                if name not in self.watched or space.get(name) is not self.watched[name]:
                    raise CannotCrossError("a variable that the test has bound anew")
                space[name] = self._bound[name] = self.watched[name] = value
        except (TypeError, ValueError):  # CannotCrossError too
            self._out_of_step = True
            raise
        if changed or bound:
            self._settle()

    def _replaced(self, message: Message, writer: PeerWriter) -> None:
        """Send along what a test replaced of such functions, and of standard input."""
        replaced = [
            [module, name, writer.write(getattr(sys.modules[module], name))]
            for (module, name), own in self._replaceable.items()
            if getattr(sys.modules[module], name, own) is not own
        ]
        if replaced:
            message["replaced"] = replaced
        if isinstance(sys.stdin, io.StringIO):
            message["stdin"] = sys.stdin.getvalue()[sys.stdin.tell() :]

    def get(self, number: int, attribute: str) -> Any:
        """Return an attribute of an object of the student's room."""
        self._carry_over()
        reply, parts = self._ask({"op": "get", "object": number, "attribute": attribute}, [])
        if "error" in reply:
            raise self._raised(reply["error"])
        reader = PeerReader(self, parts, self.common)
        self._take_news(reply, reader)
        value = reader.read(reply.get("value"))
        new = all(value is not one for one in self.common)
        if new and isinstance(value, _WATCHED_KINDS) and _is_small(reply.get("value"), parts):
            self._watch(f"{number}.{attribute}", value)
        return value

    def _watch(self, place: str, value: Any) -> None:
        """Keep the same in both rooms what the test has just got of an object, as the variables."""
        if not self._tests or self._out_of_step:
            return
        self.watched.pop(place, None)
        attributes = [other for other in self.watched if "." in other]
        forgotten = attributes[: len(attributes) + 1 - _WATCHED_ATTRIBUTES]
        for other in forgotten:
            del self.watched[other]
        self.watched[place] = value
        reply, _ = self._ask({"op": "watch", "place": place, "forgotten": forgotten}, [])
        self._settle(reply)

    def _ask(self, message: Message, parts: list[bytes]) -> tuple[Message, list[bytes]]:
        """Ask the student's room and wait for its answer."""
        return self._wait(self._send(message, parts))

    def _send(self, message: Message, parts: list[bytes]) -> int:
        """Send a question to the student's room; returns its number."""
        if self.lost is not None:
            raise RoomLostError(self.lost)
        self._asked = asked = self._asked + 1
        try:
            self.channel.send({**message, "id": asked}, parts)
        except ChannelClosedError as error:
            self._give_up("the answer ended its own Python process")
            raise RoomLostError(self.lost) from error
        return asked

    def _wait(self, asked: int) -> tuple[Message, list[bytes]]:
        """Wait for the (next) answer, serving calls of the marker's functions meanwhile."""
        deadline = min(self.deadline, time.monotonic() + self.seconds)
        self._nesting += 1
        try:
            if self._nesting > MAX_NESTING:
                raise RecursionError("the answer and the test call each other without end")
            while True:
                if self._open.get(asked):
                    return self._open[asked].popleft()
                if self.lost is not None:
                    raise RoomLostError(self.lost)
                reply, reply_parts = self.channel.receive(deadline)
                if not reply.get("reply"):
                    self._serve_callback(reply, reply_parts)
                elif reply.get("id") == asked:
                    return reply, reply_parts
                elif type(reply.get("id")) is int and reply["id"] in self._open:
                    self._open[reply["id"]].append((reply, reply_parts))
                # Any other is the answer to a question that was broken off.
        except ChannelClosedError as error:
            self._give_up("the answer ended its own Python process")
            raise RoomLostError(self.lost) from error
        except BrokenFrameError as error:
            self._give_up(f"the answer's process sent what is no value ({error})")
            raise RoomLostError(self.lost) from error
        except TimeoutError as error:
            self._interrupt(asked)
            raise TimeoutError(f"the answer took longer than {self.seconds:g} seconds") from error
        except BaseException:
            # A time limit of the test itself, or an interrupt: the room must be usable again.
            self._interrupt(asked)
            raise
        finally:
            self._nesting -= 1

    def _serve_callback(self, message: Message, parts: list[bytes]) -> None:
        writer = PeerWriter(self)
        try:
            function = self._asked_for(message)
            common = self.common
            args, kwargs, reader = self.read_arguments(message.get("arguments"), parts, common)
            self._take_news(message, reader)
            try:
                value = function(*args, **kwargs)
            finally:
                self._carry_over()
            reply: Message = {"value": writer.write(value)}
        except (RoomLostError, ChannelClosedError, TimeoutError):
            raise
        except Exception as error:
            writer = PeerWriter(self)
            kinds = [kind.__name__ for kind in type(error).__mro__ if kind.__module__ == "builtins"]
            reply = {"error": {"text": str(error)[:10_000], "kinds": kinds}}
        self.channel.send({"reply": True, **reply}, writer.parts)

    def _asked_for(self, message: Message) -> Callable[..., Any]:
        """Return the function of the marker's that is called back.

        Of an object of a test's own class the student's code may use what that class shows.
        """
        target = self.kept(message.get("object"))
        attribute = message.get("attribute")
        if attribute is None:
            return target  # type: ignore[no-any-return]
        if not is_shown(target) or not isinstance(attribute, str):
            raise CannotCrossError("an object that was not lent for this")
        if attribute in ("get", "set"):
            return functools.partial(_open_attribute, target, attribute == "set")
        if attribute not in _SPECIAL:
            raise CannotCrossError("an object that was not lent for this")
        method: Callable[..., Any] = getattr(type(target), f"__{attribute}__")
        return functools.partial(method, target)

    def _interrupt(self, asked: int) -> None:
        """Interrupt the student's room; end it if it does not come back."""
        self._open.pop(asked, None)
        # What the other room says in an answer that nobody reads is lost.
        self._out_of_step = True
        if self.lost is not None:
            return
        patience = time.monotonic() + _PATIENCE
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self._process, signal.SIGINT)
        with contextlib.suppress(TimeoutError, ChannelClosedError, BrokenFrameError):
            while True:
                reply, _ = self.channel.receive(patience)
                if reply.get("reply") and reply.get("id") == asked and not reply.get("more"):
                    return
        self._give_up("the answer did not let go when its time was over")

    def _give_up(self, reason: str) -> None:
        self.lost = reason
        with contextlib.suppress(OSError):
            signal.pidfd_send_signal(self._process, signal.SIGKILL)

    # Objects

    def keeps(self, value: Any) -> bool:
        """Lend what can be called, which is all that the student's room can do with it."""
        return callable(value) or is_shown(value)

    def describe(self, value: Any) -> Message:
        """Tell the student's room what is lent, and no more."""
        described = super().describe(value)
        doc = getattr(value, "__doc__", None)
        if isinstance(value, types.FunctionType) and isinstance(doc, str):
            described["doc"] = doc[:10_000]
        if is_shown(value):
            kind = type(value)
            names = [name for name in _SPECIAL if getattr(kind, f"__{name}__", None) is not None]
            own = [name for name in names if f"__{name}__" not in vars(object)]
            described["methods"] = own
        return described

    def number_of_lent(self, value: Any) -> int | None:
        """Return the student's number for one of its objects."""
        if is_proxy(value):
            return value._number if value._room is self else None
        number = vars(value).get("_number") if isinstance(value, type) else None
        return number if number is not None and self._proxies.get(number) is value else None

    def stand_in(self, number: Any, description: Message) -> Any:
        """Return the stand-in for an object of the student's room."""
        if type(number) is not int or not isinstance(description, dict):
            raise CannotCrossError("an object without a number")
        if "error" in description:
            return self._raised(description["error"])
        if description.get("coroutine") is True:
            return self._complete(stand_in(self, number, description))
        if number not in self._proxies:
            if description.get("kinds") and description.get("class") is True:
                parents = self.parents(description.get("parents"))
                made: Any = exception_class(description["name"], parents, description["kinds"])
                made._number = number
            else:
                made = stand_in(self, number, description)
            self._proxies[number] = made
        return self._proxies[number]

    async def _complete(self, coroutine: Proxy) -> Any:
        """Stand for a coroutine of the student's, which runs in its own room."""
        return coroutine.__in_room__("safegrade.rooms.student:complete")

    def declare(self, proxy: Proxy) -> Proxy:
        """Return the stand-in whose judgement counts, because the notebook asks for its class.

        The same object, had from a function that ought to return a plain value, goes on counting
        for nothing: there are two stand-ins for it, unless there is nothing that it could judge.
        """
        if not judges(proxy) or proxy._declared:
            proxy._declared = True
            return proxy
        number = proxy._number
        if number not in self._declared:
            self._declared[number] = stand_in(self, number, proxy._description)
            self._declared[number]._declared = True
        return self._declared[number]

    def parents(self, described: Any) -> tuple[Any, ...]:
        """Return this room's classes for the bases of a class of the student's."""
        found = []
        for one in described if isinstance(described, list) else []:
            if isinstance(one, str):
                found.append(self.shared_class(one))
            elif isinstance(one, list) and len(one) == 2:
                found.append(self.stand_in(*one))
        return tuple(found) or (object,)

    def derived(self, name: Any, title: str) -> type | None:
        """Return a class of that title that is derived from a class of the instructor's."""
        if not isinstance(name, str):
            return None
        if (name, title) not in self._derived:
            with contextlib.suppress(Exception):
                self._derived[name, title] = type(title, (self.shared_class(name),), {})
        return self._derived.get((name, title))

    def shared_name(self, kind: type) -> str | None:
        """Return the name of a class that an instructor's cell defines in both rooms."""
        name = kind.__name__
        if kind.__module__ != "__main__" or name not in self._common:
            return None
        return name if self.shell.user_ns.get(name) is kind else None

    def shared_class(self, name: Any) -> type:
        """Return the class of a name that an instructor's cell defines, not imports.

        Raises:
            CannotCrossError: if there is none.
        """
        found = self.shell.user_ns.get(name) if name in self._common else None
        if not isinstance(found, type) or found.__module__ != "__main__":
            raise CannotCrossError("an object of a class that only the answer knows")
        return found

    def _raised(self, error: Any) -> BaseException:
        """Make the exception that the student's function raised: of the same kind."""
        if not isinstance(error, dict):
            raise CannotCrossError("an exception that cannot be read")
        name, text = str(error.get("name")), str(error.get("text"))[:10_000]
        given = error.get("args")
        plain = isinstance(given, list) and not any(isinstance(one, list | dict) for one in given)
        args = given if plain and given else [text] if text else []
        own = error.get("class")
        kind: Any = self.stand_in(*own) if isinstance(own, list) and len(own) == 2 else None
        if isinstance(own, str):
            kind = self.shared_class(own)
        kind = kind or of_library(error.get("module"), name, args)
        if isinstance(kind, type) and issubclass(kind, Exception):
            made = kind.__new__(kind, *args)
            made.args = tuple(args)
            if isinstance(made, Raised):
                made._room, made._object, made._text = self, error.get("object"), text
        elif not error.get("ordinary", True) or not name.isidentifier():
            made = AnswerError(f"the answer raised {name}: {text}")
        else:
            kind = built_in(error.get("kinds"))
            if kind.__name__ != name:
                kind, args = type(name, (kind,), {"__module__": "__main__"}), [text]
            made = kind(*args)
        if "cause" in error:
            made.__cause__ = self._raised(error["cause"])
        frames = error.get("frames")
        if isinstance(frames, list):
            lines = [str(line)[:2_000] for line in frames[:50]]
            made.__student_frames__ = lines  # type: ignore[attr-defined]
        return made

    def model(self, number: Any, compiled: str | None) -> Any:
        """Return a model whose layers are asked for when it is first built."""
        from safegrade import models

        def trace(shape: list[int | None]) -> Any:
            reply, parts = self._ask({"op": "trace", "object": number, "shape": shape}, [])
            if "error" in reply:
                raise self._raised(reply["error"])
            return PeerReader(self, parts).read(reply["value"])

        return models.remote(trace, compiled)


_DELETED = object()
# What a test that looks at files has in it: a name with an ending in quotes, or how one is opened.
_FILE = re.compile(r"[\"'][\w /-]+\.\w{1,5}[\"']|\bopen\(|\bPath\b|\bos\.path\b|\blistdir\b")


class _Lenient(PeerReader):
    """Reads several values that do not refer to one another."""

    def fresh(self, tree: Any) -> Any:
        """Read one of them."""
        self.mutables = []
        return self.read(tree)


_SPECIAL = HARMLESS + JUDGING
_MOCK = frozenset(dir(mock.MagicMock()))


def is_shown(value: Any) -> bool:
    """Tell whether an object is one that a cell made up: of a class of its own, or a mock."""
    if isinstance(value, type) or is_proxy(value):
        return False
    return type(value).__module__ == "__main__" or isinstance(value, mock.NonCallableMock)


def _open_attribute(target: Any, new: bool, name: Any, *value: Any) -> Any:
    # Of a mock everything but its own workings, which say how it was called.
    own = isinstance(target, mock.NonCallableMock)
    if not isinstance(name, str) or name.startswith("_") or (own and (new or name in _MOCK)):
        raise AttributeError(name)
    return setattr(target, name, *value) if new else getattr(target, name, *value[:0])


def _is_small(tree: Any, parts: list[bytes]) -> bool:
    """Tell whether a value, with all that is in it, can be looked at before every question."""
    left, size = [tree], sum(map(len, parts)) // 8
    while left and size + len(left) <= _WATCHED_SIZE:
        one = left.pop()
        size += 1 + (len(one) // 8 if isinstance(one, str) else 0)
        left += one if isinstance(one, list) else []
    return not left


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    """Walk along what ought to be a list of dicts."""
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _warning(kinds: Any) -> type[Warning]:
    kind = built_in(kinds)
    return kind if issubclass(kind, Warning) else UserWarning


def _pairs(value: Any) -> Iterator[tuple[Any, Any]]:
    """Walk along what ought to be a list of pairs."""
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, list) and len(entry) == 2:
            yield entry[0], entry[1]


def _names_of(code: types.CodeType) -> list[str]:
    """Return the names that a function and those within it use."""
    inner = [one for one in code.co_consts if isinstance(one, types.CodeType)]
    return [*code.co_names, *(name for one in inner for name in _names_of(one))]


def _parsed(shell: CapturingShell, source: str) -> ast.Module:
    """Parse a cell; empty if that is not Python."""
    if source.lstrip().startswith("%%"):
        source = source.lstrip().partition("\n")[2]
    try:
        plain: str = shell.transform_cell(source)  # type: ignore[no-untyped-call]
        return ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def _names_in(tree: ast.Module, owned: set[str]) -> set[str]:
    """Return the names that a cell uses, those in texts such as ``"__main__.name"`` too."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            inner = node.value.removeprefix("__main__.").partition(".")[0]
            if inner in owned or (inner != node.value and inner.isidentifier()):
                names.add(inner)
    return names


def _stored(tree: ast.AST) -> set[str]:
    """Return the names that a cell binds outside of functions."""
    names: set[str] = set()
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
                continue
            case ast.Lambda() | ast.ListComp() | ast.SetComp():
                continue
            case ast.DictComp() | ast.GeneratorExp():
                continue
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.alias(name=name, asname=other):
                names.add(other or name.partition(".")[0])
        names |= _stored(node)
    return names


def processor_clock(process: int) -> int:
    """Return the number of the clock of a process's processor time, from a pidfd.

    Raises:
        OSError: if the process is gone.
    """
    with open(f"/proc/self/fdinfo/{process}") as file:
        pid = next(int(line.split()[1]) for line in file if line.startswith("Pid:"))
    number = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(number)) != 0:
        raise ProcessLookupError(f"no process {pid}")
    return number.value


def enter(
    control: Channel, shell: CapturingShell, limit: int, seconds: float, given: frozenset[str]
) -> None:
    """Serve the grading process: connect to rooms, run cells."""
    builtins.input = refuse_input
    shell.builtin_trap.add_builtin("input", refuse_input)
    room = MarkerRoom(shell, limit, seconds, given)
    room.seeds.watch()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    while True:
        try:
            message, _ = control.receive()
        except (ChannelClosedError, BrokenFrameError):
            return
        if message["op"] == "connect":
            import socket

            sock, process = control.descriptors
            channel = Channel(socket.socket(fileno=sock))
            channel.takes_descriptors = False
            room.connect(channel, process)
            control.send({"reply": True})
        else:
            control.send({"reply": True, **room.run(message)})
