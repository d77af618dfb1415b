"""Few places are a scene, many a crowd, and both are thinned alike."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.atlas.crowds import BOUNDARIES
from viewer.atlas.crowd import Crowd
from viewer.atlas.picture import FEW, build_picture, shapes_of, thinned
from viewer.library.library import Library
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape


def library(count: int) -> Library:
    """One article that names so many places, each in a paragraph of its own."""
    ukraine = Place("ua", "Ukraine", "country", Shape.AREA, 49.0, 31.4, ("U",), ("UA",), "UA")
    towns = [
        Place(f"t{i}", f"Town {i}", "town", Shape.POINT, i / 100 - 40, i / 50, ccodes=("PL",))
        for i in range(count - 1)
    ]
    lines, passages, mentions, at = [], [], [], 0
    for place in (ukraine, *towns):
        end = at + len(place.title)
        mentions.append(Mention(at, end, place.title, Role.LITERAL, place, 1.0, "gazetteer title"))
        passages.append(Passage(at, end, PassageKind.PARAGRAPH))
        lines.append(place.title)
        at = end + 1
    article = Article("a", Path("a.txt"), "\n".join(lines), "utf-8", "A title")
    return Library.of([Reading(article, tuple(passages), tuple(mentions))])


@pytest.fixture(scope="module")
def many() -> Library:
    return library(FEW + 1)


def test_few_places_are_a_scene() -> None:
    picture = build_picture(library(3), BOUNDARIES)
    assert isinstance(picture, dict)
    assert len(picture["places"]) == 3
    assert picture["countries"] == {"UA": 1, "PL": 2}
    assert shapes_of(picture) == {Shape.AREA, Shape.POINT}
    points = thinned(picture, [Shape.POINT])
    assert isinstance(points, dict)
    assert len(points["places"]) == 2


def test_many_places_are_a_crowd(many: Library) -> None:
    picture = build_picture(many, BOUNDARIES)
    assert isinstance(picture, Crowd)
    assert (len(picture), picture.articles) == (FEW + 1, 1)
    assert picture.scene()["countries"] == {"UA": 1, "PL": FEW}
    assert shapes_of(picture) == {Shape.AREA, Shape.POINT}
    assert len(thinned(picture, [Shape.AREA])) == 1
    assert picture.entry_of_id("ua") is not None
    assert picture.entry_of_id("t7") is not None
    assert picture.entry_of_id("elsewhere") is None


def test_what_was_shown_before_is_built_upon(many: Library) -> None:
    before = build_picture(many, BOUNDARIES)
    after = build_picture(many, BOUNDARIES, before)
    assert isinstance(before, Crowd)
    assert isinstance(after, Crowd)
    assert np.array_equal(before.spots.number, after.spots.number)
    assert isinstance(build_picture(many, BOUNDARIES, build_picture(library(2), BOUNDARIES)), Crowd)
