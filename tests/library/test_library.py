from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.test_tallies import GRAZ, LINZ, reading
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put, remove_files, set_stories
from viewer.model import Attributed, Dated, Fault, PassageKind, Reading


@pytest.fixture
def store() -> Iterator[Store]:
    """Three articles; the third is a copy of the first."""
    with Store.temporary() as store:
        store_all(
            store, reading("Snow in Linz"), dated("Linz\nSnow", "b"), reading("Linz, Graz", "c")
        )
        set_stories(store, {3: 1})
        yield store


def store_all(store: Store, *readings: Reading) -> None:
    put(store, [Stored(one, "{}", "{}") for one in readings])


def dated(text: str, name: str) -> Reading:
    one = reading(text, name)
    article = replace(
        one.article,
        source=Attributed("The Paper", "a header"),
        date=Dated(dt.date(2022, 2, 1), "month", "a header"),
    )
    return replace(one, article=article)


def test_the_figures_leave_furniture_out() -> None:
    library = Library.of(
        [reading("Linz and *Wels\n-Linz *Enns\nAustrian, Graz"), reading("Linz", "b")],
        [Fault(Path("c"), "empty")],
    )
    counts = library.counts

    assert (counts.articles, counts.mentions, counts.placed, counts.unplaced, counts.faults) == (
        2,
        4,
        3,
        1,
        1,
    )
    assert [line.name for line in library.ledger()] == ["Wels"]


def test_an_empty_library_has_nothing() -> None:
    library = Library.of()

    assert (library.tallies(), library.ledger(), library.excerpts("linz")) == ((), (), ())
    with pytest.raises(KeyError):
        library.reading("linz")


def test_a_passage_of_furniture_alone_keeps_an_article_in_the_library() -> None:
    only = reading("-Linz")

    assert Library.of([only]).readings == (only,)
    assert only.passages[0].kind is PassageKind.BOILERPLATE


def test_adjectives_can_be_counted_and_left_out_again() -> None:
    library = Library.of([reading("Austrian troops in Linz")], [Fault(Path("c"), "empty")])
    with_them = library.counting(adjectives=True)

    assert (library.counts.mentions, with_them.counts.mentions) == (1, 2)
    assert with_them.faults == library.faults
    assert with_them.counting(adjectives=False).counts == library.counts
    assert library.counting(adjectives=False) is library


def test_what_is_not_certain_counts_as_placed() -> None:
    one = reading("Linz and *Wels")
    unsure = replace(one, mentions=tuple(replace(m, unsure=True) for m in one.mentions))
    counts = Library.of([unsure]).counts

    assert (counts.mentions, counts.placed, counts.unplaced) == (2, 1, 1)


def test_a_story_counts_once_and_its_copies_are_told(store: Store) -> None:
    library = Library(store)

    assert [line.id for line in library.articles] == ["a", "b"]
    assert [line.copies for line in library.articles] == [1, 0]
    assert [line.id for line in library.copies_of("a")] == ["c"]
    assert [(t.place, t.passages) for t in library.tallies()] == [(LINZ, 2)]
    counts = library.counts
    assert (counts.articles, counts.stories, counts.copies, counts.passages) == (2, 2, 1, 2)
    each = library.filtered(Filter(copies=True))
    assert [line.id for line in each.articles] == ["a", "b", "c"]
    assert (each.counts.stories, each.counts.articles) == (2, 3)


def test_of_the_copies_the_first_that_passes_counts(store: Store) -> None:
    narrow = Library(store).filtered(Filter(shapes=frozenset({GRAZ.shape}), query="graz"))

    assert [one.article.id for one in narrow.readings] == ["c"]
    assert [tally.place for tally in narrow.tallies()] == [GRAZ, LINZ]


def test_an_article_in_a_list_has_what_is_known_of_it(store: Store) -> None:
    line = Library(store).articles[1]

    assert (line.title, line.source, line.copies) == ("b", "The Paper", 0)
    assert line.date == Dated(dt.date(2022, 2, 1), "month", "a header")


def test_hits_are_the_passages_that_are_found_in_what_is_shown(store: Store) -> None:
    library = Library(store)
    found = library.filtered(Filter(query="snow")).hits()
    assert [(hit.reading.article.id, hit.spans, len(hit.mentions)) for hit in found] == [
        ("a", ((0, 4),), 1),
        ("b", ((5, 9),), 0),
    ]
    assert len(library.filtered(Filter(query="snow")).hits(1)) == 1
    assert [
        h.reading.article.id
        for h in library.filtered(Filter(query="snow", outlets=frozenset({"The Paper"}))).hits()
    ] == ["b"]
    assert library.hits() == ()


def test_a_passage_of_a_query_without_a_place_shows_its_article(store: Store) -> None:
    narrow = Library(store).filtered(Filter(query="snow", outlets=frozenset({"The Paper"})))

    assert [one.article.id for one in narrow.readings] == ["b"]
    assert narrow.tallies() == ()
    assert narrow.filtered(replace(narrow.filter, placed=True)).readings == ()


def test_places_and_articles_are_known_whether_they_are_shown_or_not(store: Store) -> None:
    nothing = Library(store).filtered(Filter(query="hail"))

    assert (nothing.readings, nothing.tallies(), nothing.counts.articles) == ((), (), 0)
    assert nothing.place("graz") == GRAZ
    assert nothing.place("wels") is None
    assert nothing.tally("graz") is None
    assert nothing.reading("b").article.id == "b"
    assert (nothing.shows("b"), Library(store).shows("b"), Library(store).shows("x")) == (
        False,
        True,
        False,
    )
    assert nothing.place_of(nothing.number_of("linz") or 0) == LINZ
    assert nothing.number_of("wels") is None
    with pytest.raises(KeyError):
        nothing.place_of(99)


def test_a_library_stays_as_it_was_until_it_is_refreshed(store: Store) -> None:
    before = Library(store)
    store_all(store, reading("Graz", "d"))
    after = before.refreshed()

    assert [line.id for line in before.articles] == ["a", "b"]
    assert [line.id for line in after.articles] == ["a", "b", "d"]
    assert [t.passages for t in after.tallies()] == [2, 1]
    # Found in an article that was not there yet.
    assert len(before.filtered(Filter(query="graz")).hits()) == 1
    assert len(after.filtered(Filter(query="graz")).hits()) == 2


def test_what_is_gone_since_is_said_to_be_gone(store: Store) -> None:
    library = Library(store)
    excerpts, readings = library.excerpts("linz"), library.readings
    remove_files(store, [Path("b")])

    assert readings[1].article.title == "No longer in the library"
    assert (excerpts[1].mentions, excerpts[1].reading.passages) == ((), ())
    assert library.articles[1].title == "No longer in the library"
    assert [one.article.id for one in library.refreshed().readings] == ["a"]


def test_facets_count_what_each_choice_would_leave(store: Store) -> None:
    library = Library(store).filtered(Filter(outlets=frozenset({"The Paper"})))
    found = library.facets()

    assert found.outlets == {"": 1, "The Paper": 1}
    assert (found.languages, found.kinds, found.countries) == ({"": 1}, {"city": 1}, {})
    whole = Library(store).filtered(Filter(copies=True, kinds=frozenset({"country"})))
    assert whole.facets().kinds == {"city": 3}
    assert whole.facets().outlets == {}


def test_a_filter_that_is_the_same_is_the_same_library(store: Store) -> None:
    library = Library(store)

    assert library.filtered(Filter()) is library
    assert library.filtered(Filter(query="snow")).filtered(Filter()).counts == library.counts
