"""Measure stock ``nbgrader autograde`` against ``safegrade`` on the same submissions.

    python benchmarks/grading.py                     40 submissions of each assignment
    python benchmarks/grading.py --submissions 10 1_by_hand

Everything is measured in one run. The answers come from the bank of sample answers: right ones in
as many styles as it has, and in every third submission one wrong one. "each" and "ratio" include
the start-up, which is told as well: the time that a run on one submission takes, less the time that
each further one adds. "Floor" is what the cells' own computing takes: the notebook's cells executed
one after another in a warm process, no rooms, no database.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "autograde_tests"))

import bank  # noqa: E402
import course_copy  # noqa: E402
import nbformat  # noqa: E402
import submission  # noqa: E402
from nbgrader.api import Gradebook  # noqa: E402

from pooling_course.exercises import EXERCISES  # noqa: E402

ASSIGNMENTS = tuple(dict.fromkeys(one.assignment for one in EXERCISES.values()))
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Measured:
    """One command's run: wall time, and the largest memory of all its processes together."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Grading(Measured):
    """The run on all submissions, with the start-up that is in it, and the time for each."""

    start: float
    each: float


def different_submissions(assignment: str, course: Path, number: int) -> None:
    """Hand in answers in as many styles as the bank has, no two submissions the same."""
    known = set(bank.exercises())
    names = [name for name, one in EXERCISES.items() if one.assignment == assignment]
    names = [name for name in names if name in known]
    for index in range(number):
        sources = {}
        for place, name in enumerate(names):
            right = [answer for answer in bank.answers(name) if answer.right]
            chosen = right[(index + place * (index // len(right))) % len(right)]
            if index % 3 == 2 and place == index // 3 % len(names):
                wrong = [answer for answer in bank.answers(name) if not answer.right]
                chosen = wrong[index % len(wrong)]
            sources[name] = f"{chosen.source}\n# submission {index}"
        notebook = submission.build(assignment, sources, course)
        submission.submit(notebook, f"student-{index:03}", assignment, course)


def make_course(folder: Path, assignment: str) -> None:
    """Copy the course and enter the assignment into a gradebook."""
    for name in ("source", "release"):
        shutil.copytree(HERE / name / assignment, folder / name / assignment)
    shutil.copy(HERE / "nbgrader_config.py", folder)
    run(folder, "nbgrader", "generate_assignment", assignment)


def run(course: Path, program: str, *arguments: str) -> Measured:
    """Run a command in the course folder and measure it."""
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [str(PROGRAMS / program), *arguments],
            cwd=course,
            env=environment,
            stdout=said,
            stderr=said,
        )
        peak = Peak(process.pid)
        code = process.wait()
        seconds = time.monotonic() - start
        megabytes = peak.stop()
        if code != 0:
            said.seek(0)
            raise SystemExit(said.read().decode()[-3000:])
    return Measured(seconds, megabytes)


class Peak(threading.Thread):
    """Watches the memory of a process and its descendants (proportional, so shared pages once)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._most, self._end = pid, 0.0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look once a second: looking takes time from what is measured."""
        while not self._end.wait(1):
            self._most = max(self._most, sum(map(_proportional, _family(self._pid))))

    def stop(self) -> float:
        """Return the largest sum seen, in megabytes."""
        self._end.set()
        self.join()
        return self._most / 1024


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                found += map(int, task.read_text().split())
    return found


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


FLOOR = """
import contextlib, io, os, sys, time
import nbformat
from IPython.core.interactiveshell import InteractiveShell
for name in sys.argv[1].split(","):
    try:
        __import__(name)
    except ImportError:
        pass
total = 0.0
for path in sys.argv[2:]:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        shell = InteractiveShell.instance()
        start = time.monotonic()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type == "code":
                    shell.run_cell(cell.source)
        os.write(write, repr(time.monotonic() - start).encode())
        os._exit(0)
    os.waitpid(pid, 0)
    total += float(os.read(read, 100))
print(total)
"""


def floor(course: Path, assignment: str) -> float:
    """Return the seconds that the graded notebooks' cells take in a warm process."""
    paths = sorted(map(str, course.glob(f"autograded/*/{assignment}/*.ipynb")))
    modules = "numpy.testing,matplotlib.pyplot,pooling_course.check"
    if "keras" in assignment:
        modules += ",keras"
    done = subprocess.run(
        [sys.executable, "-c", FLOOR, modules, *paths],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
    )
    return float(done.stdout.split()[-1])


def marks(course: Path, assignment: str) -> dict[tuple[str, str], float | None]:
    """Return all automatic marks."""
    found = {}
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for one in gradebook.assignment_submissions(assignment):
            for notebook in one.notebooks:
                for grade in notebook.grades:
                    found[one.student.id, grade.name] = grade.auto_score
    return found


def compare(assignment: str, number: int, stock_number: int, workers: list[int]) -> None:
    """Measure one assignment and print its rows of the table."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        folder = Path(temporary)
        courses = {name: folder / name for name in ("stock", "safegrade")}
        for course in courses.values():
            course.mkdir()
            make_course(course, assignment)
        course_copy.grade_as_stock_nbgrader(courses["stock"])
        different_submissions(assignment, courses["safegrade"], number)
        different_submissions(assignment, courses["stock"], stock_number)
        texts = {
            "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
            for path in courses["safegrade"].glob("submitted/*/*/*.ipynb")
        }
        assert len(texts) == number, "the submissions are not all different"
        stock = measure(courses["stock"], assignment, stock_number, "nbgrader", "autograde")
        row(assignment, "nbgrader", stock_number, stock, stock)
        for count in workers:
            course, program = courses["safegrade"], ("safegrade", f"--workers={count}")
            fast = measure(course, assignment, number, *program)
            row(assignment, f"safegrade, {count} workers", number, fast, stock)
        first = floor(courses["safegrade"], assignment)
        each = first / number
        print(f"{assignment:<15} {'floor':<22} {number:>4} {first:>8.1f} {'':>8} {each:>7.2f}")
        ours, theirs = (marks(courses[name], assignment) for name in ("safegrade", "stock"))
        different = [key for key, mark in theirs.items() if ours[key] != mark]
        print(f"{assignment:<15} marks that differ: {different or 'none'}", flush=True)


def measure(course: Path, assignment: str, number: int, *command: str) -> Grading:
    """Grade one submission, then all of them, each time from nothing."""
    one = run(course, *command, assignment, "--student=student-000", "--force")
    shutil.rmtree(course / "autograded")
    all_of_them = run(course, *command, assignment)
    added = (all_of_them.seconds - one.seconds) / (number - 1)
    return Grading(
        all_of_them.seconds,
        all_of_them.megabytes,
        start=one.seconds - added,
        each=all_of_them.seconds / number,
    )


def row(assignment: str, how: str, number: int, one: Grading, stock: Grading) -> None:
    """Print one row."""
    print(
        f"{assignment:<15} {how:<22} {number:>4} {one.seconds:>8.1f} {one.start:>8.1f} "
        f"{one.each:>7.2f} {stock.each / one.each:>6.1f} {one.megabytes:>8.0f}",
        flush=True,
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("assignments", nargs="*", default=list(ASSIGNMENTS), help="these alone")
    parser.add_argument("--submissions", type=int, default=40, help="of each assignment")
    parser.add_argument("--stock", type=int, help="fewer for stock nbgrader, to save time")
    parser.add_argument("--workers", default="1,2", help="numbers of workers to try")
    given = parser.parse_args()
    stock = min(given.stock or given.submissions, given.submissions)
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}")
    print(
        f"{'assignment':<15} {'':<22} {'n':>4} {'seconds':>8} {'start-up':>8} {'each':>7} "
        f"{'ratio':>6} {'peak MB':>8}"
    )
    for assignment in given.assignments:
        workers = [int(count) for count in given.workers.split(",")]
        compare(assignment, given.submissions, stock, workers)


if __name__ == "__main__":
    main()
