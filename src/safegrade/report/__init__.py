"""The report on the class: what the gradebook and the records of grading say, on one page."""
