"""The places that a library shows: counted, in order, and found by a part of their names."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from viewer.library.cells import Counted, Integers, Rows
from viewer.library.columns import Columns
from viewer.library.lazily import Lazy
from viewer.library.source import Source
from viewer.library.spots import Spots
from viewer.library.tallies import Tally
from viewer.library.titles import Titles
from viewer.model import Place

_MOST = 0xFFFF


class Tallied:
    """The figures of a library's places."""

    def __init__(self, source: Source, columns: Columns, counted: Counted) -> None:
        self._source = source
        self._columns = columns
        self._counted = counted

    @cached_property
    def shown(self) -> int:
        """How many places are named."""
        return int(np.count_nonzero(self._counted.passages))

    @cached_property
    def order(self) -> Rows:
        """The rows of the places that are named: most passages first, then by title."""
        return _ranked(self._counted.passages, self._titles.order)

    @property
    def _titles(self) -> Titles:
        store = self._source.store
        numbers = self._columns.places.number
        return self._columns.kept("titles", lambda: Titles.load(store, numbers))

    def tallies(self) -> Lazy[Tally]:
        """Each place with its figures, in their order."""
        return Lazy(self.shown, lambda start, end: self._of(self.order[start:end]))

    def tally(self, row: int) -> Tally | None:
        """The figures of the place in a row; None where it is not named."""
        return self._of(np.array([row]))[0] if self._counted.passages[row] else None

    def spots(self) -> Spots:
        """The same as columns; equals are in the order of their numbers."""
        return self._spots(_ranked(self._counted.passages, np.arange(len(self._columns.places))))

    def listed(self) -> Spots:
        """The same as columns in the order of `tallies`, for which titles must be known."""
        return self._spots(self.order)

    def _spots(self, rows: Rows) -> Spots:
        places, counted = self._columns.places, self._counted
        return Spots(
            number=places.number[rows].astype(np.int32),
            lat=places.lat[rows],
            lon=places.lon[rows],
            shape=places.shape[rows],
            passages=counted.passages[rows],
            mentions=counted.mentions[rows],
            articles=counted.articles[rows],
            unsure=counted.unsure[rows],
        )

    def titled(self, text: str) -> Rows:
        """Which of the tallies, by their index, have a part of a title; case and accents aside."""
        return np.flatnonzero(self._titles.having(text)[self.order])

    def index_of(self, row: int) -> int | None:
        """Where in `tallies` the place in a row stands; None where it is not named."""
        found = np.flatnonzero(self.order == row)
        return int(found[0]) if len(found) else None

    def namesakes(self, row: int) -> list[Place]:
        """Other places that are named, of the same title as the one in a row."""
        by_title = self._titles.order
        ranks = self._columns.kept("ranks", lambda: np.argsort(by_title))
        title = self._place(row).title
        found: list[Place] = []
        for step in (-1, 1):
            at = int(ranks[row]) + step
            while 0 <= at < len(by_title):
                place = self._place(int(by_title[at]))
                if place.title != title:
                    break
                if self._counted.passages[by_title[at]]:
                    found.append(place)
                at += step
        return found

    def _place(self, row: int) -> Place:
        return self._source.places([int(self._columns.places.number[row])])[0]

    def _of(self, rows: Rows) -> list[Tally]:
        counted = self._counted
        places = self._source.places(self._columns.places.number[rows].tolist())
        figures = zip(
            counted.mentions[rows].tolist(),
            counted.passages[rows].tolist(),
            counted.articles[rows].tolist(),
            counted.unsure[rows].tolist(),
            strict=True,
        )
        return [Tally(place, *rest) for place, rest in zip(places, figures, strict=True)]


def _ranked(passages: Integers, rows: Rows) -> Rows:
    """Those of some rows with passages, the most first, equals in the order given."""
    of_rows = passages[rows]
    kept = of_rows > 0
    rows, of_rows = rows[kept], of_rows[kept]
    # Of 16 bits, a stable sort takes a third of the time.
    order = np.argsort((_MOST - np.minimum(of_rows, _MOST)).astype(np.uint16), kind="stable")
    many = int(np.count_nonzero(of_rows >= _MOST))
    top = order[:many]
    order[:many] = top[np.argsort(-of_rows[top], kind="stable")]
    return rows[order]
