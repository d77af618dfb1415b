"""The window: the panes around the map, and what ties all of them to the session."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.map_frame import Frame
from viewer.desktop.map_window import MapWindow
from viewer.desktop.mapview import MapView
from viewer.desktop.session import Session, Spot
from viewer.desktop.settings import Settings
from viewer.desktop.style import Colours, Theme
from viewer.model import Mention, Reading

if TYPE_CHECKING:
    from viewer.atlas.picture import Picture
    from viewer.desktop.commands import Commands
    from viewer.desktop.comparing import Comparing
    from viewer.desktop.deciding import Deciding
    from viewer.desktop.ledger import Drawer
    from viewer.desktop.libraries import Libraries
    from viewer.desktop.minding import Minding
    from viewer.desktop.narrowing import Narrowing
    from viewer.desktop.opening import Opened
    from viewer.desktop.passages import PassagesPane
    from viewer.desktop.places import PlacesPane
    from viewer.desktop.reader import ReaderPane
    from viewer.library.library import Excerpt

_FOLLOW_MS = 120


class Window(MapWindow):
    """The map with the places, the passages, the reader and the drawer.

    The panes come with `furnish`: the map is drawn while they are being made. The reader and the
    drawer are made when they are first opened.
    """

    places: PlacesPane
    passages: PassagesPane
    commands: Commands
    narrowing: Narrowing
    libraries: Libraries
    deciding: Deciding
    minding: Minding
    furnished = False
    """Whether the panes are there."""
    comparing: Comparing | None = None
    """Made when "why here?" is first asked."""

    def __init__(
        self,
        session: Session,
        desk: Desk,
        engine: Engine,
        map_view: MapView,
        theme: Theme,
        settings: Settings,
    ) -> None:
        super().__init__(session, desk, map_view, theme, settings)
        self.engine = engine
        for owned in (session, desk):
            owned.setParent(self)
        desk.count(adjectives=settings.adjectives)
        self.opened: Opened | None = None
        self._drawn_ahead: Picture | None = None
        self._from_map = False
        self._followed: tuple[str, ...] = ()
        self._follow_soon = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._follow_soon.timeout.connect(self._move_to_paragraph)
        desk.opened.connect(self._on_opened)
        desk.pictured.connect(self.show_ahead)
        desk.failed.connect(self.status.say)
        desk.lane.progressed.connect(self.status.show_progress)
        desk.lane.idle.connect(self.status.end)
        self.status.cancelled.connect(desk.cancel)
        self.status.paused.connect(desk.pause)
        session.shapesChanged.connect(self._show_on_map)

    # -- building --------------------------------------------------------------------------

    def furnish(self) -> None:
        """Make the panes and tie them to the session."""
        # At the top these imports would hold up the map; the worker's thread makes them.
        from viewer.desktop.commands import Commands
        from viewer.desktop.deciding import Deciding
        from viewer.desktop.libraries import Libraries
        from viewer.desktop.minding import Minding
        from viewer.desktop.narrowing import Narrowing
        from viewer.desktop.passages import PassagesPane
        from viewer.desktop.places import PlacesPane

        colours = self.theme.colours
        self.places = PlacesPane(self.session, colours)
        self.passages = PassagesPane(self.session, colours)
        self.commands = Commands(self)
        self.narrowing = Narrowing(self)
        self.libraries = Libraries(self)
        self.deciding = Deciding(self)
        self.minding = Minding(self)
        self.left.addWidget(self.places)
        self.right.addWidget(self.passages)
        self._order_tabs()
        self.setAcceptDrops(True)
        self.furnished = True
        self._listen()
        self.show_adjectives()
        if self.desk.lane.busy:
            self.status.begin()
        self.session.announce()
        self.narrowing.restore_timeline()

    @cached_property
    def reader(self) -> ReaderPane:
        """The right pane's other page: an article."""
        from viewer.desktop.reader import ReaderPane

        reader = ReaderPane(self.session, self.theme.colours)
        self.right.addWidget(reader)
        self.setTabOrder(reader.page, self.status.status)
        reader.asked.connect(self.ask_why)
        reader.dismissed.connect(lambda reading, one: self.deciding.decide(reading, one, None))
        reader.ungrouped.connect(self.narrowing.make_own_story)
        return reader

    @cached_property
    def drawer(self) -> Drawer:
        """What could not be placed and what could not be read, below the map."""
        from viewer.desktop.ledger import Drawer

        drawer = Drawer(self.session, self.theme.colours)
        drawer.hide()
        self.floors.addWidget(drawer)
        self.setTabOrder(drawer.close_button, self.status.status)
        drawer.opened.connect(self.read)
        drawer.unplaced.list.asked.connect(self._ask_in_passage)
        drawer.unplaced.list.dismissed.connect(self._dismiss_in_passage)
        drawer.closed.connect(self.close_drawer)
        drawer.faults.again.connect(self.desk.try_again)
        self.deciding.fill(drawer)
        return drawer

    @property
    def _drawer_page(self) -> int | None:
        """The page of the drawer that is open."""
        if "drawer" not in self.__dict__ or self.drawer.isHidden():
            return None
        return next(number for number, tab in enumerate(self.drawer.tabs) if tab.isChecked())

    def _order_tabs(self) -> None:
        """Let Tab go from left to right, though the map was there first."""
        places = self.places
        bar = self.menus.bar
        before = bar.widgetForAction(self.actions_table["zoom_selection"])
        for after in (
            *self.narrowing.stops,
            bar.widgetForAction(self.actions_table["export"]),
            self.narrowing.row.clear,
            places.filter,
            places.view,
            *places.ticks.values(),
            places.in_view,
            places.adjectives,
        ):
            self.setTabOrder(before, after)
            before = after
        self.setTabOrder(self.passages.list, self.status.status)
        self.setTabOrder(self.status.status, self.status.faults)

    def _listen(self) -> None:
        session, map_view = self.session, self.map
        session.spotChanged.connect(self._follow)
        session.hovered.connect(lambda place_id: map_view.highlight(place_id or None))
        session.paragraphChanged.connect(self._follow_paragraph)
        map_view.placeClicked.connect(self._on_map_click)
        map_view.placeHovered.connect(session.hover)
        map_view.moved.connect(self._on_moved)
        self.places.confirmed.connect(self.enter_right)
        self.places.viewWanted.connect(self._on_moved)
        self.places.adjectivesWanted.connect(self.commands.switch_adjectives)
        self.passages.opened.connect(self.read)
        self.passages.list.asked.connect(self._ask_in_passage)
        self.passages.list.dismissed.connect(self._dismiss_in_passage)
        self.status.ledgerWanted.connect(lambda: self.toggle_drawer(0))
        self.status.faultsWanted.connect(lambda: self.toggle_drawer(1))
        self.desk.lane.started.connect(self.status.begin)
        self.menus.recentChosen.connect(self.commands.open)
        self.menus.tilesChosen.connect(self.commands.choose_tiles)
        self.actions_table.connect(self.commands.slots())
        self.commands.offer_association()
        self.actions_table.connect(self.narrowing.slots())

    # -- panels ----------------------------------------------------------------------------

    def show_panel(self, name: str) -> None:
        """Show a pane at the side, or put it away."""
        pane = self.places if name == "places" else self.right
        pane.setVisible(pane.isHidden())
        self._enable()

    def toggle_drawer(self, page: int) -> None:
        """Show the names that are not placed (0) or what was not read (1), or put them away."""
        if self._drawer_page == page:
            self.close_drawer()
            return
        self.drawer.turn_to(page)
        if self.drawer.isHidden():
            self.drawer.show()
            high = self.floors.height()
            self.floors.setSizes([high - max(220, high // 3), max(220, high // 3)])
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
        if self.comparing is not None and self.comparing.is_open:
            self.comparing.pane.enter()
        elif self.session.spot.article is not None:
            self.reader.enter()
        else:
            self.passages.enter()

    def read(self, article_id: str, start: int) -> None:
        """Open an article at a passage."""
        if self.right.isHidden():
            self.show_panel("passages")
        self.session.read(article_id, start)
        self.reader.enter()

    def ask_why(self, reading: Reading, mention: Mention) -> None:
        """Tell why a mention is placed where it is, and show what else it may have meant."""
        if self.comparing is None:
            # Made when it is first asked for: no launch need wait for it.
            from viewer.desktop.comparing import Comparing

            self.comparing = Comparing(self)
        self.comparing.ask(reading, mention)

    def _ask_in_passage(self, excerpt: Excerpt, mention: Mention) -> None:
        self.ask_why(excerpt.reading, mention)

    def _dismiss_in_passage(self, excerpt: Excerpt, mention: Mention) -> None:
        self.deciding.decide(excerpt.reading, mention, None)

    def show_adjectives(self) -> None:
        """Show, where it can be switched, whether adjectives count."""
        count = self.settings.adjectives
        self.actions_table["adjectives"].setChecked(count)
        self.places.adjectives.setChecked(count)

    # -- what the session says -------------------------------------------------------------

    def _follow(self, spot: Spot, before: Spot) -> None:
        if spot == before and self.comparing is not None and self.comparing.is_open:
            return  # The library was shown anew; the question stands, or is dropped for itself.
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

    def _enable(self) -> None:
        session, spot = self.session, self.session.spot
        some = session.library is not None and bool(session.library.readings)
        enable = self.actions_table.enable
        enable(session.can_go_back, "back")
        enable(session.can_go_forward, "forward")
        enable(spot != Spot(), "why")
        enable(spot.place is not None, "zoom_selection", "copy_passage", "copy_coordinates")
        enable(spot.place is not None and spot.article is None, "read")
        enable(spot.article is not None, "close_reader", "about_article")
        enable(some, "export", "copy_map", "zoom_all", "filter")
        enable(session.library is not None, "read_again", "save_library", "save_library_as")
        enable(some, "next_place", "previous_place", "dismiss")
        enable(spot != Spot(), "next_passage", "previous_passage")
        for name, shown in (
            ("show_places", not self.places.isHidden()),
            ("show_passages", not self.right.isHidden()),
            ("show_unplaced", self._drawer_page == 0),
            ("show_faults", self._drawer_page == 1),
            ("show_decisions", self._drawer_page == 3),
        ):
            self.actions_table[name].setChecked(shown)

    # -- what the map says -----------------------------------------------------------------

    def _on_map_click(self, place_id: str) -> None:
        self._from_map = True
        self.session.select(place_id or None)
        self._from_map = False

    def _on_moved(self, _view: object = None) -> None:
        frame = Frame(self.map.view, self.map.width(), self.map.height())
        self.places.show_only_inside(frame.shows_each)

    # -- what the desk says ----------------------------------------------------------------

    def show_ahead(self, picture: Picture, fit: bool = True) -> None:
        """Let the map draw what will be shown, before the rest of the window knows of it."""
        if picture != self._drawn_ahead:
            self._drawn_ahead = picture
            self.map.show_picture(self.thinned(picture), fit=fit)

    def _on_opened(self, opened: Opened) -> None:
        before, self.opened = self.opened, opened
        ahead, self._drawn_ahead = self._drawn_ahead, None
        if ahead is None or ahead != opened.picture:
            self._show_on_map(fit=opened.fresh, follow=self._grows(before, opened))
        if self.furnished:
            self._enable()

    def _grows(self, before: Opened | None, opened: Opened) -> bool:
        """Whether there are more articles than before, and nothing else was asked for."""
        if before is None or self.session.spot.place is not None:
            return False
        counts = opened.library.counts
        same = opened.library.filter == before.library.filter
        return same and counts.articles > before.library.counts.articles

    def _show_on_map(self, *, fit: bool = False, follow: bool = False) -> None:
        self._drawn_ahead = None
        if self.opened is not None:
            self.map.show_picture(self.thinned(self.opened.picture), fit=fit, follow=follow)
            self.map.select(self.session.spot.place, reveal=False)

    # -- the look --------------------------------------------------------------------------

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        super().dress(colours)
        made = self.__dict__
        for name in ("places", "passages", "reader", "drawer", "notices"):
            if name in made:
                made[name].dress(colours)
        if self.furnished:
            self.narrowing.dress(colours)
        if self.comparing is not None:
            self.comparing.pane.dress(colours)

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
        """Ask whether to keep the library; stop what is done, remember how the window stood."""
        if self.furnished and not self.libraries.may_close():
            event.ignore()
            return
        self._follow_soon.stop()
        if self.furnished:
            self.minding.close()
        self.desk.close()
        if self.furnished:
            self.commands.close()
            self.keep()
        super().closeEvent(event)
