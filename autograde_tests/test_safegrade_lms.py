"""Submissions as Canvas and Moodle hand them out come in, and feedback goes out as they take it."""

import subprocess
import unicodedata
import zipfile
from pathlib import Path, PurePath

import nbformat
import pytest
from nbgrader.api import Gradebook
from tiny_course import GOOD, TinyCourse

from safegrade.lms_names import CANVAS, MOODLE, notebook_name, parse
from safegrade.students import Students, StudentsError

CONFIG = """
c.ZipCollectApp.collector_plugin = "safegrade.collecting.LmsCollector"
c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/]+)_(?P<file_id>adding)\\.ipynb$"
c.LmsCollector.timezone = "Europe/Berlin"
"""
# An accent, a space, a comma in a name; an apostrophe; two people of one name.
STUDENTS = """\
id,first_name,last_name,email,canvas_id,id_number
jm,Jörg,Müller,jm@example.org,101,5001
zoe,Zoë,de Wit,zoe@example.org,102,5002
sean,Seán,O'Neil,sean@example.org,103,5003
"li, a",Ann,Li,ann1@example.org,104,5004
li-b,Ann,Li,ann2@example.org,105,5005
"""
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission)
Participant 9001,Jörg Müller,jm@example.org,Submitted,,10,"Friday, 9 October 2026, 8:30 PM"
Participant 9002,Zoë de Wit,zoe@example.org,Submitted,,10,-
Participant 9004,Ann Li,ann1@example.org,Submitted,,10,"Thursday, 8 October 2026, 9:00 AM"
Participant 9005,Ann Li,ann2@example.org,Submitted,,10,"Thursday, 8 October 2026, 9:05 AM"
"""


def doubling(number: int) -> dict[str, str]:
    """A right answer that can be told from others."""
    return {**GOOD, "double": f"def double(x):\n    return x + x  # upload {number}"}


def course_with(folder: Path, files: dict[str, int | None], *, zipped: bool) -> TinyCourse:
    """A course whose archive holds these files; each with an answer of that number, or any bytes"""
    course = TinyCourse(folder, config=CONFIG)
    (folder / "students.csv").write_text(STUDENTS, encoding="utf-8")
    course.run("nbgrader", "db", "assignment", "add", "sums", "--duedate=2026-10-09 18:00 UTC")
    archive = folder / "downloaded" / "sums" / "archive"
    archive.mkdir(parents=True)
    texts = {
        name: "[1, 2]" if number is None else nbformat.writes(course.answered(doubling(number)))
        for name, number in files.items()
    }
    if zipped:
        with zipfile.ZipFile(archive / "submissions.zip", "w") as packed:
            for name, text in texts.items():
                packed.writestr(name, text)
    else:
        for name, text in texts.items():
            (archive / name).parent.mkdir(exist_ok=True)
            (archive / name).write_text(text, encoding="utf-8")
    return course


def collect(course: TinyCourse) -> subprocess.CompletedProcess[str]:
    done = course.run("nbgrader", "zip_collect", course.assignment)
    assert done.returncode == 0, done.stderr
    return done


def collected(course: TinyCourse) -> dict[str, int]:
    """Which answer of each student was collected."""
    found = {}
    for path in course.root.glob(f"submitted/*/{course.assignment}/adding.ipynb"):
        text = path.read_text("utf-8")
        found[path.parts[-3]] = int(text.partition("# upload ")[2].partition('"')[0])
    return found


CANVAS_FILES = {
    "mullerjorg_101_70001_adding.ipynb": 1,
    "mullerjorg_101_70009_adding-1.ipynb": 2,
    "dewitzoe_LATE_102_70002_adding.ipynb": 3,
    "oneilsean_103_70003_adding-2.ipynb": 4,
    "liann_104_70010_adding-10.ipynb": 6,
    "liann_104_70008_adding-9.ipynb": 5,
    "liann_104_70010_notes.txt": None,
    "strangerno_999_70004_adding.ipynb": 7,
}
MOODLE_FOLDERS = {
    "Jörg Müller_9001_assignsubmission_file_/adding.ipynb": 1,
    "Zoë de Wit_9002_assignsubmission_file_/adding.ipynb": 2,
    "Zoë de Wit_9002_assignsubmission_file_/adding (1).ipynb": 3,
    "Zoë de Wit_9002_assignsubmission_file_/.ipynb_checkpoints/adding.ipynb": 0,
    "Ann Li_9004_assignsubmission_file/adding.ipynb": 4,
    "Ann Li_9005_assignsubmission_file/adding.ipynb": 5,
}
MOODLE_FLAT = {
    name.replace("_file/", "_file_").replace("_file_/", "_file_"): number
    for name, number in MOODLE_FOLDERS.items()
    if "checkpoints" not in name
}


LAST_IN_CANVAS = {"jm": 2, "zoe": 3, "sean": 4, "li, a": 6}


@pytest.fixture(scope="module")
def canvas(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    course = course_with(tmp_path_factory.mktemp("course"), CANVAS_FILES, zipped=True)
    told = collect(course).stderr
    assert "strangerno_999_70004_adding.ipynb: nobody in" in told
    return course


def test_the_last_upload_in_canvas_counts(canvas: TinyCourse) -> None:
    assert collected(canvas) == LAST_IN_CANVAS


def test_a_folder_that_was_unpacked_already_is_as_good_as_a_zip(tmp_path: Path) -> None:
    course = course_with(tmp_path, CANVAS_FILES, zipped=False)
    collect(course)
    assert collected(course) == LAST_IN_CANVAS


def test_who_is_late_in_canvas_is_late_in_the_gradebook(canvas: TinyCourse) -> None:
    stamps = list(canvas.root.glob("submitted/*/*/timestamp.txt"))
    assert [path.parts[-3] for path in stamps] == ["zoe"]
    assert stamps[0].read_text().startswith("2026-10-09 18:01")


@pytest.mark.needs("bwrap")
def test_feedback_goes_back_under_canvas_numbers(canvas: TinyCourse) -> None:
    names = packed_feedback(canvas, "canvas")
    assert names == {
        "mullerjorg_101_70009_adding.html",
        "dewitzoe_LATE_102_70002_adding.html",
        "oneilsean_103_70003_adding.html",
        "liann_104_70010_adding.html",
    }


def packed_feedback(course: TinyCourse, lms: str) -> set[str]:
    for program, *arguments in (
        ("safegrade", "sums"),
        ("nbgrader", "generate_feedback", "sums"),
        ("safegrade", "feedback-zip", "sums"),
    ):
        done = course.run(program, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(course.root / f"feedback-sums-{lms}.zip") as packed:
        assert all(b"<html" in packed.read(name) for name in packed.namelist())
        return set(packed.namelist())


@pytest.fixture(scope="module", params=["folders", "flat"])
def moodle(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    folder = tmp_path_factory.mktemp("course")
    files = MOODLE_FLAT if request.param == "flat" else MOODLE_FOLDERS
    course = course_with(folder, files, zipped=True)
    (folder / "downloaded" / "sums" / "worksheet.csv").write_text(WORKSHEET, encoding="utf-8-sig")
    collect(course)
    return course


def test_moodles_participants_are_known_from_the_worksheet(moodle: TinyCourse) -> None:
    assert collected(moodle) == {"jm": 1, "zoe": 3, "li, a": 4, "li-b": 5}


def test_moodles_times_are_those_of_the_worksheet(moodle: TinyCourse) -> None:
    stamp = moodle.root / "submitted" / "jm" / "sums" / "timestamp.txt"
    assert stamp.read_text().startswith("2026-10-09 18:30")
    assert not (moodle.root / "submitted" / "zoe" / "sums" / "timestamp.txt").exists()


@pytest.mark.needs("bwrap")
def test_feedback_goes_back_into_moodles_folders(moodle: TinyCourse) -> None:
    names = packed_feedback(moodle, "moodle")
    assert len(names) == 4
    for name in names:
        known = parse(PurePath(name))
        assert known is not None
        assert (known.lms, known.file) == (MOODLE, "adding.html")
    with Gradebook(f"sqlite:///{moodle.root}/gradebook.db") as gradebook:
        assert gradebook.find_submission("sums", "jm").total_seconds_late == 30 * 60
        assert gradebook.find_submission("sums", "li-b").total_seconds_late == 0


def test_without_a_worksheet_a_full_name_is_enough_unless_two_have_it(tmp_path: Path) -> None:
    course = course_with(tmp_path, MOODLE_FOLDERS, zipped=True)
    told = collect(course).stderr
    assert collected(course) == {"jm": 1, "zoe": 3}
    assert told.count("nobody in") == 2


def test_without_a_list_of_students_nobody_is_guessed(tmp_path: Path) -> None:
    course = course_with(tmp_path, CANVAS_FILES, zipped=True)
    (tmp_path / "students.csv").unlink()
    done = course.run("nbgrader", "zip_collect", course.assignment)
    assert done.returncode == 1
    assert "students.csv cannot be read: No such file" in done.stderr
    assert not list(course.root.glob("submitted/*"))


def test_a_notebook_in_a_zip_of_the_students_own_is_found(tmp_path: Path) -> None:
    course = course_with(tmp_path, {}, zipped=True)
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("my work/adding.ipynb", nbformat.writes(course.answered(doubling(8))))
        packed.writestr("__MACOSX/my work/._adding.ipynb", "x")
    with zipfile.ZipFile(tmp_path / "downloaded/sums/archive/submissions.zip", "w") as packed:
        packed.write(inner, "mullerjorg_101_70001_work.zip")
    collect(course)
    assert collected(course) == {"jm": 8}


def test_feedback_zip_says_what_to_do_first(tmp_path: Path) -> None:
    course = course_with(tmp_path, CANVAS_FILES, zipped=True)
    done = course.run("safegrade", "feedback-zip", "sums")
    assert done.returncode == 1
    assert "run nbgrader zip_collect sums first" in done.stderr
    collect(course)
    done = course.run("safegrade", "feedback-zip", "sums")
    assert done.returncode == 1
    assert "run nbgrader generate_feedback" in done.stderr
    assert not list(course.root.glob("*.zip"))


@pytest.mark.parametrize(
    ("path", "lms", "user", "file"),
    [
        ("lastnamefirstname_LATE_12345_678910_by_hand-1.ipynb", CANVAS, "12345", "by_hand-1.ipynb"),
        ("name_12_34_5_6.ipynb", CANVAS, "12", "5_6.ipynb"),
        ("smith_jonesal_LATE_12_34_by_hand.ipynb", CANVAS, "12", "by_hand.ipynb"),
        ("LATE_anon_aB3xY_678910_by_hand.ipynb", CANVAS, "anon_aB3xY", "by_hand.ipynb"),
        ("anon_aB3xY_678910_by_hand.ipynb", CANVAS, "anon_aB3xY", "by_hand.ipynb"),
        (
            "a/Jörg Müller_12_assignsubmission_file_/b/by_hand.ipynb",
            MOODLE,
            "12",
            "b/by_hand.ipynb",
        ),
        ("Jörg Müller_12_assignsubmission_file_by_hand.ipynb", MOODLE, "12", "by_hand.ipynb"),
    ],
)
def test_names_are_understood(path: str, lms: str, user: str, file: str) -> None:
    name = parse(PurePath(path))
    assert name is not None
    assert (name.lms, name.user, name.file) == (lms, user, file)


@pytest.mark.parametrize("path", ["ada_by_hand.ipynb", "s1234_by_hand.ipynb", "ada/by_hand.ipynb"])
def test_other_names_are_left_to_the_regular_expression(path: str) -> None:
    assert parse(PurePath(path)) is None


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("by_hand.ipynb", ("by_hand", 0)),
        ("by_hand-3.ipynb", ("by_hand", 3)),
        ("by_hand (2)-1.ipynb", ("by_hand", 1)),
        ("by_hand_2.ipynb", ("by_hand_2", 0)),
        ("by_hands.ipynb", ("by_hands", 0)),
        ("other-1.ipynb", ("other-1", 0)),
    ],
)
def test_repeated_uploads_are_told_from_other_names(file: str, expected: tuple[str, int]) -> None:
    assert notebook_name(file, ["by_hand", "by_hand_2"]) == expected


def test_a_name_is_known_by_what_moodle_leaves_of_it_in_a_files_name() -> None:
    students = Students([{"id": "sean", "first_name": "Seán", "last_name": "O'Neil_Byrne"}])
    assert students.find(["name"], "Seán ONeil Byrne") == "sean"


@pytest.mark.parametrize(
    "written",
    [
        "Jörg Müller",
        "jörg  müller",
        "Müller Jörg",
        unicodedata.normalize("NFD", "Jörg Müller"),
        # As zip programs give names that do not say that they are UTF-8.
        "Jörg Müller".encode().decode("cp437"),
    ],
)
def test_a_name_is_known_however_it_is_written(written: str) -> None:
    students = Students(
        [
            {"id": "jm", "first_name": "Jörg", "last_name": "Müller"},
            {"id": "jo", "first_name": "Jo", "last_name": "Muller"},
        ]
    )
    assert students.find(["name"], written) == "jm"
    assert students.find(["name"], "Jorg Muller") is None


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name\nada\n", "no column named id"),
        ("id\nada\nbo\nada\n", "line 4: the id 'ada' is there twice"),
        ("id\n../../etc\n", "cannot be a student's id"),
        ("id,name\n,Ada\n", "cannot be a student's id"),
    ],
)
def test_a_list_of_students_that_cannot_be_right_is_refused(
    tmp_path: Path, text: str, complaint: str
) -> None:
    path = tmp_path / "students.csv"
    path.write_text(text)
    with pytest.raises(StudentsError, match=complaint):
        Students.read(path)
