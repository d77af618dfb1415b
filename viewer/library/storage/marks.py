"""The mentions of an article as rows, and packed as the map counts them."""

from __future__ import annotations

import sqlite3
import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viewer.library.storage import rows
from viewer.library.storage.numbers import Numbers
from viewer.library.storage.packing import ADJECTIVE, COUNTED, UNSURE
from viewer.model import Mention, Passage, PassageKind, Role

YOU = "you"
"""What `decided_by` says of a decision that a person made."""


class Mark(NamedTuple):
    """A row of `mentions` or `overruled`."""

    article: int
    start: int
    end: int
    passage: int | None
    name: int
    role: str
    place: int | None
    score: float
    unsure: int
    decided_by: str
    why: str
    note: str


COLUMNS = ", ".join(Mark._fields)
INSERT = f"INSERT INTO {{}} ({COLUMNS}) VALUES ({','.join('?' * len(Mark._fields))})"


def marks(
    article: int, mentions: Iterable[Mention], passages: Sequence[Passage], numbers: Numbers
) -> list[Mark]:
    """Mentions as rows."""
    starts = [passage.start for passage in passages]
    return [_mark(article, mention, starts, passages, numbers) for mention in mentions]


def _mark(
    article: int,
    mention: Mention,
    starts: Sequence[int],
    passages: Sequence[Passage],
    numbers: Numbers,
) -> Mark:
    at = bisect_right(starts, mention.start) - 1
    return Mark(
        article,
        mention.start,
        mention.end,
        at if at >= 0 and mention.start < passages[at].end else None,
        numbers.name(mention.text),
        mention.role.value,
        None if mention.place is None else numbers.place(mention.place),
        mention.score,
        int(mention.unsure),
        rows.clean(mention.decided_by),
        rows.clean(mention.why),
        rows.clean(mention.note),
    )


def packed(marks: Iterable[Mark], passages: Sequence[Passage]) -> bytes:
    """Rows in the order of the text as `viewer.library.storage.packing.MENTION`."""
    counted = [passage.kind is not PassageKind.BOILERPLATE for passage in passages]
    flat: list[int] = []
    for mark in marks:
        at = -1 if mark.passage is None else mark.passage
        flags = COUNTED if at >= 0 and counted[at] else 0
        flags |= ADJECTIVE if mark.role == Role.ADJECTIVE else 0
        flags |= UNSURE if mark.unsure else 0
        flat += at, mark.place or 0, mark.name, flags
    return struct.pack(f"<{len(flat)}i", *flat)


def rewrite(
    connection: sqlite3.Connection,
    article: int,
    counting: Sequence[Mark],
    overruled: Sequence[Mark],
    change: int,
) -> None:
    """Put rows in the place of all that an article had; what is packed follows."""
    for table, new in (("mentions", counting), ("overruled", overruled)):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        connection.executemany(INSERT.format(table), new)
    blob = packed(counting, passages_of(connection, article))
    connection.execute(
        "UPDATE articles SET packed = ?, changed = ? WHERE number = ?", (blob, change, article)
    )


def found(connection: sqlite3.Connection, article: int) -> list[Mark]:
    """What a finder found in an article, whatever people decided since."""
    query = (
        f"SELECT {COLUMNS} FROM mentions WHERE article = ?1 AND decided_by <> '{YOU}'"
        f" UNION ALL SELECT {COLUMNS} FROM overruled WHERE article = ?1 ORDER BY start"
    )
    return [Mark(*row) for row in connection.execute(query, (article,))]


def passages_of(connection: sqlite3.Connection, article: int) -> list[Passage]:
    """The passages of an article in order."""
    query = "SELECT start, end, kind FROM passages WHERE article = ? ORDER BY ordinal"
    return [
        Passage(start, end, PassageKind(kind))
        for start, end, kind in connection.execute(query, (article,))
    ]
