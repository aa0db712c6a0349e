"""The table that Canvas's gradebook imports."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nbgrader.api import Assignment, Gradebook, Student
from traitlets import Bool, Dict, Unicode

from safegrade.students import Students, StudentsError, read_csv

from .table import TableExporter

_IDS = ("ID", "SIS User ID", "SIS Login ID")
_HEAD = ("Student", *_IDS, "Section")
_POINTS = "points possible"


class CanvasExporter(TableExporter):
    """Writes marks for Canvas: Grades, Import.

    Canvas finds a student by ``ID``, and an assignment by the number at the end of its column's
    name. Both stand in the gradebook that Canvas exports: with that file as ``gradebook``, they
    are taken from there. Without it, the ids are those of ``students.csv``, and Canvas asks which
    assignments the columns are.
    """

    file = "canvas.csv"

    gradebook = Unicode(
        "", help="The CSV file that Canvas's gradebook exported, from which ids are taken."
    ).tag(config=True)
    students = Unicode(
        "students.csv", help="The list of students, whose column canvas_id is used if it is there."
    ).tag(config=True)
    columns = Dict(
        help="The names of assignments in Canvas, where they are not those of nbgrader: "
        "{'1_by_hand': 'Max pooling by hand'}."
    ).tag(config=True)
    missing_is_zero = Bool(
        False,
        help="Whether who handed nothing in gets 0; otherwise the cell stays empty, and Canvas "
        "leaves its mark as it is.",
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        try:
            exported = read_csv(self.course_file(self.gradebook)) if self.gradebook else []
            path = self.course_file(self.students)
            known = Students.read(path) if path.is_file() else Students([])
        except StudentsError as error:
            self.fail(str(error))
        assignments = self.assignments_of(gradebook)
        headers = list(exported[0]) if exported else []
        if self.gradebook and not {"Student", "ID"} <= set(headers):
            self.fail(f"{self.gradebook} is no gradebook from Canvas: it has no column ID.")
        names = [self._column(assignment, headers) for assignment in assignments]
        maxima = [float(assignment.max_score) for assignment in assignments]
        lines = [row for row in exported if _POINTS not in row["Student"].casefold()]
        rows: list[list[object]] = [["    Points Possible", "", "", "", "", *maxima]]
        for student in self.students_of(gradebook):
            own = known.row(student.id)
            line = _line_of(student, own, lines)
            if line is None and self.gradebook:
                self.log.warning("%s is not in %s, and left out", student.id, self.gradebook)
                continue
            marks = [self.result(gradebook, one, student).score for one in assignments]
            if self.missing_is_zero:
                marks = [0.0 if mark is None else mark for mark in marks]
            rows.append([*(line or _made_up(student, own)).values(), *marks])
        self.write([*_HEAD, *names], rows, ids=_IDS, mark=False)

    def _column(self, assignment: Assignment, headers: list[str]) -> str:
        """Return the column's name in Canvas, which ends with a number in brackets."""
        name = str(self.columns.get(assignment.name, assignment.name))
        for header in headers:
            if name in (header, re.sub(r" \(\d+\)$", "", header)):
                return header
        if headers:
            self.log.warning("Canvas has no column %s: it will ask what that is", name)
        return name


def _line_of(
    student: Student, own: Mapping[str, str], lines: list[dict[str, str]]
) -> dict[str, str] | None:
    """Find the student's line in Canvas's own table, by the surest of the ids first."""
    number = own.get("canvas_id") or student.lms_user_id
    for column, values in (
        ("ID", [number]),
        ("SIS Login ID", [student.id, student.email]),
        ("SIS User ID", [student.id, own.get("id_number")]),
    ):
        found = [line for line in lines if line.get(column) and line[column] in values]
        if len(found) == 1:
            return {name: found[0].get(name, "") for name in _HEAD}
    return None


def _made_up(student: Student, own: Mapping[str, str]) -> dict[str, str]:
    names = [name for name in (student.last_name, student.first_name) if name]
    return {
        "Student": ", ".join(names) or str(student.id),
        "ID": own.get("canvas_id") or student.lms_user_id or "",
        "SIS User ID": own.get("id_number", ""),
        "SIS Login ID": str(student.id),
        "Section": own.get("section", ""),
    }
