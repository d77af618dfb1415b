"""Minds the library while nothing is asked: watched folders, and results that are stale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from viewer.desktop.notices import Deed
from viewer.desktop.text import counted
from viewer.desktop.worker import Cancelled, Lane, Report

if TYPE_CHECKING:
    from viewer.desktop.window import Window
    from viewer.library.importing.staleness import Stale
    from viewer.library.storage.store import Store

WATCH_MS = 5_000
"""So often watched folders are looked through."""
_SETTLE_MS = 400


class Minding(QObject):
    """Looks after the open library, in a lane of its own."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._watched: tuple[Path, ...] = ()
        self._told = (0, 0)
        self.lane = Lane(self)
        self._rounds = QTimer(self, interval=WATCH_MS)
        self._rounds.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._look_what_is_stale)
        window.desk.held.connect(self._on_held)
        window.desk.stored.connect(self._soon.start)
        self._on_held()

    def close(self) -> None:
        """Mind nothing any more."""
        self._rounds.stop()
        self._soon.stop()
        self.lane.close()

    def switch(self) -> None:
        """Watch the folders of the library from now on, or no longer."""
        watch = not self._watched

        def write(store: Store) -> dict[Path, bool]:
            from viewer.library.importing.watching import folders
            from viewer.library.storage.writing import set_folders

            opened = {path: watch and path.is_dir() for path in folders(store)}
            set_folders(store, opened)
            return opened

        def told(opened: dict[Path, bool]) -> None:
            self._take(opened)
            number = counted(len(self._watched), "folder")
            if watch and not self._watched:
                self._window.status.say("There is no folder to watch: files were opened by name")
            else:
                does = f"{number} watched from now on" if watch else "No folder is watched now"
                self._window.status.say(does)
            self.look()

        self._tick()
        self._window.desk.write(write, told)

    def look(self) -> None:
        """Look whether something has changed in watched folders, and read it."""
        desk, store, watched = self._window.desk, self._window.desk.store, self._watched
        if not watched or store is None or desk.lane.busy or self.lane.busy:
            return

        def find(_report: Report, cancelled: Cancelled) -> bool:
            from viewer.library.importing.watching import changes

            return bool(changes(store, watched, cancelled=cancelled))

        def read(changed: bool) -> None:
            if changed and desk.store is store and not desk.lane.busy:
                desk.read_changed(watched)

        self.lane.do(find, read, self._window.status.say)

    # -- what happens ----------------------------------------------------------------------

    def _on_held(self) -> None:
        self._watched, self._told = (), (0, 0)
        self._window.notices.withdraw("stale")
        self._tick()
        store = self._window.desk.store
        if store is None:
            return

        def read(opened: Store) -> dict[Path, bool]:
            from viewer.library.importing.watching import folders

            return folders(opened)

        self._window.desk.ask(read, self._take)
        self._soon.start()

    def _take(self, opened: dict[Path, bool]) -> None:
        self._watched = tuple(path for path, watched in opened.items() if watched)
        if self._watched:
            self._rounds.start()
        else:
            self._rounds.stop()
        self._tick()

    def _tick(self) -> None:
        table, store = self._window.actions_table, self._window.desk.store
        table["watch"].setChecked(bool(self._watched))
        table.enable(store is not None and not store.read_only, "watch", "find_again")

    def _look_what_is_stale(self) -> None:
        desk = self._window.desk
        if desk.lane.busy:
            self._soon.start()
            return
        self._window.desk.ask(desk.stale, self._tell_stale)

    def _tell_stale(self, stale: Stale) -> None:
        """Say what was read with other gazetteers or rules, once for each such finding."""
        found = (stale.files, stale.articles)
        if found == self._told:
            return
        self._told = found
        notices = self._window.notices
        if not stale:
            notices.withdraw("stale")
            return
        articles, files = counted(stale.articles, "article"), counted(stale.files, "file")
        was = "was" if stale.articles == 1 else "were"
        words = f"{articles} {was} read with another gazetteer or older rules"
        if not stale.articles:
            words = f"A newer Dateline would read {files} better"
        notices.tell("stale", words, Deed("Find Again", self._window.desk.redo))
