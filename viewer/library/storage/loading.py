"""Articles and places from a library, as the rest of Dateline knows them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from viewer.library.storage import rows
from viewer.library.storage.errors import sound_rows
from viewer.library.storage.store import Store
from viewer.model import (
    Article,
    Fault,
    Mention,
    Note,
    Passage,
    PassageKind,
    Place,
    Reading,
)

BATCH = 256
"""So many articles are read at once."""

ARTICLE = """
    id, title, source, source_from, author, author_from, url, language, language_from, day,
    precision, day_from, encoding, text
"""
"""The columns of `articles` and `texts` that make an `Article`, but for its file."""


def reading(store: Store, article_id: str) -> Reading:
    """The reading of an article. Raises `KeyError` for an id that is not there."""
    with store.reading() as connection, sound_rows(store.path):
        found = connection.execute("SELECT number FROM articles WHERE id = ?", (article_id,))
        if (row := found.fetchone()) is None:
            raise KeyError(article_id)
        return read(connection, [row[0]])[row[0]]


def readings(store: Store, numbers: Iterable[int] | None = None) -> Iterator[Reading]:
    """The readings of articles, in the order of their numbers given; of all without.

    Numbers that are no longer there are passed over.
    """
    wanted = iter(_all_numbers(store) if numbers is None else numbers)
    while batch := list(islice(wanted, BATCH)):
        with store.reading() as connection, sound_rows(store.path):
            found = read(connection, batch)
        yield from (found[number] for number in batch if number in found)


def place(store: Store, place_id: str | int) -> Place:
    """A place by its id or its number. Raises `KeyError` for one that is not there."""
    column = "id" if isinstance(place_id, str) else "number"
    with store.reading() as connection, sound_rows(store.path):
        found = connection.execute(
            f"SELECT {rows.PLACE} FROM places WHERE {column} = ?", (place_id,)
        ).fetchone()
        if found is None:
            raise KeyError(place_id)
        return rows.place_of(found)


def places(store: Store, numbers: Iterable[int]) -> dict[int, Place]:
    """Places by their numbers."""
    with store.reading() as connection, sound_rows(store.path):
        return places_in(connection, numbers)


def faults(store: Store) -> tuple[Fault, ...]:
    """What could not be read."""
    with store.reading() as connection, sound_rows(store.path):
        found = connection.execute("SELECT path, reason, line FROM faults ORDER BY rowid")
        return tuple(Fault(rows.path_of(path), reason, line) for path, reason, line in found)


def notes(store: Store) -> tuple[Note, ...]:
    """What to know about the files that were read."""
    with store.reading() as connection, sound_rows(store.path):
        found = connection.execute("SELECT path, text FROM notes ORDER BY rowid")
        return tuple(Note(rows.path_of(path), text) for path, text in found)


def folders(store: Store) -> dict[Path, bool]:
    """What was opened, and whether it is watched."""
    with store.reading() as connection, sound_rows(store.path):
        found = connection.execute("SELECT path, watched FROM folders ORDER BY path")
        return {rows.path_of(path): bool(watched) for path, watched in found}


def read(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Reading]:
    """Readings by the numbers of their articles."""
    articles = articles_in(connection, numbers)
    passages = passages_in(connection, numbers)
    mentions = _mentions(connection, numbers, articles)
    return {
        number: Reading(article, tuple(passages[number]), tuple(mentions[number]))
        for number, article in articles.items()
    }


def articles_in(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Article]:
    """Articles by their numbers, each in the first of its files."""
    articles: dict[int, Article] = {}
    for number, path, part, *row in connection.execute(
        f"SELECT number, path, part, {ARTICLE} FROM articles JOIN texts ON texts.article = number"
        f" LEFT JOIN files ON files.article = number WHERE number IN ({_marks(numbers)})"
        " ORDER BY number, path, part",
        numbers,
    ):
        if number not in articles:
            articles[number] = article_of(row, rows.path_of(path or b""), part or "")
    return articles


def _all_numbers(store: Store) -> list[int]:
    with store.reading() as connection, sound_rows(store.path):
        return [row[0] for row in connection.execute("SELECT number FROM articles ORDER BY number")]


def article_of(row: Sequence[Any], path: Path, part: str) -> Article:
    """An article from the columns `ARTICLE` and its file."""
    id_, title, source, source_from, author, author_from, url, language, language_from = row[:9]
    day, precision, day_from, encoding, text = row[9:]
    return Article(
        id=id_,
        path=path,
        text=text,
        encoding=encoding,
        title=title,
        source=rows.fact(source, source_from),
        author=rows.fact(author, author_from),
        url=url,
        date=rows.dated(day, precision, day_from),
        language=rows.fact(language, language_from),
        part=part,
    )


def passages_in(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Passage]]:
    """The passages of articles by their numbers."""
    found: dict[int, list[Passage]] = defaultdict(list)
    for article, start, end, kind in connection.execute(
        f"SELECT article, start, end, kind FROM passages WHERE article IN ({_marks(numbers)})"
        " ORDER BY article, ordinal",
        numbers,
    ):
        found[article].append(Passage(start, end, PassageKind(kind)))
    return found


def _mentions(
    connection: sqlite3.Connection, numbers: Sequence[int], articles: dict[int, Article]
) -> dict[int, list[Mention]]:
    raw = connection.execute(
        f"SELECT article, {rows.MENTION} FROM mentions WHERE article IN ({_marks(numbers)})"
        " ORDER BY article, start",
        numbers,
    ).fetchall()
    placed = places_in(connection, {row[4] for row in raw if row[4] is not None})
    found: dict[int, list[Mention]] = defaultdict(list)
    for article, *row in raw:
        mention = rows.mention_of(row, articles[article].text, placed.get(row[3]))
        found[article].append(mention)
    return found


def places_in(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Place]:
    """Places by their numbers."""
    wanted = iter(sorted(set(numbers)))
    found: dict[int, Place] = {}
    while batch := list(islice(wanted, BATCH)):
        query = f"SELECT number, {rows.PLACE} FROM places WHERE number IN ({_marks(batch)})"
        for number, *row in connection.execute(query, batch):
            found[number] = rows.place_of(row)
    return found


def _marks(values: Sequence[int]) -> str:
    return ",".join("?" * len(values))
