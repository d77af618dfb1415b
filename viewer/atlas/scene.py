"""What the map draws of a library, as plain data for the page.

No article text goes to the page: names, numbers and outlines only.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library, Tally
from viewer.model import Bounds, Place, Shape

Scene = dict[str, Any]
"""{"places": [...], "articles": n}, ready for json.dumps."""


def build_scene(library: Library, boundaries: BoundaryIndex) -> Scene:
    """The places that a library's articles name, most passages first, with what they weigh."""
    places = [_entry(tally, boundaries) for tally in library.tallies()]
    return {"places": places, "articles": library.counts.articles}


def thinned(scene: Scene, shapes: Collection[Shape]) -> Scene:
    """The same scene with only the places of some shapes."""
    places = [place for place in scene["places"] if place["shape"] in shapes]
    return {**scene, "places": places}


def _entry(tally: Tally, boundaries: BoundaryIndex) -> dict[str, Any]:
    place = tally.place
    bounds = _bounds(place, boundaries)
    entry: dict[str, Any] = {
        "id": place.id,
        "title": place.title,
        "kind": place.kind,
        "shape": place.shape.value,
        "lat": place.lat,
        "lon": place.lon,
        "count": tally.passages,
        "mentions": tally.mentions,
        "articles": tally.articles,
        "bounds": [bounds.south, bounds.west, bounds.north, bounds.east],
    }
    if place.boundary:
        entry["boundary"] = place.boundary
    if place.polygon:
        entry["polygon"] = [[[lon, lat] for lat, lon in ring] for ring in place.polygon]
    return entry


def _bounds(place: Place, boundaries: BoundaryIndex) -> Bounds:
    """The box to show a place within; for a point, and for what has no outline, the point."""
    if place.boundary and place.shape in (Shape.AREA, Shape.LINE):
        first, _, second = place.boundary.partition("-")
        extent = boundaries.border(first, second) if second else boundaries.area(first)
        if extent is not None:
            return extent.bounds
    points = [point for ring in place.polygon for point in ring] or [(place.lat, place.lon)]
    lats = [lat for lat, _ in points]
    lons = [lon for _, lon in points]
    return Bounds(min(lats), min(lons), max(lats), max(lons))
