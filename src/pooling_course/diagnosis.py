"""Which known mistake, if exactly one, explains all that an answer did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer, KnownMistake
from pooling_course.trial import (
    ABSOLUTE,
    RELATIVE,
    AsArray,
    Outcome,
    attempt,
    differing,
    same_outcome,
)

ARGUMENT_CHANGED = "argument-changed"
HUGE = 1e6

# What is said of an answer that no mistake of its exercise explains.
SAME_RESULT = KnownMistake(
    "same-result-for-all",
    "Your function gives the same result whatever it is called with. How does what it gets come "
    "into the result?",
    (),
)


@dataclass(frozen=True)
class Tried:
    """One call, what the answer did with it, and what the reference answer gives."""

    arguments: tuple[object, ...]
    outcome: Outcome
    expected: Outcome

    @property
    def wrong(self) -> bool:
        """Whether the answer's outcome is not the expected one."""
        return not same_outcome(self.outcome, self.expected)


def diagnose(
    mistakes: Sequence[KnownMistake], tried: Sequence[Tried], as_array: AsArray
) -> KnownMistake | None:
    """The one known mistake that gives the answer's results on every call that was tried.

    None if no mistake does, or several do: a wrong hint is worse than none. Many mistakes raise
    the same exception, so an answer that does nothing else wrong is suspected only of those that
    are declared to show in this way. That all results are the same is told only where none of
    these explains it.
    """
    if _only_changes_its_argument(tried):
        return next((mistake for mistake in mistakes if mistake.key == ARGUMENT_CHANGED), None)
    everything, tried = tried, _of_ordinary_size(tried)
    instead = _number_instead(tried, everything)
    evidence = [trial for trial in tried if trial.wrong]
    if all(trial.outcome.raised for trial in evidence):
        mistakes = [mistake for mistake in mistakes if mistake.raises]
    # the wrong results first: most suspects are cleared by the first of them
    ordered = [*evidence, *(trial for trial in tried if not trial.wrong)]
    suspects = [
        mistake
        for mistake in mistakes
        if any(_explains(wrong, ordered, as_array) for wrong in _functions(mistake, instead))
    ]
    if not suspects and _gives_one_result(tried):
        return SAME_RESULT
    return suspects[0] if len(suspects) == 1 else None


def _gives_one_result(tried: Sequence[Tried]) -> bool:
    """Whether all results are the same one, and should not be."""
    first, *others = (replace(trial.outcome, changed=None) for trial in tried)
    return first.value is not None and all(same_outcome(other, first) for other in others)


def _functions(mistake: KnownMistake, instead: float | None) -> Iterator[Answer]:
    """What the mistake does, for the number that the answer gives wherever it is wrong as well."""
    yield from mistake.wrong
    if mistake.at_least is not None and instead is not None:
        yield mistake.at_least(instead)


def _number_instead(*trials: Sequence[Tried]) -> float | None:
    """The one number that the answer gives wherever it is wrong, in the first trials that show it.

    None for zero, as a start at zero is a mistake of its own, and where only one value is wrong,
    as that may be any number.
    """
    for tried in trials:
        values = _wrong_values(tried)
        if values.size > 1:
            # float32 holds -1e30 as a number next to it
            same = np.allclose(values, values[0], rtol=RELATIVE, atol=0)
            return float(values[0]) if same and abs(values[0]) > ABSOLUTE else None
    return None


def _wrong_values(tried: Sequence[Tried]) -> Array:
    """All values of results that are not as expected, where the shape is."""
    found = [np.zeros(0)]
    for trial in tried:
        got, expected = trial.outcome.value, trial.expected.value
        if got is not None and expected is not None and got.shape == expected.shape:
            found.append(got[differing(expected, got)].astype(float))
    return np.concatenate(found)


def _only_changes_its_argument(tried: Sequence[Tried]) -> bool:
    """Whether every wrong result comes with a changed argument.

    Where an argument is read-only, or cannot hold what is written into it, such an answer raises.
    """
    wrong = [trial.outcome for trial in tried if trial.wrong]
    changed = [outcome.changed is not None for outcome in wrong]
    return any(changed) and all(
        changes or outcome.raised for changes, outcome in zip(changed, wrong, strict=True)
    )


def _of_ordinary_size(tried: Sequence[Tried]) -> Sequence[Tried]:
    """The trials without huge values, if any of these is wrong.

    Two answers with one mistake may differ where values overflow, so such trials count only where
    nothing else fails.
    """
    ordinary = [
        trial
        for trial in tried
        if all(
            np.abs(argument.astype(float)).max(initial=0) < HUGE
            for argument in trial.arguments
            if isinstance(argument, np.ndarray)
        )
    ]
    return ordinary if any(trial.wrong for trial in ordinary) else tried


def _explains(wrong: Answer, tried: Sequence[Tried], as_array: AsArray) -> bool:
    # an answer that never returns anything has given nothing but the words of its error
    same_words = all(trial.outcome.raised for trial in tried)
    for trial in tried:
        outcome = attempt(wrong, trial.arguments, as_array=as_array)
        if not same_outcome(outcome, trial.outcome):
            return False
        if same_words and outcome.lines[-1:] != trial.outcome.lines[-1:]:
            return False
    return True
