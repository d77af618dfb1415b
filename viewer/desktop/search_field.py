"""The field to search in: what is typed last wins."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from viewer.desktop import icons
from viewer.desktop.fields import ClearableField
from viewer.desktop.style import Colours
from viewer.desktop.text import tooltip

_SETTLE_MS = 150
HELP = (
    "oil terminal – passages with both words",
    "“oil terminal” – with these words in this order",
    "oil OR gas – with one of them, or both",
    "oil NOT gas – with the one and without the other",
    "bomb* – with words that begin so: bomber, bombed",
    "Capitals and accents make no difference.",
)
"""The query language, line by line."""


class SearchField(ClearableField):
    """Words to search for."""

    searched = Signal(str)
    """What is to be searched for now."""
    left = Signal()
    """Escape was pressed where there was nothing to clear."""
    helpWanted = Signal()

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setPlaceholderText("Search text or place")
        self.setAccessibleName("Search text or place")
        self.setAccessibleDescription(" ".join(HELP))
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.help = QAction("How to search", self)
        self.help.setToolTip(tooltip("How to search"))
        self.addAction(self.help, QLineEdit.ActionPosition.TrailingPosition)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._search)
        self.textChanged.connect(self._on_changed)
        self.returnPressed.connect(self.search_now)
        self.help.triggered.connect(self.helpWanted)
        self._told = ""
        self.dress(colours)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        super().dress(colours)
        self._glass.setIcon(icons.icon("search", colours.colour("muted"), size=16))
        self.help.setIcon(icons.icon("why", colours.colour("faint"), size=16))

    def show_query(self, query: str) -> None:
        """Show what is searched for, unless somebody is typing something else."""
        if query != self._told:
            self._soon.stop()
            self._told = query
            self.setText(query)
            self._soon.stop()

    def search_now(self) -> None:
        """Search for what is typed, without waiting for more."""
        self._soon.stop()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the field; in an empty one it goes back to where one was."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
            self.search_now()
        else:
            self.left.emit()

    def _on_changed(self, text: str) -> None:
        if text:
            self._soon.start()
        else:
            self.search_now()

    def _search(self) -> None:
        query = " ".join(self.text().split())
        if query != self._told:
            self._told = query
            self.searched.emit(query)
