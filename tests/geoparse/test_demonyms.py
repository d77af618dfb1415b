from __future__ import annotations

import pytest

from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.placetable import PlaceTable
from viewer.gazetteer.sources import Sources
from viewer.geoparse.demonyms import DEMONYMS, candidates, demonym_at, is_adjective
from viewer.model import Place, Shape

PLACES = [
    Place("za", "South Africa", "country", Shape.AREA, -29, 25, ccodes=("ZA",), boundary="ZA"),
    Place("cd", "Democratic Republic of the Congo", "country", Shape.AREA, -2, 23, ccodes=("CD",)),
    Place("cg", "Republic of the Congo", "country", Shape.AREA, -1, 15, ccodes=("CG",)),
    Place("london", "London", "capital", Shape.POINT, 51.5, -0.1, ccodes=("GB",)),
    Place("georgia", "Georgia", "country", Shape.AREA, 42, 43.5, ccodes=("GE",)),
]
GAZETTEER = Sources([PlaceTable(tuple(PLACES))])


@pytest.mark.parametrize(
    ("text", "words", "ids"),
    [
        ("south african troops", 2, ["za"]),
        ("south africans", 2, ["za"]),
        ("londoners", 1, ["london"]),
        ("the congolese", 1, ["cd", "cg"]),
        ("georgian", 1, ["georgia"]),
    ],
)
def test_an_adjective_has_its_places(text: str, words: int, ids: list[str]) -> None:
    keys = text.split()
    found = demonym_at(keys, 1 if keys[0] == "the" else 0)

    assert found is not None
    assert found.words == words
    assert [one.id for one in candidates(GAZETTEER, found)] == ids


@pytest.mark.parametrize("word", ["moscow", "muslim", "english-like", "", "south"])
def test_what_is_no_adjective_of_a_place(word: str) -> None:
    assert demonym_at([word], 0) is None


def test_every_code_is_a_country() -> None:
    assert set(DEMONYMS.values()) <= set(COUNTRIES)
    assert {"FR", "UA", "KR", "GB"} <= set(DEMONYMS.values())


def test_peoples_without_a_place_are_adjectives_too() -> None:
    assert is_adjective("kurdish")
    assert demonym_at(["kurdish"], 0) is None
