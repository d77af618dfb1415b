"""The compiled base map: whose land is whose, which lines are borders, what is dashed."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import Any

import pytest

from viewer.atlas.basemap.decisions import DISPUTES, WITHOUT_ID
from viewer.atlas.basemap.shapes import contains, length_km
from viewer.gazetteer.boundaries import BASE
from viewer.gazetteer.topology import Topology

SCALES = ("110m", "50m", "10m")


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    return {
        scale: json.loads((BASE / f"world-{scale}.json").read_text(encoding="utf-8"))
        for scale in SCALES
    }


@pytest.fixture(scope="module")
def worlds(documents: dict[str, Any]) -> dict[str, Topology]:
    return {scale: Topology(document) for scale, document in documents.items()}


@pytest.fixture(params=SCALES)
def scale(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def country_at(world: Topology, document: Any, lat: float, lon: float) -> set[str | None]:
    """The countries that hold a point; more than one would be a fault."""
    return {
        code
        for shape in document["objects"]["countries"]["geometries"]
        for code in [shape["properties"]["code"]]
        for polygon in world.polygons(code)
        if contains(polygon[0], (lon, lat))
        and not any(contains(hole, (lon, lat)) for hole in polygon[1:])
    }


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        pytest.param(44.95, 34.10, "UA", id="Simferopol"),
        pytest.param(44.60, 33.54, "UA", id="Sevastopol"),
        pytest.param(45.33, 36.40, "UA", id="Kerch"),
        pytest.param(46.14, 33.68, "UA", id="Perekop"),
        pytest.param(48.00, 37.80, "UA", id="Donetsk"),
        pytest.param(55.75, 37.62, "RU", id="Moscow"),
        pytest.param(66.20, -170.5, "RU", id="Uelen, beyond the antimeridian"),
        pytest.param(42.66, 21.16, "XK", id="Pristina"),
        pytest.param(9.56, 44.06, "SO", id="Hargeisa"),
        pytest.param(35.25, 33.30, "CY", id="Kyrenia"),
        pytest.param(27.13, -13.1, "EH", id="Laayoune"),
        pytest.param(28.44, -11.0, "MA", id="Tan-Tan"),
        pytest.param(26.35, -9.57, "EH", id="Bir Lehlou, east of the berm"),
        pytest.param(4.60, -52.5, "GF", id="Cayenne"),
        pytest.param(45.90, 63.30, "KZ", id="Baikonur"),
        pytest.param(19.60, -155.5, "US", id="Hawaii"),
        pytest.param(64.00, -147.0, "US", id="Alaska"),
        pytest.param(54.60, -6.50, "GB", id="Northern Ireland"),
        pytest.param(31.79, 35.24, "PS", id="East Jerusalem"),
        pytest.param(33.00, 35.72, "SY", id="the Golan"),
        pytest.param(32.70, 35.50, "IL", id="Galilee"),
        pytest.param(-89.5, 0.0, "AQ", id="the South Pole"),
    ],
)
def test_who_a_place_belongs_to(
    worlds: dict[str, Topology],
    documents: dict[str, Any],
    scale: str,
    lat: float,
    lon: float,
    code: str,
) -> None:
    assert country_at(worlds[scale], documents[scale], lat, lon) == {code}


def test_every_ring_is_closed_and_stays_on_the_map(documents: dict[str, Any], scale: str) -> None:
    document = documents[scale]
    world = Topology(document)
    shapes = [*document["objects"]["countries"]["geometries"], document["objects"]["land"]]
    for ring in (ring for shape in shapes for polygon in shape["arcs"] for ring in polygon):
        points = world.line(ring)
        assert points[0] == points[-1]
        assert len(set(points)) >= 3
        for a, b in pairwise(points):
            at_the_pole = max(a[1], b[1]) < -89.9
            assert at_the_pole or abs(a[0] - b[0]) < 180, "a ring crosses the whole map"


def test_one_country_to_a_code(documents: dict[str, Any], scale: str) -> None:
    shapes = documents[scale]["objects"]["countries"]["geometries"]
    codes = [shape["properties"]["code"] for shape in shapes if shape["properties"]["code"]]
    assert len(codes) == len(set(codes))
    unnamed = {s["properties"]["name"] for s in shapes if s["properties"]["code"] is None}
    assert unnamed <= {name for name, (code, _) in WITHOUT_ID.items() if code is None}


def test_all_states_are_there_in_detail(documents: dict[str, Any]) -> None:
    shapes = documents["10m"]["objects"]["countries"]["geometries"]
    codes = {shape["properties"]["code"] for shape in shapes}
    assert {"VA", "MC", "SM", "XK", "PS", "TW", "TV", "NR", "SG", "MV", "SS", "GF", "SJ"} <= codes
    assert len(codes) > 245


def test_belarus_and_ukraine_share_one_line(worlds: dict[str, Topology]) -> None:
    (line,) = worlds["10m"].lines("BY-UA")
    assert 340 <= len(line) <= 365
    assert 860 <= length_km(line) <= 1100
    assert {tuple(round(n, 1) for n in end) for end in (line[0], line[-1])} == {
        (23.6, 51.5),
        (31.8, 52.1),
    }


def test_no_border_at_the_isthmus_of_perekop(worlds: dict[str, Topology], scale: str) -> None:
    world = worlds[scale]
    for pair in (*world.pairs, None):
        for line in world.lines(pair):
            for lon, lat in line:
                assert not (32.4 < lon < 36.7 and 44.3 < lat < 46.5), pair


def test_a_border_is_walked_by_its_two_countries_only(
    documents: dict[str, Any], scale: str
) -> None:
    objects = documents[scale]["objects"]
    users: dict[int, set[str | None]] = {}
    for shape in objects["countries"]["geometries"]:
        for ref in (ref for polygon in shape["arcs"] for ring in polygon for ref in ring):
            users.setdefault(max(ref, ~ref), set()).add(shape["properties"]["code"])
    named = set()
    for border in objects["borders"]["geometries"]:
        pair = border["properties"]["pair"]
        for arc in {max(ref, ~ref) for line in border["arcs"] for ref in line}:
            if pair:
                assert users[arc] == set(pair.split("-"))
                assert pair == "-".join(sorted(pair.split("-")))
                named.add(arc)
    shared = {arc for arc, codes in users.items() if len(codes - {None}) == 2}
    assert shared == named


def test_the_coast_is_no_border_and_not_the_edge_of_the_map(
    documents: dict[str, Any], scale: str
) -> None:
    objects = documents[scale]["objects"]
    world = Topology(documents[scale])
    borders = {
        max(ref, ~ref)
        for border in objects["borders"]["geometries"]
        for line in border["arcs"]
        for ref in line
    }
    for line in objects["coast"]["arcs"]:
        assert borders.isdisjoint(max(ref, ~ref) for ref in line)
        for a, b in pairwise(world.line(line)):
            assert abs(a[0] - b[0]) < 180
            assert not (abs(a[0]) > 179.999 and a[0] == b[0])


def distance_to_step(
    point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]
) -> float:
    """In degrees; good enough to tell one stretch of a border from another."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1)
    share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + share * dx, a[1] + share * dy))


@pytest.mark.parametrize("pair", sorted({dispute.pair for dispute in DISPUTES}))
def test_disputed_lines_are_marked(worlds: dict[str, Topology], scale: str, pair: str) -> None:
    assert worlds[scale].lines(pair, disputed=True)


@pytest.mark.parametrize(
    ("pair", "lat", "lon", "disputed"),
    [
        pytest.param("IN-PK", 34.77, 74.30, True, id="the Line of Control"),
        pytest.param("IN-PK", 28.0, 71.9, False, id="Rajasthan and Punjab"),
        pytest.param("CN-IN", 34.3, 78.9, True, id="Aksai Chin"),
        pytest.param("CN-IN", 28.1, 88.6, False, id="Sikkim"),
        pytest.param("EG-SD", 22.0, 35.5, True, id="the Hala'ib triangle"),
        pytest.param("EG-SD", 22.0, 28.0, False, id="the Western Desert"),
    ],
)
def test_only_a_stretch_is_disputed(
    worlds: dict[str, Topology], pair: str, lat: float, lon: float, disputed: bool
) -> None:
    def distance(is_disputed: bool) -> float:
        lines = worlds["10m"].lines(pair, disputed=is_disputed)
        steps = [step for line in lines for step in pairwise(line)]
        return min(distance_to_step((lon, lat), *step) for step in steps)

    assert distance(disputed) < 0.3 < distance(not disputed)


@pytest.mark.parametrize("pair", ["BY-UA", "RU-UA", "PL-UA", "CA-US", "AF-PK", "DE-FR"])
def test_settled_borders_are_solid(worlds: dict[str, Topology], scale: str, pair: str) -> None:
    assert worlds[scale].lines(pair)
    assert not worlds[scale].lines(pair, disputed=True)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        pytest.param(9.0, 48.0, id="Somaliland's"),
        pytest.param(35.15, 33.35, id="Cyprus's"),
        pytest.param(24.5, -12.9, id="the berm"),
        pytest.param(33.0, 35.86, id="the line at the Golan"),
        pytest.param(35.3, 77.4, id="the Siachen's"),
    ],
)
def test_de_facto_lines_within_a_country_are_dashed(
    worlds: dict[str, Topology], lat: float, lon: float
) -> None:
    lines = worlds["10m"].lines(None, disputed=True)
    nearest = min(length_km([(lon, lat), point]) for line in lines for point in line)
    assert nearest < 60


def test_water_and_labels(documents: dict[str, Any]) -> None:
    for scale in ("110m", "50m"):
        water = json.loads((BASE / f"water-{scale}.json").read_text(encoding="utf-8"))
        used = json.dumps([water["objects"]["lakes"], water["objects"]["rivers"]])
        assert '"arcs"' in used
        assert water["arcs"]
    labels = json.loads((BASE / "labels.json").read_text(encoding="utf-8"))
    cities = labels["cities"]
    assert [city[2] for city in cities] == sorted((city[2] for city in cities), reverse=True)
    known = {(name, code): capital for _, _, _, name, code, capital in cities}
    assert known["Kyiv", "UA"] == known["Minsk", "BY"] == known["Moscow", "RU"] == 1
    for name in ("Kharkiv", "Vasylkiv", "Chernihiv", "Odesa", "Simferopol", "Sevastopol"):
        assert known[name, "UA"] == 0
    for name, code in {("Cologne", "DE"), ("Seville", "ES"), ("Mecca", "SA"), ("Aarhus", "DK")}:
        assert (name, code) in known
    names = {code: name for _, _, _, name, code in labels["countries"]}
    assert names["RU"] == "Russia"
    assert names["US"] == "United States"
    assert names["CZ"] == "Czechia"
    assert names["TR"] == "Turkey"
    assert "Black Sea" in {sea[3] for sea in labels["seas"]}
