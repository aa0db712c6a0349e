"""Why a mutant that no input tells from a right answer is right as well.

That it is right has been tried out (``mutant_verdicts``); said here is why, by the kind of change.
"""

import re

from mutants import Mutant

# What a mutant looks like: "exercise | operator | old | new | the changed line".
RULES: tuple[tuple[str, str], ...] = (
    (r"^telling_images ", "these images show every one of the twelve functions to be wrong."),
    (r"^smallest_model ", "this model has all that is asked for, within every budget."),
)
REST = "no input tells it from a right answer."


def reason(mutant: Mutant) -> str:
    """Why the mutant is equivalent, in a sentence."""
    look = described(mutant)
    return next((why for pattern, why in RULES if re.search(pattern, look)), REST)


def described(mutant: Mutant) -> str:
    """The mutant in one line, as the rules see it."""
    line = mutant.source.splitlines()[int(mutant.change.partition(":")[0]) - 1].strip()
    return f"{mutant.exercise} | {mutant.operator} | {mutant.change} | {line}"
