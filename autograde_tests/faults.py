"""Faults at random while a class is graded, and what is lost of its marks: nothing, one hopes.

    python autograde_tests/faults.py --rounds 50 --seed 1

In each round a class is graded while one of these happens, several times if there is time: a warm
parent is killed, the command is killed (and started again), connections to the database
are cut, the PostgreSQL server ends at once and starts again.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from subprocess import Popen

import psycopg2
from test_safegrade_faults import MAXIMA, Server, class_of, marks_in, serving, started, warm_parents
from tiny_course import TinyCourse

STUDENTS = 6
KINDS = ("warm parent", "command", "connections", "server")


def make_course(root: Path, url: str) -> TinyCourse:
    """A course whose gradebook is in the server's database."""
    course = TinyCourse(root / "course", config=f'c.CourseDirectory.db_url = "{url}"\n')
    class_of(course, STUDENTS)
    return course


class Round:
    """One run over a class, with faults.

    Attributes:
        faults: what was done, in order.
    """

    def __init__(self, course: TinyCourse, server: Server, dice: random.Random) -> None:
        self.course, self.server, self.dice = course, server, dice
        self.students = sorted(path.name for path in (course.root / "submitted").iterdir())
        self.faults: list[str] = []

    def run(self) -> None:
        """Grade the class from the start; go on after the command was killed."""
        for folder in self.course.root.glob("autograded/*/*"):
            shutil.rmtree(folder)
        process = started(self.course)
        kind = self.dice.choice(KINDS)
        # The first comes before a small class can have been graded: starting alone takes longer.
        pause = self.dice.uniform(0.1, 1)
        while process.poll() is None:
            time.sleep(pause)
            if process.poll() is None and len(self.faults) < 4:
                self.do(kind, process)
                if kind == "command":
                    process.communicate()
                    process = started(self.course)
            pause = self.dice.uniform(0.2, 2)
            kind = self.dice.choice(KINDS)
        self.said = process.communicate()[0]
        # As an instructor would: whatever has no mark yet is graded by the same command.
        self.course.run("safegrade", self.course.assignment)

    def do(self, kind: str, process: Popen[str]) -> None:
        """Let one fault happen; a warm parent can be killed as soon as there is one."""
        if kind == "command":
            process.kill()
        elif kind == "server":
            self.server.restart()
        elif kind == "connections":
            self.cut()
        else:
            while not (victims := warm_parents(process.pid)):
                if process.poll() is not None:
                    return
                time.sleep(0.02)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.dice.choice(victims), signal.SIGKILL)
        self.faults.append(kind)

    def cut(self) -> None:
        """Cut all connections to the database but one's own."""
        own = psycopg2.connect(self.server.url.replace("+psycopg2", ""))
        with own, own.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = 'postgres'"
            )
        own.close()

    def lost(self) -> list[str]:
        """Return the students whose marks or files are not what they ought to be."""
        return [
            student
            for student in self.students
            if marks_in(self.server.url, student) != MAXIMA
            or not self.course.path(student, "autograded").is_file()
            or list(self.course.root.glob(f"autograded/{student}/.*"))
        ]


def main() -> None:
    """Run the rounds and print what was lost."""
    parser = argparse.ArgumentParser(description="Grade while faults happen; count what is lost.")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    done: Counter[str] = Counter()
    lost = 0
    with serving() as server, tempfile.TemporaryDirectory(prefix="faults-") as folder:
        course = make_course(Path(folder), server.url)
        for number in range(given.rounds):
            one = Round(course, server, random.Random(f"{given.seed} {number}"))
            one.run()
            missing = one.lost()
            lost += len(missing)
            done.update(one.faults)
            print(
                f"{number + 1:3} {', '.join(one.faults) or 'none':50} lost: {missing or 'nothing'}"
            )
            if missing:
                print(one.said)
            sys.stdout.flush()
    faults = ", ".join(f"{kind} {count}" for kind, count in sorted(done.items()))
    print(f"{given.rounds} rounds of {STUDENTS} submissions, {done.total()} faults ({faults})")
    print(f"marks lost: {lost} submissions")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
