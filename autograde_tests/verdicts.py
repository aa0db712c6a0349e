"""What the checks say of the bank's answers: marks and known mistakes, without any notebook.

``verdicts`` judges all answers to an exercise in a process of its own, see ``apart``.
"""

import contextlib
import json
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import bank
import brute_force
import numpy as np
from apart import judged_apart, results


@dataclass(frozen=True)
class Verdict:
    """What an answer earned in check + hidden, and what was said about it."""

    title: str
    marks: tuple[float, float]
    mistakes: tuple[str | None, str | None]
    """The known mistake that the visible check and the hidden tests named, if any."""
    agrees: bool | None
    """Whether it agrees with ``brute_force``; None for exercises which that does not know."""
    crash: str | None
    """The traceback, if the check itself failed."""


@dataclass(frozen=True)
class Lost:
    """An answer that ended its process, or kept it busy for too long."""

    title: str
    status: int
    """The status that the process ended with; -9 if it had to be stopped."""

    @property
    def marks(self) -> tuple[float, float]:
        """Nothing: in class, the process that is lost is the answer's own."""
        return (0.0, 0.0)


def verdicts(exercise: str) -> dict[str, Verdict | Lost]:
    """What became of each answer to the exercise, by its title."""
    titles = [answer.title for answer in bank.answers(exercise)]
    found = judged_apart(__file__, [exercise], len(titles))
    return {
        title: Lost(title, one) if isinstance(one, int) else _verdict(one)
        for title, one in zip(titles, found, strict=True)
    }


def _verdict(fields: dict[str, Any]) -> Verdict:
    fields["marks"], fields["mistakes"] = tuple(fields["marks"]), tuple(fields["mistakes"])
    return Verdict(**fields)


# In the process of its own -------------------------------------------------------------------


def function(answer: bank.Answer) -> Callable[..., Any] | None:
    """What the answer's cell defines under the exercise's name; None if it fails to."""
    namespace: dict[str, Any] = {"np": np, "__name__": "__main__"}
    try:
        exec(compile(answer.source, f"<{answer}>", "exec"), namespace)
    except Exception:
        # The notebook goes on with the next cell as well.
        traceback.print_exc()
    defined: Callable[..., Any] | None = namespace.get(answer.exercise)
    return defined


def judge(answer: bank.Answer) -> Verdict:
    """Run the visible check and the thorough one on the answer."""
    from pooling_course import check
    from pooling_course.exercises import EXERCISES

    exercise = EXERCISES[answer.exercise]
    examine = getattr(check, answer.exercise)
    full = (float(exercise.marks.check), float(exercise.marks.hidden))
    marks: list[float] = []
    mistakes: list[str | None] = []
    crash = None
    defined = function(answer)
    for thorough, most in zip((False, True), full, strict=True):
        earned, mistake = 0.0, None
        if defined is not None:
            try:
                partial = examine(defined, thorough=thorough)
                earned = most if partial is None else float(partial)
            except check.WrongAnswer as wrong:
                mistake = wrong.finding.get("mistake")
            except Exception:
                crash = traceback.format_exc()
        marks.append(earned)
        mistakes.append(mistake)
    return Verdict(
        answer.title,
        marks=(marks[0], marks[1]),
        mistakes=(mistakes[0], mistakes[1]),
        agrees=_agrees(answer, defined),
        crash=crash,
    )


def _agrees(answer: bank.Answer, defined: Callable[..., Any] | None) -> bool | None:
    if answer.exercise not in brute_force.REFERENCES:
        return None
    if defined is None:
        return False
    brute_force.expectations(answer.exercise)  # once; not in the time of the first answer
    try:
        # A wrong answer that never ends is as wrong after a short time.
        with time_for(60 if answer.right else 3):
            return brute_force.agrees(defined, answer.exercise)
    except TooLong:
        return False


class TooLong(BaseException):
    """An answer took more than its time."""


@contextlib.contextmanager
def time_for(seconds: float) -> Iterator[None]:
    """Raise ``TooLong`` in the block once it has used so much processor time."""
    signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_long(*_: object) -> None:
    raise TooLong


def main(exercise: str, first: int) -> None:
    """Print one line of JSON for each answer from the given one on."""
    from pooling_course import function_exercise

    # Marks and mistakes do not depend on how small the failing example is, and what is said must
    # not depend on how busy the machine is.
    function_exercise.SECONDS_TO_SHRINK = 0
    function_exercise.SECONDS_TO_TRY = 30
    lines = results()
    for answer in bank.answers(exercise)[first:]:
        print(json.dumps(asdict(judge(answer))), file=lines, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
