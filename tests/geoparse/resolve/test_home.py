"""Where an outlet writes of, learned from its other articles."""

from __future__ import annotations

import pytest

from tests.geoparse.namesakes import Resolved, Rows
from viewer.gazetteer.candidates import Kind
from viewer.geoparse.resolve.home import Home, Known, known_of_mentions, learn
from viewer.model import Mention, Place, Role, Shape

OHIO = (
    "Crews from Springfield drove to Dayton, Ohio.",
    "Dayton, Ohio, votes on Tuesday.",
    "A bridge in Urbana, Ohio, is closed.",
)


def _known(text: str) -> list[Known]:
    chosen = [(d.candidate, d.confidence) for d in Resolved(text).decisions if d.candidate]
    return [
        Known(c.id, c.country, c.region, (c.lat, c.lon) if c.kind is Kind.CITY else None, sure)
        for c, sure in chosen
    ]


def test_an_outlet_is_at_home_where_its_articles_are() -> None:
    home = learn(map(_known, OHIO))
    assert home.countries[0][0] == "US"
    assert home.regions[0][0] == "US.OH"
    assert 0.5 < home.regions[0][1] <= home.countries[0][1] <= 1
    assert home.points[0][:2] == (39.76, -84.19)


def test_home_helps_with_what_is_ambiguous() -> None:
    home = learn(map(_known, OHIO))
    text = "The fair in Athens opens on Monday."
    assert Resolved(text).where("Athens") == "GR.ESYE31"
    assert Resolved(text, home=home).where("Athens") == "US.OH"


def test_one_article_says_less_than_many() -> None:
    one = learn(map(_known, OHIO[:1]))
    many = learn(map(_known, OHIO * 4))
    assert one.regions[0][1] < many.regions[0][1]


def test_no_articles_are_no_home() -> None:
    assert learn(()) == Home()
    assert not learn(())


def test_an_article_counts_a_place_once() -> None:
    said = _known("Dayton, Ohio, votes.")
    assert learn([said, _known("Atlanta votes.")]) == learn([said * 9, _known("Atlanta votes.")])


def test_a_home_can_be_learned_from_articles_that_were_read() -> None:
    place = Place("gn:1", "Dayton", "city", Shape.POINT, 39.8, -84.2, ccodes=("US",), region="Ohio")
    mention = Mention(0, 6, "Dayton", Role.LITERAL, place, 0.9, "gazetteer title")
    adjective = Mention(7, 12, "Greek", Role.ADJECTIVE, place, 0.9, "gazetteer variant")
    nowhere = Mention(13, 16, "Elm", Role.LITERAL, None, 0.0, "recogniser")
    found = known_of_mentions([mention, adjective, nowhere], Rows())
    assert [(one.country, one.region, one.point) for one in found] == [
        ("US", "US.OH", (39.8, -84.2))
    ]
    assert found[0].confidence == pytest.approx(0.9)
