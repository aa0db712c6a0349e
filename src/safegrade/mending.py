"""Put a submitted notebook right, so that it can be graded, and say what was wrong with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from .instructor import InstructorCell, InstructorNotebook

METADATA_KEY = "safegrade"
"""Where a graded notebook keeps the notes, and why it could not be read."""

_EXECUTION_TAGS = frozenset({"skip-execution"})


@dataclass(frozen=True)
class Note:
    """One thing that was put right in a submission.

    Attributes:
        text: a sentence for the student.
        flagged: whether the instructor should look, because marks hung on it.
    """

    text: str
    flagged: bool = False


def notes_of(notebook: NotebookNode) -> list[Note]:
    """Return the notes that a repaired notebook carries."""
    entry = notebook.metadata.get(METADATA_KEY, {})
    return [Note(note["text"], note["flagged"]) for note in entry.get("notes", [])]


def unreadable_reason(notebook: NotebookNode) -> str | None:
    """Return why the submitted file could not be read, or None if it could."""
    reason = notebook.metadata.get(METADATA_KEY, {}).get("unreadable")
    return None if reason is None else str(reason)


def mark_unreadable(notebook: NotebookNode, reason: str) -> None:
    """Remember in the notebook's metadata that the submitted file could not be read."""
    notebook.metadata.setdefault(METADATA_KEY, NotebookNode())["unreadable"] = reason


def mend(notebook: NotebookNode, instructor: InstructorNotebook) -> list[Note]:
    """Repair the notebook in place and return what was done.

    Afterwards every cell that the instructor named is there at most once, with the instructor's
    metadata and, if locked, text; every cell with marks is there, and after the answer it is
    about. A notebook without cells that was marked unreadable becomes the instructor's cells.
    """
    reason = unreadable_reason(notebook)
    notes: list[Note] = []
    names = _identify(notebook, instructor, notes)
    names = _keep_last(notebook, names, instructor, notes)
    for cell, name in zip(notebook.cells, names, strict=True):
        known = instructor.by_name[name] if name else None
        _clean_tags(cell, known, notes)
        if known is None:
            cell.metadata.pop("nbgrader", None)
        else:
            _restore(cell, known, notes)
    if reason is not None:
        notes = [Note(f"This submission could not be graded: {reason}. It earns no marks.", True)]
        notebook.cells = [_new_cell(notebook, cell) for cell in instructor.cells]
    else:
        _put_back(notebook, names, instructor, notes)
        _put_in_order(notebook, instructor, notes)
    _name_kernel(notebook, instructor, notes)
    _attach(notebook, notes, reason)
    return notes


def _identify(
    notebook: NotebookNode, instructor: InstructorNotebook, notes: list[Note]
) -> list[str | None]:
    """Tell which cell each one is: by its grade id, else by its cell id, else by its text."""
    known = instructor.by_name
    names: list[str | None] = []
    for cell in notebook.cells:
        entry = cell.metadata.get("nbgrader")
        name = entry.get("grade_id") if isinstance(entry, dict) else None
        names.append(name if isinstance(name, str) and name in known else None)
    claimed = set(names)
    texts = {
        text.strip(): cell.name
        for cell in instructor.cells
        if cell.locked
        for text in (cell.released, cell.source)
        if text and text.strip()
    }
    for index, cell in enumerate(notebook.cells):
        if names[index] is not None:
            continue
        found = instructor.cell_ids.get(cell.get("id", "")) or texts.get(cell.source.strip())
        if found in known and found not in claimed:
            names[index] = found
            claimed.add(found)
            notes.append(
                Note(f"The cell “{found}” had lost its nbgrader metadata, which was restored.")
            )
    return names


def _keep_last(
    notebook: NotebookNode,
    names: list[str | None],
    instructor: InstructorNotebook,
    notes: list[Note],
) -> list[str | None]:
    last = {name: index for index, name in enumerate(names)}
    doubled = sorted({name for name in names if name is not None and names.count(name) > 1})
    for name in doubled:
        tests = instructor.by_name[name].locked
        notes.append(
            Note(
                f"The cell “{name}” was there {names.count(name)} times. Only the last one counts, "
                "once.",
                flagged=tests,
            )
        )
    for index, double in enumerate(names):
        if double not in doubled or index == last[double]:
            continue
        if instructor.by_name[double].locked:
            # The copy of a cell with tests does nothing for the student's answer.
            cell = notebook.cells[index]
            cell.cell_type = "raw"
            for key in ("outputs", "execution_count", "attachments"):
                cell.pop(key, None)
    return [name if last[name] == index else None for index, name in enumerate(names)]


def _clean_tags(cell: NotebookNode, known: InstructorCell | None, notes: list[Note]) -> None:
    tags = cell.metadata.get("tags", [])
    if known is not None and (known.locked or known.grade):
        kept = [tag for tag in tags if tag in known.tags]
    else:
        kept = [tag for tag in tags if tag not in _EXECUTION_TAGS]
    if kept != tags:
        if _EXECUTION_TAGS & set(tags) and known is not None:
            notes.append(
                Note(f"A tag on the cell “{known.name}” switched it off; it was removed.", True)
            )
        cell.metadata["tags"] = kept
        if not kept:
            del cell.metadata["tags"]


def _restore(cell: NotebookNode, known: InstructorCell, notes: list[Note]) -> None:
    entry = cell.metadata.get("nbgrader")
    entry = entry if isinstance(entry, dict) else {}
    points = entry.get("points", known.points)
    if known.points is not None and points != known.points:
        notes.append(Note(f"The points of the cell “{known.name}” were changed; restored.", True))
    wanted = known.metadata()
    if any(bool(entry.get(flag, wanted[flag])) != wanted[flag] for flag in ("grade", "solution")):
        notes.append(Note(f"The kind of the cell “{known.name}” was changed; restored.", True))
    cell.metadata["nbgrader"] = NotebookNode(wanted)
    if cell.cell_type != known.cell_type:
        notes.append(
            Note(f"The type of the cell “{known.name}” was changed; restored.", known.grade)
        )
        _set_type(cell, known.cell_type)
    if known.locked:
        given = known.released if known.released is not None else known.source
        edited = known.released is not None and cell.source.strip() not in (
            given.strip(),
            known.source.strip(),
        )
        if edited:
            notes.append(
                Note(f"The text of the cell “{known.name}” was changed; restored.", known.grade)
            )
        cell.source = known.source


def _set_type(cell: NotebookNode, cell_type: str) -> None:
    cell.cell_type = cell_type
    if cell_type == "code":
        cell.pop("attachments", None)
        cell.outputs, cell.execution_count = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


def _new_cell(notebook: NotebookNode, known: InstructorCell) -> NotebookNode:
    metadata: dict[str, Any] = {"nbgrader": known.metadata()}
    if known.tags:
        metadata["tags"] = list(known.tags)
    if known.cell_type == "code":
        cell = new_code_cell(known.source, metadata=metadata)
    else:
        cell = new_markdown_cell(known.source, metadata=metadata)
    return _fitting(notebook, cell, known.name)


def _fitting(notebook: NotebookNode, cell: NotebookNode, stem: str) -> NotebookNode:
    """Give the cell an id of its own that is the same in every run, if the format has ids."""
    if notebook.nbformat_minor < 5:
        cell.pop("id", None)
        return cell
    taken = {other.get("id") for other in notebook.cells}
    name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem)[:48]
    name = name or "cell"
    while name in taken:
        name += "-"
    cell["id"] = name
    return cell


def _positions(notebook: NotebookNode) -> dict[str, int]:
    return {
        cell.metadata.nbgrader["grade_id"]: index
        for index, cell in enumerate(notebook.cells)
        if "nbgrader" in cell.metadata
    }


def _put_back(
    notebook: NotebookNode,
    names: list[str | None],
    instructor: InstructorNotebook,
    notes: list[Note],
) -> None:
    present = set(names)
    for index, known in enumerate(instructor.cells):
        if known.name in present or not known.restorable:
            continue
        at = _positions(notebook)
        before = [at[cell.name] for cell in instructor.cells[:index] if cell.name in at]
        after = [at[cell.name] for cell in instructor.cells[index + 1 :] if cell.name in at]
        place = before[-1] + 1 if before else min(after) if after else len(notebook.cells)
        notebook.cells.insert(place, _new_cell(notebook, known))
        notes.append(
            Note(
                f"The cell “{known.name}” was missing and was put back.",
                known.grade and known.locked,
            )
        )


def _put_in_order(
    notebook: NotebookNode, instructor: InstructorNotebook, notes: list[Note]
) -> None:
    """Move tests behind the answer they are about, and given cells before the first answer."""
    answer: str | None = None
    last: str | None = None
    for known in instructor.cells:
        at = _positions(notebook)
        if known.solution:
            answer = last = known.name
        elif known.grade and answer in at and known.name in at and last in at:
            if at[known.name] < at[answer]:
                cell = notebook.cells.pop(at[known.name])
                notebook.cells.insert(_positions(notebook)[last] + 1, cell)
                notes.append(
                    Note(f"The cell “{known.name}” stood before its answer and was moved down.")
                )
            last = known.name
    for index in reversed(range(len(instructor.cells))):
        known = instructor.cells[index]
        if not known.locked or known.grade:
            continue
        at = _positions(notebook)
        later = [
            at[cell.name]
            for cell in instructor.cells[index + 1 :]
            if cell.name in at and (cell.solution or cell.grade)
        ]
        if known.name in at and later and at[known.name] > min(later):
            notebook.cells.insert(min(later), notebook.cells.pop(at[known.name]))
            notes.append(Note(f"The cell “{known.name}” was moved up to its place."))


def _name_kernel(notebook: NotebookNode, instructor: InstructorNotebook, notes: list[Note]) -> None:
    """Set the instructor's kernel, or Python's if the course names none."""
    wanted = instructor.kernelspec or {
        "name": "python3",
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
    }
    given = notebook.metadata.get("kernelspec", {}).get("name", wanted.get("name"))
    if given != wanted.get("name"):
        notes.append(Note("The notebook named another kernel; the course's own was used."))
    notebook.metadata["kernelspec"] = NotebookNode(wanted)


def _attach(notebook: NotebookNode, notes: list[Note], reason: str | None) -> None:
    """Tell the student, in a cell at the top, and keep the notes for the instructor."""
    notebook.metadata.pop(METADATA_KEY, None)
    if not notes:
        return
    lines = "\n".join(f"- {note.text}" for note in notes)
    text = f"**A note on the grading of this notebook**\n\n{lines}"
    notebook.cells.insert(0, _fitting(notebook, new_markdown_cell(text), "grading-notes"))
    entry: dict[str, Any] = {"notes": [asdict(note) for note in notes]}
    if reason is not None:
        entry["unreadable"] = reason
    notebook.metadata[METADATA_KEY] = NotebookNode(entry)
