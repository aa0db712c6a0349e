"""What the commands have in common that are about one assignment, named on the command line."""

from __future__ import annotations

from nbgrader.apps.baseapp import NbGrader


class AssignmentApp(NbGrader):  # type: ignore[misc]
    """A command that is called with an assignment: ``safegrade report ASSIGNMENT``."""

    def start(self) -> None:
        """Take the assignment from the command line; end with a message if it is not one."""
        super().start()
        if self.extra_args:
            self.coursedir.assignment_id = self.extra_args[0]
        if len(self.extra_args) > 1 or not self.coursedir.assignment_id:
            command = self.name.replace("-", " ", 1)
            self.fail("Name one assignment: %s ASSIGNMENT", command)
