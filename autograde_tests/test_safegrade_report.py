"""The report on the class tells what is so, opens anywhere, and can keep names to itself."""

import csv
import itertools
import math
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page
from test_safegrade_findings import SHOW, found_cells
from tiny_course import GOOD, TinyCourse

from safegrade.marks import marks_of
from safegrade.report.anonymity import GONE, Anonymiser, aliases_of
from safegrade.report.plots import histogram
from safegrade.report.statistics import confidence, correlation, distribution, exercise_statistics

pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted")

EVIL = "<img src=x onerror=alert(1)>"
# The id, the first and the last name of everybody, and the answers; None: nothing was handed in.
PEOPLE: dict[str, tuple[str, str, dict[str, str] | None]] = {
    "ada": ("Ada", "Brandt", GOOD),
    "bo17": ("Bo", "Lindqvist", {"double": "def double(x):\n    return x ** 3  # Bo was here"}),
    "chen": (
        "Chen",
        "Moreau",
        {**GOOD, "double": "def double(x):\n    return x ** 3  # x * x * x"},
    ),
    EVIL: (
        "<script>alert(2)</script>",
        "O'Neil & Sons",
        # The shortest of the answers with this mistake, so it is the example.
        {**GOOD, "double": "def double(x):\n    return '</pre><b>Chen'"},
    ),
    "dara": ("Dara", "Okafor", {"double": f"{SHOW}\ndef double(x):\n    return 2 * x"}),
    "eli": (
        "Eli",
        "Varga",
        {"double": "def double(x):\n    return x  # as it came, and no more", "why": "No."},
    ),
    "fay": ("Fay", "Novak", None),
    "max": ("Max", "Maximilian", {**GOOD, "double": "def double(x):\n    return max(2, x * 2)"}),
    "zed": ("Zed", "Quist", GOOD),
    "yan": ("Yan", "Zimmer", {}),
}
NAMES = re.compile(
    r"\b(ada|brandt|bo17|lindqvist|chen|moreau|onerror|neil|dara|okafor|eli|varga|fay|novak|"
    r"maximilian|zed|quist|yan|zimmer)\b",
    re.IGNORECASE,
)
ALL_SECTIONS = {"Marks", "Exercises", "Mistakes", "To look at", "Not handed in"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """A graded class, one of whom is late, one broken, one missing, and two are alike."""
    course = TinyCourse(tmp_path_factory.mktemp("course"), make_cells=found_cells)
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "tiny") as gradebook:
        gradebook.update_or_create_assignment("sums", duedate=datetime(2026, 10, 9, 18))
        for student, (first, last, _) in PEOPLE.items():
            gradebook.update_or_create_student(student, first_name=first, last_name=last)
        gradebook.update_or_create_student("gus", first_name="Gus", last_name="Pereira")
    for student, (_, _, answers) in PEOPLE.items():
        if answers is not None:
            course.submit(student, course.answered(answers))
    # Lists of who was late, unlike that of the slowest, do not depend on this machine.
    for student, stamp in {"chen": "2026-10-10 19:00 UTC", EVIL: "2026-10-09 18:01 UTC"}.items():
        course.path(student).with_name("timestamp.txt").write_text(stamp)
    course.submit("gus", b"%PDF-1.7 my solutions")
    done = course.run("safegrade", "sums")
    assert done.returncode == 0, done.stdout + done.stderr
    return course


def report(course: TinyCourse, *options: str) -> Path:
    done = course.run("safegrade", "report", "sums", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(done.stdout.strip())


@pytest.fixture(scope="module")
def named(course: TinyCourse) -> Path:
    return report(course)


@pytest.fixture(scope="module")
def anonymous(course: TinyCourse) -> Path:
    return report(course, "--anonymous")


@pytest.fixture
def opened(browser: Browser) -> Iterator[Any]:
    """Opens a page from the disk and fails if anything is asked for, said, or goes wrong."""
    contexts = []

    def open_page(path: Path, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.goto(path.as_uri())
        assert asked.pop(0) == path.as_uri()
        return page

    asked: list[str] = []
    yield open_page
    for context in contexts:
        context.close()
    assert [one for one in asked if not one.startswith("data:")] == []


def table(page: Page, caption: str) -> list[list[str]]:
    """The cells of a table's body as they are seen."""
    found = page.locator("table", has=page.locator("caption", has_text=caption))
    rows = found.locator("tbody tr").all()
    return [[cell.strip() for cell in row.locator("th, td").all_inner_texts()] for row in rows]


@pytest.mark.needs("bwrap", "chromium")
def test_the_page_tells_what_is_so(named: Path, opened: Any) -> None:
    page = opened(named)
    assert set(page.locator("h2").all_inner_texts()) >= ALL_SECTIONS
    assert "11 students, 10 submissions, 1 without one." in page.locator("header").inner_text()
    mistakes = table(page, "Mistakes by how many")
    # Four are wrong in different ways, and the check calls them all the same. Yan has left the
    # answer empty.
    assert [(row[0], row[1], row[-1]) for row in mistakes] == [("double", "squared", "4 of 10")]
    assert page.locator("#missing ~ ul").inner_text().strip() == "Novak, Fay (fay)"
    late = {row[0]: row[1] for row in table(page, "Late submissions")}
    evil = f"O'Neil & Sons, <script>alert(2)</script> ({EVIL})"
    assert late == {"Moreau, Chen (chen)": "1 day 1 hour", evil: "1 minute"}
    flags = table(page, "What was wrong")
    assert [row[:2] for row in flags] == [["Pereira, Gus (gus)", "flagged"]]
    assert "is not a notebook" in flags[0][2]
    assert page.locator("pre code").first.inner_text().startswith("def double(x):")


@pytest.mark.needs("bwrap", "chromium")
def test_similar_pairs_are_listed(named: Path, opened: Any) -> None:
    pairs = [row[:2] for row in table(opened(named), "Pairs whose answers")]
    assert pairs == [["Brandt, Ada (ada)", "Quist, Zed (zed)"]]


@pytest.mark.needs("bwrap")
def test_forged_findings_do_not_count(named: Path) -> None:
    assert "forged" not in named.read_text("utf-8")


@pytest.mark.needs("bwrap")
def test_what_students_write_is_text_and_nothing_else(named: Path) -> None:
    text = named.read_text("utf-8")
    assert "<img src=x" not in text
    assert "<script>alert" not in text
    assert text.count("<script") == text.count("</script") == 1
    assert "&lt;img src=x onerror=alert(1)&gt;" in text
    assert "&lt;/pre&gt;&lt;b&gt;" in text


@pytest.mark.needs("bwrap", "chromium")
@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1200, "height": 900}},
        {"viewport": {"width": 1200, "height": 900}, "color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 740}},
        {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    ],
    ids=["wide", "wide dark", "phone", "phone dark"],
)
@pytest.mark.parametrize("which", ["named", "hidden", "anonymous"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    named: Path, anonymous: Path, opened: Any, which: str, options: dict[str, Any]
) -> None:
    # axe-core comes in from outside, which the page's own policy forbids.
    page = opened(anonymous if which == "anonymous" else named, bypass_csp=True, **options)
    if which == "hidden":
        page.click("text=Hide names")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.needs("bwrap", "chromium")
def test_the_button_hides_all_names_and_shows_them_again(named: Path, opened: Any) -> None:
    page = opened(named)
    before = page.inner_text("body")
    assert {"Brandt", "Moreau", "Novak"} <= set(re.findall(r"\w+", before))
    page.click("text=Hide names")
    assert NAMES.findall(page.inner_text("body")) == []
    assert page.get_attribute("#names", "aria-pressed") == "true"
    page.click("#names")
    assert page.inner_text("body") == before


@pytest.mark.needs("bwrap", "chromium")
def test_an_anonymous_report_has_no_name_in_it_at_all(anonymous: Path, opened: Any) -> None:
    files = [anonymous, *anonymous.parent.glob("sums.anonymous.*.csv")]
    assert len(files) == 7
    for file in files:
        assert NAMES.findall(file.read_text("utf-8")) == [], file
    page = opened(anonymous)
    assert "Student 1" in page.inner_text("body")
    assert not page.locator("button").count()


@pytest.mark.needs("bwrap", "chromium")
def test_it_prints_without_what_is_only_for_the_screen(named: Path, opened: Any) -> None:
    page = opened(named, color_scheme="dark", viewport={"width": 690, "height": 970})
    assert page.pdf(format="A4").count(b"/Type /Page\n") >= 1
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert not page.locator("#names").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.needs("bwrap")
def test_the_numbers_are_those_of_the_gradebook(course: TinyCourse, named: Path) -> None:
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "tiny") as gradebook:
        marks = marks_of(gradebook, "sums")
    rows = {row.student: row for row in marks.rows}
    read = [row.marks for name, row in rows.items() if row.marks is not None and name != "gus"]
    scores = np.array([[mark.score for mark in own] for own in read])
    with named.with_name("sums.exercises.csv").open() as file:
        found = {row["exercise"]: row for row in csv.DictReader(file)}
    # "why" waits for a person, so it is in nobody's rest.
    for place, other, exercise in ((0, 1, "double"), (1, 0, "total")):
        expected = np.corrcoef(scores[:, place], scores[:, other])[0, 1]
        assert float(found[exercise]["discrimination"]) == pytest.approx(expected, abs=5e-4)
        success = scores[:, place].mean() / marks.exercises[place].maximum
        assert float(found[exercise]["success rate"]) == pytest.approx(success, abs=5e-4)
        assert int(found[exercise]["counted"]) == len(read)
    with named.with_name("sums.marks.csv").open() as file:
        totals = {row["student"]: row["in all"] for row in csv.DictReader(file)}
    assert totals["fay"] == ""
    for student, row in rows.items():
        if row.marks is not None:
            assert float(totals[student]) == pytest.approx(row.total, abs=0.005)


@pytest.mark.needs("bwrap")
def test_what_was_graded_elsewhere_is_not_believed(course: TinyCourse) -> None:
    folder = course.root / "safegrade" / "graded" / "sums"
    record = folder / "chen" / "adding.json"
    text = record.read_text("utf-8")
    try:
        record.write_text(text.replace("squared", "other"), "utf-8")
        page = report(course, "--to", "elsewhere").read_text("utf-8")
    finally:
        record.write_text(text, "utf-8")
    assert "1 graded notebook is not counted here" in page
    with (course.root / "elsewhere" / "sums.mistakes.csv").open() as file:
        assert [row["students"] for row in csv.DictReader(file)] == ["3"]


def fails(course: TinyCourse, *arguments: str) -> str:
    done: subprocess.CompletedProcess[str] = course.run("safegrade", "report", *arguments)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_class_that_has_handed_nothing_in_has_a_report(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    text = report(course).read_text("utf-8")
    assert "Nothing was handed in and graded yet." in text
    assert "It has: sums" in fails(course, "nope")
    assert "Name one assignment" in fails(course)
    assert "Name one assignment" in fails(course, "sums", "more")


@pytest.mark.needs("bwrap")
def test_an_assignment_named_report_is_graded_by_its_option(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path, assignment="report")
    course.submit("ada", course.answered())
    done = course.run("safegrade", "--assignment=report")
    assert done.returncode == 0, done.stdout + done.stderr
    assert course.path("ada", "autograded").is_file()
    done = course.run("safegrade", "report", "report")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (course.root / "report" / "report.html").is_file()


def test_the_correlation_is_pearsons_and_undefined_where_nothing_varies() -> None:
    draw = np.random.default_rng(7)
    one, other = draw.normal(size=40), draw.normal(size=40)
    expected = np.corrcoef(one, one + other)[0, 1]
    assert correlation(list(one), list(one + other)) == pytest.approx(expected)
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([1, 2, 3], [0.3, 0.3, 0.3]) is None
    assert correlation([1, 2], [1, 2]) is None


def test_the_interval_narrows_with_the_number_and_stays_within_one() -> None:
    few, many = confidence(0.5, 8), confidence(0.5, 200)
    assert few is not None
    assert many is not None
    assert -1 < few[0] < many[0] < 0.5 < many[1] < few[1] < 1
    assert math.atanh(many[1]) - math.atanh(0.5) == pytest.approx(1.959964 / math.sqrt(197))
    assert confidence(1.0, 50) is None
    assert confidence(0.5, 3) is None


def test_marks_that_a_person_has_still_to_give_are_not_counted() -> None:
    found = exercise_statistics([2, None, 0, 1], [5, 9, 1, 3], 2)
    assert (found.counted, found.success, found.full) == (3, 0.5, 1 / 3)
    assert found.discrimination == pytest.approx(1)
    assert exercise_statistics([None, None], [1, 2], 2).success is None


@pytest.mark.parametrize("maximum", [0.5, 1, 3, 7, 10, 17, 26, 40, 100, 1234])
def test_every_mark_is_in_one_bin_between_round_limits(maximum: float) -> None:
    totals = [maximum * part / 50 for part in range(51)]
    bins = distribution(totals, maximum)
    assert len(bins) <= 14
    assert sum(one.count for one in bins) == len(totals)
    assert bins[0].low == 0
    assert bins[-1].high == maximum
    for one, following in itertools.pairwise(bins):
        assert one.high == following.low
        assert one.count == sum(one.low <= total + 1e-9 < one.high for total in totals)
    for one in bins[:-1]:
        assert one.high == float(f"{one.high:.2g}")
    assert "<svg" in histogram(bins, maximum + 1), "extra credit has its place too"
    assert histogram(bins, maximum / 2).count("<rect") == sum(bool(one.count) for one in bins)


SOURCE = '''\
# written by Ada, with Bo
def ada_max(image):
    """Ada Brandt's own."""
    best = max(image)  # thanks, Bo
    return f"{best} for Max", best
'''


def test_code_loses_comments_and_names_but_keeps_what_python_needs() -> None:
    anonymiser = Anonymiser(["ada", "Ada Brandt", "bo@example.org", "Max"], ["image.max()"])
    clean = anonymiser.code(SOURCE)
    assert "#" not in clean
    assert not re.search(r"(?i)ada|brandt|\bbo\b|Max", clean.replace("max(image)", ""))
    assert "best = max(image)" in clean
    assert clean.startswith(f"def {GONE}_max(image):")


def test_code_that_cannot_be_read_loses_names_too() -> None:
    anonymiser = Anonymiser(["ada"], ["ada"])
    assert "ada" not in anonymiser.code("def f(:  # ada\n  'ada").casefold()


def test_aliases_say_nothing_about_the_order_of_names() -> None:
    students = [f"s{number:03}" for number in range(200)]
    found = [aliases_of(students) for _ in range(3)]
    orders = {tuple(aliases[student] for student in students) for aliases in found}
    assert len(orders) == 3
    for order in orders:
        assert sorted(order) == sorted(f"Student {number}" for number in range(1, 201))
