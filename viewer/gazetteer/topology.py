"""Reads TopoJSON: areas and borders as lists of (lon, lat), from the arcs that they share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Lonlat = tuple[float, float]
"""A point in GeoJSON's order."""


class Topology:
    """One scale of the world. An arc is decoded when something that uses it is asked for."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._arcs: list[list[list[int]]] = document["arcs"]
        transform = document["transform"]
        self._scale: Sequence[float] = transform["scale"]
        self._translate: Sequence[float] = transform["translate"]
        self._decoded: dict[int, list[Lonlat]] = {}
        objects = document["objects"]
        self._countries: dict[str, Any] = {
            shape["properties"]["code"]: shape for shape in objects["countries"]["geometries"]
        }
        self._borders: dict[str | None, list[Any]] = {}
        for shape in objects["borders"]["geometries"]:
            self._borders.setdefault(shape["properties"]["pair"], []).append(shape)

    @classmethod
    def read(cls, path: Path) -> Topology:
        """The topology of a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    @property
    def pairs(self) -> tuple[str, ...]:
        """The borders between countries that have codes: "BY-UA", in alphabetical order."""
        return tuple(sorted(pair for pair in self._borders if pair is not None))

    def polygons(self, code: str) -> list[list[list[Lonlat]]]:
        """The polygons of a country, each a list of closed rings; none if it has none here."""
        shape = self._countries.get(code)
        return [[self.line(ring) for ring in part] for part in shape["arcs"]] if shape else []

    def lines(self, pair: str | None, *, disputed: bool | None = None) -> list[list[Lonlat]]:
        """The lines of a border; of the disputed stretches or the others alone, if so asked."""
        return [
            self.line(refs)
            for shape in self._borders.get(pair, [])
            if disputed in (None, shape["properties"]["disputed"])
            for refs in shape["arcs"]
        ]

    def line(self, refs: Iterable[int]) -> list[Lonlat]:
        """The points along a run of arcs; `~i` is arc i backwards."""
        points: list[Lonlat] = []
        for ref in refs:
            arc = self._arc(ref) if ref >= 0 else self._arc(~ref)[::-1]
            points.extend(arc[1:] if points else arc)
        return points

    def _arc(self, index: int) -> list[Lonlat]:
        if index not in self._decoded:
            x = y = 0
            points = []
            for step in self._arcs[index]:
                x += step[0]
                y += step[1]
                points.append(
                    (
                        x * self._scale[0] + self._translate[0],
                        y * self._scale[1] + self._translate[1],
                    )
                )
            self._decoded[index] = points
        return self._decoded[index]
