"""The marks of whole submissions, made from the bank and graded as a class is.

One submission answers each exercise of an assignment, rightly or wrongly, so as many submissions
are enough as there are answers to one exercise. ``safegrade`` grades the whole bank, and
``nbgrader autograde``, one after another, a part of it; ``parity`` compares with stock nbgrader.
"""

import itertools
from collections.abc import Callable
from pathlib import Path

import bank
import pytest
from bank import Answer
from course_copy import copy_course, run
from nbgrader.api import Gradebook
from submission import build, submit, topic

from pooling_course.exercises import EXERCISES

RIGHT = 3
WRONG = 5

AUTOGRADE = ("nbgrader", "autograde")
SAFEGRADE = ("safegrade",)

# No mark depends on how small the failing example is, and the search takes most of the time.
WITHOUT_SEARCH = """
from pooling_course import function_exercise

def prepare(assignment):
    function_exercise.SECONDS_TO_SHRINK = 0
"""

ASSIGNMENTS = sorted({exercise.assignment for exercise in EXERCISES.values()})


def spread(answers: list[Answer], number: int) -> list[Answer]:
    """So many of the answers, from the first on, evenly spread over all."""
    return [answers[len(answers) * k // number] for k in range(number)]


def some_answers(exercise: str) -> list[Answer]:
    """The answers to the exercise that ``nbgrader autograde`` grades: right and wrong ones."""
    found = bank.answers(exercise)
    right = spread([answer for answer in found if answer.right], RIGHT)
    wrong = spread([answer for answer in found if not answer.right], WRONG)
    return right + wrong


def class_of(assignment: str, answers: Callable[[str], list[Answer]]) -> dict[str, list[Answer]]:
    """By student, one of the answers to each exercise of the assignment, while there are any."""
    columns = []
    for turn, (name, exercise) in enumerate(EXERCISES.items()):
        if exercise.assignment == assignment:
            found = answers(name)
            # Not all right ones in one submission: an exercise must not lend its marks to another.
            turn = 5 * turn % len(found)
            columns.append(found[turn:] + found[:turn])
    rows = itertools.zip_longest(*columns)
    return {
        f"student{number}": [answer for answer in row if answer is not None]
        for number, row in enumerate(rows)
    }


def expected_marks(answer: Answer) -> tuple[float, float]:
    """What the answer earns in check + hidden."""
    marks = EXERCISES[answer.exercise].marks
    return answer.marks if answer.marks is not None else (float(marks.check), float(marks.hidden))


def graded(
    folder: Path,
    assignment: str,
    submissions: dict[str, dict[str, str]],
    command: tuple[str, ...] = SAFEGRADE,
) -> Callable[[str], dict[str, float]]:
    """Grade submissions, by student and exercise, in a copy of the course; the marks of each."""
    copy_course(folder, [assignment])
    run(folder, "nbgrader", "generate_assignment", assignment)
    for student, sources in submissions.items():
        submit(build(assignment, sources, course=folder), student, assignment, folder)
    if command == SAFEGRADE:
        (folder / "without_search.py").write_text(WITHOUT_SEARCH)
        with (folder / "nbgrader_config.py").open("a") as config:
            config.write('c.Safegrade.prepare_marker.append("without_search:prepare")\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        run(folder, *command, assignment)

    def marks(student: str) -> dict[str, float]:
        with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
            notebook = gradebook.find_submission_notebook(topic(assignment), assignment, student)
            return {grade.name: grade.auto_score for grade in notebook.grades}

    return marks


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
@pytest.mark.parametrize(
    ("command", "answers"),
    [(AUTOGRADE, some_answers), (SAFEGRADE, bank.answers)],
    ids=["autograde", "safegrade"],
)
def test_every_answer_earns_in_class_what_the_bank_says(
    tmp_path: Path,
    assignment: str,
    command: tuple[str, ...],
    answers: Callable[[str], list[Answer]],
) -> None:
    students = class_of(assignment, answers)
    marks = graded(
        tmp_path / "course",
        assignment,
        {
            student: {answer.exercise: answer.source for answer in row}
            for student, row in students.items()
        },
        command,
    )
    complaints = []
    for student, row in students.items():
        got = marks(student)
        for answer in row:
            earned = (got[f"{answer.exercise}-check"], got[f"{answer.exercise}-hidden"])
            expected = expected_marks(answer)
            if earned != pytest.approx(expected, abs=1e-3):
                complaints.append(f"{student}: {answer} earns {earned}, not {expected}")
    assert not complaints, "\n".join(complaints)


def test_an_answer_may_call_a_function_from_a_cell_above(tmp_path: Path) -> None:
    source = "\n".join(
        [
            "def max_pool_channels(images, size=2, stride=None):",
            "    return np.stack([np.stack([max_pool(image[:, :, k], size, stride)",
            "                               for k in range(image.shape[2])], axis=-1)",
            "                     for image in images])",
        ]
    )
    right, wrong = (
        next(answer for answer in bank.answers("max_pool") if answer.title == title)
        for title in ("sliding windows", "stride ignored")
    )
    marks = graded(
        tmp_path / "course",
        "2_with_a_loop",
        {
            "right": {"max_pool": right.source, "max_pool_channels": source},
            "wrong": {"max_pool": wrong.source, "max_pool_channels": source},
        },
    )
    names = ("max_pool-check", "max_pool-hidden", "max_pool_channels-check")
    names += ("max_pool_channels-hidden",)
    assert [marks("right")[name] for name in names] == [1, 3, 1, 3]
    assert [marks("wrong")[name] for name in names] == [0, 0, 0, 0]
