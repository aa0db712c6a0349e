"""A course on pooling in convolutional networks: what its notebooks import."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pooling_course.explorer import explore as explore
    from pooling_course.network_summary import summary_table as summary_table

# What can be played with, and its module. Checks do not wait for widgets to be imported.
_WIDGETS = {"explore": "explorer", "summary_table": "network_summary"}


def __getattr__(name: str) -> object:
    if name not in _WIDGETS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WIDGETS[name]}"), name)
