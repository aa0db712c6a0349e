"""The picture of a failure can be read on the backgrounds of JupyterLab's themes.

Contrast is that of WCAG 2.2: at least 4.5 to 1 for text, and 3 to 1 for outlines and hatching,
which carry meaning as well. Every element is held against all colours that lie under it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np
import pytest

from pooling_course import check
from pooling_course.picture import Picture

Colour = tuple[float, float, float]

THEMES = {"light": "#ffffff", "dark": "#111111"}
SVG = "{http://www.w3.org/2000/svg}"
TEXT, GRAPHICS = 4.5, 3.0


def colour(text: str) -> Colour:
    digits = text.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4))
    return red, green, blue


def luminance(of: Colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in of]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))


def contrast(one: Colour, other: Colour) -> float:
    lower, higher = sorted((luminance(one), luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def laid_over(top: Colour, below: Colour, opacity: float) -> Colour:
    red, green, blue = (opacity * t + (1 - opacity) * b for t, b in zip(top, below, strict=True))
    return red, green, blue


@dataclass
class Area:
    """A painted rectangle, with the colours that can be seen in it, that of its ground first."""

    left: float
    top: float
    right: float
    bottom: float
    colours: list[Colour]

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def contrasts(svg: str, page: str) -> list[tuple[str, float, float]]:
    """Of each text, outline and hatching: what it is, its least contrast, and what it needs."""
    root = ElementTree.fromstring(svg)
    ground, line = root.find(f".//{SVG}pattern") or ()
    hatched = [colour(ground.attrib["fill"]), colour(line.attrib["stroke"])]
    found = [("hatching", contrast(*hatched), GRAPHICS)]
    areas = [Area(-np.inf, -np.inf, np.inf, np.inf, [colour(page)])]

    def under(x: float, y: float) -> list[Colour]:
        return next(area.colours for area in reversed(areas) if area.holds(x, y))

    def least(of: str, points: list[tuple[float, float]], most: int | None = None) -> float:
        return min(
            contrast(colour(of), below) for point in points for below in under(*point)[:most]
        )

    for element in root:
        if element.tag == f"{SVG}rect":
            box = [element.get(name, "0") for name in ("x", "y", "width", "height")]
            x, y, width, height = (
                float(size) if text == "100%" else float(text)
                for text, size in zip(
                    box, (0, 0, root.attrib["width"], root.attrib["height"]), strict=True
                )
            )
            inside = under(x + width / 2, y + height / 2)
            fill = element.attrib["fill"]
            if fill == "url(#h)":
                inside = hatched
            elif fill != "none":
                opacity = float(element.get("fill-opacity", "1"))
                inside = [laid_over(colour(fill), below, opacity) for below in inside]
            if fill != "none":
                areas.append(Area(x, y, x + width, y + height, inside))
            if "stroke" in element.attrib:
                # the grounds that the outline parts; lines of the hatching may meet it
                edge = [(x + a, y + height / 2) for a in (-3, 3, width - 3, width + 3)]
                lowest = least(element.attrib["stroke"], edge, 1)
                found.append((f"outline {element.attrib['stroke']}", lowest, GRAPHICS))
        elif element.tag == f"{SVG}text":
            text = element.text or ""
            x, y, size = (float(element.attrib[name]) for name in ("x", "y", "font-size"))
            width = 0.6 * size * len(text)
            left = x - width / 2 if element.get("text-anchor") == "middle" else x
            points = list(
                itertools.product(np.linspace(left, left + width, 9), (y - 0.7 * size, y))
            )
            found.append((repr(text), least(element.attrib["fill"], points), TEXT))
    return found


def pictures() -> dict[str, Picture]:
    """Pictures with all that there is to see: a window, marks, long numbers, a part, nothing."""

    def of(name: str, answer: object) -> Picture:
        with pytest.raises(check.WrongAnswer) as failure:
            getattr(check, name)(answer, thorough=True)
        assert failure.value.picture is not None
        return failure.value.picture

    def last_rows_lost(image: np.ndarray) -> np.ndarray:
        pooled = np.array(check.EXERCISES["max_pool_2x2"].reference(image), float)
        pooled[10:] = 0
        return pooled

    return {
        "overlapping windows": of("max_pool_2x2", lambda image: image[:-1:2, 1::2] - 0.123456789),
        "marks": of("winners", lambda image, size=2: image == image.max()),
        "a part": of("max_pool_2x2", last_rows_lost),
        "another shape": of("max_pool_2x2", lambda image: image),
        "one number": of("first_window", lambda image: image[0, 0]),
        "empty": of("first_row", lambda image: image[:0]),
    }


@pytest.mark.parametrize("page", THEMES.values(), ids=THEMES)
def test_nothing_in_a_picture_is_too_pale(page: str) -> None:
    for name, picture in pictures().items():
        measured = contrasts(picture.svg(), page)
        assert len(measured) > 5
        pale = [one for one in measured if one[1] < one[2]]
        assert not pale, (name, pale)


def test_what_is_too_pale_is_found() -> None:
    (picture, *_) = pictures().values()
    pale = picture.svg().replace("#222", "#999").replace('fill="#ffffff"', 'fill="none"')
    assert any(one[1] < one[2] for one in contrasts(pale, THEMES["light"]))
    # a picture without a background of its own is held against the page's
    bare = picture.svg().replace('rx="6" fill="#ffffff"', 'rx="6" fill="none"')
    assert any("image" in one[0] and one[1] < one[2] for one in contrasts(bare, THEMES["dark"]))


def test_no_note_runs_into_the_next_panel() -> None:
    root = ElementTree.fromstring(pictures()["a part"].svg())
    notes = [element for element in root if (element.text or "").startswith("part of")]
    assert len(notes) == 3
    for one, other in itertools.pairwise(notes):
        # a digit or a letter is at most 0.6 of its size wide
        width = 0.6 * float(one.attrib["font-size"]) * len(one.text or "")
        assert float(one.attrib["x"]) + width < float(other.attrib["x"])
