"""The desk: everything that takes long, asked for in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.desktop.gazetteer_watch import GazetteerWatch
from viewer.desktop.holder import Holder
from viewer.desktop.intake import Intake
from viewer.desktop.opening import LeftBehind, Opening
from viewer.desktop.session import Session
from viewer.desktop.worker import Cancelled, Lane, Report

if TYPE_CHECKING:
    from viewer.desktop.first import First
    from viewer.library.importing.staleness import Stale
    from viewer.library.salvaging.salvage import Salvaged
    from viewer.library.storage.store import Store

FEW_ARTICLES = 500
"""The places of so many are found again at once when a gazetteer changes; of more, when asked."""


class Desk(Holder):
    """All that is done with libraries."""

    def __init__(
        self,
        session: Session,
        opening: Opening,
        lane: Lane,
        sample: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`sample` are the articles that Dateline brings: they make room for others."""
        super().__init__(session, opening, lane, parent)
        self._sample = sample
        self._watch = GazetteerWatch(opening.finding.gazetteers, self)
        self._watch.changed.connect(self._gazetteers_changed)

    # -- libraries -------------------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> None:
        """Read `paths` into a new library in place of the one that is open."""
        wanted = tuple(paths)
        self._read(
            lambda intake, store, report, cancelled: intake.read(store, wanted, report, cancelled),
            self._opening.temporary,
        )

    def begin(self, first: First, paths: Sequence[Path]) -> None:
        """Take what was read ahead into a new library."""
        wanted = tuple(paths)

        def put(_intake: Intake, store: Store, _report: Report, _cancelled: Cancelled) -> None:
            self._opening.put_first(store, first, wanted)

        def tell(_intake: Intake, store: Store, _report: Report, _cancelled: Cancelled) -> None:
            self._opening.tell_languages(store, first)

        self._read(put, self._opening.temporary)
        self._after_show = lambda: self._read(tell)

    def open_library(self, path: Path) -> None:
        """Open a library file in place of what is open."""
        self._read(_nothing, lambda: self._opening.library(path))

    def new_library(self, path: Path) -> None:
        """Make an empty library file and open it."""
        self._read(_nothing, lambda: self._opening.new_library(path))

    def take_up(self, path: Path) -> None:
        """Open a library that nobody kept, of a process that has ended."""
        self._read(_nothing, lambda: self._opening.take_up(path))

    def keep(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save the library as a file, in which everything is stored from then on."""
        store = self.store
        if store is None:
            return

        def save(_report: Report, _cancelled: Cancelled) -> None:
            store.keep(path)

        def tell(_saved: None) -> None:
            self.held.emit()
            if then is not None:
                then()

        self._do(self.lane, save, tell)

    @property
    def articles(self) -> int:
        """How many articles the library holds, shown or not."""
        return self._opening.count_articles(self.store) if self.store is not None else 0

    @property
    def is_worth_keeping(self) -> bool:
        """Whether the library would be gone, and holds more than the sample articles."""
        store = self.store
        if store is None or not store.is_temporary:
            return False
        if self._opening.is_only(store, self._sample):
            return False
        return self._opening.has_articles(store)

    def left_behind(self, then: Callable[[list[LeftBehind]], object]) -> None:
        """Look for libraries that nobody kept, of processes that have ended."""
        sample = self._sample
        self._do(self.looks, lambda _report, _cancelled: self._opening.left_behind(sample), then)

    def drop(self, path: Path, then: Callable[[], object]) -> None:
        """Delete a library that nobody kept, of a process that has ended."""

        def delete(_report: Report, _cancelled: Cancelled) -> None:
            self._opening.take_up(path).close()

        self._do(self.looks, delete, lambda _dropped: then())

    def salvage(
        self, damaged: Path, target: Path, then: Callable[[Path, object, Sequence[Path]], object]
    ) -> None:
        """Save what can be read of a damaged library as a new one."""

        def save(report: Report, _cancelled: Cancelled) -> Salvaged:
            return self._opening.salvage(damaged, target, report)

        self._do(self.lane, save, lambda saved: then(target, saved, saved.lost))

    # -- reading ---------------------------------------------------------------------------

    def add(self, paths: Sequence[Path]) -> None:
        """Read `paths` into the library that is open; the sample articles make room for them."""
        wanted, store = tuple(paths), self.store
        if store is None or (store.is_temporary and self._opening.is_only(store, self._sample)):
            self.open(wanted)
            return
        self._read(
            lambda intake, store, report, cancelled: intake.read(store, wanted, report, cancelled)
        )

    def read_again(self) -> None:
        """Read what is new or has changed in what was opened."""
        self.read_changed(None)

    def read_changed(self, folders: Sequence[Path] | None) -> None:
        """The same in some of the folders."""
        self._read(
            lambda intake, store, report, cancelled: intake.read_changed(
                store, folders, report, cancelled
            )
        )

    def try_again(self) -> None:
        """Read again what could not be read, the gazetteers too."""
        library = self._session.library
        if library is None:
            return
        if len(library.faults) < len(self._session.faults):
            self.refind()
        if library.faults:
            self._read(Intake.try_again)

    def refind(self) -> None:
        """Read the gazetteers again and find the places again."""
        self._watch.look(self._opening.finding.gazetteers)

        def find(intake: Intake, store: Store, report: Report, cancelled: Cancelled) -> None:
            if self._opening.finding.read_again(report, cancelled):
                intake.find_again(store, report, cancelled)

        if self.store is not None:
            self._read(find)

    def redo(self) -> None:
        """Find again what was found with other gazetteers or rules, and read what is stale."""
        self._read(Intake.find_again)

    def stale(self, store: Store) -> Stale:
        """What of a library would come out otherwise today; for a lane to work out."""
        from viewer.library.importing.staleness import stale

        return stale(store, self._opening.finding.recipe)

    def use(self, gazetteers: Sequence[Path]) -> None:
        """Find the places of the open articles again, with other gazetteers from now on."""
        if tuple(gazetteers) != self.gazetteers:
            self._opening.finding.gazetteers = tuple(gazetteers)
            self._watch.look(gazetteers)
            self.refind()

    @property
    def gazetteers(self) -> tuple[Path, ...]:
        """The files of the gazetteers in use, the first before the next."""
        return self._opening.finding.gazetteers

    def pause(self, still: bool) -> None:
        """Let the reading stand still, or go on."""
        if self._intake is not None:
            self._intake.pause(still)

    def cancel(self) -> None:
        """Stop reading; what was stored stays."""
        self.lane.cancel()

    def close(self) -> None:
        """Stop what is being done, and let the library go; what was `left` is found again."""
        self._watch.close()
        super().close()

    def _gazetteers_changed(self) -> None:
        library = self._session.library
        if library is not None and library.counts.articles <= FEW_ARTICLES:
            self.refind()
        else:
            self.stored.emit()  # what is stale is told, and found again when it is asked for


def _nothing(_intake: Intake, _store: Store, _report: Report, _cancelled: Cancelled) -> None:
    """To open a library, nothing need be read."""
