"""The process of a warm parent, as the process that starts it sees it."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

from .sandbox import NoSandboxError, explain

_START = 180.0

# What both rooms run under: quiet libraries, and one thread each, since rooms run side by side.
QUIET = {
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


class WarmProcess:
    """One warm parent and its control socket. It imports what its role needs, then waits."""

    def __init__(
        self,
        role: str,
        environment: Mapping[str, str],
        locked_away: Callable[[list[str]], list[str]] = lambda program: program,
    ) -> None:
        self.environment = dict(environment)
        self.control, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = [sys.executable, "-m", "safegrade.warm_parent", role, str(there.fileno())]
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = subprocess.Popen(
            locked_away(program),
            env=self.environment,
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
            cwd="/",
        )
        there.close()
        self.missing: list[str] = []
        self.threads = 0

    def tell(self, settings: dict[str, Any]) -> None:
        """Send what it waits for: which modules to load, and so on."""
        self.control.send(json.dumps(settings).encode())

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


_early: list[WarmProcess] = []


def start_early() -> None:
    """Start the marker's warm parent now: it loads while this process imports and reads."""
    _early.append(WarmProcess("MARKER", {**os.environ, **QUIET}))


def end_early() -> None:
    """End it, if nobody has taken it."""
    while _early:
        _early.pop().close()


def marker_process() -> WarmProcess:
    """The marker's warm parent that was started early, or a new one."""
    return _early.pop() if _early else WarmProcess("MARKER", {**os.environ, **QUIET})
