"""Set-up, tried on a tiny project with a tiny lock: nothing is downloaded.

The real lock is too large to install at every run. What decides when to install, what it says, and
what it leaves behind is the same.
"""

import hashlib
import os
import re
import runpy
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.needs("make")

# A build backend of a few lines, so that the tiny project needs no setuptools.
BACKEND = """
import os, zipfile

FILES = {
    "METADATA": "Metadata-Version: 2.1\\nName: tiny-project\\nVersion: 1\\n",
    "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    if os.environ.get("TINY_BACKEND_FAILS"):
        raise RuntimeError("the tiny backend was told to fail")
    name = "tiny_project-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("tiny_project.pth", os.path.abspath("src"))
        info = "tiny_project-1.dist-info/"
        for file, text in FILES.items():
            wheel.writestr(info + file, text)
        wheel.writestr(info + "RECORD", "")
    return name
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "tiny_backend"
backend-path = ["."]
[project]
name = "tiny-project"
version = "1"
"""


class Clone:
    """A tiny project in a folder, with this project's Makefile and set-up."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "src").mkdir(parents=True)
        (root / "src" / "tiny_project.py").write_text("answer = 42\n")
        (root / "tiny_backend.py").write_text(BACKEND)
        (root / "pyproject.toml").write_text(PYPROJECT)
        shutil.copy(ROOT / "Makefile", root)
        shutil.copytree(ROOT / "setup", root / "setup")
        (root.parent / "wheels").mkdir(exist_ok=True)

    def lock(self, version: str, *, digest: str | None = None) -> None:
        """Write a lock with one package, and the wheel that it names."""
        name = f"leaf-{version}-py3-none-any.whl"
        path = self.root.parent / "wheels" / name
        info = f"leaf-{version}.dist-info"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr(
                "leaf.py", f"version = {version!r}\n\n\ndef main():\n    print(version)\n"
            )
            wheel.writestr(
                f"{info}/METADATA", f"Metadata-Version: 2.1\nName: leaf\nVersion: {version}\n"
            )
            wheel.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nleaf = leaf:main\n")
            wheel.writestr(f"{info}/RECORD", "")
        digest = digest or hashlib.sha256(path.read_bytes()).hexdigest()
        text = f"leaf=={version} \\\n    --hash=sha256:{digest}\n"
        (self.root / "requirements.lock").write_text(text)

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run make as a user would, with no index to reach."""
        wanted = {
            "PATH": os.environ["PATH"],
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.root.parent / "wheels"),
            "PIP_CONFIG_FILE": os.devnull,
            "HOME": str(self.root.parent),
            **environment,
        }
        command = [shutil.which("make") or "make", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=wanted, capture_output=True, text=True, check=False
        )

    def leaf(self) -> str:
        """Run the command that the one package of the lock brings."""
        return subprocess.run(
            [self.root / ".venv" / "bin" / "leaf"], capture_output=True, text=True, check=True
        ).stdout.strip()


@pytest.fixture(scope="module")
def first_time(tmp_path_factory: pytest.TempPathFactory) -> tuple[Clone, str]:
    """A clone that was set up once, and what that printed."""
    clone = Clone(tmp_path_factory.mktemp("set-up") / "my clone")
    clone.lock("1.0")
    done = clone.make("setup", PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 0, done.stderr
    return clone, done.stdout + done.stderr


@pytest.fixture
def clone(first_time: tuple[Clone, str]) -> Clone:
    """The same clone, set up for version 1.0 whatever the test before left."""
    clone = first_time[0]
    clone.lock("1.0")
    done = clone.make("setup")
    assert done.returncode == 0, done.stderr
    return clone


def test_a_fresh_clone_is_set_up_in_three_lines(first_time: tuple[Clone, str]) -> None:
    told = [line for line in first_time[1].splitlines() if not line.startswith("  ")]
    making, installing, ready = told
    assert making.startswith("Making .venv with Python 3.")
    assert installing.startswith("Installing the packages of requirements.lock")
    assert ready.startswith("Set up in ")


def test_a_long_set_up_is_not_silent_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    install = runpy.run_path(str(ROOT / "setup" / "install.py"))
    show_progress = install["show_progress"]
    told: list[str] = []
    heard = threading.Event()

    def hear(text: str, **_: object) -> None:
        told.append(text)
        heard.set()

    def pip() -> Iterator[str]:
        for line in ("Collecting leaf==2.0 (from -r lock)", "Installing collected packages: leaf"):
            yield line
            heard.clear()
            assert heard.wait(60)

    monkeypatch.setitem(show_progress.__globals__, "SECONDS_OF_SILENCE", 0.01)
    monkeypatch.setitem(show_progress.__globals__, "print", hear)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    show_progress(pip())
    assert any(re.fullmatch(r"  fetching 1: leaf==2\.0, \d+ s", text) for text in told), told
    assert re.fullmatch(r"  unpacking and compiling 1 packages, \d+ s", told[-1])


def test_bytecode_is_compiled_whatever_the_environment_says(
    first_time: tuple[Clone, str],
) -> None:
    compiled = {path.name.split(".")[0] for path in first_time[0].root.rglob("*.pyc")}
    assert {"leaf", "tiny_project"} <= compiled


def test_the_project_is_installed_as_it_stands_in_src(clone: Clone) -> None:
    code = "import tiny_project; print(tiny_project.__file__)"
    python = clone.root / ".venv" / "bin" / "python"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(clone.root / "src" / "tiny_project.py")


def test_a_second_call_does_and_says_nothing(clone: Clone) -> None:
    stamp = clone.root / ".venv" / "set-up.json"
    before = stamp.stat()
    (clone.root / "requirements.lock").touch()  # contents decide, not times
    done = clone.make("setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (stamp.stat().st_ino, stamp.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_changed_lock_renews_the_packages(clone: Clone) -> None:
    clone.lock("2.0")
    assert clone.make("setup").returncode == 0
    assert clone.leaf() == "2.0"


def test_a_wrong_hash_installs_nothing_and_shows_pips_own_words(clone: Clone) -> None:
    clone.lock("2.0", digest="0" * 64)
    done = clone.make("setup")
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert "Set-up stopped: pip failed, see above." in done.stderr
    assert "WARNING:" not in done.stderr
    assert clone.leaf() == "1.0"


def test_a_setup_that_stopped_half_way_is_mended_by_the_next(clone: Clone) -> None:
    clone.lock("2.0")
    stopped = clone.make("setup", TINY_BACKEND_FAILS="1")
    assert stopped.returncode != 0
    assert "the tiny backend was told to fail" in stopped.stderr
    # What a power cut leaves: a file cut short in a package that pip takes for installed.
    (module,) = clone.root.glob(".venv/lib/python3*/site-packages/leaf.py")
    module.write_text("")
    assert clone.make("setup").returncode == 0
    assert clone.leaf() == "2.0"


def test_a_clone_that_moved_works_in_its_new_place(clone: Clone) -> None:
    old = clone.root
    clone.root = old.rename(old.parent / "moved clone")
    try:
        assert clone.make("setup").returncode == 0
        assert clone.leaf() == "1.0"
        activate = (clone.root / ".venv" / "bin" / "activate").read_text()
        assert str(clone.root) in activate
    finally:
        clone.root = clone.root.rename(old)


def test_two_setups_at_once_install_once(clone: Clone) -> None:
    clone.lock("2.0")
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: clone.make("setup"), range(2)))
    assert [each.returncode for each in done] == [0, 0]
    assert sum("Set up in" in each.stdout for each in done) == 1
    assert clone.leaf() == "2.0"


# --- Which Python, and what is said where there is none ---


OLD = "sys.version_info = (3, 9, 2, 'final', 0)"
NEW = "sys.version_info = (3, 99, 0, 'final', 0)"
WITHOUT_VENV = "sys.modules['ensurepip'] = None"


class Computer:
    """A PATH with nothing on it but sh and what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "sh").symlink_to(shutil.which("sh") or "/bin/sh")

    def script(self, name: str, text: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{text}\n")
        (self.folder / name).chmod(0o755)

    def python(self, name: str, pretence: str = "pass") -> None:
        """Put a Python there that pretends something, for example to be an old one."""
        code = f"import sys; {pretence}; exec(sys.argv[2])"
        self.script(name, f'exec "{sys.executable}" -c "{code}" "$@"')

    def find(self, named: str = "") -> tuple[str, str]:
        """Ask for the Python to use: what is printed, and what is printed on standard error."""
        done = subprocess.run(
            [self.folder / "sh", ROOT / "setup" / "find-python"],
            cwd=self.folder,
            env={"PATH": str(self.folder), "PYTHON": named},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode == 0) == (done.stdout != "")
        assert (done.returncode == 0) == (done.stderr == "")
        assert len(done.stderr.splitlines()) <= 1
        return done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path / "bin")


def test_python3_is_taken_where_it_fits(computer: Computer) -> None:
    computer.python("python3")
    computer.python("python3.13")
    assert computer.find() == ("python3", "")


def test_another_python_is_taken_where_python3_is_too_old(computer: Computer) -> None:
    computer.python("python3", OLD)
    computer.python("python3.12")
    assert computer.find() == ("python3.12", "")


def test_a_shim_that_only_fails_is_passed_over(computer: Computer) -> None:
    computer.script("python3", "echo 'python3: command not found' >&2; exit 127")
    computer.python("python3.11")
    assert computer.find() == ("python3.11", "")


def test_the_python_that_the_user_names_is_taken(computer: Computer) -> None:
    computer.python("python3")
    computer.python("my python")
    assert computer.find("my python") == ("my python", "")


@pytest.mark.parametrize(("pretence", "version"), [(OLD, "3.9"), (NEW, "3.99")])
def test_a_python_that_does_not_fit_is_named_with_what_to_do(
    computer: Computer, pretence: str, version: str
) -> None:
    computer.python("python3", pretence)
    _, said = computer.find()
    assert said.startswith("Python 3.11 to 3.")
    assert f"python3 is {version}" in said
    assert "PYTHON=" in said


def test_a_named_python_that_does_not_fit_is_not_replaced(computer: Computer) -> None:
    computer.python("python3")
    computer.python("python3.9", OLD)
    printed, said = computer.find("python3.9")
    assert printed == ""
    assert "python3.9 is 3.9" in said


def test_a_missing_venv_module_is_named_with_its_debian_package(computer: Computer) -> None:
    computer.python("python3", WITHOUT_VENV)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert "install a Python that has it" in computer.find()[1]
    computer.script("apt-get", "")
    assert f"sudo apt-get install python{version}-venv" in computer.find()[1]


def test_no_python_at_all_is_said(computer: Computer) -> None:
    assert computer.find()[1].startswith("No Python found. Install 3.11 to 3.")


def test_the_line_reaches_the_user_of_make(computer: Computer, tmp_path: Path) -> None:
    computer.python("python3", OLD)
    clone = Clone(tmp_path / "clone")
    done = clone.make("test", PATH=str(computer.folder))
    assert done.returncode != 0
    assert "python3 is 3.9" in done.stderr.splitlines()[0]
