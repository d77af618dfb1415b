"""What of a library would come out otherwise today, and how it is made again.

A newer Dateline may read a kind of file better; other gazetteers or rules may find other places.
Only that is done again; what people decided stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from viewer.library.importing import makers
from viewer.library.importing.again import batches, find_places
from viewer.library.importing.importer import Import, Recipe, Signals
from viewer.library.importing.onefile import Finder
from viewer.library.importing.pool import Limits, Workers
from viewer.library.importing.reading import Progress
from viewer.library.storage.rows import path_of
from viewer.library.storage.store import Store
from viewer.library.storage.writing import refind
from viewer.model import Fault


@dataclass(frozen=True, slots=True)
class Stale:
    """How much of a library is stale."""

    files: int
    """Read by an older reader, and still there to be read again."""
    articles: int
    """Whose places were found by other gazetteers or rules, or not at all yet."""

    def __bool__(self) -> bool:
        return bool(self.files or self.articles)


def stale(store: Store, recipe: Recipe) -> Stale:
    """What is stale, if places were found by this recipe."""
    return Stale(len(_files(store)), len(_articles(store, recipe.describe())))


def redo(
    store: Store,
    recipe: Recipe,
    signals: Signals | None = None,
    *,
    limits: Limits | None = None,
    made: Finder | None = None,
) -> int:
    """Make again what is stale; how many articles that were. Run again, it does what is left.

    An article on which the finder fails keeps the places that it had.
    """
    signals = signals or Signals()
    work = Import(store, recipe, limits=limits, made=made)
    read = 0
    if files := _files(store):
        read = work.take_up(files, (), signals).articles
    description = recipe.describe()
    numbers = _articles(store, description)
    done = 0
    with Workers(recipe, limits) as workers:
        found = find_places(store, numbers, workers, made=made, cancelled=signals.is_cancelled)
        for batch in batches(found):
            good = {number: one for number, one in batch if not isinstance(one, Fault)}
            refind(store, good, description)
            done += len(batch)
            if signals.progress:
                path = _path(store, batch[-1][0])
                signals.progress(Progress(done, len(numbers), path, done, stage="finding"))
            if not signals.go_on():
                break
        else:
            work.settle(workers, signals)
    return read + done


def _files(store: Store) -> list[Path]:
    """The files that a newer reader would read."""
    old = [number for number, one in _makers(store, "reader") if not makers.is_reader_of_now(one)]
    found: list[Path] = []
    with store.reading() as connection:
        for number in old:
            rows = connection.execute("SELECT path FROM readings WHERE reader = ?", (number,))
            found += [path_of(path) for (path,) in rows]
    return sorted(path for path in found if path.exists())


def _articles(store: Store, description: str) -> list[int]:
    """The articles whose places another finder found, or none has yet."""
    old = [
        number
        for number, one in _makers(store, "finder")
        if makers.without_home(one) != description
    ]
    with store.reading() as connection:
        rows = connection.execute("SELECT number FROM articles WHERE finder IS NULL").fetchall()
        for number in old:
            rows += connection.execute("SELECT number FROM articles WHERE finder = ?", (number,))
    return sorted(number for (number,) in rows)


def _makers(store: Store, kind: str) -> Iterator[tuple[int, str]]:
    with store.reading() as connection:
        query = "SELECT number, description FROM makers WHERE kind = ?"
        yield from connection.execute(query, (kind,)).fetchall()


def _path(store: Store, number: int) -> Path:
    with store.reading() as connection:
        query = "SELECT path FROM files WHERE article = ? LIMIT 1"
        row = connection.execute(query, (number,)).fetchone()
    return path_of(row[0]) if row else Path()
