import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.export.samples import HOSTILE, library
from viewer.export.geojson import feature_collection, write_geojson
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.storage.rows import clean


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


@pytest.fixture(scope="module")
def written(boundaries: BoundaryIndex, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    target = tmp_path_factory.mktemp("geojson") / "map.geojson"
    write_geojson(library(), boundaries, target)
    data: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return data


def feature(written: dict[str, Any], place: str) -> dict[str, Any]:
    (found,) = (one for one in written["features"] if one["id"] == place)
    return found


def test_each_place_has_its_honest_geometry(written: dict[str, Any]) -> None:
    kinds = {one["id"]: one["geometry"]["type"] for one in written["features"]}
    assert kinds == {
        "kyiv": "Point",
        "ushuaia": "Point",
        "ua": "MultiPolygon",
        "fj": "MultiPolygon",
        "by-ua": "LineString",
        "donbas": "MultiPolygon",
    }


def test_longitude_comes_first(written: dict[str, Any]) -> None:
    assert feature(written, "kyiv")["geometry"]["coordinates"] == [30.5234, 50.45]
    for lon, lat in feature(written, "by-ua")["geometry"]["coordinates"]:
        assert 23 < lon < 32
        assert 51 < lat < 53


def test_rings_are_closed_and_wound_by_the_right_hand_rule(written: dict[str, Any]) -> None:
    rings = 0
    for place in ("ua", "fj", "donbas"):
        for polygon in feature(written, place)["geometry"]["coordinates"]:
            for index, ring in enumerate(polygon):
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert (area > 0) == (index == 0)
                rings += 1
    assert rings > 3


def test_fiji_is_cut_at_the_antimeridian_and_its_box_crosses_it(written: dict[str, Any]) -> None:
    fiji = feature(written, "fj")
    west, _, east, _ = fiji["bbox"]
    assert west > 170
    assert east < -170
    for polygon in fiji["geometry"]["coordinates"]:
        lons = [lon for lon, _ in polygon[0]]
        assert max(lons) - min(lons) < 10


def test_mentions_carry_quote_article_and_offsets(written: dict[str, Any]) -> None:
    text = library().readings[0].article.text
    kyiv = feature(written, "kyiv")["properties"]
    assert (kyiv["passages"], kyiv["mentions"], kyiv["articles"]) == (2, 3, 1)
    assert [text[one["start"] : one["end"]] for one in kyiv["mentioned"]] == [
        "Kyiv",
        "Київ",
        "Kyiv",
    ]
    assert kyiv["mentioned"][1] | {"article": ""} == {
        "text": "Київ",
        "quote": "From Brovary to Київ, 😀 Kyiv again.",
        "title": "Kyiv and the Belarus border",
        "source": "The Paper",
        "date": "2022-02",
        "file": "0.txt",
        "article": "",
        "start": 45,
        "end": 49,
        "passage": "paragraph",
        "role": "literal",
        "score": 1.0,
        "decided_by": "gazetteer title",
    }
    assert kyiv["gazetteer"] == {"file": "gazetteer.csv", "line": 11}


def test_what_was_not_placed_is_told(written: dict[str, Any]) -> None:
    assert written["counts"] == {"articles": 2, "mentions": 9, "placed": 8, "unplaced": 1}
    assert [one["name"] for one in written["unplaced"]] == ["Brovary"]


def test_sources_are_named_and_folders_are_not(written: dict[str, Any]) -> None:
    assert "Natural Earth" in written["attribution"]
    assert "GeoNames" in written["attribution"]
    assert "someone" not in json.dumps(written)


def test_an_empty_library_is_an_empty_collection(boundaries: BoundaryIndex) -> None:
    empty = feature_collection(library("Nothing is named here."), boundaries)
    assert empty["features"] == []
    assert "bbox" not in empty


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.one_of(st.text(st.characters(exclude_characters="\n\r")), st.sampled_from(HOSTILE)))
def test_any_text_survives(boundaries: BoundaryIndex, tmp_path: Path, text: str) -> None:
    target = tmp_path / "any.geojson"
    write_geojson(library(f"Kyiv {text} Kyiv"), boundaries, target)
    (kyiv,) = json.loads(target.read_text(encoding="utf-8"))["features"]
    quoted = kyiv["properties"]["mentioned"][0]["quote"]
    assert quoted.startswith(clean(f"Kyiv {text} Kyiv")[:60])
