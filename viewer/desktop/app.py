"""The composition root of the window: makes the objects, ties them together, runs them.

The map comes first: its page loads in a process of its own while we read the articles in a
thread and build the rest of the window here.
"""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs
import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from viewer import resources
from viewer.desktop import engine, icons
from viewer.desktop.desk import Desk
from viewer.desktop.display import unreachable_display
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opened, Opening
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import LIGHT, Theme
from viewer.desktop.window import Window

DONE, INCOMPLETE = 0, 1
_NAME = "dateline"


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
    desktop = Desktop(
        application,
        gazetteers,
        settings or platformdirs.user_config_path(_NAME) / "dateline.ini",
        cache or platformdirs.user_cache_path(_NAME),
    )
    interrupts = Interrupts()
    interrupts.interrupted.connect(application.quit)
    if quit_when_ready:
        desktop.quit_when_ready(application)
    desktop.desk.open(paths)
    desktop.build_window()
    try:
        return application.exec()
    finally:
        desktop.close()
        interrupts.close()


class Desktop:
    """All objects of one window, made in the order that shows the map soonest."""

    def __init__(
        self,
        application: QApplication,
        gazetteers: Sequence[Path],
        settings: Path,
        cache: Path | None,
    ) -> None:
        self._application = application
        self.engine = engine.Engine(cache)
        self.map = MapView(self.engine)
        self.session = Session()
        self.settings = Settings(settings)
        opening = Opening(gazetteers)
        self.desk = Desk(self.session, opening, sample=resources.seeds())
        self._window: Window | None = None

    def build_window(self) -> Window:
        """Make the window around the map, and show it."""
        theme = Theme(self._application, self.settings.theme)
        window = Window(self.session, self.desk, self.map, theme, self.settings)
        window.setWindowIcon(QIcon(icons.pixmap("capital", LIGHT.accent, 64)))
        window.show()
        self._window = window
        return window

    def quit_when_ready(self, application: QApplication) -> None:
        """End as soon as every place of the library is drawn."""
        wanted: dict[str, Any] = {"places": None}

        def remember(opened: Opened) -> None:
            wanted["places"] = len(opened.scene["places"])

        def drawn(count: int) -> None:
            if count == wanted["places"]:
                application.exit(INCOMPLETE if self.session.faults else DONE)

        def give_up(reason: str) -> None:
            print(f"dateline: {reason}", file=sys.stderr)
            application.exit(INCOMPLETE)

        self.desk.opened.connect(remember)
        self.map.drawn.connect(drawn)
        self.desk.failed.connect(give_up)
        self.map.broken.connect(give_up)

    def close(self) -> None:
        """Take everything down, pages before the profile that they live in."""
        self.desk.close()
        if self._window is not None:
            self._window.close()
            shiboken6.delete(self._window)
            self._window = None
        elif shiboken6.isValid(self.map):
            shiboken6.delete(self.map)
        shiboken6.delete(self.engine)


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
