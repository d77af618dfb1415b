"""Rivers by what the text says of them."""

from __future__ import annotations

import pytest

from tests.geoparse.namesakes import Resolved, Rows, row
from viewer.gazetteer.candidates import Kind
from viewer.geoparse.rivers import NO_RIVER, keep_rivers

ROWS = Rows(
    [
        row("Haw River", Kind.CITY, "Haw River", "US", "US.NC", 36.1, -79.4, 2_300),
        row("Pearl River", Kind.CITY, "Pearl River", "US", "US.MS", 32.8, -89.2, 3_600),
        row("Pearl River", Kind.RIVER, "Pearl River", "", "", 31.8, -90.0, 0),
        row("Severn", Kind.CITY, "Severn", "US", "US.MD", 39.1, -76.7, 44_000),
        row("Severn", Kind.RIVER, "River Severn", "", "", 52.3, -2.3, 0),
    ]
)


def kinds(said: str, name: str, occurrence: int = 0) -> set[Kind]:
    """What may be meant by an occurrence of a name once rivers are told."""
    text = Resolved(said, ROWS)
    keep_rivers(text.context, text.toponyms)
    found = [one for one in text.toponyms if said[one.start : one.end] == name]
    return {candidate.kind for candidate in found[occurrence].candidates}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("The Pearl River crested on Monday.", "Pearl River"),
        ("Two boys drowned in the Pearl River.", "Pearl River"),
        ("Villages along the Severn, and others, slept.", "Severn"),
        ("The Severn burst its banks.", "Severn"),
    ],
)
def test_what_flows_is_a_river(said: str, name: str) -> None:
    assert kinds(said, name) == {Kind.RIVER}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("He lives in Pearl River, Mississippi.", "Pearl River"),
        ("The Pearl River mayor spoke.", "Pearl River"),
        ("The town of Pearl River slept.", "Pearl River"),
        ("The Severn council met.", "Severn"),
        ("The storm reached Severn.", "Severn"),
    ],
)
def test_a_town_of_that_name_stays_possible(said: str, name: str) -> None:
    assert Kind.CITY in kinds(said, name)


def test_a_river_is_one_in_the_whole_text() -> None:
    said = "The Pearl River crested. Pearl River water reached Pearl River, Mississippi."
    assert kinds(said, "Pearl River", 1) == {Kind.RIVER}
    assert Kind.CITY in kinds(said, "Pearl River", 2)


def test_without_a_river_of_the_name_there_is_no_pin_and_it_is_said() -> None:
    text = Resolved("The Haw River crested on Monday.", ROWS)
    keep_rivers(text.context, text.toponyms)
    (haw,) = text.toponyms
    assert (list(haw.candidates), haw.why) == ([], NO_RIVER)
