"""A list to tick: what a library has of one thing, most frequent first, with counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.parts import label
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import one_line, tooltip

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 26
_SEARCHED = 8
"""A list that is longer can be searched."""
CHOICE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line to tick."""

    value: str
    name: str
    number: int
    """Of how many articles it holds."""


class Choices(QAbstractListModel):
    """The lines that match what is searched for, those that are ticked before the others."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Choice, ...] = ()
        self._words = ""
        self._rows: list[Choice] = []
        self.ticked: frozenset[str] = frozenset()

    def show(self, choices: Sequence[Choice], ticked: frozenset[str]) -> None:
        """Take other lines; those that were there stay where they are, the ticked are kept."""
        known = {choice.value for choice in choices}
        before = {choice.value: choice for choice in self._all}
        gone = [before.get(value, Choice(value, value, 0)) for value in sorted(ticked - known)]
        lines = [*choices, *(replace(choice, number=0) for choice in gone)]
        if before:
            places = {value: place for place, value in enumerate(before)}
            lines.sort(key=lambda choice: places.get(choice.value, len(places)))
        else:
            lines.sort(key=lambda choice: choice.value not in ticked)
        self._all, self.ticked = tuple(lines), ticked
        self.search(self._words)

    def search(self, words: str) -> None:
        """Show the lines whose names hold `words`."""
        self._words = words.casefold().strip()
        self.beginResetModel()
        self._rows = [one for one in self._all if self._words in one.name.casefold()]
        self.endResetModel()

    def tick(self, row: int) -> None:
        """Tick a line, or no longer; it stays where it stands."""
        self.ticked ^= {self._rows[row].value}
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines match."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = 0) -> Any:
        """The choice for our delegate; its name, count and tick for screen readers."""
        choice = self._rows[index.row()]
        if role == CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(choice.name, 80)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(choice.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "ticked" if choice.value in self.ticked else "not ticked"
            return f"{one_line(choice.name, 80)}, {choice.number:,}, {state}"
        if role == Qt.ItemDataRole.CheckStateRole:
            on, off = Qt.CheckState.Checked, Qt.CheckState.Unchecked
            return on if choice.value in self.ticked else off
        return None


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a line: box, name, count."""

    def __init__(self, view: QListView, model: Choices, colours: Colours) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.colours = colours

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All lines are of one height."""
        return QSize(80, max(_ROW_PX, self._view.fontMetrics().height() + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one line."""
        choice: Choice = index.data(CHOICE)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self._view.hasFocus() and self._view.currentIndex().row() == index.row()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours.colour("hover"))
            painter.drawRoundedRect(area.adjusted(0, 1, -2, -1), 5, 5)
        self._box(painter, area, choice.value in self._model.ticked)
        small = scaled(option.font, SMALL)
        painter.setFont(small)
        count = f"{choice.number:,}"
        wide = painter.fontMetrics().horizontalAdvance(count)
        right = area.adjusted(0, 0, -10, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.colours.colour("muted"))
        painter.drawText(right, flags | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(option.font)
        painter.setPen(self.colours.colour("text" if choice.number else "faint"))
        names = area.adjusted(30, 0, -wide - 18, 0)
        name = painter.fontMetrics().elidedText(
            one_line(choice.name, 80), Qt.TextElideMode.ElideRight, int(names.width())
        )
        painter.drawText(names, flags | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def _box(self, painter: QPainter, area: QRectF, ticked: bool) -> None:
        colours = self.colours
        box = QRectF(area.left() + 8.5, area.center().y() - 7, 14, 14)
        painter.setPen(QPen(colours.colour("accent" if ticked else "faint"), 1.2))
        painter.setBrush(colours.colour("accent") if ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3.5, 3.5)
        if ticked:
            painter.setPen(QPen(colours.colour("on_accent"), 1.7))
            points = [QPointF(3.4, 7.4), QPointF(6.0, 10.0), QPointF(10.8, 4.4)]
            painter.drawPolyline(QPolygonF([box.topLeft() + point for point in points]))


class ChoiceView(QListView):
    """The lines: Space or Enter ticks, so does a click."""

    picked = Signal(int)
    """The row that was ticked, or no longer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick; all else is Qt's."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(index.row())

    def focusInEvent(self, event: Any) -> None:
        """The keyboard arrives: it stands on a line."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """No line is pointed at any more."""
        super().leaveEvent(event)
        self.viewport().update()


class PickList(QWidget):
    """A heading, a field to search in where the list is long, and the lines."""

    changed = Signal(object)
    """A frozenset of the values that are ticked now."""

    def __init__(self, title: str, colours: Colours) -> None:
        super().__init__()
        self.heading = label(title, scale=SMALL, bold=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search")
        self.search.setAccessibleName(f"Search {title.lower()}")
        self.search.setClearButtonEnabled(True)
        self.search.setFont(scaled(self.search.font(), SMALL))
        self.nothing = label("", scale=SMALL, name="muted")
        self.nothing.setWordWrap(True)
        self.choices = Choices()
        self.view = ChoiceView(title)
        self.view.setModel(self.choices)
        self.delegate = ChoiceDelegate(self.view, self.choices, colours)
        self.view.setItemDelegate(self.delegate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.heading, self.search, self.nothing):
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)
        self.search.textChanged.connect(self._search)
        self.view.picked.connect(self._tick)

    def show_choices(self, choices: Iterable[Choice], ticked: frozenset[str]) -> None:
        """Take other lines; nothing is ticked by this but `ticked`."""
        lines = tuple(choices)
        self.search.setVisible(len(lines) > _SEARCHED)
        if len(lines) <= _SEARCHED:
            self.search.clear()
        self.choices.show(lines, ticked)
        self._say()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.delegate.colours = colours
        self.view.viewport().update()

    def _search(self, words: str) -> None:
        self.choices.search(words)
        self._say()

    def _say(self) -> None:
        some = bool(self.choices.rowCount())
        self.nothing.setText("" if some else "None" if not self.search.text() else "None matches")
        self.nothing.setVisible(not some)
        self.view.setVisible(some)

    def _tick(self, row: int) -> None:
        self.choices.tick(row)
        self.changed.emit(self.choices.ticked)
