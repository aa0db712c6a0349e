"""Values that stay where they are: each room keeps its objects and lends the other a number.

A function of the student's is called from the marker's room, and a function of the marker's, given
as an argument, is called back from the student's room, over the same connection: whoever waits
for an answer serves what comes in between.
"""

from __future__ import annotations

import enum
import io
import itertools
import operator
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from safegrade import kinds
from safegrade.channel import Channel, Message
from safegrade.values import CannotCrossError, Reader, Tree, Writer

MAX_NESTING = 50

_DATA = (
    *(bool, int, float, complex, str, bytes, bytearray, type(None), range),
    *(list, tuple, dict, set, frozenset, np.ndarray, np.generic),
)

READING = ("readline", "readlines", "read", "seek", "tell", "close")
"""What the student's code may do with a file that a test has opened to be read."""

MOST_WARNINGS = 20
"""How many warnings of one call are shown to a test."""


class PeerWriter(Writer):
    """Writes plain data, and numbers for the objects that its own side keeps or was lent."""

    def __init__(self, peer: Peer, mutables: list[Any] | None = None) -> None:
        super().__init__(mutables)
        self._peer = peer

    def _compound(self, value: Any) -> Tree:
        kind = type(value)
        if kind.__module__ == "__main__" and not isinstance(value, type):
            shared = self._peer.shared_name(kind)
            if shared is not None and is_plain_object(kind):
                self._remember(value)
                return self.content(value)
            if self._peer.lends_whole(kind):
                return self.other(value)
        return super()._compound(value)

    def content(self, value: Any) -> Tree:
        """Return the tree of a mutable value's content, even if the value is numbered."""
        kind = type(value)
        if kind.__module__ != "__main__" or self._peer.shared_name(kind) is None:
            return super().content(value)
        if isinstance(value, enum.Enum):
            return ["o", kind.__name__, value.name]
        state = [[name, self.write(entry)] for name, entry in attributes_of(value).items()]
        return ["o", kind.__name__, state]

    def model(self, value: Any) -> Tree:
        """Write a Keras model; one of an own class is lent, to be followed when it is called."""
        from safegrade import models

        if not models.is_foreign(value):
            return super().model(value)
        return ["model", self._peer.keep(value), models.compile_config(value)]

    def other(self, value: Any) -> Tree:
        """Write an object that does not cross as the number under which it can be reached."""
        lent = self._peer.number_of_lent(value)
        if lent is not None:
            return ["yours", lent]
        if isinstance(value, type):
            shared = self._peer.shared_name(value)
            if shared is not None:
                return ["O", shared]
        if self._peer.keeps(value):
            return ["mine", self._peer.keep(value), self._peer.describe(value)]
        if isinstance(value, io.TextIOWrapper) and not value.closed and value.readable():
            return ["file", *(self._peer.keep(getattr(value, name)) for name in READING)]
        if isinstance(value, Iterator):
            return ["iterator", self._peer.keep(value.__next__)]
        if isinstance(value, types.TracebackType):
            return None
        if isinstance(value, Exception):
            names = [kind.__name__ for kind in type(value).__mro__ if kind.__module__ == "builtins"]
            return ["exception", names, [self.write(entry) for entry in value.args]]
        return super().other(value)


class _Finder(PeerWriter):
    """Walks along values as a writer does, only to number what can change."""

    def model(self, value: Any) -> Tree:
        """Leave a model alone."""

    def other(self, value: Any) -> Tree:
        """Leave alone what is only lent."""

    def _array(self, value: np.ndarray[Any, Any]) -> Tree:
        """Leave an array's values where they are."""


class PeerReader(Reader):
    """Reads what a ``PeerWriter`` of the other side wrote."""

    def __init__(self, peer: Peer, parts: list[bytes], mutables: list[Any] | None = None) -> None:
        super().__init__(parts, mutables)
        self._peer = peer

    def other(self, tree: Tree) -> Any:
        """Return the own object of a number, or a stand-in for the other side's."""
        if tree[0] == "yours":
            return self._peer.kept(tree[1])
        if tree[0] == "mine":
            return self._peer.stand_in(tree[1], tree[2])
        if tree[0] == "model":
            return self._peer.model(tree[1], tree[2])
        if tree[0] == "O":
            return self._peer.shared_class(tree[1])
        if tree[0] == "iterator":
            return self._peer.iterator(tree[1])
        if tree[0] == "file":
            return self._peer.file(tree[1:])
        if tree[0] == "exception":
            return self._peer.exception(tree[1], [self._read(entry) for entry in tree[2]])
        if tree[0] == "o":
            kind = self._peer.shared_class(tree[1])
            if issubclass(kind, enum.Enum):
                self.mutables.append(None)
                self.mutables[-1] = kind[tree[2]]
                return kind[tree[2]]
            made = object.__new__(kind)
            self.mutables.append(made)
            self._set_attributes(made, tree[2])
            return made
        return super().other(tree)

    def other_change(self, target: Any, tree: Tree) -> None:
        """Give an object of an instructor's class other attributes."""
        if tree[0] != "o" or type(target) is not self._peer.shared_class(tree[1]):
            super().other_change(target, tree)
        elif not isinstance(target, enum.Enum):
            for name in attributes_of(target).keys() - {name for name, _ in tree[2]}:
                object.__delattr__(target, name)
            self._set_attributes(target, tree[2])

    def _set_attributes(self, target: Any, state: Tree) -> None:
        for name, entry in state:
            if not isinstance(name, str) or name.startswith("__"):
                raise CannotCrossError("an object with an attribute of no name")
            object.__setattr__(target, name, self._read(entry))


class Peer:
    """One side of a connection on which both sides can be asked.

    Attributes:
        operations: what the other side may ask for, by name.
        watched: the variables that are kept the same in both rooms, and what they hold; attributes
            too, as the number of the object, a dot and the name.
        common: the parts of these that can change, in both rooms under the same numbers.
    """

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.operations: dict[str, Callable[[Message, list[bytes]], Any]] = {}
        self._kept: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._nesting = 0
        self.watched: dict[str, Any] = {}
        self.common: list[Any] = []
        self._before: list[Any] = []

    def keep(self, value: Any) -> int:
        """Keep an object for the other side and return its number."""
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._kept) + 1
            self._kept[number] = value
        return number

    def kept(self, number: Any) -> Any:
        """Return the object of a number.

        Raises:
            CannotCrossError: if there is none.
        """
        if type(number) is not int or number not in self._kept:
            raise CannotCrossError("an object that was never lent")
        return self._kept[number]

    def keeps(self, value: Any) -> bool:
        """Tell whether an object that cannot cross may be lent instead."""
        return callable(value)

    def describe(self, value: Any) -> Message:
        """Tell the other side what a lent object is."""
        return {"name": str(getattr(value, "__name__", type(value).__name__))}

    def shared_name(self, kind: type) -> str | None:  # noqa: ARG002
        """Return the name of a class that an instructor's cell defines in both rooms."""
        return None

    def shared_class(self, name: Any) -> type:  # noqa: ARG002
        """Return the class of such a name.

        Raises:
            CannotCrossError: if there is none.
        """
        raise CannotCrossError("an object of a class that the other room does not know")

    def lends_whole(self, kind: type) -> bool:  # noqa: ARG002
        """Tell whether objects of a class stay here even if they are plain data at heart."""
        return False

    def iterator(self, number: Any) -> Any:  # noqa: ARG002
        """Make an iterator that asks the other side for each entry."""
        raise CannotCrossError("an iterator of the other side")

    def file(self, numbers: list[Any]) -> Any:  # noqa: ARG002
        """Make a text file that asks the other side for what is in it."""
        raise CannotCrossError("a file of the other side")

    def exception(self, kinds: Any, args: list[Any]) -> Exception:  # noqa: ARG002
        """Make an exception like one that the other side gives as an argument."""
        raise CannotCrossError("an exception of the other side")

    def number_of_lent(self, value: Any) -> int | None:
        """Return the number of an object that the other side lent, or None."""
        raise NotImplementedError

    def stand_in(self, number: Any, description: Message) -> Any:
        """Make the object that stands for one that the other side lends."""
        raise NotImplementedError

    def model(self, number: Any, compiled: str | None) -> Any:  # noqa: ARG002
        """Make a model of the marker's for one of an own class that the other side lends."""
        raise CannotCrossError("a Keras model of an own class")

    def write_arguments(
        self,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        parts: list[bytes] | None = None,
        common: list[Any] | None = None,
    ) -> tuple[Tree, PeerWriter]:
        """Write the arguments of a call; the writer holds the parts and what may change.

        Several calls that go out in one message share its ``parts``. What is ``common`` to both
        rooms is not sent but named.
        """
        writer = PeerWriter(self, common)
        if parts is not None:
            writer.parts = parts
        positional = [writer.write(value) for value in args]
        named = [[name, writer.write(value)] for name, value in kwargs.items()]
        return [positional, named], writer

    def read_arguments(
        self, tree: Tree, parts: list[bytes], common: list[Any] | None = None
    ) -> tuple[list[Any], dict[str, Any], PeerReader]:
        """Build the arguments of a call; the reader holds what may change, as the writer did."""
        reader = PeerReader(self, parts, common)
        args = [reader.read(entry) for entry in tree[0]]
        kwargs = {str(name): reader.read(entry) for name, entry in tree[1]}
        return args, kwargs, reader

    def snapshot(self, mutables: list[Any], common: list[Any]) -> list[Any]:
        """Write down what the arguments' mutable parts hold, to find changes later."""
        return [self._content(value, common + mutables) for value in mutables]

    def can_watch(self, value: Any) -> bool:
        """Tell whether a variable that holds this can be kept the same in both rooms."""
        kind = type(value)
        if self.shared_name(kind) is not None:
            return is_plain_object(kind)
        return (isinstance(value, _DATA) or kinds.is_known(kind)) and not self.lends_whole(kind)

    def settle(self) -> None:
        """Remember what the watched variables hold: it is the same in both rooms now.

        Both rooms do so at the same time, and walk along the same values in the same order.

        Raises:
            CannotCrossError: if one of them holds what cannot cross.
        """
        finder = _Finder(self)
        for name in sorted(self.watched):
            finder.write(self.watched[name])
        before = [self._seen(value, finder.mutables) for value in finder.mutables]
        self.common, self._before = finder.mutables, before

    def unwatch(self) -> None:
        """Leave the variables alone from now on."""
        self.watched, self.common, self._before = {}, [], []

    def news(self, writer: PeerWriter, space: Mapping[str, Any]) -> list[Any]:
        """Write what happened to the watched variables here since both rooms settled.

        Returns which common parts have which content, and which names are bound to what.

        Raises:
            CannotCrossError: if that cannot cross; the writer is as it was then.
        """
        changed = [
            number
            for number, (value, old) in enumerate(zip(self.common, self._before, strict=True))
            if not self._is_as_seen(value, old)
        ]
        bound = [name for name, old in self.watched.items() if space.get(name, old) is not old]
        if changed or bound:
            trial = PeerWriter(self, writer.mutables)
            for number in changed:
                trial.content(self.common[number])
            for name in bound:
                trial.write(space[name])
        return [
            [[number, writer.content(self.common[number])] for number in changed],
            [[name, writer.write(space[name])] for name in bound],
        ]

    def _seen(self, value: Any, common: list[Any]) -> tuple[Any, Any]:
        """Return what a part that can change holds: entries by identity, the rest as content.

        To write down a long list takes a hundred times as long as to compare identities.
        """
        if isinstance(value, list):
            return list, list(list.__iter__(value))
        if isinstance(value, dict):
            return dict, [*dict.keys(value), *dict.values(value)]
        return None, self._content(value, common)

    def _is_as_seen(self, value: Any, old: tuple[Any, Any]) -> bool:
        kind, held = old
        if kind is list:
            return len(value) == len(held) and all(map(operator.is_, list.__iter__(value), held))
        if kind is dict:
            entries = itertools.chain(dict.keys(value), dict.values(value))
            return 2 * len(value) == len(held) and all(map(operator.is_, entries, held))
        return bool(held == self._content(value, self.common))

    def _content(self, value: Any, mutables: list[Any]) -> Any:
        """Return something that is different after a change to the value."""
        if type(value) is np.ndarray:
            return value.shape, value.dtype.str, value.tobytes()
        writer = PeerWriter(self, mutables)
        return writer.content(value), writer.parts

    def changes(
        self, mutables: list[Any], before: list[Any], common: list[Any]
    ) -> tuple[list[Any], PeerWriter]:
        """Write down the mutable arguments that are no longer as they were."""
        writer = PeerWriter(self, common + mutables)
        changed = []
        for number, (value, old) in enumerate(zip(mutables, before, strict=True)):
            try:
                now = self._content(value, common + mutables)
            except CannotCrossError:
                now = None
            if now != old:
                changed.append([number, writer.content(value) if now is not None else None])
        return changed, writer


def is_plain_object(kind: type) -> bool:
    """Tell whether all there is to an object of a class are its attributes."""
    if issubclass(kind, enum.Enum):
        return True
    try:
        object.__new__(kind)
    except TypeError:
        return False
    return not any(base.__module__ == "builtins" for base in kind.__mro__[:-1])


def attributes_of(value: Any) -> dict[str, Any]:
    """Return the attributes that an object holds itself, in slots or not."""
    found: dict[str, Any] = {}
    for base in type(value).__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__") and hasattr(value, name):
                found[name] = getattr(value, name)
    found.update(getattr(value, "__dict__", {}))
    return found
