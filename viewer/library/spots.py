"""The places that a library shows, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.model import Shape

SHAPES = tuple(Shape)
"""What the numbers in `Spots.shape` stand for."""

Integers: TypeAlias = NDArray[np.int32]
Degrees: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Columns of one length: row i of each is the same place; most passages go first."""

    number: Integers
    """Of the place in its library: `Library.place_of(number)` has all about it."""
    lat: Degrees
    lon: Degrees
    """WGS 84 degrees."""
    shape: NDArray[np.uint8]
    """An index into `SHAPES`."""
    passages: Integers
    mentions: Integers
    articles: Integers
    unsure: NDArray[np.bool_]
    """Whether none of its mentions is placed surely."""

    def __len__(self) -> int:
        return len(self.number)
