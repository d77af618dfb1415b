"""Where an outlet writes of: learned from its other articles, a help with what is ambiguous."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from viewer.gazetteer.candidates import Candidate, Kind

_MOST_POINTS = 40
_SMOOTHING = 2.0
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Home:
    """What share of an outlet's places lie where; of an outlet without articles, nothing."""

    countries: tuple[tuple[str, float], ...] = ()
    """ISO codes and shares, 0 to 1, the largest first."""
    regions: tuple[tuple[str, float], ...] = ()
    """GeoNames' codes of first-order regions and shares."""
    points: tuple[tuple[float, float, float], ...] = ()
    """(lat, lon, share of the articles) of the places named in most articles."""

    def __bool__(self) -> bool:
        return bool(self.countries)


def learn(articles: Iterable[Sequence[tuple[Candidate, float]]]) -> Home:
    """The home of the outlet of these articles, from what their names were resolved to.

    Each article is a sequence of places with the confidence in them. An article counts once
    for each of its places, however often it names it; few articles count less.
    """
    countries: defaultdict[str, float] = defaultdict(float)
    regions: defaultdict[str, float] = defaultdict(float)
    points: defaultdict[tuple[float, float], float] = defaultdict(float)
    read = 0
    for article in articles:
        read += 1
        best: dict[str, tuple[Candidate, float]] = {}
        for candidate, confidence in article:
            if confidence > best.get(candidate.id, (candidate, 0.0))[1]:
                best[candidate.id] = candidate, confidence
        share = 1.0 / math.sqrt(len(best)) if best else 0.0
        for candidate, confidence in best.values():
            countries[candidate.country] += share * confidence
            regions[candidate.region] += share * confidence
            if candidate.kind in {Kind.CITY, Kind.COUNTY, Kind.SITE}:
                points[candidate.lat, candidate.lon] += confidence
    whole = sum(countries.values())
    return Home(
        _shares(countries, whole),
        _shares(regions, whole),
        tuple(
            (lat, lon, weight / (read + _SMOOTHING))
            for (lat, lon), weight in _most(points)[:_MOST_POINTS]
        ),
    )


def _shares(votes: dict[str, float], whole: float) -> tuple[tuple[str, float], ...]:
    """Shares of the whole, less where there is little; what lies nowhere is left out."""
    return tuple((code, vote / (whole + _SMOOTHING)) for code, vote in _most(votes) if code)


def _most(votes: dict[_Key, float]) -> list[tuple[_Key, float]]:
    return sorted(votes.items(), key=lambda item: -item[1])
