"""nbgrader's ``Autograde``, with the rooms in the place of the kernel and one writer for all.

Submissions are read, sent out and saved as they come back. A submission is saved in this order:
its folder in ``autograded/`` is taken away, its marks are written by nbgrader's own preprocessors,
and the finished folder is put in place by one rename. A run that was stopped anywhere leaves no
folder behind for what it had not finished, and the next run grades just that.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fnmatch
import glob
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.writers.files import FilesWriter
from nbgrader.api import Gradebook, InvalidEntry
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute as StockExecute
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from traitlets.utils.importstring import import_item

from .assembly import Known, files_beside, given_files, learn, make_job, modules_used, warm_for
from .changes import Change, marks_of, what_changed
from .graded_record import Record
from .job import Graded, Warm
from .reading import UnreadableError, read_bytes
from .records import CHANGES, FAILED, FLAGGED, FLAGS, REPAIRED, ByStudent
from .saving import FAST, enter_submission, open_gradebook
from .settings import Safegrade

_MAX_TIMESTAMP = 10_000
_SUBSUMED = ("ClearOutput", "DeduplicateIds", "OverwriteKernelspec", "OverwriteCells", "Repair")


@dataclass
class Submission:
    """One student's folder for an assignment, on its way through a run.

    Attributes:
        notebooks: the notebooks to grade, by name, and the files in which they lie.
        graded: those that came back.
        remarks: what is to be told besides the notes of the notebooks.
    """

    student: str
    assignment: str
    folder: Path
    notebooks: dict[str, Path | None]
    graded: dict[str, Graded] = field(default_factory=dict)
    remarks: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class Outcome:
    """What became of one submission.

    Attributes:
        status: ``graded``, ``unchanged`` or ``failed``.
        notes: what was put right or refused, and whether it is flagged.
        changes: marks that are not what they were before.
        reason: why it failed.
    """

    student: str
    status: str
    notes: list[tuple[str, bool]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    reason: str = ""


class TolerantCourseDirectory(CourseDirectory):  # type: ignore[misc]
    """A course directory that does not stop at an unreadable time stamp."""

    def get_existing_timestamp(self, dest_path: str) -> Any:
        """Return the time of submission, or None if there is none that can be read."""
        try:
            path = Path(dest_path, "timestamp.txt")
            # Opening a pipe would wait for ever.
            if not path.is_file() or path.stat().st_size > _MAX_TIMESTAMP:
                return None
            return super().get_existing_timestamp(dest_path)
        except Exception as error:  # nbgrader's own way out of this is itself broken
            self.log.warning("No time stamp can be read in %s (%s)", dest_path, error)
            return None


class SafeAutograde(Autograde):  # type: ignore[misc]
    """Grades an assignment's submissions through a cluster and saves them one by one."""

    def __init__(self, settings: Safegrade, **kwargs: Any) -> None:
        self.settings = settings
        self._building: Path | None = None
        self._known: Known = {}
        self._submissions: dict[str, Submission] = {}
        self._gradebook: Gradebook | None = None
        self.outcomes: list[Outcome] = []
        super().__init__(**kwargs)

    # What there is to do

    def init_notebooks(self) -> None:
        """Find the students' folders; one without a notebook is a submission too."""
        pattern = self._format_source(self.coursedir.assignment_id, self.coursedir.student_id)
        self.assignments = {
            folder: sorted(
                os.path.join(folder, name)
                for name in os.listdir(folder)
                if name.lower().endswith(".ipynb")
            )
            for folder in sorted(glob.glob(pattern))
            if os.path.isdir(folder)
        }
        self.notebooks: list[str] = []
        if not self.assignments:
            raise NbGraderException(f"No submission was found at {pattern}.")

    def convert_notebooks(self) -> None:
        """Not used: a run is ``prepare``, ``jobs`` and ``save``."""
        raise NotImplementedError

    def prepare(self) -> int:
        """Open the course and find what is to be graded; returns the number of notebooks.

        Raises:
            NbGraderException: if the assignment is not in the gradebook, or nothing was submitted.
        """
        self.init_notebooks()
        self._keep_only_saving()
        self.writer = FilesWriter(parent=self, config=self.config)
        self.exporter = self.exporter_class(parent=self, config=self.config)
        self.exporter.optimistic_validation = True
        self._known = learn(self.coursedir, self.coursedir.assignment_id)
        lists = self.settings.folder(self.coursedir)
        self._flags = ByStudent(lists / f"{self.coursedir.assignment_id}.flags.csv", FLAGS)
        self._flags_before = self._flags.rows()
        self._changes = ByStudent(lists / f"{self.coursedir.assignment_id}.changes.csv", CHANGES)
        for folder in self.assignments:
            self._consider(Path(folder))
        return sum(len(submission.notebooks) for submission in self._submissions.values())

    def _keep_only_saving(self) -> None:
        """Leave out what was done on the way: the sanitising that ``mend`` does, and execution."""
        sanitize = [_class(one) for one in self.sanitize_preprocessors]
        autograde = [_class(one) for one in self.autograde_preprocessors]
        self._saving = [
            one for one in sanitize if one.__name__ not in (*_SUBSUMED, "CheckCellMetadata")
        ]
        self._saving += [one for one in autograde if not issubclass(one, StockExecute)]

    def _consider(self, folder: Path) -> None:
        pattern = self._format_source("(?P<assignment>.*)", "(?P<student>.*)", escape=True)
        match = re.match(pattern, str(folder))
        if match is None:
            raise NbGraderException(f"The folder {folder} does not fit the course's structure.")
        student, assignment = match["student"], match["assignment"]
        if student in self.coursedir.student_id_exclude.split(","):
            return
        submission = Submission(student, assignment, folder, self._notebooks_in(folder))
        if submission.notebooks and self._is_new(submission):
            self._submissions[student] = submission
        elif submission.notebooks:
            notes = [(what, kind == FLAGGED) for kind, what in self._flags_before.get(student, [])]
            self.outcomes.append(Outcome(student, "unchanged", notes))

    def _notebooks_in(self, folder: Path) -> dict[str, Path | None]:
        present = {Path(path).stem: Path(path) for path in self.assignments[str(folder)]}
        wanted = [name for name in self._known if fnmatch.fnmatch(name, self.coursedir.notebook_id)]
        return {name: present.get(name) for name in wanted}

    def _is_new(self, submission: Submission) -> bool:
        target = Path(self._format_dest(submission.assignment, submission.student))
        if self.force or not all(
            (target / f"{name}.ipynb").exists() for name in submission.notebooks
        ):
            return True
        new = self.coursedir.get_existing_timestamp(str(submission.folder))
        old = self.coursedir.get_existing_timestamp(str(target))
        return new is not None and old is not None and new > old

    @property
    def _executes(self) -> bool:
        return bool(self.config.get("Execute", {}).get("enabled", True))

    # What goes out

    def warm(self) -> Warm:
        """Return what the warm parents are to be started with."""
        warm = warm_for(self.coursedir, self.settings, self._known)
        used = modules_used(
            [
                path
                for submission in self._submissions.values()
                for path in submission.notebooks.values()
                if path is not None
            ],
            self.settings.preload_if_imported,
        )
        return dataclasses.replace(warm, preload_student=used)

    def jobs(self, warm: Warm) -> Iterator[tuple[tuple[str, str], bytes]]:
        """Yield each notebook to grade, as a key and the bytes that go out."""
        for student, submission in list(self._submissions.items()):
            kept = set(self.exclude_overwriting.get(submission.assignment, []))
            files, complete = files_beside(
                self.coursedir, submission.assignment, submission.folder, kept
            )
            if not complete:
                submission.remarks.append(("Files beyond 50 MB in all were left out.", True))
            for name, path in submission.notebooks.items():
                data, reason = self._submitted(submission, name, path)
                job = make_job(
                    *self._known[name],
                    self.settings,
                    warm,
                    data,
                    unreadable=reason,
                    files=files,
                    execute=self._executes,
                    given=frozenset(given_files(self.coursedir, submission.assignment, kept)),
                )
                yield (student, name), job.to_bytes()

    def _submitted(
        self, submission: Submission, name: str, path: Path | None
    ) -> tuple[bytes | None, str | None]:
        """Read a submitted notebook; one under another name, if there is no doubt about it."""
        if submission.folder.is_symlink() or submission.folder.parent.is_symlink():
            return None, "the submitted folder is a link to another folder"
        if path is None:
            others = [
                Path(other)
                for other in self.assignments[str(submission.folder)]
                if Path(other).stem not in self._known
            ]
            missing = [one for one, where in submission.notebooks.items() if where is None]
            alike = [other for other in others if other.stem.lower() == name.lower()]
            if len(alike) == 1:
                others, missing = alike, [name]
            if len(others) != 1 or len(missing) != 1:
                return None, f"no notebook named {name}.ipynb was submitted"
            path = others[0]
            submission.remarks.append(
                (f"The file was named {path.name!r} instead of {name}.ipynb.", False)
            )
        try:
            return read_bytes(path), None
        except UnreadableError as error:
            return None, str(error)

    # What comes back

    def take(self, key: tuple[str, str], graded: Graded) -> Outcome | None:
        """Take a graded notebook; when it is its submission's last one, save the submission."""
        student, name = key
        submission = self._submissions[student]
        record = Record.of(student, name, graded, executed=self._executes)
        record.save(self.settings.folder(self.coursedir), submission.assignment)
        submission.graded[name] = graded
        if len(submission.graded) < len(submission.notebooks):
            return None
        del self._submissions[student]
        notes = submission.remarks + [
            note for one in submission.graded.values() for note in one.notes
        ]
        flags = [(FLAGGED if flagged else REPAIRED, text) for text, flagged in notes]
        # Before the marks: a submission that has marks is not looked at again.
        self._flags.replace(student, flags)
        outcome = Outcome(student, "graded", notes)
        failed = [one.failed for one in submission.graded.values() if one.failed]
        if failed:
            outcome.reason = failed[0]
        else:
            try:
                outcome.changes = self._save_patiently(submission)
            except Exception as error:  # one submission's trouble is no other one's
                self.log.debug("Saving failed", exc_info=True)
                outcome.reason = f"{type(error).__name__}: {error}"
                self._reopen()
        if outcome.reason:
            outcome.status = "failed"
            self._flags.replace(student, [*flags, (FAILED, outcome.reason)])
        if outcome.changes:
            rows = [
                (one.notebook, one.cell, one.before, one.after, one.why) for one in outcome.changes
            ]
            self._changes.replace(student, rows)
        self.outcomes.append(outcome)
        return outcome

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        if self._building is not None and not escape:
            return str(self._building)
        path: str = super()._format_dest(assignment_id, student_id, escape)
        return path

    def _save_patiently(self, submission: Submission) -> list[Change]:
        """Save a submission, again from the start if the database was lost meanwhile.

        Returns the marks that are not what they were before.
        """
        for pause in (0.2, 1, 5, 15):
            try:
                return self._save(submission)
            except (DBAPIError, PendingRollbackError, InvalidEntry) as error:
                # InvalidEntry: nbgrader's own word for a loss, or for another writer's entry.
                self.log.warning("The database was lost (%s); trying again.", error.__class__)
                time.sleep(pause)
                self._reopen()
        return self._save(submission)

    @property
    def gradebook(self) -> Gradebook:
        """The gradebook, open for the whole run."""
        if self._gradebook is None:
            self._gradebook = open_gradebook(self.coursedir.db_url, self.coursedir.course_id)
        return self._gradebook

    def _reopen(self) -> None:
        gradebook, self._gradebook = self._gradebook, None
        if gradebook is not None:
            with contextlib.suppress(Exception):
                gradebook.close()

    def finish(self) -> None:
        """Close the gradebook."""
        self._reopen()

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Enter the submission into the gradebook and put its other files in place."""
        folder = Path(self._format_source(assignment_id, student_id))
        enter_submission(
            self.gradebook,
            assignment_id,
            student_id,
            self.coursedir.get_existing_timestamp(str(folder)),
            create=self.create_student,
        )
        kept = set(self.exclude_overwriting.get(assignment_id, []))
        files, _ = files_beside(self.coursedir, assignment_id, folder, kept)
        target = Path(self._format_dest(assignment_id, student_id))
        for name, data in files.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(data)

    def _save(self, submission: Submission) -> list[Change]:
        student, assignment = submission.student, submission.assignment
        target = Path(self._format_dest(assignment, student))
        building = target.with_name(f".{target.name}.part")
        old = target.with_name(f".{target.name}.old")
        _remove(building)
        building.mkdir(parents=True)
        source = target if target.is_dir() else old
        keep_others = self.coursedir.notebook_id != "*" and source.is_dir()
        earlier = {name: source / f"{name}.ipynb" for name in submission.notebooks}
        texts = {name: path.read_text("utf-8") for name, path in earlier.items() if path.is_file()}
        before = marks_of(self.gradebook, assignment, student, self._known) if texts else {}
        if keep_others:
            _remove(building)
            shutil.copytree(source, building)
            for path in building.rglob("*"):
                path.chmod(path.stat().st_mode | stat.S_IWUSR)
        self._building = building
        try:
            if target.is_dir():
                _remove(old)
                target.rename(old)
            self.notebooks = [
                str(submission.folder / f"{name}.ipynb") for name in submission.notebooks
            ]
            self.run_pre_convert_hook()
            self.init_assignment(assignment, student)
            for name in submission.notebooks:
                self._save_notebook(submission, name)
            self.set_permissions(assignment, student)
            self.run_post_convert_hook()
        finally:
            self._building = None
        building.rename(target)
        _remove(old)
        if not texts:
            return []
        after = marks_of(self.gradebook, assignment, student, self._known)
        news = {name: graded.notebook for name, graded in submission.graded.items()}
        return what_changed(student, before, after, texts, news)

    def _save_notebook(self, submission: Submission, name: str) -> None:
        resources = self.init_single_notebook_resources(str(submission.folder / f"{name}.ipynb"))
        self.exporter._preprocessors = []
        for preprocessor in self._saving:
            if preprocessor in FAST:
                made = FAST[preprocessor](self.gradebook, parent=self.exporter)
                self.exporter.register_preprocessor(made)
            else:
                self.exporter.register_preprocessor(preprocessor)
        notebook = nbformat.reads(submission.graded[name].notebook, as_version=4)
        resources["metadata"] = {"name": name, "path": str(submission.folder)}
        output, resources = self.exporter.from_notebook_node(notebook, resources)
        self.write_single_notebook(output, resources)


def _class(entry: Any) -> type:
    found: type = import_item(entry) if isinstance(entry, str) else entry
    return found


def _remove(folder: Path) -> None:
    if folder.is_dir():
        for path in [folder, *folder.rglob("*")]:
            if path.is_dir() and not path.is_symlink():
                path.chmod(path.stat().st_mode | stat.S_IRWXU)
        shutil.rmtree(folder)
