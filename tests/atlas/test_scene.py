from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from viewer.atlas.scene import build_scene
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape

RING = ((51.0, 31.0), (52.0, 31.0), (52.0, 33.0), (51.0, 31.0))
KYIV = Place("kyiv", "Kyiv", "capital", Shape.POINT, 50.45, 30.52)
UKRAINE = Place("ua", "Ukraine", "country", Shape.AREA, 49.0, 31.4, boundary="UA")
BORDER = Place("by-ua", "The border", "border", Shape.LINE, 51.6, 27.8, boundary="BY-UA")
REGION = Place("region", "Region", "region", Shape.VAGUE, 51.5, 32.0, polygon=(RING,))
FIJI = Place("fiji", "Fiji Sea", "sea", Shape.VAGUE, -18.0, 178.0, radius_km=300)
NEARBY = Place("nearby", "15 km of Goma", "place", Shape.CIRCLE, -1.7, 29.2, radius_km=15)
LOST = Place("lost", "Lost", "country", Shape.AREA, 1.0, 2.0, boundary="ZZ")


def reading(*lines: tuple[Place, ...], kind: PassageKind = PassageKind.PARAGRAPH) -> Reading:
    """An article with one passage for each line, which names these places."""
    text = "\n".join(" ".join(place.title for place in line) for line in lines)
    passages, mentions, at = [], [], 0
    for line in lines:
        start = at
        for place in line:
            end = at + len(place.title)
            title = place.title
            mentions.append(Mention(at, end, title, Role.LITERAL, place, 1.0, "gazetteer title"))
            at = end + 1
        passages.append(Passage(start, at - 1, kind))
    article = Article(text, Path(f"{text}.txt"), text, "utf-8", "secret headline")
    return Reading(article, tuple(passages), tuple(mentions))


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


def entries(boundaries: BoundaryIndex, *readings: Reading) -> dict[str, dict[str, Any]]:
    scene = build_scene(Library.of(readings), boundaries)
    return {place["id"]: place for place in scene["places"]}


def test_counts_are_of_passages_and_the_most_come_first(boundaries: BoundaryIndex) -> None:
    readings = [reading((KYIV, KYIV), (KYIV, BORDER)), reading((BORDER,), (KYIV,), (UKRAINE,))]
    scene = build_scene(Library.of(readings), boundaries)
    assert scene["articles"] == 2
    assert [place["id"] for place in scene["places"]] == ["kyiv", "by-ua", "ua"]
    assert scene["places"][0] | {"count": 3, "mentions": 4, "articles": 2} == scene["places"][0]


def test_a_point_is_a_point(boundaries: BoundaryIndex) -> None:
    kyiv = entries(boundaries, reading((KYIV,)))["kyiv"]
    assert kyiv["bounds"] == [50.45, 30.52, 50.45, 30.52]
    assert "boundary" not in kyiv
    assert "polygon" not in kyiv


def test_areas_and_lines_have_the_bounds_of_their_boundaries(boundaries: BoundaryIndex) -> None:
    found = entries(boundaries, reading((UKRAINE, BORDER)))
    south, west, north, east = found["ua"]["bounds"]
    assert south < 44.5 < 52.3 < north + 0.1
    assert west < 22.3
    assert east > 40
    assert found["ua"]["boundary"] == "UA"
    south, west, north, east = found["by-ua"]["bounds"]
    assert 51 < south < north < 52.5
    assert (west, east) == pytest.approx((23.6, 31.8), abs=0.3)


def test_a_vague_place_has_its_outline_lon_first(boundaries: BoundaryIndex) -> None:
    region = entries(boundaries, reading((REGION,)))["region"]
    assert region["polygon"] == [[[31.0, 51.0], [31.0, 52.0], [33.0, 52.0], [31.0, 51.0]]]
    assert region["bounds"] == [51.0, 31.0, 52.0, 33.0]


def test_a_reach_is_told_and_bounded(boundaries: BoundaryIndex) -> None:
    found = entries(boundaries, reading((FIJI, NEARBY)))
    assert (found["fiji"]["radius"], found["nearby"]["shape"]) == (300, "circle")
    south, west, north, east = found["fiji"]["bounds"]
    assert (south, north) == pytest.approx((-20.7, -15.3), abs=0.1)
    assert (west, east) == pytest.approx((175.2, -179.2), abs=0.3)


def test_a_place_is_unsure_where_every_mention_is(boundaries: BoundaryIndex) -> None:
    sure = reading((KYIV,))
    doubtful = replace(
        reading((KYIV, REGION)),
        mentions=tuple(replace(m, unsure=True) for m in reading((KYIV, REGION)).mentions),
    )
    found = entries(boundaries, sure, doubtful)
    assert "unsure" not in found["kyiv"]
    assert found["region"]["unsure"] is True


def test_an_area_without_a_boundary_of_its_code_is_its_point(boundaries: BoundaryIndex) -> None:
    assert entries(boundaries, reading((LOST,)))["lost"]["bounds"] == [1.0, 2.0, 1.0, 2.0]


def test_no_article_text_goes_to_the_page(boundaries: BoundaryIndex) -> None:
    scene = build_scene(Library.of([reading((KYIV, UKRAINE, REGION))]), boundaries)
    text = json.dumps(scene, allow_nan=False)
    assert "secret" not in text
    assert "a.txt" not in text


def test_furniture_draws_nothing(boundaries: BoundaryIndex) -> None:
    furniture = reading((KYIV,), kind=PassageKind.BOILERPLATE)
    assert entries(boundaries, furniture) == {}
    assert build_scene(Library.of([]), boundaries) == {"places": [], "articles": 0}


def test_namesakes_say_where_they_lie(boundaries: BoundaryIndex) -> None:
    paris = Place("a", "Paris", "capital", Shape.POINT, 48.9, 2.4, ccodes=("FR",))
    texan = Place("b", "paris", "town", Shape.POINT, 33.7, -95.6, ccodes=("US",), region="Texas")
    scene = build_scene(Library.of([reading((paris, texan, KYIV))]), boundaries)
    where = {place["id"]: place.get("where") for place in scene["places"]}
    assert where == {"a": "France", "b": "Texas", "kyiv": None}


def test_geonames_is_to_be_named_where_its_rows_are_shown(boundaries: BoundaryIndex) -> None:
    row = replace(KYIV, source="GeoNames")
    assert build_scene(Library.of([reading((row,))]), boundaries)["geonames"] is True
    assert "geonames" not in build_scene(Library.of([reading((KYIV,))]), boundaries)
