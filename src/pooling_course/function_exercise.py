"""Exercises whose answer is a function: it is compared with a reference on drawn arguments."""

from __future__ import annotations

import inspect
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from pooling_course.arguments import Array, layout_of
from pooling_course.choices import Choose, Seeded
from pooling_course.diagnosis import Tried, diagnose
from pooling_course.exercise import Answer, Exercise, KnownMistake
from pooling_course.failure import WrongAnswer
from pooling_course.picture import Panel, Picture, Window
from pooling_course.trial import (
    TOO_LONG,
    AsArray,
    Outcome,
    as_numbers,
    attempt,
    differing,
    same_outcome,
)

Arguments = tuple[object, ...]
Draw = Callable[[Choose], Arguments]

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


@dataclass(frozen=True, kw_only=True)
class FunctionExercise(Exercise):
    """An exercise whose answer is a function.

    `ordinary` draws the arguments of the visible check, `legal` all that the exercise declares
    legal. `as_array` turns a result into numbers or raises `ValueError` with what it is instead.
    `rule` looks for what the exercise forbids: it gives a sentence, or None. `window` gives the
    rows and columns of the image that the output's cell at an index depends on; `image` is the
    position of the image among the arguments, None where there is none. A call may take `seconds`.
    """

    reference: Answer
    mistakes: tuple[KnownMistake, ...]
    ordinary: Draw
    legal: Draw
    as_array: AsArray = as_numbers
    rule: Callable[[Answer], str | None] | None = None
    window: Callable[[Arguments, tuple[int, ...]], Window] | None = None
    image: int | None = 0
    seconds: float = SECONDS_PER_CALL

    @cached_property
    def ordinary_calls(self) -> tuple[Call, ...]:
        """The calls of the visible check, small ones first; drawn once."""
        return self._drawn(self.ordinary, ORDINARY_CALLS)

    @cached_property
    def legal_calls(self) -> tuple[Call, ...]:
        """The calls of the hidden tests, small ones first; drawn once."""
        return self._drawn(self.legal, LEGAL_CALLS)

    def _drawn(self, draw: Draw, number: int) -> tuple[Call, ...]:
        seed = zlib.crc32(self.name.encode())
        arguments = [draw(Seeded(seed, number, k)) for k in range(number)]
        arguments.sort(key=_number_of_values)
        return tuple(Call(one, self._attempt(self.reference, one)) for one in arguments)

    def examine(self, answer: Answer, *, thorough: bool) -> float | None:
        """Try the answer on the ordinary calls, or on the legal ones as well.

        Prints one line on what was tried, and raises `WrongAnswer` at the first failure.
        """
        if not callable(answer):
            raise WrongAnswer(f"{self.name} is not a function but {answer!r}.")
        rounds = [(self.ordinary, self.ordinary_calls)]
        if thorough:
            rounds.append((self.legal, self.legal_calls))
        for draw, calls in rounds:
            for call in calls:
                outcome = self._attempt(answer, call.arguments)
                if not same_outcome(outcome, call.expected):
                    self._fail(answer, call, outcome, draw)
        complaint = self.rule(answer) if self.rule is not None else None
        if complaint is not None:
            raise WrongAnswer(complaint, finding={"exercise": self.name, "mistake": "forbidden"})
        number = sum(len(calls) for _, calls in rounds)
        print(f"{self.name}: right on all {number} calls that were tried.")
        return None

    def _attempt(
        self, answer: Answer, arguments: Arguments, seconds: float | None = None
    ) -> Outcome:
        return attempt(answer, arguments, seconds=seconds or self.seconds, as_array=self.as_array)

    def _fail(self, answer: Answer, call: Call, outcome: Outcome, draw: Draw) -> None:
        """Find the smallest failure and the mistake behind it, and raise `WrongAnswer`."""
        arguments = call.arguments
        mistake = None
        if outcome.trouble != TOO_LONG:
            mistake = self._diagnose(answer)
            arguments = self._smallest(answer, call, outcome, draw)
            outcome = self._attempt(answer, arguments)
        expected = self._attempt(self.reference, arguments)
        picture = self._picture(arguments, expected, outcome)
        text = "\n".join(self._lines(arguments, expected, outcome, picture, mistake))
        failure = WrongAnswer(
            text,
            picture=picture,
            section=(mistake and mistake.lesson) or self.lesson,
            finding=self._finding(mistake, outcome, arguments),
        )
        failure.show()
        raise failure

    def _diagnose(self, answer: Answer) -> KnownMistake | None:
        end = time.monotonic() + SECONDS_TO_TRY
        tried = []
        for call in (*self.ordinary_calls, *self.legal_calls):
            left = end - time.monotonic()
            if left < 0.01:
                break
            outcome = self._attempt(answer, call.arguments, left)
            if outcome.trouble == TOO_LONG:
                break
            tried.append(Tried(call.arguments, outcome, call.expected))
        return diagnose(self.mistakes, tried, self.as_array)

    def _smallest(self, answer: Answer, call: Call, outcome: Outcome, draw: Draw) -> Arguments:
        # Hypothesis is imported only here: a passing check does not wait for it
        from pooling_course.shrink import smallest

        def fails(arguments: Arguments) -> bool:
            got = self._attempt(answer, arguments, 0.5)
            if got.trouble == TOO_LONG or got.raised != outcome.raised:
                return False
            return not same_outcome(got, self._attempt(self.reference, arguments))

        return smallest(draw, fails, call.arguments, seconds=SECONDS_TO_SHRINK)

    def _lines(
        self,
        arguments: Arguments,
        expected: Outcome,
        got: Outcome,
        picture: Picture | None,
        mistake: KnownMistake | None,
    ) -> list[str]:
        lines = [f"{self.name} {_verdict(got, self.seconds)}:", ""]
        lines += [f"    {line}" for line in self._code(arguments).splitlines()]
        lines.append("")
        if got.lines:
            lines += [f"    {line}" for line in got.lines]
        elif got.changed is not None:
            name = tuple(inspect.signature(self.reference).parameters)[got.changed]
            lines.append(f"    `{name}` is not the same after the call. Work on a copy.")
        elif got.trouble is not None:
            lines += [f"    expected: {_plain(expected.returned)}"]
            if got.trouble != TOO_LONG:
                lines.append(f"    got:      {got.trouble}")
        elif picture is not None:
            lines += [f"    {line}" for line in picture.text().splitlines()]
            lines += _shape_lines(expected, got)
        else:
            lines += [
                f"    expected: {_plain(expected.returned)}",
                f"    got:      {_plain(got.returned)}",
            ]
        if got.printed.strip():
            printed = got.printed.strip().splitlines()
            lines += ["", "    It printed:", *(f"    {line}" for line in printed[:10])]
        if mistake is not None:
            lines += ["", f"Hint: {mistake.hint}", f"Read again: {mistake.lesson or self.lesson}"]
        return lines

    def _code(self, arguments: Arguments) -> str:
        """Code that a student can paste into a cell to see the same failure."""
        names = tuple(inspect.signature(self.reference).parameters)
        lines, passed = [], []
        for name, argument in zip(names, arguments, strict=False):
            if isinstance(argument, np.ndarray):
                lines.append(f"{name} = {array_code(argument, len(name) + 3)}")
                if not argument.flags.writeable:
                    lines.append(f"{name}.flags.writeable = False")
                passed.append(name)
            else:
                passed.append(getattr(argument, "code", None) or repr(argument))
        return "\n".join([*lines, f"{self.name}({', '.join(passed)})"])

    def _picture(self, arguments: Arguments, expected: Outcome, got: Outcome) -> Picture | None:
        if self.image is None or expected.value is None or got.value is None:
            return None
        image = arguments[self.image]
        assert isinstance(image, np.ndarray)
        one, other = expected.value, got.value
        where = differing(one, other) if one.shape == other.shape else np.zeros(other.shape, bool)
        first = tuple(int(i) for i in np.argwhere(where)[0]) if where.any() else None
        window = None
        if first is not None and self.window is not None:
            window = self.window(arguments, first)
        title = tuple(inspect.signature(self.reference).parameters)[self.image]
        if image.ndim == 4:
            batch, channel = (first[0], first[-1]) if first is not None else (0, 0)
            title = f"{title}[{batch}, :, :, {channel}]"
            image = image[batch, :, :, channel]
            one = one[batch, :, :, channel]
            if other.ndim == 4 and batch < other.shape[0] and channel < other.shape[3]:
                other, where = other[batch, :, :, channel], where[batch, :, :, channel]
        if other.ndim > 2:
            return None
        expected_panel, got_panel = _as_image(one), _as_image(other)
        return Picture(
            (
                Panel(title, image, window),
                Panel("expected", expected_panel),
                Panel("got", got_panel, marked=_as_image(where)),
            ),
            _sentence(self.name, image, expected_panel, got_panel, _as_image(where)),
        )

    def _finding(
        self, mistake: KnownMistake | None, outcome: Outcome, arguments: Arguments
    ) -> Mapping[str, Any]:
        return {
            "exercise": self.name,
            "mistake": mistake.key if mistake is not None else None,
            "hint": mistake.hint if mistake is not None else None,
            "trouble": outcome.trouble,
            "example": self._code(arguments),
        }


def _number_of_values(arguments: Arguments) -> int:
    return sum(argument.size for argument in arguments if isinstance(argument, np.ndarray))


def _verdict(got: Outcome, seconds: float) -> str:
    if got.trouble == TOO_LONG:
        return f"has no result after {seconds:g} seconds (does a loop never end?)"
    if got.lines:
        return "raises an error"
    if got.changed is not None:
        return "changes its argument"
    return "gives a wrong result"


def _shape_lines(expected: Outcome, got: Outcome) -> list[str]:
    assert expected.value is not None
    assert got.value is not None
    if expected.value.shape == got.value.shape:
        return []
    return ["", f"    shape expected: {expected.value.shape}, got: {got.value.shape}"]


def _plain(value: object) -> str:
    """A result in one short line, without the types of NumPy's numbers."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        value = value.tolist()
    elif isinstance(value, (tuple, list)) and all(isinstance(v, np.generic) for v in value):
        value = type(value)(v.item() for v in value)
    text = repr(value)
    return text if len(text) <= 400 else text[:400] + " …"


def array_code(array: Array, indent: int = 0) -> str:
    """Code that makes an array of the same values, type and layout."""
    inside = np.array2string(
        np.ascontiguousarray(array),
        separator=", ",
        threshold=100_000,
        max_line_width=100_000,
        floatmode="unique",
        prefix=" " * (indent + len("np.array(")),
    )
    dtype = "" if array.dtype in (np.int64, np.float64) else f', dtype="{array.dtype}"'
    layout = layout_of(array)
    if layout == "flipped":
        return f"np.flip(np.array({_flipped_text(array, indent)}{dtype}), 0)"
    if layout == "inner":
        inner = ", ".join(["1:-1"] * array.ndim)
        return f"np.pad(np.array({inside}{dtype}), 1)[{inner}]"
    order = ', order="F"' if layout == "other order" else ""
    return f"np.array({inside}{dtype}{order})"


def _flipped_text(array: Array, indent: int) -> str:
    code = array_code(np.array(array[::-1].tolist(), array.dtype), indent + len("np.flip("))
    return code.removeprefix("np.array(").removesuffix(")").split(", dtype=")[0]


def _as_image(values: Array) -> Array:
    """Scalars and rows as images of one row."""
    return values.reshape(1, -1) if values.ndim < 2 else values


def _sentence(name: str, image: Array, expected: Array, got: Array, where: Array) -> str:
    shape = " by ".join(str(side) for side in image.shape)
    text = f"{name} on an image of {shape} pixels."
    if expected.shape != got.shape:
        return f"{text} Expected an output of shape {expected.shape}, got one of shape {got.shape}."
    return f"{text} {int(where.sum())} of {where.size} output values differ from what is expected."
