"""Large gazetteer files, imported once into Dateline's own format and opened from there.

The import lies in the user's cache. It bears a mark made of the file's path, size and time and
of the version of what imports: where the mark is another one, the file is imported again. A
mark is worked out without reading the file, so that a start costs nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

from viewer.gazetteer import worldfile
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.content import Content, Unreadable
from viewer.gazetteer.featurecodes import LEFT_OUT
from viewer.gazetteer.formats import Format
from viewer.gazetteer.geonames import read_line
from viewer.gazetteer.largetable import feature_rows, table_rows
from viewer.gazetteer.rows import RowFault
from viewer.gazetteer.seen import Seen
from viewer.gazetteer.worldfile import WorldError
from viewer.gazetteer.worldrow import WorldRow
from viewer.gazetteer.worldwriter import write_world
from viewer.model import DatelineError, Fault, InvalidPlace

VERSION = 1
"""Goes up with every change of what is made of a line."""

MAX_FAULTS = 1000
_STEP = 5_000
_LONGEST_LINE = 1 << 20
_STALE_S = 600
"""An import writes all the time; one that has not for so long is dead."""
_SUFFIX = ".world"


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


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that was imported."""

    world: Path
    """The file in Dateline's own format."""
    rows: int
    faults: tuple[Fault, ...]
    left_out: tuple[tuple[str, int], ...]
    """What was not taken over on purpose, and how much of it."""


def cache_folder() -> Path:
    """Where the system keeps what can be made anew; the same folder as the window's."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "dateline"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "cache" / "dateline"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "dateline"


def imported(
    content: Content,
    boundaries: BoundaryIndex | None = None,
    *,
    progress: Report | None = None,
    cancelled: Cancelled | None = None,
    cache: Path | None = None,
) -> Imported:
    """The import of a file, made now unless it was made before.

    Raises ImportCancelled, Unreadable where nothing can be read, and OSError.
    """
    target = _target(content.path, cache)
    mark = _mark(content)
    known = _known(target, mark, content.path)
    if known:
        return known
    work = _Import(content, boundaries, progress, cancelled)
    try:
        _sweep(target)
        _write_summary(target, "", 0, work)
        rows = write_world(target, work.rows(), mark, work.tell)
        _write_summary(target, mark, rows, work)
    except OSError as problem:
        if problem.filename == str(content.path):
            raise
        why = (problem.strerror or str(problem)).lower()
        raise Unreadable(
            f"its import cannot be kept in {target.parent}: {why}: make room there"
        ) from problem
    return Imported(target, rows, tuple(work.faults), work.left_out())


def is_imported(content: Content, cache: Path | None = None) -> bool:
    """Whether a file was imported as it is now."""
    return _known(_target(content.path, cache), _mark(content), content.path) is not None


def forget(path: Path, cache: Path | None = None) -> None:
    """Throw the import of a file away."""
    target = _target(path, cache)
    for file in (target, _summary(target)):
        file.unlink(missing_ok=True)


def _target(path: Path, cache: Path | None) -> Path:
    """Where a file's import lies: a file that is changed leaves no import behind."""
    digest = sha256(os.fsencode(path.absolute())).hexdigest()[:12]
    return (cache or cache_folder()) / "gazetteers" / f"{path.stem[:40]}-{digest}{_SUFFIX}"


def _mark(content: Content) -> str:
    status = content.path.stat()
    parts = (VERSION, worldfile.VERSION, os.fsencode(content.path.absolute()))
    text = repr((*parts, status.st_size, status.st_mtime_ns))
    return sha256(text.encode()).hexdigest()


def _known(target: Path, mark: str, path: Path) -> Imported | None:
    """The import that is there, if it is whole and of the file as it is now."""
    try:
        with target.open("rb") as file:
            header = worldfile.read_header(file, target.stat().st_size)
        kept = json.loads(_summary(target).read_text(encoding="utf-8"))
        if header.fingerprint != mark or kept["mark"] != mark:
            return None
        faults = tuple(Fault(path, str(reason), line) for line, reason in kept["faults"])
        left_out = tuple((str(what), int(count)) for what, count in kept["left_out"])
        return Imported(target, int(kept["rows"]), faults, left_out)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, WorldError):
        return None


def _summary(target: Path) -> Path:
    return target.with_suffix(".json")


def _write_summary(target: Path, mark: str, rows: int, work: _Import) -> None:
    """Keep beside the import what a person should know of it; `mark` says that it is done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    kept = {
        "mark": mark,
        "rows": rows,
        "faults": [(fault.line, fault.reason) for fault in work.faults],
        "left_out": work.left_out(),
    }
    new = _summary(target).with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(kept), encoding="utf-8")
    new.replace(_summary(target))


def _sweep(target: Path) -> None:
    """Throw away what imports have left behind that were killed."""
    for folder in target.parent.glob(f".*{_SUFFIX}-*"):
        try:
            last = max((file.stat().st_mtime for file in folder.iterdir()), default=0.0)
            if time.time() - max(last, folder.stat().st_mtime) > _STALE_S:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue


class _Import:
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
        raise RowFault("the line is not UTF-8") from problem
