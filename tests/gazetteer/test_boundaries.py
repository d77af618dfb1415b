"""Countries and borders by code."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.atlas.basemap.shapes import contains, distance_km, length_km
from viewer.gazetteer.boundaries import BASE, BoundaryIndex, MissingMapData
from viewer.gazetteer.topology import Topology


@pytest.fixture(scope="module")
def index() -> BoundaryIndex:
    return BoundaryIndex.load()


def test_a_country(index: BoundaryIndex) -> None:
    ukraine = index.area("UA")
    assert ukraine is not None
    assert ukraine.name == "Ukraine"
    assert ukraine.area_km2 == pytest.approx(603_700, rel=0.02), "Crimea is part of it"
    assert ukraine.length_km is None
    assert ukraine.bounds.south < 44.5
    assert ukraine.bounds.east > 40


@pytest.mark.parametrize(
    ("code", "name", "area_km2"),
    [
        ("RU", "Russia", 17_098_000),
        ("GB", "United Kingdom", 243_600),
        ("US", "United States", 9_526_000),
        ("FR", "France", 543_900),
        ("MA", "Morocco", 446_550),
        ("EH", "Western Sahara", 266_000),
        ("SO", "Somalia", 637_700),
        ("CY", "Cyprus", 9_250),
        ("VA", "Vatican City", 0.44),
    ],
)
def test_sizes_are_those_of_the_record(
    index: BoundaryIndex, code: str, name: str, area_km2: float
) -> None:
    area = index.area(code)
    assert area is not None
    assert area.name == name
    assert area.area_km2 == pytest.approx(area_km2, rel=0.08)


def test_labels_lie_inside_their_countries(index: BoundaryIndex) -> None:
    world = Topology.read(BASE / "world-10m.json")
    for code in index.codes:
        extent, polygons = index.area(code), world.polygons(code)
        assert extent is not None
        point = (extent.lon, extent.lat)
        assert any(contains(polygon[0], point) for polygon in polygons), code
        box = extent.bounds
        assert box.south <= extent.lat <= box.north
        if box.west <= box.east:
            assert box.west <= extent.lon <= box.east
        else:
            assert extent.lon >= box.west or extent.lon <= box.east


@pytest.mark.parametrize(
    ("code", "west", "east"),
    [
        pytest.param("RU", 19.6, -169.0, id="from Kaliningrad over the antimeridian"),
        pytest.param("US", 172.5, -66.9, id="from the Aleutians to Maine, Hawaii between"),
        pytest.param("FR", -5.1, 9.6, id="metropolitan France with Corsica"),
        pytest.param("ES", -9.3, 4.3, id="Spain without the Canaries"),
        pytest.param("FJ", 177.1, -178.2, id="both sides of the antimeridian"),
        pytest.param("NL", 3.3, 7.2, id="the Netherlands without the Caribbean"),
    ],
)
def test_boxes_to_zoom_to(index: BoundaryIndex, code: str, west: float, east: float) -> None:
    area = index.area(code)
    assert area is not None
    assert (area.bounds.west, area.bounds.east) == pytest.approx((west, east), abs=0.1)


def test_a_border(index: BoundaryIndex) -> None:
    border = index.border("UA", "BY")
    assert border is not None
    assert border == index.border("BY", "UA")
    assert border.name == "Belarus–Ukraine border"
    assert border.length_km == pytest.approx(863, abs=10)
    assert border.area_km2 is None


def test_the_point_of_a_border_is_halfway_along_it(index: BoundaryIndex) -> None:
    border, shape = index.border("BY", "UA"), index.geometry("BY-UA")
    assert border is not None
    assert shape is not None
    (line,) = shape["coordinates"]
    here = (border.lon, border.lat)
    nearest = min(range(len(line)), key=lambda at: distance_km(here, line[at]))
    assert distance_km(here, line[nearest]) < 5
    assert length_km(line[: nearest + 1]) == pytest.approx(length_km(line) / 2, abs=6)


def test_every_border_is_found_from_both_sides(index: BoundaryIndex) -> None:
    assert len(index.pairs) > 300
    for pair in index.pairs:
        a, b = pair.split("-")
        there, back = index.border(a, b), index.border(b, a)
        assert there == back
        assert there is not None
        assert there.length_km is not None
        assert there.length_km > 0
        shape = index.geometry(f"{b}-{a}")
        assert shape is not None
        assert shape["type"] == "MultiLineString"
        lines = shape["coordinates"]
        total = sum(length_km(line) for line in lines)
        assert total == pytest.approx(there.length_km, rel=0.02, abs=0.2)


@pytest.mark.parametrize(
    "neighbours",
    [
        "UA BY HU MD PL RO RU SK",
        "PL BY CZ DE LT RU SK UA",
        "IN BD BT CN MM NP PK",
        "IT AT CH FR SI SM VA",
        "IL EG JO LB PS SY",
        "MA DZ EH ES",
    ],
)
def test_neighbours(index: BoundaryIndex, neighbours: str) -> None:
    code, *others = neighbours.split()
    found = {other for other in index.codes if index.border(code, other)}
    assert found - {"ES"} == set(others) - {"ES"}


@pytest.mark.parametrize("code", ["", "ua", "XX", "UA-BY-RU", "../UA", "BY-UA"])
def test_what_is_no_country_has_no_area(index: BoundaryIndex, code: str) -> None:
    assert index.area(code) is None


@pytest.mark.parametrize(("a", "b"), [("UA", "FR"), ("UA", "UA"), ("", ""), ("BY", "XX")])
def test_what_does_not_meet_has_no_border(index: BoundaryIndex, a: str, b: str) -> None:
    assert index.border(a, b) is None
    assert index.geometry(f"{a}-{b}") is None


def test_outlines_are_geojson(index: BoundaryIndex) -> None:
    for code in ("UA", "VA", "RU"):
        shape = index.geometry(code)
        assert shape is not None
        assert shape["type"] == "MultiPolygon"
        for polygon in shape["coordinates"]:
            for ring in polygon:
                assert ring[0] == ring[-1]
                assert all(-180 <= lon <= 180.001 and -90.001 <= lat <= 90 for lon, lat in ring)
    assert index.geometry("XX") is None


def test_missing_map_data_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingMapData, match=r"\./run install"):
        BoundaryIndex.load(tmp_path)
    for name in ("boundaries.json",):
        (tmp_path / name).write_bytes((BASE / name).read_bytes())
    with pytest.raises(MissingMapData, match=r"world-50m\.json"):
        BoundaryIndex.load(tmp_path).geometry("UA")
    (tmp_path / "boundaries.json").write_text("{", encoding="utf-8")
    with pytest.raises(MissingMapData):
        BoundaryIndex.load(tmp_path)
