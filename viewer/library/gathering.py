"""The columns of a library, read from its tables; and once more, only what has changed."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from viewer.library.cells import Flags, Integers
from viewer.library.columns import (
    DAY,
    MONTH,
    NOWHERE,
    UNDATED,
    YEAR,
    Articles,
    Coded,
    Columns,
    Mentions,
    Places,
)
from viewer.library.packing import COUNTED, MENTION
from viewer.library.spots import SHAPES
from viewer.library.store import Store
from viewer.model import Shape

_AT_ONCE = 4096
"""So many rows are held as Python's objects."""
_PRECISIONS = {"": DAY, "day": DAY, "month": MONTH, "year": YEAR}
_ARTICLES = f"""
SELECT number, coalesce(story, number), coalesce(day, {UNDATED}), coalesce(precision, ''),
       coalesce(source, ''), coalesce(language, ''), iif(passage_count, first_passage, 0), packed
FROM articles WHERE changed > ? ORDER BY number
"""
_PLACES = """
SELECT number, lat, lon, shape || char(31) || kind || char(31) || coalesce(country, '')
FROM places WHERE number > ? ORDER BY number
"""


def load(store: Store) -> Columns:
    """Read all of a library that is counted."""
    with _uncollected(), store.reading() as connection:
        places = _places(connection)
        found = _Found.of(connection)
        return _columns(connection, found, places)


def renewed(columns: Columns, store: Store) -> Columns:
    """The columns of the library as it is now; the same where nothing has changed."""
    with _uncollected(), store.reading() as connection:
        change, makers = _state(connection)
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        if (columns.change, columns.makers, len(columns.articles)) == (change, makers, count):
            return columns
        fresh = _Found.of(connection, columns.change)
        query = "SELECT number FROM articles ORDER BY number"
        there = np.array([row[0] for row in connection.execute(query)], np.int32)
        kept = np.isin(columns.articles.number, there)
        kept &= ~np.isin(columns.articles.number, fresh.number)
        # A row of a place changes only with the gazetteers, which other makers tell.
        places = columns.places
        if columns.makers == makers:
            places = _joined(places, _places(connection, int(places.number.max(initial=0))))
        else:
            places = _places(connection)
        return _columns(connection, _Found.kept(columns, kept).joined(fresh), places)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Articles as their table has them, ..."""

    number: Integers
    story: Integers
    """A number."""
    day: Integers
    precision: NDArray[np.uint8]
    outlet: Coded
    language: Coded
    first_passage: Integers
    mentions: Mentions
    """... and their mentions that count; places are numbers still, and articles rows."""

    @classmethod
    def of(cls, connection: sqlite3.Connection, after: int = -1) -> _Found:
        """Those that have changed after a change."""
        texts = {name: _Codes() for name in ("precision", "outlet", "language")}
        numbers: list[NDArray[np.int32]] = []
        mentions = _Packed()
        for rows in _chunks(connection.execute(_ARTICLES, (after,))):
            number, story, day, precision, outlet, language, first, packed = rows
            some = np.array((number, story, day, first), np.int32)
            numbers.append(some)
            for name, values in zip(texts, (precision, outlet, language), strict=True):
                texts[name].add(values)
            mentions.add(packed, some[3])
        number, story, day, first = np.concatenate(numbers or [np.zeros((4, 0), np.int32)], axis=1)
        precise = texts["precision"].coded()
        known = np.array([_PRECISIONS[text] for text in precise.texts], np.uint8)
        return cls(
            number,
            story,
            day,
            known[precise.code] if len(known) else np.zeros(0, np.uint8),
            texts["outlet"].coded(),
            texts["language"].coded(),
            first,
            mentions.mentions(),
        )

    @classmethod
    def kept(cls, columns: Columns, kept: Flags) -> _Found:
        """Those of columns that are flagged."""
        articles, mentions, places = columns.articles, columns.mentions, columns.places
        rows = np.flatnonzero(kept)
        held = kept[mentions.article]
        new_rows = (np.cumsum(kept) - 1).astype(np.int32)
        place = mentions.place[held]
        numbers = np.append(places.number, 0).astype(np.int32)
        return cls(
            articles.number[rows],
            articles.story_number[rows],
            articles.day[rows],
            articles.precision[rows],
            articles.outlet.take(rows),
            articles.language.take(rows),
            articles.first_passage[rows],
            Mentions(
                new_rows[mentions.article[held]],
                mentions.passage[held],
                numbers[place],
                mentions.name[held],
                mentions.flags[held],
            ),
        )

    def joined(self, other: _Found) -> _Found:
        """This and other articles, in the order of their numbers."""
        mine, theirs = self.mentions, other.mentions
        number = np.concatenate((self.number, other.number))
        order = np.argsort(number, kind="stable")
        rows = np.empty(len(order), np.int32)
        rows[order] = np.arange(len(order))
        before = np.concatenate((mine.article, theirs.article + len(self.number)))
        article = rows[before.astype(np.intp)]
        by_article = np.argsort(article, kind="stable")

        def both(name: str) -> Any:
            return np.concatenate((getattr(mine, name), getattr(theirs, name)))[by_article]

        return _Found(
            number[order],
            np.concatenate((self.story, other.story))[order],
            np.concatenate((self.day, other.day))[order],
            np.concatenate((self.precision, other.precision))[order],
            self.outlet.joined(other.outlet).take(order),
            self.language.joined(other.language).take(order),
            np.concatenate((self.first_passage, other.first_passage))[order],
            Mentions(
                article[by_article], both("passage"), both("place"), both("name"), both("flags")
            ),
        )


class _Codes:
    """Numbers texts in the order in which they come."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._codes: list[Integers] = []

    def add(self, values: Sequence[str]) -> None:
        """Number some more."""
        known = self._known
        for value in dict.fromkeys(values):
            known.setdefault(value, len(known))
        self._codes.append(np.array(list(map(known.__getitem__, values)), np.int32))

    def coded(self) -> Coded:
        """All that were added."""
        codes = np.concatenate(self._codes or [np.zeros(0, np.int32)])
        return Coded(codes, tuple(self._known))


class _Packed:
    """Gathers packed mentions."""

    def __init__(self) -> None:
        self._articles = 0
        self._parts: list[Mentions] = []

    def add(self, packed: Sequence[bytes], first_passage: Integers) -> None:
        """Those of some more articles."""
        whole = np.frombuffer(b"".join(packed), MENTION)
        lengths = np.array(list(map(len, packed))) // MENTION.itemsize
        article = np.repeat(np.arange(len(packed), dtype=np.int32), lengths)
        counted = np.flatnonzero(whole["flags"] & COUNTED)
        whole, article = whole[counted], article[counted]
        self._parts.append(
            Mentions(
                article + np.int32(self._articles),
                first_passage[article] + whole["passage"],
                whole["place"].copy(),
                whole["name"].copy(),
                whole["flags"].astype(np.uint8),
            )
        )
        self._articles += len(packed)

    def mentions(self) -> Mentions:
        """All that were added."""
        parts = self._parts

        def column(name: str, dtype: DTypeLike = np.int32) -> Any:
            return np.concatenate([getattr(part, name) for part in parts] or [np.zeros(0, dtype)])

        return Mentions(
            column("article"),
            column("passage"),
            column("place"),
            column("name"),
            column("flags", np.uint8),
        )


def _state(connection: sqlite3.Connection) -> tuple[int, int]:
    """The last change of articles, and the last maker."""
    query = "SELECT last, (SELECT coalesce(max(number), 0) FROM makers) FROM changes"
    change, makers = connection.execute(query).fetchone()
    return int(change), int(makers)


def _places(connection: sqlite3.Connection, after: int = 0) -> Places:
    numbers: list[NDArray[np.float64]] = []
    codes = _Codes()
    for number, lat, lon, code in _chunks(connection.execute(_PLACES, (after,))):
        numbers.append(np.array((number, lat, lon)))
        codes.add(code)
    number, lat, lon = np.concatenate(numbers or [np.zeros((3, 0))], axis=1)
    coded = codes.coded()
    parts = list(zip(*(text.split("\x1f") for text in coded.texts), strict=True)) or [()] * 3
    shape, kind, country = (_split(coded.code, texts) for texts in parts)
    shapes = np.array([SHAPES.index(Shape(text)) for text in shape.texts], np.uint8)
    return Places(
        number=number.astype(np.int32),
        lat=lat.copy(),
        lon=lon.copy(),
        shape=shapes[shape.code] if len(shapes) else np.zeros(0, np.uint8),
        kind=kind,
        country=country,
    )


def _split(code: Integers, texts: Sequence[str]) -> Coded:
    """One part of texts that were numbered together."""
    codes = _Codes()
    codes.add(texts)
    part = codes.coded()
    return Coded(part.code[code] if len(texts) else code, part.texts)


def _joined(places: Places, more: Places) -> Places:
    return Places(
        np.concatenate((places.number, more.number)),
        np.concatenate((places.lat, more.lat)),
        np.concatenate((places.lon, more.lon)),
        np.concatenate((places.shape, more.shape)),
        places.kind.joined(more.kind),
        places.country.joined(more.country),
    )


def _columns(connection: sqlite3.Connection, found: _Found, places: Places) -> Columns:
    query = "SELECT coalesce(max(number), 0) FROM passages"
    (last,) = connection.execute(query).fetchone()
    order = np.argsort(found.first_passage, kind="stable").astype(np.int32)
    order = order[found.first_passage[order] > 0]
    articles = Articles(
        number=found.number,
        story=_story_rows(found.story),
        story_number=found.story,
        day=found.day,
        last_day=_last_days(found.day, found.precision),
        precision=found.precision,
        outlet=found.outlet,
        language=found.language,
        first_passage=found.first_passage,
        owners=(found.first_passage[order], order),
        last_passage=int(last),
    )
    mentions = found.mentions
    # Number 0 is no place and gets the row NOWHERE.
    rows = np.full(int(places.number.max(initial=0)) + 1, NOWHERE, np.int32)
    rows[places.number] = np.arange(len(places))
    placed = Mentions(
        mentions.article, mentions.passage, rows[mentions.place], mentions.name, mentions.flags
    )
    return Columns(articles, places, placed, *_state(connection))


def _story_rows(stories: Integers) -> Integers:
    """The row of the first of each story; the article of that number itself may be gone."""
    known, first = np.unique(stories, return_index=True)
    return first[np.searchsorted(known, stories)].astype(np.int32) if len(known) else stories


def _last_days(days: Integers, precisions: NDArray[np.uint8]) -> Integers:
    last = days.copy()
    for precision, unit in ((MONTH, "M"), (YEAR, "Y")):
        rows = np.flatnonzero(precisions == precision)
        begun = days[rows].astype("M8[D]").astype(f"M8[{unit}]")
        last[rows] = (begun + 1).astype("M8[D]").astype(np.int64) - 1
    return last


def _chunks(cursor: sqlite3.Cursor) -> Iterator[list[tuple[Any, ...]]]:
    """The columns of some thousand rows at a time."""
    while rows := cursor.fetchmany(_AT_ONCE):
        yield list(zip(*rows, strict=True))


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
