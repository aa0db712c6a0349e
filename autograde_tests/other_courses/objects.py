"""A course on programming: classes, exceptions, iterators, input and output, mocks, async."""

# ruff: noqa: E501 - notebook cells, and answers as students write them

from .exercise import Exercise

EXERCISES = (
    Exercise(
        "account",
        """
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self._log = []
    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("the amount must be positive")
        self.balance += amount
        self._log.append(("deposit", amount))
        return self
    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self.balance, amount)
        self.balance -= amount
    def __eq__(self, other):
        return isinstance(other, Account) and self.balance == other.balance
    def __repr__(self):
        return f"Account({self.owner!r}, {self.balance})"

class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(f"{amount} is more than {balance}")
        self.missing = amount - balance
""",
        """
a = Account("Ada", 10)
assert a.deposit(5).balance == 15
assert a.owner == "Ada" and repr(a) == "Account('Ada', 15)"
try:
    a.deposit(-1)
except ValueError as error:
    assert "positive" in str(error)
else:
    assert False, "no error"
try:
    a.withdraw(100)
except InsufficientFunds as error:
    assert error.missing == 85
    assert str(error) == "100 is more than 15"
else:
    raise AssertionError("no error")
assert Account("x", 3) == Account("y", 3)
assert Account("x", 3) != Account("y", 4)
assert isinstance(a, Account) and not isinstance(5, Account)
assert issubclass(InsufficientFunds, Exception)
assert type(a).__name__ == "Account"
a.balance = 99
assert a.balance == 99
assert vars(Account("x"))["owner"] == "x" or True
""",
        wrong=(
            """
class InsufficientFunds(Exception): pass
class Account:
    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance
    def deposit(self, amount):
        self.balance += amount
        return self
    def withdraw(self, amount):
        self.balance -= amount
""",
            "class Account:\n    def __eq__(self, other): return True\n"
            "    def __getattr__(self, name): return self\n    def __call__(self, *a): return self",
        ),
    ),
    Exercise(
        "shapes",
        """
class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side
    def area(self):
        return self.side ** 2
class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius
    def area(self):
        return math.pi * self.radius ** 2
def largest(shapes):
    return max(shapes, key=lambda shape: shape.area())
""",
        """
s, c = Square(2), Circle(1)
assert isinstance(s, Shape) and isinstance(s, Square) and not isinstance(s, Circle)
assert s.area() == 4 and abs(c.area() - 3.14159) < 1e-4
assert s.describe() == "square of area 4.0", s.describe()
assert largest([s, c]) is s
assert largest([Circle(3), s, c]).radius == 3
assert sorted([s, c], key=lambda x: x.area())[0] is c
""",
        given="""
import math
from abc import ABC, abstractmethod
class Shape(ABC):
    def __init__(self, name):
        self.name = name
    @abstractmethod
    def area(self): ...
    def describe(self):
        return f"{self.name} of area {self.area():.1f}"
""",
        wrong=(
            "class Square(Shape):\n    def area(self): return 0\n"
            "class Circle(Square): pass\ndef largest(shapes): return shapes[0]",
            "class Square:\n    def __init__(self, s): self.s = s\n    def area(self): return self.s ** 2",
        ),
    ),
    Exercise(
        "points",
        """
def mirrored(point):
    return Point(point.y, point.x)
def centre(points):
    return Point(sum(p.x for p in points) / len(points), sum(p.y for p in points) / len(points))
def shift(point, by):
    point.x += by
""",
        """
assert mirrored(Point(1, 2)) == Point(2, 1)
assert centre([Point(0, 0), Point(2, 4)]) == Point(1.0, 2.0)
p = Point(1, 1)
shift(p, 5)
assert p == Point(6, 1)
assert isinstance(mirrored(p), Point)
assert mirrored(p).x == 1
""",
        given="from dataclasses import dataclass\n@dataclass\nclass Point:\n    x: float\n    y: float",
        wrong=(
            "def mirrored(point):\n    return point\ndef centre(points):\n    return points[0]",
            "class Any:\n    def __eq__(self, other): return True\n"
            "def mirrored(p): return Any()\ndef centre(p): return Any()\ndef shift(p, by): p.x = Any()",
        ),
    ),
    Exercise(
        "colours",
        """
from enum import Enum
class Colour(Enum):
    RED = 1
    GREEN = 2
def next_colour(colour):
    return Colour.GREEN if colour is Colour.RED else Colour.RED
def next_day(day):
    return Day((day.value + 1) % 7)
""",
        """
assert [c.name for c in Colour] == ["RED", "GREEN"]
assert len(Colour) == 2 and Colour["RED"].value == 1 and Colour(2) is Colour.GREEN
assert next_colour(Colour.RED) is Colour.GREEN
assert next_colour(Colour.GREEN) == Colour.RED
assert next_day(Day.SUN) == Day.MON and next_day(Day.MON) is Day.TUE
""",
        given="from enum import Enum\nclass Day(Enum):\n    MON, TUE, WED, THU, FRI, SAT, SUN = range(7)",
        wrong=("def next_colour(c): return c\ndef next_day(day): return day",),
    ),
    Exercise(
        "stack",
        """
class Stack(list):
    def push(self, x):
        self.append(x)
    def top(self):
        return self[-1]
    def is_empty(self):
        return not self
""",
        """
s = Stack()
assert s.is_empty()
s.push(1); s.push(2)
assert s.top() == 2 and len(s) == 2 and s[0] == 1
assert s == [1, 2]
assert list(s) == [1, 2] and 2 in s and 7 not in s
assert s.pop() == 2
""",
        wrong=(
            "class Stack(list):\n    def push(self, x): self.insert(0, x)\n    def top(self): return 2\n"
            "    def is_empty(self): return True",
        ),
    ),
    Exercise(
        "vector",
        """
class Vector:
    def __init__(self, *xs): self.xs = xs
    def __add__(self, other): return Vector(*(a + b for a, b in zip(self.xs, other.xs)))
    def __mul__(self, k): return Vector(*(a * k for a in self.xs))
    __rmul__ = __mul__
    def __neg__(self): return self * -1
    def __abs__(self): return sum(x * x for x in self.xs) ** 0.5
    def __eq__(self, other): return self.xs == other.xs
    def __lt__(self, other): return abs(self) < abs(other)
    def __hash__(self): return hash(self.xs)
    def __iter__(self): return iter(self.xs)
    def __len__(self): return len(self.xs)
    def __getitem__(self, i): return self.xs[i]
    def __bool__(self): return any(self.xs)
    def __str__(self): return "<" + ", ".join(map(str, self.xs)) + ">"
    def __enter__(self): return self
    def __exit__(self, *e): return False
    def __call__(self, x): return x
    def __contains__(self, x): return x in self.xs
    @property
    def dimension(self): return len(self.xs)
    @classmethod
    def zero(cls, n): return cls(*[0] * n)
    @staticmethod
    def unit(): return Vector(1)
""",
        """
v, w = Vector(1, 2), Vector(3, 4)
assert v + w == Vector(4, 6)
assert (v + w) * 2 == 2 * (v + w) == Vector(8, 12)
assert abs(w) == 5 and -v == Vector(-1, -2) and v < w and max(v, w) is w
assert [*v] == [1, 2] and len(v) == 2 and v[1] == 2 and v[:1] == (1,)
assert v and not Vector.zero(3) and Vector.unit() == Vector(1)
assert str(v) == "<1, 2>" and f"{v}" == "<1, 2>"
with v as u:
    assert u is v
assert v(7) == 7 and callable(v) and 2 in v and 9 not in v
assert v.dimension == 2
assert sum([v, w], Vector(0, 0)) == Vector(4, 6)
a, b = v
assert (a, b) == (1, 2)
assert not hasattr(v, "nothing")
""",
        wrong=(
            "class Vector:\n    def __init__(self, *xs): self.xs = xs\n    def __add__(self, o): return self",
        ),
    ),
    Exercise(
        "generators",
        """
def countdown(n):
    while n:
        yield n
        n -= 1
def pairs(xs):
    return zip(xs, xs[1:])
def squares(xs):
    return map(lambda x: x * x, xs)
class Evens:
    def __init__(self, n): self.n, self.i = n, 0
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 2
        return self.i - 2
def total(iterable):
    return sum(iterable)
""",
        """
import itertools, types
assert list(countdown(3)) == [3, 2, 1]
g = countdown(2)
assert next(g) == 2 and next(g) == 1
try:
    next(g)
    raise AssertionError("goes on")
except StopIteration:
    pass
assert next(g, "end") == "end"
assert list(pairs([1, 2, 3])) == [(1, 2), (2, 3)]
assert list(squares(range(3))) == [0, 1, 4]
assert list(Evens(6)) == [0, 2, 4] and sum(Evens(6)) == 6
assert total(x for x in range(4)) == 6 and total(iter([1, 2])) == 3 and total(map(int, "12")) == 3
assert list(itertools.islice(countdown(10**9), 2)) == [10**9, 10**9 - 1]
assert iter(g) is g
assert sorted(countdown(3)) == [1, 2, 3] and dict(pairs("abc")) == {"a": "b", "b": "c"}
""",
        wrong=(
            "def countdown(n): return [n]\ndef pairs(x): return x\ndef squares(x): return x",
            "def countdown(n):\n    while True: yield n\ndef total(x): return 6",
        ),
    ),
    Exercise(
        "plain",
        """
import datetime, decimal, fractions, collections
def values(kind):
    return {
        "date": datetime.date(2024, 2, 29), "time": datetime.datetime(2024, 1, 1, 12, 30),
        "delta": datetime.timedelta(hours=36), "decimal": decimal.Decimal("0.10"),
        "fraction": fractions.Fraction(1, 3), "complex": 1 + 2j, "bytes": b"ab", "set": {1, 2},
        "frozen": frozenset({1}), "range": range(3), "counter": collections.Counter("aab"),
        "default": collections.defaultdict(list, a=[1]), "deque": collections.deque([1, 2]),
        "ordered": collections.OrderedDict(b=1, a=2), "type": int, "none": None, "slice": slice(1, 2),
        "nested": {"a": [(1, {2}), b"x"]}, "ellipsis": ..., "bytearray": bytearray(b"x"),
        "inf": float("inf"), "big": 10 ** 50, "keys": {"a": 1}.keys(), "text": "naïve 😀",
    }[kind]
Pair = collections.namedtuple("Pair", "left right")
def pair(a, b):
    return Pair(a, b)
def kind_of(x):
    return type(x)
""",
        """
import datetime, decimal, fractions, collections
assert values("date") == datetime.date(2024, 2, 29) and values("date").day == 29
assert values("time") - datetime.datetime(2024, 1, 1) == datetime.timedelta(hours=12, minutes=30)
assert values("delta").total_seconds() == 129600
assert values("decimal") + 1 == decimal.Decimal("1.10") and isinstance(values("decimal"), decimal.Decimal)
assert values("fraction") * 3 == 1
assert values("complex").imag == 2 and values("bytes") == b"ab" and values("set") == {2, 1}
assert values("frozen") == {1} and list(values("range")) == [0, 1, 2]
assert values("counter").most_common(1) == [("a", 2)]
assert values("default")["zz"] == [] and values("deque").popleft() == 1
assert list(values("ordered")) == ["b", "a"] and values("type") is int and values("none") is None
assert values("slice") == slice(1, 2) and values("nested") == {"a": [(1, {2}), b"x"]}
assert values("ellipsis") is ... and values("bytearray") == b"x" and values("inf") > 10 ** 300
assert values("big") == 10 ** 50 and "a" in values("keys") and values("text") == "naïve 😀"
assert pair(1, 2).left == 1 and pair(1, 2) == (1, 2) and Pair(3, 4).right == 4
assert pair(1, 2)._asdict() == {"left": 1, "right": 2}
assert kind_of(3) is int and kind_of("x") == str and kind_of([]) is list
try:
    values("nothing")
except KeyError as error:
    assert error.args == ("nothing",)
""",
        wrong=("def values(kind): return 0\ndef pair(a, b): return (a, b)",),
    ),
    Exercise(
        "talking",
        """
def greet():
    name = input("Name: ")
    print(f"Hello, {name}!")
def ask_number():
    while True:
        try:
            return int(input("Number: "))
        except ValueError:
            print("again")
def table(rows, file=None):
    for row in rows:
        print(*row, sep="|", file=file)
""",
        """
import io, contextlib, builtins
from unittest import mock
buffer = io.StringIO()
with mock.patch("builtins.input", return_value="Ada"), contextlib.redirect_stdout(buffer):
    greet()
assert buffer.getvalue() == "Hello, Ada!\\n", buffer.getvalue()
with mock.patch("builtins.input", side_effect=["x", "7"]) as asked, contextlib.redirect_stdout(io.StringIO()) as said:
    assert ask_number() == 7
assert asked.call_count == 2 and said.getvalue() == "again\\n"
old = builtins.input
builtins.input = lambda prompt="": "12"
assert ask_number() == 12
builtins.input = old
with mock.patch("builtins.print") as printed:
    table([(1, 2)])
printed.assert_called_once_with(1, 2, sep="|", file=None)
buffer = io.StringIO()
table([(1, 2), (3, 4)], file=buffer)
assert buffer.getvalue() == "1|2\\n3|4\\n"
""",
        wrong=(
            "def greet(): print('Hello, Ada!')\ndef ask_number(): return 7\ndef table(rows, file=None): pass",
        ),
    ),
    Exercise(
        "functions",
        """
def compose(f, g):
    return lambda x: f(g(x))
def counter():
    count = 0
    def step():
        nonlocal count
        count += 1
        return count
    return step
def twice(function):
    def wrapper(*args, **kwargs):
        function(*args, **kwargs)
        return function(*args, **kwargs)
    wrapper.__name__ = function.__name__
    return wrapper
def apply_all(functions, x):
    return [f(x) for f in functions]
def helper(x):
    return x + 1
def uses_helper(x):
    '''Adds two.'''
    return helper(helper(x))
def flexible(a, b=2, *args, c, d=4, **kw) -> int:
    return a + b + sum(args) + c + d + sum(kw.values())
""",
        """
import inspect
from unittest import mock
assert compose(abs, lambda x: x - 5)(2) == 3
c, d = counter(), counter()
assert (c(), c(), d()) == (1, 2, 1)
calls = []
assert twice(calls.append)(3) is None and calls == [3, 3]
assert apply_all([str, int, len], "12")[:2] == ["12", 12] and apply_all([max, min], [1, 2]) == [2, 1]
with mock.patch("__main__.helper", side_effect=lambda x: x * 10) as fake:
    assert uses_helper(3) == 300
assert fake.call_count == 2
assert uses_helper(3) == 5
assert uses_helper.__doc__ == "Adds two." and uses_helper.__name__ == "uses_helper"
assert list(inspect.signature(flexible).parameters) == ["a", "b", "args", "c", "d", "kw"]
assert flexible(1, c=3) == 10 and flexible(1, 2, 3, c=4, e=5) == 19
assert flexible.__annotations__ == {"return": int} and flexible.__defaults__ == (2,)
callback = mock.Mock(return_value=5)
assert apply_all([callback], 1) == [5]
callback.assert_called_once_with(1)
try:
    flexible()
except TypeError as error:
    assert "missing" in str(error)
else:
    assert False
""",
        wrong=("def compose(f, g): return lambda x: g(f(x))\ndef counter(): return lambda: 1",),
    ),
    Exercise(
        "waiting",
        """
import asyncio
async def later(x):
    await asyncio.sleep(0.001)
    return x * 2
async def many(xs):
    return await asyncio.gather(*(later(x) for x in xs))
async def ticks(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
""",
        """
assert await later(4) == 8
import asyncio
assert await asyncio.gather(later(1), later(2)) == [2, 4]
assert await many([1, 2, 3]) == [2, 4, 6]
assert [i async for i in ticks(3)] == [0, 1, 2]
""",
        wrong=("async def later(x): return x\nasync def many(xs): return xs",),
    ),
    Exercise(
        "duck",
        """
def save(store, key, value):
    with store.open(key) as file:
        file.write(value.upper())
    store.count += 1
    return len(store)
def total_price(cart):
    return sum(item.price * item.amount for item in cart.items)
""",
        """
class FakeFile:
    def __init__(self): self.texts = []
    def __enter__(self): return self
    def __exit__(self, *error): return False
    def write(self, text): self.texts.append(text)
class FakeStore:
    def __init__(self): self.files, self.count = {}, 0
    def open(self, key): return self.files.setdefault(key, FakeFile())
    def __len__(self): return len(self.files)
store = FakeStore()
assert save(store, "a", "x") == 1
assert store.files["a"].texts == ["X"] and store.count == 1
from types import SimpleNamespace as N
assert total_price(N(items=[N(price=2, amount=3), N(price=1, amount=1)])) == 7
""",
        wrong=("def save(store, key, value): return 1\ndef total_price(cart): return 0",),
    ),
    Exercise(
        "made_up",
        "def price(item): return item.price\ndef parse(text):\n    try:\n        return int(text)\n"
        "    except ValueError as error:\n        raise TypeError('no number') from error",
        """
class Item:
    price = 7
expected = 7
assert price(Item()) == expected
try:
    parse("x")
except TypeError as error:
    assert isinstance(error.__cause__, ValueError)
else:
    assert False
""",
        wrong=(
            "def price(item): return 1\ndef parse(text): raise TypeError",
            "expected = 0\ndef price(item): return expected",
        ),
    ),
    Exercise(
        "magics",
        "%matplotlib inline\nlimit = 10\nnames = ['b', 'a']\nnames.sort()\nmatrix = [[1, 2], [3, 4]]\n"
        "def slow(n):\n    return sum(range(n))",
        """
%%time
assert limit == 10 and names == ["a", "b"] and matrix[1][0] == 3
%timeit -n1 -r1 slow(10)
assert slow(limit) == 45
""",
        wrong=("limit = 9\nnames = []\nmatrix = []\ndef slow(n): return 0",),
    ),
    Exercise(
        "files",
        """
import csv, json
from pathlib import Path
from shop import Price
def read_words():
    return open("words.txt").read().split()
def save_json(data, name):
    with open(name, "w") as file:
        json.dump(data, file)
def price(x):
    return Price(x).with_tax()
""",
        """
import json, os
from shop import Price, TAX
assert read_words() == ["ant", "bee"]
save_json({"a": 1}, "out.json")
assert os.path.exists("out.json") and json.load(open("out.json")) == {"a": 1}
assert price(10) == Price(10).with_tax() == 10 * TAX
""",
        wrong=(
            "def read_words(): return []\ndef price(x): return x\ndef save_json(d, n): open(n, 'w').write('{}')",
        ),
    ),
)

FILES = {
    "words.txt": "ant bee\n",
    "shop.py": "TAX = 1.5\nclass Price:\n    def __init__(self, x): self.x = x\n"
    "    def with_tax(self): return self.x * TAX\n",
}
