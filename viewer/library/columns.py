"""What a library counts, as columns: loaded at once, so that a filter asks no database.

An article, a place and a mention are rows of arrays. What is text stays in the file, but for
outlets, languages, kinds and countries, of which there are few.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import RLock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Cells, Flags, Integers
from viewer.library.storage.packing import ADJECTIVE, UNSURE

UNDATED = int(np.iinfo(np.int32).min)
"""`Articles.day` of an article without a date."""
DAY, MONTH, YEAR = range(3)
"""How precise a date is, in `Articles.precision`."""
NOWHERE = -1
"""The row of the place of a mention that has none."""

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Texts of which there are few: a number for each row, and what the numbers mean."""

    code: Integers
    texts: tuple[str, ...]

    def among(self, wanted: frozenset[str]) -> Flags:
        """Which rows have one of some texts."""
        return np.array([text in wanted for text in self.texts], bool)[self.code]

    def take(self, rows: Any) -> Coded:
        """Some rows of it."""
        return Coded(self.code[rows], self.texts)

    def joined(self, other: Coded) -> Coded:
        """This and the rows of another below."""
        codes = {text: code for code, text in enumerate(self.texts)}
        known = [codes.setdefault(text, len(codes)) for text in other.texts]
        new = np.array(known, np.int32)[other.code]
        return Coded(np.concatenate((self.code, new)), tuple(codes))


@dataclass(frozen=True, slots=True, eq=False)
class Articles:
    """The articles in the order in which they came."""

    number: Integers
    story: Integers
    """The row of the first article of its story, or its own."""
    story_number: Integers
    day: Integers
    """Since 1970-01-01, or `UNDATED`; of a month or a year the first."""
    last_day: Integers
    """The last that it may be of."""
    precision: NDArray[np.uint8]
    outlet: Coded
    language: Coded
    first_passage: Integers
    """The number of the first of its passages, which the others follow; 0 if it has none."""
    owners: Integers
    """By the number of a passage: the row of its article, or -1."""

    def __len__(self) -> int:
        return len(self.number)

    def with_passages(self, passages: Integers) -> tuple[Integers, Integers]:
        """The rows of the articles that have passages, and these; what none has is left out."""
        passages = passages[passages < len(self.owners)]
        rows = self.owners[passages]
        known = rows >= 0
        return (rows, passages) if known.all() else (rows[known], passages[known])


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a library in the order of their numbers."""

    number: Integers
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    shape: NDArray[np.uint8]
    """An index into `SHAPES`."""
    kind: Coded
    country: Coded

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """The mentions that are in no furniture, in the order of articles and text."""

    article: Integers
    passage: Integers
    """Its number in the library."""
    place: Integers
    """The row of the place, or `NOWHERE`."""
    name: Integers
    flags: NDArray[np.uint8]

    def cells(self, rows: Any, group: Integers, groups: int) -> Cells:
        """Some of them, sorted by what they name."""
        unsure = self.flags[rows] & UNSURE > 0
        return Cells.of(group, self.article[rows], self.passage[rows], unsure, groups)


@dataclass(frozen=True, slots=True, eq=False)
class Doubts:
    """The names that have no place, or none that is certain, each with that place."""

    cells: Cells
    name: Integers
    """By group: `names.number`."""
    place: Integers
    """By group: the row of the place, or `NOWHERE`."""

    @classmethod
    def of(cls, mentions: Mentions, counted: Flags) -> Doubts:
        """Those of the mentions that count."""
        doubtful = (mentions.place == NOWHERE) | (mentions.flags & UNSURE > 0)
        rows = np.flatnonzero(doubtful & counted)
        step = int(mentions.place.max(initial=NOWHERE)) + 2
        keys = mentions.name[rows].astype(np.int64) * step + (mentions.place[rows] + 1)
        known, group = np.unique(keys, return_inverse=True)
        cells = mentions.cells(rows, group.astype(np.int32), len(known))
        name, place = known // step, known % step - 1
        return cls(cells, name.astype(np.int32), place.astype(np.int32))


class Columns:
    """The columns of a library as it was at one moment; they never change."""

    def __init__(self, articles: Articles, places: Places, mentions: Mentions, change: int) -> None:
        """Use `gathering.load`; `change` is the library's last."""
        self.articles = articles
        self.places = places
        self.mentions = mentions
        self.change = change
        self._kept: dict[Any, Any] = {}
        self._locks: dict[Any, RLock] = {}

    def placed(self, *, adjectives: bool) -> Cells:
        """Passages that name a place, by its row."""

        def make() -> Cells:
            mentions = self.mentions
            rows = np.flatnonzero((mentions.place != NOWHERE) & self._counted(adjectives))
            return mentions.cells(rows, mentions.place[rows], len(self.places))

        return self.kept(("placed", adjectives), make)

    def doubts(self, *, adjectives: bool) -> Doubts:
        """Passages with a name that has no place, or none that is certain."""

        def make() -> Doubts:
            return Doubts.of(self.mentions, self._counted(adjectives))

        return self.kept(("doubts", adjectives), make)

    def naming(self, *, adjectives: bool) -> Flags:
        """The passages with a mention, by their numbers."""

        def make() -> Flags:
            flags = np.zeros(len(self.articles.owners), bool)
            flags[self.placed(adjectives=adjectives).passage] = True
            flags[self.doubts(adjectives=adjectives).cells.passage] = True
            return flags

        return self.kept(("naming", adjectives), make)

    def named_in(self, *, adjectives: bool) -> Integers:
        """In how many of its passages an article has a mention, by its row."""

        def make() -> Integers:
            owners = self.articles.owners[np.flatnonzero(self.naming(adjectives=adjectives))]
            return np.bincount(owners, minlength=len(self.articles)).astype(np.int32)

        return self.kept(("named in", adjectives), make)

    def holds(self, key: Any) -> bool:
        """Whether something was made of these columns by now."""
        return key in self._kept

    def kept(self, key: Any, make: Callable[[], _Made]) -> _Made:
        """What is made of these columns once, when it is asked for first."""
        if key not in self._kept:  # what is made already waits for nothing that is being made
            with self._locks.setdefault(key, RLock()):
                if key not in self._kept:
                    self._kept[key] = make()
        return self._kept[key]  # type: ignore[no-any-return]

    def _counted(self, adjectives: bool) -> Flags:
        if adjectives:
            return np.ones(len(self.mentions.flags), bool)
        counted: Flags = self.mentions.flags & ADJECTIVE == 0
        return counted


def row_of(numbers: Integers, number: int) -> int | None:
    """Where a number stands among ascending ones."""
    row = int(np.searchsorted(numbers, number))
    return row if row < len(numbers) and numbers[row] == number else None
