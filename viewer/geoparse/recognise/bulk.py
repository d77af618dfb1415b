"""Hashing and weighing the values of many features at a time.

One by one, hashing costs far more than the look-up that it is for. So the values are the
64-bit lanes of one large integer, and each step is done to all of them at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

from viewer.geoparse.recognise.linear import BITS

_LAST = (1 << BITS) - 1
_MIX = 0x9E3779B1
_PRIME = 0xFFFFFFFB
_SHORT = (1 << 32) - _PRIME
_BYTES = 8
_SPANS = 32
"""So many are weighed at a time: the integers stay small enough for the processor's cache."""


def hashed(value: int, salt: int) -> int:
    """The number of a feature: its value, with what keeps its slot apart."""
    return (value ^ salt) * _MIX % _PRIME & _LAST


class Bulk:
    """Features that all spans have, one value each in the same order. Immutable."""

    def __init__(self, salts: Sequence[int], lanes: Sequence[int]) -> None:
        """`salts` are the slots', `lanes` the weights of all features."""
        self._weights = lanes
        self._count = len(salts)
        self._salts = _joined([*salts] * _SPANS)
        self._ones = _joined([1] * (self._count * _SPANS))
        self._low = self._ones * 0xFFFFFFFF
        self._short, self._last = self._ones * _SHORT, self._ones * _LAST

    def sums(self, spans: Sequence[Sequence[int]]) -> list[int]:
        """What the features of each span weigh together."""
        found: list[int] = []
        for start in range(0, len(spans), _SPANS):
            values = [*chain.from_iterable(spans[start : start + _SPANS])]
            weights = map(self._weights.__getitem__, self.hashed(values))
            found += map(sum, zip(*[weights] * self._count, strict=True))
        return found

    def hashed(self, values: Sequence[int]) -> Sequence[int]:
        """The features of up to 32 spans by their values, which are below 2^59 (see `hashed`)."""
        low, lanes = self._low, _joined(values) ^ self._salts
        # A remainder by the prime, in every lane: what is over 2^32 comes back five times.
        lanes -= (lanes >> 32 & low) * _PRIME
        lanes -= (lanes >> 32 & low) * _PRIME
        lanes *= _MIX
        lanes -= (lanes >> 32 & low) * _PRIME
        lanes -= (lanes >> 32 & low) * _PRIME
        lanes -= (lanes >> 32 & low) * _PRIME
        over = lanes + self._short >> 32 & self._ones  # is it the prime or more?
        lanes = lanes + over * _SHORT & self._last
        whole = lanes.to_bytes(self._count * _SPANS * _BYTES, "little")
        return memoryview(whole).cast("Q")[: len(values)]


def _joined(values: Sequence[int]) -> int:
    """Numbers as the lanes of one, the first the lowest."""
    return int.from_bytes(array("Q", values).tobytes(), "little")
