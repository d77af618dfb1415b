"""A damaged library: what can be read of it goes into a new one, and what that is is said.

The damaged file is never written. What people decided and saved comes first. Of an article the
text matters most: passages and places can be found in it again.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import struct
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from viewer.corpus.prose.passages import split
from viewer.library.salvaging.mending import mended
from viewer.library.salvaging.wreck import Wreck
from viewer.library.storage import loading, rows, writing
from viewer.library.storage.articles import Stored
from viewer.library.storage.copying import delete
from viewer.library.storage.errors import system_translated
from viewer.library.storage.numbers import Numbers
from viewer.library.storage.store import Store
from viewer.model import Article, Mention, Passage, Place, Reading

LOST = "{}"
"""What made a result when that is not known any more: by that it is stale."""
NAMELESS = Path("a file whose name was lost")
"""Where an article stood, if that is not known any more; `Article.part` tells them apart."""

_AT_ONCE = 64
_PACKED = 16
"""Bytes of a mention in `articles.packed`."""
_NOISE = (
    sqlite3.Error,
    ValueError,
    TypeError,
    KeyError,
    OverflowError,
    AttributeError,
    struct.error,
)
"""What pages of noise set off when they are taken for rows."""
Report = Callable[[int, int], None]
_File = tuple[Path, str]


@dataclass(slots=True)
class Share:
    """How much of something was saved."""

    saved: int = 0
    known: int = 0
    """So many there were, as far as that can still be told."""

    def __str__(self) -> str:
        if self.saved >= self.known:
            return f"all {self.saved:,}" if self.saved else "none, for none were seen"
        return f"{self.saved:,} of {self.known:,}"


@dataclass(slots=True)
class Salvaged:
    """What was saved of a damaged library, and what was not."""

    articles: Share = field(default_factory=Share)
    decisions: Share = field(default_factory=Share)
    views: Share = field(default_factory=Share)
    mentions: int = 0
    to_find: int = 0
    """Articles whose places are to be found again."""
    lost: tuple[Path, ...] = ()
    """The files of articles that were not saved, as far as they are known."""

    def __str__(self) -> str:
        return (
            f"articles {self.articles}, mentions {self.mentions:,},"
            f" decisions {self.decisions}, saved views {self.views}"
        )


def salvage(damaged: Path, target: Path, *, progress: Report | None = None) -> Salvaged:
    """Save what can be read of a damaged library as a new one.

    `progress` is told how many articles were saved, and of how many. Raises `LibraryError` where
    the new library cannot be written, or is there already.
    """
    store = Store.create(target)
    try:
        with store, system_translated(target), mended(damaged, target.parent) as wreck:
            return _Salvage(wreck, store, progress or _tell_nobody).run()
    except BaseException:
        delete(target)
        raise


class _Salvage:
    """What was read of a damaged library on its way into a new one."""

    def __init__(self, wreck: Wreck, store: Store, progress: Report) -> None:
        self._read = read = wreck.rebuilt
        self._broken = wreck.broken
        self._store = store
        self._progress = progress
        self._report = Salvaged(decisions=Share(known=wreck.decisions))
        self._places = _places(read)
        self._makers: dict[int, str] = dict(read.execute("SELECT number, description FROM makers"))
        self._files: dict[int, list[_File]] = defaultdict(list)
        for path, part, article in read.execute("SELECT * FROM files ORDER BY path, part"):
            self._files[article].append((rows.path_of(path), part))
        query = "SELECT DISTINCT article_id FROM decisions"
        self._decided = {row[0] for row in read.execute(query)}
        self._numbers: dict[int, int] = {}
        self._stories: dict[int, int] = {}

    def run(self) -> Salvaged:
        """Save everything, what cannot be made again first."""
        self._save_decisions()
        self._save_views()
        self._save_articles()
        self._save_files()
        return self._report

    def _save_decisions(self) -> None:
        share = self._report.decisions
        found = self._all("decisions")
        share.known = max(len(found), share.known)
        with self._store.writing() as connection:
            numbers = Numbers(connection)
            for decision in found:
                place = self._places.get(decision["place"])
                if decision["kind"] == "place" and place is None:
                    continue  # it says nothing without
                decision["place"] = None if place is None else numbers.place(place)
                decision["made"] = _time(decision["made"])
                # Until its article is there; and stories have other numbers.
                decision["story"] = None
                decision["orphan"] = int(decision["kind"] != "own story")
                share.saved += _insert(connection, "decisions", decision)

    def _save_views(self) -> None:
        share = self._report.views
        with self._store.writing() as connection:
            for view in self._all("views"):
                if not _is_json(view["state"]):
                    continue
                view["made"] = _time(view["made"])
                share.known += 1
                share.saved += _insert(connection, "views", view)

    def _all(self, table: str) -> list[dict[str, Any]]:
        found = self._read.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def _save_articles(self) -> None:
        query = "SELECT number FROM articles UNION SELECT article FROM texts"
        numbers = [row[0] for row in self._read.execute(query)]
        numbers = sorted({*numbers, *self._files})
        for at in range(0, len(numbers), _AT_ONCE):
            self._save_batch(numbers[at : at + _AT_ONCE])
            self._progress(min(at + _AT_ONCE, len(numbers)), len(numbers))
        self._report.articles.known = len(numbers)
        lost = [file[0] for number in numbers for file in self._files_of_lost(number)]
        self._report.lost = tuple(dict.fromkeys(lost))
        first = self._numbers
        copies = {
            first[number]: first[story]
            for number, story in self._stories.items()
            if number in first and story != number and story in first
        }
        writing.set_stories(self._store, copies)

    def _files_of_lost(self, number: int) -> list[_File]:
        return [] if number in self._numbers else self._files.get(number, [])

    def _save_batch(self, numbers: Sequence[int]) -> None:
        """Save some articles; where that fails each for itself, as much as there is of it."""
        try:
            items = self._items(numbers, self._spans(numbers), self._mentions(numbers))
            self._put(items)
        except _NOISE:
            for number in numbers:
                self._save_one(number)

    def _save_one(self, number: int) -> None:
        """Save an article without what is noise of it, or not at all."""
        for spans, mentions in ((True, True), (True, False), (False, False)):
            try:
                items = self._items(
                    [number],
                    self._spans([number]) if spans else None,
                    self._mentions([number]) if mentions else None,
                )
                self._put(items)
            except _NOISE:
                continue
            return

    def _put(self, items: dict[int, Stored]) -> None:
        written = writing.put(self._store, list(items.values()))
        self._numbers.update(zip(items, written, strict=True))
        writing.put(self._store, [copy for number in items for copy in self._copies(items, number)])
        self._report.articles.saved += len(items)
        self._report.mentions += sum(len(item.reading.mentions) for item in items.values())
        self._report.to_find += sum(item.finder is None for item in items.values())

    def _copies(self, items: dict[int, Stored], number: int) -> list[Stored]:
        """An article once for each other file that it stood in."""
        item = items[number]
        return [
            replace(
                item,
                reading=replace(
                    item.reading, article=replace(item.reading.article, path=path, part=part)
                ),
            )
            for path, part in self._files.get(number, [])[1:]
        ]

    def _spans(self, numbers: Sequence[int]) -> dict[int, list[Passage]]:
        return loading.passages_in(self._read, numbers)

    def _mentions(self, numbers: Sequence[int]) -> dict[int, list[Sequence[Any]]]:
        found: dict[int, list[Sequence[Any]]] = defaultdict(list)
        listed = ",".join(map(str, numbers))
        for article, *row in self._read.execute(
            f"SELECT article, {rows.MENTION} FROM mentions WHERE article IN ({listed})"
            " ORDER BY article, start"
        ):
            found[article].append(row)
        return found

    def _items(
        self,
        numbers: Sequence[int],
        spans: dict[int, list[Passage]] | None,
        mentions: dict[int, list[Sequence[Any]]] | None,
    ) -> dict[int, Stored]:
        """Articles ready to be stored. Raises one of `_NOISE` if any cannot be."""
        items: dict[int, Stored] = {}
        for number, reader, finder, likeness, story, length, count, packed, *row in self._raw(
            numbers
        ):
            path, part = self._files.get(number, [(NAMELESS, str(number))])[0]
            article = loading.article_of(row, path, part)
            if len(article.text) != length:
                raise ValueError("the text is another one")
            passages = _passages(article, None if spans is None else spans.get(number, []), count)
            found = self._found(article, [] if mentions is None else mentions.get(number, []))
            whole = len(found) == packed // _PACKED or self._is_decided(article)
            items[number] = Stored(
                Reading(article, passages, found),
                self._makers.get(reader, LOST),
                self._makers.get(finder) if whole else None,
                likeness,
            )
            self._stories[number] = story
        return items

    def _raw(self, numbers: Sequence[int]) -> list[Any]:
        listed = ",".join(map(str, numbers))
        return self._read.execute(
            "SELECT number, reader, finder, likeness, story, length, passage_count, length(packed),"
            f" {loading.ARTICLE} FROM articles JOIN texts ON article = number"
            f" WHERE number IN ({listed}) ORDER BY number"
        ).fetchall()

    def _found(self, article: Article, raw: list[Sequence[Any]]) -> tuple[Mention, ...]:
        """Mentions, but for those whose place is lost."""
        return tuple(
            rows.mention_of(row, article.text, self._places.get(row[3]))
            for row in raw
            if row[3] is None or row[3] in self._places
        )

    def _is_decided(self, article: Article) -> bool:
        """Whether more or fewer mentions count than were found, and none was lost."""
        return article.id in self._decided and "mentions" not in self._broken

    def _save_files(self) -> None:
        """What files were: of those only of which nothing was lost, so the rest is read again."""
        lost = set(self._report.lost)
        saved = {path for number in self._numbers for path, _ in self._files.get(number, [])}
        with self._store.writing() as connection:
            numbers = Numbers(connection)
            for file in self._all("readings"):
                if rows.path_of(file["path"]) in saved - lost and file["reader"] in self._makers:
                    file["reader"] = numbers.maker("reader", self._makers[file["reader"]])
                    _insert(connection, "readings", file)
            for table in ("faults", "notes", "folders"):
                for row in self._all(table):
                    _insert(connection, table, row)


def _places(read: sqlite3.Connection) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for number, *row in read.execute(f"SELECT number, {rows.PLACE} FROM places"):
        try:
            found[number] = rows.place_of(row)
        except _NOISE:
            continue
    return found


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _time(made: str) -> str:
    """When something was made, or a time long ago if that is noise."""
    try:
        return dt.datetime.fromisoformat(made).isoformat()
    except ValueError:
        return dt.datetime.fromtimestamp(0, dt.UTC).isoformat()


def _passages(
    article: Article, spans: Collection[Passage] | None, count: int
) -> tuple[Passage, ...]:
    """The passages of an article, found again in its text if one is lost."""
    length = len(article.text)
    if spans is None or len(spans) != count:
        return split(article.text)
    if any(not 0 <= span.start <= span.end <= length for span in spans):
        return split(article.text)
    return tuple(spans)


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> bool:
    """Insert a row, unless it is noise."""
    columns, values = ", ".join(row), ",".join("?" * len(row))
    try:
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({values})", tuple(row.values())
        )
    except sqlite3.IntegrityError:
        return False
    return True


def _tell_nobody(done: int, total: int) -> None:
    """For those who don't ask."""
