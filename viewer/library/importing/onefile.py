"""One file, or one article again, to a reading: what is wrong with it costs nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from viewer.model import Article, Fault, Mention, Note, Passage, Reading, UnreadableFile

Outcome = Reading | Fault | Note
Cancelled = Callable[[], bool]
_HEAD_BYTES = 8192


class Finder(Protocol):
    """What finds the places of an article: a pure function of its text."""

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        """All mentions of places, in the order of the text."""
        ...


class Recipe(Protocol):
    """Makes a finder in another process, so it can be pickled."""

    @property
    def jobs(self) -> int | None:
        """How many processes read; None: one for each processor."""

    def __call__(self) -> Finder:
        """A finder like all others that it makes."""


def find_again(reading: Reading, finder: Finder) -> Reading | Fault:
    """Find the places of an article once more; a fault where that fails."""
    from viewer.corpus.articles import failure  # as below

    try:
        mentions = finder.find(reading.article, reading.passages)
    except Exception as error:
        return failure(reading.article.path, error, reading.article.part)
    return Reading(reading.article, reading.passages, mentions)


def read_file(path: Path, finder: Finder) -> Iterator[Outcome]:
    """What one file gives, as it is read: readings and notes, and faults."""
    # The window has its first articles read by another process and needs none of this to start.
    from viewer.corpus.articles import failure, read_articles

    for read in read_articles(path):
        if isinstance(read, Fault | Note):
            yield read
            continue
        try:
            mentions = finder.find(read.article, read.passages)
        except Exception as error:
            # Whatever a text sets off in us must not cost the reader the other articles.
            yield failure(path, error, read.article.part)
        else:
            yield Reading(read.article, read.passages, mentions)
            yield from read.notes


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file to be read, as it is sent to another process."""

    path: Path
    size: int = 0

    @property
    def is_safe(self) -> bool:
        """Whether reading it can neither hang nor end a process: it is plain text."""
        from viewer.corpus.files import SIZE_LIMIT_BYTES, TEXT_SUFFIXES, open_file
        from viewer.corpus.magic import foreign_kind

        if self.path.suffix.casefold() not in TEXT_SUFFIXES or self.size > SIZE_LIMIT_BYTES:
            return False
        try:
            with open_file(self.path) as file:
                head = file.read(_HEAD_BYTES)
        except UnreadableFile:
            return True  # which is soon said
        # A page or a PDF of the wrong name is read as what it is.
        return foreign_kind(head) is None and not head.lstrip().startswith(b"<")

    def __call__(self, finder: Finder) -> Iterator[Outcome]:
        """Read it."""
        return read_file(self.path, finder)
