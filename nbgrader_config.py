"""The course as nbgrader sees it: every nbgrader command works from this folder."""

import os
import warnings
from pathlib import Path

from sqlalchemy.exc import SAWarning

from safegrade.configuration import clean_feedback, grade_in_rooms

c = get_config()  # noqa: F821 - given by nbgrader

COURSE = Path(__file__).resolve().parent

c.CourseDirectory.course_id = "pooling"

# Students and instructors share one machine (JupyterHub): nbgrader's own folder for that, or the
# one that the environment names, is used if it is there. Otherwise it is a folder of the course.
SHARED = Path(os.environ.get("NBGRADER_EXCHANGE", "/usr/local/share/nbgrader/exchange"))
if SHARED.is_dir():
    c.Exchange.root = str(SHARED)
else:
    exchange = COURSE / "exchange"
    exchange.mkdir(exist_ok=True)
    c.Exchange.root = str(exchange)

# release/ is committed, so it is there before the gradebook is; without this, nbgrader would skip
# the assignment and never enter it into the gradebook.
c.GenerateAssignment.force = True

# What stands in place of a solution: whoever runs the cell or its check reads this sentence.
c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Put your answer here, then run this cell again.")'
}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# A rubric stands in the locked text above the answer that a person marks. nbgrader expects it in a
# "manually graded task", where an answer left empty would not be seen to be empty.
c.ClearMarkScheme.enforce_metadata = False

# Students' code is locked away and marks are decided outside of its process; a broken submission is
# put right where it can be, and otherwise earns nothing, with a reason. The same for "nbgrader
# autograde", Formgrader and "safegrade"; see docs/safegrade.md.
grade_in_rooms(c)
# The reference answers are in these, or come out of them: students' code does without them while
# it is graded.
c.Safegrade.withheld_modules = [
    "pooling_course.check",
    "pooling_course.exercises",
    "pooling_course.explorer",
    "pooling_course.network_summary",
    "pooling_course.pooling",
]
# No hidden test and no script on a feedback page.
clean_feedback(c)
# Building and training a small model takes longer than nbgrader's 30 seconds on a slow machine.
c.Execute.timeout = 120
# Otherwise each kernel warns that it does not encrypt its connection to nbgrader on this machine.
c.Execute.extra_arguments = ["--IPKernelApp.log_level=ERROR"]

# What the checks compare answers with is the same for all submissions.
c.Safegrade.prepare_marker = ["pooling_course.exercises:prepare"]

# nbgrader 0.9.6 enters submissions in an order about which SQLAlchemy 2.1 warns, without harm.
warnings.filterwarnings("ignore", message="Object of type <Submitted", category=SAWarning)

# nbgrader zip_collect: what lies in downloaded/1_by_hand/archive/, which are files and zip files as
# Canvas and Moodle hand them out (students.csv tells who is who), or named STUDENT_by_hand.ipynb.
c.ZipCollectApp.collector_plugin = "safegrade.collecting.LmsCollector"
TOPICS = "|".join(sorted(path.stem for path in COURSE.glob("source/*/*.ipynb")))
c.FileNameCollectorPlugin.named_regexp = (
    rf".*[/\\](?P<student_id>[^/\\]+)_(?P<file_id>{TOPICS})\.ipynb$"
)

# nbgrader gives nothing for a cell that writes to standard error, and TensorFlow greets its user
# there. The course's notebooks silence it (see quiet_keras.py); an answer may import it on its own,
# and the kernels that nbgrader starts inherit these.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
