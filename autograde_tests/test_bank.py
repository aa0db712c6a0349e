"""The bank of sample answers is large enough and well formed; ``test_proof`` tries it."""

from pathlib import Path

import bank
import pytest
from bank import Answer, BankError
from proof import full_marks

from pooling_course.exercises import EXERCISES

LEAST_RIGHT = 8
LEAST_WRONG = 15

exercise_names = pytest.mark.parametrize("exercise", list(EXERCISES))


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
