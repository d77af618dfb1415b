"""The map in its widget, with a real page in a real engine, clicked with a real mouse."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.desktop.pages import SCENE, WAIT_MS, ask, at, canvas, click, draw, entry, settle, spot
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.model import View

KYIV = (50.45, 30.5234)
MOSCOW = (55.75, 37.62)


@pytest.fixture
def view(qtbot: QtBot, engine: Engine) -> Iterator[MapView]:
    made = MapView(engine, heartbeat_ms=300)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    yield made
    engine.shutdown()


@pytest.fixture
def shown(qtbot: QtBot, view: MapView) -> MapView:
    draw(qtbot, view)
    return view


def test_every_place_is_drawn(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        view.show_scene(SCENE)
    assert drawn.args == [len(SCENE["places"])]
    inside = ask(
        qtbot,
        view.page,
        "[...dateline.atlas.places.clusters(map_dateline.getZoom()).flatMap("
        "(cluster) => cluster.members),"
        "...dateline.atlas.places.wide(map_dateline.getZoom())].map((place) => place.id).sort()",
    )
    assert inside == ["chernihiv", "kharkiv", "kyiv", "moscow", "vasylkiv"]


def test_the_first_view_shows_all_that_has_an_exact_spot(shown: MapView) -> None:
    bounds = shown.bounds
    assert bounds is not None
    for place in SCENE["places"]:
        if place["shape"] != "area":
            south, west, north, east = place["bounds"]
            assert bounds.south < south <= north < bounds.north
            assert bounds.west < west <= east < bounds.east
    assert shown.view.zoom > 3


def test_a_map_that_is_shown_late_fits_what_it_shows(qtbot: QtBot, engine: Engine) -> None:
    late = MapView(engine)
    qtbot.addWidget(late)
    with qtbot.waitSignal(late.drawn, timeout=WAIT_MS):
        late.show_scene(SCENE)
    late.resize(800, 500)
    late.show()
    qtbot.waitUntil(lambda: late.view.zoom > 3 and inside(late, *KYIV), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: inside(late, 55.7558, 37.6173), timeout=WAIT_MS)
    settle(qtbot, late)
    assert ask(qtbot, late.page, "map_dateline.getSize().x") == 800
    engine.shutdown()


def test_an_empty_scene_is_drawn_too(qtbot: QtBot, view: MapView) -> None:
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        view.show_scene({"places": [], "articles": 0})
    assert drawn.args == [0]
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        view.show_scene(SCENE)
    assert drawn.args == [8]
    assert view.view.zoom > 3


@pytest.mark.parametrize(
    ("place", "position", "zoom"),
    [
        ("kyiv", KYIV, 9.0),
        ("vasylkiv", (50.1776, 30.3217), 9.0),
        ("border", None, 6.0),
        ("ukraine", (48.2, 33.0), 5.0),
        ("chernihiv", (51.6, 32.9), 8.0),
        ("", (54.0, -30.0), 5.0),
    ],
)
def test_a_click_tells_what_lies_there(
    qtbot: QtBot, shown: MapView, place: str, position: tuple[float, float] | None, zoom: float
) -> None:
    if position is None:
        position = tuple(
            ask(
                qtbot,
                shown.page,
                "(async () => { await dateline.atlas.base.load(6);"
                "const xy = dateline.atlas.base.level(6).border('BY-UA')[0].xy;"
                "const i = 2 * Math.floor(xy.length / 4);"
                "const n = Math.PI * (1 - 2 * xy[i + 1]);"
                "return [Math.atan(Math.sinh(n)) * 180 / Math.PI, xy[i] * 360 - 180]; })()",
            )
        )
    at(qtbot, shown, *position, zoom)
    with qtbot.waitSignal(shown.placeClicked, timeout=WAIT_MS) as clicked:
        click(qtbot, shown, spot(qtbot, shown, position))
    assert clicked.args == [place]
    assert shown.view.selected == (place or None)


def test_a_click_on_a_cluster_opens_it(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 5.0)
    split = "dateline.atlas.overlay.pins.every((pin) => pin.members.length === 1)"
    assert not ask(qtbot, shown.page, split)
    clicks: list[str] = []
    shown.placeClicked.connect(clicks.append)
    click(qtbot, shown, spot(qtbot, shown, KYIV))
    qtbot.waitUntil(lambda: ask(qtbot, shown.page, split), timeout=WAIT_MS)
    assert clicks == []


def test_pins_on_one_spot_are_reached_one_after_the_other(qtbot: QtBot, view: MapView) -> None:
    same = [entry(name, "point", *KYIV, 3) for name in ("Alpha", "Beta", "Gamma")]
    draw(qtbot, view, {"articles": 1, "places": same})
    at(qtbot, view, *KYIV, 10.0)
    clicks: list[str] = []
    view.placeClicked.connect(clicks.append)
    for count in range(1, 5):
        click(qtbot, view, spot(qtbot, view, KYIV))
        qtbot.waitUntil(lambda count=count: len(clicks) == count, timeout=WAIT_MS)
        # Leaflet takes two clicks in quick succession for a double click, and zooms.
        at(qtbot, view, *KYIV, 10.0)
    assert clicks == ["alpha", "beta", "gamma", "alpha"]


def test_pointing_tells_the_name_and_the_count(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 9.0)
    tip = "document.querySelector('.dateline-tooltip')"
    with qtbot.waitSignal(shown.placeHovered, timeout=WAIT_MS) as hovered:
        qtbot.mouseMove(canvas(shown), spot(qtbot, shown, KYIV))
    assert hovered.args == ["kyiv"]
    assert ask(qtbot, shown.page, f"{tip}.textContent") == "Kyiv – 11 passages"
    with qtbot.waitSignal(shown.placeHovered, timeout=WAIT_MS) as hovered:
        qtbot.mouseMove(canvas(shown), spot(qtbot, shown, (50.1776, 30.3217)))
    assert ask(qtbot, shown.page, f"{tip}.textContent") == "Vasylkiv – 1 passage"


def test_the_selected_place_leaves_its_cluster(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 5.0)
    alone = (
        "dateline.atlas.overlay.pins.some((pin) => "
        "pin.place.id === 'vasylkiv' && pin.members.length === 1)"
    )
    assert not ask(qtbot, shown.page, alone)
    shown.select("vasylkiv")
    assert ask(qtbot, shown.page, alone)
    assert ask(
        qtbot, shown.page, "dateline.atlas.overlay.labels.some(({ text }) => text === 'Vasylkiv')"
    )


def test_what_the_selected_pin_would_hide_is_told_beside_it(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 5.0)
    shown.select("kyiv")
    pin = "dateline.atlas.overlay.pins.find(({ place }) => place.id === 'kyiv')"
    counted = ask(qtbot, shown.page, f"[{pin}.count, {pin}.members.map(({{ id }}) => id)]")
    assert counted == [11, ["kyiv", "vasylkiv"]]
    labels = "dateline.atlas.overlay.labels.map(({ text }) => text)"
    assert "Kyiv +1" in ask(qtbot, shown.page, labels)


def test_selecting_brings_a_place_into_view(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, 10.0, -100.0, 5.0)
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.select("kyiv", reveal=True)
    qtbot.waitUntil(lambda: inside(shown, *KYIV), timeout=WAIT_MS)
    assert shown.view.zoom == pytest.approx(5.0)


def inside(view: MapView, lat: float, lon: float) -> bool:
    bounds = view.bounds
    return (
        bounds is not None and bounds.south < lat < bounds.north and bounds.west < lon < bounds.east
    )


def test_fitting_a_place_and_all(qtbot: QtBot, shown: MapView) -> None:
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.fit_place("kyiv")
    assert 8 <= shown.view.zoom <= 9
    assert shown.view.lat == pytest.approx(KYIV[0], abs=0.01)
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.fit_place("border")
    assert shown.bounds is not None
    assert shown.bounds.west < 23.6
    assert shown.bounds.east > 31.8
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.fit_all()
    assert all(inside(shown, place["lat"], place["lon"]) for place in SCENE["places"])


def test_what_was_fitted_fits_when_the_map_gets_smaller(qtbot: QtBot, shown: MapView) -> None:
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.fit_all()
    zoom = shown.view.zoom
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.resize(450, 600)
    qtbot.waitUntil(lambda: shown.view.zoom < zoom - 0.5, timeout=WAIT_MS)
    assert all(inside(shown, place["lat"], place["lon"]) for place in SCENE["places"])
    at(qtbot, shown, *KYIV, 6.0)
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.resize(900, 500)
    settle(qtbot, shown)
    assert shown.view.zoom == pytest.approx(6.0)


def test_a_view_is_kept_to_the_digit(qtbot: QtBot, shown: MapView) -> None:
    shown.select("kharkiv", reveal=False)
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.set_view(View(48.0, 20.0, 5.37))
    assert shown.view.zoom == pytest.approx(5.37)
    assert shown.view.lat == pytest.approx(48.0, abs=0.02)
    assert shown.view.lon == pytest.approx(20.0, abs=0.02)
    assert shown.view.selected == "kharkiv"


def test_a_new_scene_keeps_the_view_unless_it_is_asked_to_fit(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, 10.0, 20.0, 4.0)
    draw(qtbot, shown, {"articles": 1, "places": SCENE["places"][2:4]})
    assert shown.view.zoom == pytest.approx(4.0)
    with qtbot.waitSignals([shown.drawn, shown.moved], timeout=WAIT_MS):
        shown.show_scene(SCENE, fit=True)
    assert inside(shown, *KYIV)


def test_more_places_are_followed_until_the_map_is_moved(qtbot: QtBot, view: MapView) -> None:
    few = {"articles": 1, "places": SCENE["places"][2:4]}
    draw(qtbot, view, few)
    assert not inside(view, *MOSCOW)
    with qtbot.waitSignals([view.drawn, view.moved], timeout=WAIT_MS):
        view.show_scene(SCENE, follow=True)
    assert inside(view, *MOSCOW)
    at(qtbot, view, 10.0, 20.0, 4.0)
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS):
        view.show_scene(few, follow=True)
    assert view.view.zoom == pytest.approx(4.0)


def test_ids_that_are_not_in_the_scene_select_nothing(qtbot: QtBot, shown: MapView) -> None:
    shown.select("nowhere")
    shown.highlight("nowhere")
    shown.fit_place("nowhere")
    settle(qtbot, shown)
    assert shown.view.selected is None
    clicks: list[str] = []
    shown.placeClicked.connect(clicks.append)
    shown.placeHovered.connect(clicks.append)
    forged = '{"type": "selected", "id": "nowhere"}'
    ask(
        qtbot,
        shown.page,
        f"document.dispatchEvent(new CustomEvent('dateline', {{detail: {forged!r}}})) && null",
    )
    shown.page.runJavaScript("dateline.select('kyiv')")
    at(qtbot, shown, *KYIV, 9.0)
    with qtbot.waitSignal(shown.placeClicked, timeout=WAIT_MS):
        click(qtbot, shown, spot(qtbot, shown, KYIV))
    assert clicks == ["kyiv"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_is_what_is_seen(qtbot: QtBot, shown: MapView, theme: str) -> None:
    at(qtbot, shown, 20.0, -40.0, 4.0)
    shown.set_theme(theme)
    settle(qtbot, shown)
    ocean = QColor("#d3dfe6" if theme == "light" else "#11181f")

    def seen() -> bool:
        return shown.grab().toImage().pixelColor(450, 300) == ocean

    qtbot.waitUntil(seen, timeout=WAIT_MS)


def test_the_attribution_is_always_there(qtbot: QtBot, shown: MapView) -> None:
    text = ask(
        qtbot, shown.page, "document.querySelector('.leaflet-control-attribution').textContent"
    )
    assert "Natural Earth" in text
    assert "GeoNames" in text


def test_the_keyboard_moves_and_zooms(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 6.0)
    canvas(shown).setFocus()
    ask(qtbot, shown.page, "map_dateline.getContainer().focus()")
    lon = shown.view.lon
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        qtbot.keyClick(canvas(shown), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: shown.view.lon > lon, timeout=WAIT_MS)
    qtbot.keyClick(canvas(shown), Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: shown.view.zoom == pytest.approx(7.0), timeout=WAIT_MS)


def test_the_wheel_zooms_about_the_pointer(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 6.0)
    under = "map_dateline.containerPointToLatLng([700, 150])"
    before = ask(qtbot, shown.page, under)
    wheel = "new WheelEvent('wheel', {deltaY: -120, clientX: 700, clientY: 150, bubbles: true})"
    ask(qtbot, shown.page, f"map_dateline.getContainer().dispatchEvent({wheel})")
    qtbot.waitUntil(lambda: shown.view.zoom == pytest.approx(6.5), timeout=WAIT_MS)
    settle(qtbot, shown)
    after = ask(qtbot, shown.page, under)
    assert after["lat"] == pytest.approx(before["lat"], abs=0.02)
    assert after["lng"] == pytest.approx(before["lng"], abs=0.02)
    painted = "dateline.atlas.overlay.zoom - dateline.atlas.ground._tileZoom"
    assert ask(qtbot, shown.page, painted) == 0


def test_dragging_moves_the_ground_and_the_places_together(qtbot: QtBot, shown: MapView) -> None:
    at(qtbot, shown, *KYIV, 9.0)
    target, middle = canvas(shown), QPoint(450, 300)
    before = spot(qtbot, shown, KYIV)
    qtbot.mousePress(target, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        qtbot.mouseMove(target, middle + QPoint(20 * step, 10 * step))
    qtbot.mouseRelease(target, Qt.MouseButton.LeftButton, pos=middle + QPoint(100, 50))
    qtbot.waitUntil(lambda: spot(qtbot, shown, KYIV).x() > before.x() + 50, timeout=WAIT_MS)
    settle(qtbot, shown)
    pin, ground = ask(
        qtbot,
        shown.page,
        "(() => { const { overlay } = dateline.atlas;"
        "const pin = overlay.pins.find(({ place }) => place.id === 'kyiv');"
        "const point = overlay.bounds.min.add([pin.x, pin.y]);"
        "return [map_dateline.layerPointToContainerPoint(point),"
        f"map_dateline.latLngToContainerPoint([{KYIV[0]}, {KYIV[1]}])]; }})()",
    )
    assert pin["x"] == pytest.approx(ground["x"], abs=1)
    assert pin["y"] == pytest.approx(ground["y"], abs=1)


def kill(view: MapView) -> None:
    pid = view.page.renderProcessPid()
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


def lose(qtbot: QtBot, view: MapView, how: str) -> None:
    """End the page's process, or hang it, and wait for the map to be drawn again."""
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        if how == "hang":
            view.page.runJavaScript("while (true) {}")
        else:
            kill(view)
    assert drawn.args == [8]


@pytest.mark.parametrize("how", ["kill", "hang"])
def test_the_map_comes_back_where_it_was(qtbot: QtBot, shown: MapView, how: str) -> None:
    shown.set_theme("dark")
    shown.select("kharkiv", reveal=False)
    with qtbot.waitSignal(shown.moved, timeout=WAIT_MS):
        shown.set_view(View(48.0, 34.0, 6.25))
    stood = shown.view
    pid = shown.page.renderProcessPid()
    lose(qtbot, shown, how)
    assert shown.page.renderProcessPid() not in (0, pid)
    settle(qtbot, shown)
    assert shown.view.zoom == pytest.approx(stood.zoom)
    assert shown.view.lat == pytest.approx(stood.lat, abs=0.01)
    state: Any = ask(
        qtbot,
        shown.page,
        "({...dateline.atlas.overlay.state, base: 0, theme: dateline.atlas.theme.name})",
    )
    assert state["selected"] == "kharkiv" == shown.view.selected
    assert state["theme"] == "dark"


def test_a_map_that_will_not_stay_up_says_so_and_can_be_tried_again(
    qtbot: QtBot, shown: MapView
) -> None:
    for _ in range(3):
        lose(qtbot, shown, "kill")
    with qtbot.waitSignal(shown.broken, timeout=WAIT_MS) as broken:
        kill(shown)
    assert "\n" not in broken.args[0]
    with qtbot.waitSignal(shown.drawn, timeout=WAIT_MS):
        shown.reload()
    lose(qtbot, shown, "kill")
