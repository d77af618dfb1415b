"""Files to readings in their order: here, or by many processes where there are many files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from viewer.corpus.files import find_files
from viewer.library.importing.onefile import Cancelled, Finder, Outcome, ReadFile, Recipe
from viewer.model import Fault, Note, Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is."""

    done: int
    total: int
    path: Path
    """The file that was read last."""
    articles: int = 0
    """How many are stored."""
    faults: int = 0
    seconds_left: float | None = None
    """None while nobody can tell."""
    stage: str = "reading"
    """Or "looking": which files there are (`total` is 0), "settling": what an outlet's other
    articles say of a doubtful name, "finding": places again, by other gazetteers or rules."""


Report = Callable[[Progress], None]
MANY = 32
"""From so many files on, other processes are worth their start."""
_MUCH_BYTES = 1 << 20
"""Or from so much text on: nothing stops this process before it has read a file."""


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
    all cores, and what can hang or crash is read there even if it is one file.
    """
    stop = cancelled or _never
    found: list[Path | Fault | Note] = []
    for entry in find_files(paths):
        if stop():
            return
        found.append(entry)
    files = [ReadFile(entry, _size(entry)) for entry in found if isinstance(entry, Path)]
    with _reader(files, finder, recipe, stop) as read:
        done = 0
        for entry in found:
            if stop():
                return
            if not isinstance(entry, Path):
                yield entry
                continue
            for items, last in read:
                yield from items
                if last:
                    break
            if stop():
                return
            done += 1
            if progress:
                progress(Progress(done, len(files), entry))


class _File(Protocol):
    """A file to be read."""

    @property
    def size(self) -> int: ...

    @property
    def is_safe(self) -> bool: ...


def is_little(files: Sequence[_File]) -> bool:
    """Whether files are few and plain texts, so that this process can read them itself."""
    little = len(files) < MANY and sum(file.size for file in files) < _MUCH_BYTES
    return little and all(file.is_safe for file in files)


_Read = Iterator[tuple[Iterable[Outcome], bool]]
"""What the files give in their order, and whether it is the last of its file."""


@contextmanager
def _reader(
    files: Sequence[ReadFile], finder: Finder, recipe: Recipe | None, stop: Cancelled
) -> Iterator[_Read]:
    """The reader of some files; the workers, if any, end with the context."""
    if recipe is None or is_little(files):
        yield ((file(finder), True) for file in files if not stop())
        return
    from viewer.library.importing.pool import Workers  # only many files need it, or what can hang

    with Workers(recipe) as workers:
        yield ((given.items, given.done) for given in workers.run(files, stop))


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0  # whoever reads it finds out


def _never() -> bool:
    return False
