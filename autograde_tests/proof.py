"""The proof in numbers: what the checks make of right answers, wrong answers and mutants.

make proof                     docs/proof.md, made anew
make proof ARGS=max_pool       the part on this exercise alone, or on several
make proof ARGS=--all          every mutant, not a sample; changes no file
"""

import argparse
import math
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import bank
from bank import Answer
from equivalent import reason
from mutant_verdicts import MutantVerdict, mutant_verdicts
from mutants import IN_KERAS, Mutant
from verdicts import Lost, Verdict, verdicts

from pooling_course.exercises import EXERCISES
from pooling_course.function_exercise import FORBIDDEN

PAGE = Path(__file__).parents[1] / "docs" / "proof.md"

# How many mutants are made of each right answer, as many as `make test` has the time for.
EACH = 20
EACH_IN_KERAS = 4

# The share of the recognisable mistakes in the bank that must be named.
LEAST_NAMED = 0.9


@dataclass(frozen=True)
class Row:
    """The numbers of one exercise, in the order of the table's columns."""

    right: int
    wrong: int
    recognisable: int
    named: int
    named_wrongly: int
    mutants: int
    equivalent: int
    accepted_wrongly: int
    rejected_wrongly: int

    @classmethod
    def total(cls, rows: Iterable["Row"]) -> "Row":
        """All exercises together."""
        return cls(*map(sum, zip(*map(astuple, rows), strict=True)))


HEADINGS = {
    "right": "right answers",
    "wrong": "wrong answers",
    "recognisable": "of them with a known mistake",
    "named": "mistake named",
    "named_wrongly": "another named",
    "mutants": "mutants",
    "equivalent": "of them equivalent",
    "accepted_wrongly": "accepted wrongly",
    "rejected_wrongly": "rejected wrongly",
}
assert list(HEADINGS) == [field.name for field in fields(Row)]

Judged = Sequence[tuple[Mutant, MutantVerdict]]
Verdicts = Mapping[str, Verdict | Lost]


@dataclass(frozen=True)
class Part:
    """The proof of one exercise: its row, its equivalent mutants, and all that went wrong."""

    row: Row
    equivalent: list[str]
    complaints: list[str]


def sample(exercise: str) -> int:
    """How many mutants of each right answer are tried."""
    return EACH_IN_KERAS if exercise in IN_KERAS else EACH


def part(exercise: str, found: Verdicts, judged: Judged) -> Part:
    """The proof of one exercise, from the verdicts on its bank and on its mutants."""
    answers = bank.answers(exercise)
    right = [answer for answer in answers if answer.right]
    wrong = [answer for answer in answers if not answer.right]
    recognisable = [answer for answer in wrong if answer.mistake is not None]
    equivalent = [mutant for mutant, verdict in judged if verdict.equivalent]
    row = Row(
        right=len(right),
        wrong=len(wrong),
        recognisable=len(recognisable),
        named=sum(is_named(answer, found[answer.title]) for answer in recognisable),
        named_wrongly=sum(bool(misnamed(answer, found[answer.title])) for answer in answers),
        mutants=len(judged),
        equivalent=len(equivalent),
        accepted_wrongly=sum(earns_all(answer, found[answer.title]) for answer in wrong)
        + sum(verdict.fault is not None for _, verdict in judged),
        rejected_wrongly=sum(not earns_all(answer, found[answer.title]) for answer in right)
        + sum(verdict.doubt is not None for _, verdict in judged),
    )
    complaints = [
        f"{answer} (line {answer.line}) {complaint}"
        for answer in answers
        for complaint in disagreements(answer, found[answer.title])
    ]
    for mutant, verdict in judged:
        if verdict.fault is not None:
            complaints.append(f"{mutant}: is accepted, but {verdict.fault}")
        if verdict.doubt is not None:
            complaints.append(f"{mutant}: is rejected, but it is right that {verdict.doubt}")
    if row.named < LEAST_NAMED * row.recognisable:
        missed = [answer for answer in recognisable if not is_named(answer, found[answer.title])]
        titles = "; ".join(f"{answer.title} ({answer.mistake})" for answer in missed)
        complaints.append(f"{len(missed)} of {row.recognisable} mistakes are not named: {titles}")
    lines = [f"{mutant.answer}, {mutant.change}: {reason(mutant)}" for mutant in equivalent]
    return Part(row, lines, complaints)


def full_marks(exercise: str) -> tuple[float, float]:
    """All the marks there are in check + hidden."""
    marks = EXERCISES[exercise].marks
    return (float(marks.check), float(marks.hidden))


def earns_all(answer: Answer, verdict: Verdict | Lost) -> bool:
    """Whether the answer loses no mark."""
    return math.isclose(sum(verdict.marks), sum(full_marks(answer.exercise)))


def misnamed(answer: Answer, verdict: Verdict | Lost) -> set[str]:
    """The mistakes that the answer is said to have, and has not."""
    said = verdict.mistakes if isinstance(verdict, Verdict) else ()
    return {mistake for mistake in said if mistake is not None} - {answer.mistake}


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
    pairs = zip(verdict.marks, expected, strict=True)
    if not all(math.isclose(got, due, abs_tol=1e-3) for got, due in pairs):
        found.append(f"earns {verdict.marks}, not {expected}")
    wrongly = misnamed(answer, verdict)
    if wrongly:
        found.append(f"is wrongly said to have the mistake {', '.join(sorted(wrongly))}")
    if verdict.agrees not in (None, answer.right) and answer.mistake != FORBIDDEN:
        found.append(f"is {'not ' if answer.right else ''}right by brute force")
    return found


# The page ------------------------------------------------------------------------------------

LINE = re.compile(r"^\| `(\w+)` \|((?: *\d+ \|)+)$", re.MULTILINE)
SECTION = re.compile(r"^### `(\w+)`\n\n((?:- .*\n)*)", re.MULTILINE)

Rows = dict[str, Row]
Equivalents = dict[str, list[str]]


def read_page(text: str) -> tuple[Rows, Equivalents]:
    """The rows of the table and the equivalent mutants that a page lists."""
    rows = {name: Row(*map(int, cells.split("|")[:-1])) for name, cells in LINE.findall(text)}
    equivalents = {
        name: [line.removeprefix("- ") for line in lines.splitlines()]
        for name, lines in SECTION.findall(text)
    }
    return rows, {name: equivalents.get(name, []) for name in rows}


def page(rows: Rows, equivalents: Equivalents) -> str:
    """The page on the proof."""
    names = [name for name in EXERCISES if name in rows]
    total = Row.total(rows[name] for name in names)
    share = 100 * total.named / total.recognisable
    table = [
        f"| exercise | {' | '.join(HEADINGS.values())} |",
        f"| --- |{' ---: |' * len(HEADINGS)}",
        *(f"| `{name}` | {' | '.join(map(str, astuple(rows[name])))} |" for name in names),
        f"| **all** | {' | '.join(f'**{number}**' for number in astuple(total))} |",
    ]
    listed = [
        f"### `{name}`\n\n" + "".join(f"- {line}\n" for line in equivalents[name])
        for name in names
        if equivalents[name]
    ]
    return TEXT.format(
        table="\n".join(table),
        share=f"{share:.0f}",
        each=EACH,
        each_in_keras=EACH_IN_KERAS,
        listed="\n".join(listed),
    )


TEXT = """\
# The proof that the checks are right

<!-- Made by: make proof. Do not edit. -->

A check that rejects a right answer is unfair, and one that accepts a wrong answer teaches it. So the
checks are tried, in the way in which a notebook's cells call them, on

- the **bank**: right answers in different styles and wrong ones, as students write them
  (`autograde_tests/answers/`). That each is as right or as wrong as the bank says is proved by plain
  references that share no code with the checks;
- **mutants**: the bank's right answers with one small thing changed, such as `<` to `<=`, a bound
  moved by one, an axis, a statement left out. Of each right answer {each} are tried, of those that
  build networks {each_in_keras}; a checksum decides which. `make proof ARGS=--all` tries all that there are.

{table}

*Accepted wrongly* are wrong answers, and mutants that are not equivalent, with full marks; *rejected
wrongly* are right answers that lose any mark. Of the wrong answers with a known mistake {share} in 100
hear its name from the hidden tests. `make test` finds the same numbers again, or fails.

## Equivalent mutants

A mutant may be as right as the answer that it was made from. Whether it is, is tried on exhaustive
small inputs: all images of a few values on up to six pixels, all single pixels and neighbours on
larger ones, every size, stride, type and layout in memory (`autograde_tests/small_inputs.py`), and then
on the larger inputs that the bank is proved with. What rounding in float32 changes is no difference. The
position is the line and column in the answer.

{listed}"""


def write(text: str) -> None:
    """Write the page, or leave it as it is."""
    half = PAGE.with_suffix(".part")
    half.write_text(text, encoding="utf-8")
    os.replace(half, PAGE)


def proof(exercise: str, each: int | None) -> Part:
    """The proof of one exercise, with so many mutants of each right answer, or all of them."""
    mutants = [] if each == 0 else mutant_verdicts(exercise, each)
    return part(exercise, verdicts(exercise), mutants)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("exercises", nargs="*", help="only these; the others stay as they are")
    parser.add_argument("--all", action="store_true", help="every mutant; print, change nothing")
    parser.add_argument("--bank", action="store_true", help="no mutant; print, change nothing")
    options = parser.parse_args()
    names = options.exercises or list(EXERCISES)
    rows, equivalents = read_page(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    numbers = [0 if options.bank else None if options.all else sample(name) for name in names]
    complaints = []
    # The work is done in processes of their own, so threads are enough here.
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as threads:
        for name, found in zip(names, threads.map(proof, names, numbers), strict=True):
            rows[name], equivalents[name] = found.row, found.equivalent
            print(f"{name}: {found.row}", *found.complaints, sep="\n    ", flush=True)
            complaints += found.complaints
    if options.all or options.bank:
        print(f"all: {Row.total(rows[name] for name in names)}")
    else:
        write(page(rows, equivalents))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
