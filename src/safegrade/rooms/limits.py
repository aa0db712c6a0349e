"""The limits of a student's room."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes:
        memory: megabytes, of all its processes together where a cgroup can be had, else of each.
        cpu: seconds of processor time of one process in all.
        cell: seconds of wall time of one cell or one call.
        whole: seconds of wall time of one submission in all.
        processes: processes and threads.
        file: megabytes of one file.
        disk: megabytes of scratch space in all.
        files: files in the scratch space.
        output: bytes of output of one cell.
    """

    memory: int = 2048
    cpu: int = 300
    cell: float = 30.0
    whole: float = 600.0
    processes: int = 256
    file: int = 64
    disk: int = 128
    files: int = 4096
    output: int = 1_000_000

    def as_message(self) -> dict[str, Any]:
        """Return the limits as plain data."""
        return asdict(self)
