"""Measure what JupyterLab, a Keras lesson and Validate need together, as on Binder.

    python benchmarks/memory.py                    # each lesson that uses Keras
    python benchmarks/memory.py 4_trade_offs       # the lesson of one assignment

A server is started, the lesson's cells are run in its kernel, and while that kernel stays, the
assignment is validated, which starts another one. Every 0.2 s the memory of all processes is added
up. It is their proportional set size (PSS): a page that several share is counted once in all.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "autograde_tests"))

import nbformat  # noqa: E402
import psutil  # noqa: E402
from bank import answers  # noqa: E402
from course_copy import environment  # noqa: E402
from jupyter_client import BlockingKernelClient  # noqa: E402
from nbformat import NotebookNode  # noqa: E402
from nbgrader.utils import is_solution  # noqa: E402
from server import OPTIONS, serving  # noqa: E402
from submission import build, topic  # noqa: E402

from pooling_course.exercises import EXERCISES  # noqa: E402

BINDER = 2048
"""MB that Binder gives; what is measured should stay well below."""
LIMIT = 1600
MB = 1 << 20
KERAS = ["3_in_keras", "4_trade_offs"]
"""Assignments whose lessons and exercises use Keras."""


class Peak(threading.Thread):
    """Adds the memory of a process and its descendants up, again and again."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self._over = threading.Event()
        self.now = self.most = 0

    def run(self) -> None:
        """Measure until told to stop."""
        while not self._over.wait(0.2):
            try:
                processes = [self._process, *self._process.children(recursive=True)]
            except psutil.NoSuchProcess:  # one ended while they were listed
                continue
            self.now = sum(map(pss, processes))
            self.most = max(self.most, self.now)

    def stop(self) -> None:
        """Measure no more."""
        self._over.set()
        self.join()


def pss(process: psutil.Process) -> int:
    """The proportional set size of a process, 0 if it has ended."""
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0


class Server:
    """A Jupyter server that is asked as JupyterLab asks it."""

    def __init__(self, address: str, runtime: Path) -> None:
        parts = urllib.parse.urlsplit(address)
        self._base = f"{parts.scheme}://{parts.netloc}/"
        self._token = urllib.parse.parse_qs(parts.query)["token"][0]
        self._runtime = runtime

    def ask(self, path: str, body: object = None, *, form: bool = False) -> dict[str, object]:
        """Send a request with this body, or one without."""
        data = None
        if body is not None:
            data = urllib.parse.urlencode(body) if form else json.dumps(body)  # type: ignore[arg-type]
        headers = {"Authorization": f"token {self._token}"}
        request = urllib.request.Request(
            self._base + path, data=data.encode() if data else None, headers=headers
        )
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)

    def run(self, notebook: Path, path: str) -> None:
        """Run all cells in a kernel of the server's, which stays."""
        body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = self.ask("api/sessions", body)["kernel"]
        client = BlockingKernelClient(
            connection_file=str(self._runtime / f"kernel-{kernel['id']}.json")  # type: ignore[index]
        )
        client.load_connection_file()
        client.start_channels(hb=False)  # a busy machine is no dead kernel
        client.wait_for_ready(timeout=120)
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type == "code":
                reply = client.execute_interactive(cell.source, output_hook=lambda _: None)
                if reply["content"]["status"] != "ok":
                    raise RuntimeError(f"{notebook}: {reply['content']['evalue']}")
        client.stop_channels()


def solved(assignment: str) -> NotebookNode:
    """The assignment's notebook with right answers, and a text where one is asked for."""
    names = [name for name, each in EXERCISES.items() if each.assignment == assignment]
    notebook = build(
        assignment,
        {name: next(each.source for each in answers(name) if each.right) for name in names},
    )
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and is_solution(cell):
            cell.source = "Pooling makes the model smaller and the training faster."
    return notebook


def measure(assignment: str) -> dict[str, float]:
    """MB in use after each step, and the most at any time."""
    (lesson,) = (ROOT / "course").glob(f"0{assignment[0]}_*.ipynb")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wanted = environment(folder) | {"JUPYTER_RUNTIME_DIR": str(folder / "runtime")}
        nbformat.write(solved(assignment), folder / f"{topic(assignment)}.ipynb")
        program = str(Path(sys.executable).parent / "jupyter-lab")
        command = [str(ROOT / "start"), program, *OPTIONS]
        with serving(command, folder, wanted) as (process, address):
            peak = Peak(process.pid)
            peak.start()
            steps = {}
            server = Server(address, folder / "runtime")
            server.ask("lab/api/settings")
            time.sleep(2)
            steps["JupyterLab"] = peak.now
            server.run(lesson, "lesson.ipynb")
            time.sleep(2)
            steps[f"and {lesson.stem}, run to its end"] = peak.now
            path = f"{topic(assignment)}.ipynb"
            told = server.ask("assignments/validate", {"path": path}, form=True)
            if told != {"success": True, "value": {}}:  # what is in it are failed tests
                raise RuntimeError(f"Validate failed: {told}")
            peak.stop()
            steps[f"and while {assignment} was validated, at most"] = peak.most
    return {step: size / MB for step, size in steps.items()}


def main() -> None:
    """Print the table; exit with 1 if it is more than Binder bears well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "assignments", nargs="*", default=KERAS, metavar="ASSIGNMENT", help="in release/"
    )
    most = 0.0
    for assignment in parser.parse_args().assignments:
        steps = measure(assignment)
        for step, size in steps.items():
            print(f"{size:6.0f} MB  {step}", flush=True)
        most = max(most, *steps.values())
    print(f"Binder gives {BINDER} MB; {LIMIT} MB is the most that this should take.")
    sys.exit(most > LIMIT)


if __name__ == "__main__":
    main()
