"""A copy of the course in a folder of its own, and nbgrader's commands run there by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def copy_course(folder: Path, assignments: Iterable[str] | None = None) -> None:
    """Copy what nbgrader needs, the configuration and the sources, into a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    for assignment in assignments or [path.name for path in (ROOT / "source").iterdir()]:
        shutil.copytree(
            ROOT / "source" / assignment,
            folder / "source" / assignment,
            ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
        )


def environment(home: Path) -> dict[str, str]:
    """What commands run with: this environment's programs, and nobody's own settings."""
    commands = str(Path(sys.executable).parent)
    return {
        **os.environ,
        # nbgrader starts alembic by its name.
        "PATH": commands + os.pathsep + os.environ["PATH"],
        "JUPYTER_CONFIG_DIR": str(home / ".jupyter"),
        "JUPYTER_DATA_DIR": str(home / ".jupyter" / "data"),
        "IPYTHONDIR": str(home / ".ipython"),
    }


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the folder, and let its output be seen if it fails."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
    return done


def grade_as_stock_nbgrader(folder: Path) -> None:
    """Take out of a course's configuration what makes ``nbgrader autograde`` use the rooms."""
    with (folder / "nbgrader_config.py").open("a") as config:
        config.write(
            'for name in ("exporter_class", "sanitize_preprocessors", "autograde_preprocessors"):\n'
            "    c.Autograde.pop(name, None)\n"
        )
