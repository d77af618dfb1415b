"""Rows by how often they are named, without looking at names that nobody looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np

from viewer.library.cells import Integers, Rows

_MOST = 0xFFFF
_FEW = 2000
"""So many equals are put in order by themselves; for more, all names are read."""


class Ranking:
    """The rows with a count above 0, the highest first.

    Equals are put in order by their names once one of them is asked for: at the top, where
    people look first, there are few.
    """

    def __init__(
        self,
        counts: Integers,
        names: Callable[[Rows], Sequence[Any]],
        places: Callable[[], Integers],
    ) -> None:
        """`names` gives what some rows are sorted by, `places` where all rows stand by name."""
        rows = np.flatnonzero(counts > 0)
        counts = counts[rows]
        order = _by_count(counts)
        self._rows, self._counts = rows[order], counts[order]
        self._names, self._places = names, places
        self._settled = np.zeros(len(rows), bool)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int = 0, end: int | None = None) -> Rows:
        """The rows from one place in the order to before another."""
        end = len(self) if end is None else end
        with self._lock:
            while not self._settled[start:end].all():
                at = start + int(np.argmin(self._settled[start:end]))
                self._settle(at)
            return self._rows[start:end]

    @property
    def unsettled(self) -> Rows:
        """All rows; those that are named as often as each other in any order."""
        with self._lock:
            return self._rows.copy()

    def _settle(self, at: int) -> None:
        """Put those that are named as often as the one at a place in order."""
        count = -self._counts[at]
        first = int(np.searchsorted(-self._counts, count, "left"))
        end = int(np.searchsorted(-self._counts, count, "right"))
        if end - first > _FEW:
            self._settle_all()
            return
        equals = self._rows[first:end].copy()
        if end - first > 1:
            names = self._names(equals)
            self._rows[first:end] = equals[sorted(range(len(equals)), key=names.__getitem__)]
        self._settled[first:end] = True

    def _settle_all(self) -> None:
        by_name = self._rows[np.argsort(self._places()[self._rows])]
        counts = np.empty(int(by_name.max()) + 1, np.int32)
        counts[self._rows] = self._counts
        self._rows = by_name[_by_count(counts[by_name])]
        self._settled[:] = True


def _by_count(counts: Integers) -> Rows:
    """The order of the counts, the highest first; equals stay as they are."""
    # Of 16 bits, a stable sort takes a third of the time.
    order = np.argsort((_MOST - np.minimum(counts, _MOST)).astype(np.uint16), kind="stable")
    many = int(np.count_nonzero(counts >= _MOST))
    top = order[:many]
    order[:many] = top[np.argsort(-counts[top], kind="stable")]
    return order
