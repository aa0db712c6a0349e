"""Submissions that are broken: what arrives as the file, its marks, the reason given."""

# Each module adds its samples to the one bank.
from . import further, oddities
from .samples import BROKEN, Broken

__all__ = ["BROKEN", "Broken", "further", "oddities"]
