"""A library file copied to another place in one step, or deleted with what lies beside it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from viewer.library.storage.connecting import connect, uri
from viewer.library.storage.errors import (
    LibraryLocked,
    LibraryReadOnly,
    system_translated,
    translated,
)


def copy_file(source: Path, mode: str, target: Path) -> None:
    """Write a library as another file: all of it, or nothing is changed there."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with translated(target), system_translated(target), ExitStack() as stack:
        if not os.access(target.parent, os.W_OK):
            raise LibraryReadOnly(target, "may not be written there: choose another place")
        stack.callback(part.unlink, missing_ok=True)
        read = stack.enter_context(closing(connect(source, mode)))
        with closing(sqlite3.connect(uri(part, "rwc"), uri=True)) as written:
            written.execute("PRAGMA synchronous = OFF")  # synced once, below
            read.backup(written)
        _sync(part)
        _retire(target)
        part.replace(target)
        _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _retire(path: Path) -> None:
    """See to it that a library can be replaced: nobody has it open, and it has no WAL.

    A WAL that stayed would be taken for one of the new file.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(uri(path, "rw"), uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            reason = "the library there is open in another window: close it, or choose another name"
            raise LibraryLocked(path, reason) from error
        delete_beside(path)


def delete(path: Path) -> None:
    """Delete a library that nobody uses, with what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    delete_beside(path)


def delete_beside(path: Path) -> None:
    """Delete what SQLite keeps beside a library."""
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)
