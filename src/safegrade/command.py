"""The program ``safegrade``."""

from __future__ import annotations

import gc
import sys

from .warm_process import end_early, start_early

_NOT_GRADING = {"-h", "--help", "--help-all", "report", "feedback-zip"}


def main() -> None:
    """Run the command."""
    # While this process imports nbgrader, the marker's warm parent loads as much.
    if not _NOT_GRADING & set(sys.argv[1:]):
        start_early()
    try:
        # Nothing that is imported is garbage; looking for some takes a fifth of the time.
        gc.disable()
        from .app import SafegradeApp

        gc.freeze()
        gc.enable()
        # A graded notebook is tens of thousands of objects, none of them garbage until it is saved.
        gc.set_threshold(50_000)
        SafegradeApp.launch_instance()
    finally:
        end_early()
