"""The plot of the marks' distribution, as SVG that takes its colours from the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from safegrade.marks import number

from .statistics import Bin

_WIDTH, _HEIGHT = 600, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 24, 24, 56, 62


def histogram(bins: Sequence[Bin], median: float) -> str:
    """Draw how many students have how many marks, with the median.

    Args:
        bins: the counts; at least one of them is not 0.
        median: the median of the marks.

    Returns:
        An ``<svg>`` with a text for those who do not see it.
    """
    tallest = max(bin_.count for bin_ in bins)
    # All bins are drawn equally wide, also the last one, which may hold fewer marks.
    width = (_WIDTH - _LEFT - _RIGHT) / len(bins)
    floor, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    parts, counts = [], []
    x = float(_LEFT)
    # Extra credit may lie beyond the last bin.
    place = min(median, bins[-1].high)
    for bin_ in bins:
        height = (floor - _TOP) * bin_.count / tallest
        if bin_.count:
            parts.append(
                f'<rect class="value" x="{x + 2:.1f}" y="{floor - height:.1f}" '
                f'width="{width - 4:.1f}" height="{height:.1f}"/>'
            )
            counts.append(
                f'<text class="count" x="{x + width / 2:.1f}" y="{floor - height - 6:.1f}" '
                f'text-anchor="middle" font-size="17">{bin_.count}</text>'
            )
        parts.append(_tick(x, floor, bin_.low))
        if bin_.low <= place <= bin_.high:
            middle = x + width * (place - bin_.low) / (bin_.high - bin_.low)
        x += width
    parts.append(_tick(right, floor, bins[-1].high))
    parts.append(f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{floor}" y2="{floor}"/>')
    # The name of what is counted stands where the median's does not.
    anchor, other, away = (
        ("end", "start", _LEFT) if middle > _WIDTH / 2 else ("start", "end", right)
    )
    parts.append(
        f'<line class="median" x1="{middle:.1f}" x2="{middle:.1f}" y1="24" y2="{floor}"/>'
        f'<text class="median-label" x="{middle:.1f}" y="18" text-anchor="{anchor}" '
        f'font-size="17">median {number(median)}</text>'
        f'<text x="{away}" y="18" text-anchor="{other}" font-size="17">students</text>'
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 8}" text-anchor="middle" font-size="17">marks</text>'
    )
    told = ", ".join(
        f"{bin_.count} from {number(bin_.low)} to {number(bin_.high)}"
        for bin_ in bins
        if bin_.count
    )
    text = f"How many students have how many marks: {told}. The median is {number(median)}."
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(text)}">'
        + "".join([*parts, *counts])
        + "</svg>"
    )


def _tick(x: float, floor: float, value: float) -> str:
    return (
        f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{floor}" y2="{floor + 5}"/>'
        f'<text x="{x:.1f}" y="{floor + 23}" text-anchor="middle" font-size="16">'
        f"{number(value)}</text>"
    )
