"""The program of a warm parent: load the modules once, then fork a room at every request.

``safegrade.warm`` starts it with a role (STUDENT or MARKER) and the number of an inherited socket,
through which come its settings and then the requests. It only imports: anything else (one
TensorFlow operation is enough) would start threads, which do not survive a fork.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import json
import os
import signal
import socket
import sys
import threading
import time
from typing import Any

from .channel import Channel
from .rooms import isolate
from .rooms.limits import Limits
from .rooms.shell import CapturingShell
from .withheld import withhold

_ROLES = {"MARKER": "safegrade.grading", "STUDENT": "safegrade.rooms.student"}
_LARGEST = 2**20


def count_threads() -> int:
    """Return the number of threads of this process, of Python's and of libraries."""
    return (
        len(os.listdir("/proc/self/task"))
        if os.path.isdir("/proc/self/task")
        else (threading.active_count())
    )


def _preload(modules: list[str]) -> list[str]:
    """Import what can be imported; returns the names that cannot."""
    missing = []
    for name in modules:
        try:
            with contextlib.redirect_stderr(sys.stdout):
                importlib.import_module(name)
        except Exception:  # a module of the course may raise anything; its cell will say so
            missing.append(name)
    return missing


def _prepare(functions: list[str], assignment: str) -> list[str]:
    """Call the functions that the course names; returns those that fail."""
    failed = []
    for function in functions:
        module, _, name = function.partition(":")
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                getattr(importlib.import_module(module), name)(assignment)
        except Exception as error:  # the course's own code may raise anything
            failed.append(f"{function}: {error}")
    return failed


def _rehearse(shell: CapturingShell) -> None:
    """Show an error and a figure once: what both load, no room has to load again."""
    with shell.streams():
        shell.run_cell("1 / 0", store_history=False)  # type: ignore[no-untyped-call]
        shell.run_cell("[1]", store_history=False)  # type: ignore[no-untyped-call]
    shell.outputs = type(shell.outputs)(0)
    if "nbformat" in sys.modules:
        # The first validation compiles the format's schema.
        nbformat: Any = sys.modules["nbformat"]
        nbformat.validate(nbformat.v4.new_notebook())
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        figure, axes = pyplot.subplots()
        axes.set_title("title")
        figure.savefig(io.BytesIO(), format="png")
        pyplot.close("all")
    shell.reset(new_session=True)  # type: ignore[no-untyped-call]


def main() -> None:
    """Load the modules and serve requests to fork until the control socket closes."""
    # Nothing that is imported is garbage; looking for some takes a quarter of the time.
    gc.disable()
    role, control = sys.argv[1], socket.socket(fileno=int(sys.argv[2]))
    importlib.import_module(_ROLES[role])
    data = control.recv(_LARGEST)
    if not data:
        return
    settings = json.loads(data)
    for name, value in settings.get("environment", {}).items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    time.tzset()
    sys.path += [path for path in settings["path"] if path not in sys.path]
    if role == "STUDENT":
        withhold(settings["withheld"])
    missing = _preload(settings["preload"])
    missing += _prepare(settings.get("prepare", []), settings.get("assignment", ""))
    shell = CapturingShell.open()
    _rehearse(shell)
    if settings["sandbox"] and role == "STUDENT":
        isolate.hide_memory()
    if threading.active_count() != 1:
        missing.append("a thread was started by one of the modules that are loaded beforehand")
    threads = count_threads()
    gc.collect()
    gc.freeze()
    gc.enable()
    if role == "MARKER":
        # Its rooms live for one submission; a student's room collects as any notebook does.
        gc.set_threshold(50_000)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.send(json.dumps({"ready": True, "missing": missing, "threads": threads}).encode())
    while True:
        data, fds, _, _ = socket.recv_fds(control, _LARGEST, 8)
        if not data:
            return
        request = json.loads(data)
        if count_threads() != threads:
            os._exit(70)
        if os.fork() == 0:
            control.close()
            try:
                if role == "STUDENT":
                    _student(request, fds, shell, settings)
                else:
                    _marker(request, fds, shell)
            except BaseException as error:
                with contextlib.suppress(Exception):
                    connection = Channel(socket.socket(fileno=os.dup(fds[0])))
                    connection.send({"failed": f"{type(error).__name__}: {error}"})
            finally:
                os._exit(0)
        for descriptor in fds:
            os.close(descriptor)


def _student(
    request: dict[str, Any], fds: list[int], shell: CapturingShell, settings: dict[str, Any]
) -> None:
    """Become a student's room: two forks, because only a child enters a new pid namespace."""
    limits = Limits(**request["limits"])
    channel = Channel(socket.socket(fileno=fds[0]))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    isolate.die_with_parent()
    if settings["sandbox"]:
        isolate.unshare()
    pid = os.fork()
    if pid:
        handle = os.pidfd_open(pid)
        channel.send({"opened": True}, fds=[handle])
        channel.close()
        os.close(handle)
        os.waitpid(pid, 0)
        os._exit(0)
    isolate.die_with_parent()
    # Wait until the other side has put this process into its cgroup.
    message, parts = channel.receive()
    if settings["sandbox"]:
        isolate.mount_scratch(limits)
        folder = isolate.SCRATCH
    else:
        folder = request["folder"]
    os.environ.update({"HOME": folder, "TMPDIR": folder, "NBGRADER_EXECUTION": "autograde"})
    work = os.path.join(folder, "work")
    os.mkdir(work)
    os.chdir(work)
    for name, data in zip(message["files"], parts, strict=True):
        os.makedirs(os.path.dirname(os.path.join(work, name)), exist_ok=True)
        with open(os.path.join(work, name), "wb") as file:
            file.write(data)
    log = os.open(os.path.join(folder, ".output"), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    keep = channel.sock.fileno()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.closerange(3, keep)
    os.closerange(keep + 1, 1024)
    sys.path.insert(0, "")
    if settings["sandbox"]:
        isolate.limit_resources(limits)
        isolate.drop_privileges()
    channel.send({"inside": True})
    importlib.import_module("safegrade.rooms.student").enter(channel, shell, limits.output)


def _marker(request: dict[str, Any], fds: list[int], shell: CapturingShell) -> None:
    """Become the process that grades one submission outside of the sandbox."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    isolate.die_with_parent()
    importlib.import_module("safegrade.grading").enter(
        Channel(socket.socket(fileno=fds[0])), socket.socket(fileno=fds[1]), shell, request
    )


if __name__ == "__main__":
    main()
