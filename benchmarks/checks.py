"""Measure how long a check takes to answer, and print the table of ``docs/check_times.md``.

    python benchmarks/checks.py                  every exercise, in a few minutes
    python benchmarks/checks.py max_pool shift   these alone
    python benchmarks/checks.py --page           every exercise; docs/check_times.md is made anew

Each exercise is measured in a process of its own, with answers of the bank, in processor time. The
search for the smallest example is limited by the clock, though: measure on an idle machine.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import platform
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "autograde_tests"))

import bank  # noqa: E402
import verdicts  # noqa: E402
from apart import ENVIRONMENT  # noqa: E402
from mutants import LIBRARIES  # noqa: E402

from pooling_course import check  # noqa: E402
from pooling_course.exercises import EXERCISES  # noqa: E402

PAGE = ROOT / "docs" / "check_times.md"
AGAIN = 15
IMPORTS = 9

# What is aimed at, in milliseconds, for exercises that do without Keras.
MOST_TO_IMPORT = 300
MOST_TO_PASS = 50
MOST_TO_FAIL = 2500


@dataclass(frozen=True)
class Times:
    """How long the checks of one exercise take, in milliseconds."""

    first: float
    """The first visible check of a right answer: arguments are drawn, the reference is called."""
    later: float
    """Every further one: the median."""
    hidden: float
    """The hidden tests of a right answer, once they have run: the median."""
    failing: float
    """The visible check of a wrong answer, with the smallest example: the slowest."""
    slowest: str
    """The title of that wrong answer."""
    keras: bool
    """Whether TensorFlow was loaded meanwhile."""


def measured(exercise: str) -> Times:
    """Measure one exercise, in a process that has not checked anything yet."""
    answers = bank.answers(exercise)
    right = next(answer for answer in answers if answer.right)
    passing = time_of(right)
    later = [time_of(right) for _ in range(AGAIN)]
    hidden = [time_of(right, thorough=True) for _ in range(AGAIN)]
    keras = "tensorflow" in sys.modules
    failing = {
        answer.title: time_of(answer)
        for answer in answers
        # What it takes to load a library is not the check's time.
        if not answer.right and (keras or LIBRARIES.search(answer.source) is None)
    }
    slowest = max(failing, key=lambda title: failing[title])
    return Times(
        first=passing,
        later=statistics.median(later),
        hidden=statistics.median(hidden),
        failing=failing[slowest],
        slowest=slowest,
        keras=keras,
    )


def time_of(answer: bank.Answer, *, thorough: bool = False) -> float:
    """The milliseconds that the check takes to answer."""
    examine = getattr(check, answer.exercise)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        defined = verdicts.function(answer)
        began = time.process_time()
        with contextlib.suppress(check.WrongAnswer):
            examine(defined, thorough=thorough)
        return 1000 * (time.process_time() - began)


IMPORT = (
    "import numpy, time; began = time.process_time(); from pooling_course import check; "
    "print(1000 * (time.process_time() - began))"
)


def import_time() -> float:
    """The milliseconds of the first import of the checks, beyond NumPy's own: the median."""
    done = [
        subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
        for _ in range(IMPORTS)
    ]
    return statistics.median(float(one.stdout) for one in done)


HEAD = """\
| exercise | first check | later checks | hidden tests | failing check |
| --- | ---: | ---: | ---: | ---: |"""


def line(exercise: str, times: Times) -> str:
    """The row of the table for one exercise."""
    numbers = (times.first, times.later, times.hidden, times.failing)
    return f"| `{exercise}` | {' | '.join(f'{number:,.1f}' for number in numbers)} |"


def missed(importing: float, found: dict[str, Times]) -> list[str]:
    """The aims that are not reached, in words."""
    aims = [("the first import", importing, MOST_TO_IMPORT)]
    for exercise, times in found.items():
        if not times.keras:
            aims += [
                (f"{exercise}: the first check", times.first, MOST_TO_PASS),
                (f"{exercise}: later checks", times.later, MOST_TO_PASS),
                (f"{exercise}: {times.slowest!r}, which fails,", times.failing, MOST_TO_FAIL),
            ]
    return [f"{what} takes {took:.0f} ms, not {most}" for what, took, most in aims if took > most]


TEXT = """\
# How long a check takes

<!-- Made by: python benchmarks/checks.py --page. Do not edit. -->

In milliseconds, with {python} on {cores} cores. The first `from pooling_course import check`
takes {importing:.0f} beyond NumPy itself; the aim is {to_import} at most. TensorFlow is loaded
for {keras} alone.

{table}

- The *first check* of an exercise draws the arguments and asks the reference answer.
- *Later checks* of the same exercise only try the answer: the median of {again}.
- *Hidden tests* make many more calls, when submissions are marked: the median of {again}.
- A *failing check* also looks for the smallest image that shows the mistake: the slowest of all
  wrong answers of the bank. One that never ends is stopped after two seconds.

All of it is processor time; the first three are the bank's first right answer's. Checks of NumPy
exercises should take {to_pass} at most where they pass, and {to_fail:,} where they fail.
"""


def write(importing: float, found: dict[str, Times]) -> None:
    """Make the page anew, or leave it as it is."""
    keras = [f"`{name}`" for name, times in found.items() if times.keras]
    text = TEXT.format(
        python=f"Python {platform.python_version()}",
        cores=len(os.sched_getaffinity(0)),
        importing=importing,
        table="\n".join([HEAD, *(line(*one) for one in found.items())]),
        keras=", ".join(keras),
        again=AGAIN,
        to_import=MOST_TO_IMPORT,
        to_pass=MOST_TO_PASS,
        to_fail=MOST_TO_FAIL,
    )
    half = PAGE.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    os.replace(half, PAGE)


def main() -> int:
    """Run the benchmark; return 1 if an aim is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exercises", nargs="*", help="these alone")
    parser.add_argument("--page", action="store_true", help="write docs/check_times.md")
    options = parser.parse_args()
    if options.page and options.exercises:
        parser.error("the page tells of every exercise: --page goes without names")
    os.environ.update(ENVIRONMENT)
    importing = import_time()
    print(f"The first import of the checks: {importing:.0f} ms beyond NumPy\n\n{HEAD}", flush=True)
    found: dict[str, Times] = {}
    # One process after another, each new: what an exercise loads is not there for the next one.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for exercise in options.exercises or EXERCISES:
            found[exercise] = processes.submit(measured, exercise).result()
            print(line(exercise, found[exercise]), flush=True)
    if options.page:
        write(importing, found)
    complaints = missed(importing, found)
    print("", *complaints or ["every aim is reached"], sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
