"""Crowds of made-up places, and what knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from viewer.atlas.crowd import Crowd
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.spots import SHAPES, Spots
from viewer.model import Place, Shape

BOUNDARIES = BoundaryIndex.load()


class Places:
    """Places by number, as a library knows them; their ids are "p0", "p1" ..."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        self.countries: dict[str, int] = {}

    def places_of(self, numbers: Sequence[int]) -> list[Place]:
        return [self.places[number] for number in numbers]

    def number_of(self, place_id: str) -> int | None:
        known = place_id.startswith("p") and place_id[1:].isdecimal()
        return int(place_id[1:]) if known and int(place_id[1:]) < len(self.places) else None

    def mentions_by_country(self) -> Mapping[str, int]:
        return self.countries


def spots_of(
    places: Sequence[Place], passages: Sequence[int], numbers: Sequence[int] | None = None
) -> Spots:
    """The columns of some places, most passages first."""
    chosen = np.arange(len(places)) if numbers is None else np.asarray(numbers, np.int64)
    counts = np.asarray(passages, np.int32)
    order = np.argsort(-counts, kind="stable")
    rows = chosen[order]
    counts = counts[order]
    return Spots(
        number=rows.astype(np.int32),
        lat=np.array([places[row].lat for row in rows], np.float64),
        lon=np.array([places[row].lon for row in rows], np.float64),
        shape=np.array([SHAPES.index(places[row].shape) for row in rows], np.uint8),
        passages=counts,
        mentions=counts * 2,
        articles=np.minimum(counts, 3),
        unsure=np.zeros(len(rows), bool),
    )


def town(number: int, lat: float, lon: float, **more: Any) -> Place:
    """A place that is a point, unless `more` says otherwise."""
    facts = {"title": f"Town {number}", "kind": "town", "shape": Shape.POINT} | more
    return Place(f"p{number}", lat=lat, lon=lon, **facts)


def crowd_of(positions: Sequence[tuple[float, float]], passages: Sequence[int]) -> Crowd:
    """A crowd of points."""
    places = [town(number, lat, lon) for number, (lat, lon) in enumerate(positions)]
    return Crowd(spots_of(places, passages), Places(places), BOUNDARIES, articles=2)


def scattered(count: int, seed: int = 1) -> list[tuple[float, float]]:
    """Positions as the world has them: in crowds, and some at the very edges."""
    rng = np.random.default_rng(seed)
    middles = rng.uniform((-55, -180), (68, 180), (60, 2))
    near = middles[rng.integers(60, size=count)] + rng.normal(0, 2.5, (count, 2))
    lat, lon = np.clip(near[:, 0], -85, 85), (near[:, 1] + 180) % 360 - 180
    lon[: count // 50] = rng.choice([-180.0, 180.0, 179.9999, -179.9999], count // 50)
    return list(zip(lat.tolist(), lon.tolist(), strict=True))
