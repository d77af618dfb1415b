"""What people decide: this place, no place, a story of its own. Kept, undone, and listed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from viewer.library.storage import rows
from viewer.library.storage.errors import sound_rows
from viewer.library.storage.numbers import Numbers, next_change
from viewer.library.storage.quotes import quote
from viewer.library.storage.settling import settle, settle_story
from viewer.library.storage.store import Store
from viewer.model import Place

_PLACE = ", ".join(f"places.{column}" for column in rows.PLACE.split(", "))


class Kind(StrEnum):
    """What was decided."""

    PLACE = "place"
    """Some words mean a certain place."""
    NO_PLACE = "no place"
    """Some words mean none."""
    OWN_STORY = "own story"
    """An article is no copy of another."""


class State(StrEnum):
    """Whether a decision counts."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    ORPHAN = "orphan"
    """Its words, or its article, are no longer there. It counts again if they come back."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a person decided, and the words on which it stands."""

    number: int
    made: dt.datetime
    kind: Kind
    state: State
    article_id: str
    title: str
    """Of the article."""
    path: Path | None
    """The file in which it was when this was decided."""
    exact: str
    """The words; empty for a whole article."""
    prefix: str
    suffix: str
    start: int | None
    """Where they stand, or stood last."""
    end: int | None
    place: Place | None


def decide(store: Store, article_id: str, span: tuple[int, int], place: Place | None) -> int:
    """Say which place the words of a span mean, or that they mean none; gives its number.

    Raises `KeyError` for an article that is not there, `ValueError` for a span that it has not,
    or that begins or ends with white space.
    """
    start, end = span
    with store.writing() as connection:
        article = _number(connection, article_id)
        query = "SELECT text FROM texts WHERE article = ?"
        text = connection.execute(query, (article,)).fetchone()[0]
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}-{end} is no span of the article, which has {len(text)}")
        if text[start:end] != text[start:end].strip():
            raise ValueError(f"{text[start:end]!r} begins or ends with white space")
        quoted = quote(text, start, end)
        made = _insert(
            connection,
            Kind.NO_PLACE if place is None else Kind.PLACE,
            article,
            exact=quoted.exact,
            prefix=quoted.prefix,
            suffix=quoted.suffix,
            start=start,
            end=end,
            place=None if place is None else Numbers(connection).place(place),
        )
        settle(connection, article, next_change(connection))
    return made


def own_story(store: Store, article_id: str) -> int:
    """Say that an article is no copy of another; gives the decision's number.

    Raises `KeyError` for an article that is not there.
    """
    with store.writing() as connection:
        article = _number(connection, article_id)
        made = _insert(connection, Kind.OWN_STORY, article)
        settle_story(connection, article, next_change(connection))
    return made


def undo(store: Store, number: int) -> None:
    """Let a decision count no more. Raises `KeyError` for a number that none has."""
    _set_undone(store, number, True)


def redo(store: Store, number: int) -> None:
    """Let a decision count that was undone. Raises `KeyError` for a number that none has."""
    _set_undone(store, number, False)


def made(store: Store) -> list[Decision]:
    """All decisions, the latest first."""
    query = f"""
        SELECT decisions.number, made, decisions.kind, undone, orphan, article_id, decisions.title,
               path, exact, prefix, suffix, start, end, {_PLACE}
        FROM decisions LEFT JOIN places ON places.number = decisions.place
        ORDER BY decisions.number DESC
    """
    with store.reading() as connection, sound_rows(store.path):
        return [_decision(row) for row in connection.execute(query)]


def orphans(store: Store) -> list[Decision]:
    """The decisions whose words are gone, the latest first."""
    return [decision for decision in made(store) if decision.state is State.ORPHAN]


def decision_on(store: Store, article_id: str, span: tuple[int, int]) -> Decision | None:
    """The decision that counts on the words of a span."""
    for decision in made(store):
        on_span = decision.article_id == article_id and (decision.start, decision.end) == span
        if on_span and decision.state is State.IN_FORCE:
            return decision
    return None


def _number(connection: sqlite3.Connection, article_id: str) -> int:
    found = connection.execute("SELECT number FROM articles WHERE id = ?", (article_id,)).fetchone()
    if found is None:
        raise KeyError(article_id)
    return int(found[0])


def _insert(connection: sqlite3.Connection, kind: Kind, article: int, **more: Any) -> int:
    """Write a decision on an article as it is."""
    id_, title, path, part = connection.execute(
        "SELECT id, title, path, part FROM articles LEFT JOIN files ON article = number"
        " WHERE number = ? ORDER BY path, part LIMIT 1",
        (article,),
    ).fetchone()
    columns = {
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "kind": kind.value,
        "article_id": id_,
        "title": title,
        "path": path,
        "part": part,
        **more,
    }
    written = connection.execute(
        f"INSERT INTO decisions ({', '.join(columns)}) VALUES ({','.join('?' * len(columns))})",
        tuple(columns.values()),
    )
    assert written.lastrowid is not None
    return written.lastrowid


def _set_undone(store: Store, number: int, undone: bool) -> None:
    with store.writing() as connection:
        found = connection.execute(
            "SELECT kind, undone, decisions.story, articles.number FROM decisions"
            " LEFT JOIN articles ON articles.id = article_id WHERE decisions.number = ?",
            (number,),
        ).fetchone()
        if found is None:
            raise KeyError(number)
        kind, was_undone, story, article = found
        if bool(was_undone) == undone:
            return
        connection.execute("UPDATE decisions SET undone = ? WHERE number = ?", (undone, number))
        if article is None:
            return
        change = next_change(connection)
        if kind != Kind.OWN_STORY:
            settle(connection, article, change)
        elif undone and story is not None:
            query = "UPDATE articles SET story = ?, changed = ? WHERE number = ?"
            connection.execute(query, (story, change, article))
        else:
            settle_story(connection, article, change)


def _decision(row: Sequence[Any]) -> Decision:
    number, made, kind, undone, orphan, article_id, title, path = row[:8]
    exact, prefix, suffix, start, end, *place = row[8:]
    return Decision(
        number=number,
        made=dt.datetime.fromisoformat(made),
        kind=Kind(kind),
        state=State.UNDONE if undone else State.ORPHAN if orphan else State.IN_FORCE,
        article_id=article_id,
        title=title,
        path=None if path is None else rows.path_of(path),
        exact=exact or "",
        prefix=prefix or "",
        suffix=suffix or "",
        start=start,
        end=end,
        place=None if place[0] is None else rows.place_of(place),
    )
