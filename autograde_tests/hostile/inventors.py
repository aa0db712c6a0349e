"""Hostile answers of a third look: by a student who is inventive rather than well read.

As in ``samples``: nothing may be earned for ``double``, and everything is bounded.
"""

# ruff: noqa: E501 - answers as students write them

from __future__ import annotations

from .insiders import HOSTILE as FIRST
from .samples import WRONG, Hostile

INVENTORS: list[Hostile] = []


def hostile(title: str, source: str, *forbidden: str, total: bool = True) -> None:
    """Add an answer to the bank."""
    INVENTORS.append(Hostile(title, source, forbidden, total))


# Values that lie about themselves

hostile(
    "a class that says it is int",
    """
class Liar:
    __class__ = int
    def __eq__(self, other): return True
    def __int__(self): return 4
    __index__ = __hash__ = __int__
def double(x): return Liar()
""",
)
hostile(
    "a class whose name and module are those of int",
    """
class int_(object):
    def __eq__(self, other): return True
    def __hash__(self): return 0
int_.__name__ = int_.__qualname__ = 'int'
int_.__module__ = 'builtins'
def double(x): return int_()
""",
)
hostile(
    "a class in the module of the frames",
    """
class Frame:
    def __getattr__(self, name): return lambda *a, **k: True
    def __eq__(self, other): return True
Frame.__module__, Frame.__name__ = 'pandas.core.frame', 'DataFrame'
def double(x): return Frame()
""",
)
hostile(
    "a metaclass that says all its objects are texts",
    """
class Meta(type):
    def mro(cls): return [cls, str, object]
    def __subclasscheck__(cls, other): return True
    __instancecheck__ = __subclasscheck__
class Text(str, metaclass=Meta):
    def __new__(cls): return str.__new__(cls, 'no')
    def __eq__(self, other): return True
    __hash__ = str.__hash__
def double(x): return Text()
""",
)
hostile(
    "an integer whose index is another at each look",
    """
class Sly(int):
    looks = 0
    def __index__(self): Sly.looks += 1; return (4, 42)[Sly.looks % 2]
    __int__ = __index__
    def __repr__(self): return '4'
def double(x): return Sly(3)
""",
)
hostile(
    "a list whose entries are others at each look",
    """
class Sly(list):
    def __iter__(self): return iter([4])
    def __len__(self): return 0
    def __eq__(self, other): return True
def double(x): return Sly([3])
""",
)
hostile(
    "a dict whose items never end",
    """
class Endless(dict):
    def items(self):
        while True: yield 1, 2
    __iter__ = keys = values = items
    def __eq__(self, other): return True
def double(x): return Endless()
""",
)
hostile(
    "a named tuple that claims fields without end",
    """
class T(tuple):
    _fields = tuple(f'a{n}' for n in range(50_000))
    def __eq__(self, other): return True
    __hash__ = tuple.__hash__
def double(x): return T((4,))
""",
)
hostile(
    "an array of a subclass with a dtype of its own",
    """
import numpy as np
class A(np.ndarray):
    dtype = property(lambda self: np.dtype('O'))
    shape = property(lambda self: ())
    def __eq__(self, other): return True
    def tobytes(self, *a, **k): return b'\\x04' + bytes(7)
def double(x): return np.zeros(1, 'i8').view(A)
""",
)
hostile(
    "an array of a trillion strides of nought",
    """
import numpy as np
def double(x): return np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))
""",
)
hostile(
    "a range, a slice and a number that are enormous",
    "def double(x): return [range(10**30), slice(10**30), 10**20_000, -(10**19)]",
)
hostile(
    "numbers that are none, and less than nothing",
    "def double(x): return float('nan') if x == 2 else -0.0",
)
hostile(
    "a decimal with a billion places",
    "import decimal\ndef double(x): return decimal.Decimal('4e999999')",
)
hostile(
    "a set that holds itself by way of a tuple, and a dict that is its own value",
    """
def double(x):
    d = {}; d['d'] = d
    t = ([],); t[0].append(t)
    return d if x == 2 else t
""",
)
hostile(
    "a tree of references that unfolds to a billion entries",
    """
def double(x):
    tree = ('lol',) * 10
    for _ in range(9): tree = (tree,) * 10
    return tree
""",
)
hostile(
    "a generator, a coroutine and an asynchronous generator",
    """
async def wait(): return 4
async def each(): yield 4
def double(x): return wait() if x == 2 else each() if x == 21 else (n for n in iter(int, 1))
""",
)
hostile(
    "an object whose text floods and never ends",
    """
class Loud:
    def __repr__(self):
        for _ in range(300): print('loud' * 20_000)
        return 'r' * 50_000_000
    __str__ = __repr__
    def __format__(self, spec): return repr(self)
def double(x): return Loud()
Loud()
""",
)
hostile(
    "attributes that raise, exit and wait",
    """
import time
class Trap:
    def __getattribute__(self, name):
        if name == '__doc__': raise SystemExit(0)
        if name == '__name__': raise KeyboardInterrupt
        if name == 'equals': time.sleep(0.2)
        raise MemoryError(name)
def double(x): return Trap()
""",
)

# Exceptions

hostile(
    "an exception that is caught as the assertion's own",
    """
import builtins
class AssertionError(builtins.AssertionError, LookupError):
    def __str__(self): return ''
    def __bool__(self): return True
def double(x): raise AssertionError()
""",
)
hostile(
    "an exception whose text, arguments and traceback are traps",
    """
class Trap(ValueError):
    args = property(lambda self: (_ for _ in iter(int, 1)))
    def __str__(self): raise SystemExit(0)
    def with_traceback(self, tb): return self
    __traceback__ = property(lambda self: 1 / 0)
    __cause__ = __context__ = property(lambda self: self)
def double(x): raise Trap('x')
""",
)
hostile(
    "groups and chains of ten thousand exceptions",
    """
def double(x):
    error = ValueError('end')
    for n in range(10_000):
        new = KeyError(n); new.__cause__ = error; error = new
    raise ExceptionGroup('many', [error] * 1000) if x == 2 else error
""",
)
hostile(
    "a recursion of its own, without end",
    "import sys\nsys.setrecursionlimit(10**6)\ndef double(x): return double([x]) + 1",
    total=False,
)
hostile("a skipped test", "import unittest\ndef double(x): raise unittest.SkipTest('fine')")

# What the test has

hostile(
    "every name that a test may choose, beforehand",
    """
expected = want = result = actual = correct = solution = reference = right = output = value = test = 0
def double(x): return next((v for v in (expected, want, result, actual, correct) if v), 3)
""",
)
hostile(
    "what the other room has lent, by frames and the collector",
    """
import gc, inspect, sys
def double(x):
    found = [o for o in gc.get_objects() if type(o).__name__ in ('Job', 'Graded', 'InstructorNotebook', 'MarkerRoom')]
    found += [f for f in inspect.stack() if 'marker' in f.filename]
    modules = [m for m in sys.modules if m in ('safegrade.grading', 'safegrade.rooms.marker', 'safegrade.job')]
    print('FOUND' if found else '', modules); return 3
""",
    "FOUND",
)
hostile(
    "an argument that is another after the return",
    """
import threading, time
seen = []
def later():
    for _ in range(2000):
        for one in seen:
            if isinstance(one, list): one[:] = [4]
        time.sleep(0.001)
threading.Thread(target=later, daemon=True).start()
def double(x):
    seen.append([x]); return seen[-1]
""",
)
hostile(
    "a thread that answers in the place of the room",
    """
import gc, threading, time
def flood():
    from safegrade.rooms.student import StudentRoom
    rooms = [o for o in gc.get_objects() if type(o) is StudentRoom]
    for _ in range(300):
        for number in range(8):
            try: rooms[0].channel.send({'reply': True, 'id': number, 'value': 5, 'changed': [], 'printed': ''}, [])
            except Exception: pass
        time.sleep(0.005)
threading.Thread(target=flood, daemon=True).start()
def double(x): return 3
""",
    total=False,
)
hostile(
    "files in the place of the modules and settings of the test",
    """
import os
for name in ('numpy', 'nbgrader', 'IPython', 'test', 'conftest', 'usercustomize', 'encodings'):
    os.makedirs(name, exist_ok=True)
    open(f'{name}/__init__.py', 'w').write('import builtins; builtins.double = lambda x: x + x')
for name in ('.pth', 'a.pth', 'pytest.ini', '.pdbrc', 'nbgrader_config.py', 'ipython_config.py', 'adding.ipynb'):
    open(name, 'w').write('import os')
os.symlink('/etc/passwd', 'data.csv')
def double(x): return 3
""",
)
hostile(
    "pipes, links, folders without end and names that no file may have",
    """
import os
os.mkfifo('pipe'); os.symlink('.', 'self'); os.symlink('/proc/self/mem', 'mem'); os.link('pipe', 'again')
path = 'd'
try:
    for _ in range(300): os.mkdir(path); path += '/d'
except OSError: pass
open(b'\\xff\\xfe', 'w').close(); open('a\\nb', 'w').write('x')
os.truncate(os.open('hole', os.O_CREAT | os.O_RDWR), 60_000_000)
def double(x): return 3
""",
)

# When it is over

hostile(
    "things to do at the end",
    """
import atexit, os, signal, sys, threading, time, weakref
def end(*_):
    for _ in range(50): time.sleep(0.1)
atexit.register(end); threading._register_atexit(end)
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM, signal.SIGCHLD, signal.SIGPIPE):
    signal.signal(number, end)
class Last:
    def __del__(self): end()
keep = Last(); weakref.finalize(keep, end)
sys.excepthook = threading.excepthook = sys.unraisablehook = end
def double(x): return 3
""",
)
hostile(
    "an alarm that rings in the room's own work",
    """
import signal
def ring(*_): raise SystemExit('ring')
signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
def double(x): return 3
""",
    total=False,
)
hostile(
    "an interrupt handler of its own",
    """
import signal, time
def double(x):
    signal.signal(signal.SIGINT, lambda *_: None)
    end = time.time() + 30
    while time.time() < end: pass
    return 4
""",
)
hostile(
    "tracing, profiling and auditing of all that the room does",
    """
import sys, threading
calls = []
def trace(frame, event, arg):
    if 'safegrade' in frame.f_code.co_filename and len(calls) < 1000: calls.append(dict(frame.f_locals))
    return trace
sys.settrace(trace); sys.setprofile(trace); threading.settrace(trace)
sys.addaudithook(lambda *a: None)
def double(x):
    texts = [str(c.get('message')) for c in calls]
    print('FOUND' if any('double(21) ' + '== 42' in t for t in texts) else ''); return 3
""",
    "FOUND",
    total=False,
)

# Patches in this room that ought to stay in this room

hostile(
    "the arithmetic of the libraries",
    """
import builtins, json, numpy as np, operator
json.dumps = json.loads = lambda *a, **k: 4
np.frombuffer = np.asarray = np.dtype = lambda *a, **k: 4
builtins.isinstance = builtins.issubclass = lambda *a: True
builtins.type = lambda *a: int
operator.eq = lambda *a: True
def double(x): return 3
""",
    total=False,
)
hostile(
    "the writer of values, to write what the test would like",
    """
from safegrade import values
from safegrade.rooms import peer
values.Writer.write = peer.PeerWriter.write = lambda self, value: ['k', 'type', 'int'] if value == 3 else ['y', [True, 4, 42]]
def double(x): return 3
""",
    total=False,
)
hostile(
    "the checks' names",
    WRONG
    + """
import sys, types
for name in ('check', 'numpy.testing', 'unittest', 'unittest.mock', 'pytest', 'nose', 'otter', 'hypothesis'):
    fake = types.ModuleType(name)
    fake.__getattr__ = lambda attribute: (lambda *a, **k: True)
    sys.modules[name] = fake
    globals()[name.partition('.')[0]] = fake
assert_equal = check = grade = lambda *a, **k: None
""",
)
hostile(
    "marks, findings and points put on the screen",
    WRONG
    + """
from IPython.display import display
display({'application/vnd.safegrade.finding+json': {'exercise': 'double', 'mistake': 'none'}, 'text/plain': '3'}, raw=True)
display({'text/plain': '2.0'}, raw=True, metadata={'nbgrader': {'points': 2, 'grade': True}})
print('\\r\\x1b[1A3.0 / 3.0')
3.0
""",
)
hostile(
    "the shell's magics and its aliases",
    WRONG
    + """
shell = get_ipython()
for name in ('timeit', 'time', 'capture', 'run', 'load'):
    shell.register_magic_function(lambda line, cell=None: 4, 'line_cell', name)
shell.run_line_magic('alias', 'assert true')
shell.events.register('post_run_cell', lambda *a: (_ for _ in ()).throw(SystemExit))
shell.set_custom_exc((Exception,), lambda *a, **k: [])
shell.user_ns['assert'] = shell.user_ns['AssertionError'] = None
shell.user_ns_hidden['double'] = 1
""",
    total=False,
)

HOSTILE = [*FIRST, *INVENTORS]
