"""The list of saved views: to show, rename, delete and bring back, and to copy links of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.days import written
from viewer.desktop.parts import Empty, label
from viewer.desktop.saved_views import SavedViews
from viewer.desktop.style import LARGE, SMALL, Colours, scaled
from viewer.desktop.text import one_line
from viewer.library.storage.views import SavedView

_Index = QModelIndex | QPersistentModelIndex
_SUMMARY = int(Qt.ItemDataRole.UserRole)
_ROW_PX = 46


class ViewsModel(QAbstractListModel):
    """Saved views as rows; their names can be edited."""

    renamed = Signal(object, str)
    """A SavedView and the name that was typed."""

    def __init__(self, views: SavedViews) -> None:
        super().__init__()
        self._views = views
        self.rows: list[SavedView] = []

    def reload(self) -> None:
        """Take what is saved now."""
        self.beginResetModel()
        self.rows = self._views.all()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many are saved."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Names can be edited."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = 0) -> Any:
        """The name, and what the view shows."""
        view = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(view.name, 120)
        if role == Qt.ItemDataRole.EditRole:
            return view.name
        if role == _SUMMARY:
            return f"{self._views.summary(view)} · saved {written(view.made.astimezone().date())}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one_line(view.name, 120)}, {self._views.summary(view)}"
        return None

    def setData(self, index: _Index, value: Any, role: int = 0) -> bool:
        """Another name was typed."""
        view = self.rows[index.row()]
        if role == Qt.ItemDataRole.EditRole and str(value).strip() not in ("", view.name):
            self.renamed.emit(view, str(value))
            return True
        return False


class ViewDelegate(QStyledItemDelegate):
    """Draws a name over what the view shows; the name alone is edited."""

    def __init__(self, parent: QListView, colours: Colours) -> None:
        super().__init__(parent)
        self._colours = colours

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, _ROW_PX)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """The field takes the whole row."""
        editor.setGeometry(option.rect.adjusted(6, 6, -6, -6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colours.colour("chosen" if chosen else "hover"))
            painter.drawRoundedRect(area.adjusted(4, 1, -4, -1), 6, 6)
        words = area.adjusted(14, 5, -14, -5)
        lines = (
            (option.font, index.data(), "text", Qt.AlignmentFlag.AlignTop),
            (
                scaled(option.font, SMALL),
                index.data(_SUMMARY),
                "muted",
                Qt.AlignmentFlag.AlignBottom,
            ),
        )
        for font, text, colour, at in lines:
            painter.setFont(font)
            painter.setPen(self._colours.colour(colour))
            room = int(words.width())
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(words, at | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class ViewsDialog(QDialog):
    """Saved views, one below the other."""

    def __init__(self, views: SavedViews, window: Any) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Saved Views")
        self._views = views
        self.model = ViewsModel(views)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(ViewDelegate(self.view, window.theme.colours))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Saved views")
        self.view.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.show_button = QPushButton("&Show")
        self.rename_button = QPushButton("&Rename")
        self.link_button = QPushButton("Copy &Link")
        self.delete_button = QPushButton("&Delete")
        self.said = label(scale=SMALL, name="muted")
        self.undo = QPushButton("&Undo")
        self._lay_out()
        self._listen()
        self.reload()
        self.resize(560, 420)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("framed")
        self._stack = QStackedLayout(frame)
        self._stack.setContentsMargins(4, 4, 4, 4)
        self._stack.addWidget(self.view)
        self._stack.addWidget(
            Empty(
                "No view is saved yet",
                "Ctrl+D keeps what the window shows: the search, the filters, the map and the "
                "chosen place.",
            )
        )
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.show_button, self.rename_button, self.link_button, self.delete_button):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        self.show_button.setDefault(True)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(frame, 1)
        top.addLayout(side)
        self.undo.setAutoDefault(False)
        self.undo.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self.undo)
        foot.addWidget(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 16)
        whole.setSpacing(12)
        whole.addWidget(label("Saved views", scale=LARGE, bold=True))
        whole.addLayout(top, 1)
        whole.addLayout(foot)

    def _listen(self) -> None:
        self.show_button.clicked.connect(self._show)
        self.rename_button.clicked.connect(lambda: self.view.edit(self.view.currentIndex()))
        self.link_button.clicked.connect(self._copy)
        self.delete_button.clicked.connect(self._delete)
        self.undo.clicked.connect(self._undelete)
        self.view.doubleClicked.connect(self._show)
        self.view.selectionModel().currentChanged.connect(self._enable)
        self.model.renamed.connect(self._rename)
        self._views.said.connect(self.said.setText)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.view)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._delete)

    def reload(self, row: int = 0) -> None:
        """Take what is saved now, and stand on a row."""
        self.model.reload()
        number = self.model.rowCount()
        self._stack.setCurrentIndex(0 if number else 1)
        if number:
            self.view.setCurrentIndex(self.model.index(min(row, number - 1)))
        self._enable()

    @property
    def current(self) -> SavedView | None:
        """The view that the arrow keys stand on."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _enable(self) -> None:
        view = self.current
        for button in (self.rename_button, self.delete_button):
            button.setEnabled(view is not None)
        for button in (self.show_button, self.link_button):
            button.setEnabled(view is not None and view.state is not None)

    def _show(self) -> None:
        view = self.current
        if view is not None and view.state is not None:
            self.accept()
            self._views.show(view)

    def _copy(self) -> None:
        if self.current is not None:
            self._views.copy_link(self.current)

    def _rename(self, view: SavedView, name: str) -> None:
        row = self.view.currentIndex().row()
        if self._views.rename(view, name):
            self.said.clear()
        self.reload(row)

    def _delete(self) -> None:
        view, row = self.current, self.view.currentIndex().row()
        if view is not None:
            self._views.delete(view)
            self.said.setText(f"Deleted “{one_line(view.name, 50)}”")
            self.undo.setVisible(self._views.deleted is not None and view.state is not None)
            self.reload(row)

    def _undelete(self) -> None:
        self._views.undelete()
        self.said.clear()
        self.undo.hide()
        self.reload()
