"""Articles into a library, and out of it: each function is one transaction.

What a function has returned from is stored: no end of the process takes it away.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.library.storage import articles, rows
from viewer.library.storage.articles import Stored
from viewer.library.storage.numbers import next_change
from viewer.library.storage.store import Store
from viewer.model import Attributed, Fault, Mention, Note

__all__ = [
    "FileRead",
    "Stored",
    "forget_reports",
    "keep_parts",
    "put",
    "refind",
    "remove_files",
    "set_folders",
    "set_languages",
    "set_likeness",
    "set_stories",
]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file as it was when it was read: while it is the same it need not be read again."""

    path: Path
    size: int
    modified: int
    """Nanoseconds since 1970."""
    sha256: str | None
    """Of the whole file; None where it could not be read."""
    reader: str
    """What read it, as `Stored.reader`."""


def put(
    store: Store,
    items: Sequence[Stored],
    *,
    read: Iterable[FileRead] = (),
    faults: Iterable[Fault] = (),
    notes: Iterable[Note] = (),
) -> list[int]:
    """Store articles, and which files were read with what faults; gives the articles' numbers.

    An article whose id is there already gets another file; if it was read or its places were
    found by something else since, that takes the place of what was there. An article that
    another one replaces in its file is removed with its last file, and what people decided on
    it goes over to the new one. Faults and notes of a file in `read` take the place of those
    that it had.
    """
    with store.writing() as connection:
        writer = articles.Writer(connection)
        writer.numbers.learn(mention for item in items for mention in item.reading.mentions)
        numbers = [writer.put(item) for item in items]
        writer.finish()
        for file in read:
            _forget_reports(connection, file.path)
            connection.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)",
                (
                    rows.path_bytes(file.path),
                    file.size,
                    file.modified,
                    file.sha256,
                    writer.numbers.maker("reader", file.reader),
                ),
            )
        _report(connection, faults, notes)
    return numbers


def remove_files(store: Store, paths: Iterable[Path]) -> list[int]:
    """Forget files: their articles that stand in no other file are removed, and given back."""
    with store.writing() as connection:
        removed: list[int] = []
        for path in paths:
            raw = rows.path_bytes(path)
            removed += articles.leave(connection, raw, keep=())
            connection.execute("DELETE FROM readings WHERE path = ?", (raw,))
            _forget_reports(connection, path)
    return removed


def keep_parts(store: Store, path: Path, parts: Collection[str]) -> list[int]:
    """Forget what else a file held when it was read before; gives the articles removed."""
    with store.writing() as connection:
        return articles.leave(connection, rows.path_bytes(path), keep=parts)


def refind(store: Store, found: Mapping[int, Sequence[Mention]], finder: str) -> None:
    """Put newly found mentions in the place of those that articles had; decisions stay."""
    with store.writing() as connection:
        writer = articles.Writer(connection)
        for number, mentions in found.items():
            writer.refind(number, mentions, finder)
        writer.finish()


def set_stories(store: Store, stories: Mapping[int, int]) -> None:
    """Say of which first article each is a copy; those that people took out of it stay out."""
    with store.writing() as connection:
        change = next_change(connection)
        for number, story in stories.items():
            own = connection.execute(
                "UPDATE decisions SET story = ? WHERE kind = 'own story' AND NOT undone"
                " AND article_id = (SELECT id FROM articles WHERE number = ?)",
                (story, number),
            )
            if not own.rowcount:
                connection.execute(
                    "UPDATE articles SET story = ?, changed = ? WHERE number = ?",
                    (story, change, number),
                )


def set_languages(store: Store, languages: Mapping[str, Attributed]) -> None:
    """Store the languages of articles, by their ids, that were told after they were stored."""
    with store.writing() as connection:
        change = next_change(connection)
        connection.executemany(
            "UPDATE articles SET language = ?, language_from = ?, changed = ? WHERE id = ?",
            [(told.value, told.origin, change, id_) for id_, told in languages.items()],
        )


def set_likeness(store: Store, likeness: Mapping[int, bytes]) -> None:
    """Store what near copies of articles are known by."""
    with store.writing() as connection:
        connection.executemany(
            "UPDATE articles SET likeness = ? WHERE number = ?",
            [(blob, number) for number, blob in likeness.items()],
        )


def set_folders(store: Store, folders: Mapping[Path, bool]) -> None:
    """Store what was opened, and whether it is watched."""
    with store.writing() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO folders VALUES (?, ?)",
            [(rows.path_bytes(path), int(watched)) for path, watched in folders.items()],
        )


def forget_reports(store: Store, paths: Iterable[Path]) -> None:
    """Forget the faults and notes of files and folders, before there are others."""
    with store.writing() as connection:
        for path in paths:
            _forget_reports(connection, path)


def _forget_reports(connection: sqlite3.Connection, path: Path) -> None:
    raw = (rows.path_bytes(path),)
    connection.execute("DELETE FROM faults WHERE path = ?", raw)
    connection.execute("DELETE FROM notes WHERE path = ?", raw)


def _report(connection: sqlite3.Connection, faults: Iterable[Fault], notes: Iterable[Note]) -> None:
    connection.executemany(
        "INSERT INTO faults VALUES (?, ?, ?)",
        [(rows.path_bytes(fault.path), fault.line, rows.clean(fault.reason)) for fault in faults],
    )
    connection.executemany(
        "INSERT INTO notes VALUES (?, ?)",
        [(rows.path_bytes(note.path), rows.clean(note.text)) for note in notes],
    )
