"""Declared single-room cells, withheld modules, and other files of a submission."""

from pathlib import Path

from tiny_course import GOOD, TinyCourse, answer, cell, checks

FIGURE = "import matplotlib.pyplot as plt\nassert plt.gcf().axes[0].get_title() == 'mine'"


def figure_cells() -> list[object]:
    return [
        cell("code", "%matplotlib inline\nimport matplotlib.pyplot as plt", "set-up", locked=True),
        answer("draw", "def draw():\n    plt.gca().set_title('mine')"),
        checks("draw-check", "plt.figure()\ndraw()\n" + FIGURE, 1),
        checks("alone-check", "draw()\nassert open('data.txt').read() == 'course'", 2),
    ]


def test_a_cell_that_looks_at_a_figure_can_be_declared(tmp_path: Path) -> None:
    config = 'c.Safegrade.single_room_cells = ["sums/adding/draw-*"]\n'
    course = TinyCourse(tmp_path, config=config, make_cells=figure_cells)  # type: ignore[arg-type]
    (course.root / "source" / course.assignment / "data.txt").write_text("course")
    right = "def draw():\n    plt.gca().set_title('mine')"
    course.submit("right", course.answered({"draw": right}))
    course.path("right").with_name("data.txt").write_text("student")
    course.submit("wrong", course.answered({"draw": "def draw():\n    plt.gca()"}))
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert course.marks("right") == {"draw-check": 1, "alone-check": 2}
    assert course.marks("wrong") == {"draw-check": 0, "alone-check": 2}


def test_a_withheld_module_is_a_stand_in_in_students_rooms(tmp_path: Path) -> None:
    course = TinyCourse(tmp_path, config='c.Safegrade.withheld_modules = ["colorsys"]\n')
    source = (
        "import colorsys\nprint(colorsys.__doc__, colorsys.rgb_to_hsv(1, 1, 1))\n"
        "import os, glob\nprint(glob.glob(os.path.dirname(os.__file__) + '/colorsys.py'))\n"
        "try:\n    text = open(os.path.dirname(os.__file__) + '/colorsys.py').read()\n"
        "except OSError:\n    text = ''\n"
        "assert 'rgb_to_hsv' not in text\n" + GOOD["double"]
    )
    course.submit("anna", course.answered({**GOOD, "double": source}))
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert course.marks("anna")["double-hidden"] == 2
    shown = str(course.graded("anna").cells)
    assert "did nothing here: your notebook was being marked." in shown
    assert "AssertionError" not in shown


def test_tests_see_the_environment_that_the_configuration_leaves(tmp_path: Path) -> None:
    config = "import os\nos.environ.pop('TINY_OLD')\nos.environ.update(TINY_NEW='1', TZ='XYZ-3')\n"
    test = (
        "import os\nimport time\nassert 'TINY_OLD' not in os.environ\n"
        "assert os.environ['TINY_NEW'] == '1' and time.tzname[0] == 'XYZ'\n"
        "assert len(os.environ['TINY_LONG_0']) == 100_000"
    )

    def cells() -> list[object]:
        return [answer("double", GOOD["double"]), checks("double-check", test, 1)]

    # More than one message through a socket holds.
    long = {f"TINY_LONG_{number}": 100_000 * "x" for number in range(4)}
    course = TinyCourse(
        tmp_path,
        config=config,
        make_cells=cells,  # type: ignore[arg-type]
        environment={"TINY_OLD": "1", **long},
    )
    course.submit("anna", course.answered())
    done = course.run("safegrade", course.assignment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert course.marks("anna") == {"double-check": 1}
