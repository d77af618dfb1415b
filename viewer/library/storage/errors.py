"""What can go wrong with a library, in words, and the one place that knows SQLite's."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.model import DatelineError


class LibraryError(DatelineError):
    """A library that cannot be used as asked; what was stored in it is still there."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class NotALibrary(LibraryError):
    """A file that is something else, or nothing at all."""


class LibraryDamaged(LibraryError):
    """A library of which some part cannot be read; `salvage` saves the rest."""


class LibraryTooNew(LibraryError):
    """A library that a newer Dateline has written; nothing in it was touched."""


class LibraryLocked(LibraryError):
    """A library that another program would not let go in time."""


class LibraryReadOnly(LibraryError, PermissionError):
    """A library that may be read and not be written."""


class LibraryFull(LibraryError):
    """There is no room for more; what was stored before is."""


_PRIMARY = 0xFF
"""The part of SQLite's codes that says what kind of error it is."""
_NO_ROOM = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
_KINDS: dict[int, tuple[type[LibraryError], str]] = {
    sqlite3.SQLITE_CORRUPT: (
        LibraryDamaged,
        "the library is damaged; let Dateline save what can be read of it into a new one",
    ),
    sqlite3.SQLITE_NOTADB: (NotALibrary, "not a Dateline library"),
    sqlite3.SQLITE_BUSY: (
        LibraryLocked,
        "another program is using the library; wait for it or close it, then try again",
    ),
    sqlite3.SQLITE_LOCKED: (
        LibraryLocked,
        "another part of Dateline is using the library; try again",
    ),
    sqlite3.SQLITE_READONLY: (
        LibraryReadOnly,
        "the library can only be read; save it under another name to change it",
    ),
    sqlite3.SQLITE_PERM: (LibraryReadOnly, "the library may not be changed: ask its owner"),
    sqlite3.SQLITE_FULL: (
        LibraryFull,
        "the disk is full; what was stored before is kept: make room, then go on",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        LibraryError,
        "the library cannot be opened: look whether the file and its folder are still there",
    ),
    sqlite3.SQLITE_IOERR: (
        LibraryError,
        "the disk would not read or write the library: look whether it is still connected",
    ),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about a file as a `LibraryError`; a mistake of ours stays as it is."""
    try:
        yield
    except sqlite3.Error as error:
        if (meant := _meaning(path, error)) is None:
            raise
        raise meant from error
    except UnicodeDecodeError as error:
        raise _damaged(path) from error


@contextmanager
def sound_rows(path: Path) -> Iterator[None]:
    """Raise as `LibraryDamaged` what is wrong with values that no table would have taken."""
    try:
        yield
    except (ValueError, TypeError, OverflowError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> LibraryDamaged:
    return LibraryDamaged(path, _KINDS[sqlite3.SQLITE_CORRUPT][1])


@contextmanager
def system_translated(path: Path) -> Iterator[None]:
    """Raise what the system refuses about a file as a `LibraryError`."""
    try:
        yield
    except OSError as error:
        if isinstance(error, LibraryError):
            raise
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryFull(path, _KINDS[sqlite3.SQLITE_FULL][1]) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise LibraryReadOnly(path, "may not be written there: choose another place") from error
        reason = (error.strerror or str(error)).lower()
        raise LibraryError(path, f"cannot be written there ({reason}): choose another") from error


def _meaning(path: Path, error: sqlite3.Error) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own: text in the file that is not UTF-8
        code = sqlite3.SQLITE_CORRUPT if "decode" in str(error) else sqlite3.SQLITE_MISUSE
    if code in _NO_ROOM:
        code = sqlite3.SQLITE_FULL
    if found := _KINDS.get(code & _PRIMARY):
        kind, reason = found
        return kind(path, reason)
    return None
