"""Grade any nbgrader course: in parallel, warm, and with students' code locked away."""
