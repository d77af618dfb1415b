"""More places than can be drawn one by one: the map's page asks for what it is about to show.

What lies close together is added up here, by cells of some pixels; the page makes pins of the
cells. Only places that the page names are looked up in the library.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.atlas.cells import Cells, Region, positions, spans
from viewer.atlas.morton import BITS, Located, Order
from viewer.atlas.scene import entry_of, where_of
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.spots import SHAPES, Integers, Spots
from viewer.library.tallies import Tally
from viewer.model import Place, Shape

SOFT_EVERYWHERE = 300
"""Of regions and circles, so many may be drawn as such wherever they reach ..."""
SOFT_HERE = 200
"""... and so many more of those whose middle is near."""
BROAD = 400
"""So many countries and borders are drawn."""
ON_ONE_SPOT = 200
"""Of places that never come apart, so many are reached by clicks."""
_PINS = (Shape.POINT, Shape.VAGUE, Shape.CIRCLE)
_WIDE_PX = {Shape.VAGUE: 64.0, Shape.CIRCLE: 18.0}
"""From so many pixels across a region is seen as one, without a pin; as scene.js has it."""
_EARTH_AROUND_KM = 40030.0
_WORLD_PX = 256.0
_SAMPLE = 100
"""Of so many places it is looked up whose they are."""


class Known(Protocol):
    """Who knows the places: a library."""

    def places_of(self, numbers: Sequence[int]) -> Sequence[Place]:
        """The places of some numbers."""

    def number_of(self, place_id: str) -> int | None:
        """The number of a place; None for one that is not known."""

    def mentions_by_country(self) -> Mapping[str, int]:
        """By ISO 3166-1 alpha-2 code, of all places of a country together."""


class Crowd:
    """The places that a library shows under a filter, and what the page may ask about them."""

    def __init__(
        self,
        spots: Spots,
        known: Known,
        boundaries: BoundaryIndex,
        *,
        articles: int = 0,
        before: Crowd | None = None,
        order: Order | None = None,
    ) -> None:
        """With `before` what is known of the same places need not be worked out again.

        `order` has all of the places, as they lie now.
        """
        self.spots = spots
        self.articles = articles
        self._known, self._boundaries = known, boundaries
        self.order: Order = order or order_of(spots, before.order if before else None)
        self._scene: dict[str, Any] | None = None
        self.asked: str | None = before.asked if before else None
        """What the page last asked of this or of what was shown before, by its query."""
        self.foreseen: dict[str, str] | None = None
        """What it is likely to ask first, and the answer; it is told both with the scene."""
        self._arrange(_among(spots, _PINS))

    def _arrange(self, pins: NDArray[np.bool_]) -> None:
        """Put what can be a pin in the order of the curve."""
        rows = np.flatnonzero(pins).astype(np.int32)
        at = np.full(len(self.order), -1, np.int32)
        at[self.order.ranks(self.spots.number[rows])] = rows
        # What is there whole is shared, not copied.
        there = slice(None) if len(rows) == len(at) else np.flatnonzero(at >= 0)
        self._row: Integers = at[there]
        self._key = self.order.key[there]
        self._x, self._y = self.order.x[there], self.order.y[there]

    def __len__(self) -> int:
        return len(self.spots)

    @property
    def shapes(self) -> frozenset[Shape]:
        """The shapes of its places."""
        counts = np.bincount(self.spots.shape, minlength=len(SHAPES)).tolist()
        return frozenset(shape for shape, count in zip(SHAPES, counts, strict=True) if count)

    def thinned(self, shapes: Collection[Shape]) -> Crowd:
        """The same with only the places of some shapes."""
        if self.shapes <= frozenset(shapes):
            return self
        kept = _among(self.spots, shapes)
        columns = (getattr(self.spots, name)[kept] for name in Spots.__slots__)
        return Crowd(
            Spots(*columns),
            self._known,
            self._boundaries,
            articles=self.articles,
            order=self.order,
        )

    # -- single places ---------------------------------------------------------------------

    def row_of(self, place_id: str) -> int | None:
        """The row of a place among the spots; None if it is not shown."""
        number = self._known.number_of(place_id)
        if number is None:
            return None
        rows = np.flatnonzero(self.spots.number == number)
        return int(rows[0]) if len(rows) else None

    def entries(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """Places as the page has them, with their rows and where they lie."""
        places = self._looked_up(rows)
        return [self._entry(row, place) for row, place in zip(rows, places, strict=True)]

    def _entry(self, row: int, place: Place) -> dict[str, Any]:
        spots = self.spots
        tally = Tally(
            place,
            int(spots.mentions[row]),
            int(spots.passages[row]),
            int(spots.articles[row]),
            bool(spots.unsure[row]),
        )
        made = entry_of(tally, self._boundaries) | {"row": row}
        if where := where_of(place, self._boundaries):
            made["lies"] = where
        return made

    def entry_of_id(self, place_id: str | None) -> dict[str, Any] | None:
        """The same by the id of a place; None if it is not shown."""
        row = self.row_of(place_id) if place_id else None
        return None if row is None else self.entries([row])[0]

    def _looked_up(self, rows: Sequence[int]) -> Sequence[Place]:
        return self._known.places_of(self.spots.number[np.asarray(rows, np.int64)].tolist())

    # -- what the page is told at once -----------------------------------------------------

    def scene(self) -> dict[str, Any]:
        """Countries and borders, the most mentioned first, and the box of all that is exact."""
        if self._scene is None:
            self._scene = self._made_scene()
        return self._scene

    def _made_scene(self) -> dict[str, Any]:
        broad = ~_among(self.spots, _PINS)
        return {
            "places": self.entries(np.flatnonzero(broad)[:BROAD].tolist()),
            "articles": self.articles,
            "geonames": any(
                place.source.startswith("GeoNames")
                for place in self._looked_up(list(range(min(_SAMPLE, len(self)))))
            ),
            "count": len(self.spots),
            "bounds": self._bounds(),
            "countries": dict(self._known.mentions_by_country()),
        }

    def _bounds(self) -> list[float] | None:
        """South, west, north, east of the points; of all if there are none."""
        exact = self.spots.shape == SHAPES.index(Shape.POINT)
        lat, lon = self.spots.lat[exact], self.spots.lon[exact]
        if not len(lat):
            lat, lon = self.spots.lat, self.spots.lon
        if not len(lat):
            return None
        return [float(lat.min()), float(lon.min()), float(lat.max()), float(lon.max())]

    # -- cells -----------------------------------------------------------------------------

    def cells(
        self, region: Region, bits: int, zoom: float, lifted: Collection[int] = ()
    ) -> tuple[Cells, list[int]]:
        """What a region has at a zoom: cells of a grid that is halved `bits` times, and the rows
        of what is so wide that it is no part of them. Nor are the rows that are lifted out.
        """
        at = positions(region.spans(self._key))
        wide = self._wide(at, zoom)
        out = [position for row in {*wide, *lifted} for position in self._standing(row)]
        if out:
            at = at[np.isin(at, out, invert=True)]
        return self._added(at, bits), sorted(wide)

    def _added(self, at: NDArray[np.int64], bits: int) -> Cells:
        """Sums over runs of the same cell; `at` are positions in the order, rising."""
        spots = self.spots
        key = self._key[at] >> np.uint64(2 * (BITS - bits))
        starts = np.flatnonzero(np.diff(key, prepend=~key[:1]))
        row = self._row[at]
        if not len(row):
            none = np.zeros(0, np.uint32)
            return Cells(none, none, none, none, none, none.astype(bool))
        first = np.minimum.reduceat(row, starts)
        ends = np.append(starts[1:], len(row))
        leading = at[np.flatnonzero(row == np.repeat(first, ends - starts))]
        return Cells(
            row=first.astype(np.uint32),
            places=(ends - starts).astype(np.uint32),
            passages=np.add.reduceat(spots.passages[row], starts, dtype=np.int64).astype(np.uint32),
            x=self._x[leading],
            y=self._y[leading],
            unsure=np.logical_and.reduceat(spots.unsure[row], starts),
        )

    def _standing(self, row: int) -> list[int]:
        """Where a row stands in the order of the curve; nowhere if it can be no pin."""
        rank = self.order.ranks(self.spots.number[row : row + 1])
        key = self.order.key[rank]
        start = int(np.searchsorted(self._key, key[0]))
        stop = int(np.searchsorted(self._key, key[0], "right"))
        return [start + int(i) for i in np.flatnonzero(self._row[start:stop] == row)]

    def within(self, rows: Sequence[int], bits: int) -> dict[str, Any]:
        """What the cells of some rows hold: its box in whole units, how many places, the first."""
        among = [at for row in rows for at in self._standing(row)]
        tiles = np.unique(self._key[among] >> np.uint64(2 * (BITS - bits)))
        at = positions(spans(self._key, tiles, bits))
        if not len(at):
            return {"box": None, "places": 0, "rows": []}
        x, y = self._x[at], self._y[at]
        return {
            "box": [int(x.min()), int(y.min()), int(x.max()), int(y.max())],
            "places": len(at),
            "rows": np.sort(self._row[at])[:ON_ONE_SPOT].tolist(),
        }

    # -- what is wide ----------------------------------------------------------------------

    def _wide(self, at: NDArray[np.int64], zoom: float) -> set[int]:
        """The rows of regions and circles that are drawn as far as they reach at a zoom."""
        soft = _among(self.spots, _WIDE_PX)
        here = self._row[at]
        near = np.sort(here[soft[here]])[:SOFT_HERE]
        anywhere = np.flatnonzero(soft)[:SOFT_EVERYWHERE]
        rows = np.union1d(near, anywhere).tolist()
        places = zip(rows, self._looked_up(rows), strict=True)
        return {row for row, place in places if _is_wide(place, zoom)}


def _among(spots: Spots, shapes: Collection[Shape]) -> NDArray[np.bool_]:
    """Which spots have one of some shapes."""
    flags = np.zeros(len(spots), bool)
    for shape in shapes:
        flags |= spots.shape == SHAPES.index(shape)
    return flags


def order_of(places: Located, known: Order | None) -> Order:
    """An order that has some places; the one that is known if it does."""
    if known is None:
        return Order(places.number, places.lat, places.lon)
    return known if known.has(places) else known.joined(places)


def _is_wide(place: Place, zoom: float) -> bool:
    across = _reach(place) * 2 * _WORLD_PX * 2**zoom
    return place.shape in _WIDE_PX and across >= _WIDE_PX[place.shape]


def _reach(place: Place) -> float:
    """How far a place reaches from its point, in the unit square."""
    narrow = max(0.087, float(np.cos(np.radians(min(85.0, abs(place.lat))))))
    if place.polygon:
        lats = [lat for ring in place.polygon for lat, _ in ring]
        lons = [lon for ring in place.polygon for _, lon in ring]
        return max((max(lons) - min(lons)) / 360, (max(lats) - min(lats)) / 360 / narrow) / 2
    return (place.radius_km or 0.0) / (_EARTH_AROUND_KM * narrow)
