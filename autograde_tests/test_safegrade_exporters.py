"""The tables of marks have what each LMS imports, and no cell that a spreadsheet would execute."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from tiny_course import TinyCourse

from safegrade.spreadsheet import defused, restored

# As in nbgrader_config.py: nbgrader's order of entering submissions.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted")

DUE = datetime(2026, 10, 9, 18)
CONFIG = """
c.CanvasExporter.gradebook = "exported.csv"
c.CanvasExporter.columns = {"sums": "Adding up"}
c.MoodleExporter.columns = {"sums": "Adding up"}
"""
# As Canvas writes it: a line of points, read-only columns, a test student.
EXPORTED = """\
Student,ID,SIS User ID,SIS Login ID,Section,Adding up (4711),Final Score
    Points Possible,,,,,11.00,(read only)
"Müller, Jörg",101,0007001,jm,Group 1,,
"=HYPERLINK(""http://x"")",102,0007002,eve,Group 1,,
"Dash, D",103,-a7,dash,Group 2,3,
"Excused, Eva",104,0007004,eva,Group 2,EX,
"Paper, Pia",105,0007005,pia,Group 2,"7,5",
"Student, Test",199,,f00,Group 2,,
"""
# The same with last and first names in columns of their own, and other points than nbgrader's.
SPLIT = """\
LastName,FirstName,ID,SIS Login ID,Section,Adding up (4711)
    Points Possible,,,,,100.00
Müller,Jörg,101,jm,Group 1,
"""
WORKSHEET = """\
Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (submission),\
Last modified (grade),Feedback comments
Participant 9001,Jörg Müller,0007001,jm@example.org,Submitted,,11.00,-,-,
Participant 9002,"=cmd|' /C calc'!A0",0007002,eve@example.org,Submitted,1.00,11.00,-,-,Good
Participant 9009,Pia Paper,0007005,pia@example.org,No submission,7.50,11.00,-,-,On paper
"""
STUDENTS = """\
id,first_name,last_name,email,canvas_id,id_number
jm,Jörg,Müller,jm@example.org,101,0007001
eve,Eve,"=cmd|' /C calc'!A0",eve@example.org,102,0007002
dash,D,Dash,-dash@example.org,103,-a7
eva,Eva,Excused,eva@example.org,104,0007004
pia,Pia,Paper,pia@example.org,105,0007005
none,Nobody,Handed-in,none@example.org,,
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """Marks in the gradebook as if they had been given: nothing has to be executed for that."""
    course = TinyCourse(tmp_path_factory.mktemp("course"), config=CONFIG)
    (course.root / "students.csv").write_text(STUDENTS, encoding="utf-8")
    (course.root / "exported.csv").write_text(EXPORTED, encoding="utf-8-sig")
    done = course.run("nbgrader", "db", "student", "import", "students.csv")
    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{course.root}/gradebook.db", "tiny") as gradebook:
        gradebook.update_or_create_assignment("sums", duedate=DUE)
        give(gradebook, "jm", {"double-check": 1, "double-hidden": 2, "total-check": 1})
        give(gradebook, "eve", {"double-check": 1}, late=timedelta(hours=2), penalty=0.5)
        give(gradebook, "dash", {"double-check": 0.3333333}, comment='=1+1\n"so"')
        give(gradebook, "eva", {"double-check": 1})
        gradebook.db.commit()
    return course


def give(
    gradebook: Gradebook,
    student: str,
    marks: dict[str, float],
    late: timedelta = timedelta(hours=-1),
    penalty: float | None = None,
    comment: str = "",
) -> None:
    gradebook.add_submission("sums", student, timestamp=DUE + late)
    notebook = gradebook.find_submission_notebook("adding", "sums", student)
    notebook.late_submission_penalty = penalty
    for grade in notebook.grades:
        if grade.name in marks:
            grade.auto_score = marks[grade.name]
        elif grade.name == "why" and student == "jm":
            grade.manual_score = 4.5
    for place in notebook.comments:
        place.manual_comment = comment or None


def export(course: TinyCourse, name: str, *arguments: str) -> tuple[bytes, list[dict[str, str]]]:
    path = course.root / "out.csv"
    path.unlink(missing_ok=True)
    exporter = f"--exporter=safegrade.exporters.{name}"
    done = course.run("nbgrader", "export", exporter, "--to=out.csv", *arguments)
    assert done.returncode == 0, done.stderr
    assert not list(course.root.glob(".out*"))
    data = path.read_bytes()
    return data, list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))


def test_canvas_gets_its_own_ids_columns_and_points(course: TinyCourse) -> None:
    data, rows = export(course, "CanvasExporter")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == [
        *("Student", "ID", "SIS User ID", "SIS Login ID", "Section"),
        "Adding up (4711)",
    ]
    assert rows[0]["Student"].strip() == "Points Possible"
    assert float(rows[0]["Adding up (4711)"]) == 11
    found = {row["ID"]: row for row in rows[1:]}
    assert set(found) == {"101", "102", "103", "104", "105"}
    assert found["101"]["SIS User ID"] == "0007001"
    assert found["103"]["SIS User ID"] == "-a7"
    assert found["101"]["Student"] == "Müller, Jörg"
    assert float(found["101"]["Adding up (4711)"]) == 8.5
    assert float(found["102"]["Adding up (4711)"]) == 0.5
    assert float(found["103"]["Adding up (4711)"]) == 0.3333


def test_what_stands_in_canvas_stays_where_nothing_was_handed_in(course: TinyCourse) -> None:
    """An empty cell takes a mark away, and a mark takes an excuse away."""
    _, rows = export(course, "CanvasExporter")
    found = {row["SIS Login ID"]: row["Adding up (4711)"] for row in rows}
    assert found["pia"] == "7,5"
    assert found["eva"] == "EX"
    _, rows = export(course, "CanvasExporter", "--CanvasExporter.missing_is_zero=True")
    found = {row["SIS Login ID"]: row["Adding up (4711)"] for row in rows}
    assert (found["pia"], found["eva"]) == ("0", "EX")


def test_canvas_may_split_names_and_is_warned_about_other_points(course: TinyCourse) -> None:
    (course.root / "split.csv").write_text(SPLIT, encoding="utf-8")
    done = course.run(
        *("nbgrader", "export", "--exporter=safegrade.exporters.CanvasExporter"),
        *("--to=split_out.csv", "--CanvasExporter.gradebook=split.csv"),
    )
    assert done.returncode == 0, done.stderr
    assert "Canvas gives 100.00 points for Adding up (4711), and nbgrader 11" in done.stderr
    text = (course.root / "split_out.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [row["Student"] for row in rows[1:]] == ["Müller, Jörg"]
    assert [row["ID"] for row in rows[1:]] == ["101"]


def test_canvas_gets_no_mark_for_nothing_unless_that_is_wanted(course: TinyCourse) -> None:
    own = "--CanvasExporter.gradebook="
    _, rows = export(course, "CanvasExporter", own)
    found = {row["SIS Login ID"]: row["Adding up"] for row in rows}
    assert found["none"] == ""
    _, rows = export(course, "CanvasExporter", own, "--CanvasExporter.missing_is_zero=True")
    found = {row["SIS Login ID"]: row["Adding up"] for row in rows}
    assert found["none"] == "0"


def test_moodle_gets_marks_and_feedback_side_by_side(course: TinyCourse) -> None:
    _, rows = export(course, "MoodleExporter")
    found = {row["ID number"]: row for row in rows}
    assert float(found["0007001"]["Adding up"]) == 8.5
    assert found["0007001"]["Email address"] == "jm@example.org"
    assert found["0007002"]["Adding up (feedback)"] == "Late: 0.5 taken off."
    assert set(found) == {"0007001", "0007002", "-a7", "0007004"}
    _, rows = export(course, "MoodleExporter", "--MoodleExporter.missing=-")
    assert {row["ID number"]: row for row in rows}["none"]["Adding up"] == "-"
    _, rows = export(
        course,
        "MoodleExporter",
        "--MoodleExporter.id_number_column=",
        "--MoodleExporter.email_column=Mail",
        "--MoodleExporter.feedback=False",
    )
    assert list(rows[0]) == ["Mail", "First name", "Last name", "Adding up"]


def test_the_tidy_table_has_a_row_for_each_student_and_exercise(course: TinyCourse) -> None:
    data, rows = export(course, "TidyExporter")
    assert data.startswith(b"\xef\xbb\xbf")
    found = {(row["student"], row["exercise"]): row for row in rows}
    assert set(found) == {
        (student, exercise)
        for student in ("jm", "eve", "dash", "eva", "pia", "none")
        for exercise in ("double", "total", "why")
    }
    assert float(found["jm", "double"]["score"]) == 3
    assert float(found["jm", "why"]["manual_score"]) == 4.5
    assert float(found["eve", "double"]["late_seconds"]) == 7200
    assert float(found["eve", "double"]["late_penalty"]) == 0.5
    assert found["eve", "why"]["needs_manual_grade"] == "yes"
    assert found["none", "double"]["submitted"] == "no"
    assert found["none", "double"]["score"] == ""
    for exercise, maximum in {"double": 3, "total": 3, "why": 5}.items():
        assert float(found["none", exercise]["max_score"]) == maximum


def test_moodles_worksheet_gets_marks_and_keeps_all_else(course: TinyCourse) -> None:
    path = course.root / "downloaded" / "sums" / "worksheet.csv"
    path.parent.mkdir(parents=True)
    path.write_text(WORKSHEET, encoding="utf-8-sig")
    data, rows = export(course, "MoodleWorksheetExporter")
    assert not data.startswith(b"\xef\xbb\xbf")
    before = list(csv.DictReader(WORKSHEET.splitlines()))
    assert [row["Identifier"] for row in rows] == [row["Identifier"] for row in before]
    assert [row["Grade"] for row in rows] == ["8.5", "0.5", "7.50"]
    comments = [row["Feedback comments"] for row in rows]
    assert comments == ["", "Late: 0.5 taken off.", "On paper"]
    unchanged = [name for name in before[0] if name not in ("Grade", "Feedback comments")]
    for row, old in zip(rows, before, strict=True):
        assert [restored(row[name]) for name in unchanged] == [old[name] for name in unchanged]
        assert row["Last modified (grade)"] == "-"
    path.write_text(WORKSHEET.replace("Last modified (grade)", "Changed"), encoding="utf-8")
    done = course.run(
        "nbgrader", "export", "--exporter=safegrade.exporters.MoodleWorksheetExporter"
    )
    assert done.returncode == 1
    assert "has no column named Last modified (grade)" in done.stderr
    path.unlink()


@pytest.mark.parametrize("name", ["CanvasExporter", "MoodleExporter", "TidyExporter"])
def test_no_cell_is_a_formula(course: TinyCourse, name: str) -> None:
    _, rows = export(course, name)
    for row in rows:
        for column, text in row.items():
            if "ID" in column or column == "Email address":
                # By these the LMS finds a student: they may begin with a sign, and call nothing.
                assert text[:1] not in tuple("=+-@\t\r\n") or not set(text) & set("()|!'\"")
            elif text[:1] in tuple("=+-@\t\r\n"):
                float(text)


@pytest.mark.parametrize("name", ["CanvasExporter", "MoodleExporter", "TidyExporter"])
def test_one_student_and_one_assignment_can_be_chosen(course: TinyCourse, name: str) -> None:
    _, rows = export(course, name, "--student=['jm']", "--assignment=['sums']")
    assert "eve" not in str(rows)
    assert "jm" in str(rows)
    done = course.run(
        "nbgrader", "export", f"--exporter=safegrade.exporters.{name}", "--assignment=['nope']"
    )
    assert done.returncode == 1
    assert "The gradebook has no assignment nope. It has: sums." in done.stderr


def test_what_stood_in_the_file_stays_if_the_table_cannot_be_written(course: TinyCourse) -> None:
    folder = course.root / "closed"
    folder.mkdir()
    (folder / ".marks.csv.part").mkdir()
    (folder / "marks.csv").write_text("before")
    done = course.run(
        *("nbgrader", "export", "--exporter=safegrade.exporters.TidyExporter"),
        "--to=closed/marks.csv",
    )
    assert done.returncode == 1
    assert "closed/marks.csv cannot be written" in done.stderr
    assert (folder / "marks.csv").read_text() == "before"


def spoil_head(text: str) -> str:
    return text.replace("ID,SIS User ID", "Number,SIS User ID")


def spoil_encoding(text: str) -> bytes:
    return text.encode("latin-1")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (spoil_head, "is no gradebook from Canvas"),
        (spoil_encoding, "is not UTF-8"),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_gradebook_of_canvas_that_cannot_be_used_is_told(
    course: TinyCourse, spoil: Callable[[str], str | bytes] | None, complaint: str
) -> None:
    if spoil is not None:
        spoiled = spoil(EXPORTED)
        data = spoiled.encode() if isinstance(spoiled, str) else spoiled
        (course.root / "spoiled.csv").write_bytes(data)
    name = "spoiled.csv" if spoil is not None else "nowhere.csv"
    done = course.run(
        *("nbgrader", "export", "--exporter=safegrade.exporters.CanvasExporter"),
        f"--CanvasExporter.gradebook={name}",
    )
    assert done.returncode == 1
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1", "''-x"],
)
def test_a_formula_is_defused_and_comes_back(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert restored(f"'{text}") == text


@pytest.mark.parametrize(
    "text", ["-1.5", "+3", "1e-3", "-.5", "0012", "a=b", "'quoted'", "", "Ö", "-"]
)
def test_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert defused(text) == text
    assert restored(text) == text


def test_the_export_is_the_same_from_another_folder(course: TinyCourse, tmp_path: Path) -> None:
    """The files that the configuration names lie in the course's folder."""
    done = course.run(
        *("nbgrader", "export", "--exporter=safegrade.exporters.CanvasExporter"),
        f"--to={tmp_path / 'there.csv'}",
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there.csv").read_bytes() == export(course, "CanvasExporter")[0]
