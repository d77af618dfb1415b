"""The records of a CSV file, one after the other, however its quotes are broken."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_LONGEST_RECORD = 16 * 1024 * 1024
_MOST_LINES = 100_000
# What may be read twice, after quotes that never end.
_MOST_READ_AGAIN = 4 * _LONGEST_RECORD
_UNCLOSED = "a quote is opened and not closed: this line is left out"
_TOO_LONG = "a quote is not closed, or it is very long: this line is left out"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a row."""

    cells: list[str]
    line: int
    """Where it begins in the file; 1 is the first line."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no row."""

    reason: str
    line: int


class _TooLong(Exception):
    """A record goes on and on."""


class Records:
    """Reads records; a quote that never ends costs its line alone."""

    def __init__(self, lines: Iterable[str | None], delimiter: str) -> None:
        """`lines` are the file's with their ends; None is a line that is too long."""
        self._lines = enumerate(lines, 1)
        self._delimiter = delimiter
        self._waiting: deque[tuple[int, str | None]] = deque()
        self._taken: list[tuple[int, str]] = []
        self._taken_size = 0
        self._ended = False
        self._read_again = 0
        self.width: int | None = None
        """How many cells a row should have, once that is known."""

    def __iter__(self) -> Iterator[Record | Broken]:
        reader = self._reader()
        while True:
            self._taken, self._taken_size = [], 0
            try:
                cells = _next(reader)
            except (csv.Error, _TooLong) as error:
                broken = self._leave_out(_TOO_LONG if isinstance(error, _TooLong) else _UNCLOSED)
            else:
                if cells is None:
                    return
                if not cells:
                    continue
                if not self._is_swallowed(cells):
                    yield Record(cells, self._taken[0][0])
                    continue
                broken = self._leave_out(_UNCLOSED)
            yield broken
            if self._read_again > _MOST_READ_AGAIN:
                yield Broken("too many quotes are not closed: the rest is left out", broken.line)
                return
            reader = self._reader()

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._feed(), delimiter=self._delimiter)

    def _feed(self) -> Iterator[str]:
        while True:
            number, line = self._waiting.popleft() if self._waiting else next(self._lines, (0, ""))
            if number == 0:
                self._ended = True
                return
            if line is None:
                self._taken.append((number, ""))
                raise _TooLong
            self._taken.append((number, line))
            self._taken_size += len(line)
            if self._taken_size > _LONGEST_RECORD or len(self._taken) > _MOST_LINES:
                raise _TooLong
            yield line

    def _leave_out(self, reason: str) -> Broken:
        """Drop the first line that was taken; the others are read again."""
        first = self._taken[0][0] if self._taken else 0
        self._waiting.extendleft(reversed(self._taken[1:]))
        self._read_again += self._taken_size
        self._ended = False
        return Broken(reason, first)

    def _is_swallowed(self, cells: list[str]) -> bool:
        """Whether a row of several lines is one with an open quote and what came after it."""
        if len(self._taken) < 2:
            return False
        trouble = self._trouble()
        if self._ended and "end of data" in trouble:
            return True
        width = self.width
        if width is None or width < 2 or (len(cells) == width and not trouble):
            return False
        below = [line for _, line in self._taken[1:51]]
        alone = [
            len(row) for line in below for row in csv.reader([line], delimiter=self._delimiter)
        ]
        return alone.count(width) * 2 > len(below)

    def _trouble(self) -> str:
        """What a strict reader has against the lines that were taken; empty for nothing."""
        lines = (line for _, line in self._taken)
        strict = csv.reader(lines, delimiter=self._delimiter, strict=True)
        try:
            _next(strict)
        except csv.Error as error:
            return str(error)
        return ""


def _next(reader: Iterator[list[str]]) -> list[str] | None:
    # The limit is the whole process's; others rely on a small one.
    before = csv.field_size_limit(_LONGEST_RECORD)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)
