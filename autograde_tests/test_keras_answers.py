"""The bank's answers to assignments 3 and 4 are as right and as wrong as it says.

Answers run in a process of their own, which may load TensorFlow: this one stays without it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import bank
import brute_force_keras
import pytest
from brute_force_keras import EXERCISES

SECONDS = 600


@pytest.mark.parametrize("exercise", EXERCISES)
def test_right_answers_are_right_and_wrong_ones_wrong(exercise: str) -> None:
    process = subprocess.run(
        [sys.executable, brute_force_keras.__file__, exercise],
        cwd=Path(__file__).parent,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    faults = dict(json.loads(line) for line in process.stdout.splitlines())
    answers = bank.answers(exercise)
    assert [*faults] == [answer.title for answer in answers], process.stderr
    surprises = [
        f"{answer} (line {answer.line}): {faults[answer.title]}"
        for answer in answers
        if answer.right != (faults[answer.title] is None)
    ]
    assert not surprises, "\n".join(surprises)
