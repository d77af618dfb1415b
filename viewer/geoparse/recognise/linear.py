"""A linear model in a file: four sums of hashed features, and a list of ordinary words.

The file is text-free and small: a header, then for each of 2^18 features four weights of one
byte, then the sorted 32-bit hashes of words that are ordinary. In memory the four weights of a
feature are 16-bit lanes of one integer, so that one sum over an article's features does for
all classes. The numbers of features are far from overflowing a lane.
"""

from __future__ import annotations

import math
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"DLREC\x01\r\n"
BITS = 18
SIZE = 1 << BITS
LANES = 4
"""The classes besides "none", whose sum is 0."""
_HEADER = struct.Struct("<8sIfI")
_OFFSET = 128
_LANE_BITS = 16
_LANE = (1 << _LANE_BITS) - 1
MOST_FEATURES = _LANE // 255


class NoModel(ValueError):
    """The bytes are no model of this version."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights and words, read-only."""

    lanes: Sequence[int]
    """For each feature its four weights, each with an offset, in one integer."""
    scale: float
    ordinary: frozenset[int]
    """The hashes of words that are written small."""

    def sums(self, features: Sequence[int]) -> tuple[float, float, float, float]:
        """The score of each class but "none"."""
        return self.told(sum(map(self.lanes.__getitem__, features)), len(features))

    def told(self, total: int, count: int) -> tuple[float, float, float, float]:
        """The score of each class but "none", from the sum of the lanes of so many features."""
        base, scale = _OFFSET * count, self.scale
        return (
            ((total & _LANE) - base) * scale,
            ((total >> 16 & _LANE) - base) * scale,
            ((total >> 32 & _LANE) - base) * scale,
            ((total >> 48) - base) * scale,
        )


def shares(sums: Sequence[float]) -> tuple[float, float, float, float, float]:
    """The probability of each class; "none" is the first."""
    a, b, c, d = sums
    top = max(0.0, a, b, c, d)
    powers = [*map(math.exp, (-top, a - top, b - top, c - top, d - top))]
    total = sum(powers)
    none, a, b, c, d = powers
    return none / total, a / total, b / total, c / total, d / total


def word_hash(word: str) -> int:
    """The number of a folded word, the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def write(path: Path, weights: Sequence[Sequence[float]], ordinary: Iterable[str]) -> None:
    """Write a model: for each class the weights of all features."""
    most = max((abs(one) for lane in weights for one in lane), default=0.0) or 1.0
    scale = most / 127
    body = bytearray(SIZE * LANES)
    for lane, values in enumerate(weights):
        body[lane::LANES] = bytes(round(one / scale) + _OFFSET for one in values)
    words = array("I", sorted({word_hash(word) for word in ordinary}))
    packed = zlib.compress(bytes(body), 9)
    path.write_bytes(_HEADER.pack(MAGIC, len(packed), scale, len(words)) + packed + _little(words))


def _little(words: array[int]) -> bytes:
    return struct.pack(f"<{len(words)}I", *words)


def read(data: bytes) -> Linear:
    """A model from its file's bytes."""
    try:
        magic, length, scale, count = _HEADER.unpack_from(data)
        if magic != MAGIC:
            raise NoModel("another kind of file, or another version")
        body = zlib.decompress(data[_HEADER.size : _HEADER.size + length])
        words = struct.unpack_from(f"<{count}I", data, _HEADER.size + length)
    except (struct.error, zlib.error) as error:
        raise NoModel(f"damaged: {error}") from None
    if len(body) != SIZE * LANES:
        raise NoModel("damaged: too short")
    wide = bytearray(2 * len(body))
    wide[::2] = body  # little-endian 16-bit lanes
    lanes = memoryview(bytes(wide)).cast("Q")
    return Linear(lanes, scale, frozenset(words))
