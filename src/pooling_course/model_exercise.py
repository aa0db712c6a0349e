"""Exercises whose answer builds a Keras model: it is compared, layer by layer, with a reference."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, cached_property
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

import numpy as np

from pooling_course.arguments import Array
from pooling_course.exercise import Answer, Exercise, Mistake
from pooling_course.failure import WrongAnswer
from pooling_course.layer_rows import LayerRow, computed, rows_of
from pooling_course.trial import TOO_LONG, Outcome, attempt, quietly

SECONDS = 60.0
IMAGE = (28, 28, 1)
NOTHING_RETURNED = "nothing-returned"
NO_MODEL = "no-model"
INPUT_SHAPE = "input-shape"
FOUND_OUTSIDE = frozenset({NOTHING_RETURNED, NO_MODEL, INPUT_SHAPE})
"""The mistakes that are found without a look at the layers."""

# The weights' scale in the first convolution, the second one and the dense layer. Small ones keep
# the softmax from being saturated, which would hide a missing relu; a large one in one place shows
# an activation that stops somewhere.
SCALES = (
    (0.05, 0.05, 0.05),
    (0.1, 0.1, 0.1),
    (0.2, 0.2, 0.2),
    (3.0, 0.1, 0.01),
    (0.1, 6.0, 0.01),
    (1e3, 0.1, 3e-5),
    (0.1, 2e3, 3e-5),
)
TOLERANCE = 1e-4


Settings = list[dict[str, Any]]
SETTINGS = (
    "filters",
    "kernel_size",
    "pool_size",
    "strides",
    "padding",
    "dilation_rate",
    "use_bias",
    "units",
)


@dataclass(frozen=True)
class ModelMistake(Mistake):
    """A mistake in a model: `forgive` takes what it changes out of the layers' settings.

    It explains a model whose settings are the right ones once it is forgiven. `applies` tells
    mistakes apart that change the same settings: it gets the model's settings and the right ones.
    """

    forgive: Callable[[Settings], Settings]
    applies: Callable[[Settings, Settings], bool] = lambda got, right: True


@dataclass(frozen=True)
class RightModel:
    """What is to be known about the right model: its rows, and what it computes at each scale.

    In the rows stands what the layers were made with, in place of the layers.
    """

    rows: list[LayerRow]
    parameters: int
    results: dict[tuple[float, ...], Array]


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
        return frozenset(mistake.key for mistake in self.mistakes) | FOUND_OUTSIDE

    @cached_property
    def right(self) -> RightModel:
        """What is to be known about the right model; it is built once."""
        model = self.reference()
        with quietly():
            rows = rows_of(model, images(2))
            results: dict[tuple[float, ...], Array] = {
                scale: computed(model, rows, scale, images(4)) for scale in SCALES
            }
        plain = [replace(row, layer=SimpleNamespace(**_settings_of(row.layer))) for row in rows]
        return RightModel(plain, model.count_params(), results)

    def examine(self, answer: Answer, *, thorough: bool) -> None:
        """Build the model and compare it; the hidden tests compare what it computes as well.

        Raises `WrongAnswer` with the layers side by side.
        """
        model = built(self.name, answer)
        rows = rows_for_images(self.name, model)
        judged = [row for row in rows if row.counts]
        right = self.right
        same = map(LayerRow.same_layer, judged, right.rows)
        if len(judged) != len(right.rows) or not all(same):
            self._fail("is not the model that is asked for", rows)
        total = model.count_params()
        if total != right.parameters:
            self._fail(f"has {total:,} parameters; {right.parameters:,} are asked for", rows)
        if not self._computes_the_same(model, judged, SCALES if thorough else SCALES[:1]):
            self._fail("has the right layers, but computes something else", rows)
        print(f"{self.name}: layers, output shapes and {total:,} parameters are right.")

    def _computes_the_same(
        self, model: Any, rows: list[LayerRow], scales: tuple[tuple[float, ...], ...]
    ) -> bool:
        for scale in scales:
            right = self.right.results[scale]
            with quietly():
                got = computed(model, rows, scale, images(4))
            if right.shape != got.shape or not np.allclose(right, got, atol=TOLERANCE, rtol=0):
                return False
        return True

    def _fail(self, verdict: str, rows: list[LayerRow]) -> None:
        mistake = self._diagnose(rows)
        expected = self.right.rows
        difference = first_difference(expected, rows)
        lines = [f"{self.name} {verdict}. {difference}".rstrip(), ""]
        lines += side_by_side(expected, rows)
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
        right, got = _settings(self.right.rows), _settings(rows)
        if right == got:
            return None
        suspects = [
            mistake
            for mistake in self.mistakes
            if mistake.applies(got, right) and mistake.forgive(got) == mistake.forgive(right)
        ]
        return suspects[0] if len(suspects) == 1 else None


def learn_apart(exercises: Sequence[ModelExercise]) -> None:
    """Have the right models built and asked in a process of its own.

    This process may still be forked afterwards: TensorFlow starts threads at its first operation,
    and they do not survive a fork.
    """
    if not exercises:
        return
    # A student's import of the checks does not wait for it.
    from multiprocessing import get_context

    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=lambda: there.send([one.right for one in exercises]))
    process.start()
    there.close()
    with here:
        if not here.poll(SECONDS):
            process.kill()
            raise TimeoutError("the right models could not be built in time")
        for exercise, right in zip(exercises, here.recv(), strict=True):
            vars(exercise)["right"] = right
    process.join()


@cache
def images(number: int) -> Array:
    """A batch of images `(number, 28, 28, 1)` with values of both signs."""
    return np.random.default_rng(3).normal(size=(number, 28, 28, 1)).astype(np.float32)


def built(name: str, answer: Answer, *arguments: object) -> Any:
    """The model that an answer builds, for images of 28 by 28 by 1.

    Raises `WrongAnswer` if it raises, takes too long, or gives something else.
    """
    from pooling_course.quiet_keras import keras

    if not callable(answer) or isinstance(answer, keras.Model):
        raise refused(name, NO_MODEL, f"{name} is not a function but {_described(answer)}.")
    call = f"{name}({', '.join(map(repr, arguments))})"
    outcome: Outcome = attempt(answer, arguments, seconds=SECONDS, as_array=lambda _: np.zeros(0))
    if outcome.trouble == TOO_LONG:
        raise WrongAnswer(f"{call} has no result after {SECONDS:g} seconds.")
    if outcome.lines:
        lines = "\n".join(f"    {line}" for line in outcome.lines)
        raise WrongAnswer(f"{call} raises an error:\n\n{lines}")
    model = outcome.returned
    if model is None:
        raise refused(
            name,
            NOTHING_RETURNED,
            f"{call} returns None: a model that is built, but not returned, is lost.",
        )
    if not isinstance(model, keras.Model):
        text = f"{call} returns {_described(model)}, not a Keras model."
        raise refused(name, NO_MODEL, text)
    shape = _declared_shape(model)
    if shape is not None and (
        len(shape) != len(IMAGE)
        or any(side not in (None, right) for side, right in zip(shape, IMAGE, strict=True))
    ):
        text = f"{call} is a model for inputs of shape {shape}; the images' is {IMAGE}."
        raise refused(name, INPUT_SHAPE, text)
    return model


def refused(name: str, mistake: str, text: str) -> WrongAnswer:
    """A failure whose text says all there is to say."""
    return WrongAnswer(text, finding={"exercise": name, "mistake": mistake, "hint": text})


def _described(value: object) -> str:
    """What something is that should be something else."""
    from pooling_course.quiet_keras import keras

    if isinstance(value, type):
        return f"the class {value.__name__} itself"
    if isinstance(value, keras.Model):
        return "a model"
    return f"{'an' if type(value).__name__[0] in 'aeiou' else 'a'} {type(value).__name__}"


def _declared_shape(model: Any) -> tuple[int | None, ...] | None:
    """The shape of the images that a model is declared for; None if it says nothing about it."""
    try:
        shape = model.input_shape
    except (AttributeError, ValueError):
        return None
    if isinstance(shape, list) and len(shape) == 1:
        (shape,) = shape
    return tuple(shape)[1:] if isinstance(shape, tuple) else None


def rows_for_images(name: str, model: Any) -> list[LayerRow]:
    """The rows of a model that is called on images of 28 by 28 by 1.

    Raises `WrongAnswer` if the model cannot be called on such images.
    """
    try:
        with quietly():
            return rows_of(model, images(2))
    except Exception as error:
        raise WrongAnswer(
            f"{name} builds a model that cannot be called on images of 28 by 28 by 1:\n\n"
            f"    {first_line(error)}"
        ) from None


def first_line(error: Exception) -> str:
    """An error in one line; Keras's own ones say in the second what it is about."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith("Exception encountered when calling"):
        lines = [re.sub("\x1b\\[[0-9;]*m", "", lines[1])]
    return f"{type(error).__name__}: {lines[0] if lines else ''}"


def _settings(rows: list[LayerRow]) -> Settings:
    """What the layers were made with: kernel, strides, activation and so on."""
    return [
        {
            "kind": row.kind,
            "activation": row.activation,
            **_settings_of(row.layer),
        }
        for row in rows
    ]


def _settings_of(layer: Any) -> dict[str, Any]:
    return {
        name: getattr(layer, name) for name in SETTINGS if getattr(layer, name, None) is not None
    }


def side_by_side(expected: list[LayerRow], got: list[LayerRow]) -> list[str]:
    """Two summaries next to each other, layers of a kind in one line; ≠ marks what differs."""
    pairs: list[tuple[str, str]] = []
    kinds = [row.kind for row in expected], [row.kind for row in got]
    for _, start, end, first, last in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        left = [row.description() for row in expected[start:end]]
        right = [row.description() for row in got[first:last]]
        pairs += zip_longest(left, right, fillvalue="-")
    totals = (f"in all  {sum(row.parameters for row in rows):,}" for rows in (expected, got))
    pairs.append((next(totals), next(totals)))
    width = max(len(left) for left, _ in pairs)
    return [
        f"    {'expected'.ljust(width)}     got",
        *(
            f"    {one.ljust(width)}   {' ' if one == other else '≠'} {other}"
            for one, other in pairs
        ),
    ]


def first_difference(expected: list[LayerRow], got: list[LayerRow]) -> str:
    """The layer that differs first, in words: what comes after it may differ for its sake only."""
    matcher = SequenceMatcher(
        None, [row.kind for row in expected], [row.kind for row in got], autojunk=False
    )
    for change, start, end, first, last in matcher.get_opcodes():
        if change == "equal":
            pairs = zip(expected[start:end], got[first:last], strict=True)
            for number, (one, other) in enumerate(pairs, start + 1):
                if one.description() != other.description() or _settings([one]) != _settings(
                    [other]
                ):
                    return f"Layer {number}, {one.kind}, is the first that differs."
        elif change == "delete":
            return f"Layer {start + 1}, {expected[start].kind}, is missing."
        elif change == "insert":
            after = f"after layer {start}" if start else "at the start"
            return f"There is one layer more {after}: {got[first].kind}."
        else:
            return f"Layer {start + 1} should be {expected[start].kind}, not {got[first].kind}."
    return ""
