"""``make lab`` opens the first lesson, seen in a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page
from server import PORT, serving

ROOT = Path(__file__).resolve().parent.parent
MINUTE = 60_000  # milliseconds

pytestmark = [
    pytest.mark.needs("make", "chromium"),
    pytest.mark.skipif(
        not (ROOT / ".venv" / "set-up.json").exists(), reason="make setup has not been run here"
    ),
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, str]]:
    """JupyterLab as ``make lab`` starts it for somebody new: its process and its address."""
    home = tmp_path_factory.mktemp("home")
    settings = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = ["make", "-C", str(ROOT), "lab", f"ARGS=--no-browser {PORT}"]
    with serving(command, home, {**os.environ, **settings}) as (process, address):
        yield process.pid, address


@pytest.fixture(scope="module")
def page(lab: tuple[int, str], browser: Browser) -> Page:
    """The browser's page once the kernel of what was opened has started."""
    page = browser.new_page()
    page.goto(lab[1], timeout=MINUTE)
    page.wait_for_selector(".jp-NotebookPanel h1", timeout=MINUTE)
    idle = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
    page.wait_for_selector(idle, timeout=MINUTE)
    return page


def test_the_first_lesson_is_open(page: Page) -> None:
    assert page.locator(".jp-NotebookPanel:visible").count() == 1
    assert (
        page.locator(".jp-NotebookPanel h1").all_inner_texts()[0].startswith("Max pooling by hand")
    )


def test_nothing_asks_the_student_about_news(page: Page) -> None:
    assert page.locator(".Toastify__toast, .jp-Dialog").all_inner_texts() == []


def test_the_assignments_are_in_the_same_file_browser(page: Page) -> None:
    page.locator(".jp-BreadCrumbs-home").click()
    page.wait_for_selector('.jp-DirListing-item[title*="Name: release"]')


def test_nobody_else_on_the_network_can_reach_it(lab: tuple[int, str]) -> None:
    processes = psutil.Process(lab[0]).children(recursive=True)
    listening = {
        each.laddr.ip
        for process in processes
        for each in process.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN
    }
    assert listening == {"127.0.0.1"}
