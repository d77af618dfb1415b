"""The timeline below the map: articles per day, week, month or year, and a span of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.days import span as spoken_span
from viewer.desktop.parts import Choice, IconButton, filled, label
from viewer.desktop.session import Session, Spot
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import tooltip
from viewer.desktop.timeline_canvas import TimelineCanvas
from viewer.desktop.timeline_drawing import Bars, Span
from viewer.desktop.timescale import fitting_step
from viewer.library.filters import Filter
from viewer.library.timeline import Histogram, Step

if TYPE_CHECKING:
    from viewer.library.library import Library

_COALESCE_MS = 30
_TICKS_MS = {"Slow": 1200, "Medium": 600, "Fast": 250}
_DAYS = {Step.DAY: 1, Step.WEEK: 7}
_UNDATED = (
    "These articles say no date, or only their files have one, which is that of a copy perhaps. No "
    "span of days can hold them: while one is chosen they are not shown. Click to clear the dates."
)
_INEXACT = (
    "These articles give only a month or a year, which is more than a bar stands for, so they are "
    "in none. They count in a span that their month or year touches."
)


class TimelinePane(QWidget):
    """The bars, a play button, and what has no place among them."""

    closed = Signal()

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "timeline")
        self._session = session
        self._shown: Library | None = None
        self._asked = session.filter
        self._whole: Library | None = None
        self.canvas = TimelineCanvas(colours)
        self.play = IconButton("play", "Play: move the span through time")
        self.speed = Choice()
        self.step = Choice()
        self.span = label(scale=SMALL, bold=True)
        self.all_dates = QPushButton("All dates")
        self.undated = QPushButton()
        self.inexact = QPushButton()
        self.close_button = IconButton("close", "Close the timeline")
        self.nothing = label(name="muted")
        self._beat = QTimer(self)
        self._soon = QTimer(self, singleShot=True, interval=_COALESCE_MS)
        self._lay_out()
        self._listen()
        self.dress(colours)
        self.reload()

    def _lay_out(self) -> None:
        self.speed.addItems(list(_TICKS_MS))
        self.speed.setCurrentText("Medium")
        self.speed.setAccessibleName("Speed of playing")
        self.speed.setToolTip(tooltip("Speed of playing"))
        self.step.addItem("Automatic", "")
        for step in Step:
            self.step.addItem(f"Per {step}", step.value)
        self.step.setAccessibleName("What a bar stands for")
        self.step.setToolTip(tooltip("What a bar stands for: a day, a week, a month or a year"))
        small: tuple[QWidget, ...] = (self.speed, self.step)
        for button in (self.all_dates, self.undated, self.inexact):
            button.setObjectName("tab")
            small = (*small, button)
        for one in small:
            one.setFont(scaled(one.font(), SMALL))
        self.undated.setToolTip(tooltip(_UNDATED))
        self.undated.setAccessibleDescription(_UNDATED)
        self.inexact.setToolTip(tooltip(_INEXACT))
        self.inexact.setAccessibleDescription(_INEXACT)
        head = QHBoxLayout()
        head.setContentsMargins(10, 4, 8, 0)
        head.setSpacing(6)
        for left in (self.play, self.speed, self.step):
            head.addWidget(left)
        head.addSpacing(8)
        head.addWidget(self.span)
        head.addWidget(self.all_dates)
        head.addStretch()
        for right in (self.inexact, self.undated, self.close_button):
            head.addWidget(right)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setWordWrap(True)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.nothing)
        body.setFixedHeight(self.canvas.sizeHint().height())
        inner = QHBoxLayout()
        inner.setContentsMargins(14, 2, 14, 4)
        inner.addWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(inner)

    def _listen(self) -> None:
        session = self._session
        self.canvas.spanChanged.connect(self._on_span)
        self.canvas.scaleChanged.connect(self._on_scale)
        self.play.clicked.connect(self.toggle_play)
        self.speed.currentTextChanged.connect(self._set_speed)
        self.step.currentIndexChanged.connect(lambda _: self._show_bars())
        self.all_dates.clicked.connect(lambda: self.canvas.choose(None))
        self.undated.clicked.connect(lambda: self.canvas.choose(None))
        self.close_button.clicked.connect(self.closed)
        self._beat.timeout.connect(self._play_on)
        self._soon.timeout.connect(self._ask)
        session.filterChanged.connect(self._follow)
        session.libraryChanged.connect(self.reload)
        # What stops it: a click on the bars or a tool, a place or an article that is chosen.
        for clicked in (
            self.canvas.pressed,
            self.step.activated,
            self.all_dates.pressed,
            self.undated.pressed,
            self.inexact.pressed,
        ):
            clicked.connect(self._stop_for)
        session.spotChanged.connect(self._on_spot)
        self._set_speed(self.speed.currentText())

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.canvas.dress(colours)
        self.play.dress(colours, "pause" if self._beat.isActive() else "play")
        self.close_button.dress(colours)
        self._colours = colours

    def enter(self) -> None:
        """Put the keyboard on the bars."""
        self.canvas.setFocus()

    # -- the bars --------------------------------------------------------------------------

    def reload(self) -> None:
        """Take the dates of the library that is shown, if anybody can see them."""
        if self.isHidden():
            return
        library, before = self._session.library, self._shown
        if library is None or before is None or not self._differ_in_dates(before, library):
            self._shown = library
            whole = self._everything(library).timeline(Step.YEAR) if library is not None else None
            self.canvas.show_ends(whole.span if whole is not None else None)
            self._show_bars()
        self._follow()

    def _differ_in_dates(self, before: Library, library: Library) -> bool:
        """Whether dates alone changed: they leave out none of the bars, so those can stay."""
        same = replace(before.filter, since=library.filter.since, until=library.filter.until)
        return same == library.filter and library.holds_the_same_as(before)

    def showEvent(self, event: object) -> None:
        """What was not counted while nobody looked is counted now."""
        self.reload()
        super().showEvent(event)  # type: ignore[arg-type]

    def _on_scale(self) -> None:
        self._show_bars()

    def _show_bars(self) -> None:
        library = self._shown
        if library is None:
            self._say("Nothing is open")
            return
        step = Step(fitting_step(self.canvas.scale, self.step.currentData()))
        # The dates that are chosen leave nothing out of it: the span stands over the bars.
        found, everything = library.timeline(step), self._everything(library).timeline(step)
        self.canvas.show_bars(step, bars_of(everything), bars_of(found))
        self._tell(found)
        if everything.span is None:
            self._say(
                "No article that is open says when it was published, so there is nothing to show "
                "here. Saved web pages, e-mail, feeds and tables usually say it."
            )
        else:
            self._stack.setCurrentWidget(self.canvas)
            self._show_tools(True)

    def _say(self, words: str) -> None:
        self._show_tools(False)
        self.nothing.setText(words)
        self._stack.setCurrentWidget(self.nothing)
        self.undated.setVisible(False)
        self.inexact.setVisible(False)

    def _show_tools(self, some: bool) -> None:
        """What helps only where there are bars."""
        tools: tuple[QWidget, ...] = (self.play, self.speed, self.step)
        for widget in tools:
            widget.setVisible(some)

    def _tell(self, found: Histogram) -> None:
        """Say what is not among the bars, or not exactly where it belongs."""
        self.undated.setText(f"Undated: {found.undated:,}")
        self.undated.setVisible(bool(found.undated))
        exact = "month" if found.step is Step.MONTH else "day"
        self.inexact.setText(f"Not exact to the {exact}: {found.inexact:,}")
        self.inexact.setVisible(bool(found.inexact))

    def _everything(self, library: Library) -> Library:
        """The whole library, counted as what is shown is."""
        shown = library.filter
        wanted = Filter(adjectives=shown.adjectives, copies=shown.copies)
        whole = self._whole
        if whole is None or whole.filter != wanted or not whole.holds_the_same_as(library):
            whole = self._whole = library.filtered(wanted)
        return whole

    # -- the span --------------------------------------------------------------------------

    def _follow(self) -> None:
        """Show the dates that are asked for; others than ours end the playing."""
        narrowed = self._session.filter
        ours = self._asked
        if self._soon.isActive():  # our own dates are on their way
            ours = replace(ours, since=narrowed.since, until=narrowed.until)
        if self.playing and ours != narrowed:
            self.stop()
        self.canvas.show_span(self._span_of(narrowed))
        chosen = narrowed.since is not None or narrowed.until is not None
        self.span.setText(spoken_span(narrowed.since, narrowed.until) if chosen else "")
        self.span.setVisible(chosen)
        self.all_dates.setVisible(chosen)

    def _span_of(self, narrowed: Filter) -> Span | None:
        """The days that are asked for; an open end is that of the library."""
        since, until, ends = narrowed.since, narrowed.until, self.canvas.ends
        if (since is None and until is None) or ends is None:
            return None
        first = since or min(ends[0], until or ends[0])
        last = until or max(ends[1], since or ends[1])
        return (first, last) if first <= last else None

    def _on_span(self, _span: object) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        span = self.canvas.span
        since, until = span if span is not None else (None, None)
        self._asked = replace(self._session.filter, since=since, until=until)
        self._session.narrow(self._asked)

    # -- playing ---------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether the span moves by itself."""
        return self._beat.isActive()

    def toggle_play(self) -> None:
        """Let the span move through time, or stop."""
        if self.playing:
            self.stop()
            return
        ends, span = self.canvas.ends, self.canvas.span
        if ends is None:
            return
        if span is None or span[1] >= ends[1]:
            self._to_beginning(ends, span)
        self._beat.start()
        self._show_play("pause", "Stop playing")

    def stop(self) -> None:
        """Leave the span where it is."""
        if self.playing:
            self._beat.stop()
            self._show_play("play", "Play: move the span through time")

    def _stop_for(self, *_what: object) -> None:
        """Somebody has clicked on something: it has their attention now."""
        self.stop()

    def _on_spot(self, spot: Spot, before: Spot) -> None:
        if spot != before:
            self.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the buttons stops it too."""
        self.stop()
        super().mousePressEvent(event)

    def hideEvent(self, event: object) -> None:
        """What nobody sees does not play."""
        self.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _to_beginning(self, ends: Span, span: Span | None) -> None:
        self.canvas.choose(None)
        self.canvas.move_span(1)
        if span is not None:
            length = (span[1] - span[0]).days
            first = self.canvas.span[0] if self.canvas.span else ends[0]
            self.canvas.choose((first, first + dt.timedelta(length)))

    def _play_on(self) -> None:
        ends, span = self.canvas.ends, self.canvas.span
        if ends is None or span is None or span[1] >= ends[1] or not self.canvas.move_span(1):
            self.stop()

    def _set_speed(self, name: str) -> None:
        self._beat.setInterval(_TICKS_MS.get(name, 600))

    def _show_play(self, icon: str, words: str) -> None:
        self.play.dress(self._colours, icon)
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)


def bars_of(histogram: Histogram) -> Bars:
    """The bars of a histogram; empty ones are left out."""
    if histogram.first is None:
        return Bars()
    filled = histogram.counts.nonzero()[0]
    counts = tuple(histogram.counts[filled].tolist())
    days = _DAYS.get(histogram.step)
    if days is not None:
        return Bars(tuple((filled * days + histogram.first.toordinal()).tolist()), counts)
    return Bars(tuple(histogram.start(bar).toordinal() for bar in filled.tolist()), counts)
