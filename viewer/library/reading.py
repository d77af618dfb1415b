"""Files to readings in their order: here, or by many processes where there are many files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from viewer.corpus.files import find_files
from viewer.library.onefile import Cancelled, Finder, Outcome, Recipe, read_file
from viewer.model import Fault, Note, Reading


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is."""

    done: int
    total: int
    path: Path
    """The file that was read last."""


Report = Callable[[Progress], None]
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
