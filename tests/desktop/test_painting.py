"""The page's own functions, run in the real page: data in, numbers out."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.pages import SCENE, ask, draw, entry, many
from viewer.atlas.assets import BASE
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView


@pytest.fixture(scope="module")
def shared(qapp: QApplication) -> Iterator[MapView]:
    engine = Engine(None)
    view = MapView(engine)
    view.resize(900, 600)
    view.show()
    yield view
    view.close()
    engine.shutdown()


@pytest.fixture
def view(qtbot: QtBot, shared: MapView) -> MapView:
    draw(qtbot, shared)
    return shared


def calling(qtbot: QtBot, view: MapView, module: str, code: str) -> Any:
    """What code gives that has a module of the page as `m`."""
    loaded = f"import('app://map/web/{module}.js').then(async (m) => {{ {code} }})"
    return ask(qtbot, view.page, loaded)


def pins(count: int, seed: int = 1) -> list[dict[str, float]]:
    rng = random.Random(seed)
    made = [
        {"x": rng.gauss(0.5, 0.1), "y": rng.random(), "count": rng.choice([1, 1, 2, 5, 40])}
        for _ in range(count)
    ]
    return sorted(made, key=lambda pin: -pin["count"])


@pytest.mark.parametrize("zoom", [0, 2, 4.5, 7, 12, 18])
def test_every_place_is_in_one_cluster_and_no_two_overlap(
    qtbot: QtBot, view: MapView, zoom: float
) -> None:
    places = [pin | {"id": i} for i, pin in enumerate(pins(700))]
    clusters = calling(
        qtbot,
        view,
        "cluster",
        f"return m.clusterPlaces({json.dumps(places)}, {zoom}).map((c) => "
        "({x: c.x, y: c.y, r: c.radius, n: c.count, ids: c.members.map((p) => p.id)}));",
    )
    assert sorted(i for cluster in clusters for i in cluster["ids"]) == list(range(700))
    for cluster in clusters:
        assert cluster["n"] == sum(places[i]["count"] for i in cluster["ids"])
        first = places[cluster["ids"][0]]
        assert (cluster["x"], cluster["y"]) == (first["x"], first["y"])
        assert first["count"] == max(places[i]["count"] for i in cluster["ids"])
    size = 256 * 2**zoom
    for i, one in enumerate(clusters):
        for other in clusters[:i]:
            apart = size * math.hypot(one["x"] - other["x"], one["y"] - other["y"])
            assert apart >= one["r"] + other["r"]


def test_a_pin_grows_with_its_passages(qtbot: QtBot, view: MapView) -> None:
    radii = calling(qtbot, view, "cluster", "return [1, 2, 5, 11, 30, 1e6].map(m.pinRadius);")
    assert radii == sorted(radii)
    assert radii[0] < radii[1] < radii[2] < radii[3]
    assert radii[-1] < 30


def test_counts_are_short(qtbot: QtBot, view: MapView) -> None:
    counts = calling(
        qtbot, view, "cluster", "return [1, 999, 1000, 1234, 9949, 9950, 123456].map(m.shortCount);"
    )
    assert counts == ["1", "999", "1k", "1.2k", "9.9k", "10k", "123k"]


VIEWS = [(20, 15, 1.6), (50, 15, 3), (50, 20, 4.2), (50, 31, 5.5), (48, 37, 7), (50.4, 30.5, 9.5)]


@pytest.mark.parametrize("scene", [SCENE, many(2000)], ids=["articles", "many"])
@pytest.mark.parametrize("where", VIEWS, ids=str)
@pytest.mark.parametrize("selected", [None, "kyiv"])
def test_no_two_labels_overlap_and_none_covers_a_pin(
    qtbot: QtBot,
    view: MapView,
    scene: dict[str, Any],
    where: tuple[float, float, float],
    selected: str | None,
) -> None:
    lat, lon, zoom = where
    boxes, dots = calling(
        qtbot,
        view,
        "paint",
        f"""
        const frame = m.frameOf({{width: 1400, height: 900, lat: {lat}, lon: {lon}, zoom: {zoom}}});
        const {{ base }} = dateline.atlas;
        await base.load({zoom});
        const ctx = document.createElement("canvas").getContext("2d");
        const places = new m.Places({json.dumps(scene)});
        const state = {{base, selected: {json.dumps(selected)}, hovered: null}};
        const laid = m.layOutLabels(ctx, frame, places, m.themeOf("light"), state);
        const pins = m.pinsIn(frame, places, state);
        return [laid.map(({{text, box}}) => [text, ...box]),
                pins.map(({{place, x, y, radius}}) => [place.title, x, y, radius])];
        """,
    )
    assert len(boxes) > 5
    for i, (one, *a) in enumerate(boxes):
        for other, *b in boxes[:i]:
            apart = a[0] >= b[2] or a[2] <= b[0] or a[1] >= b[3] or a[3] <= b[1]
            assert apart or selected in (one.lower(), other.lower()), (one, other)
        for title, x, y, radius in dots:
            near_x, near_y = max(a[0], min(x, a[2])), max(a[1], min(y, a[3]))
            beside = math.hypot(x - near_x, y - near_y) >= radius - 1
            assert beside or one.lower() == selected, (one, title)


BROAD: dict[str, Any] = {
    "articles": 1,
    "places": [
        entry("Sahel", "vague", 14, 2, 3, radius=900),
        entry("Nearby", "circle", -1.68, 29.22, 2, radius=15),
        entry("Goma", "point", -1.68, 29.22, 1, unsure=True),
        entry("Bukavu", "point", -2.51, 28.85, 1),
        entry("Ocean", "vague", 0, -120, 9, radius=5000),
        entry("Reef", "vague", 0, -118, 1, radius=400),
    ],
}


def in_broad(qtbot: QtBot, view: MapView, lat: float, lon: float, zoom: float, give: str) -> Any:
    """What the page makes of BROAD, with the map's middle on a point of the world."""
    return calling(
        qtbot,
        view,
        "paint",
        f"""
        const frame = m.frameOf({{width: 600, height: 600, lat: {lat}, lon: {lon}, zoom: {zoom}}});
        const {{ base }} = dateline.atlas;
        const places = new m.Places({json.dumps(BROAD)});
        const state = {{base, selected: null, hovered: null}};
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 600;
        const ctx = canvas.getContext("2d", {{ willReadFrequently: true }});
        const colour = (x, y) => [...ctx.getImageData(x, y, 1, 1).data];
        const {{ hitTest }} = await import("app://map/web/hit.js");
        m.paintPlaces(ctx, frame, places, m.themeOf("light"), state);
        const pins = m.pinsIn(frame, places, state);
        const labels = m.layOutLabels(ctx, frame, places, m.themeOf("light"), state);
        return {give};
        """,
    )


@pytest.mark.parametrize(("zoom", "pinned"), [(0, True), (4, False)])
def test_a_region_is_a_pin_only_where_it_is_too_small_to_be_seen(
    qtbot: QtBot, view: MapView, zoom: float, pinned: bool
) -> None:
    titles = in_broad(
        qtbot, view, 14, 2, zoom, "pins.flatMap((p) => p.members.map((q) => q.title))"
    )
    label = in_broad(
        qtbot, view, 14, 2, zoom, "labels.find((l) => l.place?.title === 'Sahel')?.badge"
    )
    assert ("Sahel" in titles) is pinned
    assert (label == "3") is not pinned


def test_a_region_is_drawn_as_far_as_it_reaches(qtbot: QtBot, view: MapView) -> None:
    inside, outside = in_broad(qtbot, view, 14, 2, 4, "[colour(300, 330)[3], colour(20, 20)[3]]")
    assert inside > 40
    assert outside == 0


def test_many_regions_over_each_other_add_up_to_no_more_than_a_tint(
    qtbot: QtBot, view: MapView
) -> None:
    def middle(count: int) -> int:
        regions = [entry(f"R{n}", "vague", 14, 2, 1, radius=900) for n in range(count)]
        found: int = calling(
            qtbot,
            view,
            "paint",
            f"""
            const frame = m.frameOf({{width: 600, height: 600, lat: 14, lon: 2, zoom: 4.5}});
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 600;
            const ctx = canvas.getContext("2d", {{ willReadFrequently: true }});
            const places = new m.Places({json.dumps({"articles": 1, "places": regions})});
            const state = {{base: dateline.atlas.base, selected: null, hovered: null}};
            m.paintPlaces(ctx, frame, places, m.themeOf("light"), state);
            return ctx.getImageData(300, 350, 1, 1).data[3];
            """,
        )
        return found

    assert 30 < middle(1) < 100
    assert middle(12) < 110


def test_an_ocean_hides_nothing_and_answers_after_what_lies_in_it(
    qtbot: QtBot, view: MapView
) -> None:
    found = in_broad(
        qtbot,
        view,
        0,
        -120,
        4,
        """[colour(60, 300)[3], colour(346, 310)[3],
            hitTest(frame, places, base, pins, [], 346, 310).place.title,
            hitTest(frame, places, base, pins, [], 60, 300).place.title]""",
    )
    alone, with_reef, within, beyond = found
    assert 0 < alone < 10
    assert with_reef > 4 * alone
    assert (within, beyond) == ("Reef", "Ocean")


def test_a_circle_is_no_pin_and_answers_a_click(qtbot: QtBot, view: MapView) -> None:
    found = in_broad(
        qtbot,
        view,
        -1.68,
        29.22,
        10,
        """[pins.map((p) => p.place.title), colour(300, 340)[3], colour(300, 420)[3],
            hitTest(frame, places, base, pins, [], 300, 340).place.title]""",
    )
    titles, inside, outside, hit = found
    assert titles == ["Goma"]
    assert inside > 20
    assert outside == 0
    assert hit == "Nearby"


def test_what_is_within_a_cluster_leaves_no_ink_below_it(qtbot: QtBot, view: MapView) -> None:
    far = in_broad(
        qtbot,
        view,
        -1.68,
        29.22,
        5,
        """[pins[0].members.map((p) => p.title).sort(),
            places.soft(5).circles.length, places.soft(5, "nearby").circles.length,
            places.soft(5, null, "nearby").circles.length, places.soft(10).circles.length]""",
    )
    assert far == [["Goma", "Nearby"], 0, 1, 1, 1]


def test_a_small_circle_alone_is_a_circle_still(qtbot: QtBot, view: MapView) -> None:
    scene = {"articles": 1, "places": [entry("Nearby", "circle", -1.68, 29.22, 1, radius=15)]}
    middle, title = calling(
        qtbot,
        view,
        "paint",
        f"""
        const frame = m.frameOf({{width: 100, height: 100, lat: -1.68, lon: 29.22, zoom: 4}});
        const {{ base }} = dateline.atlas;
        const places = new m.Places({json.dumps(scene)});
        const state = {{base, selected: null, hovered: null}};
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = 100;
        const ctx = canvas.getContext("2d", {{ willReadFrequently: true }});
        const {{ hitTest }} = await import("app://map/web/hit.js");
        m.paintPlaces(ctx, frame, places, m.themeOf("light"), state);
        const pins = m.pinsIn(frame, places, state);
        return [ctx.getImageData(50, 50, 1, 1).data[3],
                hitTest(frame, places, base, pins, [], 52, 52).place.title];
        """,
    )
    assert 20 < middle < 120
    assert title == "Nearby"


def test_a_place_that_is_not_certain_is_a_hollow_pin(qtbot: QtBot, view: MapView) -> None:
    hollow = in_broad(qtbot, view, -1.68, 29.22, 13, "colour(300, 300)")
    full = in_broad(qtbot, view, -2.51, 28.85, 13, "colour(300, 300)")
    assert hollow[:3] == [255, 255, 255]
    assert full[:3] == [0xC8, 0x40, 0x2A]


def test_what_is_mentioned_is_named_when_there_is_room(qtbot: QtBot, view: MapView) -> None:
    texts = calling(
        qtbot,
        view,
        "paint",
        """
        const frame = m.frameOf({width: 1400, height: 900, lat: 50, lon: 31, zoom: 5.5});
        const { base, places } = dateline.atlas;
        const ctx = document.createElement("canvas").getContext("2d");
        const state = {base, selected: null, hovered: null};
        return m.layOutLabels(ctx, frame, places, m.themeOf("dark"), state)
            .filter(({place}) => place).map(({text, badge}) => `${text} ${badge}`.trim());
        """,
    )
    assert {"Ukraine 24", "Kharkiv", "Moscow", "Kyiv +1", "Border 4", "Chernihiv 1"} <= set(texts)


def arcs_in_degrees(name: str) -> list[list[tuple[float, float]]]:
    """TopoJSON decoded by the letter of its specification."""
    topology = json.loads((BASE / name).read_text())
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        decoded.append(points)
    return decoded


def test_arcs_are_decoded_as_the_format_says(qtbot: QtBot, view: MapView) -> None:
    arcs = calling(
        qtbot,
        view,
        "base",
        "const t = await (await fetch('/base/world-110m.json')).json();"
        "return m.decodeArcs(t).map((xy) => [...xy]);",
    )
    expected = arcs_in_degrees("world-110m.json")
    assert len(arcs) == len(expected)
    for flat, points in zip(arcs, expected, strict=True):
        assert len(flat) == 2 * len(points)
        for i, (lon, lat) in enumerate(points):
            assert flat[2 * i] == pytest.approx((lon + 180) / 360, abs=2e-7)
            sine = math.sin(math.radians(max(-85.0511, min(85.0511, lat))))
            y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
            assert flat[2 * i + 1] == pytest.approx(y, abs=1e-6)


def test_rings_close_and_a_border_is_whole(qtbot: QtBot, view: MapView) -> None:
    answer = calling(
        qtbot,
        view,
        "base",
        """
        const { base } = dateline.atlas;
        await base.load(7);
        const level = base.level(7);
        const rings = [...level.land, ...level.country("UA").flat(), ...level.country("RU").flat()];
        const open = rings.filter(({ xy }) =>
            Math.hypot(xy[0] - xy.at(-2), xy[1] - xy.at(-1)) > 1e-9).length;
        const line = level.border("BY-UA");
        const lon = line.flatMap(({ xy }) => [...xy].filter((_, i) => i % 2 === 0))
            .map((x) => x * 360 - 180);
        return [rings.length, open, Math.min(...lon), Math.max(...lon)];
        """,
    )
    count, still_open, west, east = answer
    assert count > 1000
    assert still_open == 0
    assert west == pytest.approx(23.6, abs=0.1)
    assert east == pytest.approx(31.77, abs=0.1)


def test_crimea_is_coloured_with_ukraine(qtbot: QtBot, view: MapView) -> None:
    inside = calling(
        qtbot,
        view,
        "shape",
        """
        const { toUnit } = await import("app://map/web/mercator.js");
        const { base } = dateline.atlas;
        const answers = [];
        for (const zoom of [1, 4, 7]) {
            await base.load(zoom);
            const [x, y] = toUnit(44.95, 34.1);
            const level = base.level(zoom);
            answers.push([m.contains(level.country("UA"), x, y),
                          m.contains(level.country("RU"), x, y)]);
        }
        return answers;
        """,
    )
    assert inside == [[True, False]] * 3


def area(points: list[float]) -> float:
    """Of a polygon, flat x, y, x, y; signed."""
    xs, ys = points[::2], points[1::2]
    pairs = zip(xs, ys, xs[1:] + xs[:1], ys[1:] + ys[:1], strict=True)
    return sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in pairs) / 2


@pytest.mark.parametrize("seed", range(6))
def test_the_pieces_of_a_cut_ring_are_the_ring(qtbot: QtBot, view: MapView, seed: int) -> None:
    rng = random.Random(seed)
    angles = sorted(rng.uniform(0, 2 * math.pi) for _ in range(400))
    ring = []
    for angle in angles:
        radius = rng.uniform(0.15, 0.4)
        ring += [0.5 + radius * math.cos(angle), 0.5 + radius * math.sin(angle)]
    ring += ring[:2]
    pieces = calling(
        qtbot,
        view,
        "shape",
        f"""
        const shape = m.makeShape(Float64Array.from({ring}));
        const pieces = [];
        for (let i = 0; i < 4; i += 1) for (let j = 0; j < 4; j += 1) {{
            const view = {{minX: i / 4, maxX: (i + 1) / 4, minY: j / 4, maxY: (j + 1) / 4}};
            pieces.push([...m.clipRing(shape, view)]);
        }}
        return pieces;
        """,
    )
    assert sum(map(area, pieces)) == pytest.approx(area(ring), abs=1e-9)
    for index, piece in enumerate(pieces):
        i, j = divmod(index, 4)
        assert all(i / 4 - 1e-12 <= x <= (i + 1) / 4 + 1e-12 for x in piece[::2])
        assert all(j / 4 - 1e-12 <= y <= (j + 1) / 4 + 1e-12 for y in piece[1::2])


def test_no_line_runs_along_the_cut_at_180_degrees(qtbot: QtBot, view: MapView) -> None:
    """Russia's polygon is cut at 180 degrees east; an outline drawn there would be false."""
    strokes = calling(
        qtbot,
        view,
        "ground",
        """
        const { frameOf } = await import("app://map/web/mercator.js");
        const { base } = dateline.atlas;
        await base.load(4);
        const frame = frameOf({width: 800, height: 800, lat: 67, lon: 180, zoom: 4});
        const cut = 400;
        let along = 0, total = 0, last = null;
        const ctx = { beginPath() {}, stroke() {}, closePath() {}, fill() {},
            moveTo(x, y) { last = [x, y]; },
            lineTo(x, y) {
                total += 1;
                if (Math.abs(x - cut) < 1.5 && Math.abs(last[0] - cut) < 1.5) {
                    along += Math.abs(y - last[1]);
                }
                last = [x, y];
            } };
        m.strokeLines(ctx, frame, base.level(4).country("RU").flat(), "#000", 1);
        return [along, total];
        """,
    )
    along, total = strokes
    assert total > 100
    assert along < 20


def test_a_frame_puts_places_where_the_map_does(qtbot: QtBot, view: MapView) -> None:
    pairs = calling(
        qtbot,
        view,
        "mercator",
        """
        const size = map_dateline.getSize();
        const centre = map_dateline.getCenter();
        const frame = m.frameOf({width: size.x, height: size.y, lat: centre.lat,
            lon: centre.lng, zoom: map_dateline.getZoom()});
        return [[50.45, 30.52], [40, 10], [60, 50]].map(([lat, lon]) => {
            const point = map_dateline.latLngToContainerPoint([lat, lon]);
            return [frame.project(lat, lon), [point.x, point.y]];
        });
        """,
    )
    for ours, leaflets in pairs:
        assert ours == pytest.approx(leaflets, abs=1.5)


def test_a_drawing_of_twice_the_scale_is_the_same_drawing(qtbot: QtBot, view: MapView) -> None:
    small, large = calling(
        qtbot,
        view,
        "paint",
        """
        const { base, places } = dateline.atlas;
        const paint = (scale) => {
            const canvas = document.createElement("canvas");
            canvas.width = 300 * scale;
            canvas.height = 200 * scale;
            const ctx = canvas.getContext("2d", { willReadFrequently: true });
            const frame = m.frameOf({width: canvas.width, height: canvas.height, lat: 50, lon: 30,
                zoom: 5, scale});
            const theme = m.themeOf("light");
            m.paintBase(ctx, frame, base, theme);
            m.paintPlaces(ctx, frame, places, theme, {base, selected: null, hovered: null});
            const { data } = ctx.getImageData(0, 0, canvas.width, canvas.height);
            const grid = [];
            for (let y = 5; y < 200; y += 10) for (let x = 5; x < 300; x += 10) {
                const at = 4 * ((y * scale) * canvas.width + x * scale);
                grid.push([data[at], data[at + 1], data[at + 2]]);
            }
            return grid;
        };
        return [paint(1), paint(2)];
        """,
    )
    close = sum(
        max(abs(a - b) for a, b in zip(one, two, strict=True)) < 40
        for one, two in zip(small, large, strict=True)
    )
    assert close / len(small) > 0.9
    assert len({tuple(pixel) for pixel in small}) > 5
