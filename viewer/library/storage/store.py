"""A library file that is open: connections, transactions, and where the file lies."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from viewer.library.storage.connecting import (
    BUSY_SECONDS,
    check_made,
    connect,
    create_file,
    end,
    look_at,
    mode_of,
    share,
)
from viewer.library.storage.copying import copy_file, delete
from viewer.library.storage.errors import (
    LibraryError,
    LibraryReadOnly,
    NotALibrary,
    system_translated,
    translated,
)
from viewer.library.storage.lockfile import hold, let_go
from viewer.library.storage.migrations import migrate

SUFFIX = ".dateline"
"""What library files are called."""

_UNSAVED = "unsaved-"


class Store:
    """One library file. It may be used from any thread; each has a connection of its own.

    A thread reads within `reading` and writes within `writing`; both translate errors and give
    the same connection where they are nested.
    """

    def __init__(
        self,
        path: Path,
        *,
        mode: str = "rw",
        lock: sqlite3.Connection | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        """Use `create`, `open` or `temporary`. `lock` says that the file is a temporary one."""
        self._path = path
        self._mode = mode
        self._lock = lock
        self._busy_seconds = busy_seconds
        self._local = threading.local()
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()
        self._one_writes = threading.RLock()
        self._is_writing = False  # read by the thread only that holds the lock
        self._generation = 0
        self._watch: sqlite3.Connection | None = None

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make a new library. Raises `LibraryError` where a file is already."""
        create_file(path)
        return cls(path)

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS
    ) -> Store:
        """Open a library, to be read only where it cannot be written.

        For `busy_seconds` it waits for other programs, now and later. Raises `NotALibrary`,
        `LibraryTooNew`, `LibraryDamaged`, `LibraryLocked`, `LibraryReadOnly` for one of an older
        version that cannot be written or, for what is not there, `LibraryError`.
        """
        look_at(path)
        store = cls(path, mode=mode_of(path, read_only), busy_seconds=busy_seconds)
        try:
            with translated(path):
                connection = store._connection()
                check_made(connection, path)
                migrate(connection, path, read_only=store.read_only)
                if not store.read_only:
                    share(connection)
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
        with translated(path), system_translated(path):
            folder.mkdir(parents=True, exist_ok=True)
            lock = hold(path)
        try:
            create_file(path)
        except BaseException:
            let_go(path, lock)
            raise
        return cls(path, lock=lock)

    @classmethod
    def take_up(cls, path: Path) -> Store:
        """Open a temporary library that was left behind; it is a temporary one again.

        Raises `LibraryLocked` where the process that it belongs to still runs.
        """
        with translated(path):
            lock = hold(path)
        try:
            store = cls.open(path)
        except BaseException:
            let_go(path, lock)
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
                end(connection)

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
            if connection.in_transaction:
                if not self._is_writing:
                    raise RuntimeError("what is read in one state cannot be written meanwhile")
                with _inner(connection):
                    yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            self._is_writing = True
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                self._is_writing = False
                end(connection)

    def version(self) -> int:
        """A number that is another one after anybody's commit, also of another process."""
        with self._guard, translated(self._path):
            if self._watch is None:
                self._watch = connect(self._path, self._mode)
            version = int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        return (self._generation << 32) + version

    def keep(self, path: Path) -> None:
        """Save everything as another file, which this store is from then on.

        What stood there is replaced in one step, once all is written. A temporary library is
        none any more. Raises `LibraryLocked` where the other file is open in another window,
        `LibraryFull`, or `LibraryReadOnly`.
        """
        if path.exists() and path.samefile(self._path):
            return
        with self._one_writes:
            copy_file(self._path, self._mode, path)
            old, lock = self._path, self._lock
            with self._guard:
                self._close_watch()
                self._path, self._mode, self._lock = path, "rw", None
                self._generation += 1
            if lock is not None:
                self._connection()  # lets go of the old one
                delete(old)
                let_go(old, lock)

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
            delete(self._path)
            let_go(self._path, lock)

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
            connection = connect(self._path, self._mode, self._busy_seconds)
            self._connections[threading.current_thread()] = connection
            self._local.held = (self._generation, connection)
        return connection

    def _close_watch(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None


@contextmanager
def _inner(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction within one."""
    connection.execute("SAVEPOINT inner_write")
    try:
        yield
        connection.execute("RELEASE inner_write")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK TO inner_write")
            connection.execute("RELEASE inner_write")
        raise


def unsaved(folder: Path) -> list[Path]:
    """The temporary libraries in a folder that no running process uses, the newest first.

    Those in which nothing was stored are deleted instead.
    """
    left: list[Path] = []
    for path in sorted(folder.glob(f"{_UNSAVED}*{SUFFIX}"), key=_modified, reverse=True):
        try:
            with translated(path):
                lock = hold(path)
        except LibraryError:
            continue
        if _holds_nothing(path):
            delete(path)
        else:
            left.append(path)
        let_go(path, lock)
    return left


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _holds_nothing(path: Path) -> bool:
    """Whether nothing is lost with a library; one that cannot be read may hold something."""
    try:
        with Store.open(path, read_only=True) as store, store.reading() as connection:
            return not any(
                connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
                for table in ("articles", "decisions", "views")
            )
    except NotALibrary:
        return path.exists() and path.stat().st_size == 0
    except LibraryError:
        return False
