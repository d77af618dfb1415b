"""GeoJSON with places: Linked Places and plain, whole and damaged, small and read in a stream."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.gazetteers import Gazetteers, open_gazetteers
from viewer.gazetteer.readers import jsonstream
from viewer.gazetteer.readers.jsonstream import Damaged, Objects
from viewer.model import Place, Shape

Open = Callable[[object], Gazetteers]

ABINGDON = {
    "@id": "http://mygaz.org/places/p_12345",
    "type": "Feature",
    "properties": {"title": "Abingdon (UK)", "ccodes": ["GB"]},
    "geometry": {"type": "Point", "coordinates": [-1.2879, 51.6708]},
    "when": {"timespans": [{"start": {"in": "0676"}, "end": {"in": "1066"}}]},
    "names": [
        {"toponym": "Abingdon", "lang": "en"},
        {"toponym": "Abingdon-on-Thames; the town"},
    ],
    "types": [{"identifier": "aat:300008375", "label": "town"}],
    "links": [
        {"type": "exactMatch", "identifier": "http://www.geonames.org/2657780/"},
        {"type": "closeMatch", "identifier": "wd:Q321455"},
        {"type": "seeAlso", "identifier": "https://en.wikipedia.org/wiki/Abbey"},
    ],
    "descriptions": [{"value": "a market town"}],
}


def collection(*features: object, **more: object) -> dict[str, object]:
    return {"type": "FeatureCollection", **more, "features": list(features)}


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": "A", **properties}, "geometry": geometry}


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


@pytest.fixture
def opened(tmp_path: Path, boundaries: BoundaryIndex) -> Open:
    def read(content: object) -> Gazetteers:
        path = tmp_path / "places.json"
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        path.write_text(text, encoding="utf-8")
        return open_gazetteers([path], boundaries, cache=tmp_path / "cache")

    return read


def only(found: Gazetteers) -> Place:
    assert found.faults == ()
    (place,) = found.places
    return place


def test_linked_places_are_read_with_all_that_they_say(opened: Open) -> None:
    place = only(opened(collection(ABINGDON, **{"@context": "http://context"})))
    assert (place.id, place.title) == ("http://mygaz.org/places/p_12345", "Abingdon (UK)")
    assert place.variants == ("Abingdon", "Abingdon-on-Thames, the town")
    assert (place.kind, place.shape, place.ccodes) == ("town", Shape.POINT, ("GB",))
    assert (place.lat, place.lon) == (51.6708, -1.2879)
    assert place.matches == ("gn:2657780", "wd:Q321455")
    assert place.description == "a market town"
    assert place.row is not None
    assert place.row.line == 5
    assert dict(place.row.cells)["when"] == "0676/1066"


def test_plain_geojson_is_read_by_its_properties(opened: Open) -> None:
    geometry = {"type": "Point", "coordinates": [24.03, 49.84, 289.0]}
    said = {"type": "city", "pop": 721_301, "country": "Ukraine", "aliases": ["Lvov", "Lwów"]}
    place = only(opened(collection(feature(geometry, name="Lviv", **said))))
    assert (place.title, place.kind, place.population) == ("Lviv", "city", 721_301)
    assert (place.variants, place.ccodes) == (("Lvov", "Lwów"), ("UA",))


def test_a_title_in_english_will_do(opened: Open) -> None:
    made = feature({"type": "Point", "coordinates": [1, 2]})
    made["properties"] = {"NAME_EN": "Lviv"}
    assert only(opened(collection(made))).title == "Lviv"


SQUARE = [[[30, 50], [32, 50], [32, 51], [30, 51], [30, 50]]]


@pytest.mark.parametrize(
    ("geometry", "shape", "rings"),
    [
        ({"type": "Polygon", "coordinates": SQUARE}, Shape.VAGUE, 1),
        ({"type": "MultiPolygon", "coordinates": [SQUARE, SQUARE]}, Shape.VAGUE, 2),
        ({"type": "LineString", "coordinates": [[30, 50], [31, 51]]}, Shape.VAGUE, 0),
        ({"type": "MultiLineString", "coordinates": [[[30, 50], [31, 51]]]}, Shape.VAGUE, 0),
        ({"type": "MultiPoint", "coordinates": [[30, 50], [31, 51], [32, 51]]}, Shape.POINT, 0),
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Point", "coordinates": [31, 50.5]},
                    {"type": "Polygon", "coordinates": SQUARE},
                ],
            },
            Shape.VAGUE,
            1,
        ),
    ],
)
def test_geometries(opened: Open, geometry: object, shape: Shape, rings: int) -> None:
    place = only(opened(collection(feature(geometry))))
    assert (place.shape, len(place.polygon)) == (shape, rings)
    assert 50 <= place.lat <= 51
    assert 30 <= place.lon <= 32


def test_of_several_points_one_that_is_there_is_chosen(opened: Open) -> None:
    points = [[30, 50], [31, 51], [32, 51]]
    place = only(opened(collection(feature({"type": "MultiPoint", "coordinates": points}))))
    assert (place.lat, place.lon) == (51, 31)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (feature(None), "the coordinates are missing"),
        (feature({"type": "Point", "coordinates": [1]}), "point that is not two numbers"),
        (feature({"type": "Point", "coordinates": ["1", "2"]}), "point that is not two numbers"),
        (feature({"type": "Point", "coordinates": [50, 130]}), "the latitude 130, which is over"),
        (
            feature({"type": "Point", "coordinates": [10**400, 1]}),
            "the longitude|two numbers|large",
        ),
        (feature({"type": "Circle", "coordinates": [1, 2]}), "'Circle' is no kind of geometry"),
        (feature({"type": "Polygon", "coordinates": [[1, 2]]}), "point that is not two numbers"),
        (feature({"type": "Polygon", "coordinates": 7}), "not lists of numbers"),
        (feature("POINT(1 2)"), "the geometry is not GeoJSON's"),
        (feature({"type": "Point", "coordinates": [1, 2]}, name=""), "the title is missing"),
        (feature({"type": "Point", "coordinates": [1, 2]}, country="Utopia"), "no country code"),
        ({"type": "Place"}, "this is no Feature"),
        (7, "this is no Feature"),
    ],
)
def test_a_bad_feature_costs_itself_alone(opened: Open, bad: object, said: str) -> None:
    found = opened(collection(bad, ABINGDON))
    (fault,) = found.faults
    assert fault.line is not None
    assert re.search(said, fault.reason), fault.reason
    assert [place.title for place in found.places] == ["Abingdon (UK)"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', "TopoJSON"),
        ('{"a": 1}', "no GeoJSON|no Feature"),
        ("[1, 2]", "no GeoJSON|no Feature"),
        ('{"type": "FeatureCollection", "features": []}', "no features"),
        ('{"type": "FeatureCollection", "features": [', "breaks off"),
        ("{", "breaks off"),
        ("[" * 100_000, "nested|breaks off"),
        ('{"features": [NaN]}', "damaged"),
    ],
)
def test_what_is_no_geojson_is_said(opened: Open, content: str, said: str) -> None:
    found = opened(content)
    assert found.places == ()
    assert any(re.search(said, fault.reason) for fault in found.faults), found.faults


def test_another_system_of_coordinates_is_refused(opened: Open) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    found = opened(collection(ABINGDON, crs=crs))
    assert found.places == ()
    assert "3857: save it in WGS 84" in found.faults[0].reason
    crs["properties"] = {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}  # type: ignore[assignment]
    assert only(opened(collection(ABINGDON, crs=crs))).title == "Abingdon (UK)"


def test_a_file_that_breaks_off_gives_what_stands_above(opened: Open) -> None:
    text = json.dumps(collection(ABINGDON, ABINGDON))
    found = opened(text[: len(text) - 40])
    assert [place.title for place in found.places] == ["Abingdon (UK)"]
    assert "what stands above is used" in found.faults[-1].reason


def test_a_feature_a_line(opened: Open) -> None:
    lines = [
        json.dumps(feature({"type": "Point", "coordinates": [n, n]}, id=f"x:{n}"))
        for n in range(1, 4)
    ]
    found = opened("\n".join(lines))
    assert found.faults == ()
    told = [(place.id, place.row.line) for place in found.places if place.row]
    assert told == [("x:1", 1), ("x:2", 2), ("x:3", 3)]


def objects(text: str) -> list[Any]:
    return list(Objects(io.BytesIO(text.encode()), "features", lambda read: None))


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(values, max_size=6), st.integers(1, 40), st.sampled_from([None, 1]))
def test_a_stream_gives_what_json_gives(items: list[Any], block: int, indent: int | None) -> None:
    before, jsonstream._BLOCK = jsonstream._BLOCK, block
    try:
        text = json.dumps({"type": "x", "features": items, "after": [1]}, indent=indent)
        assert [item for _, item in objects(text)] == items
        assert [item for _, item in objects(json.dumps(items, indent=indent))] == items
    finally:
        jsonstream._BLOCK = before


@given(st.text(st.sampled_from('{}[]",:0e-.\\ tfeatures\n'), max_size=40))
def test_no_text_breaks_the_stream(text: str) -> None:
    with contextlib.suppress(Damaged):
        objects(text)
