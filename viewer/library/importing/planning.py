"""Which files of an import are to be read: those that are not as they were when last read."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.corpus.files import explain, find_files
from viewer.library.importing import makers
from viewer.library.importing.intake import Intake, sha256_of
from viewer.library.storage.rows import path_bytes, path_of
from viewer.library.storage.store import Store
from viewer.library.storage.writing import FileRead
from viewer.model import Fault, Note

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns


_MOST_HASHED_BYTES = 256 << 20
"""Of a larger file it takes too long to see whether it is another one."""


@dataclass(slots=True)
class Plan:
    """What an import has to do."""

    files: list[Intake] = field(default_factory=list)
    """To be read, in their order."""
    touched: list[FileRead] = field(default_factory=list)
    """The same bytes as before with another time."""
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def found(self) -> int:
        """How many files there are."""
        return len(self.files) + len(self.touched) + self.unchanged


class Planner:
    """Compares files with what a library knows of them."""

    def __init__(self, store: Store, finder: str, columns: TableColumns | None = None) -> None:
        """`finder` describes what finds places now."""
        self._store = store
        self._finder = finder
        self._columns = columns
        self._read = files_read(store)
        self._by_size: defaultdict[int, list[FileRead]] = defaultdict(list)
        for file in self._read.values():
            self._by_size[file.size].append(file)

    def plan(
        self,
        paths: Sequence[Path],
        *,
        seen: Callable[[Path, int], bool],
        again: bool = False,
    ) -> Plan:
        """Look at files and all in folders. `seen` is told of each file and says when to stop.

        With `again` a file is read even if it is as it was.
        """
        plan = Plan()
        for found in find_files(absolute(paths)):
            if isinstance(found, Fault):
                plan.faults.append(found)
            elif isinstance(found, Note):
                plan.notes.append(found)
            else:
                self._look_at(found, plan, again)
                if not seen(found, plan.found):
                    break
        return plan

    def _look_at(self, path: Path, plan: Plan, again: bool) -> None:
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            plan.faults.append(Fault(path, explain(error)))
            return
        size, modified = status.st_size, status.st_mtime_ns
        before = self._read.get(path)
        columns = self._columns or (makers.columns_of(before.reader) if before else None)
        reader = makers.reader(path, columns)
        if before and not again and before.size == size and before.reader == reader:
            if before.modified == modified:
                plan.unchanged += 1
                return
            if before.sha256 and size < _MOST_HASHED_BYTES and before.sha256 == sha256_of(path):
                plan.touched.append(replace(before, modified=modified))
                return
        known = self._known(path, size, before, reader)
        plan.files.append(Intake(path, size, modified, known, columns))

    def _known(self, path: Path, size: int, before: FileRead | None, reader: str) -> frozenset[str]:
        """The articles that are found in a file already, or in one of which it is a copy."""
        if before is None:
            same = [file for file in self._by_size.get(size, ()) if file.sha256]
            digest = sha256_of(path) if same and size < _MOST_HASHED_BYTES else None
            before = next((file for file in same if file.sha256 == digest), None)
        return self._found_in(before.path, reader) if before else frozenset()

    def _found_in(self, path: Path, reader: str) -> frozenset[str]:
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT articles.id, readers.description, finders.description FROM files"
                " JOIN articles ON articles.number = files.article"
                " JOIN makers AS readers ON readers.number = articles.reader"
                " JOIN makers AS finders ON finders.number = articles.finder"
                " WHERE files.path = ?",
                (path_bytes(path),),
            ).fetchall()
        return frozenset(
            id
            for id, read_by, found_by in rows
            if read_by == reader and makers.without_home(found_by) == self._finder
        )


def absolute(paths: Iterable[Path]) -> list[Path]:
    """Paths that mean the same from everywhere; links stay as they are."""
    return [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - resolve() follows


def files_read(store: Store) -> dict[Path, FileRead]:
    """The files that a library was made from, as they were when they were read."""
    return {file.path: file for file in _rows(store)}


def _rows(store: Store) -> Iterator[FileRead]:
    with store.reading() as connection:
        found = connection.execute(
            "SELECT path, size, modified, sha256, description FROM readings"
            " JOIN makers ON makers.number = readings.reader"
        ).fetchall()
    for path, size, modified, digest, reader in found:
        yield FileRead(path_of(path), size, modified, digest, reader)
