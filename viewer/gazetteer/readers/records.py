"""The text of a table cut into rows of cells, each with the line of the file it starts on.

Written out rather than left to `csv`, which forgets where a row began and lets one quote
that never closes swallow the rest of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ("\t", ";", ",")

_LINE_END = re.compile(r"\r\n|\r|\n")

UNCLOSED = "a quote opens in this row and does not close as it should: close it, or double it"


class RowFault(Exception):
    """Why a row gives no place, in one line."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table; `fault` says why it cannot be cut into cells."""

    line: int
    """1 is the first line of the file."""
    cells: tuple[str, ...]
    fault: str | None = None


class _Unclosed(Exception):
    """A quoted cell that has no end, or text after its end."""


def records(text: str, delimiter: str) -> Iterator[Record]:
    """The rows of a table, blank lines left out, in time linear to the text."""
    reader = _Reader(text, delimiter)
    at, number = 0, 1
    while at <= len(text):
        line, after = reader.line(at)
        lines = 1
        if '"' not in line:
            if line.strip():
                yield Record(number, tuple(line.split(delimiter)))
        else:
            record, after, lines = reader.quoted(at, number)
            yield record
        at, number = after, number + lines


class _Reader:
    """Reads lines and quoted cells at positions of a text."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text = text
        self._delimiter = delimiter
        self._may_span = True
        """Whether a cell may go on on the next line: not after one that went on to the end,
        for each later quote would have to look as far."""

    def line(self, at: int) -> tuple[str, int]:
        """The line at a position, and where the next begins."""
        end = _LINE_END.search(self._text, at)
        if end is None:
            return self._text[at:], len(self._text) + 1
        return self._text[at : end.start()], end.end()

    def quoted(self, at: int, number: int) -> tuple[Record, int, int]:
        """A row with quotes in it, where the next begins, and over how many lines it goes."""
        try:
            cells, after, lines = self._cells(at)
        except _Unclosed as problem:
            self._may_span = self._may_span and bool(problem.args)
            line, after = self.line(at)
            if self._delimiter == "\t":  # tab-separated files often mean quotes as they stand
                return Record(number, tuple(line.split("\t"))), after, 1
            return Record(number, (), UNCLOSED), after, 1
        return Record(number, tuple(cells)), after, lines

    def _cells(self, at: int) -> tuple[list[str], int, int]:
        cells: list[str] = []
        line, after = self.line(at)
        position, lines = 0, 1
        while True:
            start = position
            while line[start : start + 1] == " ":
                start += 1
            if line[start : start + 1] == '"':
                cell, line, after, position, more = self._cell(line, after, start + 1)
                lines += more
                while line[position : position + 1] == " ":
                    position += 1
                if position < len(line) and line[position] != self._delimiter:
                    raise _Unclosed("text after a closing quote")
            else:
                end = line.find(self._delimiter, position)
                end = len(line) if end < 0 else end
                cell, position = line[position:end], end
            cells.append(cell)
            if position >= len(line):
                return cells, after, lines
            position += 1

    def _cell(self, line: str, after: int, position: int) -> tuple[str, str, int, int, int]:
        """The cell whose quote opened before `position`, and the line on which it closes."""
        parts: list[str] = []
        lines = 0
        while True:
            quote = line.find('"', position)
            if quote < 0:
                parts += (line[position:], "\n")
                if not self._may_span or after > len(self._text):
                    raise _Unclosed
                line, after = self.line(after)
                position, lines = 0, lines + 1
                continue
            parts.append(line[position:quote])
            if line[quote + 1 : quote + 2] != '"':
                return "".join(parts), line, after, quote + 1, lines
            parts.append('"')
            position = quote + 2
