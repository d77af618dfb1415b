"""Countries and their borders by code: where they are, how large, and their outlines.

Boundaries are those that are internationally recognised: Crimea is Ukraine's. The data is
compiled from Natural Earth when Dateline is installed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.gazetteer.topology import Topology
from viewer.model import Bounds, DatelineError

BASE = Path(__file__).parents[1] / "atlas" / "base"
"""Where the compiled map data is."""

AREA_SCALES = ("50m", "10m")
BORDER_SCALES = ("10m", "50m")
"""The scales that geometry is taken from, the first that has it."""


class MissingMapData(DatelineError):
    """The map data is not there, or is not what this version compiles."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Dateline's map data is missing: run ./run install ({path})")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a country or a border is, in short."""

    name: str
    """"Ukraine", "Belarus–Ukraine border"."""
    lat: float
    lon: float
    """A point well inside the largest polygon of a country; halfway along a border."""
    bounds: Bounds
    """What to zoom to. For a country: its largest polygon, those of some size beside it and
    small ones near; overseas specks stay out. `west` exceeds `east` for Russia, Fiji, the US."""
    area_km2: float | None = None
    """Of a country, with all its islands."""
    length_km: float | None = None
    """Of a border."""


class BoundaryIndex:
    """The areas of the world's countries and the borders of any two."""

    def __init__(
        self,
        areas: Mapping[str, Sequence[Any]],
        borders: Mapping[str, Sequence[Any]],
        folder: Path,
    ) -> None:
        self._areas = areas
        self._borders = borders
        self._folder = folder
        self._topologies: dict[str, Topology] = {}

    @classmethod
    def load(cls, folder: Path = BASE) -> BoundaryIndex:
        """The index of the compiled map data."""
        path = folder / "boundaries.json"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            return cls(document["areas"], document["borders"], folder)
        except (OSError, ValueError, KeyError) as error:
            raise MissingMapData(path) from error

    @property
    def codes(self) -> tuple[str, ...]:
        """The ISO 3166-1 alpha-2 codes of all countries, in alphabetical order."""
        return tuple(self._areas)

    @property
    def pairs(self) -> tuple[str, ...]:
        """All borders: "BY-UA", in alphabetical order."""
        return tuple(self._borders)

    def area(self, code: str) -> Extent | None:
        """A country by its ISO 3166-1 alpha-2 code; None where there is none."""
        row = self._areas.get(code)
        if row is None:
            return None
        name, lat, lon, south, west, north, east, area_km2 = row
        return Extent(name, lat, lon, Bounds(south, west, north, east), area_km2=area_km2)

    def border(self, a: str, b: str) -> Extent | None:
        """The border of two countries, in either order; None where they do not meet."""
        first, second = sorted((a, b))
        row = self._borders.get(f"{first}-{second}")
        if row is None:
            return None
        lat, lon, south, west, north, east, length_km = row
        name = f"{self._areas[first][0]}–{self._areas[second][0]} border"
        return Extent(name, lat, lon, Bounds(south, west, north, east), length_km=length_km)

    def geometry(self, boundary: str) -> dict[str, Any] | None:
        """The outline of "UA" or the line of "BY-UA" as GeoJSON, points as [lon, lat].

        A MultiPolygon for a country, a MultiLineString for a border, cut where they cross the
        antimeridian; None where there is no such boundary.
        """
        if "-" in boundary:
            pair = "-".join(sorted(boundary.split("-")))
            for scale in BORDER_SCALES:
                if lines := self._topology(scale).lines(pair):
                    return {"type": "MultiLineString", "coordinates": lines}
        else:
            for scale in AREA_SCALES:
                if polygons := self._topology(scale).polygons(boundary):
                    return {"type": "MultiPolygon", "coordinates": polygons}
        return None

    def _topology(self, scale: str) -> Topology:
        """A scale of the world, read when it is first needed: few ask for outlines."""
        if scale not in self._topologies:
            path = self._folder / f"world-{scale}.json"
            try:
                self._topologies[scale] = Topology.read(path)
            except (OSError, ValueError, KeyError) as error:
                raise MissingMapData(path) from error
        return self._topologies[scale]
