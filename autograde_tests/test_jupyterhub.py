"""JupyterHub as docs/jupyterhub.md sets it up: real accounts, real servers, nbgrader's exchange."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import fresh_environment
import nbformat
import pytest
import requests
from bank import answers
from course_copy import ROOT
from server import free_port

from pooling_course.exercises import EXERCISES

ASSIGNMENT, NOTEBOOK = "1_by_hand", "by_hand.ipynb"
NAMES = [name for name, each in EXERCISES.items() if each.assignment == ASSIGNMENT]
ALL_MARKS = sum(EXERCISES[name].marks.check + EXERCISES[name].marks.hidden for name in NAMES)
INSTRUCTOR, STUDENTS = "pooltest-ivy", ["pooltest-ada", "pooltest-bo"]
GROUPS = {"pooling-instructors": [INSTRUCTOR], "pooling-students": STUDENTS}
PASSWORD = "not a secret: the account lives as long as this test"

pytestmark = [
    pytest.mark.installs,
    pytest.mark.needs("bwrap"),
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can make accounts"),
]


def root(*command: str, **options: object) -> str:
    """Run a command of the system's administrator."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{command}: {done.stderr}"
    return str(done.stdout)


@pytest.fixture(scope="module")
def accounts() -> Iterator[None]:
    """The accounts and groups of the documentation, removed afterwards."""
    made = [name for name in GROUPS if not any(each.gr_name == name for each in grp.getgrall())]
    for name in made:
        root("groupadd", name)
    try:
        for group, users in GROUPS.items():
            for user in users:
                root("useradd", "--create-home", "--groups", group, "--shell", "/bin/bash", user)
                Path(f"/home/{user}").chmod(0o700)
                root("chpasswd", input=f"{user}:{PASSWORD}\n")
        yield
    finally:
        for user in [INSTRUCTOR, *STUDENTS]:
            subprocess.run(["userdel", "--remove", user], capture_output=True, check=False)
        for name in made:
            root("groupdel", name)


@dataclass
class Hub:
    """A running hub, and the folders that it uses."""

    address: str
    exchange: Path
    log: Path


@pytest.fixture(scope="module")
def hub(accounts: None) -> Iterator[Hub]:  # noqa: ARG001 - has to be there first
    """The hub with the configuration of the documentation, on ports of its own."""
    # Everybody has to be able to read it, and pytest's own folder is closed to others.
    folder = Path(tempfile.mkdtemp(prefix="hub-", dir="/var/tmp"))
    folder.chmod(0o755)
    exchange = folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    shutil.copytree(ROOT / "docs" / "jupyterhub", folder / "configuration")
    package = fresh_environment.package(folder)
    programs = fresh_environment.make(
        folder,
        f"{package}[lab,safegrade]",
        *["jupyterhub", "configurable-http-proxy"],
        # One that other accounts can start too.
        python=readable_python(),
    )
    address = f"http://127.0.0.1:{free_port()}"
    log = folder / "hub.log"
    command = [
        str(programs / "jupyterhub"),
        f"--config={folder / 'configuration' / 'jupyterhub_config.py'}",
        f"--JupyterHub.bind_url={address}",
        f"--JupyterHub.hub_bind_url=http://127.0.0.1:{free_port()}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{free_port()}",
    ]
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "NBGRADER_EXCHANGE": str(exchange),
        "LANG": "C.UTF-8",
    }
    with log.open("w") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=said, start_new_session=True
        )
    try:
        wait_until(lambda: answers_at(f"{address}/hub/api"), log)
        yield Hub(address, exchange, log)
    finally:
        # It ends the users' servers and its proxy itself.
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        shutil.rmtree(folder)


def readable_python() -> str:
    """A Python 3.11 or later that every account may start."""
    for version in ("3.11", "3.12", "3.13"):
        path = Path(f"/usr/bin/python{version}")
        if path.exists():
            return str(path)
    pytest.fail("no Python 3.11 to 3.13 in /usr/bin: apt-get install python3")


def answers_at(address: str) -> bool:
    try:
        return requests.get(address, timeout=10).ok
    except requests.ConnectionError:
        return False


def wait_until(true: Callable[[], bool], log: Path, seconds: float = 120) -> None:
    """Wait until the function says yes; fail with what the hub said."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.5)


class User:
    """Somebody who has signed in with a password, and whose server has started."""

    def __init__(self, hub: Hub, name: str) -> None:
        self.name = name
        self.home = Path(f"/home/{name}")
        self.base = f"{hub.address}/user/{name}"
        self.session = requests.Session()
        self.session.get(f"{hub.address}/hub/login")
        form = {"username": name, "password": PASSWORD, "_xsrf": self._xsrf("/hub/")}
        done = self.session.post(f"{hub.address}/hub/login?next=/hub/spawn", data=form)
        assert done.ok, f"{done.status_code} {done.text}\n{hub.log.read_text()}"
        wait_until(self._server_answers, hub.log)

    def _server_answers(self) -> bool:
        # Until the server is there, the hub shows a page that says so.
        page = self.session.get(f"{self.base}/lab", timeout=60)
        return page.ok and page.url.startswith(self.base)

    def _xsrf(self, path: str) -> str:
        return (
            next(
                one.value
                for one in self.session.cookies
                if one.name == "_xsrf" and one.path == path
            )
            or ""
        )

    def ask(self, path: str, **data: str) -> dict:
        """Press a button of nbgrader's, as its pages do."""
        headers = {"X-XSRFToken": self._xsrf(f"/user/{self.name}/")}
        done = self.session.post(f"{self.base}/{path}", data=data, headers=headers, timeout=300)
        assert done.ok, f"{path}: {done.status_code} {done.text}"
        answer = done.json()
        assert answer["success"], answer
        return answer

    def can(self, *command: str) -> bool:
        """Whether a command succeeds in the user's account."""
        done = subprocess.run(
            command,
            cwd=self.home,
            user=self.name,
            group=pwd.getpwnam(self.name).pw_gid,
            extra_groups=[],
            env={"HOME": str(self.home), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def can_see(self, path: Path) -> bool:
        """Whether the user can list the folder, or read the file."""
        assert path.exists()
        return self.can("ls" if path.is_dir() else "cat", str(path))

    def own(self, path: Path) -> None:
        """Make everything below the path the user's."""
        root("chown", "--recursive", f"{self.name}:", str(path))


@pytest.fixture(scope="module")
def instructor(hub: Hub) -> User:
    """The instructor, with a clone of the course at ~/pooling."""
    user = User(hub, INSTRUCTOR)
    course = user.home / "pooling"
    course.mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for name in ("source", "release"):
        shutil.copytree(ROOT / name / ASSIGNMENT, course / name / ASSIGNMENT)
    user.own(course)
    return user


@pytest.fixture(scope="module")
def students(hub: Hub) -> list[User]:
    return [User(hub, name) for name in STUDENTS]


@pytest.fixture(scope="module")
def term(instructor: User, students: list[User]) -> None:
    """Release, fetch, submit, collect, grade, feedback: each by whom it is done."""
    form = {"assignment_id": ASSIGNMENT, "course_id": "pooling"}
    assignment = f"formgrader/api/assignment/{ASSIGNMENT}"
    instructor.ask(f"{assignment}/assign")
    instructor.ask(f"{assignment}/release")
    for student, number in zip(students, (len(NAMES), 1), strict=True):
        student.ask("assignments/fetch", **form)
        path = student.home / ASSIGNMENT / NOTEBOOK
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in NAMES[:number]:
                cell.source = next(each.source for each in answers(name) if each.right)
        nbformat.write(notebook, path)
        student.ask("assignments/submit", **form)
    instructor.ask(f"{assignment}/collect")
    for student in students:
        instructor.ask(f"formgrader/api/submission/{ASSIGNMENT}/{student.name}/autograde")
    instructor.ask(f"{assignment}/generate_feedback")
    instructor.ask(f"{assignment}/release_feedback")
    for student in students:
        student.ask("assignments/fetch_feedback", **form)


@pytest.mark.usefixtures("term")
def test_each_student_gets_feedback_with_the_right_mark(students: list[User]) -> None:
    first = EXERCISES[NAMES[0]].marks
    for student, marks in zip(students, (ALL_MARKS, first.check + first.hidden), strict=True):
        (page,) = student.home.glob(f"{ASSIGNMENT}/feedback/*/by_hand.html")
        assert f"(Score: {marks}.0 / {ALL_MARKS}.0)" in page.read_text(encoding="utf-8")


@pytest.mark.usefixtures("term")
def test_graded_files_are_the_instructors_own(instructor: User) -> None:
    graded = list((instructor.home / "pooling" / "autograded").glob(f"*/{ASSIGNMENT}/{NOTEBOOK}"))
    assert sorted(path.parts[-3] for path in graded) == STUDENTS
    assert {path.owner() for path in graded} == {INSTRUCTOR}


@pytest.mark.usefixtures("term")
def test_students_can_read_neither_each_others_work_nor_the_course(
    hub: Hub, instructor: User, students: list[User]
) -> None:
    ada, bo = students
    course = instructor.home / "pooling"
    closed = [
        ada.home / ASSIGNMENT / NOTEBOOK,
        *(course / name for name in ("source", "submitted", "autograded", "feedback")),
        course / "gradebook.db",
        # One has to know the name of what one looks for; nobody but its owner can list it.
        hub.exchange / "pooling" / "inbound",
        hub.exchange / "pooling" / "feedback",
    ]
    assert [str(path) for path in closed if bo.can_see(path)] == []
    # The same questions have another answer where they should.
    assert ada.can_see(ada.home / ASSIGNMENT / NOTEBOOK)
    assert instructor.can_see(course / "gradebook.db")
    assert bo.can_see(hub.exchange / "pooling" / "outbound" / ASSIGNMENT / NOTEBOOK)


@pytest.mark.usefixtures("term")
def test_the_name_of_a_submission_in_the_exchange_cannot_be_guessed(hub: Hub) -> None:
    names = [path.name for path in (hub.exchange / "pooling" / "inbound").iterdir()]
    assert len(names) == len(STUDENTS)
    for name in names:
        # Letters of both cases and digits: more than 64 bits of chance.
        assert 62 ** len(name.rpartition("+")[2]) > 2**64


@pytest.mark.usefixtures("term")
def test_a_student_cannot_hand_out_assignments_or_reach_others_servers(
    hub: Hub, instructor: User, students: list[User]
) -> None:
    ada, bo = students
    outbound = hub.exchange / "pooling" / "outbound"
    assert not bo.can("touch", str(outbound / "mine"))
    for other in (ada, instructor):
        assert bo.session.get(f"{other.base}/api/contents").status_code == 403
    assert bo.session.get(f"{bo.base}/formgrader").status_code == 404
    assert instructor.session.get(f"{instructor.base}/formgrader").ok
