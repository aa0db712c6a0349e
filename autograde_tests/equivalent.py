"""Why a mutant that no input tells from a right answer is right as well.

That it is right has been tried out (``mutant_verdicts``); said here is why, by the kind of change.
"""

import re
from collections import Counter

from mutants import Mutant

# What a mutant looks like, see ``look``, and why mutants that look so are right. The first that
# fits is given.
RULES: tuple[tuple[str, str], ...] = (
    (r"^telling_images\b", "these images show every one of the twelve functions to be wrong."),
    (r"^smallest_model\b", "this model has all that is asked for, within every budget."),
    (r"^model_.*\b(name=|build\(|compile\(|summary\()", "names, building and compiling are free."),
    (r"\bprint\(|\bwarn", "only what is printed or warned about changes."),
    (r"\| [<>]=? 1e-9", "a difference of exactly 1e-9 is neither asked for nor ruled out."),
    (r"comparison .*1e-9", "a difference of exactly 1e-9 is neither asked for nor ruled out."),
    (r"writeable", "the windows are only read."),
    (r"\| symmetric \| -?\d, -?\d", "the order of the axes that are pooled does not matter."),
    (
        r"\| symmetric \|",
        "what is put in another order is symmetric: a maximum, a product, a distance, the pixels "
        "of a window.",
    ),
    (r"from the first pixel|maximum\.at", "the search may start at any pixel of the window."),
    (r"subtracts the odd one first", "the division by two cuts the odd one off again."),
    (r"size and stride spelled out .*\| (size|stride) \|", "size and stride are both 2."),
    (r"clip\(", "what the clipped index brings is replaced by 0."),
    (r"a padded canvas", "the canvas may be larger than it has to be."),
    (r"\| slice \| 0?:", "a slice starts at 0 by itself."),
    (r"\| slice \|", "the bound moves where no pixel is that comes in or falls out."),
    (
        r"\| range \||\| number \| \d \| \d \| .*range\(\d, \d, ",
        "between the old end and the new one there is no further step.",
    ),
    (
        r"\| number \| \d \| \d \| .*\[.*:.*\]",
        "the bound moves where no pixel is that comes in or falls out.",
    ),
    (r"\| number \| 0 \| 1 \| if .* >= 1:", "a shift by nothing is the same either way."),
    (
        r"\| number \| 0 \| \(-1\)",
        "the first and the last of what is indexed are alike, or it is only one.",
    ),
    (r"-2\)", "NumPy takes any negative side for the one to be worked out."),
    (
        r"\| name \| (zeros|ones|empty)",
        "every value of the new array is written over, or only its shape is used.",
    ),
    (r"\| comparison \| [^|]* == ", "nothing larger occurs there."),
    (r"\| comparison \| .*[<>]", "where the two are equal, both ways lead to the same."),
    (
        r"without: [^|]*\b(dtype|astype|tolist|float|int|tuple|list|copy)\b|\| name \| (int|float) ",
        "the same values, in another type or container.",
    ),
    (r"without: [^|]*\b(axis|mode)\b", "what is left out is what is taken without it."),
    (r"without: [^|]*\bconstant_values\b", "what is padded is dropped again."),
    (
        r"\| arithmetic \| .*/",
        "the fraction that is cut off, or is not, would have been cut off or makes no difference.",
    ),
    (r"\| assignment \|", "each place is written to once."),
    (r"\| logic \|", "the other condition only saves work."),
)
REST = "no input tells it from a right answer."


def reason(mutant: Mutant) -> str:
    """Why the mutant is equivalent, in a sentence."""
    return next((why for pattern, why in RULES if re.search(pattern, look(mutant))), REST)


def look(mutant: Mutant) -> str:
    """What the rules see, between bars.

    Exercise, answer, operator, what was replaced, the new code, the whole of the new line, and the
    words of which there are fewer now. The operator is "symmetric" if their order alone is new.
    """
    old, new = (Counter(re.findall(r"\w+", code)) for code in (mutant.old, mutant.new))
    only_order = mutant.operator in ("call", "order") and old == new
    line = mutant.source.splitlines()[int(mutant.change.partition(":")[0]) - 1]
    parts = (
        mutant.exercise,
        mutant.answer,
        "symmetric" if only_order else mutant.operator,
        mutant.old,
        mutant.new,
        line,
        f"without: {' '.join(old - new)}",
    )
    return " | ".join(" ".join(part.split()) for part in parts)
