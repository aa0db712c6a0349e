"""Mutants: right answers of the bank with one small thing changed, as a slip of the hand would.

What may change is listed in ``OPERATORS``. A mutant's source is the answer's own text with a few
characters replaced, so that everything else stays just as the student typed it.
"""

import ast
import itertools
import re
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import bank
import libcst as cst
from libcst import matchers as m
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, PositionProvider

# A node's replacement, or a node within it with its replacement.
Replacement = cst.CSTNode | str | tuple[cst.CSTNode, cst.CSTNode]
Replacements = Iterator[Replacement]


@dataclass(frozen=True)
class Mutant:
    """A right answer with one change."""

    exercise: str
    answer: str
    """The title of the right answer that it was made from."""
    operator: str
    """What sort of change it is: a key of ``OPERATORS``."""
    change: str
    """Line and column of the change, what stood there and what stands there now."""
    old: str
    new: str
    source: str

    def __str__(self) -> str:
        return f"{self.exercise}, {self.answer}: {self.change}"

    def as_answer(self) -> bank.Answer:
        """The mutant in the form in which the bank's answers are judged."""
        title = f"{self.answer}: {self.change}"
        return bank.Answer(self.exercise, title, False, self.source, (0.0, 0.0), None, 0)


def mutants(exercise: str, each: int | None = None) -> list[Mutant]:
    """The mutants of all right answers to the exercise, no two of the same source.

    With ``each``, at most so many of each answer. Which ones is decided by a checksum, so they are
    the same at every run, and a new answer in the bank does not change those of the others.
    """
    right = [answer for answer in bank.answers(exercise) if answer.right and _is_tried(answer)]
    seen = {answer.source for answer in right}
    found: list[Mutant] = []
    for answer in right:
        made = []
        for mutant in mutants_of(answer):
            if mutant.source not in seen:
                seen.add(mutant.source)
                made.append(mutant)
        found += made if each is None else sorted(made, key=_checksum)[:each]
    return found


IN_KERAS = ("keras_max_pool", "model_with_pooling", "model_without_pooling", "smallest_model")
LIBRARIES = re.compile(r"\b(keras|tensorflow|torch|jax)\b")
SLOW = re.compile(r"\.(predict|fit)\(")
# The order in which it leaves the other values depends on the processor.
LEFT_OPEN = re.compile(r"\bpartition\(")


def _is_tried(answer: bank.Answer) -> bool:
    """Whether mutants of the answer do the same anywhere, and take no more time than needed.

    Loading TensorFlow takes longer than hundreds of mutants, so it is only done where it is the
    topic; `predict` and `fit` take a hundred times as long as a call of the model.
    """
    if LEFT_OPEN.search(answer.source):
        return False
    if answer.exercise in IN_KERAS:
        return SLOW.search(answer.source) is None
    return LIBRARIES.search(answer.source) is None


def _checksum(mutant: Mutant) -> int:
    return zlib.crc32(mutant.source.encode())


def mutants_of(answer: bank.Answer) -> Iterator[Mutant]:
    """Every mutant of one answer that Python can compile, in the order of the source."""
    wrapper = MetadataWrapper(cst.parse_module(answer.source))
    spans = wrapper.resolve(ByteSpanPositionProvider)
    lines = wrapper.resolve(PositionProvider)
    text = answer.source.encode()

    def code(node: cst.CSTNode | str) -> str:
        return node if isinstance(node, str) else wrapper.module.code_for_node(_bare(node))

    defined = _defined(wrapper.module)
    for node in spans:
        for operator, replacements in OPERATORS.items():
            for replacement in replacements(node):
                old, new = replacement if isinstance(replacement, tuple) else (node, replacement)
                if old in defined:
                    continue
                span = spans[old]
                replaced = text[span.start : span.start + span.length].decode()
                replacing = code(new).strip()
                before, after = text[: span.start], text[span.start + span.length :]
                source = (before + replacing.encode() + after).decode()
                if not compiles(source) or _undefined(replacing, replaced, answer.source):
                    continue
                at = lines[old].start
                change = f"{at.line}:{at.column + 1}: {_described(replaced, replacing)}"
                yield Mutant(
                    answer.exercise, answer.title, operator, change, replaced, replacing, source
                )


def _defined(module: cst.Module) -> set[cst.CSTNode]:
    """The names that a function, its parameters or a caller's keywords go by: they stay."""
    named = m.findall(module, m.FunctionDef() | m.Param() | m.ClassDef())
    keywords = [argument.keyword for argument in m.findall(module, m.Arg(keyword=m.Name()))]
    return {*(node.name for node in named), *keywords}


def _undefined(new: str, old: str, source: str) -> bool:
    """Whether a variable was replaced by one that the answer does not have."""
    return (old, new) in VARIABLES and re.search(rf"\b{new}\b", source) is None


def _bare(node: cst.CSTNode) -> cst.CSTNode:
    """The node without the parentheses around it, which are not in its span either."""
    return node.with_changes(lpar=(), rpar=()) if getattr(node, "lpar", ()) else node


LONGEST = 48
BEFORE = 16


def _described(old: str, new: str) -> str:
    """The change, from shortly before the first character that differs."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if max(len(old), len(new)) > LONGEST:
        alike = sum(1 for _ in itertools.takewhile(_alike, zip(old, new, strict=False)))
        start = max(alike - BEFORE, 0)
        old, new = ("…" * (start > 0) + code[start:] for code in (old, new))
    return f"`{_cut(old)}` becomes `{_cut(new)}`"


def _alike(characters: tuple[str, str]) -> bool:
    return characters[0] == characters[1]


def _cut(code: str) -> str:
    return code if len(code) <= LONGEST else f"{code[: LONGEST - 1]}…"


def compiles(source: str) -> bool:
    """Whether Python accepts the source."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError:
        return False
    return True


# What may change -----------------------------------------------------------------------------

ARITHMETIC: dict[type[cst.BaseBinaryOp], tuple[type[cst.BaseBinaryOp], ...]] = {
    cst.Add: (cst.Subtract,),
    cst.Subtract: (cst.Add,),
    cst.Multiply: (cst.Add, cst.FloorDivide),
    cst.Divide: (cst.Multiply, cst.FloorDivide),
    cst.FloorDivide: (cst.Divide, cst.Modulo),
    cst.Modulo: (cst.FloorDivide,),
    cst.Power: (cst.Multiply,),
    cst.BitAnd: (cst.BitOr,),
    cst.BitOr: (cst.BitAnd,),
}


def _arithmetic(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.BinaryOperation):
        for other in ARITHMETIC.get(type(node.operator), ()):
            yield node.with_changes(operator=other())


COMPARISONS: dict[type[cst.BaseCompOp], tuple[type[cst.BaseCompOp], ...]] = {
    cst.LessThan: (cst.LessThanEqual, cst.GreaterThan),
    cst.LessThanEqual: (cst.LessThan, cst.GreaterThanEqual),
    cst.GreaterThan: (cst.GreaterThanEqual, cst.LessThan),
    cst.GreaterThanEqual: (cst.GreaterThan, cst.LessThanEqual),
    cst.Equal: (cst.NotEqual, cst.GreaterThanEqual),
    cst.NotEqual: (cst.Equal,),
    cst.Is: (cst.IsNot,),
    cst.IsNot: (cst.Is,),
    cst.In: (cst.NotIn,),
    cst.NotIn: (cst.In,),
}


def _comparison(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.Comparison):
        for number, target in enumerate(node.comparisons):
            for other in COMPARISONS.get(type(target.operator), ()):
                changed = target.with_changes(operator=other())
                before, after = node.comparisons[:number], node.comparisons[number + 1 :]
                yield node.with_changes(comparisons=(*before, changed, *after))


def _logic(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.BooleanOperation):
        other = cst.Or if isinstance(node.operator, cst.And) else cst.And
        yield node.with_changes(operator=other())
        yield node.left
        yield node.right


def _sign(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.UnaryOperation):
        yield node.expression


def _number(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.Integer):
        value = int(node.value, 0)
        yield str(value + 1)
        yield str(value - 1) if value else "(-1)"
    elif isinstance(node, cst.Float):
        value = float(node.value)
        yield "0" if value else "1.0"
        yield f"{value * 10}"
        yield f"{value / 10}"


# Names that a student may take for one another.
MIXED_UP = (
    ("min", "max"),
    ("amin", "amax"),
    ("nanmin", "nanmax"),
    ("minimum", "maximum"),
    ("argmin", "argmax"),
    ("mean", "sum"),
    ("any", "all"),
    ("floor", "ceil"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("vstack", "hstack"),
    ("repeat", "tile"),
    ("iinfo", "finfo"),
    ("int", "float"),
    ("True", "False"),
    ("inf", "nan"),
    ("float32", "int32"),
    ("float64", "int64"),
    # Keras
    ("MaxPool2D", "AveragePooling2D"),
    ("MaxPooling2D", "AveragePooling2D"),
    ("GlobalAveragePooling2D", "Flatten"),
    ("max_pool", "avg_pool"),
    ("relu", "sigmoid"),
    ("softmax", "sigmoid"),
    ("same", "valid"),
    ("channels_last", "channels_first"),
)
VARIABLES_MIXED_UP = (
    ("i", "j"),
    ("r", "c"),
    ("y", "x"),
    ("row", "column"),
    ("row", "col"),
    ("rows", "columns"),
    ("rows", "cols"),
    ("h", "w"),
    ("height", "width"),
    ("top", "left"),
    ("bottom", "right"),
    ("before", "after"),
    ("size", "stride"),
)
VARIABLES = set(VARIABLES_MIXED_UP) | {pair[::-1] for pair in VARIABLES_MIXED_UP}


def _partners(name: str) -> list[str]:
    pairs = (*MIXED_UP, *VARIABLES_MIXED_UP)
    return [other for pair in pairs if name in pair for other in pair if other != name]


def _name(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.Name):
        yield from _partners(node.value)
    elif isinstance(node, cst.SimpleString):
        text = node.evaluated_value
        if isinstance(text, str):
            yield from (repr(other) for other in _partners(text))


def _none(node: cst.CSTNode) -> Replacements:
    if m.matches(node, m.Name("None")):
        yield "1"


def _slice(node: cst.CSTNode) -> Replacements:
    if not isinstance(node, cst.Slice):
        return
    for bound in ("lower", "upper", "step"):
        old = getattr(node, bound)
        if old is None:
            continue
        yield node.with_changes(**{bound: None})
        if bound != "step":
            yield node.with_changes(**{bound: _plus(old, 1)})
            yield node.with_changes(**{bound: _plus(old, -1)})


def _plus(old: cst.BaseExpression, number: int) -> cst.BinaryOperation:
    operator = cst.Add() if number > 0 else cst.Subtract()
    return cst.BinaryOperation(old, operator, cst.Integer(str(abs(number))))


def _range(node: cst.CSTNode) -> Replacements:
    if not m.matches(node, m.Call(m.Name("range") | m.Attribute(attr=m.Name("arange")))):
        return
    assert isinstance(node, cst.Call)
    arguments = [argument.value for argument in node.args if argument.keyword is None]
    start, stop, step = {
        1: lambda: (cst.Integer("0"), arguments[0], None),
        2: lambda: (*arguments, None),
        3: lambda: tuple(arguments),
    }.get(len(arguments), lambda: (None, None, None))()
    if stop is None:
        return
    for changed in (
        (start, _plus(stop, 1), step),
        (start, _plus(stop, -1), step),
        (_plus(start, 1), stop, step),
        (start, stop, None) if step is not None else None,
    ):
        if changed is not None:
            given = [cst.Arg(value) for value in changed if value is not None]
            yield node.with_changes(args=given)


LIBRARY = m.Name(m.MatchIfTrue({"np", "numpy", "math", "keras", "layers", "tf"}.__contains__))


def _call(node: cst.CSTNode) -> Replacements:
    """Leave out a method's call, an argument with a name, or change the order of two others."""
    if not isinstance(node, cst.Call):
        return
    if isinstance(node.func, cst.Attribute) and not m.matches(node.func.value, LIBRARY):
        yield node.func.value
    elif len(node.args) == 1 and isinstance(node.func, cst.Name):
        yield node.args[0].value
    for number, argument in enumerate(node.args):
        others = (*node.args[:number], *node.args[number + 1 :])
        if argument.keyword is not None:
            yield node.with_changes(args=_separated(others))
    for number, (one, other) in enumerate(itertools.pairwise(node.args)):
        if one.keyword is other.keyword is None:
            swapped = (*node.args[:number], other, one, *node.args[number + 2 :])
            yield node.with_changes(args=_separated(swapped))


def _separated(items: tuple[cst.CSTNode, ...]) -> list[cst.CSTNode]:
    """Items of a call, tuple or subscript, with commas where they belong."""
    comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
    last = len(items) - 1
    return [
        item.with_changes(comma=comma if number < last else cst.MaybeSentinel.DEFAULT)
        for number, item in enumerate(items)
    ]


def _attribute(node: cst.CSTNode) -> Replacements:
    if m.matches(node, m.Attribute(attr=m.Name("T"))):
        assert isinstance(node, cst.Attribute)
        yield node.value


def _order(node: cst.CSTNode) -> Replacements:
    """Swap two elements next to each other, in a tuple or between an index's brackets."""
    items: tuple[cst.CSTNode, ...] = ()
    if isinstance(node, cst.Tuple):
        items = tuple(node.elements)
        field = "elements"
    elif isinstance(node, cst.Subscript):
        items = tuple(node.slice)
        field = "slice"
    for number, (one, other) in enumerate(itertools.pairwise(items)):
        swapped = (*items[:number], other, one, *items[number + 2 :])
        yield node.with_changes(**{field: _separated(swapped)})


def _condition(node: cst.CSTNode) -> Replacements:
    if isinstance(node, (cst.If, cst.While, cst.IfExp, cst.CompIf)):
        for new in (_negated(node.test), cst.Name("True"), cst.Name("False")):
            yield node.test, new


def _negated(test: cst.BaseExpression) -> cst.BaseExpression:
    if not test.lpar:
        test = test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.UnaryOperation(cst.Not(), test)


def _statement(node: cst.CSTNode) -> Replacements:
    """Drop a statement; an import, a docstring and a definition stay."""
    if isinstance(node, cst.Return):
        if node.value is not None and not m.matches(node.value, m.Name("None")):
            yield "return None"
    elif isinstance(node, (cst.Assign, cst.AugAssign, cst.Raise, cst.Assert)) or m.matches(
        node, m.Expr(~(m.SimpleString() | m.ConcatenatedString()))
    ):
        yield "pass"
    elif isinstance(node, cst.Break):
        yield "continue"
    elif isinstance(node, cst.Continue):
        yield "break"


def _assignment(node: cst.CSTNode) -> Replacements:
    if isinstance(node, cst.AugAssign):
        yield cst.Assign([cst.AssignTarget(node.target)], node.value)
        if isinstance(node.operator, cst.AddAssign):
            yield node.with_changes(operator=cst.SubtractAssign())


OPERATORS: dict[str, Callable[[cst.CSTNode], Replacements]] = {
    "arithmetic": _arithmetic,
    "comparison": _comparison,
    "logic": _logic,
    "sign": _sign,
    "number": _number,
    "name": _name,
    "none": _none,
    "slice": _slice,
    "range": _range,
    "call": _call,
    "attribute": _attribute,
    "order": _order,
    "condition": _condition,
    "statement": _statement,
    "assignment": _assignment,
}
