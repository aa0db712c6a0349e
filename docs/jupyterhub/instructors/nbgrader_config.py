"""The course itself, in an instructor's account: a clone of the repository at ~/pooling."""

from pathlib import Path

c = get_config()  # noqa: F821 - given by nbgrader

COURSE = str(Path.home() / "pooling")
load_subconfig("nbgrader_config.py", path=COURSE)  # noqa: F821 - given by traitlets
c.CourseDirectory.root = COURSE
