"""The figures of the lessons: one look, and a description for every one of them.

Each function returns a `Figure`, which a notebook shows as an `<img>` with alternative text. The
picture is SVG with a background of its own and two sets of colours, so it reads in light and dark
themes. What matters is told by outline, ring, position or label as well as by colour.
"""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Cell = tuple[int, int]
Window = tuple[slice, slice]
Layer = tuple[str, tuple[int, ...]] | tuple[str, tuple[int, ...], int]

# Blue and orange stay apart for every kind of colour blindness; both sets of colours have a
# contrast of at least 4.5 to 1 against their paper.
STYLE = """
:root{--paper:#ffffff;--ink:#1f2328;--soft:#57606a;--line:#c4ccd4;--blue:#0b62a8;--mark:#b8480a;
--green:#00735c;--purple:#8a4397}
@media (prefers-color-scheme:dark){
:root{--paper:#1d2229;--ink:#e8edf2;--soft:#a3adb8;--line:#4a535d;--blue:#62b1f5;--mark:#ff9d57;
--green:#3ecfa8;--purple:#d9a2e4}}
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif;font-size:15px;
fill:var(--ink)}
.paper{fill:var(--paper);stroke:var(--line)}.cell{fill:var(--blue);stroke:var(--line)}
.outline{fill:none;stroke:var(--mark);stroke-width:3.5}.halo{fill:none;stroke:var(--paper)}
.ring{fill:none;stroke:var(--mark);stroke-width:2}.arrow{stroke:var(--soft);stroke-width:2;fill:none}
.soft{fill:var(--soft)}.bold{font-weight:700}.small{font-size:14px}.bar{fill:var(--blue)}
.middle{text-anchor:middle}.end{text-anchor:end}.dim{opacity:.55}.mark{fill:var(--mark);font-weight:700}
.grid{stroke:var(--line);stroke-width:1}.curve{fill:none;stroke-width:2.5}
.map{fill:var(--paper);stroke:var(--blue);stroke-width:1.5}.tint{fill:var(--blue);opacity:.18}
"""

# Colour, shape and dashes of the series of a chart, in this order.
SERIES = (
    ("var(--blue)", "circle", ""),
    ("var(--mark)", "square", "8 4"),
    ("var(--green)", "triangle", "2 4"),
    ("var(--purple)", "diamond", "10 4 2 4"),
    ("var(--soft)", "cross", "5 5"),
)

# A picture inside <img> follows the colour scheme of that element. JupyterLab, VS Code and the site
# say which theme they show, and not all of them set the scheme.
FOLLOW_THEME = (
    "<style>body[data-jp-theme-light=false] .pooling-figure,.vscode-dark .pooling-figure,"
    "[data-theme=dark] .pooling-figure{color-scheme:dark}</style>"
)

MARGIN = 18
TITLE = 30
CELL = 42
GAP = 24
ARROW = 92
PICTURE = 230

# Of 255: an image no brighter than this is shown from its smallest to its largest value, because it
# is a feature map and no photograph, or one in which nothing would be seen.
ALL_BUT_BLACK = 25


@dataclass(frozen=True)
class Figure:
    """A picture as SVG, and the text that says the same to those who cannot see it."""

    svg: str
    alt: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        encoded = base64.b64encode(self.svg.encode()).decode()
        image = (
            f'<img class="pooling-figure" alt="{escape(self.alt)}" '
            f'style="max-width:100%;height:auto" src="data:image/svg+xml;base64,{encoded}">'
        )
        return {"text/html": FOLLOW_THEME + image, "text/plain": self.alt}

    def __repr__(self) -> str:
        return self.alt


@dataclass(frozen=True)
class _Part:
    """A piece of a figure, in pixels from its own top left corner."""

    width: float
    height: float
    body: str


# Images of numbers


def numbers(
    images: Array | Mapping[str, Array], *, window: Window | None = None, ring: bool = False
) -> Figure:
    """Draw small images as grids of numbers, side by side.

    Args:
        images: an image `(rows, columns)`, or several by their titles. The stronger a cell's blue,
            the larger its number. NaN is an empty cell.
        window: rows and columns to outline in the first image, such as `np.s_[0:2, 2:4]`.
        ring: whether to ring the largest number in that window.

    """
    by_title = images if isinstance(images, Mapping) else {"": np.asarray(images)}
    parts: list[_Part] = []
    sentences = []
    for title, values in by_title.items():
        image = np.asarray(values)
        outlines = [window] if window and not parts else []
        rings = [_largest(image, span) for span in outlines] if ring else []
        parts.append(_titled(title, _grid(image, outlines=outlines, rings=rings)))
        sentences.append(_image_in_words(image, title or "image"))
        sentences += [f"Outlined: {_window_in_words(span)}." for span in outlines]
    return _figure(_beside(parts), " ".join(sentences))


def pooling(
    image: Array,
    result: Array | None = None,
    *,
    at: Sequence[Cell] | None = None,
    size: int = 2,
    stride: int | None = None,
    pool: str = "max",
) -> Figure:
    """Draw an image, its windows, and what pooling makes of them.

    Args:
        image: `(rows, columns)`, at least as large as the window.
        result: the output `(rows, columns)` as far as it has been computed; pooled here if None.
        at: the output cells `(row, column)` whose windows are outlined; all if None, none if [].
        size: side of the window in pixels.
        stride: pixels from one window's start to the next one's; the size if None.
        pool: `"max"`, which rings the largest number of each window, or `"average"`.

    """
    image = np.asarray(image)
    stride = stride or size
    windows = np.lib.stride_tricks.sliding_window_view(image, (size, size))[::stride, ::stride]
    pooled = windows.max(axis=(2, 3)) if pool == "max" else windows.mean(axis=(2, 3))
    shown = pooled if result is None else np.asarray(result)
    cells = list(np.ndindex(*pooled.shape)) if at is None else list(at)
    spans = [_span(row * stride, column * stride, size) for row, column in cells]
    rings = [_largest(image, span) for span in spans] if pool == "max" else []
    left = _grid(image, outlines=spans, rings=rings, dim=bool(at))
    right = _grid(shown, outlines=[_span(row, column, 1) for row, column in cells] if at else [])
    steps = "; ".join(
        f"{_window_in_words(span)}, {'largest' if pool == 'max' else 'mean'} "
        f"{_number(pooled[cell])}"
        for cell, span in zip(cells, spans, strict=True)
    )
    alt = " ".join(
        [
            _image_in_words(image, "input"),
            *([f"Outlined: {steps}."] if steps else []),
            _image_in_words(shown, "output"),
        ]
    )
    return _figure(_beside([_titled("input", left), _arrow(pool), _titled("output", right)]), alt)


def backward(
    upstream: Array, gradient: Array, *, size: int = 2, at: Sequence[Cell] | None = None
) -> Figure:
    """Draw how the upstream gradient of a pooling layer becomes the gradient of its input.

    Where a single pixel of a window gets all of it, that pixel is ringed.

    Args:
        upstream: the gradient with respect to the output `(rows, columns)`.
        gradient: the gradient with respect to the input `(rows, columns)`.
        size: side of the window in pixels, and the stride.
        at: the output cells whose windows are outlined; all if None.

    """
    upstream, gradient = np.asarray(upstream), np.asarray(gradient)
    cells = list(np.ndindex(*upstream.shape)) if at is None else list(at)
    spans = [_span(row * size, column * size, size) for row, column in cells]
    rings = [
        _largest(abs(gradient), span) for span in spans if np.count_nonzero(gradient[span]) == 1
    ]
    left = _grid(upstream, outlines=[_span(row, column, 1) for row, column in cells])
    right = _grid(gradient, outlines=spans, rings=rings, dim=bool(at))
    alt = (
        f"{_image_in_words(upstream, 'upstream gradient')} It flows back into windows of {size} by "
        f"{size}. {_image_in_words(gradient, 'gradient of the input')}"
    )
    titles = ("upstream", "gradient of the input")
    return _figure(
        _beside([_titled(titles[0], left), _arrow("backward"), _titled(titles[1], right)]), alt
    )


def large_pixels(image: Array, done: int, size: int = 2) -> Figure:
    """Draw a corner of a photograph twice: as it is, and with large pixels in place of windows.

    Args:
        image: grey values from 0 to 255 `(rows, columns)`, both multiples of `size`.
        done: how many windows, in reading order, one large pixel of their largest value has
            replaced. The last of them is outlined.
        size: side of a window in pixels.

    """
    image = np.asarray(image)
    across = image.shape[1] // size
    spans = []
    for index in range(done):
        row, column = divmod(index, across)
        spans.append(_span(row * size, column * size, size))
    last = spans[-1]
    before = _grid(image, outlines=[last], rings=[_largest(image, last)], grey=True)
    blocks = {_place(span): image[span].max() for span in spans}
    after = _grid(image, outlines=[last], blocks=blocks, block=size, grey=True)
    alt = (
        f"{_image_in_words(image, 'pixels')} Outlined: {_window_in_words(last)}, with the "
        f"largest value {_number(image[last].max())}. On the right the same pixels, in which large "
        f"pixels of {size} by {size} have taken the place of the first windows: "
        f"{', '.join(_number(value) for value in blocks.values())}."
    )
    titles = ("pixels", "large pixels")
    return _figure(
        _beside([_titled(titles[0], before), _arrow("max"), _titled(titles[1], after)]), alt
    )


# Photographs and feature maps


def pictures(
    images: Mapping[str, Array], *, of: str, columns: int = 3, height: float = PICTURE
) -> Figure:
    """Draw images as pictures of one height, with their sizes below.

    Args:
        images: images `(rows, columns)` by their titles; black is each one's smallest value and
            white its largest, except that values within 0 to 255, unless all of them are small, are
            shown as they are.
        of: what is to be seen, for those who cannot see it.
        columns: pictures in one row.
        height: of each picture, in pixels.

    """
    parts, sentences = [], []
    for title, image in images.items():
        size = f"{image.shape[0]} × {image.shape[1]}"
        picture = _picture(image, height)
        below = _text(picture.width / 2, picture.height + 20, size, "soft small middle")
        parts.append(
            _titled(title, _Part(picture.width, picture.height + 26, picture.body + below))
        )
        sentences.append(f"{title} ({image.shape[0]} rows by {image.shape[1]} columns)")
    rows = [_beside(parts[start : start + columns]) for start in range(0, len(parts), columns)]
    return _figure(_stacked(rows), f"{_capital(of)}: {'; '.join(sentences)}.")


def zoom(
    image: Array, corner: Window, *, of: str, window: Window | None = None, ring: bool = False
) -> Figure:
    """Draw a picture, and beside it a small part of it, so large that its pixels have numbers.

    Args:
        image: grey values from 0 to 255 `(rows, columns)`.
        corner: the rows and columns that are enlarged.
        of: what the picture shows, for those who cannot see it.
        window: rows and columns of the enlarged part that are outlined.
        ring: whether to ring the largest number in the window.

    """
    part = image[corner]
    rings = [_largest(part, window)] if window and ring else []
    grid = _grid(part, outlines=[window] if window else [], rings=rings, grey=True)
    picture = _picture(image, grid.height)
    # The corners to enlarge lie at the left of a picture: with it at the right, nothing is crossed.
    beyond = grid.width + 56
    scale = grid.height / image.shape[0]
    top, left = corner[0].start * scale, beyond + corner[1].start * scale
    height, width = part.shape[0] * scale, part.shape[1] * scale
    box = (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'class="outline"/>'
    )
    lines = "".join(
        f'<path class="arrow" stroke-dasharray="4 4" d="M{grid.width + 4:.1f} {start:.1f}'
        f'L{left - 2:.1f} {end:.1f}"/>'
        for start, end in ((0, top), (grid.height, top + height))
    )
    body = grid.body + _move(beyond, 0, picture.body) + box + lines
    alt = f"{_capital(of)}. Its outlined corner is enlarged: {_image_in_words(part, 'pixels')}"
    if window:
        alt += f" Outlined: {_window_in_words(window)}."
    return _figure(_Part(beyond + picture.width, grid.height, body), alt)


# Networks and counts


def network(layers: Sequence[Layer]) -> Figure:
    """Draw a network from left to right: what comes out of each layer, and its parameters.

    A long one goes on in a second row, so that it can be read on a phone too.

    Args:
        layers: the name and the output's shape without the batch axis, and, where they are to be
            told, the parameters. A shape is `(rows, columns, channels)` or `(units,)`.

    """
    room, width = 96.0, 112.0
    per_row = 5 if len(layers) <= 5 else 4
    height = room + (78 if any(len(layer) == 3 for layer in layers) else 56)
    largest = max(layer[1][0] for layer in layers if len(layer[1]) == 3)
    known = [layer[2] for layer in layers if len(layer) == 3]
    body, sentences = "", []
    for index, layer in enumerate(layers):
        name, shape = layer[:2]
        down, across = divmod(index, per_row)
        left, top = across * width, down * height
        middle = left + width / 2
        if len(shape) == 3:
            body += _maps(middle, top + room / 2, shape, 64 * shape[0] / largest)
        else:
            body += _units(middle, top + room / 2, shape[0], room)
        if index:
            arrow = f"M{left - 6} {top + room / 2}h12m-5 -4l5 4l-5 4"
            body += f'<path class="arrow" d="{arrow}"/>'
        size = " × ".join(f"{side:,}" for side in shape)
        body += _text(middle, top + room + 22, name, "bold small middle")
        body += _text(middle, top + room + 42, size, "small middle")
        sentence = f"{name}, output {size}"
        if len(layer) == 3:
            body += _text(middle, top + room + 64, f"{layer[2]:,}", "small middle mark")
            sentence += f", {layer[2]:,} parameters"
        sentences.append(sentence)
    alt = f"A network from left to right: {'; '.join(sentences)}."
    wide, tall = width * min(len(layers), per_row), height * -(-len(layers) // per_row)
    if known:
        total = f"{sum(known):,} parameters in all"
        body += _text(wide / 2, tall + 16, total, "middle mark")
        alt, tall = f"{alt} {total}.", tall + 22
    return _figure(_Part(wide, tall, body), alt)


def model(keras_model: Any) -> Figure:
    """Draw a sequential Keras model that has been built, with its parameters."""
    names = {"Conv2D": "convolution", "MaxPooling2D": "max pooling"}
    layers: list[Layer] = [("input", keras_model.input_shape[1:], 0)]
    for layer in keras_model.layers:
        kind = type(layer).__name__
        layers.append(
            (names.get(kind, kind.lower()), tuple(layer.output.shape[1:]), layer.count_params())
        )
    return network(layers)


def bars(values: Mapping[str, float], *, unit: str) -> Figure:
    """Draw a bar for each number, with the number beside it.

    Args:
        values: numbers of at least 0 by their labels.
        unit: what is counted.

    """
    label, length, step = 12 + 7.6 * max(map(len, values)), 280.0, 40.0
    most = max(values.values())
    body = ""
    for index, (name, value) in enumerate(values.items()):
        middle = index * step + step / 2
        wide = max(1.5, length * value / most)
        body += _text(label - 10, middle + 5, name, "end")
        body += f'<rect class="bar" x="{label}" y="{middle - 12}" width="{wide:.1f}" height="24"/>'
        body += _text(label + wide + 8, middle + 5, f"{value:,}", "bold")
    alt = f"Bars of {unit}: " + "; ".join(f"{name}, {value:,}" for name, value in values.items())
    part = _Part(label + length + 90, step * len(values), body)
    return _figure(_titled(unit, part, centred=False), alt + ".")


def chart(
    series: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    *,
    x: str,
    y: str,
    log: str = "",
    joined: bool = True,
) -> Figure:
    """Draw numbers against numbers; series differ in colour and shape, and carry their names.

    Args:
        series: at most five; the numbers along x and those along y, by their names.
        x: what is along x, with its unit.
        y: what is along y, with its unit.
        log: the axes that have logarithmic scales: `""`, `"x"`, `"y"` or `"xy"`.
        joined: whether lines join the points of a series. Without lines, series with the same x
            are put beside one another, so that none hides another.

    """
    across = _Axis.around([v for xs, _ in series.values() for v in xs], 380, "x" in log)
    up = _Axis.around([v for _, ys in series.values() for v in ys], 250, "y" in log)
    left, top = 66.0, 26.0
    body = _text(0, 10, y, "small soft")
    for tick in up.ticks():
        level = top + up.length - up.place(tick)
        body += f'<path class="grid" d="M{left} {level:.1f}h{across.length:.1f}"/>'
        body += _text(left - 8, level + 5, _tick(tick), "small end soft")
    for tick in across.ticks():
        place = left + across.place(tick)
        body += f'<path class="grid" d="M{place:.1f} {top + up.length}v6"/>'
        body += _text(place, top + up.length + 22, _tick(tick), "small middle soft")
    body += _text(left + across.length / 2, top + up.length + 44, x, "small middle soft")
    labels, sentences = [], []
    alike = [list(xs) for xs, _ in series.values()]
    for index, (name, (xs, ys)) in enumerate(series.items()):
        colour, shape, dashes = SERIES[index]
        aside = 0.0
        if not joined:
            aside = 16 * (alike[:index].count(alike[index]) - (alike.count(alike[index]) - 1) / 2)
        points = [
            (left + across.place(a) + aside, top + up.length - up.place(b))
            for a, b in zip(xs, ys, strict=True)
        ]
        if joined:
            path = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
            body += (
                f'<path class="curve" style="stroke:{colour}" stroke-dasharray="{dashes}" '
                f'd="M{path}"/>'
            )
        body += "".join(_marker(a, b, shape, colour) for a, b in points)
        end = points[-1] if joined else max(points)
        labels.append((end[1], name, colour, shape))
        values = ", ".join(f"{_short(a)}: {_short(b)}" for a, b in zip(xs, ys, strict=True))
        sentences.append(f"{name} ({values})")
    last = 0.0
    for wanted, name, colour, shape in sorted(labels):
        level = max(wanted, last + 20)
        last = level
        start = left + across.length + 20
        body += _marker(start, level, shape, colour)
        body += _text(start + 12, level + 5, name, "bold small", f' style="fill:{colour}"')
    wide = left + across.length + 36 + 8.2 * max(map(len, series))
    alt = f"{_capital(y)} against {x}. {'; '.join(sentences)}."
    return _figure(_Part(wide, max(top + up.length + 50, last + 10), body), alt)


@dataclass(frozen=True)
class _Axis:
    """One axis of a chart: from `low` to `high` over a length in pixels."""

    low: float
    high: float
    length: float
    log: bool

    @classmethod
    def around(cls, values: Sequence[float], length: float, log: bool) -> _Axis:
        low, high = min(values), max(values)
        if log:
            return cls(low / 1.5, high * 1.5, length, True)
        room = (high - low or 1.0) * 0.06
        return cls(low - room, high + room, length, False)

    def place(self, value: float) -> float:
        """Pixels from the axis's start to that value."""
        if self.log:
            return self.length * math.log(value / self.low) / math.log(self.high / self.low)
        return self.length * (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """A few round numbers within the axis."""
        if self.log:
            powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
            steps = (1,) if len(powers) > 4 else (1, 2, 5)
            candidates = [step * 10.0**power for power in powers for step in steps]
        else:
            rough = (self.high - self.low) / 5
            unit = 10.0 ** math.floor(math.log10(rough))
            step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough)
            first = math.ceil(self.low / step)
            candidates = [step * index for index in range(first, first + 12)]
        return [value for value in candidates if self.low <= value <= self.high]


# Pieces


def _grid(
    image: Array,
    *,
    outlines: Sequence[Window] = (),
    rings: Collection[Cell] = (),
    dim: bool = False,
    grey: bool = False,
    blocks: Mapping[Cell, Any] | None = None,
    block: int = 1,
) -> _Part:
    """An image as cells with numbers; `dim` fades what is not outlined.

    `blocks` are large pixels of `block` by `block` cells, by the cell at their top left.
    """
    blocks = blocks or {}
    rows, columns = image.shape
    covered = {
        (row + down, column + right)
        for row, column in blocks
        for down in range(block)
        for right in range(block)
    }
    cells = [(cell, image[cell], 1) for cell in np.ndindex(rows, columns) if cell not in covered]
    cells += [(cell, value, block) for cell, value in blocks.items()]
    known = image[np.isfinite(image)]
    low, high = (known.min(), known.max()) if known.size else (0, 1)
    body = ""
    for (row, column), value, side in cells:
        x, y, width = column * CELL, row * CELL, side * CELL
        empty = bool(np.isnan(value))
        strength = 0.04
        if np.isfinite(value):
            strength += 0.4 * (float(value) - low) / max(high - low, 1e-12)
        look = f'class="cell" fill-opacity="{strength:.2f}"'
        ink = ""
        if grey and not empty:
            look = f'fill="rgb({value:.0f},{value:.0f},{value:.0f})" stroke="#808890"'
            ink = f' style="fill:{"#ffffff" if value < 118 else "#000000"}"'
        inside = any(_contains(span, row, column) for span in outlines)
        body += f"<g{' class=dim' if dim and not inside else ''}>".replace("=dim", '="dim"')
        body += f'<rect x="{x}" y="{y}" width="{width}" height="{width}" {look}/>'
        if not empty:
            style = "middle bold" if (row, column) in rings or side > 1 else "middle"
            size = "" if len(_number(value)) < 5 else " small"
            body += _text(x + width / 2, y + width / 2 + 5.5, _number(value), style + size, ink)
        body += "</g>"
    for row, column in rings:
        x, y = (column + 0.5) * CELL, (row + 0.5) * CELL
        if grey:
            body += f'<circle class="halo" stroke-width="4" cx="{x}" cy="{y}" r="16"/>'
        body += f'<circle class="ring" cx="{x}" cy="{y}" r="16"/>'
    for across, down in ((span[1], span[0]) for span in outlines):
        x, y = across.start * CELL, down.start * CELL
        wide, high_ = (across.stop - across.start) * CELL, (down.stop - down.start) * CELL
        box = f'x="{x}" y="{y}" width="{wide}" height="{high_}"'
        if grey:
            body += f'<rect class="halo" stroke-width="7" {box}/>'
        body += f'<rect class="outline" {box}/>'
    return _Part(columns * CELL, rows * CELL, body)


def _picture(image: Array, height: float) -> _Part:
    """A greyscale picture of that height, its pixels left square."""
    from PIL import Image

    values = image.astype(np.float64)
    if values.min() < 0 or values.max() > 255 or values.max() <= ALL_BUT_BLACK:
        values = (values - values.min()) / max(np.ptp(values), 1e-12) * 255
    file = io.BytesIO()
    Image.fromarray(values.round().astype(np.uint8)).save(file, format="PNG")
    data = base64.b64encode(file.getvalue()).decode()
    width = height * image.shape[1] / image.shape[0]
    body = (
        f'<image width="{width:.1f}" height="{height:.1f}" preserveAspectRatio="none" '
        f'style="image-rendering:pixelated" href="data:image/png;base64,{data}"/>'
    )
    return _Part(width, height, body)


def _maps(x: float, y: float, shape: tuple[int, ...], side: float) -> str:
    """A stack of feature maps around that point; more than six channels are shown as six."""
    shown = min(shape[2], 6)
    offset = 5.0
    start = -(side + offset * (shown - 1)) / 2
    return "".join(
        f'<rect class="map" x="{x + start + offset * index:.1f}" '
        f'y="{y + start + offset * index:.1f}" width="{side:.1f}" height="{side:.1f}"/>'
        for index in range(shown)
    )


def _units(x: float, y: float, units: int, room: float) -> str:
    """A column of units around that point: circles if they are few, otherwise a tall bar."""
    if units <= 6:
        return "".join(
            f'<circle class="map" cx="{x}" cy="{y + (index - (units - 1) / 2) * 26:.1f}" r="9"/>'
            for index in range(units)
        )
    # The square root keeps 735 units visible beside 11,760.
    tall = room * min(1.0, (units / 12_000) ** 0.5)
    return f'<rect class="map" x="{x - 6}" y="{y - tall / 2:.1f}" width="12" height="{tall:.1f}"/>'


def _arrow(label: str) -> _Part:
    """An arrow with a word on it, to be put between two grids."""
    middle = TITLE + 1.5 * CELL
    body = _text(ARROW / 2, middle - 12, label, "soft middle")
    body += f'<path class="arrow" d="M12 {middle}H{ARROW - 12}m-9 -7l9 7l-9 7"/>'
    return _Part(ARROW, middle + 10, body)


def _marker(x: float, y: float, shape: str, colour: str) -> str:
    """A point of a chart; each shape can be told from the others without its colour."""
    paths = {
        "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        "square": "M-4.5 -4.5h9v9h-9z",
        "triangle": "M0 -6l5.5 10h-11z",
        "diamond": "M0 -6.5l6 6.5l-6 6.5l-6 -6.5z",
        "cross": "M-5 -5l10 10M5 -5l-10 10",
    }
    return (
        f'<path transform="translate({x:.1f} {y:.1f})" d="{paths[shape]}" '
        f'style="fill:{colour};stroke:{colour};stroke-width:2"/>'
    )


def _titled(title: str, part: _Part, *, centred: bool = True) -> _Part:
    if not title:
        return part
    width = max(part.width, 8.4 * len(title))
    x = width / 2 if centred else 0
    text = _text(x, 16, title, "bold middle" if centred else "bold")
    body = _move((width - part.width) / 2 if centred else 0, TITLE, part.body)
    return _Part(width, part.height + TITLE, text + body)


def _beside(parts: Sequence[_Part]) -> _Part:
    x, body = 0.0, ""
    for part in parts:
        body += _move(x, 0, part.body)
        x += part.width + GAP
    return _Part(x - GAP, max(part.height for part in parts), body)


def _stacked(parts: Sequence[_Part]) -> _Part:
    y, body = 0.0, ""
    for part in parts:
        body += _move(0, y, part.body)
        y += part.height + GAP
    return _Part(max(part.width for part in parts), y - GAP, body)


def _figure(part: _Part, alt: str) -> Figure:
    width, height = part.width + 2 * MARGIN, part.height + 2 * MARGIN
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}"><style>{STYLE}</style>'
        f'<rect class="paper" x=".5" y=".5" width="{width - 1:.0f}" height="{height - 1:.0f}" '
        f'rx="8"/>{_move(MARGIN, MARGIN, part.body)}</svg>'
    )
    return Figure(svg, alt)


def _move(x: float, y: float, body: str) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{body}</g>'


def _text(x: float, y: float, text: str, style: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{style}"{more}>{escape(text)}</text>'


def _span(row: int, column: int, size: int) -> Window:
    return slice(row, row + size), slice(column, column + size)


def _place(window: Window) -> Cell:
    return window[0].start, window[1].start


def _contains(window: Window, row: int, column: int) -> bool:
    rows, columns = window
    return row in range(rows.start, rows.stop) and column in range(columns.start, columns.stop)


def _largest(image: Array, window: Window) -> Cell:
    """The cell of the largest value in a window; of equal ones the first in reading order."""
    inside = image[window]
    row, column = divmod(int(inside.argmax()), inside.shape[1])
    return window[0].start + row, window[1].start + column


# Words


def _short(value: float) -> str:
    """Three digits, or all of those before the point if there are more."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _tick(value: float) -> str:
    return f"{value:,.10g}".replace("-", "−")


def _number(value: Any) -> str:
    """At most two decimals, and a real minus sign."""
    return f"{round(float(value), 2):g}".replace("-", "−").replace("inf", "∞")


def _image_in_words(image: Array, title: str) -> str:
    rows, columns = image.shape
    words = f"{_capital(title)}, {rows} rows by {columns} columns"
    if image.size > 100:
        return words + "."
    lines = (" ".join("empty" if np.isnan(v) else _number(v) for v in row) for row in image)
    return f"{words}: {' / '.join(lines)}."


def _window_in_words(window: Window) -> str:
    rows, columns = (
        f"{part.start}" if part.stop - part.start == 1 else f"{part.start} to {part.stop - 1}"
        for part in window
    )
    return f"rows {rows} and columns {columns}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
