from __future__ import annotations

from pathlib import Path

import pytest

from viewer.library.library import Library
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape

TITLES = ("Łódź", "Lyon", "San José", "san jose", "São Paulo", "İzmir", "Aix\nles-Bains", "Москва")


@pytest.fixture(scope="module")
def library() -> Library:
    """A library in which each place is named once."""
    places = [
        Place(str(number), title, "city", Shape.POINT, 1.0, number)
        for number, title in enumerate(TITLES)
    ]
    text = "x " * len(places)
    mentions = tuple(
        Mention(2 * at, 2 * at + 1, "x", Role.LITERAL, place, 1.0, "title")
        for at, place in enumerate(places)
    )
    passage = Passage(0, len(text), PassageKind.PARAGRAPH)
    return Library.of([Reading(Article("1", Path("1"), text, "utf-8", "t"), (passage,), mentions)])


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("JOSE", {"San José", "san jose"}),
        ("josé", {"San José", "san jose"}),
        ("ao p", {"São Paulo"}),
        ("lyon", {"Lyon"}),
        ("lodz", {"Łódź"}),
        ("z", {"İzmir", "Łódź"}),
        ("iz", {"İzmir"}),
        ("моск", {"Москва"}),
        ("les bains", set()),
        ("aix les", {"Aix\nles-Bains"}),
        ("x\nl", {"Aix\nles-Bains"}),
        ("n\nsan", set()),
        ("", set(TITLES)),
        ("\ud800", set()),
        (".*", set()),
    ],
)
def test_a_part_of_a_title_finds_the_tallies(
    library: Library, typed: str, titles: set[str]
) -> None:
    tallies = library.tallies()
    assert {tallies[row].place.title for row in library.titled(typed)} == titles


def test_tallies_are_in_the_order_of_titles(library: Library) -> None:
    titles = [tally.place.title for tally in library.tallies()]
    assert titles == sorted(TITLES, key=str.casefold)
    assert [library.index_of(str(TITLES.index(title))) for title in titles] == [*range(len(TITLES))]
    assert library.listed().number.tolist() == [TITLES.index(title) + 1 for title in titles]


def test_namesakes_have_the_very_title(library: Library) -> None:
    assert library.namesakes("2") == []
