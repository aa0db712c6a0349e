"""The names under which Canvas and Moodle hand out submissions.

Canvas: ``muellerjoerg_LATE_1234_567890_by_hand-1.ipynb``: a name, ``LATE`` or nothing, the user's
number, the attachment's number, and the file's own name, to which Canvas adds ``-1``, ``-2`` and so
on when it is uploaded again. Where grading is anonymous, ``LATE_anon_aB3xY_567890_by_hand.ipynb``:
no name, and five letters or digits that only Canvas can tell whose they are
(``add_submission`` in https://github.com/instructure/canvas-lms/blob/master/lib/content_zipper.rb).

Moodle: ``Jörg Müller_123456_assignsubmission_file_/by_hand.ipynb``: the full name, the number of
the participant **in this assignment**, and the kind of submission; the last underscore is missing
from Moodle 4.1 on, and without folders the file's name follows it directly
(https://github.com/moodle/moodle/blob/main/mod/assign/classes/downloader.php).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

CANVAS, MOODLE = "canvas", "moodle"

_CANVAS = re.compile(
    r"(?P<prefix>(?P<name>.+?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<upload>\d+)_)(?P<file>.+)",
    re.DOTALL,
)
_ANONYMOUS = re.compile(
    r"(?P<prefix>(?P<late>LATE_)?(?P<user>(?P<name>anon)_[0-9A-Za-z]{5})_(?P<upload>\d+)_)(?P<file>.+)",
    re.DOTALL,
)
_MOODLE = re.compile(
    r"(?P<prefix>(?P<name>[^_]+)_(?P<user>\d+)_assignsubmission_[^_]+_?)(?P<file>.*)", re.DOTALL
)
_AGAIN = re.compile(r"(?:[-_ ]|%20|\+)*\(?(\d+)\)?")


@dataclass(frozen=True)
class LmsName:
    """What the name of a downloaded file says.

    Attributes:
        lms: ``canvas`` or ``moodle``.
        prefix: what the names of files that go back to the LMS must begin with.
        name: the student's name as the LMS writes it.
        user: the student's number in Canvas; in Moodle, the participant's in this assignment.
        upload: the number of the upload, which grows; 0 for Moodle.
        file: the file's own name, with its folder inside of a submission if there is one.
        late: whether Canvas says that it was late.
    """

    lms: str
    prefix: str
    name: str
    user: str
    upload: int
    file: str
    late: bool = False


def parse(path: PurePath) -> LmsName | None:
    """Understand a file's path relative to the folder of extracted files; None if it is neither.

    The innermost part that fits counts: the archive's own name may look like anything.
    """
    parts = path.parts
    for index in reversed(range(len(parts))):
        part = parts[index]
        inner = "/".join(parts[index + 1 :])
        moodle = _MOODLE.fullmatch(part)
        if moodle is not None and (inner or moodle["file"]):
            prefix = moodle["prefix"] if moodle["file"] else f"{part}/"
            file = "/".join(each for each in (moodle["file"], inner) if each)
            return LmsName(MOODLE, prefix, moodle["name"], moodle["user"], 0, file)
        canvas = _CANVAS.fullmatch(part) or _ANONYMOUS.fullmatch(part)
        if canvas is not None:
            upload = int(canvas["upload"])
            late = canvas["late"] is not None
            file = inner or canvas["file"]
            return LmsName(
                CANVAS, canvas["prefix"], canvas["name"], canvas["user"], upload, file, late
            )
    return None


def notebook_name(file: str, known: list[str]) -> tuple[str, int]:
    """Return the notebook that a file is, and which upload of it: 1 for ``by_hand-1.ipynb``.

    Args:
        file: the file's own name.
        known: the names of the assignment's notebooks, without the ending.

    Returns:
        The name without the ending, and the number; the file's own name if none of the known ones
        fits.
    """
    stem = PurePath(file).stem
    if stem in known:
        return stem, 0
    for name in sorted(known, key=len, reverse=True):
        rest = stem.removeprefix(name)
        if rest == stem:
            continue
        again = list(_AGAIN.finditer(rest))
        if again and "".join(match[0] for match in again) == rest:
            return name, int(again[-1][1])
    return stem, 0
