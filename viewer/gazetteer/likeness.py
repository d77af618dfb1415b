"""Whether rows of two gazetteers are the same place, where no id says so."""

from __future__ import annotations

import math

from viewer.gazetteer.candidates import Candidate, Kind

NEAR_KM = 25.0
_DEGREE_KM = 111.2
_ALIKE = frozenset({Kind.AREA, Kind.REGION, Kind.COUNTY, Kind.RANGE})
_POINTS = frozenset({Kind.CITY, Kind.SITE})


def is_same(one: Candidate, other: Candidate) -> bool:
    """Whether two rows with the same title are one place: its country, its kind, and its spot."""
    if one.kind is not other.kind and not (one.kind in _ALIKE and other.kind in _ALIKE):
        return False
    if one.country and other.country and one.country != other.country:
        return False
    if one.kind in (Kind.COUNTRY, Kind.CONTINENT):
        return True
    reach = 0.0 if one.kind in _POINTS else max(one.radius_km, other.radius_km)
    return distance_km(one, other) <= max(NEAR_KM, reach)


def distance_km(one: Candidate, other: Candidate) -> float:
    """How far apart two rows are, near enough for short distances."""
    across = abs(one.lon - other.lon)
    across = min(across, 360 - across) * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, across) * _DEGREE_KM
