"""Articles as rows: written, replaced, removed. All within a transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from viewer.library.storage import marks, rows, settling
from viewer.library.storage.numbers import Numbers, next_change
from viewer.model import Article, Mention, Reading

_COLUMNS = (
    "number, id, title, source, source_from, author, author_from, url, language, language_from,"
    " day, precision, day_from, encoding, length, reader, finder, likeness, story,"
    " first_passage, passage_count, packed, changed"
)
# An article that is read anew keeps its number, and its story unless it is given another.
_ANEW = ", ".join(
    f"{column} = excluded.{column}"
    for column in _COLUMNS.split(", ")
    if column not in ("number", "id", "story")
)
_ARTICLE = (
    f"INSERT INTO articles ({_COLUMNS}) VALUES ({','.join('?' * 23)})"
    f" ON CONFLICT (number) DO UPDATE SET {_ANEW}"
)
_PASSAGE = "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)"
_FILE = "INSERT OR REPLACE INTO files VALUES (?, ?, ?)"
_WORDS = "INSERT INTO passage_words (rowid, text) VALUES (?, ?)"
_NO_WORDS = "INSERT INTO passage_words (passage_words, rowid, text) VALUES ('delete', ?, ?)"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article to be stored, and what made it."""

    reading: Reading
    reader: str
    """What read it: JSON with the versions that matter."""
    finder: str | None = None
    """What found its places, likewise; None: they are still to be found."""
    likeness: bytes | None = None
    """What near copies of it are known by."""
    story: int | None = None
    """The number of the first article of which it is a copy; None: it is none."""


class Writer:
    """Writes articles in one transaction; rows wait until `flush`, to go in many at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._change = next_change(connection)
        self.numbers = Numbers(connection)
        self._number = _last(
            connection, "SELECT max(seq) FROM sqlite_sequence WHERE name = 'articles'"
        )
        self._passage = _last(connection, "SELECT max(number) FROM passages")
        self._waiting: dict[str, list[Sequence[Any]]] = {}
        self._known: dict[str, int] = {}
        self._written: list[int] = []
        self._placed: set[tuple[bytes, str]] = set()

    def put(self, item: Stored) -> int:
        """Store an article, or one more file of it; gives its number."""
        article = item.reading.article
        number = self._number_of(article)
        if number is None:
            number = self._number = self._number + 1
            self._add(number, item)
        elif not self._is_made_by(number, item):
            empty(self._connection, number)
            self._add(number, item)
        self._put_file(article, number)
        return number

    def refind(self, number: int, mentions: Sequence[Mention], finder: str) -> None:
        """Put mentions in the place of those that were found before."""
        self.flush()
        self.numbers.learn(mentions)
        passages = marks.passages_of(self._connection, number)
        found = marks.marks(number, mentions, passages, self.numbers)
        marks.rewrite(self._connection, number, found, (), self._change)
        self._written.append(number)
        self._connection.execute(
            "UPDATE articles SET finder = ? WHERE number = ?",
            (self.numbers.maker("finder", finder), number),
        )

    def finish(self) -> None:
        """Write what waits, and let what people decided count in what was written."""
        self.flush()
        if settling.any_decisions(self._connection):
            for number in self._written:
                settling.reapply(self._connection, number, self._change)

    def flush(self) -> None:
        """Write the rows that wait, each kind at once."""
        waiting, self._waiting = self._waiting, {}
        # Files refer to articles, and those of an article that is there wait before new articles.
        files = waiting.pop(_FILE, [])
        for statement, waited in (*waiting.items(), (_FILE, files)):
            self._connection.executemany(statement, waited)

    def _number_of(self, article: Article) -> int | None:
        if article.id in self._known:
            return self._known[article.id]
        found = self._connection.execute("SELECT number FROM articles WHERE id = ?", (article.id,))
        row = found.fetchone()
        return None if row is None else int(row[0])

    def _is_made_by(self, number: int, item: Stored) -> bool:
        """Whether an article was read, and its places found, by what would do it now."""
        self.flush()
        reader, finder = self._connection.execute(
            "SELECT reader, finder FROM articles WHERE number = ?", (number,)
        ).fetchone()
        if reader != self.numbers.maker("reader", item.reader):
            return False
        return item.finder is None or finder == self.numbers.maker("finder", item.finder)

    def _add(self, number: int, item: Stored) -> None:
        """Have the rows of an article wait, in the order in which they refer to each other."""
        reading = item.reading
        self._known[reading.article.id] = number
        self._written.append(number)
        text = rows.clean(reading.article.text)
        found = marks.marks(number, reading.mentions, reading.passages, self.numbers)
        blob = marks.packed(found, reading.passages)
        self._wait(_ARTICLE, [self._article_row(number, item, len(text), blob)])
        self._wait("INSERT INTO texts VALUES (?, ?)", [(number, text)])
        spans = list(enumerate(reading.passages))
        first = self._passage + 1
        self._wait(
            _PASSAGE,
            [(first + at, number, at, span.start, span.end, span.kind.value) for at, span in spans],
        )
        self._wait(_WORDS, [(first + at, text[span.start : span.end]) for at, span in spans])
        self._wait(marks.INSERT.format("mentions"), found)
        self._passage += len(spans)

    def _wait(self, statement: str, new: Iterable[Sequence[Any]]) -> None:
        self._waiting.setdefault(statement, []).extend(new)

    def _article_row(self, number: int, item: Stored, length: int, packed: bytes) -> Sequence[Any]:
        article = item.reading.article
        return (
            number,
            rows.clean(article.id),
            rows.clean(article.title),
            *rows.fact_row(article.source),
            *rows.fact_row(article.author),
            None if article.url is None else rows.clean(article.url),
            *rows.fact_row(article.language),
            *rows.dated_row(article.date),
            article.encoding,
            length,
            self.numbers.maker("reader", item.reader),
            None if item.finder is None else self.numbers.maker("finder", item.finder),
            item.likeness,
            number if item.story is None else item.story,
            self._passage + 1,
            len(item.reading.passages),
            packed,
            self._change,
        )

    def _put_file(self, article: Article, number: int) -> None:
        place = rows.path_bytes(article.path), rows.clean(article.part)
        if place in self._placed:
            self.flush()
        self._placed.add(place)
        before = self._connection.execute(
            "SELECT article FROM files WHERE path = ? AND part = ?", place
        ).fetchone()
        if before is not None and before[0] == number:
            return
        self._wait(_FILE, [(*place, number)])
        if before is not None:
            self.flush()
            remove_if_nowhere(self._connection, before[0])


def leave(connection: sqlite3.Connection, path: bytes, keep: Collection[str]) -> list[int]:
    """Forget the parts of a file but those to keep; gives the articles that are gone with them."""
    held = connection.execute("SELECT part, article FROM files WHERE path = ?", (path,)).fetchall()
    gone = [(part, article) for part, article in held if part not in keep]
    connection.executemany(
        "DELETE FROM files WHERE path = ? AND part = ?", [(path, part) for part, _ in gone]
    )
    articles = dict.fromkeys(article for _, article in gone)
    return [number for number in articles if remove_if_nowhere(connection, number)]


def remove_if_nowhere(connection: sqlite3.Connection, number: int) -> bool:
    """Remove an article that stands in no file any more."""
    query = "SELECT 1 FROM files WHERE article = ? LIMIT 1"
    if connection.execute(query, (number,)).fetchone():
        return False
    remove(connection, number)
    return True


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove an article with all that hangs on it; decisions stay, for they hang on words."""
    empty(connection, number)
    connection.execute(
        "UPDATE decisions SET orphan = 1"
        " WHERE article_id = (SELECT id FROM articles WHERE number = ?)",
        (number,),
    )
    connection.execute("DELETE FROM files WHERE article = ?", (number,))
    connection.execute("DELETE FROM articles WHERE number = ?", (number,))


def empty(connection: sqlite3.Connection, number: int) -> None:
    """Remove what was read from an article, and leave its own row and its files."""
    # The full-text index is told the words that go, for it holds none itself.
    words = connection.execute(
        "SELECT passages.number, start, end, text FROM passages JOIN texts USING (article)"
        " WHERE article = ?",
        (number,),
    ).fetchall()
    connection.executemany(
        _NO_WORDS, [(passage, text[start:end]) for passage, start, end, text in words]
    )
    for table in ("mentions", "overruled", "passages", "texts"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))


def _last(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0] or 0)
