"""The numbers under which a library knows places, names and makers; new ones are given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from viewer.library.storage import rows
from viewer.library.storage.names import folded
from viewer.model import Mention, Place

_Item = TypeVar("_Item")
_AT_ONCE = 400
"""So many are looked up with one statement."""
_NEW_PLACE = "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
_CHANGED_PLACE = f"UPDATE places SET ({rows.PLACE}) = (?,?,?,?,?,?,?,?,?,?,?) WHERE number = ?"


class Numbers:
    """Looks numbers up within one transaction, most of them many at once by `learn`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._places: dict[str, tuple[Place, int]] = {}
        self._names: dict[str, int] = {}
        self._makers: dict[tuple[str, str], int] = {}

    def learn(self, mentions: Iterable[Mention]) -> None:
        """Look up, or give, the numbers of all that some mentions name."""
        places: dict[str, Place] = {}
        names: dict[str, None] = {}
        for mention in mentions:
            names[folded(mention.text)] = None
            if mention.place is not None:
                places[mention.place.id] = mention.place
        self._learn_names([name for name in names if name not in self._names])
        self._learn_places([place for place in places.values() if not self._knows(place)])

    def name(self, surface: str) -> int:
        """The number of the name that is written like this somewhere."""
        name = folded(surface)
        if name not in self._names:
            self._learn_names([name])
        return self._names[name]

    def place(self, place: Place) -> int:
        """The number of a place, whose row is as the place is now."""
        if not self._knows(place):
            self._learn_places([place])
        return self._places[place.id][1]

    def maker(self, kind: str, description: str) -> int:
        """The number of what made a result: a "reader" or a "finder"."""
        key = kind, description
        if key not in self._makers:
            self._connection.execute(
                "INSERT OR IGNORE INTO makers (kind, description) VALUES (?, ?)", key
            )
            self._makers[key] = self._connection.execute(
                "SELECT number FROM makers WHERE kind = ? AND description = ?", key
            ).fetchone()[0]
        return self._makers[key]

    def _knows(self, place: Place) -> bool:
        known = self._places.get(place.id)
        return known is not None and (known[0] is place or known[0] == place)

    def _learn_names(self, names: list[str]) -> None:
        cleaned = {name: rows.clean(name) for name in names}
        self._connection.executemany(
            "INSERT OR IGNORE INTO names (name) VALUES (?)",
            [(name,) for name in cleaned.values()],
        )
        numbers: dict[str, int] = {}
        for batch in _batches(cleaned.values()):
            marks = ",".join("?" * len(batch))
            numbers.update(
                self._connection.execute(
                    f"SELECT name, number FROM names WHERE name IN ({marks})", batch
                )
            )
        self._names.update((name, numbers[clean]) for name, clean in cleaned.items())

    def _learn_places(self, places: list[Place]) -> None:
        new = {row[0]: row for row in map(rows.place_row, places)}
        stored: dict[str, tuple[int, tuple[object, ...]]] = {}
        for batch in _batches(new):
            marks = ",".join("?" * len(batch))
            query = f"SELECT number, {rows.PLACE} FROM places WHERE id IN ({marks})"
            for number, *row in self._connection.execute(query, batch):
                stored[row[0]] = number, tuple(row)
        changed = [
            (*row, stored[id_][0])
            for id_, row in new.items()
            if id_ in stored and stored[id_][1] != row
        ]
        self._connection.executemany(_CHANGED_PLACE, changed)
        numbers = {id_: number for id_, (number, _) in stored.items()}
        last = self._connection.execute("SELECT coalesce(max(number), 0) FROM places")
        fresh = [row for id_, row in new.items() if id_ not in stored]
        added = [(number, *row) for number, row in enumerate(fresh, start=last.fetchone()[0] + 1)]
        self._connection.executemany(_NEW_PLACE, added)
        numbers.update((row[1], row[0]) for row in added)
        self._places.update((place.id, (place, numbers[rows.clean(place.id)])) for place in places)


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def next_change(connection: sqlite3.Connection) -> int:
    """The number of the change of articles that the transaction makes."""
    connection.execute("UPDATE changes SET last = last + 1")
    return int(connection.execute("SELECT last FROM changes").fetchone()[0])
