"""Frames, series, indexes and times of pandas as plain data."""

from __future__ import annotations

import re
import sys
from typing import Any

import numpy as np

Content = Any

# Types of columns that are written as a list of values and read back by their name.
_LISTED = re.compile(r"string|str|boolean|U?Int(8|16|32|64)|Float(32|64)|object")
_ZONED = re.compile(r"datetime64\[(s|ms|us|ns), ([\w/+:-]+)\]")


def _pandas() -> Any:
    """pandas, if this process has loaded it already: a student's value is no reason to."""
    import importlib

    return sys.modules.get("pandas") or importlib.import_module("pandas")


def take_apart(value: Any) -> tuple[str, Content] | None:
    """Return the name of a value's kind and its content, or None if it is none of these."""
    pd = _pandas()
    kind = type(value)
    if kind is pd.DataFrame:
        columns = tuple(_column(value.iloc[:, place]) for place in range(value.shape[1]))
        return "DataFrame", (_index(value.index), _index(value.columns), columns)
    if kind is pd.Series:
        return "Series", (_index(value.index), value.name, _column(value))
    if isinstance(value, pd.Index):
        return "Index", _index(value)
    if value is pd.NaT:
        return "NaT", None
    if value is pd.NA:
        return "NA", None
    if kind is pd.Timestamp:
        zone = None if value.tz is None else str(value.tz)
        return "Timestamp", (value.tz_localize(None).isoformat(), value.unit, zone)
    if kind is pd.Timedelta:
        return "Timedelta", (int(value.as_unit("ns").value), value.unit)
    return None


def put_together(name: str, content: Content) -> Any:
    """Build a value.

    Raises:
        LookupError, TypeError, ValueError: if there is no such kind or the content is not its.
    """
    pd = _pandas()
    if name == "DataFrame":
        index, columns, parts = content
        rows, labels = _make_index(index), _make_index(columns)
        data = {place: _make_column(part) for place, part in enumerate(parts)}
        made = pd.DataFrame(data, index=rows)
        if len(labels) != len(parts):
            raise ValueError("a frame with another number of columns than labels")
        made.columns = labels
        return made
    if name == "Series":
        index, label, column = content
        return pd.Series(_make_column(column), index=_make_index(index), name=label)
    if name == "Index":
        return _make_index(content)
    if name in ("NaT", "NA"):
        return getattr(pd, name)
    if name == "Timestamp":
        text, unit, zone = content
        made = pd.Timestamp(text).as_unit(unit)
        return made if zone is None else made.tz_localize(zone)
    if name == "Timedelta":
        nanoseconds, unit = content
        return pd.Timedelta(nanoseconds, unit="ns").as_unit(unit)
    raise LookupError(f"no kind {name!r}")


def _column(values: Any) -> Content:
    """Take a column apart: the name of its type, and an array or a list."""
    dtype = values.dtype
    name = str(dtype)
    if isinstance(dtype, np.dtype) and not dtype.hasobject:
        return "array", values.to_numpy()
    if name == "category":
        codes = np.asarray(values.array.codes)
        return "category", _index(values.array.categories), codes, bool(values.array.ordered)
    if _ZONED.fullmatch(name):
        return name, values.array.tz_convert("UTC").tz_localize(None).to_numpy()
    if _LISTED.fullmatch(name):
        pd = _pandas()
        plain = [None if name != "object" and entry is pd.NA else entry for entry in values]
        return name, tuple(plain)
    raise TypeError(f"a column of type {name}")


def _make_column(content: Content) -> Any:
    pd = _pandas()
    name, *rest = content
    if name == "array":
        return np.asarray(rest[0])
    if name == "category":
        categories, codes, ordered = rest
        return pd.Categorical.from_codes(codes, _make_index(categories), ordered=ordered)
    zoned = _ZONED.fullmatch(name)
    if zoned is not None:
        return pd.DatetimeIndex(rest[0]).tz_localize("UTC").tz_convert(zoned[2])
    if not _LISTED.fullmatch(name):
        raise TypeError(f"a column of type {name}")
    if name == "object":
        made = np.empty(len(rest[0]), dtype=object)
        for place, entry in enumerate(rest[0]):
            made[place] = entry
        return made
    return pd.array(list(rest[0]), dtype=name)


def _index(index: Any) -> Content:
    pd = _pandas()
    if isinstance(index, pd.RangeIndex):
        return "range", index.start, index.stop, index.step, index.name
    if isinstance(index, pd.MultiIndex):
        return "multi", tuple(index), tuple(index.names)
    frequency = getattr(index, "freqstr", None)
    return "flat", _column(index.to_series()), index.name, frequency


def _make_index(content: Content) -> Any:
    pd = _pandas()
    kind, *rest = content
    if kind == "range":
        start, stop, step, name = rest
        return pd.RangeIndex(start, stop, step, name=name)
    if kind == "multi":
        return pd.MultiIndex.from_tuples(rest[0], names=rest[1])
    column, name, frequency = rest
    made = pd.Index(_make_column(column), name=name)
    if frequency is not None and isinstance(made, pd.DatetimeIndex):
        made.freq = frequency
    return made
