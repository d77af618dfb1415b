"""The rows of the dialog of gazetteers: what they hold, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer import resources
from viewer.desktop.chosen import Entry
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import counted, one_line
from viewer.export.citing import file_name
from viewer.gazetteer.formats import Format
from viewer.gazetteer.gazetteers import Contents

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
ROW = int(_Role.UserRole)
_ROW_PX, _TICK_PX = 58, 16.0


@dataclass(frozen=True, slots=True)
class Row:
    """A gazetteer, and what is known of it so far."""

    entry: Entry
    contents: Contents | None = None
    """None while it is being looked into."""

    @property
    def title(self) -> str:
        """What to call it."""
        if self.entry.path == resources.gazetteer():
            return "Dateline's own table"
        if self.entry.path == resources.world():
            return "World gazetteer"
        return one_line(file_name(self.entry.path), 90)

    @property
    def what(self) -> str:
        """What kind of file it is, how much is in it, and to whom it is owed."""
        told = self.contents
        if told is None:
            return "looking into it…"
        kind = "" if told.format is Format.WORLD or told.format is None else told.format.value
        parts = [kind[:1].upper() + kind[1:], counted(told.rows, "place"), told.attribution]
        return " · ".join(filter(None, parts))

    @property
    def wrong(self) -> str:
        """What is wrong with it, in a few words."""
        faults = self.contents.faults if self.contents is not None else ()
        if not faults:
            return ""
        if self.contents is not None and not self.contents.rows:
            return one_line(faults[0].reason, 120)
        return f"{counted(len(faults), 'row')} could not be read"


class GazetteersModel(QAbstractListModel):
    """The gazetteers in their order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.rows = [Row(entry) for entry in entries]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The choice as it stands."""
        return tuple(row.entry for row in self.rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each can be switched on and off."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = 0) -> Any:
        """The row for our delegate; a sentence for screen readers."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == _Role.DisplayRole:
            return row.title
        if role == _Role.CheckStateRole:
            return Qt.CheckState.Checked if row.entry.on else Qt.CheckState.Unchecked
        if role == _Role.AccessibleTextRole:
            state = "on" if row.entry.on else "off"
            place = f"{index.row() + 1} of {len(self.rows)}"
            return ", ".join(filter(None, (row.title, state, place, row.what, row.wrong)))
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Switch one on or off."""
        if role != _Role.CheckStateRole:
            return False
        row = self.rows[index.row()]
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.rows[index.row()] = replace(row, entry=replace(row.entry, on=on))
        self.dataChanged.emit(index, index)
        return True

    def tell(self, contents: Contents, on: bool | None = None) -> None:
        """What a file holds is known now, and it is switched on or off if `on` says so."""
        for number, row in enumerate(self.rows):
            if row.entry.path == contents.path:
                entry = row.entry if on is None else replace(row.entry, on=on)
                self.rows[number] = Row(entry, contents)
                self.dataChanged.emit(self.index(number), self.index(number))

    def add(self, entry: Entry, at: int = 0) -> None:
        """Put a gazetteer into the list."""
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.insert(at, Row(entry))
        self.endInsertRows()

    def drop(self, number: int) -> None:
        """Take one out of the list."""
        self.beginRemoveRows(QModelIndex(), number, number)
        del self.rows[number]
        self.endRemoveRows()

    def step(self, number: int, by: int) -> None:
        """Move one up (-1) or down (1)."""
        to = number + by
        if not 0 <= to < len(self.rows):
            return
        # Qt wants the row before which it is put, counted before it is taken out.
        self.beginMoveRows(QModelIndex(), number, number, QModelIndex(), to + (by > 0))
        self.rows.insert(to, self.rows.pop(number))
        self.endMoveRows()
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def start_again(self, entries: Sequence[Entry]) -> None:
        """Show other gazetteers; of those that were there, what is known is kept."""
        known = {row.entry.path: row.contents for row in self.rows}
        self.beginResetModel()
        self.rows = [Row(entry, known.get(entry.path)) for entry in entries]
        self.endResetModel()


class GazetteerDelegate(QStyledItemDelegate):
    """Draws a gazetteer: a tick, its name, what it is, and what is wrong with it."""

    def __init__(self, view: QListView, colours: Colours) -> None:
        super().__init__(view)
        self._colours = colours

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height."""
        return QSize(200, _ROW_PX)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """A click on the tick switches, and so does the space bar."""
        if isinstance(event, QMouseEvent):
            pressed = event.type() == QEvent.Type.MouseButtonRelease
            if not pressed or not self._tick(option).contains(event.position()):
                return False
        elif not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space):
            return False
        on = index.data(ROW).entry.on
        state = Qt.CheckState.Unchecked if on else Qt.CheckState.Checked
        return model.setData(model.index(index.row(), 0), state.value, _Role.CheckStateRole)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        row, colours = index.data(ROW), self._colours
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("chosen" if chosen else "hover"))
            painter.drawRoundedRect(area.adjusted(6, 2, -6, -2), 7, 7)
        self._draw_tick(painter, self._box(option), row.entry.on)
        self._draw_words(painter, option, row, index.row())
        painter.restore()

    def _box(self, option: QStyleOptionViewItem) -> QRectF:
        area = QRectF(option.rect)
        return QRectF(area.left() + 20, area.center().y() - _TICK_PX / 2, _TICK_PX, _TICK_PX)

    def _tick(self, option: QStyleOptionViewItem) -> QRectF:
        """Where a click switches: the box, and a margin that a finger needs."""
        return self._box(option).adjusted(-12, -12, 12, 12)

    def _draw_tick(self, painter: QPainter, box: QRectF, on: bool) -> None:
        edge = self._colours.colour("accent" if on else "faint")
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(edge if on else QColor(0, 0, 0, 0))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            painter.setPen(QPen(self._colours.colour("on_accent"), 1.8))
            points = [QPointF(3.9, 8.4), QPointF(6.8, 11.3), QPointF(12.2, 5.0)]
            painter.drawPolyline(QPolygonF([box.topLeft() + point for point in points]))

    def _draw_words(
        self, painter: QPainter, option: QStyleOptionViewItem, row: Row, number: int
    ) -> None:
        area = QRectF(option.rect).adjusted(52, 9, -20, -9)
        top = area.adjusted(0, 0, -28, -area.height() / 2)
        below = area.adjusted(0, area.height() / 2, 0, 0)
        painter.setFont(scaled(option.font, 1.0, QFont.Weight.DemiBold))
        self._line(painter, top, row.title, "text" if row.entry.on else "muted")
        small = scaled(option.font, SMALL)
        painter.setFont(small)
        self._line(painter, below, row.what, "muted" if row.entry.on else "faint")
        if row.wrong:
            left = painter.fontMetrics().horizontalAdvance(f"{row.what}  ·  ")
            self._line(painter, below.adjusted(left, 0, 0, 0), row.wrong, "warning")
        if row.entry.on:
            painter.setPen(self._colours.colour("faint"))
            right = area.adjusted(0, 0, 0, -area.height() / 2)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(right, flags, str(number + 1))

    def _line(self, painter: QPainter, area: QRectF, text: str, colour: str) -> None:
        painter.setPen(self._colours.colour(colour))
        side, room = Qt.TextElideMode.ElideRight, max(0, int(area.width()))
        shown = painter.fontMetrics().elidedText(text, side, room)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, flags, shown)
