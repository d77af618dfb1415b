"""Tables and GeoJSON that are too large to be held in memory, read row by row.

A table is cut into pieces at line ends. Where an odd number of quotes stands before the cut, a
quoted cell may go on, and the piece with it. A place becomes a row of a world gazetteer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.globe import EARTH_KM
from viewer.gazetteer.placetable import kind_of
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.content import Content, Unreadable
from viewer.gazetteer.readers.geojson import NOT_GEOJSON, check_members, read_feature
from viewer.gazetteer.readers.jsonstream import Damaged, Objects
from viewer.gazetteer.readers.records import Record, RowFault, records
from viewer.gazetteer.readers.rows import read_row
from viewer.gazetteer.readers.table import check_cells, decoded, layout
from viewer.gazetteer.world.row import WorldRow, alternate_kind
from viewer.model import Place

_PIECE = 1 << 20
_MOST = 8 << 20
"""A quoted cell does not go on for longer than this."""

_SHARED_ID = re.compile(r"[A-Za-z]{2,8}:\S+")
"""What names a place whatever file it stands in: "gn:703448", "wd:Q1899"."""

Take = Callable[[int, Callable[[], WorldRow | str | None]], WorldRow | None]
"""Makes the row of a line, and keeps the reason where there is none."""
Count = Callable[[int], None]
"""Told how many bytes are read."""


def table_rows(
    content: Content, boundaries: BoundaryIndex | None, take: Take, count: Count
) -> Iterator[WorldRow]:
    """The rows of a table with headers."""
    with content.open() as file:
        columns, delimiter, line = None, "\t", 1
        for piece in _pieces(file, count):
            if columns is None:
                columns, delimiter = _headers(piece)
                rows = records(decoded(piece), delimiter)
                next(rows)
            else:
                # Not `decoded`: a piece may be blank, and none but the first has a mark.
                rows = records(piece.decode("utf-8", "surrogateescape"), delimiter)
            for record in rows:
                number = line + record.line - 1
                row = take(number, partial(_row, record, columns, content, boundaries, number))
                if row:
                    yield row
            line += piece.count(b"\n") or piece.count(b"\r")
    if columns is None:
        raise Unreadable("the file is empty")


def _headers(piece: bytes) -> tuple[Columns, str]:
    if piece.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("a file as large as this has to be UTF-8: save it as UTF-8")
    try:
        found = layout(decoded(piece))
    except RowFault as problem:
        raise Unreadable(str(problem)) from problem
    return found.columns, found.delimiter


def _pieces(file: IO[bytes], count: Count) -> Iterator[bytes]:
    """The file in pieces that end where a row does."""
    waiting, read = b"", 0
    while block := file.read(_PIECE):
        read += len(block)
        count(read)
        waiting += block
        end = waiting.rfind(b"\n") + 1
        if not end and b"\r" in waiting[:-1]:  # the line ends of old Macintoshes
            end = waiting.rfind(b"\r", 0, -1) + 1
        if end and (waiting.count(b'"', 0, end) % 2 == 0 or len(waiting) > _MOST):
            yield waiting[:end]
            waiting = waiting[end:]
        elif len(waiting) > 2 * _MOST:
            raise Unreadable("it has lines of many megabytes: it is no table")
    if waiting:
        yield waiting


def _row(
    record: Record,
    columns: Columns,
    content: Content,
    boundaries: BoundaryIndex | None,
    line: int,
) -> WorldRow:
    check_cells(record, columns)
    place_id = columns.cell(record.cells, "id")
    place = read_row(record, columns, place_id, content.name, boundaries)
    return _to_row(place, content.path.name, line)


def feature_rows(
    content: Content, boundaries: BoundaryIndex | None, take: Take, count: Count
) -> Iterator[WorldRow]:
    """The rows of a GeoJSON file."""
    with content.open() as file:
        objects = Objects(file, "features", count)
        found = False
        try:
            for line, item in objects:
                if objects.members.get("type") == "Topology":
                    check_members(objects.members)
                make = partial(_feature_row, item, content, boundaries, line)
                found = found or (isinstance(item, dict) and item.get("type") == "Feature")
                row = take(line, make)
                if row:
                    yield row
            check_members(objects.members)
        except Damaged as problem:
            take(problem.line, partial(_refuse, str(problem)))
        except RowFault as problem:
            raise Unreadable(str(problem)) from problem
        if not found:
            raise Unreadable(NOT_GEOJSON)


def _refuse(reason: str) -> WorldRow | None:
    raise RowFault(reason)


def _feature_row(
    item: object, content: Content, boundaries: BoundaryIndex | None, line: int
) -> WorldRow:
    record, columns, geometry = read_feature(item)
    place_id = columns.cell(record.cells, "id")
    place = read_row(record, columns, place_id, content.name, boundaries, geometry)
    return _to_row(place, content.path.name, line)


def _to_row(place: Place, file: str, line: int) -> WorldRow:
    """A row for a place of a line of a file; its outline becomes a circle about as large."""
    return WorldRow(
        id=place.id if _SHARED_ID.fullmatch(place.id) else f"{file}:{place.id or line}",
        kind=kind_of(place),
        title=place.title,
        lat=place.lat,
        lon=place.lon,
        names=tuple([(name, _name_kind(name)) for name in place.variants]),
        population=place.population or 0,
        country=place.ccodes[0] if place.ccodes else "",
        radius_km=place.radius_km or _reach_km(place),
        types=place.kind,
        source=place.source or file,
        matches=place.matches,
        countries=place.ccodes if len(place.ccodes) > 1 else (),
        note=f"{place.description} (line {line:,} of {file})".strip(),
    )


def _name_kind(name: str) -> NameKind:
    """A name that a person has listed is as good as the title, if it is of the same script."""
    if alternate_kind(name) is NameKind.LOCAL:
        return NameKind.LOCAL
    return NameKind.ABBREVIATION if name.isupper() and len(name) < 6 else NameKind.ALIAS


def _reach_km(place: Place) -> float:
    """How far the outline reaches from the point that stands for it."""
    points = [point for ring in place.polygon for point in ring]
    if not points:
        return 0.0
    flat = math.cos(math.radians(place.lat))
    farthest = max(math.hypot(lat - place.lat, (lon - place.lon) * flat) for lat, lon in points)
    return min(math.radians(farthest) * EARTH_KM, EARTH_KM)
