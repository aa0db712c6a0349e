"""A Jupyter server as a process of its own, for tests that use it from a browser."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PORT = "--port={port}"
"""In a server's command, where a free port is to stand."""
OPTIONS = ["--no-browser", "--ip=127.0.0.1", "--allow-root", PORT]
"""For a server that tests start: for this machine alone, and without a browser of its own."""

PATIENCE = 120  # seconds


@contextlib.contextmanager
def serving(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start the command in the folder; give its process and the address that it prints.

    Where ``{port}`` stands in the command, a free port is written.

    Raises:
        RuntimeError: if it ends, or prints no address; the text is all that it said.
    """
    log = folder / "server.log"
    # Not --port=0: not every version then says which port it took. If another process is quicker to
    # take this one, Jupyter tries the next.
    port = str(free_port())
    with log.open("wb") as said:
        process = subprocess.Popen(
            [part.replace("{port}", port) for part in command],
            cwd=folder,
            env=dict(environment),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process, _address(process, log)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def free_port() -> int:
    """A port of this machine that nothing listened on a moment ago."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+/\S+", log.read_text())
        if found:
            return found[0]
        time.sleep(0.1)
    raise RuntimeError(f"{process.args} is not serving: {log.read_text()}")
