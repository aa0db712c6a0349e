"""The proof in numbers: what the checks make of right answers, wrong answers and mutants.

python autograde_tests/proof.py              # docs/proof.md, made anew
python autograde_tests/proof.py max_pool     # the part on these exercises alone
python autograde_tests/proof.py --all        # every mutant, not a sample; changes no file
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import bank
from bank import Answer
from equivalent import reason
from mutant_verdicts import MutantVerdict, mutant_verdicts
from mutants import IN_KERAS, Mutant
from verdicts import Lost, Verdict, verdicts

from pooling_course.exercises import EXERCISES

PAGE = Path(__file__).parents[1] / "docs" / "proof.md"

# How many mutants are made of each right answer, as many as `make test` has the time for.
EACH = 20
EACH_IN_KERAS = 2


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
    marks = EXERCISES[exercise].marks
    full = float(marks.check + marks.hidden)
    accepted = [answer for answer in answers if sum(found[answer.title].marks) >= full]
    accepted_wrongly = [
        *(str(answer) for answer in accepted if not answer.right),
        *(f"{mutant}: {verdict.fault}" for mutant, verdict in judged if verdict.fault),
    ]
    rejected_wrongly = [
        *(str(answer) for answer in answers if answer.right and answer not in accepted),
        *(f"{mutant}: {verdict.doubt}" for mutant, verdict in judged if verdict.doubt),
    ]
    recognisable = [answer for answer in answers if answer.mistake is not None]
    named_wrongly = [
        f"{answer}: {', '.join(sorted(others))}"
        for answer in answers
        if (others := _named(found[answer.title]) - {answer.mistake})
    ]
    equivalent = [mutant for mutant, verdict in judged if verdict.equivalent]
    return Part(
        Row(
            right=sum(answer.right for answer in answers),
            wrong=sum(not answer.right for answer in answers),
            recognisable=len(recognisable),
            named=sum(is_named(answer, found[answer.title]) for answer in recognisable),
            named_wrongly=len(named_wrongly),
            mutants=len(judged),
            equivalent=len(equivalent),
            accepted_wrongly=len(accepted_wrongly),
            rejected_wrongly=len(rejected_wrongly),
        ),
        [f"{mutant.answer}, {mutant.change}: {reason(mutant)}" for mutant in equivalent],
        [
            *(f"accepted wrongly: {one}" for one in accepted_wrongly),
            *(f"rejected wrongly: {one}" for one in rejected_wrongly),
            *(f"named wrongly: {one}" for one in named_wrongly),
        ],
    )


def _named(verdict: Verdict | Lost) -> set[str]:
    """Every mistake that the check or the hidden tests say the answer has."""
    return {one for one in verdict.mistakes if one} if isinstance(verdict, Verdict) else set()


def is_named(answer: Answer, verdict: Verdict | Lost) -> bool:
    """Whether the hidden tests say what the answer's mistake is."""
    return isinstance(verdict, Verdict) and verdict.mistakes[1] == answer.mistake


# The page ------------------------------------------------------------------------------------

SPEED = re.compile(r"(?<=<!-- speed -->\n).*?(?=<!-- end of speed -->)", re.DOTALL)
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


def page(rows: Rows, equivalents: Equivalents, speed: str) -> str:
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
        speed=speed,
        listed="\n".join(listed),
    )


TEXT = """\
# The proof that the checks are right

<!-- Made by: python autograde_tests/proof.py. Do not edit. -->

A check that rejects a right answer is unfair, and one that accepts a wrong answer teaches it. So the
checks are tried, in the way in which a notebook's cells call them, on

- the **bank**: right answers in different styles and wrong ones, as students write them
  (`autograde_tests/answers/`). That each is as right or as wrong as the bank says is proved by plain
  references that share no code with the checks;
- **mutants**: the bank's right answers with one small thing changed, such as `<` to `<=`, a bound
  moved by one, an axis, a statement left out. Of each right answer {each} are tried, of those that
  build networks {each_in_keras}; a checksum decides which. All that there are, some 17,000, are tried by
  `python autograde_tests/proof.py --all`.

{table}

*Accepted wrongly* are wrong answers, and mutants that are not equivalent, with full marks; *rejected
wrongly* are right answers that lose any mark. Of the wrong answers with a known mistake {share} in 100
hear its name from the hidden tests. `make test` finds the same numbers again, or fails.

## How fast a check is

<!-- speed -->
{speed}<!-- end of speed -->

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


def main() -> int:
    parser = argparse.ArgumentParser(description="Make docs/proof.md anew.")
    parser.add_argument("exercises", nargs="*", help="only these; the others stay as they are")
    parser.add_argument("--all", action="store_true", help="every mutant; print, change nothing")
    options = parser.parse_args()
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    rows, equivalents = read_page(old)
    complaints = []
    for exercise in options.exercises or EXERCISES:
        each = None if options.all and exercise not in IN_KERAS else sample(exercise)
        found = part(exercise, verdicts(exercise), mutant_verdicts(exercise, each))
        rows[exercise], equivalents[exercise] = found.row, found.equivalent
        print(f"{exercise}: {found.row}", *found.complaints, sep="\n    ", flush=True)
        complaints += found.complaints
    if not options.all:
        speed = SPEED.search(old)
        write(page(rows, equivalents, speed[0] if speed else ""))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
