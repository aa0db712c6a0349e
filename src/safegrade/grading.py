"""Grade one submission: execute its cells, each in the room it belongs to.

This runs in a process of its own, forked from a warm parent outside of the sandbox. It opens
the student's room inside of the sandbox, forks the marker's room, and decides which cell goes
where; it never executes a line of the notebook itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from .cells import is_test
from .cgroup import ControlGroup
from .channel import BrokenFrameError, Channel, ChannelClosedError, Message
from .cleaning import clean_notebook, clean_outputs
from .job import Graded, Job
from .mending import Note, mark_unreadable, mend, notes_of, unreadable_reason
from .reading import UnreadableError, parse_notebook
from .refusal import refuse_cells
from .rooms import marker
from .rooms.limits import MEGABYTE
from .rooms.shell import CapturingShell, error_output

_PATIENCE = 3.0
_USAGES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
_OPENING = 60.0


class SandboxLostError(Exception):
    """The warm parent of the students' rooms does not answer any more."""


class RoomLostError(Exception):
    """The student's process is gone; the message says why."""


class StudentSide:
    """The student's room as the grading process sees it; opened anew when it was lost."""

    def __init__(self, job: Job, parent: socket.socket) -> None:
        self._job = job
        self._parent = parent
        self._history: list[str] = []
        self._group: ControlGroup | None = None
        self._folder: str | None = None
        self.channel: Channel | None = None
        self.process = -1
        self._runs = 0
        self.processor_seconds = 0.0

    def open(self) -> None:
        """Open the room and repeat the cells that went before.

        Raises:
            SandboxLostError: if no room can be opened.
            RoomLostError: if a cell that went well the first time ends the room now.
        """
        if not self._job.warm.sandbox:
            self._folder = tempfile.mkdtemp(prefix="safegrade-")
        here, there = socket.socketpair()
        request = {"limits": self._job.limits.as_message(), "folder": self._folder}
        try:
            socket.send_fds(self._parent, [json.dumps(request).encode()], [there.fileno()])
        except OSError as error:
            raise SandboxLostError("the warm parent is gone") from error
        there.close()
        channel = Channel(here)
        try:
            opened, _ = channel.receive(time.monotonic() + _OPENING)
            if not opened.get("opened") or len(channel.descriptors) != 1:
                raise SandboxLostError(f"no room could be opened: {opened.get('failed', opened)}")
            self.process = channel.descriptors[0]
            self._group = ControlGroup(self._job.limits)
            self._group.add(_pid_of(self.process))
            files = self._job.files
            channel.send({"files": list(files)}, list(files.values()))
            inside, _ = channel.receive(time.monotonic() + _OPENING)
            if not inside.get("inside"):
                raise SandboxLostError(f"no room could be closed off: {inside.get('failed')}")
        except (ChannelClosedError, BrokenFrameError, TimeoutError) as error:
            channel.close()
            raise SandboxLostError("no room could be opened") from error
        # From here on the student's code may write to it: outputs of a cell, and nothing else.
        channel.takes_descriptors = False
        channel.max_frame = 16 * self._job.limits.output + 1_000_000
        self.channel = channel
        history, self._history = self._history, []
        for source in history:
            self.run(source)

    def run(self, source: str) -> Message:
        """Execute a cell in the room.

        Raises:
            RoomLostError: if the room did not survive it.
        """
        if self.channel is None:
            self.open()
        assert self.channel is not None
        seconds = self._job.limits.cell
        try:
            self._runs += 1
            self.channel.send({"op": "run", "source": source, "id": f"run {self._runs}"})
            try:
                reply = self._reply(time.monotonic() + seconds)
            except TimeoutError:
                with contextlib.suppress(OSError):
                    signal.pidfd_send_signal(self.process, signal.SIGINT)
                reply = self._reply(time.monotonic() + _PATIENCE)
                late = error_output("CellTimeoutError", f"the cell took longer than {seconds:g} s")
                shown = reply.get("outputs")
                reply["outputs"] = [*(shown if isinstance(shown, list) else []), late]
        except (ChannelClosedError, BrokenFrameError, TimeoutError) as error:
            raise RoomLostError(self.lose(error)) from error
        self._history.append(source)
        return reply

    def _reply(self, deadline: float) -> Message:
        assert self.channel is not None
        while True:
            message, _ = self.channel.receive(deadline)
            if message.get("reply") and message.get("id") == f"run {self._runs}":
                return message

    def lose(self, error: Exception | None = None) -> str:
        """End the room, whatever is left of it; returns a reason for the student."""
        reason = "the code above ended its own Python process"
        if isinstance(error, TimeoutError):
            reason = "the code did not stop when its time was over"
        if isinstance(error, BrokenFrameError):
            reason = "the code broke the connection to its Python process"
        if self._group is not None and self._group.ran_out_of_memory():
            reason = f"the code used more than {self._job.limits.memory} MB of memory"
        self.close()
        return reason

    def close(self) -> None:
        """End the room with all that it started, and leave nothing behind."""
        if self.channel is not None:
            self.channel.close()
            self.channel = None
        if self.process >= 0:
            with contextlib.suppress(OSError, StopIteration):
                clock = marker.processor_clock(self.process)
                self.processor_seconds += time.clock_gettime(clock)
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(self.process, signal.SIGKILL)
            os.close(self.process)
            self.process = -1
        if self._group is not None:
            self._group.remove()
            self._group = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


class MarkerSide:
    """The marker's room as the grading process sees it."""

    def __init__(self, job: Job, shell: CapturingShell, leave: Callable[[], None]) -> None:
        self._job = job
        self._shell = shell
        self._leave = leave
        self._channel: Channel | None = None
        self._pid = 0
        self._folder: str | None = None
        self._history: list[Message] = []
        self._connected: Channel | None = None

    def _open(self) -> Channel:
        self._folder = tempfile.mkdtemp(prefix="safegrade-marker-")
        work, modules = (os.path.join(self._folder, name) for name in ("work", "modules"))
        for name, data in self._job.files.items():
            _write_file(os.path.join(work, name), data)
            # A test may import what the course gives, never what the student hands in.
            if name in self._job.given:
                _write_file(os.path.join(modules, name), data)
        os.makedirs(work, exist_ok=True)
        here, there = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                here.close()
                self._leave()
                os.chdir(work)
                sys.path[:] = [path for path in sys.path if path not in ("", ".", "/")]
                sys.path.append(modules)
                limits = self._job.limits
                # A value that is too large to hold costs this room's cell, not the machine.
                most = 2 * limits.memory * MEGABYTE
                resource.setrlimit(resource.RLIMIT_DATA, (most, most))
                marker.enter(
                    Channel(there), self._shell, limits.output, limits.cell, self._job.given
                )
            finally:
                os._exit(0)
        there.close()
        self._channel = Channel(here)
        return self._channel

    def run(self, cell: Message, student: StudentSide | None, again: bool = False) -> Message:
        """Execute a cell in the room, connected to the student's room as it is now."""
        if self._channel is None:
            self._connected = None
            self._open()
            history, self._history = self._history, []
            for earlier in history:
                self.run(earlier, None, again=True)
            if self._channel is None:
                return {"outputs": [error_output("MarkerLost", "the tests cannot run")]}
        channel = self._channel
        assert channel is not None
        try:
            room = student.channel if student is not None else None
            if student is not None and room is not None and room is not self._connected:
                channel.send({"op": "connect"}, fds=[room.sock.fileno(), student.process])
                channel.receive(time.monotonic() + _PATIENCE)
                self._connected = room
            channel.send({"op": "run", **cell})
            # The room ends a question to the student's room by itself; this is for its own loops.
            patience = cell["seconds"] + _PATIENCE + 2
            try:
                reply, _ = channel.receive(time.monotonic() + patience)
            except TimeoutError:
                os.kill(self._pid, signal.SIGINT)
                reply, _ = channel.receive(time.monotonic() + _PATIENCE)
                reply["outputs"].append(error_output("CellTimeoutError", "the test took too long"))
        except (ChannelClosedError, BrokenFrameError, TimeoutError):
            self.close()
            return {
                "outputs": [error_output("MarkerLost", "the test did not come to an end")],
                "lost": "the test did not come to an end",
            }
        if not cell["marks"] or again:
            self._history.append(cell)
        return reply

    def close(self) -> None:
        """End the room."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._pid, 0)
            self._pid = 0
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


class Grading:
    """The way of one submission through both rooms."""

    def __init__(
        self, job: Job, parent: socket.socket, shell: CapturingShell, leave: Callable[[], None]
    ) -> None:
        self.job = job
        self.student = StudentSide(job, parent)
        self.marker = MarkerSide(job, shell, leave)
        self.notes: list[Note] = []
        self.seconds: dict[str, float] = {"student": 0.0, "marker": 0.0}
        self._pending = list(job.reference)
        self._count = 0
        self._deadline = time.monotonic() + job.limits.whole

    def grade(self) -> Graded:
        """Return the executed notebook with its marks' outputs and all notes."""
        start = time.monotonic()
        notebook = self._read()
        if self.job.mended:
            self.notes = notes_of(notebook)
        else:
            self.notes = mend(notebook, self.job.instructor)
        if unreadable_reason(notebook) is not None:
            refuse_cells(notebook, "UnreadableSubmission", str(unreadable_reason(notebook)))
        elif self.job.execute:
            try:
                for cell in notebook.cells:
                    if cell.cell_type == "code" and cell.source.strip():
                        self._execute(cell)
            finally:
                self.student.close()
                self.marker.close()
        clean_notebook(notebook)
        self._check_partial_marks(notebook)
        self.seconds["all"] = time.monotonic() - start
        self.seconds["processor student"] = self.student.processor_seconds
        own, ended = (resource.getrusage(which) for which in _USAGES)
        self.seconds["processor marker"] = ended.ru_utime + ended.ru_stime
        self.seconds["processor rest"] = own.ru_utime + own.ru_stime
        text: str = nbformat.writes(notebook)
        notes = [(note.text, note.flagged) for note in self.notes]
        return Graded(text, notes, self.seconds)

    def _read(self) -> NotebookNode:
        try:
            if self.job.submitted is None:
                raise UnreadableError(self.job.unreadable or "the submitted file cannot be read")
            if self.job.mended:
                mended: NotebookNode = nbformat.reads(self.job.submitted.decode(), as_version=4)
                return mended
            return parse_notebook(self.job.submitted, keep_outputs=not self.job.execute)
        except UnreadableError as error:
            notebook: NotebookNode = new_notebook()
            mark_unreadable(notebook, str(error))
            return notebook

    def _execute(self, cell: NotebookNode) -> None:
        entry = cell.metadata.get("nbgrader", {})
        name = entry.get("grade_id")
        known = self.job.instructor.by_name.get(name) if name else None
        if known is not None and "skip-execution" in known.tags:
            return
        self._count += 1
        if time.monotonic() > self._deadline:
            reason = f"the notebook took longer than {self.job.limits.whole:g} s in all"
            cell.outputs = clean_outputs([error_output("NotebookTimeoutError", reason)])
            return
        tests = is_test(cell)
        if tests and name not in self.job.single_room:
            outputs = self._in_marker(cell, name)
        else:
            outputs = self._in_student(cell.source)
            if tests:
                outputs = _without_stderr(outputs)
        for output in outputs:
            if output.output_type == "execute_result":
                output["execution_count"] = self._count
        cell.outputs = outputs
        cell.execution_count = self._count

    def _in_student(self, source: str) -> list[NotebookNode]:
        start = time.monotonic()
        try:
            return clean_outputs(self.student.run(source).get("outputs"))
        except RoomLostError as error:
            return clean_outputs([error_output("AnswerLost", str(error))])
        finally:
            self.seconds["student"] += time.monotonic() - start

    def _in_marker(self, cell: NotebookNode, name: str) -> list[NotebookNode]:
        start = time.monotonic()
        try:
            try:
                if self.student.channel is None:
                    self.student.open()
            except RoomLostError as error:
                return clean_outputs([error_output("AnswerLost", str(error))])
            self._run_reference(name)
            reply = self.marker.run(self._message(cell.source, name, marks=True), self.student)
            if reply.get("lost") and self.student.channel is not None:
                self.student.lose()
            outputs = _without_stderr(clean_outputs(reply["outputs"], findings=True))
            if not reply.get("ok") and all(one.output_type != "error" for one in outputs):
                outputs += clean_outputs([error_output("TestFailed", "the test failed")])
            return outputs
        finally:
            self.seconds["marker"] += time.monotonic() - start

    def _run_reference(self, name: str) -> None:
        """Run the instructor's own cells that come before the one of that name."""
        position = self.job.positions.get(name, len(self.job.positions))
        while self._pending and self._pending[0].position < position:
            reference = self._pending.pop(0)
            message = self._message(reference.source, reference.name, marks=False)
            self.marker.run(message, self.student)

    def _message(self, source: str, name: str | None, *, marks: bool) -> Message:
        known = self.job.instructor.by_name.get(name) if name else None
        return {
            "source": source,
            "marks": marks,
            "seconds": self.job.limits.cell,
            "hides": known is not None and known.released != known.source,
            "owned": sorted(self.job.owned),
            "classes": sorted(self.job.classes),
            "aliases": self.job.aliases,
        }

    def _check_partial_marks(self, notebook: NotebookNode) -> None:
        """Refuse a partial mark that is none, such as one above the points."""
        for cell in notebook.cells:
            if not is_test(cell):
                continue
            for output in cell.outputs:
                if output.output_type != "execute_result":
                    continue
                try:
                    value = float(output.data.get("text/plain", "x"))
                except ValueError:
                    output.data.setdefault("text/plain", "")
                    if not output.data["text/plain"]:
                        output.data["text/plain"] = "(no text)"
                    continue
                # nbgrader gives all marks for one below zero, and for one that is no number.
                if not 0 <= value <= float(cell.metadata.nbgrader["points"]):
                    reason = f"the test gave {value:g} marks, not between 0 and what it is worth"
                    cell.outputs = clean_outputs([error_output("TooManyMarks", reason)])
                    self.notes.append(Note(f"“{cell.metadata.nbgrader.grade_id}”: {reason}", True))
                break


def _without_stderr(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Let a warning cost nothing: nbgrader gives 0 for anything on standard error."""
    for output in outputs:
        if output.output_type == "stream":
            output.name = "stdout"
    return outputs


def _write_file(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def _pid_of(process: int) -> int:
    with open(f"/proc/self/fdinfo/{process}") as file:
        return int(next(line.split()[1] for line in file if line.startswith("Pid:")))


def enter(
    channel: Channel, parent: socket.socket, shell: CapturingShell, request: dict[str, Any]
) -> None:
    """Receive one job, grade it, send it back."""
    # Whatever this process cannot remove itself goes with the command's own folder.
    tempfile.tempdir = request["home"]
    _, parts = channel.receive()
    job = Job.from_bytes(parts[0])
    most = 2 * job.limits.memory * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))

    def leave() -> None:
        channel.close()
        parent.close()

    try:
        graded = Grading(job, parent, shell, leave).grade()
    except SandboxLostError as error:
        channel.send({"lost": str(error)})
        return
    channel.send({"graded": True}, [graded.to_bytes()])
