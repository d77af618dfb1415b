"""How sure a choice is: a number that means what it says.

The totals of candidates are logarithms of odds, so each has a likelihood; beside them stands the
place that no gazetteer lists. Likelihoods that are made by hand claim too much, or too little:
the table sets them right by how often they were right on articles annotated by hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from viewer.gazetteer.candidates import Candidate
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.resolve.weights import NOWHERE

_NEGLIGIBLE = 7.0
_BESIDE_KM = 60.0

CALIBRATION: tuple[tuple[float, float], ...] = (
    (0.0, 0.10),
    (0.25, 0.45),
    (0.55, 0.52),
    (0.75, 0.72),
    (0.95, 0.88),
    (0.995, 0.945),
    (1.0, 0.985),
)
"""(claimed, right in so many cases): between the lines it is interpolated."""

TOGETHER: tuple[tuple[float, float], ...] = (
    (0.0, 0.05),
    (0.3, 0.2),
    (0.5, 0.48),
    (0.9, 0.89),
    (1.0, 0.945),
)
"""The same for a mention: that it is a place's name, times that it is this place's."""

UNSURE_BELOW = 0.65
"""A mention with less is drawn as unsure."""

PLACED_FROM = 0.45
"""A mention with less is not drawn: its pin would sooner be wrong than right."""


def softmax(totals: Sequence[float]) -> list[float]:
    """How likely each is, if totals are logarithms of odds."""
    if len(totals) == 1:
        return [1.0]
    top = max(totals)
    raised = [math.exp(total - top) for total in totals]
    whole = sum(raised)
    return [one / whole for one in raised]


def claimed(candidates: Sequence[Candidate], totals: Sequence[float], best: int) -> float:
    """How likely the best is, with the unlisted place in the race.

    What lies next to it is as good: a city and the region of its name are one pin.
    """
    top, chosen = totals[best], candidates[best]
    whole, right = math.exp(NOWHERE - top), 0.0
    for candidate, total in zip(candidates, totals, strict=True):
        if total > top - _NEGLIGIBLE:
            raised = math.exp(total - top)
            whole += raised
            if candidate is chosen or _is_beside(candidate, chosen):
                right += raised
    return right / whole


def _is_beside(one: Candidate, other: Candidate) -> bool:
    return distance_km(one.lat, one.lon, other.lat, other.lon) < _BESIDE_KM


def confidence(candidates: Sequence[Candidate], totals: Sequence[float], best: int) -> float:
    """How often a choice like this one is right."""
    return calibrated(claimed(candidates, totals, best))


def together(recognised: float, resolved: float) -> float:
    """How often a mention like this one is right: its name is a place's, and this place's."""
    return _corrected(recognised * resolved, TOGETHER)


def calibrated(likelihood: float) -> float:
    """A likelihood as the table corrects it."""
    return _corrected(likelihood, CALIBRATION)


def _corrected(claim: float, table: Sequence[tuple[float, float]]) -> float:
    for (left, low), (right, high) in pairwise(table):
        if claim <= right:
            return low + (high - low) * (claim - left) / (right - left)
    return table[-1][1]
