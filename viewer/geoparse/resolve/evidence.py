"""What a text's names tell of each other: votes for countries and regions, and nearness."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.gazetteer.globe import KM_PER_DEGREE, distance_km
from viewer.geoparse.resolve.weights import METROPOLIS, METROPOLIS_POWER, NEAR_KM, SHARE_POWER
from viewer.model import Place

_SPOTS = frozenset({Kind.CITY, Kind.COUNTY, Kind.SITE, Kind.RANGE, Kind.WATER, Kind.RIVER})
_SPOT_KM = 150.0
_LEAST_SHARE = 0.05
NEAR_TO_SAY_KM = 200.0
"""What is nearer is called near when a choice is explained."""
_ROW_DEGREES = 3.0 * NEAR_KM / KM_PER_DEGREE
_COLUMN_DEGREES = 8.0
_COLUMNS = 45


def nearness(away_km: float) -> float:
    """1 for no distance, a fifth at 150 km, nothing beyond some 400."""
    square = (away_km / NEAR_KM) ** 2
    return 0.5 * (math.exp(-square) + math.exp(-4.0 * square))


def is_spot(candidate: Candidate) -> bool:
    """Whether a place is small enough to be near another."""
    return candidate.kind in _SPOTS and candidate.radius_km <= _SPOT_KM


def telling(candidate: Candidate) -> float:
    """How much a place tells of where a text comes from."""
    if candidate.kind is Kind.CITY and candidate.population > METROPOLIS:
        return float((METROPOLIS / candidate.population) ** METROPOLIS_POWER)
    return 1.0


class Share:
    """What one name gives to the evidence, as likely as its candidates are."""

    __slots__ = ("countries", "points", "regions", "weight")

    def __init__(
        self, candidates: Sequence[Candidate], likelihoods: Sequence[float], weight: float
    ) -> None:
        self.weight = weight
        self.countries: dict[str, float] = {}
        self.regions: dict[str, float] = {}
        self.points: list[tuple[float, float, float]] = []
        for candidate, likelihood in zip(candidates, likelihoods, strict=True):
            if likelihood < 0.01:
                continue
            vote = weight * likelihood * telling(candidate)
            country, region = candidate.country, candidate.region
            if country:
                self.countries[country] = self.countries.get(country, 0.0) + vote
            if region:
                self.regions[region] = self.regions.get(region, 0.0) + vote
            if likelihood > _LEAST_SHARE and is_spot(candidate):
                self.points.append((candidate.lat, candidate.lon, vote))

    @classmethod
    def of_place(cls, place: Place, weight: float) -> Share:
        """What a name gives that a rule has settled: a border votes for both its countries."""
        share = cls((), (), weight)
        for country in place.ccodes:
            share.countries[country] = weight / len(place.ccodes)
        return share


class Evidence:
    """The shares of all names of a text, from which each takes the others'."""

    def __init__(self, shares: Iterable[Share]) -> None:
        self.shares = tuple(shares)
        self.total = sum(share.weight for share in self.shares)
        self.countries: dict[str, float] = {}
        self.regions: dict[str, float] = {}
        self._cells: dict[tuple[int, int], list[tuple[Share, float, float, float]]] = {}
        """Where on the globe points lie: of a long text, only the near ones are looked at."""
        for share in self.shares:
            for lat, lon, vote in share.points:
                self._cells.setdefault(_cell(lat, lon), []).append((share, lat, lon, vote))
            for country, vote in share.countries.items():
                self.countries[country] = self.countries.get(country, 0.0) + vote
            for region, vote in share.regions.items():
                self.regions[region] = self.regions.get(region, 0.0) + vote

    def country(self, code: str, own: Share) -> float:
        """The share of a country in what the other names say, 0 to 1; less if they are few.

        What lies in no country, such as an ocean, has half of what the first country has.
        """
        if code:
            votes = self.countries.get(code, 0.0) - own.countries.get(code, 0.0)
            return _power(votes, self.total - own.weight + 1.0)
        return max((self.country(one, own) for one in self.countries), default=0.0) / 2

    def region(self, code: str, own: Share) -> float:
        """The same of a first-order region."""
        votes = self.regions.get(code, 0.0) - own.regions.get(code, 0.0)
        return _power(votes, self.total - own.weight + 1.0)

    def near(self, candidate: Candidate, own: Share) -> float:
        """How many places of other names are near, as a number that tends to 1."""
        found, cells = 0.0, self._cells
        lat, lon = candidate.lat, candidate.lon
        for cell in _around(lat, lon):
            if cell in cells:
                for share, other_lat, other_lon, vote in cells[cell]:
                    if share is not own:
                        found += vote * _nearness(lat, lon, other_lat, other_lon)
        return found / (found + 1.0)


def _power(votes: float, whole: float) -> float:
    """A share of the votes as it counts."""
    if votes <= 0.0:
        return 0.0
    share: float = (votes / whole) ** SHARE_POWER
    return share


@lru_cache(maxsize=4096)
def _nearness(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """How near two points are; they are asked of in each pass."""
    return nearness(distance_km(lat, lon, other_lat, other_lon))


@lru_cache(maxsize=4096)
def _around(lat: float, lon: float) -> tuple[tuple[int, int], ...]:
    """The cell of a point and its neighbours, across the antimeridian too."""
    row, column = _cell(lat, lon)
    columns = [(column + step) % _COLUMNS for step in (-1, 0, 1)]
    return tuple((row + step, one) for step in (-1, 0, 1) for one in columns)


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int((lat + 90) // _ROW_DEGREES), int((lon + 180) // _COLUMN_DEGREES) % _COLUMNS
