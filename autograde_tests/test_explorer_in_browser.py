"""The explorer in a real browser, on a page without a kernel: it computes, moves and speaks."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
import PIL.Image
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from widget_page import accessibility_faults, open_page, script_address

from pooling_course import explore, images
from pooling_course.explorer import PADDINGS, POOLS
from pooling_course.pooling import pool, winners

pytestmark = pytest.mark.needs("chromium")

# Every value but one is there once, so that a sentence says which window was meant.
IMAGE = np.array(
    [[7, 2, 4, -1, 0, 3], [1, 5, 8, 6, -2, 2], [-4, -9, 3, 1, 6, 0], [-3, -7, 5, 2, 4, 9]]
)
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Open an explorer; afterwards, its script must not have complained."""
    pages = []

    def opening(image: Any = IMAGE, *, context: dict[str, Any] | None = None, **how: Any) -> Page:
        pages.append(open_page(browser, explore(image, **how), **(context or {})))
        return pages[-1]

    yield opening
    for page in pages:
        assert page.errors == []  # type: ignore[attr-defined]
        page.context.close()


def says(page: Page) -> Locator:
    return page.locator(".says")


def canvas(page: Page, number: int = 0) -> Locator:
    return page.locator("canvas").nth(number)


def at(page: Page, row: float, column: float, number: int = 0) -> tuple[float, float]:
    """The place on the page of a point of the image, in pixels of the image."""
    cell, labels = 44, 18  # of a small image on a wide page
    box = canvas(page, number).bounding_box()
    assert box
    return box["x"] + 1 + labels + column * cell, box["y"] + 1 + labels + row * cell


def pixels(page: Page) -> Any:
    """The picture of the image, `(rows, columns, 3)`."""
    with PIL.Image.open(io.BytesIO(canvas(page).screenshot())) as picture:
        return np.asarray(picture.convert("RGB"))


def stop_time(page: Page) -> None:
    """From here on, time passes only as a test says."""
    page.clock.install(time=0)
    page.clock.pause_at(1)


# The computing, against Python


@pytest.fixture(scope="module")
def functions(browser: Browser) -> Iterator[Page]:
    """A page on which the explorer's functions are in `explorer`."""
    page = browser.new_page()
    address = script_address(explore(IMAGE))
    page.evaluate(
        "async (address) => { window.explorer = await import(address); }",
        address,
    )
    yield page
    page.close()


def pooled_by_page(functions: Page, image: Any, settings: list[dict[str, Any]]) -> list[Any]:
    result = functions.evaluate(
        """([rows, columns, values, settings]) => settings.map((each) => {
             const image = { rows, columns, values: Float64Array.from(values) };
             const output = explorer.poolImage(image, each);
             return [output.rows, output.columns, Array.from(output.values)];
           })""",
        [*image.shape, image.ravel().tolist(), settings],
    )
    return [np.array(values, float).reshape(rows, columns) for rows, columns, values in result]


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("kind", POOLS)
def test_the_page_pools_as_python_does(functions: Page, kind: str, padding: str) -> None:
    random = np.random.default_rng(3)
    for rows, columns in product(range(1, 10), repeat=2):
        image = random.integers(-9, 9, size=(rows, columns)) / random.choice((1, 8))
        settings = [
            {"size": size, "stride": stride, "pool": kind, "padding": padding}
            for size, stride in product(range(1, 7), repeat=2)
        ]
        for each, got in zip(settings, pooled_by_page(functions, image, settings), strict=True):
            expected = pool(image, each["size"], each["stride"], kind, padding)
            assert got.shape == expected.shape, (image.shape, each)
            assert np.allclose(got, expected, rtol=1e-12, atol=1e-12), (image, each)


def test_nan_and_infinity_are_pooled_as_numpy_pools_them(functions: Page) -> None:
    image = np.array([[np.nan, 1, -np.inf, 2], [3, 4, -np.inf, -np.inf]])
    for kind in ("max", "min"):
        got = functions.evaluate(
            """(kind) => {
                 const values = Float64Array.of(NaN, 1, -Infinity, 2, 3, 4, -Infinity, -Infinity);
                 const settings = { size: 2, stride: 2, pool: kind, padding: "valid" };
                 const output = explorer.poolImage({ rows: 2, columns: 4, values }, settings);
                 return Array.from(output.values, String);
               }""",
            kind,
        )
        expected = pool(image, 2, 2, kind).ravel()
        assert np.array_equal(np.array(got).astype(float), expected, equal_nan=True)


def test_of_equal_pixels_the_first_wins_as_argmax_has_it(functions: Page) -> None:
    image = np.random.default_rng(4).integers(0, 3, size=(8, 8))
    found = functions.evaluate(
        """(values) => {
             const image = { rows: 8, columns: 8, values };
             const lay = explorer.layout(image, { size: 2, stride: 2, padding: "valid" });
             return Array.from({ length: 16 }, (_, cell) => {
               const window = explorer.windowAt(image, lay, Math.floor(cell / 4), cell % 4);
               return explorer.poolWindow(image, window, "max").winners;
             });
           }""",
        image.ravel().tolist(),
    )
    won = np.zeros(image.shape, bool)
    for window in found:
        won[tuple(window[0])] = True
        assert {image[tuple(pixel)] for pixel in window} == {image[tuple(window[0])]}
    assert np.array_equal(won, winners(image))


@pytest.mark.parametrize("padding", PADDINGS)
def test_rows_that_no_window_reads_are_found(functions: Page, padding: str) -> None:
    for side, size, stride in product(range(1, 12), range(1, 5), range(1, 6)):
        runs = functions.evaluate(
            "([side, size, stride, padding]) =>"
            " explorer.unread(side, explorer.along(side, size, stride, padding), size, stride)",
            [side, size, stride, padding],
        )
        found = {row for first, last in runs for row in range(first, last + 1)}
        line = np.arange(side, dtype=float)[:, np.newaxis] @ np.ones((1, 1))
        read = set()
        for row in range(side):
            spike = np.where(line == row, 1.0, 0.0).repeat(side, axis=1)
            if pool(spike, size, stride, "max", padding).any():
                read.add(row)
        assert found == set(range(side)) - read, (side, size, stride)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (-1, "−1"),
        (0.5, "0.5"),
        (-0.0225, "−0.02"),
        (0.001, "1.0e−3"),
        (255, "255"),
        (12345678, "1.2e7"),
        (1 / 3, "0.33"),
        (0, "0"),
    ],
)
def test_numbers_are_written_briefly(functions: Page, value: float, text: str) -> None:
    assert functions.evaluate("(value) => explorer.brief(value)", value) == text


# Mouse, touch and keyboard


def test_the_window_follows_the_mouse_and_goes_back_to_where_it_was_chosen(
    opened: Opener,
) -> None:
    page = opened()
    page.mouse.move(*at(page, 1, 3))
    expect(says(page)).to_contain_text("rows 0 to 1, columns 2 to 3: maximum 8 at row 1, column 2")
    expect(page.locator("code")).to_have_text("result[0, 1] = image[0:2, 2:4].max()")
    page.mouse.move(*at(page, 1.5, 2.5, number=1))
    expect(says(page)).to_contain_text("output row 1, column 2")
    page.mouse.move(1, 1)
    expect(says(page)).to_contain_text("output row 0, column 0")
    page.mouse.click(*at(page, 3, 1))
    page.mouse.move(1, 1)
    expect(says(page)).to_contain_text("rows 2 to 3, columns 0 to 1: maximum −3 at row 3, column 0")


def test_the_output_fills_as_the_window_goes(opened: Opener) -> None:
    page = opened()
    output = canvas(page, 1)
    expect(output).to_have_attribute(
        "aria-label", "Output, 2 rows by 3 columns: 7 empty empty / empty empty empty."
    )
    page.mouse.move(*at(page, 1, 3))
    expect(output).to_have_attribute(
        "aria-label", "Output, 2 rows by 3 columns: 7 8 empty / empty empty empty."
    )
    page.get_by_role("button", name="Fill all").click()
    expect(output).to_have_attribute("aria-label", "Output, 2 rows by 3 columns: 7 8 3 / −3 5 9.")
    page.get_by_role("button", name="Clear").click()
    expect(output).to_have_attribute(
        "aria-label", "Output, 2 rows by 3 columns: 7 empty empty / empty empty empty."
    )


def test_the_keyboard_reaches_every_window_and_what_it_does_is_said(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("Tab")
    stage = page.get_by_role("application")
    expect(stage).to_be_focused()
    for key, place in [
        ("ArrowRight", "row 0, column 1"),
        ("ArrowDown", "row 1, column 1"),
        ("End", "row 1, column 2"),
        ("ArrowRight", "row 1, column 2"),
        ("Home", "row 1, column 0"),
        ("ArrowUp", "row 0, column 0"),
        ("Control+End", "row 1, column 2"),
        ("Control+Home", "row 0, column 0"),
    ]:
        page.keyboard.press(key)
        expect(says(page)).to_contain_text(f"becomes output {place}.")
        expect(says(page)).to_have_attribute("aria-live", "polite")


def test_hovering_does_not_talk_without_end(opened: Opener) -> None:
    page = opened()
    page.mouse.move(*at(page, 1, 3))
    expect(says(page)).to_have_attribute("aria-live", "off")


def test_focus_can_be_seen(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid" in style
    assert "3px" in style


def test_a_finger_chooses_a_window_and_leaves_scrolling_to_the_page(opened: Opener) -> None:
    page = opened(context=PHONE)
    box = canvas(page).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] - 12, box["y"] + box["height"] - 12)
    expect(says(page)).to_contain_text("maximum 9 at row 3, column 5")
    touch = page.evaluate("getComputedStyle(document.querySelector('canvas')).touchAction")
    assert touch == "pan-y"


def test_a_finger_that_goes_to_the_side_takes_the_window_along(opened: Opener) -> None:
    page = opened(context=PHONE)
    box = canvas(page).bounding_box()
    assert box
    finger = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] - 12

    def touch(kind: str, *xs: float) -> None:
        points = [{"x": x, "y": y} for x in xs]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", box["x"] + 30)
    for share in np.linspace(0.2, 1, 9):
        touch("touchMove", box["x"] + share * box["width"] - 12)
    expect(says(page)).to_contain_text("output row 1, column 2")
    touch("touchEnd")
    expect(says(page)).to_contain_text("output row 1, column 2")
    expect(canvas(page, 1)).to_have_attribute("aria-label", re.compile("−3 5 9"))


def test_two_fingers_enlarge_what_is_between_them_and_shrink_it_again(opened: Opener) -> None:
    page = opened(images.photograph(4), context=PHONE)
    box = canvas(page).bounding_box()
    assert box
    hand = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *apart: float) -> None:
        points = [
            {"x": x + side * each / 2, "y": y, "id": number}
            for each in apart
            for number, side in enumerate((-1, 1))
        ]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    root = page.locator(".pooling-explorer")
    touch("touchStart", 40)
    for apart in (60, 90, 120):
        touch("touchMove", apart)
    expect(root).to_have_class(re.compile("zoomed"))
    touch("touchEnd")
    expect(says(page)).to_contain_text("output row 0, column 0")
    touch("touchStart", 120)
    for apart in (80, 40, 20):
        touch("touchMove", apart)
    touch("touchEnd")
    expect(root).not_to_have_class(re.compile("zoomed"))


def test_nothing_moves_by_itself_and_play_goes_to_the_end(opened: Opener) -> None:
    page = opened()
    stop_time(page)
    page.clock.run_for(60_000)
    expect(says(page)).to_contain_text("output row 0, column 0")
    page.get_by_role("application").focus()
    page.keyboard.press(" ")
    page.clock.run_for(2 * 700)
    expect(says(page)).to_contain_text("output row 0, column 2")
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    expect(says(page)).to_contain_text("output row 0, column 2")
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(3 * 700)
    expect(says(page)).to_contain_text("output row 1, column 2")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(canvas(page, 1)).to_have_attribute(
        "aria-label", "Output, 2 rows by 3 columns: 7 8 3 / −3 5 9."
    )


def test_play_changes_the_picture_once_a_second_where_little_motion_is_wanted(
    opened: Opener,
) -> None:
    page = opened(images.photograph(4), context={"reduced_motion": "reduce"})
    stop_time(page)
    page.get_by_role("button", name="Play").click()
    before = says(page).inner_text()
    page.clock.run_for(990)
    assert says(page).inner_text() == before
    page.clock.run_for(20)
    assert says(page).inner_text() != before


def test_back_and_step_go_from_row_to_row(opened: Opener) -> None:
    page = opened()
    for _ in range(3):
        page.get_by_role("button", name="Step").click()
    expect(says(page)).to_contain_text("output row 1, column 0")
    page.get_by_role("button", name="Back").click()
    expect(says(page)).to_contain_text("output row 0, column 2")


# Settings


def test_size_stride_padding_and_kind_are_changed_in_place(opened: Opener) -> None:
    page = opened()
    page.get_by_label("Size").fill("3")
    page.get_by_label("Size").press("Enter")
    expect(page.locator("code")).to_have_text("result[0, 0] = image[0:3, 0:3].max()")
    expect(page.get_by_label("Stride")).to_have_value("3")
    expect(page.get_by_text("4 × 6 → 1 × 2. In no window: row 3.")).to_be_visible()
    page.get_by_label("Stride").fill("1")
    page.get_by_label("Stride").press("Enter")
    expect(page.get_by_text("4 × 6 → 2 × 4.")).to_be_visible()
    page.get_by_label("Pooling", exact=True).select_option("average")
    expect(says(page)).to_contain_text(
        f"average {IMAGE[:3, :3].mean():.5f} of 9 pixels".replace("0 of", " of")
    )
    page.get_by_label("Padding").select_option("same")
    expect(says(page)).to_contain_text("average 3.75 of 4 pixels")
    expect(page.get_by_text("4 × 6 → 4 × 6.")).to_be_visible()


def test_a_window_that_does_not_fit_is_explained(opened: Opener) -> None:
    page = opened(IMAGE[:2])
    page.get_by_label("Size").fill("5")
    page.get_by_label("Size").press("Enter")
    expect(page.get_by_text("No window of 5 × 5 fits into an image of 2 × 6")).to_be_visible()
    expect(page.get_by_role("button", name="Step")).to_be_disabled()
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    page.get_by_label("Padding").select_option("same")
    expect(page.get_by_role("button", name="Step")).to_be_enabled()


@pytest.mark.parametrize("typed", ["", "0", "-3", "2.4", "999"])
def test_what_is_no_size_does_no_harm(opened: Opener, typed: str) -> None:
    page = opened()
    page.get_by_label("Size").fill(typed)
    page.get_by_label("Size").press("Enter")
    assert page.get_by_label("Size").input_value() in ("2", "6")


def test_a_pixel_is_changed_by_clicking_on_it(opened: Opener) -> None:
    page = opened()
    page.get_by_role("button", name="Fill all").click()
    page.mouse.click(*at(page, 1.5, 2.5))
    expect(page.get_by_label("Pixel at row")).to_have_value("1")
    expect(page.get_by_label("column", exact=True)).to_have_value("2")
    page.get_by_label("is", exact=True).fill("-8.5")
    expect(says(page)).to_contain_text("maximum 6 at row 1, column 3")
    expect(canvas(page, 1)).to_have_attribute(
        "aria-label", "Output, 2 rows by 3 columns: 7 6 3 / −3 5 9."
    )


def test_a_pixel_is_changed_by_the_keyboard_alone(opened: Opener) -> None:
    page = opened()
    page.get_by_label("Pixel at row").fill("0")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_label("is", exact=True)).to_have_value("2")
    page.keyboard.type("99")
    expect(says(page)).to_contain_text("maximum 99 at row 0, column 1")
    expect(page.get_by_text("Click on a number to change it")).to_be_visible()


@pytest.mark.parametrize("how", [{"image": images.photograph(8)}, {"answer": pool}])
def test_a_photograph_and_what_python_has_pooled_are_not_changed(
    opened: Opener, how: dict[str, Any]
) -> None:
    page = opened(**how)
    expect(page.get_by_label("Pixel at row")).to_be_hidden()


def test_a_channel_is_chosen_by_name(opened: Opener) -> None:
    page = opened(np.stack([IMAGE, IMAGE * 10], axis=-1))
    page.get_by_label("Channel").select_option("channel 1")
    expect(says(page)).to_contain_text("maximum 70 at row 0, column 0")


def test_a_tie_is_told_with_all_its_places(opened: Opener) -> None:
    page = opened([[1, 5], [5, 5]])
    expect(says(page)).to_contain_text(
        "maximum 5 at row 0, column 1 (a tie, also at row 1, column 0; row 1, column 1)"
    )


# Large images


def test_a_photograph_is_one_picture_and_not_a_page_full_of_elements(opened: Opener) -> None:
    page = opened(images.photograph(1))
    assert page.locator("*").count() < 100
    page.get_by_role("button", name="Fill all").click()
    assert page.locator("*").count() < 100


def test_a_photograph_is_enlarged_until_its_numbers_are_read_and_can_be_dragged(
    opened: Opener,
) -> None:
    page = opened(images.photograph(2))
    page.get_by_role("application").focus()
    for _ in range(9):
        page.keyboard.press("+")
    expect(page.get_by_role("button", name="Enlarge")).to_be_disabled()
    box = canvas(page).bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.click(*middle)
    before = says(page).inner_text()
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 100, middle[1] - 100, steps=5)
    page.mouse.up()
    page.mouse.move(*middle)
    page.mouse.move(middle[0] + 1, middle[1])
    assert says(page).inner_text() != before
    page.get_by_role("button", name="Show the whole image").click()
    expect(page.get_by_role("button", name="Shrink")).to_be_disabled()


def test_the_keyboard_keeps_the_window_in_sight_when_enlarged(opened: Opener) -> None:
    page = opened(np.arange(10_000).reshape(100, 100))
    page.get_by_role("application").focus()
    for _ in range(9):
        page.keyboard.press("+")
    page.keyboard.press("Control+End")
    outline = np.all(pixels(page) == (0xB8, 0x48, 0x0A), axis=-1)
    marked = outline.sum()
    assert marked > 100  # pixels in the colour of the outline


# The student's function, as it was when the page was made


def cut_off_at_zero(image: Any, size: int = 2, stride: int | None = None) -> Any:
    return pool(np.maximum(image, 0), size, stride)


def test_each_window_says_what_the_students_function_gave(opened: Opener) -> None:
    page = opened(answer=cut_off_at_zero)
    expect(page.locator(".verdict")).to_have_text("1 of the 6 values of your function differs.")
    page.get_by_role("application").focus()
    expect(says(page)).to_contain_text("Your function gives 7 too.")
    page.keyboard.press("ArrowDown")
    expect(says(page)).to_contain_text(
        "Your function gives 0: this differs. "
        "0 is outside of the window, at row 0, column 4; row 2, column 5 (marked ?)."
    )
    expect(canvas(page, 1)).to_have_attribute(
        "aria-label", "Right output, 2 rows by 3 columns: 7 8 3 / −3 5 9."
    )
    expect(canvas(page, 2)).to_have_attribute(
        "aria-label", "Your function, 2 rows by 3 columns: 7 8 3 / 0 5 9."
    )


def test_one_button_leads_from_one_difference_to_the_next(opened: Opener) -> None:
    def wrong_in_two_places(image: Any) -> Any:
        pooled = pool(image)
        pooled[3, 5] += 1
        pooled[60, 2] += 1
        return pooled

    page = opened(images.photograph(4), answer=wrong_in_two_places)
    button = page.get_by_role("button", name="next value that differs")
    for place in ("row 3, column 5", "row 60, column 2", "row 3, column 5"):
        button.click()
        expect(says(page)).to_contain_text(f"It becomes output {place}. ")
        expect(says(page)).to_contain_text("this differs")


def test_a_right_function_has_no_difference_to_go_to(opened: Opener) -> None:
    page = opened(answer=pool)
    expect(page.get_by_role("button", name="next value that differs")).to_be_disabled()


def test_a_wrong_value_is_looked_for_in_the_window_first(opened: Opener) -> None:
    image = np.zeros((40, 40))
    image[38:, 38:] = [[0, 3], [2, 1]]

    def wrong_at_the_end(image: Any) -> Any:
        pooled = pool(image)
        pooled[0, 0], pooled[-1, -1] = 2, 0
        return pooled

    page = opened(image, answer=wrong_at_the_end)
    expect(says(page)).to_contain_text("2 is outside of the window, at row 39, column 38 (mark")
    page.get_by_role("application").focus()
    page.keyboard.press("Control+End")
    expect(says(page)).to_contain_text("0 is in the window, at row 38, column 38 (marked ?)")


def test_a_value_that_another_pooling_gives_is_recognised(opened: Opener) -> None:
    page = opened(answer=lambda image: pool(image, 2, 2, "average"))
    expect(says(page)).to_contain_text(
        "Your function gives 3.75: this differs. No pixel of the image has this value. "
        "It is the average of the window."
    )


def test_an_error_of_the_students_function_is_shown_with_its_line(opened: Opener) -> None:
    page = opened(answer=lambda image: image[9, 9])
    expect(page.locator(".verdict")).to_have_text("Your function raises an error.")
    expect(page.locator("pre")).to_contain_text("image[9, 9]")
    expect(page.locator("pre")).to_contain_text("IndexError")


def test_settings_that_the_function_does_not_take_are_locked(opened: Opener) -> None:
    page = opened(answer=lambda image, size=2: pool(image, size))
    expect(page.get_by_label("Size")).to_be_enabled()
    for name in ("Stride", "Pooling", "Padding"):
        expect(page.get_by_label(name, exact=True)).to_be_disabled()


def test_without_a_kernel_it_says_so_and_the_rest_goes_on(opened: Opener) -> None:
    page = opened(answer=cut_off_at_zero)
    stop_time(page)
    page.get_by_label("Size").fill("3")
    page.get_by_label("Size").press("Enter")
    expect(page.locator(".verdict")).to_have_text("Python runs your function.")
    page.clock.run_for(10_000)
    expect(page.locator(".verdict")).to_contain_text("without a kernel")
    expect(page.locator("code")).to_have_text("result[0, 0] = image[0:3, 0:3].max()")
    page.get_by_label("Size").fill("2")
    page.get_by_label("Size").press("Enter")
    expect(page.locator(".verdict")).to_have_text("1 of the 6 values of your function differs.")


def test_a_feature_map_of_small_numbers_is_seen(opened: Opener) -> None:
    page = opened(np.tile(np.linspace(0, 1.9, 28), (28, 1)))
    assert pixels(page)[:, -30:].mean() > 200


# The page around it


@pytest.mark.parametrize(
    "context", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"]
)
@pytest.mark.parametrize(
    "how",
    [
        {},
        {"answer": cut_off_at_zero},
        {"image": images.photograph(4)},
        {"answer": lambda image: image[9]},
    ],
    ids=["plain", "answer", "photograph", "error"],
)
def test_axe_finds_nothing_and_nothing_sticks_out(
    opened: Opener, how: dict[str, Any], context: dict[str, Any]
) -> None:
    page = opened(context=context, **how)
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_it_follows_the_theme_of_jupyterlab_while_it_is_shown(opened: Opener) -> None:
    page = opened()
    assert pixels(page).mean() > 150
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.wait_for_timeout(100)
    assert pixels(page).mean() < 105


def test_nothing_is_left_running_when_it_is_taken_away(opened: Opener) -> None:
    page = opened()
    page.get_by_role("button", name="Play").click()
    page.evaluate("end(); document.getElementById('here').replaceChildren()")
    page.evaluate("model.set('size', 3)")
