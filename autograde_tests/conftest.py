"""What all tests share: the commands of .venv on PATH, and the mark ``needs``."""

import os
import shutil
import sys
from pathlib import Path

import pytest

# Programs that tests may need and pip cannot install, with the Debian package of each.
DEBIAN_PACKAGES = {
    "bwrap": "bubblewrap",
    "chromium": "chromium",
    "git": "git",
    "make": "make",
    "pg_createcluster": "postgresql",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs(*programs): skip, or fail if CI is set, where a program is missing"
    )
    # nbgrader starts alembic by its name; tests start jupyter, nbgrader and safegrade likewise.
    commands = str(Path(sys.executable).parent)
    os.environ["PATH"] = commands + os.pathsep + os.environ["PATH"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            package = DEBIAN_PACKAGES[program]
            if shutil.which(program):
                continue
            reason = f"{program} is missing: apt-get install {package}"
            if os.environ.get("CI"):
                pytest.fail(f"{reason} (with CI set, no test is skipped)", pytrace=False)
            pytest.skip(reason)
