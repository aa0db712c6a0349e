"""Why an answer is wrong, told on one call: the code, the error or the picture, the hint."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING

import numpy as np

from pooling_course.arguments import Array, layout_of
from pooling_course.exercise import KnownMistake
from pooling_course.failure import WrongAnswer
from pooling_course.picture import Panel, Picture
from pooling_course.trial import TOO_LONG, Outcome, differing

if TYPE_CHECKING:
    from pooling_course.function_exercise import Arguments, FunctionExercise

WIDTH = 72
MOST_ROWS = 20


def explanation(
    exercise: FunctionExercise,
    arguments: Arguments,
    expected: Outcome,
    got: Outcome,
    mistake: KnownMistake | None,
) -> WrongAnswer:
    """What a student is told about a call on which the answer fails."""
    picture = _picture(exercise, arguments, expected, got)
    return WrongAnswer(
        "\n".join(_lines(exercise, arguments, expected, got, picture, mistake)),
        picture=picture,
        section=(mistake and mistake.lesson) or exercise.lesson,
        finding={
            "exercise": exercise.name,
            "mistake": mistake.key if mistake is not None else None,
            "hint": mistake.hint if mistake is not None else None,
            "trouble": got.trouble,
            "example": code_of(exercise, arguments, got.changed),
        },
    )


def _lines(
    exercise: FunctionExercise,
    arguments: Arguments,
    expected: Outcome,
    got: Outcome,
    picture: Picture | None,
    mistake: KnownMistake | None,
) -> list[str]:
    lines = [f"{exercise.name} {_verdict(got, exercise.seconds)}:", ""]
    lines += [f"    {line}" for line in code_of(exercise, arguments, got.changed).splitlines()]
    lines.append("")
    if got.lines:
        lines += [f"    {line}" for line in got.lines]
    elif got.changed is not None:
        name = _names(exercise)[got.changed]
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
        # JupyterLab breaks a long line of an error anywhere, within words as well
        lines += ["", *textwrap.wrap(f"Hint: {mistake.hint}", WIDTH)]
        lines.append(f"Read again: {mistake.lesson or exercise.lesson}")
    return lines


def _names(exercise: FunctionExercise) -> tuple[str, ...]:
    """The names of the arguments."""
    return tuple(inspect.signature(exercise.reference).parameters)


def code_of(exercise: FunctionExercise, arguments: Arguments, changed: int | None = None) -> str:
    """Code that a student can paste into a cell to see the same failure.

    It shows the argument that is `changed`, at this position, after the call.
    """
    names = _names(exercise)
    lines, passed = [], []
    for position, (name, argument) in enumerate(zip(names, arguments, strict=False)):
        if isinstance(argument, np.ndarray):
            lines.append(f"{name} = {array_code(argument, len(name) + 3)}")
            if not argument.flags.writeable:
                lines.append(f"{name}.flags.writeable = False")
            passed.append(name)
        elif position == changed:
            lines.append(f"{name} = {argument!r}")
            passed.append(name)
        else:
            passed.append(getattr(argument, "code", None) or repr(argument))
    lines.append(f"{exercise.name}({', '.join(passed)})")
    return "\n".join([*lines, names[changed]] if changed is not None else lines)


def _picture(
    exercise: FunctionExercise, arguments: Arguments, expected: Outcome, got: Outcome
) -> Picture | None:
    if exercise.image is None or expected.value is None or got.value is None:
        return None
    if got.changed is not None:
        return None  # the results may well be the same
    image = arguments[exercise.image]
    assert isinstance(image, np.ndarray)
    one, other = expected.value, got.value
    where = differing(one, other) if one.shape == other.shape else np.zeros(other.shape, bool)
    first = tuple(int(i) for i in np.argwhere(where)[0]) if where.any() else None
    window = None
    if first is not None and exercise.window is not None:
        window = exercise.window(arguments, first)
    title = _names(exercise)[exercise.image]
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
        _sentence(exercise.name, image, expected.value, got.value, where),
    )


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
    one, other = (
        "() (one number, not an array)" if shape == () else str(shape)
        for shape in (expected.value.shape, got.value.shape)
    )
    return ["", f"    shape expected: {one}, got: {other}"]


def _plain(value: object) -> str:
    """A result in one short line, without the types of NumPy's numbers."""
    if isinstance(value, np.generic):
        value = value.item()
    elif hasattr(value, "__array__"):  # a tensor, for example
        value = np.asarray(value)
    if isinstance(value, np.ndarray):
        value = value.tolist()
    elif isinstance(value, (tuple, list)) and all(isinstance(v, np.generic) for v in value):
        value = type(value)(v.item() for v in value)
    text = repr(value)
    return text if len(text) <= 400 else text[:400] + " …"


def array_code(array: Array, indent: int = 0) -> str:
    """Code that makes an array of the same values, type and layout."""
    layout = layout_of(array)
    values = np.ascontiguousarray(array[::-1] if layout == "flipped" else array)
    start = {"flipped": "np.flip(", "inner": "np.pad("}.get(layout, "") + "np.array("
    # each row has a line of its own, unless there are too many
    many = len(values) > MOST_ROWS
    start += "np.reshape(" if many else ""
    inside = np.array2string(
        values.ravel() if many else values,
        separator=", ",
        threshold=100_000,
        max_line_width=WIDTH if many else 100_000,
        floatmode="unique",
        prefix=" " * (indent + len(start)),
    )
    inside += f", {array.shape})" if many else ""
    dtype = "" if array.dtype in (np.int64, np.float64) else f', dtype="{array.dtype}"'
    end = {
        "flipped": "), 0)",
        "inner": f"), 1)[{', '.join(['1:-1'] * array.ndim)}]",
        "other order": ', order="F")',
    }.get(layout, ")")
    return f"{start}{inside}{dtype}{end}"


def _as_image(values: Array) -> Array:
    """Scalars and rows as images of one row."""
    return values.reshape(1, -1) if values.ndim < 2 else values


def _sentence(name: str, image: Array, expected: Array, got: Array, where: Array) -> str:
    shape = " by ".join(str(side) for side in image.shape)
    text = f"{name} on an image of {shape} pixels."
    if expected.shape != got.shape:
        return f"{text} Expected an output of shape {expected.shape}, got one of shape {got.shape}."
    count = int(where.sum())
    differ = "value differs" if count == where.size == 1 else "values differ"
    return f"{text} {count} of {where.size} output {differ} from what is expected."
