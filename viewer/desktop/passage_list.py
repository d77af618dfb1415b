"""The list of passages: arrow keys walk it, Enter opens the article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from viewer.desktop.article_facts import copies_said
from viewer.desktop.cards import OPEN, Card, Finder, nothing_found
from viewer.desktop.mentions import mention_tip, spoken
from viewer.desktop.style import Colours
from viewer.desktop.text import one_line, tooltip
from viewer.desktop.weekday_tips import day_tip
from viewer.export.citing import cite
from viewer.model import Mention

if TYPE_CHECKING:
    from viewer.library.library import ArticleLine, Excerpt

_Index = QModelIndex | QPersistentModelIndex
PAGE = 12
"""So many passages become rows at once, a little more than a screen shows at first."""
CopiesOf = Callable[[str], Sequence["ArticleLine"]]
"""The other copies of the article with an id."""
EXCERPT = int(Qt.ItemDataRole.UserRole)


def _no_copies(_article_id: str) -> Sequence[ArticleLine]:
    return ()


class PassagesModel(QAbstractListModel):
    """Passages as rows, some at a time: more come when the list is scrolled to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.excerpts: Sequence[Excerpt] = ()
        """All of them, those that are no rows yet too."""
        self._rows: list[Excerpt] = []

    def show(self, excerpts: Sequence[Excerpt], *, rows: int = 0) -> None:
        """Take other passages, at least so many of them as rows."""
        self.beginResetModel()
        self.excerpts = excerpts
        self._rows = list(excerpts[: max(rows, PAGE)])
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many passages are rows by now."""
        return 0 if parent.isValid() else len(self._rows)

    def excerpt(self, row: int) -> Excerpt:
        """The passage of a row."""
        return self._rows[row]

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there are more than have rows."""
        return not parent.isValid() and len(self._rows) < len(self.excerpts)

    def fetchMore(self, parent: _Index) -> None:
        """Make rows of some more."""
        first = len(self._rows)
        more = self.excerpts[first : first + PAGE]
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        self._rows.extend(more)
        self.endInsertRows()

    def data(self, index: _Index, role: int = 0) -> Any:
        """The excerpt for our delegate; its text and origin for screen readers."""
        excerpt = self._rows[index.row()]
        if role == EXCERPT:
            return excerpt
        article, passage = excerpt.reading.article, excerpt.passage
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(article.text[passage.start : passage.end])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            text = one_line(article.text[passage.start : passage.end], 2000)
            citation = cite(article)
            marks = spoken(excerpt.mentions)
            origin = f"{one_line(citation.title)}, {citation.source}, {citation.date}"
            return " ".join(filter(None, (text, marks, origin)))
        return None


class CardDelegate(QStyledItemDelegate):
    """Lays cards out once for each width and draws them."""

    def __init__(self, view: QListView, colours: Colours) -> None:
        super().__init__(view)
        self._view = view
        self._cards: dict[int, Card] = {}
        self.colours = colours
        self.find: Finder = nothing_found
        """Where in a passage the words stand that are searched for."""
        self.copies_of: CopiesOf = _no_copies

    def forget(self) -> None:
        """The rows, the width or the font have changed."""
        self._cards.clear()

    def card(self, index: _Index) -> Card:
        """The card of a row."""
        card = self._cards.get(index.row())
        if card is None:
            width, font = self._view.viewport().width(), self._view.font()
            excerpt = index.data(EXCERPT)
            copies = len(self.copies_of(excerpt.reading.article.id))
            card = self._cards[index.row()] = Card(excerpt, width, font, self.find, copies)
        return card

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the text needs."""
        return QSize(80, round(self.card(index).height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one card."""
        current = self._view.currentIndex().row() == index.row()
        corner = QPointF(0, option.rect.top())
        self.card(index).paint(painter, corner, self.colours, current=current)


class PassageList(QListView):
    """Passages as cards."""

    opened = Signal(object)
    """The Excerpt whose article is to be read."""
    asked = Signal(object, object)
    """The Excerpt and its Mention of which the reader wants to know why it is placed there."""
    dismissed = Signal(object, object)
    """The Excerpt and its Mention of which the reader says that it is no place."""
    ungrouped = Signal(str)
    """The id of an article that is no copy of another."""

    def __init__(self, colours: Colours, name: str) -> None:
        super().__init__()
        self.passages = PassagesModel()
        self.setModel(self.passages)
        self.delegate = CardDelegate(self, colours)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)

    def show_excerpts(self, excerpts: Sequence[Excerpt], *, stay: bool = False) -> None:
        """Show other passages from the top, or to `stay` where the list stands."""
        down, row, rows = self.verticalScrollBar().value(), self.currentIndex().row(), 0
        if stay:
            rows = self.passages.rowCount()
        self.delegate.forget()
        self.passages.show(excerpts, rows=rows)
        if excerpts:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            at = min(max(row, 0), self.passages.rowCount() - 1) if stay else 0
            self.selectionModel().setCurrentIndex(self.passages.index(at), flag)
        if stay:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(down)
        else:
            self.scrollToTop()

    @property
    def current(self) -> Excerpt | None:
        """The passage that the arrow keys stand on."""
        index = self.currentIndex()
        return self.passages.excerpt(index.row()) if index.isValid() else None

    def go_to(self, article_id: str, start: int) -> None:
        """Stand on the passage that starts there, if it is among our rows."""
        here = self.currentIndex().row()
        rows = range(self.passages.rowCount())
        for row in sorted(rows, key=lambda row: abs(row - here)):
            excerpt = self.passages.excerpt(row)
            if (excerpt.reading.article.id, excerpt.passage.start) == (article_id, start):
                self.setCurrentIndex(self.passages.index(row))
                return

    def step(self, by: int) -> None:
        """Stand on the next or the previous passage."""
        row = self.currentIndex().row() + by
        if row >= self.passages.rowCount() and self.passages.canFetchMore(QModelIndex()):
            self.passages.fetchMore(QModelIndex())
        if 0 <= row < self.passages.rowCount():
            self.setCurrentIndex(self.passages.index(row))

    def light(self, find: Finder, copies_of: CopiesOf | None = None) -> None:
        """Mark what `find` finds in the passages from now on, and tell of copies."""
        self.delegate.find = find
        self.delegate.copies_of = copies_of or _no_copies
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.delegate.colours = colours
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.passages.excerpt(index.row()))

    # -- events ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the article; all else is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard arrives: show where it stands."""
        super().focusInEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        if event.oldSize().width() != event.size().width():
            self.delegate.forget()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        over = self._link_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the words of a card that do something does it."""
        link = self._link_at(event.position())
        super().mouseReleaseEvent(event)
        if link and event.button() == Qt.MouseButton.LeftButton:
            if link == "open":
                self._open(self.currentIndex())
            else:
                self.ask()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a passage, of the name under the pointer if there is one."""
        index = self.currentIndex()
        if event.reason() != QContextMenuEvent.Reason.Keyboard:
            index = self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        first = next(iter(self.passages.excerpt(index.row()).mentions), None)
        mention = self.mention_at(QPointF(event.pos())) or first
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if mention is not None:
            name = one_line(mention.text, 40).replace("&", "&&")
            menu.addAction(f"&Why Here? “{name}”").triggered.connect(lambda: self.ask(mention))
            dismiss = menu.addAction(f"“{name}” Is &Not a Place")
            dismiss.triggered.connect(lambda: self._dismiss(mention))
        menu.addAction(OPEN).triggered.connect(lambda: self._open(self.currentIndex()))
        article_id = self.passages.excerpt(index.row()).reading.article.id
        if self.delegate.copies_of(article_id):
            apart = menu.addAction("&Not a Copy: Count It as a Story of Its Own")
            apart.triggered.connect(lambda: self.ungrouped.emit(article_id))
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Pointing at a marked name says what decided that it is this place."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def mention_at(self, point: QPointF) -> Mention | None:
        """The marked mention under a point of the viewport."""
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return None
        corner = self.visualRect(index).topLeft()
        return self.delegate.card(index).mention_at(point - QPointF(0, corner.y()))

    def tip_at(self, point: QPointF) -> str:
        """What is said of what is under a point: a marked name, a day, the article and copies."""
        mention = self.mention_at(point)
        if mention is not None:
            return mention_tip(mention)
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            return ""
        card, inside = self.delegate.card(index), point - QPointF(0, self.visualRect(index).top())
        reading = card.excerpt.reading
        if card.foot().contains(inside):
            copies = self.delegate.copies_of(reading.article.id)
            return tooltip(card.title, card.origin, copies_said(copies))
        return day_tip(reading, card.offset_at(inside))

    def ask(self, mention: Mention | None = None) -> None:
        """Ask why a name of the current passage, or its first, is placed where it is."""
        excerpt = self.current
        if excerpt is not None and (mention is not None or excerpt.mentions):
            self.asked.emit(excerpt, mention or excerpt.mentions[0])

    def _dismiss(self, mention: Mention | None) -> None:
        excerpt = self.current
        if excerpt is not None and mention is not None:
            self.dismissed.emit(excerpt, mention)

    def _link_at(self, point: QPointF) -> str:
        """Which of a card's links is under a point: "open", "why" or ""."""
        index = self.indexAt(point.toPoint())
        if not index.isValid() or index.row() != self.currentIndex().row():
            return ""
        card, inside = self.delegate.card(index), point - QPointF(0, self.visualRect(index).top())
        links = {"open": card.link(), "why": card.why_link()}
        near = (name for name, box in links.items() if box.adjusted(-6, -2, 6, 2).contains(inside))
        return next(near, "")
