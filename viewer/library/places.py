"""The places that a library shows: counted, in order, and found by a part of their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from viewer.library.cells import Counted, Integers, Rows
from viewer.library.columns import Columns
from viewer.library.lazily import Lazy
from viewer.library.ranking import Ranking
from viewer.library.source import Source
from viewer.library.spots import Spots
from viewer.library.tallies import Tally
from viewer.library.titles import Titles
from viewer.model import Place


class Tallied:
    """The figures of a library's places."""

    def __init__(self, source: Source, columns: Columns, counted: Counted) -> None:
        self._source = source
        self._places = columns.places
        self._columns = columns
        self._counted = counted

    @cached_property
    def ranking(self) -> Ranking:
        """The rows of the places that are named: most passages first, then by title."""
        return Ranking(self._counted.passages, self._titles_of, self._by_title)

    @property
    def titles(self) -> Titles:
        """The titles of all places."""
        store, numbers = self._source.store, self._places.number
        return self._columns.kept("titles", lambda: Titles.load(store, numbers))

    def tallies(self) -> Lazy[Tally]:
        """Each place with its figures, in their order."""
        ranking = self.ranking
        return Lazy(len(ranking), lambda start, end: self._of(ranking.rows(start, end)))

    def tally(self, row: int) -> Tally | None:
        """The figures of the place in a row; None where it is not named."""
        return self._of(np.array([row]))[0] if self._counted.passages[row] else None

    @cached_property
    def spots(self) -> Spots:
        """The same as columns; the order of equals is not that of `tallies`."""
        return self._spots(self.ranking.unsettled)

    def listed(self) -> Spots:
        """The same as columns in the order of `tallies`, for which all titles must be known."""
        return self._spots(self.ranking.rows())

    def _spots(self, rows: Rows) -> Spots:
        places, counted = self._places, self._counted
        return Spots(
            number=places.number[rows],
            lat=places.lat[rows],
            lon=places.lon[rows],
            shape=places.shape[rows],
            passages=counted.passages[rows],
            mentions=counted.mentions[rows],
            articles=counted.articles[rows],
            unsure=counted.unsure[rows],
        )

    def titled(self, text: str) -> Rows:
        """Which of the tallies, by their index, have a part of a name; case and accents aside."""
        store, numbers = self._source.store, self._places.number
        variants = self._columns.kept("variants", lambda: Titles.variants(store, numbers))
        having = self.titles.having(text) | variants.having(text)
        return np.flatnonzero(having[self.ranking.rows()])

    def index_of(self, row: int) -> int | None:
        """Where in `tallies` the place in a row stands; None where it is not named."""
        found = np.flatnonzero(self.ranking.rows() == row)
        return int(found[0]) if len(found) else None

    def namesakes(self, row: int) -> list[Place]:
        """Other places that are named, of the same title as the one in a row."""
        title, others = self._place(row).title, self.titles.beside(row)
        named = [other for other in others if self._counted.passages[other]]
        return [place for other in named if (place := self._place(other)).title == title]

    def _place(self, row: int) -> Place:
        return self._source.places([int(self._places.number[row])])[0]

    def _titles_of(self, rows: Rows) -> Sequence[tuple[str, str]]:
        return self._source.titles(self._places.number[rows].tolist())

    def _by_title(self) -> Integers:
        return self.titles.places

    def _of(self, rows: Rows) -> list[Tally]:
        counted = self._counted
        places = self._source.places(self._places.number[rows].tolist())
        figures = zip(
            counted.mentions[rows].tolist(),
            counted.passages[rows].tolist(),
            counted.articles[rows].tolist(),
            counted.unsure[rows].tolist(),
            strict=True,
        )
        return [Tally(place, *rest) for place, rest in zip(places, figures, strict=True)]
