"""A limit on the memory and the processes of a whole room, where control groups can be had."""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path

from .rooms.limits import MEGABYTE, Limits

_ROOT = Path("/sys/fs/cgroup")
_counter = itertools.count()


class ControlGroup:
    """The control groups of one room; none of them where the system gives none."""

    def __init__(self, limits: Limits) -> None:
        self._folders: list[Path] = []
        name = f"safegrade-{os.getpid()}-{next(_counter)}"
        for parent, settings in _available(limits):
            folder = parent / name
            try:
                folder.mkdir()
                self._folders.append(folder)
                for file, value in settings.items():
                    with contextlib.suppress(FileNotFoundError):
                        (folder / file).write_text(str(value))
            except OSError:
                continue

    @property
    def total(self) -> bool:
        """Whether there is any limit on the room as a whole."""
        return bool(self._folders)

    def add(self, pid: int) -> None:
        """Put a process, and all that it starts from now on, under the limits."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                (folder / "cgroup.procs").write_text(str(pid))

    def ran_out_of_memory(self) -> bool:
        """Tell whether the kernel ended a process of the room for want of memory."""
        for folder in self._folders:
            for name in ("memory.events", "memory.oom_control"):
                with contextlib.suppress(OSError):
                    for line in (folder / name).read_text().splitlines():
                        if line.startswith("oom_kill ") and line.split()[1] != "0":
                            return True
        return False

    def remove(self) -> None:
        """Remove the groups; the room's processes have been ended."""
        for folder in self._folders:
            for _ in range(50):
                try:
                    folder.rmdir()
                    break
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.002)
        self._folders = []


def is_running(pid: str) -> bool:
    """Tell whether there is a process of that number (or the text is no number)."""
    return not pid.isdigit() or os.path.exists(f"/proc/{pid}")


def sweep_groups() -> None:
    """Remove the groups of rooms whose grading process was killed."""
    for parent, _ in _available(Limits()):
        for folder in parent.glob("safegrade-*"):
            if not is_running(folder.name.split("-")[1]):
                with contextlib.suppress(OSError):
                    folder.rmdir()


def _available(limits: Limits) -> list[tuple[Path, dict[str, int]]]:
    """Return the groups under which this process may make its own, and what to write there."""
    memory, processes = limits.memory * MEGABYTE, limits.processes
    found: list[tuple[Path, dict[str, int]]] = []
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers == "":
                parent = _ROOT / path.lstrip("/")
                control = parent / "cgroup.controllers"
                if control.is_file() and "memory" in control.read_text().split():
                    settings = {"memory.max": memory, "memory.swap.max": 0, "pids.max": processes}
                    found.append((parent, settings))
            elif controllers == "memory":
                parent = _ROOT / "memory" / path.lstrip("/")
                settings = {
                    "memory.limit_in_bytes": memory,
                    "memory.memsw.limit_in_bytes": memory,
                }
                found.append((parent, settings))
            elif controllers == "pids":
                found.append((_ROOT / "pids" / path.lstrip("/"), {"pids.max": processes}))
    return [(parent, settings) for parent, settings in found if os.access(parent, os.W_OK)]
