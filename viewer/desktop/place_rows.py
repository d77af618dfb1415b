"""The rows of the list of places: what they hold, which are shown, how they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from viewer.desktop import icons, kinds
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import counted, one_line, tooltip
from viewer.library.spots import SHAPES
from viewer.model import Place, Shape

if TYPE_CHECKING:
    from viewer.library.library import Tally

_Index = QModelIndex | QPersistentModelIndex
TALLY = int(Qt.ItemDataRole.UserRole)
WHAT = TALLY + 1
_ROLES = frozenset(
    (
        TALLY,
        WHAT,
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
    )
)
Inside = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.bool_]]
"""Which points, as latitudes and longitudes, lie inside of something."""
_ROW_PX = 42
MANY = 2_000
"""Of more places not all are looked at for the sake of one."""
_BAR_PX = 30.0


class PlacesModel(QAbstractListModel):
    """The places of the open library that are let through, as rows.

    The library has a place ready when its row is asked for: no row costs anything until then.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._tallies: Sequence[Tally] = ()
        self._whole = True
        """Whether all places are let through, so that rows are those of the tallies."""
        self._alike: dict[str, bool] = {}
        self._rows: NDArray[np.intp] = np.zeros(0, np.intp)
        self._kept: tuple[str, frozenset[Shape], Inside | None] = ("", frozenset(Shape), None)

    # -- which rows there are --------------------------------------------------------------

    @property
    def total(self) -> int:
        """How many places there are, let through or not."""
        return len(self._tallies)

    @property
    def most(self) -> int:
        """How many passages name the place that is named in most."""
        return self._tallies[0].passages if self.total else 1

    @property
    def shapes(self) -> frozenset[Shape]:
        """The shapes that the places have."""
        library = self._session.library
        if library is None:
            return frozenset()
        return frozenset(SHAPES[number] for number in np.unique(library.spots().shape))

    def reload(self) -> None:
        """Take the places of the library that is open now."""
        library = self._session.library
        self.beginResetModel()
        self._tallies = library.tallies() if library is not None else ()
        self._alike = {}
        self._let_through()
        self.endResetModel()

    def keep(self, words: str, shapes: frozenset[Shape], inside: Inside | None) -> None:
        """Let through what matches all three."""
        self.beginResetModel()
        self._kept = (words.strip(), shapes, inside)
        self._let_through()
        self.endResetModel()

    def _let_through(self) -> None:
        library = self._session.library
        words, shapes, inside = self._kept
        self._whole = not words and inside is None and shapes == frozenset(Shape)
        # In the order of the list places are known by their titles, which takes a while to read
        # where they are very many: for all of them it is not asked for.
        if library is None or self._whole:
            self._rows = np.zeros(0, np.intp)
            return
        spots = library.listed()
        kept = np.ones(len(spots), bool)
        if shapes != frozenset(Shape):
            kept &= np.array([shape in shapes for shape in SHAPES], bool)[spots.shape]
        if inside is not None:
            kept &= inside(spots.lat, spots.lon)
        if words:
            having = np.zeros(len(spots), bool)
            having[library.titled(words)] = True
            kept &= having
        self._rows = np.flatnonzero(kept)

    def row_of(self, place_id: str) -> int:
        """The row of a place, or -1 if it is not let through."""
        library = self._session.library
        at = library.index_of(place_id) if library is not None else None
        if at is None or self._whole:
            return -1 if at is None else at
        row = int(np.searchsorted(self._rows, at))
        return row if row < len(self._rows) and self._rows[row] == at else -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many places are let through."""
        if parent.isValid():
            return 0
        return self.total if self._whole else len(self._rows)

    # -- what a row says -------------------------------------------------------------------

    def _described(self, place: Place) -> str:
        return kinds.described(place, self._session)

    def _has_a_twin(self, place: Place) -> bool:
        """Whether neither its name nor what it is tells a place from another of the list."""
        known = self._alike.get(place.id)
        if known is None:
            library = self._session.library
            if self.total > MANY and (library is None or not library.titles_are_known):
                return False  # The list need not wait for the titles of all.
            others = library.namesakes(place.id) if library is not None else ()
            said = self._described(place)
            known = any(self._described(other) == said for other in others)
            self._alike[place.id] = known
        return known

    def what(self, tally: Tally) -> str:
        """What a place is and where it lies: so much that no other row says the same."""
        place = tally.place
        parts = [self._described(place)]
        if self._has_a_twin(place):
            parts.insert(0, kinds.coordinates(place))
        if tally.unsure:
            parts.append("not certain")
        return ", ".join(parts)

    def data(self, index: _Index, role: int = 0) -> Any:
        """The tally for our delegate; a sentence for screen readers."""
        if role not in _ROLES:
            return None
        row = index.row()
        tally = self._tallies[row if self._whole else int(self._rows[row])]
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
        return self._tip(tally)

    def _tip(self, tally: Tally) -> str:
        place, passages = tally.place, counted(tally.passages, "passage")
        return tooltip(
            f"{place.title} · {self.what(tally)}",
            kinds.population(place).capitalize(),
            f"{passages} in {counted(tally.articles, 'article')}, "
            f"{counted(tally.mentions, 'mention')}",
            "Also: " + ", ".join(place.variants[:12]) if place.variants else "",
        )


class PlaceDelegate(QStyledItemDelegate):
    """Draws a place: icon, name, what it is, and its count over a quiet bar."""

    def __init__(self, view: QTableView, session: Session, colours: Colours) -> None:
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


class PlacesView(QTableView):
    """The list; arrow keys choose, Enter goes on to the passages.

    A table of one column: where all rows are of one height, it need not look at each of them.
    """

    entered_place = Signal(str)
    """The id of the place under the mouse, or ""."""
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(_ROW_PX // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Places")
        self.setObjectName("places")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms the choice; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the place that begins with them, unless too many had to be looked at."""
        model = self.model()
        if model is not None and model.rowCount() <= MANY:
            super().keyboardSearch(search)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which place is pointed at."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.entered_place.emit(index.data(TALLY).place.id if index.isValid() else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self.entered_place.emit("")
