import base64
import io
import re
from xml.etree import ElementTree

import numpy as np
import PIL.Image
import pytest

from pooling_course import draw

IMAGE = np.array([[7, 2, 4, -1], [1, 5, 8, 6]])
FIGURES = {
    "numbers": draw.numbers({"one": IMAGE, "two": IMAGE * 0.5}, window=np.s_[0:2, 1:3], ring=True),
    "pooling": draw.pooling(IMAGE),
    "average pooling": draw.pooling(IMAGE, pool="average"),
    "overlapping windows": draw.pooling(IMAGE, size=2, stride=1, at=[(0, 1)]),
    "large pixels": draw.large_pixels(IMAGE + 1, done=2),
    "pictures": draw.pictures({"<dark>": IMAGE}, of='a "test"'),
    "zoom": draw.zoom(IMAGE + 1, np.s_[0:2, 0:2], of="a test", window=np.s_[0:1, 0:1], ring=True),
    "network": draw.network([("input", (28, 28, 1)), ("dense", (3,), 30)]),
    "backward": draw.backward(np.array([[10.0, 20]]), IMAGE * np.eye(2)[[0, 1]].repeat(2, axis=1)),
    "chart": draw.chart(
        {"a": ([1, 2], [0.5, 1]), "b": ([1, 2], [3, 2])}, x="time", y="cost", log="x"
    ),
    "marks": draw.chart({"a": ([5, 5], [1, 2]), "b": ([5, 5], [1, 2])}, x="", y="", joined=False),
    "bars": draw.bars({"one": 1, "many": 36_023}, unit="parameters"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_an_image_with_alternative_text(name: str) -> None:
    figure = FIGURES[name]
    bundle = figure._repr_mimebundle_()
    assert bundle["text/plain"] == figure.alt
    assert len(figure.alt) > 20
    image = re.search(r"<img[^>]*>", bundle["text/html"])
    assert image
    assert ElementTree.fromstring(image[0].replace(">", "/>")).get("alt") == figure.alt


@pytest.mark.parametrize("name", FIGURES)
def test_the_svg_of_a_figure_is_well_formed(name: str) -> None:
    assert ElementTree.fromstring(FIGURES[name].svg).tag.endswith("svg")


def test_the_text_of_pooling_tells_windows_and_their_largest_values() -> None:
    assert draw.pooling(IMAGE).alt == (
        "Input, 2 rows by 4 columns: 7 2 4 −1 / 1 5 8 6. "
        "Outlined: rows 0 to 1 and columns 0 to 1, largest 7; "
        "rows 0 to 1 and columns 2 to 3, largest 8. "
        "Output, 1 rows by 2 columns: 7 8."
    )


def test_of_equal_numbers_the_first_is_ringed() -> None:
    svg = draw.pooling(np.array([[1, 9], [9, 9]])).svg
    rings = re.findall(r'<circle class="ring" cx="([\d.]+)" cy="([\d.]+)"', svg)
    assert rings == [(str(1.5 * draw.CELL), str(0.5 * draw.CELL))]


def test_an_empty_cell_has_no_number() -> None:
    figure = draw.pooling(IMAGE, np.array([[7, np.nan]]))
    assert figure.alt.endswith("Output, 1 rows by 2 columns: 7 empty.")
    assert "nan" not in figure.svg


def test_infinite_padding_is_shown_as_such() -> None:
    figure = draw.pooling(np.pad(IMAGE - 9.0, (0, 1), constant_values=-np.inf))
    assert "−∞" in figure.svg
    assert "inf" not in figure.svg
    assert "Output, 1 rows by 2 columns: −2 −1." in figure.alt


def test_a_feature_map_of_small_numbers_is_seen_and_a_photograph_stays_as_it_is() -> None:
    def shown(image: np.ndarray) -> np.ndarray:
        svg = draw.pictures({"": image}, of="a test").svg
        (data,) = re.findall(r"data:image/png;base64,([^\"]*)", svg)
        return np.asarray(PIL.Image.open(io.BytesIO(base64.b64decode(data))))

    photograph = np.array([[3, 40], [90, 20]])
    assert shown(photograph).tolist() == photograph.tolist()
    assert shown(np.array([[0, 1.5]])).tolist() == [[0, 255]]


def test_marks_of_series_with_the_same_x_do_not_hide_one_another() -> None:
    figure = draw.chart({"a": ([5], [1]), "b": ([5], [1])}, x="x", y="y", joined=False)
    places = re.findall(r'transform="translate\(([\d.]+ [\d.]+)\)" d=', figure.svg)
    assert len(places) == 4
    assert len(set(places)) == 4


def test_the_series_of_a_chart_differ_in_shape_and_dashes_as_well_as_in_colour() -> None:
    for looks in zip(*draw.SERIES, strict=True):
        assert len(set(looks)) == len(draw.SERIES)


@pytest.mark.parametrize(("low", "high"), [(0.001, 900), (3, 4), (120, 130), (0.2, 0.97)])
@pytest.mark.parametrize("log", [True, False])
def test_an_axis_has_a_few_ticks_in_order(low: float, high: float, log: bool) -> None:
    axis = draw._Axis.around([low, high], 300, log)
    places = [axis.place(tick) for tick in axis.ticks()]
    assert places == sorted(places)
    assert all(0 <= place <= 300 for place in places)
    assert 1 <= len(places) <= 12


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "blue", "mark", "green", "purple"])
def test_ink_can_be_read_on_its_paper(theme: int, ink: str) -> None:
    colours = dict(re.findall(r"--(\w+):(#\w+)", draw.STYLE.split(":root")[theme + 1]))
    light, dark = sorted((luminance(colours[ink]), luminance(colours["paper"])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
