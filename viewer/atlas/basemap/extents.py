"""Where countries and borders are: what a label, a zoom and a table need to know of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from viewer.atlas.basemap.mesh import Mesh, Part, Polygon, chains
from viewer.atlas.basemap.shapes import area_km2, contains, inner_point, length_km, middle
from viewer.atlas.basemap.world import World

NEAR = 0.25
"""How far from the box of a country, in shares of its diagonal, what is zoomed to may lie."""
LARGE = 0.02
"""The share of its largest polygon from which another always belongs to the picture."""

Lonlat = tuple[float, float]
Frame = tuple[float, float, float, float]
"""South, west, north, east."""


@dataclass(frozen=True, slots=True)
class Area:
    """A country: the point for its label, the box to zoom to, its size."""

    name: str
    label: Lonlat
    frame: Frame
    area_km2: float


@dataclass(frozen=True, slots=True)
class Line:
    """A border: the point halfway along its longest line, its box, its whole length."""

    middle: Lonlat
    frame: Frame
    length_km: float


def areas(fine: World, coarser: Sequence[World]) -> dict[str, Area]:
    """Every country of the finest scale; labels are sought on the coarsest that serves."""
    found = {}
    for part in fine.mesh.parts:
        if part.code is not None:
            rings = [_degrees(fine.mesh, polygon) for polygon in part.polygons]
            sized = sorted(zip(map(_area, rings), rings, strict=True), key=lambda one: -one[0])
            label = _label(part.code, sized[0][1], coarser)
            total = sum(size for size, _ in sized)
            found[part.code] = Area(part.name, label, _zoom_frame(sized), total)
    return dict(sorted(found.items()))


def lines(world: World) -> dict[str, Line]:
    """Every border between two countries with codes."""
    mesh = world.mesh
    refs: dict[str, list[int]] = {}
    for border in world.borders:
        if border.pair:
            refs.setdefault(border.pair, []).extend(ref for line in border.lines for ref in line)
    return {pair: _line(mesh, refs[pair]) for pair in sorted(refs)}


def _line(mesh: Mesh, refs: list[int]) -> Line:
    runs = [[mesh.grid.degrees(p) for p in mesh.points(run)] for run in chains(mesh, refs)]
    lengths = [length_km(run) for run in runs]
    longest = runs[lengths.index(max(lengths))]
    points = [point for run in runs for point in run]
    return Line(middle(longest), _frame_of(points), sum(lengths))


def _degrees(mesh: Mesh, polygon: Polygon) -> list[list[Lonlat]]:
    return [[mesh.grid.degrees(point) for point in mesh.points(ring)] for ring in polygon]


def _area(rings: Sequence[Sequence[Lonlat]]) -> float:
    return area_km2(rings[0]) - sum(area_km2(hole) for hole in rings[1:])


def _label(code: str, main: Sequence[Sequence[Lonlat]], coarser: Sequence[World]) -> Lonlat:
    """A point well inside the main polygon, found on a coarser scale where that holds it."""
    for world in coarser:
        part = next((part for part in world.mesh.parts if part.code == code), None)
        if part is not None:
            point = inner_point(_largest(world.mesh, part))
            if contains(main[0], point) and not any(contains(hole, point) for hole in main[1:]):
                return point
    return inner_point(main)


def _largest(mesh: Mesh, part: Part) -> list[list[Lonlat]]:
    return max((_degrees(mesh, polygon) for polygon in part.polygons), key=_area)


def _frame_of(points: Sequence[Lonlat]) -> Frame:
    lons = [lon for lon, _ in points]
    lats = [lat for _, lat in points]
    return min(lats), min(lons), max(lats), max(lons)


def _zoom_frame(sized: Sequence[tuple[float, Sequence[Sequence[Lonlat]]]]) -> Frame:
    """The box round the main polygon, all large ones, and small ones near them.

    The antimeridian parts nothing here: `east` may come out beyond 180 and is then wrapped.
    """
    main_size, main = sized[0]
    frame = _frame_of(main[0])
    waiting: list[Frame] = []
    for size, rings in sized[1:]:
        other = _beside(_frame_of(rings[0]), frame)
        if size >= LARGE * main_size:
            frame = _union(frame, other)
        else:
            waiting.append(other)
    reach = NEAR * _diagonal(frame)
    for other in waiting:
        beside = _beside(other, frame)
        if _gap(frame, beside) <= reach:
            frame = _union(frame, beside)
    return _wrapped(frame)


def _beside(frame: Frame, anchor: Frame) -> Frame:
    """A box turned round the globe to where it is closest to another."""
    south, west, north, east = frame
    turns = round(((anchor[1] + anchor[3]) - (west + east)) / 720)
    return south, west + 360 * turns, north, east + 360 * turns


def _union(a: Frame, b: Frame) -> Frame:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _gap(a: Frame, b: Frame) -> float:
    """The distance between two boxes, in degrees of latitude."""
    squeeze = math.cos(math.radians((a[0] + a[2]) / 2))
    up = max(a[0] - b[2], b[0] - a[2], 0.0)
    across = max(a[1] - b[3], b[1] - a[3], 0.0) * squeeze
    return math.hypot(up, across)


def _diagonal(frame: Frame) -> float:
    squeeze = math.cos(math.radians((frame[0] + frame[2]) / 2))
    return math.hypot(frame[2] - frame[0], (frame[3] - frame[1]) * squeeze)


def _wrapped(frame: Frame) -> Frame:
    south, west, north, east = frame
    if east - west >= 359:
        return south, -180.0, north, 180.0
    return south, _wrap(west), north, _wrap(east)


def _wrap(lon: float) -> float:
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


def to_document(found: Mapping[str, Area], borders: Mapping[str, Line]) -> dict[str, object]:
    """What `BoundaryIndex` reads: short rows, for it is read at every start."""

    def row(point: Lonlat, frame: Frame, size: float) -> list[float]:
        numbers = [point[1], point[0], *frame]
        return [*(round(number, 4) for number in numbers), round(size, 2)]

    return {
        "areas": {c: [a.name, *row(a.label, a.frame, a.area_km2)] for c, a in found.items()},
        "borders": {p: row(b.middle, b.frame, b.length_km) for p, b in borders.items()},
    }
