"""The files of others that the site serves itself, so that a page asks nobody else for them.

MathJax, RequireJS and Jupyter's widget manager come from the npm registry, by `npm pack`, in the
versions below; what arrives has to have the digest that stands beside it. anywidget's front end is
part of the Python package.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.resources
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path


class WebFilesError(Exception):
    """The files cannot be had; the text says why and what to do."""


@dataclass(frozen=True)
class Package:
    """An npm package: its version, its SHA-512 digest as npm writes it, and the files wanted.

    `files` are patterns of paths in the package; what their groups matched is the path served.
    """

    name: str
    version: str
    digest: str
    files: str


PACKAGES = (
    Package(
        "@jupyter-widgets/html-manager",
        "1.0.15",
        "5thBIV6ymNgmPVOHvzx+gGy8ZSKmSazhtGw4/c4xJDVzRhG9PTeQsRjF3FUTopvFi//SABeNz1yp47bCrJ3CQA==",
        r"package/dist/(embed-amd\.js|\w+\.woff2)",
    ),
    Package(
        "requirejs",
        "2.3.8",
        "7/cTSLOdYkNBNJcDMWf+luFvMriVm7eYxp4BcFCsAX0wF421Vyce5SXP17c+Jd5otXKGNehIonFlyQXSowL6Mw==",
        r"package/(require\.js)",
    ),
    Package(
        "mathjax",
        "3.2.2",
        "Bt+SSVU8eBG27zChVewOicYs7Xsdt40qm4+UpHyX7k0/O9NliPc+x77k1/FEsPsjKPZGJvtRZM1vO+geW0OhGw==",
        r"package/es5/(tex-chtml\.js|output/chtml/fonts/woff-v2/.*\.woff)",
    ),
)


def fetch(folder: Path) -> None:
    """Put all files into `folder`, unless they are there from an earlier time.

    Raises:
        WebFilesError: if npm is missing, fails, or brings something else.

    """
    for package in PACKAGES:
        kept = place_of(package, folder)
        if not kept.exists():
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder) as unfinished:
                unpack(packed(package, Path(unfinished)), package, Path(unfinished) / "files")
                (Path(unfinished) / "files").rename(kept)


def lay_out(folder: Path, static: Path) -> None:
    """Copy what `fetch` put into `folder` to the place that the pages look in."""
    for package in PACKAGES:
        shutil.copytree(place_of(package, folder), static, dirs_exist_ok=True)
    front_end = importlib.resources.files("anywidget") / "nbextension" / "index.js"
    (static / "anywidget.js").write_text(front_end.read_text(encoding="utf-8"), encoding="utf-8")


def place_of(package: Package, folder: Path) -> Path:
    """Where a package's files are kept: another place for each version, and for other files of it.

    The folder appears when it is whole.
    """
    return folder / hashlib.sha256(repr(package).encode()).hexdigest()[:16]


def packed(package: Package, folder: Path) -> Path:
    """The package as npm brings it."""
    if shutil.which("npm") is None:
        raise WebFilesError(
            "npm is missing, which fetches the site's scripts: apt-get install npm, or nodejs.org"
        )
    wanted = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), wanted]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode != 0:
        raise WebFilesError(f"npm could not fetch {wanted}: {done.stderr.strip()}")
    (archive,) = folder.glob("*.tgz")
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package.digest:
        raise WebFilesError(f"{wanted} is not what it was: its SHA-512 digest is {digest}")
    return archive


def unpack(archive: Path, package: Package, folder: Path) -> None:
    """Unpack the files that the package is wanted for."""
    with tarfile.open(archive) as members:
        for member in members:
            path = re.fullmatch(package.files, member.name)
            content = members.extractfile(member) if path else None
            if path is not None and content is not None:
                target = folder / path[1]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
