"""What Python executes is counted the same each time, on every version of Python."""

import itertools
import subprocess
import sys

import numpy as np

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


def test_objects_are_counted_though_a_call_into_c_ends_in_python():
    class Once:
        def __init__(self, given):
            self.left = [given]

        def __iter__(self):
            return self

        def __next__(self):
            if not self.left:
                raise StopIteration
            return self.left.pop()

    def by_a_generator(array):
        return sum(itertools.chain.from_iterable(each.flat for each in (array,)))

    def by_a_list_that_is_gone(array):
        return len(list(itertools.chain.from_iterable(each.flat for each in (array,))))

    def by_an_iterator(array):
        return len(list(itertools.chain.from_iterable(Once(array.flat))))

    assert work(by_a_generator, np.zeros(1010))["objects"] < 200
    for loop in (by_a_list_that_is_gone, by_an_iterator):
        few, many = (work(loop, np.zeros(number))["objects"] for number in (10, 1010))
        assert many - few >= 900, loop.__name__


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
