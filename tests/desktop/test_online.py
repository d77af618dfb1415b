"""Online tiles, from a server of this machine: asked for only when they are switched on."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.desktop.pages import SCENE, WAIT_MS, ask, at, draw, settle
from viewer import __version__
from viewer.atlas.tiles import TileSource
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView


def tile(colour: str) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


class TileServer(http.server.BaseHTTPRequestHandler):
    """Serves one green tile for all, or what the test asks it to."""

    asked: list[tuple[str, str]]
    status = 200
    mime = "image/png"
    body = b""

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        self.send_response(self.status)
        self.send_header("Content-Type", self.mime)
        self.send_header("Cache-Control", "max-age=1000")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def source() -> Iterator[TileSource]:
    TileServer.asked = []
    TileServer.status, TileServer.mime, TileServer.body = 200, "image/png", tile("#00aa00")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    yield TileSource("Test", url, "<b>Test</b> & friends", max_zoom=12)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def view(qtbot: QtBot, engine: Engine) -> Iterator[MapView]:
    made = MapView(engine)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    draw(qtbot, made)
    at(qtbot, made, 20.0, -40.0, 4.0)
    yield made
    engine.shutdown()


def colour(view: MapView) -> str:
    return view.grab().toImage().pixelColor(300, 200).name()


def test_tiles_are_shown_while_they_are_switched_on(
    qtbot: QtBot, view: MapView, source: TileSource
) -> None:
    assert TileServer.asked == []
    view.set_tiles(source)
    qtbot.waitUntil(lambda: colour(view) == "#00aa00", timeout=WAIT_MS)
    assert {agent for _, agent in TileServer.asked} == {f"Dateline/{__version__}"}
    assert all(path.startswith("/4/") for path, _ in TileServer.asked)
    assert view.view.tiles == "Test"
    credit = "document.querySelector('.leaflet-control-attribution')"
    assert "<b>Test</b> & friends" in ask(qtbot, view.page, f"{credit}.textContent")
    view.set_tiles(None)
    qtbot.waitUntil(lambda: colour(view) == "#d3dfe6", timeout=WAIT_MS)
    assert "Test" not in ask(qtbot, view.page, f"{credit}.textContent")
    asked = len(TileServer.asked)
    at(qtbot, view, 10.0, -30.0, 5.0)
    assert len(TileServer.asked) == asked
    assert view.view.tiles is None


def test_geonames_is_named_on_tiles_of_others_where_its_places_are_shown(
    qtbot: QtBot, view: MapView, source: TileSource
) -> None:
    view.set_tiles(source)
    for geonames in (True, False):
        scene = {**SCENE, "geonames": True} if geonames else SCENE
        with qtbot.waitSignal(view.drawn, timeout=WAIT_MS):
            view.show_scene(scene)
        credit = "document.querySelector('.leaflet-control-attribution').textContent"
        assert ("GeoNames, CC BY 4.0" in ask(qtbot, view.page, credit)) is geonames


@pytest.mark.parametrize(
    ("status", "mime", "body"),
    [(404, "image/png", b""), (500, "text/plain", b"no"), (200, "text/html", b"<p>Log in")],
)
def test_a_tile_that_cannot_be_had_is_told_and_left_empty(
    qtbot: QtBot, view: MapView, source: TileSource, status: int, mime: str, body: bytes
) -> None:
    TileServer.status, TileServer.mime, TileServer.body = status, mime, body
    with qtbot.waitSignal(view.notice, timeout=WAIT_MS) as notice:
        view.set_tiles(source)
    assert "127.0.0.1" in notice.args[0]
    assert "\n" not in notice.args[0]
    settle(qtbot, view)


def test_zooming_past_the_last_tiles_asks_for_no_finer_ones(
    qtbot: QtBot, view: MapView, source: TileSource
) -> None:
    view.set_tiles(source)
    at(qtbot, view, 20.0, -40.0, 15.0)
    qtbot.waitUntil(lambda: colour(view) == "#00aa00", timeout=WAIT_MS)
    assert max(int(path.split("/")[1]) for path, _ in TileServer.asked) == 12
