"""Make .venv what requirements.lock and pyproject.toml ask for; do nothing if it is that already.

Run by "make setup" with the Python that setup/find-python chose, so it uses the standard library
alone. A stamp in .venv holds what was installed. It is written last: a set-up that was stopped does
not count as done.
"""

import contextlib
import fcntl
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "set-up.json"
LOCK = ROOT / "requirements.lock"
INGREDIENTS = [
    LOCK,
    ROOT / "pyproject.toml",
    ROOT / "setup" / "install.py",
    ROOT / "setup" / "after_install.py",
    ROOT / "setup" / "lab_settings.json",
]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
UNFINISHED = {"unfinished": "true"}
SECONDS_OF_SILENCE = 20
"""After so long, who does not watch on a terminal reads where pip is."""


class SetUpError(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def main() -> None:
    """Bring .venv up to date, unless it is."""
    wanted = wanted_stamp()
    if read_stamp() == wanted:
        return
    VENV.mkdir(exist_ok=True)
    with one_at_a_time():
        found = read_stamp()
        if found == wanted:  # another set-up has just done it
            return
        begun = time.monotonic()
        # None: there is no .venv yet, or it was made by hand; what is in it is taken as good.
        trusted = found is None or all(
            found.get(key) == wanted[key] for key in ("python", "folder")
        )
        make_venv(keep=trusted)
        write_stamp(UNFINISHED)
        print(
            "Installing the packages of requirements.lock into .venv (up to 2.3 GB) ...", flush=True
        )
        # Not --force-reinstall: that uninstalls first, and fails on a half-installed package.
        again = [] if trusted else ["--ignore-installed"]
        pip_install("--require-hashes", "--no-deps", *again, "-r", str(LOCK))
        pip_install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
        run([str(PYTHON), "-I", str(ROOT / "setup" / "after_install.py")])
        write_stamp(wanted)
        print(f"Set up in {time.monotonic() - begun:.0f} s.")


def wanted_stamp() -> dict[str, str]:
    """Name what decides whether .venv is up to date: contents, never times of files."""
    digest = hashlib.sha256()
    for path in INGREDIENTS:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    # The scripts in .venv/bin name the folder, so a clone that moved needs them anew.
    return {"contents": digest.hexdigest(), "python": VERSION, "folder": str(ROOT)}


def read_stamp() -> dict[str, str] | None:
    """Tell what .venv was last made for; ``None`` if this script did not make it."""
    try:
        stamp = json.loads(STAMP.read_text())
    except FileNotFoundError:
        return None
    except ValueError:
        return UNFINISHED
    return stamp if isinstance(stamp, dict) else UNFINISHED


def write_stamp(stamp: dict[str, str]) -> None:
    """Write it whole or not at all."""
    unfinished = STAMP.with_suffix(".part")
    unfinished.write_text(json.dumps(stamp, indent=1) + "\n")
    unfinished.replace(STAMP)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait for a set-up that somebody started in another terminal."""
    with (VENV / "set-up.running").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up of this folder to end ...", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_venv(*, keep: bool) -> None:
    """Make .venv, or complete one that was left half-made; ``keep`` it as it is if it works."""
    if PYTHON.exists():
        asked = [str(PYTHON), "-I", "-c", "import pip, sys; print('%d.%d' % sys.version_info[:2])"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
        version = answer.stdout.strip()
        if version == VERSION and keep:
            return
        if version not in ("", VERSION):
            raise SetUpError(
                f".venv has Python {version}, not {VERSION}. "
                "To make it anew, remove it (rm -r .venv) and run make again."
            )
    print(f"Making .venv with Python {VERSION} ...", flush=True)
    run([sys.executable, "-I", "-m", "venv", str(VENV)])


def pip_install(*arguments: str) -> None:
    """Run .venv's pip; show where it is, and its errors if it fails."""
    command = [str(PYTHON), "-I", "-m", "pip", "--no-input", "--disable-pip-version-check"]
    # Bytecode is asked for: without it every start of Keras takes four times as long.
    command += ["install", "--compile", *arguments]
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, text=True) as process,
    ):
        assert process.stdout is not None
        show_progress(process.stdout)
        if process.wait() == 0:
            return
        complaints.seek(0)
        sys.stderr.writelines(line for line in complaints if not line.startswith("WARNING:"))
    raise SetUpError("pip failed, see above. With the cause out of the way, run make again.")


def show_progress(lines: Iterator[str]) -> None:
    """Say where pip is: in one line that is written over if a person watches, else now and then."""
    watched = sys.stdout.isatty()
    over = threading.Event()
    begun = time.monotonic()
    count, doing = 0, "starting"

    def tell() -> None:
        while not over.wait(1 if watched else SECONDS_OF_SILENCE):
            text = f"  {doing}, {time.monotonic() - begun:.0f} s"
            print(f"\r\033[K{text}" if watched else text, end="" if watched else "\n", flush=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    for line in lines:
        if line.startswith(("Collecting ", "Processing ")):  # from an index, or from a folder
            count += 1
            doing = f"fetching {count}: {line.split()[1].rpartition('/')[2]}"
        elif line.startswith("Installing collected packages"):
            doing = f"unpacking and compiling {count} packages"
    over.set()
    teller.join()
    if watched:
        print("\r\033[K", end="", flush=True)


def run(command: list[str]) -> None:
    """Run a command whose failure ends the set-up."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        raise SetUpError(f"{' '.join(command)} failed:\n{done.stdout.strip()}")


if __name__ == "__main__":
    try:
        main()
    except SetUpError as reason:
        sys.exit(f"Set-up stopped: {reason}")
    except KeyboardInterrupt:
        sys.exit("\nSet-up interrupted; run make again to go on.")
    except OSError as error:
        sys.exit(f"Set-up stopped: {error}")
