"""What can be configured in ``nbgrader_config.py`` under ``c.Safegrade``."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path
from typing import TYPE_CHECKING

from traitlets import Bool, Float, Integer, List, Unicode
from traitlets.config import LoggingConfigurable

from .rooms.limits import Limits

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory


class Safegrade(LoggingConfigurable):
    """How safegrade grades."""

    workers = Integer(
        0, help="How many submissions are graded at the same time; 0: one for each processor."
    ).tag(config=True)
    scheduler = Unicode(
        "", help="Address of a Dask scheduler; empty: threads of this process."
    ).tag(config=True)
    sandbox = Bool(
        True, help="Whether students' code is locked away. Switch off only if you trust it."
    ).tag(config=True)
    preload = List(
        Unicode(),
        help="Modules to load before rooms are forked, besides those that the notebooks import.",
    ).tag(config=True)
    preload_imports = Bool(
        True, help="Whether the modules that the instructor's notebooks import are loaded too."
    ).tag(config=True)
    preload_if_imported = List(
        Unicode(),
        [
            "jax",
            "keras",
            "matplotlib.pyplot",
            "pandas",
            "scipy",
            "skimage",
            "sklearn",
            "sympy",
            "tensorflow",
            "torch",
        ],
        help="Modules that are loaded before students' rooms are forked if at least three "
        "submissions import them: each would wait for them otherwise.",
    ).tag(config=True)
    prepare_marker = List(
        Unicode(),
        help="Functions, as module:function, that the marker's warm parent calls once, with the "
        "assignment's name, before any submission: what they compute (and cache) no submission has "
        "to compute again. They must start no thread, so must not touch TensorFlow.",
    ).tag(config=True)
    withheld_modules = List(
        Unicode(),
        help="Modules that students' rooms do without, such as a course's reference answers. "
        "Importing one there gives a stand-in whose functions do nothing.",
    ).tag(config=True)
    shown_folders = List(
        Unicode(), help="More folders that the sandbox shows, read-only, such as large data."
    ).tag(config=True)
    single_room_cells = List(
        Unicode(),
        help="Patterns of ASSIGNMENT/NOTEBOOK/GRADE_ID: tests that run in the student's own room, "
        "because they need what cannot cross. Their text is visible there, and their marks are "
        "what the student's process says.",
    ).tag(config=True)
    records = Unicode(
        "safegrade", help="Folder of the course for lists of flags, changes and similar answers."
    ).tag(config=True)
    memory = Integer(2048, help="Megabytes of memory of a student's room.").tag(config=True)
    cpu_seconds = Integer(600, help="Processor time of one process of a room.").tag(config=True)
    cell_seconds = Float(
        0.0, help="Wall time of one cell; 0: as c.Execute.timeout says (30 by default)."
    ).tag(config=True)
    submission_seconds = Float(
        0.0, help="Wall time of one submission in all; 0: twenty times that of one cell."
    ).tag(config=True)
    processes = Integer(256, help="Processes and threads of a room.").tag(config=True)
    file_size = Integer(64, help="Megabytes of one file in a room.").tag(config=True)
    disk = Integer(128, help="Megabytes of a room's scratch space.").tag(config=True)
    output = Integer(1_000_000, help="Bytes of output of one cell.").tag(config=True)
    similarity = Float(
        0.9, help="Pairs of answers at least this similar (0 to 1) are listed; above 1: none."
    ).tag(config=True)

    def folder(self, course: CourseDirectory) -> Path:
        """Return the folder of the course's records."""
        return Path(course.root) / self.records

    def worker_count(self) -> int:
        """Return the number of submissions to grade at the same time."""
        return self.workers or len(os.sched_getaffinity(0))

    def limits(self) -> Limits:
        """Return the limits of a student's room."""
        execute = self.config.get("Execute", {}).get("timeout", 30)
        cell = self.cell_seconds or float(execute or 3600)
        return Limits(
            memory=self.memory,
            cpu=self.cpu_seconds,
            cell=cell,
            whole=self.submission_seconds or 20 * cell,
            processes=self.processes,
            file=self.file_size,
            disk=self.disk,
            output=self.output,
        )

    def in_single_room(self, assignment: str, notebook: str, name: str) -> bool:
        """Tell whether a test was declared to run in the student's room."""
        path = f"{assignment}/{notebook}/{name}"
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in self.single_room_cells)
