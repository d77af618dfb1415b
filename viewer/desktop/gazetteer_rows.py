"""How the rows of the dialog of gazetteers are drawn, and switched."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
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

from viewer.desktop.gazetteers_model import ROW, Row
from viewer.desktop.style import SMALL, Colours, scaled

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX, _TICK_PX = 58, 16.0


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
        return model.setData(
            model.index(index.row(), 0), state.value, Qt.ItemDataRole.CheckStateRole
        )

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
