"""Where an outlet writes of: learned from its other articles, a help with what is ambiguous."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from viewer.gazetteer.candidates import Gazetteer, Kind
from viewer.gazetteer.words import fold, spans
from viewer.model import Mention, Place, Role, Shape

_MOST_POINTS = 40
_SMOOTHING = 2.0
_WIDE = frozenset({"country", "region", "continent", "ocean", "sea"})
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


class Known(NamedTuple):
    """A place that an article names, as far as an outlet's home is concerned."""

    id: str
    country: str
    region: str
    """GeoNames' code of the first-order region; "" for none."""
    point: tuple[float, float] | None
    """(lat, lon) of what is small enough to be near something."""
    confidence: float


def known_of_mentions(mentions: Iterable[Mention], gazetteer: Gazetteer) -> list[Known]:
    """The places of an article that was read; adjectives and circles tell nothing of a home."""
    return [
        _known_place(mention.place, mention.score, gazetteer)
        for mention in mentions
        if mention.place is not None
        and mention.place.shape is not Shape.CIRCLE
        and mention.role is not Role.ADJECTIVE
    ]


def _known_place(place: Place, score: float, gazetteer: Gazetteer) -> Known:
    country = place.ccodes[0] if len(place.ccodes) == 1 else ""
    name = place.title if place.kind == "region" else place.region
    is_spot = place.shape is Shape.POINT and place.kind not in _WIDE
    point = (place.lat, place.lon) if is_spot else None
    return Known(place.id, country, _region_code(name, country, gazetteer), point, score)


def _region_code(name: str, country: str, gazetteer: Gazetteer) -> str:
    """The code of a first-order region by its English name."""
    words = [fold(name[start:end]) for start, end in spans(name)]
    for candidate in gazetteer.named(words) if words else ():
        if candidate.kind is Kind.REGION and candidate.country == country:
            return candidate.region
    return ""


def learn(articles: Iterable[Sequence[Known]]) -> Home:
    """The home of the outlet of these articles.

    An article counts once for each of its places, however often it names it; one that names
    many places says less with each. Few articles say little.
    """
    countries: defaultdict[str, float] = defaultdict(float)
    regions: defaultdict[str, float] = defaultdict(float)
    points: defaultdict[tuple[float, float], float] = defaultdict(float)
    read = 0
    for article in articles:
        read += 1
        best: dict[str, Known] = {}
        for one in article:
            if one.confidence > 0 and (
                one.id not in best or best[one.id].confidence < one.confidence
            ):
                best[one.id] = one
        for one in best.values():
            vote = one.confidence / math.sqrt(len(best))
            countries[one.country] += vote
            regions[one.region] += vote
            if one.point:
                points[one.point] += one.confidence
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
