"""What the exporters have in common: whose marks, how a mark is written, and the file."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

from safegrade.spreadsheet import defused, is_formula
from safegrade.students import Students


@dataclass(frozen=True)
class Result:
    """One student's marks for one assignment.

    Attributes:
        student: the student.
        assignment: the assignment.
        submission: what was handed in, or None.
    """

    student: Student
    assignment: Assignment
    submission: SubmittedAssignment | None

    @property
    def score(self) -> float | None:
        """The marks less the late penalty and not below 0, as nbgrader exports them."""
        if self.submission is None:
            return None
        penalty = self.submission.late_submission_penalty or 0.0
        return max(0.0, float(self.submission.score) - float(penalty))


class TableExporter(ExportPlugin):  # type: ignore[misc]
    """Writes a table of marks into a CSV file, which is there as a whole or not at all."""

    file = "grades.csv"
    """Where to write if ``--to`` says nothing."""

    def assignments_of(self, gradebook: Gradebook) -> list[Assignment]:
        """Return the assignments that are asked for, in the gradebook's order."""
        chosen = [str(name) for name in self.assignment]
        known = {assignment.name: assignment for assignment in gradebook.assignments}
        for name in chosen:
            if name not in known:
                self.fail(f"The gradebook has no assignment {name}. It has: {', '.join(known)}.")
        return [one for one in known.values() if not chosen or one.name in chosen]

    def students_of(self, gradebook: Gradebook) -> list[Student]:
        """Return the students that are asked for, in the gradebook's order."""
        chosen = [str(name) for name in self.student]
        return [one for one in gradebook.students if not chosen or one.id in chosen]

    def result(self, gradebook: Gradebook, assignment: Assignment, student: Student) -> Result:
        """Return one student's marks for one assignment."""
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            submission = None
        return Result(student, assignment, submission)

    def write(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        ids: Sequence[str] = (),
        mark: bool,
    ) -> None:
        """Write the table, first under another name.

        Args:
            head: the names of the columns.
            rows: texts, numbers, and None for nothing.
            ids: columns by which the LMS finds a student: they are left as they are unless they
                are formulas that do something.
            mark: whether the file begins with a byte order mark, by which Excel knows UTF-8.
        """
        path = Path(self.to or self.file)
        half = path.with_name(f".{path.name}.part")
        places = {head.index(name) for name in ids}
        try:
            with half.open("w", newline="", encoding="utf-8-sig" if mark else "utf-8") as file:
                writer = csv.writer(file)
                writer.writerow([defused(name) for name in head])
                for row in rows:
                    writer.writerow(
                        [
                            self._id(entry) if place in places else defused(written(entry))
                            for place, entry in enumerate(row)
                        ]
                    )
            os.replace(half, path)
        except OSError as error:
            self.fail(f"{path} cannot be written: {error.strerror}.")
        self.log.info("Wrote %s", path)

    def course_file(self, name: str) -> Path:
        """Return a file of the course's folder."""
        course = getattr(self.parent, "coursedir", None)
        return Path(course.root if course is not None else "") / name

    def known_students(self, name: str) -> Students:
        """Read the list of students of that name in the course's folder; empty if it is not there.

        Raises:
            StudentsError: if it cannot be used.
        """
        path = self.course_file(name)
        return Students.read(path) if path.is_file() else Students([])

    def _id(self, entry: object) -> object:
        """Leave an id alone, such as ``-a12`` or ``@ada``, in which nothing can be called."""
        text = written(entry)
        if isinstance(text, str) and is_formula(text) and not text[1:].isalnum():
            self.log.warning("The id %r could be a formula; it has an apostrophe now", text)
            return defused(text)
        return text

    def fail(self, message: str) -> NoReturn:
        """End the command with a message."""
        print(message, file=sys.stderr)
        sys.exit(1)


def written(entry: object) -> object:
    """Write marks without needless digits, and nothing for None."""
    if entry is None:
        return ""
    if isinstance(entry, float):
        return f"{entry:.4f}".rstrip("0").rstrip(".")
    return entry
