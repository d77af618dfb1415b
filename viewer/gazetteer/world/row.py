"""A row of a world gazetteer on its way into its file, wherever it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.model import InvalidPlace

_AS_KNOWN_AS = {
    Kind.CONTINENT: 4_000_000_000,
    Kind.COUNTRY: 100_000,
    Kind.REGION: 50_000,
    Kind.COUNTY: 5_000,
    Kind.CITY: 0,
    Kind.AREA: 1_000_000,
    Kind.WATER: 500_000,
    Kind.RIVER: 300_000,
    Kind.RANGE: 300_000,
    Kind.SITE: 20_000,
    Kind.BORDER: 0,
}
"""How many people a town has that is about as well known as a place without a population."""
_COUNTRY_BONUS = 10
_NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff]")


@dataclass(frozen=True, slots=True)
class WorldRow:
    """One place of a world gazetteer."""

    id: str
    """"gn:703448", "wd:Q1899" or "dl:donbas"."""
    kind: Kind
    title: str
    lat: float
    lon: float
    names: tuple[tuple[str, NameKind], ...] = ()
    """Its names besides the title. Folding, forms without accents or apostrophes, and Cyrillic
    case forms are the writer's and the reader's affair."""
    population: int = 0
    country: str = ""
    """ISO 3166-1 alpha-2 of the main country; "" for none."""
    region: str = ""
    """GeoNames' code of the first-order region, "US.IL"; of a region, its own."""
    county: str = ""
    """GeoNames' code of the second-order region, "US.IL.167"; of a county, its own."""
    radius_km: float = 0.0
    """How far it reaches; 0: the builder takes it from its settlements, or it is a spot."""
    types: str = ""
    """Type words, the best first: "capital;city". "" is the kind's own word."""
    source: str = "GeoNames"
    matches: tuple[str, ...] = ()
    """Further ids of the same place."""
    countries: tuple[str, ...] = ()
    """All its countries, where there are several."""
    note: str = ""
    importance: int = 0
    """Our own judgement: it is named as often as a town of 10 ** (importance / 10) people."""

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.id.strip():
            raise InvalidPlace("a place needs a title and an id")
        # What is not a number fails both comparisons.
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise InvalidPlace(f"{self.lat}, {self.lon} of {self.title} is not on the globe")


def fame(row: WorldRow) -> int:
    """How well known a place is, roughly: the better known goes first among namesakes."""
    known = int(10 ** (row.importance / 10)) if row.importance else _AS_KNOWN_AS[row.kind]
    people = max(row.population, known)
    return people * _COUNTRY_BONUS if row.kind is Kind.COUNTRY else people


def merged(row: WorldRow, other: WorldRow) -> WorldRow:
    """A row with what another of the same place knows besides."""
    names = dict(row.names)
    if other.title != row.title:
        names.setdefault(other.title, NameKind.ALIAS)
    for name, kind in other.names:
        if name != row.title:
            names[name] = min(kind, names.get(name, kind))
    ids = (*row.matches, other.id, *other.matches)
    return replace(
        row,
        names=tuple(names.items()),
        population=row.population or other.population,
        country=row.country or other.country,
        region=row.region or other.region,
        county=row.county or other.county,
        radius_km=row.radius_km or other.radius_km,
        types=row.types or other.types,
        matches=tuple(one for one in dict.fromkeys(ids) if one != row.id),
        countries=row.countries or other.countries,
        note=row.note or other.note,
        importance=row.importance or other.importance,
    )


def alternate_kind(text: str) -> NameKind:
    """What kind an alternate name of unknown origin is: in another script, a local one."""
    foreign = not text.isascii() and any(map(str.isalpha, _NOT_LATIN.findall(text)))
    return NameKind.LOCAL if foreign else NameKind.ALTERNATE
