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
    Exercise(
        "default",
        """
kept = ['a']
def put(x, where=kept):
    where.append(x)
""",
        """
kept.clear()
put(1)
assert kept == [1]
put(2)
assert kept == [1, 2]
""",
        wrong=("kept = ['a']\ndef put(x, where=tuple(kept)):\n    kept.append(where)",),
    ),
    Exercise(
        "rows",
        """
board = [[0, 0], [0, 0]]
parts = [1, (2, [3])]
def move(i, j):
    board[i][j] = 1
    parts[1][1].append(4)
""",
        """
row, inner = board[0], parts[1][1]
move(0, 1)
assert row == [0, 1] and board[0] is row
assert inner == [3, 4] and parts == [1, (2, [3, 4])]
""",
        wrong=(
            (
                "board = [[0, 0], [0, 0]]\nparts = [1, (2, [3])]\ndef move(i, j):\n"
                "    global board\n    board = [[0, 1], [0, 0]]\n    parts[1][1].append(4)"
            ),
        ),
    ),
    Exercise(
        "inventory",
        """
inventory = {}
def total():
    return sum(inventory.values())
def add(where, name, n):
    where[name] = n
    return total()
""",
        """
assert add(inventory, 'x', 3) == 3
assert inventory == {'x': 3}
assert add({}, 'y', 4) == 3
""",
        wrong=("inventory = {}\ndef add(where, name, n):\n    where[name] = n\n    return 3\n",),
    ),
    Exercise(
        "account",
        """
from decimal import Decimal
import datetime
balance = Decimal('1.5')
last = datetime.date(2000, 1, 1)
def deposit(amount, day):
    global balance, last
    balance += amount
    last = day
""",
        """
import datetime
from decimal import Decimal
deposit(Decimal(2), datetime.date(2020, 5, 6))
assert balance == Decimal('3.5') and last.year == 2020
""",
    ),
    Exercise(
        "queue",
        """
from collections import Counter, deque
waiting = deque()
words = Counter()
visited = frozenset()
def come(word):
    global visited
    waiting.append(word)
    words[word] += 1
    visited = visited | {word}
""",
        """
line = waiting
come('a')
come('a')
assert list(line) == ['a', 'a'] and words['a'] == 2 and words['z'] == 0
waiting.clear()
come('b')
assert waiting.popleft() == 'b' and visited == {'a', 'b'}
""",
        wrong=(
            (
                "from collections import Counter, deque\nwaiting = deque()\nwords = Counter()\n"
                "visited = frozenset()\ndef come(word):\n    waiting.append(word)\n"
                "    words[word] += 1"
            ),
        ),
    ),
    Exercise(
        "history",
        """
history = []
def run(function):
    history.append('start')
    function()
    history.append('end')
""",
        """
seen = []
run(lambda: seen.append(list(history)))
assert seen == [['start']]
run(lambda: history.append('middle'))
assert history == ['start', 'end', 'start', 'middle', 'end']
def fails():
    history.clear()
    raise ValueError
try:
    run(fails)
except ValueError:
    pass
run(lambda: None)
assert history == ['start', 'end']
""",
        wrong=(
            (
                "history = []\ndef run(function):\n    function()\n"
                "    history.extend(['start', 'end'])"
            ),
        ),
    ),
    Exercise(
        "alias",
        """
first = []
second = first
def grow():
    first.append(1)
def get():
    return first
""",
        """
assert first is second
grow()
assert second == [1]
second.append(2)
grow()
assert first == [1, 2, 1]
get().append(3)
assert first == [1, 2, 1, 3] and get() is first
""",
        wrong=(
            (
                "first = []\nsecond = []\ndef grow():\n    first.append(1)\n"
                "    second.append(1)\ndef get():\n    return first"
            ),
            (
                "first = []\nsecond = first\ndef grow():\n    first.append(1)\ndef get():\n"
                "    return list(first)"
            ),
        ),
    ),
    Exercise(
        "helped",
        """
number = 0
def bump():
    global number
    number += 1
""",
        """
bump()
assert now() == 1
""",
        wrong=("number = 0\ndef bump():\n    return number + 1",),
        given="def now():\n    return number",
    ),
    Exercise(
        "frame",
        """
import numpy as np
import pandas as pd
table = pd.DataFrame({'a': [1]})
values = np.zeros(2)
values.flags.writeable = False
def fill():
    global values
    table['b'] = table['a'] * 2
    values = np.append(values, 1.0)
""",
        """
old = values
fill()
assert list(table['b']) == [2] and values.tolist() == [0, 0, 1] and old.sum() == 0
""",
    ),
    Exercise(
        "measured",
        """
asked = 0
class Thing:
    @property
    def size(self):
        global asked
        asked += 1
        return 5
def numbers():
    global asked
    for i in range(3):
        asked += 1
        yield i
""",
        """
assert Thing().size == 5 and asked == 1
many = numbers()
next(many)
assert asked == 2
assert list(many) == [1, 2] and asked == 4
asked = 0
Thing().size
assert asked == 1
""",
    ),
)

FILES: dict[str, str] = {}
