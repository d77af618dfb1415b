"""The places that a name may mean, as a list: each with what counted for it and against it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from viewer.desktop import icons, kinds
from viewer.desktop.answers import Answer, Choice, Reason
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import one_line

_Index = QModelIndex | QPersistentModelIndex
CHOICE = int(Qt.ItemDataRole.UserRole)
_SIDE, _ICON, _TOP, _GAP = 20.0, 28.0, 11.0, 5.0
_BAR, _FIGURE = 50.0, 34.0
OTHERS = "Other places of this name"
USE = "Use this place"


def figure(likelihood: float) -> str:
    """How likely, of 100."""
    rounded = round(likelihood * 100)
    return "under 1" if likelihood > 0 and rounded == 0 else f"{rounded}"


def amount(reason: Reason) -> str:
    """What a reason counted: "+5.3", "−2.5"."""
    return f"{'+' if reason.amount > 0 else '−'}{abs(reason.amount):.1f}"


class ChoicesModel(QAbstractListModel):
    """The candidates of a name as rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choices: tuple[Choice, ...] = ()
        self._chosen: str | None = None
        self.most = 1.0
        """The largest amount that any reason counted."""

    def show(self, answer: Answer | None) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.choices = answer.choices if answer is not None else ()
        place = answer.mention.place if answer is not None else None
        self._chosen = place.id if place is not None else None
        amounts = [abs(r.amount) for choice in self.choices for r in choice.reasons]
        self.most = max([1.0, *amounts])
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = 0) -> Any:
        """The choice for our delegate; a sentence for screen readers."""
        choice = self.choices[index.row()]
        if role == CHOICE:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(choice.place.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            reasons = "; ".join(f"{one_line(r.words)}, {amount(r)}" for r in choice.reasons)
            what = f"{one_line(choice.place.title)}, {self.described(choice)}"
            chosen = ", chosen" if self.is_chosen(index.row()) else ""
            return f"{what}{chosen}, {figure(choice.likelihood)} of 100. {reasons}"
        return None

    def is_chosen(self, row: int) -> bool:
        """Whether the name has this place now."""
        return self.choices[row].place.id == self._chosen

    def described(self, choice: Choice) -> str:
        """What a candidate is and where it lies."""
        return kinds.described(choice.place, self._session)


class ChoiceDelegate(QStyledItemDelegate):
    """Draws a candidate; the first and the current one with their reasons."""

    def __init__(self, view: QListView, model: ChoicesModel, colours: Colours) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.colours = colours

    def _small(self) -> QFont:
        return scaled(self._view.font(), SMALL)

    def _reasons(self, index: _Index) -> tuple[Reason, ...]:
        choice: Choice = index.data(CHOICE)
        current = self._view.currentIndex().row()
        return choice.reasons if index.row() in (0, current) else ()

    def _lines(self, index: _Index, width: float) -> Iterator[tuple[Reason, float]]:
        """The reasons of a row with the height that each needs."""
        metrics = QFontMetricsF(self._small())
        room = QRectF(0, 0, max(60.0, width - _SIDE - _ICON - _BAR - _FIGURE - _SIDE), 1000)
        flags = Qt.TextFlag.TextWordWrap.value
        for reason in self._reasons(index):
            box = metrics.boundingRect(room, flags, one_line(reason.words))
            yield reason, max(metrics.height(), box.height()) + _GAP

    def _head_px(self, index: _Index) -> float:
        """The height of what stands above the rows of other places."""
        if index.row() != 1:
            return 0.0
        return QFontMetricsF(self._small()).height() + 22

    def _names_px(self) -> float:
        high = QFontMetricsF(self._view.font()).height()
        return high + QFontMetricsF(self._small()).height() + 2

    def link(self, area: QRectF, index: _Index) -> QRectF:
        """Where, in a row of some area, the words stand that choose this place."""
        if self._view.currentIndex().row() != index.row() or self._model.is_chosen(index.row()):
            return QRectF()
        metrics = QFontMetricsF(self._small())
        top = area.top() + self._head_px(index) + _TOP + 2
        top += QFontMetricsF(self._view.font()).height()
        width = metrics.horizontalAdvance(USE)
        return QRectF(area.right() - _SIDE - width, top, width, metrics.height())

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the reasons need."""
        width = self._view.viewport().width()
        reasons = sum(high for _reason, high in self._lines(index, width))
        high = self._head_px(index) + 2 * _TOP + self._names_px() + (reasons + 7 if reasons else 0)
        return QSize(120, round(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one candidate."""
        colours, area = self.colours, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = self._head_px(index)
        if head:
            painter.fillRect(
                QRectF(area.left() + _SIDE, area.top(), area.width() - 2 * _SIDE, 1),
                colours.colour("line"),
            )
            painter.setFont(scaled(self._view.font(), SMALL, QFont.Weight.DemiBold))
            painter.setPen(colours.colour("muted"))
            words = area.adjusted(_SIDE, 12, -_SIDE, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, OTHERS)
        area = area.adjusted(0, head, 0, 0)
        current = self._view.currentIndex().row() == index.row()
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("chosen"))
            painter.drawRoundedRect(area.adjusted(8, 1, -8, -1), 7, 7)
        choice: Choice = index.data(CHOICE)
        ink = colours.accent if index.row() == 0 else colours.muted
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(kinds.icon(choice.place), ink, 20, ratio)
        painter.drawPixmap(round(area.left() + _SIDE - 3), round(area.top() + _TOP + 1), drawn)
        link = self.link(QRectF(option.rect), index)
        self._paint_names(painter, area, choice, index.row() == 0, link.width())
        if not link.isEmpty():
            painter.setFont(self._small())
            painter.setPen(colours.colour("accent"))
            painter.drawText(link, Qt.AlignmentFlag.AlignLeft, USE)
        self._paint_reasons(painter, area, index)
        painter.restore()

    def _paint_names(
        self, painter: QPainter, area: QRectF, choice: Choice, first: bool, taken_px: float
    ) -> None:
        colours = self.colours
        room = area.adjusted(_SIDE + _ICON, _TOP, -_SIDE, 0)
        font = scaled(self._view.font(), 1.0, QFont.Weight.DemiBold if first else None)
        metrics = QFontMetricsF(font)
        likely = figure(choice.likelihood)
        taken = metrics.horizontalAdvance(likely) + 10
        painter.setFont(font)
        painter.setPen(colours.colour("text"))
        room.setHeight(metrics.height())
        side = Qt.TextElideMode.ElideRight
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        title = metrics.elidedText(one_line(choice.place.title), side, room.width() - taken)
        painter.drawText(room, left, title)
        painter.setPen(colours.colour("text" if first else "muted"))
        painter.drawText(room, right, likely)
        room.translate(0, metrics.height() + 2)
        small = self._small()
        painter.setFont(small)
        painter.setPen(colours.colour("muted"))
        what = self._model.described(choice)
        room.setWidth(room.width() - (taken_px + 10 if taken_px else 0))
        painter.drawText(room, left, QFontMetricsF(small).elidedText(what, side, room.width()))

    def _paint_reasons(self, painter: QPainter, area: QRectF, index: _Index) -> None:
        """A bar for each reason, its words, and its figure; what counts against is hollow."""
        colours = self.colours
        y = area.top() + _TOP + self._names_px() + 7
        left = area.left() + _SIDE + _ICON
        small = self._small()
        middle = QFontMetricsF(small).height() / 2
        for reason, high in self._lines(index, area.width()):
            length = max(2.0, (_BAR - 10) * abs(reason.amount) / self._model.most)
            bar = QRectF(left, y + middle - 3, length, 6)
            if reason.amount > 0:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.colour("accent"))
            else:
                bar.adjust(0.5, 0.5, -0.5, -0.5)
                painter.setPen(QPen(colours.colour("muted"), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar, 2, 2)
            painter.setFont(small)
            painter.setPen(colours.colour("text"))
            room = QRectF(left + _BAR, y, area.right() - _SIDE - _FIGURE - left - _BAR, high)
            painter.drawText(room, Qt.TextFlag.TextWordWrap.value, one_line(reason.words))
            painter.setPen(colours.colour("muted"))
            room = QRectF(area.right() - _SIDE - _FIGURE, y, _FIGURE, high)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, amount(reason))
            y += high


class ChoicesView(QListView):
    """The list of candidates: to walk it, or to point at one, shows it on the map."""

    pointed = Signal(int)
    """The row that is pointed at or stood on, to be shown on the map; -1 for none."""
    used = Signal(int)
    """The row whose place the person chooses."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        self.choices = ChoicesModel(session)
        self.setModel(self.choices)
        self.delegate = ChoiceDelegate(self, self.choices, colours)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Places that the name may mean")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._over = -1
        self.doubleClicked.connect(lambda index: self.used.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the candidate at hand; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.used.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words that choose a place chooses it."""
        on_link = self._is_link(event.position())
        super().mouseReleaseEvent(event)
        if on_link and event.button() == Qt.MouseButton.LeftButton:
            self.used.emit(self.currentIndex().row())

    def _is_link(self, point: QPointF) -> bool:
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return False
        link = self.delegate.link(QRectF(self.visualRect(index)), index)
        return not link.isEmpty() and link.adjusted(-6, -2, 6, 2).contains(point)

    def show_answer(self, answer: Answer | None) -> None:
        """Show other candidates, and stand on the one that was chosen."""
        self.choices.show(answer)
        self._over = -1
        if self.choices.rowCount():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.choices.index(0), flag)
        self.scrollToTop()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Another row has its reasons shown, so all heights are taken anew."""
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()
        if previous.isValid():
            self.pointed.emit(current.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which candidate is pointed at."""
        super().mouseMoveEvent(event)
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if self._is_link(event.position()) else arrow)
        self._point(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Back to the one that the keyboard stands on."""
        super().leaveEvent(event)
        self._point(-1)

    def _point(self, row: int) -> None:
        if row != self._over:
            self._over = row
            self.pointed.emit(row if row >= 0 else self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
