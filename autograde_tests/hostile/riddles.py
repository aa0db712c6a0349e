"""Answers that would be judged by the student, or learn what is expected, in tests of common kinds.

The course's tests keep what they expect in a variable, ask a frame, a text or a set whether it is
right, and ask for a class beside functions: of each of these an earlier version was deceived.
"""

from __future__ import annotations

import nbformat
from tiny_course import answer, cell, checks

GIVEN = "import pandas as pd\nfrom unittest import SkipTest"

SOLUTIONS = {
    "double": "def double(x):\n    return x + x",
    "clean": "def clean(df):\n    return df.dropna()",
    "greet": "def greet(name):\n    return 'Hello, ' + name",
    "unique": "def unique(xs):\n    return set(xs)",
    "Stack": "class Stack:\n    def __init__(self):\n        self.items = []\n"
    "    def push(self, x):\n        self.items.append(x)",
    "triple": "def triple(x):\n    return 3 * x",
    "Card": "deck = set()\nclass Card:\n    def __init__(self):\n        deck.add(self)\n"
    "        self.value = 7",
    "search": "import re\npattern = re.compile('a+')\ndef search(text):\n"
    "    return pattern.search(text)[0]",
    "last": "def last(xs):\n    return xs[-1]",
    "tick": "count = 0\nlog = []\ndef tick():\n    global count\n    count += 1\n"
    "    log.append(count)",
}
TESTS = {
    "double": "expected = 42\nassert double(21) == expected\n"
    "for want in (8, 10):\n    assert double(want // 2) == want",
    "clean": "raw = pd.DataFrame({'a': [1, None, 3]})\n"
    "want = pd.DataFrame({'a': [1.0, 3.0]}, index=[0, 2])\nassert clean(raw).equals(want)",
    "greet": "assert greet('Bob').startswith('Hello')\nassert greet('A').endswith('A')",
    "unique": "assert unique([1, 1, 2]).issuperset({1, 2})",
    "Stack": "stack = Stack()\nstack.push(5)\nassert stack.items == [5]",
    "triple": "assert triple(7) == 21",
    "tick": "reached = [1, 2]\nstart = count\ntick()\ntick()\n"
    "assert count == start + 2\nassert log == reached",
    "Card": "card = Card()\nassert len(deck) == 1 and card in deck\nassert card.value == 7",
    "search": "assert search('baac') == 'aa'\nassert not pattern.fullmatch('a' * 40 + 'b')",
    "last": "assert last([1, 2]) == 2",
}

# The student's room says what happened to the variables that the test of ``tick`` uses.
FORGED = """
import gc
count = 0
log = []
def tick():
    global count
    count += 1
room = next(one for one in gc.get_objects() if type(one).__name__ == "StudentRoom")
room.news = lambda *_: NEWS
"""
FORGERIES = {
    "names of the test's are bound": [[], [["reached", ["l", []]], ["count", 2]]],
    "modules of the test's are bound": [[], [["pd", 1], ["__builtins__", ["d", []]]]],
    "other parts are changed": [[[0, ["l", [1]]], [7, ["l", []]], [-9, ["l", []]]], []],
    "parts have no number": [[["x", ["l", []]], [None, None], [[], []]], [[[], 1]]],
    "no news at all": 7,
    "news without end": [[[0, ["l", [["r", 0]] * 3]]], [["count", ["r", 0]]]],
}

RIDDLES: dict[str, tuple[str, dict[str, str]]] = {
    "the name of what is expected": (
        "double",
        {"double": "expected = want = 0\ndef double(x):\n    return expected if x == 21 else want"},
    ),
    "an object that says it equals a frame": (
        "clean",
        {"clean": "class D:\n    def equals(self, x): return True\ndef clean(df):\n    return D()"},
    ),
    "a frame that says it equals another": (
        "clean",
        {
            "clean": "import pandas as pd\nclass D(pd.DataFrame):\n"
            "    def equals(self, other): return True\ndef clean(df):\n    return D()"
        },
    ),
    "an object that says how it starts and ends": (
        "greet",
        {
            "greet": "class T:\n    def startswith(self, x): return True\n"
            "    endswith = startswith\n"
            "def greet(name):\n    return T()"
        },
    ),
    "an object that says it holds a set": (
        "unique",
        {
            "unique": "class S:\n    def issuperset(self, x): return True\n"
            "def unique(xs):\n    return S()"
        },
    ),
    "an object that was asked for, and learns to be equal later": (
        "triple",
        {
            "Stack": "made = []\nclass Stack:\n    def __init__(self):\n        self.items = []\n"
            "        made.append(self)\n    def push(self, x):\n        self.items.append(x)",
            "triple": "def triple(x):\n    Stack.__eq__ = lambda self, other: True\n"
            "    return made[-1]",
        },
    ),
    "a function that an asked-for object hands out": (
        "triple",
        {
            "Stack": "class Yes:\n    def __eq__(self, other): return True\n"
            "class Stack:\n    def __init__(self):\n        self.items = []\n"
            "    def push(self, x):\n        self.items.append(x)\n        return triple\n"
            "def triple(x):\n    return Yes()",
            "triple": "pass",
        },
    ),
    "variables that become equal to everything": (
        "tick",
        {
            "tick": "class Yes:\n    def __eq__(self, other): return True\n"
            "    def __add__(self, other): return self\n"
            "count, log = 0, []\ndef tick():\n    global count, log\n    count = log = Yes()"
        },
    ),
    "a list of one's own that is equal to everything": (
        "tick",
        {
            "tick": "class Yes(list):\n    def __eq__(self, other): return True\n"
            "count, log = 0, Yes()\ndef tick():\n    global count\n    count += 1\n"
            "    log.append(log)"
        },
    ),
    "an object of an earlier variable that never comes to a hash": (
        "Card",
        {
            "Card": "deck = set()\nclass Card:\n    value = 6\n"
            "    def __init__(self):\n        deck.add(self)\n        Card.__hash__ = endless\n"
            "    def __hash__(self): return 1\n"
            "def endless(self):\n    while True: pass"
        },
    ),
    "fields with names that no function can have": (
        "Card",
        {
            "Card": "deck = set()\nclass Card:\n"
            "    __dataclass_fields__ = {'__debug__': 1, '_room': 1, '__class__': 1}\n"
            "    def __init__(self):\n        deck.add(self)\n        self.value = 6"
        },
    ),
    "a pattern that never comes to an end": (
        "search",
        {
            "search": "import re\npattern = re.compile('(a|aa)+$')\ndef search(text):\n"
            "    return 'aa'"
        },
    ),
    **{
        f"forged news: {title}": ("tick", {"tick": FORGED.replace("NEWS", repr(news))})
        for title, news in FORGERIES.items()
    },
}
"""By title: the exercise that is answered wrongly, and the answers."""


def cells() -> list[nbformat.NotebookNode]:
    """The source notebook: each exercise with a test of one mark."""
    made = [cell("code", GIVEN, "set-up", locked=True)]
    for name, solution in SOLUTIONS.items():
        made += [answer(name, solution), checks(f"{name}-check", TESTS[name], 1)]
    return made
