"""Tables of articles: CSV and TSV, each row one."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.corpus.drafts import Draft
from viewer.corpus.source import Source
from viewer.corpus.tables.columns import TableColumns, UnclearColumns
from viewer.model import Fault, Note

SUFFIXES = (".csv", ".tsv", ".tab")

_LONGEST_LINE_BYTES = 32 * 1024 * 1024
# As many as a spreadsheet has.
_MOST_COLUMNS = 16_384


def read(source: Source) -> Iterator[Draft | Fault | Note]:
    """An article for each row. Raises `UnreadableFile`."""
    return _rows(source)


def headers(source: Source) -> tuple[str, ...]:
    """The headers of a table's columns. Raises `UnreadableFile`."""
    return _Table(source).headers


def _rows(source: Source) -> Iterator[Draft | Fault]:
    from viewer.corpus.tables.csvrows import Broken
    from viewer.corpus.tables.rows import NoText, draft

    table = _Table(source)
    columns = table.find(source.columns)
    for number, record in enumerate(table.records, 2):
        part = f"row {number}"
        if isinstance(record, Broken):
            yield source.fault(record.reason, part, record.line)
            continue
        cells = record.cells
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(table.headers) :]):
            reason = f"{len(cells)} cells, but the header has {len(table.headers)}"
            yield source.fault(reason, part, record.line)
            continue
        try:
            yield draft(
                dict(zip(table.headers, cells, strict=False)), columns, table.encoding, part
            )
        except NoText as error:
            yield source.fault(str(error), part, record.line)


class _Table:
    """The header and the records of a file."""

    def __init__(self, source: Source) -> None:
        """Raises `UnreadableFile`."""
        from viewer.corpus.tables.csvrows import Record, Records
        from viewer.corpus.tables.textlines import TextLines

        self._source = source
        lines = TextLines(source, _LONGEST_LINE_BYTES)
        self.encoding = lines.encoding
        first = next((line for line in lines if line is None or line.strip()), None)
        if first is None:
            raise source.refuse("its first line is no header: it is too long or empty")
        records = Records(lines, _delimiter(source, first))
        self.records = iter(records)
        header = next((one for one in self.records if _is_header(one)), None)
        if not isinstance(header, Record):
            raise source.refuse("its first line is no header: a quote in it is not closed")
        if len(header.cells) > _MOST_COLUMNS:
            raise source.refuse(f"{len(header.cells):,} columns: no table of articles has as many")
        records.width = len(header.cells)
        self.headers = tuple(_distinct(header.cells))

    def find(self, given: TableColumns | None) -> dict[str, str]:
        """Which header holds what. Raises `UnreadableFile`."""
        try:
            return (given or TableColumns()).find(self.headers)
        except UnclearColumns as error:
            raise self._source.refuse(str(error)) from error


def _is_header(record: object) -> bool:
    cells = getattr(record, "cells", None)
    # "sep=;" is for Excel.
    return cells is None or (any(map(str.strip, cells)) and not cells[0].startswith("sep="))


def _delimiter(source: Source, first: str) -> str:
    """What stands between the cells: the mark that gives the first line the most of them."""
    from viewer.corpus.tables.csvrows import DELIMITERS

    if first.startswith("sep=") and len(first) > 4:
        return first[4]
    if source.suffix in (".tsv", ".tab"):
        return "\t"
    return max(DELIMITERS, key=lambda mark: _outside_quotes(first).count(mark))


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _distinct(cells: list[str]) -> Iterator[str]:
    """The headers, with a number for those that come again."""
    seen: dict[str, int] = {}
    for cell in cells:
        name = cell.strip()
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"
