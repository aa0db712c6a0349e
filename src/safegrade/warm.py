"""Start the two warm parents and have submissions graded by them."""

from __future__ import annotations

import functools
import json
import os
import shutil
import socket
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from .cgroup import is_running, sweep_groups
from .channel import BrokenFrameError, Channel, ChannelClosedError
from .job import Graded, Job, Warm
from .sandbox import NoSandboxError, command, folders_to_show
from .warm_process import QUIET, WarmProcess, marker_process

_HOME = "safegrade-home-"


def sweep_homes() -> None:
    """Remove the temporary folders of commands that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_HOME}*"):
        if not is_running(folder.name.removeprefix(_HOME).partition("-")[0]):
            shutil.rmtree(folder, ignore_errors=True)


def _marker(warm: Warm, home: str) -> WarmProcess:
    """Start the marker's warm parent. Its environment is the command's, as it is by now."""
    environment = {**os.environ, **QUIET, "IPYTHONDIR": f"{home}/ipython"}
    process = marker_process()
    was, names = process.environment, environment.keys() | process.environment.keys()
    process.tell(
        {
            **_settings(warm),
            # Only what is different: all of it can be more than fits into a message.
            "environment": {
                name: environment.get(name)
                for name in sorted(names)
                if environment.get(name) != was.get(name)
            },
            "prepare": list(warm.prepare),
            "assignment": warm.assignment,
        }
    )
    return process


def _student(warm: Warm, home: str) -> WarmProcess:
    """Start the students' warm parent, locked away if it is to be."""
    places = {
        "HOME": "/scratch" if warm.sandbox else home,
        "IPYTHONDIR": "/tmp/ipython" if warm.sandbox else f"{home}/ipython",
        "MPLCONFIGDIR": "/tmp/matplotlib" if warm.sandbox else f"{home}/matplotlib",
        "PATH": f"{os.path.dirname(sys.executable)}:/usr/local/bin:/usr/bin:/bin",
    }
    environment = {**QUIET, **places}
    if warm.sandbox:
        from .withheld import files_of

        locked_away = functools.partial(
            command,
            environment=environment,
            shown=folders_to_show(list(warm.shown)),
            hidden=files_of(list(warm.withheld)) + list(warm.covered),
        )
        outside = {"PATH": os.environ.get("PATH", os.defpath)}
        process = WarmProcess("STUDENT", outside, locked_away)
    else:
        process = WarmProcess("STUDENT", environment)
    settings = _settings(warm)
    settings["preload"] += warm.preload_student
    process.tell(settings)
    return process


def _settings(warm: Warm) -> dict[str, Any]:
    return {
        "preload": list(warm.preload),
        "sandbox": warm.sandbox,
        "path": list(warm.path),
        "withheld": list(warm.withheld),
    }


class WarmParents:
    """Both warm parents; any number of threads may have submissions graded at the same time."""

    def __init__(self, warm: Warm) -> None:
        self.warm = warm
        self._lock = threading.Lock()
        sweep_homes()
        sweep_groups()
        self._home = tempfile.mkdtemp(prefix=f"{_HOME}{os.getpid()}-")
        self._parents: tuple[WarmProcess, WarmProcess] | None = None
        self._ready = False
        self._closed = False

    def start(self) -> None:
        """Start both processes without waiting for them."""
        with self._lock:
            self._start()

    def _start(self) -> None:
        if self._parents is None:
            self._parents = (_student(self.warm, self._home), _marker(self.warm, self._home))
            self._ready = False

    def _both(self) -> tuple[WarmProcess, WarmProcess]:
        with self._lock:
            self._start()
            assert self._parents is not None
            if not self._ready:
                try:
                    for parent in self._parents:
                        parent.wait_until_ready()
                except NoSandboxError:
                    self._end()
                    raise
                self._ready = True
            return self._parents

    def processes(self) -> list[int]:
        """Return the ids of both warm parents."""
        return [parent.process.pid for parent in self._both()]

    def grade(self, job: Job, attempts: int = 3) -> Graded:
        """Grade one submission; a warm parent that was lost is started anew.

        Raises:
            NoSandboxError: if the rooms cannot be opened at all.
        """
        reason = ""
        for _ in range(attempts):
            parents = self._both()
            try:
                reply = self._ask(parents, job)
            except (ChannelClosedError, BrokenFrameError, OSError) as error:
                reason = f"the grading process ended unexpectedly ({error})"
                if any(parent.process.poll() is not None for parent in parents):
                    self._renew(parents)
                continue
            if isinstance(reply, Graded):
                return reply
            reason = reply
            self._renew(parents)
        return Graded("", failed=reason)

    def _ask(self, parents: tuple[WarmProcess, WarmProcess], job: Job) -> Graded | str:
        student, marker = parents
        here, there = socket.socketpair()
        with here:
            with there:
                fds = [there.fileno(), student.control.fileno()]
                request = json.dumps({"home": self._home}).encode()
                socket.send_fds(marker.control, [request], fds)
            channel = Channel(here)
            channel.send({}, [job.to_bytes()])
            message, parts = channel.receive()
        if message.get("graded"):
            return Graded.from_bytes(parts[0])
        return str(message.get("lost") or message.get("failed"))

    def _renew(self, parents: tuple[WarmProcess, WarmProcess]) -> None:
        with self._lock:
            if self._parents is parents:
                self._end()

    def _end(self) -> None:
        if self._parents is not None:
            for parent in self._parents:
                parent.close()
        self._parents = None

    def close(self) -> None:
        """End both parents and everything they forked."""
        with self._lock:
            self._end()
            shutil.rmtree(self._home, ignore_errors=True)
