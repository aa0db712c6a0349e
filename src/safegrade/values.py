"""Values as plain data, the only thing that crosses between a student's room and the marker's.

Scalars, texts, bytes, tuples, lists, dicts, sets, NumPy arrays and scalars, tensors (as arrays),
Keras models and the kinds of ``safegrade.kinds`` can be written down; anything else goes through
the hooks of a subclass or is refused by name. Reading never executes anything: arrays hold no
pickled objects, models are rebuilt by Keras in its safe mode from layers of Keras alone.

Lists, dicts, sets, byte arrays and arrays are numbered while they are written, so that a change to
an argument can be told afterwards and be made on the other side too.
"""

from __future__ import annotations

import math
import sys
from typing import Any, Literal

import numpy as np
import numpy.ma  # otherwise loaded by the first array that crosses

from . import kinds

Tree = Any

_MAX_DEPTH = 64
_ORDINARY = (list, tuple, dict, set, frozenset, bytes, bytearray, complex)


class CannotCrossError(TypeError):
    """A value that is no plain data; the message names its type."""


class Writer:
    """Writes values as a JSON tree and raw parts.

    Attributes:
        parts: raw bytes that the tree refers to by number.
        mutables: the objects met so far that can change, in order.
    """

    def __init__(self, mutables: list[Any] | None = None) -> None:
        self.parts: list[bytes] = []
        self.mutables: list[Any] = list(mutables or [])
        self._numbers = {id(value): number for number, value in enumerate(self.mutables)}
        self._depth = 0

    def write(self, value: Any) -> Tree:
        """Return the tree of a value.

        Raises:
            CannotCrossError: if there is something in it that is no plain data.
        """
        if value is None or value is True or value is False:
            return value
        kind = type(value)
        if kind is float or kind is str:
            return value if kind is str or math.isfinite(value) else ["f", repr(value)]
        if kind is int:
            return value if abs(value) < 1 << 62 else ["i", hex(value)]
        number = self._numbers.get(id(value))
        if number is not None:
            return ["r", number]
        self._depth += 1
        try:
            if self._depth > _MAX_DEPTH:
                raise CannotCrossError(f"a value nested more than {_MAX_DEPTH} levels deep")
            return self._compound(value)
        finally:
            self._depth -= 1

    def attempt(self, value: Any) -> Tree:
        """Write a value; if that cannot be done, be as if it had never been tried."""
        parts, known = len(self.parts), len(self.mutables)
        try:
            return self.write(value)
        except CannotCrossError:
            for other in self.mutables[known:]:
                self._numbers.pop(id(other), None)
            del self.mutables[known:], self.parts[parts:]
            raise

    def _compound(self, value: Any) -> Tree:
        if isinstance(value, np.ndarray) and not _is_special_array(value):
            self._remember(value)
            return self._array(value)
        if isinstance(value, np.generic):
            return ["g", self._array(np.asarray(value))]
        if type(value) not in _ORDINARY:
            known = self._kind(value)
            if known is not None:
                return known
        if isinstance(value, list | dict | set | bytearray):
            self._remember(value)
            return self.content(value)
        if isinstance(value, tuple):
            return ["t", [self.write(entry) for entry in value]]
        if isinstance(value, frozenset):
            return ["z", [self.write(entry) for entry in value]]
        # Subclasses cross as what they are a kind of: no method of theirs is asked.
        if isinstance(value, int):
            return self.write(int.__index__(value))
        if isinstance(value, float):
            return self.write(float.__float__(value))
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, complex):
            return ["c", repr(value.real), repr(value.imag)]
        if isinstance(value, bytes):
            return ["b", self._part(bytes(value))]
        if isinstance(value, range):
            return ["n", value.start, value.stop, value.step]
        if isinstance(value, slice):
            return ["s", *map(self.write, (value.start, value.stop, value.step))]
        if value is Ellipsis:
            return ["e"]
        if _is_model(value):
            return self.model(value)
        if _is_tensor(value):
            array = np.asarray(value)
            self._remember(array)
            return self._array(array)
        return self.other(value)

    def _kind(self, value: Any) -> Tree | None:
        """Write a value of one of the further kinds, or return None."""
        try:
            found = kinds.take_apart(value)
        except (TypeError, ValueError, AttributeError) as error:
            raise CannotCrossError(f"{_named(value)} ({error})") from error
        if found is None:
            return None
        name, content = found
        if kinds.is_mutable(name):
            self._remember(value)
        return ["k", name, self.write(content)]

    def model(self, value: Any) -> Tree:
        """Write a Keras model as its configuration and weights."""
        from . import models

        config, weights = models.take_apart(value)
        return ["m", config, [self._array(weight) for weight in weights]]

    def other(self, value: Any) -> Tree:
        """Write a value of another kind; the base class refuses it by name."""
        raise CannotCrossError(_named(value))

    def content(self, value: Any) -> Tree:
        """Return the tree of a mutable value's content, even if the value is numbered."""
        if isinstance(value, np.ndarray) and not _is_special_array(value):
            return self._array(value)
        found = None if type(value) in _ORDINARY else kinds.take_apart(value)
        if found is not None:
            return ["k", found[0], self.write(found[1])]
        if isinstance(value, list):
            return ["l", [self.write(entry) for entry in list.__iter__(value)]]
        if isinstance(value, dict):
            pairs = dict.items(value)
            return ["d", [[self.write(key), self.write(entry)] for key, entry in pairs]]
        if isinstance(value, set):
            return ["y", [self.write(entry) for entry in value]]
        return ["a", self._part(bytes(value))]

    def _remember(self, value: Any) -> None:
        self._numbers[id(value)] = len(self.mutables)
        self.mutables.append(value)

    def _part(self, data: bytes) -> int:
        self.parts.append(data)
        return len(self.parts) - 1

    def _array(self, value: np.ndarray[Any, Any]) -> Tree:
        value = np.asarray(value)
        if value.dtype.hasobject:
            raise CannotCrossError("an array of Python objects")
        order: Literal["C", "F"] = "C"
        if value.flags.f_contiguous and not value.flags.c_contiguous:
            order = "F"
        return [
            "A",
            np.lib.format.dtype_to_descr(value.dtype),
            list(value.shape),
            order,
            bool(value.flags.writeable),
            self._part(value.tobytes(order=order)),
        ]


class Reader:
    """Builds values from what a ``Writer`` wrote.

    Attributes:
        mutables: the objects built so far that can change, numbered as the writer numbered them.
    """

    def __init__(self, parts: list[bytes], mutables: list[Any] | None = None) -> None:
        self.parts = parts
        self.mutables: list[Any] = list(mutables or [])

    def read(self, tree: Tree) -> Any:
        """Return the value of a tree.

        Raises:
            CannotCrossError: if the tree was not written by a ``Writer``.
        """
        try:
            return self._read(tree)
        except CannotCrossError:
            raise
        except (LookupError, TypeError, ValueError, RecursionError, MemoryError) as error:
            raise CannotCrossError(f"a value that cannot be read ({error})") from error

    def _read(self, tree: Tree) -> Any:
        if not isinstance(tree, list):
            if isinstance(tree, dict):
                raise CannotCrossError("a value that cannot be read")
            return tree
        tag, *rest = tree
        if tag == "A":
            array = self._array(rest)
            self.mutables.append(array)
            return array
        if tag == "l":
            made: list[Any] = []
            self.mutables.append(made)
            made.extend(self._read(entry) for entry in rest[0])
            return made
        if tag == "d":
            mapping: dict[Any, Any] = {}
            self.mutables.append(mapping)
            mapping.update((self._read(key), self._read(entry)) for key, entry in rest[0])
            return mapping
        if tag == "y":
            group: set[Any] = set()
            self.mutables.append(group)
            group.update(self._read(entry) for entry in rest[0])
            return group
        if tag == "a":
            buffer = bytearray(self.parts[rest[0]])
            self.mutables.append(buffer)
            return buffer
        if tag == "r":
            return self.mutables[rest[0]]
        if tag == "k":
            return self._kind(*rest)
        if tag == "t":
            return tuple(self._read(entry) for entry in rest[0])
        if tag == "z":
            return frozenset(self._read(entry) for entry in rest[0])
        if tag == "g":
            return self._array(rest[0][1:])[()]
        if tag == "f":
            return float(rest[0])
        if tag == "i":
            return int(rest[0], 16)
        if tag == "c":
            return complex(float(rest[0]), float(rest[1]))
        if tag == "b":
            return self.parts[rest[0]]
        if tag == "n":
            return range(*rest)
        if tag == "s":
            return slice(*map(self._read, rest))
        if tag == "e":
            return ...
        if tag == "m":
            from . import models

            return models.put_together(rest[0], [self._array(weight[1:]) for weight in rest[1]])
        return self.other(tree)

    def change(self, number: int, tree: Tree) -> None:
        """Give a mutable object the content that a writer's ``content`` wrote, in place.

        Raises:
            CannotCrossError: if that is no content for it.
        """
        try:
            target, (tag, *rest) = self.mutables[number], tree
            if tag == "A" and isinstance(target, np.ndarray):
                array = self._array(rest)
                if target.shape != array.shape:
                    # Only another shape: memory that others may look at is never given back.
                    target.shape = array.shape
                target[...] = array
            elif tag == "k":
                kinds.renew(target, rest[0], self._read(rest[1]))
            elif tag == "l" and isinstance(target, list):
                target[:] = [self._read(entry) for entry in rest[0]]
            elif tag == "d" and isinstance(target, dict):
                entries = [(self._read(key), self._read(entry)) for key, entry in rest[0]]
                target.clear()
                target.update(entries)
            elif tag == "y" and isinstance(target, set):
                entries = [self._read(entry) for entry in rest[0]]
                target.clear()
                target.update(entries)
            elif tag == "a" and isinstance(target, bytearray):
                target[:] = self.parts[rest[0]]
            else:
                self.other_change(target, tree)
        except CannotCrossError:
            raise
        except (LookupError, TypeError, ValueError, RecursionError, MemoryError) as error:
            raise CannotCrossError(f"a change that cannot be read ({error})") from error

    def _kind(self, name: Any, content: Tree) -> Any:
        place = len(self.mutables)
        if kinds.is_mutable(name):
            self.mutables.append(None)
        try:
            value = kinds.put_together(name, self._read(content))
        except (ArithmeticError, AttributeError, OSError) as error:
            raise CannotCrossError(f"a value that cannot be read ({error})") from error
        if kinds.is_mutable(name):
            self.mutables[place] = value
        return value

    def other_change(self, target: Any, tree: Tree) -> None:  # noqa: ARG002
        """Change an object of another kind; the base class knows none."""
        raise CannotCrossError("a change that does not fit its argument")

    def other(self, tree: Tree) -> Any:
        """Build a value of another kind; the base class knows none."""
        raise CannotCrossError(f"a value that cannot be read ({tree[0]!r})")

    def _array(self, rest: list[Any]) -> np.ndarray[Any, Any]:
        descr, shape, order, writeable, number = rest
        dtype = np.lib.format.descr_to_dtype(_tupled(descr))
        if dtype.hasobject:
            raise CannotCrossError("an array of Python objects")
        data = self.parts[number]
        if math.prod(shape) * dtype.itemsize != len(data):
            raise CannotCrossError("an array whose size is not that of its values")
        flat = np.frombuffer(bytearray(data), dtype) if data else np.empty(0, dtype)
        array = flat.reshape(shape, order="F" if order == "F" else "C")
        array.flags.writeable = bool(writeable)
        return array


def _tupled(descr: Any) -> Any:
    """JSON has made lists of the pairs in the description of a record."""
    if not isinstance(descr, list):
        return descr
    return [
        tuple(
            _tupled(part) if index == 1 else tuple(part) if isinstance(part, list) else part
            for index, part in enumerate(field)
        )
        for field in descr
    ]


def _is_special_array(value: np.ndarray[Any, Any]) -> bool:
    return value.dtype == object or isinstance(value, np.ma.MaskedArray)


def _named(value: Any) -> str:
    kind = type(value)
    return f"a value of type {kind.__module__}.{kind.__qualname__}"


def _is_model(value: Any) -> bool:
    keras = sys.modules.get("keras")
    return keras is not None and isinstance(value, keras.Model)


def _is_tensor(value: Any) -> bool:
    package = type(value).__module__.partition(".")[0]
    return package in ("tensorflow", "keras", "torch", "jax", "jaxlib") and hasattr(
        value, "__array__"
    )
