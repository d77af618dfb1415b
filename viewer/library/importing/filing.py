"""What was read, put into a library some articles at a time, each time in one transaction."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from viewer.library.importing import makers
from viewer.library.importing.copies import Stories
from viewer.library.importing.intake import Intake, Taken, Whole
from viewer.library.storage.store import Store
from viewer.library.storage.writing import FileRead, Stored, keep_parts, put, set_stories
from viewer.model import Article, Fault, Note

_MOST_ARTICLES = 64
_MOST_CHARACTERS = 2_000_000
_MOST_S = 0.7
"""Whichever comes first ends a batch; then whoever looks sees it."""


@dataclass(frozen=True, slots=True)
class Filed:
    """An article that is stored."""

    number: int
    id: str
    path: Path
    part: str
    title: str
    mentions: int
    placed: int
    is_known: bool
    """Whether it was stored before, with the same text."""


@dataclass(slots=True)
class _Open:
    """A file of which more may come."""

    parts: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    whole: Whole | None = None


@dataclass(slots=True)
class _Batch:
    """What is not stored yet."""

    taken: list[tuple[Taken, str]] = field(default_factory=list)
    read: list[FileRead] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    parts: dict[Path, set[str]] = field(default_factory=dict)
    """Of the files that were read to their end without a fault."""
    characters: int = 0
    since: float = field(default_factory=time.monotonic)
    """When it was begun."""

    @property
    def is_empty(self) -> bool:
        return not (self.taken or self.read or self.faults or self.notes)

    @property
    def is_full(self) -> bool:
        """Whether it should be stored now."""
        return not self.is_empty and (
            len(self.taken) >= _MOST_ARTICLES
            or self.characters >= _MOST_CHARACTERS
            or time.monotonic() - self.since >= _MOST_S
        )


class Filing:
    """Stores what the files of an import give."""

    def __init__(
        self,
        store: Store,
        finder: str,
        stored: Callable[[Sequence[Filed]], Any] | None = None,
        faulty: Callable[[Sequence[Fault]], Any] | None = None,
    ) -> None:
        """`finder` describes what finds places; the others are told of what is committed."""
        self._store = store
        self._finder = finder
        self.local: Mapping[str, str] = {}
        """What describes the finders for outlets whose home is known, by their names."""
        self._stored = stored
        self._faulty = faulty
        self._stories: Stories | None = None
        self._open: dict[Path, _Open] = {}
        self._batch = _Batch()
        self.articles = 0
        """How many are committed."""
        self.faults = 0

    def take(self, file: Intake, items: Sequence[Any], done: bool) -> None:
        """Take what a file gave, all or some of it."""
        state = self._open.setdefault(file.path, _Open())
        reader = makers.reader(file.path, file.columns)
        for item in items:
            if isinstance(item, Taken):
                self._batch.taken.append((item, reader))
                self._batch.characters += len(item.reading.article.text)
                state.parts.add(item.reading.article.part)
            elif isinstance(item, Whole):
                state.whole = item
            elif isinstance(item, Fault):
                state.faults.append(item)
            else:
                state.notes.append(item)
        if done:
            self._finish(file, self._open.pop(file.path), reader)
        self.look()

    def look(self) -> None:
        """Store what was taken, if it is enough or has waited for long."""
        if self._batch.is_full:
            self.flush()

    def _finish(self, file: Intake, state: _Open, reader: str) -> None:
        batch = self._batch
        batch.faults += state.faults
        batch.notes += state.notes
        # One that ended its reader is left alone until it changes; one that may not be opened
        # can be had another time as it is.
        whole = state.whole or Whole(file.size, file.modified, None)
        if state.whole or os.access(file.path, os.R_OK):
            read = FileRead(file.path, whole.size, whole.modified, whole.sha256, reader)
            batch.read.append(read)
        if state.whole and not state.faults:
            batch.parts[file.path] = state.parts

    def flush(self) -> None:
        """Store what was taken. Raises `LibraryError`; then nothing of it is stored."""
        batch, self._batch = self._batch, _Batch()
        if batch.is_empty:
            return
        items = [self._item(taken, reader) for taken, reader in batch.taken]
        with self._store.writing():
            if self._stories is None and items:
                self._stories = Stories(self._store)
            numbers = put(
                self._store, items, read=batch.read, faults=batch.faults, notes=batch.notes
            )
            for path, parts in batch.parts.items():
                keep_parts(self._store, path, parts)
            new = [n for n, (one, _) in zip(numbers, batch.taken, strict=True) if not one.is_known]
            if self._stories and (stories := self._stories.group(new)):
                set_stories(self._store, stories)
        self.articles += len(items)
        self.faults += len(batch.faults)
        if self._faulty and batch.faults:
            self._faulty(batch.faults)
        if self._stored and items:
            self._stored([_filed(n, one) for n, (one, _) in zip(numbers, batch.taken, strict=True)])

    def _item(self, taken: Taken, reader: str) -> Stored:
        finder = None if taken.is_known else self.local.get(taken.outlet, self._finder)
        return Stored(taken.reading, reader, finder, taken.likeness)


def _filed(number: int, taken: Taken) -> Filed:
    article: Article = taken.reading.article
    mentions = taken.reading.mentions
    return Filed(
        number,
        article.id,
        article.path,
        article.part,
        article.title,
        len(mentions),
        sum(mention.place is not None for mention in mentions),
        taken.is_known,
    )
