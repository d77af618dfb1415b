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

UNCLOSED = "a quote opens in this row and does not close"


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
    lines = _LINE_END.split(text)
    at = 0
    may_span = True
    while at < len(lines):
        line = lines[at]
        number = at + 1
        at += 1
        if '"' not in line:
            if line.strip():
                yield Record(number, tuple(line.split(delimiter)))
            continue
        try:
            cells, at = _quoted(lines, number - 1, delimiter, may_span)
        except _Unclosed as problem:
            # A quote that no later line closes would have every later one look to the end too.
            may_span = may_span and bool(problem.args)
            if delimiter == "\t":  # tab-separated files often mean quotes as they stand
                yield Record(number, tuple(line.split(delimiter)))
            else:
                yield Record(number, (), UNCLOSED)
        else:
            yield Record(number, tuple(cells))


def _quoted(lines: list[str], at: int, delimiter: str, may_span: bool) -> tuple[list[str], int]:
    """The cells of the row that starts on line `at`, and the line after it."""
    cells: list[str] = []
    line, position = lines[at], 0
    while True:
        start = position
        while line[start : start + 1] == " ":
            start += 1
        if line[start : start + 1] == '"':
            cell, at, position = _quoted_cell(lines, at, start + 1, may_span)
            line = lines[at]
            while line[position : position + 1] == " ":
                position += 1
            if position < len(line) and line[position] != delimiter:
                raise _Unclosed("text after a closing quote")
        else:
            end = line.find(delimiter, position)
            end = len(line) if end < 0 else end
            cell, position = line[position:end], end
        cells.append(cell)
        if position >= len(line):
            return cells, at + 1
        position += 1


def _quoted_cell(lines: list[str], at: int, position: int, may_span: bool) -> tuple[str, int, int]:
    """A cell whose quote opened before `position`: its text, and line and place of its end."""
    parts: list[str] = []
    while True:
        quote = lines[at].find('"', position)
        if quote < 0:
            parts += (lines[at][position:], "\n")
            at, position = at + 1, 0
            if not may_span or at >= len(lines):
                raise _Unclosed
            continue
        parts.append(lines[at][position:quote])
        if lines[at][quote + 1 : quote + 2] != '"':
            return "".join(parts), at, quote + 1
        parts.append('"')
        position = quote + 2
