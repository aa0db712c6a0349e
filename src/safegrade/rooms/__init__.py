"""The two rooms in which a submission is executed: the student's, and the marker's."""
