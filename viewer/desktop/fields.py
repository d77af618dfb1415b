"""A field of one line with a quiet cross that empties it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from viewer.desktop import icons
from viewer.desktop.style import Colours


class ClearableField(QLineEdit):
    """Like Qt's own with a clear button, which has no colours of ours."""

    def __init__(self) -> None:
        super().__init__()
        # A file that is dropped here is meant for the window, not to be spelt out.
        self.setAcceptDrops(False)
        self.cross = QAction("Clear", self)
        self.cross.setVisible(False)
        self.addAction(self.cross, QLineEdit.ActionPosition.TrailingPosition)
        self.cross.triggered.connect(self.empty)
        self._with_cross = True
        self.textChanged.connect(self._show_cross)

    def give_room(self, *, to_cross: bool) -> None:
        """Whether there is room for the cross; without it the field is emptied by keys."""
        self._with_cross = to_cross
        self._show_cross()

    def _show_cross(self) -> None:
        self.cross.setVisible(self._with_cross and bool(self.text()))

    def empty(self) -> None:
        """Clear the field as if somebody had typed it away."""
        self.clear()
        self.textEdited.emit("")

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.cross.setIcon(icons.icon("close", colours.colour("muted"), size=16))
