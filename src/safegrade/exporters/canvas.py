"""The table that Canvas's gradebook imports."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nbgrader.api import Assignment, Gradebook, Student
from traitlets import Bool, Dict, Unicode

from safegrade.students import StudentsError, read_csv

from .table import TableExporter

_IDS = ("ID", "SIS User ID", "SIS Login ID")
_HEAD = ("Student", *_IDS, "Section")
_POINTS = "points possible"
_EXCUSED, _NOT_ASSIGNED = "EX", "N/A"


class CanvasExporter(TableExporter):
    """Writes marks for Canvas: Grades, Import.

    Canvas finds a student by ``ID``, and an assignment by the number at the end of its column's
    name. Both stand in the gradebook that Canvas exports: with that file as ``gradebook``, they
    are taken from there. Without it, the ids are those of ``students.csv``, and Canvas asks which
    assignments the columns are.

    An empty cell takes the mark away that Canvas has. With ``gradebook``, what stands there is
    written for who handed nothing in, and who is excused stays excused
    (https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb).
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
        help="Whether who handed nothing in gets 0; otherwise the cell is as in the gradebook that "
        "Canvas exported, or empty.",
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        try:
            exported = read_csv(self.course_file(self.gradebook)) if self.gradebook else []
            known = self.known_students(self.students)
        except StudentsError as error:
            self.fail(str(error))
        assignments = self.assignments_of(gradebook)
        headers = list(exported[0]) if exported else []
        # Canvas can be told to give the last and the first name a column each.
        if "LastName" in headers:
            for row in exported:
                row["Student"] = ", ".join(filter(None, (row["LastName"], row["FirstName"])))
        if self.gradebook and not ("ID" in headers and "Student" in exported[0]):
            self.fail(f"{self.gradebook} is no gradebook from Canvas: it has no column ID.")
        names = [self._column(assignment, headers) for assignment in assignments]
        maxima = [float(assignment.max_score) for assignment in assignments]
        lines = [row for row in exported if _POINTS not in row["Student"].casefold()]
        for row in exported:
            if row not in lines:
                self._compare(names, maxima, row)
        rows: list[list[object]] = [["    Points Possible", "", "", "", "", *maxima]]
        for student in self.students_of(gradebook):
            own = known.row(student.id)
            line = _line_of(student, own, lines)
            if line is None and self.gradebook:
                self.log.warning("%s is not in %s, and left out", student.id, self.gradebook)
                continue
            ids = _made_up(student, own) if line is None else line
            marks = [
                self._mark(self.result(gradebook, one, student).score, (line or {}).get(name, ""))
                for one, name in zip(assignments, names, strict=True)
            ]
            rows.append([*(ids.get(column, "") for column in _HEAD), *marks])
        self.write([*_HEAD, *names], rows, ids=_IDS, mark=False)

    def _mark(self, score: float | None, there: str) -> float | str:
        """Return what is written: the mark, or what stands in Canvas already."""
        if there.upper() in (_EXCUSED, _NOT_ASSIGNED):
            return there
        if score is None:
            return 0.0 if self.missing_is_zero else there
        return score

    def _compare(self, names: list[str], maxima: list[float], points: Mapping[str, str]) -> None:
        """Warn of assignments for which Canvas gives other marks than the gradebook."""
        for name, maximum in zip(names, maxima, strict=True):
            there = points.get(name, "").replace(",", ".")
            if there and there != "(read only)" and float(there) != maximum:
                self.log.warning(
                    "Canvas gives %s points for %s, and nbgrader %g. Marks are written as they "
                    "are: change the points in Canvas",
                    *(there, name, maximum),
                )

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
            return found[0]
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
