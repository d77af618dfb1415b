"""The desk: opens, adds and re-reads articles in the background, and watches the gazetteers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from viewer.desktop.opening import Opened, Opening
from viewer.desktop.session import Session
from viewer.desktop.worker import Cancelled, Lane, Report
from viewer.model import Mention, Reading

if TYPE_CHECKING:
    from viewer.desktop.answers import Answer

_SETTLE_MS = 250
"""Editors write a file in several steps; we read it when they have stopped."""


class Desk(QObject):
    """Everything that takes long, asked for in one place."""

    opened = Signal(object)
    """An Opened that the session shows from now on."""
    failed = Signal(str)

    def __init__(
        self,
        session: Session,
        opening: Opening,
        lane: Lane,
        sample: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._opening = opening
        self._sample = sample
        self._paths: tuple[Path, ...] = ()
        self.lane = lane
        lane.setParent(self)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.refind)
        self._seen = self._stamps()
        self._watcher.fileChanged.connect(self._notice)
        self._watcher.directoryChanged.connect(self._notice)
        self._watch()

    # -- what can be asked for -------------------------------------------------------------

    def open(self, paths: Sequence[Path]) -> None:
        """Read `paths` in place of what is open."""
        wanted = tuple(paths)

        def show(opened: Opened) -> None:
            self._paths = wanted
            self._show(opened)

        self.lane.do(
            lambda report, cancelled: self._opening.open(wanted, report, cancelled),
            show,
            self.failed.emit,
        )

    def add(self, paths: Sequence[Path]) -> None:
        """Read `paths` besides what is open; the sample articles make room for them."""
        library = self._session.library
        if library is None or not library.readings or self._only_the_sample():
            self.open(paths)
        else:
            self._join(tuple(paths))

    def _join(self, wanted: tuple[Path, ...]) -> None:

        def show(opened: Opened) -> None:
            self._paths = tuple(dict.fromkeys((*self._paths, *wanted)))
            self._show(opened)

        def read(report: Report, cancelled: Cancelled) -> Opened:
            # What is open when the turn comes, not when it was asked for.
            library = self._session.library
            if library is None:
                return self._opening.open(wanted, report, cancelled)
            return self._opening.add(library, wanted, report, cancelled)

        self.lane.do(read, show, self.failed.emit)

    def read_again(self) -> None:
        """Read everything that is open again."""
        if self._paths:
            self.open(self._paths)

    def try_again(self) -> None:
        """Read again what could not be read, the gazetteers too."""
        library = self._session.library
        if library is None:
            return
        gazetteers = set(self._opening.gazetteers)
        paths = [fault.path for fault in library.faults if fault.path not in gazetteers]
        if len(paths) < len(self._session.faults):
            self.refind()
        if paths:
            self._join(tuple(paths))

    def refind(self) -> None:
        """Read the gazetteers again and find the places again."""
        self._seen = self._stamps()
        self._watch()

        def find(report: Report, cancelled: Cancelled) -> Opened:
            library = self._session.library
            if library is None:
                return self._opening.open((), report, cancelled)
            return self._opening.refind(library, report, cancelled)

        if self._session.library is not None:
            self.lane.do(find, self._show, self.failed.emit)

    def count(self, *, adjectives: bool) -> None:
        """Count adjectives as mentions from now on, or no longer."""
        self._opening.adjectives = adjectives

        def recount(_report: Report, _cancelled: Cancelled) -> Opened | None:
            library = self._session.library
            return self._opening.recount(library) if library is not None else None

        def show(opened: Opened | None) -> None:
            if opened is not None:
                self._show(opened)

        if self._session.library is not None:
            self.lane.do(recount, show, self.failed.emit)

    def explain(self, reading: Reading, mention: Mention) -> Answer:
        """Why a mention was placed where it was; for the lane to work out."""
        return self._opening.explain(self._session.library, reading, mention)

    @property
    def gazetteers(self) -> tuple[Path, ...]:
        """The files of the gazetteers in use, the first before the next."""
        return self._opening.gazetteers

    def use(self, gazetteers: Sequence[Path]) -> None:
        """Find the places of the open articles again, with other gazetteers from now on."""
        if tuple(gazetteers) != self._opening.gazetteers:
            self._opening.gazetteers = tuple(gazetteers)
            self._watch_nothing()
            self.refind()

    def close(self) -> None:
        """Stop what is being done, and watch nothing any more."""
        self._settle.stop()
        self._watch_nothing()
        self.lane.close()

    # -- what happens ----------------------------------------------------------------------

    def _show(self, opened: Opened) -> None:
        self._session.country_name = opened.country_name
        self._session.show_library(opened.library, opened.faults)
        self.opened.emit(opened)

    def _only_the_sample(self) -> bool:
        return self._sample is not None and self._paths == (self._sample,)

    def _watch_nothing(self) -> None:
        for paths in (self._watcher.files(), self._watcher.directories()):
            if paths:
                self._watcher.removePaths(paths)

    def _watch(self) -> None:
        """Watch files and folders: an editor may put a new file in the old one's place."""
        wanted = [str(path) for path in self._opening.gazetteers if path.exists()]
        wanted += [str(path.absolute().parent) for path in self._opening.gazetteers]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [path for path in dict.fromkeys(wanted) if path not in watched]
        if missing:
            self._watcher.addPaths(missing)

    def _notice(self) -> None:
        self._watch()
        if self._stamps() != self._seen:
            self._settle.start()

    def _stamps(self) -> list[tuple[int, int, int] | None]:
        return [_stamp(path) for path in self._opening.gazetteers]


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
