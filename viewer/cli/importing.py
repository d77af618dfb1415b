"""`dateline import`: files into a library."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli import DONE, INCOMPLETE, INTERRUPTED
from viewer.cli.options import add_jobs, gazetteers, parser
from viewer.cli.sources import words
from viewer.cli.terminal import ProgressLine, counted, report, say, show_import

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns
    from viewer.library.importing.filing import Filed
    from viewer.library.importing.importer import Report, Signals
    from viewer.model import Fault

_TOLD = """\
Files that are as they were when they were read are passed over, so an import that was
interrupted goes on where it was: run it again. --json prints an object for each article once it
is stored for good, then one with what was done in all."""


def run(arguments: Sequence[str]) -> int:
    """Import."""
    options = _options()
    given = options.parse_args(arguments)
    if not (given.paths or given.again or given.redo):
        options.error(
            "name the files to import, or --again for those that could not be read, or --redo"
        )
    from viewer.library.importing.importer import Import
    from viewer.library.importing.recipe import Recipe
    from viewer.library.importing.staleness import redo, stale
    from viewer.library.storage.store import Store

    recipe = Recipe(gazetteers(given), given.jobs)
    made, faults = recipe.make(show_import())
    status = report(faults)
    with Store.open_or_create(given.library) as store, _interrupted() as stopped:
        work = Import(store, recipe, columns=_columns(given, options), made=made)
        printed = _Printed(given.json)
        signals = printed.signals(stopped)
        reports = [work.try_again(signals)] if given.again else []
        if given.paths and not stopped.is_set():
            reports.append(work.run(given.paths, signals))
        redone = redo(store, recipe, signals, made=made) if given.redo else 0
        old = stale(store, recipe)
        printed.summary(reports, given.library, redone, max(old.articles, old.files))
    if stopped.is_set():
        return INTERRUPTED
    return INCOMPLETE if status or any(one.faults for one in reports) else DONE


def _options() -> argparse.ArgumentParser:
    options = parser("import", "Read files and folders into a library.", epilog=_TOLD)
    options.add_argument("paths", metavar="PATH", type=Path, nargs="*", help="a file or a folder")
    options.add_argument(
        "--library",
        metavar="FILE",
        type=Path,
        required=True,
        help="the library, FILE.dateline; it is made where there is none",
    )
    options.add_argument("--json", action="store_true", help="one JSON object a line")
    add_jobs(options)
    options.add_argument(
        "--columns",
        metavar="text=HEADER,...",
        help="what the columns of a table hold, where their names do not tell: text, title, date, "
        "source, url, author, language",
    )
    options.add_argument(
        "--again", action="store_true", help="read once more the files that had faults"
    )
    options.add_argument(
        "--redo",
        action="store_true",
        help="make again what other gazetteers or older rules have made; decisions stay",
    )
    return options


class _Printed:
    """What an import prints while it goes on, and at its end."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._line = ProgressLine()

    def signals(self, stopped: threading.Event) -> Signals:
        """How it hears of it."""
        from viewer.library.importing.importer import Signals

        return Signals(
            progress=lambda progress: self._line.show(words(progress)),
            cancelled=stopped.is_set,
            stored=self._stored if self._as_json else None,
            faults=self._faults,
        )

    def summary(self, reports: Sequence[Report], library: Path, redone: int, stale: int) -> None:
        """What was done in all."""
        self._line.clear()
        files, read = sum(one.found for one in reports), sum(one.read for one in reports)
        articles, faults = sum(one.articles for one in reports), sum(one.faults for one in reports)
        is_complete = all(one.is_complete for one in reports)
        if self._as_json:
            record = {
                "files": files,
                "read": read,
                "articles": articles,
                "faults": faults,
                "seconds": round(sum(one.seconds for one in reports), 3),
                "redone": redone,
                "stale": stale,
                "complete": is_complete,
            }
            print(json.dumps(record), flush=True)
        unread = f", {counted(files - read, 'file')} passed over" if files > read else ""
        bad = f", {counted(faults, 'fault')}" if faults else ""
        what = f"{counted(articles, 'article')} from {counted(read, 'file')}"
        if not is_complete:
            unread, bad = "", f"{bad}; interrupted: run it again for the rest"
        again = f", {redone:,} done again" if redone else ""
        say(f"{library}: {what}{unread}{again}{bad}")
        if stale:
            made = "were made by other gazetteers or older rules: --redo makes them again"
            say(f"{library}: the places of {counted(stale, 'article')} {made}")

    def _stored(self, filed: Sequence[Filed]) -> None:
        for one in filed:
            record = {
                "article": one.id,
                "number": one.number,
                "file": str(one.path),
                "part": one.part,
                "title": one.title,
                "mentions": one.mentions,
                "placed": one.placed,
            }
            print(json.dumps(record, ensure_ascii=False))
        sys.stdout.flush()

    def _faults(self, faults: Sequence[Fault]) -> None:
        self._line.clear()
        report(faults)


@contextmanager
def _interrupted() -> Iterator[threading.Event]:
    """Set by Ctrl+C: what was read is stored, then it ends. A second Ctrl+C ends it at once."""
    stopped = threading.Event()

    def stop(number: int, frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _columns(given: argparse.Namespace, options: argparse.ArgumentParser) -> TableColumns | None:
    if given.columns is None:
        return None
    from viewer.corpus.tables.columns import TableColumns, UnclearColumns

    try:
        return TableColumns.parse(given.columns)
    except UnclearColumns as error:
        options.error(f"argument --columns: {error}")
