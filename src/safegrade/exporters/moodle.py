"""The table that Moodle's grade import reads."""

from __future__ import annotations

from nbgrader.api import Gradebook, Student
from traitlets import Bool, Dict, Unicode

from safegrade.students import Students, StudentsError

from .table import Result, TableExporter, written

ID_NUMBER, EMAIL = "ID number", "Email address"


class MoodleExporter(TableExporter):
    """Writes marks for Moodle: Grades, Import, CSV file, with UTF-8 and comma.

    Each assignment has two columns, the marks and the feedback: Moodle loses the marks of an
    assignment of which only the feedback is imported.
    """

    file = "moodle.csv"

    students = Unicode(
        "students.csv",
        help="The list of students, whose column id_number is used if it is there; otherwise the "
        "ID number is the student's id.",
    ).tag(config=True)
    id_number_column = Unicode(ID_NUMBER, help="Its name; empty: no such column.").tag(config=True)
    email_column = Unicode(EMAIL, help="Its name; empty: no such column.").tag(config=True)
    feedback = Bool(True, help="Whether there is a column of feedback for each assignment.").tag(
        config=True
    )
    columns = Dict(
        help="The names of assignments in Moodle, where they are not those of nbgrader: "
        "{'1_by_hand': 'Max pooling by hand'}."
    ).tag(config=True)
    missing = Unicode(
        "", help="What is written for who handed nothing in: empty, 0, or - for no mark."
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        try:
            path = self.course_file(self.students)
            known = Students.read(path) if path.is_file() else Students([])
        except StudentsError as error:
            self.fail(str(error))
        assignments = self.assignments_of(gradebook)
        ids = [name for name in (self.id_number_column, self.email_column) if name]
        if not ids:
            self.fail("Moodle needs one of the columns ID number and Email address.")
        head = [*ids, "First name", "Last name"]
        for assignment in assignments:
            name = str(self.columns.get(assignment.name, assignment.name))
            head += [name, f"{name} (feedback)"] if self.feedback else [name]
        rows = []
        for student in self.students_of(gradebook):
            row = self._ids(student, known.row(student.id))
            row += [student.first_name, student.last_name]
            for assignment in assignments:
                result = self.result(gradebook, assignment, student)
                missing = result.score is None
                row.append(self.missing if missing else result.score)
                row += [_feedback(result)] if self.feedback else []
            rows.append(row)
        self.write(head, rows, ids=ids, mark=False)

    def _ids(self, student: Student, own: dict[str, str]) -> list[object]:
        ids: list[object] = []
        if self.id_number_column:
            ids.append(own.get("id_number") or student.id)
        if self.email_column:
            if not student.email and not self.id_number_column:
                self.log.warning("%s has no email address: Moodle cannot find them", student.id)
            ids.append(student.email)
        return ids


def _feedback(result: Result) -> str:
    """Say in a line what the late penalty was, and what the person who marked wrote."""
    if result.submission is None:
        return ""
    texts = []
    penalty = float(result.submission.late_submission_penalty or 0.0)
    if penalty:
        texts.append(f"Late: {written(penalty)} taken off.")
    texts += [
        comment.manual_comment
        for notebook in result.submission.notebooks
        for comment in notebook.comments
        if comment.manual_comment
    ]
    return " ".join(texts)
