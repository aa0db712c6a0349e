"""What a student sees when an answer is wrong."""

import subprocess
import sys

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from pooling_course import check, function_exercise
from pooling_course.arguments import LAYOUTS, lay_out
from pooling_course.exercises import EXERCISES
from pooling_course.explanation import array_code
from pooling_course.failure import FINDING


def failure(name, answer, thorough=True):
    with pytest.raises(check.WrongAnswer) as caught:
        getattr(check, name)(answer, thorough=thorough)
    return caught.value


def overlapping(image):
    output = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for i in range(output.shape[0]):
        for j in range(output.shape[1]):
            output[i, j] = image[i : i + 2, j : j + 2].max()
    return output


def test_a_failure_is_small_and_can_be_pasted_into_a_cell():
    text = str(failure("max_pool_2x2", overlapping))
    lines = text.splitlines()
    code = [line[4:] for line in lines[2 : lines.index("", 2)]]
    names = {"np": np, "max_pool_2x2": overlapping}
    exec("\n".join(code[:-1]), names)
    assert names["image"].size <= 8
    right = EXERCISES["max_pool_2x2"].reference(names["image"])
    assert not np.array_equal(eval(code[-1], names), right)


def test_the_mistake_is_named_with_the_section_to_read_again():
    wrong = failure("max_pool_2x2", overlapping)
    assert "Hint: Your windows overlap" in str(wrong)
    assert 'Read again: lesson 2, "The loop"' in str(wrong)
    assert wrong.finding["mistake"] == "windows-overlap"


def test_no_hint_where_two_mistakes_are_made_at_once():
    wrong = failure("max_pool_2x2", lambda image: -overlapping(image).T)
    assert wrong.finding["mistake"] is None
    assert "Hint" not in str(wrong)


def test_the_text_marks_the_window_and_what_differs():
    text = str(failure("first_window", lambda image: image[0, 0], thorough=False))
    assert "[" in text
    assert "≠" in text


def test_the_picture_says_in_words_what_it_shows_and_marks_by_more_than_colour():
    picture = failure("max_pool_2x2", overlapping).picture
    assert 'alt="max_pool_2x2 on an image of ' in picture.html()
    assert "output values differ" in picture.html()
    assert "url(#h)" in picture.svg()
    assert "≠" in picture.svg()


def test_an_error_shows_the_student_s_own_line_and_nothing_of_ours(tmp_path):
    path = tmp_path / "answer.py"
    path.write_text("def first_row(image):\n    return image[4, 0]\n")
    names = {}
    exec(compile(path.read_text(), path, "exec"), names)
    text = str(failure("first_row", names["first_row"], thorough=False))
    assert "line 2 in first_row:  return image[4, 0]" in text
    assert "IndexError: index 4 is out of bounds" in text
    assert "pooling_course" not in text
    assert "image = np.array(" in text


def test_a_loop_that_never_ends_is_told_so():
    def never(_image):
        while True:
            pass

    text = str(failure("first_window", never, thorough=False))
    assert "no result after 2 seconds" in text


def test_a_changed_argument_is_told_by_its_name():
    def changing(image):
        pooled = EXERCISES["max_pool_2x2"].reference(image)
        image[0, 0] += 1
        return pooled

    text = str(failure("max_pool_2x2", changing))
    assert "`image` is not the same after the call" in text


def test_the_code_for_a_changed_argument_shows_it_after_the_call():
    def changing(image):
        pooled = EXERCISES["max_pool_2x2"].reference(image)
        image[0, 0] += 1
        return pooled

    wrong = failure("max_pool_2x2", changing)
    *lines, last = wrong.finding["example"].splitlines()
    names = {"np": np, "max_pool_2x2": changing}
    exec("\n".join(lines[:-1]), names)
    before = names["image"].copy()
    exec(lines[-1], names)
    assert not np.array_equal(eval(last, names), before)
    assert wrong.picture is None


def test_the_alternative_text_and_the_text_tell_the_same_shapes():
    wrong = failure("first_window", lambda image: image[:2, :2].max(axis=0))
    assert "shape expected: () (one number, not an array), got: (2,)" in str(wrong)
    assert "of shape (), got one of shape (2,)" in wrong.picture.html()


def test_a_recursion_without_an_end_is_told_in_few_lines():
    def again(image):
        return again(image)

    text = str(failure("first_window", again))
    assert "RecursionError" in text
    assert len(text.splitlines()) < 30


def test_a_failing_check_of_huge_values_writes_nothing(capfd):
    failure("max_pool", lambda image, *given: np.maximum(reference(image, *given), -1e37))
    assert capfd.readouterr().err == ""


def reference(image, *given):
    return EXERCISES["max_pool"].reference(image, *given)


@pytest.mark.parametrize("start", [-3.5, -1, -128, -999, -1e9, -1e30, -1e200, -1e307, 1])
def test_the_number_that_an_answer_gives_in_place_of_lower_ones_names_its_mistake(start):
    for name in ("first_window", "max_pool_by_hand", "max_pool", "max_pool_same"):
        right = EXERCISES[name].reference
        wrong = failure(name, lambda *given, right=right: np.maximum(right(*given), start))
        assert wrong.finding["mistake"] == "starts-too-high", name


def test_a_start_at_next_to_nothing_is_a_start_at_zero():
    tiny = np.finfo(float).tiny
    wrong = failure("max_pool", lambda image, *given: np.maximum(reference(image, *given), tiny))
    assert wrong.finding["mistake"] == "starts-at-zero"


def test_one_result_for_everything_is_told_unless_a_mistake_of_the_exercise_explains_it():
    assert failure("conv_parameters", lambda *_: 50).finding["mistake"] == "same-result-for-all"
    assert failure("unchanged", lambda *_: 1.0).finding["mistake"] == "not-shifted"
    assert failure("first_window", lambda image: image.size % 7).finding["mistake"] is None


@pytest.mark.parametrize(
    ("returned", "told"),
    [
        ("four", "text, not numbers"),
        ([["1", "2"]], "text, not numbers"),
        ({}, "dict, not numbers"),
        ((n for n in range(3)), "generator, not numbers"),
        ([1, None], "an array that holds NoneType, int, not only numbers"),
        ([[1, 2], [3]], "something that NumPy cannot turn into one array"),
    ],
)
def test_a_result_that_is_no_array_of_numbers_is_told_by_its_kind(returned, told):
    assert f"got:      {told}" in str(failure("first_row", lambda _image: returned))


def test_an_answer_that_only_raises_is_named_where_it_shows_by_that():
    def not_cut(image):
        rows, columns = image.shape[0] // 2, image.shape[1] // 2
        return image.reshape(rows, 2, columns, 2).max(axis=(1, 3))

    def raises_as_well(_image):
        raise ValueError("no")

    assert failure("max_pool_2x2", not_cut).finding["mistake"] == "rest-not-dropped"
    assert failure("max_pool_2x2", raises_as_well).finding["mistake"] is None


def test_what_goes_wrong_only_in_a_large_image_is_found():
    def ten_at_most(image):
        pooled = EXERCISES["max_pool_2x2"].reference(image).copy()
        pooled[10:] = 0
        return pooled

    failure("max_pool_2x2", ten_at_most)


def test_a_library_that_computes_in_float32_is_right_for_larger_numbers_too():
    def in_float32(image, *given):
        with np.errstate(over="ignore"):
            return reference(image.astype(np.float32), *given)

    check.max_pool(in_float32, thorough=True)


def test_what_an_answer_prints_costs_nothing_and_is_shown_on_failure(capfd):
    def right(image):
        print("looking")
        print("a warning", file=sys.stderr)
        return image[:2, :2].max()

    check.first_window(right, thorough=True)
    out, err = capfd.readouterr()
    assert out.count("\n") == 1
    assert err == ""

    def wrong(_image):
        print("looking")
        return 0

    assert "It printed:" in str(failure("first_window", wrong))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dtype", ["int64", "int32", "float64", "float32"])
def test_the_code_of_an_array_makes_that_array(layout, dtype):
    array = lay_out((np.arange(12).reshape(3, 4) - 5).astype(dtype), layout)
    made = eval(array_code(array), {"np": np})
    assert made.dtype == array.dtype
    assert np.array_equal(made, array)
    assert layout == "read-only" or made.strides == array.strides


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_code_of_a_tall_image_makes_it_in_few_lines(layout):
    array = lay_out(np.arange(520, dtype=np.float32).reshape(260, 2) / 8, layout)
    code = array_code(array)
    made = eval(code, {"np": np})
    assert made.dtype == array.dtype
    assert np.array_equal(made, array)
    assert layout == "read-only" or made.strides == array.strides
    assert len(code.splitlines()) < 110
    assert max(map(len, code.splitlines())) < 120


def test_a_notebook_gets_a_short_error_a_picture_and_the_finding_as_data():
    shell = InteractiveShell.instance()
    published = []
    original = shell.display_pub.publish
    shell.display_pub.publish = lambda data, **_: published.append(data)
    try:
        wrong = failure("max_pool_2x2", overlapping)
    finally:
        shell.display_pub.publish = original
        InteractiveShell.clear_instance()
    (bundle,) = published
    assert bundle["text/html"].startswith("<img")
    assert "02_max_pooling_with_a_loop.ipynb#The-loop" in bundle["text/html"]
    assert bundle[FINDING]["mistake"] == "windows-overlap"
    assert "site-packages" not in "\n".join(wrong._render_traceback_())


CHECK_ALL = """
import sys
from pooling_course import check, function_exercise
from pooling_course.exercises import EXERCISES
from pooling_course.function_exercise import FunctionExercise
for name, exercise in EXERCISES.items():
    if isinstance(exercise, FunctionExercise):
        examine = getattr(check, name)
        examine(exercise.reference)
        examine(exercise.reference, thorough=True)
loaded = {'hypothesis', 'tensorflow', 'keras', 'matplotlib', 'IPython'} & {*sys.modules}
assert not loaded, loaded
for name, exercise in EXERCISES.items():
    if isinstance(exercise, FunctionExercise):
        try:
            getattr(check, name)(lambda *_: None)
        except check.WrongAnswer:
            continue
        raise AssertionError(name)
loaded = {'tensorflow', 'keras'} & {*sys.modules}
assert not loaded, loaded
"""


def test_no_check_of_a_function_loads_tensorflow_and_none_that_passes_loads_hypothesis():
    done = subprocess.run([sys.executable, "-c", CHECK_ALL], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_failing_check_leaves_nothing_in_the_folder_of_the_notebook(tmp_path):
    code = (
        "from pooling_course import check\n"
        "try:\n"
        "    check.max_pool_2x2(lambda image: image[1::2, 1::2])\n"
        "except check.WrongAnswer:\n"
        "    raise SystemExit(7)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True)
    assert (done.returncode, done.stderr) == (7, b"")
    assert list(tmp_path.iterdir()) == []


def test_the_same_failure_gives_the_same_message_every_time(monkeypatch):
    # a search that runs out of time, on a busy machine, ends where it is
    monkeypatch.setattr(function_exercise, "SECONDS_TO_SHRINK", 60)
    assert str(failure("max_pool_2x2", overlapping)) == str(failure("max_pool_2x2", overlapping))
