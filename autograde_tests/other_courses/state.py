"""Exercises whose functions read and change variables of the notebook, within one test cell."""

from __future__ import annotations

from .exercise import Exercise

EXERCISES = (
    Exercise(
        "counting",
        """
count = 0
def tick():
    global count
    count += 1
    return count
""",
        """
start = count
assert tick() == start + 1
assert count == start + 1
tick(); tick()
assert count == start + 3 and start + 3 != start
""",
        wrong=(
            "count = 0\ndef tick():\n    return count + 1",
            "count = 0\ndef tick():\n    global count\n    count = 1\n    return count",
        ),
        right=("count = 5\ndef tick():\n    globals()['count'] += 1\n    return count",),
    ),
    Exercise(
        "shopping",
        """
items = []
def add(item):
    items.append(item)
def clear():
    global items
    items = []
""",
        """
same = items
add("milk")
assert items == ["milk"] and same is items and same == ["milk"]
items.append("eggs")
add("tea")
assert items == ["milk", "eggs", "tea"] == same
clear()
assert items == [] and len(same) in (0, 3)
add("salt")
assert items == ["salt"]
""",
        wrong=(
            "items = []\ndef add(item):\n    pass\ndef clear():\n    pass",
            "items = []\ndef add(item):\n    items.append(item)\ndef clear():\n    pass",
        ),
        right=(
            "items = []\ndef add(item):\n    items[:] = items + [item]\n"
            "def clear():\n    items.clear()",
        ),
    ),
    Exercise(
        "remembering",
        """
memo = {}
def fib(n):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
""",
        """
memo.clear()
assert fib(30) == 832040
assert len(memo) >= 20 and memo[10] == 55
memo[30] = -1
assert fib(30) == -1
before = dict(memo)
fib(35)
assert len(memo) > len(before)
""",
        wrong=(
            "memo = {}\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)",
            "memo = {10: 55}\ndef fib(n):\n    return 832040",
        ),
    ),
    Exercise(
        "matrix",
        """
import numpy as np
grid = np.zeros((3, 3))
seen = set()
total = 0.0
def mark(row, column):
    global total
    grid[row, column] += 1
    seen.add((row, column))
    total = float(grid.sum())
""",
        """
view = grid
for place in ((0, 0), (1, 2), (0, 0)):
    mark(*place)
assert view is grid and grid[0, 0] == 2 and total == 3
assert seen == {(0, 0), (1, 2)}
grid[...] = 0
mark(2, 2)
assert total == 1 and grid.sum() == 1
try:
    mark(7, 7)
except IndexError:
    pass
assert (7, 7) not in seen
""",
        wrong=(
            "import numpy as np\ngrid = np.zeros((3, 3))\nseen = set()\ntotal = 3\n"
            "def mark(row, column):\n    grid[row, column] = 1\n    seen.add((row, column))",
            "import numpy as np\ngrid = np.zeros((3, 3))\nseen = set()\ntotal = 0\n"
            "def mark(row, column):\n    global total\n    seen.add((row, column))\n"
            "    grid[row, column] += 1\n    total += 1",
        ),
    ),
)

FILES: dict[str, str] = {}
