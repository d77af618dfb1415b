"""A library file that is open: connections, transactions, and where the file lies."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from viewer.library.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryLocked,
    LibraryReadOnly,
    NotALibrary,
    translated,
)
from viewer.library.migrations import VERSION, check_version, migrate

SUFFIX = ".dateline"
APPLICATION_ID = 0x44544C4E
"""What the header of each library says: "DTLN"."""
BUSY_SECONDS = 10.0
"""How long another window may take to write before that is an error."""

_UNSAVED = "unsaved-"
_SCHEMA = Path(__file__).with_name("schema.sql")
_HEADER = b"SQLite format 3\0"
# No mmap: where a file shrinks under it, on a stick pulled out say, the process would be killed.
_SETTINGS = """
PRAGMA foreign_keys = ON;
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32000;
PRAGMA journal_size_limit = 67108864;
"""
# In WAL mode NORMAL syncs at checkpoints only. A commit is with the system by then, so what was
# committed outlives a killed process. When power fails, the last commits may be gone, but the
# file is never damaged; FULL would cost a sync for each batch of an import.


class Store:
    """One library file. It may be used from any thread; each has a connection of its own.

    A thread reads within `reading` and writes within `writing`; both translate errors and give
    the same connection where they are nested.
    """

    def __init__(
        self, path: Path, mode: str = "rw", lock: sqlite3.Connection | None = None
    ) -> None:
        """Use `create`, `open` or `temporary`. `lock` says that the file is a temporary one."""
        self._path = path
        self._mode = mode
        self._lock = lock
        self._local = threading.local()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._one_writes = threading.RLock()
        self._generation = 0
        self._watch: sqlite3.Connection | None = None

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new library. Raises `LibraryError` where a file is already."""
        _create(path)
        return cls(path)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a library, to be read only where it cannot be written.

        Raises `NotALibrary`, `LibraryTooNew`, `LibraryDamaged`, `LibraryLocked` or, for what
        is not there, `LibraryError`.
        """
        _look_at(path)
        store = cls(path, _mode(path, read_only))
        try:
            with store.reading() as connection:
                _check_empty(connection, path)
                if not store.read_only:
                    migrate(connection, path)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_or_create(cls, path: Path) -> Store:
        """Open a library, or make it where there is none or an empty file."""
        if path.exists() and path.stat().st_size:
            return cls.open(path)
        return cls.create(path)

    @classmethod
    def temporary(cls, folder: Path | None = None) -> Store:
        """A new library that is gone when it is closed, unless it was kept by then.

        It is a file in `folder`, so that what a killed process leaves behind is not lost:
        `unsaved` finds it and `take_up` opens it again.
        """
        folder = folder or Path(tempfile.gettempdir())
        path = folder / f"{_UNSAVED}{uuid4().hex[:12]}{SUFFIX}"
        with translated(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = _locked(path)
            try:
                _create(path)
            except BaseException:
                _unlock(path, lock)
                raise
        return cls(path, lock=lock)

    @classmethod
    def take_up(cls, path: Path) -> Store:
        """Open a temporary library that was left behind; it is a temporary one again.

        Raises `LibraryLocked` where the process that it belongs to still runs.
        """
        with translated(path):
            lock = _locked(path)
        try:
            store = cls.open(path)
        except BaseException:
            _unlock(path, lock)
            raise
        store._lock = lock
        return store

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._path

    @property
    def is_temporary(self) -> bool:
        """Whether it is gone when it is closed."""
        return self._lock is not None

    @property
    def read_only(self) -> bool:
        """Whether it cannot be written, or is not to be."""
        return self._mode != "rw"

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one state of the library until the context is left."""
        with translated(self._path):
            connection = self._connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _end(connection, "ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all that is written within is stored when the context is left.

        An exception undoes it. Within another, an inner one can be undone by itself. Writers
        take turns, those of other windows too. Raises `LibraryReadOnly`, `LibraryFull` or
        `LibraryLocked`.
        """
        if self.read_only:
            reason = "the library can only be read; save it under another name to change it"
            raise LibraryReadOnly(self._path, reason)
        with self._one_writes, translated(self._path):
            connection = self._connection()
            inner = connection.in_transaction
            connection.execute("SAVEPOINT inner_write" if inner else "BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("RELEASE inner_write" if inner else "COMMIT")
            except BaseException:
                _end(connection, "ROLLBACK TO inner_write" if inner else "ROLLBACK")
                raise

    def version(self) -> int:
        """A number that is another one after anybody's commit, also of another process."""
        with self._guard, translated(self._path):
            if self._watch is None:
                self._watch = _connect(self._path, self._mode)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def keep(self, path: Path) -> None:
        """Save everything as another file, which this store is from then on.

        What stood there is replaced in one step, once all is written. A temporary library is
        none any more. Raises `LibraryLocked` where the other file is open in another window.
        """
        if path.exists() and path.samefile(self._path):
            return
        with self._one_writes:
            _copy(self._path, self._mode, path)
            old, lock = self._path, self._lock
            with self._guard:
                self._close_watch()
                self._path, self._mode, self._lock = path, "rw", None
                self._generation += 1
            if lock is not None:
                self._connection()
                _delete(old)
                _unlock(old, lock)

    def close(self) -> None:
        """Let the file go; a temporary one is deleted. No thread may be using it."""
        with self._guard:
            self._close_watch()
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()
            self._local = threading.local()
            lock, self._lock = self._lock, None
        if lock is not None:
            _delete(self._path)
            _unlock(self._path, lock)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held and (held[0] == self._generation or held[1].in_transaction):
            return held[1]
        with self._guard:
            for thread in [thread for thread in self._connections if not thread.is_alive()]:
                self._connections.pop(thread).close()
            if held:
                self._connections.pop(threading.current_thread()).close()
            connection = _connect(self._path, self._mode)
            self._connections[threading.current_thread()] = connection
            self._local.held = (self._generation, connection)
        return connection

    def _close_watch(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None


def unsaved(folder: Path) -> list[Path]:
    """The temporary libraries in a folder that no running process uses, the newest first.

    Those in which nothing was stored are deleted instead.
    """
    left: list[Path] = []
    for path in sorted(folder.glob(f"{_UNSAVED}*{SUFFIX}"), key=_modified, reverse=True):
        try:
            with translated(path):
                lock = _locked(path)
        except LibraryError:
            continue
        if _holds_nothing(path):
            _delete(path)
        else:
            left.append(path)
        _unlock(path, lock)
    return left


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _holds_nothing(path: Path) -> bool:
    """Whether a library has no article; one that cannot be read may have some."""
    try:
        with Store.open(path, read_only=True) as store, store.reading() as connection:
            return connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None
    except NotALibrary:
        return path.exists() and path.stat().st_size == 0
    except LibraryError:
        return False


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _uri(path, mode),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        # Each is used by one thread, but closed by whoever closes the store.
        check_same_thread=False,
    )
    connection.executescript(_SETTINGS)
    return connection


def _mode(path: Path, read_only: bool) -> str:
    """How a library can be opened, as SQLite's URIs say it."""
    if not read_only and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        return "rw"
    try:
        with closing(_connect(path, "ro")) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return "ro"
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            return "ro"
        # A medium on which nobody can write: SQLite need not look for other writers.
        return "ro&immutable=1"


def _create(path: Path) -> None:
    """Write an empty library into a file that is new or has nothing in it."""
    with translated(path), closing(_connect(path, "rwc")) as connection:
        if connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise LibraryError(path, "there is a file already; open it, or choose another name")
        # Not WAL before all is there: whoever is killed until then leaves an empty file.
        marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
        connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA.read_text('utf-8')} {marks} COMMIT")
        connection.execute("PRAGMA journal_mode = WAL")


def _look_at(path: Path) -> None:
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
        with closing(sqlite3.connect(_uri(path, "ro&immutable=1"), uri=True)) as connection:
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
    if start.startswith(_HEADER) or b"CREATE TABLE makers" in start:
        reason = "the library is damaged; let Dateline save what can be read of it into a new one"
        return LibraryDamaged(path, reason)
    return NotALibrary(path, "not a Dateline library: choose a file that Dateline has saved")


def _check_empty(connection: sqlite3.Connection, path: Path) -> None:
    """A library whose making was cut short is an empty file once SQLite has looked at it."""
    if connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is None:
        raise NotALibrary(path, "the file is empty; delete it, or import into it")


def _end(connection: sqlite3.Connection, how: str) -> None:
    """End a transaction that SQLite has not ended itself, as it does when the disk is full."""
    if connection.in_transaction:
        connection.execute(how)


def _copy(source: Path, mode: str, target: Path) -> None:
    """Write a library as another file: all of it, or nothing is changed there."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with translated(target), ExitStack() as stack:
        stack.callback(part.unlink, missing_ok=True)
        read = stack.enter_context(closing(_connect(source, mode)))
        with closing(sqlite3.connect(_uri(part, "rwc"), uri=True)) as written:
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
        with closing(sqlite3.connect(_uri(path, "rw"), uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            reason = "the library there is open in another window: close it, or choose another name"
            raise LibraryLocked(path, reason) from error
        _delete_beside(path)


def _delete(path: Path) -> None:
    path.unlink(missing_ok=True)
    _delete_beside(path)


def _delete_beside(path: Path) -> None:
    for end in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _locked(path: Path) -> sqlite3.Connection:
    """Hold the lock of a temporary library: an open transaction, which ends with its process."""
    connection = sqlite3.connect(
        _lock_file(path), timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def _unlock(path: Path, lock: sqlite3.Connection) -> None:
    lock.close()
    _lock_file(path).unlink(missing_ok=True)
