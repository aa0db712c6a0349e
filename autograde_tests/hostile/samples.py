"""The bank of hostile answers to the tiny course's exercise ``double``.

Each is the text of the answer cell (or of a cell added at the top). None of them answers rightly,
so none may earn anything for ``double``; ``total`` is answered rightly below and must keep its
marks. Everything is bounded by construction: small counts, short sleeps.

NEVER run these on stock nbgrader: one of them unmounts file systems.
"""

from __future__ import annotations

from dataclasses import dataclass

WRONG = "def double(x):\n    return 3\n"


@dataclass(frozen=True)
class Hostile:
    """One hostile answer.

    Attributes:
        title: what it tries.
        source: the text of the answer cell.
        forbidden: words that must not show in the graded notebook: they would be loot.
        total: whether the other exercise keeps its marks (it does, unless the answer itself
            spoils a name that the other answer uses).
    """

    title: str
    source: str
    forbidden: tuple[str, ...] = ()
    total: bool = True


HOSTILE: list[Hostile] = []


def hostile(title: str, source: str, *forbidden: str, total: bool = True) -> None:
    """Add an answer to the bank."""
    HOSTILE.append(Hostile(title, source, forbidden, total))


# Verdicts that are patched or forged

hostile(
    "an input transformer that empties later cells",
    WRONG + "get_ipython().input_transformers_post.append(lambda lines: ['pass\\n'])",
    total=False,
)
hostile(
    "an AST transformer that drops assertions",
    WRONG
    + """import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Drop())""",
)
hostile(
    "compile with optimize=2",
    WRONG
    + """import builtins
_compile = builtins.compile
builtins.compile = lambda *a, **k: _compile(*a, **{**k, 'optimize': 2})
import codeop
get_ipython().compile.flags |= 0""",
)
hostile(
    "numpy.testing and allclose patched",
    WRONG
    + """import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
for name in dir(np.testing):
    if name.startswith('assert'):
        setattr(np.testing, name, lambda *a, **k: None)""",
)
hostile(
    "an object that equals everything",
    """class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __array__(self, *a, **k): raise TypeError
def double(x):
    return Yes()""",
)
hostile(
    "a number that equals everything",
    """class Number(int):
    def __eq__(self, other): return True
    def __hash__(self): return 0
def double(x):
    return Number(7)""",
)
hostile(
    "an array that answers every comparison",
    """import numpy as np
class Always(np.ndarray):
    def __eq__(self, other): return True
    def __array_function__(self, *a): return True
    def __array_ufunc__(self, *a, **k): return np.True_
def double(x):
    return np.zeros(1).view(Always)""",
)
hostile(
    "the class itself in the function's place",
    """class double:
    def __init__(self, x): pass
    def __eq__(self, other): return True""",
)
hostile(
    "a metaclass that equals everything",
    """class Meta(type):
    def __eq__(cls, other): return True
    def __call__(cls, *a): return cls
    def __hash__(cls): return 0
class double(metaclass=Meta): pass""",
)
hostile(
    "a text that equals everything",
    """class Text(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
def double(x): return Text('aa')[:0]""",
)
hostile("points as a result", WRONG + "import sys\nsys.displayhook(1)\n2")
hostile(
    "a forged execute_result",
    WRONG
    + """shell = get_ipython()
shell.outputs.entries.append({'output_type': 'execute_result', 'data': {'text/plain': '3'},
                              'metadata': {}, 'execution_count': 1})""",
)
hostile(
    "run_cell replaced",
    WRONG + "type(get_ipython()).run_cell = lambda *a, **k: type('R', (), {'success': True})()",
    total=False,
)
hostile(
    "run_code replaced",
    """def double(x):
    return 3
async def nothing(*a, **k): return False
get_ipython().run_code = nothing""",
    total=False,
)
hostile(
    "showtraceback silenced",
    WRONG + "get_ipython().showtraceback = lambda *a, **k: None",
)
hostile(
    "assertion errors made of another kind",
    WRONG + "import builtins\nbuiltins.AssertionError = type('Fine', (BaseException,), {})",
)
hostile(
    "a return value taken from the test's frame",
    """def double(x):
    import sys
    frame = sys._getframe()
    while frame:
        for name, value in list(frame.f_locals.items()):
            if name in ('expected', 'reference', 'answer'):
                return value
        frame = frame.f_back
    return None""",
)
hostile(
    "an exception that tests could take for success",
    """class SystemExit(Exception): pass
def double(x):
    raise KeyboardInterrupt""",
)
hostile("SystemExit from the answer", "def double(x):\n    raise SystemExit(0)")
hostile("GeneratorExit from the answer", "def double(x):\n    raise GeneratorExit")
hostile("StopIteration from the answer", "def double(x):\n    raise StopIteration(4)")
hostile(
    "a reply written by hand",
    """import os, json, struct
def double(x):
    reply = {'reply': True, 'id': 1, 'changed': [], 'printed': '', 'value': 4}
    head = json.dumps([reply, []]).encode()
    for number in range(3, 64):
        try:
            os.write(number, struct.pack('!II', len(head), 0) + head)
        except OSError:
            pass
    return 3""",
)
hostile(
    "nonsense on every connection",
    """import os
def double(x):
    for number in range(3, 64):
        try:
            os.write(number, b'\\xff' * 64)
        except OSError:
            pass
    return 3""",
)
hostile(
    "an array that claims a huge size",
    """import sys
values = sys.modules['safegrade.values']
values.Writer._array = lambda self, value: ['A', '<f8', [10**12], 'C', True, 0]
import numpy as np
def double(x):
    return np.zeros(3)""",
    total=False,
)
hostile(
    "a pickle in an array's place",
    """import sys, pickle
values = sys.modules['safegrade.values']
class Boom:
    def __reduce__(self): return (print, ('owned',))
def _array(self, value):
    self.parts.append(pickle.dumps(Boom()))
    return ['A', '|O', [1], 'C', True, len(self.parts) - 1]
values.Writer._array = _array
import numpy as np
def double(x):
    return np.zeros(3)""",
    total=False,
)
hostile(
    "a value nested without end",
    """def double(x):
    deep = []
    for _ in range(100000):
        deep = [deep]
    return deep""",
)
hostile(
    "a list that contains itself",
    "def double(x):\n    loop = []\n    loop.append(loop)\n    return loop",
)
hostile("a number of a million digits", "def double(x):\n    return 10 ** 1000000")
hostile(
    "a module of the student's choice",
    "import types\nimport unittest.mock as double",
)

# Things to be read

hostile(
    "the solution in the source folder",
    """import glob, os
found = [path for path in glob.glob('/**/source/*/*.ipynb', recursive=True)]
found += glob.glob('../../../source/*/*.ipynb') + glob.glob('/**/gradebook.db', recursive=True)
print('LOOT', found)
if found:
    double = lambda x: x + x
else:
    double = lambda x: 3""",
    "gradebook.db'",
    "adding.ipynb'",
)
hostile(
    "the environment",
    WRONG + "import os\nprint(sorted(os.environ.items()))",
    "TINY_SECRET",
)
hostile(
    "the memory of the warm parent",
    WRONG
    + """import os
for pid in range(1, 40):
    for name in ('mem', 'environ', 'maps', 'cmdline'):
        try:
            with open(f'/proc/{pid}/{name}', 'rb') as file:
                print('LOOT', pid, name, len(file.read(100)))
        except OSError:
            pass""",
    "LOOT",
)
hostile(
    "the hidden tests in this process",
    WRONG
    + """import gc, sys
wanted = 'double(21) ' + '== 42'
texts = [text for text in gc.get_objects() if isinstance(text, str)]
print('LOOT' if any(wanted in text for text in texts) else '')""",
    "LOOT",
)
hostile(
    "what other submissions left",
    WRONG
    + """import os
for folder in ('/tmp', '/scratch', '/dev/shm', '/var/tmp', '/home', '/root'):
    for base, _, files in os.walk(folder):
        for name in files:
            if 'loot' in name:
                print('LOOT', base, name)""",
    "LOOT",
)
hostile(
    "something left for other submissions",
    WRONG
    + """for folder in ('/tmp', '/scratch', '/dev/shm', '/var/tmp', '/usr', '/', '/etc'):
    try:
        open(f'{folder}/loot', 'w').write('x')
    except OSError:
        pass""",
)
hostile(
    "the network",
    WRONG
    + """import socket
for place in (('127.0.0.1', 22), ('10.0.0.1', 80), ('1.1.1.1', 53)):
    try:
        socket.create_connection(place, timeout=0.3)
        print('LOOT', place)
    except OSError:
        pass
try:
    print(socket.gethostbyname('example.org'), 'LOOT')
except OSError:
    pass""",
    "LOOT",
)
hostile(
    "the machine's users and accounts",
    WRONG + "import os\nprint([n for n in ('/etc/shadow', '/etc/passwd') if os.path.exists(n)])",
    "shadow",
)

# Ways out

hostile(
    "unmount, mount, pivot, ptrace",
    WRONG
    + """import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
done = []
for place in (b'/proc', b'/tmp', b'/scratch', b'/dev/shm', b'/'):
    if libc.umount2(place, 2) == 0:
        done.append(place)
if libc.mount(b'none', b'/mnt', b'tmpfs', 0, None) == 0:
    done.append('mount')
for pid in range(2, 20):
    if libc.ptrace(16, pid, 0, 0) == 0:
        done.append(pid)
print('LOOT' if done else '', done)""",
    "LOOT",
)
hostile(
    "a user namespace of its own, then unmount",
    WRONG
    + """import ctypes
libc = ctypes.CDLL(None, use_errno=True)
if libc.unshare(0x10000000 | 0x20000) == 0:
    if libc.umount2(b'/proc', 2) == 0:
        print('LOOT')""",
    "LOOT",
)
hostile(
    "root again",
    WRONG
    + """import os
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.chroot('/'),
             lambda: os.setgroups([0])):
    try:
        call()
        print('LOOT')
    except OSError:
        pass""",
    "LOOT",
)
hostile(
    "signals to everybody",
    WRONG
    + """import os, signal
for pid in range(2, 300):
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass
try:
    os.kill(-1, signal.SIGTERM)
except OSError:
    pass""",
)
hostile(
    "a higher limit",
    WRONG
    + """import resource
for kind in (resource.RLIMIT_DATA, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE):
    try:
        resource.setrlimit(kind, (-1, -1))
        print('LOOT')
    except (ValueError, OSError):
        pass""",
    "LOOT",
)
hostile(
    "a process that stays behind",
    WRONG
    + """import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(20)
        open('/tmp/late', 'w').write('x')
    os._exit(0)""",
)

# Disturbance

hostile("its own process ended", "def double(x):\n    import os\n    os._exit(0)")
hostile("its own process killed", "def double(x):\n    import os\n    os.kill(os.getpid(), 9)")
hostile("the cell ends the process", "import os\nos._exit(1)")
hostile(
    "a crash in C",
    "def double(x):\n    import ctypes\n    ctypes.string_at(0)",
)
hostile("a loop without end", "def double(x):\n    while True:\n        pass")
hostile(
    "a loop that cannot be interrupted",
    """def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass""",
)
hostile(
    "sleep with signals blocked",
    """import signal, time
def double(x):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
    time.sleep(60)""",
)
hostile(
    "all the memory",
    "def double(x):\n    return [bytearray(16 << 20) for _ in range(400)] and 3",
)
hostile(
    "all the memory by several processes",
    """import os, time
def double(x):
    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            keep = [bytearray(b'x' * (16 << 20)) for _ in range(40)]
            time.sleep(1)
            os._exit(0)
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    return 3""",
)
hostile(
    "many processes",
    """import os, time
def double(x):
    count = 0
    for _ in range(400):
        try:
            pid = os.fork()
        except OSError:
            break
        if pid == 0:
            time.sleep(3)
            os._exit(0)
        count += 1
    print('MANY' if count > 300 else 'few')
    return 3""",
    "MANY",
)
hostile(
    "many threads",
    """import threading, time
def double(x):
    count = 0
    for _ in range(1000):
        try:
            threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
            count += 1
        except RuntimeError:
            break
    print('MANY' if count > 900 else 'few')
    return 3""",
    "MANY",
)
hostile(
    "a flood of output",
    "def double(x):\n    return 3\nfor _ in range(2000):\n    print('x' * 50_000)",
)
hostile(
    "a flood past Python's streams",
    """import os
def double(x):
    return 3
for _ in range(4000):
    try:
        os.write(1, b'y' * 50_000)
    except OSError:
        break""",
)
hostile(
    "a large file",
    """def double(x):
    return 3
try:
    with open('large', 'wb') as file:
        for _ in range(300):
            file.write(b'z' * (1 << 20))
    print('LARGE')
except OSError:
    pass""",
    "LARGE",
)
hostile(
    "many files",
    """def double(x):
    return 3
count = 0
try:
    for count in range(20000):
        open(f'file{count}', 'w').close()
except OSError:
    pass
print('MANY' if count > 15000 else 'few')""",
    "MANY",
)
hostile(
    "scripts in the output",
    WRONG
    + """from IPython.display import HTML, Javascript, display
display(HTML('<script>alert(1)</script><img src=x onerror=alert(2)><b>bold</b>'))
display(Javascript('alert(3)'))
display({'image/svg+xml': '<svg onload=alert(4)></svg>'}, raw=True)
display({'text/markdown': '<iframe src="javascript:alert(5)"></iframe>'}, raw=True)""",
    "<script",
    "onerror",
    "onload",
    "<iframe",
    "application/javascript",
)
hostile(
    "outputs of the wrong kind",
    WRONG
    + """class Broken:
    def __repr__(self): raise ValueError
display({'text/plain': 7, 'text/html': ['<b>', 8], 'image/png': 'not base64', 3: 4}, raw=True)
Broken()""",
)
hostile("input is asked for", "def double(x):\n    return int(input('how much? '))")
hostile(
    "the tests' own functions called back with a bomb",
    "def double(x):\n    double(x)\n    return 3",
)
