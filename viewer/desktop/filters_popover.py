"""The Filters popover: outlets, languages, kinds of place and countries to tick, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.conditions import UNKNOWN, language_name
from viewer.desktop.parts import Tick, filled, rule
from viewer.desktop.pick_list import Choice, PickList
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.library.filters import Filter

if TYPE_CHECKING:
    from viewer.library.library import Library

_WIDTH_PX, _HEIGHT_PX = 620, 520
_PLACED: tuple[tuple[str, bool | None], ...] = (
    ("All names", None),
    ("Placed", True),
    ("Not placed", False),
)
_MEANT = {
    "in_view": "Counts only what lies in the part of the world that the map shows, and follows it",
    "adjectives": "Counts “Russian troops” as a mention of Russia",
    "copies": "Counts each of several copies of a story, not the story once",
}


class FiltersPopover(QFrame):
    """What the library can be narrowed by, with how many articles each has."""

    inViewWanted = Signal(bool)
    """Only what the map shows is to count, or no longer."""
    adjectivesWanted = Signal()
    """Whether adjectives count is to change."""

    def __init__(self, session: Session, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        filled(self, "popover")
        self._session = session
        self.lists = {
            "outlets": PickList("Outlets", colours),
            "countries": PickList("Countries", colours),
            "kinds": PickList("Kinds of place", colours),
            "languages": PickList("Languages", colours),
        }
        self.placed = [QPushButton(words) for words, _placed in _PLACED]
        self.in_view = Tick("In this view")
        self.adjectives = Tick("Adjectives too")
        self.copies = Tick("Count copies separately")
        self.clear = QPushButton("Clear filters")
        self.done = QPushButton("Done")
        self._lay_out()
        self._listen()
        self.follow()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(12)
        for number, listed in enumerate(self.lists.values()):
            row, column = divmod(number, 2)
            grid.addWidget(listed, row, column)
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(0, 3)
        grid.setRowStretch(1, 2)
        names = QHBoxLayout()
        names.setSpacing(4)
        group = QButtonGroup(self)
        for button in self.placed:
            button.setObjectName("tab")
            button.setCheckable(True)
            group.addButton(button)
            names.addWidget(button)
        names.addStretch()
        names.addWidget(self.in_view)
        ticks = QHBoxLayout()
        ticks.setSpacing(16)
        for name in ("in_view", "adjectives", "copies"):
            tick: Tick = getattr(self, name)
            tick.setFont(scaled(tick.font(), SMALL))
            tick.setToolTip(_MEANT[name])
            tick.setAccessibleDescription(_MEANT[name])
        for tick in (self.adjectives, self.copies):
            ticks.addWidget(tick)
        ticks.addStretch()
        for button in (self.clear, self.done):
            ticks.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addLayout(grid, 1)
        layout.addWidget(rule())
        layout.addLayout(names)
        layout.addLayout(ticks)

    def _listen(self) -> None:
        for name, listed in self.lists.items():
            listed.changed.connect(lambda ticked, field=name: self._pick(field, ticked))
        for button, (_words, placed) in zip(self.placed, _PLACED, strict=True):
            button.clicked.connect(lambda _=False, wanted=placed: self._ask(placed=wanted))
        self.in_view.clicked.connect(lambda: self.inViewWanted.emit(self.in_view.isChecked()))
        self.adjectives.clicked.connect(self.adjectivesWanted)
        self.copies.clicked.connect(lambda: self._ask(copies=self.copies.isChecked()))
        self.clear.clicked.connect(self._clear)
        self.done.clicked.connect(self.close)
        self._session.filterChanged.connect(self.follow)
        self._session.libraryChanged.connect(self.reload)

    # -- showing ---------------------------------------------------------------------------

    def open_below(self, button: QWidget) -> None:
        """Open below a button, as far to the right as it goes, and within the screen."""
        for listed in self.lists.values():
            listed.show_choices((), frozenset())
        room = button.screen().availableGeometry()
        window = button.window()
        high = min(_HEIGHT_PX, max(360, window.height() - 120))
        self.resize(max(_WIDTH_PX, self.minimumSizeHint().width()), high)
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 6))
        x = max(room.left() + 8, min(corner.x(), room.right() - self.width() - 8))
        y = max(room.top(), min(corner.y(), room.bottom() - self.height() - 8))
        self.move(x, y)
        self.show()
        self.reload()
        self.lists["outlets"].view.setFocus(Qt.FocusReason.PopupFocusReason)

    def follow(self) -> None:
        """Show what is asked for now."""
        narrowed = self._session.filter
        for button, (_words, placed) in zip(self.placed, _PLACED, strict=True):
            button.setChecked(narrowed.placed is placed)
        self.in_view.setChecked(narrowed.inside is not None)
        self.adjectives.setChecked(narrowed.adjectives)
        self.copies.setChecked(narrowed.copies)
        self.clear.setEnabled(not narrowed.is_empty)
        for name, listed in self.lists.items():
            if listed.choices.ticked != getattr(narrowed, name):
                self.reload()
                return

    def reload(self) -> None:
        """Take the counts of the open library; lines stay where they are while it is open."""
        library = self._session.library
        if library is None or self.isHidden():
            return
        for name, listed in self.lists.items():
            listed.show_choices(self._choices(library, name), getattr(self._session.filter, name))

    def _choices(self, library: Library, name: str) -> Iterable[Choice]:
        spell = self._spelling(name)
        for value, number in getattr(library.facets(), name).items():
            yield Choice(value, spell(value), number)

    def _spelling(self, name: str) -> Callable[[str], str]:
        if name == "languages":
            return lambda value: language_name(value).capitalize()
        if name == "countries":
            return lambda value: self._session.country_name(value) if value else "No country"
        return lambda value: (value[:1].upper() + value[1:]) or UNKNOWN.capitalize()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        for listed in self.lists.values():
            listed.dress(colours)

    # -- asking ----------------------------------------------------------------------------

    def _pick(self, name: str, ticked: frozenset[str]) -> None:
        self._ask(**{name: ticked})

    def _ask(self, **changes: Any) -> None:
        self._session.narrow(replace(self._session.filter, **changes))

    def _clear(self) -> None:
        kept = self._session.filter
        self._session.narrow(
            Filter(
                query=kept.query,
                since=kept.since,
                until=kept.until,
                adjectives=kept.adjectives,
                copies=kept.copies,
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
