"""Late penalties for nbgrader: so much for each day, after a period of grace, up to a limit.

::

    c.AssignLatePenalties.plugin_class = "safegrade.late.LatePenalty"
    c.LatePenalty.percent_per_day = 10   # of the marks that the notebook earned
    c.LatePenalty.grace_minutes = 15
    c.LatePenalty.most_percent = 50

nbgrader asks for the penalty while it grades, and takes the extensions into account that the
gradebook knows. It never takes off more than was earned.
"""

from __future__ import annotations

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Bool, Float

DAY = 24 * 60 * 60


class LatePenalty(LateSubmissionPlugin):  # type: ignore[misc]
    """Takes marks, or a part of what was earned, off for each day that a notebook is late."""

    marks_per_day = Float(0.0, min=0, help="Marks taken off for each day.").tag(config=True)
    percent_per_day = Float(
        0.0, min=0, max=100, help="Percent of the earned marks taken off for each day."
    ).tag(config=True)
    whole_days = Bool(
        True, help="Whether a day that has begun counts as a day; else parts of days count."
    ).tag(config=True)
    grace_minutes = Float(
        0.0, min=0, help="Minutes after the due date that cost nothing; after them, all count."
    ).tag(config=True)
    most_marks = Float(
        math.inf, min=0, help="The most marks that are taken off, however late it is."
    ).tag(config=True)
    most_percent = Float(
        100.0, min=0, max=100, help="The most percent of the earned marks that are taken off."
    ).tag(config=True)

    def late_submission_penalty(
        self,
        student_id: str,  # noqa: ARG002
        score: float,
        total_seconds_late: float,
    ) -> float | None:
        """Return the marks to take off a notebook, or None for none.

        Args:
            student_id: not used: all are treated alike.
            score: the marks that the notebook earned.
            total_seconds_late: seconds after the due date, extensions included.
        """
        if total_seconds_late <= self.grace_minutes * 60:
            return None
        days = total_seconds_late / DAY
        if self.whole_days:
            days = math.ceil(days)
        penalty = days * (self.marks_per_day + score * self.percent_per_day / 100)
        return float(min(penalty, self.most_marks, score * self.most_percent / 100)) or None
