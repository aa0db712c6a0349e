"""Which known mistake, if exactly one, explains all that an answer did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pooling_course.exercise import Answer, KnownMistake
from pooling_course.trial import AsArray, Outcome, attempt, same_outcome


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

    None if no mistake does, or several do, or the only evidence is that the answer raises: a
    wrong hint is worse than none, and many mistakes raise the same exception.
    """
    evidence = [trial for trial in tried if trial.wrong]
    if all(trial.outcome.raised for trial in evidence):
        return None
    # the wrong results first: most suspects are cleared by the first of them
    ordered = [*evidence, *(trial for trial in tried if not trial.wrong)]
    suspects = [
        mistake
        for mistake in mistakes
        if any(_explains(wrong, ordered, as_array) for wrong in mistake.wrong)
    ]
    return suspects[0] if len(suspects) == 1 else None


def _explains(wrong: Answer, tried: Sequence[Tried], as_array: AsArray) -> bool:
    return all(
        same_outcome(attempt(wrong, trial.arguments, as_array=as_array), trial.outcome)
        for trial in tried
    )
