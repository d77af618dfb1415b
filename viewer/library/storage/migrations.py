"""Libraries of older versions are brought to this one, step by step, with a copy kept beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from viewer.library.storage.errors import LibraryFull, LibraryReadOnly, LibraryTooNew, NotALibrary

VERSION = 1
"""Of the schema: `PRAGMA user_version`."""

Step = Callable[[sqlite3.Connection], None]
STEPS: Mapping[int, Step] = MappingProxyType({})
"""By the version that each starts from; it makes the next one."""


def check_version(path: Path, version: int, newest: int = VERSION) -> None:
    """Raises `LibraryTooNew` for what this Dateline cannot know."""
    if version > newest:
        reason = f"a newer Dateline has written it (version {version}, this one knows {newest})"
        raise LibraryTooNew(path, f"{reason}; it was left as it is: update Dateline to open it")


def migrate(
    connection: sqlite3.Connection,
    path: Path,
    *,
    read_only: bool = False,
    steps: Mapping[int, Step] = STEPS,
    newest: int = VERSION,
) -> Path | None:
    """Bring a library to the newest version, all or nothing; gives the copy that was kept.

    Raises `LibraryTooNew`, `LibraryReadOnly` where that cannot be done, `LibraryFull` where there
    is no room for the copy, or `NotALibrary` for a version that never was.
    """
    version = _version(connection)
    check_version(path, version, newest)
    if version == newest:
        return None
    if not all(number in steps for number in range(version, newest)):
        raise NotALibrary(path, f"no Dateline has written libraries of version {version}")
    if read_only:
        reason = (
            f"it is of version {version} and must be changed to be opened, but can only be read"
        )
        raise LibraryReadOnly(path, f"{reason}: make a copy of it that can be written")
    kept = _keep_copy(connection, path, version)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another window may have done it by now.
        for number in range(_version(connection), newest):
            steps[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return kept


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """A copy of a library as it was."""
    copy = path.with_name(f"{path.stem}.v{version}{path.suffix}")
    if copy.exists():
        return copy
    part = copy.with_name(f"{copy.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as written:
            connection.backup(written)
        part.rename(copy)
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        reason = "there is no room for a copy of it, which is kept before it is changed: make room"
        raise LibraryFull(path, reason) from error
    finally:
        part.unlink(missing_ok=True)
    return copy
