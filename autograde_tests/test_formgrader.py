"""An instructor's way through Formgrader in a real browser: from the source to the feedback."""

import getpass
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from bank import answers
from course_copy import ROOT, copy_course, environment, run
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, expect
from server import OPTIONS, serving
from submission import build, topic

from pooling_course.exercises import EXERCISES

ASSIGNMENT = "4_trade_offs"
NOTEBOOK = topic(ASSIGNMENT)
NAMES = [name for name, each in EXERCISES.items() if each.assignment == ASSIGNMENT]
AUTOMATIC = sum(EXERCISES[name].marks.check + EXERCISES[name].marks.hidden for name in NAMES)
REFLECTION = "I would ship the small model with pooling. It has fewer parameters."
BY_HAND = 3
COMMENT = "Name two numbers from the plots."
MINUTE = 60_000  # milliseconds

pytestmark = pytest.mark.needs("chromium", "bwrap")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instructor's copy of the course, with one assignment; its release not yet made."""
    folder = tmp_path_factory.mktemp("course")
    copy_course(folder, [ASSIGNMENT])
    return folder


@pytest.fixture
def page(course: Path, browser: Browser) -> Iterator[Page]:
    """Formgrader's list of assignments, opened from JupyterLab's menu."""
    with serving(["jupyter-lab", *OPTIONS], course, environment(course)) as (_, address):
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(3 * MINUTE)
        page.goto(address)
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_text("Formgrader", exact=True).click()
        inside = page.wait_for_selector('iframe[src*="formgrader"]').content_frame()
        assert inside is not None
        inside.wait_for_selector("td.assign a")
        # What the tab shows, in the whole window.
        page.goto(inside.url)
        yield page
        page.close()


def press(page: Page, button: str) -> None:
    """Press one of the buttons in the only row of a table, and see that it worked."""
    page.locator(f"tbody td.{button} a").click()
    told = page.locator("#success-modal, #error-modal")
    expect(told).to_be_visible(timeout=3 * MINUTE)
    assert told.get_attribute("id") == "success-modal", told.inner_text()
    told.get_by_role("button", name="OK").click()
    expect(told).to_have_count(0)


def solved(course: Path) -> nbformat.NotebookNode:
    """The release, every exercise answered rightly."""
    right = {name: next(a.source for a in answers(name) if a.right) for name in NAMES}
    return build(ASSIGNMENT, {**right, "reflection": REFLECTION}, course)


def test_from_the_source_to_the_feedback(page: Page, course: Path, tmp_path: Path) -> None:
    student, name = tmp_path, getpass.getuser()
    exchange = ["--course", "pooling", f"--Exchange.root={course / 'exchange'}"]
    assignments = page.url
    rubric = rubric_lines()

    press(page, "assign")
    released = (course / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb").read_text()
    assert not any(line in released for line in rubric)
    press(page, "release")
    run(student, "nbgrader", "fetch_assignment", ASSIGNMENT, *exchange)
    nbformat.write(solved(course), student / ASSIGNMENT / f"{NOTEBOOK}.ipynb")
    run(student, "nbgrader", "submit", ASSIGNMENT, *exchange)
    press(page, "collect")

    page.locator("tbody td.num-submissions a").click()
    press(page, "autograde")
    expect(page.locator("tbody td.status")).to_have_text("needs manual grading")
    expect(page.locator("tbody td.score")).to_contain_text(f"{AUTOMATIC} / ")

    # The rubric and the answer are on one page, with a place for marks and a comment.
    page.get_by_role("link", name="Manual Grading").click()
    for link in (ASSIGNMENT, NOTEBOOK, "Submission #1"):
        page.locator("tbody").get_by_role("link", name=link).click()
    text = page.get_by_role("main").locator("#notebook")
    for line in [*rubric, REFLECTION]:
        expect(text).to_contain_text(line)
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.ok):
        page.locator("input#reflection").fill(str(BY_HAND))
        page.locator("input#reflection").blur()
    with page.expect_response(lambda answer: "/api/comment/" in answer.url and answer.ok):
        page.locator("textarea#reflection-comment").fill(COMMENT)
        page.locator("textarea#reflection-comment").blur()
    with Gradebook(f"sqlite:///{course}/gradebook.db", "pooling") as gradebook:
        entered = gradebook.find_submission(ASSIGNMENT, name)
        assert (entered.score, entered.needs_manual_grade) == (AUTOMATIC + BY_HAND, False)

    page.goto(assignments)
    press(page, "generate-feedback")
    press(page, "release-feedback")
    run(student, "nbgrader", "fetch_feedback", ASSIGNMENT, *exchange)
    (feedback,) = student.glob(f"{ASSIGNMENT}/feedback/*/{NOTEBOOK}.html")
    shown = feedback.read_text(encoding="utf-8")
    assert f"(Score: {AUTOMATIC + BY_HAND}.0 /" in shown
    assert COMMENT in shown


def rubric_lines() -> list[str]:
    """What the rubric in the source gives marks for."""
    text = (ROOT / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    lines = re.findall(r'"\| \d+ \| (.+?) \|\\n"', text)
    assert lines
    return lines
