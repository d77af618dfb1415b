"""The window: the places, the map, the passages, and what ties them to the session."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from viewer.desktop.actions import Actions
from viewer.desktop.commands import Commands
from viewer.desktop.desk import Desk
from viewer.desktop.geometry import Frame
from viewer.desktop.ledger import Drawer
from viewer.desktop.mapview import MapView
from viewer.desktop.menus import Menus
from viewer.desktop.opening import Opened
from viewer.desktop.passages import PassagesPane
from viewer.desktop.places import PlacesPane
from viewer.desktop.reader import ReaderPane
from viewer.desktop.session import Session, Spot
from viewer.desktop.settings import Settings
from viewer.desktop.statusline import StatusLine
from viewer.desktop.style import Colours, Theme
from viewer.desktop.text import counted

_FOLLOW_MS = 120


class Window(QMainWindow):
    """The three panes, the drawer and the status line."""

    def __init__(
        self, session: Session, desk: Desk, map_view: MapView, theme: Theme, settings: Settings
    ) -> None:
        super().__init__()
        self.session, self.desk, self.map = session, desk, map_view
        self.theme, self.settings = theme, settings
        colours = theme.colours
        self.places = PlacesPane(session, colours)
        self.passages = PassagesPane(session, colours)
        self.reader = ReaderPane(session, colours)
        self.drawer = Drawer(session, colours)
        self.status = StatusLine(session)
        self.actions_table = Actions(self)
        self.menus = Menus(self, self.actions_table, settings)
        self.commands = Commands(self)
        self._from_map = False
        self._fit_when_drawn = False
        self._followed: tuple[str, ...] = ()
        self._follow_soon = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self.setWindowTitle("Dateline")
        self.setAcceptDrops(True)
        self._lay_out()
        self._listen()
        self._restore()
        self._dress(colours)
        self._enable()

    # -- building --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.right = QStackedWidget()
        self.right.addWidget(self.passages)
        self.right.addWidget(self.reader)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(self.map)
        self.middle.addWidget(self.drawer)
        self.middle.setStretchFactor(0, 1)
        self.drawer.hide()
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane, least in ((self.places, 200), (self.middle, 280), (self.right, 280)):
            pane.setMinimumWidth(least)
            self.panes.addWidget(pane)
        self.panes.setStretchFactor(1, 1)
        for splitter in (self.middle, self.panes):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.map.setAccessibleName("Map")
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.panes, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(body)

    def _listen(self) -> None:
        session, map_view = self.session, self.map
        session.spotChanged.connect(self._follow)
        session.hovered.connect(lambda place_id: map_view.highlight(place_id or None))
        session.paragraphChanged.connect(self._follow_paragraph)
        session.libraryChanged.connect(self._name_window)
        map_view.placeClicked.connect(self._on_map_click)
        map_view.placeHovered.connect(session.hover)
        map_view.moved.connect(self._on_moved)
        map_view.drawn.connect(self._on_drawn)
        map_view.broken.connect(self.status.say)
        map_view.notice.connect(self.status.say)
        self._follow_soon.timeout.connect(self._move_to_paragraph)
        self.places.confirmed.connect(self.enter_right)
        self.places.viewWanted.connect(self._on_moved)
        self.passages.opened.connect(self.read)
        self.drawer.opened.connect(self.read)
        self.drawer.closed.connect(self.close_drawer)
        self.drawer.faults.again.connect(self.desk.try_again)
        self.status.ledgerWanted.connect(lambda: self.toggle_drawer(0))
        self.status.faultsWanted.connect(lambda: self.toggle_drawer(1))
        self.status.cancelled.connect(self.desk.lane.cancel)
        self.desk.lane.started.connect(self.status.begin)
        self.desk.lane.progressed.connect(self.status.show_progress)
        self.desk.lane.idle.connect(self.status.end)
        self.desk.opened.connect(self._on_opened)
        self.desk.failed.connect(self.status.say)
        self.theme.changed.connect(self._dress)
        self.menus.recentChosen.connect(self.commands.open)
        self.menus.themeChosen.connect(self._choose_theme)
        self.menus.tilesChosen.connect(self.commands.choose_tiles)
        self.actions_table.connect(self.commands.slots())

    def _restore(self) -> None:
        geometry = self.settings.bytes("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(self._first_size())
        sizes = self.settings.bytes("window/panes")
        if sizes is None or not self.panes.restoreState(sizes):
            self.panes.setSizes([250, max(300, self.width() - 650), 400])
        self.panes.setHandleWidth(1)

    def _first_size(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(min(1440, room.width()), min(900, room.height()))

    # -- panels ----------------------------------------------------------------------------

    def show_panel(self, name: str) -> None:
        """Show a pane at the side, or put it away."""
        pane = self.places if name == "places" else self.right
        pane.setVisible(pane.isHidden())
        self._enable()

    def toggle_drawer(self, page: int) -> None:
        """Show the names that are not placed (0) or what was not read (1), or put them away."""
        if self.drawer.isVisible() and self.drawer.tabs[page].isChecked():
            self.close_drawer()
            return
        self.drawer.turn_to(page)
        if self.drawer.isHidden():
            self.drawer.show()
            high = self.middle.height()
            self.middle.setSizes([high - max(220, high // 3), max(220, high // 3)])
        self.drawer.enter()
        self._enable()

    def close_drawer(self) -> None:
        """Put the drawer away."""
        self.drawer.hide()
        self._enable()

    def enter_right(self) -> None:
        """Put the keyboard on the passages, or on the article that is open."""
        if self.right.isHidden():
            self.show_panel("passages")
        if self.session.spot.article is not None:
            self.reader.enter()
        else:
            self.passages.enter()

    def read(self, article_id: str, start: int) -> None:
        """Open an article at a passage."""
        if self.right.isHidden():
            self.show_panel("passages")
        self.session.read(article_id, start)
        self.reader.enter()

    # -- what the session says -------------------------------------------------------------

    def _follow(self, spot: Spot, before: Spot) -> None:
        reading = spot.article is not None
        had_keyboard = self.right.isAncestorOf(self.focusWidget() or self)
        self.right.setCurrentWidget(self.reader if reading else self.passages)
        if had_keyboard and reading != (before.article is not None):
            self.enter_right()
        if spot.place != before.place or self._from_map:
            self.map.select(spot.place, reveal=not self._from_map)
        self._enable()

    def _follow_paragraph(self, place_ids: tuple[str, ...]) -> None:
        self._followed = place_ids
        self._follow_soon.start()

    def _move_to_paragraph(self) -> None:
        """Let the map show what the paragraph in view names, and move no more than it must."""
        places = [self.session.place(place_id) for place_id in self._followed]
        frame = Frame(self.map.view, self.map.width(), self.map.height())
        view = frame.following(place for place in places if place is not None)
        if view is not None and self.session.spot.article is not None:
            self.map.set_view(view)

    def _name_window(self) -> None:
        library = self.session.library
        number = len(library.readings) if library is not None else 0
        self.setWindowTitle(f"{counted(number, 'article')} – Dateline" if number else "Dateline")

    def _enable(self) -> None:
        session, spot = self.session, self.session.spot
        some = session.library is not None and bool(session.library.readings)
        enable = self.actions_table.enable
        enable(session.can_go_back, "back")
        enable(session.can_go_forward, "forward")
        enable(spot.place is not None, "zoom_selection", "copy_passage", "copy_coordinates")
        enable(spot.place is not None and spot.article is None, "read")
        enable(spot.article is not None, "close_reader")
        enable(some, "zoom_all", "read_again", "next_place", "previous_place", "filter")
        enable(spot != Spot(), "next_passage", "previous_passage")
        for name, shown in (
            ("show_places", not self.places.isHidden()),
            ("show_passages", not self.right.isHidden()),
            ("show_unplaced", not self.drawer.isHidden() and self.drawer.tabs[0].isChecked()),
            ("show_faults", not self.drawer.isHidden() and self.drawer.tabs[1].isChecked()),
        ):
            self.actions_table[name].setChecked(shown)

    # -- what the map says -----------------------------------------------------------------

    def _on_map_click(self, place_id: str) -> None:
        self._from_map = True
        self.session.select(place_id or None)
        self._from_map = False

    def _on_moved(self, _view: object = None) -> None:
        frame = Frame(self.map.view, self.map.width(), self.map.height())
        self.places.show_only_inside(frame.shows)

    def _on_drawn(self, _count: int) -> None:
        if self._fit_when_drawn:
            self._fit_when_drawn = False
            self.map.fit_all()

    # -- what the desk says ----------------------------------------------------------------

    def _on_opened(self, opened: Opened) -> None:
        self._fit_when_drawn = opened.fresh
        self.map.show_scene(opened.scene)
        self.map.select(self.session.spot.place, reveal=False)
        self._enable()

    # -- the look --------------------------------------------------------------------------

    def _choose_theme(self, choice: str) -> None:
        self.settings.theme = choice
        self.theme.choose(choice)

    def _dress(self, colours: Colours) -> None:
        for pane in (self.places, self.passages, self.reader, self.drawer, self.menus):
            pane.dress(colours)
        self.map.set_theme(colours.name)

    # -- events ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added to what is open."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.commands.add(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is being done, and remember how the window stood."""
        self._follow_soon.stop()
        self.desk.close()
        self.settings.keep_bytes("window/geometry", self.saveGeometry())
        self.settings.keep_bytes("window/panes", self.panes.saveState())
        self.settings.save()
        super().closeEvent(event)
