"""The program ``safegrade``."""

from __future__ import annotations

import gc

# Nothing that is imported is garbage; looking for some takes a fifth of the time.
gc.disable()

from .app import SafegradeApp  # noqa: E402


def main() -> None:
    """Run the command."""
    gc.freeze()
    gc.enable()
    # A graded notebook is tens of thousands of objects, none of them garbage before it is saved.
    gc.set_threshold(50_000)
    SafegradeApp.launch_instance()
