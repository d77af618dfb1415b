"""The rows of the list of places: what they hold, which are shown, how they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.desktop import icons, kinds
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import counted, one_line, tooltip
from viewer.model import Place, Shape

if TYPE_CHECKING:
    from viewer.library.library import Tally

_Index = QModelIndex | QPersistentModelIndex
TALLY = int(Qt.ItemDataRole.UserRole)
WHAT = TALLY + 1
_ROW_PX = 42
_BAR_PX = 30.0


class PlacesModel(QAbstractListModel):
    """The tallies of the open library, as rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tallies: tuple[Tally, ...] = ()
        self._alike: frozenset[str] = frozenset()
        self.most = 1

    def reload(self) -> None:
        """Take the rows of the library that is open now."""
        self.beginResetModel()
        library = self._session.library
        self._tallies = library.tallies() if library is not None else ()
        self._alike = self._namesakes()
        self.most = max((tally.passages for tally in self._tallies), default=1)
        self.endResetModel()

    def _namesakes(self) -> frozenset[str]:
        """The ids of places that neither their names nor what they are tell from each other."""
        titles = Counter(tally.place.title for tally in self._tallies)
        places = [tally.place for tally in self._tallies if titles[tally.place.title] > 1]
        lines = {place.id: (place.title, self._described(place)) for place in places}
        counts = Counter(lines.values())
        return frozenset(one for one, line in lines.items() if counts[line] > 1)

    def _described(self, place: Place) -> str:
        return kinds.described(place, self._session)

    def what(self, tally: Tally) -> str:
        """What a place is and where it lies: so much that no other row says the same."""
        place = tally.place
        parts = [self._described(place)]
        if place.id in self._alike:
            parts.insert(0, kinds.coordinates(place))
        if tally.unsure:
            parts.append("not certain")
        return ", ".join(parts)

    def row_of(self, place_id: str) -> int:
        """The row of a place, or -1."""
        rows = (i for i, tally in enumerate(self._tallies) if tally.place.id == place_id)
        return next(rows, -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many places there are."""
        return 0 if parent.isValid() else len(self._tallies)

    def data(self, index: _Index, role: int = 0) -> Any:
        """The tally for our delegate; a sentence for screen readers."""
        tally = self._tallies[index.row()]
        place = tally.place
        if role == TALLY:
            return tally
        if role == WHAT:
            return self.what(tally)
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(place.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            what = f"{one_line(place.title)}, {self.what(tally)}"
            return f"{what}, {counted(tally.passages, 'passage')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            passages = counted(tally.passages, "passage")
            return tooltip(
                f"{place.title} · {self.what(tally)}",
                kinds.population(place).capitalize(),
                f"{passages} in {counted(tally.articles, 'article')}, "
                f"{counted(tally.mentions, 'mention')}",
                "Also: " + ", ".join(place.variants[:12]) if place.variants else "",
            )
        return None


class Filter(QSortFilterProxyModel):
    """The rows that the filter box, the check boxes and the map's view let through."""

    def __init__(self, model: PlacesModel) -> None:
        super().__init__()
        self._words = ""
        self._shapes = frozenset(Shape)
        self._inside: Callable[[float, float], bool] | None = None
        self.setSourceModel(model)

    def keep(
        self,
        words: str,
        shapes: frozenset[Shape],
        inside: Callable[[float, float], bool] | None,
    ) -> None:
        """Let through what matches all three."""
        self.beginFilterChange()
        self._words, self._shapes, self._inside = words.casefold().strip(), shapes, inside
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Whether a row is shown."""
        place = self.sourceModel().index(row, 0, parent).data(TALLY).place
        if place.shape not in self._shapes:
            return False
        if self._inside is not None and not self._inside(place.lat, place.lon):
            return False
        names = (place.title, *place.variants)
        return not self._words or any(self._words in name.casefold() for name in names)


class PlaceDelegate(QStyledItemDelegate):
    """Draws a place: icon, name, what it is, and its count over a quiet bar."""

    def __init__(self, view: QListView, session: Session, colours: Colours) -> None:
        super().__init__(view)
        self._session = session
        self.colours = colours
        self.pointed = ""
        self.most = 1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        tally, colours = index.data(TALLY), self.colours
        place, area = tally.place, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) or place.id == self.pointed
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("chosen" if chosen else "hover"))
            painter.drawRoundedRect(area.adjusted(8, 1, -8, -1), 7, 7)
        ratio = painter.device().devicePixelRatioF()
        ink = colours.accent if chosen else colours.muted
        drawn = icons.pixmap(kinds.icon(place), ink, 20, ratio)
        painter.drawPixmap(round(area.left()) + 16, round(area.center().y()) - 9, drawn)
        self._names(painter, option, tally, index.data(WHAT), chosen)
        self._bar(painter, area, tally.passages)
        painter.restore()

    def _names(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        tally: Tally,
        said: str,
        chosen: bool,
    ) -> None:
        area = QRectF(option.rect).adjusted(46, 0, -18, 0)
        small = scaled(option.font, SMALL)
        count = f"{tally.passages:,}"
        strong = scaled(option.font, 1.0, QFont.Weight.DemiBold)
        painter.setFont(strong if chosen else option.font)
        width = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(self.colours.colour("text"))
        top = area.adjusted(0, 4, -width - 8, -area.height() / 2 + 2)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(
            one_line(tally.place.title), Qt.TextElideMode.ElideRight, int(top.width())
        )
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(top, flags | Qt.AlignmentFlag.AlignLeft, title)
        right = area.adjusted(0, 4, 0, -area.height() / 2 + 2)
        painter.drawText(right, flags | Qt.AlignmentFlag.AlignRight, count)
        painter.setFont(small)
        painter.setPen(self.colours.colour("muted"))
        below = area.adjusted(0, area.height() / 2, -self._bar_px(tally.passages) - 8, -4)
        side, room = Qt.TextElideMode.ElideRight, int(below.width())
        what = painter.fontMetrics().elidedText(said, side, room)
        painter.drawText(below, flags | Qt.AlignmentFlag.AlignLeft, what)

    def _bar_px(self, passages: int) -> float:
        return max(3.0, _BAR_PX * passages / max(1, self.most))

    def _bar(self, painter: QPainter, area: QRectF, passages: int) -> None:
        length = self._bar_px(passages)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.colour("mark_strong"))
        right = area.right() - 18
        painter.drawRoundedRect(QRectF(right - length, area.bottom() - 12, length, 3), 1.5, 1.5)


class PlacesView(QListView):
    """The list; arrow keys choose, Enter goes on to the passages."""

    entered_place = Signal(str)
    """The id of the place under the mouse, or ""."""
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Places")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms the choice; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which place is pointed at."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.entered_place.emit(index.data(TALLY).place.id if index.isValid() else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self.entered_place.emit("")
