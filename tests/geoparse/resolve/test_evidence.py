"""What names tell of each other, and words of where a text was written."""

from __future__ import annotations

from tests.geoparse.namesakes import Rows
from viewer.gazetteer.candidates import Candidate
from viewer.geoparse.resolve.evidence import Evidence, Share, nearness
from viewer.geoparse.resolve.idioms import heard, voices

ROWS = Rows()
DAYTON = ROWS.named(["dayton"])[0]
SPRINGFIELD = ROWS.named(["springfield"])[2]
PARIS = ROWS.named(["paris"])[0]


def _shares(*candidates: Candidate) -> list[Share]:
    return [Share([candidate], [1.0], 1.0) for candidate in candidates]


def test_near_is_more_than_far() -> None:
    assert nearness(0) == 1
    assert 1 > nearness(30) > nearness(150) > nearness(300) > 0
    assert nearness(1000) < 1e-6


def test_a_name_does_not_vote_for_itself() -> None:
    shares = _shares(DAYTON, PARIS)
    evidence = Evidence(shares)
    assert evidence.region("US.OH", shares[0]) == 0
    assert evidence.region("US.OH", shares[1]) > 0.3
    assert evidence.near(SPRINGFIELD, shares[0]) == 0
    assert evidence.near(SPRINGFIELD, shares[1]) > 0.3


def test_few_votes_say_little() -> None:
    own = Share((), (), 0.0)
    few = Evidence([*_shares(DAYTON), own]).country("US", own)
    many = Evidence([*_shares(DAYTON, SPRINGFIELD, DAYTON, SPRINGFIELD), own]).country("US", own)
    assert 0 < few < many < 1


def test_an_ocean_is_in_half_of_every_country() -> None:
    own = Share((), (), 0.0)
    evidence = Evidence([*_shares(DAYTON), own])
    assert evidence.country("", own) == evidence.country("US", own) / 2
    assert evidence.country("FR", own) == 0


def test_places_are_near_across_the_antimeridian() -> None:
    fiji = Candidate("a", "x", 1, DAYTON.kind, DAYTON.name_kind, "Taveuni", -17.0, 179.9)
    other = Candidate("b", "x", 1, DAYTON.kind, DAYTON.name_kind, "Lau", -17.0, -179.8)
    own = Share((), (), 0.0)
    assert Evidence([*_shares(fiji), own]).near(other, own) > 0.3


def test_words_speak_for_their_countries() -> None:
    votes = voices(["the", "sheriff", "told", "the", "school", "board"])
    assert votes == {"US": 2.0}
    assert voices(["nobody", "said", "anything"]) == {}
    shared = voices(["councillors"])
    assert shared["GB"] == shared["AU"] < 1
    assert heard(["lakhs", "of", "rupees"], "IN") == ["lakhs", "rupees"]
