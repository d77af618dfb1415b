"""The context that writes SVG, against the canvas that it stands in for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.export.samples import HOSTILE, library
from viewer.atlas.scene import build_scene
from viewer.desktop.engine import Engine
from viewer.desktop.renderer import FigureRenderer
from viewer.export.figure import FigureSpec, request
from viewer.gazetteer.boundaries import BoundaryIndex

# Draws the same on a canvas and as SVG, has the engine show the SVG, and compares the pixels.
COMPARE = """
import("app://map/web/svg.js").then(async ({ SvgContext }) => {
  const draw = (ctx) => { %s };
  const size = 200;
  const sheet = () => Object.assign(document.createElement("canvas"), { width: size, height: size })
    .getContext("2d", { willReadFrequently: true });
  const [one, other, svg] = [sheet(), sheet(), new SvgContext(size, size)];
  for (const ctx of [one, svg]) {
    ctx.fillStyle = "#ffffff";
    ctx.fillRect(0, 0, size, size);
    ctx.fillStyle = "#000000";
    draw(ctx);
  }
  const text = svg.document();
  const image = new Image();
  image.src = "data:image/svg+xml," + encodeURIComponent(text);
  await image.decode();
  other.drawImage(image, 0, 0);
  const [a, b] = [one, other].map((ctx) => ctx.getImageData(0, 0, size, size).data);
  let [differ, ink] = [0, 0];
  for (let i = 0; i < a.length; i += 4) {
    const off = [0, 1, 2].reduce((sum, k) => sum + Math.abs(a[i + k] - b[i + k]), 0);
    if (off > 150) differ += 1;
    if (a[i] + a[i + 1] + a[i + 2] < 600) ink += 1;
  }
  window.compared = JSON.stringify({ differ, ink, text });
}).catch((error) => { window.compared = JSON.stringify({ error: String(error.stack) }); });
"""

SHAPES = {
    "paths": "ctx.lineWidth = 3; ctx.strokeStyle = 'rgba(200, 0, 0, 0.8)'; ctx.fillStyle = '#00a';"
    "ctx.beginPath(); ctx.moveTo(10, 10); ctx.lineTo(150, 30); ctx.lineTo(90, 170.333);"
    "ctx.closePath(); ctx.fill(); ctx.stroke(); ctx.lineTo(180, 180); ctx.stroke();",
    "evenodd": "ctx.beginPath(); ctx.rect(20, 20, 150, 150); ctx.rect(60, 60, 60, 60);"
    "ctx.fill('evenodd');",
    "arcs": "ctx.beginPath(); ctx.arc(60, 60, 40, 0, 2 * Math.PI); ctx.fill(); ctx.beginPath();"
    "ctx.moveTo(130, 130); ctx.arc(130, 130, 50, -0.5, 2.5); ctx.closePath(); ctx.fill();"
    "ctx.beginPath(); ctx.arc(150, 40, 30, 1, -2, true); ctx.stroke();"
    "ctx.beginPath(); ctx.roundRect(10, 120, 80, 60, 14); ctx.fill();",
    "curves": "ctx.beginPath(); ctx.moveTo(10, 100); ctx.quadraticCurveTo(60, 0, 100, 100);"
    "ctx.bezierCurveTo(120, 190, 170, 190, 190, 20); ctx.lineWidth = 4; ctx.stroke();",
    "transforms": "ctx.save(); ctx.translate(100, 100); ctx.rotate(0.4); ctx.scale(2, 2);"
    "ctx.fillRect(-30, -20, 60, 40); ctx.strokeStyle = '#c00'; ctx.lineWidth = 3;"
    "ctx.setLineDash([6, 4]); ctx.strokeRect(-35, -25, 70, 50); ctx.restore();"
    "ctx.fillRect(0, 0, 20, 20); ctx.setTransform(1, 0, 0.5, 1, 10, 150);"
    "ctx.fillRect(0, 0, 60, 30);",
    "clips": "ctx.save(); ctx.beginPath(); ctx.arc(100, 100, 80, 0, 7); ctx.clip(); ctx.save();"
    "ctx.beginPath(); ctx.rect(0, 0, 100, 200); ctx.clip(); ctx.fillRect(0, 0, 200, 200);"
    "ctx.restore(); ctx.fillStyle = '#0a0'; ctx.fillRect(90, 90, 30, 30); ctx.restore();"
    "ctx.fillStyle = '#00f'; ctx.fillRect(180, 180, 20, 20);",
    "states": "ctx.globalAlpha = 0.5; ctx.fillStyle = 'black'; ctx.save(); ctx.globalAlpha = 1;"
    "ctx.fillStyle = 'red'; ctx.fillRect(0, 0, 50, 50); ctx.restore();"
    "ctx.fillRect(60, 60, 100, 100); ctx.restore(); ctx.restore(); ctx.fillRect(0, 160, 50, 40);",
    "joins": "ctx.lineWidth = 14; ctx.lineJoin = 'round'; ctx.lineCap = 'round'; ctx.beginPath();"
    "ctx.moveTo(30, 30); ctx.lineTo(150, 40); ctx.lineTo(40, 90); ctx.stroke();"
    "ctx.lineJoin = 'miter'; ctx.lineCap = 'square'; ctx.beginPath();"
    "ctx.moveTo(30, 130); ctx.lineTo(150, 140); ctx.lineTo(40, 180); ctx.stroke();",
    "text": "ctx.font = 'italic 600 20px \"Noto Sans\", sans-serif'; ctx.fillText('Left', 10, 30);"
    "ctx.textAlign = 'center'; ctx.fillText('Middle', 100, 60); ctx.textAlign = 'right';"
    "ctx.fillText('Right', 190, 90); ctx.textAlign = 'left'; ctx.textBaseline = 'middle';"
    "ctx.fillText('Half', 10, 120); ctx.textBaseline = 'top'; ctx.fillText('Top', 100, 120);"
    "ctx.textBaseline = 'alphabetic'; ctx.letterSpacing = '3px'; ctx.strokeText('Wide', 10, 180);",
    "direction": "ctx.font = '22px \"Noto Sans Hebrew\", sans-serif'; ctx.direction = 'rtl';"
    "ctx.textAlign = 'right'; ctx.fillText('שלום (abc).', 190, 40); ctx.textAlign = 'start';"
    "ctx.fillText('שלום!', 190, 90); ctx.textAlign = 'left'; ctx.fillText('עולם.', 10, 140);",
    "turned text": "ctx.translate(100, 100); ctx.rotate(-0.5); ctx.scale(1.5, 1.5);"
    "ctx.font = '18px sans-serif'; ctx.textAlign = 'center'; ctx.fillText('Turned', 0, 0);",
}


@pytest.fixture
def page(engine: Engine, qtbot: QtBot) -> Iterator[Any]:
    """A page of ours that can load our modules."""
    renderer = FigureRenderer(engine)
    asked = request(FigureSpec(300, 300), library(), "png")
    with qtbot.waitSignal(renderer.finished, timeout=20_000):
        renderer.render(asked, build_scene(library(), BoundaryIndex.load()))
    yield renderer.page
    renderer.close()


def compared(page: Any, qtbot: QtBot, drawing: str) -> dict[str, Any]:
    def value() -> Any:
        with qtbot.waitCallback(timeout=10_000) as answer:
            page.runJavaScript("window.compared ?? ''", answer)
        assert answer.args is not None
        return answer.args[0]

    page.runJavaScript("window.compared = ''")
    page.runJavaScript(COMPARE % drawing)
    qtbot.waitUntil(lambda: bool(value()), timeout=10_000)
    result: dict[str, Any] = json.loads(value())
    assert "error" not in result, result
    return result


def test_what_is_drawn_looks_the_same_on_both(page: Any, qtbot: QtBot) -> None:
    for name, drawing in SHAPES.items():
        result = compared(page, qtbot, drawing)
        assert result["ink"] > 200, name
        # Edges are smoothed a little differently; what is out of its place differs all over.
        assert result["differ"] < 0.08 * result["ink"], (name, result["differ"], result["text"])


def test_any_text_makes_well_formed_xml(page: Any, qtbot: QtBot) -> None:
    for line in HOSTILE:
        drawing = f"ctx.font = '9px sans-serif'; ctx.fillText({json.dumps(line)}, 0, 100);"
        text = compared(page, qtbot, drawing)["text"]
        assert "<script" not in text
        assert "<img" not in text


def test_what_looks_the_same_is_grouped_and_numbers_are_short(page: Any, qtbot: QtBot) -> None:
    drawing = "for (let i = 0; i < 50; i += 1) ctx.fillRect(i, i / 3, 100, 2);"
    text = compared(page, qtbot, drawing)["text"]
    assert text.count("fill=") == 2  # The ground, and one group for all that is black.
    assert text.count("<path") == 51
    assert "M1 .33l100 0 0 2-100 0z" in text
