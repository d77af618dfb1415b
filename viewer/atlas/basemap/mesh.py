"""A topology that is being worked on: arcs on an integer grid, and the polygons made of them.

Neighbours share arcs, so whatever is done to an arc is done to both sides of a border. Points
stay on the grid of the source, which makes every comparison exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Point = tuple[int, int]
Arc = tuple[Point, ...]
Ring = tuple[int, ...]
"""References to arcs, head to tail; `~i` is arc i walked backwards."""
Polygon = tuple[Ring, ...]
"""The outline first, then the holes."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How grid points become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]

    def degrees(self, point: Point) -> tuple[float, float]:
        """(lon, lat) of a grid point."""
        return (
            point[0] * self.scale[0] + self.translate[0],
            point[1] * self.scale[1] + self.translate[1],
        )

    def column(self, lon: float) -> int:
        """The nearest grid column to a longitude."""
        return round((lon - self.translate[0]) / self.scale[0])

    def row(self, lat: float) -> int:
        """The nearest grid row to a latitude."""
        return round((lat - self.translate[1]) / self.scale[1])


@dataclass(slots=True)
class Part:
    """A piece of land that the source names, and the country that it counts to."""

    code: str | None
    name: str
    polygons: list[Polygon]


@dataclass(slots=True)
class Mesh:
    """All arcs, the parts of the world's countries, and the land as a whole."""

    grid: Grid
    arcs: list[Arc]
    parts: list[Part] = field(default_factory=list)
    land: list[Polygon] = field(default_factory=list)

    def arc(self, ref: int) -> Arc:
        """The points of an arc in the direction that a reference walks it."""
        return self.arcs[ref] if ref >= 0 else self.arcs[~ref][::-1]

    def start(self, ref: int) -> Point:
        """The first point of a reference."""
        return self.arcs[ref][0] if ref >= 0 else self.arcs[~ref][-1]

    def end(self, ref: int) -> Point:
        """The last point of a reference."""
        return self.arcs[ref][-1] if ref >= 0 else self.arcs[~ref][0]

    def points(self, ring: Iterable[int]) -> list[Point]:
        """The points of a run of references, without the doubles where they meet."""
        out: list[Point] = []
        for ref in ring:
            arc = self.arc(ref)
            out.extend(arc[1:] if out and out[-1] == arc[0] else arc)
        return out

    def add(self, arc: Arc) -> int:
        """Adds an arc and returns its index."""
        self.arcs.append(arc)
        return len(self.arcs) - 1

    def split(self, pieces: Mapping[int, Sequence[Arc]]) -> None:
        """Puts several arcs, head to tail, or none at all, in the place of each arc named."""
        runs = {index: [self.add(arc) for arc in arcs] for index, arcs in pieces.items()}

        def renew(polygons: list[Polygon]) -> list[Polygon]:
            changed = [
                tuple(tuple(new for ref in ring for new in expand(ref)) for ring in polygon)
                for polygon in polygons
            ]
            return [tuple(ring for ring in one if ring) for one in changed if one[0]]

        def expand(ref: int) -> list[int]:
            run = runs.get(ref if ref >= 0 else ~ref)
            if run is None:
                return [ref]
            return run if ref >= 0 else [~index for index in reversed(run)]

        for part in self.parts:
            part.polygons = renew(part.polygons)
        self.land = renew(self.land)

    def box(self, polygon: Polygon) -> tuple[int, int, int, int]:
        """(west, south, east, north) of an outline, on the grid."""
        points = self.points(polygon[0])
        columns = [x for x, _ in points]
        rows = [y for _, y in points]
        return min(columns), min(rows), max(columns), max(rows)


def undelta(arc: Iterable[Sequence[int]]) -> Arc:
    """The absolute points of an arc that TopoJSON stores as differences."""
    x = y = 0
    out = []
    for step in arc:
        x += step[0]
        y += step[1]
        out.append((x, y))
    return tuple(out)


def delta(arc: Iterable[Point]) -> list[list[int]]:
    """The differences that TopoJSON stores, without steps that go nowhere."""
    x = y = 0
    out: list[list[int]] = []
    for px, py in arc:
        if not out or (px, py) != (x, y):
            out.append([px - x, py - y])
        x, y = px, py
    if len(out) == 1:
        out.append([0, 0])
    return out


def polygons_of(geometry: Mapping[str, Any]) -> list[Polygon]:
    """The polygons of a TopoJSON geometry."""
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return [polygon for part in geometry["geometries"] for polygon in polygons_of(part)]
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"a {kind} where polygons were expected")
    found = [geometry["arcs"]] if kind == "Polygon" else geometry["arcs"]
    return [tuple(without_spurs(ring) for ring in polygon) for polygon in found]


def without_spurs(ring: Sequence[int]) -> Ring:
    """A ring without the arcs that it walks out and straight back."""
    kept: list[int] = []
    for ref in ring:
        if kept and kept[-1] == ~ref:
            kept.pop()
        else:
            kept.append(ref)
    while len(kept) > 1 and kept[0] == ~kept[-1]:
        kept = kept[1:-1]
    return tuple(kept)


def chains(mesh: Mesh, refs: Iterable[int]) -> list[Ring]:
    """Joins references that meet, two by two, into lines as long as can be."""
    left = dict.fromkeys(ref if ref >= 0 else ~ref for ref in refs)
    at: dict[Point, list[int]] = {}
    for index in left:
        at.setdefault(mesh.start(index), []).append(index)
        at.setdefault(mesh.end(index), []).append(~index)

    def follow(ref: int) -> list[int]:
        run: list[int] = []
        while True:
            here = at[mesh.end(ref)]
            onward = [way for way in here if way != ~ref]
            if len(here) != 2 or len(onward) != 1:
                return run
            ref = onward[0]
            index = ref if ref >= 0 else ~ref
            if index not in left:
                return run
            del left[index]
            run.append(ref)

    out = []
    while left:
        first = next(iter(left))
        del left[first]
        ahead = follow(first)
        behind = [~ref for ref in reversed(follow(~first))]
        out.append((*behind, first, *ahead))
    return out
