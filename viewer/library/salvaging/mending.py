"""A damaged library, copied and mended so far that SQLite reads it again."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from viewer.library.salvaging.leaves import PAGE
from viewer.library.salvaging.wreck import Wreck, rebuild
from viewer.library.storage.connecting import create_file, uri
from viewer.library.storage.copying import delete_beside

_HEADER_BYTES = 100
_PAGES = slice(28, 32)
"""In the header: how many pages the file has."""
_CHANGES, _VALID_FOR = slice(24, 28), slice(92, 96)
"""Two counters; where they are equal, the number of pages is believed."""


@contextmanager
def mended(damaged: Path, folder: Path) -> Iterator[Wreck]:
    """All that can be read of a library; what it takes lies in `folder` while it is used."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=".salvage-") as room:
        copy, empty = Path(room) / "copy", Path(room) / "empty"
        shutil.copyfile(damaged, copy)
        log = damaged.with_name(f"{damaged.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name("copy-wal"))
        create_file(empty)
        _mend_header(copy, empty)
        _merge_log(copy)
        _mend_header(copy, empty)
        if _tables(copy) != _tables(empty):
            _plant_tables(copy, empty)
        with closing(_open(copy)) as connection, closing(_open(empty)) as rebuilt:
            yield rebuild(connection, copy, rebuilt)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(uri(path, "rw"), uri=True, isolation_level=None)
    # A file that is shorter than it says is read as far as it goes, with the first of these.
    connection.executescript("PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON;")
    return connection


def _mend_header(copy: Path, empty: Path) -> None:
    """Give a file a header, if it has none, that says how long the file is."""
    with copy.open("r+b") as file, empty.open("rb") as sound:
        header = bytearray(file.read(_HEADER_BYTES).ljust(_HEADER_BYTES, b"\0"))
        good = sound.read(_HEADER_BYTES)
        # The first 24 bytes, from the magic words to the size of a page, are all the same.
        if header[:18] != good[:18] or header[20:24] != good[20:24]:
            header[:] = good
        size = copy.stat().st_size
        header[_PAGES] = max(1, size // PAGE).to_bytes(4, "big")
        header[_VALID_FOR] = header[_CHANGES]
        file.seek(0)
        file.write(header)
        file.truncate(max(1, size // PAGE) * PAGE)


def _merge_log(copy: Path) -> None:
    """Bring what was committed last from the log into the file, as far as it can be read."""
    try:
        with closing(_open(copy)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError:
        delete_beside(copy)


def _tables(path: Path) -> dict[str, int]:
    """Where each table and index begins; nothing, if that cannot be read."""
    try:
        with closing(_open(path)) as connection:
            return dict(connection.execute("SELECT name, rootpage FROM sqlite_schema"))
    except sqlite3.Error:
        return {}


def _plant_tables(copy: Path, empty: Path) -> None:
    """Overwrite what says where tables begin, with what an empty library says.

    Tables begin at the same pages in all libraries, for they are made in one order, and none is
    ever vacuumed.
    """
    begin = set(_tables(empty).values())
    with copy.open("r+b") as file, empty.open("rb") as sound:
        for page in range(1, empty.stat().st_size // PAGE + 1):
            if page not in begin:
                sound.seek((page - 1) * PAGE)
                file.seek((page - 1) * PAGE)
                file.write(sound.read(PAGE))
    _mend_header(copy, empty)
