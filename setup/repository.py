"""Write into this copy where it lies on GitHub: "make repository NAME=ada/pooling".

The links to Binder and Colab in README.md, those of the web site, which are taken from there, and
the clone in docs/jupyterhub.md name the repository. The last line of README.md tells which one they
name now. Without NAME, it is the one that git knows as origin.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("README.md", "docs/jupyterhub.md")
NAME = r"[\w.-]+/[\w.-]+"


class RepositoryError(Exception):
    """The name cannot be written; the text says why and what to do."""


def main() -> None:
    """Write the name that was asked for, and say where."""
    try:
        new = wanted(sys.argv[1:])
        for path in write(ROOT, new):
            print(f"{path}: {new}")
    except RepositoryError as error:
        sys.exit(f"Nothing was changed: {error}")


def wanted(arguments: list[str]) -> str:
    """Return the name that was given, or that of the origin on GitHub.

    Raises:
        RepositoryError: if it is none, or there is no such origin.
    """
    if arguments:
        if len(arguments) > 1 or not re.fullmatch(NAME, arguments[0]):
            raise RepositoryError(
                f"{' '.join(arguments)} is not a name like ada/pooling, which is the owner's and "
                "the repository's on GitHub."
            )
        return arguments[0]
    asked = ["git", "-C", str(ROOT), "remote", "get-url", "origin"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    found = re.fullmatch(rf".*github\.com[:/]({NAME}?)(\.git)?/?", done.stdout.strip())
    if found is None:
        raise RepositoryError(
            "git knows no origin on GitHub here. Name it: make repository NAME=ada/pooling"
        )
    return found[1]


def write(root: Path, new: str) -> list[str]:
    """Write the name into the files of a copy; return the paths of those that changed.

    Raises:
        RepositoryError: if README.md does not tell which name they have now.
    """
    readme = (root / PLACES[0]).read_text(encoding="utf-8")
    found = re.search(rf"^\[binder\]: https://mybinder\.org/v2/gh/({NAME})/", readme, re.MULTILINE)
    if found is None:
        raise RepositoryError("README.md has no line like [binder]: https://mybinder.org/v2/gh/…")
    changed = []
    for place in PLACES:
        path = root / place
        text = path.read_text(encoding="utf-8")
        named = re.sub(rf"(?<![\w.-]){re.escape(found[1])}(?![\w-])", new, text)
        if named != text:
            half = path.with_name(f".{path.name}.part")
            half.write_text(named, encoding="utf-8")
            os.replace(half, path)
            changed.append(place)
    return changed


if __name__ == "__main__":
    main()
