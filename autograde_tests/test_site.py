"""The web site: complete, linked, readable, and on its own."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import make_site
import pytest
import web_files
from axe_playwright_python.sync_playwright import Axe
from executed_lessons import LESSONS, execute
from playwright.sync_api import Browser, Page, Route, expect

in_browser = pytest.mark.needs("chromium", "npm")
LESSON_PAGES = [f"course/{lesson.stem}.html" for lesson in LESSONS]
PAPERS = sorted(f"docs/{page.stem}.html" for page in make_site.DOCS.glob("*.md"))
PAGES = ["index.html", *LESSON_PAGES, *(page for page in PAPERS if page != "docs/index.html")]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def site(shared_folder: Path, executed_lessons: Path) -> Path:
    """The site, built once for all processes of this run of the tests, in a folder below another.

    That Sphinx has nothing to warn of is part of its being built.
    """
    folder = shared_folder / "site" / "sub" / "path"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (shared_folder / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for lesson in LESSONS:
                execute(lesson, executed_lessons)
            make_site.build(folder, kept=executed_lessons)
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address of a server on which the site is at a sub-path."""
    handler = partial(QuietHandler, directory=str(site.parent.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sub/path"
        server.shutdown()


@dataclass
class Visit:
    """An open page, with what it complained of and what it asked others for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def visit(browser: Browser, address: str, **context: Any) -> Visit:
    """Open a page in a browser that has no way out."""
    page = browser.new_context(**context).new_page()
    seen = Visit(page)

    def keep_inside(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            route.continue_()
        else:
            seen.outside.append(route.request.url)
            route.abort()

    page.route("**/*", keep_inside)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: seen.complaints.append(message.text) if message.type == "error" else None,
    )
    page.goto(address, wait_until="networkidle")
    return seen


class Targets(HTMLParser):
    """What a page points at, what can be pointed at in it, and its images without a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.silent: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = dict(attrs)
        self.links += [link for key in ("href", "src") if (link := given.get(key))]
        self.names |= {name for key in ("id", "name") if (name := given.get(key))}
        if tag == "img" and not given.get("alt"):
            self.silent.append(str(given.get("src"))[:80])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Targets]:
    """All pages by their files."""
    files = (path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts)
    return {path: Targets(path.read_text(encoding="utf-8")) for path in files}


@pytest.mark.needs("npm")
def test_every_link_of_the_site_leads_to_a_file_and_a_place_in_it(
    pages: dict[Path, Targets],
) -> None:
    broken = []
    for page, targets in pages.items():
        for link in targets.links:
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            file = (page.parent / path.partition("?")[0]).resolve() if path else page
            names = pages[file].names if file in pages else set()
            if not file.exists() or (anchor and file in pages and anchor not in names):
                broken.append(f"{page.name}: {link}")
    assert not broken


@pytest.mark.needs("npm")
def test_every_picture_has_a_text(pages: dict[Path, Targets]) -> None:
    assert {page.name: found.silent for page, found in pages.items() if found.silent} == {}


@pytest.mark.needs("npm")
def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loads = re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//[^\"]*\"")
    found = {page.name: loads.findall(page.read_text("utf-8")) for page in site.rglob("*.html")}
    assert {name: tags for name, tags in found.items() if tags} == {}


@pytest.mark.needs("npm")
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_can_be_opened_where_the_readme_says_the_course_is(
    lesson: Path, pages: dict[Path, Targets], site: Path
) -> None:
    (name,) = re.findall(r"mybinder.org/v2/gh/([^/]+/[^/]+)/", make_site.README)
    links = pages[site / "course" / f"{lesson.stem}.html"].links
    path = f"course/{lesson.name}"
    assert f"https://mybinder.org/v2/gh/{name}/main?urlpath=lab/tree/{path}" in links
    assert f"https://colab.research.google.com/github/{name}/blob/main/{path}" in links


@pytest.mark.needs("npm")
def test_every_module_is_in_the_reference(site: Path) -> None:
    source = make_site.ROOT / "src"
    modules = {
        ".".join(path.relative_to(source).with_suffix("").parts)
        for package in ("pooling_course", "safegrade")
        for path in (source / package).rglob("*.py")
        if path.stem != "__init__"
    }
    assert modules <= {path.stem for path in (site / "reference").rglob("*.html")}


@pytest.mark.needs("npm")
def test_the_site_has_every_page_of_docs(site: Path) -> None:
    papers = {path.stem for path in make_site.DOCS.glob("*.md")} - {"index"}
    assert papers <= {path.stem for path in (site / "docs").glob("*.html")}


@in_browser
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_page_asks_nobody_for_anything(
    page: str, scheme: str, browser: Browser, address: str
) -> None:
    seen = visit(browser, f"{address}/{page}", color_scheme=scheme)
    assert seen.page.evaluate("document.documentElement.dataset.theme") == scheme
    assert seen.page.locator("h1:visible").count() == 1
    # First: axe-core itself loads style sheets once more, at addresses where there are none.
    assert (seen.complaints, seen.outside) == ([], [])
    unfold(seen.page)
    found = Axe().run(seen.page)
    assert not found.violations_count, found.generate_report()


def unfold(page: Page) -> None:
    """Show all answers."""
    page.evaluate("document.querySelectorAll('.cell details').forEach((each) => each.open = true)")


@in_browser
@pytest.mark.parametrize("page", LESSON_PAGES)
def test_in_the_dark_no_figure_and_no_widget_lies_on_light_paper(
    page: str, browser: Browser, address: str
) -> None:
    seen = visit(browser, f"{address}/{page}", color_scheme="dark")
    unfold(seen.page)
    light = seen.page.evaluate(
        """() => {
          const light = (element) => {
            const [red, green, blue, alpha = 1] =
              getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
            return alpha > 0 && (red + green + blue) / 3 > 128;
          };
          const around = (element) => element.closest("main") === element
            ? [] : [element, ...around(element.parentElement)];
          return [...document.querySelectorAll(".pooling-figure, .pooling-widget, .bd-article pre")]
            .filter((element) => around(element).some(light)).map((element) => element.outerHTML);
        }"""
    )
    assert [html[:100] for html in light] == []


@in_browser
def test_the_explorer_is_moved_by_the_mouse(browser: Browser, site: Path) -> None:
    seen = visit(browser, f"file://{site / LESSON_PAGES[0]}")
    explorer = seen.page.locator(".pooling-explorer").first
    explorer.scroll_into_view_if_needed()
    box = explorer.locator("canvas").first.bounding_box()
    assert box
    seen.page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] - 12)
    expect(explorer.locator(".says")).to_contain_text("maximum 8 at row 2, column 2")
    explorer.get_by_role("button", name="Fill all").click()
    expect(explorer.locator("canvas").nth(1)).to_have_attribute(
        "aria-label", "Output, 2 rows by 2 columns: 6 9 / 4 8."
    )
    assert (seen.complaints, seen.outside) == ([], [])


@in_browser
def test_the_explorer_is_reached_and_moved_by_the_keyboard(browser: Browser, site: Path) -> None:
    seen = visit(browser, f"file://{site / LESSON_PAGES[0]}")
    explorer = seen.page.locator(".pooling-explorer").first
    explorer.wait_for()
    for _ in range(100):
        seen.page.keyboard.press("Tab")
        if explorer.locator(".stage:focus").count():
            break
    for key in ("ArrowRight", "ArrowDown"):
        seen.page.keyboard.press(key)
    expect(explorer.locator(".says")).to_contain_text("maximum 8 at row 2, column 2")
    assert (seen.complaints, seen.outside) == ([], [])


@in_browser
def test_the_summary_moves(browser: Browser, site: Path) -> None:
    seen = visit(browser, f"file://{site / LESSON_PAGES[2]}")
    summary = seen.page.locator(".pooling-summary").first
    expect(summary.locator("tfoot")).to_contain_text("36,023")
    summary.get_by_label("Max pooling").select_option("2 × 2")
    expect(summary.locator("tfoot")).to_contain_text("2,948")
    assert (seen.complaints, seen.outside) == ([], [])


@in_browser
def test_an_answer_is_shown_by_the_keyboard_when_it_is_wanted(browser: Browser, site: Path) -> None:
    seen = visit(browser, f"file://{site / LESSON_PAGES[0]}")
    fold = seen.page.locator(".cell details").first
    expect(fold.locator("img.pooling-figure")).to_be_hidden()
    fold.locator("summary").press("Enter")
    expect(fold.locator("img.pooling-figure")).to_be_visible()
    expect(fold.locator("summary")).to_have_text("Hide the answer", use_inner_text=True)


@in_browser
@pytest.mark.parametrize("page", PAGES)
def test_on_a_phone_a_page_opened_as_a_file_is_as_wide_as_the_phone(
    page: str, browser: Browser, site: Path
) -> None:
    seen = visit(browser, f"file://{site / page}", viewport=PHONE)
    unfold(seen.page)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert (seen.complaints, seen.outside) == ([], [])


@in_browser
@pytest.mark.parametrize("where", ["file", "server"])
def test_search_finds_a_word_without_a_network(
    where: str, browser: Browser, site: Path, address: str
) -> None:
    root = f"file://{site}" if where == "file" else address
    seen = visit(browser, f"{root}/search.html?q=stride")
    results = seen.page.locator("#search-results li a")
    results.first.wait_for()
    assert any(
        "02_max_pooling_with_a_loop" in (a.get_attribute("href") or "") for a in results.all()
    )
    assert (seen.complaints, seen.outside) == ([], [])


@in_browser
def test_a_formula_is_set_by_the_sites_own_mathjax(browser: Browser, site: Path) -> None:
    seen = visit(browser, f"file://{site / LESSON_PAGES[1]}")
    seen.page.locator("mjx-container").first.wait_for()
    assert (seen.complaints, seen.outside) == ([], [])


@pytest.mark.needs("npm")
def test_a_script_that_is_not_what_it_was_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (require,) = [package for package in web_files.PACKAGES if package.name == "requirejs"]
    other = web_files.Package(require.name, require.version, "another digest", require.files)
    monkeypatch.setattr(web_files, "PACKAGES", (other,))
    with pytest.raises(web_files.WebFilesError, match="is not what it was"):
        web_files.fetch(tmp_path / "files")
    assert not list((tmp_path / "files").iterdir())


def test_without_npm_one_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(web_files.WebFilesError, match="apt-get install npm"):
        web_files.fetch(tmp_path / "files")


def test_a_link_to_a_file_that_is_no_page_leads_to_the_repository(tmp_path: Path) -> None:
    name, branch = make_site.repository()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "safegrade.md").touch()
    page = tmp_path / "docs" / "index.md"
    text = "[a](safegrade.md) [b](../README.md#for-binder) [c](/src) [d](nowhere.md) [e](https://x)"
    assert make_site.with_links_to_the_repository(text, page, tmp_path) == (
        f"[a](safegrade.md) [b](https://github.com/{name}/blob/{branch}/README.md#for-binder) "
        f"[c](https://github.com/{name}/blob/{branch}/src) [d](nowhere.md) [e](https://x)"
    )
