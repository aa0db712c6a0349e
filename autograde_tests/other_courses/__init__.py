"""Small courses in other subjects, to compare stock nbgrader's marks with safegrade's."""
