"""How a library file is made and opened by SQLite, and what speaks against opening one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from viewer.library.storage.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryReadOnly,
    NotALibrary,
    system_translated,
    translated,
)
from viewer.library.storage.migrations import VERSION, check_version

APPLICATION_ID = 0x44544C4E
"""What the header of each library says: "DTLN"."""
BUSY_SECONDS = 10.0
"""How long another window may take to write before that is an error."""

_SCHEMA = Path(__file__).parents[1] / "schema.sql"
HEADER = b"SQLite format 3\0"
"""What each SQLite file starts with."""
# No mmap: where a file shrinks under it, on a stick pulled out say, the process would be killed.
_SETTINGS = """
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -16000;
PRAGMA journal_size_limit = 67108864;
"""
# In WAL mode NORMAL syncs at checkpoints only. A commit is with the system by then, so what was
# committed outlives a killed process. When power fails, the last commits may be gone, but the
# file is never damaged; FULL would cost a sync for each batch of an import.


def uri(path: Path, mode: str) -> str:
    """A file as SQLite is told of it, whatever characters are in its name."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def connect(path: Path, mode: str, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection with our settings, without transactions of its own accord."""
    connection = sqlite3.connect(
        uri(path, mode),
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        # Each is used by one thread, but closed by whoever closes the store.
        check_same_thread=False,
    )
    connection.executescript(_SETTINGS)
    return connection


def mode_of(path: Path, read_only: bool) -> str:
    """How a library can be opened, as SQLite's URIs say it."""
    if not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"
    try:
        with closing(connect(path, "ro", busy_seconds=0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return "ro"
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return "ro"
    if _has_log(path):
        reason = f"it was not closed, and nothing can be written here: copy it and {path.name}-wal"
        raise LibraryReadOnly(path, f"{reason} to another folder, then open the copy")
    # A medium on which nobody can write: SQLite need not look for other writers.
    return "ro&immutable=1"


def _has_log(path: Path) -> bool:
    """Whether something stored in a library stands beside its file still, in its WAL."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def create_file(path: Path) -> None:
    """Write an empty library into a file that is new or empty, in one step."""
    if path.exists() and path.stat().st_size:
        raise LibraryError(path, "there is a file already; open it, or choose another name")
    part = path.with_name(f".{path.name}.part")
    with system_translated(path), translated(path):
        part.unlink(missing_ok=True)
        try:
            with closing(connect(part, "rwc")) as connection:
                marks = (
                    f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
                )
                schema = _SCHEMA.read_text("utf-8")
                connection.executescript(f"BEGIN IMMEDIATE; {schema} {marks} COMMIT")
                share(connection)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def share(connection: sqlite3.Connection) -> None:
    """Let others read a library while it is written; the file remembers that."""
    connection.execute("PRAGMA journal_mode = WAL")


def look_at(path: Path) -> None:
    """Raises what speaks against opening a file, which is not touched."""
    if path.is_dir():
        raise NotALibrary(path, "a folder, not a library")
    if not path.exists():
        raise LibraryError(path, "no such file: it was moved or deleted")
    if not os.access(path, os.R_OK):
        raise LibraryError(path, "may not be read: ask its owner for permission")
    if path.stat().st_size == 0:
        raise NotALibrary(path, "the file is empty; delete it, or import into it")
    try:
        # Through SQLite: were the file closed by others in this process, its locks were lost.
        with closing(sqlite3.connect(uri(path, "ro&immutable=1"), uri=True)) as connection:
            if _has_log(path):
                # The file may be shorter than it says while that is being written into it, or
                # after a kill or a full disk cut that short: this lets its first page be read.
                connection.execute("PRAGMA writable_schema = ON")
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _not_a_database(path) from error
    if mark != APPLICATION_ID:
        raise NotALibrary(path, "a database of another program, not a Dateline library")
    check_version(path, version)


def _not_a_database(path: Path) -> LibraryError:
    """What a file is that SQLite does not know: another kind, or a library that was ruined."""
    with path.open("rb") as file:
        start = file.read(1 << 20)
    if start.startswith(HEADER) or b"CREATE TABLE makers" in start:
        reason = "the library is damaged; let Dateline save what can be read of it into a new one"
        return LibraryDamaged(path, reason)
    return NotALibrary(path, "not a Dateline library: choose a file that Dateline has saved")


def check_made(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `NotALibrary` if there is nothing in the file once SQLite has looked at it."""
    if connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None:
        raise NotALibrary(path, "the file is empty; delete it, or import into it")


def end(connection: sqlite3.Connection) -> None:
    """Undo a transaction, unless it is over, as SQLite ends it itself when the disk is full."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
