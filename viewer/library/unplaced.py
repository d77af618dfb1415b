"""The ledger of a library: names without a place, or without one that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from viewer.library.cells import Integers, Rows
from viewer.library.columns import NOWHERE, Columns
from viewer.library.excerpts import Excerpts
from viewer.library.lazily import Lazy, placed_in_order
from viewer.library.narrowing import Narrowed
from viewer.library.ranking import Ranking
from viewer.library.source import Source
from viewer.library.storage.names import bare
from viewer.library.tallies import Excerpt, Unplaced, doubt, doubtful_name

_LOOKED_AT = 32
"""A line is named and explained as it most often is in so many of its passages."""


class Ledger:
    """The lines of the ledger, the most frequent name first."""

    def __init__(
        self, source: Source, columns: Columns, left: Narrowed, *, adjectives: bool
    ) -> None:
        self._source = source
        self._columns = columns
        self._kept = left.doubts
        self._adjectives = adjectives
        self._doubts = columns.doubts(adjectives=adjectives)
        self._counted = self._doubts.cells.count(left.doubts, whole_articles=left.whole_articles)
        self._excerpts = Excerpts(source, columns, adjectives=adjectives)

    @property
    def unplaced(self) -> int:
        """How many mentions have no place."""
        return int(self._counted.mentions[self._doubts.place == NOWHERE].sum())

    @property
    def unsure(self) -> int:
        """How many mentions have a place that is not certain."""
        return int(self._counted.mentions[self._doubts.place != NOWHERE].sum())

    def lines(self) -> Lazy[Unplaced]:
        """The lines, each made when it is asked for."""
        ranking = self._ranking
        return Lazy(len(ranking), lambda start, end: self._lines(ranking.rows(start, end)))

    @cached_property
    def _ranking(self) -> Ranking:
        """The groups that are shown: most mentions first, then by name and the id of the place."""
        return Ranking(self._counted.mentions, self._names_of, self._by_name)

    def _names_of(self, groups: Rows) -> Sequence[tuple[str, str]]:
        names = self._source.names(self._doubts.name[groups].tolist())
        rows = self._doubts.place[groups]
        placed = np.flatnonzero(rows != NOWHERE)
        ids = [""] * len(groups)
        numbers = self._columns.places.number[rows[placed]].tolist()
        for at, (_, id_) in zip(placed.tolist(), self._source.titles(numbers), strict=True):
            ids[at] = id_
        return list(zip(names, ids, strict=True))

    def _by_name(self) -> Integers:
        return self._columns.kept(("doubts by name", self._adjectives), self._all_by_name)

    def _all_by_name(self) -> Integers:
        pairs = self._names_of(np.arange(len(self._doubts.name)))
        return placed_in_order([name for name, _ in pairs], lambda row: pairs[row][1])

    def _lines(self, groups: Rows) -> list[Unplaced]:
        return [self._line(int(group)) for group in groups]

    def _line(self, group: int) -> Unplaced:
        doubts = self._doubts
        row = int(doubts.place[group])
        place = None
        if row != NOWHERE:
            (place,) = self._source.places([int(self._columns.places.number[row])])
        (name,) = self._source.names([int(doubts.name[group])])
        key = (name, "" if place is None else place.id)
        cells = doubts.cells.of_group(group, self._kept)
        excerpts = self._excerpts.of(doubts.cells, cells, lambda m: doubtful_name(m) == key)
        named, why = _most_often(excerpts[:_LOOKED_AT])
        mentions = int(self._counted.mentions[group])
        return Unplaced(named or key[0], why, excerpts, place, mentions)


def _most_often(excerpts: Iterable[Excerpt]) -> tuple[str, str]:
    """The form of a name, and the reason, that some excerpts have most often."""
    mentions = [mention for excerpt in excerpts for mention in excerpt.mentions]
    if not mentions:
        return "", ""
    names = Counter(bare(mention.text) for mention in mentions)
    reasons = Counter(map(doubt, mentions))
    return names.most_common(1)[0][0], reasons.most_common(1)[0][0]
