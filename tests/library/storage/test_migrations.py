"""A library of an older version becomes a newer one whole, with a copy kept, or not at all."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from viewer.library.storage.errors import LibraryFull, LibraryReadOnly, LibraryTooNew, NotALibrary
from viewer.library.storage.migrations import Step, migrate


def add_author(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE articles ADD COLUMN author TEXT")


def fill_author(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE articles SET author = 'nobody'")


STEPS: dict[int, Step] = {0: add_author, 1: fill_author}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library of version 0, as nobody has ever written."""
    path = tmp_path / "old.dateline"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE articles (title TEXT); INSERT INTO articles VALUES ('Old');"
        )
    return path


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def content(connection: sqlite3.Connection) -> list[object]:
    return connection.execute("SELECT * FROM articles").fetchall()


def version(connection: sqlite3.Connection) -> object:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def test_every_step_is_taken(connection: sqlite3.Connection, path: Path) -> None:
    kept = migrate(connection, path, steps=STEPS, newest=2)
    assert content(connection) == [("Old", "nobody")]
    assert version(connection) == 2
    assert kept == path.with_name("old.v0.dateline")
    with closing(sqlite3.connect(kept)) as copy:
        assert content(copy) == [("Old",)]
        assert version(copy) == 0
    assert migrate(connection, path, steps=STEPS, newest=2) is None


def test_a_step_that_fails_changes_nothing(connection: sqlite3.Connection, path: Path) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM articles")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate(connection, path, steps={0: add_author, 1: fail}, newest=2)
    assert content(connection) == [("Old",)]
    assert version(connection) == 0
    migrate(connection, path, steps=STEPS, newest=2)
    assert content(connection) == [("Old", "nobody")]


def test_a_newer_version_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA user_version = 3")
    with pytest.raises(LibraryTooNew, match="version 3, this one knows 2"):
        migrate(connection, path, steps=STEPS, newest=2)


def test_a_version_that_never_was_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    with pytest.raises(NotALibrary, match="version 0"):
        migrate(connection, path, steps={1: fill_author}, newest=2)


def test_one_that_can_only_be_read_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    with pytest.raises(LibraryReadOnly, match="make a copy"):
        migrate(connection, path, read_only=True, steps=STEPS, newest=2)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """The system lets no file grow over a size, as if the disk were full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_without_room_for_a_copy_nothing_is_changed(
    connection: sqlite3.Connection, path: Path
) -> None:
    before = path.read_bytes()
    with files_of_at_most(4096), pytest.raises(LibraryFull, match="no room for a copy"):
        migrate(connection, path, steps=STEPS, newest=2)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
