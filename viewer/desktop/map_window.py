"""The frame of the window: the map in the middle, menus and tools above, a line below.

It is there before the panes at the map's sides are, so that the map can be drawn at once, and
at the size that it keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.desktop.actions import Actions
from viewer.desktop.desk import Desk
from viewer.desktop.mapview import MapView
from viewer.desktop.menus import Menus
from viewer.desktop.notices import Notices
from viewer.desktop.parts import filled
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.statusline import StatusLine
from viewer.desktop.style import Colours, Theme
from viewer.desktop.text import counted, one_line
from viewer.model import Shape

if TYPE_CHECKING:
    from viewer.atlas.picture import Picture

_USUAL_PX = 1440
_SIDES = (0.175, 0.28)
"""What the panes at the left and the right take of the window, up to its usual width."""
_LEAST_PX = (200, 280, 280)


class NoDrops(QObject):
    """Keeps what is dropped on the map from the page: it is meant for the window.

    The engine puts a widget of its own into the view, and another when its process has died;
    each would take what is dropped.
    """

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        for widget in map_view.findChildren(QWidget):
            widget.setAcceptDrops(False)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget has come: it takes no drops."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget):
                child.setAcceptDrops(False)
        return super().eventFilter(watched, event)


class MapWindow(QMainWindow):
    """A window with the map, and room at its sides and below it."""

    def __init__(
        self,
        session: Session,
        desk: Desk,
        map_view: MapView,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__()
        self.session, self.desk, self.map = session, desk, map_view
        self.theme, self.settings = theme, settings
        self.status = StatusLine(session)
        self.notices = Notices(theme.colours)
        self.actions_table = Actions(self)
        self.menus = Menus(self, self.actions_table, settings)
        self.left = QStackedWidget()
        self.right = QStackedWidget()
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        self.floors = QSplitter(Qt.Orientation.Vertical)
        self.setWindowTitle("Dateline")
        self._lay_out()
        self._restore()
        session.libraryChanged.connect(self.name_window)
        theme.changed.connect(self.dress)
        self.menus.themeChosen.connect(self._choose_theme)
        map_view.broken.connect(self.status.say)
        map_view.notice.connect(self.status.say)
        self.dress(theme.colours)

    def _lay_out(self) -> None:
        filled(self.left, "pane")
        filled(self.right, "pane")
        self.map.setAccessibleName("Map")
        self._no_drops = NoDrops(self.map)
        for pane, least in zip((self.left, self.map, self.right), _LEAST_PX, strict=True):
            pane.setMinimumWidth(least)
            self.sides.addWidget(pane)
        self.sides.setStretchFactor(1, 1)
        self.floors.addWidget(self.sides)
        self.floors.setStretchFactor(0, 1)
        for splitter in (self.floors, self.sides):
            splitter.setChildrenCollapsible(False)
        body = QWidget()
        layout = self._body = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.floors, 1)
        # The map is drawn at the size that it keeps when the timeline comes.
        self._kept_free = QWidget()
        filled(self._kept_free, "timeline")
        self._kept_free.setFixedHeight(self.settings.timeline_px)
        self._kept_free.setVisible(self.settings.timeline_px > 0)
        layout.addWidget(self._kept_free)
        layout.addWidget(self.notices)
        layout.addWidget(self.status)
        self.setCentralWidget(body)

    def put_above(self, widget: QWidget) -> None:
        """Put a line between the tools and the panes."""
        self._body.insertWidget(self._body.indexOf(self.floors), widget)

    def put_below(self, widget: QWidget) -> None:
        """Put something between the panes and the line at the bottom."""
        self._kept_free.hide()
        self._body.insertWidget(self._body.indexOf(self.floors) + 1, widget)

    def _restore(self) -> None:
        geometry = self.settings.bytes("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            room = self.screen().availableSize()
            self.resize(QSize(min(_USUAL_PX, room.width()), min(900, room.height())))
        sizes = self.settings.bytes("window/panes")
        if sizes is None or not self.sides.restoreState(sizes):
            left, right = (round(part * min(self.width(), _USUAL_PX)) for part in _SIDES)
            self.sides.setSizes([left, self.width() - left - right, right])
        for splitter in (self.floors, self.sides):
            splitter.setHandleWidth(1)

    def keep(self) -> None:
        """Remember how the window stood."""
        self.settings.keep_bytes("window/geometry", self.saveGeometry())
        self.settings.keep_bytes("window/panes", self.sides.saveState())
        self.settings.save()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.menus.dress(colours)
        self.map.set_theme(colours.name)

    def _choose_theme(self, choice: str) -> None:
        self.settings.theme = choice
        self.theme.choose(choice)

    def thinned(self, picture: Picture) -> Picture:
        """What the map draws, without the shapes that are not to be shown."""
        shapes = self.session.shapes
        if shapes == frozenset(Shape):
            return picture
        # Loaded since: to read articles takes it, and at the top it would hold up the map.
        from viewer.atlas.picture import thinned

        return thinned(picture, shapes)

    def name_window(self) -> None:
        """Say in the title which library is open, and how much of it is shown."""
        library, store = self.session.library, self.desk.store
        number = library.counts.articles if library is not None else 0
        parts = [counted(number, "article")] if number else []
        if store is not None and not store.is_temporary:
            parts.insert(0, one_line(store.path.stem, 80))
            parts += ["read only"] if store.read_only else []
        self.setWindowTitle(" – ".join((*parts, "Dateline")))
