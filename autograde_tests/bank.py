"""The bank of sample answers: what students write, right and wrong, and the marks it earns.

``answers/NAME.py`` holds the answers to exercise ``NAME`` in percent format::

    # %% right: nested loops
    def first_window(image): ...

    # %% wrong: takes the minimum
    # marks: 0 + 0
    # mistake: minimum
    def first_window(image): ...

Below its header stands the source just as a student would type it into the cell. ``marks`` is what
a wrong answer earns in check + hidden (nothing, unless it says so); ``mistake`` is the known
mistake that the check should name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "answers"

HEADER = re.compile(r"# %% (right|wrong): (\S.*)")
SETTING = re.compile(r"# (\w+): *(.*)")
NUMBER = r"(\d+(?:\.\d+)?)"
MARKS = re.compile(rf"{NUMBER} \+ {NUMBER}")
MISTAKE = re.compile(r"[a-z0-9']+(?:-[a-z0-9']+)*")


class BankError(ValueError):
    """A file of answers is not in the format of the bank; says in which line and why."""


@dataclass(frozen=True)
class Answer:
    """One student's answer to one exercise."""

    exercise: str
    title: str
    right: bool
    source: str
    marks: tuple[float, float] | None
    """What it earns in check + hidden; None means all the marks there are (a right answer)."""
    mistake: str | None
    """The known mistake that should be named, if any."""
    line: int
    """Where its header stands in the file."""

    def __str__(self) -> str:
        return f"{self.exercise}, {'right' if self.right else 'wrong'}: {self.title}"


def exercises() -> list[str]:
    """The names of the exercises that have a file of answers."""
    return sorted(path.stem for path in FOLDER.glob("*.py"))


def answers(exercise: str) -> list[Answer]:
    """All answers to the exercise, in the order of the file.

    Raises ``BankError`` if the file does not keep to the format.
    """
    return read(FOLDER / f"{exercise}.py")


def read(path: Path) -> list[Answer]:
    """All answers in a file named after its exercise."""
    found: list[Answer] = []
    for line, text in _cells(path):
        answer = _answer(path, line, text)
        if any(answer.title == other.title for other in found):
            raise BankError(f"{path}:{line}: there is another answer titled {answer.title!r}")
        found.append(answer)
    return found


def _cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each header's line number, with the lines from there to the next header."""
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [index for index, text in enumerate(lines) if text.startswith("# %%")]
    if any(text.strip() for text in lines[: starts[0] if starts else None]):
        raise BankError(f"{path}:1: text before the first '# %%' header")
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, lines[start:end]


def _answer(path: Path, line: int, text: list[str]) -> Answer:
    header = HEADER.fullmatch(text[0])
    if header is None:
        raise BankError(
            f"{path}:{line}: {text[0]!r} is not '# %% right: TITLE' or '# %% wrong: TITLE'"
        )
    right = header[1] == "right"
    settings: dict[str, str] = {}
    first = 1
    while first < len(text) and (setting := SETTING.fullmatch(text[first])):
        name, here = setting[1], f"{path}:{line + first}"
        if name not in ("marks", "mistake"):
            raise BankError(
                f"{here}: {name!r} is neither 'marks' nor 'mistake' "
                "(if it is a comment of the student's, leave a line free above it)"
            )
        if right:
            raise BankError(f"{here}: a right answer earns all marks and has no {name!r}")
        if name in settings:
            raise BankError(f"{here}: {name!r} is given twice")
        if not (MARKS if name == "marks" else MISTAKE).fullmatch(setting[2]):
            form = "'1 + 0'" if name == "marks" else "a key such as 'overlapping-windows'"
            raise BankError(f"{here}: {name!r} should be {form}, not {setting[2]!r}")
        settings[name] = setting[2]
        first += 1
    source = "\n".join(text[first:]).strip("\n")
    if not source.strip():
        raise BankError(f"{path}:{line}: no source below the header")
    check, hidden = settings.get("marks", "0 + 0").split(" + ")
    return Answer(
        exercise=path.stem,
        title=header[2],
        right=right,
        source=source,
        marks=None if right else (float(check), float(hidden)),
        mistake=settings.get("mistake"),
        line=line,
    )
