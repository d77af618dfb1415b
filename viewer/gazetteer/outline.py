"""The outline of a place that is no point: its own, or a circle as far as it reaches."""

from __future__ import annotations

from viewer.gazetteer.globe import destination
from viewer.model import Place, Position

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
