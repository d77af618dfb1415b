"""The titles of all places of a library, to put them in order and to find them by a part."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Flags, Integers
from viewer.library.lazily import placed_in_order
from viewer.library.storage.store import Store

_MARKS = re.compile(r"[\u0300-\u036f]+")
_SEPARATOR = "\x1f"
_PLAIN = str.maketrans("łøđðħıŧ", "loddhit")
"""Letters with a stroke, which Unicode does not take for an accent."""
_VARIANTS = """
    SELECT (SELECT group_concat(value, char(9)) FROM json_each(more, '$.variants'))
    FROM places WHERE number <= ? ORDER BY number
"""


class Titles:
    """Titles as one text, folded."""

    def __init__(self, places: Integers, text: bytes) -> None:
        """`text` has a line for each row."""
        self.places = places
        """Where each row stands by title, then by id."""
        self._order = np.argsort(places)
        self._whole = text
        self._text = np.frombuffer(text, np.uint8)
        ends = np.flatnonzero(self._text == ord("\n")) + 1
        self._starts = np.concatenate(([0], ends)) if len(places) else ends

    @classmethod
    def load(cls, store: Store, numbers: Integers) -> Titles:
        """Read the titles of the places with these numbers, which are ascending."""
        with store.reading() as connection:
            titles = _texts(connection, "title", numbers)
            ids = _texts(connection, "id", numbers)
        folded = _SEPARATOR.join(titles).casefold().split(_SEPARATOR)
        if len(folded) != len(titles):  # a title with a separator in it
            folded = [title.casefold() for title in titles]
        lines = "\n".join(titles)
        if lines.count("\n") >= len(titles):
            lines = "\n".join(" ".join(title.split()) for title in titles)
        places = placed_in_order(folded, ids.__getitem__)
        return cls(places, fold(lines).encode("utf-8", "replace"))

    @classmethod
    def variants(cls, store: Store, numbers: Integers) -> Titles:
        """The other names of the same places, to be found by a part; their order means nothing."""
        last = int(numbers.max(initial=0))
        with store.reading() as connection:
            found = connection.execute(_VARIANTS, (last,)).fetchall()
        lines = "\n".join((names or "").replace("\n", " ") for (names,) in found)
        return cls(np.arange(len(found), dtype=np.int32), fold(lines).encode("utf-8", "replace"))

    def beside(self, row: int) -> list[int]:
        """The other rows with the same title; capitals and accents make no other."""
        found = []
        for step in (-1, 1):
            at = int(self.places[row]) + step
            while 0 <= at < len(self._order) and self._same(row, int(self._order[at])):
                found.append(int(self._order[at]))
                at += step
        return found

    def having(self, part: str) -> Flags:
        """The rows whose title has a part."""
        flags = np.zeros(len(self._starts), bool)
        wanted = fold(" ".join(part.split())).encode("utf-8", "replace")
        if not wanted:
            return ~flags
        if len(self._starts):
            flags[np.searchsorted(self._starts, self._found(wanted), "right") - 1] = True
        return flags

    def _same(self, row: int, other: int) -> bool:
        return self._line(row) == self._line(other)

    def _line(self, row: int) -> bytes:
        end = self._starts[row + 1] - 1 if row + 1 < len(self._starts) else None
        return self._whole[self._starts[row] : end]

    def _found(self, wanted: bytes) -> NDArray[np.intp]:
        """Where some bytes stand."""
        if len(wanted) > 2:
            matches = re.finditer(re.escape(wanted), self._whole)
            return np.fromiter((match.start() for match in matches), np.intp)
        # One or two letters stand in most titles: each byte is looked at, none by itself.
        here = self._text == wanted[0]
        if len(wanted) == 2:
            here = here[:-1] & (self._text[1:] == wanted[1])
        return np.flatnonzero(here)


def _texts(connection: sqlite3.Connection, column: str, numbers: Integers) -> list[str]:
    """A column of the places with these numbers."""
    inner = f"SELECT {column} FROM places WHERE number <= ? ORDER BY number"
    last = (int(numbers.max(initial=0)),)
    # As one text they come faster than as an object each.
    query = f"SELECT group_concat({column}, char({ord(_SEPARATOR)})) FROM ({inner})"
    (text,) = connection.execute(query, last).fetchone()
    found = (text or "").split(_SEPARATOR) if len(numbers) else []
    if len(found) != len(numbers):
        found = [row[0] for row in connection.execute(inner, last)]
    return found


def fold(text: str) -> str:
    """Text without accents and capitals."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_PLAIN)
