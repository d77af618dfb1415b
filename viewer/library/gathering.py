"""The columns of a library, read from its tables; and once more, only what has changed."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from viewer.corpus.timestamps import OF_THE_FILE
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
from viewer.library.spots import SHAPES
from viewer.library.storage.packing import COUNTED, MENTION
from viewer.library.storage.store import Store
from viewer.model import Shape

_AT_ONCE = 4096
"""So many rows are held as Python's objects."""
_PART, _ROW = "\x1f", "\x1e"
"""What stands between texts of a row, and between rows."""
_DEGREE = 10_000_000
"""Coordinates are exact to a centimetre."""
_OF_THE_FILE = ", ".join("'" + origin.replace("'", "''") + "'" for origin in sorted(OF_THE_FILE))
_PRECISIONS = {"": DAY, "day": DAY, "month": MONTH, "year": YEAR}
_ARTICLES = "FROM articles NOT INDEXED WHERE changed > ?"
"""Without an index they come in the order of their numbers."""
_FIRST = "iif(passage_count, first_passage, 0)"
_PLACES = "FROM places NOT INDEXED WHERE number > ?"


def load(store: Store) -> Columns:
    """Read all of a library that is counted."""
    with _uncollected(), ThreadPoolExecutor(1) as aside, store.reading() as connection:
        # SQLite works without Python's lock: places are read by another thread meanwhile.
        read = aside.submit(_places_after, store, _change(connection))
        found = _Found.of(connection)
        places = read.result()
        return _columns(connection, found, _places(connection) if places is None else places)


def _places_after(store: Store, change: int) -> Places | None:
    """The places as they are after a change; None if there was another one since."""
    with store.reading() as connection:
        return _places(connection) if _change(connection) == change else None


def renewed(columns: Columns, store: Store) -> Columns:
    """The columns of the library as it is now; the same where nothing has changed."""
    with _uncollected(), store.reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        if (columns.change, len(columns.articles)) == (_change(connection), count):
            return columns
        fresh = _Found.of(connection, columns.change)
        query = "SELECT number FROM articles ORDER BY number"
        there = np.array([row[0] for row in connection.execute(query)], np.int32)
        kept = np.isin(columns.articles.number, there)
        kept &= ~np.isin(columns.articles.number, fresh.number)
        # Places are read again: with other gazetteers, those known before may have moved.
        found = _Found.kept(columns, kept).joined(fresh)
        return _columns(connection, found, _places(connection))


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
        # The day on which a folder was copied is no news.
        of_file = f"day IS NULL OR day_from IN ({_OF_THE_FILE})"
        dates = f"CASE WHEN {of_file} THEN {UNDATED} ELSE day END"
        columns = ("number", "coalesce(story, number)", dates, _FIRST)
        numbers = _numbers(connection, columns, _ARTICLES, after)
        number, story, day, first = numbers.astype(np.int32)
        facts = ("coalesce(precision, '')", "coalesce(source, '')", "coalesce(language, '')")
        precise, outlet, language = _texts(connection, facts, _ARTICLES, after, len(number))
        precisions = np.array([_PRECISIONS[text] for text in precise.texts] or [DAY], np.uint8)
        mentions = _Packed()
        cursor = connection.execute(f"SELECT packed, {_FIRST} {_ARTICLES}", (after,))
        while rows := cursor.fetchmany(_AT_ONCE):
            packed, firsts = zip(*rows, strict=True)
            mentions.add(packed, np.array(firsts, np.int32))
        return cls(
            number,
            story,
            day,
            precisions[precise.code],
            outlet,
            language,
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


def _change(connection: sqlite3.Connection) -> int:
    """The last change of articles."""
    return int(connection.execute("SELECT last FROM changes").fetchone()[0])


def _numbers(
    connection: sqlite3.Connection, columns: Sequence[str], source: str, after: int
) -> NDArray[np.int64]:
    """Columns of whole numbers."""
    # As one text for a column they come twice as fast as with an object for each cell.
    joined = ", ".join(f"group_concat({column}, ' ')" for column in columns)
    texts = connection.execute(f"SELECT {joined} {source}", (after,)).fetchone()
    return np.array([np.fromstring(text or "", np.int64, sep=" ") for text in texts])


def _texts(
    connection: sqlite3.Connection, columns: Sequence[str], source: str, after: int, count: int
) -> list[Coded]:
    """Three columns of texts, of which the second may be anything."""
    row = f" || char({ord(_PART)}) || ".join(columns)
    query = f"SELECT group_concat({row}, char({ord(_ROW)})) {source}"
    (text,) = connection.execute(query, (after,)).fetchone()
    texts = [] if text is None else text.split(_ROW)
    if len(texts) != count:  # a text with a separator in it
        texts = [row[0] for row in connection.execute(f"SELECT {row} {source}", (after,))]
    return _parts(_coded(texts))


def _coded(texts: Sequence[str]) -> Coded:
    """Number texts in the order in which they come."""
    known = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    return Coded(np.array(list(map(known.__getitem__, texts)), np.int32), tuple(known))


def _parts(whole: Coded) -> list[Coded]:
    """Texts of three parts that were numbered together, the second of which may be anything."""
    split = []
    for text in whole.texts:
        first, _, rest = text.partition(_PART)
        second, _, third = rest.rpartition(_PART)
        split.append((first, second, third))
    parts = [_coded(texts) for texts in zip(*split, strict=True)] or [_coded(())] * 3
    return [part.take(whole.code) if split else part for part in parts]


def _places(connection: sqlite3.Connection) -> Places:
    degrees = [f"CAST(round({one} * {_DEGREE}) AS INTEGER)" for one in ("lat", "lon")]
    number, lat, lon = _numbers(connection, ("number", *degrees), _PLACES, 0)
    columns = ("shape", "kind", "coalesce(country, '')")
    shape, kind, country = _texts(connection, columns, _PLACES, 0, len(number))
    shapes = np.array([SHAPES.index(Shape(text)) for text in shape.texts] or [0], np.uint8)
    return Places(
        number=number.astype(np.int32),
        lat=lat / _DEGREE,
        lon=lon / _DEGREE,
        shape=shapes[shape.code],
        kind=kind,
        country=country,
    )


def _columns(connection: sqlite3.Connection, found: _Found, places: Places) -> Columns:
    query = "SELECT coalesce(max(number), 0) FROM passages"
    (last,) = connection.execute(query).fetchone()
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
        owners=_owners(found.first_passage, int(last)),
    )
    mentions = found.mentions
    # Number 0 is no place and gets the row NOWHERE.
    rows = np.full(int(places.number.max(initial=0)) + 1, NOWHERE, np.int32)
    rows[places.number] = np.arange(len(places))
    placed = Mentions(
        mentions.article, mentions.passage, rows[mentions.place], mentions.name, mentions.flags
    )
    return Columns(articles, places, placed, _change(connection))


def _owners(first_passages: Integers, last: int) -> Integers:
    """The row of the article of each passage, which all follow the first."""
    rows = np.argsort(first_passages).astype(np.int32)
    rows = rows[first_passages[rows] > 0]
    begins = np.zeros(last + 1, np.int32)
    begins[first_passages[rows]] = 1
    # At -1, before the first, stands what has no owner.
    return np.append(rows, np.int32(-1))[np.cumsum(begins) - 1]


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
