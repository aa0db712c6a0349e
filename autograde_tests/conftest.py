"""What all tests share: the commands of .venv on PATH, the mark ``needs``, and a browser."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# Programs that tests may need and pip cannot install, with the Debian package of each.
DEBIAN_PACKAGES = {
    "bwrap": "bubblewrap",
    "chromium": "chromium",
    "git": "git",
    "make": "make",
    "npm": "npm",
    "pg_createcluster": "postgresql",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs(*programs): skip, or fail if CI is set, where a program is missing"
    )
    config.addinivalue_line(
        "markers", "installs: makes an environment with packages from the index; runs if CI is set"
    )
    # How long an example takes says more of how busy the machine is than of the code.
    settings.register_profile("any machine", deadline=None)
    settings.load_profile("any machine")
    # nbgrader starts alembic by its name; tests start jupyter, nbgrader and safegrade likewise.
    commands = str(Path(sys.executable).parent)
    os.environ["PATH"] = commands + os.pathsep + os.environ["PATH"]
    # As in the course's notebooks and kernels: see nbgrader_config.py.
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
    # No test looks for Fashion-MNIST on the network.
    os.environ["POOLING_COURSE_OFFLINE"] = "1"


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("installs") and not os.environ.get("CI"):
        pytest.skip("installs packages from the index: runs with CI=true")
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            package = DEBIAN_PACKAGES[program]
            if shutil.which(program):
                continue
            reason = f"{program} is missing: apt-get install {package}"
            if os.environ.get("CI"):
                pytest.fail(f"{reason} (with CI set, no test is skipped)", pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder for what takes long to make, which all processes of this run of the tests share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def executed_lessons(shared_folder: Path) -> Path:
    """Where lessons are kept once some test has executed them."""
    return shared_folder / "lessons"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for tests marked ``needs("chromium")``.

    Not for the whole session: Playwright keeps an event loop running in which others, such as
    nbclient's, cannot start.
    """
    # It is Debian's, not Playwright's own, and it may run as root and without a network.
    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=options
        )
        yield chromium
        chromium.close()
