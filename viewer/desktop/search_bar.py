"""The row above the map: words to search for, dates from and to, and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from viewer.desktop import icons
from viewer.desktop.conditions import conditions
from viewer.desktop.date_field import DateField
from viewer.desktop.filters_popover import FiltersPopover
from viewer.desktop.parts import filled, label
from viewer.desktop.search_field import HELP, SearchField
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours
from viewer.desktop.suggestions import Suggestions

if TYPE_CHECKING:
    from viewer.library.library import Tally

_SUGGEST_MS = 60
_WIDEST_PX = 420
_CONSIDERED = 24


class SearchHelp(QFrame):
    """The query language, in a small popup."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        filled(self, "popover")
        self.setAccessibleName("How to search")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 16)
        layout.setSpacing(7)
        layout.addWidget(label("How to search", bold=True))
        for line in HELP:
            words, dash, meaning = line.partition(" – ")
            row = QHBoxLayout()
            row.setSpacing(14)
            first = label(words if dash else line, name="" if dash else "muted")
            if dash:
                first.setMinimumWidth(first.fontMetrics().horizontalAdvance("“oil terminal”") + 12)
                row.addWidget(first)
                row.addWidget(label(meaning, name="muted"), 1)
            else:
                row.addWidget(first)
            layout.addLayout(row)

    def open_below(self, widget: QWidget) -> None:
        """Open below a widget."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 6)))
        self.show()


class SearchBar(QWidget):
    """Search, dates and filters, tied to the session's filter."""

    placeChosen = Signal(str)
    """The id of a place that was chosen below the field."""
    left = Signal()
    """The keyboard is to go back to where it was."""
    inViewWanted = Signal(bool)
    """Only what the map shows is to count, or no longer."""
    adjectivesWanted = Signal()
    """Whether adjectives count is to change."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._session = session
        self.search = SearchField(colours)
        self.suggestions = Suggestions(self.search, session, self._places, colours)
        self.since = DateField("From which day", "from", colours, last=False)
        self.until = DateField("Until which day", "to", colours, last=True)
        self.filters = QToolButton()
        self.filters.setObjectName("labelled")
        self.filters.setText("Filters")
        self.filters.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.filters.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.filters.setAccessibleName("Filters")
        self._suggest_soon = QTimer(self, singleShot=True, interval=_SUGGEST_MS)
        self._lay_out()
        self._listen()
        self.dress(colours)
        self._follow()

    def _lay_out(self) -> None:
        self.search.setMaximumWidth(_WIDEST_PX)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.dash = label("–", scale=SMALL, name="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(6)
        layout.addStretch(1)
        layout.addWidget(self.search, 100)
        layout.addSpacing(6)
        layout.addWidget(self.since)
        layout.addWidget(self.dash)
        layout.addWidget(self.until)
        layout.addSpacing(4)
        layout.addWidget(self.filters)
        layout.addStretch(1)
        self._fit(compact=True)
        self._least_px = layout.minimumSize().width()
        self._fit(compact=False)
        self._full_px = layout.minimumSize().width()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _fit(self, *, compact: bool) -> None:
        """Keep everything in sight where there is little room."""
        self._compact = compact
        self.search.setMinimumWidth(84 if compact else 150)
        wide = self.since.fontMetrics().horizontalAdvance("30 Sep 2022")
        for field in (self.since, self.until):
            field.give_room(to_cross=not compact)
            field.setFixedWidth(wide + (24 if compact else 56))
        styles = Qt.ToolButtonStyle
        self.filters.setToolButtonStyle(
            styles.ToolButtonIconOnly if compact else styles.ToolButtonTextBesideIcon
        )

    def minimumSizeHint(self) -> QSize:
        """The toolbar must not hide it, however narrow the window."""
        return QSize(self._least_px, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for words and crosses now, or no more."""
        super().resizeEvent(event)
        compact = self.width() < self._full_px
        if compact != self._compact:
            self._fit(compact=compact)

    def _listen(self) -> None:
        session = self._session
        self.search.searched.connect(self._search)
        self.search.left.connect(self.left)
        self.search.helpWanted.connect(self._show_help)
        self.search.textEdited.connect(self._suggest_soon.start)
        self.search.searched.connect(self._on_searched)
        self.search.returnPressed.connect(self.suggestions.hide)
        self._suggest_soon.timeout.connect(self._suggest)
        self.suggestions.chosen.connect(self._choose_place)
        self.since.chosen.connect(self._begin)
        self.until.chosen.connect(self._end)
        self.filters.clicked.connect(self.open_filters)
        session.filterChanged.connect(self._follow)

    @cached_property
    def popover(self) -> FiltersPopover:
        """The filters to tick, made when they are first asked for."""
        popover = FiltersPopover(self._session, self._colours, self)
        popover.inViewWanted.connect(self.inViewWanted)
        popover.adjectivesWanted.connect(self.adjectivesWanted)
        return popover

    @cached_property
    def help(self) -> SearchHelp:
        """How to search, made when it is first asked for."""
        return SearchHelp(self)

    def _show_help(self) -> None:
        self.help.open_below(self.search)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at, from left to right."""
        return self.search, self.since, self.until, self.filters

    def enter(self) -> None:
        """Put the keyboard on the field, with what is in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def enter_dates(self) -> None:
        """Put the keyboard on the first of the two dates."""
        self.since.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.since.selectAll()

    def open_filters(self) -> None:
        """Open the popover of filters."""
        self._suggest_soon.stop()
        self.suggestions.hide()
        self.popover.open_below(self.filters)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self._colours = colours
        for field in (self.search, self.since, self.until):
            field.dress(colours)
        self.suggestions.dress(colours)
        if "popover" in self.__dict__:
            self.popover.dress(colours)
        self._count_filters()

    # -- what happens ----------------------------------------------------------------------

    def _search(self, query: str) -> None:
        self._session.narrow(replace(self._session.filter, query=query))

    def _on_searched(self, query: str) -> None:
        if not query:
            self._suggest_soon.stop()
            self.suggestions.hide()

    def _suggest(self) -> None:
        self.suggestions.offer(self.search.text())

    def _places(self, words: str, most: int) -> Sequence[Tally]:
        """Places that are called so: those whose names begin so before the others."""
        library = self._session.library
        if library is None:
            return ()
        tallies, wanted = library.tallies(), words.casefold()
        found = [tallies[int(row)] for row in library.titled(words)[:_CONSIDERED]]
        found.sort(key=lambda tally: not tally.place.title.casefold().startswith(wanted))
        return found[:most]

    def _choose_place(self, place_id: str) -> None:
        """A place is meant, not its letters in texts: it is shown, and nothing is searched for."""
        self._suggest_soon.stop()
        self.search.clear()
        self.placeChosen.emit(place_id)

    def _begin(self, day: dt.date | None) -> None:
        """From this day; an end before it holds no more."""
        until = self._session.filter.until
        if day is not None and until is not None and until < day:
            until = None
        self._session.narrow(replace(self._session.filter, since=day, until=until))

    def _end(self, day: dt.date | None) -> None:
        """Until this day; a beginning after it holds no more."""
        since = self._session.filter.since
        if day is not None and since is not None and since > day:
            since = None
        self._session.narrow(replace(self._session.filter, since=since, until=day))

    def _follow(self) -> None:
        narrowed = self._session.filter
        self.search.show_query(narrowed.query)
        self.since.show_day(narrowed.since)
        self.until.show_day(narrowed.until)
        self._count_filters()

    def _count_filters(self) -> None:
        """Let the button say how many filters are set."""
        spell: Callable[[str], str] = self._session.country_name
        number = len(conditions(self._session.filter, spell))
        self.filters.setText(f"Filters · {number}" if number else "Filters")
        said = f"Filters, {number} set" if number else "Filters"
        self.filters.setAccessibleName(said)
        self.filters.setToolTip(said)
        ink = self._colours.colour("accent" if number else "muted")
        self.filters.setIcon(icons.icon("filter", ink, size=18))
