"""The line below the search: how much is found, and what narrows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from viewer.desktop.chips import Chips
from viewer.desktop.conditions import conditions
from viewer.desktop.parts import filled, label
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import counted


class FindingsRow(QWidget):
    """Shown while something narrows the library."""

    cleared = Signal()
    """Everything is to be shown again."""
    filtersWanted = Signal()

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "findings")
        self._session = session
        self.count = label(scale=SMALL, bold=True)
        self.chips = Chips(colours)
        self.clear = QToolButton()
        self.clear.setObjectName("link")
        self.clear.setText("Clear all")
        self.clear.setFont(scaled(self.clear.font(), SMALL))
        self.clear.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clear.setAccessibleName("Clear all filters and the search")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 14, 5)
        layout.setSpacing(14)
        layout.addWidget(self.count)
        layout.addWidget(self.chips, 1)
        layout.addWidget(self.clear)
        self.clear.clicked.connect(self.cleared)
        self.chips.removed.connect(session.narrow)
        self.chips.moreWanted.connect(self.filtersWanted)
        session.filterChanged.connect(self._follow)
        session.libraryChanged.connect(self._tell)
        self.hide()
        self._follow()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.chips.dress(colours)

    def _follow(self) -> None:
        narrowed = self._session.filter
        self.chips.show_conditions(conditions(narrowed, self._session.country_name))
        self._tell()
        self.setVisible(not narrowed.is_empty)

    def _tell(self) -> None:
        library = self._session.library
        if library is None or library.filter.is_empty:
            self.count.clear()  # nothing to tell, or the library has yet to follow
            return
        counts = library.counts
        if not counts.articles:
            self.count.setText("Nothing found")
            return
        # What is searched for may stand in passages that name no place.
        number = len(library.hits()) if library.filter.query else counts.passages
        passages = counted(number, "passage")
        self.count.setText(f"{passages} in {counted(counts.articles, 'article')}")
        self.count.setAccessibleName(self.count.text())
