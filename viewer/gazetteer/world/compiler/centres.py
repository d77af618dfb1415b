"""Where a region is, told by its settlements: a point that stands for it, and how far it reaches.

The mean of all settlements lies where the people are; the mean of the half-degree cells that have
any lies near the middle of the land. For the states of America the latter is within 50 km of it
as a rule.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
"""A point as (lat, lon)."""

KM_PER_DEGREE = 111.2
_LEAST_RADIUS_KM = 5.0
_CELL = 0.5


def squared(a: Point, b: Point) -> float:
    """The square of a distance in degrees, good enough to compare near ones."""
    shrink = math.cos(math.radians(a[0]))
    return float((a[0] - b[0]) ** 2 + (_east(a[1], b[1]) * shrink) ** 2)


def distance_km(a: Point, b: Point) -> float:
    """The distance of two points that are not far apart."""
    middle = (a[0] + b[0]) / 2, a[1]
    shrink = math.cos(math.radians(middle[0]))
    return math.hypot(b[0] - a[0], _east(a[1], b[1]) * shrink) * KM_PER_DEGREE


def spread(points: Sequence[Point], cell: float = _CELL) -> tuple[float, float, float]:
    """The middle (lat, lon) of points and a radius in km of a circle about as large."""
    first = points[0][1]
    # Longitudes are counted from the first point: Fiji and Chukotka lie on both sides of 180.
    cells = {(round(lat / cell), round(_east(first, lon) / cell)): 0 for lat, lon in points}
    if len(cells) < 4 and cell > 0.05:
        return spread(points, cell / 5)
    lat = sum(y for y, _ in cells) / len(cells) * cell
    lon = first + sum(x for _, x in cells) / len(cells) * cell
    lon = (lon + 180) % 360 - 180
    return round(lat, 4), round(lon, 4), _radius((lat, lon), points)


def within(point: Point | None, points: Sequence[Point]) -> tuple[float, float, float]:
    """A point that is known, with the radius of the settlements around it; else their spread."""
    return spread(points) if point is None else (*point, _radius(point, points))


def _radius(middle: Point, points: Iterable[Point]) -> float:
    """The radius within which nine in ten of the settlements lie."""
    distances = sorted(distance_km(middle, point) for point in points)
    if not distances:
        return _LEAST_RADIUS_KM
    return round(max(_LEAST_RADIUS_KM, distances[int(len(distances) * 0.9)]), 1)


def _east(a: float, b: float) -> float:
    """How many degrees b lies east of a, -180 to 180."""
    return (b - a + 180) % 360 - 180
