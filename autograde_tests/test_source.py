"""The assignments as the instructor writes them: marks, texts, solutions and examples."""

import inspect
import itertools
import re

import nbformat
import pytest
from course_copy import ROOT
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from pooling_course.exercises import EXERCISES
from pooling_course.exercises.telling_images import HIDDEN, SHOWN

PATHS = {path.parent.name: path for path in sorted((ROOT / "source").glob("*/*.ipynb"))}
each_assignment = pytest.mark.parametrize("assignment", PATHS)

NUMBER_WORDS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]


def read(assignment: str) -> NotebookNode:
    return nbformat.read(PATHS[assignment], as_version=4)


def nbgrader_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells that nbgrader knows, by name and in order."""
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    names = [cell.metadata.nbgrader.grade_id for cell in cells]
    assert len(set(names)) == len(names)
    return dict(zip(names, cells, strict=True))


def declared(assignment: str) -> list[str]:
    """The exercises of an assignment that check themselves, in the order of their declaration."""
    return [name for name, exercise in EXERCISES.items() if exercise.assignment == assignment]


def text_above(notebook: NotebookNode, name: str) -> str:
    """The text of the exercise whose answer cell has that name."""
    before, _ = next(
        pair
        for pair in itertools.pairwise(notebook.cells)
        if pair[1].metadata.get("nbgrader", {}).get("grade_id") == name
    )
    assert before.cell_type == "markdown"
    return before.source


def test_there_is_one_notebook_named_after_each_assignment() -> None:
    assert set(PATHS) == {exercise.assignment for exercise in EXERCISES.values()}
    for assignment, path in PATHS.items():
        assert path.stem == assignment.partition("_")[2]
        assert sorted(path.parent.iterdir()) == [path]


@each_assignment
def test_each_exercise_has_its_three_cells_with_the_declared_marks(assignment: str) -> None:
    cells = nbgrader_cells(read(assignment))
    ends = ("", "-check", "-hidden")
    expected = [name + end for name in declared(assignment) for end in ends]
    assert [name for name in cells if not name.startswith(("imports", "reflection"))] == expected
    for name in declared(assignment):
        marks = EXERCISES[name].marks
        answer, check, hidden = (cells[name + end] for end in ends)
        assert answer.metadata.nbgrader.solution
        assert not answer.metadata.nbgrader.grade
        assert check.source == f"check.{name}({name})"
        assert hidden.source.splitlines()[1:] == [
            "### BEGIN HIDDEN TESTS",
            f"check.{name}({name}, thorough=True)",
            "### END HIDDEN TESTS",
        ]
        assert hidden.source.startswith("# ")
        for cell, points in ((check, marks.check), (hidden, marks.hidden)):
            entry = cell.metadata.nbgrader
            assert (entry.grade, entry.locked, entry.solution) == (True, True, False)
            assert entry.points == points


@each_assignment
def test_the_imports_stand_below_the_first_cell_and_are_locked(assignment: str) -> None:
    _, first, *_ = (cell for cell in read(assignment).cells if cell.cell_type == "code")
    assert first.metadata.nbgrader.locked
    assert first.source.startswith("import numpy as np\n\nfrom pooling_course import check")


@each_assignment
def test_the_texts_name_the_marks_that_there_are(assignment: str) -> None:
    notebook = read(assignment)
    cells = nbgrader_cells(notebook)
    totals = {name: EXERCISES[name].marks for name in declared(assignment)}
    for name, marks in totals.items():
        total = marks.check + marks.hidden
        assert f"\n**{total} marks.** " in text_above(notebook, name)
    in_all = sum(cell.metadata.nbgrader.get("points", 0) for cell in cells.values())
    title = notebook.cells[0].source
    assert f"{in_all} marks" in title
    assert NUMBER_WORDS[len(totals)].lower() in title.lower()


@each_assignment
def test_the_title_links_to_the_lesson_of_its_exercises(assignment: str) -> None:
    lessons = {f"course/{EXERCISES[name].lesson.lesson}.ipynb" for name in declared(assignment)}
    links = set(re.findall(r"\]\(\.\./\.\./([^)#]+)", read(assignment).cells[0].source))
    assert links == lessons
    assert all((ROOT / lesson).exists() for lesson in lessons)


@each_assignment
def test_text_solution_and_reference_have_the_same_arguments(assignment: str) -> None:
    notebook = read(assignment)
    cells = nbgrader_cells(notebook)
    for name in declared(assignment):
        signature = re.match(r"def (\w+\(.*\)):\n", cells[name].source)
        assert signature is not None
        assert f"`{signature[1]}`" in text_above(notebook, name)
        reference = getattr(EXERCISES[name], "reference", None)
        if reference is not None:
            # A failing check shows the call with the reference's names.
            assert signature[1] == f"{name}{inspect.signature(reference)}"


def examples(text: str) -> str:
    """The lines of a text's code blocks."""
    return "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


RUN_EXAMPLES = """
import doctest

_parsed = doctest.DocTestParser().get_doctest({text!r}, dict(globals()), {name!r}, None, 0)
assert _parsed.examples
doctest.DocTestRunner().run(_parsed);
"""


@each_assignment
def test_solutions_earn_all_marks_and_the_examples_are_true(assignment: str) -> None:
    """In a kernel as in class; nothing may be written to standard error, not by Keras either."""
    notebook = read(assignment)
    for name in declared(assignment):
        text = examples(text_above(notebook, name))
        assert ">>> " in text
        notebook.cells.append(new_code_cell(RUN_EXAMPLES.format(text=text, name=name)))
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    marks = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", output.text
            if output.output_type == "execute_result":
                marks[cell.metadata.nbgrader.grade_id] = float(output.data["text/plain"])
    for name, earned in marks.items():
        assert earned == nbgrader_cells(notebook)[name].metadata.nbgrader.points
    failed = [cell.outputs for cell in notebook.cells[-len(declared(assignment)) :] if cell.outputs]
    assert not failed, failed[0][0]["text"]


def test_telling_images_shows_its_six_functions_and_hides_the_others() -> None:
    text = text_above(read("2_with_a_loop"), "telling_images")
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(function.name, function.behaviour) for function in SHOWN]
    for function in HIDDEN:
        assert function.name not in text
        assert function.behaviour not in text


def test_the_reflection_is_marked_by_hand_with_a_rubric_for_all_its_marks() -> None:
    cells = nbgrader_cells(read("4_trade_offs"))
    answer = cells["reflection"].metadata.nbgrader
    assert (answer.grade, answer.solution, answer.points) == (True, True, 5)
    question = cells["reflection-text"]
    # Locked, so that the rubric is put back when a submission is graded, and the marker reads it.
    assert question.metadata.nbgrader.locked
    asked, rubric, rest = re.split(r"=== (?:BEGIN|END) MARK SCHEME ===", question.source)
    assert f"**{answer.points} marks" in asked
    assert sum(int(marks) for marks in re.findall(r"^\| (\d+) \|", rubric, re.MULTILINE)) == 5
    assert not rest.strip()
