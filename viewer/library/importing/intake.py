"""What a worker does with a file of an import: its articles with all that is to be stored.

The language of an article that does not say its own is told here, and what near copies are known
by: the process that stores has enough to do.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.library.importing.onefile import Finder, ReadFile, find_again
from viewer.library.importing.outlets import OutletsFinder
from viewer.model import Article, Fault, Note, Passage, Reading, UnreadableFile

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns


@dataclass(frozen=True, slots=True)
class Taken:
    """An article to be stored."""

    reading: Reading
    likeness: bytes | None
    is_known: bool = False
    """Whether its places were found before, so that `reading` has none."""
    outlet: str = ""
    """Whose home helped to find its places, if one did."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that was looked through to its end, as it was when that began."""

    size: int
    modified: int
    """Nanoseconds since 1970."""
    sha256: str | None
    """None where it gave no article."""


Item = Taken | Whole | Fault | Note


@dataclass(frozen=True, slots=True)
class Intake:
    """A file to be read into a library."""

    path: Path
    size: int
    modified: int
    known: frozenset[str] = frozenset()
    """The ids of articles whose places need not be found again."""
    columns: TableColumns | None = None

    @property
    def is_safe(self) -> bool:
        """Whether reading it can neither hang nor end a process: it is plain text."""
        return ReadFile(self.path, self.size).is_safe

    def __call__(self, finder: Finder) -> Iterator[Item]:
        """Read it."""
        from viewer.corpus.articles import read_articles  # the window needs none to start
        from viewer.corpus.files import open_file

        try:
            with open_file(self.path) as file:
                status = os.fstat(file.fileno())
        except UnreadableFile as error:
            yield Fault(self.path, error.reason)
            return
        articles = 0
        for read in read_articles(self.path, self.columns):
            if isinstance(read, Fault | Note):
                yield read
                continue
            yield self._taken(read.article, read.passages, finder)
            yield from read.notes
            articles += 1
        digest = sha256_of(self.path) if articles else None
        yield Whole(status.st_size, status.st_mtime_ns, digest)

    def _taken(
        self, article: Article, passages: tuple[Passage, ...], finder: Finder
    ) -> Taken | Fault:
        reading = Reading(article, passages, ())
        if article.id in self.known:
            return Taken(reading, None, is_known=True)
        found = find_again(reading, finder)
        if isinstance(found, Fault):
            return found
        known = finder.known(article) if isinstance(finder, OutletsFinder) else ""
        return replace(taken(found), outlet=known)


def taken(reading: Reading) -> Taken:
    """A reading with what is to be stored besides."""
    # Both take numpy, which a window that opens a few texts does without.
    from viewer.corpus.language import guess
    from viewer.library.importing.likeness import runs, signature

    article = reading.article
    if article.language is None:
        reading = replace(reading, article=replace(article, language=guess(article.text)))
    return Taken(reading, signature(runs(article.text, reading.passages)))


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be read any more."""
    from viewer.corpus.files import open_file

    try:
        with open_file(path) as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
            return digest.hexdigest()
    except (UnreadableFile, OSError):
        return None
