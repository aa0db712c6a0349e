"""A copy of the course has its own name in all links once it was told."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What names the repository, and the script, in a repository of its own."""
    for name in ("README.md", "docs/jupyterhub.md", "setup/repository.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, copy / "setup" / "repository.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def named_now() -> str:
    (name,) = re.findall(r"^\[binder\]: https://mybinder.org/v2/gh/([^/]+/[^/]+)/", README, re.M)
    return name


def test_no_other_file_names_the_repository() -> None:
    done = subprocess.run(
        ["git", "grep", "--files-with-matches", "--fixed-strings", named_now()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(done.stdout.split()) == {"README.md", "docs/jupyterhub.md"}


def test_a_name_is_written_into_all_links_and_can_be_changed(copy: Path) -> None:
    for old, new in ((named_now(), "ada/pooling.course"), ("ada/pooling.course", "bo/p-2")):
        done = run(copy, new)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"README.md: {new}\ndocs/jupyterhub.md: {new}\n"
        readme = (copy / "README.md").read_text()
        assert f"git+https://github.com/{new}`" in readme
        assert readme.splitlines()[-1].startswith(f"[binder]: https://mybinder.org/v2/gh/{new}/")
        hub = (copy / "docs" / "jupyterhub.md").read_text()
        assert f"git clone https://github.com/{new} /srv" in hub
        assert old not in readme + hub


@pytest.mark.parametrize(
    "address", ["git@github.com:ada/pooling.git", "https://github.com/ada/pooling"]
)
def test_without_a_name_it_is_the_origins(copy: Path, address: str) -> None:
    subprocess.run(["git", "-C", copy, "remote", "add", "origin", address], check=True)
    assert "README.md: ada/pooling\n" in run(copy).stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "git knows no origin on GitHub here. Name it: make repository NAME=ada/pooling"),
        (("pooling",), "pooling is not a name like ada/pooling"),
        (("ada/pooling/x",), "ada/pooling/x is not a name like ada/pooling"),
    ],
)
def test_what_is_no_name_changes_nothing(
    copy: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    done = run(copy, *arguments)
    assert done.returncode == 1
    assert complaint in done.stderr
    assert (copy / "README.md").read_text() == README
