"""Scenes for tests of the map, and what it takes to ask a page something."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from viewer.desktop.mapview import MapView

WAIT_MS = 15_000


def entry(name: str, shape: str, lat: float, lon: float, count: int, **more: Any) -> dict[str, Any]:
    """A place of a scene."""
    box = [lat, lon, lat, lon]
    return {
        "id": name.lower(),
        "title": name,
        "kind": "city",
        "shape": shape,
        "lat": lat,
        "lon": lon,
        "count": count,
        "mentions": count,
        "articles": 1,
        "bounds": box,
    } | more


RING = [[31.0, 50.6], [33.4, 51.0], [33.0, 52.3], [31.2, 52.0], [31.0, 50.6]]
SCENE: dict[str, Any] = {
    "articles": 2,
    "places": [
        entry("Ukraine", "area", 49.0, 31.4, 24, boundary="UA", bounds=[44.3, 22.1, 52.4, 40.2]),
        entry("Russia", "area", 61.5, 96.0, 19, boundary="RU", bounds=[41.2, 19.6, 81.9, 190.0]),
        entry("Kyiv", "point", 50.45, 30.5234, 11),
        entry("Kharkiv", "point", 49.99, 36.23, 5),
        entry("Moscow", "point", 55.7558, 37.6173, 5),
        entry("Border", "line", 51.6, 27.8, 4, boundary="BY-UA", bounds=[51.2, 23.6, 52.4, 31.8]),
        entry("Vasylkiv", "point", 50.1776, 30.3217, 1),
        entry("Chernihiv", "vague", 51.4, 32.1, 1, polygon=[RING], bounds=[50.6, 31.0, 52.3, 33.4]),
    ],
}


def many(count: int) -> dict[str, Any]:
    """A scene of so many pins, all over the world."""
    places = [
        entry(f"Place {i}", "point", -60 + 130 * (i * 0.6180339 % 1), -180 + i * 360 / count, i % 9)
        for i in range(count)
    ]
    return {"articles": 1, "places": places}


def ask(qtbot: QtBot, page: QWebEnginePage, expression: str) -> Any:
    """The value of a JavaScript expression in the page; of a promise, what it resolves to."""
    page.runJavaScript(
        "window.testAnswer = null;"
        f"(async () => ({expression}))().then("
        "(value) => { window.testAnswer = JSON.stringify({ value: value ?? null }); },"
        "(error) => { window.testAnswer = JSON.stringify({ error: String(error.stack) }); });"
    )
    answers: list[Any] = []

    def answered() -> bool:
        page.runJavaScript("window.testAnswer", 0, answers.append)
        return any(answers)

    qtbot.waitUntil(answered, timeout=WAIT_MS)
    answer = json.loads(next(filter(None, answers)))
    assert "error" not in answer, answer["error"]
    return answer["value"]


def draw(qtbot: QtBot, view: MapView, scene: dict[str, Any] | None = None) -> None:
    """Show a scene, and wait until all of it is drawn, the finest level and the names too."""
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS):
        view.show_scene(scene or SCENE)
    settle(qtbot, view)


def settle(qtbot: QtBot, view: MapView) -> None:
    """Wait until the map has all that it wants for where it stands."""
    ask(qtbot, view.page, "dateline.settled()")


def at(qtbot: QtBot, view: MapView, lat: float, lon: float, zoom: float) -> None:
    """Put the map somewhere."""
    ask(qtbot, view.page, f"dateline.setView({lat}, {lon}, {zoom})")
    settle(qtbot, view)


def spot(qtbot: QtBot, view: MapView, position: Sequence[float]) -> QPoint:
    """Where (lat, lon) is in the widget."""
    lat, lon = position
    expression = f"map_dateline.latLngToContainerPoint([{lat}, {lon}])"
    point = ask(qtbot, view.page, expression)
    return QPoint(round(point["x"]), round(point["y"]))


def canvas(view: MapView) -> QWidget:
    """The widget that takes the mouse for the page."""
    target = view.focusProxy().focusProxy()
    assert target is not None
    return target


def click(qtbot: QtBot, view: MapView, point: QPoint) -> None:
    """A click as a person makes it."""
    qtbot.mouseClick(canvas(view), Qt.MouseButton.LeftButton, pos=point)
