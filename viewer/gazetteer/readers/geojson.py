"""GeoJSON with places: Linked Places, as the World Historical Gazetteer exports it, or plain.

A feature becomes a row of a table with Linked Places' columns, and is then read as any row.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers import columns as headers
from viewer.gazetteer.readers import wkt
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.content import Content, Unreadable
from viewer.gazetteer.readers.jsonstream import Damaged, Objects
from viewer.gazetteer.readers.links import short_id
from viewer.gazetteer.readers.records import Record, RowFault
from viewer.gazetteer.readers.table import Line, PlaceReader, Table
from viewer.model import Fault, Position

NOT_GEOJSON = "this is JSON, but no GeoJSON: it has no features with names and geometries"
_NAMED = ("name en", "name:en", "namelong", "name long", "nameascii", "label en")
_SAME = frozenset({"exactMatch", "closeMatch", "sameAs", "skos:exactMatch", "skos:closeMatch"})
_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_COLLECTION, _DEEPEST = "GeometryCollection", 8
_RANKS = ("Polygon", "LineString", "Point")


def read_geojson(content: Content, boundaries: BoundaryIndex | None = None) -> Table:
    """Read a GeoJSON file. It never raises: what cannot be read is among the faults."""
    path = content.path
    try:
        table = PlaceReader(path, boundaries).read(_lines(content))
    except (Unreadable, RowFault) as problem:
        return Table((), (Fault(path, str(problem)),))
    except OSError as problem:
        return Table((), (Fault(path, (problem.strerror or "it cannot be read").lower()),))
    if table.places or table.faults:
        return table
    return Table((), (Fault(path, "there are no features in it"),))


def _lines(content: Content) -> Iterator[Line | Fault]:
    """The features as rows; a file without any is refused."""
    with content.open() as file:
        objects = Objects(file, "features", lambda read: None)
        found = False
        try:
            for line, item in objects:
                check_members(objects.members)
                found = found or (isinstance(item, dict) and item.get("type") == "Feature")
                try:
                    record, columns, geometry = read_feature(item)
                    yield replace(record, line=line), columns, geometry
                except RowFault as problem:
                    yield Fault(content.path, str(problem), line)
            check_members(objects.members)
        except Damaged as problem:
            yield Fault(content.path, str(problem), problem.line)
            return
        if not found and objects.members.get("features") != []:
            raise Unreadable(NOT_GEOJSON)


def check_members(members: Mapping[str, Any]) -> None:
    """Refuse what a collection says of itself that would put its places elsewhere."""
    if members.get("type") == "Topology":
        raise RowFault("this is TopoJSON: save it as GeoJSON")
    crs = members.get("crs")
    if not isinstance(crs, dict):
        return
    properties = crs.get("properties")
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if name and not name.upper().endswith(("CRS84", ":4326", ":4258", ":4269")):
        raise RowFault(f"its coordinates are in {name[:60]}: save it in WGS 84 (EPSG:4326)")


def read_feature(feature: object) -> tuple[Record, Columns, wkt.Geometry | None]:
    """A feature as a row of a table; raises RowFault where it is none."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise RowFault("this is no Feature")
    said = feature.get("properties")
    cells = _properties(said if isinstance(said, dict) else {})
    for column, text in _linked(feature).items():
        if text:
            cells[column] = text
    geometry = _geometry(feature.get("geometry"))
    if geometry is not None:  # the properties may repeat it in another system
        for column in ("lat", "lon", "geowkt"):
            cells.pop(column, None)
    columns = headers.understand(list(cells))
    return Record(0, tuple(cells.values())), columns, geometry


def _properties(said: dict[str, Any]) -> dict[str, str]:
    """The properties as cells, by the columns that they are understood as, or their own names."""
    understood = headers.understand(list(said))
    names = {position: column for column, position in understood.at.items()}
    cells = {}
    for position, (key, value) in enumerate(said.items()):
        text = _text(value)
        if text:
            cells[names.get(position, key)] = text
    if "title" not in cells:
        plain = {headers.plain(key): key for key in cells}
        known = next((plain[name] for name in _NAMED if name in plain), None)
        if known:
            cells["title"] = cells[known]
    return cells


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}" if math.isfinite(value) else ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return ";".join(filter(None, map(_text, value)))
    return ""


def _linked(feature: dict[str, Any]) -> dict[str, str]:
    """What Linked Places puts beside the properties."""
    names = [_clean(_member(one, "toponym")) for one in _listed(feature, "names")]
    said = feature.get("properties")
    titled = isinstance(said, dict) and bool(said.get("title"))
    types = [_member(one, "label", "sourceLabel") for one in _listed(feature, "types")]
    links = [
        short_id(_member(one, "identifier", "@id"))
        for one in _listed(feature, "links")
        if _member(one, "type") in _SAME
    ]
    told = [_member(one, "value") for one in _listed(feature, "descriptions")]
    return {
        "id": short_id(_text(feature.get("@id")) or _text(feature.get("id"))),
        "title": names[0] if names and not titled else "",
        "variants": ";".join(filter(None, names)),
        "types": ";".join(filter(None, types)) or ";".join(_several(feature, "fclasses")),
        "ccodes": ";".join(_several(feature, "ccodes")),
        "matches": ";".join(filter(None, links)),
        "description": next(filter(None, told), ""),
        "when": _when(feature.get("when")),
    }


def _listed(feature: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    value = feature.get(name)
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict):
            yield one


def _several(feature: dict[str, Any], name: str) -> list[str]:
    value = feature.get(name)
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _member(one: dict[str, Any], *names: str) -> str:
    return next(filter(None, (_text(one.get(name)) for name in names)), "")


def _clean(name: str) -> str:
    """A name without what would part it in two in a cell."""
    return name.replace(";", ",").replace("|", ",")


def _when(value: object) -> str:
    """The time spans of a place: "676/1066;1974/"."""
    if not isinstance(value, dict):
        return ""
    spans = []
    for one in _listed(value, "timespans"):
        ends = [one.get(end) for end in ("start", "end")]
        dates = [
            _member(end, "in", "earliest", "latest") if isinstance(end, dict) else ""
            for end in ends
        ]
        spans.append("/".join(dates))
    return ";".join(spans)


def _geometry(value: object) -> wkt.Geometry | None:
    """A geometry; of a collection what tells the most: areas, else lines, else points."""
    if value is None:
        return None
    found: dict[str, list[list[Position]]] = {}
    _collect(value, found, 0)
    for kind in _RANKS:
        if kind in found:
            try:
                return wkt.shape(f"MULTI{kind.upper()}", found[kind])
            except wkt.UnreadableShape as problem:
                raise RowFault(str(problem).replace("geowkt", "the geometry")) from problem
    return None


def _collect(value: object, found: dict[str, list[list[Position]]], depth: int) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(kind, str):
        raise RowFault("the geometry is not GeoJSON's")
    if kind == _COLLECTION and depth < _DEEPEST:
        for part in _listed(value, "geometries"):
            _collect(part, found, depth + 1)
        return
    if kind not in _DEPTHS:
        raise RowFault(f"{kind[:40]!r} is no kind of geometry that is known")
    if "coordinates" not in value:
        raise RowFault("the geometry has no coordinates")
    if not value["coordinates"]:
        return
    paths = _paths(value["coordinates"], _DEPTHS[kind])
    found.setdefault(kind.removeprefix("Multi"), []).extend(paths)


def _paths(coordinates: object, depth: int) -> list[list[Position]]:
    """The lists of points in coordinates that are nested so deep."""
    if depth == 0:
        return [[_position(coordinates)]]
    if not isinstance(coordinates, list):
        raise RowFault("the geometry's coordinates are not lists of numbers")
    if depth == 1:
        return [[_position(one) for one in coordinates]]
    return [path for one in coordinates for path in _paths(one, depth - 1)]


def _position(pair: object) -> Position:
    if not isinstance(pair, list) or len(pair) < 2:
        raise RowFault("the geometry has a point that is not two numbers")
    x, y = pair[:2]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in (x, y)):
        raise RowFault("the geometry has a point that is not two numbers")
    try:
        return wkt.position(float(x), float(y))
    except (wkt.UnreadableShape, OverflowError) as problem:
        reason = str(problem).replace("geowkt", "the geometry")
        raise RowFault(reason.replace("well-known text", "GeoJSON")) from problem
