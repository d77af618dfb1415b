"""How far regions and countries reach, from where their settlements lie."""

from __future__ import annotations

import math

from viewer.gazetteer.candidates import Kind
from viewer.gazetteer.world.row import WorldRow

_EARTH_KM = 6371.0
_REACH = 1.5
"""A region reaches this many times the usual distance of its settlements from their middle."""
_LEAST_KM = 5.0


class Spread:
    """Adds up settlements; a distance along the chord is near enough to one on the ground."""

    def __init__(self) -> None:
        self._sums: dict[str, list[float]] = {}

    def add(self, row: WorldRow) -> None:
        """Counts a settlement for its country, region and county."""
        if row.kind is not Kind.CITY:
            return
        lat, lon = math.radians(row.lat), math.radians(row.lon)
        flat = math.cos(lat)
        x, y, z = flat * math.cos(lon), flat * math.sin(lon), math.sin(lat)
        for code in {row.country, row.region, row.county} - {""}:
            sums = self._sums.setdefault(code, [0.0, 0.0, 0.0, 0.0])
            sums[0] += 1
            sums[1] += x
            sums[2] += y
            sums[3] += z

    def radius_km(self, row: WorldRow) -> float:
        """How far a country, region or county reaches; 0.0 for others, or where nobody lives."""
        code = {Kind.COUNTRY: row.country, Kind.REGION: row.region, Kind.COUNTY: row.county}
        sums = self._sums.get(code.get(row.kind, ""))
        if not sums:
            return 0.0
        count, x, y, z = sums
        together = math.sqrt(x * x + y * y + z * z) / count
        usual_km = _EARTH_KM * math.sqrt(max(0.0, 2 * (1 - together)))
        return max(_LEAST_KM, _REACH * usual_km)
