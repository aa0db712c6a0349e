"""What the instructor's own notebook says beyond the gradebook: other cells, names, imports."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from .instructor import InstructorNotebook
from .job import ReferenceCell
from .reading import UnreadableError, read_notebook


@dataclass(frozen=True)
class Reference:
    """The instructor's notebook around the cells that the gradebook knows.

    Attributes:
        cells: code cells without marks that the tests need, in order; named ones with the
            gradebook's text.
        positions: grade ids to places in that order.
        owned: names that the answer cells define, in the solution or in what students are given.
        classes: those of them that are classes.
        aliases: names that the instructor imports anywhere, to what they import.
        packages: modules that the instructor may import.
    """

    cells: tuple[ReferenceCell, ...]
    positions: dict[str, int]
    owned: frozenset[str]
    classes: frozenset[str]
    aliases: dict[str, str]
    packages: tuple[str, ...]


def read_reference(instructor: InstructorNotebook, release: Path, source: Path) -> Reference:
    """Read the release for its cells, and the source for the names that solutions define."""
    released, solved = _read(release), _read(source)
    shown = released or solved
    known = instructor.by_name
    cells: list[ReferenceCell] = []
    positions: dict[str, int] = {}
    if shown is None:
        positions = {cell.name: index for index, cell in enumerate(instructor.cells)}
        cells = [
            ReferenceCell(cell.source, cell.name, index)
            for index, cell in enumerate(instructor.cells)
            if cell.cell_type == "code" and cell.locked and not cell.grade
        ]
    else:
        for index, cell in enumerate(shown.cells):
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            entry = known.get(name)
            if entry is not None:
                positions[name] = index
            if cell.cell_type != "code":
                continue
            if entry is None:
                cells.append(ReferenceCell(cell.source, None, index))
            elif entry.locked and not entry.grade:
                cells.append(ReferenceCell(entry.source, name, index))
    owned: set[str] = set()
    classes: set[str] = set()
    aliases: dict[str, str] = {}
    for text in _answers(instructor, solved):
        owned |= _defined(text, classes)
    texts = [cell.source for cell in instructor.cells if cell.cell_type == "code"]
    texts += _answers(instructor, solved) + [cell.source for cell in cells]
    for text in texts:
        aliases.update(_imports(text))
    # What is imported from a package may be a module of it; if not, that import just fails.
    packages = {target.partition(":")[0] for target in aliases.values()}
    packages |= {target.replace(":", ".") for target in aliases.values()}
    return Reference(
        tuple(_needed(cells, instructor, owned | set(aliases))),
        positions,
        frozenset(owned - set(aliases)),
        frozenset(classes),
        aliases,
        tuple(sorted(packages)),
    )


def _read(path: Path) -> NotebookNode | None:
    try:
        return read_notebook(path)
    except UnreadableError:
        return None


def _needed(
    cells: list[ReferenceCell], instructor: InstructorNotebook, others: set[str]
) -> list[ReferenceCell]:
    """Choose the cells that the marker's room needs.

    Locked ones, and of the others those that bind or change a name which a test, or another chosen
    cell, uses: an example that only shows something, or trains for a minute, is not repeated. Of
    ``others`` (students' names and imported ones) only an import counts.
    """
    chosen = {cell for cell in cells if cell.name is not None}
    texts = [cell.source for cell in instructor.cells if cell.grade and not cell.solution]
    used: set[str] = set()
    for source in texts + [cell.source for cell in chosen]:
        used |= _loaded(source)
    while True:
        more = {
            cell
            for cell in cells
            if cell not in chosen
            and used & (_defined(cell.source, set()) - others | _imports(cell.source).keys())
        }
        if not more:
            return [cell for cell in cells if cell in chosen]
        chosen |= more
        for cell in more:
            used |= _loaded(cell.source)


def _parsed(source: str) -> ast.Module:
    """Parse a cell without its magics; empty if that is not Python."""
    plain = re.sub(r"^\s*[%!?].*$", "pass", source, flags=re.MULTILINE)
    try:
        return ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module([], [])


def _loaded(source: str) -> set[str]:
    return {node.id for node in ast.walk(_parsed(source)) if isinstance(node, ast.Name)}


def _answers(instructor: InstructorNotebook, solved: NotebookNode | None) -> list[str]:
    names = {cell.name for cell in instructor.cells if cell.solution and cell.cell_type == "code"}
    texts = [cell.source for cell in instructor.cells if cell.name in names]
    for cell in solved.cells if solved is not None else []:
        if cell.metadata.get("nbgrader", {}).get("grade_id") in names:
            texts.append(cell.source)
    return texts


def _defined(source: str, classes: set[str]) -> set[str]:
    """Return the names that a cell binds, or whose value it changes, at its top level."""
    names: set[str] = set()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            if isinstance(node, ast.ClassDef):
                classes.add(node.name)
            return
        if isinstance(node, ast.Lambda):
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            names.add(node.id)
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            names.update(_base(node))
        match node:
            # A method that is called for its effect, such as data.sort().
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                names.update(_base(method))
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(_parsed(source))
    return names


def _base(node: ast.expr) -> set[str]:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _imports(source: str) -> dict[str, str]:
    """Map the names that a text imports to ``module`` or ``module:attribute``."""
    found: dict[str, str] = {}
    for node in ast.walk(_parsed(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                found[name] = alias.name if alias.asname else alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                if alias.name != "*":
                    found[alias.asname or alias.name] = f"{node.module}:{alias.name}"
    return found
