"""The files that were extracted from an LMS's archive: whose they are, and which ones count."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePath

from nbgrader.coursedir import CourseDirectory

from .lms_names import CANVAS, LmsName, notebook_name, parse
from .students import Students

_COLUMNS = {
    CANVAS: ("canvas_id", "lms_user_id"),
    # Moodle's number is another one in each assignment, so it comes from the grading worksheet.
    "moodle": ("moodle_id", "name"),
}
_NOT_SUBMITTED = ("__MACOSX", ".ipynb_checkpoints")


@dataclass(frozen=True)
class Download:
    """One file of one student.

    Attributes:
        path: where it lies.
        name: what its name says.
        student: the student's id, or None if nobody fits.
        file_id: the file's name in the student's folder.
        again: which upload of that name it is.
    """

    path: Path
    name: LmsName
    student: str | None
    file_id: str
    again: int

    @property
    def rank(self) -> tuple[int, int, str]:
        """Later uploads have a higher one."""
        return self.name.upload, self.again, str(self.path)


def find_downloads(folder: Path, students: Students, notebooks: list[str]) -> list[Download]:
    """Find the files below a folder whose names are those of an LMS.

    Args:
        folder: the folder of extracted files.
        students: the class.
        notebooks: the names of the assignment's notebooks, without the ending.
    """
    found = []
    for root, _, files in os.walk(folder):
        for file in sorted(files):
            path = Path(root, file)
            inside = path.relative_to(folder)
            if file.startswith(".") or any(part in _NOT_SUBMITTED for part in inside.parts):
                continue
            name = parse(inside)
            if name is None:
                continue
            found.append(_download(path, name, students, notebooks))
    return sorted(found, key=lambda one: str(one.path))


def _download(path: Path, name: LmsName, students: Students, notebooks: list[str]) -> Download:
    *id_columns, last = _COLUMNS[name.lms]
    student = students.find(id_columns, name.user)
    if student is None:
        student = students.find([last], name.name if last == "name" else name.user)
    file_id, again = name.file, 0
    if path.suffix == ".ipynb":
        stem, again = notebook_name(name.file, notebooks)
        file_id = f"{stem}.ipynb" if stem in notebooks else name.file
    return Download(path, name, student, file_id, again)


def newest(downloads: list[Download]) -> list[Download]:
    """Of several uploads of one file by one student keep the last; leave out unknown students."""
    kept: dict[tuple[str, str], Download] = {}
    for one in downloads:
        if one.student is None:
            continue
        key = one.student, one.file_id
        if key not in kept or one.rank > kept[key].rank:
            kept[key] = one
    return list(kept.values())


def notebooks_of(course: CourseDirectory, assignment: str) -> list[str]:
    """Return the names of an assignment's notebooks, from the release or else the source."""
    for step in (course.release_directory, course.source_directory):
        names = sorted(
            PurePath(path).stem
            for path in Path(course.format_path(step, ".", assignment)).glob("*.ipynb")
        )
        if names:
            return names
    return []
