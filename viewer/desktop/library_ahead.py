"""A library that is opened and read by a thread of its own while the window starts.

Qt and its web engine take a while to come up. SQLite works without Python's lock, so what it
reads meanwhile is there when the window asks for it.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.desktop.worker import uncollected

if TYPE_CHECKING:
    from viewer.library.library import Library
    from viewer.library.storage.store import Store


class LibraryAhead:
    """A library file that is being read."""

    def __init__(self, path: Path) -> None:
        """Begin to read it."""
        self.path = path
        # Two tasks of one thread: the store is there for others before all is read.
        thread = ThreadPoolExecutor(1)
        self._store = thread.submit(_opened, path)
        self._library = thread.submit(self._read)
        thread.shutdown(wait=False)

    def store(self) -> Store:
        """The file, once it is open. Raises `LibraryError`."""
        return self._store.result()

    def library(self) -> Library:
        """All of it, as it is now. Raises `LibraryError`."""
        return self._library.result().refreshed()

    def _read(self) -> Library:
        from viewer.library.library import Library

        with uncollected:
            return Library(self.store())


def _opened(path: Path) -> Store:
    from viewer.library.storage.store import Store

    with uncollected:
        return Store.open(path)
