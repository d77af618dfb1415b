"""How the map draws the places: as pins, as heat, or as countries shaded by mentions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QToolButton

from viewer.desktop import icons
from viewer.desktop.actions import Actions
from viewer.desktop.mapview import LAYERS
from viewer.desktop.style import Colours

_TOLD = {
    "pins": "Pins: each place, those that stand close together as one",
    "heat": "Heat: where much is named, whatever the places are called",
    "shaded": "Shaded: countries shaded by how often they and their places are named",
}


class LayerButton(QToolButton):
    """A button with a menu, whose arrow is our chevron."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button as the style sheet says, and the chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        ink = QGuiApplication.palette().color(QPalette.ColorRole.Text).name()
        drawn = icons.pixmap("down", ink, 10, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 15, round(self.height() / 2) - 5, drawn)
        painter.end()


class Layers(QObject):
    """Which layer is shown, in the View menu and on a button of the toolbar."""

    chosen = Signal(str)

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self.current = LAYERS[0]
        self._actions = {name: actions[f"layer_{name}"] for name in LAYERS}
        group = QActionGroup(self)
        for name, action in self._actions.items():
            group.addAction(action)
            action.setToolTip(_TOLD[name])
        self._actions[self.current].setChecked(True)
        self.button = LayerButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setIconSize(QSize(20, 20))
        self.button.setObjectName("layers")
        menu = QMenu(self.button)
        menu.setToolTipsVisible(True)
        menu.addActions(list(self._actions.values()))
        self.button.setMenu(menu)
        self._colours: Colours | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {f"layer_{name}": lambda name=name: self.choose(name) for name in LAYERS}  # type: ignore[misc]

    def choose(self, name: str) -> None:
        """Show another layer."""
        if name not in LAYERS:
            return
        self._actions[name].setChecked(True)
        if name != self.current:
            self.current = name
            self._show()
            self.chosen.emit(name)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self._colours = colours
        self._show()

    def _show(self) -> None:
        if self._colours is not None:
            self.button.setIcon(icons.icon(self.current, self._colours.colour("muted")))
        said = f"What the map draws: {self.current}"
        self.button.setToolTip(said)
        self.button.setAccessibleName(said)
