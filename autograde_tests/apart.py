"""One thing after another, judged by a script in a process of its own.

Answers may never end, kill their process or load TensorFlow: that costs one of them, and this
process nothing. The script prints one line of JSON for each thing, from the given number on.
"""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

SECONDS = 240.0
"""For one thing. Long, because a busy machine is not the fault of an answer."""

ENVIRONMENT = {
    # As in the course's kernels, see nbgrader_config.py.
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    # Small images do not repay the starting of threads.
    "OPENBLAS_NUM_THREADS": "1",
}


def judged_apart(
    script: str, arguments: Sequence[str], number: int, seconds: float = SECONDS
) -> Iterator[dict[str, Any] | int]:
    """What the script makes of each of so many things, in order.

    Where its process ends, or is busy with one thing for ``seconds``, a new process goes on with
    that thing: TensorFlow may end for what an earlier one left behind. If it ends there as well,
    the status that it ended with, -9 if it had to be stopped; the next process goes on behind it.
    """
    done = 0
    while done < number:
        first = done
        with _process(script, [*arguments, str(first)]) as process:
            while done < number:
                line = _line(process, seconds)
                if line:
                    done += 1
                    yield json.loads(line)
                    continue
                process.kill()
                if done == first:
                    done += 1
                    yield process.wait()
                break


def _process(script: str, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, script, *arguments],
        cwd=Path(script).parent,
        env={**os.environ, **ENVIRONMENT},
        stdin=subprocess.DEVNULL,  # an answer that asks for input gets none
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,  # so that a line which select has not announced is not in a buffer
    )


def _line(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """The process's next line of output; empty if it has ended or takes longer."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], seconds)
    line = process.stdout.readline() if ready else b""
    return line if line.endswith(b"\n") else b""


def results() -> TextIO:
    """In the script: where its lines go. All else that is printed, by libraries too, is dropped."""
    kept = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    return kept
