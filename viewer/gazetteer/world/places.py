"""What the map may draw for a row of the world gazetteer."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.model import Place, Shape

KIND_WORDS = {
    Kind.CONTINENT: "continent",
    Kind.COUNTRY: "country",
    Kind.REGION: "region",
    Kind.COUNTY: "county",
    Kind.CITY: "city",
    Kind.AREA: "region",
    Kind.WATER: "sea",
    Kind.RIVER: "river",
    Kind.RANGE: "mountains",
    Kind.SITE: "landmark",
    Kind.BORDER: "border",
}
"""What a row is called that has no type words."""
_SHAPES = {
    Kind.COUNTRY: Shape.AREA,
    Kind.CITY: Shape.POINT,
    Kind.SITE: Shape.POINT,
    Kind.BORDER: Shape.LINE,
}


def to_place(candidate: Candidate, record: Sequence[str], region_name: str) -> Place:
    """A row as a place, from its candidate and its record's cells."""
    shape = _SHAPES.get(candidate.kind, Shape.VAGUE)
    countries = tuple(filter(None, record[7].split(";"))) or _some(candidate.country)
    return Place(
        id=candidate.id,
        title=candidate.title,
        kind=kind_word(candidate),
        shape=shape,
        lat=candidate.lat,
        lon=candidate.lon,
        ccodes=countries,
        boundary=_boundary(shape, countries),
        matches=tuple(filter(None, (candidate.id, *record[6].split(";")))),
        source=candidate.source,
        description=record[8],
        population=candidate.population or None,
        region="" if candidate.kind is Kind.REGION else region_name,
        radius_km=(candidate.radius_km or None) if shape is Shape.VAGUE else None,
    )


def kind_word(candidate: Candidate) -> str:
    """What a row is called: the first of its types."""
    return candidate.types.partition(";")[0] or KIND_WORDS[candidate.kind]


def _some(country: str) -> tuple[str, ...]:
    return (country,) if country else ()


def _boundary(shape: Shape, countries: Sequence[str]) -> str | None:
    if shape is Shape.AREA and countries:
        return countries[0]
    if shape is Shape.LINE and len(countries) == 2:
        return "-".join(sorted(countries))
    return None
