"""Passages with their mentions, read from the library as they are looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter

from viewer.library.cells import Cells, Integers, Rows
from viewer.library.columns import Columns
from viewer.library.lazily import Lazy
from viewer.library.source import Source, passage_of
from viewer.library.tallies import Excerpt
from viewer.model import Mention, Passage, Reading, Role


class Excerpts:
    """Makes excerpts of the cells of a library."""

    def __init__(self, source: Source, columns: Columns, *, adjectives: bool) -> None:
        self._source = source
        self._articles = columns.articles
        self._adjectives = adjectives

    def of(self, cells: Cells, rows: Rows, meant: Callable[[Mention], bool]) -> Lazy[Excerpt]:
        """The passages of some cells, with those of their mentions that are meant."""

        def make(start: int, end: int) -> Sequence[Excerpt]:
            some = rows[start:end]
            found = self.passages(cells.article[some], cells.passage[some])
            return [
                Excerpt(reading, passage, tuple(filter(meant, self.mentions(reading, passage))))
                for reading, passage in found
            ]

        return Lazy(len(rows), make)

    def passages(self, articles: Integers, passages: Integers) -> list[tuple[Reading, Passage]]:
        """Passages by their numbers, and their articles by row."""
        ordinals = (passages - self._articles.first_passage[articles]).tolist()
        readings = self._source.readings(self._articles.number[articles].tolist())
        return [
            (reading, passage_of(reading, ordinal))
            for reading, ordinal in zip(readings, ordinals, strict=True)
        ]

    def mentions(self, reading: Reading, passage: Passage) -> Sequence[Mention]:
        """The mentions in a passage that count."""
        start = bisect_left(reading.mentions, passage.start, key=attrgetter("start"))
        end = bisect_left(reading.mentions, passage.end, lo=start, key=attrgetter("start"))
        return [
            mention
            for mention in reading.mentions[start:end]
            if self._adjectives or mention.role is not Role.ADJECTIVE
        ]
