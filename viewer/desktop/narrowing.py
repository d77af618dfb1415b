"""Searching, filters and the timeline in the window: makes them and ties them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from viewer.desktop.actions import VIEWS
from viewer.desktop.findings_row import FindingsRow
from viewer.desktop.layers import Layers
from viewer.desktop.saved_views import SavedViews
from viewer.desktop.search_bar import SearchBar
from viewer.desktop.style import Colours
from viewer.desktop.views_menu import ViewsMenu
from viewer.library.filters import Filter

if TYPE_CHECKING:
    from viewer.desktop.timeline import TimelinePane
    from viewer.desktop.window import Window

_SETTLED_MS = 150
"""The map moves in many small steps; what lies in view is counted when it has stopped."""

_SEVERAL_DAYS = 3
"""Articles of fewer days need no timeline, unless somebody asks for it."""


class Narrowing(QObject):
    """What narrows the library, on one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        colours = window.theme.colours
        self.bar = SearchBar(window.session, colours)
        self.row = FindingsRow(window.session, colours)
        self.layers = Layers(window.actions_table, self)
        self.views = SavedViews(window)
        self._menu = ViewsMenu(window.menus.views, window.actions_table, self.views, window)
        window.menus.put_in_bar(self.layers.button, self.bar)
        window.put_above(self.row)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._look_again)
        self._listen()
        self.layers.dress(colours)

    def _listen(self) -> None:
        window, bar = self._window, self.bar
        bar.placeChosen.connect(self._go_to)
        bar.left.connect(window.enter_right)
        bar.inViewWanted.connect(self.narrow_to_view)
        bar.adjectivesWanted.connect(window.commands.switch_adjectives)
        self.row.cleared.connect(self.clear)
        self.row.filtersWanted.connect(bar.open_filters)
        window.map.moved.connect(self._on_moved)
        self.layers.chosen.connect(window.map.set_layer)
        window.passages.list.ungrouped.connect(self.make_own_story)
        self.views.said.connect(window.status.say)
        window.session.filterChanged.connect(self._enable)
        window.session.libraryChanged.connect(self._enable)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {
            "search": self.bar.enter,
            "dates": self.bar.enter_dates,
            "filters": self.bar.open_filters,
            "clear_filters": self.clear,
            "in_view": self.switch_in_view,
            "show_timeline": self.switch_timeline,
            "play": self.play,
            "next_hit": lambda: self.step_hit(1),
            "previous_hit": lambda: self.step_hit(-1),
            "about_article": self.show_facts,
            **self.layers.slots(),
            **self._menu.slots(),
        }

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at in the toolbar, from left to right."""
        return self.layers.button, *self.bar.stops

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.bar.dress(colours)
        self.layers.dress(colours)
        self.row.dress(colours)
        if "timeline" in self.__dict__:
            self.timeline.dress(colours)

    # -- filters ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Show everything again; how it is counted stays."""
        shown = self._window.session.filter
        cleared = Filter(adjectives=shown.adjectives, copies=shown.copies)
        self._window.session.narrow(cleared)

    def switch_in_view(self) -> None:
        """Count only what the map shows, or all the world again."""
        self.narrow_to_view(self._window.session.filter.inside is None)

    def narrow_to_view(self, only: bool) -> None:
        """Count only what the map shows from now on, or no longer."""
        session = self._window.session
        inside = self._window.map.bounds if only else None
        session.narrow(replace(session.filter, inside=inside))
        if only and inside is None:
            self._window.status.say("The map is not there yet")

    def _on_moved(self, _view: object) -> None:
        if self._window.session.filter.inside is not None:
            self._settled.start()

    def _look_again(self) -> None:
        if self._window.session.filter.inside is not None:
            self.narrow_to_view(True)

    def _go_to(self, place_id: str) -> None:
        self._window.session.select(place_id)
        self._window.enter_right()

    def _enable(self) -> None:
        window = self._window
        narrowed = not window.session.filter.is_empty
        window.actions_table.enable(narrowed, "clear_filters")
        window.actions_table["in_view"].setChecked(window.session.filter.inside is not None)
        some = window.session.library is not None
        window.actions_table.enable(some, "search", "dates", "filters", "in_view", "play")
        window.actions_table.enable(some, *(entry.name for entry in VIEWS))
        window.actions_table.enable(True, "paste_link")

    def show_facts(self) -> None:
        """Show what is known of the article that is open."""
        if self._window.session.spot.article is not None:
            self._window.reader.show_facts()

    def step_hit(self, by: int) -> None:
        """Go to the next of what is searched for: in the article, or the next passage."""
        window = self._window
        if window.session.spot.article is None:
            window.passages.list.step(by)
            return
        said = window.reader.step_hit(by)
        if said:
            window.status.say(said)

    def make_own_story(self, article_id: str) -> None:
        """Count an article as a story of its own, though its text is nearly that of another."""
        self._window.deciding.own_story(article_id)

    # -- the timeline ----------------------------------------------------------------------

    @cached_property
    def timeline(self) -> TimelinePane:
        """The timeline, made when it is first shown."""
        from viewer.desktop.timeline import TimelinePane

        timeline = TimelinePane(self._window.session, self._window.theme.colours)
        timeline.hide()
        self._window.put_below(timeline)
        timeline.closed.connect(self.switch_timeline)
        return timeline

    @property
    def timeline_shown(self) -> bool:
        """Whether the timeline stands below the map."""
        return "timeline" in self.__dict__ and not self.timeline.isHidden()

    def restore_timeline(self) -> None:
        """Show the timeline, if it was there when the window was closed, once there is a library.

        Until then its place below the map is kept free.
        """
        session, settings = self._window.session, self._window.settings
        if not settings.chose_timeline:
            session.libraryChanged.connect(self._offer_timeline)
            self._offer_timeline()
        if self.timeline_shown or not settings.timeline_px:
            return
        if session.library is None:
            once = Qt.ConnectionType.SingleShotConnection
            session.libraryChanged.connect(self.restore_timeline, once)
            return
        self.timeline.show()
        self._tick_timeline()

    def _offer_timeline(self) -> None:
        """Show the timeline for articles of several days, unless somebody has put it away."""
        library = self._window.session.library
        if library is None or self.timeline_shown or self._window.settings.chose_timeline:
            return
        from viewer.library.timeline import Step  # a library that is there has brought NumPy

        if (library.timeline(Step.DAY).counts > 0).sum() >= _SEVERAL_DAYS:
            self.timeline.show()
            self._tick_timeline()

    def switch_timeline(self) -> None:
        """Show the timeline, or put it away; it is remembered."""
        shown = not self.timeline_shown
        self.timeline.setVisible(shown)
        self._window.settings.timeline_px = self.timeline.sizeHint().height() if shown else 0
        if shown:
            self.timeline.enter()
        self._tick_timeline()

    def play(self) -> None:
        """Let the span of the timeline move through time, or stop."""
        if not self.timeline_shown:
            self.switch_timeline()
        self.timeline.toggle_play()

    def _tick_timeline(self) -> None:
        self._window.actions_table["show_timeline"].setChecked(self.timeline_shown)
