import sys
import time

import pytest

from pooling_course.time_limit import TimeIsUp, time_limit


def never_ends():
    while True:
        pass


def catches_everything():
    while True:
        try:  # noqa: SIM105
            time.sleep(0.001)
        except BaseException:
            pass


def sleeps():
    time.sleep(60)


@pytest.mark.parametrize("function", [never_ends, catches_everything, sleeps])
def test_a_call_that_does_not_return_is_stopped(function):
    started = time.monotonic()
    with pytest.raises(TimeIsUp), time_limit(0.1):
        function()
    assert time.monotonic() - started < 30


def test_a_call_in_time_is_left_alone_and_nothing_stays_behind():
    trace = sys.gettrace()
    with time_limit(0.05):
        pass
    assert sys.gettrace() is trace
    time.sleep(0.1)


def test_an_import_may_take_longer(tmp_path, monkeypatch):
    (tmp_path / "slow_library.py").write_text("import time\ntime.sleep(0.4)\nloaded = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with time_limit(0.1):
        import slow_library
    assert slow_library.loaded


def test_a_call_after_a_long_import_has_its_own_time(tmp_path, monkeypatch):
    (tmp_path / "slow_to_load.py").write_text(
        "import time\nend = time.process_time() + 0.5\nwhile time.process_time() < end: pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with time_limit(0.4):
        import slow_to_load

        time.sleep(0.35)
    assert slow_to_load.end
