"""Plain geometry: lengths, areas and points inside, on flat rings and on the globe."""

from __future__ import annotations

import heapq
import math
from collections.abc import Sequence
from itertools import pairwise

EARTH_KM = 6371.0088
"""The mean radius of the earth."""

Flat = Sequence[tuple[float, float]]
"""Points as (x, y): grid points, or (lon, lat)."""


def contains(ring: Flat, point: tuple[float, float]) -> bool:
    """Whether a point lies within a closed ring."""
    x, y = point
    inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside


def signed_area(ring: Flat) -> float:
    """The area of a flat ring, positive where it runs anticlockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The length of the great circle between two points (lon, lat)."""
    lat1, lat2 = math.radians(a[1]), math.radians(b[1])
    north, east = lat2 - lat1, math.radians(b[0] - a[0])
    chord = math.sin(north / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def length_km(line: Flat) -> float:
    """The length of a line of (lon, lat) on the globe."""
    return sum(distance_km(a, b) for a, b in pairwise(line))


def area_km2(ring: Flat) -> float:
    """The area that a ring of (lon, lat) encloses on the globe."""
    total = sum(
        math.radians(x2 - x1) * (math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
        for (x1, y1), (x2, y2) in pairwise(ring)
    )
    return abs(total) * EARTH_KM**2 / 2


def middle(line: Flat) -> tuple[float, float]:
    """The point of a line of (lon, lat) that has as much of it before as behind."""
    half = length_km(line) / 2
    for a, b in pairwise(line):
        step = distance_km(a, b)
        if step and half <= step:
            share = half / step
            return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        half -= step
    return line[-1]


def inner_point(rings: Sequence[Flat], precision: float = 0.02) -> tuple[float, float]:
    """A point (lon, lat) of a polygon that is far from its outline, for a label.

    The search halves squares, the most promising first, until none can hold a point that is
    better by more than a share of the polygon's size.
    """
    outline = rings[0]
    south, north = min(y for _, y in outline), max(y for _, y in outline)
    squeeze = max(0.05, math.cos(math.radians((south + north) / 2)))
    flat = [[(x * squeeze, y) for x, y in ring] for ring in rings]
    west, east = min(x for x, _ in flat[0]), max(x for x, _ in flat[0])
    size = max(min(east - west, north - south) / 2, 1e-9)
    tolerance = precision * max(east - west, north - south)
    queue: list[tuple[float, float, float, float, float]] = []

    def push(x: float, y: float, half: float) -> None:
        room = _room(flat, x, y)
        heapq.heappush(queue, (-(room + half * math.sqrt(2)), room, x, y, half))

    for column in range(math.ceil((east - west) / (2 * size))):
        for row in range(math.ceil((north - south) / (2 * size))):
            push(west + (2 * column + 1) * size, south + (2 * row + 1) * size, size)
    best = (-math.inf, 0.0, 0.0)
    while queue:
        bound, room, x, y, half = heapq.heappop(queue)
        best = max(best, (room, x, y))
        if best[0] > 0 and -bound - best[0] <= tolerance:
            break
        for dx in (-half / 2, half / 2):
            for dy in (-half / 2, half / 2):
                push(x + dx, y + dy, half / 2)
    return best[1] / squeeze, best[2]


def _room(rings: Sequence[Flat], x: float, y: float) -> float:
    """The distance of a point from the outline, negative where it lies outside."""
    nearest = math.inf
    inside = False
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            dx, dy = x2 - x1, y2 - y1
            if (y1 > y) != (y2 > y) and x < dx * (y - y1) / dy + x1:
                inside = not inside
            square = dx * dx + dy * dy
            share = ((x - x1) * dx + (y - y1) * dy) / square if square else 0.0
            share = 0.0 if share < 0 else 1.0 if share > 1 else share
            away = (x - x1 - share * dx) ** 2 + (y - y1 - share * dy) ** 2
            if away < nearest:
                nearest = away
            x1, y1 = x2, y2
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)
