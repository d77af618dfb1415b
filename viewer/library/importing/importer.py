"""Files into a library: look which are new, read them on all cores, store them as they come.

What `stored` is told of is committed: an import that is killed at any moment, and run again, does
what is left. A pause or a cancel takes effect within a second; what was read by then stays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from viewer.library.importing.copies import Stories
from viewer.library.importing.filing import Filed, Filing
from viewer.library.importing.homes import known, settle
from viewer.library.importing.intake import Intake
from viewer.library.importing.onefile import Cancelled, Finder
from viewer.library.importing.onefile import Recipe as AnyRecipe
from viewer.library.importing.outlets import AtHome, of_outlets
from viewer.library.importing.planning import Plan, Planner, absolute
from viewer.library.importing.pool import Limits, Workers
from viewer.library.importing.reading import Progress, is_little
from viewer.library.importing.turns import Given
from viewer.library.importing.watching import folders
from viewer.library.storage.rows import path_bytes, path_of
from viewer.library.storage.store import Store
from viewer.library.storage.writing import (
    forget_reports,
    put,
    remove_files,
    set_folders,
    set_stories,
)
from viewer.model import Fault

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns

_LOOK_S = 0.05
_FIRST_LEG = 1500
"""So many files are read before it is looked what they say of their outlets."""
_PATIENCE_S = 5.0
"""A file that takes longer lets those after it be stored first."""
_FILE_COSTS_BYTES = 20_000
"""What a file costs besides its bytes, as if it had so many more."""
_MOST_COSTS_BYTES = 4 << 20
"""What is much larger is refused as often as it takes long."""
_LEAST_S, _LEAST_FILES = 1.5, 8
"""Before that much nobody can tell how long the rest takes."""


class Recipe(AnyRecipe, Protocol):
    """What makes finders, and says what they are."""

    def describe(self) -> str:
        """JSON that is another one where the finders may find otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did."""

    found: int
    """How many files there were."""
    read: int
    """How many of them were read; the others were as they were before."""
    articles: int
    """How many articles these gave."""
    faults: int
    seconds: float
    is_complete: bool = True
    """False where it was cancelled."""


@dataclass(frozen=True, slots=True)
class Signals:
    """How whoever began an import hears of it and stops it."""

    progress: Callable[[Progress], None] | None = None
    cancelled: Cancelled | None = None
    paused: Callable[[], bool] | None = None
    stored: Callable[[Sequence[Filed]], None] | None = None
    """Told of articles when they are committed."""
    faults: Callable[[Sequence[Fault]], Any] | None = None
    """Told of what could not be read, when that is stored too."""

    def go_on(self) -> bool:
        """Wait while it is paused; False where it is cancelled."""
        while self.paused is not None and self.paused() and not self.is_cancelled():
            time.sleep(_LOOK_S)
        return not self.is_cancelled()

    def is_cancelled(self) -> bool:
        """Whether to stop."""
        return self.cancelled is not None and self.cancelled()


class Import:
    """Reads files into a library that is open."""

    def __init__(
        self,
        store: Store,
        recipe: Recipe,
        *,
        columns: TableColumns | None = None,
        limits: Limits | None = None,
        made: Finder | None = None,
    ) -> None:
        """`made` is a finder that the recipe has made before, for what takes only a few steps."""
        self._store = store
        self._recipe = recipe
        self._finder = recipe.describe()
        self._columns = columns
        self._limits = limits
        self._made = made

    def run(self, paths: Iterable[Path], signals: Signals | None = None) -> Report:
        """Read files and folders, but for what is unchanged since it was read."""
        opened = absolute(paths)
        self._note_opened(opened)
        return self._run(opened, signals or Signals(), again=False)

    def try_again(self, signals: Signals | None = None) -> Report:
        """Read once more the files that had faults."""
        with self._store.reading() as connection:
            found = connection.execute("SELECT DISTINCT path FROM faults ORDER BY path").fetchall()
        return self._run([path_of(path) for (path,) in found], signals or Signals(), again=True)

    def take_up(
        self, changed: Sequence[Path], gone: Sequence[Path], signals: Signals | None = None
    ) -> Report:
        """Read files that are new or changed, and forget those that are gone."""
        if gone:
            remove_files(self._store, gone)
        return self._run(list(changed), signals or Signals(), again=False)

    def complete(self, signals: Signals | None = None) -> None:
        """What an import does besides reading, for a few articles that came in another way."""
        with self._store.writing() as connection:
            found = connection.execute("SELECT number FROM articles ORDER BY number").fetchall()
            numbers = [number for (number,) in found]
            if stories := Stories(self._store).group(numbers):
                set_stories(self._store, stories)
        with Workers(self._recipe, self._limits) as workers:
            self.settle(workers, signals or Signals())

    def settle(self, workers: Workers, signals: Signals) -> None:
        """What many articles of an outlet say of what is doubtful in each."""

        def told(done: int, total: int, outlet: str) -> None:
            _tell(signals, Progress(done, total, Path(outlet), stage="settling"))
            signals.go_on()

        settle(
            self._store,
            workers,
            self._finder,
            made=self._made,
            told=told,
            cancelled=signals.is_cancelled,
        )

    # -- steps -----------------------------------------------------------------------------

    def _run(self, paths: Sequence[Path], signals: Signals, *, again: bool) -> Report:
        began = time.monotonic()
        plan = self._planned(paths, signals, again)
        filing = Filing(self._store, self._finder, signals.stored, signals.faults)
        done = 0
        clock = _Clock(plan.files)
        for leg in _legs(plan.files):
            homes = known(self._store, self._finder)
            filing.local = {name: one.description for name, one in homes.items()}
            recipe = AtHome(self._recipe, {name: one.home for name, one in homes.items()})
            with Workers(recipe, self._limits) as workers:
                for one in self._taken(leg, workers, filing, signals):
                    done += 1
                    clock.count(one)
                    _tell(signals, _progress(one, plan, done, filing, clock))
                if signals.is_cancelled():
                    break
                self.settle(workers, signals)
        return Report(
            plan.found,
            done,
            filing.articles,
            filing.faults + len(plan.faults),
            time.monotonic() - began,
            is_complete=not signals.is_cancelled(),
        )

    def _planned(self, paths: Sequence[Path], signals: Signals, again: bool) -> Plan:
        def seen(path: Path, number: int) -> bool:
            _tell(signals, Progress(number, 0, path, stage="looking"))
            return signals.go_on()

        planner = Planner(self._store, self._finder, self._columns)
        plan = planner.plan(paths, seen=seen, again=again)
        if signals.is_cancelled():
            return plan
        self._note(plan, paths)
        if signals.faults and plan.faults:
            signals.faults(plan.faults)
        return plan

    def _note(self, plan: Plan, paths: Sequence[Path]) -> None:
        """Store what was seen without reading any file."""
        said = {fault.path for fault in plan.faults} | {note.path for note in plan.notes}
        said |= self._folders_with_faults(paths)
        if not (said or plan.touched):
            return
        with self._store.writing() as connection:
            connection.executemany(
                "UPDATE readings SET modified = ? WHERE path = ?",
                [(file.modified, path_bytes(file.path)) for file in plan.touched],
            )
            forget_reports(self._store, said)
            put(self._store, [], faults=plan.faults, notes=plan.notes)

    def _folders_with_faults(self, paths: Sequence[Path]) -> set[Path]:
        """What was said of folders, or of what is gone, and has been looked at again."""
        with self._store.reading() as connection:
            found = connection.execute("SELECT DISTINCT path FROM faults").fetchall()
        faulty = (path_of(path) for (path,) in found)
        looked_at = set(paths)
        return {
            path
            for path in faulty
            if not path.is_file() and (path in looked_at or looked_at & set(path.parents))
        }

    def _taken(
        self, files: Sequence[Intake], workers: Workers, filing: Filing, signals: Signals
    ) -> Iterator[Intake]:
        """Read some files and store what they give; each that is done."""
        with closing(self._given(files, workers, filing, signals)) as given:
            for one in given:
                if not signals.go_on():
                    break
                assert isinstance(one.task, Intake)
                filing.take(one.task, one.items, one.done)
                if one.done:
                    yield one.task
        filing.flush()

    def _given(
        self, files: Sequence[Intake], workers: Workers, filing: Filing, signals: Signals
    ) -> Generator[Given, None, None]:
        """What the files give: read here if they are a few texts, else by other processes."""
        if is_little(files):
            finder = self._here(workers) if files else None
            for number, file in enumerate(files):
                assert finder is not None
                yield Given(number, file, list(file(finder)), done=True)
            return
        yield from workers.run(
            files, signals.is_cancelled, patience_s=_PATIENCE_S, idle=filing.look
        )

    def _here(self, workers: Workers) -> Finder:
        """A finder for this process, like those of the workers."""
        if self._made is None or not isinstance(workers.recipe, AtHome):
            return workers.recipe()
        return of_outlets(self._made, workers.recipe.homes)

    def _note_opened(self, paths: Sequence[Path]) -> None:
        before = folders(self._store)
        new = {path: False for path in paths if path not in before}
        if new:
            set_folders(self._store, new)


def _legs(files: Sequence[Intake]) -> Iterator[Sequence[Intake]]:
    """Some files at a time: what is learned of outlets from the first helps with the others."""
    start, size = 0, _FIRST_LEG
    while start < len(files) or not start:
        # A last leg that is shorter than the first is not worth new processes.
        end = len(files) if len(files) - start - size < _FIRST_LEG else start + size
        yield files[start:end]
        start, size = max(end, 1), size * 4


def _progress(file: Intake, plan: Plan, done: int, filing: Filing, clock: _Clock) -> Progress:
    faults = filing.faults + len(plan.faults)
    left = clock.seconds_left()
    return Progress(done, len(plan.files), file.path, filing.articles, faults, left)


def _tell(signals: Signals, progress: Progress) -> None:
    if signals.progress:
        signals.progress(progress)


class _Clock:
    """How long the rest takes, judged by what the files before took."""

    def __init__(self, files: Sequence[Intake]) -> None:
        self._left = sum(map(_cost, files))
        self._done = self._files = 0
        self._began = time.monotonic()

    def count(self, file: Intake) -> None:
        """One file is done."""
        self._left -= _cost(file)
        self._done += _cost(file)
        self._files += 1

    def seconds_left(self) -> float | None:
        """None while too little is done to tell."""
        took = time.monotonic() - self._began
        if took < _LEAST_S or self._files < _LEAST_FILES:
            return None
        return took * self._left / self._done


def _cost(file: Intake) -> int:
    return min(file.size, _MOST_COSTS_BYTES) + _FILE_COSTS_BYTES
