"""A student's way through JupyterLab in a real browser: from the lesson to the marks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fresh_environment
import nbformat
import pytest
from bank import answers
from course_copy import ROOT, copy_course, environment, run
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Locator, Page, expect
from server import OPTIONS, serving
from submission import submit, topic

from pooling_course.exercise import Exercise
from pooling_course.exercises import EXERCISES
from pooling_course.function_exercise import FunctionExercise

ASSIGNMENT = "1_by_hand"
EXERCISES_HERE = [each for each in EXERCISES.values() if each.assignment == ASSIGNMENT]
MINUTE = 60_000  # milliseconds

pytestmark = pytest.mark.needs("chromium", "bwrap")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A folder that student and instructor share, as in a clone."""
    folder = tmp_path / "course"
    copy_course(folder, [ASSIGNMENT])
    for name in ("course", f"release/{ASSIGNMENT}"):
        shutil.copytree(ROOT / name, folder / name)
    run(folder, "nbgrader", "generate_assignment", ASSIGNMENT)
    return folder


@pytest.fixture(
    scope="module",
    params=["locked", pytest.param("repo2docker's", marks=pytest.mark.installs)],
)
def programs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with JupyterLab: this environment's, or one with the versions of Binder's base."""
    if request.param == "locked":
        return Path(sys.executable).parent
    lab = tmp_path_factory.mktemp("environment")
    base = fresh_environment.of_binders_base(["jupyterlab", "jupyter_server", "notebook"])
    programs = fresh_environment.make(lab, f"{fresh_environment.package(lab)}[lab]", *base)
    subprocess.run([programs / "python", ROOT / "setup" / "after_install.py"], check=True)
    return programs


@pytest.fixture
def page(course: Path, programs: Path, browser: Browser) -> Iterator[Page]:
    """Lesson 1, opened in JupyterLab."""
    wanted = environment(course)
    # JupyterLab and its kernel come from the same environment.
    wanted["PATH"] = f"{programs}{os.pathsep}{wanted['PATH']}"
    lesson = "--LabApp.default_url=/lab/tree/course/01_max_pooling_by_hand.ipynb"
    command = [str(ROOT / "start"), str(programs / "jupyter-lab"), *OPTIONS, lesson]
    with serving(command, course, wanted) as (_, address):
        # Tall enough for a whole notebook: JupyterLab takes cells out of sight out of the page.
        page = browser.new_page(viewport={"width": 1400, "height": 12_000})
        page.set_default_timeout(MINUTE)
        page.goto(address)
        yield page
        page.close()


def notebook(page: Page) -> Locator:
    """The notebook that is to be seen."""
    return page.locator(".jp-NotebookPanel:visible")


def wait_for_kernel(page: Page) -> None:
    """Wait until the notebook's kernel has started, or has run what it was given."""
    name = notebook(page).locator(".jp-KernelName, .jp-Toolbar-kernelName").first
    expect(name).to_contain_text("Python 3", timeout=MINUTE)
    notebook(page).locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()


def output(page: Page, text: str) -> Locator:
    """The first output that has this in it."""
    return notebook(page).locator(".jp-OutputArea-output").filter(has_text=text).first


def restart_and_run_all(page: Page) -> None:
    wait_for_kernel(page)
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_text("Restart Kernel and Run All Cells…").first.click()
    page.locator(".jp-Dialog .jp-mod-accept").click()


def run_cell(page: Page, text: str) -> None:
    """Run the cell of code that has this in it."""
    cell = notebook(page).locator(".jp-CodeCell").filter(has_text=text).first
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def write(page: Page, exercise: str, source: str) -> None:
    """Put an answer into the exercise's cell, as one pastes it, and run it."""
    cell = notebook(page).locator(".jp-CodeCell").filter(has_text=f"def {exercise}(").first
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Control+Enter")


def hint(exercise: Exercise, mistake: str | None) -> str:
    """What the check tells a student who made the mistake."""
    assert isinstance(exercise, FunctionExercise)
    return next(known.hint for known in exercise.mistakes if known.key == mistake)


def test_from_the_lesson_to_the_marks(page: Page, course: Path) -> None:
    restart_and_run_all(page)
    output(page, "Ready.").wait_for()
    output(page, "array(").wait_for()  # the lesson's last cell has run
    notebook(page).get_by_role("link", name="assignment 1, by hand").click()

    expect(notebook(page).locator("h1").first).to_contain_text("Assignment 1", timeout=MINUTE)
    restart_and_run_all(page)
    # It stops at the first check, for there is no answer yet.
    output(page, "Put your answer here").wait_for()
    output(page, "Ready.").wait_for()

    # Wrong at first: the picture, and the hint for the very mistake.
    window = EXERCISES["first_window"]
    wrong = next(
        answer for answer in answers(window.name) if answer.mistake and answer.marks == (0, 0)
    )
    write(page, window.name, wrong.source)
    run_cell(page, f"check.{window.name}(")
    told = output(page, f"WrongAnswer {window.name}").inner_text()
    assert hint(window, wrong.mistake) in " ".join(told.split())
    drawing = notebook(page).locator(".jp-OutputArea-output img, .jp-OutputArea-output svg").first
    expect(drawing).to_be_visible()

    # Then rightly, but for one that only hidden tests find wrong.
    chosen = {
        each.name: next(answer for answer in answers(each.name) if answer.right)
        for each in EXERCISES_HERE
    }
    careless = next(
        answer
        for each in EXERCISES_HERE
        for answer in answers(each.name)
        if not answer.right and answer.marks == (each.marks.check, 0)
    )
    chosen[careless.exercise] = careless
    for name, answer in chosen.items():
        write(page, name, answer.source)
        run_cell(page, f"check.{name}(")
        output(page, f"{name}: right").wait_for()
    assert output(page, "WrongAnswer").count() == 0

    notebook(page).get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog")
    expect(dialog).to_contain_text("passes all the tests", timeout=2 * MINUTE)
    dialog.get_by_role("button").first.click()
    path = course / "release" / ASSIGNMENT / f"{topic(ASSIGNMENT)}.ipynb"
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        page.keyboard.press("Control+s")

    submit(nbformat.read(path, as_version=4), "ada", ASSIGNMENT, course)
    run(course, "safegrade", ASSIGNMENT)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling") as gradebook:
        score = gradebook.find_submission(ASSIGNMENT, "ada").score
    earned = {name: answer.marks or full(name) for name, answer in chosen.items()}
    assert score == sum(map(sum, earned.values()))


def full(exercise: str) -> tuple[float, float]:
    """All the marks of an exercise."""
    marks = EXERCISES[exercise].marks
    return marks.check, marks.hidden
