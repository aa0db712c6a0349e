"""Exercises whose answer is a function: it is compared with a reference on drawn arguments."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pooling_course.choices import Choose, Seeded
from pooling_course.diagnosis import SAME_RESULT, Tried, diagnose
from pooling_course.exercise import Answer, Exercise, KnownMistake
from pooling_course.explanation import explanation
from pooling_course.failure import WrongAnswer
from pooling_course.picture import Window
from pooling_course.time_limit import Allowance
from pooling_course.trial import (
    TOO_LONG,
    AsArray,
    Outcome,
    as_numbers,
    attempt,
    attempts,
    same_outcome,
)

Arguments = tuple[object, ...]
Draw = Callable[[Choose], Arguments]

# The mistake of an answer that gives the right results in a way that the exercise forbids.
FORBIDDEN = "forbidden"

ORDINARY_CALLS = 16
LEGAL_CALLS = 120

# A failing check answers within 2.5 s: 0.7 s to try all the calls, 1.2 s to shrink.
SECONDS_PER_CALL = 2.0
SECONDS_TO_TRY = 0.7
SECONDS_TO_SHRINK = 1.2


@dataclass(frozen=True)
class Call:
    """Arguments, and what the reference answer makes of them."""

    arguments: Arguments
    expected: Outcome


@dataclass(frozen=True)
class Failure:
    """A call on which an answer fails, what it did, and what drew the call."""

    call: Call
    outcome: Outcome
    draw: Draw


@dataclass(frozen=True, kw_only=True)
class FunctionExercise(Exercise):
    """An exercise whose answer is a function.

    `ordinary` draws the arguments of the visible check, `legal` all that the exercise declares
    legal. `as_array` turns a result into numbers or raises `ValueError` with what it is instead.
    `rule` looks for what the exercise forbids, in the hidden tests more thoroughly: it gives a
    sentence, or None. `window` gives the rows and columns of the image that the output's cell at
    an index depends on; `image` is the position of the image among the arguments, None where there
    is none. A call may take `seconds`; the checks make `ordinary_number` of them,
    and the hidden tests `legal_number` more.
    """

    reference: Answer
    mistakes: tuple[KnownMistake, ...]
    ordinary: Draw
    legal: Draw
    as_array: AsArray = as_numbers
    rule: Callable[[Answer, bool], str | None] | None = None
    window: Callable[[Arguments, tuple[int, ...]], Window] | None = None
    image: int | None = 0
    seconds: float = SECONDS_PER_CALL
    ordinary_number: int = ORDINARY_CALLS
    legal_number: int = LEGAL_CALLS

    @property
    def mistake_keys(self) -> frozenset[str]:
        """The mistakes that a finding may name."""
        return frozenset(m.key for m in self.mistakes) | {SAME_RESULT.key, FORBIDDEN}

    @cached_property
    def ordinary_calls(self) -> tuple[Call, ...]:
        """The calls of the visible check, small ones first; drawn once."""
        return self._drawn(self.ordinary, self.ordinary_number)

    @cached_property
    def legal_calls(self) -> tuple[Call, ...]:
        """The calls of the hidden tests, small ones first; drawn once."""
        return self._drawn(self.legal, self.legal_number)

    def draw_calls(self) -> None:
        """Draw the calls of both checks, which are kept from then on."""
        _ = self.ordinary_calls, self.legal_calls

    def _drawn(self, draw: Draw, number: int) -> tuple[Call, ...]:
        seed = zlib.crc32(self.name.encode())
        arguments = [draw(Seeded(seed, number, k)) for k in range(number)]
        arguments.sort(key=_number_of_values)
        return tuple(Call(one, self.attempt(self.reference, one)) for one in arguments)

    def first_failure(self, answer: Answer, *, thorough: bool) -> Failure | None:
        """The first call on which the answer does not do what the reference does, if any."""
        rounds = [(self.ordinary, self.ordinary_calls)]
        if thorough:
            rounds.append((self.legal, self.legal_calls))
        for draw, calls in rounds:
            for call, outcome in zip(calls, self._attempts(answer, calls), strict=True):
                if not same_outcome(outcome, call.expected):
                    return Failure(call, outcome, draw)
        return None

    def examine(self, answer: Answer, *, thorough: bool) -> float | None:
        """Try the answer on the ordinary calls, or on the legal ones as well.

        Prints one line on what was tried, and raises `WrongAnswer` at the first failure.
        """
        if not callable(answer):
            raise WrongAnswer(f"{self.name} is not a function but {answer!r}.")
        failure = self.first_failure(answer, thorough=thorough)
        if failure is not None:
            raise self._explained(answer, failure).shown()
        complaint = self.rule(answer, thorough) if self.rule is not None else None
        if complaint is not None:
            finding = {"exercise": self.name, "mistake": FORBIDDEN, "hint": complaint}
            raise WrongAnswer(complaint, finding=finding).shown()
        number = len(self.ordinary_calls) + thorough * len(self.legal_calls)
        print(f"{self.name}: right on all {number} calls that were tried.")
        return None

    def attempt(
        self, answer: Answer, arguments: Arguments, seconds: float | None = None
    ) -> Outcome:
        """What the answer does with one call."""
        return attempt(answer, arguments, seconds=seconds or self.seconds, as_array=self.as_array)

    def _attempts(self, answer: Answer, calls: tuple[Call, ...]) -> Iterator[Outcome]:
        arguments = [call.arguments for call in calls]
        return attempts(answer, arguments, seconds=self.seconds, as_array=self.as_array)

    def _explained(self, answer: Answer, failure: Failure) -> WrongAnswer:
        """The smallest failure, and the mistake behind it."""
        arguments, outcome = failure.call.arguments, failure.outcome
        mistake = None
        if outcome.trouble != TOO_LONG:
            mistake = self._diagnose(answer)
            arguments, outcome = self._smallest(answer, failure)
        return explanation(
            self, arguments, self.attempt(self.reference, arguments), outcome, mistake
        )

    def _diagnose(self, answer: Answer) -> KnownMistake | None:
        allowance = Allowance(SECONDS_TO_TRY)
        tried = []
        calls = (*self.ordinary_calls, *self.legal_calls)
        for call, outcome in zip(calls, self._attempts(answer, calls), strict=True):
            if outcome.trouble == TOO_LONG or allowance.is_used():
                break
            tried.append(Tried(call.arguments, outcome, call.expected))
        return diagnose(self.mistakes, tried, self.as_array)

    def _smallest(self, answer: Answer, failure: Failure) -> tuple[Arguments, Outcome]:
        """The smallest arguments on which the answer fails, and what it does with them.

        The hidden tests fail as the visible check did before them: the same search would find the
        same arguments, so those are tried first.
        """
        if self._last_search:
            before, arguments, outcome = self._last_search[0]
            if before.call is failure.call and same_outcome(before.outcome, failure.outcome):
                again = self.attempt(answer, arguments)
                if same_outcome(again, outcome):
                    return arguments, again
        arguments = self._searched(answer, failure)
        outcome = self.attempt(answer, arguments)
        self._last_search[:] = [(failure, arguments, outcome)]
        return arguments, outcome

    @cached_property
    def _last_search(self) -> list[tuple[Failure, Arguments, Outcome]]:
        """The last failure, the smallest arguments behind it, and what the answer did there."""
        return []

    def _searched(self, answer: Answer, failure: Failure) -> Arguments:
        # Hypothesis is imported only here: a passing check does not wait for it
        from pooling_course.shrink import smallest

        def fails(arguments: Arguments) -> bool:
            got = self.attempt(answer, arguments, 0.5)
            if got.trouble == TOO_LONG or got.raised != failure.outcome.raised:
                return False
            return not same_outcome(got, self.attempt(self.reference, arguments))

        return smallest(failure.draw, fails, failure.call.arguments, seconds=SECONDS_TO_SHRINK)


def _number_of_values(arguments: Arguments) -> int:
    return sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))
