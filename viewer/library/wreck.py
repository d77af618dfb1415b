"""Rows of a database of which some pages cannot be read: all the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

_AT_ONCE = 128
Row = tuple[Any, ...]


class Wreck:
    """Reads what can be read, and raises nothing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def numbered(self, table: str, columns: str, key: str = "number") -> Iterator[Row]:
        """The rows of a table that has numbers, in their order."""
        query = f"SELECT {columns} FROM {table} WHERE {key} BETWEEN ? AND ?"
        last = self.highest(table, key)
        for first in range(0, last + 1, _AT_ONCE):
            yield from self._between(query, first, min(first + _AT_ONCE - 1, last))

    def _between(self, query: str, first: int, last: int) -> list[Row]:
        found, whole = self._until_broken(query, (first, last))
        if whole or first == last:
            return found
        middle = (first + last) // 2
        return self._between(query, first, middle) + self._between(query, middle + 1, last)

    def ordered(self, table: str, columns: str, order: str) -> list[Row]:
        """The rows of a table by its key: from its start and, if that breaks, from its end."""
        query = f"SELECT {columns} FROM {table} ORDER BY "
        found, whole = self._until_broken(query + order)
        if not whole:
            backwards = ", ".join(f"{column} DESC" for column in order.split(", "))
            found += reversed(self._until_broken(query + backwards)[0])
        return list(dict.fromkeys(found))

    def highest(self, table: str, key: str = "number") -> int:
        """The highest number that a table has, or once had."""
        queries = (
            f"SELECT max({key}) FROM {table}",
            f"SELECT {key} FROM {table} ORDER BY {key} DESC",
            f"SELECT {key} FROM {table}",
            f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",
        )
        found = [row[0] for query in queries for row in self._until_broken(query)[0]]
        return max((number for number in found if isinstance(number, int)), default=0)

    def count(self, table: str) -> int:
        """How many rows a table has, or 0 if that cannot be told."""
        found, _ = self._until_broken(f"SELECT count(*) FROM {table}")
        return int(found[0][0]) if found else 0

    def _until_broken(self, query: str, values: tuple[int, ...] = ()) -> tuple[list[Row], bool]:
        """The rows that come before an error, and whether there was none."""
        found: list[Row] = []
        try:
            for row in self.connection.execute(query, values):
                found.append(row)
        except (sqlite3.Error, OverflowError):
            return found, False
        return found, True
