"""What narrows a library, in words."""

from __future__ import annotations

import datetime as dt

from viewer.desktop.conditions import conditions, language_name, loosenings, nothing_has
from viewer.library.filters import Filter
from viewer.model import Bounds, Shape

NAMES = {"UA": "Ukraine", "BY": "Belarus", "PL": "Poland", "RU": "Russia"}
BOX = Bounds(40, 20, 50, 30)


def test_each_entry_of_a_short_list_has_a_chip_that_takes_it_away() -> None:
    narrowed = Filter(countries=frozenset({"UA", "BY"}), outlets=frozenset({""}), query="oil")
    found = conditions(narrowed, NAMES.__getitem__)
    assert [one.words for one in found] == ["Outlet unknown", "Belarus", "Ukraine"]
    assert found[1].meant == "Country: Belarus"
    assert found[1].without == Filter(
        countries=frozenset({"UA"}), outlets=frozenset({""}), query="oil"
    )


def test_a_long_list_shares_one_chip() -> None:
    narrowed = Filter(countries=frozenset(NAMES), placed=True)
    found = conditions(narrowed, NAMES.__getitem__)
    assert [one.words for one in found] == ["4 countries", "Placed"]
    assert found[0].meant == "Country: Belarus, Poland, Russia, Ukraine"
    assert found[0].without == Filter(placed=True)


def test_words_and_dates_have_no_chips() -> None:
    narrowed = Filter(query="oil", since=dt.date(2022, 1, 1), adjectives=True, copies=True)
    assert conditions(narrowed, str) == []


def test_every_condition_can_be_cleared_by_itself_until_nothing_narrows() -> None:
    narrowed = Filter(
        query="oil",
        since=dt.date(2022, 2, 1),
        until=dt.date(2022, 2, 28),
        outlets=frozenset({"The Paper"}),
        languages=frozenset({"uk", ""}),
        kinds=frozenset({"city"}),
        countries=frozenset({"UA"}),
        shapes=frozenset({Shape.POINT}),
        inside=BOX,
        placed=False,
        copies=True,
    )
    found = loosenings(narrowed, NAMES.__getitem__)
    assert len(found) == 9
    for number in range(len(found)):
        assert not narrowed.is_empty
        narrowed = loosenings(narrowed, NAMES.__getitem__)[0].without
        assert len(loosenings(narrowed, NAMES.__getitem__)) == len(found) - number - 1
    assert narrowed == Filter(copies=True)


def test_why_nothing_is_left_is_a_sentence() -> None:
    since, until = dt.date(2022, 2, 1), dt.date(2022, 2, 28)
    one = Filter(query="oil")
    two = Filter(query="oil", since=since, until=until)
    three = Filter(query="oil", since=since, countries=frozenset({"UA", "BY"}))
    said = [nothing_has(loosenings(each, NAMES.__getitem__)) for each in (one, two, three)]
    assert said == [
        "No passage has “oil”",
        "No passage has both “oil” and a date (Feb 2022)",
        "No passage has all of “oil”, a date (from 1 Feb 2022) and a place in Belarus or Ukraine",
    ]


def test_languages_have_their_names() -> None:
    assert language_name("uk") == "Ukrainian"
    assert language_name("") == "unknown"
    assert language_name("xx") == "xx"
