"""Which articles are copies of one story, found as they come.

Each article has a signature (`likeness`). Those that share a band of it with another are compared
by their texts, so that a thousand new articles among a hundred thousand cost a thousand look-ups.
What is a copy of a copy is of the same story: the order in which articles come makes no other
groups, only another first one if they are given other numbers.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from viewer.library.importing.likeness import (
    BANDS,
    VALUES,
    Runs,
    bands,
    estimates,
    is_copy,
    runs,
    unpacked,
)
from viewer.library.storage.store import Store
from viewer.model import Passage, PassageKind

_BATCH = 400
_LEAST_ESTIMATE = 0.3
_TRIES = 3
"""So many articles of one story are compared; if none is like, the others are not either."""
_MOST_STORIES = 40
_TEXTS_KEPT = 512
_LEAST_SORTED = 4096
_NO_DAY = np.iinfo(np.int32).min


class Stories:
    """The stories of a library. Knows what is stored when it is made, and what it is told."""

    def __init__(self, store: Store) -> None:
        self._texts = _Texts(store)
        self._store = store
        self._index = _Index()
        self._own = set(_own(store))
        with store.reading() as connection:
            found = connection.execute(
                "SELECT number, coalesce(story, number), day, likeness FROM articles"
                " WHERE likeness IS NOT NULL ORDER BY number"
            ).fetchall()
        self._index.add([row for row in found if row[0] not in self._own])

    def group(self, numbers: Sequence[int]) -> dict[int, int]:
        """The stories of articles that are new or were read anew; and of others that change."""
        changed: dict[int, int] = {}
        for number, story, day, likeness in self._rows(numbers):
            if number in self._own or likeness is None:
                continue
            self._index.add([(number, story, day, likeness)])
            for other in self._copies(number, unpacked([likeness])[0]):
                changed.update(self._index.join(number, other))
            changed.setdefault(number, self._index.story(number) or story)
        return changed

    def _rows(self, numbers: Sequence[int]) -> Iterator[tuple[int, int, int | None, bytes | None]]:
        for batch in _batches(numbers):
            marks = ",".join("?" * len(batch))
            with self._store.reading() as connection:
                yield from connection.execute(
                    "SELECT number, coalesce(story, number), day, likeness FROM articles"
                    f" WHERE number IN ({marks}) ORDER BY number",
                    batch,
                ).fetchall()

    def _copies(self, number: int, signature: NDArray[np.uint16]) -> Iterator[int]:
        """One article of each other story that this one is a copy of."""
        tried: dict[int, int] = defaultdict(int)
        joined = {self._index.story(number)}
        for other in self._index.like(number, signature):
            story = self._index.story(other)
            if story is None or story in joined or tried[story] >= _TRIES:
                continue
            tried[story] += 1
            if self._are_copies(number, other):
                joined.add(story)
                yield other
            if len(tried) >= _MOST_STORIES:
                return

    def _are_copies(self, one: int, other: int) -> bool:
        here, there = self._texts.runs(one), self._texts.runs(other)
        return is_copy(here, there, self._index.days_apart(one, other))


class _Texts:
    """The runs of words of articles, those last asked for kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: OrderedDict[int, Runs] = OrderedDict()

    def runs(self, number: int) -> Runs:
        """Those of an article; none where it is gone."""
        found = self._kept.pop(number, None)
        if found is None:
            found = self._read(number)
            if len(self._kept) >= _TEXTS_KEPT:
                self._kept.popitem(last=False)
        self._kept[number] = found
        return found

    def _read(self, number: int) -> Runs:
        with self._store.reading() as connection:
            text = connection.execute("SELECT text FROM texts WHERE article = ?", (number,))
            row = text.fetchone()
            passages = connection.execute(
                "SELECT start, end, kind FROM passages WHERE article = ? ORDER BY ordinal",
                (number,),
            ).fetchall()
        spans = [Passage(start, end, PassageKind(kind)) for start, end, kind in passages]
        return runs(row[0] if row else "", spans)


class _Index:
    """Signatures by their bands: most in sorted columns, the latest in a table."""

    def __init__(self) -> None:
        self._numbers = np.empty(0, np.int64)
        self._stories = np.empty(0, np.int64)
        self._days = np.empty(0, np.int32)
        self._signatures = np.empty((0, VALUES), np.uint16)
        self._count = 0
        self._row_of: dict[int, int] = {}
        self._keys = np.empty(0, np.uint64)
        self._key_rows = np.empty(0, np.int32)
        self._sorted = 0
        self._latest: dict[int, list[int]] = defaultdict(list)

    def add(self, rows: Sequence[tuple[int, int, int | None, bytes]]) -> None:
        """Take up articles: number, story, day and signature."""
        start, end = self._count, self._count + len(rows)
        self._grow(end)
        for at, (number, story, day, _) in enumerate(rows, start):
            self._numbers[at], self._stories[at] = number, story
            self._days[at] = _NO_DAY if day is None else day
            self._row_of[number] = at
        if rows:
            self._signatures[start:end] = unpacked([likeness for *_, likeness in rows])
        self._count = end
        if end - self._sorted > max(_LEAST_SORTED, self._sorted // 4):
            self._sort()
        else:
            for at, keys in enumerate(bands(self._signatures[start:end]).tolist(), start):
                for key in keys:
                    self._latest[key].append(at)

    def story(self, number: int) -> int | None:
        """The story of an article; None where it is not here."""
        row = self._row_of.get(number)
        return None if row is None else int(self._stories[row])

    def days_apart(self, one: int, other: int) -> int | None:
        """How many days lie between two articles, if both have a date."""
        days = [int(self._days[self._row_of[number]]) for number in (one, other)]
        return None if _NO_DAY in days else abs(days[0] - days[1])

    def like(self, number: int, signature: NDArray[np.uint16]) -> list[int]:
        """The other articles that may be like one, the likest first."""
        keys = bands(signature[np.newaxis])[0]
        starts = np.searchsorted(self._keys, keys)
        ends = np.searchsorted(self._keys, keys, "right")
        found = [self._key_rows[start:end] for start, end in zip(starts, ends, strict=True)]
        late = [row for key in keys.tolist() for row in self._latest.get(key, ())]
        rows = np.unique(np.concatenate([*found, np.array(late, np.int32)]))
        guess = estimates(signature, self._signatures[rows])
        kept = guess >= _LEAST_ESTIMATE
        rows, guess = rows[kept], guess[kept]
        likest = rows[np.lexsort((self._numbers[rows], -guess))]
        # A row that is no longer its article's own was replaced when that was read anew.
        mine = [(int(self._numbers[row]), int(row)) for row in likest]
        return [other for other, row in mine if other != number and self._row_of[other] == row]

    def join(self, one: int, other: int) -> Mapping[int, int]:
        """Make the stories of two articles one; the stories of those that change."""
        stories = sorted(int(self._stories[self._row_of[number]]) for number in (one, other))
        first, second = stories
        rows = np.flatnonzero(self._stories[: self._count] == second)
        self._stories[rows] = first
        return {int(number): first for number in self._numbers[rows]}

    def _sort(self) -> None:
        keys = bands(self._signatures[: self._count]).ravel()
        rows = np.repeat(np.arange(self._count, dtype=np.int32), BANDS)
        order = np.argsort(keys, kind="stable")
        self._keys, self._key_rows = keys[order], rows[order]
        self._sorted = self._count
        self._latest.clear()

    def _grow(self, count: int) -> None:
        if count <= len(self._numbers):
            return
        size = max(count, 2 * len(self._numbers), 1024)
        self._numbers = np.resize(self._numbers, size)
        self._stories = np.resize(self._stories, size)
        self._days = np.resize(self._days, size)
        self._signatures = np.resize(self._signatures, (size, VALUES))


def _own(store: Store) -> Iterable[int]:
    """The articles that people took out of their stories."""
    with store.reading() as connection:
        return [
            number
            for (number,) in connection.execute(
                "SELECT articles.number FROM decisions JOIN articles"
                " ON articles.id = decisions.article_id"
                " WHERE decisions.kind = 'own story' AND NOT decisions.undone"
            )
        ]


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    waiting = iter(numbers)
    while batch := list(islice(waiting, _BATCH)):
        yield batch
