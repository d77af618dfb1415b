"""What a map of a given size shows: just enough of Web Mercator to move it gently."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from viewer.model import Place, View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TILE_PX = 256.0
_FARTHEST = 85.05
_MARGIN_PX = 60.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A view on a map of some width and height in pixels."""

    view: View
    width: float
    height: float

    def shows(self, lat: float, lon: float, margin_px: float = 0.0) -> bool:
        """Whether a point lies in the frame, on whichever turn of the world."""
        x, y = _project(lat, lon, self.view.zoom)
        centre_x, centre_y = _project(self.view.lat, self.view.lon, self.view.zoom)
        world = _TILE_PX * 2.0**self.view.zoom
        across = (x - centre_x + world / 2) % world - world / 2
        return (
            abs(across) <= self.width / 2 - margin_px
            and abs(y - centre_y) <= self.height / 2 - margin_px
        )

    def shows_each(self, lats: NDArray[np.float64], lons: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which of many points lie in the frame."""
        import numpy as np  # the frame of the window is there before it is loaded

        world = _TILE_PX * 2.0**self.view.zoom
        centre_x, centre_y = _project(self.view.lat, self.view.lon, self.view.zoom)
        x = (lons / 360 + 0.5) * world
        sine = np.sin(np.radians(np.clip(lats, -_FARTHEST, _FARTHEST)))
        y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * world
        across = (x - centre_x + world / 2) % world - world / 2
        shown: NDArray[np.bool_] = (np.abs(across) <= self.width / 2) & (
            np.abs(y - centre_y) <= self.height / 2
        )
        return shown

    def following(self, places: Iterable[Place]) -> View | None:
        """A view that shows all of `places`, not nearer than this; None if this one does."""
        points = [(place.lat, place.lon) for place in places]
        if not points or all(self.shows(lat, lon, _MARGIN_PX / 2) for lat, lon in points):
            return None
        west, east = _narrowest([lon for _lat, lon in points])
        south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
        zoom = self.view.zoom
        while zoom > 1 and not self._fits(south, west, north, east, zoom):
            zoom -= 0.5
        _x, top = _project(north, 0, 0)
        _x, bottom = _project(south, 0, 0)
        lon = ((west + east) / 2 + 180) % 360 - 180
        middle = _latitude((top + bottom) / 2)
        return replace(self.view, lat=middle, lon=lon, zoom=zoom)

    def _fits(self, south: float, west: float, north: float, east: float, zoom: float) -> bool:
        left, top = _project(north, west, zoom)
        right, bottom = _project(south, east, zoom)
        wide, high = self.width - 2 * _MARGIN_PX, self.height - 2 * _MARGIN_PX
        return right - left <= wide and bottom - top <= high


def _project(lat: float, lon: float, zoom: float) -> tuple[float, float]:
    world = _TILE_PX * 2.0**zoom
    sine = math.sin(math.radians(max(-_FARTHEST, min(_FARTHEST, lat))))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (lon / 360 + 0.5) * world, y * world


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / _TILE_PX))))


def _narrowest(lons: list[float]) -> tuple[float, float]:
    """West and east of the narrowest span of longitudes; east may exceed 180."""
    ordered = sorted(lons)
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gaps.append((ordered[0] + 360 - ordered[-1], ordered[0]))
    _gap, west = max(gaps)
    # No sum and difference of 360: rounded, a place would come out a whole turn east of itself.
    return west, max(lon if lon >= west else lon + 360 for lon in ordered)
