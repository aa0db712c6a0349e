"""A table for statistics: one row for each student, assignment and exercise."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Assignment, Gradebook, Student
from traitlets import Bool

from safegrade.marks import Exercise, exercises_in

from .table import Result, TableExporter

HEAD = (
    *("student", "assignment", "notebook", "exercise"),
    *("score", "max_score", "submitted", "late_seconds", "late_penalty"),
    *("needs_manual_grade", "manual_score", "comment"),
)


class TidyExporter(TableExporter):
    """Writes one row for each student, assignment and exercise.

    The scores are those before the late penalty, which is one of the whole notebook: each of its
    rows has it, so it must be taken off once.
    """

    file = "marks.csv"

    mark = Bool(
        True, help="Whether the file begins with a byte order mark, by which Excel knows UTF-8."
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the table."""
        rows = []
        for assignment in self.assignments_of(gradebook):
            exercises = exercises_in(gradebook, assignment.name, self._folders(assignment))
            for student in self.students_of(gradebook):
                result = self.result(gradebook, assignment, student)
                rows += [_row(student, exercise, result) for exercise in exercises]
        self.write(HEAD, rows, mark=self.mark)

    def _folders(self, assignment: Assignment) -> list[Path]:
        course = getattr(self.parent, "coursedir", None)
        if course is None:
            return []
        steps = (course.release_directory, course.source_directory)
        return [Path(course.format_path(step, ".", assignment.name)) for step in steps]


def _row(student: Student, exercise: Exercise, result: Result) -> list[object]:
    head = [student.id, result.assignment.name, exercise.notebook, exercise.name]
    if result.submission is None:
        return [*head, None, exercise.maximum, "no", None, None, None, None, None]
    notebook = next(
        (one for one in result.submission.notebooks if one.name == exercise.notebook), None
    )
    grades = [
        grade for grade in (notebook.grades if notebook else ()) if grade.name in exercise.cells
    ]
    comments = [
        comment.manual_comment
        for comment in (notebook.comments if notebook else ())
        if comment.manual_comment and comment.name in (*exercise.cells, exercise.answer)
    ]
    by_hand = [grade.manual_score for grade in grades if grade.manual_score is not None]
    return [
        *head,
        float(sum(grade.score for grade in grades)),
        exercise.maximum,
        "yes",
        float(result.submission.total_seconds_late),
        float((notebook.late_submission_penalty if notebook else None) or 0.0),
        "yes" if any(grade.needs_manual_grade for grade in grades) else "no",
        float(sum(by_hand)) if by_hand else None,
        " ".join(comments),
    ]
