"""One large gazetteer file on its way to rows: what is read, left out and wrong, and how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.content import Content, Unreadable
from viewer.gazetteer.readers.featurecodes import LEFT_OUT
from viewer.gazetteer.readers.formats import Format
from viewer.gazetteer.readers.geonames import read_line
from viewer.gazetteer.readers.large import feature_rows, table_rows
from viewer.gazetteer.readers.records import RowFault
from viewer.gazetteer.readers.seen import Seen
from viewer.gazetteer.world.row import WorldRow
from viewer.model import DatelineError, Fault, InvalidPlace

MAX_FAULTS = 1000
_STEP = 5_000
_LONGEST_LINE = 1 << 20


class ImportCancelled(DatelineError):
    """The person did not want to wait; nothing is left of the import."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is."""

    path: Path
    what: str
    """What is being done: "reading places", "writing places", "sorting names"."""
    done: int
    """Bytes of the file while places are read; else places or names."""
    total: int
    rows: int
    """How many places were found so far."""

    @property
    def words(self) -> str:
        """How far it is, for a person."""
        share = f" {100 * self.done // self.total} %" if self.total else ""
        if self.what == "reading places":
            return f"{self.rows:,} places read,{share}"
        return f"{self.what}{share}"


Report = Callable[[ImportProgress], None]
Cancelled = Callable[[], bool]


class ImportWork:
    """One file on its way."""

    def __init__(
        self,
        content: Content,
        boundaries: BoundaryIndex | None,
        progress: Report | None,
        cancelled: Cancelled | None,
    ) -> None:
        self._content = content
        self._boundaries = boundaries
        self._progress = progress
        self._cancelled = cancelled or (lambda: False)
        self._left_out: Counter[str] = Counter()
        self._unreported = 0
        self._read = 0
        self._rows = 0
        self._seen = Seen()
        self.faults: list[Fault] = []

    def left_out(self) -> tuple[tuple[str, int], ...]:
        """What was not taken over, the most first."""
        return tuple(self._left_out.most_common())

    def rows(self) -> Iterator[WorldRow]:
        """The places of the file, each id once; the faults are kept."""
        for row in self._of_format():
            self._rows += 1
            yield row
        if not self._rows:
            raise Unreadable(self._nothing())
        if self._unreported:
            reason = f"and {self._unreported:,} more lines are faulty"
            self.faults.append(Fault(self._content.path, reason))

    def _nothing(self) -> str:
        if self.faults:
            fault = self.faults[0]
            line = f"line {fault.line}: " if fault.line else ""
            return f"no line of it gives a place ({line}{fault.reason})"
        return "it has no place that the news names"

    def _of_format(self) -> Iterable[WorldRow]:
        if self._content.format is Format.GEONAMES:
            return self._geonames()
        if self._content.format is Format.GEOJSON:
            return feature_rows(self._content, self._boundaries, self._take, self._count)
        return table_rows(self._content, self._boundaries, self._take, self._count)

    def tell(self, what: str, done: int, total: int) -> None:
        """The writer's progress; raises where the person has had enough."""
        self._check()
        if self._progress and what != "reading places":
            path = self._content.path
            self._progress(ImportProgress(path, what, done, total, self._rows))

    def _geonames(self) -> Iterator[WorldRow]:
        with self._content.open() as file:
            number = 0
            while data := file.readline(_LONGEST_LINE):
                number += 1
                self._read += len(data)
                if number % _STEP == 0:
                    self._count(self._read)
                row = self._take(number, partial(_geonames_row, data))
                if row:
                    yield row

    def _take(self, line: int, make: Callable[[], WorldRow | str | None]) -> WorldRow | None:
        """The place that a line gives, if it gives one and its id is new."""
        try:
            row = make()
            if isinstance(row, WorldRow):
                if self._seen.add(row.id):
                    return row
                raise RowFault(f"the id {row.id} is taken by a line above")
            if row is not None:
                self._left_out[LEFT_OUT.get(row, row)] += 1
        except (RowFault, InvalidPlace) as problem:
            self._report(str(problem), line)
        return None

    def _report(self, reason: str, line: int) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(self._content.path, reason, line))
        else:
            self._unreported += 1

    def _count(self, read: int) -> None:
        """So many bytes are read."""
        self._check()
        if self._progress:
            told = (self._content.path, "reading places", read, self._content.size, self._rows)
            self._progress(ImportProgress(*told))

    def _check(self) -> None:
        if self._cancelled():
            raise ImportCancelled("the import was cancelled")


def _geonames_row(data: bytes) -> WorldRow | str | None:
    if not data.strip():
        return None
    try:
        return read_line(data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as problem:
        raise RowFault("the line is not UTF-8: get the file again") from problem
