"""What the checks say of mutants, each judged in bounded time and memory.

``mutant_verdicts`` judges those of one exercise in a process of its own, see ``apart``. A mutant is
rejected when it loses any mark. One that passes is tried once more, by references that share no
code with the checks: either it is equivalent to a right answer, or the check is wrong.
"""

import contextlib
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import brute_force
import brute_force_keras
import numpy as np
import small_inputs
from apart import judged_apart, results
from mutants import IN_KERAS, Mutant, mutants
from verdicts import TooLong, function, time_for

from pooling_course import function_exercise, model_exercise
from pooling_course.exercise import Exercise
from pooling_course.exercises import EXERCISES, telling_images
from pooling_course.failure import WrongAnswer
from pooling_course.function_exercise import Arguments, Failure, FunctionExercise
from pooling_course.trial import TOO_LONG, Outcome

# A right answer takes a few thousandths of a second on a small image.
SECONDS_PER_CALL = 0.3
SECONDS_PER_KERAS_CALL = 3.0
SECONDS_PER_MODEL = 10.0
SECONDS_TO_DEFINE = 10
SECONDS_TO_FIND_FAULTS = 120
MORE_MEMORY = 2**30
# TensorFlow reserves address space for the threads that the first model starts, by their number.
MORE_MEMORY_IN_KERAS = 2**32
MORE_CALLS = 2000


@dataclass(frozen=True)
class MutantVerdict:
    """Whether a mutant loses marks, and whether it should."""

    rejected: bool
    how: str
    """Why it is rejected, in a word or two; empty if it is not."""
    fault: str | None
    """What is wrong with a mutant that is not rejected; None if it is equivalent."""
    doubt: str | None
    """The call on which it was rejected, if it is right there by the other references."""

    @property
    def equivalent(self) -> bool:
        """Whether the mutant is a right answer, and is taken for one."""
        return not self.rejected and self.fault is None


LOST = MutantVerdict(rejected=True, how="ends its process", fault=None, doubt=None)


def mutant_verdicts(exercise: str, each: int | None = None) -> list[tuple[Mutant, MutantVerdict]]:
    """The mutants of an exercise, ``each`` of every right answer, with what became of them."""
    tried = mutants(exercise, each)
    judged = judged_apart(__file__, [exercise, str(each or 0)], len(tried))
    return [
        (mutant, LOST if isinstance(one, int) else MutantVerdict(**one))
        for mutant, one in zip(tried, judged, strict=True)
    ]


# In the process of its own -------------------------------------------------------------------


class Patient(FunctionExercise):
    """An exercise whose time limit counts the answer's own time, not that of a busy machine."""

    def attempt(
        self, answer: Callable[..., Any], arguments: Arguments, seconds: float | None = None
    ) -> Outcome:
        for _ in range(10):
            before = time.process_time()
            outcome = super().attempt(answer, arguments, seconds)
            used = time.process_time() - before
            if outcome.trouble != TOO_LONG or used > (seconds or self.seconds) / 2:
                break
        return outcome


def patient(exercise: FunctionExercise) -> Patient:
    """The exercise with a time limit that serves for hundreds of mutants."""
    settings = {field.name: getattr(exercise, field.name) for field in fields(exercise)}
    in_keras = exercise.name == "keras_max_pool"
    settings["seconds"] = SECONDS_PER_KERAS_CALL if in_keras else SECONDS_PER_CALL
    return Patient(**settings)


def judge(mutant: Mutant, exercise: Exercise) -> MutantVerdict:
    """Whether the mutant loses marks, and whether it should."""
    try:
        with time_for(SECONDS_TO_DEFINE):
            defined = function(mutant.as_answer())
    except (TooLong, SystemExit):
        defined = None
    if not callable(defined):
        return MutantVerdict(rejected=True, how="defines nothing", fault=None, doubt=None)
    if isinstance(exercise, FunctionExercise):
        failure = exercise.first_failure(defined, thorough=True)
        if failure is not None:
            return MutantVerdict(
                rejected=True, how=_how(failure), fault=None, doubt=doubt(exercise.name, failure)
            )
    how = loses_marks(defined, exercise)
    if how is not None:
        return MutantVerdict(rejected=True, how=how, fault=None, doubt=None)
    try:
        with time_for(SECONDS_TO_FIND_FAULTS):
            found = fault(mutant, defined)
    except TooLong:
        found = "takes too long on some small input"
    return MutantVerdict(rejected=False, how="", fault=found, doubt=None)


def _how(failure: Failure) -> str:
    outcome = failure.outcome
    if outcome.trouble == TOO_LONG:
        return "takes too long"
    if outcome.lines:
        return "raises"
    return "changes its argument" if outcome.changed is not None else "gives a wrong result"


def loses_marks(answer: Callable[..., Any], exercise: Exercise) -> str | None:
    """Run the two checks as the notebook's cells do; say how marks are lost, if any are."""
    full = (exercise.marks.check, exercise.marks.hidden)
    for thorough, most in zip((False, True), full, strict=True):
        try:
            earned = exercise.examine(answer, thorough=thorough)
        except WrongAnswer as wrong:
            return "forbidden" if wrong.finding.get("mistake") == "forbidden" else "wrong"
        except Exception as error:
            return f"the check raises {type(error).__name__}"
        if earned is not None and earned < most:
            return "loses a part"
    return None


def doubt(exercise: str, failure: Failure) -> str | None:
    """The call, if the answer does the right thing on it by references other than the check's."""
    outcome = failure.outcome
    if outcome.value is None or outcome.changed is not None:
        return None
    arguments = failure.call.arguments
    expected = small_inputs.REFERENCES[exercise](*arguments)
    if not small_inputs.is_right(exercise, outcome.returned, expected):
        return None
    return f"{arguments} gives {outcome.returned}"


# The larger inputs ask Keras itself for each summary, and more of a float32 than it can hold: to
# round as float32 does is no fault.
SMALL_INPUTS_ONLY = ("predict_summary", "detail_lost")


def fault(mutant: Mutant, answer: Callable[..., Any]) -> str | None:
    """What is wrong with a mutant that has passed its check; None if it is right."""
    name = mutant.exercise
    if name == "telling_images":
        return fault_of_images(answer())
    if name not in PROVED_APART:
        failure = with_more_calls(name).first_failure(answer, thorough=True)
        return f"is wrong on {failure.call.arguments}" if failure is not None else None
    found = None
    if name in small_inputs.CALLS:
        found = small_inputs.difference(answer, name)
    if name == "smallest_model":
        found = fault_of_budgets(answer)
    if found is None and name in brute_force.REFERENCES:
        return None if brute_force.agrees(answer, name) else "is wrong on a larger input"
    if found is None and name not in SMALL_INPUTS_ONLY:
        with contextlib.redirect_stdout(io.StringIO()):
            found = brute_force_keras.fault(mutant.as_answer())
    return found


PROVED_APART = {*small_inputs.CALLS, *brute_force_keras.EXERCISES}


@cache
def with_more_calls(name: str) -> FunctionExercise:
    """An exercise for which there are no references but its own, with many other calls."""
    exercise = EXERCISES[name]
    assert isinstance(exercise, FunctionExercise)
    return replace(exercise, legal_number=MORE_CALLS)


def fault_of_images(images: Any) -> str | None:
    """What is wrong with a list of images that is said to tell all wrong functions."""
    arrays = [np.asarray(image) for image in images]
    if len(arrays) > 5 or any(
        image.ndim != 2 or not all(2 <= side <= 32 for side in image.shape) for image in arrays
    ):
        return "not at most five images of legal size"
    right = [np.array(brute_force.max_pool(image)) for image in arrays]
    for wrong in (*telling_images.SHOWN, *telling_images.HIDDEN):
        got = [np.asarray(wrong.pool(image.copy())) for image in arrays]
        if all(map(brute_force.matches, got, right)):
            return f"{wrong.name} escapes"
    return None


BUDGETS = (*range(500, 530), 600, 699, 700, 999, 1_000, 1_500, 4_999, 20_000, 100_000)


def fault_of_budgets(answer: Callable[[int], Any]) -> str | None:
    """The first budget for which there is no model, or one of too many parameters."""
    for budget in BUDGETS:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                model = answer(budget)
                model.build((None, 28, 28, 1))
            parameters = model.count_params()
        except Exception as error:
            return f"smallest_model({budget}) raises {type(error).__name__}"
        if parameters > budget:
            return f"smallest_model({budget}) has {parameters} parameters"
    return None


def limit_memory(more: int) -> None:
    """Let the process have so many bytes of memory more than it has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(name: str, each: int, first: int) -> None:
    """Print one line of JSON for each mutant from the given one on."""
    function_exercise.SECONDS_TO_SHRINK = 0
    model_exercise.SECONDS = SECONDS_PER_MODEL
    lines = results()
    exercise = EXERCISES[name]
    if isinstance(exercise, FunctionExercise):
        exercise = patient(exercise)
    if name in IN_KERAS:
        from pooling_course.quiet_keras import keras

        # The first operation loads and starts a good deal.
        keras.layers.MaxPool2D(2)(np.zeros((1, 4, 4, 1)))
    limit_memory(MORE_MEMORY_IN_KERAS if name in IN_KERAS else MORE_MEMORY)
    for mutant in mutants(name, each or None)[first:]:
        print(json.dumps(asdict(judge(mutant, exercise))), file=lines, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
