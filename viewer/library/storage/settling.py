"""What people decided, brought to bear on the articles as they are now.

A decision stands on words. Where they stand in the article of the decision, or in the one that
took its place in the file, it counts; where they do not, it is an orphan until they do again.
All within a transaction of the caller.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.library.storage import marks
from viewer.library.storage.marks import YOU, Mark
from viewer.library.storage.numbers import Numbers
from viewer.library.storage.quotes import Quote, find
from viewer.model import Passage, Role

DISMISSED = "dismissed by you"
"""Why a mention has no place that a person said is none."""

_ON_ARTICLE = """
    SELECT number, kind, article_id, exact, prefix, suffix, start, end FROM decisions
    WHERE article_id = :id
    OR (path, part) IN (SELECT path, part FROM files WHERE article = :article)
    AND article_id NOT IN (SELECT id FROM articles)
"""
_IN_FORCE = """
    SELECT start, end, place FROM decisions JOIN articles ON articles.id = article_id
    WHERE articles.number = ? AND kind IN ('place', 'no place') AND NOT undone AND NOT orphan
    ORDER BY decisions.number DESC
"""


class _Decided(NamedTuple):
    start: int
    end: int
    place: int | None


def any_decisions(connection: sqlite3.Connection) -> bool:
    """Whether people have decided anything."""
    return connection.execute("SELECT 1 FROM decisions LIMIT 1").fetchone() is not None


def reapply(connection: sqlite3.Connection, article: int, change: int) -> None:
    """Find the words of decisions in an article that was read anew, and settle it."""
    id_, text = connection.execute(
        "SELECT id, text FROM articles JOIN texts ON article = number WHERE number = ?", (article,)
    ).fetchone()
    known = connection.execute(_ON_ARTICLE, {"id": id_, "article": article}).fetchall()
    for number, kind, on, exact, prefix, suffix, start, end in known:
        span: tuple[int, int] | tuple[None, None] | None = (None, None)
        if kind != "own story":
            span = find(text, Quote(exact, prefix, suffix), _hint(on, id_, start, end))
        if span is None:
            connection.execute("UPDATE decisions SET orphan = 1 WHERE number = ?", (number,))
            continue
        connection.execute(
            "UPDATE decisions SET article_id = ?, start = ?, end = ?, orphan = 0 WHERE number = ?",
            (id_, *span, number),
        )
    if known:
        settle(connection, article, change)
        settle_story(connection, article, change)


def _hint(on: str, article_id: str, start: int, end: int) -> tuple[int, int] | None:
    """Where words stood in the same bytes, if these are the same."""
    return (start, end) if on == article_id else None


def settle(connection: sqlite3.Connection, article: int, change: int) -> None:
    """Let what is in force count in an article, the latest where words overlap."""
    found = marks.found(connection, article)
    decided: list[_Decided] = []
    for later in (_Decided(*row) for row in connection.execute(_IN_FORCE, (article,))):
        if not any(_overlap(later, other) for other in decided):
            decided.append(later)
    overruled = [mark for mark in found if any(_overlap(mark, other) for other in decided)]
    left = [mark for mark in found if mark not in overruled]
    new = _marks(connection, article, decided, overruled)
    counting = sorted((*left, *new), key=lambda mark: mark.start)
    marks.rewrite(connection, article, counting, overruled, change)


def _overlap(one: Mark | _Decided, other: _Decided) -> bool:
    return one.start < other.end and other.start < one.end


def _marks(
    connection: sqlite3.Connection,
    article: int,
    decided: Sequence[_Decided],
    overruled: Sequence[Mark],
) -> list[Mark]:
    query = "SELECT text FROM texts WHERE article = ?"
    text = connection.execute(query, (article,)).fetchone()[0]
    passages = marks.passages_of(connection, article)
    roles = {(mark.start, mark.end): mark.role for mark in overruled}
    numbers = Numbers(connection)
    return [
        Mark(
            article,
            start,
            end,
            _passage_at(passages, start),
            numbers.name(text[start:end]),
            roles.get((start, end), Role.LITERAL.value),
            place,
            0.0 if place is None else 1.0,
            0,
            YOU,
            DISMISSED if place is None else "",
            "",
        )
        for start, end, place in decided
    ]


def _passage_at(passages: Sequence[Passage], position: int) -> int | None:
    at = bisect_right([passage.start for passage in passages], position) - 1
    return at if at >= 0 and position < passages[at].end else None


def settle_story(connection: sqlite3.Connection, article: int, change: int) -> None:
    """Take an article out of its story where a person said so."""
    decision = connection.execute(
        "SELECT decisions.number, articles.story FROM decisions"
        " JOIN articles ON articles.id = article_id"
        " WHERE articles.number = ? AND kind = 'own story' AND NOT undone"
        " ORDER BY decisions.number DESC LIMIT 1",
        (article,),
    ).fetchone()
    if decision is None:
        return
    number, story = decision
    if story == article:
        # The others of its story have another first article from now on.
        others = connection.execute(
            "SELECT min(number) FROM articles WHERE story = ? AND number <> ?", (article, article)
        )
        if (story := others.fetchone()[0]) is None:
            return
        connection.execute(
            "UPDATE articles SET story = ?, changed = ? WHERE story = ? AND number <> ?",
            (story, change, article, article),
        )
    connection.execute("UPDATE decisions SET story = ? WHERE number = ?", (story, number))
    connection.execute(
        "UPDATE articles SET story = ?, changed = ? WHERE number = ?", (article, change, article)
    )
