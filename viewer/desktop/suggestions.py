"""Places whose names begin with what is being typed, offered below the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from viewer.desktop import icons, kinds
from viewer.desktop.session import Session
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import counted, one_line

if TYPE_CHECKING:
    from viewer.library.library import Tally

_Index = QModelIndex | QPersistentModelIndex
TALLY = int(Qt.ItemDataRole.UserRole)
_MOST = 6
_LEAST_LETTERS = 2
_ROW_PX = 40
Finder = Callable[[str, int], Sequence["Tally"]]
"""The places that words begin, and at most how many of them."""


class Suggested(QAbstractListModel):
    """A few places as rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.tallies: tuple[Tally, ...] = ()

    def show(self, tallies: Sequence[Tally]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.tallies = tuple(tallies)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many places there are."""
        return 0 if parent.isValid() else len(self.tallies)

    def what(self, tally: Tally) -> str:
        """What a place is, and how often it is named."""
        passages = counted(tally.passages, "passage")
        return f"{kinds.described(tally.place, self._session)} · {passages}"

    def data(self, index: _Index, role: int = 0) -> Any:
        """The tally for our delegate; a sentence for screen readers."""
        tally = self.tallies[index.row()]
        if role == TALLY:
            return tally
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one_line(tally.place.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Go to {one_line(tally.place.title)}, {self.what(tally)}"
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """Draws a place: icon, name, and what it is."""

    def __init__(self, parent: QObject, model: Suggested, colours: Colours) -> None:
        super().__init__(parent)
        self._model = model
        self.colours = colours

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        tally, area = index.data(TALLY), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        states = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if option.state & states:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours.colour("hover"))
            painter.drawRoundedRect(area.adjusted(4, 1, -4, -1), 5, 5)
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.pixmap(kinds.icon(tally.place), self.colours.accent, 18, ratio)
        painter.drawPixmap(round(area.left()) + 12, round(area.center().y()) - 9, drawn)
        words = area.adjusted(40, 4, -14, -4)
        flags = Qt.AlignmentFlag.AlignLeft
        lines = (
            (option.font, one_line(tally.place.title), "text", Qt.AlignmentFlag.AlignTop),
            (scaled(option.font, SMALL), self._model.what(tally), "muted", None),
        )
        for font, text, colour, at in lines:
            painter.setFont(font)
            painter.setPen(self.colours.colour(colour))
            room = int(words.width())
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(words, flags | (at or Qt.AlignmentFlag.AlignBottom), text)
        painter.restore()


class Suggestions(QObject):
    """The list below a field; arrow keys walk it, Enter or a click chooses."""

    chosen = Signal(str)
    """The id of the place that was chosen."""

    def __init__(self, field: QLineEdit, session: Session, find: Finder, colours: Colours) -> None:
        super().__init__(field)
        self._field = field
        self._find = find
        self.model = Suggested(session)
        self.completer = QCompleter(self.model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(_MOST)
        # Not the field's own completer: that would write what the arrow keys stand on into it.
        self.completer.setWidget(field)
        popup = self.popup = QListView()
        popup.setObjectName("suggestions")
        popup.setAccessibleName("Places of this name")
        self.completer.setPopup(popup)
        self.delegate = SuggestionDelegate(self, self.model, colours)
        popup.setItemDelegate(self.delegate)
        popup.setMouseTracking(True)
        self.completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]

    @property
    def shown(self) -> bool:
        """Whether the list is open."""
        return self.popup.isVisible()

    def offer(self, words: str) -> None:
        """Show the places that `words` begin, or none."""
        plain = words.strip()
        found = self._find(plain, _MOST) if len(plain) >= _LEAST_LETTERS else ()
        self.model.show(found)
        if not found or not self._field.hasFocus():
            self.hide()
            return
        self.completer.complete()

    def hide(self) -> None:
        """Put the list away."""
        self.popup.hide()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.delegate.colours = colours

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(TALLY).place.id)
