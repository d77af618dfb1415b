from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.globe import destination
from viewer.geoparse.context import Context
from viewer.geoparse.numerals import number
from viewer.geoparse.relative import Relation, inverse, note, relations, unnamed, wind
from viewer.geoparse.spans import Toponym
from viewer.model import Passage, PassageKind, Place, Shape

KYIV = Place("kyiv", "Kyiv", "capital", Shape.POINT, 50.45, 30.5234, ccodes=("UA",))
VASYLKIV = Place("vasylkiv", "Vasylkiv", "town", Shape.POINT, 50.1775, 30.3218)
GOMA = Place("goma", "Goma", "city", Shape.POINT, -1.6741, 29.2384, ccodes=("CD",))
CHAD = Place("chad", "Chad", "country", Shape.AREA, 15.4, 18.7)


def found(text: str, *names: str) -> list[Relation]:
    """The relations of a text in which these names are toponyms."""
    toponyms = []
    at = 0
    for name in names:
        at = text.index(name, at)
        toponyms.append(Toponym(0, 0, at, at + len(name), (), 1.0))
    context = Context(text, [Passage(0, len(text), PassageKind.PARAGRAPH)])
    return list(relations(context, toponyms))


def only(text: str, *names: str) -> Relation:
    (relation,) = found(text, *names)
    return relation


@pytest.mark.parametrize(
    ("text", "km", "bearing"),
    [
        ("18 miles south of Kyiv", 28.97, 180),
        ("about 18 miles to the south of Kyiv", 28.97, 180),
        ("some sixty kilometres north-east of Kyiv", 60, 45),
        ("roughly 300 miles east of the capital of Kyiv", 482.8, 90),
        ("12 km (7.5 miles) south-southwest of Kyiv", 12, 202.5),
        ("30km outside Kyiv", 30, None),
        ("half a mile from Kyiv", 0.8, None),
        ("1,200 km due west of Kyiv", 1200, 270),
        ("a few kilometers southeast of downtown Kyiv", 3, 135),
        ("two and a half miles northwest of Kyiv", 4.02, 315),
        ("about a mile and a half west of Kyiv", 2.41, 270),
        ("60 nautical miles west of Kyiv", 111.12, 270),
        ("5 nm off Kyiv", 9.26, None),
        ("14 km ESE of Kyiv", 14, 112.5),
        ("7 km NW of Kyiv", 7, 315),
    ],
)
def test_distances_in_figures_and_words(text: str, km: float, bearing: float | None) -> None:
    relation = only(f"It happened {text}.", "Kyiv")

    assert relation.distance_km == pytest.approx(km, abs=0.01)
    assert relation.bearing == bearing
    assert relation.subject is None


@pytest.mark.parametrize(
    "text",
    [
        "30 miles of Kyiv road",
        "They drove 30 miles. Of Kyiv nothing was seen.",
        "9,000 miles from Kyiv",
        "18 men south of Kyiv",
        "miles south of Kyiv",
    ],
)
def test_what_is_no_distance_from_a_place(text: str) -> None:
    assert found(text, "Kyiv") == []


@pytest.mark.parametrize(
    "text",
    [
        "Vasylkiv, 18 miles south of Kyiv, burned",
        "Vasylkiv (18 miles south of Kyiv)",
        "Vasylkiv, a town of 37,000 about 18 miles south of Kyiv",
        "Vasylkiv, which lies 18 miles south of Kyiv",
        "Vasylkiv is located 18 miles south of Kyiv",
    ],
)
def test_what_is_said_to_be_there(text: str) -> None:
    subject = only(text, "Vasylkiv", "Kyiv").subject

    assert subject is not None
    assert text[subject.start : subject.end] == "Vasylkiv"


@pytest.mark.parametrize(
    "text",
    [
        "From Vasylkiv the column went on and stopped 18 miles south of Kyiv",
        "Vasylkiv was quiet. A depot 18 miles south of Kyiv burned",
    ],
)
def test_a_name_further_away_is_not_what_is_there(text: str) -> None:
    assert only(text, "Vasylkiv", "Kyiv").subject is None


def test_text_and_gazetteer_disagree() -> None:
    relation = only("Vasylkiv, 18 miles south of Kyiv, burned", "Vasylkiv", "Kyiv")

    assert note(relation, KYIV, VASYLKIV) == (
        "the text says 18 miles south; the gazetteer says 21 miles south-south-west"
    )


@pytest.mark.parametrize("text", ["21 miles south", "about 20 miles south-west", "20 miles"])
def test_what_news_prose_may_say_is_not_remarked_upon(text: str) -> None:
    link = "from" if text.endswith("miles") else "of"
    relation = only(f"Vasylkiv, {text} {link} Kyiv, burned", "Vasylkiv", "Kyiv")

    assert note(relation, KYIV, VASYLKIV) == ""


def test_the_distance_from_a_country_is_not_compared() -> None:
    relation = only("Goma, 30 km from Chad", "Goma", "Chad")

    assert note(relation, CHAD, GOMA) == ""
    assert unnamed(relation, CHAD, "30 km from") is None


def test_a_radius_is_a_distance_up_to_which() -> None:
    relation = only("Within a 40-kilometre radius of Kyiv, seven men died.", "Kyiv")

    assert relation.distance_km == 40
    assert relation.is_within


def test_the_length_of_a_way_is_no_distance_from_a_place() -> None:
    assert not found("They walked 40 miles from Kyiv to Vasylkiv.", "Kyiv", "Vasylkiv")


def test_the_noun_after_a_name_is_no_name() -> None:
    subject = only("in Vasylkiv township, 18 miles south of Kyiv", "Vasylkiv", "Kyiv").subject
    assert subject is not None


def test_an_unnamed_place_is_a_circle() -> None:
    text = "shells fell on a village 30 km outside Goma"
    relation = only(text, "Goma")
    place = unnamed(relation, GOMA, text[relation.start : relation.end])

    assert place is not None
    assert (place.shape, place.title) == (Shape.CIRCLE, "30 km outside Goma")
    assert (place.lat, place.lon, place.radius_km) == (GOMA.lat, GOMA.lon, 30)
    assert place.ccodes == ("CD",)


def test_a_direction_narrows_the_circle() -> None:
    text = "a village 40 km north of Goma"
    relation = only(text, "Goma")
    place = unnamed(relation, GOMA, text[relation.start : relation.end])

    assert place is not None
    distance_km, bearing = inverse((GOMA.lat, GOMA.lon), (place.lat, place.lon))
    assert distance_km == pytest.approx(40)
    assert min(bearing, 360 - bearing) < 0.01
    assert place.radius_km is not None
    assert place.radius_km < 20


@given(st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 359.9), st.floats(5, 900))
def test_a_place_that_is_where_the_text_says_misses_nothing(
    lat: float, lon: float, bearing: float, far: float
) -> None:
    there = destination(lat, lon, bearing, far)
    anchor = Toponym(0, 0, 0, 1, (), 1.0)
    relation = Relation(0, 1, far, 1.0, bearing, False, False, anchor, None)

    assert relation.misses((lat, lon), there) < 0.5
    assert relation.misses((lat, lon), destination(lat, lon, bearing + 120, far)) > 1
    assert relation.misses((lat, lon), destination(lat, lon, bearing, 2.5 * far + 9)) > 1


def test_winds() -> None:
    assert [wind(bearing) for bearing in (0, 202, 350, 359, 91)] == [
        "north",
        "south-south-west",
        "north",
        "north",
        "east",
    ]


@given(st.integers(0, 999_999))
def test_figures_are_read_with_and_without_commas(value: int) -> None:
    assert number(f"{value:,}") == value
    assert number(str(value)) == value


def test_words_are_no_numbers() -> None:
    assert number("several") is None
    assert number("") is None


def test_a_text_of_nothing_but_distances_is_read_in_linear_time() -> None:
    text = "one hundred and twenty and " * 4000 + "miles south of Kyiv " * 4000
    started = time.monotonic()
    found(text, "Kyiv")

    assert time.monotonic() - started < 5
