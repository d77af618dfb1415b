"""Where the place of a row is: its coordinates, or the outline of its country or border."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers import wkt
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.records import Record, RowFault
from viewer.model import Bounds, Position, Shape

_DEGREES = re.compile(r"([+\-−–]?)([0-9]{1,3}(?:[.,][0-9]*)?|[.,][0-9]+)\s*°?")
_SEXAGESIMAL = re.compile(
    r"""([0-9]{1,3})\s*°\s*
    (?:([0-9]{1,2}(?:[.,][0-9]*)?)\s*['′’]\s*)?
    (?:([0-9]{1,2}(?:[.,][0-9]*)?)\s*(?:["″”]|''|′′|’’)\s*)?
    ([NSEW])""",
    re.VERBOSE | re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Location:
    """Where a place is, as far as its row and the boundaries tell."""

    shape: Shape
    position: Position
    boundary: str | None = None
    polygon: tuple[wkt.Ring, ...] = ()


def locate(
    record: Record,
    columns: Columns,
    kind: str,
    ccodes: tuple[str, ...],
    outlines: BoundaryIndex | None,
    geometry: wkt.Geometry | None,
) -> Location:
    """Where a place of this kind is; raises RowFault where its row does not tell."""
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
        return Location(shape, given)
    vague = bool(geometry.rings) or geometry.kind.endswith("LINESTRING")
    return Location(Shape.VAGUE if vague else shape, given, polygon=geometry.rings)


def _shape_of(kind: str) -> Shape:
    """The shape of a kind: "state capital" is a point, "province of Canada" a region."""
    if kind in _COUNTRIES:
        return Shape.AREA
    head = kind.split(" of ")[0].split(" (")[0].split(",")[0].split()
    last = head[-1] if head else ""
    if last in _BORDERS:
        return Shape.LINE
    return Shape.VAGUE if last in _REGIONS else Shape.POINT


def _border(
    ccodes: tuple[str, ...], given: Position | None, outlines: BoundaryIndex | None
) -> Location:
    if len(ccodes) != 2:
        raise RowFault("a border names its two countries in ccodes, such as BY;UA")
    a, b = sorted(ccodes)
    if outlines is not None:
        outline = outlines.border(a, b)
        if outline is None:
            raise RowFault(f"{a} and {b} have no border with each other")
        return Location(Shape.LINE, (outline.lat, outline.lon), f"{a}-{b}")
    if given is None:
        raise RowFault("the coordinates are missing")
    return Location(Shape.LINE, given, f"{a}-{b}")


def _country(
    ccodes: tuple[str, ...], given: Position | None, outlines: BoundaryIndex | None
) -> Location:
    if len(ccodes) != 1:
        raise RowFault("a country has its code in ccodes, such as UA: its area comes from it")
    code = ccodes[0]
    if outlines is None:
        if given is None:
            raise RowFault("the coordinates are missing")
        return Location(Shape.AREA, given, code)
    outline = outlines.area(code)
    if outline is not None:
        if given is not None:
            _check_swapped(given, outline.bounds, code)
        return Location(Shape.AREA, given or (outline.lat, outline.lon), code)
    if given is None:
        raise RowFault(f"no area of {code} is known and the coordinates are missing")
    return Location(Shape.VAGUE, given)


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
