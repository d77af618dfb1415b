"""Files to readings, one by one: a bad file costs only itself."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from viewer.corpus.files import find_files
from viewer.model import Article, Fault, Mention, Note, Passage, Reading, UnreadableFile

_log = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is."""

    done: int
    total: int
    path: Path
    """The file that was read last."""


Outcome = Reading | Fault | Note
Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
MANY = 32
"""From so many files on, other processes are worth their start."""


def read_each(
    paths: Sequence[Path], finder: Finder, recipe: Recipe | None = None
) -> Iterator[Reading | Fault]:
    """Read files and folders in order, each file for itself, even one that is a copy."""
    for outcome in outcomes(paths, finder, recipe=recipe):
        if not isinstance(outcome, Note):
            yield outcome


def outcomes(
    paths: Sequence[Path],
    finder: Finder,
    *,
    progress: Report | None = None,
    cancelled: Cancelled | None = None,
    recipe: Recipe | None = None,
) -> Iterator[Outcome]:
    """Read files and folders in order; stops where `cancelled` says so.

    With a `recipe`, which makes the same finder in other processes, many files are read on
    all cores.
    """
    stop = cancelled or _never
    found: list[Path | Fault | Note] = []
    for entry in find_files(paths):
        if stop():
            return
        found.append(entry)
    files = [entry for entry in found if isinstance(entry, Path)]
    with _reader(files, finder, recipe, stop) as read:
        for entry in found:
            if stop():
                return
            if not isinstance(entry, Path):
                yield entry
                continue
            outcome = next(read, None)
            if outcome is None:
                return
            done, results = outcome
            yield from results
            if progress:
                progress(Progress(done, len(files), entry))


@contextmanager
def _reader(
    files: Sequence[Path], finder: Finder, recipe: Recipe | None, stop: Cancelled
) -> Iterator[Iterator[tuple[int, Sequence[Outcome]]]]:
    """What the files give, counted from 1; the workers, if any, end with the context."""
    if recipe is None or recipe.jobs == 1 or len(files) < MANY:
        yield ((at, tuple(read_file(path, finder))) for at, path in enumerate(files, start=1))
        return
    from viewer.library.pool import Readers  # only many files need it

    with Readers(recipe) as readers:
        yield enumerate(readers.read(files, stop), start=1)


def _never() -> bool:
    return False


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
