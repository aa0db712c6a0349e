"""The explorer: an image to pool by mouse, touch and keyboard, with a student's function or none.

What is drawn and computed as the window moves is in `explorer.js`; a page without a kernel needs
no more. Python runs the student's function, which the page cannot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import anywidget
import numpy as np
import traitlets

from pooling_course import draw
from pooling_course.arguments import Array
from pooling_course.exercise import Answer
from pooling_course.front_end import front_end
from pooling_course.pooling import pool as pooled_image
from pooling_course.student_output import Settings, StudentOutput, accepted, student_output

POOLS = ("max", "average", "min")
PADDINGS = ("valid", "same")

# What a browser draws without effort; eight bytes a pixel go there.
MOST_PIXELS = 4_000_000
# Larger ones are drawn as pictures where there is no widget, not as numbers.
MOST_NUMBERS = 196


def explore(
    image: Array | Sequence[Any],
    size: int = 2,
    stride: int | None = None,
    pool: str = "max",
    answer: Answer | None = None,
    *,
    padding: str = "valid",
) -> Explorer:
    """Show an image on which a pooling window can be moved, and the output that it fills.

    Without `answer`, the numbers of a small image can be changed there; the array stays as it is.

    Args:
        image: numbers `(rows, columns)`, `(rows, columns, channels)` or
            `(images, rows, columns, channels)`.
        size: side of the window in pixels, at first; at most the image's longer side.
        stride: pixels from one window's start to the next one's, at first; the size if None.
        pool: `"max"`, `"average"` or `"min"`.
        answer: a function of your own, `answer(image)`, `answer(image, size)` or
            `answer(image, size, stride)`. Its output is shown beside the right one, with the
            values that differ. It gets an image `(rows, columns)`, one channel at a time, except
            that four axes are given to it as they are.
        padding: `"valid"` or `"same"`, at first.

    Raises:
        ValueError: if this is no image, or one of the other arguments is none of the above.

    Example:
        >>> explore([[7, 2, 4, -1], [1, 5, 8, 6]])
        Explorer: Input, 2 rows by 4 columns: 7 2 4 −1 / 1 5 8 6. Outlined: ...

    """
    values = _as_image(image)
    _one_of("pool", pool, POOLS)
    _one_of("padding", padding, PADDINGS)
    for name, number in (("size", size), ("stride", size if stride is None else stride)):
        if not isinstance(number, (int, np.integer)) or number < 1:
            raise ValueError(f"{name} is a whole number of at least 1, not {number!r}")
    if size > max(values.shape[axis] for axis in _rows_and_columns(values)):
        raise ValueError(f"a window of {size} by {size} is larger than the image both ways")
    if answer is not None and not callable(answer):
        raise ValueError("answer is a function, such as answer=max_pool, without brackets")
    return Explorer(
        values,
        answer,
        size=int(size),
        stride=None if stride is None else int(stride),
        pool=pool,
        padding=padding,
    )


def _as_image(image: object) -> Array:
    try:
        values = np.asarray(image)
    except ValueError:
        raise ValueError("the rows of an image all have the same length; these have not") from None
    if values.dtype.kind not in "biuf":
        raise ValueError(f"an image is an array of numbers, not of type {values.dtype}")
    if values.ndim not in (2, 3, 4) or values.size == 0:
        raise ValueError(
            "an image has the shape (rows, columns), (rows, columns, channels) or "
            f"(images, rows, columns, channels), not {values.shape}"
        )
    if values.size > MOST_PIXELS:
        raise ValueError(
            f"an image of {values.size:,} numbers is too large to explore: take a part of it, such "
            "as image[:1000, :1000], or every second pixel, image[::2, ::2]"
        )
    return values


def _rows_and_columns(image: Array) -> tuple[int, int]:
    """The axes of the image's rows and columns."""
    return (1, 2) if image.ndim == 4 else (0, 1)


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        words = ", ".join(f'"{word}"' for word in allowed)
        raise ValueError(f"{name} is one of {words}, not {value!r}")


class Explorer(anywidget.AnyWidget):
    """The widget that `explore` shows. Its traits are what it shows at the moment."""

    _esm = front_end("widgets.js", "explorer.js")
    _css = front_end("widgets.css", "explorer.css")

    size = traitlets.Int(2, min=1).tag(sync=True)
    stride = traitlets.Int(None, min=1, allow_none=True).tag(sync=True)
    pool = traitlets.Enum(POOLS, "max").tag(sync=True)
    padding = traitlets.Enum(PADDINGS, "valid").tag(sync=True)
    plane = traitlets.Int(0, min=0, help="Which of the channels is shown.").tag(sync=True)

    # Planes of one channel each: their shape, their names, and their values as bytes.
    _planes = traitlets.Dict().tag(sync=True)
    # How many arguments the student's function takes, 0 if there is none, and what came of it.
    _takes = traitlets.Int(0).tag(sync=True)
    _answer = traitlets.Dict().tag(sync=True)

    def __init__(self, image: Array, answer: Answer | None, **settings: Any) -> None:
        self._image = image
        self._function = answer
        planes, names = planes_of(image)
        super().__init__(
            _planes={"shape": list(planes.shape), "names": names, **packed(planes)},
            _takes=0 if answer is None else accepted(answer),
            **settings,
        )
        if answer is not None:
            self._run_answer()
            self.observe(self._run_answer, ["size", "stride", "pool", "padding", "plane"])

    @traitlets.validate("plane")
    def _plane_that_exists(self, proposal: Any) -> int:
        planes = self._planes.get("shape", [1])[0]
        return min(int(proposal["value"]), int(planes) - 1)

    def _run_answer(self, _change: object = None) -> None:
        assert self._function is not None
        settings = Settings(
            self.size, self.stride or self.size, self.pool, self.padding, self.plane
        )
        # Two settings that change together are told one after the other.
        if asdict(settings) == self._answer.get("settings"):
            return
        self._shown = student_output(self._function, self._image, settings)
        self._answer = {"settings": asdict(settings), **_sent(self._shown)}

    def _repr_mimebundle_(self, **keywords: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the widget where there are widgets, and a picture everywhere else."""
        figure = self.picture()
        bundle, metadata = super()._repr_mimebundle_(**keywords) or ({}, {})
        return {**bundle, **figure._repr_mimebundle_()}, metadata

    def __repr__(self) -> str:
        return f"Explorer: {self.picture().alt}"

    def picture(self) -> draw.Figure:
        """What it shows, as a figure that does not move."""
        image = planes_of(self._image)[0][self.plane]
        output = pooled_image(image, self.size, self.stride, self.pool, self.padding)
        got = self._shown.values if self._function is not None else None
        message = f" {self._shown.message}" if self._function is not None else ""
        if image.size > MOST_NUMBERS or not output.size:
            images = {"input": image} | ({"output": output} if output.size else {})
            if got is not None and got.size:
                images["your function"] = got
            figure = draw.pictures(images, of=f"an image before and after {self.pool} pooling")
        elif got is not None and got.size:
            images = {"input": image, "right output": output, "your function": got}
            figure = draw.numbers(images)
        elif self.padding == "valid" and self.pool != "min":
            figure = draw.pooling(image, size=self.size, stride=self.stride, pool=self.pool)
        else:
            figure = draw.numbers({"input": image, f"{self.pool} of each window": output})
        return draw.Figure(figure.svg, figure.alt + message)


def planes_of(image: Array) -> tuple[Array, list[str]]:
    """Each channel of each image as a plane: `(planes, rows, columns)`, and the planes' names."""
    if image.ndim == 2:
        return image[np.newaxis], [""]
    stack = image if image.ndim == 4 else image[np.newaxis]
    images, rows, columns, channels = stack.shape
    names = [
        f"channel {channel}" if image.ndim == 3 else f"image {number}, channel {channel}"
        for number in range(images)
        for channel in range(channels)
    ]
    return np.moveaxis(stack, 3, 1).reshape(images * channels, rows, columns), names


def packed(values: Array) -> dict[str, Any]:
    """The values as bytes, of the shortest of three types that holds each of them exactly."""
    wide = values.astype(np.float64)
    for kind in ("uint8", "float32"):
        with np.errstate(all="ignore"):
            short = wide.astype(kind)
        if np.array_equal(short.astype(np.float64), wide, equal_nan=kind == "float32"):
            return {"type": kind, "values": short.tobytes()}
    return {"type": "float64", "values": wide.tobytes()}


def _sent(shown: StudentOutput) -> dict[str, Any]:
    return {
        "shape": list(shown.values.shape),
        **packed(shown.values),
        "differs": shown.differs.astype(np.uint8).tobytes(),
        "message": shown.message,
        "right": shown.right,
        "lines": list(shown.lines),
    }
