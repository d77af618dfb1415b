"""What a reader reads: a file, or a part of one, such as a member of an archive."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from viewer.corpus.files import SIZE_LIMIT_BYTES, explain, open_file, too_large
from viewer.model import Fault, Note, UnreadableFile

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns

HEAD_BYTES = 4096
DEEPEST = 4
"""How deep parts may stand in parts: an archive, a mailbox, a message, what is attached to it."""
MOST_PARTS = 1_000_000
BETWEEN_PARTS = " > "

_LEAST_UNPACKED_BYTES = 256 * 1024 * 1024
_MOST_UNPACKED_BYTES = 16 * 1024 * 1024 * 1024
# Text is packed to a tenth; what grows to more than a hundred times its size is made to.
_LARGEST_RATIO = 100


class Budget:
    """What may still be taken out of one file, all that is nested in it together."""

    def __init__(self, size: int) -> None:
        """For a file of `size` bytes."""
        least = max(_LEAST_UNPACKED_BYTES, size * _LARGEST_RATIO)
        self.unpacked_bytes = min(least, _MOST_UNPACKED_BYTES)
        self.parts = MOST_PARTS


class Source:
    """A file, or a part of one, as readers see it. It can be opened again and again."""

    def __init__(
        self,
        path: Path,
        opener: Callable[[], BinaryIO],
        *,
        name: str,
        size: int,
        part: str = "",
        modified: dt.datetime | None = None,
        depth: int = 0,
        budget: Budget | None = None,
        columns: TableColumns | None = None,
    ) -> None:
        """`name` is a file's name, whose suffix counts; `part` says where in `path` it stands.

        `columns` are given for a table.
        """
        self.path = path
        self.part = part
        self.name = name
        self.size = size
        self.modified = modified
        self.depth = depth
        self.columns = columns
        self.budget = budget or Budget(size)
        self._opener = opener
        self._head: bytes | None = None

    @classmethod
    def of_file(cls, path: Path, columns: TableColumns | None = None) -> Source:
        """A whole file. Raises `UnreadableFile`."""
        with open_file(path) as file:
            status = os.fstat(file.fileno())
        return cls(
            path,
            lambda: open_file(path),
            name=path.name,
            size=status.st_size,
            modified=_time(status.st_mtime),
            columns=columns,
        )

    def inside(
        self,
        part: str,
        content: bytes | Callable[[], BinaryIO],
        *,
        name: str,
        size: int | None = None,
        modified: dt.datetime | None = None,
    ) -> Source:
        """A part of it to be read as a file of its own.

        `content` is its bytes, or what opens it, and then its `size` is told.
        """
        if isinstance(content, bytes):
            data, size = content, len(content)
            opener: Callable[[], BinaryIO] = lambda: io.BytesIO(data)  # noqa: E731
        else:
            opener = content
        return Source(
            self.path,
            opener,
            name=name,
            size=size or 0,
            part=self.place_of(part),
            modified=modified or self.modified,
            depth=self.depth + 1,
            budget=self.budget,
            columns=self.columns,
        )

    @property
    def suffix(self) -> str:
        """The end of its name, in small letters: ".html"."""
        return os.path.splitext(self.name)[1].casefold()  # noqa: PTH122 - it may be no path

    @property
    def stem(self) -> str:
        """Its name without the suffix."""
        return os.path.splitext(self.name)[0]  # noqa: PTH122 - it may be no path

    @property
    def head(self) -> bytes:
        """Its first 4 KiB. Raises `UnreadableFile`."""
        if self._head is None:
            with self.open() as file:
                self._head = self._read(file, HEAD_BYTES)
        return self._head

    def open(self) -> BinaryIO:
        """Open it to be read from its start. Raises `UnreadableFile`."""
        return self._opener()

    def read(self, limit: int = SIZE_LIMIT_BYTES) -> bytes:
        """All of it. Raises `UnreadableFile`, also where it is larger than `limit` bytes."""
        if self.size > limit:
            raise UnreadableFile(self.path, too_large(limit))
        with self.open() as file:
            data = self._read(file, limit + 1)
        if len(data) > limit:
            raise UnreadableFile(self.path, too_large(limit))
        return data

    def place_of(self, part: str) -> str:
        """Where a part of it stands in the file: "saved.zip > message 12"."""
        return BETWEEN_PARTS.join(filter(None, (self.part, part)))

    def fault(self, reason: str, part: str = "", line: int | None = None) -> Fault:
        """What is wrong with it, or with a part of it."""
        where = self.place_of(part)
        return Fault(self.path, f"{where}: {reason}" if where else reason, line)

    def note(self, text: str) -> Note:
        """Something to know about it."""
        return Note(self.path, f"{self.part}: {text}" if self.part else text)

    def refuse(self, reason: str) -> UnreadableFile:
        """The error for all of it, to be raised."""
        return UnreadableFile(self.path, reason)

    def spend(self, count: int) -> None:
        """Count `count` unpacked bytes. Raises `UnreadableFile` where the file gives too many."""
        self.budget.unpacked_bytes -= count
        if self.budget.unpacked_bytes < 0:
            raise self.refuse("it unpacks to far too much: unpack it yourself if you trust it")

    def _read(self, file: BinaryIO, count: int) -> bytes:
        try:
            return file.read(count)
        except OSError as error:
            raise self.refuse(explain(error)) from error


def _time(seconds: float) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, OSError, ValueError):
        return None
