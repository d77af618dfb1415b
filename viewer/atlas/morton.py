"""Where places lie, sorted once along the Morton curve: what is near is near in the order.

A cell of a grid that is cut in halves, n times each way, is then one run of the order, whose
keys begin with the same 2n bits. Filters change which places count, never where they lie, so
the order of a library's places is kept and only looked up.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.library.spots import Degrees, Integers

BITS = 32
"""How often the unit square is halved, each way: finer than a millimetre."""
_MOST_LAT = 85.05112877980659
_SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)

Keys = NDArray[np.uint64]
Units = NDArray[np.uint32]
"""Coordinates in the Mercator square, y downwards; 2**32 would be the next world."""


class Located(Protocol):
    """Columns of places: their numbers, and where they lie."""

    @property
    def number(self) -> Integers:
        """Of each in its library."""

    @property
    def lat(self) -> Degrees:
        """WGS 84 degrees."""

    @property
    def lon(self) -> Degrees:
        """The same."""


class Order:
    """Places in the order of the curve, found by their numbers."""

    def __init__(self, number: Integers, lat: Degrees, lon: Degrees) -> None:
        x, y = units(lat, lon)
        keys = interleaved(x, y)
        order = np.argsort(keys)
        self._lat, self._lon = lat[order], lon[order]
        self._number = number[order]
        self.key: Keys = keys[order]
        self.x: Units = x[order]
        self.y: Units = y[order]
        self._rank = np.full(int(number.max(initial=0)) + 1, -1, np.int32)
        self._rank[self._number] = np.arange(len(order), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.key)

    def ranks(self, number: Integers) -> Integers:
        """Where places stand in the order; all must be in it."""
        return self._rank[number]

    def has(self, spots: Located) -> bool:
        """Whether all places of some spots are here, where they lie now."""
        if len(spots.number) and int(spots.number.max()) >= len(self._rank):
            return False
        ranks = self._rank[spots.number]
        if len(ranks) and int(ranks.min()) < 0:
            return False
        same_lat = np.array_equal(self._lat[ranks], spots.lat)
        return same_lat and np.array_equal(self._lon[ranks], spots.lon)

    def joined(self, spots: Located) -> Order:
        """The order of these places and of some spots, which are believed where both have one."""
        ours = np.isin(self._number, spots.number, invert=True)
        return Order(
            np.concatenate([self._number[ours], spots.number]),
            np.concatenate([self._lat[ours], spots.lat]),
            np.concatenate([self._lon[ours], spots.lon]),
        )


def units(lat: Degrees, lon: Degrees) -> tuple[Units, Units]:
    """Degrees to the Mercator square, in whole numbers."""
    sine = np.sin(np.radians(np.clip(lat, -_MOST_LAT, _MOST_LAT)))
    x = (lon + 180) / 360
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return _whole(x), _whole(y)


def _whole(unit: Degrees) -> Units:
    return np.clip(unit * 2.0**BITS, 0, 2.0**BITS - 1).astype(np.uint32)


def interleaved(x: Units, y: Units) -> Keys:
    """The bits of two numbers in turn, those of y before those of x."""
    return (_spread(y) << np.uint64(1)) | _spread(x)


def _spread(value: Units) -> Keys:
    """A zero before each bit."""
    bits = value.astype(np.uint64)
    for shift, mask in _SPREAD:
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits
