"""The names on the map: cities from GeoNames, countries, seas."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from viewer.atlas.basemap.cityplaces import LARGE, SHARE, english, is_city, reach_km
from viewer.atlas.basemap.extents import Area
from viewer.atlas.basemap.seas import SEAS
from viewer.atlas.basemap.shapes import distance_km

POPULATION = 15_000
"""Smaller towns have no label, unless they are capitals."""

RANKS_KM2 = (2_500_000, 500_000, 150_000, 40_000, 5_000)
"""A country of more than the first has rank 1; of less than the last, rank 6."""

CAPITALS = {
    "AG": "Saint John’s",
    "EH": "Laayoune",
    "GD": "Saint George’s",
    "GG": "Saint Peter Port",
    "IL": "",
    "KZ": "Astana",
    "MN": "Ulan Bator",
    "MO": "Macau",
    "PS": "",
    "PW": "Ngerulmud",
    "VU": "Port-Vila",
    "WF": "Mata-Utu",
}
"""Where GeoNames' table of countries names the capital otherwise than its table of cities.
Jerusalem is marked as nobody's: both claim it, and UNSC resolution 478 leaves it open."""

Row = tuple[float, float, int, str, str, int]


def cities(towns: Iterable[Mapping[str, Any]], countries: Mapping[str, Any]) -> list[Row]:
    """(lat, lon, population, name, country, 1 for a capital), the most populous first."""
    capitals = {
        (code, _plain(name))
        for code, country in countries.items()
        if (name := CAPITALS.get(code, country["capital"]))
    }
    rows: list[Row] = []
    large: dict[str, list[Row]] = {}
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        code, name = town["countrycode"], town["name"].strip()
        is_capital = (code, _plain(name)) in capitals
        if not is_capital and town["population"] < POPULATION:
            continue
        row: Row = (
            round(town["latitude"], 3),
            round(town["longitude"], 3),
            town["population"],
            english(code, name),
            code,
            int(is_capital),
        )
        if is_capital:
            capitals.discard((code, _plain(name)))
        elif not is_city(town) or _is_district(row, large.get(code, [])):
            continue
        if row[2] >= LARGE:
            large.setdefault(code, []).append(row)
        rows.append(row)
    return rows


def to_document(
    towns: Iterable[Mapping[str, Any]],
    countries: Mapping[str, Any],
    found: Mapping[str, Area],
) -> dict[str, Any]:
    """All labels, as the page reads them."""
    by_size = sorted(found.items(), key=lambda one: -one[1].area_km2)
    return {
        "attribution": "GeoNames, CC BY 4.0",
        "cities": cities(towns, countries),
        "countries": [
            (round(a.label[1], 3), round(a.label[0], 3), _rank(a.area_km2), a.name, code)
            for code, a in by_size
        ],
        "seas": SEAS,
    }


def _rank(area_km2: float) -> int:
    return 1 + sum(area_km2 < limit for limit in RANKS_KM2)


def _is_district(row: Row, large: Iterable[Row]) -> bool:
    """Whether a place lies within a much larger city of its country."""
    here = (row[1], row[0])
    return any(
        row[2] < SHARE * city[2]
        and abs(city[0] - row[0]) < 0.2
        and distance_km(here, (city[1], city[0])) <= reach_km(city[2])
        for city in large
    )


def _plain(name: str) -> str:
    """A name without accents, apostrophes and case, for comparing."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if letter.isalnum()).casefold()
