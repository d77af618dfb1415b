"""A map of more places than can be drawn one by one, with a real page and a real mouse."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.atlas.crowds import BOUNDARIES, Places, scattered, spots_of, town
from tests.desktop.pages import WAIT_MS, ask, at, click, settle, spot
from viewer.atlas.crowd import Crowd
from viewer.atlas.questions import foresee
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import LAYERS, MapView
from viewer.model import Place, Shape

COUNT = 50_000
HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>`${alert(3)}`"
SPLIT = (-76.0, -140.0)
"""Far from all others: two places a little apart, and three on one spot beside them."""


def places() -> list[Place]:
    made = [town(number, lat, lon) for number, (lat, lon) in enumerate(scattered(COUNT - 8))]
    lat, lon = SPLIT
    more = [(lat, lon), (lat, lon + 0.004), *[(lat + 0.002, lon + 0.002)] * 3]
    made += [town(len(made) + i, *position) for i, position in enumerate(more)]
    made.append(town(len(made), -52.0, -110.0, title=HOSTILE))
    made.append(town(len(made), 49.0, 31.4, title="Ukraine", shape=Shape.AREA, boundary="UA"))
    made.append(
        town(len(made), 20.0, -150.0, title="Broad Sea", shape=Shape.VAGUE, radius_km=500.0)
    )
    return made


PLACES = places()
KNOWN = Places(PLACES)
KNOWN.countries = {"UA": 900, "FR": 40, "BR": 3}
PASSAGES = [1 + number * number % 41 for number in range(COUNT)]
CROWD = Crowd(spots_of(PLACES, PASSAGES), KNOWN, BOUNDARIES, articles=9)
ROWS = {number: row for row, number in enumerate(CROWD.spots.number.tolist())}
PINS = "dateline.atlas.overlay.pins"


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[MapView]:
    engine = Engine(None)
    view = MapView(engine, heartbeat_ms=60_000)
    view.resize(900, 600)
    view.show()
    yield view
    view.close()
    engine.shutdown()


@pytest.fixture
def view(qtbot: QtBot, shared: MapView) -> MapView:
    shared.set_layer("pins")
    shared.select(None)
    show(qtbot, shared, CROWD)
    return shared


def show(qtbot: QtBot, view: MapView, crowd: Crowd) -> None:
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        view.show_crowd(crowd)
    assert drawn.args == [len(crowd)]
    settle(qtbot, view)


def pins(qtbot: QtBot, view: MapView) -> list[dict[str, Any]]:
    """The pins on the canvas: {id, title, size, count, radius}, each place once."""
    found = ask(
        qtbot,
        view.page,
        f"{PINS}.map(({{ place, size, count, radius }}) =>"
        "({ id: place.id, title: place.title, size, count, radius }))",
    )
    assert isinstance(found, list)
    return found


def in_sight(qtbot: QtBot, view: MapView) -> list[int]:
    """How many places and passages all pins of what was asked for have together."""
    summed = (
        "dateline.atlas.places.sight.pins.reduce("
        "(sum, pin) => [sum[0] + pin.size, sum[1] + pin.count], [0, 0])"
    )
    found = ask(qtbot, view.page, summed)
    assert isinstance(found, list)
    return found


def test_the_world_has_every_place_in_a_pin(qtbot: QtBot, view: MapView) -> None:
    for zoom in (1.7, 2.0, 2.5):
        at(qtbot, view, 30.0, 15.0, zoom)
        whole = CROWD.spots.shape != 2
        pinned = int(whole.sum())
        assert in_sight(qtbot, view) == [pinned, int(CROWD.spots.passages[whole].sum())]
    drawn = pins(qtbot, view)
    assert 20 < len(drawn) < 400
    assert all(pin["id"] and pin["title"] for pin in drawn)


def test_pins_have_air_between_them(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 30.0, 15.0, 3.0)
    overlaps = ask(
        qtbot,
        view.page,
        f"{PINS}.filter((a, i) => {PINS}.some((b, j) =>"
        "j < i && Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius)).length",
    )
    assert overlaps == 0


def open_at(qtbot: QtBot, view: MapView, point: QPoint, clicked: list[str]) -> None:
    """Click a pin that may hold many, and wait until the map has come to rest nearer."""
    zoom = view.view.zoom
    click(qtbot, view, point)
    qtbot.waitUntil(lambda: bool(clicked) or view.view.zoom > zoom + 0.4, timeout=WAIT_MS)
    settle(qtbot, view)


def test_clicks_lead_from_the_world_to_a_single_place(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 30.0, 15.0, 2.0)
    clicked: list[str] = []
    view.placeClicked.connect(clicked.append)
    for _ in range(12):
        middle = (
            f"{PINS}.filter(({{ size }}) => size > 1).map(({{ x, y, size }}) => {{"
            "const at = map_dateline.layerPointToContainerPoint("
            "dateline.atlas.overlay.bounds.min.add([x, y]));"
            "return { x: Math.round(at.x), y: Math.round(at.y), size }; })"
            ".filter(({ x, y }) => x > 60 && x < 800 && y > 60 && y < 540)[0] ?? null"
        )
        pin = ask(qtbot, view.page, middle)
        if pin is None or clicked:
            break
        open_at(qtbot, view, QPoint(pin["x"], pin["y"]), clicked)
    view.placeClicked.disconnect(clicked.append)
    assert view.view.zoom > 8
    single = next(pin for pin in pins(qtbot, view) if pin["size"] == 1)
    row = CROWD.row_of(single["id"])
    assert row is not None
    assert single["count"] == CROWD.spots.passages[row]


def test_a_pin_opens_to_what_it_holds_and_one_spot_is_gone_through(
    qtbot: QtBot, view: MapView
) -> None:
    clicked: list[str] = []
    view.placeClicked.connect(clicked.append)
    at(qtbot, view, *SPLIT, 7.0)
    assert any(pin["size"] == 5 for pin in pins(qtbot, view))
    open_at(qtbot, view, spot(qtbot, view, SPLIT), clicked)
    assert view.view.zoom > 12
    assert sorted(pin["size"] for pin in pins(qtbot, view)) == [1, 1, 3]
    assert clicked == []
    lat, lon = SPLIT
    for _ in range(4):
        with qtbot.waitSignal(view.placeClicked, timeout=WAIT_MS):
            click(qtbot, view, spot(qtbot, view, (lat + 0.002, lon + 0.002)))
        settle(qtbot, view)
    view.placeClicked.disconnect(clicked.append)
    assert len(set(clicked[:3])) == 3
    assert clicked[3] == clicked[0]
    assert view.view.selected == clicked[3]


def test_a_place_chosen_in_the_list_is_shown_wherever_it_is(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 0.0, 0.0, 6.0)
    number = CROWD.spots.number[-1]
    view.select(f"p{number}")
    place = PLACES[number]

    def alone() -> bool:
        chosen = [pin for pin in pins(qtbot, view) if pin["id"] == f"p{number}"]
        return bool(chosen) and chosen[0]["count"] == CROWD.spots.passages[-1]

    qtbot.waitUntil(alone, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: abs(view.view.lat - place.lat) < 8, timeout=WAIT_MS)
    settle(qtbot, view)
    assert view.view.selected == f"p{number}"
    at(qtbot, view, 30.0, 15.0, 2.0)
    assert alone()
    assert in_sight(qtbot, view)[0] == int((CROWD.spots.shape != 2).sum()) - 1
    view.select("elsewhere")
    assert view.view.selected is None


def test_what_is_pointed_at_in_the_list_lights_up_its_pin(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 30.0, 15.0, 2.0)
    number = CROWD.spots.number[-1]
    view.highlight(f"p{number}")
    settle(qtbot, view)
    lit = (
        f"{PINS}.filter((pin) => dateline.atlas.places.holds(pin,"
        f"dateline.atlas.overlay.state.hovered)).map(({{ index }}) => index)"
    )
    assert len(set(ask(qtbot, view.page, lit))) == 1
    view.highlight(None)
    settle(qtbot, view)
    assert ask(qtbot, view.page, lit) == []


def test_a_filter_counts_anew(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 30.0, 15.0, 2.0)
    some = [number for number in range(COUNT) if number % 3 == 0 and number < COUNT - 8]
    less = Crowd(spots_of(PLACES, [2] * len(some), some), KNOWN, BOUNDARIES, before=CROWD)
    show(qtbot, view, less)
    assert in_sight(qtbot, view) == [len(some), 2 * len(some)]
    assert view.view.zoom == pytest.approx(2.0)


def test_what_was_foreseen_is_not_asked_for(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 30.0, 15.0, 2.0)
    before = view._crowd
    assert before is not None
    assert before.asked is not None
    some = list(range(0, COUNT - 8, 2))
    less = Crowd(spots_of(PLACES, [3] * len(some), some), KNOWN, BOUNDARIES, before=before)
    foresee(less)
    less.asked = "nothing"
    show(qtbot, view, less)
    assert less.asked == "nothing"
    assert in_sight(qtbot, view) == [len(some), 3 * len(some)]


def test_panning_over_the_antimeridian_loses_nothing(qtbot: QtBot, view: MapView) -> None:
    for lon in (179.0, -179.0, 180.0):
        at(qtbot, view, 0.0, lon, 4.0)
        bounds = view.bounds
        assert bounds is not None
        west, east = bounds.west % 360, bounds.east % 360
        spots = CROWD.spots
        inside = (spots.lat > bounds.south) & (spots.lat < bounds.north) & (spots.shape != 2)
        turned = spots.lon % 360
        inside &= (turned > west) & (turned < east)
        assert in_sight(qtbot, view)[0] >= int(inside.sum()) > 0


def test_a_broad_region_is_no_pin_from_near(qtbot: QtBot, view: MapView) -> None:
    number = COUNT - 1
    soft = "dateline.atlas.places.broad().kept.map(({ id }) => id)"
    at(qtbot, view, 20.0, -150.0, 2.0)
    assert ask(qtbot, view.page, soft) == []
    at(qtbot, view, 20.0, -150.0, 6.0)
    assert ask(qtbot, view.page, soft) == [f"p{number}"]
    assert f"p{number}" not in {pin["id"] for pin in pins(qtbot, view)}


def test_each_layer_is_another_picture(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 45.0, 20.0, 4.0)
    pictures = set()
    for layer in LAYERS:
        view.set_layer(layer)
        settle(qtbot, view)
        assert view.layer == layer
        key = ask(qtbot, view.page, "document.querySelector('.dateline-key-card').hidden")
        assert key == (layer == "pins")
        assert bool(pins(qtbot, view)) == (layer == "pins")
        drawn = "dateline.atlas.overlay.canvas.toDataURL()"
        pictures.add(ask(qtbot, view.page, drawn))
    assert len(pictures) == len(LAYERS)
    with pytest.raises(ValueError, match="none of"):
        view.set_layer("contours")


def test_a_shaded_country_says_how_often_it_is_mentioned(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, 47.0, 10.0, 4.0)
    view.set_layer("shaded")
    settle(qtbot, view)
    target = spot(qtbot, view, (46.5, 2.5))
    hover = (
        "map_dateline.fire('mousemove', {containerPoint: "
        f"L.point({target.x()}, {target.y()})}}) &&"
        "document.querySelector('.dateline-tooltip').textContent"
    )
    assert ask(qtbot, view.page, hover) == "France – 40 mentions"
    rows = "[...document.querySelectorAll('.dateline-key-row')].map((row) => row.textContent)"
    assert ask(qtbot, view.page, rows)[-1].endswith("and more")
    with qtbot.waitSignal(view.placeClicked, timeout=WAIT_MS) as clicked:
        click(qtbot, view, spot(qtbot, view, (48.8, 33.0)))
    assert clicked.args == [f"p{COUNT - 2}"]


def test_hostile_titles_are_only_text(qtbot: QtBot, view: MapView) -> None:
    at(qtbot, view, -52.0, -110.0, 8.0)
    (pin,) = [pin for pin in pins(qtbot, view) if pin["title"] == HOSTILE]
    with qtbot.waitSignal(view.placeClicked, timeout=WAIT_MS) as clicked:
        click(qtbot, view, spot(qtbot, view, (-52.0, -110.0)))
    assert clicked.args == [pin["id"]]
    settle(qtbot, view)
    assert ask(qtbot, view.page, "document.querySelectorAll('img[src=x]').length") == 0


WEIGHED = """(() => {
    const { frame, places } = dateline.atlas.overlay;
    let sum = 0;
    places.weigh((x, y, weight) => {
        const [left, top] = [x * frame.worldSize - frame.left, y * frame.worldSize - frame.top];
        const seen = left >= 0 && left <= frame.width && top >= 0 && top <= frame.height;
        sum += seen ? weight : 0;
    });
    return sum;
})()"""
"""The passages of all that the canvas shows."""


def test_a_lost_map_comes_back_with_the_same(qtbot: QtBot, view: MapView) -> None:
    chosen = f"p{CROWD.spots.number[7]}"
    at(qtbot, view, 48.0, 10.0, 5.0)
    view.select(chosen, reveal=False)
    view.set_layer("heat")
    settle(qtbot, view)
    before = ask(qtbot, view.page, WEIGHED)
    assert before > 0
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        os.kill(view.page.renderProcessPid(), signal.SIGKILL)
    assert drawn.args == [COUNT]
    settle(qtbot, view)
    assert ask(qtbot, view.page, WEIGHED) == before
    state = ask(qtbot, view.page, "({ ...dateline.atlas.overlay.state, base: 0 })")
    assert (state["selected"], state["layer"]) == (chosen, "heat")
