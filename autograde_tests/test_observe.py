"""What Python executes is counted the same each time, on every version of Python."""

import subprocess
import sys

from pooling_course.observe import MOST_INSTRUCTIONS, work

# In a process of its own: code is new once, and so are the libraries that it calls.
COUNT_TWICE = """
import numpy as np
from pooling_course.observe import work

def windows(image):
    parts = [part + 1 for part in range(3)]
    return np.lib.stride_tricks.sliding_window_view(image, (2, 2)).max(axis=(2, 3)), parts

image = np.ones((8, 8))
print(work(windows, image)["instructions"], work(windows, image)["instructions"])
"""


def test_a_call_of_code_that_is_new_counts_as_much_as_the_next_one():
    done = subprocess.run(
        [sys.executable, "-c", COUNT_TWICE], capture_output=True, text=True, check=True
    )
    first, second = map(int, done.stdout.split())
    assert first == second > 100


def test_a_loop_is_counted_wherever_it_is_hidden():
    def by_text(number):
        return eval("[each for each in range(number)]", {"number": number})

    def by_map(number):
        return list(map(abs, range(number)))

    def by_a_function_of_its_own(number):
        def inner():
            yield from range(number)

        return list(inner())

    for loop in (by_text, by_map, by_a_function_of_its_own):
        few, many = (work(loop, number)["instructions"] for number in (10, 1010))
        assert many - few >= 1000, loop.__name__


def test_an_endless_loop_that_catches_everything_ends():
    def stubborn():
        while True:
            try:
                while True:
                    pass
            except BaseException:
                return

    assert work(stubborn)["instructions"] > MOST_INSTRUCTIONS
    assert work(abs, 1)["instructions"] < 10
