"""The summary to play with counts as Keras does, in Python and on the page, over its whole range.

A network is a chain of layers, and what a layer does depends on what it is given alone. So Keras is
asked for each layer that any setting leads to, once, and not for each of the 33 million networks.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle, product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from widget_page import accessibility_faults, open_page, script_address

from pooling_course import summary_table
from pooling_course.network_summary import RANGES, DoesNotFit, Network, Row, rows_of
from pooling_course.quiet_keras import keras

layers = keras.layers
needs_chromium = pytest.mark.needs("chromium")

PADDINGS = ("same", "valid")


def each(name: str) -> range:
    least, most = RANGES[name]
    return range(least, most + 1)


def networks() -> Iterator[Network]:
    """All settings that shapes depend on; with them, filters and classes take turns."""
    first, second, classes = (cycle(each(name)) for name in ("filters_1", "filters_2", "classes"))
    for side, kernel, padding, pool_size in product(
        each("side"), each("kernel"), PADDINGS, each("pool_size")
    ):
        if pool_size == 1:
            next(second)  # out of step with the first, so that many pairs meet
        yield Network(side, next(first), next(second), kernel, padding, pool_size, next(classes))


NETWORKS = tuple(networks())


@cache
def convolution(shape: tuple[int, ...], filters: int, kernel: int, padding: str) -> Row | None:
    """What Keras makes of such a layer; None if it refuses."""
    return asked(layers.Conv2D(filters, kernel, padding=padding), "convolution", shape)


@cache
def pooling(shape: tuple[int, ...], size: int) -> Row | None:
    return asked(layers.MaxPool2D(size), "max pooling", shape)


@cache
def flatten(shape: tuple[int, ...]) -> Row | None:
    return asked(layers.Flatten(), "flatten", shape)


@cache
def dense(shape: tuple[int, ...], units: int) -> Row | None:
    return asked(layers.Dense(units), "dense", shape)


def asked(layer: Any, name: str, shape: tuple[int, ...]) -> Row | None:
    try:
        output = layer.compute_output_shape((None, *shape))[1:]
    except ValueError:
        return None
    if min(output) < 1:
        return None
    # Parameters depend on the channels alone; a small kernel variable is built from them.
    layer.build((None, *shape))
    return Row(name, tuple(output), layer.count_params())


def rows_from_keras(network: Network) -> tuple[list[Row], bool]:
    """The rows up to the first layer that Keras refuses, and whether there was one."""
    rows = [Row("input", (network.side, network.side, 1), 0)]
    steps: list[Callable[[tuple[int, ...]], Row | None]] = []
    for filters in (network.filters_1, network.filters_2):
        steps.append(lambda s, f=filters: convolution(s, f, network.kernel, network.padding))
        if network.pool_size > 1:
            steps.append(lambda s: pooling(s, network.pool_size))
    steps += [flatten, lambda s: dense(s, network.classes)]
    for step in steps:
        row = step(rows[-1].shape)
        if row is None:
            return rows, True
        rows.append(row)
    return rows, False


def rows_from_python(network: Network) -> tuple[list[Row], bool]:
    try:
        return rows_of(network), False
    except DoesNotFit as error:
        return error.rows, True


def test_the_networks_that_are_compared_take_every_value_of_every_control() -> None:
    for name in RANGES:
        assert {getattr(network, name) for network in NETWORKS} == set(each(name))
    assert {network.padding for network in NETWORKS} == set(PADDINGS)


def test_python_counts_as_keras_does() -> None:
    for network in NETWORKS:
        assert rows_from_python(network) == rows_from_keras(network), network


def test_python_counts_as_keras_does_with_all_filters_and_classes() -> None:
    for first, second in product(each("filters_1"), each("filters_2")):
        network = Network(8, first, second, 3, "valid", 2, 2 + (first + second) % 9)
        assert rows_from_python(network) == rows_from_keras(network), network


def test_whole_models_have_the_parameters_of_the_lesson() -> None:
    counts = []
    for padding, pool_size in product(PADDINGS, (1, 2)):
        network = Network(padding=padding, pool_size=pool_size)
        model = keras.Sequential([keras.Input((28, 28, 1))])
        for filters in (5, 15):
            model.add(layers.Conv2D(filters, 3, padding=padding))
            if pool_size > 1:
                model.add(layers.MaxPool2D(pool_size))
        model.add(layers.Flatten())
        model.add(layers.Dense(3))
        counts.append(sum(row.parameters for row in rows_of(network)))
        assert counts[-1] == model.count_params()
    assert counts == [36_023, 2_948, 26_663, 1_868]


# On the page


@pytest.fixture(scope="module")
def functions(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.evaluate(
        "async (address) => { window.summary = await import(address); }",
        script_address(summary_table()),
    )
    yield page
    page.close()


@needs_chromium
def test_the_page_counts_as_python_does(functions: Page) -> None:
    extremes = product(
        RANGES["side"], RANGES["filters_1"], RANGES["filters_2"], RANGES["kernel"],
        PADDINGS, RANGES["pool_size"], RANGES["classes"],
    )  # fmt: skip
    compared = [*NETWORKS, *(Network(*settings) for settings in extremes)]
    found = functions.evaluate(
        """(networks) => networks.map((network) => {
             const { rows, trouble } = summary.rowsOf(network);
             return [rows.map((row) => [row.layer, row.shape, row.parameters]), trouble];
           })""",
        [vars(network) for network in compared],
    )
    for network, (rows, trouble) in zip(compared, found, strict=True):
        expected, says = [], ""
        try:
            expected = rows_of(network)
        except DoesNotFit as error:
            expected, says = error.rows, str(error)
        got = [Row(layer, tuple(shape), parameters) for layer, shape, parameters in rows]
        assert (got, trouble) == (expected, says), network


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = open_page(browser, summary_table())
    yield page
    assert page.errors == []  # type: ignore[attr-defined]
    page.context.close()


def total(page: Page) -> str:
    return page.locator("tfoot td.number").inner_text()


@needs_chromium
def test_one_button_each_shows_the_networks_of_the_comparison(page: Page) -> None:
    expect(page.get_by_role("button", name="same, no pooling")).to_have_attribute(
        "aria-pressed", "true"
    )
    totals = []
    for button in page.get_by_role("button").all():
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        totals.append(total(page))
    assert totals == ["36,023", "2,948", "26,663", "1,868"]


@needs_chromium
def test_a_number_is_changed_by_keyboard_and_the_total_is_said(page: Page) -> None:
    kernel = page.get_by_label("Kernel side")
    kernel.focus()
    page.keyboard.press("ArrowUp")
    row = page.get_by_role("row").filter(has_text="convolution").first
    expect(row).to_contain_text("(4 × 4 × 1 + 1) × 5")
    expect(kernel).to_be_focused()
    live = page.locator("[aria-live=polite]")
    expect(live).to_contain_text(f"{total(page)} parameters")
    page.get_by_label("Max pooling").select_option("3 × 3")
    expect(page.get_by_role("row").filter(has_text="max pooling")).to_have_count(2)
    expect(live).to_contain_text(f"{total(page)} parameters")


@needs_chromium
def test_rows_that_have_moved_are_marked(page: Page) -> None:
    page.get_by_label("Filters, second").fill("16")
    changed = page.locator("tr.changed th").all_inner_texts()
    assert changed == ["convolution", "dense"]


@needs_chromium
def test_what_does_not_fit_is_explained_and_can_be_mended(page: Page) -> None:
    page.get_by_role("button", name="valid, pooling").click()
    page.get_by_label("Image side").fill("5")
    expect(page.locator("[aria-live=polite]")).to_contain_text(
        "A kernel of 3 × 3 does not fit into an image of 1 × 1. Take a larger image"
    )
    assert "NaN" not in page.locator("main").inner_text()
    page.get_by_label("Padding").select_option("same")
    expect(page.locator("tfoot")).to_contain_text("All parameters")


@needs_chromium
@pytest.mark.parametrize(
    ("typed", "becomes"), [("", "28"), ("0", "1"), ("999", "64"), ("7.4", "7")]
)
def test_what_is_no_image_side_is_brought_into_range(page: Page, typed: str, becomes: str) -> None:
    side = page.get_by_label("Image side")
    side.fill(typed)
    side.press("Tab")
    expect(side).to_have_value(becomes)


@needs_chromium
@pytest.mark.parametrize(
    "context",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 640}}],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing_and_nothing_sticks_out(browser: Browser, context: Any) -> None:
    for settings in ({}, {"side": 5, "padding": "valid", "pool_size": 3}):
        page = open_page(browser, summary_table(**settings), **context)
        assert accessibility_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.errors == []  # type: ignore[attr-defined]
        page.context.close()


# Where there are no widgets


def test_where_there_are_no_widgets_there_is_a_picture_with_a_text() -> None:
    bundle, _ = summary_table(padding="valid", pool_size=2)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "1,868 parameters in all" in bundle["text/plain"]
    assert "<img" in bundle["text/html"]
    small = summary_table(side=2, padding="valid")
    assert "does not fit" in repr(small)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"side": 0}, "side goes from 1 to 64"), ({"padding": "zero"}, '"same" or "valid"')],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        summary_table(**wrong)
