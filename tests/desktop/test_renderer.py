"""Pictures, drawn by the real engine and read by other programs."""

from __future__ import annotations

import io
import os
import re
import signal
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pypdf
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from tests.export.samples import HOSTILE, library, reading
from viewer.atlas.scene import build_scene
from viewer.atlas.tiles import TileSource
from viewer.desktop.engine import Engine
from viewer.desktop.figure import draw
from viewer.desktop.renderer import FigureRenderer, Form
from viewer.export.figure import FigureSpec, request
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import ExportError, Mention, Place, Role, Shape, View

KYIV = View(lat=50.45, lon=30.5234, zoom=6.0)
SPEC = FigureSpec(1200, 800, 96, title="Talks & war", view=KYIV)
GREEN = "#00a040"
SEA, LAND = QColor("#d3dfe6"), QColor("#f7f5f0")


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


@pytest.fixture
def renderer(engine: Engine) -> Any:
    made = FigureRenderer(engine)
    yield made
    made.close()


def picture(data: bytes) -> QImage:
    image = QImage.fromData(data)
    assert not image.isNull()
    return image


def share(image: QImage, colour: QColor, tolerance: int = 6) -> float:
    """How much of a picture has a colour, looked at on a grid."""
    hits = total = 0
    for x in range(0, image.width(), 7):
        for y in range(0, image.height(), 7):
            seen = image.pixelColor(x, y)
            pairs = zip(seen.getRgb()[:3], colour.getRgb()[:3], strict=True)
            hits += all(abs(a - b) <= tolerance for a, b in pairs)
            total += 1
    return hits / total


# -- PNG -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "dpi"), [(1200, 800, 96), (1653, 1169, 300)])
def test_a_png_has_the_size_the_resolution_and_the_credit(
    engine: Engine, boundaries: BoundaryIndex, width: int, height: int, dpi: int
) -> None:
    spec = FigureSpec(width, height, dpi, title="Війна", show_attribution=False)
    image = picture(draw(engine, library(), boundaries, spec, Form.PNG))
    assert (image.width(), image.height()) == (width, height)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(dpi / 0.0254)
    assert image.text("Title") == "Війна"
    assert "Natural Earth" in image.text("Copyright")


def test_8k_is_drawn_whole(engine: Engine, boundaries: BoundaryIndex) -> None:
    data = draw(engine, library(), boundaries, FigureSpec.preset("8k"), Form.PNG)
    image = picture(data)
    assert (image.width(), image.height()) == (7680, 4320)
    corners = [(0, 0), (7679, 0), (0, 4319), (7679, 4319)]
    assert {image.pixelColor(x, y).name() for x, y in corners} == {"#ffffff"}


def test_the_map_is_right_to_the_pixel(engine: Engine, boundaries: BoundaryIndex) -> None:
    spec = replace(SPEC.bare(), show_attribution=False, show_scale=False)
    at_sea = replace(spec, view=View(lat=43.3, lon=34.0, zoom=7.5))
    image = picture(draw(engine, Library.of(), boundaries, at_sea, Form.PNG))
    assert image.pixelColor(600, 500) == SEA
    # A pin stands where its place is: the middle of the map is Kyiv.
    pinned = picture(draw(engine, library("Kyiv"), boundaries, spec, Form.PNG))
    plain = picture(draw(engine, Library.of(), boundaries, spec, Form.PNG))
    changed = [
        (x, y)
        for x in range(540, 660)
        for y in range(340, 460)
        if pinned.pixelColor(x, y).name() == "#c8402a" != plain.pixelColor(x, y).name()
    ]
    assert sum(x for x, _ in changed) / len(changed) == pytest.approx(600, abs=1)
    assert sum(y for _, y in changed) / len(changed) == pytest.approx(400, abs=1)


def test_what_the_window_showed_stays_in_view(engine: Engine, boundaries: BoundaryIndex) -> None:
    # A window of 1600 px shows 35 degrees at zoom 6: these stood just inside of its edges.
    west, east = (
        Place(f"p{lon}", f"At {lon}", "city", Shape.POINT, 50.45, lon) for lon in (14, 47)
    )
    found = reading("West and east")
    mentions = (
        Mention(0, 4, "West", Role.LITERAL, west, 1.0, "gazetteer title"),
        Mention(9, 13, "east", Role.LITERAL, east, 1.0, "gazetteer title"),
    )
    library = Library.of([replace(found, mentions=mentions)])
    wide = replace(SPEC, window_px=(1600, 400))
    for spec in (wide, replace(wide, width_px=700, height_px=1100)):
        svg = draw(engine, library, boundaries, spec, Form.SVG).decode()
        assert ">At 14</text>" in svg
        assert ">At 47</text>" in svg


def test_nothing_of_the_furniture_is_drawn_when_all_is_off(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    bare = replace(SPEC.bare(), show_attribution=False, show_scale=False)
    svg = draw(engine, library(), boundaries, bare, Form.SVG).decode()
    words = re.findall(r">([^<>]+)</text>", svg)
    for absent in ("Legend", "Articles", "Talks &amp; war", "placed", " km", "Made with"):
        assert not any(absent in word for word in words), absent


def test_light_and_dark_differ(engine: Engine, boundaries: BoundaryIndex) -> None:
    dark = picture(draw(engine, library(), boundaries, replace(SPEC, theme="dark"), Form.PNG))
    light = picture(draw(engine, library(), boundaries, SPEC, Form.PNG))
    assert dark.pixelColor(1, 1).lightness() < 40
    assert light.pixelColor(1, 1).lightness() > 240


# -- SVG -----------------------------------------------------------------------------------


def svg_of(engine: Engine, boundaries: BoundaryIndex, of: Library, spec: FigureSpec) -> str:
    return draw(engine, of, boundaries, spec, Form.SVG).decode("utf-8")


def test_an_svg_has_its_size_its_text_and_its_credit(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    svg = svg_of(engine, boundaries, library(), replace(SPEC, show_attribution=False))
    root = ET.fromstring(svg)
    space = {"": "http://www.w3.org/2000/svg"}
    assert root.get("width") == "12.5in"
    assert root.get("viewBox") == "0 0 1200 800"
    texts = ["".join(text.itertext()) for text in root.iterfind(".//text", space)]
    for wanted in ("Talks & war", "Legend", "Articles", "8 of 9 mentions placed, in 2 articles"):
        assert wanted in texts
    assert "Kyiv" in " ".join(texts)
    assert not any("Made with" in text for text in texts)
    assert "Made with Dateline" in svg
    assert "rgba" not in svg
    assert "NaN" not in svg


def test_another_program_draws_the_svg_as_the_engine_draws_the_png(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    spec = replace(SPEC, view=View(lat=43.3, lon=34.0, zoom=5.0))
    drawn = picture(draw(engine, library(), boundaries, spec, Form.PNG))
    reader = QSvgRenderer(QByteArray(draw(engine, library(), boundaries, spec, Form.SVG)))
    assert reader.isValid()
    again = QImage(1200, 800, QImage.Format.Format_RGB32)
    again.fill(0)
    painter = QPainter(again)
    reader.render(painter)
    painter.end()
    assert 0.1 < share(drawn, SEA) < 0.7
    assert share(again, SEA) == pytest.approx(share(drawn, SEA), abs=0.03)
    assert share(again, LAND) == pytest.approx(share(drawn, LAND), abs=0.03)


def test_hostile_titles_do_nothing_and_come_out_as_text(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    hostile = library(*(f"{line} Kyiv" for line in HOSTILE))
    for title in HOSTILE:
        spec = replace(SPEC, title=title[:300])
        root = ET.fromstring(svg_of(engine, boundaries, hostile, spec))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {
            "svg",
            "title",
            "desc",
            "metadata",
            "RDF",
            "Description",
            "rights",
            "creator",
            "format",
            "defs",
            "clipPath",
            "g",
            "path",
            "text",
        }


def test_many_articles_are_counted_where_there_is_no_room(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    many = library(*(f"Article number {n} about Kyiv" for n in range(200)))
    for spec in (SPEC, replace(SPEC, width_px=900, height_px=1300)):
        svg = svg_of(engine, boundaries, many, spec)
        listed = len(set(re.findall(r"Article number (\d+)", svg.split("</metadata>")[1])))
        more = re.search(r">and (\d+) more<", svg)
        assert more is not None
        assert listed >= 3
        assert listed + int(more[1]) == 200


def test_right_to_left_titles_are_laid_out_so(engine: Engine, boundaries: BoundaryIndex) -> None:
    svg = svg_of(engine, boundaries, library("נשיא רוסיה בדיון Kyiv"), SPEC)
    line = re.search(r"<text[^>]*>נשיא[^<]*</text>", svg)
    assert line is not None
    before = svg[: line.end()]
    assert before.rfind('direction="rtl"') > before.rfind("<g ") - 1


# -- PDF -----------------------------------------------------------------------------------


def test_a_pdf_is_one_page_of_the_right_size_with_text_and_no_picture(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    spec = FigureSpec.preset("a4", title="Talks & війна", show_attribution=False)
    reader = pypdf.PdfReader(io.BytesIO(draw(engine, library(), boundaries, spec, Form.PDF)))
    (page,) = reader.pages
    assert float(page.mediabox.width) == pytest.approx(841.9, abs=1)
    assert float(page.mediabox.height) == pytest.approx(595.3, abs=1)
    assert len(page.images) == 0
    text = page.extract_text()
    assert "Talks & війна" in text
    assert "8 of 9 mentions placed" in text
    assert reader.metadata is not None
    assert reader.metadata.title == "Talks & війна"
    assert "Natural Earth" in (reader.metadata.subject or "")


def test_one_renderer_draws_one_picture_after_another(
    renderer: FigureRenderer, boundaries: BoundaryIndex, qtbot: QtBot
) -> None:
    scene = build_scene(library(), boundaries)
    for form in ("pdf", "png", "svg", "pdf"):
        with qtbot.waitSignal(renderer.finished, timeout=20_000) as signal_:
            renderer.render(request(SPEC, library(), form), scene)
        starts = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml"}
        assert signal_.args is not None
        assert signal_.args[0].startswith(starts[form])
        assert not renderer.busy


# -- what goes wrong -----------------------------------------------------------------------


def asked(**more: Any) -> dict[str, Any]:
    return {**request(SPEC, library(), "png"), **more}


def test_an_error_in_the_page_is_told(
    renderer: FigureRenderer, boundaries: BoundaryIndex, qtbot: QtBot
) -> None:
    scene = build_scene(library(), boundaries)
    with qtbot.waitSignal(renderer.failed, timeout=20_000) as told:
        renderer.render(asked(), {"places": [{"broken": True, "shape": "point", "polygon": 5}]})
    assert told.args is not None
    assert told.args[0].startswith("The picture could not be drawn")
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)


def test_a_tile_that_cannot_be_had_is_told_and_no_half_map_is_given(
    engine: Engine, boundaries: BoundaryIndex
) -> None:
    # Port 9 of this machine: nobody answers there, and nothing leaves the machine.
    tiles = TileSource("T", "http://127.0.0.1:9/{z}/{x}/{y}.png", "© T", 0, 10)
    engine.handler.tiles.set_source(tiles)
    with pytest.raises(ExportError, match=r"127\.0\.0\.1"):
        draw(engine, library(), boundaries, SPEC, Form.PNG, tiles)
    engine.handler.tiles.set_source(None)


class Tiles(BaseHTTPRequestHandler):
    """A server of tiles that are all of one green."""

    asked: ClassVar[list[str]] = []
    data = b""

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(self.data)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def tile_server(tmp_path: Path) -> Iterator[TileSource]:
    tile = QImage(256, 256, QImage.Format.Format_RGB32)
    tile.fill(QColor(GREEN))
    tile.save(str(tmp_path / "tile.png"))
    Tiles.data = (tmp_path / "tile.png").read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    yield TileSource("T", url, "© T contributors", 0, 10)
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_picture_waits_for_all_its_tiles(
    engine: Engine, boundaries: BoundaryIndex, tile_server: TileSource
) -> None:
    engine.handler.tiles.set_source(tile_server)
    spec = replace(SPEC, view=View(lat=10, lon=-40, zoom=5.5))
    data = draw(engine, library(), boundaries, spec, Form.PNG, tile_server)
    svg = draw(engine, library(), boundaries, spec, Form.SVG, tile_server).decode()
    engine.handler.tiles.set_source(None)
    assert share(picture(data), QColor(GREEN)) > 0.55
    assert share(picture(data), SEA) == 0
    assert len(Tiles.asked) > 12
    assert {path.split("/")[1] for path in Tiles.asked} == {"6"}
    assert svg.count("<image ") > 12
    assert "© T contributors" in svg
    assert "127.0.0.1" not in svg


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like that here")
def test_the_process_that_draws_may_die(
    renderer: FigureRenderer, boundaries: BoundaryIndex, qtbot: QtBot
) -> None:
    scene = build_scene(library(), boundaries)
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)
    assert renderer.page is not None
    with qtbot.waitSignal(renderer.failed, timeout=20_000) as told:
        renderer.render(asked(width=7680, height=4320, scale=3.6), scene)
        os.kill(renderer.page.renderProcessPid(), signal.SIGKILL)
    assert told.args is not None
    assert "process" in told.args[0]
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)


def test_a_page_that_hangs_is_given_up(
    engine: Engine, boundaries: BoundaryIndex, qtbot: QtBot
) -> None:
    renderer = FigureRenderer(engine, patience_ms=1500)
    scene = build_scene(library(), boundaries)
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)
    assert renderer.page is not None
    renderer.page.runJavaScript("for (;;) {}")
    with qtbot.waitSignal(renderer.failed, timeout=20_000) as told:
        renderer.render(asked(), scene)
    assert told.args is not None
    assert "too long" in told.args[0]
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)
    renderer.close()


def test_a_cancelled_picture_gives_no_signal_and_the_next_is_drawn(
    renderer: FigureRenderer, boundaries: BoundaryIndex, qtbot: QtBot
) -> None:
    scene = build_scene(library(), boundaries)
    heard: list[object] = []
    renderer.finished.connect(heard.append)
    renderer.failed.connect(heard.append)
    renderer.render(asked(width=7680, height=4320, scale=3.6), scene)
    renderer.cancel()
    assert not renderer.busy
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked(), scene)
    (data,) = heard
    assert isinstance(data, bytes)
    assert picture(data).width() == 1200


def test_nothing_stays_published(engine: Engine, boundaries: BoundaryIndex) -> None:
    draw(engine, library(), boundaries, SPEC, Form.PNG)
    assert not [path for path in engine.handler._documents if "request" in path or "scene" in path]
