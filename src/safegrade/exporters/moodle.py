"""The tables that Moodle reads: its grade import, and the worksheet of an assignment."""

from __future__ import annotations

from nbgrader.api import Gradebook, Student
from traitlets import Bool, Dict, Unicode

from safegrade.students import StudentsError
from safegrade.worksheet import EMAIL, ID_NUMBER, IDENTIFIER, WORKSHEET, read_worksheet, whose

from .table import Result, TableExporter, written

_GRADE, _CHANGED, _COMMENTS = "Grade", "Last modified (grade)", "Feedback comments"


class MoodleExporter(TableExporter):
    """Writes marks for Moodle: Grades, Import, CSV file, with UTF-8 and comma.

    Each assignment has two columns, the marks and the feedback: Moodle loses the marks of an
    assignment of which only the feedback is imported. An empty cell is no mark, and takes one away
    that Moodle has; who handed nothing in has no row
    (https://github.com/moodle/moodle/blob/main/grade/import/csv/classes/load_data.php).
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
        "",
        help="What is written for who handed nothing in: 0, or - for no mark; empty: who handed "
        "nothing in at all has no row, so that Moodle leaves its marks as they are.",
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        try:
            known = self.known_students(self.students)
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
            results = [self.result(gradebook, one, student) for one in assignments]
            without = [one.assignment.name for one in results if one.score is None]
            if without and not self.missing:
                if len(without) == len(results):
                    continue
                self.log.warning(
                    "%s has handed in nothing for %s: a mark that Moodle has there is taken away. "
                    "Export one assignment at a time: --assignment \"['NAME']\"",
                    *(student.id, ", ".join(without)),
                )
            for result in results:
                row.append(self.missing if result.score is None else result.score)
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


class MoodleWorksheetExporter(TableExporter):
    """Writes marks into the grading worksheet of an assignment, for Moodle to take back.

    The assignment's *Download grading worksheet* gives it, *Upload grading worksheet* takes it. The
    marks are then the assignment's own and can be changed there, while imported ones override it.
    Rows, columns and the cells of who handed nothing in stay as they are.
    """

    file = "worksheet.csv"

    students = Unicode("students.csv", help="The list of students.").tag(config=True)
    worksheet = Unicode(WORKSHEET, help="The worksheet, from the course's folder.").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        assignments = self.assignments_of(gradebook)
        if len(assignments) != 1:
            self.fail("A worksheet is that of one assignment: --assignment \"['NAME']\"")
        (assignment,) = assignments
        try:
            path = self.course_file(self.worksheet.format(assignment=assignment.name))
            rows = read_worksheet(path)
            known = self.known_students(self.students)
        except StudentsError as error:
            self.fail(str(error))
        head = list(rows[0]) if rows else []
        for name in (_GRADE, _CHANGED):
            if name not in head:
                self.fail(f"{path} has no column named {name}: Moodle does not take it back.")
        students = {one.id: one for one in self.students_of(gradebook)}
        for row in rows:
            student = students.get(whose(row, known) or "")
            if student is None:
                continue
            result = self.result(gradebook, assignment, student)
            if result.score is not None:
                row[_GRADE] = str(written(result.score))
                if _COMMENTS in row:
                    row[_COMMENTS] = _feedback(result) or row[_COMMENTS]
        self._compare(float(assignment.max_score), rows[0])
        ids = [name for name in (IDENTIFIER, ID_NUMBER, EMAIL) if name in head]
        self.write(head, [list(row.values()) for row in rows], ids=ids, mark=False)

    def _compare(self, maximum: float, row: dict[str, str]) -> None:
        """Warn if Moodle's maximum is another one: it leaves out marks above its own."""
        there = next((row[name] for name in row if name.casefold() == "maximum grade"), "")
        if there and float(there.replace(",", ".")) != maximum:
            self.log.warning(
                "Moodle's maximum grade is %s, and nbgrader's %g. Marks are written as they are: "
                "change the maximum in Moodle",
                *(there, maximum),
            )


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
