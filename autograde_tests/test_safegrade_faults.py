"""Workers, warm parents, the database and the command may be lost at any moment: no mark is."""

import contextlib
import glob
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psycopg2
import pytest
from nbgrader.api import Gradebook
from tiny_course import GOOD, TinyCourse

MAXIMA = {"double-check": 1, "double-hidden": 2, "total-check": 1, "total-hidden": 2, "why": None}
SLOW = "import time\ndef total(numbers):\n    time.sleep(0.1)\n    return sum(numbers)"
STUDENTS = 12
PROGRAMS = Path(sys.executable).parent


def class_of(course: TinyCourse, number: int = STUDENTS) -> list[str]:
    names = [f"{'ab'[index % 2]}-{index:02}" for index in range(number)]
    for index, name in enumerate(names):
        course.submit(name, course.answered({**GOOD, "total": f"{SLOW}\n# {index}"}))
    return names


def started(course: TinyCourse, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.Popen(
        [PROGRAMS / "safegrade", course.assignment, *arguments],
        cwd=course.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def warm_parents(pid: int) -> list[int]:
    """The warm parents of a command; with one of them end all rooms that it forked.

    A room alone is not killed: that is no different from an answer that ends its own process.
    """
    listed = subprocess.run(
        ["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    )
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return [int(row[0]) for row in rows if int(row[1]) == pid and "warm_parent" in row[2]]


def test_warm_parents_killed_at_random(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    students = class_of(course)
    dice = random.Random(1)
    process = started(course)
    killed = 0
    while process.poll() is None and killed < 6:
        # often until the first, so that it cannot come too late; then at random
        time.sleep(dice.uniform(0.3, 1.5) if killed else 0.05)
        if not list(course.root.glob("autograded/*/sums")):
            continue
        victims = warm_parents(process.pid)
        if victims:
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(victims), signal.SIGKILL)
                killed += 1
    said, _ = process.communicate(timeout=300)
    assert killed > 0
    course.run("safegrade", course.assignment)
    for student in students:
        assert course.marks(student) == MAXIMA, said


def test_flags_and_changes_outlive_a_command_that_is_killed(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path)
    students = class_of(course)
    course.submit("00-tampered", without_checks(course))
    course.submit("01-better", course.answered({**GOOD, "double": "def double(x):\n    return 3"}))
    course.run("safegrade", course.assignment, "--student=01-better")
    course.submit("01-better", course.answered())
    process = started(course, "--force", "--workers=1")
    while process.poll() is None and not course.path(students[0], "autograded").exists():
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert not all(course.path(student, "autograded").exists() for student in students)
    done = course.run("safegrade", course.assignment)
    assert "00-tampered: " in done.stdout
    records = course.root / "safegrade"
    assert "00-tampered,flagged" in (records / f"{course.assignment}.flags.csv").read_text()
    assert "01-better" in (records / f"{course.assignment}.changes.csv").read_text()


def without_checks(course: TinyCourse) -> nbformat.NotebookNode:
    notebook = course.answered()
    notebook.cells = [cell for cell in notebook.cells if "check" not in str(cell.metadata)]
    return notebook


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@pytest.fixture
def dask_cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler with two workers, as processes of their own."""
    address = f"tcp://127.0.0.1:{free_port()}"
    place = {"cwd": tmp_path, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [
        subprocess.Popen(
            [PROGRAMS / "dask", "scheduler", "--no-dashboard", "--port", address.split(":")[-1]],
            **place,  # type: ignore[call-overload]
        )
    ]
    for _ in range(2):
        line = [PROGRAMS / "dask", "worker", address, "--nthreads", "1", "--no-dashboard"]
        line += ["--no-nanny", "--local-directory", str(tmp_path / "dask")]
        processes.append(subprocess.Popen(line, **place))  # type: ignore[call-overload]
    yield address, processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_of_a_cluster_is_killed(
    tmp_path: Path, dask_cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, processes = dask_cluster
    course = TinyCourse(tmp_path / "course")
    students = class_of(course)
    process = started(course, "--scheduler", address)
    while not list(course.root.glob("autograded/*/sums")):
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.05)
    processes[1].kill()
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    for student in students:
        assert course.marks(student) == MAXIMA


@dataclass
class Server:
    """A PostgreSQL server of its own: the address of its database, and how it is controlled."""

    url: str
    control: list[str]

    def restart(self) -> None:
        """Let it end at once, as after a loss of power, and start it again."""
        self._run("restart", "-m", "immediate")

    def _run(self, *order: str) -> None:
        line = [*self.control, *order]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Start a PostgreSQL server, and end it afterwards."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
    found = shutil.which("initdb") or (f"{folders[-1]}/initdb" if folders else None)
    if found is None:
        pytest.skip("no PostgreSQL server is installed (.ci/run installs one)")
    programs = Path(found).parent
    # A server refuses to run as root; the account comes with the package.
    become = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    data = Path(tempfile.mkdtemp(prefix="postgres-"))
    if become:
        shutil.chown(data, "postgres")
    port = str(free_port())
    base = [*become, str(programs / "initdb"), "-D", str(data / "db"), "-A", "trust"]
    subprocess.run([*base, "-U", "postgres"], check=True, capture_output=True, cwd="/")
    options = f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*become, str(programs / "pg_ctl"), "-D", str(data / "db"), "-w"]
    control += ["-o", options, "-l", str(data / "log")]
    server = Server(f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres", control)
    server._run("start")
    try:
        yield server
    finally:
        server._run("stop", "-m", "immediate")
        shutil.rmtree(data)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started_server:
        yield started_server


@pytest.fixture
def postgres(server: Server) -> str:
    """The address of the server's database."""
    return server.url


def marks_in(url: str, student: str) -> dict[str, float | None]:
    with Gradebook(url, "tiny") as gradebook:
        record = gradebook.find_submission_notebook("adding", "sums", student)
        return {grade.name: grade.auto_score for grade in record.grades}


def test_two_instructors_grade_at_the_same_time(tmp_path: Path, postgres: str) -> None:
    course = TinyCourse(tmp_path, config=f'c.CourseDirectory.db_url = "{postgres}"\n')
    students = class_of(course)
    both = [started(course, "--student", "a-*"), started(course, "--student", "b-*")]
    for process in both:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    for student in students:
        assert marks_in(postgres, student) == MAXIMA


def test_connections_to_the_database_are_cut(tmp_path: Path, postgres: str) -> None:
    course = TinyCourse(tmp_path, config=f'c.CourseDirectory.db_url = "{postgres}"\n')
    students = class_of(course)
    process = started(course)
    dice = random.Random(2)
    cut = 0
    while process.poll() is None:
        # often until the first cut, so that none comes too late; then at random
        time.sleep(dice.uniform(1, 4) if cut else 0.05)
        connection = psycopg2.connect(postgres.replace("+psycopg2", ""))
        with connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = 'postgres' AND %s",
                (bool(list(course.root.glob("autograded/*/sums"))) and cut < 8,),
            )
            cut += cursor.fetchone()[0]
        connection.close()
    said, _ = process.communicate()
    assert cut > 0
    assert process.returncode == 0, said
    for student in students:
        assert marks_in(postgres, student) == MAXIMA


@pytest.mark.parametrize("seed", range(3))
def test_faults_of_all_kinds_at_random(tmp_path: Path, server: Server, seed: int) -> None:
    from faults import Round, make_course

    course = make_course(tmp_path, server.url)
    one = Round(course, server, random.Random(seed))
    one.run()
    assert one.faults
    assert one.lost() == []
