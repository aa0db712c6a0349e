"""Run a command as an ordinary user, from root: nobody in particular, without any right.

The interpreter may lie in a closed folder, such as root's home. In a mount namespace of the
command's own such folders are replaced by open ones that show just what it needs.
"""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

UID = 54321


def hand_over(folder: Path) -> None:
    """Give a folder and all in it to the user."""
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, UID, UID, follow_symlinks=False)


def as_ordinary_user(command: list[str]) -> list[str]:
    """Return the command line that runs a command as the user."""
    prefixes = {os.path.realpath(path) for path in (sys.base_prefix, sys.prefix)}
    needed = sorted({*prefixes, str(Path(__file__).resolve().parents[1])})
    lines = ["set -e", "shown=$(mktemp -d)"]
    for number, path in enumerate(needed):
        lines += [f"mkdir $shown/{number}", f"mount --bind {shlex.quote(path)} $shown/{number}"]
    for folder in sorted({str(one) for path in needed for one in _closed(path)}):
        lines += [f"mount -t tmpfs -o mode=0755 tmpfs {shlex.quote(folder)}"]
        for number, path in enumerate(needed):
            if Path(folder) in Path(path).parents:
                quoted = shlex.quote(path)
                lines += [f"mkdir -p {quoted}", f"mount --bind $shown/{number} {quoted}"]
    become = f"setpriv --reuid={UID} --regid={UID} --clear-groups --inh-caps=-all"
    lines += [f"exec {become} --bounding-set=-all {shlex.join(command)}"]
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(lines)]


def _closed(path: str) -> list[Path]:
    """Return the topmost folder above a path into which nobody else may look, if there is one."""
    for folder in reversed(Path(path).parents):
        if not stat.S_IMODE(folder.stat().st_mode) & stat.S_IXOTH:
            return [folder]
    return []
