"""The world's second-order regions: counties, districts, departments, raions.

All counties of the United States, which local news names at every turn, and of the countries where
such a region is more than a municipality those whose name is not just that of their town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.compiler.centres import within
from viewer.gazetteer.world.compiler.divisions import (
    SECOND,
    base_of,
    in_english,
    is_generic,
    second_forms,
)
from viewer.gazetteer.world.compiler.packages import Names, Settlement
from viewer.gazetteer.world.compiler.regions import town_share
from viewer.gazetteer.world.compiler.tabled import NamePairs, Tabled, read_tabled
from viewer.gazetteer.world.row import WorldRow

_FORMER_COUNTIES = frozenset(("GB", "IE", "FR", "IT", "ES", "PH", "AR", "BE", "GR", "SE"))
"""Where the bare name of a county or department is how people name it: "Kent", "Batangas"."""

_WITH_KIND = (
    "IN PK BD NP LK AF UG TZ MW RW GH ZW UA BY RU KZ IR IQ YE SY IT ES MM MY KH TH VN TR MA NG ID"
)
_NAMED_WITH_KIND = frozenset(_WITH_KIND.split())
"""Where the news says "Pune district" and "the province of Parma" and does not mean the town."""
_CITIES = ("Kota ", "Thành Phố", "City of ")

_LEAST_RADIUS_KM = 10.0
"""Half the breadth of a small county, whose few listed settlements may lie together."""
_FEW = 12
_MOST = 0.4
"""The share of the people in the town of that name from which a region is little else."""


def county_rows(names: Names, settlements: Iterable[Settlement]) -> Iterator[WorldRow]:
    """A row for each second-order region that has settlements and says more than its town."""
    towns: defaultdict[str, list[Settlement]] = defaultdict(list)
    for place in settlements:
        if place.county:
            towns[place.county].append(place)
    tabled = {line.code: line for line in read_tabled("regions") if line.code.count(".") > 1}
    for code, name in names.second.items():
        if code in towns and code[:2] in SECOND and not name.isdigit():
            share = town_share(base_of(name), towns[code])
            if code.startswith("US.") or not (share and _is_a_town(share, towns[code])):
                yield _row(code, name, towns[code], tabled.pop(code, None), shared=share > 0)
            elif code[:2] in _NAMED_WITH_KIND and not name.startswith(_CITIES):
                yield _around_a_town(_row(code, name, towns[code], None, shared=True))
    for code, line in tabled.items():
        if line.point and code not in towns:
            yield _row(code, line.title, (), line, shared=False)


def _around_a_town(row: WorldRow) -> WorldRow:
    """The region that is little else than its town has no name without the word for its kind."""
    base = base_of(row.title)
    forms = tuple(second_forms(base, row.country))
    names = tuple((form, NameKind.ALIAS) for form in forms[1:])
    return replace(row, title=forms[0], names=names)


def _is_a_town(share: float, towns: Sequence[Settlement]) -> bool:
    """Whether a region is the municipality of its town: of a few, or of most of the people."""
    return len(towns) < _FEW or share > _MOST


def _row(
    code: str, name: str, towns: Sequence[Settlement], line: Tabled | None, *, shared: bool
) -> WorldRow:
    country, first, _ = code.split(".", 2)
    places = [(town.lat, town.lon) for town in towns]
    lat, lon, radius_km = within(line.point if line else None, places)
    title = line.title if line and line.title else _title(name, country, shared=shared)
    names = (*(line.names if line else ()), *county_names(name, country))
    return WorldRow(
        id=f"dl:{code}",
        kind=Kind.COUNTY,
        title=title,
        lat=lat,
        lon=lon,
        names=tuple(pair for pair in names if pair[0] != title),
        population=sum(town.population for town in towns),
        country=country,
        region=f"{country}.{first}",
        county=code,
        radius_km=max(_LEAST_RADIUS_KM, radius_km),
        types="county" if country in {"US", "IE"} else "district",
    )


def _title(name: str, country: str, *, shared: bool) -> str:
    """GeoNames' name, without what is no English; with its kind where a town has it too."""
    base = base_of(name)
    if country in {"US", "IE"} or (shared and name != base):
        return name
    if shared and country not in _FORMER_COUNTIES:
        return next(second_forms(base, country))
    return base if country in _FORMER_COUNTIES or not name.startswith(base) else name


def county_names(name: str, country: str) -> NamePairs:
    """A second-order region's further names, the bare one as a weak name where towns have it."""
    base = base_of(name)
    bare = NameKind.ALIAS if country in _FORMER_COUNTIES else NameKind.ALTERNATE
    found: list[tuple[str, NameKind]] = [(name, NameKind.ALIAS)]
    if not is_generic(base):
        found += [(base, bare)] if base != name else []
    if country == "US":
        found += [(f"{base} Co.", NameKind.ABBREVIATION)] if name.endswith(" County") else []
    elif country in {"GB", "IE"}:
        found += [(f"County {base}", NameKind.ALIAS), (f"Co. {base}", NameKind.ABBREVIATION)]
    else:
        found += ((form, NameKind.ALIAS) for form in second_forms(base, country))
        if country in {"IN", "NP"} and (english := in_english(base)) != base:
            found += [(english, NameKind.ALIAS)]
            found += ((form, NameKind.ALIAS) for form in second_forms(english, country))
    return tuple(found)
