"""Settings of nbgrader's that belong together, for a course's ``nbgrader_config.py``.

::

    from safegrade.configuration import clean_feedback, grade_in_rooms

    c = get_config()
    grade_in_rooms(c)   # or repair_submissions(c), to execute them as nbgrader does
    clean_feedback(c)

Nothing is imported here but the configuration's class: every nbgrader command, and every Jupyter
server in the course's folder, reads that file.
"""

from __future__ import annotations

from traitlets.config import Config


def grade_in_rooms(c: Config) -> None:
    """Let ``nbgrader autograde`` and Formgrader grade as ``safegrade`` does, see ``execute``."""
    _autograde(c, "safegrade.execute.RoomsExporter", "safegrade.execute.RoomsExecute")


def repair_submissions(c: Config) -> None:
    """Let them go on when a submission is broken, see ``repair``."""
    _autograde(c, "safegrade.repair.RepairingExporter", "safegrade.repair.Execute")


def clean_feedback(c: Config) -> None:
    """Show no hidden test and no script on a feedback page, see ``feedback``."""
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "safegrade.feedback.HideHiddenTests",
        "safegrade.feedback.CleanActiveContent",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]


def _autograde(c: Config, exporter: str, execute: str) -> None:
    c.Autograde.exporter_class = exporter
    c.Autograde.sanitize_preprocessors = [
        "safegrade.repair.Repair",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.DeduplicateIds",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.Autograde.autograde_preprocessors = [
        execute,
        "nbgrader.preprocessors.IgnorePattern",
        "nbgrader.preprocessors.LimitOutput",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
