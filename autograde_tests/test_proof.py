"""The checks are right: about the bank of answers, and about mutants of its right ones."""

import re

import pytest
from proof import PAGE, page, proof, read_page, sample

from pooling_course.exercises import EXERCISES

TEXT = PAGE.read_text(encoding="utf-8")
ROWS, EQUIVALENTS = read_page(TEXT)

RENEW = "to make docs/proof.md anew: make proof ARGS={}"


# One process an exercise tries all its answers, so one test asks everything of them.
@pytest.mark.parametrize("exercise", list(EXERCISES))
def test_no_answer_and_no_mutant_is_judged_wrongly(exercise: str) -> None:
    found = proof(exercise, sample(exercise))
    assert not found.complaints, "\n".join(found.complaints)
    assert EQUIVALENTS.get(exercise) == found.equivalent, RENEW.format(exercise)
    assert ROWS.get(exercise) == found.row, RENEW.format(exercise)


def test_the_page_tells_of_every_exercise_and_of_nothing_else() -> None:
    assert list(ROWS) == list(EXERCISES)
    assert page(ROWS, EQUIVALENTS) == TEXT, RENEW.format("")


def test_the_page_on_times_tells_of_every_check() -> None:
    text = PAGE.with_name("check_times.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert told == list(EXERCISES), "to make it anew: python benchmarks/checks.py --page"
