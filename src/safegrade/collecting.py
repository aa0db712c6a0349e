"""``nbgrader zip_collect`` for what Canvas and Moodle hand out.

::

    c.ZipCollectApp.collector_plugin = "safegrade.collecting.LmsCollector"

Who a file belongs to is looked up in ``students.csv`` (see ``safegrade.students``): Canvas's number
in the column ``canvas_id`` or ``lms_user_id``, Moodle's in the grading worksheet, or else the full
name. Files with other names are matched by ``c.FileNameCollectorPlugin.named_regexp``, as ever.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import FileNameCollectorPlugin
from traitlets import Unicode

from .downloads import Download, find_downloads, newest, notebooks_of
from .lms_names import MOODLE, parse
from .students import Students, StudentsError
from .worksheet import WORKSHEET, with_worksheet

_A_MOMENT = timedelta(minutes=1)


class LmsCollector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Tells whose notebook a file is; of repeated uploads, the last one counts."""

    students = Unicode("students.csv", help="The list of students, from the course's folder.").tag(
        config=True
    )
    moodle_worksheet = Unicode(
        WORKSHEET,
        help="Moodle's grading worksheet of the assignment, if it was downloaded: it knows whose "
        "number is whose and when each submission was handed in.",
    ).tag(config=True)
    timezone = Unicode(
        "UTC", help="The time zone of the times in Moodle's worksheet, such as Europe/Berlin."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._chosen: dict[Path, Download] | None = None
        self._times: dict[str, str] = {}
        self._due: datetime | None = None

    def collect(self, submitted_file: str) -> dict[str, str | None] | None:
        """Return whose file it is, its name and its time; None if it is to be left out.

        Args:
            submitted_file: its absolute path.
        """
        path = Path(submitted_file)
        if path.suffix not in self.valid_ext or path.name.startswith("."):
            return None
        if parse(path.relative_to(self._folder)) is None:
            found: dict[str, str | None] | None = super().collect(submitted_file)
            return found
        if self._chosen is None:
            self._look_around()
        assert self._chosen is not None
        chosen = self._chosen.get(path)
        if chosen is None or chosen.student is None:
            return None
        return {
            "student_id": chosen.student,
            "file_id": chosen.file_id,
            "timestamp": self._time(chosen),
        }

    def known_students(self, course: CourseDirectory) -> tuple[Students, dict[str, str]]:
        """Read the class, and when who handed in, as far as a worksheet tells.

        Raises:
            StudentsError: if a file cannot be used.
        """
        students = Students.read(Path(course.root) / self.students)
        name = self.moodle_worksheet.format(assignment=course.assignment_id)
        worksheet = Path(course.root) / name
        if worksheet.is_file():
            return with_worksheet(students, worksheet, self.timezone)
        return students, {}

    @property
    def _folder(self) -> Path:
        app = self.parent
        return Path(app._format_collect_path(app.extracted_directory))

    def _look_around(self) -> None:
        """Decide for all files at once, which of several uploads counts."""
        course = self.parent.coursedir
        assignment = course.assignment_id
        try:
            students, self._times = self.known_students(course)
        except StudentsError as error:
            self.parent.fail("Whose files these are cannot be told: %s", error)
        found = find_downloads(self._folder, students, notebooks_of(course, assignment))
        found = [one for one in found if one.path.suffix in self.valid_ext]
        self._chosen = {one.path: one for one in newest(found)}
        with Gradebook(course.db_url, course.course_id) as gradebook:
            try:
                self._due = gradebook.find_assignment(assignment).duedate
            except MissingEntry:
                self._due = None
        for one in found:
            if one.student is None:
                column = "name" if one.name.lms == MOODLE else "canvas_id"
                self.log.error(
                    "%s: nobody in %s has the %s %s. Add it there, and run this again with "
                    "--force.",
                    one.path.name,
                    students.source,
                    column,
                    one.name.name if column == "name" else one.name.user,
                )
            elif one.path not in self._chosen:
                self.log.info("%s was uploaded again later; the last one counts", one.path)

    def _time(self, chosen: Download) -> str | None:
        """Return when it was handed in, as far as the LMS tells."""
        assert chosen.student is not None
        if chosen.name.late and self._due is None:
            self.log.warning("%s is late, but the gradebook knows no due date", chosen.path.name)
        elif chosen.name.late and self._due is not None:
            self.log.warning(
                "%s is late; Canvas does not say how late. A minute is assumed: put the right time "
                "into %s/%s/timestamp.txt",
                chosen.path.name,
                chosen.student,
                self.parent.coursedir.assignment_id,
            )
            return (self._due.replace(tzinfo=UTC) + _A_MOMENT).isoformat()
        return self._times.get(chosen.student)
