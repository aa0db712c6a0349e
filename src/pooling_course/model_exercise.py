"""Exercises whose answer builds a Keras model: it is compared, layer by layer, with a reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer, Exercise, Mistake
from pooling_course.failure import WrongAnswer
from pooling_course.layer_rows import LayerRow, computed, counts, rows_of
from pooling_course.trial import TOO_LONG, Outcome, attempt, quietly

SECONDS = 60.0
IMAGE = (28, 28, 1)
NOTHING_RETURNED = "nothing-returned"

# The weights' scale in the first convolution, the second one and the dense layer. Small ones keep
# the softmax from being saturated, which would hide a missing relu; a large one in one place shows
# an activation that stops somewhere.
SCALES = ((0.05, 0.05, 0.05), (0.1, 0.1, 0.1), (0.2, 0.2, 0.2), (3.0, 0.1, 0.01), (0.1, 6.0, 0.01))
TOLERANCE = 1e-4


Settings = list[dict[str, Any]]
SETTINGS = ("filters", "kernel_size", "pool_size", "strides", "padding", "use_bias", "units")


@dataclass(frozen=True)
class ModelMistake(Mistake):
    """A mistake in a model: `forgive` takes what it changes out of the layers' settings.

    It explains a model whose settings are the right ones once it is forgiven. `applies` tells
    mistakes apart that change the same settings: it gets the model's settings and the right ones.
    """

    forgive: Callable[[Settings], Settings]
    applies: Callable[[Settings, Settings], bool] = lambda got, right: True


@dataclass(frozen=True, kw_only=True)
class ModelExercise(Exercise):
    """An exercise whose answer returns a Keras model for 28 by 28 by 1 images.

    `reference` builds the right one.
    """

    reference: Callable[[], Any]
    mistakes: tuple[ModelMistake, ...]

    @property
    def mistake_keys(self) -> frozenset[str]:
        """The mistakes that a finding may name."""
        return frozenset(mistake.key for mistake in self.mistakes) | {NOTHING_RETURNED}

    @cached_property
    def expected(self) -> tuple[Any, list[LayerRow]]:
        """The right model and its rows."""
        model = self.reference()
        return model, _rows(model)

    def examine(self, answer: Answer, *, thorough: bool) -> None:
        """Build the model and compare it; the hidden tests compare what it computes as well.

        Raises `WrongAnswer` with the layers side by side.
        """
        model = built(self.name, answer)
        reference, expected = self.expected
        rows = judged_rows(self.name, model)
        alike = len(rows) == len(expected) and all(map(LayerRow.same_layer, rows, expected))
        if not alike:
            self._fail("is not the model that is asked for", rows)
        shape = other_shape(model)
        if shape is not None:
            self._fail(f"is built for images of shape {shape}, not {IMAGE}", rows)
        total, right_total = model.count_params(), reference.count_params()
        if total != right_total:
            self._fail(f"has {total:,} parameters; {right_total:,} are asked for", rows)
        if not self._computes_the_same(model, rows, SCALES if thorough else SCALES[:1]):
            self._fail("has the right layers, but computes something else", rows)
        print(f"{self.name}: layers, output shapes and {total:,} parameters are right.")

    def _computes_the_same(
        self, model: Any, rows: list[LayerRow], scales: tuple[tuple[float, ...], ...]
    ) -> bool:
        reference, expected = self.expected
        batch = images(4)
        for scale in scales:
            with quietly():
                right = computed(reference, expected, scale, batch)
                got = computed(model, rows, scale, batch)
            if right.shape != got.shape or not np.allclose(right, got, atol=TOLERANCE, rtol=0):
                return False
        return True

    def _fail(self, verdict: str, rows: list[LayerRow]) -> None:
        mistake = self._diagnose(rows)
        lines = [f"{self.name} {verdict}:", "", *side_by_side(self.expected[1], rows)]
        if mistake is not None:
            lines += ["", f"Hint: {mistake.hint}", f"Read again: {mistake.lesson or self.lesson}"]
        failure = WrongAnswer(
            "\n".join(lines),
            section=(mistake and mistake.lesson) or self.lesson,
            finding={
                "exercise": self.name,
                "mistake": mistake.key if mistake is not None else None,
                "hint": mistake.hint if mistake is not None else None,
                "example": f"{self.name}()",
            },
        )
        raise failure.shown()

    def _diagnose(self, rows: list[LayerRow]) -> ModelMistake | None:
        """The one mistake without which the layers would be the right ones."""
        right, got = _settings(self.expected[1]), _settings(rows)
        if right == got:
            return None
        suspects = [
            mistake
            for mistake in self.mistakes
            if mistake.applies(got, right) and mistake.forgive(got) == mistake.forgive(right)
        ]
        return suspects[0] if len(suspects) == 1 else None


def images(number: int) -> Array:
    """A batch of images `(number, 28, 28, 1)` with values of both signs."""
    return np.random.default_rng(3).normal(size=(number, 28, 28, 1)).astype(np.float32)


def built(name: str, answer: Answer, *arguments: object) -> Any:
    """The model that an answer builds.

    Raises `WrongAnswer` if it raises, takes too long, or gives something else.
    """
    from pooling_course.quiet_keras import keras

    if not callable(answer):
        raise WrongAnswer(f"{name} is not a function but {answer!r}.")
    call = f"{name}({', '.join(map(repr, arguments))})"
    outcome: Outcome = attempt(answer, arguments, seconds=SECONDS, as_array=lambda _: np.zeros(0))
    if outcome.trouble == TOO_LONG:
        raise WrongAnswer(f"{call} has no result after {SECONDS:g} seconds.")
    if outcome.lines:
        lines = "\n".join(f"    {line}" for line in outcome.lines)
        raise WrongAnswer(f"{call} raises an error:\n\n{lines}")
    if outcome.returned is None:
        raise WrongAnswer(
            f"{call} returns None: a model that is built, but not returned, is lost.",
            finding={"exercise": name, "mistake": NOTHING_RETURNED},
        )
    if not isinstance(outcome.returned, keras.Model):
        raise WrongAnswer(f"{call} returns {type(outcome.returned).__name__}, not a Keras model.")
    return outcome.returned


def judged_rows(name: str, model: Any) -> list[LayerRow]:
    """The rows that count of a model for 28 by 28 by 1 images.

    Raises `WrongAnswer` if the model cannot be called on such images.
    """
    try:
        with quietly():
            return _rows(model)
    except Exception as error:
        first = str(error).strip().splitlines()
        raise WrongAnswer(
            f"{name} builds a model that cannot be called on images of 28 by 28 by 1:\n\n"
            f"    {type(error).__name__}: {first[0] if first else ''}"
        ) from None


def other_shape(model: Any) -> tuple[int | None, ...] | None:
    """The shape of the images that a model is built for; None if 28 by 28 by 1 is one of them."""
    shape = tuple(getattr(model, "input_shape", None) or ())[1:]
    fits = all(side in (None, right) for side, right in zip(shape, IMAGE, strict=False))
    return None if fits else shape


def _rows(model: Any) -> list[LayerRow]:
    return [row for row in rows_of(model, images(1)) if counts(row)]


def _settings(rows: list[LayerRow]) -> Settings:
    """What the layers were made with: kernel, strides, activation and so on."""
    return [
        {
            "kind": row.kind,
            "activation": row.activation,
            **{
                name: getattr(row.layer, name)
                for name in SETTINGS
                if getattr(row.layer, name, None) is not None
            },
        }
        for row in rows
    ]


def side_by_side(expected: list[LayerRow], got: list[LayerRow]) -> list[str]:
    """Two summaries next to each other; ≠ marks the first layer that differs, and all after it."""
    left = ["expected", *(row.description() for row in expected)]
    right = ["got", *(row.description() for row in got)]
    width = max(map(len, left))
    differs = False
    lines = []
    for number, (one, other) in enumerate(zip_longest(left, right, fillvalue="-")):
        differs = number > 0 and one != other
        lines.append(f"    {one.ljust(width)}   {'≠' if differs else ' '} {other}")
    total = sum(row.parameters for row in expected), sum(row.parameters for row in got)
    mark = "≠" if total[0] != total[1] else " "
    lines.append(f"    {f'in all  {total[0]:,}'.ljust(width)}   {mark} in all  {total[1]:,}")
    return lines
