"""The ledger of a library: names without a place, or without one that is certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from viewer.library.cells import Rows
from viewer.library.columns import NOWHERE, Columns
from viewer.library.excerpts import Excerpts
from viewer.library.lazily import Lazy
from viewer.library.names import bare
from viewer.library.narrowing import Narrowed
from viewer.library.source import Source
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
        return Lazy(int(np.count_nonzero(self._counted.passages)), self._lines)

    @cached_property
    def _order(self) -> Rows:
        """The groups that are shown: most mentions first, then by name and the id of the place."""
        counted = self._counted
        by_name = self._columns.kept(("doubts by name", id(self._doubts)), self._by_name)
        shown = by_name[counted.passages[by_name] > 0]
        return shown[np.argsort(-counted.mentions[shown], kind="stable")]

    def _by_name(self) -> Rows:
        doubts = self._doubts
        names = self._texts("names", "name", doubts.name)
        placed = doubts.place != NOWHERE
        numbers = self._columns.places.number[doubts.place[placed]]
        ids = self._texts("places", "id", numbers)
        wheres = np.zeros(len(doubts.place), np.intp)
        wheres[placed] = numbers
        both = zip(doubts.name.tolist(), wheres.tolist(), strict=True)
        keys = [
            (names.get(name, ""), ids.get(where, ""), group)
            for group, (name, where) in enumerate(both)
        ]
        keys.sort()
        return np.fromiter((group for _, _, group in keys), np.intp, len(keys))

    def _texts(self, table: str, column: str, numbers: Rows) -> dict[int, str]:
        wanted = set(numbers.tolist())
        with self._source.store.reading() as connection:
            found = connection.execute(f"SELECT number, {column} FROM {table}")
            return {number: text for number, text in found if number in wanted}

    def _lines(self, start: int, end: int) -> list[Unplaced]:
        return [self._line(int(group)) for group in self._order[start:end]]

    def _line(self, group: int) -> Unplaced:
        doubts = self._doubts
        row = int(doubts.place[group])
        place = None
        if row != NOWHERE:
            (place,) = self._source.places([int(self._columns.places.number[row])])
        key = (self._name(int(doubts.name[group])), "" if place is None else place.id)
        cells = doubts.cells.of_group(group, self._kept)
        excerpts = self._excerpts.of(doubts.cells, cells, lambda m: doubtful_name(m) == key)
        named, why = _most_often(excerpts[:_LOOKED_AT])
        mentions = int(self._counted.mentions[group])
        return Unplaced(named or key[0], why, excerpts, place, mentions)

    def _name(self, number: int) -> str:
        with self._source.store.reading() as connection:
            found = connection.execute("SELECT name FROM names WHERE number = ?", (number,))
            row = found.fetchone()
        return "" if row is None else str(row[0])


def _most_often(excerpts: Iterable[Excerpt]) -> tuple[str, str]:
    """The form of a name, and the reason, that some excerpts have most often."""
    mentions = [mention for excerpt in excerpts for mention in excerpt.mentions]
    if not mentions:
        return "", ""
    names = Counter(bare(mention.text) for mention in mentions)
    reasons = Counter(map(doubt, mentions))
    return names.most_common(1)[0][0], reasons.most_common(1)[0][0]
