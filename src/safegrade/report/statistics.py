"""How hard each exercise was, and how well it tells those who know from those who do not."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_NORMAL_95 = statistics.NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class ExerciseStatistics:
    """The statistics of one exercise over the submissions that could be read.

    Attributes:
        counted: how many submissions have a mark for it.
        success: the mean mark as a part of the maximum, 0 to 1; None if nothing is counted.
        full: the part of submissions with all marks; None likewise.
        none: the part of submissions with no marks; None likewise.
        discrimination: the item-rest correlation, -1 to 1; None where it is not defined.
        interval: its 95 % confidence interval; None likewise, or for fewer than 4 submissions.
    """

    counted: int
    success: float | None
    full: float | None
    none: float | None
    discrimination: float | None
    interval: tuple[float, float] | None


def exercise_statistics(
    scores: Sequence[float | None], rests: Sequence[float], maximum: float
) -> ExerciseStatistics:
    """Compute the statistics of an exercise.

    Args:
        scores: the mark of each submission, None where a person has still to give it.
        rests: the marks of the same submissions in all other exercises together.
        maximum: the most marks that the exercise gives.
    """
    pairs = [(score, rest) for score, rest in zip(scores, rests, strict=True) if score is not None]
    own = [score for score, _ in pairs]
    if not own:
        return ExerciseStatistics(0, None, None, None, None, None)
    success = statistics.fmean(own) / maximum if maximum else None
    full = sum(score >= maximum for score in own) / len(own)
    none = sum(score <= 0 for score in own) / len(own)
    value = correlation(own, [rest for _, rest in pairs])
    interval = None if value is None else confidence(value, len(own))
    return ExerciseStatistics(len(own), success, full, none, value, interval)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None for fewer than three pairs, or where one side never varies.

    With an exercise's marks and those in all other exercises, it is the corrected item-total (or
    item-rest) correlation; for an exercise of one mark, the corrected point-biserial one.
    S. Henrysson (1963), Correction of item-total correlations in item analysis, Psychometrika 28,
    211-218, https://doi.org/10.1007/BF02289618.
    """
    if len(one) < 3 or len(set(one)) < 2 or len(set(other)) < 2:
        return None
    try:
        return max(-1.0, min(1.0, statistics.correlation(one, other)))
    except statistics.StatisticsError:
        return None


def confidence(value: float, number: int) -> tuple[float, float] | None:
    """The 95 % confidence interval of a correlation, by Fisher's z-transformation."""
    if number < 4 or abs(value) >= 1:
        return None
    middle, half = math.atanh(value), _NORMAL_95 / math.sqrt(number - 3)
    return math.tanh(middle - half), math.tanh(middle + half)


@dataclass(frozen=True)
class Bin:
    """Some marks of a distribution: from ``low`` to below ``high``; the last one to ``high``."""

    low: float
    high: float
    count: int


def distribution(totals: Sequence[float], maximum: float, most: int = 14) -> list[Bin]:
    """Count marks in at most so many bins, whose limits are round numbers but for the last."""
    if maximum <= 0:
        return []
    steps = (step * 10**power for power in range(-1, 6) for step in (1, 2, 5))
    width = next(step for step in steps if math.ceil(maximum / step - 1e-9) <= most)
    number = math.ceil(maximum / width - 1e-9)
    counts = [0] * number
    for total in totals:
        counts[min(number - 1, max(0, int(total / width + 1e-9)))] += 1
    limits = [round(index * width, 6) for index in range(number)] + [maximum]
    return [
        Bin(low, high, count)
        for (low, high), count in zip(itertools.pairwise(limits), counts, strict=True)
    ]
