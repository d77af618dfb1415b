"""What has changed in the folders that were opened since their files were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from viewer.corpus.files import find_files
from viewer.library.importing import makers
from viewer.library.importing.planning import files_read
from viewer.library.storage.rows import path_of
from viewer.library.storage.store import Store


@dataclass(frozen=True, slots=True)
class Changes:
    """Files that are not as they were."""

    new: tuple[Path, ...] = ()
    changed: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def folders(store: Store) -> dict[Path, bool]:
    """What was opened, folders and files named one by one, and whether it is watched."""
    with store.reading() as connection:
        found = connection.execute("SELECT path, watched FROM folders ORDER BY path").fetchall()
    return {path_of(path): bool(watched) for path, watched in found}


def changes(
    store: Store,
    opened: Iterable[Path] | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Changes:
    """Look at what was opened, or at some of it; `Import.take_up` then reads what changed.

    A folder that is not there as a whole, such as one on a disk that is not connected, has
    lost nothing: its articles stay.
    """
    wanted = list(folders(store) if opened is None else opened)
    there = [path for path in wanted if path.exists()]
    read = files_read(store)
    new: list[Path] = []
    changed: list[Path] = []
    seen: set[Path] = set()
    for found in find_files(there):
        if cancelled is not None and cancelled():
            return Changes()
        if not isinstance(found, Path):
            continue
        seen.add(found)
        before = read.get(found)
        if before is None:
            new.append(found)
        elif _differs(found, before.size, before.modified) or _is_stale(found, before.reader):
            changed.append(found)
    gone = [path for path in read if path not in seen and _is_gone(path, wanted, there)]
    return Changes(tuple(new), tuple(changed), tuple(gone))


def _differs(path: Path, size: int, modified: int) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False  # it was there a moment ago: another look will tell
    return (status.st_size, status.st_mtime_ns) != (size, modified)


def _is_stale(path: Path, reader: str) -> bool:
    return reader != makers.reader(path, makers.columns_of(reader))


def _is_gone(path: Path, wanted: Iterable[Path], there: Iterable[Path]) -> bool:
    """Whether a file that was not found was deleted, not only its disk taken away."""
    if path in wanted:
        return not path.exists() and path.parent.is_dir()
    return any(folder in path.parents for folder in there) and not path.exists()
