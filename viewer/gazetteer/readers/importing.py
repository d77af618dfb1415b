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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.content import Content, Unreadable
from viewer.gazetteer.readers.importwork import (
    Cancelled,
    ImportWork,
    Report,
)
from viewer.gazetteer.world import layout
from viewer.gazetteer.world.layout import WorldError
from viewer.gazetteer.world.writer import write_world
from viewer.model import Fault

VERSION = 1
"""Goes up with every change of what is made of a line."""

_STALE_S = 600
"""An import writes all the time; one that has not for so long is dead."""
_SUFFIX = ".world"


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
    work = ImportWork(content, boundaries, progress, cancelled)
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
    parts = (VERSION, layout.VERSION, os.fsencode(content.path.absolute()))
    text = repr((*parts, status.st_size, status.st_mtime_ns))
    return sha256(text.encode()).hexdigest()


def _known(target: Path, mark: str, path: Path) -> Imported | None:
    """The import that is there, if it is whole and of the file as it is now."""
    try:
        with target.open("rb") as file:
            header = layout.read_header(file, target.stat().st_size)
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


def _write_summary(target: Path, mark: str, rows: int, work: ImportWork) -> None:
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
