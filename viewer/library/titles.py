"""The titles of all places of a library, to put them in order and to find them by a part."""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Flags, Rows
from viewer.library.store import Store

_MARKS = re.compile(r"[\u0300-\u036f]+")


class Titles:
    """Titles as one text, folded."""

    def __init__(self, order: Rows, text: bytes, starts: Rows) -> None:
        """`starts` is where the title of each row begins in `text`."""
        self.order = order
        """The rows of the places by title, then by id."""
        self._text = np.frombuffer(text, np.uint8)
        self._whole = text
        self._starts = starts

    @classmethod
    def load(cls, store: Store, numbers: Rows) -> Titles:
        """Read the titles of the places with these numbers, which are ascending."""
        with store.reading() as connection:
            query = "SELECT number, title, id FROM places WHERE number <= ? ORDER BY number"
            found = connection.execute(query, (int(numbers.max(initial=0)),)).fetchall()
        known = set(numbers.tolist()) if len(found) != len(numbers) else None
        titles = [(title, id_) for number, title, id_ in found if known is None or number in known]
        folded = [(title.casefold(), id_, row) for row, (title, id_) in enumerate(titles)]
        folded.sort()
        order = np.fromiter((row for _, _, row in folded), np.intp, len(folded))
        lines = fold("\n".join(" ".join(title.split()) for title, _ in titles)).encode()
        text = np.frombuffer(lines, np.uint8)
        starts = np.concatenate(([0], np.flatnonzero(text == ord("\n")) + 1))[: len(titles)]
        return cls(order, lines, starts)

    def having(self, part: str) -> Flags:
        """The rows whose title has a part."""
        flags = np.zeros(len(self._starts), bool)
        wanted = fold(" ".join(part.split())).encode("utf-8", "replace")
        if not wanted:
            return ~flags
        if len(self._starts):
            flags[np.searchsorted(self._starts, self._found(wanted), "right") - 1] = True
        return flags

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


def fold(text: str) -> str:
    """Text without accents and capitals."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
