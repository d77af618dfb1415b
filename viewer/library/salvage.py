"""A damaged library: what can be read of it goes into a new one, and what that is is said.

The damaged file is never written. What people decided and saved comes first. Of an article the
text matters most: passages and places can be found in it again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from viewer.corpus.passages import split
from viewer.library import loading, marks, rows, writing
from viewer.library.articles import Stored
from viewer.library.copying import delete
from viewer.library.mending import mended
from viewer.library.numbers import Numbers
from viewer.library.store import Store
from viewer.library.wreck import Wreck
from viewer.model import Article, Fault, Mention, Note, Passage, Place, Reading

LOST = "{}"
"""What made a result when that is not known any more: by that it is stale."""
NAMELESS = Path("a file whose name was lost")
"""Where an article stood, if that is not known any more; `Article.part` tells them apart."""

_AT_ONCE = 64
_NOISE = (sqlite3.Error, ValueError, TypeError, KeyError, OverflowError, AttributeError)
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

    `progress` is told how many articles were tried, and of how many. Raises `LibraryError` where
    the new library cannot be written, or is there already.
    """
    store = Store.create(target)
    try:
        with store, mended(damaged, target.parent) as connection:
            return _Salvage(Wreck(connection), store, progress or _tell_nobody).run()
    except BaseException:
        delete(target)
        raise


class _Salvage:
    """One damaged library on its way into a new one."""

    def __init__(self, wreck: Wreck, store: Store, progress: Report) -> None:
        self._wreck = wreck
        self._store = store
        self._progress = progress
        self._report = Salvaged()
        self._places = _places(wreck)
        self._makers: dict[int, str] = dict(wreck.numbered("makers", "number, description"))
        self._files: dict[int, list[_File]] = defaultdict(list)
        for path, part, article in wreck.ordered("files", "path, part, article", "path, part"):
            self._files[article].append((rows.path_of(path), part))
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
        columns = _columns(self._store, "decisions")
        found = list(self._wreck.numbered("decisions", ", ".join(columns)))
        share.known = max(len(found), self._wreck.highest("decisions"))
        with self._store.writing() as connection:
            numbers = Numbers(connection)
            for row in found:
                decision = dict(zip(columns, row, strict=True))
                place = self._places.get(decision["place"])
                if decision["kind"] == "place" and place is None:
                    continue  # it says nothing without
                decision["place"] = None if place is None else numbers.place(place)
                # Until its article is there; and stories have other numbers.
                decision["story"] = None
                decision["orphan"] = int(decision["kind"] != "own story")
                share.saved += _insert(connection, "decisions", decision)

    def _save_views(self) -> None:
        columns = _columns(self._store, "views")
        found = self._wreck.ordered("views", ", ".join(columns), "name")
        self._report.views.known = max(len(found), self._wreck.count("views"))
        with self._store.writing() as connection:
            for row in found:
                view = dict(zip(columns, row, strict=True))
                self._report.views.saved += _insert(connection, "views", view)

    def _save_articles(self) -> None:
        known = {number for number in self._files if isinstance(number, int)}
        for table, key in (("articles", "number"), ("texts", "article")):
            known |= {row[0] for row in self._wreck.numbered(table, key, key)}
        numbers = sorted(known)
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
            if story != number and story in first
        }
        writing.set_stories(self._store, copies)

    def _files_of_lost(self, number: int) -> list[_File]:
        return [] if number in self._numbers else self._files.get(number, [])

    def _save_batch(self, numbers: Sequence[int]) -> None:
        """Save some articles; where that fails each for itself, as much as there is of it."""
        try:
            items = self._items(numbers, self._spans(numbers), self._mentions(numbers))
        except _NOISE:
            items = {}
            for number in numbers:
                items |= self._one_by_itself(number)
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

    def _one_by_itself(self, number: int) -> dict[int, Stored]:
        """An article without what cannot be read of it, or nothing."""
        spans: dict[int, list[Passage]] | None
        mentions: dict[int, list[Sequence[Any]]] | None
        try:
            spans = self._spans([number])
        except _NOISE:
            spans = None
        try:
            mentions = self._mentions([number])
        except _NOISE:
            mentions = None
        try:
            return self._items([number], spans, mentions)
        except _NOISE:
            return {}

    def _spans(self, numbers: Sequence[int]) -> dict[int, list[Passage]]:
        return loading.passages_in(self._wreck.connection, numbers)

    def _mentions(self, numbers: Sequence[int]) -> dict[int, list[Sequence[Any]]]:
        """What was found in articles, without what people decided."""
        found: dict[int, list[Sequence[Any]]] = defaultdict(list)
        listed = ",".join(map(str, numbers))
        for article, *row in self._wreck.connection.execute(
            f"SELECT article, {rows.MENTION} FROM mentions"
            f" WHERE article IN ({listed}) AND decided_by <> '{marks.YOU}'"
            f" UNION ALL SELECT article, {rows.MENTION} FROM overruled"
            f" WHERE article IN ({listed}) ORDER BY 1, 2"
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
        for number, reader, finder, likeness, story, length, count, *row in self._raw(numbers):
            path, part = self._files.get(number, [(NAMELESS, str(number))])[0]
            article = loading.article_of(row, path, part)
            if len(article.text) != length:
                raise ValueError("the text is another one")
            passages = _passages(article, None if spans is None else spans.get(number, []), count)
            found = None if mentions is None else self._found(article, mentions.get(number, []))
            items[number] = Stored(
                Reading(article, passages, found or ()),
                self._makers.get(reader, LOST),
                None if found is None else self._makers.get(finder),
                likeness,
            )
            self._stories[number] = story
        return items

    def _raw(self, numbers: Sequence[int]) -> list[Any]:
        listed = ",".join(map(str, numbers))
        return self._wreck.connection.execute(
            "SELECT number, reader, finder, likeness, story, length, passage_count,"
            f" {loading.ARTICLE} FROM articles JOIN texts ON article = number"
            f" WHERE number IN ({listed}) ORDER BY number"
        ).fetchall()

    def _found(self, article: Article, raw: list[Sequence[Any]]) -> tuple[Mention, ...] | None:
        """Mentions with their places; None if a place is lost, for then they are found again."""
        if any(row[3] is not None and row[3] not in self._places for row in raw):
            return None
        found = (rows.mention_of(row, article.text, self._places.get(row[3])) for row in raw)
        return tuple(mention for mention in found if mention.text)

    def _save_files(self) -> None:
        """What files were: of those only of which nothing was lost, so the rest is read again."""
        read_before = self._wreck.ordered(
            "readings", "path, size, modified, sha256, reader", "path"
        )
        lost = set(self._report.lost)
        whole = {path for number in self._numbers for path, _ in self._files.get(number, [])} - lost
        with self._store.writing() as connection:
            numbers = Numbers(connection)
            for path, size, modified, sha256, reader in read_before:
                if rows.path_of(path) in whole and reader in self._makers:
                    row = {"path": path, "size": size, "modified": modified, "sha256": sha256}
                    row["reader"] = numbers.maker("reader", self._makers[reader])
                    _insert(connection, "readings", row)
        faults = self._wreck.ordered("faults", "path, reason, line", "rowid")
        notes = self._wreck.ordered("notes", "path, text", "rowid")
        writing.put(
            self._store,
            (),
            faults=[Fault(rows.path_of(path), reason, line) for path, reason, line in faults],
            notes=[Note(rows.path_of(path), text) for path, text in notes],
        )
        folders = self._wreck.ordered("folders", "path, watched", "path")
        writing.set_folders(self._store, {rows.path_of(path): bool(on) for path, on in folders})


def _places(wreck: Wreck) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for number, *row in wreck.numbered("places", f"number, {rows.PLACE}"):
        try:
            found[number] = rows.place_of(row)
        except _NOISE:
            continue
    return found


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


def _columns(store: Store, table: str) -> list[str]:
    with store.reading() as connection:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


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
