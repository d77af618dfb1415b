"""The menu bar and the toolbar, made of the window's actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from viewer.atlas import tiles
from viewer.desktop import actions as table
from viewer.desktop import icons
from viewer.desktop.actions import SEPARATOR, Actions, Entry
from viewer.desktop.settings import THEMES, Settings
from viewer.desktop.style import Colours
from viewer.desktop.text import one_line
from viewer.export.citing import file_name

OFFLINE = "Offline (Natural Earth)"
_NARROW_PX = 900
_TOOLS = ("open", "", "back", "forward", "", "zoom_all", "zoom_selection")


class Tools(QToolBar):
    """The toolbar; where it is narrow its buttons have no words, so that all of them are seen."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for words now, or no more."""
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        narrow = event.size().width() < _NARROW_PX
        style = styles.ToolButtonIconOnly if narrow else styles.ToolButtonTextBesideIcon
        for button in self.findChildren(QToolButton, "labelled"):
            if button.parent() is self and button.toolButtonStyle() != style:
                button.setToolButtonStyle(style)


class Menus(QObject):
    """Puts the actions where they are looked for."""

    recentChosen = Signal(tuple)
    themeChosen = Signal(str)
    tilesChosen = Signal(object)
    """A TileSource, or None for the offline base map."""

    def __init__(self, window: QMainWindow, actions: Actions, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._settings = settings
        self._base_maps = QActionGroup(self)
        self.bar = Tools("Tools")
        self.bar.setObjectName("tools")
        self._fill_menus()
        self._fill_bar()

    def dress(self, colours: Colours) -> None:
        """Draw the icons in the colours of a theme."""
        muted, line = colours.colour("muted"), colours.colour("line")
        for entry in table.ALL:
            if entry.icon:
                self._actions[entry.name].setIcon(icons.icon(entry.icon, muted, line))
                self._actions[entry.name].setIconVisibleInMenu(False)

    def tick_tiles(self, source: tiles.TileSource | None) -> None:
        """Show in the menu which base map is shown."""
        wanted = source.name if source is not None else OFFLINE
        for action in self._base_maps.actions():
            if action.text().replace("&&", "&") == wanted:
                action.setChecked(True)

    # -- the menu bar ----------------------------------------------------------------------

    def _fill_menus(self) -> None:
        bar = self._window.menuBar()
        file = bar.addMenu("&File")
        self._add(file, table.FILE[:3])
        self.recent = file.addMenu("Open Re&cent")
        self.recent.aboutToShow.connect(self._fill_recent)
        self.recent.setEnabled(bool(self._settings.recent))
        self._add(file, table.FILE[3:])
        file.addSeparator()
        file.addAction(self._actions["quit"])
        self._add(bar.addMenu("&Edit"), table.EDIT)
        self._add(bar.addMenu("Fi&nd"), table.FIND)
        view = bar.addMenu("&View")
        self._add(view, table.VIEW)
        view.addSeparator()
        self.views = view.addMenu("Sa&ved Views")
        self._add(view.addMenu("Map &Layer"), table.LAYERS)
        self._fill_themes(view.addMenu("Th&eme"))
        base = view.addMenu("&Base Map")
        base.aboutToShow.connect(lambda: self._fill_base_maps(base))
        self._add(bar.addMenu("&Go"), table.GO)
        self._add(bar.addMenu("&Help"), table.HELP)

    def _add(self, menu: QMenu, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[entry.name])

    def recent_changed(self) -> None:
        """There is something to offer in the menu of what was opened lately."""
        self.recent.setEnabled(bool(self._settings.recent))

    def _fill_recent(self) -> None:
        self.recent.clear()
        for paths in self._settings.recent:
            action = self.recent.addAction(_spoken(paths))
            action.triggered.connect(_emitter(self.recentChosen, paths))
        self.recent.addSeparator()
        forget = self.recent.addAction("Clear This List")
        forget.triggered.connect(self._settings.forget_recent)
        forget.triggered.connect(self.recent_changed)

    def _fill_themes(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        for name, text in zip(THEMES, ("As the &System", "&Light", "&Dark"), strict=True):
            action = _choice(menu, group, text, name == self._settings.theme)
            action.triggered.connect(_emitter(self.themeChosen, name))

    def _fill_base_maps(self, menu: QMenu) -> None:
        """The list of online tiles is read when it is looked at, which few do."""
        if self._base_maps.actions():
            return
        offline = _choice(menu, self._base_maps, OFFLINE, True)
        offline.triggered.connect(_emitter(self.tilesChosen, None))
        menu.addSeparator()
        menu.addAction("Online").setEnabled(False)
        for source in tiles.choices():
            action = _choice(menu, self._base_maps, source.name.replace("&", "&&"), False)
            action.setToolTip(f"Asks {source.host} for pictures of the map")
            action.triggered.connect(_emitter(self.tilesChosen, source))

    # -- the toolbar -----------------------------------------------------------------------

    def _fill_bar(self) -> None:
        self.bar.setMovable(False)
        self.bar.setFloatable(False)
        self.bar.setIconSize(QSize(20, 20))
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        for name in _TOOLS:
            if name:
                self._button(name)
            else:
                self.bar.addSeparator()
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._room = self.bar.addWidget(room)
        self._button("export")
        self._window.addToolBar(self.bar)

    def put_in_bar(self, *widgets: QWidget) -> None:
        """Fill the room in the middle of the toolbar."""
        for widget in widgets:
            self.bar.insertWidget(self._room, widget)
        self.bar.removeAction(self._room)

    def _button(self, name: str) -> None:
        action = self._actions[name]
        self.bar.addAction(action)
        button = self.bar.widgetForAction(action)
        if not isinstance(button, QToolButton):
            return
        plain = action.text().replace("&", "").rstrip("…")
        button.setAccessibleName(plain)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name in ("open", "export"):
            button.setObjectName("labelled")
            button.setText(plain)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


def _choice(menu: QMenu, group: QActionGroup, text: str, chosen: bool) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(chosen)
    group.addAction(action)
    return action


def _emitter(signal: object, value: object) -> Callable[[], None]:
    def emit() -> None:
        signal.emit(value)  # type: ignore[attr-defined]

    return emit


def _spoken(paths: tuple[Path, ...]) -> str:
    first = one_line(file_name(paths[0]) or str(paths[0]), 60).replace("&", "&&")
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1:,} more"
