"""What a page may tell Python: a few typed messages, whose values are checked here again.

The bridge lives in a script world of its own: the page's own scripts cannot see it. They can
send the relay whatever they like, so nothing here trusts what arrives.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QFile, QIODevice, QObject, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from viewer.atlas.assets import WEB
from viewer.model import Bounds, View

_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_LONGEST_ID = 400
_LONGEST_MESSAGE = 2000
_LARGEST = 2**31 - 1


class Bridge(QObject):
    """The slots that a page can reach, and the signals that tell of what was sound."""

    scene_drawn = Signal(int, int)
    """revision, number of places drawn"""
    place_selected = Signal(str)
    place_hovered = Signal(str)
    view_moved = Signal(object, object)
    """View, Bounds"""
    figure_ready = Signal(int, int)
    """token, length"""
    figure_failed = Signal(int, str)
    page_failed = Signal(str)

    @Slot(int, int)
    def drawn(self, revision: int, count: int) -> None:
        """A scene is on the screen."""
        if revision >= 0 and count >= 0:
            self.scene_drawn.emit(revision, count)

    @Slot(str)
    def selected(self, place_id: str) -> None:
        """A place was clicked, or empty ground."""
        if len(place_id) <= _LONGEST_ID:
            self.place_selected.emit(place_id)

    @Slot(str)
    def hovered(self, place_id: str) -> None:
        """A place is pointed at, or none."""
        if len(place_id) <= _LONGEST_ID:
            self.place_hovered.emit(place_id)

    @Slot(float, float, float, float, float, float, float)
    def moved(  # seven numbers, as the page has them
        self,
        lat: float,
        lon: float,
        zoom: float,
        south: float,
        west: float,
        north: float,
        east: float,
    ) -> None:
        """The map has come to rest somewhere."""
        numbers = (lat, lon, zoom, south, west, north, east)
        sound = all(map(math.isfinite, numbers)) and abs(lat) <= 90 and abs(lon) <= 180
        if sound and 0 <= zoom <= 24 and -90 <= south <= north <= 90:
            self.view_moved.emit(View(lat, lon, zoom), Bounds(south, west, north, east))

    @Slot(int, int)
    def figureReady(self, token: int, length: int) -> None:
        """A figure can be fetched."""
        if token >= 0 and 0 <= length <= _LARGEST:
            self.figure_ready.emit(token, length)

    @Slot(int, str)
    def figureFailed(self, token: int, message: str) -> None:
        """A figure could not be made."""
        self.figure_failed.emit(token, message[:_LONGEST_MESSAGE])

    @Slot(str)
    def failed(self, message: str) -> None:
        """Something went wrong in the page."""
        self.page_failed.emit(message[:_LONGEST_MESSAGE])


def attach(page: QWebEnginePage, bridge: Bridge) -> None:
    """Give a page the bridge: the relay in its own world, and the channel that it talks by.

    The relay is run when a page has loaded. As a script of the page's own collection it would
    now and then be missing after a render process was lost.
    """
    channel = QWebChannel(page)
    channel.registerObject("bridge", bridge)
    page.setWebChannel(channel, _WORLD.value)
    relay = _library() + "\n" + (WEB / "relay.js").read_text(encoding="utf-8")
    page.loadFinished.connect(lambda _: page.runJavaScript(relay, _WORLD.value))


def _library() -> str:
    """Qt's own half of the channel."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data()).decode()
