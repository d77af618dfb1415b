"""Whether rows of two gazetteers are the same place, where no id says so."""

from __future__ import annotations

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.gazetteer.globe import distance_km

NEAR_KM = 25.0
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
    return distance_km(one.lat, one.lon, other.lat, other.lon) <= max(NEAR_KM, reach)
