"""Marks in the form that others import: plugins for ``nbgrader export --exporter=…``.

::

    nbgrader export --exporter=safegrade.exporters.CanvasExporter --to canvas.csv
    nbgrader export --exporter=safegrade.exporters.MoodleExporter --to moodle.csv
    nbgrader export --exporter=safegrade.exporters.MoodleWorksheetExporter --to worksheet.csv
    nbgrader export --exporter=safegrade.exporters.TidyExporter --to marks.csv

``--assignment`` and ``--student`` choose some, as for nbgrader's own exporter.
"""

from .canvas import CanvasExporter
from .moodle import MoodleExporter, MoodleWorksheetExporter
from .tidy import TidyExporter

__all__ = ["CanvasExporter", "MoodleExporter", "MoodleWorksheetExporter", "TidyExporter"]
