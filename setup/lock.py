"""Fit requirements.lock and environment.yml to pyproject.toml, in one go.

    make lock       keeps every pin that still fits
    make upgrade    takes the newest versions

environment.yml gets the part of the lock that a student needs.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
ENVIRONMENT = ROOT / "environment.yml"
# The oldest Python that the project supports; Binder uses it, and so do the pins for it.
PYTHON = "3.11"
# What Binder installs: the package's own dependencies and these extras.
STUDENT_EXTRAS = ["keras", "lab"]
# Where environment.yml is used: Binder, and conda on students' own computers.
PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
]
HEAD = f"""\
# For Binder, and for "conda env create" at home. Written by "make lock": change pyproject.toml.
# The pins are those of requirements.lock, only as many as a student needs, and they stand in this
# file because Binder then installs them once, not again at every commit.
name: pooling
channels:
  - conda-forge
dependencies:
  # Not a range: repo2docker reads one as no version at all.
  - python={PYTHON}
  - pip
  - pip:
"""


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []

    compile_pins("--all-extras", "--generate-hashes", *upgrade, "--output-file", str(LOCK))
    extras = [f"--extra={extra}" for extra in STUDENT_EXTRAS]
    names = {name for name, _, _ in pins(compile_pins(*extras, "--constraint", str(LOCK)))}
    lines = environment_lines(LOCK.read_text(), names)
    ENVIRONMENT.write_text(HEAD + "".join(f'      - "{line}"\n' for line in lines))
    print(f"{LOCK.name} and {ENVIRONMENT.name} fit pyproject.toml; make setup installs them.")


def compile_pins(*options: str) -> str:
    """Resolve pyproject.toml with uv for all platforms; return the pins."""
    command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", PYTHON]
    # The index is everybody's own affair: no address of one goes into the files.
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += [*options, "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit("uv found no versions that fit together; see above.")
    return done.stdout


def pins(text: str) -> list[tuple[str, str, str]]:
    """Read a lock: each pin's name, version and marker (empty where there is none)."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?$", text, re.M)
    return [(name, version, marker) for name, version, marker in found]


def environment_lines(lock: str, names: set[str]) -> list[str]:
    """Pick the lock's pins of these names that hold for ``PYTHON`` on any of ``PLATFORMS``.

    A pin that holds on all of them needs no marker.
    """
    lines = []
    for name, version, marker in pins(lock):
        if name not in names:
            continue
        holds = [not marker or Marker(marker).evaluate(environment(on)) for on in PLATFORMS]
        if all(holds):
            lines.append(f"{name}=={version}")
        elif any(holds):
            lines.append(f"{name}=={version} ; {marker}")
    return lines


def environment(platform: dict[str, str]) -> dict[str, str]:
    """Fill in what markers ask for beside the platform."""
    return {
        **platform,
        "os_name": "nt" if platform["sys_platform"] == "win32" else "posix",
        "python_version": PYTHON,
        "python_full_version": f"{PYTHON}.14",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


if __name__ == "__main__":
    main()
