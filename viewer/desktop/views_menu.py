"""View > Saved Views: what is saved, each with its key, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.actions import Actions
from viewer.desktop.parts import filled, label
from viewer.desktop.saved_views import KEYS, SavedViews
from viewer.desktop.style import SMALL
from viewer.desktop.text import one_line

if TYPE_CHECKING:
    from viewer.desktop.window import Window

_WIDTH_PX = 380


class NamePopup(QFrame):
    """Asks for the name of a view, above the map."""

    named = Signal(str)

    def __init__(self, parent: QWidget, taken: Callable[[str], bool]) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        filled(self, "popover")
        self._taken = taken
        self.field = QLineEdit()
        self.field.setAccessibleName("Name of the view")
        self.field.setPlaceholderText("A name, such as “The first week”")
        self.field.setMaxLength(200)
        self.hint = label(scale=SMALL, name="muted")
        self.hint.setWordWrap(True)
        self.save = QPushButton("Save")
        self.save.setObjectName("primary")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(label("Save this view", bold=True))
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.field.textChanged.connect(self._say)
        self.field.returnPressed.connect(self._agree)
        self.save.clicked.connect(self._agree)

    def ask(self, over: QWidget, suggested: str) -> None:
        """Open over the upper middle of a widget, with a name to change."""
        self.field.setText(suggested)
        self.field.selectAll()
        self._say()
        self.setFixedWidth(min(_WIDTH_PX, max(240, over.width() - 24)))
        self.adjustSize()
        self.move(over.mapToGlobal(QPoint((over.width() - self.width()) // 2, 14)))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape asks no more."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _say(self) -> None:
        name = self.field.text().strip()
        self.save.setEnabled(bool(name))
        taken = bool(name) and self._taken(name)
        self.save.setText("Replace" if taken else "Save")
        self.hint.setText(
            "A view of this name is there already: it is replaced."
            if taken
            else "Keeps the search, the filters, the map and the chosen place."
        )

    def _agree(self) -> None:
        name = self.field.text().strip()
        if name:
            self.close()
            self.named.emit(name)


class ViewsMenu(QObject):
    """The submenu, filled when it is looked at."""

    def __init__(self, menu: QMenu, actions: Actions, views: SavedViews, window: Window) -> None:
        super().__init__(window)
        self._menu, self._actions, self._views, self._window = menu, actions, views, window
        self._popup: NamePopup | None = None
        # Their keys work before anybody has looked at the menu.
        window.addActions([actions[f"view_{number + 1}"] for number in range(KEYS)])
        self.fill_head()
        menu.aboutToShow.connect(self.fill)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        slots: dict[str, Callable[[], object]] = {
            "save_view": self.ask_name,
            "views": self.manage,
            "copy_link": self._views.copy_link,
            "paste_link": self._views.paste_link,
        }
        for number in range(KEYS):
            slots[f"view_{number + 1}"] = self._shower(number)
        return slots

    def fill(self) -> None:
        """List what is saved in the open library."""
        self._menu.clear()
        self.fill_head()
        saved = self._views.all()
        for number, view in enumerate(saved):
            text = one_line(view.name, 60).replace("&", "&&")
            if number < KEYS:
                action = self._actions[f"view_{number + 1}"]
                action.setText(text)
                self._menu.addAction(action)
            else:
                action = self._menu.addAction(text)
                action.triggered.connect(lambda _=False, view=view: self._views.show(view))
        if not saved:
            self._menu.addAction("No view is saved yet").setEnabled(False)

    def fill_head(self) -> None:
        """What can be done, whatever is saved."""
        for name in ("save_view", "copy_link", "paste_link", "views"):
            self._menu.addAction(self._actions[name])
        self._menu.addSeparator()

    def ask_name(self) -> None:
        """Ask under which name what is shown is to be kept."""
        if self._popup is None:
            self._popup = NamePopup(self._window, self._views.has)
            self._popup.named.connect(self._views.save)
        self._popup.ask(self._window.map, self._views.suggested_name())

    def manage(self) -> None:
        """Open the list of saved views."""
        # Few sessions open it.
        from viewer.desktop.views_dialog import ViewsDialog

        ViewsDialog(self._views, self._window).open()

    def _shower(self, number: int) -> Callable[[], None]:
        return lambda: self._views.show_number(number)
