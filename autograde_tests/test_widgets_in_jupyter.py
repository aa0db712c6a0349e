"""The explorer and the summary with a kernel: in JupyterLab and in Notebook, in a real browser."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import pytest
from course_copy import environment
from nbformat import NotebookNode
from playwright.sync_api import Browser, Locator, Page, expect
from server import OPTIONS, serving
from widget_page import accessibility_faults

from pooling_course import explore

MINUTE = 60_000  # milliseconds

pytestmark = pytest.mark.needs("chromium")

CELLS = [
    """import numpy as np

from pooling_course import explore, summary_table

image = np.array(
    [[7, 2, 4, -1, 0, 3], [1, 5, 8, 6, -2, 2], [-4, -9, 3, 1, 6, 0], [-3, -7, 5, 2, 4, 9]]
)
explore(image)""",
    """def my_pool(image, size=2, stride=None):
    if size == 4:
        raise ValueError("four is too many")
    result = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for ii, jj in np.ndindex(*result.shape):
        result[ii, jj] = image[ii * 2 : ii * 2 + 2, jj * 2 : jj * 2 + 2].max()
    return result


explore(image, answer=my_pool)""",
    "summary_table()",
]

# Notebook 7 says this of itself, whatever is in the notebook.
NOT_OURS = "reading 'schema'"


@dataclass
class Opened:
    """The notebook in the browser, after all its cells have run."""

    page: Page
    address: str  # of a notebook in the same folder, with {} for its name
    errors: list[str] = field(default_factory=list)

    def widget(self, kind: str, number: int = 0) -> Locator:
        found = self.page.locator(f".pooling-{kind}").nth(number)
        found.scroll_into_view_if_needed()
        return found


@pytest.fixture(scope="module", params=["lab", "notebook"])
def opened(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> Iterator[Opened]:
    folder = tmp_path_factory.mktemp("notebooks")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / "widgets.ipynb")
    nbformat.write(shown_elsewhere(), folder / "untrusted.ipynb")
    command = [str(Path(sys.executable).with_name(f"jupyter-{request.param}")), *OPTIONS]
    wanted = environment(folder)
    wanted["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{wanted['PATH']}"
    with serving(command, folder, wanted) as (_, address):
        # Tall enough for the whole notebook: what is out of sight is taken out of the page.
        page = browser.new_page(viewport={"width": 1200, "height": 4000})
        page.set_default_timeout(MINUTE)
        start, _, token = address.partition("?token=")
        base = start.rstrip("/").removesuffix("/lab").removesuffix("/tree")
        where = "lab/tree" if request.param == "lab" else "notebooks"
        one = Opened(page, f"{base}/{where}/{{}}?token={token}")
        page.on("pageerror", lambda error: one.errors.append(str(error)))
        page.goto(one.address.format("widgets.ipynb"))
        run_all(page)
        page.locator(".pooling-summary").wait_for()
        yield one
        page.close()


def shown_elsewhere() -> NotebookNode:
    """A notebook that ran on another computer: Jupyter does not trust its outputs."""
    bundle, _ = explore([[7, 2], [1, 5]])._repr_mimebundle_()
    output = nbformat.v4.new_output("execute_result", bundle, execution_count=1)
    cell = nbformat.v4.new_code_cell("explore([[7, 2], [1, 5]])", outputs=[output])
    return nbformat.v4.new_notebook(cells=[cell])


def run_all(page: Page) -> None:
    name = page.locator(".jp-NotebookPanel .jp-KernelName, .jp-Toolbar-kernelName").first
    expect(name).to_contain_text("Python 3", timeout=MINUTE)
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first.wait_for()
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_text("Restart Kernel and Run All Cells…").first.click()
    page.locator(".jp-Dialog .jp-mod-accept").click()


def test_the_keyboard_moves_the_window_and_leaves_the_notebook_alone(opened: Opened) -> None:
    explorer = opened.widget("explorer")
    cells = opened.page.locator(".jp-Cell").count()
    explorer.get_by_role("application").focus()
    for key in ("ArrowRight", "a", "ArrowDown", "x", "End"):
        opened.page.keyboard.press(key)
    expect(explorer.locator(".says")).to_contain_text("maximum 9 at row 3, column 5")
    explorer.get_by_role("button", name="Clear").press("b")
    assert opened.page.locator(".jp-Cell").count() == cells


def test_the_mouse_moves_the_window(opened: Opened) -> None:
    explorer = opened.widget("explorer")
    box = explorer.locator("canvas").first.bounding_box()
    assert box
    opened.page.mouse.click(box["x"] + 18 + 3 * 44, box["y"] + 18 + 44)
    expect(explorer.locator(".says")).to_contain_text("maximum 8 at row 1, column 2")


def test_the_students_function_runs_in_the_kernel_when_a_setting_changes(opened: Opened) -> None:
    explorer = opened.widget("explorer", 1)
    verdict = explorer.locator(".verdict")
    expect(verdict).to_have_text("Your function is right here: all 6 values agree.")
    explorer.get_by_label("Size").fill("3")
    explorer.get_by_label("Size").press("Tab")
    expect(verdict).to_contain_text("shape (2, 3); the right one is (1, 2)", timeout=MINUTE)
    explorer.get_by_label("Size").fill("4")
    explorer.get_by_label("Size").press("Tab")
    expect(verdict).to_have_text("Your function raises an error.", timeout=MINUTE)
    expect(explorer.locator("pre")).to_contain_text('raise ValueError("four is too many")')
    explorer.get_by_label("Size").fill("2")
    explorer.get_by_label("Size").press("Tab")
    expect(verdict).to_have_text("Your function is right here: all 6 values agree.")


def test_the_summary_moves(opened: Opened) -> None:
    summary = opened.widget("summary")
    expect(summary.locator("tfoot")).to_contain_text("36,023")
    summary.get_by_label("Max pooling").select_option("2 × 2")
    expect(summary.locator("tfoot")).to_contain_text("2,948")


def test_axe_finds_nothing_in_the_widgets(opened: Opened) -> None:
    assert accessibility_faults(opened.page, within=".pooling-widget") == []


def test_a_notebook_that_is_not_trusted_shows_the_picture(opened: Opened, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(opened.address.format("untrusted.ipynb"))
    picture = page.locator(".jp-OutputArea img.pooling-figure")
    expect(picture).to_be_visible(timeout=MINUTE)
    expect(picture).to_have_attribute("alt", explore([[7, 2], [1, 5]]).picture().alt)
    page.close()


def test_no_error_comes_from_the_widgets(opened: Opened) -> None:
    opened.page.wait_for_timeout(500)
    assert [error for error in opened.errors if NOT_OURS not in error] == []
