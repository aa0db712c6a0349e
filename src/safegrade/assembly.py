"""Put together what a notebook needs to be graded away from its course folder."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections import Counter
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files

from .instructor import InstructorNotebook, from_gradebook
from .job import Job, Warm
from .reading import UnreadableError, read_bytes
from .reference import Reference, read_reference
from .settings import Safegrade

Known = dict[str, tuple[InstructorNotebook, Reference]]

_MAX_FILES = 50_000_000


def learn(course: CourseDirectory, assignment: str) -> Known:
    """Collect the instructor's side of all notebooks of an assignment, by their names.

    Raises:
        NbGraderException: if the gradebook does not know the assignment.
    """
    release, source = (
        Path(course.format_path(step, ".", assignment))
        for step in (course.release_directory, course.source_directory)
    )
    known: Known = {}
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            record = gradebook.find_assignment(assignment)
        except MissingEntry as error:
            raise NbGraderException(
                f"The gradebook knows no assignment {assignment!r}: run 'nbgrader "
                f"generate_assignment {assignment}' first."
            ) from error
        for name in sorted(notebook.name for notebook in record.notebooks):
            instructor = from_gradebook(gradebook, assignment, name, [release, source])
            file = f"{name}.ipynb"
            known[name] = instructor, read_reference(instructor, release / file, source / file)
    return known


def warm_for(course: CourseDirectory, settings: Safegrade, known: Known) -> Warm:
    """Return what the warm parents for these notebooks are to be started with."""
    preload = ["numpy", *settings.preload]
    if settings.preload_imports:
        for _, reference in known.values():
            preload += reference.packages
    # Otherwise loaded by most notebooks at the first random number or comparison.
    preload += ["numpy.random", "numpy.testing"]
    steps = ("source", "submitted", "autograded", "feedback", "solution", "source_with_tests")
    covered = [os.path.join(course.root, getattr(course, f"{step}_directory")) for step in steps]
    covered += [
        os.path.join(course.root, name) for name in ("nbgrader_config.py", settings.records, ".git")
    ]
    if course.db_url.startswith("sqlite:///"):
        covered.append(course.db_url.removeprefix("sqlite:///"))
    return Warm(
        preload=tuple(dict.fromkeys(preload)),
        sandbox=settings.sandbox,
        shown=tuple(settings.shown_folders),
        withheld=tuple(settings.withheld_modules),
        prepare=tuple(settings.prepare_marker),
        assignment=course.assignment_id,
        covered=tuple(covered),
    )


def modules_used(paths: list[Path], modules: list[str], least: int = 3) -> tuple[str, ...]:
    """Return those of the modules that at least so many of the notebooks seem to import."""
    counts: Counter[str] = Counter()
    for path in paths:
        with contextlib.suppress(UnreadableError):
            text = read_bytes(path)[:5_000_000].decode("utf-8", "ignore")
            counts.update(
                name
                for name in modules
                if name in text and re.search(rf"\b(import|from)\s+{re.escape(name)}\b", text)
            )
    return tuple(name for name in modules if counts[name] >= least)


def plain_files(folder: Path, course: CourseDirectory) -> dict[str, Path]:
    """Return the ordinary files below a folder, other than notebooks, by relative path."""
    found = {}
    for path in sorted(find_all_files(str(folder), [*course.ignore, "*.ipynb"])):
        if stat.S_ISREG(os.lstat(path).st_mode):
            found[os.path.relpath(path, folder)] = Path(path)
    return found


def files_beside(
    course: CourseDirectory, assignment: str, folder: Path, kept: set[str]
) -> tuple[dict[str, bytes], bool]:
    """Read the files that lie beside a notebook: the student's, then the course's over them.

    Args:
        course: the course.
        assignment: the assignment's name.
        folder: the submission.
        kept: files that the course's do not replace (``Autograde.exclude_overwriting``).

    Returns:
        The files by relative path, and whether all of them fit into 50 MB.
    """
    paths = plain_files(folder, course) | given_files(course, assignment, kept)
    files: dict[str, bytes] = {}
    left = _MAX_FILES
    for name, path in paths.items():
        with contextlib.suppress(UnreadableError):
            data = read_bytes(path)
            left -= len(data)
            if left < 0:
                return files, False
            files[name] = data
    return files, True


def given_files(course: CourseDirectory, assignment: str, kept: set[str]) -> dict[str, Path]:
    """Return the course's own files beside a notebook, by relative path."""
    source = Path(course.format_path(course.source_directory, ".", assignment))
    if not source.is_dir():
        return {}
    found = plain_files(source, course)
    return {name: path for name, path in found.items() if name not in kept}


def make_job(
    instructor: InstructorNotebook,
    reference: Reference,
    settings: Safegrade,
    warm: Warm,
    submitted: bytes | None,
    *,
    unreadable: str | None = None,
    files: dict[str, bytes] | None = None,
    execute: bool = True,
    mended: bool = False,
    given: frozenset[str] = frozenset(),
) -> Job:
    """Put a job together; see ``Job`` for what its parts mean."""
    return Job(
        submitted=submitted,
        unreadable=unreadable,
        instructor=instructor,
        reference=reference.cells,
        positions=reference.positions,
        owned=reference.owned,
        classes=reference.classes,
        aliases=reference.aliases,
        single_room=frozenset(
            cell.name
            for cell in instructor.cells
            if settings.in_single_room(instructor.assignment, instructor.notebook, cell.name)
        ),
        files=files or {},
        limits=settings.limits(),
        warm=warm,
        execute=execute,
        mended=mended,
        given=given,
    )
