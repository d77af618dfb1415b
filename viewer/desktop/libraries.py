"""Libraries in the window: made, opened, kept and saved, and what is said when that fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from viewer.desktop.notices import Deed
from viewer.desktop.text import counted, one_line
from viewer.export.citing import file_name
from viewer.model import DatelineError

if TYPE_CHECKING:
    from viewer.desktop.opening import LeftBehind
    from viewer.desktop.window import Window

SUFFIX = ".dateline"
_FILTER = "Dateline libraries (*.dateline);;All files (*)"
_Then = Callable[[], object]


def is_library(path: Path) -> bool:
    """Whether a file is to be opened as a library, by its name."""
    return path.suffix.casefold() == SUFFIX


class Libraries(QObject):
    """The doing side of libraries, on one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._question: QMessageBox | None = None
        self._leaving = False
        window.desk.held.connect(self._on_held)
        window.desk.refused.connect(self._on_refused)
        window.desk.left_behind(self._offer_left_behind)
        # What happened before the panes were there.
        self._on_held()
        if window.desk.refusal is not None:
            self._on_refused(window.desk.refusal)

    # -- what can be asked for -------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask for a name and make an empty library."""
        path = self._ask_name("New Library")
        if path is not None:
            self.before_leaving(lambda: self._window.desk.new_library(path))

    def ask_open(self) -> None:
        """Ask for a library and open it."""
        start = self._window.settings.folder
        name, _kind = QFileDialog.getOpenFileName(self._window, "Open Library", start, _FILTER)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a library in place of what is open."""
        self.before_leaving(lambda: self._window.desk.open_library(path))

    def save(self) -> None:
        """Keep a library that has no file yet; in a file everything is stored at once."""
        store = self._window.desk.store
        if store is None:
            return
        if store.is_temporary or store.read_only:
            self.save_as()
        else:
            self._window.status.say("Everything is stored already, at the moment it is made")

    def save_as(self, then: _Then | None = None) -> None:
        """Ask for a name and save the library under it."""
        path = self._ask_name("Save Library As")
        if path is None or self._window.desk.store is None:
            return

        def saved() -> None:
            self._window.status.say(f"Saved {file_name(path)}; what you do is stored there at once")
            if then is not None:
                then()

        self._window.desk.keep(path, saved)

    def before_leaving(self, then: _Then) -> None:
        """Do something that lets the open library go, once it is kept or need not be."""
        if self._leaving or not self._window.desk.is_worth_keeping:
            then()
            return
        self._ask_to_keep(then)

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it closes when the question is answered."""
        if self._leaving or not self._window.desk.is_worth_keeping:
            return True

        def leave() -> None:
            self.let_go()
            self._window.close()

        self._ask_to_keep(leave)
        return False

    def let_go(self) -> None:
        """Ask nothing any more: what is not kept is not wanted."""
        self._leaving = True

    # -- questions -------------------------------------------------------------------------

    def _ask_name(self, title: str) -> Path | None:
        start = str(Path(self._window.settings.folder) / f"Library{SUFFIX}")
        name, _kind = QFileDialog.getSaveFileName(self._window, title, start, _FILTER)
        if not name:
            return None
        path = Path(name)
        return path if is_library(path) else path.with_name(path.name + SUFFIX)

    def _ask_to_keep(self, then: _Then) -> None:
        if self._question is not None:
            self._question.raise_()
            return
        articles = self._window.desk.articles
        box = self._question = QMessageBox(self._window)
        box.setWindowTitle("Keep this library?")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Keep the {counted(articles, 'article')} that are open as a library?")
        box.setInformativeText(
            "A library is one file with the articles, their places and what you decided, ready "
            "the next time. Your own files stay where they are in any case."
        )
        keep = box.addButton("Keep…", QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton("Don’t Keep", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)

        def answered() -> None:
            clicked, self._question = box.clickedButton(), None
            box.deleteLater()
            if clicked is keep:
                self.save_as(then)
            elif clicked is drop:
                then()

        box.finished.connect(answered)
        box.open()

    # -- what happens ----------------------------------------------------------------------

    def _on_held(self) -> None:
        """Another library is open, or this one has a file of its own."""
        window, store = self._window, self._window.desk.store
        window.name_window()
        window.notices.withdraw("read only")
        window.notices.withdraw("refused")
        if store is None:
            return
        if not store.is_temporary:
            window.settings.opened([store.path])
            window.menus.recent_changed()
        if store.read_only:
            words = f"{file_name(store.path)} can only be read: nothing that you do is stored"
            window.notices.tell("read only", words, Deed("Save As…", self.save_as))

    def _on_refused(self, error: DatelineError) -> None:
        from viewer.library.storage.errors import LibraryDamaged, LibraryFull

        path = getattr(error, "path", Path())
        words = f"{file_name(path)}: {getattr(error, 'reason', error)}"
        if isinstance(error, LibraryDamaged):
            salvage = Deed("Save What Can Be Read…", lambda: self.salvage(path))
            self._window.notices.tell("refused", words, salvage)
            return
        deeds = []
        if isinstance(error, LibraryFull):
            deeds = [Deed("Go On", self._window.desk.read_again)]
        elif self._is_elsewhere(path):
            deeds = [Deed("Try Again", lambda: self.open(path))]
        self._window.notices.tell("refused", words, *deeds)

    def _is_elsewhere(self, path: Path) -> bool:
        """Whether an error is of a library that was to be opened."""
        store = self._window.desk.store
        return path.exists() and is_library(path) and (store is None or store.path != path)

    def ask_salvage(self) -> None:
        """Ask for a damaged library, and save what can be read of it."""
        start = self._window.settings.folder
        title = "A Damaged Library"
        name, _kind = QFileDialog.getOpenFileName(self._window, title, start, _FILTER)
        if name:
            self.salvage(Path(name))

    def salvage(self, damaged: Path) -> None:
        """Ask for a name, and save there what can be read of a damaged library."""
        start = str(damaged.with_name(f"{damaged.stem} saved{SUFFIX}"))
        title = "Save What Can Be Read"
        name, _kind = QFileDialog.getSaveFileName(self._window, title, start, _FILTER)
        if name:
            self._window.desk.salvage(damaged, Path(name), self._tell_salvaged)

    def _tell_salvaged(self, target: Path, report: object, lost: Sequence[Path]) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle("What could be saved")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Saved in {file_name(target)}: {report}.")
        if lost:
            names = "\n".join(one_line(file_name(path), 80) for path in lost[:200])
            box.setInformativeText(
                f"{counted(len(lost), 'article')} could not be saved. Where their files are still "
                "there, add them to the new library to read them again."
            )
            box.setDetailedText(names)
        else:
            box.setInformativeText("The damaged file was not changed; it is still where it was.")
        box.open()
        self.open(target)

    # -- what a crash left behind ----------------------------------------------------------

    def _offer_left_behind(self, left: list[LeftBehind]) -> None:
        if not left:
            return
        path, articles = left[0].path, left[0].articles
        when = dt.datetime.fromtimestamp(path.stat().st_mtime)
        held = "" if articles is None else f" with {counted(articles, 'article')}"
        words = f"A library of {when:%d %b %Y, %H:%M}{held} was not kept when Dateline ended"
        if len(left) > 1:
            words += f"; and {len(left) - 1:,} more"

        def drop() -> None:
            self._window.desk.drop(path, lambda: self._offer_left_behind(left[1:]))

        def take_up() -> None:
            self.before_leaving(lambda: self._window.desk.take_up(path))

        self._window.notices.tell(
            "left behind", words, Deed("Open It", take_up), Deed("Discard It", drop)
        )
