"""A dialog that finds a place in the gazetteers by its name: the one that an article means."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop import kinds
from viewer.desktop.parts import label
from viewer.desktop.session import Session
from viewer.desktop.tables import Line, Lines, table_of
from viewer.desktop.text import one_line
from viewer.model import Place

_TYPING_MS = 150
Find = Callable[[str, Callable[[Sequence[Place]], object]], object]
"""Looks up a name, and tells the places later."""


class PlaceChooser(QDialog):
    """What is typed is looked up as it is typed; Enter chooses."""

    chosen = Signal(object)
    """The Place that was chosen."""

    def __init__(self, session: Session, name: str, find: Find, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Another Place")
        self.resize(620, 420)
        self._session, self._find = session, find
        self._places: Sequence[Place] = ()
        self.name = QLineEdit(name)
        self.name.setAccessibleName("Name of the place")
        self.lines = Lines(("Name", "What it is", "Coordinates", "From"), frozenset())
        self.table = table_of(self.lines, "Places of this name", 1)
        self.told = label(name="muted")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = self.buttons.addButton("Use This Place", QDialogButtonBox.ButtonRole.AcceptRole)
        self._soon = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._soon.timeout.connect(self._look_up)
        self.name.textEdited.connect(lambda _text: self._soon.start())
        self.name.returnPressed.connect(self.accept)
        self.table.doubleClicked.connect(lambda _index: self.accept())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.name.selectAll()
        self._look_up()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label("Which place does the article mean?", bold=True))
        layout.addWidget(self.name)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.buttons)
        for column, width in ((0, 150), (2, 130), (3, 110)):
            self.table.setColumnWidth(column, width)
        self.use.setDefault(True)

    def accept(self) -> None:
        """Choose the place at hand."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._places) and not self._soon.isActive():
            self.chosen.emit(self._places[row])
            super().accept()

    def _look_up(self) -> None:
        asked = self.name.text()

        def show(places: Sequence[Place]) -> None:
            if asked == self.name.text():
                self._show(places)

        self._find(asked, show)

    def _show(self, places: Sequence[Place]) -> None:
        self._places = places
        self.lines.show(places, self._in_words)
        self.use.setEnabled(bool(places))
        self.told.setText("" if places else "No gazetteer that is in use has a place of this name")
        if places:
            self.table.selectRow(0)

    def _in_words(self, place: Place) -> Line:
        cells = (
            one_line(place.title),
            kinds.described(place, self._session),
            kinds.coordinates(place),
            one_line(place.row.file if place.row is not None else place.source),
        )
        return Line(cells, " · ".join(filter(None, (*cells, kinds.population(place)))))
