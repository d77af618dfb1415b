"""What the map draws of a library, as plain data for the page.

No article text goes to the page: names, numbers and outlines only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.outline import outline
from viewer.model import Bounds, Place, Shape

if TYPE_CHECKING:
    from viewer.library.library import Library
    from viewer.library.tallies import Tally

Scene = dict[str, Any]
"""{"places": [...], "articles": n}, ready for json.dumps; "geonames" if rows of it are shown,
"countries" with mentions by code."""


def build_scene(library: Library, boundaries: BoundaryIndex) -> Scene:
    """The places that a library's articles name, most passages first, with what they weigh."""
    return scene_of(library.tallies(), library.counts.articles, boundaries)


def scene_of(tallies: Sequence[Tally], articles: int, boundaries: BoundaryIndex) -> Scene:
    """The same of tallies, and of how many articles they are."""
    names = Counter(tally.place.title.casefold() for tally in tallies)
    places = []
    for tally in tallies:
        entry = entry_of(tally, boundaries)
        where = where_of(tally.place, boundaries)
        if names[tally.place.title.casefold()] > 1 and where:
            entry["where"] = where
        places.append(entry)
    scene: Scene = {"places": places, "articles": articles}
    if any(tally.place.source.startswith("GeoNames") for tally in tallies):
        scene["geonames"] = True
    if countries := _by_country(tallies):
        scene["countries"] = countries
    return scene


def _by_country(tallies: Sequence[Tally]) -> dict[str, int]:
    """Mentions by the first country of the places that have one."""
    sums: Counter[str] = Counter()
    for tally in tallies:
        for code in tally.place.ccodes[:1]:
            sums[code] += tally.mentions
    return dict(sums)


def thinned(scene: Scene, shapes: Collection[Shape]) -> Scene:
    """The same scene with only the places of some shapes."""
    places = [place for place in scene["places"] if place["shape"] in shapes]
    return {**scene, "places": places}


def entry_of(tally: Tally, boundaries: BoundaryIndex) -> dict[str, Any]:
    """A place as the page has it, with what it weighs."""
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
    elif place.radius_km:
        entry["radius"] = place.radius_km
    if tally.unsure:
        entry["unsure"] = True
    return entry


def where_of(place: Place, boundaries: BoundaryIndex) -> str:
    """What tells a place from its namesakes: its region, else its country."""
    if place.region and place.region != place.title:
        return place.region
    areas = [boundaries.area(code) for code in place.ccodes[:1] if place.shape is not Shape.AREA]
    return next((area.name for area in areas if area is not None and area.name), "")


def _bounds(place: Place, boundaries: BoundaryIndex) -> Bounds:
    """The box to show a place within; for a point, and for what has no outline, the point."""
    if not (place.boundary or place.polygon or place.radius_km):
        return Bounds(place.lat, place.lon, place.lat, place.lon)
    if place.boundary and place.shape in (Shape.AREA, Shape.LINE):
        first, _, second = place.boundary.partition("-")
        extent = boundaries.border(first, second) if second else boundaries.area(first)
        if extent is not None:
            return extent.bounds
    points = [point for ring in outline(place) for point in ring]
    if not points:
        return Bounds(place.lat, place.lon, place.lat, place.lon)
    lats = [lat for lat, _ in points]
    # Longitudes go round: a circle over the antimeridian is not as wide as the world.
    lons = [_beside(lon, place.lon) for _, lon in points]
    west, east = min(lons), max(lons)
    return Bounds(
        min(lats),
        west + 360 if west < -180 else west,
        max(lats),
        east - 360 if east > 180 else east,
    )


def _beside(lon: float, middle: float) -> float:
    """A longitude as it is counted on from another, beyond 180 if need be."""
    return lon + 360 * round((middle - lon) / 360)
