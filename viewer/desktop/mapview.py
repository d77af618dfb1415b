"""The map as a widget: shows scenes, tells what is clicked, survives its render process."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import time
from collections import deque
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from viewer.atlas.tiles import TileSource
from viewer.desktop import javascript
from viewer.desktop.bridge import Bridge, attach
from viewer.desktop.engine import PAGE_URL, Engine
from viewer.model import Bounds, View

if TYPE_CHECKING:
    from viewer.atlas.crowd import Crowd
    from viewer.atlas.picture import Picture

LAYERS = ("pins", "heat", "shaded")
"""How places can be shown: each for itself, as heat, or countries shaded by mentions."""
_RETRIES = 3
_RETRY_SPAN_S = 60.0
_PATIENCE_MS = 300
_PLACES_IN_A_CALL = 300
_BEATS_OWED = 2
_BEATS_TO_LOAD = 12


class _WebView(QWebEngineView):
    """Without the engine's own context menu, whose entries reload and save the page."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()


class MapView(QWidget):
    """A map of the places of a scene. If its process dies or hangs, it comes back as it was."""

    drawn = Signal(int)
    """The scene last shown is on the screen; how many places were drawn."""
    placeClicked = Signal(str)
    """The id of a place; empty where there is none."""
    placeHovered = Signal(str)
    """The id of the place pointed at; empty for none."""
    moved = Signal(object)
    """The map stands elsewhere: its View."""
    broken = Signal(str)
    """The map could not be kept up; a line for the person. `reload` tries again."""
    notice = Signal(str)
    """Something of the map could not be had, such as an online tile; a line for the person."""

    def __init__(
        self, engine: Engine, parent: QWidget | None = None, *, heartbeat_ms: int = 2500
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._ready = False
        self._revision = 0
        self._scene: dict[str, Any] | None = None
        self._crowd: Crowd | None = None
        self._ids: frozenset[str] = frozenset()
        self._view: View | None = None
        self._bounds: Bounds | None = None
        self._wanted: str | None = None
        """What is to be selected, as soon as it is shown."""
        self._selected: str | None = None
        self._ghost: javascript.Value = None
        self._theme = "light"
        self._layer = LAYERS[0]
        self._tiles: TileSource | None = None
        self._asked = ""
        self._restarts: deque[float] = deque()
        self._document = f"scene-{id(self)}"
        self._page = engine.new_page(self)
        self._bridge = Bridge(self)
        self._connect()
        attach(self._page, self._bridge)
        # The page begins to load, in a process of its own, before its widget is made.
        self._page.load(QUrl(PAGE_URL))
        self._web = _WebView(self._page, self)
        # What is dropped on the map is for the window, which opens it.
        self._web.setAcceptDrops(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._web)
        self.setFocusProxy(self._web)
        self._heart = QTimer(self, interval=heartbeat_ms)
        self._heart.timeout.connect(self._beat)
        self._unanswered = 0
        self._heart.start()

    def _connect(self) -> None:
        self._bridge.scene_drawn.connect(self._on_drawn)
        self._bridge.place_selected.connect(self._on_selected)
        self._bridge.place_hovered.connect(self._on_hovered)
        self._bridge.view_moved.connect(self._on_moved)
        self._bridge.page_failed.connect(self.notice)
        self._page.loadFinished.connect(self._on_loaded)
        self._page.renderProcessTerminated.connect(self._on_terminated)
        self._page.destroyed.connect(self._on_destroyed)
        self._engine.handler.tiles.failed.connect(self.notice)

    # What the window asks of the map

    def show_picture(self, picture: Picture, *, fit: bool = False, follow: bool = False) -> None:
        """Show what `viewer.atlas.picture` makes of a library.

        The first places there are to see are brought into view, later ones if `fit` asks for it,
        or `follow` and the map shows all until now, where nobody has moved it.
        """
        if isinstance(picture, dict):
            self.show_scene(picture, fit=fit, follow=follow)
        else:
            self.show_crowd(picture, fit=fit, follow=follow)

    def show_scene(
        self, scene: Mapping[str, Any], *, fit: bool = False, follow: bool = False
    ) -> None:
        """Show the places of a scene, as `viewer.atlas.scene` builds it."""
        self._ids = frozenset(place["id"] for place in scene["places"])
        self._crowd = None
        self._show(dict(scene), fit, follow)

    def show_crowd(self, crowd: Crowd, *, fit: bool = False, follow: bool = False) -> None:
        """Show more places than can be drawn one by one; the page asks for what it needs."""
        self._ids = frozenset()
        self._crowd = crowd
        self._show(crowd.scene(), fit, follow)

    def _show(self, scene: dict[str, Any], fit: bool, follow: bool) -> None:
        self._scene = scene
        self._selected = self._wanted if self._has(self._wanted) else None
        self._revision += 1
        if self._ready:
            self._load("fit" if fit else "follow" if follow else None)

    def set_layer(self, name: str) -> None:
        """Show places as one of `LAYERS`."""
        if name not in LAYERS:
            raise ValueError(f"{name!r} is none of {', '.join(LAYERS)}")
        self._layer = name
        self._call("setLayer", name)

    def select(self, place_id: str | None, reveal: bool = True) -> None:
        """Select a place, or none; `reveal` moves the map if the place is not well in view."""
        self._wanted = place_id
        known = place_id if self._has(place_id) else None
        # A page that has it selected need not lay out and paint all names once more.
        if known != self._selected or reveal:
            self._selected = known
            self._call("select", known, reveal, self._entry(known))

    def highlight(self, place_id: str | None) -> None:
        """Point at a place from outside the map."""
        known = place_id if self._has(place_id) else None
        self._call("hover", known, self._entry(known))

    def show_ghost(self, entry: Mapping[str, Any] | None) -> None:
        """Show a place besides the scene's, to compare, as an entry like theirs; None: no more."""
        self._ghost = dict(entry) if entry is not None else None
        self._call("ghost", self._ghost)

    def fit_all(self) -> None:
        """Show all places."""
        self._call("fitAll")

    def fit_place(self, place_id: str) -> None:
        """Zoom to a place."""
        if self._has(place_id):
            self._call("fitPlace", place_id, self._entry(place_id))

    def set_view(self, view: View) -> None:
        """Go to where a view stands."""
        self._view = view
        self._call("setView", view.lat, view.lon, view.zoom)

    def set_theme(self, name: str) -> None:
        """Light or dark."""
        self._theme = name
        self._call("setTheme", name)

    def set_tiles(self, source: TileSource | None) -> None:
        """Show online tiles, or with None our own base map and no request at all."""
        self._tiles = source
        self._engine.handler.tiles.set_source(source)
        self._call("setTiles", self._tile_options())

    @property
    def layer(self) -> str:
        """How places are shown: one of `LAYERS`."""
        return self._layer

    def reload(self) -> None:
        """Start the page anew, with what it showed."""
        self._restarts.clear()
        self._restart()

    @property
    def view(self) -> View:
        """Where the map stands, with what is selected and whose tiles are shown."""
        tiles = self._tiles.name if self._tiles else None
        return dataclasses.replace(self._view or View(), selected=self._selected, tiles=tiles)

    @property
    def bounds(self) -> Bounds | None:
        """What the map shows; None before the page is there."""
        return self._bounds

    @property
    def page(self) -> QWebEnginePage:
        """The page, for tests and benchmarks."""
        return self._page

    # What the page tells

    def _on_loaded(self, whole: bool) -> None:
        """The page's scripts have run: it can be told what to show."""
        if not whole:
            return
        self._ready = True
        self._unanswered = 0
        self._call("setTheme", self._theme)
        if self._layer != LAYERS[0]:
            self._call("setLayer", self._layer)
        if self._tiles:
            self._call("setTiles", self._tile_options())
        if self._ghost is not None:
            self._call("ghost", self._ghost)
        if self._scene is None:
            QTimer.singleShot(_PATIENCE_MS, self, self._begin)
        elif self._view is None:
            self._load(None)
        else:
            self._load({"lat": self._view.lat, "lon": self._view.lon, "zoom": self._view.zoom})

    def _begin(self) -> None:
        """Show the base map alone, where there are no places to draw it with."""
        if self._scene is None:
            self._call("begin")

    def _on_drawn(self, revision: int, count: int) -> None:
        if revision == self._revision:
            self.drawn.emit(count)

    def _on_selected(self, place_id: str) -> None:
        if place_id == "" or self._has(place_id):
            self._wanted = self._selected = place_id or None
            self.placeClicked.emit(place_id)

    def _on_hovered(self, place_id: str) -> None:
        if place_id == "" or self._has(place_id):
            self.placeHovered.emit(place_id)

    def _on_moved(self, view: View, bounds: Bounds) -> None:
        self._view = view
        self._bounds = bounds
        self.moved.emit(self.view)

    def _load(self, view: javascript.Value) -> None:
        """Hand the scene to the page: in the call itself, or by a path if there is much of it."""
        scene: javascript.Value = self._scene
        if self._crowd is not None:
            more: dict[str, javascript.Value] = {"crowd": self._answering(self._crowd)}
            if self._crowd.foreseen is not None:
                more["foreseen"] = dict(self._crowd.foreseen)
            scene = dict(self._scene or {}) | more
        elif len(self._ids) > _PLACES_IN_A_CALL:
            data = json.dumps(scene, allow_nan=False, separators=(",", ":"))
            scene = self._engine.publish(f"{self._document}.json", data.encode())
        chosen = self._entry(self._selected)
        self._call("load", scene, self._revision, self._selected, view, chosen)

    def _answering(self, crowd: Crowd) -> str:
        """Let the page ask a crowd, and no more what was shown before; gives the path to ask."""
        # numpy is imported with it: a launch with few places need not wait for that.
        from viewer.atlas.questions import answer

        self._engine.handler.answer_no_more(self._asked)
        self._asked = f"{self._document}-{self._revision}"
        return self._engine.handler.answer_by(self._asked, partial(answer, crowd))

    def _has(self, place_id: str | None) -> bool:
        if place_id is None or self._crowd is None:
            return place_id in self._ids
        return self._crowd.row_of(place_id) is not None

    def _entry(self, place_id: str | None) -> javascript.Value:
        """A place of a crowd, which the page may not have; None if all are there."""
        return self._crowd.entry_of_id(place_id) if self._crowd is not None else None

    def _tile_options(self) -> javascript.Value:
        if self._tiles is None:
            return None
        return {
            # The number makes the address new, so that no tile of another source is shown.
            "url": f"/tiles/{abs(hash(self._tiles.url)) % 10**9}/{{z}}/{{x}}/{{y}}",
            "attribution": self._tiles.attribution,
            "minZoom": self._tiles.min_zoom,
            "maxZoom": self._tiles.max_zoom,
        }

    def _call(self, function: str, *arguments: javascript.Value) -> None:
        if self._ready:
            self._page.runJavaScript(javascript.call(f"dateline.{function}", *arguments))

    # Staying alive

    def _beat(self) -> None:
        """Ask the page for an answer; one that owes too many is hung, and is ended."""
        if not self.isVisible():
            self._unanswered = 0
            return
        pid = self._page.renderProcessPid()
        if self._unanswered >= (_BEATS_OWED if self._ready else _BEATS_TO_LOAD) and pid > 0:
            self._unanswered = 0
            # Windows has no SIGKILL; there SIGTERM ends a process just as surely.
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
            return
        self._unanswered += 1
        if self._ready:
            self._page.runJavaScript("1", self._on_answer)

    def _on_answer(self, _: object) -> None:
        self._unanswered = 0

    def _restart(self) -> None:
        self._ready = False
        self._unanswered = 0
        self._page.load(QUrl(PAGE_URL))

    def _on_destroyed(self) -> None:
        """The engine shuts down: the page is asked nothing any more."""
        self._ready = False
        self._heart.stop()

    def _on_terminated(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int
    ) -> None:
        self._ready = False
        if status == QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            return
        now = time.monotonic()
        while self._restarts and now - self._restarts[0] > _RETRY_SPAN_S:
            self._restarts.popleft()
        if len(self._restarts) >= _RETRIES:
            self.broken.emit("The map stopped working again and again. Reload it to try once more.")
            return
        self._restarts.append(now)
        self._restart()
