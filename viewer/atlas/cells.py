"""Places added up by the cells of a grid, for the part of the world that a page asks for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.atlas.morton import BITS, Keys, Units, interleaved

MOST_BITS = 24
"""The finest grid: 4 px at zoom 18."""
_FORM = 1

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """Whole tiles of a grid of 2**level tiles each way; x goes round the world."""

    level: int
    """At least 1, at most 24."""
    left: int
    top: int
    right: int
    bottom: int
    """The last column and row are in it."""

    @property
    def tiles(self) -> int:
        """How many tiles it has, each counted once."""
        side = 1 << self.level
        high = min(side - 1, self.bottom) - max(0, self.top) + 1
        return max(0, min(side, self.right - self.left + 1)) * max(0, high)

    def spans(self, key: Keys) -> list[Span]:
        """Where its places stand in sorted keys."""
        if not self.tiles:
            return []
        side = 1 << self.level
        rows = np.arange(max(0, self.top), min(side - 1, self.bottom) + 1)
        columns = np.arange(self.left, self.left + min(side, self.right - self.left + 1)) % side
        x, y = np.meshgrid(columns.astype(np.uint32), rows.astype(np.uint32))
        return spans(key, np.sort(interleaved(x.ravel(), y.ravel())), self.level)


def spans(key: Keys, tiles: Keys, level: int) -> list[Span]:
    """Where what lies in tiles of a level stands in sorted keys; the tiles are sorted too.

    There are few such runs, for the curve keeps near what is near.
    """
    if not len(tiles):
        return []
    follows = tiles[1:] != tiles[:-1] + np.uint64(1)
    firsts = tiles[np.concatenate([[True], follows])]
    lasts = tiles[np.concatenate([follows, [True]])]
    shift = np.uint64(2 * (BITS - level))
    starts = np.searchsorted(key, firsts << shift)
    # The last key of all is one less than what no 64 bits can hold.
    stops = np.searchsorted(key, ((lasts + np.uint64(1)) << shift) - np.uint64(1), "right")
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True) if b > a]


def positions(spans: Sequence[Span]) -> NDArray[np.int64]:
    """All positions in some runs, rising."""
    runs = [np.arange(a, b, dtype=np.int64) for a, b in spans]
    return np.concatenate(runs) if runs else np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Cells that have places. Each stands where its most mentioned place does."""

    row: NDArray[np.uint32]
    """Of that place among the spots."""
    places: NDArray[np.uint32]
    passages: NDArray[np.uint32]
    """Of all its places together."""
    x: Units
    y: Units
    unsure: NDArray[np.bool_]
    """Whether none of its places is sure."""

    def packed(self, more: dict[str, Any]) -> bytes:
        """For the page: four numbers, the columns one after another, the rest as JSON."""
        text = json.dumps(more, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        tail = text.encode("utf-8", "replace")
        head = np.array([_FORM, len(self.row), len(tail), 0], np.uint32)
        columns: Sequence[NDArray[Any]] = (
            self.row,
            self.places,
            self.passages,
            self.x,
            self.y,
            self.unsure.astype(np.uint8),
        )
        parts = [head.tobytes(), *(column.tobytes() for column in columns), tail]
        return b"".join(parts)
