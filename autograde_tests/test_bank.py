"""The bank of sample answers is well formed and true, and the checks agree with it."""

from pathlib import Path

import bank
import pytest
from bank import Answer, BankError
from verdicts import Lost, Verdict, verdicts

from pooling_course.exercises import EXERCISES
from pooling_course.function_exercise import FORBIDDEN

LEAST_RIGHT = 8
LEAST_WRONG = 15
LEAST_NAMED = 0.9

exercise_names = pytest.mark.parametrize("exercise", list(EXERCISES))


def full_marks(exercise: str) -> tuple[float, float]:
    marks = EXERCISES[exercise].marks
    return (float(marks.check), float(marks.hidden))


def test_every_exercise_has_a_file_of_answers_and_every_file_an_exercise() -> None:
    assert bank.exercises() == sorted(EXERCISES)


@exercise_names
def test_there_are_enough_answers(exercise: str) -> None:
    found = bank.answers(exercise)
    right = sum(answer.right for answer in found)
    assert right >= LEAST_RIGHT
    assert len(found) - right >= LEAST_WRONG


@exercise_names
def test_no_two_answers_are_the_same(exercise: str) -> None:
    sources = [answer.source for answer in bank.answers(exercise)]
    assert len(sources) == len(set(sources))


@exercise_names
def test_wrong_answers_name_known_mistakes_and_lose_marks(exercise: str) -> None:
    known = EXERCISES[exercise].mistake_keys
    full = full_marks(exercise)
    for answer in bank.answers(exercise):
        assert answer.mistake is None or answer.mistake in known, answer
        if answer.marks is not None:
            assert all(got <= most for got, most in zip(answer.marks, full, strict=True)), answer
            assert sum(answer.marks) < sum(full), answer


# One process an exercise tries all its answers, so one test asks everything of them.
@exercise_names
def test_checks_and_brute_force_agree_with_the_bank(exercise: str) -> None:
    found = verdicts(exercise)
    answers = bank.answers(exercise)
    complaints = [
        f"{answer} (line {answer.line}) {complaint}"
        for answer in answers
        for complaint in disagreements(answer, found[answer.title])
    ]
    recognisable = [answer for answer in answers if answer.mistake is not None]
    missed = [answer for answer in recognisable if not is_named(answer, found[answer.title])]
    if len(missed) > (1 - LEAST_NAMED) * len(recognisable):
        titles = "; ".join(f"{answer.title} ({answer.mistake})" for answer in missed)
        complaints.append(f"{len(missed)} of {len(recognisable)} mistakes are not named: {titles}")
    assert not complaints, "\n".join(complaints)


def is_named(answer: Answer, verdict: Verdict | Lost) -> bool:
    """Whether the hidden tests say what the answer's mistake is."""
    return isinstance(verdict, Verdict) and verdict.mistakes[1] == answer.mistake


def disagreements(answer: Answer, verdict: Verdict | Lost) -> list[str]:
    """What the bank and the verdict on its answer do not agree about."""
    expected = full_marks(answer.exercise) if answer.marks is None else answer.marks
    if isinstance(verdict, Lost):
        died = f"ends its process with status {verdict.status}"
        return [died] if any(expected) else []
    found = []
    if verdict.crash is not None:
        found.append(f"crashes its check:\n{verdict.crash}")
    if verdict.marks != pytest.approx(expected, abs=1e-3):
        found.append(f"earns {verdict.marks}, not {expected}")
    wrongly = {mistake for mistake in verdict.mistakes if mistake} - {answer.mistake}
    if wrongly:
        found.append(f"is wrongly said to have the mistake {', '.join(wrongly)}")
    if verdict.agrees not in (None, answer.right) and answer.mistake != FORBIDDEN:
        found.append(f"is {'not ' if answer.right else ''}right by brute force")
    return found


def read(path: Path, text: str) -> list[Answer]:
    path.write_text(text, encoding="utf-8")
    return bank.read(path)


def test_an_answer_is_read_as_it_was_typed(tmp_path: Path) -> None:
    text = (
        "# %% right: two lines\n\n# note: mine\ndef one():\n\n    return 1\n\n\n"
        "# %% wrong: half\n# marks: 1 + 0.5\n# mistake: half-done\none = 1\n"
    )
    right, wrong = read(tmp_path / "one.py", text)
    assert right == Answer(
        "one", "two lines", True, "# note: mine\ndef one():\n\n    return 1", None, None, 1
    )
    assert wrong == Answer("one", "half", False, "one = 1", (1, 0.5), "half-done", 9)


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("one = 1\n# %% right: a\none = 1", 1, "before the first"),
        ("one = 1", 1, "before the first"),
        ("# %% right a\none = 1", 1, "is not '# %% right: TITLE'"),
        ("# %%right: a\none = 1", 1, "is not '# %% right: TITLE'"),
        ("# %% wrong:\none = 1", 1, "is not '# %% right: TITLE'"),
        ("# %% right: a\none = 1\n# %% good: b\none = 1", 3, "is not '# %% right: TITLE'"),
        ("# %% right: a\n# marks: 1 + 0\none = 1", 2, "a right answer earns all marks"),
        ("# %% wrong: a\n# marks: 1\none = 1", 2, "should be '1 + 0', not '1'"),
        ("# %% wrong: a\n# mistake: No key\none = 1", 2, "should be a key"),
        ("# %% wrong: a\n# makrs: 1 + 0\none = 1", 2, "'makrs' is neither"),
        ("# %% wrong: a\n# marks: 1 + 0\n# marks: 1 + 0\none = 1", 3, "given twice"),
        ("# %% wrong: a\n\n# %% right: b\none = 1", 1, "no source"),
        ("# %% wrong: a\none = 2\n# %% wrong: a\none = 3", 3, "another answer titled 'a'"),
    ],
)
def test_a_malformed_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, complaint: str
) -> None:
    path = tmp_path / "one.py"
    with pytest.raises(BankError) as error:
        read(path, text)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert complaint in str(error.value)
