"""What a library reads from its file when it is asked for, and keeps for a while."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from viewer.library import searching
from viewer.library.cells import Integers
from viewer.library.lazily import Kept
from viewer.library.searching import Node
from viewer.library.storage import loading, rows
from viewer.library.storage.store import Store
from viewer.model import Article, Dated, Passage, PassageKind, Place, Reading

_READINGS = 64
_PLACES = 4096
_SEARCHES = 4
_FACTS = """
SELECT number, id, title, source, day, precision, day_from FROM articles WHERE number IN ({marks})
"""
_GONE = Article(
    id="",
    path=Path("no longer in the library"),
    text="",
    encoding="utf-8",
    title="No longer in the library",
)
_NOTHING = Passage(0, 0, PassageKind.PARAGRAPH)


class Owner:
    """Lives as long as anything may be read from a store, which is closed after that."""

    def __init__(self, store: Store) -> None:
        weakref.finalize(self, store.close)


class Source:
    """The readings and places of a library file."""

    def __init__(self, store: Store, owner: Owner | None = None) -> None:
        self.store = store
        self._owner = owner
        self._readings: Kept[int, Reading] = Kept(_READINGS, self._load_readings)
        self._places: Kept[int, Place] = Kept(_PLACES, lambda keys: loading.places(store, keys))
        self._searches: Kept[Node, Integers] = Kept(_SEARCHES, self._search)

    def renewed(self) -> Source:
        """The same file, with nothing kept of what was read before."""
        return Source(self.store, self._owner)

    def readings(self, numbers: Sequence[int]) -> list[Reading]:
        """Readings by the numbers of their articles; what is gone by now is an empty one."""
        found = self._readings.get(numbers)
        return [reading or Reading(_GONE, (), ()) for reading in found]

    def places(self, numbers: Sequence[int]) -> list[Place]:
        """Places by their numbers. Raises `KeyError` for one that is not there."""
        found = self._places.get(numbers)
        if None in found:
            raise KeyError(numbers[found.index(None)])
        return [place for place in found if place is not None]

    def titles(self, numbers: Sequence[int]) -> list[tuple[str, str]]:
        """What places are sorted by: their titles in small letters, and their ids."""
        found = self._texts("places", "title, id", numbers)
        return [(found[number][0].casefold(), found[number][1]) for number in numbers]

    def names(self, numbers: Sequence[int]) -> list[str]:
        """Names by their numbers."""
        found = self._texts("names", "name", numbers)
        return [found[number][0] for number in numbers]

    def _texts(self, table: str, columns: str, numbers: Sequence[int]) -> dict[int, Sequence[str]]:
        """Some texts of rows; "" for those that are gone."""
        wanted = iter(set(numbers))
        found: dict[int, Sequence[str]] = defaultdict(lambda: ("", ""))
        with self.store.reading() as connection:
            while batch := list(islice(wanted, loading.BATCH)):
                query = f"SELECT number, {columns} FROM {table} WHERE number IN ({_marks(batch)})"
                found.update((row[0], row[1:]) for row in connection.execute(query, batch))
        return found

    def article_number(self, article_id: str) -> int | None:
        """The number of the article with an id."""
        return self._number("articles", article_id)

    def place_number(self, place_id: str) -> int | None:
        """The number of the place with an id."""
        return self._number("places", place_id)

    def matching(self, query: Node) -> Integers:
        """The numbers of the passages that a search finds, in ascending order."""
        found = self._searches.get([query])[0]
        assert found is not None
        return found

    def facts(self, numbers: Sequence[int]) -> list[tuple[str, str, str | None, Dated | None]]:
        """Id, title, publisher and date of articles."""
        with self.store.reading() as connection:
            found = connection.execute(_FACTS.format(marks=_marks(numbers)), numbers).fetchall()
        by_number = {
            number: (id_, title, source, rows.dated(*date))
            for number, id_, title, source, *date in found
        }
        gone = (_GONE.id, _GONE.title, None, None)
        return [by_number.get(number, gone) for number in numbers]

    @cached_property
    def faults(self) -> int:
        """How much could not be read."""
        with self.store.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM faults").fetchone()[0])

    def _search(self, queries: Sequence[Node]) -> dict[Node, Integers]:
        with self.store.reading() as connection:
            return {query: searching.matching(connection, query) for query in queries}

    def is_named(self, place_id: str) -> bool:
        """Whether there is a mention of a place; all of them may have to be looked through."""
        with self.store.reading() as connection:
            query = "SELECT 1 FROM mentions JOIN places ON place = number WHERE id = ? LIMIT 1"
            return connection.execute(query, (place_id,)).fetchone() is not None

    def _number(self, table: str, id_: str) -> int | None:
        with self.store.reading() as connection:
            found = connection.execute(f"SELECT number FROM {table} WHERE id = ?", (id_,))
            row = found.fetchone()
        return None if row is None else int(row[0])

    def _load_readings(self, numbers: Sequence[int]) -> dict[int, Reading]:
        with self.store.reading() as connection:
            return loading.read(connection, numbers)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def passage_of(reading: Reading, ordinal: int) -> Passage:
    """A passage of a reading; an empty one where the reading has changed since."""
    return reading.passages[ordinal] if ordinal < len(reading.passages) else _NOTHING
