"""Articles and places from a library, as the rest of Dateline knows them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from viewer.library import rows
from viewer.library.store import Store
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

_ARTICLE = """
    SELECT number, id, title, source, source_from, author, author_from, url, language,
           language_from, day, precision, day_from, encoding, text, path, part
    FROM articles JOIN texts ON texts.article = number
    LEFT JOIN files ON files.article = number
    WHERE number IN ({marks}) ORDER BY number, path, part
"""


def reading(store: Store, article_id: str) -> Reading:
    """The reading of an article. Raises `KeyError` for an id that is not there."""
    with store.reading() as connection:
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
        with store.reading() as connection:
            found = read(connection, batch)
        yield from (found[number] for number in batch if number in found)


def place(store: Store, place_id: str | int) -> Place:
    """A place by its id or its number. Raises `KeyError` for one that is not there."""
    column = "id" if isinstance(place_id, str) else "number"
    with store.reading() as connection:
        found = connection.execute(
            f"SELECT {rows.PLACE} FROM places WHERE {column} = ?", (place_id,)
        ).fetchone()
    if found is None:
        raise KeyError(place_id)
    return rows.place_of(found)


def places(store: Store, numbers: Iterable[int]) -> dict[int, Place]:
    """Places by their numbers."""
    with store.reading() as connection:
        return _places(connection, numbers)


def faults(store: Store) -> tuple[Fault, ...]:
    """What could not be read."""
    with store.reading() as connection:
        found = connection.execute("SELECT path, reason, line FROM faults ORDER BY rowid")
        return tuple(Fault(rows.path_of(path), reason, line) for path, reason, line in found)


def notes(store: Store) -> tuple[Note, ...]:
    """What to know about the files that were read."""
    with store.reading() as connection:
        found = connection.execute("SELECT path, text FROM notes ORDER BY rowid")
        return tuple(Note(rows.path_of(path), text) for path, text in found)


def read(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Reading]:
    """Readings by the numbers of their articles."""
    marks = ",".join("?" * len(numbers))
    articles: dict[int, Article] = {}
    for row in connection.execute(_ARTICLE.format(marks=marks), numbers):
        if row[0] not in articles:  # the first of its files
            articles[row[0]] = _article(row)
    passages = _passages(connection, marks, numbers)
    mentions = _mentions(connection, marks, numbers, articles)
    return {
        number: Reading(article, tuple(passages[number]), tuple(mentions[number]))
        for number, article in articles.items()
    }


def _all_numbers(store: Store) -> list[int]:
    with store.reading() as connection:
        return [row[0] for row in connection.execute("SELECT number FROM articles ORDER BY number")]


def _article(row: Sequence[Any]) -> Article:
    (_, id_, title, source, source_from, author, author_from, url, language, language_from) = row[
        :10
    ]
    day, precision, day_from, encoding, text, path, part = row[10:]
    return Article(
        id=id_,
        path=rows.path_of(path or b""),
        text=text,
        encoding=encoding,
        title=title,
        source=rows.fact(source, source_from),
        author=rows.fact(author, author_from),
        url=url,
        date=rows.dated(day, precision, day_from),
        language=rows.fact(language, language_from),
        part=part or "",
    )


def _passages(
    connection: sqlite3.Connection, marks: str, numbers: Sequence[int]
) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    for article, start, end, kind in connection.execute(
        f"SELECT article, start, end, kind FROM passages WHERE article IN ({marks})"
        " ORDER BY article, ordinal",
        numbers,
    ):
        found[article].append(Passage(start, end, PassageKind(kind)))
    return found


def _mentions(
    connection: sqlite3.Connection,
    marks: str,
    numbers: Sequence[int],
    articles: dict[int, Article],
) -> dict[int, list[Mention]]:
    raw = connection.execute(
        f"SELECT article, {rows.MENTION} FROM mentions WHERE article IN ({marks})"
        " ORDER BY article, start",
        numbers,
    ).fetchall()
    placed = _places(connection, {row[4] for row in raw if row[4] is not None})
    found: dict[int, list[Mention]] = defaultdict(list)
    for article, *row in raw:
        mention = rows.mention_of(row, articles[article].text, placed.get(row[3]))
        found[article].append(mention)
    return found


def _places(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Place]:
    wanted = iter(sorted(set(numbers)))
    found: dict[int, Place] = {}
    while batch := list(islice(wanted, BATCH)):
        marks = ",".join("?" * len(batch))
        for number, *row in connection.execute(
            f"SELECT number, {rows.PLACE} FROM places WHERE number IN ({marks})", batch
        ):
            found[number] = rows.place_of(row)
    return found
