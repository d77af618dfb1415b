"""A gazetteer file: a table of places that a person keeps, read row by row.

A row that cannot be used is reported with its line and skipped; the rest is used.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers import columns as headers
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.records import DELIMITERS, Record, RowFault, records
from viewer.gazetteer.readers.rows import read_row, title_of
from viewer.gazetteer.readers.wkt import Geometry
from viewer.model import Fault, Place

MAX_BYTES = 64 * 1024 * 1024
MAX_ROWS = 200_000
MAX_FAULTS = 1000
_BROKEN = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Table:
    """The places of a gazetteer file, and what is wrong with the rest of it."""

    places: tuple[Place, ...]
    faults: tuple[Fault, ...]


def read_table(path: Path, boundaries: BoundaryIndex | None = None) -> Table:
    """Read a gazetteer file. It never raises: what cannot be read is among the faults."""
    try:
        text = decoded(_data(path))
        found = layout(text)
    except HeaderFault as problem:
        return Table((), (Fault(path, str(problem), problem.line),))
    except RowFault as problem:
        return Table((), (Fault(path, str(problem)),))
    rows = records(text, found.delimiter)
    next(rows)
    table = PlaceReader(path, boundaries).read((record, found.columns, None) for record in rows)
    if table.places or table.faults:
        return table
    return Table((), (Fault(path, "there are headers, but no rows below them"),))


class HeaderFault(RowFault):
    """No place can be read, for the headers do not say where."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written."""

    columns: Columns
    delimiter: str


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RowFault(f"the file is larger than {MAX_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as problem:
        raise RowFault((problem.strerror or "it cannot be read").lower()) from problem


def decoded(data: bytes) -> str:
    """The text of a table; raises RowFault where it is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    elif b"\0" in data[:4096]:
        raise RowFault("the file is not text, or UTF-16 without its mark: save it as UTF-8")
    else:
        # What is not UTF-8 becomes lone surrogates, so that the rows that are can be used.
        text = data.decode("utf-8-sig", errors="surrogateescape")
    if not text.strip():
        raise RowFault("the file is empty")
    return text


def layout(text: str) -> Layout:
    """The columns of a table, with the delimiter under which the headers say the most.

    Raises HeaderFault where no place could be read.
    """
    best = None
    for delimiter in DELIMITERS:
        header = next(records(text, delimiter))
        columns = headers.understand(header.cells)
        score = (len(columns.at), len(header.cells))
        if best is None or score > best[0]:
            best = (score, header, columns, delimiter)
    assert best is not None
    _, header, columns, delimiter = best
    reason = header.fault or headers.missing(columns)
    if reason:
        raise HeaderFault(reason, header.line)
    twice = headers.doubled(columns)
    if twice:
        raise HeaderFault(f"two columns are called {twice}", header.line)
    return Layout(columns, delimiter)


def check_cells(record: Record, columns: Columns) -> None:
    """Refuse a row that is not what the headers say."""
    if record.fault:
        raise RowFault(record.fault)
    width = len(columns.headers)
    if any(cell.strip() for cell in record.cells[width:]):
        raise RowFault(
            f"the row has {len(record.cells)} cells, the headers explain {width}"
            " (a comma inside a cell needs quotes around it)"
        )
    if any(_BROKEN.search(cell) for cell in record.cells):
        raise RowFault("the row is not UTF-8: save the file as UTF-8")


Line = tuple[Record, Columns, Geometry | None]
"""A row, what its cells are, and its shape where no cell has it."""


class PlaceReader:
    """Reads rows one after the other, and remembers the ids that are taken."""

    def __init__(self, path: Path, outlines: BoundaryIndex | None) -> None:
        self._path = path
        self._outlines = outlines
        self._lines: dict[str, int] = {}
        self._spots: dict[tuple[str, float, float], int] = {}
        self._made: dict[str, int] = {}
        self._places: list[Place] = []
        self._faults: list[Fault] = []
        self._unreported = 0

    def read(self, lines: Iterable[Line | Fault]) -> Table:
        """All places and faults of the rows."""
        nameless: list[tuple[int, Line]] = []
        for count, line in enumerate(lines):
            if isinstance(line, Fault):
                self._report(line)
                continue
            record, columns, _ = line
            if count == MAX_ROWS:
                reason = f"the rows from here on are not read: there are more than {MAX_ROWS:,}"
                self._faults.append(Fault(self._path, reason, record.line))
                break
            place_id = columns.cell(record.cells, "id")
            if not record.fault and not place_id:
                # An id is made once all that are given are known.
                nameless.append((len(self._places), line))
                continue
            self._read(line, place_id, self._places)
        self._places = self._merged(nameless)
        if self._unreported:
            self._faults.append(Fault(self._path, f"and {self._unreported} more rows are faulty"))
        return Table(tuple(self._places), tuple(self._faults))

    def _merged(self, nameless: Sequence[tuple[int, Line]]) -> list[Place]:
        """The places of rows without an id, put where their rows stand among the others."""
        if not nameless:
            return self._places
        merged: list[Place] = []
        done = 0
        for before, line in nameless:
            merged += self._places[done:before]
            done = before
            self._read(line, self._made_id(line), merged)
        self._faults.sort(key=lambda fault: fault.line or 0)
        return merged + self._places[done:]

    def _read(self, line: Line, place_id: str, places: list[Place]) -> None:
        record, columns, geometry = line
        name = self._path.name
        try:
            check_cells(record, columns)
            if place_id in self._lines:
                raise RowFault(f"the id {place_id} is taken by line {self._lines[place_id]}")
            place = read_row(record, columns, place_id, name, self._outlines, geometry)
            first = self._spots.setdefault((place.title, place.lat, place.lon), record.line)
            if first != record.line:
                raise RowFault(f"{place.title} stands at the same spot in line {first}")
        except RowFault as problem:
            self._report(Fault(self._path, str(problem), record.line))
        else:
            self._lines[place_id] = record.line
            places.append(place)

    def _made_id(self, line: Line) -> str:
        """An id from the title, such as "the-hague"; numbered where it is taken."""
        record, columns, _ = line
        title = unicodedata.normalize("NFKD", title_of(record, columns)).casefold()
        letters = "".join(c for c in title if not unicodedata.combining(c))
        made = re.sub(r"[\W_]+", "-", letters).strip("-") or "place"
        number = self._made.get(made, 1)
        candidate = made
        while candidate in self._lines:
            number += 1
            candidate = f"{made}-{number}"
        self._made[made] = number
        return candidate

    def _report(self, fault: Fault) -> None:
        if len(self._faults) < MAX_FAULTS:
            self._faults.append(fault)
        else:
            self._unreported += 1
