"""What a command works on: a library file, or files that are read for it alone."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli.options import chosen, gazetteers
from viewer.cli.terminal import ProgressLine, counted, report, show_import

if TYPE_CHECKING:
    from viewer.library.importing.reading import Progress
    from viewer.library.library import Library

LIBRARY = ".dateline"


def add_paths(to: argparse.ArgumentParser) -> None:
    """The files to work on."""
    to.add_argument(
        "paths",
        metavar="PATH",
        type=Path,
        nargs="+",
        help="a file or a folder; or one library, FILE.dateline",
    )


def is_library(path: Path) -> bool:
    """Whether a path is named as libraries are."""
    return path.suffix.casefold() == LIBRARY


@contextmanager
def opened(
    given: argparse.Namespace, parser: argparse.ArgumentParser
) -> Iterator[tuple[Library, int]]:
    """The library that is asked for, under its filters, and the exit status by now.

    Raises `DatelineError` where it cannot be opened.
    """
    from viewer.library.library import Library
    from viewer.library.storage.store import Store

    if any(map(is_library, given.paths)):
        if len(given.paths) > 1:
            parser.error("a library is given alone, without other files")
        with Store.open(given.paths[0], read_only=True) as store:
            yield Library(store, chosen(given, store)), 0
        return
    _tidy_up()
    with Store.temporary() as store:
        status = _read(given, store)
        yield Library(store, chosen(given, store)), status


def _tidy_up() -> None:
    """Delete what commands that were killed have left; a window keeps its own elsewhere."""
    from viewer.library.storage.store import Store, unsaved
    from viewer.model import DatelineError

    for path in unsaved(Path(tempfile.gettempdir())):
        with suppress(DatelineError, OSError):
            Store.take_up(path).close()


def _read(given: argparse.Namespace, store: object) -> int:
    from viewer.library.importing.importer import Import, Signals
    from viewer.library.importing.recipe import Recipe
    from viewer.library.storage.store import Store

    assert isinstance(store, Store)
    recipe = Recipe(gazetteers(given))
    made, faults = recipe.make(show_import())
    status = report(faults)
    line = ProgressLine()
    done = Import(store, recipe, made=made).run(
        given.paths, Signals(progress=lambda one: line.show(words(one)), faults=report)
    )
    line.clear()
    return status or int(done.faults > 0)


def words(progress: Progress) -> str:
    """How far an import is, on one line."""
    if progress.stage == "looking":
        return f"dateline: {counted(progress.done, 'file')} found: {progress.path.name}"
    if progress.stage != "reading":
        return f"dateline: {progress.stage}: {progress.done:,} of {progress.total:,}"
    parts = [f"{progress.done:,} of {counted(progress.total, 'file')}"]
    parts.append(counted(progress.articles, "article"))
    if progress.faults:
        parts.append(counted(progress.faults, "fault"))
    if progress.seconds_left is not None:
        parts.append(f"{duration(progress.seconds_left)} left")
    return f"dateline: {', '.join(parts)}: {progress.path.name}"


def duration(seconds: float) -> str:
    """A time that is not known exactly: "40 seconds", "3 minutes", "2 hours"."""
    if seconds < 90:
        return counted(max(1, round(seconds)), "second")
    if seconds < 5400:
        return counted(round(seconds / 60), "minute")
    return counted(round(seconds / 3600), "hour")
