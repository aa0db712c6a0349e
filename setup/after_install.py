"""What an environment needs once its packages are installed, in .venv and on Binder alike.

Run by the environment's own Python; nothing here fails because a package is not there.
"""

import compileall
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

SETUP = Path(__file__).resolve().parent


def main() -> None:
    """Install JupyterLab's settings, compile the project's bytecode, list the fonts."""
    settings = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SETUP / "lab_settings.json", settings / "overrides.json")
    compileall.compile_dir(SETUP.parent / "src", quiet=1)
    if importlib.util.find_spec("matplotlib"):
        # Matplotlib lists the fonts at its first import, and says so on standard error: now
        # rather than under a student's first picture.
        subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], check=True)


if __name__ == "__main__":
    main()
