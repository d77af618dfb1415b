"""The composition root of the window: makes the objects, ties them together, runs them.

The map comes first: its page loads in a process of its own, another process reads the first
articles, and a thread imports what the rest of the window needs. What was read goes into a
library when the map stands.
"""

from __future__ import annotations

import gc
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier, QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import QApplication

from viewer.desktop import engine, messages
from viewer.desktop.mapview import MapView
from viewer.desktop.worker import Cancelled, Lane, Report

if TYPE_CHECKING:
    from viewer.desktop.ahead import ReadAhead
    from viewer.desktop.app import Options
    from viewer.desktop.first import First
    from viewer.desktop.library_ahead import LibraryAhead
    from viewer.desktop.opening import Opened
    from viewer.desktop.session import Session
    from viewer.desktop.window import Window

DONE, INCOMPLETE = 0, 1
_PANES_WAIT_MS, _LIBRARY_WAIT_MS = 800, 3_000
_Standard = QStandardPaths.StandardLocation
_STARTING_TURN_S, _USUAL_TURN_S = 0.0001, 0.005


def run(options: Options, ahead: ReadAhead | None) -> int:
    """Open the window; the exit status when it is closed."""
    # The map's page asks the main thread for its files one after another, while the worker's
    # thread imports: at Python's usual 5 ms a turn each of them would be kept waiting.
    sys.setswitchinterval(_STARTING_TURN_S)
    messages.listen()
    engine.prepare()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Dateline")
    application.setDesktopFileName("dateline")
    desktop = Desktop(application, options, ahead)
    interrupts = Interrupts()
    interrupts.interrupted.connect(desktop.interrupt)
    try:
        return application.exec()
    finally:
        desktop.close()
        interrupts.close()
        # The process ends: its memory goes as a whole, and no cycles need be looked for in it.
        gc.freeze()


class Desktop(QObject):
    """All objects of one window, made in the order that shows the map soonest."""

    def __init__(
        self, application: QApplication, options: Options, ahead: ReadAhead | None = None
    ) -> None:
        super().__init__()
        self._application = application
        self._options = options
        self._ahead = ahead
        self._first: First | None = None
        """What was read ahead, until it is in a library."""
        self._faults = False
        self._places: int | None = None
        self._drawn: int | None = None
        self._library = self._read_library_ahead()
        self.engine = engine.Engine(options.cache or _own(_Standard.GenericCacheLocation))
        self.map = MapView(self.engine)
        self.map.drawn.connect(self._on_drawn)
        self.map.broken.connect(self._give_up)
        self.lane = Lane()
        # The panes are made once the map stands; a map that does not draw holds them up no longer.
        self._panes_wait = QTimer(self, singleShot=True, interval=_PANES_WAIT_MS)
        self._panes_wait.timeout.connect(self._wait_no_longer)
        self.session: Session | None = None
        self.window: Window | None = None
        self.lane.do(self._import_frame, self._build, self._give_up)

    def _read_library_ahead(self) -> LibraryAhead | None:
        from viewer.desktop.app import is_library

        if len(self._options.paths) != 1 or not is_library(self._options.paths[0]):
            return None
        # Only here, for no other start need wait for it.
        from viewer.desktop.library_ahead import LibraryAhead

        return LibraryAhead(self._options.paths[0])

    def _import_frame(self, _report: Report, _cancelled: Cancelled) -> dict[str, Any] | None:
        """Import what the frame of the window needs, off the main thread, which the map is using.

        Gives what the map is to show, if that is known by then.
        """
        import viewer.desktop.window  # noqa: F401

        return self._ahead.scene() if self._ahead is not None else None

    def _build(self, scene: dict[str, Any] | None) -> None:
        """Begin to read, and put the frame of the window around the map."""
        # The worker's thread has imported these: at the top they would hold up the map.
        from viewer import resources
        from viewer.desktop import icons, style
        from viewer.desktop.desk import Desk
        from viewer.desktop.opening import Opening
        from viewer.desktop.session import Session
        from viewer.desktop.settings import Settings
        from viewer.desktop.window import Window

        session = self.session = Session()
        session.waiting = True
        folder = self._options.unsaved or _own(_Standard.GenericDataLocation) / "unsaved"
        opening = Opening(self._options.gazetteers, folder)
        opening.ahead = self._library
        desk = self.desk = Desk(session, opening, self.lane, sample=resources.seeds())
        file = self._options.settings or _own(_Standard.GenericConfigLocation) / "dateline.ini"
        settings = Settings(file)
        theme = style.Theme(self._application, settings.theme)
        self.window = Window(session, desk, self.engine, self.map, theme, settings)
        self.window.setWindowIcon(icons.icon("capital", style.LIGHT.colour("accent"), size=64))
        self.window.show()
        if scene is not None:
            self.window.show_ahead(scene)
        desk.opened.connect(self._remember)
        desk.failed.connect(self._give_up)
        desk.refused.connect(lambda error: self._tell(str(error)))
        self.lane.do(self._read_ahead, self._take_first, self._give_up)
        # A library is read whole before any of it is drawn, and nothing is told meanwhile.
        self._panes_wait.start(_LIBRARY_WAIT_MS if self._library else _PANES_WAIT_MS)

    def _read_ahead(self, report: Report, cancelled: Cancelled) -> First | None:
        """Wait for the child, if there is one."""
        return self._ahead.result(report, cancelled) if self._ahead is not None else None

    def _take_first(self, first: First | None) -> None:
        """Show what was read ahead; what was not is read now."""
        assert self.window is not None
        if first is None:
            self._open()
            return
        self._first, self._faults = first, bool(first.faults or first.gazetteer_faults)
        self._places = len(first.scene["places"])
        self.window.show_ahead(first.scene)
        if not self._end_if_ready() and self.window.furnished:
            self._put_first()

    def _open(self) -> None:
        """Open what the command line names: a library, or articles for a new one."""
        from viewer.desktop.app import is_library

        paths = self._options.paths
        if len(paths) == 1 and is_library(paths[0]):
            self.desk.open_library(paths[0])
        else:
            self.desk.open(paths)

    def _tell(self, words: str) -> None:
        """Tell why there is nothing to see."""
        self._give_up(words)
        if self._panes_wait.isActive():
            self._panes_wait.stop()
            self._wait_no_longer()
        if self.window is not None and self.session is not None:
            self.session.waiting = False
            self.session.announce()
            self.window.status.say(words)

    def _put_first(self) -> None:
        """Put what was read ahead into a library, now that the map stands."""
        first, self._first = self._first, None
        if first is not None:
            self.desk.begin(first, self._options.paths)

    def _import_panes(self) -> None:
        self._panes_wait.stop()
        self.lane.do(_import_panes, self._furnish, self._give_up)

    def _wait_no_longer(self) -> None:
        """Make the panes though nothing is drawn: many articles are being read, or none."""
        if not self.lane.busy:
            self._import_panes()
            return
        # That lane is taken until the last article is read; progress and Cancel come now.
        self.desk.looks.do(_import_panes, self._furnish, self._give_up)

    def _furnish(self, _imported: object) -> None:
        if self.window is not None:
            self.window.furnish()
            if self._options.link:
                self.window.narrowing.views.expect(self._options.link)
            self._put_first()
            sys.setswitchinterval(_USUAL_TURN_S)

    def interrupt(self) -> None:
        """End at once, without a question; what is not kept is offered at the next start."""
        if self.window is not None:
            self.desk.left = self.desk.is_worth_keeping
            if self.window.furnished:
                self.window.libraries.let_go()
        self._application.quit()

    def close(self) -> None:
        """Take everything down, pages before the profile that they live in."""
        self.lane.close()
        if self._ahead is not None:
            self._ahead.close()
        if self.window is not None:
            self.window.close()
        shiboken6.delete(self.window if self.window is not None else self.map)
        shiboken6.delete(self.engine)

    # -- ending as soon as every place is drawn --------------------------------------------

    def _remember(self, opened: Opened) -> None:
        assert self.session is not None
        self._faults = bool(self.session.faults)
        drawn = opened.picture
        self._places = len(drawn["places"]) if isinstance(drawn, dict) else len(drawn)
        self._end_if_ready()

    def _on_drawn(self, count: int) -> None:
        self._drawn = count
        if not self._end_if_ready() and self._panes_wait.isActive():
            self._import_panes()

    def _end_if_ready(self) -> bool:
        """End, if that is wanted, once all places are drawn; whether this is the end."""
        if not self._options.quit_when_ready or self.session is None:
            return False
        if self._places is None or self._drawn != self._places:
            return False
        self._application.exit(INCOMPLETE if self._faults else DONE)
        return True

    def _give_up(self, reason: str) -> None:
        if self._options.quit_when_ready or self.window is None:
            print(f"dateline: {reason}", file=sys.stderr)
            self._application.exit(INCOMPLETE)


def _own(location: QStandardPaths.StandardLocation) -> Path:
    """Dateline's folder in one of the system's places for such folders."""
    return Path(QStandardPaths.writableLocation(location)) / "dateline"


def _import_panes(_report: Report, _cancelled: Cancelled) -> None:
    """Import what `Window.furnish` needs."""
    import viewer.desktop.commands
    import viewer.desktop.narrowing
    import viewer.desktop.places  # noqa: F401


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
