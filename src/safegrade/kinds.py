"""Further kinds of plain data: of the standard library, NumPy's generators, and pandas.

Each is taken apart into values that ``safegrade.values`` can write, and put together again from
them. Putting together calls the constructor of a known class with plain data, nothing else.
"""

from __future__ import annotations

import builtins
import collections
import datetime
import decimal
import fractions
import io
import pathlib
import re
import types
import zoneinfo
from collections.abc import Callable
from typing import Any

import numpy as np

Content = Any

_DICT_VIEWS = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}
_BUILTIN_TYPES = {name: kind for name, kind in vars(builtins).items() if isinstance(kind, type)}
_BIT_GENERATORS = ("PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64")
_MUTABLE = (
    "deque", "Counter", "OrderedDict", "defaultdict", "Generator", "RandomState", "StringIO",
    "SimpleNamespace", "object array", "masked array", "DataFrame", "Series",
)  # fmt: skip


def take_apart(value: Any) -> tuple[str, Content] | None:
    """Return the name of a value's kind and its content, or None if it is of no kind known here."""
    kind = type(value)
    if kind is np.ndarray and value.dtype == object:
        return "object array", (value.shape, tuple(value.ravel()))
    if kind is np.ma.MaskedArray:
        return "masked array", (value.data, np.ma.getmaskarray(value), value.fill_value)
    known = _TAKE.get(kind)
    if known is not None:
        name, take = known
        return name, take(value)
    if kind in _DICT_VIEWS:
        return _DICT_VIEWS[kind], tuple(value)
    if isinstance(value, tuple):
        fields = getattr(kind, "_fields", None)
        if kind is not tuple and isinstance(fields, tuple):
            return "namedtuple", (kind.__name__, fields, tuple(value))
        return None
    if isinstance(value, type):
        return _take_type(value)
    if isinstance(value, np.dtype):
        return None if value.hasobject else ("dtype", value.str if value.names is None else None)
    if isinstance(value, pathlib.PurePath):
        return "path", (isinstance(value, pathlib.Path), str(value))
    if kind.__module__.partition(".")[0] == "pandas":
        from . import frames

        return frames.take_apart(value)
    return None


def is_known(kind: type) -> bool:
    """Tell whether all objects of a class are values of a kind."""
    return kind in _TAKE or kind.__module__.partition(".")[0] == "pandas"


def is_mutable(name: str) -> bool:
    """Tell whether values of a kind can change, so that a change to an argument is noticed."""
    return name in _MUTABLE


def put_together(name: str, content: Content) -> Any:
    """Build a value.

    Raises:
        LookupError, TypeError, ValueError: if there is no such kind or the content is not its.
    """
    make = _MAKE.get(name)
    if make is not None:
        return make(content)
    from . import frames

    return frames.put_together(name, content)


def renew(target: Any, name: str, content: Content) -> None:
    """Give a mutable object of a kind other content, in place.

    Raises:
        TypeError: if the object is of another kind.
    """
    new = put_together(name, content)
    if type(new) is not type(target):
        raise TypeError("a change that does not fit its argument")
    if isinstance(target, np.ma.MaskedArray):
        target.shape = new.shape
        target[...] = new
        target.mask = new.mask
    elif isinstance(target, np.ndarray):
        target.shape = new.shape
        target[...] = new
    elif isinstance(target, dict):
        target.clear()
        dict.update(target, new)
    elif isinstance(target, collections.deque):
        target.clear()
        target.extend(new)
    elif isinstance(target, np.random.Generator):
        target.bit_generator.state = new.bit_generator.state
    elif isinstance(target, np.random.RandomState):
        target.set_state(new.get_state())
    elif isinstance(target, io.StringIO):
        target.seek(0)
        target.truncate()
        target.write(new.getvalue())
        target.seek(new.tell())
    elif isinstance(target, types.SimpleNamespace):
        vars(target).clear()
        vars(target).update(vars(new))
    else:
        # pandas has no other public way to replace all of a frame.
        target.__init__(new)


def _take_type(value: type) -> tuple[str, Content] | None:
    if _BUILTIN_TYPES.get(value.__name__) is value:
        return "type", value.__name__
    if issubclass(value, np.generic) and getattr(np, value.__name__, None) is value:
        return "scalar type", value.__name__
    return None


def _make_scalar_type(name: str) -> type:
    kind = getattr(np, name)
    if not (isinstance(kind, type) and issubclass(kind, np.generic)):
        raise TypeError("no type of NumPy's")
    return kind


def _take_zone(zone: datetime.tzinfo | None) -> Content:
    if zone is None:
        return None
    if isinstance(zone, zoneinfo.ZoneInfo) and zone.key:
        return zone.key
    offset = zone.utcoffset(None)
    if offset is None:
        raise TypeError("a time zone of an own kind")
    return offset.total_seconds()


def _make_zone(content: Content) -> datetime.tzinfo | None:
    if content is None:
        return None
    if isinstance(content, str):
        return zoneinfo.ZoneInfo(content)
    return datetime.timezone(datetime.timedelta(seconds=content))


def _take_time(value: Any) -> Content:
    return value.replace(tzinfo=None).isoformat(), value.fold, _take_zone(value.tzinfo)


def _make_time(kind: Any) -> Callable[[Content], Any]:
    def make(content: Content) -> Any:
        text, fold, zone = content
        return kind.fromisoformat(text).replace(fold=fold, tzinfo=_make_zone(zone))

    return make


def _take_defaultdict(value: collections.defaultdict[Any, Any]) -> Content:
    factory = value.default_factory
    known = _take_type(factory) if isinstance(factory, type) else None
    return known or factory, tuple(value.items())


def _make_defaultdict(content: Content) -> Any:
    known, pairs = content
    factory = put_together(*known) if isinstance(known, tuple) else known
    return collections.defaultdict(factory, pairs)


def _make_counter(content: Content) -> Any:
    made: collections.Counter[Any] = collections.Counter()
    dict.update(made, content)
    return made


def _make_view(kind: str) -> Callable[[Content], Any]:
    def make(content: Content) -> Any:
        if kind == "values":
            return dict(enumerate(content)).values()
        return dict.fromkeys(content).keys() if kind == "keys" else dict(content).items()

    return make


def _make_namedtuple(content: Content) -> Any:
    name, fields, values = content
    return collections.namedtuple(name, fields)(*values)


def _take_generator(value: np.random.Generator) -> Content:
    state = dict(value.bit_generator.state)
    if state["bit_generator"] not in _BIT_GENERATORS:
        raise TypeError("a random generator of an own kind")
    return state


def _make_generator(content: Content) -> np.random.Generator:
    if content["bit_generator"] not in _BIT_GENERATORS:
        raise TypeError("a random generator of an own kind")
    bits = getattr(np.random, content["bit_generator"])(0)
    bits.state = content
    return np.random.Generator(bits)


def _make_random_state(content: Content) -> np.random.RandomState:
    made = np.random.RandomState(0)
    made.set_state(content)
    return made


def _make_stringio(content: Content) -> io.StringIO:
    text, place = content
    made = io.StringIO(text, newline="")
    made.seek(place)
    return made


def _make_object_array(content: Content) -> np.ndarray[Any, Any]:
    shape, entries = content
    made = np.empty(len(entries), dtype=object)
    # Entry by entry: NumPy would take entries that are sequences for rows.
    for place, entry in enumerate(entries):
        made[place] = entry
    return made.reshape(shape)


def _make_pattern(content: Content) -> re.Pattern[Any]:
    text, flags = content
    try:
        return re.compile(text, flags & ~re.DEBUG)
    except re.error as error:
        raise ValueError(str(error)) from error


def _make_path(content: Content) -> pathlib.PurePath:
    concrete, text = content
    return pathlib.Path(text) if concrete else pathlib.PurePath(text)


_TAKE: dict[type, tuple[str, Callable[[Any], Content]]] = {
    datetime.datetime: ("datetime", _take_time),
    datetime.time: ("time", _take_time),
    datetime.date: ("date", lambda value: value.isoformat()),
    datetime.timedelta: (
        "timedelta",
        lambda value: (value.days, value.seconds, value.microseconds),
    ),
    datetime.timezone: ("timezone", _take_zone),
    decimal.Decimal: ("Decimal", str),
    fractions.Fraction: ("Fraction", lambda value: (value.numerator, value.denominator)),
    collections.deque: ("deque", lambda value: (tuple(value), value.maxlen)),
    collections.Counter: ("Counter", lambda value: tuple(value.items())),
    collections.OrderedDict: ("OrderedDict", lambda value: tuple(value.items())),
    collections.defaultdict: ("defaultdict", _take_defaultdict),
    types.SimpleNamespace: ("SimpleNamespace", lambda value: tuple(vars(value).items())),
    io.StringIO: ("StringIO", lambda value: (value.getvalue(), value.tell())),
    memoryview: ("memoryview", bytes),
    re.Pattern: ("Pattern", lambda value: (value.pattern, value.flags & ~re.DEBUG)),
    np.random.Generator: ("Generator", _take_generator),
    np.random.RandomState: ("RandomState", lambda value: value.get_state()),
}

_MAKE: dict[str, Callable[[Content], Any]] = {
    "datetime": _make_time(datetime.datetime),
    "time": _make_time(datetime.time),
    "date": datetime.date.fromisoformat,
    "timedelta": lambda content: datetime.timedelta(*content),
    "timezone": _make_zone,
    "Decimal": lambda content: decimal.Decimal(str(content)),
    "Fraction": lambda content: fractions.Fraction(*content),
    "deque": lambda content: collections.deque(*content),
    "Counter": _make_counter,
    "OrderedDict": collections.OrderedDict,
    "defaultdict": _make_defaultdict,
    "SimpleNamespace": lambda content: types.SimpleNamespace(**dict(content)),
    "StringIO": _make_stringio,
    "memoryview": memoryview,
    "Pattern": _make_pattern,
    "Generator": _make_generator,
    "RandomState": _make_random_state,
    "object array": _make_object_array,
    "masked array": lambda content: np.ma.array(content[0], mask=content[1], fill_value=content[2]),
    "keys": _make_view("keys"),
    "values": _make_view("values"),
    "items": _make_view("items"),
    "namedtuple": _make_namedtuple,
    "type": lambda content: _BUILTIN_TYPES[content],
    "scalar type": _make_scalar_type,
    "dtype": np.dtype,
    "path": _make_path,
}
