"""Distances and directions on the globe, a sphere: near enough for what names in a text tell."""

from __future__ import annotations

import math

from viewer.model import Position

EARTH_KM = 6371.009
"""The mean radius of the Earth, as IUGG has it."""
KM_PER_DEGREE = 111.195


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points, to a percent or so over some hundred km."""
    east = abs(lon - other_lon)
    if east > 180:
        east = 360 - east
    east *= math.cos(math.radians((lat + other_lat) / 2))
    return KM_PER_DEGREE * math.hypot(lat - other_lat, east)


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
