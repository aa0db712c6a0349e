"""Try an answer on one call, and say what came of it."""

from __future__ import annotations

import copy
import io
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass

import numpy as np

from pooling_course.arguments import Array, lay_out, layout_of
from pooling_course.exercise import Answer
from pooling_course.time_limit import TimeIsUp, time_limit

RELATIVE = 1e-5
ABSOLUTE = 1e-5
FLOAT32 = float(np.finfo(np.float32).max)

MOST_LINES = 8

CALLS_AT_ONCE = 40


@dataclass(frozen=True)
class Outcome:
    """What an answer did with one call.

    `value` is what it returned, as an array where that is possible; `trouble` says in a few words
    why it is none, or names the exception; `changed` is the position of the first argument that was
    changed; `lines` are the student's own lines of the traceback.
    """

    value: Array | None = None
    trouble: str | None = None
    changed: int | None = None
    lines: tuple[str, ...] = ()
    returned: object = None
    printed: str = ""

    @property
    def raised(self) -> bool:
        """Whether the call ended with an exception, or did not end."""
        return bool(self.lines) or self.trouble == TOO_LONG


TOO_LONG = "no result in time"

AsArray = Callable[[object], Array]


def as_numbers(result: object) -> Array:
    """The result as an array of numbers or truth values.

    Raises `ValueError`, with what it is instead, if it is none.
    """
    if result is None:
        raise ValueError("None: nothing was returned")
    try:
        value = np.asarray(result)
    except Exception as error:
        raise ValueError(
            "something that NumPy cannot turn into one array: are its rows equally long?"
        ) from error
    if value.dtype.kind not in "biuf":
        raise ValueError(_without_numbers(result, value))
    return value


def _without_numbers(result: object, value: Array) -> str:
    """What a result is that holds something else than numbers."""
    if value.dtype.kind in "US":
        return "text, not numbers"
    if value.ndim == 0:
        return f"{type(result).__name__}, not numbers"
    kinds = sorted({type(item).__name__ for item in value.flat})
    return f"an array that holds {', '.join(kinds)}, not only numbers"


def attempt(
    answer: Answer,
    arguments: tuple[object, ...],
    *,
    seconds: float = 2.0,
    as_array: AsArray = as_numbers,
) -> Outcome:
    """Call the answer with copies of the arguments, for at most `seconds`."""
    given = tuple(map(copied, arguments))
    return _outcome(lambda: answer(*given), answer, arguments, given, seconds, as_array)


def attempts(
    answer: Answer,
    calls: Sequence[tuple[object, ...]],
    *,
    seconds: float = 2.0,
    as_array: AsArray = as_numbers,
) -> Iterator[Outcome]:
    """Call the answer with each of the arguments in turn, as `attempt` does.

    An answer that runs in another process takes many calls at once as `__each__`, which yields a
    function for each that waits for the result.
    """
    each = getattr(answer, "__each__", None)
    if each is None:
        for arguments in calls:
            yield attempt(answer, arguments, seconds=seconds, as_array=as_array)
        return
    for start in range(0, len(calls), CALLS_AT_ONCE):
        some = calls[start : start + CALLS_AT_ONCE]
        copies = [tuple(map(copied, arguments)) for arguments in some]
        for result, arguments, given in zip(each(copies), some, copies, strict=True):
            yield _outcome(result, answer, arguments, given, seconds, as_array)


def _outcome(
    call: Callable[[], object],
    answer: Answer,
    arguments: tuple[object, ...],
    given: tuple[object, ...],
    seconds: float,
    as_array: AsArray,
) -> Outcome:
    printed = io.StringIO()
    # An answer that runs in another process knows how long that one has worked.
    clock = getattr(answer, "__processor_seconds__", time.process_time)
    try:
        with quietly(printed), time_limit(seconds, clock):
            result = call()
            value: Array | None = None
            trouble = None
            try:
                value = as_array(result)
            except ValueError as error:
                trouble = str(error)
    except TimeIsUp:
        _let_keras_start_anew()
        return Outcome(trouble=TOO_LONG, printed=printed.getvalue())
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # an answer may raise SystemExit as well
        return Outcome(
            trouble=type(error).__name__, lines=student_lines(error), printed=printed.getvalue()
        )
    return Outcome(
        value=value,
        trouble=trouble,
        changed=_first_changed(arguments, given),
        returned=result,
        printed=printed.getvalue(),
    )


def _let_keras_start_anew() -> None:
    """Keras keeps state while it builds a model; a call that is broken off leaves it behind."""
    keras = sys.modules.get("keras")
    if keras is not None:
        keras.utils.clear_session(free_memory=False)


@contextmanager
def quietly(printed: io.StringIO | None = None) -> Iterator[None]:
    """Keep what an answer prints, and its warnings, to ourselves: neither makes it wrong.

    nbgrader gives no marks for a test cell that writes to standard error.
    """
    printed = io.StringIO() if printed is None else printed
    with redirect_stdout(printed), redirect_stderr(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def copied(argument: object) -> object:
    """The same argument, of the same layout and flags, that may be changed without harm."""
    if isinstance(argument, np.ndarray):
        return lay_out(argument, layout_of(argument))
    return copy.copy(argument) if isinstance(argument, list) else argument


def _first_changed(before: tuple[object, ...], after: tuple[object, ...]) -> int | None:
    for position, (one, other) in enumerate(zip(before, after, strict=True)):
        if isinstance(one, np.ndarray):
            assert isinstance(other, np.ndarray)
            if one.shape != other.shape or not np.array_equal(one, other):
                return position
        elif isinstance(one, list) and one != other:
            return position
    return None


def student_lines(error: BaseException) -> tuple[str, ...]:
    """The lines of the traceback that are the student's own, and the error itself.

    An answer that runs in another process brings its lines along as `student_traceback`.
    """
    sent = getattr(error, "student_traceback", None)
    if sent is not None:
        return tuple(str(sent).rstrip().splitlines())
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        if _ours_or_a_library(frame.filename):
            continue
        lines.append(f"line {frame.lineno} in {frame.name}:  {frame.line}")
    if len(lines) > MOST_LINES:  # a recursion without an end
        half = MOST_LINES // 2
        lines[half:-half] = [f"… {len(lines) - MOST_LINES} lines more of this kind …"]
    lines.extend(line.rstrip() for line in traceback.format_exception_only(error))
    return tuple(lines)


def _ours_or_a_library(filename: str) -> bool:
    return "site-packages" in filename or filename.startswith(("<frozen", _OURS, _STANDARD_LIBRARY))


_OURS = __file__.removesuffix("trial.py")
_STANDARD_LIBRARY = copy.__file__.removesuffix("copy.py")


def same_values(got: Array, expected: Array) -> bool:
    """Whether a result has the expected shape, and values to within the tolerance."""
    if got.size == expected.size == 0:
        return True  # an empty list has lost the other side's length; no right result is empty
    if got.shape != expected.shape:
        return False
    # nearly always so, and a fraction of the work
    return np.array_equal(got, expected) or not bool(differing(expected, got).any())


def differing(expected: Array, got: Array) -> Array:
    """Where a result differs from the expected one by more than the tolerance, as truth values.

    The tolerance is relative to what is expected: an infinite result is never near a finite one.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        expected = expected.astype(np.float64)
        got = got.astype(np.float64)
        near = np.abs(got - expected) <= ABSOLUTE + RELATIVE * np.abs(expected)
    # a library that computes in float32 has nothing between its largest number and infinity
    beyond = (np.abs(expected) > FLOAT32) & np.isin(got, (FLOAT32, np.inf, -FLOAT32, -np.inf))
    alike = (
        (got == expected)
        | (np.isnan(got) & np.isnan(expected))
        | (beyond & (np.sign(got) == np.sign(expected)))
    )
    different: Array = ~(alike | (near & np.isfinite(got) & np.isfinite(expected)))
    return different


def same_outcome(got: Outcome, expected: Outcome) -> bool:
    """Whether an answer did as expected: value, or kind of trouble, and what it changed."""
    if (got.trouble, got.changed) != (expected.trouble, expected.changed):
        return False
    if got.value is None or expected.value is None:
        return got.value is expected.value
    return same_values(got.value, expected.value)
