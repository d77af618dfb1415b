"""What a library counts, as columns: loaded at once, so that a filter asks no database.

An article, a place and a mention are rows of arrays. What is text stays in the file, but for
outlets, languages, kinds and countries, of which there are few.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Cells, Flags, Integers, Rows
from viewer.library.packing import ADJECTIVE, COUNTED, MENTION, UNSURE
from viewer.library.spots import SHAPES
from viewer.library.store import Store

UNDATED = int(np.iinfo(np.int32).min)
"""`Articles.day` of an article without a date."""
DAY, MONTH, YEAR = range(3)
"""How precise a date is, in `Articles.precision`."""
NOWHERE = -1
"""The row of the place of a mention that has none."""

_PRECISIONS = {None: DAY, "day": DAY, "month": MONTH, "year": YEAR}
_SHAPES = {shape.value: number for number, shape in enumerate(SHAPES)}
_ARTICLES = f"""
SELECT number, coalesce(story, number), coalesce(day, {UNDATED}), precision, source, language,
       first_passage, passage_count, packed
FROM articles ORDER BY number
"""
_PLACES = "SELECT number, lat, lon, shape, kind, country FROM places ORDER BY number"

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Texts of which there are few: a number for each row, and what the numbers mean."""

    code: Integers
    texts: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Coded:
        """Number some texts in the order in which they come; None is ""."""
        codes: dict[str, int] = {}
        numbers = (codes.setdefault(value or "", len(codes)) for value in values)
        return cls(np.fromiter(numbers, np.int32, len(values)), tuple(codes))

    def among(self, wanted: frozenset[str]) -> Flags:
        """Which rows have one of some texts."""
        return np.array([text in wanted for text in self.texts], bool)[self.code]


@dataclass(frozen=True, slots=True, eq=False)
class Articles:
    """The articles in the order in which they came."""

    number: Rows
    story: Rows
    """The row of the first article of its story, or its own."""
    day: Integers
    """Since 1970-01-01, or `UNDATED`."""
    precision: NDArray[np.uint8]
    outlet: Coded
    language: Coded
    first_passage: Rows
    """The number of the first of its passages; the others follow."""
    passages: Rows
    """How many it has."""

    last_day: Integers
    """Of the month or the year, where `day` is the first of one."""
    passage_rows: tuple[Rows, Rows]
    """`first_passage` in ascending order, and the rows of these."""

    def __len__(self) -> int:
        return len(self.number)

    def with_passages(self, passages: Rows) -> tuple[Rows, Rows]:
        """The rows of the articles that have passages, and these; what none has is left out."""
        firsts, rows = self.passage_rows
        if not len(rows):
            return rows, rows
        owners = rows[np.searchsorted(firsts, passages, "right") - 1]
        ordinals = passages - self.first_passage[owners]
        held = (ordinals >= 0) & (ordinals < self.passages[owners])
        return owners[held], passages[held]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a library in the order of their numbers."""

    number: Rows
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

    article: Rows
    passage: Rows
    """Its number in the library."""
    place: Rows
    """The row of the place, or `NOWHERE`."""
    name: Integers
    flags: NDArray[np.uint8]

    def where(self, kept: Flags) -> Mentions:
        """Those that are flagged."""
        return Mentions(
            self.article[kept],
            self.passage[kept],
            self.place[kept],
            self.name[kept],
            self.flags[kept],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Doubts:
    """The names that have no place, or none that is certain, each with that place."""

    cells: Cells
    name: Rows
    """By group: `names.number`."""
    place: Rows
    """By group: the row of the place, or `NOWHERE`."""

    @classmethod
    def of(cls, mentions: Mentions) -> Doubts:
        """Those of some mentions."""
        found = mentions.where((mentions.place == NOWHERE) | (mentions.flags & UNSURE > 0))
        step = int(found.place.max(initial=NOWHERE)) + 2
        keys = found.name.astype(np.int64) * step + (found.place + 1)
        known, group = np.unique(keys, return_inverse=True)
        cells = _cells(found, group.astype(np.intp), len(known))
        return cls(cells, known // step, known % step - 1)


class Columns:
    """The columns of a library as it was at one moment; they never change."""

    def __init__(self, articles: Articles, places: Places, mentions: Mentions, change: int) -> None:
        """Use `load`; `change` is the library's last."""
        self.articles = articles
        self.places = places
        self.mentions = mentions
        self.change = change
        self._kept: dict[Any, Any] = {}
        self._lock = RLock()

    @classmethod
    def load(cls, store: Store) -> Columns:
        """Read all of a library that is counted."""
        with _uncollected(), store.reading() as connection:
            change = connection.execute("SELECT last FROM changes").fetchone()[0]
            places = _places(connection)
            articles, mentions = _articles(connection, places)
        return cls(articles, places, mentions, change)

    def renewed(self, store: Store) -> Columns:
        """The columns of the library as it is now."""
        return Columns.load(store)

    def placed(self, *, adjectives: bool) -> Cells:
        """Passages that name a place, by its row."""

        def make() -> Cells:
            found = self._counted(adjectives)
            found = found.where(found.place != NOWHERE)
            return _cells(found, found.place, len(self.places))

        return self.kept(("placed", adjectives), make)

    def doubts(self, *, adjectives: bool) -> Doubts:
        """Passages with a name that has no place, or none that is certain."""
        return self.kept(("doubts", adjectives), lambda: Doubts.of(self._counted(adjectives)))

    def kept(self, key: Any, make: Callable[[], _Made]) -> _Made:
        """What is made of these columns once, when it is asked for first."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            return self._kept[key]  # type: ignore[no-any-return]

    def _counted(self, adjectives: bool) -> Mentions:
        return self.mentions if adjectives else self.kept("literal", self._literal)

    def _literal(self) -> Mentions:
        return self.mentions.where(self.mentions.flags & ADJECTIVE == 0)


def row_of(numbers: Rows, number: int) -> int | None:
    """Where a number stands among ascending ones."""
    row = int(np.searchsorted(numbers, number))
    return row if row < len(numbers) and numbers[row] == number else None


def rows_of(numbers: Rows, wanted: Rows) -> Rows:
    """Where numbers stand among ascending ones, which have them all."""
    return np.searchsorted(numbers, wanted)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, which would look through all rows again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _cells(mentions: Mentions, group: Rows, groups: int) -> Cells:
    unsure = mentions.flags & UNSURE > 0
    return Cells.of(group, mentions.article, mentions.passage, unsure, groups)


def _columns(rows: Iterable[Sequence[Any]], count: int) -> list[tuple[Any, ...]]:
    return list(zip(*rows, strict=True)) or [()] * count


def _places(connection: sqlite3.Connection) -> Places:
    number, lat, lon, shape, kind, country = _columns(connection.execute(_PLACES), 6)
    return Places(
        number=np.array(number, np.intp),
        lat=np.array(lat, np.float64),
        lon=np.array(lon, np.float64),
        shape=np.fromiter(map(_SHAPES.__getitem__, shape), np.uint8, len(shape)),
        kind=Coded.of(kind),
        country=Coded.of(country),
    )


def _articles(connection: sqlite3.Connection, places: Places) -> tuple[Articles, Mentions]:
    columns = _columns(connection.execute(_ARTICLES), 9)
    number, story, day, precision, source, language, first, count, packed = columns
    numbers = np.array(number, np.intp)
    firsts = np.array(first, np.intp)
    days = np.array(day, np.int32)
    precisions = np.fromiter(map(_PRECISIONS.__getitem__, precision), np.uint8, len(precision))
    order = np.argsort(firsts)
    articles = Articles(
        number=numbers,
        story=_stories(numbers, np.array(story, np.intp)),
        day=days,
        precision=precisions,
        outlet=Coded.of(source),
        language=Coded.of(language),
        first_passage=firsts,
        passages=np.array(count, np.intp),
        last_day=_last_days(days, precisions),
        passage_rows=(firsts[order], order),
    )
    return articles, _mentions(packed, firsts, places)


def _last_days(days: Integers, precisions: NDArray[np.uint8]) -> Integers:
    last = days.copy()
    for precision, unit in ((MONTH, "M"), (YEAR, "Y")):
        rows = np.flatnonzero(precisions == precision)
        begun = days[rows].astype("M8[D]").astype(f"M8[{unit}]")
        last[rows] = (begun + 1).astype("M8[D]").astype(np.int64) - 1
    return last


def _stories(numbers: Rows, stories: Rows) -> Rows:
    """The row of the first article of each story; that article may be gone, but not its number."""
    known, first = np.unique(stories, return_index=True)
    return first[np.searchsorted(known, stories)] if len(known) else stories


def _mentions(packed: Sequence[bytes], firsts: Rows, places: Places) -> Mentions:
    whole = np.frombuffer(b"".join(packed), MENTION)
    lengths = np.fromiter(map(len, packed), np.intp, len(packed)) // MENTION.itemsize
    article = np.repeat(np.arange(len(packed)), lengths)
    counted = whole["flags"] & COUNTED > 0
    whole, article = whole[counted], article[counted]
    # Number 0 is no place and gets the row NOWHERE.
    rows = np.full(int(places.number.max(initial=0)) + 1, NOWHERE, np.intp)
    rows[places.number] = np.arange(len(places))
    return Mentions(
        article=article,
        passage=firsts[article] + whole["passage"],
        place=rows[whole["place"]],
        name=whole["name"].copy(),
        flags=whole["flags"].astype(np.uint8),
    )
