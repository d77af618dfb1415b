"""The world's first-order regions: states, provinces, oblasts, governorates.

GeoNames' list of them has a name each and no point; where one lies and how many live there is
told by its settlements. For the states of four large countries the middle of the land is known,
and our own table has the points of other regions of which only one end is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.compiler.centres import Point, within
from viewer.gazetteer.world.compiler.divisions import (
    FEDERAL,
    base_of,
    first_forms,
    first_title,
    is_generic,
)
from viewer.gazetteer.world.compiler.packages import Names, Packages, Settlement, read_json
from viewer.gazetteer.world.compiler.tabled import NamePairs, Tabled, read_tabled
from viewer.gazetteer.world.row import WorldRow

_CITY_STATE = 0.6
"""The share of a region's people in the town of its name from which it is little else."""
_LARGE = {"USA": "US"}
"""The countries whose states the map data has under the codes that GeoNames uses."""


def region_rows(
    packages: Packages, names: Names, settlements: Iterable[Settlement]
) -> Iterator[WorldRow]:
    """A row for each first-order region that has settlements, or a point in our table."""
    towns: defaultdict[str, list[Settlement]] = defaultdict(list)
    for place in settlements:
        if place.region:
            towns[place.region].append(place)
    tabled = {line.code: line for line in read_tabled("regions") if line.code.count(".") == 1}
    middles = _middles(packages)
    ids = _state_ids(packages)
    for code in {**names.first, **tabled}:
        line = tabled.get(code)
        if code in towns or (line and line.point):
            point = (line.point if line else None) or middles.get(code)
            yield _row(code, ids.get(code, ""), names.first.get(code, ""), towns[code], line, point)


def _row(
    code: str,
    id: str,
    name: str,
    towns: Sequence[Settlement],
    line: Tabled | None,
    point: Point | None,
) -> WorldRow:
    country = code.partition(".")[0]
    title, names = region_names(name, country, towns, line)
    lat, lon, radius_km = within(point, [(town.lat, town.lon) for town in towns])
    return WorldRow(
        id=id or f"dl:{code}",
        kind=Kind.REGION,
        title=title,
        lat=lat,
        lon=lon,
        names=names,
        population=sum(town.population for town in towns),
        country=country,
        region=code,
        radius_km=radius_km,
        types="region",
    )


def region_names(
    name: str, country: str, towns: Collection[Settlement], line: Tabled | None
) -> tuple[str, NamePairs]:
    """The title of a region and its further names."""
    base = base_of(name or (line.title if line else ""))
    share = town_share(base, towns)
    title = line.title if line and line.title else first_title(name, country, shared=share > 0)
    bare = base_of(title)
    weak = bare != title or share > _CITY_STATE or (share > 0 and country not in FEDERAL)
    how_bare = NameKind.ALTERNATE if weak else NameKind.ALIAS
    names = [(short, how_bare) for short in dict.fromkeys((bare, base)) if not is_generic(short)]
    names += [(form, NameKind.ALIAS) for form in first_forms(bare, country)]
    names += [(name, NameKind.ALIAS)] if name not in {base, ""} else []
    every = (*(line.names if line else ()), *names)
    return title, tuple((text, kind) for text, kind in every if text != title)


def town_share(base: str, towns: Collection[Settlement]) -> float:
    """The share of a region's people who live in the town that has its name; 0: there is none."""
    wanted = base.casefold()
    namesakes = [town.population for town in towns if town.name.casefold() == wanted]
    if not namesakes:
        return 0.0
    return max(1, *namesakes, 1) / max(1, sum(town.population for town in towns))


def _middles(packages: Packages) -> Mapping[str, Point]:
    """The middles of the states of large countries, by GeoNames' codes."""
    shapes = read_json(packages.topology / "world_50m.json")["objects"]["subunits"]["geometries"]
    return {
        f"{_LARGE[shape['properties']['gu']]}.{shape['id']}": (
            shape["properties"]["ct"][1],
            shape["properties"]["ct"][0],
        )
        for shape in shapes
        if shape["properties"]["gu"] in _LARGE
    }


def _state_ids(packages: Packages) -> Mapping[str, str]:
    """GeoNames' ids of the states of America."""
    states = read_json(packages.geonames / "us_states.json")
    return {f"US.{code}": f"gn:{state['geonameid']}" for code, state in states.items()}
