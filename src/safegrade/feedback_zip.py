"""The command ``safegrade feedback-zip``: feedback pages under the names that an LMS takes back."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import Any

from nbgrader.apps import ZipCollectApp
from nbgrader.apps.baseapp import nbgrader_aliases, nbgrader_flags
from traitlets import Enum, Unicode, default

from .assignment_app import AssignmentApp
from .collecting import LmsCollector
from .downloads import Download, find_downloads, newest, notebooks_of
from .lms_names import CANVAS, MOODLE
from .students import StudentsError

_aliases = {
    **nbgrader_aliases,
    "lms": "FeedbackZipApp.lms",
    "to": "FeedbackZipApp.to",
    "assignment": "CourseDirectory.assignment_id",
}


class FeedbackZipApp(AssignmentApp):
    """Packs an assignment's feedback pages into one zip for Canvas or Moodle."""

    name = "safegrade-feedback-zip"
    description = """
        Pack the feedback pages of an assignment into one zip that Canvas (Gradebook, Upload
        Submissions) or Moodle (Upload multiple feedback files in a zip) takes back. The names are
        those of the files that zip_collect extracted.
    """
    examples = """
        nbgrader generate_feedback 1_by_hand
        safegrade feedback-zip 1_by_hand
        safegrade feedback-zip 1_by_hand --lms moodle --to feedback.zip
    """
    aliases = _aliases
    flags = nbgrader_flags

    lms = Enum(
        ("", CANVAS, MOODLE), "", help="Which LMS it is for; empty: the one whose names were found."
    ).tag(config=True)
    to = Unicode("", help="The zip file to write; empty: feedback-ASSIGNMENT-LMS.zip.").tag(
        config=True
    )

    @default("classes")
    def _classes_default(self) -> list[Any]:
        classes: list[Any] = super()._classes_default()
        return [*classes, FeedbackZipApp, LmsCollector]

    def start(self) -> None:
        """Write the zip, and say for whom there was no page."""
        super().start()
        assignment = self.coursedir.assignment_id
        downloads = self._downloads(assignment)
        kinds = sorted({one.name.lms for one in downloads if self.lms in ("", one.name.lms)})
        if not kinds:
            self.fail(
                "No file from %s was extracted for %s: run nbgrader zip_collect %s first",
                self.lms or "Canvas or Moodle",
                assignment,
                assignment,
            )
        if len(kinds) > 1:
            self.fail("There are files from Canvas and Moodle: say --lms canvas or --lms moodle")
        own = [one for one in downloads if one.name.lms in kinds]
        pages, without = self._pages(assignment, own)
        if without:
            names = ", ".join(without)
            self.log.error("No feedback page for %s: run nbgrader generate_feedback", names)
        if not pages:
            self.fail("There is no feedback page to pack")
        path = Path(self.to or f"feedback-{assignment}-{kinds[0]}.zip")
        write_zip(path, pages)
        print(f"{path}: {len(pages)} pages")

    def _downloads(self, assignment: str) -> list[Download]:
        collect = ZipCollectApp(parent=self, coursedir=self.coursedir)
        folder = Path(collect._format_collect_path(collect.extracted_directory))
        try:
            students, _ = LmsCollector(parent=self).known_students(self.coursedir)
        except StudentsError as error:
            self.fail("Whose files were extracted cannot be told: %s", error)
        found = find_downloads(folder, students, notebooks_of(self.coursedir, assignment))
        return newest([one for one in found if one.path.suffix == ".ipynb"])

    def _pages(
        self, assignment: str, downloads: list[Download]
    ) -> tuple[dict[str, Path], list[str]]:
        """Return the pages by their names in the zip, and the students who have none."""
        pages: dict[str, Path] = {}
        without = []
        for student in sorted({one.student or "" for one in downloads}):
            own = [one for one in downloads if one.student == student]
            folder = Path(
                self.coursedir.format_path(self.coursedir.feedback_directory, student, assignment)
            )
            found = sorted(folder.glob("*.html"))
            for page in found:
                same = [one for one in own if Path(one.file_id).stem == page.stem]
                pages[f"{(same or own)[0].name.prefix}{page.name}"] = page
            if not found:
                without.append(student)
        return pages, without


def write_zip(path: Path, files: dict[str, Path]) -> None:
    """Write files into a zip under other names; what was there before is replaced as a whole."""
    half = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, file in files.items():
            packed.write(file, name)
    os.replace(half, path)
