"""What a search has found: each hit is made when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.library import searching
from viewer.library.cells import Integers
from viewer.library.excerpts import Excerpts
from viewer.library.lazily import Kept, Lazy
from viewer.library.searching import Node
from viewer.library.shown import Hit

_KEPT = 64


class Hits:
    """The passages that a query finds; the hits that were looked at last are kept."""

    def __init__(
        self, query: Node, excerpts: Excerpts, owners: Integers, passages: Integers
    ) -> None:
        """`owners` are the rows of the articles of the passages."""
        self._query = query
        self._excerpts = excerpts
        self._owners, self._passages = owners, passages
        self._made: Kept[int, Hit] = Kept(_KEPT, self._make)

    def first(self, limit: int | None) -> Lazy[Hit]:
        """The first of them, or all."""
        return Lazy(len(self._owners[:limit]), self._between)

    def _between(self, start: int, end: int) -> list[Hit]:
        return [hit for hit in self._made.get(range(start, end)) if hit is not None]

    def _make(self, wanted: Sequence[int]) -> dict[int, Hit]:
        owners, passages = self._owners[wanted], self._passages[wanted]
        found = self._excerpts.passages(owners, passages)
        texts = [reading.article.text[passage.start : passage.end] for reading, passage in found]
        hits = {}
        all_spans = searching.spans(self._query, texts)
        for at, (reading, passage), spans in zip(wanted, found, all_spans, strict=True):
            moved = tuple((passage.start + a, passage.start + b) for a, b in spans)
            mentions = tuple(self._excerpts.mentions(reading, passage))
            hits[at] = Hit(reading, passage, mentions, moved)
        return hits
