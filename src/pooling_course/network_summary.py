"""The summary of a network to play with: shapes and parameters move as one changes a number.

The page computes them itself, in `network_summary.js`, so that it works without a kernel; the same
rules in Python are what is tested against Keras, and what the page is tested against.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import anywidget
import traitlets

from pooling_course import draw
from pooling_course.front_end import front_end

Shape = tuple[int, ...]

# What can be set, with the least and the most of it.
RANGES = {
    "side": (1, 64),
    "filters_1": (1, 32),
    "filters_2": (1, 32),
    "kernel": (1, 7),
    "pool_size": (1, 4),
    "classes": (2, 10),
}


@dataclass(frozen=True)
class Network:
    """Two convolutions, each followed by max pooling or not, then flatten and dense.

    The images are grey, `(side, side, 1)`; a `pool_size` of 1 stands for no pooling.
    """

    side: int = 28
    filters_1: int = 5
    filters_2: int = 15
    kernel: int = 3
    padding: str = "same"
    pool_size: int = 1
    classes: int = 3


@dataclass(frozen=True)
class Row:
    """A row of the summary: what comes out of a layer, and how many parameters it has."""

    layer: str
    shape: Shape
    parameters: int


class DoesNotFit(ValueError):
    """A kernel or a window is larger than the image that it is to lie in. `rows` go before it."""

    def __init__(self, message: str, rows: list[Row]) -> None:
        super().__init__(message)
        self.rows = rows


def rows_of(network: Network) -> list[Row]:
    """The rows of the network's summary.

    Raises:
        DoesNotFit: if there is no such network.

    """
    rows = [Row("input", (network.side, network.side, 1), 0)]
    for filters in (network.filters_1, network.filters_2):
        side, _, channels = rows[-1].shape
        if network.padding == "valid":
            side = _fitted(side, network.kernel, 1, "kernel", rows)
        parameters = (network.kernel**2 * channels + 1) * filters
        rows.append(Row("convolution", (side, side, filters), parameters))
        if network.pool_size > 1:
            side = _fitted(side, network.pool_size, network.pool_size, "pooling window", rows)
            rows.append(Row("max pooling", (side, side, filters), 0))
    numbers = prod(rows[-1].shape)
    rows.append(Row("flatten", (numbers,), 0))
    rows.append(Row("dense", (network.classes,), (numbers + 1) * network.classes))
    return rows


def _fitted(side: int, size: int, stride: int, what: str, rows: list[Row]) -> int:
    if size > side:
        raise DoesNotFit(
            f"A {what} of {size} × {size} does not fit into an image of {side} × {side}.", rows
        )
    return (side - size) // stride + 1


def summary_table(
    side: int = 28,
    filters: tuple[int, int] = (5, 15),
    kernel: int = 3,
    padding: str = "same",
    pool_size: int = 1,
    classes: int = 3,
) -> NetworkSummary:
    """Show the summary of a network whose numbers can be changed.

    Args:
        side: rows, and columns, of the grey images; 1 to 64.
        filters: of the two convolutions; 1 to 32.
        kernel: side of the convolutions' kernels; 1 to 7.
        padding: of the convolutions, `"same"` or `"valid"`.
        pool_size: side of the max pooling windows after each convolution, up to 4; 1 is no pooling.
        classes: units of the dense layer; 2 to 10.

    Raises:
        ValueError: if one of them is out of its range.

    """
    given = {
        "side": side,
        "filters_1": filters[0],
        "filters_2": filters[1],
        "kernel": kernel,
        "pool_size": pool_size,
        "classes": classes,
    }
    for name, number in given.items():
        least, most = RANGES[name]
        if not least <= number <= most:
            raise ValueError(f"{name} goes from {least} to {most}, and {number} does not")
    if padding not in ("same", "valid"):
        raise ValueError(f'padding is "same" or "valid", not {padding!r}')
    return NetworkSummary(padding=padding, **given)


class NetworkSummary(anywidget.AnyWidget):
    """The widget that `summary_table` shows."""

    _esm = front_end("widgets.js", "network_summary.js")
    _css = front_end("widgets.css", "network_summary.css")

    side = traitlets.Int(28).tag(sync=True)
    filters_1 = traitlets.Int(5).tag(sync=True)
    filters_2 = traitlets.Int(15).tag(sync=True)
    kernel = traitlets.Int(3).tag(sync=True)
    padding = traitlets.Enum(("same", "valid"), "same").tag(sync=True)
    pool_size = traitlets.Int(1).tag(sync=True)
    classes = traitlets.Int(3).tag(sync=True)

    _ranges = traitlets.Dict({name: list(ends) for name, ends in RANGES.items()}).tag(sync=True)

    @property
    def network(self) -> Network:
        """The network as it is set at the moment."""
        names = (*RANGES, "padding")
        return Network(**{name: getattr(self, name) for name in names})

    def _repr_mimebundle_(self, **keywords: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Show the widget where there are widgets, and a picture everywhere else."""
        bundle, metadata = super()._repr_mimebundle_(**keywords) or ({}, {})
        return {**bundle, **self.picture()._repr_mimebundle_()}, metadata

    def __repr__(self) -> str:
        return f"Summary: {self.picture().alt}"

    def picture(self) -> draw.Figure:
        """The network from left to right, as a figure that does not move."""
        try:
            rows, message = rows_of(self.network), ""
        except DoesNotFit as error:
            rows, message = error.rows, f" {error}"
        figure = draw.network([(row.layer, row.shape, row.parameters) for row in rows])
        return draw.Figure(figure.svg, figure.alt + message)
