"""Well-known text: the shapes that a gazetteer's `geowkt` column may hold."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.model import Position

Ring = tuple[Position, ...]

_HEAD = re.compile(r"\s*(?:SRID\s*=\s*4326\s*;)?\s*([A-Z]+)\s*(?:Z|M|ZM)?\s*(?=\()", re.IGNORECASE)
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_POINT = re.compile(rf"\s*({_NUMBER})\s+({_NUMBER})(?:\s+{_NUMBER}){{0,2}}\s*")
_DEPTHS = {
    "POINT": 1,
    "MULTIPOINT": 1,
    "LINESTRING": 1,
    "POLYGON": 2,
    "MULTILINESTRING": 2,
    "MULTIPOLYGON": 3,
}

_DEEPEST = 4


class UnreadableShape(ValueError):
    """Well-known text that gives no shape; the message says why."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A shape: the point that stands for it, and its rings where it is an area."""

    kind: str
    lat: float
    lon: float
    rings: tuple[Ring, ...] = ()


def parse(text: str, depth: int = 0) -> Geometry:
    """Read a POINT, LINESTRING or POLYGON (or several): x is the longitude, y the latitude."""
    head = _HEAD.match(text)
    kind = head[1].upper() if head else ""
    if head and kind == "GEOMETRYCOLLECTION":
        return _collection(text[head.end() :], depth)
    if head is None or kind not in _DEPTHS:
        raise UnreadableShape("geowkt is no POINT, LINESTRING, POLYGON or MULTIPOLYGON")
    if kind == "MULTIPOINT":  # each point may have brackets of its own
        inner = text[head.end() + 1 :].rstrip().removesuffix(")")
        text = f"MULTIPOINT({inner.replace('(', ' ').replace(')', ' ')})"
        head = _HEAD.match(text)
        assert head
    paths = _paths(text, head.end(), _DEPTHS[kind])
    if kind == "POINT" and len(paths[0]) != 1:
        raise UnreadableShape("a POINT has one pair of numbers")
    return shape(kind, paths)


def shape(kind: str, paths: Sequence[Sequence[Position]]) -> Geometry:
    """A shape of lists of points; of several points, the one in their midst stands for them."""
    if kind.endswith("POINT"):
        return Geometry(kind, *_amidst([point for path in paths for point in path]))
    if kind.endswith("LINESTRING"):
        longest = max(paths, key=_length)
        if len(longest) < 2:
            raise UnreadableShape("a LINESTRING has two points at least")
        return Geometry(kind, *_middle(longest))
    rings = tuple(_closed(path) for path in paths)
    return Geometry(kind, *_inside(rings), rings)


def _collection(text: str, depth: int) -> Geometry:
    """What tells the most of a collection: its areas, else its lines, else its points."""
    if depth > _DEEPEST:
        raise UnreadableShape("geowkt has collections within collections, too many of them")
    parts = [parse(part, depth + 1) for part in _members(text)]
    areas = [ring for part in parts for ring in part.rings]
    if areas:
        return shape("MULTIPOLYGON", areas)
    lines = [part for part in parts if part.kind.endswith("LINESTRING")]
    if lines:
        return lines[0]
    if not parts:
        raise UnreadableShape("geowkt has no points")
    return shape("MULTIPOINT", [[(part.lat, part.lon)] for part in parts])


def _members(text: str) -> Iterator[str]:
    """The shapes of a collection: what commas part that stand in its own brackets alone."""
    level, start = 0, 0
    for at, character in enumerate(text):
        level += (character == "(") - (character == ")")
        if level == 0:
            if text[start:at].strip():
                yield text[start:at]
            if text[at + 1 :].strip():
                raise UnreadableShape("geowkt has text after its end")
            return
        if level == 1 and character in "(,":
            if text[start:at].strip(" ,"):
                yield text[start:at]
            start = at + 1
    raise UnreadableShape("geowkt breaks off or has stray characters")


def _amidst(points: Sequence[Position]) -> Position:
    """The point that is nearest to the middle of all."""
    if not points:
        raise UnreadableShape("geowkt has no points")
    middle = [sum(one) / len(points) for one in zip(*points, strict=True)]
    return min(points, key=lambda point: math.dist(point, middle))


def _paths(text: str, at: int, depth: int) -> list[list[Position]]:
    """The lists of points in nested brackets, `depth` deep, whatever their grouping."""
    paths: list[list[Position]] = []
    level = 0
    while True:
        character = text[at : at + 1]
        if character == "(":
            level += 1
            at += 1
            if level > depth:
                raise UnreadableShape("geowkt has a bracket too many")
            if level == depth:
                path, at = _path(text, at)
                paths.append(path)
                level -= 1
        elif character == ")":
            level -= 1
            at += 1
        elif character and (character.isspace() or character == ",") and level:
            at += 1
        else:
            raise UnreadableShape("geowkt breaks off or has stray characters")
        if level == 0:
            break
    if text[at:].strip():
        raise UnreadableShape("geowkt has text after its end")
    if not paths:
        raise UnreadableShape("geowkt has no points")
    return paths


def _path(text: str, at: int) -> tuple[list[Position], int]:
    """The points up to the closing bracket, and where to go on."""
    path: list[Position] = []
    while True:
        found = _POINT.match(text, at)
        if not found:
            raise UnreadableShape("geowkt has a point that is not two numbers")
        path.append(position(float(found[1]), float(found[2])))
        at = found.end()
        ending = text[at : at + 1]
        at += 1
        if ending == ")":
            return path, at
        if ending != ",":
            raise UnreadableShape("geowkt breaks off or has stray characters")


def position(x: float, y: float) -> Position:
    """A point of a longitude and a latitude; raises UnreadableShape where it is nowhere."""
    if not (math.isfinite(x) and math.isfinite(y)):
        raise UnreadableShape("geowkt has a point that is not two numbers")
    if abs(y) > 90:
        hint = "; well-known text puts the longitude first" if abs(x) <= 90 else ""
        raise UnreadableShape(f"geowkt has the latitude {y:g}, which is over 90{hint}")
    if abs(x) > 180:
        raise UnreadableShape(f"geowkt has the longitude {x:g}, which is over 180")
    return (y, x)


def _closed(path: Sequence[Position]) -> Ring:
    ring = (*path,) if path[0] == path[-1] else (*path, path[0])
    if len(set(ring)) < 3:
        raise UnreadableShape("a POLYGON's ring has three different points at least")
    return ring


def _length(path: Sequence[Position]) -> float:
    return sum(math.dist(a, b) for a, b in itertools.pairwise(path))


def _middle(path: Sequence[Position]) -> Position:
    """The point half-way along a path."""
    left = _length(path) / 2
    for (lat, lon), after in itertools.pairwise(path):
        step = math.dist((lat, lon), after)
        if step >= left and step > 0:
            part = left / step
            return (lat + part * (after[0] - lat), lon + part * (after[1] - lon))
        left -= step
    return path[-1]


def _inside(rings: Sequence[Ring]) -> Position:
    """A point inside: on the parallel half-way up, the middle of the longest stretch within."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    lats = [lat for lat, _ in largest]
    # A parallel through a corner would count it twice: half-way, and a little off.
    lat = min(lats) + (max(lats) - min(lats)) * 0.5000001
    crossings = sorted(
        a_lon + (lat - a_lat) * (b_lon - a_lon) / (b_lat - a_lat)
        for ring in rings
        for (a_lat, a_lon), (b_lat, b_lon) in itertools.pairwise(ring)
        if (a_lat > lat) != (b_lat > lat)
    )
    stretches = list(zip(crossings[::2], crossings[1::2], strict=False))
    if not stretches:
        raise UnreadableShape("a POLYGON has no area")
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return (lat, (west + east) / 2)


def _area(ring: Ring) -> float:
    """Twice the signed area in square degrees."""
    return sum(a[1] * b[0] - b[1] * a[0] for a, b in itertools.pairwise(ring))
