"""What stands in the marker's room for objects of the student's room."""

from __future__ import annotations

import builtins
import contextlib
import dataclasses
import inspect
import sys
import types
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from safegrade.channel import Message
from safegrade.values import CannotCrossError

if TYPE_CHECKING:
    from .marker import MarkerRoom

HARMLESS = (
    "len", "getitem", "setitem", "delitem", "iter", "next", "reversed", "enter", "exit", "neg",
    "pos", "abs", "invert", "int", "float", "complex", "round", "index", "bool", "format", "call",
    "aiter", "anext", "instancecheck", "subclasscheck",
)  # fmt: skip
"""Special methods that a test may use on any object: what they give is looked at as a value."""

_OPERATORS = (
    "add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor",
    "lshift", "rshift", "divmod",
)  # fmt: skip

JUDGING = (
    *(prefix + name for name in _OPERATORS for prefix in ("", "r", "i")),
    *("contains", "lt", "le", "gt", "ge", "eq", "ne"),
)
"""Those that are given the test's own value. An object that is nobody's business could say with
them that it is near to, contains or exceeds anything."""

JUDGING_METHODS = (
    *("equals", "compare", "isin", "eq", "ne", "lt", "le", "gt", "ge", "sub"),
    *("startswith", "endswith"),
    *("issubset", "issuperset", "isdisjoint", "difference", "symmetric_difference"),
)
"""Ordinary methods of frames, texts and sets to which a test gives the value that it expects."""

_ASKED = frozenset(
    {
        *("__annotations__", "__defaults__", "__kwdefaults__", "__code__", "__closure__"),
        "__wrapped__",
    }
)

_KINDS: dict[str, type] = {
    "builtins.function": types.FunctionType,
    "builtins.generator": types.GeneratorType,
    "builtins.property": property,
}

_LIBRARIES = frozenset(
    {
        *("dataclasses", "decimal", "json", "numpy", "pandas", "re", "sqlite3", "statistics"),
        *("struct", "zoneinfo"),
    }
)
"""Packages whose exceptions come back as themselves. None of them ends or skips a test."""

_OWN = frozenset({"_room", "_number", "_description", "_declared"})
"""What a stand-in itself holds."""

_classes: dict[tuple[str, frozenset[str], tuple[str, ...]], type[Proxy]] = {}


class Proxy:
    """Stands in the marker's room for an object of the student's room.

    Calling it sends the arguments there and brings the returned value back; changes that the call
    made to arguments are made to them here as well. A subclass has just the special methods that
    the object has. Those that judge a value of the test's are left to the student's code only
    where the notebook itself asks for a class of that name: otherwise an object that calls itself
    equal to everything would be a right answer.
    """

    def __init__(self, room: MarkerRoom, number: int, description: Message) -> None:
        self._room = room
        self._number = number
        self._description = description
        self._declared = False
        name = description.get("name")
        self.__name__ = self.__qualname__ = name if isinstance(name, str) else "answer"
        doc = description.get("doc")
        self.__doc__ = doc if isinstance(doc, str) and doc else None
        if "parents" in description:
            self.__bases__ = room.parents(description["parents"])
            if len(self.__bases__) == 1:
                self.__mro__ = (self, *getattr(self.__bases__[0], "__mro__", ()))
        with contextlib.suppress(Exception):
            self.__signature__ = _signature(description["parameters"])

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        """The instructor's class that the object's class is derived from, if there is one.

        Functions and generators are what they are called.
        """
        shared, kind = self._description.get("shared"), self._description.get("type")
        known = _KINDS.get(kind) if isinstance(kind, str) else None
        return known or self._room.derived(shared, type(self).__name__) or type(self)

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        """The attributes of the object, as its room has them."""
        return self._room.get(self._number, "__dict__")

    def __dir__(self) -> Any:
        return self.__in_room__("builtins:dir")

    def __each__(self, many: Sequence[tuple[Any, ...]]) -> Iterator[Callable[[], Any]]:
        """Call the object with each of the tuples of arguments: faster than one after another.

        Yields a function for each call that returns, or raises, what the call did. It is to be
        called before the next one is asked for.
        """
        return self._room.call_each(self._number, many)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        """Return what NumPy makes of the object where it lives."""
        try:
            made = self._room.call(self._number, (), {}, through="numpy:asarray")
        except CannotCrossError:
            made = np.empty((), object)
            made[()] = self
        return made if dtype is None else made.astype(dtype)

    def __in_room__(self, through: str, *args: Any, **kwargs: Any) -> Any:
        """Call ``module:function`` in the student's room with this object and the arguments.

        The function comes from an installed package, but the process is the student's: what comes
        back is that process's claim.
        """
        return self._room.call(self._number, args, kwargs, through=through)

    def __processor_seconds__(self) -> float:
        """Return the processor time of the student's process so far, measured from outside."""
        return self._room.processor_seconds()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _ASKED:
            raise AttributeError(name)
        if name.startswith(("_repr_", "_ipython_")):
            raise AttributeError(name)
        found = self._pass_on(self._room.get(self._number, name))
        if name not in JUDGING_METHODS or not callable(found):
            return found

        def judge(*args: Any, **kwargs: Any) -> Any:
            if name not in _claimed(self, "judging"):
                self._refuse()
            self._require_leave(args)
            return found(*args, **kwargs)

        return judge

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._room.call(self._number, (name, value), {}, attribute="__setattr__")

    def __delattr__(self, name: str) -> None:
        self._room.call(self._number, (name,), {}, attribute="__delattr__")

    def __repr__(self) -> str:
        if self._declared and not self._is_function():
            return str(self._room.call(self._number, (), {}, attribute="__repr__"))
        return f"<{self.__name__ or self._description.get('type', 'object')} of the student's>"

    def __str__(self) -> str:
        if self._is_function():
            return repr(self)
        return str(self._room.call(self._number, (), {}, attribute="__str__"))

    def _is_function(self) -> bool:
        """Whether the object is a function or a class: its text is its name."""
        kind = self._description.get("type")
        return isinstance(kind, str) and kind.startswith("builtins.")

    def __hash__(self) -> int:
        # Who has no ``==`` is told apart by identity. To ask would let an object that is read
        # with the variables of a later cell hold that cell up.
        if self._declared and {"hash", "eq"} <= _claimed(self, "methods"):
            return int(self._room.call(self._number, (), {}, attribute="__hash__"))
        return hash((id(self._room), self._number))

    def __copy__(self) -> Any:
        return self._pass_on(self.__in_room__("copy:copy"))

    def __deepcopy__(self, _: Any) -> Any:
        return self._pass_on(self.__in_room__("copy:deepcopy"))

    def __eq__(self, other: object) -> Any:
        return True if other is self else self._compare("__eq__", other)

    def __ne__(self, other: object) -> Any:
        return False if other is self else self._compare("__ne__", other)

    def _compare(self, name: str, other: object) -> Any:
        if isinstance(other, type) and other in _classes.values():
            # The type of an object of the student's: what it is called, as with isinstance.
            same = self._description.get("class") and other.__name__ == self.__name__
            return bool(same) is (name == "__eq__")
        if not {"eq", "ne"} & _claimed(self, "methods"):
            same = isinstance(other, Proxy) and other._number == self._number
            return name == "__eq__" if same else NotImplemented
        if not self._declared and not is_proxy(other):
            return NotImplemented
        return self._room.call(self._number, (other,), {}, attribute=name)

    def _forward(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Leave a special method to the object."""
        attribute = None if name == "call" else f"__{name}__"
        result = self._room.call(self._number, args, kwargs, attribute=attribute)
        return self._pass_on(result)

    def _judge(self, name: str, *args: Any) -> Any:
        """Leave a special method that is given a value of the test's to the object, if it may."""
        self._require_leave(args)
        return self._forward(name, *args)

    def _require_leave(self, args: tuple[Any, ...]) -> None:
        if not self._declared and not any(is_proxy(one) and one._declared for one in args):
            self._refuse()

    def _refuse(self) -> NoReturn:
        kind = self._description.get("type", "object")
        raise TypeError(
            f"The answer gave an object of type {kind}, which the test cannot compute with."
        )

    def _pass_on(self, result: Any) -> Any:
        """What a class that the notebook asks for gives is the notebook's business too."""
        return self._room.declare(result) if self._declared and is_proxy(result) else result


def is_proxy(value: object) -> bool:
    """Tell whether a value stands for an object of the student's, whatever it says of itself."""
    return Proxy in type(value).__mro__


def stand_in(room: MarkerRoom, number: int, description: Message) -> Proxy:
    """Make a stand-in with the special methods that the object has."""
    known = frozenset(_texts(description.get("methods")) & _METHODS.keys())
    # Whatever its class says: what can be called is called.
    known = known | {"call"} if description.get("callable") else known - {"call"}
    text = description.get("type")
    title = text.rpartition(".")[2] if isinstance(text, str) else ""
    title = title if title.isidentifier() else "Proxy"
    fields = tuple(filter(_is_field, _listed(description.get("fields"))))[:100]
    if (title, known, fields) not in _classes:
        methods = {f"__{name}__": _METHODS[name] for name in known}
        made = type(title, (Proxy,), methods)
        if fields:
            with contextlib.suppress(Exception):
                # No ``__init__``: it would be source text with the student's names in it.
                like: Any = dataclasses.make_dataclass(
                    title, fields, init=False, repr=False, eq=False
                )
                for each in ("__dataclass_fields__", "__dataclass_params__"):
                    setattr(made, each, getattr(like, each))
        _classes[title, known, fields] = made
    return _classes[title, known, fields](room, number, description)


def _is_field(name: str) -> bool:
    """Tell whether a name can be that of an attribute in the other room, not of a stand-in's."""
    return name.isidentifier() and not name.startswith("__") and name not in _OWN


def judges(proxy: Proxy) -> bool:
    """Tell whether an object, or what it returns, may be given the test's values to judge."""
    judging = _claimed(proxy, "methods") & set(JUDGING) or _claimed(proxy, "judging")
    return bool(judging or proxy._description.get("callable"))


def _claimed(proxy: Proxy, which: str) -> set[str]:
    """Return the methods that the object had when it was lent: later ones do not count."""
    return _texts(proxy._description.get(which))


def _texts(value: Any) -> set[str]:
    return set(_listed(value))


def _listed(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _method(name: str, way: Callable[..., Any]) -> Callable[..., Any]:
    def method(self: Proxy, *args: Any, **kwargs: Any) -> Any:
        return way(self, name, *args, **kwargs)

    method.__name__ = method.__qualname__ = f"__{name}__"
    return method


def _bool(self: Proxy) -> bool:
    return bool(self._forward("bool"))


def _iter(self: Proxy) -> Any:
    iterator = self._forward("iter")
    if iterator is self or not is_proxy(iterator) or hasattr(type(iterator), "__next__"):
        return iterator if is_proxy(iterator) else iter(iterator)
    raise TypeError("The answer's iterator is none.")


def _exit(self: Proxy, kind: Any, error: Any, trace: Any) -> bool:
    """Leave a block; no failure of a test is swallowed on the student's word."""
    if isinstance(error, AssertionError):
        error = AssertionError()  # what the test says of it is not the student's
    self._forward("exit", kind, error, trace)
    return False


def _format(self: Proxy, text: str) -> str:
    return str(self._forward("format", text))


def _anext(self: Proxy) -> Any:
    async def step() -> Any:
        return self.__in_room__("safegrade.rooms.student:advance")

    return step()


_METHODS: dict[str, Callable[..., Any]] = {
    **{name: _method(name, Proxy._forward) for name in HARMLESS},
    **{name: _method(name, Proxy._judge) for name in JUDGING if name not in ("eq", "ne")},
    "bool": _bool,
    "iter": _iter,
    "format": _format,
    "exit": _exit,
    "anext": _anext,
}


class Raised:
    """What an exception class of the student's has beside its built-in kind."""

    _room: Any = None
    _object: int | None = None
    _text: str | None = None

    def __str__(self) -> str:
        return super().__str__() if self._text is None else self._text

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or self._object is None:
            raise AttributeError(name)
        return self._room.get(self._object, name)


def exception_class(name: Any, parents: tuple[Any, ...], kinds: Any) -> type[Exception]:
    """Make an exception class that stands for one of the student's.

    Args:
        name: what it is called there.
        parents: exception classes of this room that stand for its own bases.
        kinds: names of the built-in classes that it is derived from, the nearest first.
    """
    title = name if isinstance(name, str) and name.isidentifier() else "AnswerError"
    bases: list[type] = [
        one for one in parents if isinstance(one, type) and issubclass(one, Exception)
    ]
    made: type[Exception] = type(title, tuple(bases or [Raised, built_in(kinds)]), {})
    made.__module__ = "__main__"
    return made


def built_in(kinds: Any) -> type[Exception]:
    """Return the first of these names that is an ordinary built-in exception."""
    for kind in kinds if isinstance(kinds, list) else []:
        found: Any = getattr(builtins, str(kind), None)
        usable = isinstance(found, type) and issubclass(found, Exception)
        if usable and not issubclass(found, UnicodeError | ExceptionGroup):
            made: type[Exception] = found
            return made
    return Exception


def of_library(module: Any, name: str, args: list[Any]) -> type[Exception] | None:
    """Return a library's exception class, if this process has loaded that library."""
    if not isinstance(module, str) or module.partition(".")[0] not in _LIBRARIES:
        return None
    found = vars(sys.modules.get(module, builtins)).get(name)
    if not (isinstance(found, type) and issubclass(found, Exception)):
        return None
    with contextlib.suppress(Exception):
        made = found.__new__(found, *args)
        made.args = tuple(args)
        # Some need more than their arguments to be shown; those raise here, not in the test.
        _ = str(made), repr(made)
        return found if found.__module__ == module else None
    return None


def _signature(parameters: list[Any]) -> inspect.Signature:
    empty = inspect.Parameter.empty
    return inspect.Signature(
        [
            inspect.Parameter(
                str(name),
                inspect._ParameterKind(kind),
                default=default if has_default else empty,
            )
            for name, kind, has_default, default in parameters
        ]
    )
