"""Values cross between the rooms as what they are, and anything else is refused by name."""

import contextlib
import dataclasses
import json
import math
import multiprocessing
import os
import random
import socket
import sys
import time
import unittest
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from safegrade.values import CannotCrossError, Reader, Writer

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.complex_numbers(),
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner)
    ),
    max_leaves=20,
)
dtypes = (
    hnp.scalar_dtypes().filter(lambda dtype: dtype.kind not in "mM")
    | hnp.unicode_string_dtypes()
    | hnp.byte_string_dtypes()
)


def there(value: Any) -> Any:
    writer = Writer()
    tree = json.loads(json.dumps(writer.write(value)))
    return Reader(writer.parts).read(tree)


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, complex):
        return same(one.real, other.real) and same(one.imag, other.imag)
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        pairs = zip(one.items(), other.items(), strict=True)
        return len(one) == len(other) and all(same(a, b) for a, b in pairs)
    return bool(one == other)


@given(plain)
def test_plain_data_comes_out_as_it_went_in(value: Any) -> None:
    assert same(there(value), value)


@given(hnp.arrays(dtypes, hnp.array_shapes(min_dims=0, min_side=0)), st.booleans(), st.booleans())
def test_arrays_keep_kind_shape_order_and_flag(
    array: np.ndarray[Any, Any], fortran: bool, writeable: bool
) -> None:
    array = np.array(array, order="F" if fortran else "C")
    array.flags.writeable = writeable
    got = there(array)
    assert got.dtype == array.dtype
    assert got.shape == array.shape
    assert got.tobytes() == array.tobytes()
    assert got.flags.writeable == writeable
    assert got.flags.f_contiguous == array.flags.f_contiguous


def test_numpy_scalars_stay_scalars() -> None:
    for value in (np.float32(1.5), np.int8(3), np.bool_(True), np.str_("x")):
        assert type(there(value)) is type(value)
        assert there(value) == value


def test_subclasses_cross_as_what_they_are_a_kind_of() -> None:
    class Always(int):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = int.__hash__

    assert there(Always(7)) != 8

    class Own(dict[str, int]):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = None  # type: ignore[assignment]

    assert type(there(Own(a=1))) is dict


def test_one_object_met_twice_stays_one() -> None:
    shared = [1]
    got = there([shared, shared])
    assert got[0] is got[1]


@pytest.mark.parametrize(
    "value", [object(), len, np.array([(object(),)], dtype=[("a", object)]), iter([1]), sys]
)
def test_anything_else_is_refused_by_name(value: Any) -> None:
    with pytest.raises(CannotCrossError):
        Writer().write(value)


@pytest.mark.parametrize(
    "tree",
    [
        {"a": 1},
        ["?"],
        ["A", "<f8", [10**12], "C", True, 0],
        ["A", "|O", [1], "C", True, 0],
        ["A", "<f8", [-1], "C", True, 0],
        ["r", 99],
        ["l", 7],
        ["d", [[["l", []], 1]]],
        ["b", 5],
        [],
        ["m", '{"model": {"module": "os", "class_name": "system", "config": {}}}', []],
    ],
)
def test_nonsense_is_no_value(tree: Any) -> None:
    with pytest.raises(CannotCrossError):
        Reader([b"12345678"]).read(tree)


def test_a_model_with_code_in_it_is_refused() -> None:
    lambda_layer = '{"model": {"module": "keras.layers", "class_name": "Lambda", "config": {}}}'
    with pytest.raises(CannotCrossError, match="Lambda"):
        Reader([]).read(["m", lambda_layer, []])


# Both rooms, without a sandbox: a forked process plays the student's


def _serve(sock: socket.socket, folder: str) -> None:
    from safegrade.channel import Channel
    from safegrade.rooms.shell import CapturingShell
    from safegrade.rooms.student import StudentRoom

    log = os.open(f"{folder}/log", os.O_RDWR | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)
    StudentRoom(Channel(sock), CapturingShell.open(), 10_000).serve()
    os._exit(0)


Names = Callable[..., Any]


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Names]:
    """Gives the names that a text defines in the student's room, as the marker sees them."""
    from safegrade.channel import Channel
    from safegrade.rooms.marker import MarkerRoom
    from safegrade.rooms.shell import CapturingShell

    here, there = socket.socketpair()
    process = multiprocessing.get_context("fork").Process(
        target=_serve, args=(there, str(tmp_path))
    )
    process.start()
    there.close()
    shell = CapturingShell.open()
    shell.user_ns.clear()
    shell.user_ns["__name__"] = "__main__"
    room = MarkerRoom(shell, 10_000, 5.0)
    room.deadline = time.monotonic() + 60
    room.connect(Channel(here), os.pidfd_open(process.pid or 0))

    def names(source: str, *wanted: str, classes: tuple[str, ...] = ()) -> Any:
        reply, _ = room._ask({"op": "run", "source": source}, [])
        assert reply["ok"], reply
        room._used = set(wanted)
        room._bind(set(wanted), set(classes), set(wanted))
        return shell.user_ns[wanted[0]]

    names.room = room  # type: ignore[attr-defined]
    yield names
    process.kill()
    process.join()
    here.close()
    CapturingShell.clear_instance()


def test_a_changed_argument_is_changed_here_too(student: Names) -> None:
    function = student("def f(a, b, d):\n    a[0] = 9\n    b.append(4)\n    d['k'] = a", "f")
    array, values, mapping = np.zeros(3), [1], {"x": 1}
    function(array, values, mapping)
    assert array.tolist() == [9, 0, 0]
    assert values == [1, 4]
    assert mapping["k"] is array


def test_a_variable_that_is_left_alone_is_not_sent_at_every_call(
    student: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    function = student("table = [[1] * 1000, {}]\ndef f(x):\n    return x", "f", "table")
    room = student.room  # type: ignore[attr-defined]
    monkeypatch.setattr(room, "_content", lambda *_: pytest.fail("a variable was written down"))
    assert [function(number) for number in range(3)] == [0, 1, 2]


def test_after_an_answer_was_broken_off_variables_are_left_alone(student: Names) -> None:
    source = """
import time
log = []
def slow():
    log.append([])
    time.sleep(60)
def keep(x):
    log.append(x)
    return log
"""
    slow = student(source, "slow", "keep", "log")
    room = student.room  # type: ignore[attr-defined]
    room.seconds = 0.5
    with pytest.raises(TimeoutError):
        slow()
    room.seconds = 5.0
    given = [1]
    assert room.shell.user_ns["keep"](given) == [[], [1]]
    assert room.shell.user_ns["log"] == []
    assert not room.watched


def test_a_variable_that_grows_too_deep_is_left_alone(student: Names) -> None:
    source = """
chain = [[]]
def grow():
    for _ in range(40):
        chain[0] = [chain[0]]
    return 5
"""
    grow = student(source, "grow", "chain")
    assert [grow() for _ in range(3)] == [5, 5, 5]


def test_an_argument_that_is_left_alone_stays_as_it_is(student: Names) -> None:
    function = student("def f(a):\n    return a", "f")
    array = np.arange(4.0)
    array.flags.writeable = False
    assert function(array) is array


def test_a_function_of_the_markers_is_called_back(student: Names) -> None:
    function = student("def f(g, n):\n    return [g(i) for i in range(n)]", "f")
    seen = []

    def square(x: int) -> int:
        seen.append(x)
        return x * x

    assert function(square, 4) == [0, 1, 4, 9]
    assert seen == [0, 1, 2, 3]


def test_errors_come_back_as_what_they_are(student: Names) -> None:
    function = student("def f(x):\n    return 1 / x", "f")
    with pytest.raises(ZeroDivisionError, match="division by zero") as caught:
        function(0)
    frames = "".join(caught.value.__student_frames__)  # type: ignore[attr-defined]
    assert "return 1 / x" in frames


def test_an_error_keeps_its_cause(student: Names) -> None:
    function = student(
        "def f():\n    try: int('x')\n    except ValueError as e: raise TypeError('no') from e", "f"
    )
    with pytest.raises(TypeError) as caught:
        function()
    assert isinstance(caught.value.__cause__, ValueError)


def test_an_exit_is_an_error_here(student: Names) -> None:
    function = student("def f():\n    raise SystemExit", "f")
    with pytest.raises(Exception, match="SystemExit"):
        function()


def test_classes_of_the_students(student: Names) -> None:
    text = """
class Stack:
    def __init__(self): self.items = []
    def push(self, x): self.items.append(x)
    def __len__(self): return len(self.items)
    def __eq__(self, other): return self.items == other
"""
    stack = student(text, "Stack", classes=("Stack",))()
    stack.push(3)
    assert len(stack) == 1
    assert stack.items == [3]
    assert stack == [3]
    assert stack != [4]


def test_an_object_that_was_not_asked_for_equals_nothing(student: Names) -> None:
    text = "class Yes:\n    def __eq__(self, other): return True\ndef f():\n    return Yes()"
    assert student(text, "f")() != 7


def test_an_object_is_an_array_here_if_it_is_one_there(student: Names) -> None:
    text = """
class Wrapped:
    def __array__(self, dtype=None, copy=None): return np.ones((2, 3))
def values(): return {"a": 1, "b": 2}.values()
def wrapped(): return Wrapped()
"""
    assert np.asarray(student(f"import numpy as np\n{text}", "wrapped")()).shape == (2, 3)
    # What can be counted and walked along is no array for NumPy yet.
    assert np.asarray(student(text, "values")()).dtype == object


def test_a_time_limit_of_the_test_leaves_the_room_usable(student: Names) -> None:
    import signal

    function = student("def f(n):\n    while n: pass\n    return 5", "f")

    def alarm(*_: Any) -> None:
        raise RuntimeError("time is over")

    old = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(RuntimeError, match="time is over"):
            function(1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert function(0) == 5


def test_a_module_runs_a_function_in_the_students_room(student: Names) -> None:
    function = student("def f(x):\n    return x", "f")
    assert function.__in_room__("operator:call", 3) == 3
    assert function.__processor_seconds__() > 0


def test_what_a_test_does_to_the_namespace_is_carried_over(student: Names) -> None:
    text = "def inner(x): return x\ndef outer(x): return inner(x)"
    outer = student(text, "outer", "inner")
    space = student.room.shell.user_ns  # type: ignore[attr-defined]
    inner = space.pop("inner")
    with pytest.raises(NameError):
        outer(1)
    space["inner"] = inner
    assert outer(1) == 1
    space["inner"] = lambda x: x + 10
    assert outer(1) == 11


def cell_of(source: str, owned: Sequence[str], *, marks: bool = True) -> dict[str, Any]:
    """A cell as the grading process sends it to the marker's room."""
    return {
        "source": source,
        "marks": marks,
        "seconds": 10,
        "hides": False,
        "owned": owned,
        "classes": [],
        "aliases": {},
    }


def run_cells(student: Names, *cells: dict[str, Any]) -> None:
    """Run cells of the instructor's one after another; all have to go through."""
    for cell in cells:
        reply = student.room.run(cell)  # type: ignore[attr-defined]
        assert reply["ok"], reply


def test_what_a_test_expects_stays_in_its_room_although_the_student_has_the_name(
    student: Names,
) -> None:
    student("expected = 0\nfor_later = 0\ndef f(): return expected, for_later", "f")
    test = "expected = 42\nfor for_later in [43]: assert f() == (0, 0)"
    later = "assert (expected, for_later) == (42, 43)"
    run_cells(student, cell_of(test, ["f"]), cell_of(later, ["f"]))


def test_a_given_cell_does_not_undo_the_answer(student: Names) -> None:
    student("x = 0\nx = 5\ndef f(): return x", "f")
    given = cell_of("x = 0", ["f", "x"], marks=False)
    run_cells(student, given, cell_of("assert x == f() == 5", ["f", "x"]))


def test_an_object_of_a_class_that_an_earlier_test_made_up_is_lent(student: Names) -> None:
    student("def f(x): return x.price", "f")
    made = "class Item:\n    price = 7\nassert f(Item()) == 7"
    run_cells(student, cell_of(made, ["f"]), cell_of("assert f(Item()) == 7", ["f"]))


@pytest.mark.parametrize("source", ["from decimal import Context as Given", "class Given: pass"])
def test_only_objects_of_classes_that_the_course_defines_are_made_by_attributes(
    student: Names, source: str
) -> None:
    student("def f(): pass", "f")
    room = student.room  # type: ignore[attr-defined]
    room.run(cell_of(source, ["f"], marks=False))
    from safegrade.rooms.peer import PeerReader

    reader = PeerReader(room, [])
    if source.startswith("class"):
        assert type(reader.read(["o", "Given", []])).__name__ == "Given"
    else:
        with pytest.raises(CannotCrossError, match="only the answer knows"):
            reader.read(["o", "Given", []])


def test_a_test_that_seeds_the_generators_seeds_the_answers(
    student: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (random, np.random):
        monkeypatch.setattr(module, "seed", module.seed)
    f = student("import random, numpy\ndef f(): return random.random(), numpy.random.rand()", "f")
    student.room.seeds.watch()  # type: ignore[attr-defined]
    random.seed(3)
    np.random.seed(5)  # noqa: NPY002 - as tests do it
    first, second = f(), f()
    assert first != second
    assert first == (random.random(), np.random.rand())  # noqa: NPY002
    random.seed(3)
    assert f()[0] == first[0]


NEAR = """
class Near:
    def __sub__(self, other): return 0
    def __lt__(self, other): return True
    def __contains__(self, other): return True
    def __len__(self): return 3
def f():
    return Near()
"""


@pytest.mark.parametrize("judge", [lambda x: x - 3, lambda x: x < 3, lambda x: 3 in x])
def test_an_object_that_was_not_asked_for_judges_no_value(
    student: Names, judge: Callable[[Any], Any]
) -> None:
    got = student(NEAR, "f")()
    assert len(got) == 3
    with pytest.raises(TypeError, match="cannot compute with"):
        judge(got)


def test_an_object_had_from_a_function_does_not_judge_although_its_class_may(
    student: Names,
) -> None:
    text = f"{NEAR}\none = Near()\ndef g():\n    return one"
    made = student(text, "Near", "g", classes=("Near",))
    assert made() - 3 == 0
    space = student.room.shell.user_ns  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        _ = space["g"]() - 3


@pytest.mark.parametrize(
    "judge",
    [
        lambda got: got.equals([1]),
        lambda got: got.startswith("a"),
        lambda got: got.issuperset({1}),
    ],
)
def test_an_object_that_was_not_asked_for_does_not_judge_by_a_method_of_frames_texts_or_sets(
    student: Names, judge: Callable[[Any], Any]
) -> None:
    text = (
        "class Yes:\n    def equals(self, other): return True\n"
        "    startswith = issuperset = equals\n"
        "def f():\n    return Yes()"
    )
    got = student(text, "f", "Yes", classes=("Yes",))()
    with pytest.raises(TypeError, match="cannot compute with"):
        judge(got)
    assert judge(student.room.shell.user_ns["Yes"]())  # type: ignore[attr-defined]


def test_what_an_object_learns_later_judges_nothing(student: Names) -> None:
    text = (
        "made = []\nclass Plain:\n    def __init__(self): made.append(self)\n"
        "def f():\n    Plain.__eq__ = Plain.equals = lambda self, other: True\n"
        "    return made[0]"
    )
    plain = student(text, "Plain", "f", classes=("Plain",))()
    got = student.room.shell.user_ns["f"]()  # type: ignore[attr-defined]
    assert got == plain
    assert got != 3
    with pytest.raises(TypeError, match="cannot compute with"):
        got.equals(3)


def test_a_function_that_an_asked_for_object_hands_out_is_none_that_was_asked_for(
    student: Names,
) -> None:
    text = (
        "class Yes:\n    def __eq__(self, other): return True\n"
        "class Asked:\n    def method(self): return f\ndef f():\n    return Yes()"
    )
    handed_out = student(text, "Asked", "f", classes=("Asked",))().method()
    f = student.room.shell.user_ns["f"]  # type: ignore[attr-defined]
    assert handed_out == f
    assert f() != 3


def test_a_stand_in_has_no_method_that_its_object_has_not(student: Names) -> None:
    got = student("class A: pass\ndef f():\n    return A()", "f")()
    for name in ("__len__", "__iter__", "__getitem__", "__call__", "__add__"):
        assert not hasattr(got, name)
    with pytest.raises(TypeError):
        len(got)


def test_exceptions_of_the_students_own_classes_are_caught_by_class(student: Names) -> None:
    text = """
class Base(Exception): pass
class Poor(Base):
    def __init__(self, missing):
        super().__init__(f"{missing} missing")
        self.missing = missing
def f():
    raise Poor(7)
"""
    base = student(text, "Base", "Poor", "f")
    space = student.room.shell.user_ns  # type: ignore[attr-defined]
    with pytest.raises(space["Poor"], match="7 missing") as caught:
        space["f"]()
    assert caught.value.missing == 7
    assert isinstance(caught.value, base)


def test_one_name_that_cannot_cross_costs_no_other_name(student: Names) -> None:
    text = "deep = []\nfor _ in range(99): deep = [deep]\ndef f():\n    return 5"
    assert student(text, "f", "deep")() == 5
    room = student.room  # type: ignore[attr-defined]
    assert "nested" in room._unreachable["deep"]
    outputs = room.run(cell_of("deep", ["deep"]))["outputs"]
    assert "deep is a value nested" in outputs[-1]["evalue"]


def test_objects_of_a_tests_own_class_show_what_is_public_and_no_more(student: Names) -> None:
    text = "def f(thing, name):\n    return getattr(thing, name)"
    function = student(text, "f")
    thing = type("Thing", (), {"__module__": "__main__", "open": 3, "_closed": 4})()
    assert function(thing, "open") == 3
    for name in ("_closed", "__class__", "__dict__", "__globals__"):
        with contextlib.suppress(AttributeError):
            assert function(thing, name) not in (4, type(thing))


def test_a_block_of_the_students_swallows_nothing_and_hears_no_expectation(student: Names) -> None:
    text = """
class Quiet:
    def __enter__(self): return self
    def __exit__(self, kind, error, trace):
        self.heard = kind.__name__, str(error)
        return True
"""
    quiet = student(text, "Quiet", classes=("Quiet",))()
    with pytest.raises(AssertionError), quiet:
        raise AssertionError("it should be 7")
    assert quiet.heard == ("AssertionError", "")
    with pytest.raises(KeyError), quiet:
        raise KeyError("k")
    assert quiet.heard == ("KeyError", "'k'")


def test_an_attribute_that_the_test_changes_is_changed_there_too(student: Names) -> None:
    text = """
class Cart:
    def __init__(self): self.items, self.old = [], []
    def add(self, item): self.items.append(item)
    def renew(self): self.items = [*self.items]
    def total(self): return sum(self.items)
"""
    cart = student(text, "Cart", classes=("Cart",))()
    items = cart.items
    items.append(3)
    cart.add(4)
    assert items == [3, 4]
    assert cart.total() == 7
    assert cart.items is items
    assert items == [3, 4]
    cart.renew()
    assert cart.items is not items
    assert cart.items == items


def test_a_librarys_exception_comes_back_unless_it_could_skip_a_test(student: Names) -> None:
    text = """
import numpy as np, unittest, urllib.error
def f(kind):
    if kind == "algebra": raise np.linalg.LinAlgError("Singular matrix")
    if kind == "axis": raise np.exceptions.AxisError(3, 2)
    raise unittest.SkipTest("no")
"""
    function = student(text, "f")
    with pytest.raises(np.linalg.LinAlgError, match="Singular"):
        function("algebra")
    with pytest.raises(ValueError, match="out of bounds"):
        function("axis")
    with pytest.raises(Exception, match="no") as caught:
        function("skip")
    assert not isinstance(caught.value, unittest.SkipTest)


def test_an_opened_file_can_be_read_and_no_more(student: Names, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("ant\nbee\n")
    text = """
def lines(file): return [file.readline(), *file]
def write(file): file.write("x")
def below(file): return file.buffer
"""
    with (tmp_path / "words").open("r+") as file:
        assert student(text, "lines")(file) == ["ant\n", "bee\n"]
        for name in ("write", "below"):
            with pytest.raises(AttributeError):
                student(text, name)(file)


def test_a_pattern_that_is_none_is_refused() -> None:
    for tree in (["t", ["(", 0]], ["t", [7, 0]], ["t", ["a", "b"]]):
        with pytest.raises(CannotCrossError):
            Reader([]).read(["k", "Pattern", tree])


def test_a_large_attribute_is_not_looked_at_before_every_question(student: Names) -> None:
    text = """
class Grid:
    def __init__(self): self.rows, self.names = [[0] * 500] * 3 + [[n] * 500 for n in range(30)], []
def double(x): return 2 * x
"""
    grid = student(text, "Grid", classes=("Grid",))()
    room = student.room  # type: ignore[attr-defined]
    assert len(grid.rows) == 33
    assert not room.watched
    assert grid.names == []
    assert [place.rpartition(".")[2] for place in room.watched] == ["names"]


def test_fields_are_neither_source_text_nor_a_stand_ins_own(student: Names) -> None:
    text = """
class Odd:
    __dataclass_fields__ = dict.fromkeys(["__debug__", "ﬁ", "fi", "_room", "__class__", "x"])
    _room = x = 1
"""
    odd = student(text, "Odd", classes=("Odd",))()
    assert [one.name for one in dataclasses.fields(odd)] == ["ﬁ", "fi", "x"]


def test_warnings_without_end_are_cut_off(student: Names) -> None:
    text = """
import gc
room = next(one for one in gc.get_objects() if type(one).__name__ == "StudentRoom")
call = room.operations["call"]
def forged(*args):
    reply, parts = call(*args)
    return {**reply, "warned": [{"text": f"{n}" + "x" * 20_000} for n in range(1_000)]}, parts
room.operations["call"] = forged
def double(x): return 2 * x
"""
    double = student(text, "double")
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert double(2) == 4
    assert len(warned) == 20
    assert all(len(str(one.message)) == 10_000 for one in warned)


def test_a_function_that_was_lent_shows_nothing(student: Names) -> None:
    room = student.room  # type: ignore[attr-defined]
    number = room.keep(test_a_function_that_was_lent_shows_nothing)
    for attribute in ("get", "set", "call", "__globals__"):
        with pytest.raises(CannotCrossError):
            room._asked_for({"object": number, "attribute": attribute})


def test_a_change_never_gives_memory_back_that_others_look_at() -> None:
    array = np.zeros(4)
    view = array[1:]
    reader = Reader([b"\0" * 80_000], [array])
    with pytest.raises(CannotCrossError):
        reader.change(0, ["A", "<f8", [10_000], "C", True, 0])
    assert view.base is array
    assert array.shape == (4,)


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "a/../../x", ".hidden", "__pycache__/x", "", "given.csv", "a\0b"]
)
def test_files_of_the_students_go_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    from safegrade.rooms.files import write_files

    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    write_files([(name, b"x"), ("fine.txt", b"y")], frozenset({"given.csv"}))
    found = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert found == ["fine.txt"]
