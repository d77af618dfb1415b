"""The outline of a place that is no point: its own, or a circle as far as it reaches."""

from __future__ import annotations

import math

from viewer.model import Place, Position

EARTH_KM = 6371.009
"""The mean radius of the Earth, as IUGG has it."""
_CORNERS = 48


def outline(place: Place) -> tuple[tuple[Position, ...], ...]:
    """Rings of (lat, lon), the first point repeated at the end; () for what has no reach."""
    if place.polygon or not place.radius_km:
        return place.polygon
    return (circle(place.lat, place.lon, place.radius_km),)


def circle(lat: float, lon: float, radius_km: float) -> tuple[Position, ...]:
    """A closed ring of (lat, lon) about a point, on a sphere; it may run over the antimeridian."""
    points = [
        destination(lat, lon, 360.0 * corner / _CORNERS, radius_km) for corner in range(_CORNERS)
    ]
    return (*points, points[0])


def destination(lat: float, lon: float, bearing: float, distance_km: float) -> Position:
    """The point at a distance from another along a great circle, `bearing` in degrees from north.

    On a sphere, which is true to half a per cent; see Sinnott, "Virtues of the Haversine" (1984).
    """
    reach = distance_km / EARTH_KM
    north, east = math.radians(lat), math.radians(lon)
    turn = math.radians(bearing)
    height = math.sin(north) * math.cos(reach) + math.cos(north) * math.sin(reach) * math.cos(turn)
    height = max(-1.0, min(1.0, height))
    across = math.atan2(
        math.sin(turn) * math.sin(reach) * math.cos(north),
        math.cos(reach) - math.sin(north) * height,
    )
    there = math.degrees(east + across)
    return math.degrees(math.asin(height)), (there + 540.0) % 360.0 - 180.0
