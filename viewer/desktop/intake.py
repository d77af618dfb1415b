"""Files into the library that is open, as the window asks for it: with a pause and a cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from viewer.desktop.finding import Finding
    from viewer.desktop.worker import Cancelled, Report
    from viewer.library.importing.importer import Import, Signals
    from viewer.library.importing.reading import Progress
    from viewer.library.storage.store import Store

_STAGES = {
    "looking": "looking which files there are",
    "settling": "comparing the articles of each outlet",
    "finding": "finding places again",
}


@dataclass(frozen=True, slots=True)
class Going:
    """How far the reading is, for the status line."""

    done: int
    total: int
    path: Path | None
    words: str
    seconds_left: float | None
    can_pause: bool = True


class Intake:
    """One errand of reading; the main thread may pause it and look how far it is."""

    def __init__(self, finding: Finding) -> None:
        self._finding = finding
        self._still = threading.Event()
        self.stored = 0
        """How many articles were stored by now."""

    def pause(self, still: bool) -> None:
        """Stand still, or go on."""
        if still:
            self._still.set()
        else:
            self._still.clear()

    def read(
        self, store: Store, paths: Sequence[Path], report: Report, cancelled: Cancelled
    ) -> None:
        """Read files and folders, but for what is unchanged since it was read."""
        self._begin(store, report, cancelled).run(paths, self._signals(report, cancelled))

    def try_again(self, store: Store, report: Report, cancelled: Cancelled) -> None:
        """Read once more what could not be read."""
        self._begin(store, report, cancelled).try_again(self._signals(report, cancelled))

    def read_changed(
        self, store: Store, folders: Sequence[Path] | None, report: Report, cancelled: Cancelled
    ) -> None:
        """Read what is new or changed in what was opened, and forget what is gone."""
        from viewer.library.importing.watching import changes

        found = changes(store, folders, cancelled=cancelled)
        work = self._begin(store, report, cancelled)
        signals = self._signals(report, cancelled)
        work.take_up([*found.new, *found.changed], found.gone, signals)

    def find_again(self, store: Store, report: Report, cancelled: Cancelled) -> None:
        """Find the places again of articles that were read with other gazetteers or rules."""
        from viewer.library.importing import staleness

        made = self._finding.finder(report, cancelled)
        signals = self._signals(report, cancelled)
        staleness.redo(store, self._finding.recipe, signals, made=made)

    def _begin(self, store: Store, report: Report, cancelled: Cancelled) -> Import:
        from viewer.library.importing.importer import Import

        made = self._finding.finder(report, cancelled)
        return Import(store, self._finding.recipe, made=made)

    def _signals(self, report: Report, cancelled: Cancelled) -> Signals:
        from viewer.library.importing.importer import Signals

        return Signals(
            progress=lambda progress: report(_going(progress)),
            cancelled=cancelled,
            paused=self._still.is_set,
            stored=self._count,
        )

    def _count(self, filed: Sequence[Any]) -> None:
        self.stored += len(filed)


def _going(progress: Progress) -> Going:
    words = _STAGES.get(progress.stage)
    if words and progress.total:
        words += f": {progress.done:,} of {progress.total:,}"
    elif words:
        words += f": {progress.done:,}"
    return Going(
        progress.done,
        progress.total,
        progress.path,
        words or f"{progress.done:,} of {progress.total:,}",
        progress.seconds_left,
    )


Work = Callable[[Intake, "Store", "Report", "Cancelled"], None]
"""Something that is read into a library."""
