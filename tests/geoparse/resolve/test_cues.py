"""What the words beside a name say of it."""

from __future__ import annotations

import pytest

from tests.geoparse.namesakes import Resolved
from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.geoparse.resolve.cues import Link, kind_cue, link


def _link(text: str) -> Link | None:
    found = Resolved(text)
    return link(found.context, found.toponyms[0], found.toponyms[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paris, Texas", Link.COMMA),
        ("Paris,\nTexas", Link.COMMA),
        ("Paris (Texas)", Link.WITHIN),
        ("Paris in northern Texas", Link.WITHIN),
        ("Athens is the capital of Greece", Link.WITHIN),
        ("Athens, the largest city in Greece", Link.WITHIN),
        ("Ohio's Clark County", Link.HOLDER),
        ("the Texas town of Paris", Link.HOLDER),
        ("Poland and Hungary", Link.LIST),
        ("Poland-Hungary talks", Link.LIST),
        ("Paris. Texas", None),
        ("Paris met the team of Texas", None),
        ("Paris, he said, is not Texas", None),
    ],
)
def test_how_two_names_belong_together(text: str, expected: Link | None) -> None:
    assert _link(text) is expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the Athens county fair", Kind.COUNTY),
        ("the Kyiv region", Kind.REGION),
        ("the province of Kyiv", Kind.REGION),
        ("the department of Kyiv", Kind.REGION),
        ("both Kyiv states", Kind.REGION),
        ("the city of Kyiv", Kind.CITY),
        ("the mayor of Paris", Kind.CITY),
        ("the president of Georgia", Kind.COUNTRY),
        ("the Georgia river", Kind.RIVER),
        ("storms over the Georgia, it said", Kind.WATER),
    ],
)
def test_a_word_beside_a_name_says_its_kind(text: str, kind: Kind) -> None:
    found = Resolved(text)
    cue = kind_cue(found.context, found.toponyms[0])
    assert cue is not None
    assert cue.kinds.get(kind) == 1.0


@pytest.mark.parametrize(
    "text", ["He left Paris early", "the Paris police", "Paris, city of light"]
)
def test_other_words_say_nothing(text: str) -> None:
    found = Resolved(text)
    assert kind_cue(found.context, found.toponyms[0]) is None


def test_a_word_that_is_in_the_very_title_says_most() -> None:
    found = Resolved("the state of Georgia")
    cue = kind_cue(found.context, found.toponyms[0])
    town = Candidate("t", "world", 1, Kind.CITY, NameKind.TITLE, "Arauca", 7.0, -70.8)
    region = Candidate("r", "world", 1, Kind.REGION, NameKind.ALTERNATE, "Arauca State", 6.8, -71.2)

    assert cue is not None
    assert cue.speaks_for(region, "Arauca") > cue.kinds[Kind.REGION]
    assert cue.speaks_for(town, "Arauca") == 0
