"""How a forked room locks itself away from its warm parent and from all other rooms.

The warm parent runs in a bubblewrap sandbox already. The room leaves it behind as far as Linux
lets a process do that by itself: namespaces of its own (user, mount, pid, ipc, net, uts), memory
file systems of its own over every place that can be written and over ``/proc``, resource limits,
no capability, no way to get one, and a filter of system calls.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path

from .limits import MEGABYTE, Limits
from .syscalls import filter_calls

_NEW_NAMESPACES = (
    0x00020000  # mount
    | 0x04000000  # uts
    | 0x08000000  # ipc
    | 0x10000000  # user
    | 0x20000000  # pid
    | 0x40000000  # net
)
_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_RDONLY, _MS_REMOUNT = 2, 4, 8, 1, 32
_MS_BIND, _MS_REC, _MS_PRIVATE = 4096, 16384, 1 << 18
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_CAPBSET_DROP = 1, 4, 24
_PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
_CAPABILITY_VERSION_3 = 0x20080522

SCRATCH = "/scratch"

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def unshare() -> None:
    """Enter namespaces of its own; the next fork is the first process of the new pid namespace."""
    uid, gid = os.getuid(), os.getgid()
    # The files in /proc/self belong to this process only while its memory may be looked at.
    _check(_libc.prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")
    _check(_libc.unshare(_NEW_NAMESPACES), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def die_with_parent() -> None:
    """Be killed when the parent process ends, however it ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def mount_scratch(limits: Limits) -> None:
    """Put memory file systems over the places that can be written, and an empty one over /proc."""
    _check(_libc.mount(b"none", b"/", None, _MS_REC | _MS_PRIVATE, None), "mount private")
    flags = _MS_NOSUID | _MS_NODEV
    room = f"size={limits.disk}m,nr_inodes={limits.files},mode=0700"
    _mount(SCRATCH, flags, room)
    below = _mounted_below("/tmp")
    _mount("/tmp", flags, "size=16m,nr_inodes=512,mode=1777")
    for place, folder in below.items():
        os.makedirs(place, exist_ok=True)
        source = f"/proc/self/fd/{folder}".encode()
        _check(_libc.mount(source, place.encode(), None, _MS_BIND | _MS_REC, None), place)
        os.close(folder)
    if os.path.isdir("/dev/shm"):
        _mount("/dev/shm", flags, "size=64m,nr_inodes=64,mode=1777")
    _cover_proc(flags | _MS_NOEXEC)


def _mounted_below(place: str) -> dict[str, int]:
    """What the sandbox shows below a place that is about to be covered, each held open.

    An interpreter may be installed there.
    """
    lines = Path("/proc/self/mountinfo").read_text().splitlines()
    shown = sorted({line.split()[4].replace("\\040", " ") for line in lines})
    below: dict[str, int] = {}
    for path in shown:
        inside = path.startswith(place + "/") and os.path.isdir(path)
        if inside and not any(path.startswith(outer + "/") for outer in below):
            below[path] = os.open(path, os.O_PATH | os.O_DIRECTORY)
    return below


def _cover_proc(flags: int) -> None:
    """Leave of /proc what libraries read about the machine and about the interpreter's file."""
    program = os.readlink("/proc/self/exe")
    # TensorFlow ends the process if it cannot read its own command line.
    texts = {name: Path("/proc", name).read_bytes() for name in ("cpuinfo", "meminfo")}
    texts["self/cmdline"] = b"python\0"
    _mount("/proc", flags, "size=1m,nr_inodes=16,mode=0555")
    os.mkdir("/proc/self")
    os.symlink(program, "/proc/self/exe")
    for name, text in texts.items():
        Path("/proc", name).write_bytes(text)
    result = _libc.mount(b"none", b"/proc", None, flags | _MS_REMOUNT | _MS_RDONLY, None)
    _check(result, "remount /proc")


def _mount(place: str, flags: int, options: str) -> None:
    result = _libc.mount(b"tmpfs", place.encode(), b"tmpfs", flags, options.encode())
    _check(result, f"mount {place}")


def limit_resources(limits: Limits) -> None:
    """Set the limits that the kernel keeps for each process."""
    pairs = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, limits.cpu),
        (resource.RLIMIT_FSIZE, limits.file * MEGABYTE),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_DATA, limits.memory * MEGABYTE),
        (resource.RLIMIT_MEMLOCK, 1 << 16),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_RTPRIO, 0),
    ]
    for which, wanted in pairs:
        hard = resource.getrlimit(which)[1]
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (value, value))


def drop_privileges() -> None:
    """Give up every capability for good, and hide this process's memory from its siblings."""
    _check(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break
    _libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _check(_libc.capset(ctypes.byref(header), ctypes.byref(nothing)), "capset")
    hide_memory()
    filter_calls()


def hide_memory() -> None:
    """Forbid other processes of the same user to look into this one."""
    _check(_libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")
