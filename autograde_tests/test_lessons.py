"""The lessons run, and what they say is true.

Each sentence that is worked out in the lesson's kernel (see `executed_lessons.py`) has to stand in
the lesson, and every number of two digits or more has to stand in such a sentence.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import fashion_files
import nbformat
import pytest
from executed_lessons import LESSONS, Executed, execute
from nbconvert import SlidesExporter

# The steps in which lessons 1 to 3 are presented, one slide each.
FOURTEEN_STEPS = [
    "Why pool? A network has many parameters",
    "Pooling summarises the output of a convolution",
    "Max pooling on a real photograph",
    "The first window, and its maximum",
    "One large pixel takes its place",
    "The next window",
    "All windows: a quarter of the pixels",
    "By hand: make room for the output",
    "By hand: along the first row",
    "By hand: the second row",
    "The loop",
    "Keras does the same",
    "A network without pooling, and one with",
    "The two summaries",
]

# Of one kernel. Binder has 2 GB for JupyterLab, this kernel, and the one that Validate starts.
MOST_MEMORY = 1.2e9
# Two processors for a minute. Processor time, unlike time by the clock, hardly depends on what else
# the machine does.
MOST_PROCESSOR_SECONDS = 120

# What starts a line that shows a figure, or something to play with.
SHOWS = r"^(draw\.\w+|explore|summary_table)\("
WIDGET = r"^(explore|summary_table)\("

MISSPELT = {
    "Numpy": "NumPy",
    "numpy array": "NumPy array",
    "Tensorflow": "TensorFlow",
    "Jupyterlab": "JupyterLab",
    "matplotlib": "Matplotlib",
    "Fashion MNIST": "Fashion-MNIST",
    "FashionMNIST": "Fashion-MNIST",
    "Softmax": "softmax",
    "ReLu": "ReLU",
    "feature-map": "feature map",
    "maxpool": "max pool",
    "max-pool": "max pool",
}


class Images(HTMLParser):
    """The alternative text of each `<img>` that it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.alts: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.alts.append(dict(attrs).get("alt"))


def read(lesson: Path) -> Any:
    return nbformat.read(lesson, as_version=4)


def prose(notebook: Any) -> str:
    """All text cells, with every run of white space as one blank."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    return " ".join("\n\n".join(cells).split())


def plain(text: str) -> str:
    """Prose as it is read: no code, no addresses of links, no times."""
    text = re.sub(r"`[^`]*`", " ", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"\*\*Time:\*\*.*?\*\*You need:\*\*", " ", text)


def alts(cell: Any) -> list[str | None]:
    images = Images()
    for output in cell.get("outputs", []):
        images.feed(output.get("data", {}).get("text/html", ""))
    return images.alts


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_in_silence_and_what_it_says_is_true(
    lesson: Path, executed_lessons: Path
) -> None:
    executed = execute(lesson, executed_lessons)
    assert_silent_and_true(executed)
    notebook = executed.notebook

    rest = prose(notebook)
    for sentence in executed.sentences:
        rest = rest.replace(sentence, " ")
    assert not re.findall(r"\d[\d,.]*\d", plain(rest)), "numbers that nothing has checked"

    figures = [cell for cell in notebook.cells if alts(cell)]
    assert figures
    assert [cell.id for cell in figures if not all(len(alt or "") > 20 for alt in alts(cell))] == []
    bare = [
        cell.id
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if any(kind.startswith("image/") for kind in output.get("data", {}))
    ]
    assert not bare, "pictures without alternative text"

    slides, _ = SlidesExporter().from_notebook_node(notebook)
    assert all(cell.source.splitlines()[0].lstrip("# ") in slides for cell in steps(notebook))


def assert_silent_and_true(executed: Executed) -> None:
    """Nothing on standard error, every sentence as it was worked out, within time and memory."""
    notebook = executed.notebook
    written = [
        (cell.id, output.text)
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.get("name") == "stderr"
    ]
    assert not written, "standard error"

    not_in_prose = [text for text in executed.sentences if text not in prose(notebook)]
    assert not not_in_prose, "the code gives this, and the lesson does not say it"

    assert executed.memory < MOST_MEMORY
    assert executed.processor_seconds < MOST_PROCESSOR_SECONDS


# Real images too, where they are at hand.
@pytest.mark.parametrize("real", [False, True] if fashion_files.REAL.is_dir() else [False])
def test_what_the_fourth_lesson_says_holds_for_fashion_mnist(real: bool, tmp_path: Path) -> None:
    if real:
        shutil.copytree(fashion_files.REAL, fashion_files.folder_in(tmp_path))
    else:
        fashion_files.write_garments(tmp_path, train=450, test=200)
    executed = execute(LESSONS[3], tmp_path)
    assert_silent_and_true(executed)
    printed = "".join(
        output.get("text", "")
        for cell in executed.notebook.cells
        for output in cell.get("outputs", [])
    )
    assert re.search(r"^These are \d+ \+ \d+ images of Fashion-MNIST\.$", printed, re.M)


def steps(notebook: Any) -> list[Any]:
    return [
        cell
        for cell in notebook.cells
        if cell.metadata.get("slideshow", {}).get("slide_type") == "slide"
    ]


def test_lessons_one_to_three_are_fourteen_slides() -> None:
    headings = [
        cell.source.splitlines()[0] for lesson in LESSONS[:3] for cell in steps(read(lesson))
    ]
    assert headings == [f"## {step}" for step in FOURTEEN_STEPS]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_picture_is_announced_by_a_sentence_that_says_what_to_see(lesson: Path) -> None:
    notebook = read(lesson)
    text, unannounced = "", []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = cell.source
        elif re.search(SHOWS, cell.source, re.M) and "**Look:** " not in text:
            unannounced.append(cell.id)
    assert not unannounced


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_site_waits_for_a_prediction_before_it_shows_what_comes(lesson: Path) -> None:
    """Where nothing is run, what answers a question is folded away; a widget waits by itself."""
    waits: dict[str, bool] = {}
    question = ""
    for cell in read(lesson).cells:
        if cell.cell_type == "markdown":
            question = cell.id if "**Predict:**" in cell.source else ""
            if question:
                waits[question] = False
        elif question:
            folded = "hide-output" in cell.metadata.get("tags", [])
            waits[question] |= folded or bool(re.search(WIDGET, cell.source, re.M))
    assert waits
    assert [question for question, waited in waits.items() if not waited] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_one_first_heading_and_no_gap_in_their_levels(lesson: Path) -> None:
    text = "\n".join(cell.source for cell in read(lesson).cells if cell.cell_type == "markdown")
    levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.M)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps_down = pairwise(levels)
    assert all(below - above <= 1 for above, below in steps_down)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_opens_and_ends_as_all_lessons_do(lesson: Path) -> None:
    cells = [cell.source for cell in read(lesson).cells]
    for word in ("**You will be able to**", "**Time:**", "**You need:**"):
        assert word in cells[0]
    number = LESSONS.index(lesson)
    assert "## Summary" in cells[-1]
    assert f"](../release/{number + 1}_" in cells[-1]
    if number > 0:
        assert f"**Previous:** [Lesson {number}, " in cells[-1]
        assert f"]({LESSONS[number - 1].name})" in cells[-1]
    if number + 1 < len(LESSONS):
        assert f"**Next:** [Lesson {number + 2}, " in cells[-1]
        assert f"]({LESSONS[number + 1].name})" in cells[-1]


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_links_of_a_lesson_lead_somewhere(lesson: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(read(lesson)))
    here = [link.partition("#")[0] for link in links if not link.startswith("https://")]
    assert here
    assert [link for link in here if not (lesson.parent / link).exists()] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_names_are_spelt_as_their_owners_spell_them(lesson: Path) -> None:
    text = plain(prose(read(lesson)))
    assert {wrong: right for wrong, right in MISSPELT.items() if wrong in text} == {}


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_code_of_a_lesson_can_be_read_aloud(lesson: Path) -> None:
    long = [
        cell.id
        for cell in read(lesson).cells
        if cell.cell_type == "code" and len(cell.source.splitlines()) > 24
    ]
    assert not long


def test_numpy_lessons_and_figures_do_without_tensorflow() -> None:
    code = (
        "import sys; from pooling_course import draw, images; from pooling_course import pooling; "
        "images.photograph(); sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
