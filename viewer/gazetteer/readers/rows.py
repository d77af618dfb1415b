"""A row of a table to a place, or the reason why it gives none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.countries import country_code
from viewer.gazetteer.readers import wkt
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.links import short_id
from viewer.gazetteer.readers.records import Record
from viewer.model import Bounds, InvalidPlace, Place, Position, Row, Shape

_DEGREES = re.compile(r"([+\-−–]?)([0-9]{1,3}(?:[.,][0-9]*)?|[.,][0-9]+)\s*°?")
_SEXAGESIMAL = re.compile(
    r"""([0-9]{1,3})\s*°\s*
    (?:([0-9]{1,2}(?:[.,][0-9]*)?)\s*['′’]\s*)?
    (?:([0-9]{1,2}(?:[.,][0-9]*)?)\s*(?:["″”]|''|′′|’’)\s*)?
    ([NSEW])""",
    re.VERBOSE | re.IGNORECASE,
)
_PEOPLE = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:[ ,.'’][0-9]{3}){1,3})(?:\.00?)?")
_NOT_KNOWN = frozenset({"", "-", "–", "—", "?", "n/a", "na", "none", "null", "nan", "unknown"})
_LANGUAGE = re.compile(r"@[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")
_NEAR_DEGREES = 1.0

_COUNTRIES = frozenset(
    {"country", "nation", "sovereign state", "independent state", "nation state"}
)
_BORDERS = frozenset({"border", "borders", "boundary", "frontier"})
_REGION_WORDS = """
region regions province oblast state county district governorate prefecture department
canton raion rayon krai okrug voivodeship territory peninsula continent subcontinent sea
ocean gulf bay strait lake river range mountains desert valley basin plain plateau
archipelago islands island area zone municipality republic coast delta steppe forest
"""
_REGIONS = frozenset(_REGION_WORDS.split())


_KINDS_OF_CLASSES = {
    "A": "administrative area",
    "H": "body of water",
    "L": "area",
    "P": "settlement",
    "R": "road",
    "S": "site",
    "T": "landform",
}
"""What GeoNames' feature classes are, which Linked Places gives where it has no type."""
_AAT = {
    "300008347": "settlement",
    "300008389": "city",
    "300008375": "town",
    "300008372": "village",
    "300120599": "port",
    "300128207": "nation",
    "300232420": "sovereign state",
    "300387506": "country",
    "300000774": "province",
    "300000771": "county",
    "300000776": "state",
    "300135982": "territory",
    "300235099": "prefecture",
    "300182722": "region",
    "300387178": "region",
}
"""Some types of the Art & Architecture Thesaurus that Linked Places gives as numbers."""


class RowFault(Exception):
    """Why a row gives no place, in one line."""


@dataclass(frozen=True, slots=True)
class _Location:
    """Where a place is, as far as its row and the boundaries tell."""

    shape: Shape
    position: Position
    boundary: str | None = None
    polygon: tuple[wkt.Ring, ...] = ()


def title_of(record: Record, columns: Columns) -> str:
    """A row's title; "" where it has none."""
    return columns.cell(record.cells, "title")


def read_row(
    record: Record,
    columns: Columns,
    place_id: str,
    file: str,
    outlines: BoundaryIndex | None,
    geometry: wkt.Geometry | None = None,
) -> Place:
    """The place that a row describes; raises RowFault where it describes none.

    `geometry` is its shape where no cell has it.
    """
    title = title_of(record, columns)
    if not title:
        raise RowFault("the title is missing")
    kind = _kind_of(columns.cell(record.cells, "types"))
    kind = kind or _KINDS_OF_CLASSES.get(
        columns.cell(record.cells, "fclasses")[:1].upper(), "place"
    )
    ccodes = _ccodes(columns.cell(record.cells, "ccodes"))
    geometry = geometry or _geometry(columns.cell(record.cells, "geowkt"))
    location = _location(record, columns, kind, ccodes, outlines, geometry)
    lat, lon = location.position
    try:
        return Place(
            id=place_id,
            title=title,
            kind=kind,
            shape=location.shape,
            lat=lat,
            lon=lon,
            variants=_variants(columns.cell(record.cells, "variants"), title),
            ccodes=ccodes,
            boundary=location.boundary,
            polygon=location.polygon,
            matches=tuple(map(short_id, _split(columns.cell(record.cells, "matches")))),
            source=columns.cell(record.cells, "title_source"),
            description=columns.cell(record.cells, "description"),
            row=Row(file, record.line, _cells(record, columns)),
            population=_people(columns.cell(record.cells, "population")),
        )
    except InvalidPlace as problem:
        raise RowFault(str(problem)) from problem


def _cells(record: Record, columns: Columns) -> tuple[tuple[str, str], ...]:
    pairs = zip(columns.headers, record.cells, strict=False)
    return tuple((header, cell) for header, cell in pairs if cell.strip())


def _split(cell: str) -> Iterable[str]:
    return filter(None, (part.strip() for part in re.split(r"[;|]", cell)))


def _variants(cell: str, title: str) -> tuple[str, ...]:
    """The other names, each once; "Kiev@en" is a name with its language."""
    names = dict.fromkeys(_LANGUAGE.sub("", name) for name in _split(cell))
    return tuple(name for name in names if name and name != title)


def _kind_of(types: str) -> str:
    """The first type in words, in lower case, else one that is known by number, else ""."""
    kinds = [" ".join(given.split()).lower() for given in re.split(r"[;|]", types)]
    numbers = [kind.removeprefix("aat:") for kind in kinds]
    worded = (kind for kind in kinds if kind and not _is_number(kind))
    return next(worded, next((_AAT[one] for one in numbers if one in _AAT), ""))


def _is_number(kind: str) -> bool:
    return kind.startswith("aat:") or kind.isdecimal()


def _shape_of(kind: str) -> Shape:
    """The shape of a kind: "state capital" is a point, "province of Canada" a region."""
    if kind in _COUNTRIES:
        return Shape.AREA
    head = kind.split(" of ")[0].split(" (")[0].split(",")[0].split()
    last = head[-1] if head else ""
    if last in _BORDERS:
        return Shape.LINE
    return Shape.VAGUE if last in _REGIONS else Shape.POINT


def _ccodes(cell: str) -> tuple[str, ...]:
    """The codes of the countries that a cell gives, by code or by name."""
    whole = country_code(cell) if cell else None
    if whole:
        return (whole,)
    codes = []
    for part in re.split(r"[;|,/]", cell):
        if not part.strip():
            continue
        code = country_code(part)
        if code is None:
            raise RowFault(f"{part.strip()!r} is no country code such as UA")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _location(
    record: Record,
    columns: Columns,
    kind: str,
    ccodes: tuple[str, ...],
    outlines: BoundaryIndex | None,
    geometry: wkt.Geometry | None,
) -> _Location:
    given = _position(columns.cell(record.cells, "lat"), columns.cell(record.cells, "lon"))
    shape = _shape_of(kind)
    if geometry is not None:
        if given is not None and geometry.rings:
            _check_swapped(given, _box(geometry.rings), "its geowkt")
        given = given or (geometry.lat, geometry.lon)
    if shape is Shape.LINE:
        return _border(ccodes, given, outlines)
    if shape is Shape.AREA:
        return _country(ccodes, given, outlines)
    if given is None:
        raise RowFault("the coordinates are missing")
    if outlines is not None and len(ccodes) == 1:
        outline = outlines.area(ccodes[0])
        if outline is not None:
            _check_swapped(given, outline.bounds, ccodes[0])
    if geometry is None:
        return _Location(shape, given)
    vague = bool(geometry.rings) or geometry.kind.endswith("LINESTRING")
    return _Location(Shape.VAGUE if vague else shape, given, polygon=geometry.rings)


def _geometry(text: str) -> wkt.Geometry | None:
    try:
        return wkt.parse(text) if text else None
    except wkt.UnreadableShape as problem:
        raise RowFault(str(problem)) from problem


def _people(cell: str) -> int | None:
    """A number of people, as people write it: 2 952 301, 2,952,301 or 2.952.301."""
    if cell.casefold() in _NOT_KNOWN:
        return None
    found = _PEOPLE.fullmatch(cell)
    if not found:
        raise RowFault(f"the population {cell[:40]!r} is not a number such as 2952301")
    return int(re.sub(r"[^0-9]", "", found[1])) or None


def _border(
    ccodes: tuple[str, ...], given: Position | None, outlines: BoundaryIndex | None
) -> _Location:
    if len(ccodes) != 2:
        raise RowFault("a border names its two countries in ccodes, such as BY;UA")
    a, b = sorted(ccodes)
    if outlines is not None:
        outline = outlines.border(a, b)
        if outline is None:
            raise RowFault(f"{a} and {b} have no border with each other")
        return _Location(Shape.LINE, (outline.lat, outline.lon), f"{a}-{b}")
    if given is None:
        raise RowFault("the coordinates are missing")
    return _Location(Shape.LINE, given, f"{a}-{b}")


def _country(
    ccodes: tuple[str, ...], given: Position | None, outlines: BoundaryIndex | None
) -> _Location:
    if len(ccodes) != 1:
        raise RowFault("a country has its code in ccodes, such as UA: its area comes from it")
    code = ccodes[0]
    if outlines is None:
        if given is None:
            raise RowFault("the coordinates are missing")
        return _Location(Shape.AREA, given, code)
    outline = outlines.area(code)
    if outline is not None:
        if given is not None:
            _check_swapped(given, outline.bounds, code)
        return _Location(Shape.AREA, given or (outline.lat, outline.lon), code)
    if given is None:
        raise RowFault(f"no area of {code} is known and the coordinates are missing")
    return _Location(Shape.VAGUE, given)


def _position(lat_cell: str, lon_cell: str) -> Position | None:
    if not lat_cell and not lon_cell:
        return None
    for name, cell in (("latitude", lat_cell), ("longitude", lon_cell)):
        if not cell:
            raise RowFault(f"the {name} is missing")
    lat, lon = _degrees(lat_cell, "latitude"), _degrees(lon_cell, "longitude")
    if abs(lat) > 90:
        swapped = abs(lat) <= 180 and abs(lon) <= 90
        hint = "; are latitude and longitude swapped?" if swapped else ""
        raise RowFault(f"the latitude {lat_cell} is not between -90 and 90{hint}")
    if abs(lon) > 180:
        raise RowFault(f"the longitude {lon_cell} is not between -180 and 180")
    return (lat, lon)


def _degrees(cell: str, name: str) -> float:
    """A number of degrees; Python's own float() takes nan, 1_000 and 1e400 for numbers."""
    found = _DEGREES.fullmatch(cell)
    if not found:
        if parts := _SEXAGESIMAL.fullmatch(cell):
            return _from_sexagesimal(parts, name)
        shown = cell if len(cell) <= 40 else cell[:40] + "…"
        raise RowFault(f"the {name} {shown!r} is not a number of degrees such as 50.45")
    number = float(found[2].replace(",", "."))
    return -number if found[1] in {"-", "−", "–"} else number


def _from_sexagesimal(parts: re.Match[str], name: str) -> float:
    """Degrees, minutes and seconds with a direction, such as 50°27′03″N."""
    from geopy.point import Point  # a tenth of a second, for the tables that need it

    degrees, minutes, seconds, direction = (part or "0" for part in parts.groups())
    if direction.upper() not in ("NS" if name == "latitude" else "EW"):
        raise RowFault(f"the {name} {parts[0]!r} looks swapped with the other coordinate")
    arc = float(minutes.replace(",", ".")), float(seconds.replace(",", "."))
    if max(arc) >= 60:
        raise RowFault(f"the {name} {parts[0]!r} has 60 or more minutes or seconds")
    return float(Point.parse_degrees(float(degrees), *arc, direction.upper()))


def _box(rings: Iterable[wkt.Ring]) -> Bounds:
    lats, lons = zip(*(position for ring in rings for position in ring), strict=True)
    return Bounds(min(lats), min(lons), max(lats), max(lons))


def _check_swapped(position: Position, bounds: Bounds, where: str) -> None:
    """Refuse a point that is outside its country and would be inside with its axes swapped."""
    lat, lon = position
    if not _within(bounds, lat, lon) and _within(bounds, lon, lat):
        raise RowFault(
            f"latitude {lat:g} and longitude {lon:g} look swapped: {lon:g}, {lat:g} lies in {where}"
        )


def _within(bounds: Bounds, lat: float, lon: float) -> bool:
    margin = _NEAR_DEGREES
    if not bounds.south - margin <= lat <= bounds.north + margin:
        return False
    if bounds.west > bounds.east:
        return lon >= bounds.west - margin or lon <= bounds.east + margin
    return bounds.west - margin <= lon <= bounds.east + margin
