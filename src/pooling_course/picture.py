"""The picture of a failure: small images side by side, as SVG and as characters.

A window is outlined, and cells that differ are hatched and marked with ≠, so nothing is told by
colour alone. The picture brings its own background, so it reads the same in light and dark themes.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from pooling_course.arguments import Array

Window = tuple[slice, slice]

MOST_CELLS = 14
CELL = 40
GAP = 32
TITLE = 26
BLUE = "#0b5394"
ORANGE = "#b45309"
GREY = "#767676"


@dataclass(frozen=True)
class Panel:
    """One image `(rows, columns)`, with a window to outline and cells to mark."""

    title: str
    values: Array
    window: Window | None = None
    marked: Array | None = None

    def is_marked(self, row: int, column: int) -> bool:
        """Whether the cell is one that differs."""
        return self.marked is not None and bool(self.marked[row, column])

    def in_window(self, row: int, column: int) -> bool:
        """Whether the cell lies in the outlined window."""
        return self.window is not None and all(
            part.start <= position < part.stop
            for part, position in zip(self.window, (row, column), strict=True)
        )


@dataclass(frozen=True)
class Picture:
    """Panels from left to right, and a sentence that says what they show."""

    panels: Sequence[Panel]
    sentence: str

    def html(self) -> str:
        """An `<img>` with the picture inside it and the sentence as its alternative text."""
        encoded = base64.b64encode(self.svg().encode()).decode()
        return (
            f'<img src="data:image/svg+xml;base64,{encoded}" alt="{escape(self.sentence)}" '
            'style="max-width: 100%">'
        )

    def svg(self) -> str:
        """The picture as SVG text."""
        parts = []
        left = GAP // 2
        height = 0
        for panel in self.panels:
            drawn, panel_width, panel_height = _panel_svg(panel, left)
            parts.append(drawn)
            left += panel_width + GAP
            height = max(height, panel_height)
        width = left - GAP // 2
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height + 14}" '
            f'viewBox="0 0 {width} {height + 14}" font-family="sans-serif">'
            '<defs><pattern id="h" width="7" height="7" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fdebd3"/>'
            f'<line x1="0" y1="0" x2="0" y2="7" stroke="{ORANGE}" stroke-width="2"/>'
            "</pattern></defs>"
            '<rect width="100%" height="100%" rx="6" fill="#ffffff"/>' + "".join(parts) + "</svg>"
        )

    def text(self) -> str:
        """The same as a small table of characters: [ ] is the window, ≠ marks what differs."""
        columns = [_panel_text(panel) for panel in self.panels]
        height = max(len(lines) for lines in columns)
        widths = [max(len(line) for line in lines) for lines in columns]
        rows = []
        for row in range(height):
            cells = [
                (lines[row] if row < len(lines) else "").ljust(width)
                for lines, width in zip(columns, widths, strict=True)
            ]
            rows.append("    ".join(cells).rstrip())
        return "\n".join(rows)


def number(value: object) -> str:
    """A value as short as it can be read: 3, -0.25, 1.2e+07."""
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    assert isinstance(value, (int, float, np.integer, np.floating))
    exact = float(value)
    if exact == int(exact) if np.isfinite(exact) else False:
        return str(int(exact)) if abs(exact) < 1e9 else f"{exact:.3g}"
    return f"{exact:.4g}"


def _shown(panel: Panel) -> tuple[int, int]:
    rows, columns = panel.values.shape
    return min(rows, MOST_CELLS), min(columns, MOST_CELLS)


def _panel_svg(panel: Panel, left: int) -> tuple[str, int, int]:
    rows, columns = _shown(panel)
    texts = [[number(panel.values[r, c]) for c in range(columns)] for r in range(rows)]
    longest = max((len(text) for line in texts for text in line), default=1)
    across = max(CELL, 9 * longest + 14)
    parts = [
        f'<text x="{left}" y="18" font-size="14" font-weight="600" fill="#222">'
        f"{escape(panel.title)}</text>"
    ]
    for r in range(rows):
        for c in range(columns):
            x, y = left + c * across, TITLE + r * CELL
            differs = panel.is_marked(r, c)
            fill = "url(#h)" if differs else "#f6f6f6"
            parts.append(
                f'<rect x="{x}" y="{y}" width="{across}" height="{CELL}" fill="{fill}" '
                f'stroke="{GREY}"/>'
            )
            if differs:
                parts.append(
                    f'<rect x="{x + 4}" y="{y + 3}" width="{across - 8}" height="{CELL - 6}" '
                    'rx="4" fill="#ffffff" fill-opacity="0.96"/>'
                    f'<text x="{x + across - 10}" y="{y + 13}" font-size="13" '
                    f'font-weight="700" text-anchor="middle" fill="{ORANGE}">≠</text>'
                )
            parts.append(
                f'<text x="{x + across / 2}" y="{y + (31 if differs else 25)}" font-size="14" '
                f'text-anchor="middle" fill="#222">{texts[r][c]}</text>'
            )
    down, sideways = panel.window or (slice(0, 0), slice(0, 0))
    if down.start < min(down.stop, rows) and sideways.start < min(sideways.stop, columns):
        parts.append(
            f'<rect x="{left + sideways.start * across}" y="{TITLE + down.start * CELL}" '
            f'width="{(min(sideways.stop, columns) - sideways.start) * across}" '
            f'height="{(min(down.stop, rows) - down.start) * CELL}" fill="none" '
            f'stroke="{BLUE}" stroke-width="4" rx="3"/>'
        )
    note = _note(panel)
    if note:
        parts.append(
            f'<text x="{left}" y="{TITLE + rows * CELL + 16}" font-size="12" fill="#222">'
            f"{note}</text>"
        )
    if not texts or not texts[0]:
        parts.append(f'<text x="{left}" y="44" font-size="14" fill="#222">empty</text>')
    width = max(columns * across, 9 * len(panel.title), 7 * len(note))
    return "".join(parts), width, TITLE + max(rows, 1) * CELL + (20 if note else 0)


def _note(panel: Panel) -> str:
    """Of how many rows and columns a part is shown; nothing if all are."""
    if _shown(panel) == panel.values.shape:
        return ""
    return "part of {} by {}".format(*panel.values.shape)


def _panel_text(panel: Panel) -> list[str]:
    rows, columns = _shown(panel)
    cells = [
        [
            number(panel.values[r, c]) + ("≠" if panel.is_marked(r, c) else "")
            for c in range(columns)
        ]
        for r in range(rows)
    ]
    width = max((len(text) for line in cells for text in line), default=1)
    lines = [panel.title]
    for r in range(rows):
        line = ""
        for c in range(columns):
            opens = panel.in_window(r, c) and not (c > 0 and panel.in_window(r, c - 1))
            closes = c > 0 and panel.in_window(r, c - 1) and not panel.in_window(r, c)
            line += ("[" if opens else "]" if closes else " ") + cells[r][c].rjust(width)
        lines.append(line + ("]" if columns and panel.in_window(r, columns - 1) else ""))
    if not rows or not columns:
        lines.append(" (empty)")
    elif note := _note(panel):
        lines.append(f" ({note})")
    return lines
