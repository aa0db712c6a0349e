"""Build the web site of the course into site/: "make site".

The lessons are executed first, as copies: those in course/ stay without outputs. A copy is kept in
build/ until the lesson, or something that it imports, changes. Then Sphinx reads one folder in
which all pages lie as they do in the repository, so links between them work in both.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import web_files
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
BUILD = ROOT / "build"
README = (ROOT / "README.md").read_text(encoding="utf-8")


class SiteError(Exception):
    """The site cannot be built; the text says why."""


def lessons() -> list[Path]:
    """The notebooks of the lessons, in order."""
    return sorted((ROOT / "course").glob("*.ipynb"))


def executed(lesson: Path, kept: Path) -> Path:
    """The lesson with its outputs: from the folder `kept` if it is there, else executed now."""
    copy = place_of(lesson, kept)
    if not copy.exists():
        print(f"executing {lesson.name} ...", end=" ", flush=True)
        began = time.monotonic()
        notebook = nbformat.read(lesson, as_version=4)
        where = {"metadata": {"path": str(lesson.parent)}}
        try:
            client = NotebookClient(notebook, timeout=600, resources=where)
            client.execute(stderr=subprocess.DEVNULL)  # the kernel's own log, not the cells'
        except CellExecutionError as error:
            raise SiteError(f"{lesson.name} failed: {error}") from error
        keep(notebook, copy)
        print(f"{time.monotonic() - began:.0f} s", flush=True)
    return copy


def place_of(lesson: Path, kept: Path) -> Path:
    """Where the executed copy of a lesson is kept."""
    return kept / f"{lesson.stem}-{what_decides(lesson)}.ipynb"


def keep(notebook: nbformat.NotebookNode, copy: Path) -> None:
    """Write an executed copy, whole or not at all."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = copy.with_suffix(".part")
    nbformat.write(notebook, unfinished)
    unfinished.replace(copy)


def what_decides(lesson: Path) -> str:
    """A digest of all that the outputs of a lesson hang on."""
    package = ROOT / "src" / "pooling_course"
    files = (path for path in sorted(package.rglob("*.*")) if path.suffix != ".pyc")
    digest = hashlib.sha256()
    for path in (lesson, ROOT / "requirements.lock", *files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def repository() -> tuple[str, str]:
    """Whose repository this is, as OWNER/NAME, and the branch: the README's last line says it."""
    (found,) = re.findall(r"^\[binder\]: .*?/gh/([^/]+/[^/]+)/([^?]+)", README, re.M)
    return found


def ways_to_run(page: str) -> str:
    """The line that says how to run a notebook oneself."""
    name, branch = repository()
    binder = f"https://mybinder.org/v2/gh/{name}/{branch}?urlpath=lab/tree/{page}"
    colab = f"https://colab.research.google.com/github/{name}/blob/{branch}/{page}"
    return (
        f"**Run it yourself:** on [Binder]({binder}), with nothing to install; on "
        f"[Colab]({colab}), where `%pip install git+https://github.com/{name}` comes first; or at "
        "home with `make lab`."
    )


def lay_out(pages: Path, kept: Path) -> None:
    """Put all pages into one folder, as they lie in the repository."""
    shutil.copytree(DOCS, pages / "docs", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(DOCS / "conf.py", pages)
    for path, notebook in notebooks(kept):
        ways = nbformat.v4.new_markdown_cell(ways_to_run(path), id="ways-to-run")
        notebook.cells.insert(1, ways)
        (pages / path).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, pages / path)
    for page in sorted(pages.glob("docs/*.md")):
        text = page.read_text(encoding="utf-8")
        page.write_text(with_links_to_the_repository(text, page, pages), encoding="utf-8")
    (pages / "docs" / "index.md").rename(pages / "index.md")


def with_links_to_the_repository(text: str, page: Path, pages: Path) -> str:
    """The text, in which links to files that are no pages lead to the repository on the web."""

    def link(found: re.Match[str]) -> str:
        target, anchor = found[1], found[2] or ""
        place = pages / target[1:] if target.startswith("/") else page.parent / target
        path = place.resolve().relative_to(pages.resolve())
        if place.exists() or not (ROOT / path).exists():
            return found[0]
        name, branch = repository()
        return f"](https://github.com/{name}/blob/{branch}/{path}{anchor})"

    return re.sub(r"\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)", link, text)


def notebooks(kept: Path) -> Iterator[tuple[str, nbformat.NotebookNode]]:
    """The lessons with their outputs and the assignments without, by their paths."""
    for lesson in lessons():
        path = str(lesson.relative_to(ROOT))
        yield path, nbformat.read(executed(lesson, kept), as_version=4)
    for assignment in sorted((ROOT / "release").glob("*/*.ipynb")):
        yield str(assignment.relative_to(ROOT)), nbformat.read(assignment, as_version=4)


def build(site: Path, kept: Path = BUILD / "lessons", files: Path = BUILD / "web_files") -> None:
    """Build the site into the folder `site`, which is replaced once all has gone well.

    Args:
        site: the folder that gets the pages.
        kept: where executed lessons are kept.
        files: where the scripts of others are kept.

    Raises:
        SiteError: if a lesson fails, or if Sphinx finds anything to warn of.
        WebFilesError: if the scripts of others cannot be had.

    """
    web_files.fetch(files)
    work = site.parent / f".{site.name}.unfinished"
    shutil.rmtree(work, ignore_errors=True)
    pages, html = work / "pages", work / "html"
    lay_out(pages, kept)
    web_files.lay_out(files, pages / "docs" / "static" / "web")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W"]
    command += ["--keep-going", "-d", str(work / "doctrees"), str(pages), str(html)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SiteError(f"Sphinx is not content:\n{done.stderr.strip()}")
    shutil.rmtree(site, ignore_errors=True)
    html.rename(site)
    shutil.rmtree(work)


def main() -> None:
    """Build the site where the command line says."""
    parser = argparse.ArgumentParser(description="Build the web site of the course.")
    parser.add_argument("--folder", type=Path, default=ROOT / "site", help="where")
    site = parser.parse_args().folder.resolve()
    try:
        build(site)
    except (SiteError, web_files.WebFilesError) as reason:
        sys.exit(f"No site was built. {reason}")
    print(f"The site is in {site}: open index.html there.")


if __name__ == "__main__":
    main()
