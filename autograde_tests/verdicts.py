"""What the checks say of the bank's answers: marks and known mistakes, without any notebook.

``verdicts`` runs all answers to an exercise in a process of its own, so that an answer that
never ends or kills its process costs one test and nothing else.
"""

import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import bank
import brute_force
import numpy as np


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


def verdicts(exercise: str, seconds: float = 60) -> dict[str, Verdict | Lost]:
    """What became of each answer to the exercise, by its title.

    An answer that kills its process, or keeps it busy for ``seconds``, is ``Lost``; the others
    are tried in a new process.
    """
    found: dict[str, Verdict | Lost] = {}
    titles = [answer.title for answer in bank.answers(exercise)]
    while len(found) < len(titles):
        first = len(found)
        with _process(exercise, first) as process:
            for title in titles[first:]:
                line = _line(process, seconds)
                if not line:
                    process.kill()
                    found[title] = Lost(title, process.wait())
                    break
                found[title] = _verdict(line)
    return found


def _process(exercise: str, first: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(Path(__file__)), exercise, str(first)],
        cwd=Path(__file__).parent,
        stdin=subprocess.DEVNULL,  # an answer that asks for input gets none
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,  # so that a line which select has not announced is not in a buffer
    )


def _line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """The process's next line of output; empty if it has ended or takes longer."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else b""
    return line if line.endswith(b"\n") else b""


def _verdict(line: bytes) -> Verdict:
    fields = json.loads(line)
    fields["marks"], fields["mistakes"] = tuple(fields["marks"]), tuple(fields["mistakes"])
    return Verdict(**fields)


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
    signal.signal(signal.SIGALRM, _too_long)
    # A wrong answer that never ends is as wrong after a short time.
    signal.alarm(60 if answer.right else 3)
    try:
        return brute_force.agrees(defined, answer.exercise)
    except TooLong:
        return False
    finally:
        signal.alarm(0)


class TooLong(BaseException):
    """An answer took more than its time."""


def _too_long(*_: object) -> None:
    raise TooLong


def main(exercise: str, first: int) -> None:
    """Print one line of JSON for each answer from the given one on."""
    from pooling_course import function_exercise

    # Marks and mistakes do not depend on how small the failing example is.
    function_exercise.SECONDS_TO_SHRINK = 0
    # Answers print what they like, and so do libraries that write to the file descriptor.
    results = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    for answer in bank.answers(exercise)[first:]:
        print(json.dumps(asdict(judge(answer))), file=results, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
