"""What goes out to be graded and what comes back, as bytes."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict, dataclass, field
from typing import Any

from .instructor import InstructorNotebook
from .rooms.limits import Limits


@dataclass(frozen=True)
class Warm:
    """What the warm parents are started with.

    Attributes:
        preload: modules to import before anything is forked.
        preload_student: modules to import in the students' warm parent only.
        sandbox: whether students' rooms are locked away.
        shown: folders that the sandbox shows besides the interpreter's.
        withheld: modules that the students' rooms do without.
        covered: what the sandbox hides even inside of a folder that it shows.
        prepare: functions that the marker's warm parent calls once, as ``module:function``, with
            the assignment's name.
        path: folders added to the marker's import path.
    """

    preload: tuple[str, ...] = ("numpy",)
    preload_student: tuple[str, ...] = ()
    sandbox: bool = True
    shown: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    prepare: tuple[str, ...] = ()
    assignment: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReferenceCell:
    """A code cell of the instructor's that carries no marks.

    Attributes:
        source: its text.
        name: its ``grade_id``, or None for a cell without a name.
        position: its place among the code cells.
    """

    source: str
    name: str | None
    position: int


@dataclass(frozen=True)
class Job:
    """One submitted notebook and all that is needed to grade it.

    Attributes:
        submitted: the bytes of the file, or None if it could not be opened.
        unreadable: why it could not be opened, or None.
        instructor: the instructor's cells.
        reference: the instructor's other code cells, in order.
        positions: grade ids to their place in the reference's order.
        owned: names that the answer cells are meant to define.
        classes: those of them that are classes.
        aliases: names that the instructor imports, to ``module`` or ``module:attribute``.
        single_room: grade ids of tests that run in the student's room.
        files: other files of the submission and the course, by relative path.
        given: which of them are the course's.
        limits: what the student's room may use.
        warm: what the warm parents are started with.
        execute: False under ``--no-execute``: the submitted outputs are marked.
        mended: whether the notebook was put right already.
    """

    submitted: bytes | None
    unreadable: str | None
    instructor: InstructorNotebook
    reference: tuple[ReferenceCell, ...]
    positions: dict[str, int]
    owned: frozenset[str]
    classes: frozenset[str]
    aliases: dict[str, str]
    single_room: frozenset[str]
    files: dict[str, bytes]
    limits: Limits
    warm: Warm
    execute: bool = True
    mended: bool = False
    given: frozenset[str] = frozenset()

    def to_bytes(self) -> bytes:
        """Serialise for a worker."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)

    @staticmethod
    def from_bytes(data: bytes) -> Job:
        """Read what the command sent. A worker trusts the command, never the other way round."""
        job = pickle.loads(data)
        if not isinstance(job, Job):
            raise TypeError(f"not a job: {type(job)}")
        return job


@dataclass(frozen=True)
class Graded:
    """A graded notebook on its way back.

    Attributes:
        notebook: the executed notebook as JSON.
        notes: what was put right or refused: text and whether it is flagged.
        seconds: where the time went, by part.
        failed: why there is no graded notebook, or None.
    """

    notebook: str
    notes: list[tuple[str, bool]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: str | None = None

    def to_bytes(self) -> bytes:
        """Serialise as JSON: what comes from a worker is only data."""
        return json.dumps(asdict(self)).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Graded:
        """Read what a worker sent back."""
        entry: dict[str, Any] = json.loads(data)
        notes = [(str(text), bool(flagged)) for text, flagged in entry.pop("notes")]
        return Graded(notes=notes, **entry)
