"""One file, or one article again, to a reading: what is wrong with it costs nothing else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from viewer.model import Article, Fault, Mention, Note, Passage, Reading, UnreadableFile

_log = logging.getLogger(__name__)

Outcome = Reading | Fault | Note
Cancelled = Callable[[], bool]


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
    try:
        mentions = finder.find(reading.article, reading.passages)
    except Exception as error:
        return _our_mistake(reading.article.path, error)
    return Reading(reading.article, reading.passages, mentions)


def read_file(path: Path, finder: Finder) -> Iterator[Outcome]:
    """What one file gives: a reading and notes, or a fault."""
    # The window has its first articles read by another process and needs none of this to start.
    from viewer.corpus.plaintext import read_plain_text

    try:
        read = read_plain_text(path)
        reading = Reading(read.article, read.passages, finder.find(read.article, read.passages))
    except UnreadableFile as error:
        yield Fault(path, error.reason)
    except MemoryError:
        yield Fault(path, "there is not enough memory for it: close other programs or split it")
    except Exception as error:
        # Whatever a text sets off in us must not cost the reader the other articles.
        yield _our_mistake(path, error)
    else:
        yield reading
        yield from read.notes


def _our_mistake(path: Path, error: Exception) -> Fault:
    _log.error("reading %r failed", str(path), exc_info=error)
    kind = type(error).__name__
    return Fault(path, f"Dateline failed on this article ({kind}): that is our mistake, report it")
