"""A damaged library read as far as it can be: into a database of the same tables that is whole."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer.library.salvaging.leaves import records
from viewer.library.storage.marks import YOU

Row = tuple[Any, ...]

NUMBERED = {
    "makers": "number",
    "places": "number",
    "decisions": "number",
    "articles": "number",
    "texts": "article",
    "passages": "number",
}
"""Tables whose rows have numbers, and the columns with these."""
KEYED = {
    "views": "name",
    "files": "path, part",
    "mentions": "article, start",
    "overruled": "article, start",
    "readings": "path",
    "folders": "path",
    "faults": "rowid",
    "notes": "rowid",
}
"""The others that matter, and their order."""

_STEPS = 20_000
"""So often a way around what is broken is looked for; the rest is found page by page."""


@dataclass(frozen=True, slots=True)
class Wreck:
    """What is left of a library."""

    rebuilt: sqlite3.Connection
    """Tables with the rows that could be read. What people decided is left out of `mentions`;
    what they overruled stands there again."""
    broken: frozenset[str]
    """The tables of which some rows could not be reached in their order."""
    decisions: int
    """How many there ever were."""


def rebuild(damaged: sqlite3.Connection, path: Path, rebuilt: sqlite3.Connection) -> Wreck:
    """Copy what can be read into an empty library; `path` is the file of the damaged one."""
    rebuilt.execute("PRAGMA foreign_keys = OFF")
    rebuilt.execute("PRAGMA synchronous = OFF")
    rebuilt.execute("BEGIN")
    broken = {table for table in (*NUMBERED, *KEYED) if not _copy(damaged, rebuilt, table)}
    rebuilt.execute("DELETE FROM mentions WHERE decided_by = ?", (YOU,))
    rebuilt.execute("INSERT OR IGNORE INTO mentions SELECT * FROM overruled")
    if _drop_wrong_texts(rebuilt):
        broken.add("texts")
    if broken:
        _fill(rebuilt, broken, path)
    rebuilt.execute("COMMIT")
    return Wreck(rebuilt, frozenset(broken), _highest(damaged, "decisions"))


def _highest(damaged: sqlite3.Connection, table: str) -> int:
    """The highest number that a table ever gave, if that can be read."""
    query = f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'"
    try:
        return max((int(row[0]) for row in _rows(damaged, query)), default=0)
    except (_Broken, ValueError, TypeError):
        return 0


class _Broken(Exception):
    """Here the rows end, though there were more."""


def _copy(damaged: sqlite3.Connection, rebuilt: sqlite3.Connection, table: str) -> bool:
    """Copy a table; gives whether all of it could be read."""
    whole = True
    for query in _queries(damaged, table):
        try:
            for row in _rows(damaged, query):
                whole &= _insert(rebuilt, table, row)
        except _Broken:
            whole = False
        else:
            break
    if not whole and table in NUMBERED:
        _copy_around(damaged, rebuilt, table)
    return whole


def _queries(damaged: sqlite3.Connection, table: str) -> Iterator[str]:
    """A table from its start; and from its end, if the first breaks."""
    order = NUMBERED.get(table) or KEYED[table]
    backwards = ", ".join(f"{column} DESC" for column in order.split(", "))
    yield f"SELECT * FROM {table} ORDER BY {order}"
    yield f"SELECT * FROM {table} ORDER BY {backwards}"


def _copy_around(damaged: sqlite3.Connection, rebuilt: sqlite3.Connection, table: str) -> None:
    """Copy the rows between broken pages, in ever smaller steps."""
    key = NUMBERED[table]
    known = rebuilt.execute(f"SELECT max({key}) FROM {table}").fetchone()[0] or 0
    spans = [(0, max(known, _highest(damaged, table)))]
    for _ in range(_STEPS):
        if not spans:
            return
        first, last = spans.pop()
        try:
            query = f"SELECT * FROM {table} WHERE {key} BETWEEN {first} AND {last}"
            for row in _rows(damaged, query):
                _insert(rebuilt, table, row)
                first = row[0] + 1
        except _Broken:
            middle = (first + last) // 2
            if first < last:
                spans += [(middle + 1, last), (first, middle)]


def _rows(damaged: sqlite3.Connection, query: str) -> Iterator[Row]:
    """The rows of a query. Raises `_Broken` where one cannot be read."""
    try:
        yield from damaged.execute(query)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise _Broken from error


def _insert(rebuilt: sqlite3.Connection, table: str, row: Iterable[Any]) -> bool:
    """Insert a row, unless it is there or the table says that it is noise."""
    values = tuple(row)
    try:
        marks = ",".join("?" * len(values))
        rebuilt.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)
    except (sqlite3.Error, OverflowError, UnicodeEncodeError):
        return False
    return True


def _fill(rebuilt: sqlite3.Connection, broken: set[str], path: Path) -> None:
    """Insert the rows of broken tables that stand on sound pages.

    What table a row is of is told by how many columns it has, and by the table's own conditions.
    """
    by_width = defaultdict(list)
    for table in broken & (NUMBERED.keys() | {"mentions", "files", "views", "readings"}):
        width = len(rebuilt.execute(f"SELECT * FROM {table}").description)
        by_width[width, table in NUMBERED].append(table)
    for number, values in records(path):
        row = values if number is None else (number, *values[1:])
        for table in by_width[len(values), number is not None]:
            if table != "texts" and (table != "mentions" or YOU not in values):
                _insert(rebuilt, table, row)
        if "files" in broken and _is_indexed_file(values):
            article, file, part = values
            _insert(rebuilt, "files", (file, part, article))
    if "texts" in broken:
        _fill_texts(rebuilt, path)


def _is_indexed_file(values: Sequence[Any]) -> bool:
    """Whether this is a row of `files` as its index has it, in which it stands once more."""
    return tuple(map(type, values)) == (int, bytes, str)


def _drop_wrong_texts(rebuilt: sqlite3.Connection) -> bool:
    """Delete what was read where texts should be and is none; gives whether there was any."""
    dropped = rebuilt.execute(
        "DELETE FROM texts WHERE article IN (SELECT number FROM articles JOIN texts"
        " ON article = number WHERE articles.length <> length(text))"
    )
    return dropped.rowcount > 0


def _fill_texts(rebuilt: sqlite3.Connection, path: Path) -> None:
    """Names look the same as texts: a text is as long as its article says."""
    length = dict(rebuilt.execute("SELECT number, length FROM articles"))
    for number, values in records(path):
        text = values[-1] if len(values) == 2 else None
        if isinstance(text, str) and len(text) == length.get(number):
            _insert(rebuilt, "texts", (number, text))
