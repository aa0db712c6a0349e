"""The lessons, executed once in a run of the tests, and the numbers of their prose.

A number in a lesson's prose is not typed here a second time: NUMBERS holds sentences with
expressions in braces, which are worked out in the lesson's own kernel after its last cell.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import make_site
import nbformat
from nbclient import NotebookClient

LESSONS = make_site.lessons()

NUMBERS: dict[str, list[str]] = {
    "01_max_pooling_by_hand": [
        "images of 28 by 28 pixels",
        "from 1 to 5 to 15",
        "one long row, of {28 * 28 * 15:,} numbers",
        "Of {sum(parameters.values()):,} parameters {parameters['dense layer']:,} sit in the dense "
        "layer: {100 * parameters['dense layer'] / sum(parameters.values()):.0f} in a hundred",
        "with 0 for black and 255 for white",
        "Enlarged, it is {photo[corner].size} numbers",
        "the ringed {photo[0:2, 0:2].max()} on the left",
        "The {photo[1, 0]}, the {photo[0, 1]} and the {photo[1, 1]} are gone",
        "how many of the {photo.size:,} pixels are left",
        "{pooled.size:,} pixels are left, a quarter",
        "holds −{-image[2, 0]}, −{-image[2, 1]}, −{-image[3, 0]} and −{-image[3, 1]}",
        "It is −{-result[1, 0]:.0f}, not 0",
    ],
    "02_max_pooling_with_a_loop": [
        "by a loop over {(photo.shape[0] // 2) * (photo.shape[1] // 2):,} windows",
        "from {sides[0]} by {sides[0]} to {sides[-1]} by {sides[-1]}",
        "10 times? 100 times? 1,000 times?",
        "each grid line is 10 times the one below it",
        "what happens to the {odd.max()}, the largest number of all",
    ],
    "03_max_pooling_in_keras": [
        "grey images of 28 by 28 pixels",
        "{28}, {with_pooling.layers[0].output.shape[1]}, {with_pooling.layers[1].output.shape[1]}, "
        "{with_pooling.layers[2].output.shape[1]}, {with_pooling.layers[3].output.shape[1]}.",
        "more than {without_pooling.count_params() // 10_000 * 10_000:,} parameters",
        "20,000? 10,000? Fewer?",
        "From {without_pooling.count_params():,} parameters to {with_pooling.count_params():,}: "
        "fewer than 2,000, about a twentieth",
        "`(3 * 3 * 1 + 1) * 5` is {(3 * 3 * 1 + 1) * 5}, and "
        "`(3 * 3 * 5 + 1) * 15` is {(3 * 3 * 5 + 1) * 15}",
        "`28 * 28 * 15` is {28 * 28 * 15:,} numbers, and `(11760 + 1) * 3` is "
        "{without_pooling.layers[-1].count_params():,} parameters",
        "`7 * 7 * 15` would be {7 * 7 * 15} numbers",
        "`5 * 5 * 15`, which is {with_pooling.layers[-2].output.shape[1]}, and `(375 + 1) * 3` is "
        "{with_pooling.layers[-1].count_params():,}",
        "pooling takes {count('same', 1):,} parameters down to {count('same', 2):,}; with `valid`, "
        "it takes {count('valid', 1):,} down to {count('valid', 2):,}",
        "That is {count('same', 1) / count('same', 2):.0f} and "
        "{count('valid', 1) / count('valid', 2):.0f} times fewer, rather than "
        "{count('same', 1) / count('valid', 2):.0f}",
        "with each of the {one_lit_pixel_each.shape[0]} pixels, as one batch of "
        "{one_lit_pixel_each.shape[0]} images",
        "{seen(1).any(axis=0).sum()} by {seen(1).any(axis=1).sum()} pixels without pooling, "
        "{seen(2).any(axis=0).sum()} by {seen(2).any(axis=1).sum()} with it",
        "parameters than {with_pooling.count_params():,}, or fewer",
        "{no_flatten.count_params()} parameters, and not a word from Keras",
        "here the {no_flatten.layers[-1].kernel.shape[0]} channels",
        "`(15 + 1) * 3` is {no_flatten.layers[-1].count_params()}. The network now gives "
        "{no_flatten.output_shape[1] * no_flatten.output_shape[2]} answers",
        "{count('same', 1):,} → {count('same', 2):,} with `same`, "
        "{count('valid', 1):,} → {count('valid', 2):,} with `valid`",
        "The step from {without_pooling.count_params():,} to {with_pooling.count_params():,} "
        "changes the padding as well",
    ],
    "04_what_pooling_costs": [
        "images of {clothes.test_images.shape[1]} by {clothes.test_images.shape[2]} pixels",
        "which leaves {network('global').layers[-1].kernel.shape[0]} numbers",
        "one has {parameters['none'] / parameters['max']:.0f} times the parameters of the other. "
        "*Global* has {parameters['global']} and has to make do with "
        "{network('global').layers[-1].kernel.shape[0]} means",
        "*{min(kept, key=kept.get).capitalize()}* keeps the fewest of its right answers, and "
        "*{max(kept, key=kept.get)}* the most",
        "*{min((robust[kind][0], kind) for kind in kinds)[1].capitalize()}* has no places left at "
        "all: it starts lowest",
        "{parameters['none']:,} → {parameters['max']:,} here",
    ],
    "05_gradients_through_pooling": [
        "the upstream numbers {upstream[0, 0]:.0f}, {upstream[0, 1]:.0f}, {upstream[1, 0]:.0f} and "
        "{upstream[1, 1]:.0f} go",
        "share of the upstream {upstream_row[0, 0]}?",
        "Then the {upstream_row[0, 0]} is handed out four times",
        "{image.size} pixels, nudged twice each",
        "This costs {2 * image.size} pools",
        "{upstream[0, 0]:.0f} + {upstream[0, 1]:.0f} + {upstream[1, 0]:.0f} + "
        "{upstream[1, 1]:.0f} is {gradient_peak[1, 1]:.0f}. With `=` it would be "
        "{upstream[1, 1]:.0f}",
    ],
}

MEASURE = """
import json, resource
usage = resource.getrusage(resource.RUSAGE_SELF)
measured = {
    "memory": usage.ru_maxrss * 1024,
    "processor_seconds": usage.ru_utime + usage.ru_stime,
    "sentences": [eval('f\"\"\"' + sentence + '\"\"\"') for sentence in SENTENCES],
}
print(json.dumps(measured))
"""


@dataclass(frozen=True)
class Executed:
    """A lesson with its outputs, and what was measured and worked out in its kernel at the end."""

    notebook: Any
    memory: float
    processor_seconds: float
    sentences: list[str]


def execute(lesson: Path, folder: Path) -> Executed:
    """The executed lesson: from the folder if another test, or another process, was here before.

    The site is built from the same copies.
    """
    copy = make_site.place_of(lesson, folder)
    beside = copy.with_suffix(".json")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{lesson.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not copy.exists():
            notebook, measured = _execute(lesson, folder)
            beside.write_text(json.dumps(measured))
            make_site.keep(notebook, copy)
    measured = json.loads(beside.read_text())
    return Executed(nbformat.read(copy, as_version=4), **measured)


def _execute(lesson: Path, folder: Path) -> tuple[Any, dict[str, Any]]:
    notebook = nbformat.read(lesson, as_version=4)
    measure = MEASURE.replace("SENTENCES", repr(NUMBERS[lesson.stem]))
    notebook.cells.append(nbformat.v4.new_code_cell(measure, id="measure"))
    where = {"metadata": {"path": str(lesson.parent)}}
    # The same on every machine: with the garments that the course draws, and Keras as it comes.
    environment = {**os.environ, "KERAS_HOME": str(folder), "POOLING_COURSE_OFFLINE": "1"}
    NotebookClient(notebook, timeout=600, resources=where).execute(
        env=environment, stderr=subprocess.DEVNULL
    )
    return notebook, json.loads(notebook.cells.pop().outputs[0].text)
