"""The world's settlements, from the largest city to the village of five hundred people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.gazetteer.candidates import Kind
from viewer.gazetteer.world.compiler.alternates import Famous, clean_title, settlement_names
from viewer.gazetteer.world.compiler.packages import Packages, Settlement, read_json
from viewer.gazetteer.world.compiler.tabled import Tabled, read_tabled
from viewer.gazetteer.world.row import WorldRow

# Census tracts and plots that GeoNames lists among the settlements.
_NO_PLACE = re.compile(r"Ct \d+|\d+|[^\w]*")
# Capitals that GeoNames' list of countries calls by a former or a fuller name.
_CAPITALS = {"KZ": "Astana", "MN": "Ulan Bator", "AG": "Saint John’s", "GD": "Saint George's"}
_CITY_PEOPLE = 100_000
_TOWN_PEOPLE = 5_000


def settlement_rows(
    packages: Packages, settlements: Sequence[Settlement], regions: Mapping[str, str]
) -> Iterator[WorldRow]:
    """A row for each settlement. `regions`: folded names of countries and great regions."""
    famous = Famous.of(settlements, regions)
    tabled = _tabled(settlements)
    capitals = _capitals(packages, settlements)
    for place in settlements:
        if not _NO_PLACE.fullmatch(place.name):
            yield _row(place, famous, tabled.get(place.id), place.id in capitals)


def _row(place: Settlement, famous: Famous, line: Tabled | None, capital: bool) -> WorldRow:
    title = (line.title if line else "") or clean_title(place.name)
    names = settlement_names(place, title, line.names if line else (), famous)
    return WorldRow(
        id=f"gn:{place.id}",
        kind=Kind.CITY,
        title=title,
        lat=place.lat,
        lon=place.lon,
        names=names,
        population=place.population,
        country=place.country,
        region=place.region,
        county=place.county,
        types=f"capital;{_size(place)}" if capital else _size(place),
    )


def _size(place: Settlement) -> str:
    """What to call a settlement of its size; many of unknown size are seats of districts."""
    if place.population >= _CITY_PEOPLE:
        return "city"
    return "village" if 0 < place.population < _TOWN_PEOPLE else "town"


def _tabled(settlements: Iterable[Settlement]) -> dict[int, Tabled]:
    """The lines of our table of cities by the id of the largest town of that name."""
    wanted = {(line.code, line.name): line for line in read_tabled("cities")}
    return {place.id: wanted[key] for key, place in _largest(settlements, wanted.keys()).items()}


def _capitals(packages: Packages, settlements: Iterable[Settlement]) -> set[int]:
    """The ids of the capitals of countries."""
    countries = read_json(packages.geonames / "countries.json")
    named = {code: entry["capital"] for code, entry in countries.items()} | _CAPITALS
    wanted = {(code, _bare(name)) for code, name in named.items()}
    found: dict[tuple[str, str], Settlement] = {}
    for place in settlements:
        key = place.country, _bare(place.name)
        if key in wanted and (key not in found or place.population > found[key].population):
            found[key] = place
    return {place.id for place in found.values()}


def _bare(name: str) -> str:
    """A capital's name without accents, which one package writes and the other does not."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in apart if c.isalnum())


def _largest(
    settlements: Iterable[Settlement], wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Settlement]:
    """The largest settlement for each country and name."""
    keys = frozenset(wanted)
    found: dict[tuple[str, str], Settlement] = {}
    for place in settlements:
        key = place.country, place.name
        if key in keys and (key not in found or place.population > found[key].population):
            found[key] = place
    return found
