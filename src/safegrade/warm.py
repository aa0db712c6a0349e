"""Start the two warm parents and have submissions graded by them."""

from __future__ import annotations

import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from .cgroup import is_running, sweep_groups
from .channel import BrokenFrameError, Channel, ChannelClosedError
from .job import Graded, Job, Warm
from .sandbox import NoSandboxError, command, explain, folders_to_show

_START = 180.0
_HOME = "safegrade-home-"

_QUIET = {
    "LANG": "C.UTF-8",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
    "CUDA_VISIBLE_DEVICES": "-1",
}


def sweep_homes() -> None:
    """Remove the temporary folders of commands that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_HOME}*"):
        if not is_running(folder.name.removeprefix(_HOME).partition("-")[0]):
            shutil.rmtree(folder, ignore_errors=True)


class _Parent:
    """One warm parent process and its control socket."""

    def __init__(self, role: str, warm: Warm, home: str) -> None:
        self.control, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        settings = {
            "preload": [*warm.preload, *(warm.preload_student if role == "STUDENT" else ())],
            "sandbox": warm.sandbox,
            "path": list(warm.path),
            "withheld": list(warm.withheld),
            "prepare": list(warm.prepare) if role == "MARKER" else [],
            "assignment": warm.assignment,
        }
        program = [sys.executable, "-m", "safegrade.warm_parent"]
        program += [role, json.dumps(settings), str(there.fileno())]
        student = role == "STUDENT"
        places = {
            "HOME": "/scratch" if student and warm.sandbox else home,
            "IPYTHONDIR": "/tmp/ipython" if student and warm.sandbox else f"{home}/ipython",
            "PATH": f"{os.path.dirname(sys.executable)}:/usr/local/bin:/usr/bin:/bin",
        }
        if student and warm.sandbox:
            places["MPLCONFIGDIR"] = "/tmp/matplotlib"
        elif student:
            places["MPLCONFIGDIR"] = f"{home}/matplotlib"
        environment = {**_QUIET, **places}
        if student and warm.sandbox:
            from .withheld import files_of

            shown = folders_to_show(list(warm.shown))
            hidden = files_of(list(warm.withheld)) + list(warm.covered)
            program = command(program, environment, shown=shown, hidden=hidden)
            environment = {"PATH": os.environ.get("PATH", os.defpath)}
        elif not student:
            environment = {**os.environ, **_QUIET, "IPYTHONDIR": places["IPYTHONDIR"]}
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            program,
            env=environment,
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
            cwd="/",
        )
        there.close()
        self.missing: list[str] = []
        self.threads = 0

    def wait_until_ready(self) -> None:
        """Wait until the modules are loaded.

        Raises:
            NoSandboxError: with a reason, if the process ended instead.
        """
        ready = select.select([self.control], [], [], _START)[0]
        data = self.control.recv(65536) if ready else b""
        if not data:
            self.close()
            self._said.seek(0)
            said = self._said.read().decode("utf-8", "replace")
            raise NoSandboxError(explain(self.process.returncode or 0, said))
        message = json.loads(data)
        self.missing, self.threads = message["missing"], message["threads"]

    def close(self) -> None:
        """End the process and all rooms that it forked."""
        self.control.close()
        self.process.kill()
        self.process.wait()


class WarmParents:
    """Both warm parents; any number of threads may have submissions graded at the same time."""

    def __init__(self, warm: Warm) -> None:
        self.warm = warm
        self._lock = threading.Lock()
        sweep_homes()
        sweep_groups()
        self._home = tempfile.mkdtemp(prefix=f"{_HOME}{os.getpid()}-")
        self._parents: tuple[_Parent, _Parent] | None = None
        self._ready = False
        self._closed = False

    def start(self) -> None:
        """Start both processes without waiting for them."""
        with self._lock:
            self._start()

    def _start(self) -> None:
        if self._parents is None:
            self._parents = (
                _Parent("STUDENT", self.warm, self._home),
                _Parent("MARKER", self.warm, self._home),
            )
            self._ready = False

    def _both(self) -> tuple[_Parent, _Parent]:
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

    def _ask(self, parents: tuple[_Parent, _Parent], job: Job) -> Graded | str:
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

    def _renew(self, parents: tuple[_Parent, _Parent]) -> None:
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
