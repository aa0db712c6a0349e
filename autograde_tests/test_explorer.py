"""The explorer's Python: what it takes and sends, and what becomes of a student's function."""

import subprocess
import sys
from itertools import product
from typing import Any

import numpy as np
import pytest

from pooling_course import explore
from pooling_course.explorer import PADDINGS, POOLS, Explorer, packed, planes_of
from pooling_course.pooling import max_pool, max_pool_channels, pool, same_padding
from pooling_course.quiet_keras import keras
from pooling_course.student_output import Settings, accepted, student_output

IMAGE = np.array([[7, 2, 4, -1], [1, 5, 8, 6], [-4, -9, 3, 1]])


# The reference


def pooled_slowly(image: Any, size: int, stride: int, kind: str, padding: str) -> Any:
    """Window by window, with nothing of NumPy but the last step."""
    starts = []
    for side in image.shape:
        if padding == "valid":
            starts.append(range(0, side - size + 1, stride))
        else:
            first = -same_padding(side, size, stride)[0]
            starts.append(range(first, first + -(-side // stride) * stride, stride))
    pick = {"max": np.max, "min": np.min, "average": np.mean}[kind]
    return np.array(
        [
            [
                pick(image[max(i, 0) : i + size, max(j, 0) : j + size].astype(float))
                for j in starts[1]
            ]
            for i in starts[0]
        ]
    ).reshape(len(starts[0]), len(starts[1]))


@pytest.mark.parametrize("kind", POOLS)
@pytest.mark.parametrize("padding", PADDINGS)
def test_the_reference_pools_as_a_loop_does(kind: str, padding: str) -> None:
    random = np.random.default_rng(1)
    for rows, columns, size, stride in product((1, 2, 5), (3, 4), (1, 2, 3, 5), (1, 2, 3, 4)):
        image = random.normal(size=(rows, columns))
        assert np.allclose(
            pool(image, size, stride, kind, padding),
            pooled_slowly(image, size, stride, kind, padding),
        )


@pytest.mark.parametrize(("size", "stride"), [(2, 2), (3, 2), (3, 1), (2, 3), (5, 2)])
def test_same_padding_is_left_out_of_averages_as_keras_leaves_it_out(
    size: int, stride: int
) -> None:
    image = np.random.default_rng(2).normal(size=(5, 7)).astype("float32")
    layer = keras.layers.AveragePooling2D(size, stride, padding="same")
    expected = np.array(layer(image[np.newaxis, :, :, np.newaxis]))[0, :, :, 0]
    assert np.allclose(pool(image, size, stride, "average", "same"), expected, atol=1e-6)


# What is taken and sent


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"image": "pixels"}, "array of numbers"),
        ({"image": [[1, 2], [3]]}, "same length"),
        ({"image": [1, 2]}, r"shape .* not \(2,\)"),
        ({"image": np.zeros((0, 3))}, "shape"),
        ({"image": np.zeros((3000, 2000))}, "too large"),
        ({"pool": "mean"}, '"max", "average", "min", not'),
        ({"padding": "zero"}, '"valid", "same", not'),
        ({"size": 0}, "size is a whole number of at least 1, not 0"),
        ({"size": 5}, "larger than the image both ways"),
        ({"stride": 1.5}, "stride is a whole number"),
        ({"answer": 3}, "a function"),
    ],
)
def test_what_cannot_be_explored_is_refused_with_what_to_do(
    wrong: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        explore(**{"image": IMAGE, **wrong})


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (np.array([[0, 255]]), "uint8"),
        (np.array([[True, False]]), "uint8"),
        (np.array([[-1, 256]]), "float32"),
        (np.array([[0.5, np.nan, -np.inf]]), "float32"),
        (np.array([[0.1, 2**30 + 1]]), "float64"),
        (np.array([[1e300]]), "float64"),
    ],
)
def test_values_are_sent_exactly_in_the_shortest_type(values: Any, kind: str) -> None:
    result = packed(values)
    assert result["type"] == kind
    back = np.frombuffer(result["values"], kind).reshape(values.shape)
    assert np.array_equal(back.astype(float), values.astype(float), equal_nan=True)


def test_channels_come_image_by_image() -> None:
    stack = np.arange(2 * 3 * 4 * 2).reshape(2, 3, 4, 2)
    planes, names = planes_of(stack)
    assert names == [f"image {i}, channel {k}" for i in (0, 1) for k in (0, 1)]
    assert np.array_equal(planes[3], stack[1, :, :, 1])
    planes, names = planes_of(stack[0])
    assert names == ["channel 0", "channel 1"]
    assert np.array_equal(planes[1], stack[0, :, :, 1])


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"pool": "average"},
        {"pool": "min"},
        {"padding": "same"},
        {"size": 4},
        {"image": np.arange(900).reshape(30, 30)},
        {"answer": max_pool},
        {"image": np.arange(900).reshape(30, 30), "answer": max_pool},
        {"answer": lambda image: None},
    ],
)
def test_where_there_are_no_widgets_there_is_a_picture_with_a_text(
    settings: dict[str, Any],
) -> None:
    bundle, _ = explore(**{"image": IMAGE, **settings})._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert f'alt="{bundle["text/plain"]}"' in bundle["text/html"].replace("&#x27;", "'")
    assert len(bundle["text/plain"]) > 20


def test_checks_and_figures_do_not_wait_for_widgets() -> None:
    code = (
        "import sys; from pooling_course import check, draw, images; "
        "sys.exit('ipywidgets' in sys.modules or 'anywidget' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# The student's function


@pytest.mark.parametrize(
    ("function", "number"),
    [
        (lambda image: image, 1),
        (lambda image, size=2: image, 2),
        (lambda image, size, stride, more=1: image, 3),
        (lambda *given: given[0], 3),
        (lambda image, *, size=2: image, 1),
        (np.maximum.reduce, 3),
    ],
)
def test_a_function_is_given_as_many_arguments_as_it_takes(function: Any, number: int) -> None:
    assert accepted(function) == number


def shown(answer: Any, image: Any = IMAGE, size: int = 2, stride: int = 2, **more: Any) -> Any:
    return student_output(answer, image, Settings(size, stride, **more))


def never(image: Any) -> Any:
    while image is not None:
        pass


def changing(image: Any) -> Any:
    pooled = max_pool(image)
    image[0, 0] = 0
    return pooled


def printing(image: Any) -> Any:
    print("so far", image.shape)
    return max_pool(image)


def test_a_right_function_is_called_right() -> None:
    result = shown(max_pool)
    assert result.right
    assert not result.differs.any()
    assert result.message == "Your function is right here: all 2 values agree."


def test_values_that_differ_are_told_apart_and_counted() -> None:
    result = shown(lambda image: np.array([[7, 0]]))
    assert not result.right
    assert result.differs.tolist() == [[False, True]]
    assert result.message == "1 of the 2 values of your function differs."


def test_values_for_which_there_is_no_window_differ_too() -> None:
    result = shown(lambda image: np.array([[7, 8, 9], [7, 8, 9]]))
    assert result.differs.tolist() == [[False, False, True], [True, True, True]]
    assert "shape (2, 3); the right one is (1, 2)" in result.message


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (lambda image: None, "Your function gives None: nothing was returned."),
        (lambda image: "seven", "text, not numbers."),
        (lambda image: 7, r"shape (); the right one is (1, 2)."),
        (lambda image: image[9, 9], "Your function raises an error."),
        (never, "no result after 2 seconds"),
        (changing, "It changes its argument: work on a copy."),
    ],
)
def test_what_is_no_right_output_is_told_in_words(answer: Any, says: str) -> None:
    result = shown(answer)
    assert not result.right
    assert says in result.message


def test_an_error_is_shown_with_the_students_own_lines_only() -> None:
    def crooked(image: Any) -> Any:
        return max_pool(image)[7, 7]

    lines = shown(crooked).lines
    assert "in crooked:  return max_pool(image)[7, 7]" in lines[0]
    assert lines[-1].startswith("IndexError")
    assert not [line for line in lines if "pooling_course" in line or "attempt" in line]


def test_what_a_function_prints_is_shown_and_does_not_go_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = shown(printing)
    assert result.right
    assert result.lines == ("It printed:", "so far (3, 4)")
    assert capsys.readouterr().out == ""


def test_one_channel_at_a_time_is_given_of_three_axes() -> None:
    image = np.stack([IMAGE, -IMAGE], axis=-1)
    assert shown(max_pool, image, plane=1).values.tolist() == max_pool(-IMAGE).tolist()


def test_four_axes_are_given_as_they_are() -> None:
    stack = np.stack([IMAGE, -IMAGE, IMAGE * 2, IMAGE * 3]).reshape(2, 2, 3, 4)
    stack = np.moveaxis(stack, 1, 3)
    result = shown(max_pool_channels, stack, plane=2)
    assert result.right
    assert result.values.tolist() == max_pool(IMAGE * 2).tolist()
    mixed = shown(lambda images: images.max(axis=(0, 3)), stack)
    assert "the right one is (2, 1, 2, 2)" in mixed.message


def test_the_function_runs_again_when_a_setting_changes_and_only_then() -> None:
    calls = []

    def noted(image: Any, size: int = 2, stride: int | None = None) -> Any:
        calls.append((size, stride))
        return max_pool(image, size, stride)

    explorer = explore(IMAGE, answer=noted)
    explorer.set_state({"size": 3, "stride": 1})
    explorer.stride = 1
    assert calls == [(2, 2), (3, 1)]
    assert explorer._answer["settings"]["size"] == 3
    assert explorer._answer["right"]


def test_no_channel_can_be_chosen_that_does_not_exist() -> None:
    explorer = explore(np.stack([IMAGE, IMAGE], axis=-1))
    explorer.plane = 5
    assert explorer.plane == 1
    assert isinstance(explorer, Explorer)
