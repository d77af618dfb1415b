"""Geometry as RFC 7946 wants it: [lon, lat], wound right, cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from viewer.model import Position

Point = tuple[float, float]
"""A point as (lon, lat): this module speaks GeoJSON."""
Ring = list[Point]
Geometry = dict[str, Any]

_DECIMALS = 6
"""About ten centimetres, which RFC 7946 calls enough."""


def point(lat: float, lon: float) -> Geometry:
    """A place that is a spot."""
    return {"type": "Point", "coordinates": [lon, lat]}


def outline(rings: Iterable[Sequence[Position]]) -> Geometry | None:
    """A MultiPolygon from rings of (lat, lon), each an area of its own; None if all are empty."""
    polygons = [
        [_closed(part)]
        for ring in rings
        for part in _cut([(lon, lat) for lat, lon in ring])
        if len(part) >= 3
    ]
    return normal({"type": "MultiPolygon", "coordinates": polygons}) if polygons else None


def normal(geometry: Geometry) -> Geometry:
    """The same lines or polygons rounded, closed, wound by the right-hand rule; others as is."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "MultiPolygon":
        polygons = [polygon for polygon in map(_polygon, coordinates) if polygon]
        return {"type": kind, "coordinates": polygons}
    if kind == "Polygon":
        return {"type": kind, "coordinates": _polygon(coordinates)}
    if kind == "MultiLineString":
        lines = [line for line in map(_rounded, coordinates) if len(line) >= 2]
        if len(lines) == 1:
            return {"type": "LineString", "coordinates": lines[0]}
        return {"type": kind, "coordinates": lines}
    if kind == "LineString":
        return {"type": kind, "coordinates": _rounded(coordinates)}
    return geometry


def bbox(geometries: Iterable[Geometry]) -> list[float] | None:
    """The smallest [west, south, east, north]; west exceeds east across the antimeridian."""
    south, north = 90.0, -90.0
    spans: list[tuple[float, float]] = []
    for path in (path for geometry in geometries for path in _paths(geometry)):
        lons = [position[0] for position in path]
        lats = [position[1] for position in path]
        spans.append((min(lons), max(lons)))
        south, north = min(south, *lats), max(north, *lats)
    if not spans:
        return None
    west, east = _around(spans)
    return [west, south, east, north]


def _around(spans: list[tuple[float, float]]) -> tuple[float, float]:
    """West and east of the shortest stretch that covers all spans of longitude."""
    merged: list[tuple[float, float]] = []
    for west, east in sorted(spans):
        if merged and west <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], east))
        else:
            merged.append((west, east))
    gap_over_180 = merged[0][0] + 360 - merged[-1][1]
    gaps = [after[0] - before[1] for before, after in pairwise(merged)]
    widest = max(gaps, default=0.0)
    if widest <= gap_over_180:
        return merged[0][0], merged[-1][1]
    index = gaps.index(widest)
    return merged[index + 1][0], merged[index][1]


def _paths(geometry: Geometry) -> Iterator[list[list[float]]]:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "Point":
        yield [coordinates]
    elif kind == "LineString":
        yield coordinates
    elif kind in ("MultiLineString", "Polygon"):
        yield from coordinates
    else:
        for polygon in coordinates:
            yield from polygon


def _polygon(rings: Iterable[Iterable[Sequence[float]]]) -> list[list[list[float]]]:
    wound = []
    for index, ring in enumerate(rings):
        clean = _rounded(ring)
        if len(clean) < 4:
            if index == 0:
                return []  # Too small to be drawn, and so are its holes.
            continue
        is_hole = index > 0
        wound.append(clean[::-1] if (_area(clean) < 0) != is_hole else clean)
    return wound


def _rounded(path: Iterable[Sequence[float]]) -> list[list[float]]:
    points: list[list[float]] = []
    for lon, lat in path:
        position = [round(lon, _DECIMALS), round(lat, _DECIMALS)]
        if not points or points[-1] != position:
            points.append(position)
    return points


def _area(ring: Sequence[Sequence[float]]) -> float:
    """Twice the area that a closed ring holds; above zero when it runs counterclockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _closed(ring: Ring) -> Ring:
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _cut(ring: Ring) -> list[Ring]:
    """A ring in open parts none of which crosses the antimeridian."""
    unrolled = _unrolled(ring)
    if not unrolled:
        return []
    parts = [unrolled]
    if max(lon for lon, _ in unrolled) > 180:
        parts = [*_below(unrolled, 180.0), *_moved(_above(unrolled, 180.0), -360.0)]
    elif min(lon for lon, _ in unrolled) < -180:
        parts = [*_moved(_below(unrolled, -180.0), 360.0), *_above(unrolled, -180.0)]
    return [part for part in parts if abs(_area(_closed(part))) > 0]


def _unrolled(ring: Ring) -> Ring:
    """The ring with longitudes that run on past 180 in place of leaping to the other side."""
    points = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else list(ring)
    result: Ring = []
    turn = 0.0
    for index, (lon, lat) in enumerate(points):
        if index:
            step = lon - points[index - 1][0]
            turn += -360.0 if step > 180 else 360.0 if step < -180 else 0.0
        result.append((lon + turn, lat))
    return result


def _moved(rings: list[Ring], by: float) -> list[Ring]:
    return [[(lon + by, lat) for lon, lat in ring] for ring in rings]


def _above(ring: Ring, line: float) -> list[Ring]:
    mirrored = _below([(-lon, lat) for lon, lat in ring], -line)
    return [[(-lon, lat) for lon, lat in part] for part in mirrored]


def _below(ring: Ring, line: float) -> list[Ring]:
    """The parts of an open ring west of a meridian: its chains there, joined along the line."""
    chains = _chains(ring, line)
    if not chains:
        return [ring] if ring[0][0] <= line else []
    # The meridian runs inside the ring between its 1st and 2nd crossing, 3rd and 4th, ...
    ends = sorted(
        [(chain[0][1], number, True) for number, chain in enumerate(chains)]
        + [(chain[-1][1], number, False) for number, chain in enumerate(chains)]
    )
    follows: dict[int, int] = {}
    for one, other in zip(ends[::2], ends[1::2], strict=True):
        if one[2] == other[2]:  # The ring crosses itself: nothing is right, this is close.
            return [[position for chain in chains for position in chain]]
        starting, ending = (one, other) if one[2] else (other, one)
        follows[ending[1]] = starting[1]
    parts = []
    while follows:
        first, after = follows.popitem()
        part = list(chains[first])
        while after != first:
            part.extend(chains[after])
            after = follows.pop(after)
        parts.append(part)
    return parts


def _chains(ring: Ring, line: float) -> list[Ring]:
    """The stretches of a ring west of a meridian, each from crossing to crossing."""
    chains: list[Ring] = []
    open_at_start: Ring = []
    current = open_at_start
    for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
        if here[0] <= line:
            current.append(here)
        if (here[0] <= line) != (there[0] <= line):
            share = (line - here[0]) / (there[0] - here[0])
            crossing = (line, here[1] + share * (there[1] - here[1]))
            if here[0] <= line:
                current.append(crossing)
            else:
                current = [crossing]
                chains.append(current)
    if chains:
        chains[-1].extend(open_at_start)  # What came before the first crossing is its end.
    return chains
