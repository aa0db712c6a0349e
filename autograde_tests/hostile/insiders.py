"""Hostile answers by somebody who has read safegrade's source, and others of a second look.

As in ``samples``: nothing may be earned for ``double``, and everything is bounded.
"""

# ruff: noqa: E501 - answers as students write them

from __future__ import annotations

from .samples import HOSTILE as FIRST
from .samples import WRONG, Hostile

INSIDERS: list[Hostile] = []


def hostile(title: str, source: str, *forbidden: str, total: bool = True) -> None:
    """Add an answer to the bank."""
    INSIDERS.append(Hostile(title, source, forbidden, total))


ROOM = """
import gc
from safegrade.rooms.student import StudentRoom
room = next(one for one in gc.get_objects() if type(one) is StudentRoom)
"""
CALL = ROOM + WRONG + "real = StudentRoom._call\n"


def reply(title: str, body: str, *forbidden: str, total: bool = True) -> None:
    """Add an answer whose process replies to the marker's calls as it likes."""
    other = "    if room.kept(message['object']) is not double: return real(room, message, parts)"
    text = f"{CALL}def forged(message, parts):\n{other}\n{body}\nroom.operations['call'] = forged\n"
    hostile(title, text, *forbidden, total=total)


def value(title: str, tree: str, parts: str = "[]", total: bool = True) -> None:
    """Add an answer that returns a value of its own making."""
    reply(
        title, f"    return {{'changed': [], 'printed': '', 'value': {tree}}}, {parts}", total=total
    )


# The messages between the rooms

value("value: an object that was never lent", "['yours', 1]")
value("value: a negative number of an object", "['yours', -1]")
value("value: a stand-in without a description", "['mine', 5, 'x']")
value("value: a stand-in with a number of a million digits", "['mine', 10**4000, {}]")
value(
    "value: a stand-in that claims every method",
    "['mine', 7, {'name': 'x', 'methods': ['eq', 'lt', 'sub', 'len', 'call', 'x'] * 50,"
    " 'callable': True, 'type': 'builtins.int'}]",
)
value("value: a stand-in that says it is a coroutine", "['mine', 7, {'coroutine': True}]")
value(
    "value: a stand-in that says it is an exception",
    "['mine', 7, {'class': True, 'kinds': ['SystemExit'], 'name': 'A'}]",
)
value("value: a reference to what the marker holds", "['r', 0]")
value("value: a reference that does not exist", "['r', -3]")
value("value: nested a thousand times", "eval('[\"t\", [' * 80 + '1' + ']]' * 80)")
value(
    "value: nested beyond what JSON can hold",
    "__import__('functools').reduce(lambda a, _: ['t', [a]], range(3000), 1)",
)
value("value: an array of objects", "['A', '|O', [1], 'C', True, 0]", "[b'12345678']")
value(
    "value: an array with a negative side", "['A', '<f8', [-1, -1], 'C', True, 0]", "[b'12345678']"
)
value(
    "value: an array with an absurd shape",
    "['A', '<f8', [10**18, 10**18, 0], 'C', True, 0]",
    "[b'']",
)
value(
    "value: an array of records within records",
    "['A', [['a', [['b', '<f8', [2]]]]], [1], 'C', True, 0]",
    "[b'0' * 16]",
)
value(
    "value: an array of a type that is code",
    "['A', '__import__(\"os\")', [1], 'C', True, 0]",
    "[b'12345678']",
)
value("value: an integer of two million digits", "['i', '0x' + 'f' * 2_000_000]")
value("value: a number that is none", "['f', 'nan']")
value("value: a dict with keys that are lists", "['d', [[['l', []], 1]]]")
value(
    "value: a set of a million colliding keys",
    "['y', [n * (2**61 - 1) for n in range(100_000)]]",
    total=False,
)
value("value: a further kind that is none", "['k', '__class__', 1]")
value("value: a frame of nonsense", "['k', 'DataFrame', ['t', [1, 2]]]")
value(
    "value: a time zone on another path",
    "['k', 'datetime', ['t', ['2020-01-01', 0, '../../../etc/passwd']]]",
)
value("value: a type called eval", "['k', 'type', 'eval']")
value("value: a type that is not NumPy's", "['k', 'scalar type', 'ndarray']")
value(
    "value: a random generator of no kind", "['k', 'Generator', ['d', [['bit_generator', 'os']]]]"
)
value("value: an object of an instructor's class", "['o', 'np', []]")
value("value: an instructor's class by name", "['O', 'STEP']")
value(
    "value: a model with a layer of code",
    '[\'m\', \'{"model": {"module": "keras.layers", "class_name": "Lambda", "config": {}}}\', []]',
)
value(
    "value: a model that switches Keras's safety off",
    '[\'m\', \'{"model": {"module": "keras.config", "class_name": "function", "config":'
    ' "enable_unsafe_deserialization", "registered_name": "function"}}\', []]',
)
value("value: an iterator of the marker's", "['iterator', 1]")
value("value: no tree at all", "{'a': 1}")
reply("reply: no value in it", "    return {}, []")
reply(
    "reply: a changed argument that was never sent",
    "    return {'changed': [[99, ['l', []]], [0, 5], 7], 'printed': '', 'value': 4}, []",
)
reply("reply: a refusal in place of a value", "    return {'refused': {'a': 1}, 'changed': []}, []")
reply("reply: an error that is none", "    return {'error': 5}, []")
reply(
    "reply: an error of the kind of the test's own end",
    "    return {'error': {'name': 'KeyboardInterrupt', 'kinds': ['KeyboardInterrupt'], 'text': 'x'}}, []",
)
reply(
    "reply: an error with markup and escape sequences",
    "    return {'error': {'name': 'E', 'kinds': ['ValueError'], 'frames': ['<script>alert(7)</script>\\x1b]0;x\\x07'],"
    " 'text': '<script>alert(7)</script>\\x1b[2J' * 9}}, []",
    "\\u001b]0",
    "\\u001b[2J",
)
reply(
    "reply: printed text beyond every limit before the test fails",
    "    return {'changed': [], 'printed': 'x' * 20_000_000, 'value': 3}, []",
)
reply(
    "reply: another cell's number",
    "    room.channel.send({'reply': True, 'id': 'run 99', 'ok': True});"
    " return real(room, message, parts)",
)
reply(
    "reply: two of them",
    "    room.channel.send({'reply': True, 'id': message['id'], 'value': 3, 'changed': []});"
    " return {'value': 4}, []",
)
reply(
    "reply: a flood of answers to nothing",
    "    for _ in range(20_000): room.channel.send({'reply': True, 'id': -1})\n    return real(room, message, parts)",
)
reply(
    "reply: calls of functions that were never lent",
    "    for n in range(200): room.channel.send({'op': 'callback', 'object': n, 'arguments': [[], []]})\n"
    "    return real(room, message, parts)",
)
reply(
    "reply: attributes of what was never lent",
    "    room.channel.send({'op': 'callback', 'object': 1, 'attribute': 'get', 'arguments': [['__globals__'], []]})\n"
    "    print(room.channel.receive()); return real(room, message, parts)",
    "TINY_SECRET",
)
reply(
    "reply: not JSON",
    "    room.channel.sock.sendall(b'\\0\\0\\0\\x05\\0\\0\\0\\0hello'); return {}, []",
    total=True,
)
reply(
    "reply: the length of four gigabytes",
    "    room.channel.sock.sendall(b'\\xff' * 8); return {}, []",
)
reply(
    "reply: a head of fifty million brackets",
    "    n = 25_000_000\n    room.channel.sock.sendall(__import__('struct').pack('!II', 2 * n, 0) + b'[' * n + b']' * n)\n"
    "    return {}, []",
)
reply(
    "reply: half a message, then silence",
    "    room.channel.sock.sendall(b'\\0\\0\\0\\x50'); import time; time.sleep(30)",
)
reply(
    "reply: open files by the hundred",
    "    import array, os, socket\n    f = os.open('/dev/null', 0)\n    for _ in range(150):\n"
    "        room.channel.sock.sendmsg([__import__('struct').pack('!II', 2, 0) + b'[]'[:0] + b'{}'],"
    " [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [f] * 16))])\n    return {}, []",
)
hostile(
    "run: outputs that are no list, after the time was over",
    ROOM
    + WRONG
    + """
import signal, time
def forged(message, parts):
    try:
        time.sleep(60)
    except BaseException:
        pass
    return {'outputs': 5, 'ok': True}, []
room.operations['run'] = forged
""",
    total=False,
)
hostile(
    "names: nonsense",
    ROOM
    + WRONG
    + """
room.operations['names'] = lambda message, parts: ({'found': [1, ['double'], ['double', {'a': 1}], [[], []], ['np', 4],
    ['double', ['k', 'type', 'int']], ['STEP', 7]], 'files': [['../../../x', 0], ['a', 99], 5]}, [])
""",
    total=False,
)
hostile(
    "names: a test's own helpers under the student's names",
    ROOM
    + WRONG
    + """
real = room.operations['names']
def forged(message, parts):
    reply, data = real(message, parts)
    reply['found'] += [[name, 4] for name in ('print', 'len', 'isinstance', 'AssertionError', 'np')]
    return reply, data
room.operations['names'] = forged
""",
)
hostile(
    "files: paths that lead out of the folder",
    ROOM
    + WRONG
    + """
real = room.operations['names']
def forged(message, parts):
    reply, data = real(message, parts)
    reply['files'] = [['../escaped.txt', len(data)], ['/tmp/safegrade-escaped', len(data)], ['a/../../b', len(data)],
                      ['.hidden', len(data)], ['x' * 300, len(data)], ['nul\\0', len(data)]]
    return reply, [*data, b'loot']
room.operations['names'] = forged
""",
)
hostile(
    "files: a module that would be imported by the test",
    WRONG
    + """
for name in ('numpy.py', 'sitecustomize.py', 'unittest.py', 'safegrade.py'):
    open(name, 'w').write('raise SystemExit(0)')
""",
)

# Objects

hostile(
    "an object that is near to every number",
    """
class Near:
    def __sub__(self, other): return 0
    __rsub__ = __add__ = __mul__ = __mod__ = __sub__
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __contains__ = __eq__ = __ne__ = __lt__
    def __bool__(self): return True
    def __hash__(self): return 4
    def __index__(self): return 4
    def __array__(self, *a, **k): import numpy; return numpy.array(3)
    __array_interface__ = {'shape': (1,), 'typestr': '<f8', 'data': (0, False), 'version': 3}
def double(x): return Near()
""",
)
hostile(
    "a subclass of int that is equal to everything",
    """
class Yes(int):
    def __eq__(self, other): return True
    __hash__ = int.__hash__
def double(x): return Yes(3)
""",
)
hostile(
    "a text that is equal to everything",
    """
class Yes(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__
def double(x): return Yes('no')
""",
)
hostile(
    "an answer that changes after it was returned",
    """
import threading, time
kept = [3]
def later():
    while True:
        kept[0] = 4
        time.sleep(0.001)
        kept[0] = 42
threading.Thread(target=later, daemon=True).start()
def double(x): return kept
""",
)
hostile("a generator in place of an answer", "def double(x):\n    while True: yield 4\n")
hostile(
    "a class in place of a function",
    """
class double:
    def __init__(self, x): pass
    def __eq__(self, other): return True
    __hash__ = None
""",
    total=True,
)
hostile(
    "a class whose metaclass says yes to everything",
    """
class Meta(type):
    def __eq__(cls, other): return True
    def __call__(cls, *a): return cls
    def __instancecheck__(cls, x): return True
    def __getattr__(cls, name): return cls
    __hash__ = type.__hash__
class double(metaclass=Meta): pass
""",
)
hostile(
    "a callable that recurses through itself",
    "class D:\n    def __call__(self, x): return self\n"
    "    def __getattr__(self, name): return self\ndouble = D()",
)
hostile(
    "an exception with a text of two hundred million letters",
    "def double(x):\n    raise ValueError('<b>' * 60_000_000)",
)
hostile(
    "an exception whose text raises",
    """
class E(Exception):
    def __str__(self): raise E
    __repr__ = __str__
def double(x): raise E
""",
)
hostile(
    "an exception called AssertionError that is none",
    "class AssertionError(Exception): pass\ndef double(x): raise AssertionError('fine')",
)
hostile(
    "an exception with a name of markup",
    "def double(x):\n    raise type('<script>alert(9)</script>', (Exception,), {})()",
)
hostile(
    "a name and a text for help that are hostile",
    """
def double(x): return 3
double.__name__ = '<img src=x onerror=alert(5)>' * 1000
double.__doc__ = '\\x1b]0;owned\\x07' + 'd' * 10_000_000
double.__signature__ = 5
double.__wrapped__ = double
""",
    "\\u001b]0;owned",
)
hostile(
    "the call stack and the collector searched for the expected value",
    """
import gc, sys, threading
def double(x):
    found = []
    frame = sys._getframe()
    while frame:
        found += [v for v in frame.f_locals.values() if isinstance(v, str) and 'assert double' in v]
        frame = frame.f_back
    found += [o for o in gc.get_objects() if isinstance(o, dict) and 'assert double(21)' in str(o.get('source', ''))]
    for f in sys._current_frames().values():
        found += [v for v in f.f_locals.values() if isinstance(v, str) and '42' in v]
    print('FOUND', len(found)); return 4 if found else 3
""",
    "FOUND 1",
    "FOUND 2",
)
hostile(
    "answers learnt from one call to the next",
    "seen = []\ndef double(x):\n    seen.append(x)\n    return seen[-1]",
)
hostile(
    "the rest of the notebook read from history",
    """
def double(x):
    ip = get_ipython()
    text = repr(ip.user_ns.get('In')) + repr(ip.history_manager.input_hist_raw)
    print(text); return 3
""",
    "double(21) == 42",
)

# The machine

hostile(
    "namespaces made anew",
    """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
flags = [0x10000000, 0x10020000, 0x20000, 0x40000000, 0x20000000, 0x2000000]
def double(x):
    done = [flag for flag in flags if libc.unshare(flag) == 0]
    print('MADE' if done else 'refused'); return 3
""",
    "MADE",
)
hostile(
    "clone with a namespace of its own",
    """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def double(x):
    pid = libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0) if os.uname().machine == 'x86_64' else -1
    if pid == 0: os._exit(0)
    print('CLONED' if pid > 0 else 'refused'); return 3
""",
    "CLONED",
)
hostile(
    "keys, rings, events, programs and faults of the kernel",
    """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
calls = {'keyctl': 250, 'add_key': 248, 'io_uring': 425, 'perf': 298, 'bpf': 321, 'userfaultfd': 323, 'shm': 29,
         'msg': 68, 'sem': 64, 'ptrace': 101, 'syslog': 103, 'pidfd_getfd': 438, 'process_vm_readv': 310}
def double(x):
    if os.uname().machine == 'x86_64':
        for name, number in calls.items():
            if libc.syscall(number, 0, 0, 0, 0, 0, 0) >= 0: print('OPEN', name)
    return 3
""",
    "OPEN ",
)
hostile(
    "sockets to the hypervisor, of packets, and of abstract names",
    """
import socket
def double(x):
    for family, kind in ((40, 1), (38, 5), (17, 3), (2, 3)):
        try:
            socket.socket(family, kind); print('SOCKET', family)
        except OSError: pass
    try:
        s = socket.socket(socket.AF_INET); s.settimeout(1); s.connect(('1.1.1.1', 53)); print('NETWORK')
    except OSError: pass
    s = socket.socket(socket.AF_UNIX); s.bind('\\0safegrade'); return 3
""",
    "SOCKET",
    "NETWORK",
)
hostile(
    "looks who its parents are",
    """
import os, signal
def double(x):
    for pid in (os.getppid(), 1, -1):
        for sig in (signal.SIGSTOP, signal.SIGUSR1):
            try: os.kill(pid, sig) if pid > 1 else None
            except OSError: pass
    try: os.kill(-1, signal.SIGUSR2)
    except OSError: pass
    return 3
""",
    total=False,
)
hostile(
    "its own death with a core",
    "import os, signal, resource\ndef double(x):\n"
    "    try: resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))\n    except ValueError: pass\n    os.abort()",
)
hostile(
    "limits that are raised",
    """
import resource
def double(x):
    for name in ('NPROC', 'DATA', 'FSIZE', 'CPU', 'NOFILE', 'CORE', 'MEMLOCK', 'MSGQUEUE'):
        which = getattr(resource, 'RLIMIT_' + name)
        soft, hard = resource.getrlimit(which)
        try:
            resource.setrlimit(which, (hard + 1, hard + 1)); print('RAISED', name)
        except (ValueError, OSError): pass
    return 3
""",
    "RAISED",
)
hostile(
    "memory that is shared, mapped or in files",
    """
import mmap, os
def double(x):
    held = []
    try:
        for _ in range(40):
            m = mmap.mmap(-1, 50 << 20); m.write(b'x' * (50 << 20)); held.append(m)
    except (OSError, ValueError, MemoryError): pass
    for folder in ('/dev/shm', '/tmp', '.'):
        try:
            for n in range(20): open(f'{folder}/{n}', 'wb').write(b'x' * (20 << 20))
        except OSError: pass
    return 3
""",
)
hostile(
    "programs that change who one is",
    """
import subprocess
def double(x):
    for line in (['su', '-c', 'id'], ['mount'], ['unshare', '-Ur', 'id'], ['passwd'], ['newgrp'], ['sudo', '-n', 'id']):
        try:
            done = subprocess.run(line, capture_output=True, text=True, timeout=2, stdin=subprocess.DEVNULL)
            if 'uid=0' in done.stdout: print('ROOT', line)
        except (OSError, subprocess.TimeoutExpired): pass
    return 3
""",
    "ROOT",
)
hostile(
    "what is left open from the parents",
    """
import os
def double(x):
    for fd in range(3, 256):
        try: s = os.fstat(fd)
        except OSError: continue
        try: print('READ', os.read(fd, 10)) if not __import__('stat').S_ISSOCK(s.st_mode) else None
        except OSError: pass
    return 3
""",
    "READ",
)
hostile(
    "the parents' memory, files and folders by way of /proc",
    """
import glob, os
def double(x):
    for path in glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/root') + ['/proc/1/cwd', '/proc/self/root/..']:
        try: print('SEEN', path, os.listdir(path) if os.path.isdir(path) else open(path).read())
        except OSError: pass
    return 3
""",
    "SEEN /proc/1",
    "TINY_SECRET",
    "gradebook.db",
)
hostile(
    "the solution, the gradebook and the others' work by all their names",
    """
import os
def double(x):
    for top, folders, files in os.walk('/'):
        folders[:] = [f for f in folders if f not in ('usr', 'lib', 'proc', 'sys', 'site-packages')]
        for name in files:
            if name.endswith(('.db', '.ipynb')) or name == 'nbgrader_config.py': print('LOOT', top, name)
        if len(top) > 200: break
    return 3
""",
    "gradebook.db",
    "nbgrader_config.py",
)
hostile(
    "devices",
    """
import os, stat
def double(x):
    for path in ('/dev/mem', '/dev/kmsg', '/dev/sda', '/dev/kvm', '/dev/fuse', '/dev/net/tun'):
        try: os.open(path, os.O_RDWR); print('DEVICE', path)
        except OSError: pass
    try: os.mknod('node', stat.S_IFBLK | 0o600, os.makedev(8, 0)); print('DEVICE made')
    except OSError: pass
    return 3
""",
    "DEVICE",
)
hostile(
    "control groups and settings of the kernel",
    """
import glob
def double(x):
    for path in glob.glob('/sys/fs/cgroup/**/*max*', recursive=True)[:50] + ['/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger']:
        try: open(path, 'w').write('1'); print('WROTE', path)
        except OSError: pass
    return 3
""",
    "WROTE",
)
hostile(
    "packages that are changed on disk",
    """
import numpy, safegrade, os
def double(x):
    for place in (numpy.__file__, safegrade.__file__, os.__file__):
        try: open(place, 'a').write('#'); print('WROTE', place)
        except OSError: pass
    return 3
""",
    "WROTE",
)
hostile(
    "the clock",
    """
import time
def double(x):
    try: time.clock_settime(time.CLOCK_REALTIME, 0); print('SET')
    except OSError: pass
    time.time = time.monotonic = lambda: 0
    return 3
""",
    "SET",
)
hostile(
    "a great many threads, then an answer that never comes",
    """
import threading, time
def double(x):
    try:
        for _ in range(400): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
    except RuntimeError: pass
    while True: time.sleep(1)
""",
)
hostile(
    "an interrupt that is caught for ever",
    """
def double(x):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
)
hostile(
    "processes that leave their session and live on",
    """
import os, time
def double(x):
    for _ in range(5):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0: time.sleep(40)
            os._exit(0)
    return 3
""",
)

# What is looked at

hostile(
    "pictures, scripts, styles and widgets of every type",
    WRONG
    + """
from IPython.display import display
for kind in ('text/html', 'image/svg+xml', 'text/latex', 'text/markdown', 'application/javascript', 'application/json',
             'application/vnd.jupyter.widget-view+json', 'application/vnd.jupyter.widget-state+json', 'application/pdf',
             'application/vnd.plotly.v1+json', 'text/vnd.mermaid', 'x/<script>'):
    display({kind: '<script>alert(3)</script><svg onload=alert(3)>\\\\href{javascript:alert(3)}{x}', 'text/plain': 'p'}, raw=True)
""",
    "<script>alert(3)",
    "onload=alert",
    "\\\\href{javascript",
)
hostile(
    "a display hook that lies about the type",
    WRONG
    + """
class Liar:
    def _repr_mimebundle_(self, **k): return {'text/html': {'a': ['<script>alert(4)</script>']}, 'text/plain': ['x'], 5: 6}, {'image/png': {'width': '"><script>alert(4)</script>'}}
    def _repr_png_(self): return b'<script>alert(4)</script>'
Liar()
""",
    "<script>alert(4)",
)
hostile(
    "colour codes that are commands of a terminal",
    WRONG + "print('\\x1b]52;c;AAAA\\x07\\x1b[2J\\x9b31m\\x1bP')",
    "\\u001b]52",
    "\\u001b[2J",
    "\\u009b",
)
hostile(
    "fifty displays of a megabyte before the test",
    WRONG
    + """
from IPython.display import HTML, display
for _ in range(50): display(HTML('<p>' + 'y' * 1_000_000))
""",
)
hostile(
    "tags, points and other data published with an output",
    WRONG
    + """
get_ipython().display_pub.publish({'text/plain': '3'}, metadata={'nbgrader': {'points': 99}, 'tags': ['skip-execution']})
get_ipython().set_next_input('def double(x): return 2 * x', replace=True)
get_ipython().payload_manager.write_payload({'source': 'set_next_input', 'text': 'x'}) if hasattr(get_ipython(), 'payload_manager') else None
""",
)

HOSTILE = [*FIRST, *INSIDERS]
