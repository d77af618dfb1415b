"""Asks why a name is placed where it is, and shows on the map what else it may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from viewer.desktop import mentions as spoken
from viewer.desktop.answers import Answer, Choice, ghost
from viewer.desktop.map_frame import Frame
from viewer.desktop.session import Spot
from viewer.desktop.why import WhyPane
from viewer.desktop.worker import Cancelled, Report
from viewer.model import Mention, Place, Reading, View

if TYPE_CHECKING:
    from viewer.desktop.window import Window

_DWELL_MS = 140
"""A pointer that only crosses a candidate does not move the map."""


class Comparing(QObject):
    """The question, its pane, and the candidate that the map shows besides."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._asked: tuple[Reading, Mention] | None = None
        self._before: View | None = None
        self._choice: Choice | None = None
        self.pane = WhyPane(window.session, window.theme.colours)
        self._dwell = QTimer(self, singleShot=True, interval=_DWELL_MS)
        self._dwell.timeout.connect(self._show)
        # Wherever the keyboard is: the map may have been looked at meanwhile.
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.close)
        self.pane.closed.connect(self.close)
        self.pane.pointed.connect(self._point)
        window.right.addWidget(self.pane)
        window.setTabOrder(self.pane.list, window.status.status)
        window.session.spotChanged.connect(self._leave)
        window.session.libraryChanged.connect(self._renew)
        self.pane.used.connect(self._decide)
        self.pane.dismissed.connect(lambda: self._decide(None))
        self.pane.undone.connect(self._undo)
        self.pane.anotherWanted.connect(self._choose_another)

    @property
    def asked(self) -> tuple[Reading, Mention] | None:
        """What is asked of, while the question stands."""
        return self._asked

    @property
    def is_open(self) -> bool:
        """Whether a question stands."""
        return self._asked is not None

    def ask(self, reading: Reading, mention: Mention) -> None:
        """Ask why a mention is placed where it is; the answer comes into the pane."""
        self.close()
        window = self._window
        asked = self._asked = (reading, mention)
        self._escape.setEnabled(True)
        self.pane.allow_decisions(window.deciding.is_possible)
        self.pane.ask(reading, mention)
        if window.right.isHidden():
            window.show_panel("passages")
        window.right.setCurrentWidget(self.pane)
        self.pane.back.setFocus()

        def find(_report: Report, _cancelled: Cancelled) -> Answer:
            return window.desk.explain(reading, mention)

        def show(answer: Answer) -> None:
            if self._asked == asked:
                self.pane.show_answer(answer)

        def fail(reason: str) -> None:
            if self._asked == asked:
                self.pane.show_failure(reason)

        window.desk.looks.do(find, show, fail)

    def close(self) -> None:
        """Return to what was there before, the map too."""
        if self._asked is None:
            return
        self._leave()
        window = self._window
        had_keyboard = self.pane.isAncestorOf(window.focusWidget() or window)
        reading = window.session.spot.article is not None
        window.right.setCurrentWidget(window.reader if reading else window.passages)
        if had_keyboard:
            window.enter_right()

    def _decide(self, place: Place | None) -> None:
        if self._asked is not None:
            self._window.deciding.decide(*self._asked, place)

    def _choose_another(self) -> None:
        """Let the place be found in the gazetteers by a name."""
        if self._asked is None:
            return
        # Few names need it, so no launch and no question waits for it.
        from viewer.desktop.place_chooser import PlaceChooser

        window, name = self._window, self._asked[1].text
        chooser = PlaceChooser(window.session, name, window.desk.find_places, window)
        chooser.chosen.connect(self._decide)
        chooser.open()

    def _undo(self) -> None:
        if self._asked is not None:
            self._window.deciding.undo_on(*self._asked)

    def _renew(self) -> None:
        """What is stored has changed: the question stands while its name does."""
        library, asked = self._window.session.library, self._asked
        if asked is None or library is None:
            return
        reading, mention = asked
        try:
            now = library.reading(reading.article.id)
        except KeyError:
            self.close()
            return
        span = (mention.start, mention.end)
        same = next((one for one in now.mentions if (one.start, one.end) == span), None)
        if same is None or now.article.text != reading.article.text:
            self.close()
        elif same == mention:
            self._asked = now, same
        else:
            self.ask(now, same)

    def _leave(self, spot: Spot | None = None, before: Spot | None = None) -> None:
        """The question is dropped: something else was chosen."""
        if self._asked is not None and (spot is None or spot != before):
            self._asked = None
            self._escape.setEnabled(False)
            self._dwell.stop()
            self._hide()

    # -- the map ---------------------------------------------------------------------------

    def _point(self, choice: Choice | None) -> None:
        self._choice = choice
        self._dwell.start()

    def _show(self) -> None:
        """Show a candidate, and move no more than it takes to see it beside the chosen place."""
        choice, window = self._choice, self._window
        if choice is None or self._asked is None:
            self._hide()
            return
        chosen = self._asked[1].place
        map_view = window.map
        if self._before is None:
            self._before = map_view.view
        is_chosen = chosen is not None and choice.place.id == chosen.id
        map_view.show_ghost(None if is_chosen else ghost(choice.place, spoken.where(choice.place)))
        places = [place for place in (choice.place, chosen) if place is not None]
        frame = Frame(self._before, map_view.width(), map_view.height())
        map_view.set_view(frame.following(places) or self._before)

    def _hide(self) -> None:
        """No candidate any more, and the map where it was."""
        if self._before is not None:
            before, self._before = self._before, None
            self._window.map.show_ghost(None)
            self._window.map.set_view(before)
