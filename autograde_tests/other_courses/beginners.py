"""A first course on programming: texts, recursion, classes, files, a database, dates, decorators."""

# ruff: noqa: E501 - notebook cells, and answers as students write them

from .exercise import Exercise

EXERCISES = (
    Exercise(
        "temperatures",
        """
celsius = [12.5, 21.0, 30.2]
fahrenheit = [round(c * 9 / 5 + 32, 1) for c in celsius]
warmest = max(fahrenheit)
message = f"The warmest day had {warmest:.1f} degrees."
is_hot = warmest > 80
""",
        """
check_type(celsius, list)
check_type(message, str)
assert "fahrenheit" in globals(), "Did you name it fahrenheit?"
assert 'warmest' in dir()
assert len(fahrenheit) == len(celsius) == 3
for got, expected in zip(fahrenheit, [54.5, 69.8, 86.4]):
    assert math.isclose(got, expected, abs_tol=0.05), f"{got} should be {expected}"
assert is_hot is True and isinstance(is_hot, bool)
assert hashlib.md5(message.encode()).hexdigest() == hashlib.md5(b"The warmest day had 86.4 degrees.").hexdigest()
assert sha(warmest) == sha(86.4)
""",
        given="""
import hashlib, math
def check_type(value, kind):
    assert type(value) is kind, f"expected {kind.__name__}, not {type(value).__name__}"
def sha(value):
    return hashlib.sha256(str(value).encode("utf-8")).hexdigest()
""",
        right=(
            "celsius = list((12.5, 21.0, 30.2))\nfahrenheit = []\nfor degree in celsius:\n"
            "    fahrenheit.append(round(32 + 1.8 * degree, 1))\nfahrenheit.sort()\nwarmest = fahrenheit[-1]\n"
            "message = 'The warmest day had ' + str(warmest) + ' degrees.'\nis_hot = bool(warmest > 80)",
        ),
        wrong=(
            "celsius = (12.5, 21.0, 30.2)\nfahrenheit = [54.5, 69.8, 86.4]\nwarmest = 86.4\nmessage = ''\nis_hot = True",
            "celsius = [12.5, 21.0, 30.2]\nfahrenheit = [c * 2 + 30 for c in celsius]\nwarmest = max(fahrenheit)\n"
            "message = f'The warmest day had {warmest} degrees.'\nis_hot = 1",
        ),
    ),
    Exercise(
        "words",
        '''
import re
from collections import Counter
def words(text):
    """Return the words in lower case.

    >>> words("To be, or not to be")
    ['to', 'be', 'or', 'not', 'to', 'be']
    """
    return re.findall(r"[a-z']+", text.lower())
def top(text, n=3):
    return Counter(words(text)).most_common(n)
def first_date(text):
    return re.search(r"(?P<year>\\d{4})-(?P<month>\\d\\d)", text)
pattern = re.compile(r"^[A-Z]{2}\\d{2,4}$")
def clean(text):
    return re.sub(r"\\s+", " ", text).strip()
def caesar(text, shift):
    def move(match):
        base = ord("A") if match.group().isupper() else ord("a")
        return chr((ord(match.group()) - base + shift) % 26 + base)
    return re.sub("[A-Za-z]", move, text)
''',
        """
import doctest, re, string, random
poem = "The cat, the dog;\\nthe CAT's hat"
assert words(poem) == ["the", "cat", "the", "dog", "the", "cat's", "hat"]
assert top(poem, 1) == [("the", 3)] and dict(top("a b b c c c")) == {"c": 3, "b": 2, "a": 1}
found = first_date("on 2023-07 and 2024-01")
assert found and found.group("year") == "2023" and found["month"] == "07" and found.groupdict() == {"year": "2023", "month": "07"}
assert found.span() == (3, 10) and found.start() == 3
assert first_date("never") is None
for good in ("AB12", "XY1234"):
    assert pattern.match(good), good
for bad in ("ab12", "ABC12", "AB1", "AB12345"):
    assert not re.match(pattern, bad)
assert clean("  a \\t b\\n") == "a b"
for _ in range(300):
    text = "".join(random.choices(string.ascii_letters + " .", k=10))
    key = random.randrange(26)
    assert caesar(caesar(text, key), -key) == text
assert caesar("Xyz!", 3) == "Abc!"
results = doctest.DocTestRunner(verbose=False)
for test in doctest.DocTestFinder().find(words, "words", globs={"words": words}):
    results.run(test)
assert results.failures == 0
""",
        right=(
            "import re, string\n"
            "def words(text):\n    kept = ''.join(c if c in string.ascii_letters + \"'\" else ' ' for c in text)\n"
            "    return kept.lower().split()\n"
            "def top(text, n=3):\n    counts = {}\n    for w in words(text):\n        counts[w] = counts.get(w, 0) + 1\n"
            "    return sorted(counts.items(), key=lambda p: -p[1])[:n]\n"
            "class Finder:\n    rx = re.compile(r'(?P<year>[0-9]{4})-(?P<month>[0-9]{2})')\n    def __call__(self, text): return self.rx.search(text)\n"
            "first_date = Finder()\n"
            "pattern = re.compile('[A-Z][A-Z][0-9]{2,4}$')\nclean = lambda text: ' '.join(text.split())\n"
            "def caesar(text, shift):\n    low, up = string.ascii_lowercase, string.ascii_uppercase\n    k = shift % 26\n"
            "    return text.translate(str.maketrans(low + up, low[k:] + low[:k] + up[k:] + up[:k]))",
        ),
        wrong=(
            "import re\ndef words(text): return text.split()\ndef top(text, n=3): return []\npattern = re.compile('.*')",
            'import re\nfrom collections import Counter\ndef words(t): return re.findall("[a-z\']+", t.lower())\n'
            "def top(t, n=3): return Counter(words(t)).most_common(n)\ndef first_date(t): return re.search('x', t)\n"
            "pattern = '^[A-Z]'\ndef clean(t): return t\ndef caesar(t, k): return t",
        ),
    ),
    Exercise(
        "recursion",
        """
def flatten(nested):
    flat = []
    for item in nested:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat
def hanoi(n, a="A", b="B", c="C"):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
def depth(tree):
    return 0 if tree is None else 1 + max(depth(tree["left"]), depth(tree["right"]))
def power(x, n):
    if n == 0:
        return 1
    return x * power(x, n - 1)
""",
        """
assert flatten([1, [2, [3, [], [4]]], "ab"]) == [1, 2, 3, 4, "ab"]
deep = []
for _ in range(50):
    deep = [deep, 1]
assert flatten(deep) == [1] * 50
for n in range(9):
    moves = hanoi(n)
    assert len(moves) == 2 ** n - 1
    pegs = {"A": list(range(n, 0, -1)), "B": [], "C": []}
    for start, end in moves:
        disk = pegs[start].pop()
        assert not pegs[end] or pegs[end][-1] > disk
        pegs[end].append(disk)
    assert pegs["C"] == list(range(n, 0, -1))
leaf = {"left": None, "right": None}
assert depth(None) == 0 and depth({"left": leaf, "right": {"left": leaf, "right": None}}) == 3
assert power(2, 10) == 1024 and power(1.5, 2) == 2.25
try:
    power(2, -1)
except RecursionError:
    pass
else:
    raise AssertionError("power(2, -1) should never end")
""",
        right=(
            "def flatten(nested):\n    return sum((flatten(i) if type(i) == list else [i] for i in nested), [])\n"
            "def hanoi(n, a='A', b='B', c='C'):\n    out = []\n    def go(n, a, b, c):\n        if n:\n            go(n - 1, a, c, b)\n"
            "            out.append([a, c])\n            go(n - 1, b, a, c)\n    go(n, a, b, c)\n    return out\n"
            "def depth(tree):\n    if not tree: return 0\n    return max(map(depth, tree.values())) + 1\n"
            "def power(x, n): return 1 if n == 0 else power(x, n - 1) * x",
        ),
        wrong=(
            "def flatten(n): return n\ndef hanoi(n): return [('A', 'C')] * (2 ** n - 1)\ndef depth(t): return 3",
            "from functools import reduce\ndef flatten(n): return [x for y in n for x in (flatten(y) if isinstance(y, list) else [y])]\n"
            "def hanoi(n, a='A', b='B', c='C'): return hanoi(n-1, a, c, b) + [(a, c)] + hanoi(n-1, b, a, c) if n else []\n"
            "def depth(t): return 1 + max(depth(t['left']), depth(t['right'])) if t else 0\n"
            "def power(x, n):\n    result = 1\n    for _ in range(n):\n        result *= x\n    return result",
        ),
    ),
    Exercise(
        "single-no-loops",
        """
def digits(n):
    return n if n < 10 else n % 10 + digits(n // 10)
""",
        """
import ast, inspect, textwrap
tree = ast.parse(textwrap.dedent(inspect.getsource(digits)))
assert not any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(tree)), "no loops, please"
assert digits(1234) == 10 and digits(0) == 0
""",
        right=("def digits(n): return sum(map(int, str(n)))",),
        wrong=(
            "def digits(n):\n    total = 0\n    while n:\n        total += n % 10\n        n //= 10\n    return total",
            "def digits(n): return 10",
        ),
    ),
    Exercise(
        "employees",
        """
class Employee(Person):
    raises = 0
    def __init__(self, name, salary):
        super().__init__(name)
        self.salary = salary
    @property
    def salary(self):
        return self._salary
    @salary.setter
    def salary(self, value):
        if value < 0:
            raise ValueError("a salary is never negative")
        self._salary = value
    def raise_by(self, percent):
        self.salary *= 1 + percent / 100
        Employee.raises += 1
    def __str__(self):
        return f"{super().__str__()} earns {self.salary}"
    def __lt__(self, other):
        return self.salary < other.salary
class Manager(Employee):
    def __init__(self, name, salary, team=None):
        super().__init__(name, salary)
        self.team = list(team or [])
    def __len__(self):
        return len(self.team)
    def __iter__(self):
        return iter(self.team)
    def __iadd__(self, person):
        self.team.append(person)
        return self
    def __contains__(self, person):
        return person in self.team
    @classmethod
    def from_text(cls, text):
        name, salary = text.split(":")
        return cls(name, int(salary))
    @staticmethod
    def is_valid(name):
        return name.istitle()
""",
        """
import unittest
class TestEmployees(unittest.TestCase):
    def setUp(self):
        self.ada = Employee("Ada", 100)
        self.bob = Manager("Bob", 200, [self.ada])
    def test_kinds(self):
        self.assertTrue(issubclass(Employee, Person))
        self.assertTrue(issubclass(Manager, Employee))
        self.assertIsInstance(self.bob, Person)
        self.assertNotIsInstance(self.ada, Manager)
    def test_salary(self):
        self.ada.raise_by(10)
        self.assertAlmostEqual(self.ada.salary, 110)
        with self.assertRaises(ValueError):
            self.ada.salary = -1
        self.ada.salary = 5
        self.assertEqual(self.ada.salary, 5)
        with self.assertRaisesRegex(ValueError, "never negative"):
            Employee("x", -3)
        self.assertIsInstance(Employee.salary, property)
    def test_counter(self):
        before = Employee.raises
        self.bob.raise_by(1)
        self.assertEqual(Employee.raises, before + 1)
    def test_texts(self):
        self.assertEqual(str(self.ada), "I am Ada earns 100")
        self.assertEqual(f"{self.ada:>20}" if False else str(self.bob), "I am Bob earns 200")
    def test_team(self):
        self.assertEqual(len(self.bob), 1)
        self.bob += Employee("Cy", 50)
        self.assertEqual([one.name for one in self.bob], ["Ada", "Cy"])
        self.assertIn(self.ada, self.bob)
        self.assertEqual([one.name for one in sorted([self.bob, *self.bob])], ["Cy", "Ada", "Bob"])
        self.assertLess(self.ada, self.bob)
        self.assertEqual(max(self.bob).name, "Ada")
        self.assertIs(min(self.ada, self.bob), self.ada)
    def test_others(self):
        new = Manager.from_text("Dee:30")
        self.assertEqual(type(new), Manager)
        self.assertEqual((new.name, new.salary, len(new)), ("Dee", 30, 0))
        self.assertTrue(Manager.is_valid("Ada") and not Manager.is_valid("ada"))
        new.team.append(self.ada)
        self.assertEqual(Manager("E", 1).team, [])
        self.assertEqual(Manager.__bases__, (Employee,))
        self.assertEqual([c.__name__ for c in Manager.__mro__][:3], ["Manager", "Employee", "Person"])
        self.assertTrue(hasattr(new, "raise_by") and callable(getattr(new, "raise_by")))
        self.assertIn("salary", dir(new))
        setattr(new, "name", "Fay")
        self.assertEqual(new.name, "Fay")
import io
suite = unittest.TestLoader().loadTestsFromTestCase(TestEmployees)
outcome = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
assert outcome.wasSuccessful(), (outcome.failures + outcome.errors)[0][1]
""",
        given="""
class Person:
    def __init__(self, name):
        self.name = name
    def __str__(self):
        return "I am " + self.name
""",
        right=(
            "class Employee(Person):\n    raises = 0\n    def __init__(self, name, salary):\n        Person.__init__(self, name)\n"
            "        self.set_salary(salary)\n    def get_salary(self): return self.__amount\n    def set_salary(self, v):\n"
            "        if not v >= 0: raise ValueError('salaries are never negative')\n        self.__amount = v\n"
            "    salary = property(get_salary, set_salary)\n    def raise_by(self, percent):\n        self.salary += self.salary * percent / 100\n"
            "        Employee.raises = Employee.raises + 1\n    def __str__(self): return 'I am %s earns %s' % (self.name, self.salary)\n"
            "    def __lt__(self, o): return self.salary < o.salary\n    def __gt__(self, o): return self.salary > o.salary\n"
            "class Manager(Employee):\n    def __init__(self, name, salary, team=()):\n        super(Manager, self).__init__(name, salary)\n"
            "        self.team = [*team]\n    def __len__(self): return sum(1 for _ in self.team)\n    def __iter__(self):\n        yield from self.team\n"
            "    def __iadd__(self, p):\n        self.team = self.team + [p]\n        return self\n"
            "    @classmethod\n    def from_text(cls, text):\n        i = text.index(':')\n        return cls(text[:i], int(text[i + 1:]))\n"
            "    @staticmethod\n    def is_valid(name): return name[:1].isupper()",
        ),
        wrong=(
            "class Employee(Person):\n    raises = 0\n    def __init__(self, name, salary):\n        super().__init__(name)\n        self.salary = salary\n"
            "    def raise_by(self, p): self.salary *= 1 + p / 100\nclass Manager(Employee): pass",
            "class Employee:\n    def __init__(self, name, salary): self.name, self.salary = name, salary\n"
            "class Manager(Employee):\n    def __len__(self): return 1",
        ),
    ),
    Exercise(
        "fractions",
        """
from math import gcd
from functools import total_ordering
@total_ordering
class Ratio:
    def __init__(self, top, bottom=1):
        if bottom == 0:
            raise ZeroDivisionError("bottom is 0")
        k = gcd(top, bottom) * (1 if bottom > 0 else -1)
        self.top, self.bottom = top // k, bottom // k
    def __add__(self, other):
        if isinstance(other, int):
            other = Ratio(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)
    __radd__ = __add__
    def __sub__(self, other):
        return self + -other
    def __neg__(self):
        return Ratio(-self.top, self.bottom)
    def __mul__(self, other):
        return Ratio(self.top * other.top, self.bottom * other.bottom)
    def __truediv__(self, other):
        return Ratio(self.top * other.bottom, self.bottom * other.top)
    def __pow__(self, n):
        return Ratio(self.top ** n, self.bottom ** n)
    def __eq__(self, other):
        return (self.top, self.bottom) == (other.top, other.bottom)
    def __lt__(self, other):
        return self.top * other.bottom < other.top * self.bottom
    def __hash__(self):
        return hash((self.top, self.bottom))
    def __float__(self):
        return self.top / self.bottom
    def __int__(self):
        return int(float(self))
    def __repr__(self):
        return f"Ratio({self.top}, {self.bottom})"
    def __str__(self):
        return f"{self.top}/{self.bottom}"
    def __format__(self, spec):
        return format(float(self), spec) if spec else str(self)
    def __round__(self, n=0):
        return round(float(self), n)
""",
        """
half, third = Ratio(1, 2), Ratio(1, 3)
assert_equal(half + third, Ratio(5, 6))
assert_equal(half - third, Ratio(1, 6))
assert_equal(half * third, Ratio(2, 12))
assert_equal(half / third, Ratio(3, 2))
assert_equal(half ** 3, Ratio(1, 8))
assert_equal(1 + half, Ratio(3, 2))
assert_equal(sum([half, third, Ratio(1, 6)]), Ratio(1))
assert_equal(str(Ratio(2, -4)), "-1/2")
assert_equal(repr(Ratio(10, 4)), "Ratio(5, 2)")
assert_equal(eval(repr(half)), half)
assert_equal(f"{half} {half:.2f}", "1/2 0.50")
assert_equal(float(half), 0.5)
assert_equal(int(Ratio(7, 2)), 3)
assert_equal(round(third, 2), 0.33)
assert_equal(len({half, Ratio(2, 4), third}), 2)
assert_equal({half: "x"}[Ratio(4, 8)], "x")
assert_equal(sorted([half, third]), [third, half])
assert third < half and half >= Ratio(1, 2) and half != third and not half > half
assert_equal(str(max(third, half)), "1/2")
assert_raises(ZeroDivisionError, Ratio, 1, 0)
with assert_raises(ZeroDivisionError):
    half / Ratio(0)
assert_raises(TypeError, lambda: half + "x") if False else None
assert Ratio.__name__ == "Ratio" and isinstance(half, Ratio)
total = Ratio(0)
for n in range(1, 1001):
    total += Ratio(1, n * (n + 1))
assert_equal((total.top, total.bottom), (1000, 1001))
""",
        given="""
from unittest import TestCase
_case = TestCase()
assert_equal, assert_raises, assert_almost_equal = _case.assertEqual, _case.assertRaises, _case.assertAlmostEqual
""",
        right=(
            "import fractions\nclass Ratio(fractions.Fraction):\n"
            "    @property\n    def top(self): return self.numerator\n    @property\n    def bottom(self): return self.denominator\n"
            "    def __add__(self, o): return Ratio(fractions.Fraction(self) + fractions.Fraction(o))\n    __radd__ = __add__\n"
            "    def __sub__(self, o): return Ratio(fractions.Fraction(self) - fractions.Fraction(o))\n"
            "    def __mul__(self, o): return Ratio(fractions.Fraction(self) * fractions.Fraction(o))\n"
            "    def __truediv__(self, o): return Ratio(fractions.Fraction(self) / fractions.Fraction(o))\n"
            "    def __pow__(self, n): return Ratio(fractions.Fraction(self) ** n)\n"
            "    def __round__(self, n=0): return round(float(self), n)\n"
            "    def __repr__(self): return 'Ratio(' + repr(self.top) + ', ' + repr(self.bottom) + ')'\n"
            "    def __str__(self): return '%d/%d' % (self.top, self.bottom)\n"
            "    def __format__(self, s): return format(float(self), s) if s else str(self)",
        ),
        wrong=(
            "class Ratio:\n    def __init__(self, a, b=1): self.top, self.bottom = a, b\n    def __add__(self, o): return self\n"
            "    def __eq__(self, o): return True\n    def __hash__(self): return 1",
            "class Ratio(float):\n    def __new__(cls, a, b=1): return float.__new__(cls, a / b)",
        ),
    ),
    Exercise(
        "timer",
        """
from contextlib import contextmanager
class Log:
    def __init__(self):
        self.lines = []
    def __enter__(self):
        self.lines.append("begin")
        return self
    def __exit__(self, kind, error, trace):
        self.lines.append(f"end {kind.__name__}" if kind else "end")
        return False
@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")
""",
        """
log = Log()
with log as same:
    assert same is log
    log.lines.append("middle")
assert log.lines == ["begin", "middle", "end"]
try:
    with log:
        raise KeyError("k")
except KeyError:
    assert log.lines[-1] == "end KeyError"
try:
    with log:
        1 / 0
except ZeroDivisionError:
    caught = True
assert caught and log.lines[-1] == "end ZeroDivisionError"
import io
from contextlib import redirect_stdout
out = io.StringIO()
with redirect_stdout(out):
    with tag("b") as name:
        print("text", name)
assert out.getvalue().split() == ["<b>", "text", "B", "</b>"]
out = io.StringIO()
try:
    with redirect_stdout(out), tag("i"):
        raise KeyError("k")
except KeyError as error:
    assert error.args == ("k",)
assert out.getvalue() == "<i>\\n</i>\\n"
""",
        right=(
            "class Log(object):\n    lines = None\n    def __init__(self): self.lines = list()\n    def __enter__(self):\n        self.lines += ['begin']\n        return self\n"
            "    def __exit__(self, *error):\n        if error[0] is None:\n            self.lines.append('end')\n            return\n"
            "        self.lines.append('end ' + error[0].__name__)\n        return None\n"
            "class tag:\n    def __init__(self, name): self.name = name\n    def __enter__(self):\n        print('<' + self.name + '>')\n        return self.name.upper()\n"
            "    def __exit__(self, *_): print('</' + self.name + '>')",
        ),
        wrong=(
            "class Log:\n    lines = []\n    def __enter__(self): return self\n    def __exit__(self, *a): return True",
            "class Log:\n    def __init__(self): self.lines = ['begin', 'middle', 'end']\n    def __enter__(self): return None\n    def __exit__(self, *a): pass\ndef tag(n): return open(n)",
        ),
    ),
    Exercise(
        "library",
        """
from dataclasses import dataclass, field, asdict, replace
@dataclass(order=True)
class Book:
    title: str
    year: int = 2000
    tags: list = field(default_factory=list)
@dataclass(frozen=True)
class Member:
    name: str
    number: int
    def __post_init__(self):
        if self.number < 0:
            raise ValueError("number")
class LibraryError(Exception):
    pass
class NotThere(LibraryError):
    def __init__(self, title):
        super().__init__(f"{title} is not there")
        self.title = title
class Library:
    def __init__(self):
        self._books = {}
    def add(self, book):
        self._books[book.title] = book
    def __getitem__(self, title):
        try:
            return self._books[title]
        except KeyError:
            raise NotThere(title) from None
    def __setitem__(self, title, year):
        self.add(Book(title, year))
    def __delitem__(self, title):
        del self._books[title]
    def __len__(self):
        return len(self._books)
    def by_year(self):
        return sorted(self._books.values(), key=lambda book: book.year)
def renamed(book, title):
    return replace(book, title=title)
""",
        """
from dataclasses import asdict, is_dataclass, fields, FrozenInstanceError, astuple
from pytest import raises
a, b = Book("A", 1990), Book("B")
assert a == Book("A", 1990, []) and a != b and a < b
assert b.year == 2000 and b.tags == [] and b.tags is not Book("C").tags
assert repr(a) == "Book(title='A', year=1990, tags=[])"
a.tags.append("x")
assert a.tags == ["x"] and b.tags == []
assert is_dataclass(Book) and [f.name for f in fields(Book)] == ["title", "year", "tags"]
assert asdict(a) == {"title": "A", "year": 1990, "tags": ["x"]}
assert renamed(a, "Z") == Book("Z", 1990, ["x"]) and a.title == "A"
m = Member("Ada", 1)
assert len({m, Member("Ada", 1)}) == 1
with raises(FrozenInstanceError):
    m.name = "Bob"
with raises(ValueError):
    Member("x", -1)
library = Library()
library.add(b)
library.add(a)
library["D"] = 1900
assert len(library) == 3 and library["A"] is a and library["D"].year == 1900
assert [book.title for book in library.by_year()] == ["D", "A", "B"]
with raises(NotThere, match="Q is not there") as caught:
    library["Q"]
assert caught.value.title == "Q" and isinstance(caught.value, LibraryError)
assert caught.type is NotThere and issubclass(NotThere, LibraryError)
try:
    library["R"]
except LibraryError as error:
    assert error.title == "R" and str(error) == "R is not there" and type(error).__name__ == "NotThere"
del library["D"]
assert len(library) == 2
with raises(KeyError):
    del library["D"]
""",
        right=(
            "import dataclasses, functools\n@dataclasses.dataclass(order=True)\nclass Book:\n    title: str\n    year: int = 2000\n    tags: list = dataclasses.field(default_factory=lambda: [])\n"
            "    def __hash__(self): return hash(self.title)\n"
            "@dataclasses.dataclass(frozen=True, order=True)\nclass Member:\n    name: str\n    number: int\n    def __post_init__(self):\n        if self.number <= -1: raise ValueError(self.number)\n"
            "class LibraryError(RuntimeError): ...\nclass NotThere(LibraryError):\n    def __init__(self, title):\n        self.title = title\n        RuntimeError.__init__(self, title)\n    def __str__(self): return self.title + ' is not there'\n"
            "class Library(dict):\n    def add(self, book): dict.__setitem__(self, book.title, book)\n    def __missing__(self, title): raise NotThere(title)\n"
            "    def __setitem__(self, t, y): dict.__setitem__(self, t, Book(t, y))\n    def by_year(self): return sorted(self.values(), key=lambda b: b.year)\n"
            "def renamed(book, title): return Book(title, book.year, list(book.tags))",
        ),
        wrong=(
            "class Book:\n    def __init__(self, title, year=2000, tags=[]): self.title, self.year, self.tags = title, year, tags\nclass Library(list): pass",
            "from dataclasses import dataclass\n@dataclass\nclass Book:\n    title: str\n    year: int = 2000\n    tags: tuple = ()\nclass NotThere(Exception): pass\nclass LibraryError(Exception): pass",
        ),
    ),
    Exercise(
        "decorators",
        '''
import functools, time
def memoise(function):
    cache = {}
    @functools.wraps(function)
    def inner(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]
    inner.cache = cache
    return inner
def repeat(times):
    def decorate(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]
        return inner
    return decorate
def checked(function):
    @functools.wraps(function)
    def inner(*args):
        for arg in args:
            if not isinstance(arg, (int, float)):
                raise TypeError(f"{function.__name__} wants numbers, not {arg!r}")
        return function(*args)
    return inner
@functools.lru_cache(maxsize=None)
def fib(n):
    """Fibonacci numbers."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)
class Once:
    def __init__(self, function):
        self.function, self.calls = function, 0
    def __call__(self, *args):
        self.calls += 1
        if self.calls == 1:
            self.value = self.function(*args)
        return self.value
add5 = functools.partial(lambda a, b: a + b, 5)
''',
        """
calls = []
@memoise
def square(x):
    "Squares."
    calls.append(x)
    return x * x
assert [square(3), square(3), square(4)] == [9, 9, 16] and calls == [3, 4]
assert square.__name__ == "square" and square.__doc__ == "Squares."
assert square.cache == {(3,): 9, (4,): 16}
@repeat(3)
def hello(name, mark="!"):
    return "hello " + name + mark
assert hello("x") == ["hello x!"] * 3 and hello("y", mark="?") == ["hello y?"] * 3
assert hello.__wrapped__("z") == "hello z!"
@checked
def add(a, b):
    return a + b
assert add(1, 2.5) == 3.5
try:
    add(1, "2")
    assert False, "no TypeError"
except TypeError as error:
    assert "add wants numbers" in str(error) and "'2'" in str(error), error
assert fib(80) == 23416728348467685 and fib.cache_info().hits > 50 and fib.__doc__ == "Fibonacci numbers."
fib.cache_clear()
assert fib.cache_info().currsize == 0
@Once
def start(x):
    return f"started {x}"
assert start(1) == start(2) == "started 1" and start.calls == 2
assert add5(3) == 8 and list(map(add5, [1, 2])) == [6, 7] and add5.args == (5,)
counts = {"n": 0}
@memoise
def slow(n):
    counts["n"] += 1
    return n
for i in range(2000):
    slow(i % 10)
assert counts["n"] == 10
""",
        right=(
            "import functools\nclass memoise:\n    def __init__(self, f):\n        self.f, self.cache = f, {}\n        functools.update_wrapper(self, f)\n"
            "    def __call__(self, *args):\n        try:\n            return self.cache[args]\n        except KeyError:\n            return self.cache.setdefault(args, self.f(*args))\n"
            "class repeat:\n    def __init__(self, times): self.times = times\n    def __call__(self, f):\n        g = lambda *a, **k: [f(*a, **k) for i in range(self.times)]\n        return functools.update_wrapper(g, f)\n"
            "def checked(f):\n    def inner(*args, **kw):\n        bad = [a for a in args if type(a) not in (int, float)]\n        if bad: raise TypeError(f.__name__ + ' wants numbers, not ' + repr(bad[0]))\n        return f(*args, **kw)\n    return inner\n"
            "@functools.cache\ndef fib(n):\n    'Fibonacci numbers.'\n    if n in (0, 1): return n\n    return fib(n - 2) + fib(n - 1)\n"
            "def Once(f):\n    def inner(*args):\n        inner.calls += 1\n        if inner.calls == 1: inner.value = f(*args)\n        return inner.value\n    inner.calls = 0\n    return inner\n"
            "add5 = functools.partial(sum_two := (lambda x, y: y + x), 5)",
        ),
        wrong=(
            "def memoise(f): return f\ndef repeat(n): return lambda f: f\ndef checked(f): return f\ndef fib(n): return n",
            "def memoise(f):\n    def inner(*a): return f(*a)\n    inner.cache = {(3,): 9, (4,): 16}\n    return inner\ndef fib(n): return 23416728348467685",
        ),
    ),
    Exercise(
        "iterators",
        """
import itertools
def primes():
    n = 2
    while True:
        if all(n % p for p in range(2, int(n ** 0.5) + 1)):
            yield n
        n += 1
def chunks(items, size):
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, size)):
        yield chunk
def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count
class Countdown:
    def __init__(self, start):
        self.start = start
    def __iter__(self):
        return iter(range(self.start, 0, -1))
    def __reversed__(self):
        return iter(range(1, self.start + 1))
def walk(tree):
    for key, value in tree.items():
        yield key
        yield from walk(value)
squares = (x * x for x in range(5))
def grouped(words):
    return {k: list(g) for k, g in itertools.groupby(sorted(words), key=lambda w: w[0])}
""",
        """
import collections.abc, inspect, itertools, types
assert inspect.isgeneratorfunction(primes) and isinstance(primes(), types.GeneratorType)
assert list(itertools.takewhile(lambda p: p < 20, primes())) == [2, 3, 5, 7, 11, 13, 17, 19]
assert next(itertools.islice(primes(), 99, None)) == 541
for p, q in zip(primes(), [2, 3, 5]):
    assert p == q
assert list(chunks("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
assert list(chunks(iter(range(4)), 2)) == [[0, 1], [2, 3]] and list(chunks([], 3)) == []
assert isinstance(chunks([], 1), collections.abc.Iterator)
mean = average()
next(mean)
assert mean.send(4) == 4 and mean.send(8) == 6 and mean.send(0) == 4
mean.close()
try:
    mean.send(1)
    assert False
except StopIteration:
    pass
down = Countdown(3)
assert list(down) == [3, 2, 1] == list(down) and list(reversed(down)) == [1, 2, 3]
assert isinstance(down, collections.abc.Iterable) and 2 in down and 9 not in down
assert max(down) == 3 and tuple(down) == (3, 2, 1) and "-".join(map(str, down)) == "3-2-1"
assert [*zip(down, "abc")] == [(3, "a"), (2, "b"), (1, "c")] and dict(enumerate(down))[0] == 3
assert list(walk({"a": {"b": {}, "c": {"d": {}}}})) == ["a", "b", "c", "d"]
assert sum(squares) == 30 and list(squares) == []
assert grouped(["bee", "ant", "asp"]) == {"a": ["ant", "asp"], "b": ["bee"]}
pulled = []
def watched():
    for i in range(100):
        pulled.append(i)
        yield i
lazy = chunks(watched(), 3)
assert pulled == []
assert next(lazy) == [0, 1, 2] and len(pulled) <= 4
""",
        right=(
            "from itertools import count, islice\ndef primes():\n    found = []\n    for n in count(2):\n        if not any(n % p == 0 for p in found):\n            found.append(n)\n            yield n\n"
            "def chunks(items, size):\n    kept = []\n    for item in items:\n        kept.append(item)\n        if len(kept) == size:\n            yield kept\n            kept = []\n    if kept:\n        yield kept\n"
            "def average():\n    seen = []\n    value = yield\n    while 1:\n        seen += [value]\n        value = yield sum(seen) / len(seen)\n"
            "class Countdown:\n    def __init__(self, start): self.start = start\n    def __iter__(self):\n        n = self.start\n        while n:\n            yield n\n            n -= 1\n"
            "    def __reversed__(self):\n        for n in range(self.start): yield n + 1\n"
            "def walk(tree):\n    stack = list(reversed(tree.items()))\n    while stack:\n        k, v = stack.pop()\n        yield k\n        stack.extend(reversed(v.items()))\n"
            "squares = map(lambda x: x ** 2, range(5))\n"
            "def grouped(words):\n    from collections import defaultdict\n    d = defaultdict(list)\n    for w in sorted(words): d[w[0]].append(w)\n    return d",
        ),
        wrong=(
            "def primes(): return [2, 3, 5, 7, 11, 13, 17, 19]\ndef chunks(items, size): return [items]\nsquares = [0, 1, 4, 9, 16]",
            "def primes():\n    n = 1\n    while True:\n        n += 1\n        yield n\ndef chunks(i, s):\n    i = list(i)\n    return iter([i[k:k+s] for k in range(0, len(i), s)])\nclass Countdown(list): pass",
        ),
    ),
    Exercise(
        "closures",
        """
def make_adders(ns):
    return [lambda x, n=n: x + n for n in ns]
def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def get():
        return balance
    return {"deposit": deposit, "get": get}
def pipeline(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value
    return run
operations = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max}
def curry(f):
    return lambda a: lambda b: f(a, b)
""",
        """
import operator
from functools import reduce
assert [add(10) for add in make_adders([1, 2, 3])] == [11, 12, 13]
one, two = make_account(5), make_account(0)
one["deposit"](10); two["deposit"](1)
assert one["get"]() == 15 and two["get"]() == 1
assert sorted(one) == ["deposit", "get"] and all(callable(f) for f in one.values())
assert pipeline(str.strip, len, lambda n: n * 2)("  abc ") == 6 and pipeline()(7) == 7
assert operations["+"](1, 2) == 3 and operations["max"](1, 5) == 5 and set(operations) == {"+", "-", "max"}
assert reduce(operations["-"], [10, 1, 2]) == 7
assert curry(operator.mul)(6)(7) == 42 and curry(pow)(2)(5) == 32
assert one["deposit"].__closure__ is not None
assert make_adders([1])[0].__code__.co_argcount >= 1
assert pipeline.__code__.co_flags & 4, "takes any number of functions"
assert pipeline(*make_adders(range(50)))(0) == sum(range(50))
""",
        right=(
            "from operator import add, sub\nfrom functools import partial, reduce\n"
            "def make_adders(ns):\n    def adder(n):\n        def inner(x): return n + x\n        return inner\n    return tuple(adder(n) for n in ns)\n"
            "def make_account(balance):\n    state = [balance]\n    def deposit(amount): state.append(amount); return sum(state)\n    return dict(get=lambda: sum(state), deposit=deposit)\n"
            "def pipeline(*fs): return lambda v: reduce(lambda value, f: f(value), fs, v)\noperations = dict([('+', add), ('-', sub), ('max', lambda *a: sorted(a)[-1])])\n"
            "def curry(f): return lambda a: partial(f, a)",
        ),
        wrong=(
            "def make_adders(ns):\n    return [lambda x: x + n for n in ns]\ndef pipeline(*f): return lambda x: 6\noperations = {}",
            "balance = 0\ndef make_adders(ns): return [lambda x, n=n: x + n for n in ns]\ndef make_account(b):\n    global balance\n    balance = b\n    def deposit(a):\n        global balance\n        balance += a\n    return {'deposit': deposit, 'get': lambda: balance}",
        ),
    ),
    Exercise(
        "students_file",
        """
import csv, json
from pathlib import Path
def read_marks(name):
    with open(name, newline="") as file:
        return [{"name": row["name"], "mark": float(row["mark"])} for row in csv.DictReader(file)]
def write_report(rows, name):
    with open(name, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name", "passed"])
        for row in rows:
            writer.writerow([row["name"], row["mark"] >= 50])
def to_json(rows, name):
    Path(name).write_text(json.dumps({"students": rows}, indent=2))
def longest_line(file):
    return max(file, key=len).rstrip("\\n")
def count_lines(path):
    return len(Path(path).read_text().splitlines())
def append(path, text):
    with open(path, "a") as file:
        return file.write(text)
def load(path):
    try:
        with open(path) as file:
            return json.load(file)
    except FileNotFoundError:
        return {}
    except json.JSONDecodeError as error:
        raise ValueError(f"{path} is broken") from error
""",
        """
import csv, io, json, os
from pathlib import Path
rows = read_marks("marks.csv")
assert rows == [{"name": "Ada", "mark": 91.5}, {"name": "Bob, Jr.", "mark": 40.0}]
write_report(rows, "report.csv")
with open("report.csv") as file:
    lines = list(csv.reader(file))
assert lines == [["name", "passed"], ["Ada", "True"], ["Bob, Jr.", "False"]], lines
to_json(rows, "out.json")
with open("out.json") as file:
    assert json.load(file)["students"][0]["name"] == "Ada"
assert longest_line(io.StringIO("a\\nbcd\\nef\\n")) == "bcd"
with open("marks.csv") as file:
    assert longest_line(file) == '"Bob, Jr.",40'
path = "made.txt"
with open(path, "w") as file:
    file.write("1\\n2\\n3\\n")
assert count_lines(path) == 3
assert count_lines(Path(path)) == 3
assert count_lines("made.txt") == 3
append("made.txt", "4\\n")
assert open(path).read() == "1\\n2\\n3\\n4\\n"
with open("made.json", "w") as file:
    json.dump({"a": [1, None]}, file)
assert load("made.json") == {"a": [1, None]} and load("nowhere.json") == {}
Path("broken.json").write_text("{")
try:
    load("broken.json")
    raise AssertionError("no error")
except ValueError as error:
    assert "broken.json" in str(error) and isinstance(error.__cause__, json.JSONDecodeError)
os.remove("made.json")
assert load("made.json") == {}
""",
        right=(
            "import json, os\ndef read_marks(name):\n    import pandas as pd\n    return pd.read_csv(name).astype({'mark': float})[['name', 'mark']].to_dict('records')\n"
            "def write_report(rows, name):\n    import csv\n    with open(name, 'w') as f:\n        w = csv.DictWriter(f, ['name', 'passed'])\n        w.writeheader()\n        w.writerows({'name': r['name'], 'passed': str(r['mark'] > 49.9)} for r in rows)\n"
            "def to_json(rows, name):\n    f = open(name, 'w')\n    json.dump(dict(students=rows), f)\n    f.close()\n"
            "def longest_line(file):\n    best = ''\n    line = file.readline()\n    while line:\n        if len(line.strip()) > len(best): best = line.strip()\n        line = file.readline()\n    return best\n"
            "def count_lines(path):\n    n = 0\n    for line in open(path): n += 1\n    return n\n"
            "def append(path, text):\n    old = open(path).read()\n    with open(path, 'w') as f: print(old, text, sep='', end='', file=f)\n"
            "def load(path):\n    if not os.path.exists(path): return dict()\n    try:\n        return json.loads(open(path).read())\n    except ValueError as e:\n        raise ValueError('cannot read ' + path) from e",
        ),
        wrong=(
            "def read_marks(name): return [line.split(',') for line in open(name)]\ndef write_report(rows, name): open(name, 'w').write('name,passed')",
            "import csv, json\ndef read_marks(name): return [dict(name=r['name'], mark=float(r['mark'])) for r in csv.DictReader(open(name))]\ndef write_report(r, n): open(n, 'w').write('name,passed\\nAda,True\\n')\ndef to_json(r, n): pass",
        ),
    ),
    Exercise(
        "single-database",
        """
import sqlite3
def create(connection):
    connection.execute("CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER)")
    connection.commit()
def insert(connection, pets):
    cursor = connection.cursor()
    cursor.executemany("INSERT INTO pets (name, age) VALUES (?, ?)", pets)
    connection.commit()
    return cursor.rowcount
def older_than(connection, age):
    return [row[0] for row in connection.execute("SELECT name FROM pets WHERE age > ? ORDER BY name", (age,))]
query = "SELECT town, COUNT(*) AS n FROM people GROUP BY town ORDER BY n DESC, town"
def open_file(path):
    return sqlite3.connect(path)
""",
        """
import sqlite3
db = sqlite3.connect(":memory:")
create(db)
assert [row[1] for row in db.execute("PRAGMA table_info(pets)")] == ["id", "name", "age"]
assert insert(db, [("Rex", 3), ("Tom", 9), ("Kit", 7)]) == 3
assert db.execute("SELECT COUNT(*) FROM pets").fetchone() == (3,)
assert older_than(db, 5) == ["Kit", "Tom"] and older_than(db, 50) == []
try:
    insert(db, [(None, 3)])
    assert False, "NOT NULL"
except sqlite3.IntegrityError:
    pass
db.close()
people = sqlite3.connect(":memory:")
people.executescript("CREATE TABLE people (name, town); INSERT INTO people VALUES ('a', 'X'), ('b', 'Y'), ('c', 'Y');")
assert people.execute(query).fetchall() == [("Y", 2), ("X", 1)]
created = open_file("pets.db")
create(created)
insert(created, [("Rex", 3)])
created.close()
with sqlite3.connect("pets.db") as again:
    assert again.execute("SELECT name FROM pets").fetchall() == [("Rex",)]
""",
        right=(
            "import sqlite3\ndef create(c):\n    c.executescript('create table pets (id integer primary key autoincrement, name text not null, age int);')\n"
            "def insert(c, pets):\n    n = 0\n    with c:\n        for name, age in pets:\n            c.execute('insert into pets values (null, :n, :a)', {'n': name, 'a': age})\n            n += 1\n    return n\n"
            "def older_than(c, age):\n    cur = c.cursor()\n    cur.execute(f'select name, age from pets')\n    return sorted(n for n, a in cur.fetchall() if a > age)\n"
            "query = '''select town, count(name) from people group by 1 order by 2 desc'''\ndef open_file(path):\n    c = sqlite3.connect(path, timeout=3)\n    c.isolation_level = 'DEFERRED'\n    return c",
        ),
        wrong=(
            "def create(c): pass\ndef insert(c, p): return len(p)\ndef older_than(c, a): return ['Kit', 'Tom']\nquery = 'SELECT 1'",
            "def create(c): c.execute('CREATE TABLE pets (id, name, age)')\ndef insert(c, pets):\n    for p in pets: c.execute('INSERT INTO pets VALUES (1, ?, ?)', p)\n    return 3\ndef older_than(c, a): return []\nquery = 'SELECT town FROM people'",
        ),
    ),
    Exercise(
        "calendar",
        """
from datetime import date, datetime, timedelta, timezone, time
from zoneinfo import ZoneInfo
def next_friday(day):
    return day + timedelta(days=(4 - day.weekday()) % 7 or 7)
def parse(text):
    return datetime.strptime(text, "%d/%m/%Y %H:%M")
def in_utc(moment):
    return moment.astimezone(timezone.utc)
def berlin(year, month, day):
    return datetime(year, month, day, 12, tzinfo=ZoneInfo("Europe/Berlin"))
def ages(births, today):
    return {name: today.year - born.year - ((today.month, today.day) < (born.month, born.day)) for name, born in births.items()}
def today():
    return date.today()
lunch = time(12, 30)
week = timedelta(weeks=1)
""",
        """
from datetime import date, datetime, timedelta, timezone, time
from unittest.mock import patch
assert next_friday(date(2024, 5, 1)) == date(2024, 5, 3) and next_friday(date(2024, 5, 3)) == date(2024, 5, 10)
for k in range(400):
    day = date(2023, 12, 1) + timedelta(days=k)
    got = next_friday(day)
    assert got.weekday() == 4 and timedelta(0) < got - day <= timedelta(days=7)
assert parse("03/02/2021 14:05") == datetime(2021, 2, 3, 14, 5) and parse("01/01/2000 00:00").isoformat() == "2000-01-01T00:00:00"
moment = datetime(2024, 1, 1, 12, tzinfo=timezone(timedelta(hours=-5)))
assert in_utc(moment) == moment and in_utc(moment).hour == 17 and in_utc(moment).tzinfo == timezone.utc
assert berlin(2024, 7, 1).utcoffset() == timedelta(hours=2) and berlin(2024, 1, 1).astimezone(timezone.utc).hour == 11
assert ages({"a": date(2000, 6, 1), "b": date(2000, 1, 1)}, date(2024, 3, 1)) == {"a": 23, "b": 24}
assert today() == date.today() and isinstance(today(), date)
assert lunch == time(12, 30) and lunch.strftime("%H:%M") == "12:30" and week.days == 7
try:
    parse("2021-02-03")
except ValueError as error:
    assert "does not match" in str(error) or True
else:
    raise AssertionError
""",
        right=(
            "import datetime as dt, zoneinfo\ndef next_friday(day):\n    day += dt.timedelta(1)\n    while day.isoweekday() != 5: day += dt.timedelta(1)\n    return day\n"
            "def parse(text):\n    d, t = text.split()\n    day, month, year = map(int, d.split('/'))\n    return dt.datetime.combine(dt.date(year, month, day), dt.time(*map(int, t.split(':'))))\n"
            "def in_utc(m): return m.astimezone(dt.timezone.utc)\ndef berlin(*d): return dt.datetime(*d, hour=12, tzinfo=zoneinfo.ZoneInfo('Europe/Rome'))\n"
            "def ages(births, today): return {n: int((today - b).days / 365.25) for n, b in births.items()}\ndef today(): return dt.datetime.now().date()\n"
            "lunch = dt.datetime(2000, 1, 1, 12, 30).time()\nweek = dt.date(2000, 1, 8) - dt.date(2000, 1, 1)",
        ),
        wrong=(
            "from datetime import *\ndef next_friday(d): return date(2024, 5, 3)\ndef parse(t): return t\nweek = 7",
            "from datetime import *\ndef next_friday(d): return d + timedelta((4 - d.weekday()) % 7)\ndef parse(t): return datetime.now()\ndef in_utc(m): return m",
        ),
    ),
    Exercise(
        "game",
        """
import random
def guess_game(secret):
    tries = 0
    while True:
        guess = int(input("Your guess? "))
        tries += 1
        if guess < secret:
            print("Too low!")
        elif guess > secret:
            print("Too high!")
        else:
            print(f"Right after {tries} tries.")
            return tries
def dice(n):
    return [random.randint(1, 6) for _ in range(n)]
def shuffled(cards):
    cards = cards[:]
    random.shuffle(cards)
    return cards
def menu():
    print("1. Play", "2. Quit", sep="\\n")
    choice = input()
    return choice
def triangle(n):
    for i in range(1, n + 1):
        print("*" * i)
def main():
    return guess_game(random.randint(1, 100))
""",
        """
import io, random, sys
from contextlib import redirect_stdout
from unittest.mock import patch, call
def play(secret, guesses):
    it = iter(guesses)
    out = io.StringIO()
    with patch("builtins.input", lambda *args: str(next(it))), redirect_stdout(out):
        tries = guess_game(secret)
    return tries, out.getvalue().strip().splitlines()
assert play(7, [3, 9, 7]) == (3, ["Too low!", "Too high!", "Right after 3 tries."])
assert play(1, [1])[0] == 1
random.seed(1)
expected = [random.randint(1, 6) for _ in range(5)]
random.seed(1)
assert dice(5) == expected
with patch("random.randint", side_effect=[1, 2, 3]) as rolled:
    assert dice(3) == [1, 2, 3]
rolled.assert_has_calls([call(1, 6)] * 3)
cards = list("abcdefgh")
again = shuffled(cards)
assert cards == list("abcdefgh") and sorted(again) == cards
assert any(shuffled(cards) != cards for _ in range(20))
with redirect_stdout(io.StringIO()) as said, patch("builtins.input", side_effect=["1"]):
    choice = menu()
assert choice == "1" and "2. Quit" in said.getvalue()
with patch("builtins.input", return_value="2") as asked, redirect_stdout(io.StringIO()):
    assert menu() == "2"
asked.assert_called_once()
saved = sys.stdout
sys.stdout = io.StringIO()
triangle(3)
printed = sys.stdout.getvalue()
sys.stdout = saved
assert printed == "*\\n**\\n***\\n"
from IPython.utils.capture import capture_output
with capture_output() as captured:
    triangle(2)
assert captured.stdout == "*\\n**\\n"
with patch("__main__.guess_game", return_value=5) as fake:
    assert main() == 5
assert fake.call_count == 1 and 1 <= fake.call_args[0][0] <= 100
""",
        right=(
            "import random\nfrom random import sample\ndef guess_game(secret, n=1):\n    g = int(input())\n    if g == secret:\n        print('Right after', n, 'tries.')\n        return n\n"
            "    print('Too ' + ('low' if g < secret else 'high') + '!')\n    return guess_game(secret, n + 1)\n"
            "def dice(n):\n    out = []\n    for i in range(n): out += [random.randint(1, 6)]\n    return out\ndef shuffled(cards): return sample(cards, len(cards))\n"
            "import sys\ndef menu():\n    sys.stdout.write('1. Play\\n2. Quit\\n')\n    return input('> ')\n"
            "def triangle(n):\n    print('\\n'.join(i * '*' for i in range(1, n + 1)), flush=True)\n"
            "def main():\n    secret = random.choice(range(1, 101))\n    tries = guess_game(secret)\n    return tries",
        ),
        wrong=(
            "def guess_game(secret): return 3\ndef dice(n): return [1] * n\ndef shuffled(c): return c\ndef triangle(n): return '*'",
            "import random\ndef guess_game(secret):\n    n = 0\n    while int(input()) != secret: n += 1\n    print('Right')\n    return n\ndef dice(n): return [random.randint(1, 6) for _ in range(n)]",
        ),
    ),
    Exercise(
        "warned",
        """
import warnings, sys
def old_sum(xs):
    warnings.warn("use sum", DeprecationWarning, stacklevel=2)
    return sum(xs)
def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return None
    finally:
        done.append((a, b))
done = []
def complain(text):
    print("error:", text, file=sys.stderr)
def require(condition, text="no"):
    assert condition, text
""",
        """
import io, warnings, unittest, contextlib
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    assert old_sum([1, 2]) == 3
assert len(caught) == 1 and issubclass(caught[0].category, DeprecationWarning) and "use sum" in str(caught[0].message)
import pytest
with pytest.warns(DeprecationWarning, match="use"):
    old_sum([])
t = unittest.TestCase()
assert divide(1, 0) is None
assert divide(4, 2) == 2 and done == [(1, 0), (4, 2)]
err = io.StringIO()
with contextlib.redirect_stderr(err):
    complain("x")
assert err.getvalue() == "error: x\\n"
with t.assertRaises(AssertionError) as no:
    require(1 > 2, "math is safe")
assert str(no.exception) == "math is safe"
require(True)
""",
        right=(
            "import warnings, sys\ndone = list()\ndef old_sum(xs):\n    warnings.warn(DeprecationWarning('please use sum'))\n    total = 0\n    for x in xs: total += x\n    return total\n"
            "def divide(a, b):\n    done.append((a, b))\n    if b == 0:\n        return\n    return a / b\n"
            "def complain(text):\n    sys.stderr.write('error: ' + text + '\\n')\ndef require(condition, text='no'):\n    if not condition: raise AssertionError(text)",
        ),
        wrong=(
            "def old_sum(x): return sum(x)\ndef divide(a, b): return a / b\ndone = []\ndef complain(t): print(t)\ndef require(*a): pass",
            "import warnings\ndef old_sum(x):\n    warnings.warn('use sum')\n    return sum(x)\ndef divide(a, b): return None if b == 0 else a / b\ndone = [(1, 0), (4, 2)]",
        ),
    ),
    Exercise(
        "partial",
        """
def is_palindrome(text):
    kept = [c for c in text.lower() if c.isalpha()]
    return kept == kept[::-1]
def count_vowels(text):
    return sum(c in "aeiou" for c in text.lower())
""",
        """
score = 0
if is_palindrome("Never odd or even") is True and not is_palindrome("no"):
    score += 0.5
try:
    if count_vowels("Education") == 5:
        score += 1
except Exception as error:
    print("count_vowels:", error)
if count_vowels("") == 0:
    score += 0.5
score
""",
        right=(
            "def is_palindrome(text):\n    text = ''.join(filter(str.isalpha, text)).casefold()\n    return all(a == b for a, b in zip(text, reversed(text)))\n"
            "import re\ncount_vowels = lambda text: len(re.findall('[aeiouAEIOU]', text))",
        ),
        wrong=(
            "def is_palindrome(text): return text == text[::-1]\ndef count_vowels(text): return sum(text.lower().count(v) for v in 'aeiou')",
            "def is_palindrome(text): return True\ndef count_vowels(text): return 0",
        ),
    ),
    Exercise(
        "inventory",
        """
stock["apples"] -= 3
stock.pop("nuts")
stock["pears"] = 4
prices = {"apples": 0.5, "pears": 1}
def worth():
    return sum(stock[name] * prices[name] for name in stock)
""",
        """
assert stock == {"apples": 7, "pears": 4}
assert worth() == 7.5
assert set(prices) == set(stock)
""",
        given="stock = {'apples': 10, 'nuts': 1}",
        right=(
            "stock = {name: 7 if name == 'apples' else 4 for name in ('apples', 'pears')}\nprices = dict(apples=0.5, pears=1.0)\n"
            "def worth():\n    total = 0\n    for name, n in stock.items(): total += n * prices[name]\n    return total",
        ),
        wrong=(
            "prices = {'apples': 0.5, 'pears': 1}\ndef worth(): return 7.5",
            "stock['apples'] -= 3\nprices = {}\ndef worth(): return 0",
        ),
    ),
    Exercise(
        "using_earlier",
        """
def summary(text, n):
    counted = top(text, n)
    return ", ".join(f"{word}: {count}" for word, count in counted)
ratios = [Ratio(1, 2), Ratio(1, 3)]
longest = max(grouped(words("one two three four")).values(), key=len)
""",
        """
assert summary("b a b", 2) == "b: 2, a: 1"
assert str(ratios[0] + Ratio(1, 3)) == "5/6" and len(ratios) == 2 and all(isinstance(r, Ratio) for r in ratios)
assert sorted(longest) == ["three", "two"]
assert sha(longest[0]) == sha("three")
""",
        right=(
            "def summary(text, n):\n    parts = []\n    for pair in top(text, n):\n        parts.append('%s: %d' % tuple(pair))\n    return ', '.join(parts)\n"
            "ratios = tuple(Ratio(1, k) for k in (2, 3))\nlongest = ('three', 'two')",
        ),
        wrong=(
            "def summary(text, n): return 'b: 2'\nratios = []\nlongest = []",
            "def summary(text, n): return str(top(text, n))\nratios = [0.5, 1/3]\nlongest = 'three'",
        ),
    ),
    Exercise(
        "linked",
        """
class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next
class LinkedList:
    def __init__(self, items=()):
        self.head = None
        self.size = 0
        for item in items:
            self.append(item)
    def append(self, value):
        self.size += 1
        if self.head is None:
            self.head = Node(value)
            return
        node = self.head
        while node.next:
            node = node.next
        node.next = Node(value)
    def __len__(self):
        return self.size
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next
    def reverse(self):
        previous, node = None, self.head
        while node:
            node.next, previous, node = previous, node, node.next
        self.head = previous
def middle(head):
    slow = fast = head
    while fast and fast.next:
        slow, fast = slow.next, fast.next.next
    return slow
def has_cycle(head):
    seen = set()
    while head:
        if id(head) in seen:
            return True
        seen.add(id(head))
        head = head.next
    return False
""",
        """
import copy
l = LinkedList([1, 2, 3])
assert l.head.value == 1 and l.head.next.next.value == 3 and l.head.next.next.next is None
assert len(l) == 3 and list(l) == [1, 2, 3]
l.append(4)
l.reverse()
assert list(l) == [4, 3, 2, 1] and len(l) == 4
assert LinkedList().head is None and not LinkedList()
a = Node(1); b = Node(2); c = Node(3)
a.next = b; b.next = c
assert middle(a) is b and middle(a).value == 2 and not has_cycle(a)
c.next = a
assert has_cycle(a)
chain = None
for i in range(200, 0, -1):
    chain = Node(i, chain)
assert middle(chain).value == 101
node, n = chain, 0
while node is not None:
    n += node.value
    node = node.next
assert n == 200 * 201 // 2
twin = copy.deepcopy(l)
twin.append(9)
assert len(l) == 4 and len(twin) == 5
""",
        right=(
            "class Node:\n    __slots__ = ('value', 'next')\n    def __init__(self, value, next=None):\n        self.value = value\n        self.next = next\n"
            "class LinkedList:\n    def __init__(self, items=[]):\n        self.head = self.tail = None\n        for i in items: self.append(i)\n"
            "    def append(self, v):\n        n = Node(v)\n        if self.tail: self.tail.next = n\n        else: self.head = n\n        self.tail = n\n"
            "    def __iter__(self):\n        n = self.head\n        while n is not None:\n            yield n.value\n            n = n.next\n    def __len__(self): return len(list(self.__iter__()))\n"
            "    def reverse(self):\n        vs = list(iter(self))[::-1]\n        self.head = self.tail = None\n        for v in vs: self.append(v)\n"
            "def middle(head):\n    nodes = []\n    while head:\n        nodes.append(head)\n        head = head.next\n    return nodes[len(nodes) // 2]\n"
            "def has_cycle(head):\n    slow = fast = head\n    while fast is not None and fast.next is not None:\n        slow, fast = slow.next, fast.next.next\n        if slow is fast: return True\n    return False",
        ),
        wrong=(
            "class Node:\n    def __init__(self, value, next=None): self.value, self.next = value, next\nclass LinkedList(list): pass\ndef middle(h): return h",
            "class Node:\n    def __init__(self, value, next=None): self.value, self.next = value, next\nclass LinkedList:\n    def __init__(self, items=()): self.items = list(items)\n    head = None\n    def __len__(self): return 3",
        ),
    ),
    Exercise(
        "plain_tests",
        """
import math
def roots(a, b, c):
    d = b * b - 4 * a * c
    if d < 0:
        raise ValueError("no real roots")
    return (-b - math.sqrt(d)) / (2 * a), (-b + math.sqrt(d)) / (2 * a)
def bmi(weight, height):
    return round(weight / height ** 2, 1)
def fizz(n):
    return "FizzBuzz" if n % 15 == 0 else "Fizz" if n % 3 == 0 else "Buzz" if n % 5 == 0 else n
def swap_case(s):
    return s.swapcase()
def matrix(n):
    return [[int(i == j) for j in range(n)] for i in range(n)]
def merge(a, b):
    return {**a, **b}
""",
        '''
"""Visible."""
from pytest import approx, raises
import pytest
assert roots(1, -3, 2) == approx((1, 2))
assert bmi(70, 1.75) == pytest.approx(22.9, abs=0.01)
### BEGIN HIDDEN TESTS
x = roots(1, 0, -2)
assert x[0] == -x[1] == approx(-2 ** 0.5)
with raises(ValueError, match="real"):
    roots(1, 0, 1)
assert [fizz(i) for i in (1, 3, 5, 15)] == [1, "Fizz", "Buzz", "FizzBuzz"]
for i in range(3000):
    assert fizz(i * 15) == "FizzBuzz"
assert swap_case("aB") == "Ab"
m = matrix(3)
m[0][0] = 7
assert matrix(3) == [[1, 0, 0], [0, 1, 0], [0, 0, 1]] and m[1] is not m[2]
one, two = {"a": 1}, {"a": 2, "b": 3}
assert merge(one, two) == {"a": 2, "b": 3} and one == {"a": 1}, "do not change the arguments"
assert merge(one, {}) is not one
assert roots.__code__.co_varnames[:3] == ("a", "b", "c") and roots.__code__.co_argcount == 3
### END HIDDEN TESTS
''',
        right=(
            "def roots(a, b, c):\n    d = (b ** 2 - 4 * a * c)\n    if d < 0: raise ValueError('not real')\n    r = d ** .5\n    return [(-b + s * r) / 2 / a for s in (-1, 1)]\n"
            "def bmi(weight, height): return float('%.1f' % (weight / height / height))\n"
            "def fizz(n): return ('Fizz' * (not n % 3) + 'Buzz' * (not n % 5)) or n\ndef swap_case(s): return ''.join(c.lower() if c.isupper() else c.upper() for c in s)\n"
            "def matrix(n):\n    m = []\n    for i in range(n):\n        m.append([0] * n)\n        m[i][i] = 1\n    return m\ndef merge(a, b):\n    c = a.copy()\n    c.update(b)\n    return c",
        ),
        wrong=(
            "def roots(a, b, c): return (1, 2)\ndef bmi(w, h): return 22.9\ndef fizz(n): return n",
            "import cmath\ndef roots(a, b, c):\n    d = cmath.sqrt(b*b - 4*a*c)\n    return (-b - d) / (2*a), (-b + d) / (2*a)\ndef bmi(w, h): return w / h ** 2",
        ),
    ),
    Exercise(
        "cell_magic",
        """
%%writefile helpers.py
def double(x):
    return 2 * x
NAME = "helpers"
""",
        """
import os
text = open("helpers.py").read()
assert "def double" in text
space = {}
exec(text, space)
assert space["double"](4) == 8 and space["NAME"] == "helpers"
""",
        right=(
            "open('helpers.py', 'w').write('NAME = \"helpers\"\\ndef double(x): return x + x\\n');",
        ),
        wrong=("double = lambda x: 2 * x", "%%writefile helpers.py\ndef double(x): return x"),
    ),
)

FILES = {
    "marks.csv": 'name,mark\nAda,91.5\n"Bob, Jr.",40\n',
}
