"""A GeoJSON file as a table of places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.content import Content, Unreadable
from viewer.gazetteer.geojson import NOT_GEOJSON, check_members, read_feature
from viewer.gazetteer.jsonstream import Damaged, Objects
from viewer.gazetteer.rows import RowFault
from viewer.gazetteer.table import Line, PlaceReader, Table
from viewer.model import Fault


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
