"""The composition root of the window: makes the objects, ties them together, runs them.

The map comes first: its page loads in a process of its own, while the worker's thread reads the
articles and then imports what the panes need, and a frame stands around the map meanwhile.
"""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from viewer import resources
from viewer.desktop import engine, icons
from viewer.desktop.desk import Desk
from viewer.desktop.display import unreachable_display
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import LIGHT, Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Cancelled, Lane, Report

if TYPE_CHECKING:
    from viewer.desktop.opening import Opened

DONE, INCOMPLETE = 0, 1
_NAME = "dateline"


@dataclass(frozen=True, slots=True)
class Options:
    """What a window is opened with."""

    paths: tuple[Path, ...]
    gazetteers: tuple[Path, ...]
    settings: Path
    cache: Path | None
    quit_when_ready: bool = False


def run(
    paths: Sequence[Path],
    *,
    gazetteers: Sequence[Path],
    quit_when_ready: bool = False,
    settings: Path | None = None,
    cache: Path | None = None,
) -> int:
    """Open the window on `paths`; the exit status when it is closed.

    With `quit_when_ready` it ends as soon as every place is drawn: 0, or 1 if something could
    not be read. `settings` and `cache` stand in for the user's own file and folder.
    """
    problem = unreachable_display()
    if problem is not None:
        print(f"dateline: {problem}", file=sys.stderr)
        return INCOMPLETE
    engine.prepare()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Dateline")
    application.setDesktopFileName(_NAME)
    options = Options(
        tuple(paths),
        tuple(gazetteers),
        settings or platformdirs.user_config_path(_NAME) / "dateline.ini",
        cache or platformdirs.user_cache_path(_NAME),
        quit_when_ready,
    )
    desktop = Desktop(application, options)
    interrupts = Interrupts()
    interrupts.interrupted.connect(application.quit)
    try:
        return application.exec()
    finally:
        desktop.close()
        interrupts.close()


class Desktop(QObject):
    """All objects of one window, made in the order that shows the map soonest."""

    def __init__(self, application: QApplication, options: Options) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self._places: int | None = None
        self._drawn: int | None = None
        self.engine = engine.Engine(options.cache)
        self.map = MapView(self.engine)
        self.session = Session()
        self.lane = Lane()
        opening = Opening(options.gazetteers)
        self.desk = Desk(self.session, opening, self.lane, sample=resources.seeds())
        settings = Settings(options.settings)
        theme = Theme(application, settings.theme)
        self.window = Window(self.session, self.desk, self.engine, self.map, theme, settings)
        self.desk.opened.connect(self._remember)
        self.desk.failed.connect(self._give_up)
        self.map.drawn.connect(self._on_drawn)
        self.map.broken.connect(self._give_up)
        self.desk.open(options.paths)
        self.lane.do(_import_panes, self._furnish, self._give_up)
        self.window.setWindowIcon(icons.icon("capital", LIGHT.colour("accent"), size=64))
        self.window.show()

    def _furnish(self, _imported: object) -> None:
        self.window.furnish()
        self._end_if_ready()

    def close(self) -> None:
        """Take everything down, pages before the profile that they live in."""
        self.desk.close()
        self.window.close()
        shiboken6.delete(self.window)
        shiboken6.delete(self.engine)

    # -- ending as soon as every place is drawn --------------------------------------------

    def _remember(self, opened: Opened) -> None:
        self._places = len(opened.scene["places"])

    def _on_drawn(self, count: int) -> None:
        self._drawn = count
        self._end_if_ready()

    def _end_if_ready(self) -> None:
        """End, if that is wanted, once all places are drawn and all panes are there."""
        done = self._places is not None and self._drawn == self._places
        if self._options.quit_when_ready and done and self.window.furnished:
            self._application.exit(INCOMPLETE if self.session.faults else DONE)

    def _give_up(self, reason: str) -> None:
        if self._options.quit_when_ready:
            print(f"dateline: {reason}", file=sys.stderr)
            self._application.exit(INCOMPLETE)


def _import_panes(_report: Report, _cancelled: Cancelled) -> None:
    """Import what `Window.furnish` needs, off the main thread, which the map's page is using."""
    import viewer.desktop.commands
    import viewer.desktop.ledger
    import viewer.desktop.places
    import viewer.desktop.reader  # noqa: F401


class Interrupts(QObject):
    """Ctrl+C in the terminal, brought into Qt's loop, which Python's handlers don't reach."""

    interrupted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._fd_before = signal.set_wakeup_fd(self._far.fileno())
        self._before = signal.signal(signal.SIGINT, lambda _number, _frame: None)

    def close(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(self._fd_before)
        signal.signal(signal.SIGINT, self._before)
        self._notifier.setEnabled(False)
        self._near.close()
        self._far.close()

    def _wake(self) -> None:
        if signal.SIGINT in self._near.recv(64):
            self.interrupted.emit()
