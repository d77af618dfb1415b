"""The world's countries: their points, areas, populations and names."""

from __future__ import annotations

import math
from collections.abc import Iterator

from viewer.gazetteer.candidates import Kind
from viewer.gazetteer.world.compiler.packages import Packages, read_json
from viewer.gazetteer.world.compiler.tabled import read_tabled
from viewer.gazetteer.world.row import WorldRow


def country_rows(packages: Packages) -> Iterator[WorldRow]:
    """A row for each country and territory of ISO 3166-1, and Kosovo."""
    known = read_json(packages.geonames / "countries.json")
    for line in read_tabled("countries"):
        entry = known[line.code]
        area = float(entry["areakm2"] or 0)
        if line.point is None:
            raise ValueError(f"the country {line.code} has no point")
        yield WorldRow(
            id=f"gn:{entry['geonameid']}",
            kind=Kind.COUNTRY,
            title=line.title,
            lat=line.point[0],
            lon=line.point[1],
            names=line.names,
            population=int(entry["population"]),
            country=line.code,
            radius_km=round(math.sqrt(area / math.pi), 1),
            types="country",
        )
