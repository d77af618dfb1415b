"""The single door to a library: its articles, their places, and what was not placed.

What is shown never changes: another filter, or what has been stored since, makes another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from viewer.library import facets, gathering, searching, timeline
from viewer.library.cells import Counted, Integers, Rows
from viewer.library.columns import Columns, Places, row_of
from viewer.library.excerpts import Excerpts
from viewer.library.facets import Facets
from viewer.library.filters import Filter
from viewer.library.hits import Hits
from viewer.library.importing.onefile import Finder
from viewer.library.lazily import Lazy
from viewer.library.narrowing import Narrowed, narrowed, passages_naming
from viewer.library.places import Tallied
from viewer.library.shown import ArticleLine, Counts, Hit
from viewer.library.source import Owner, Source
from viewer.library.spots import Spots
from viewer.library.storage import loading, writing
from viewer.library.storage.store import Store
from viewer.library.tallies import Excerpt, Tally, Unplaced
from viewer.library.timeline import Histogram, Step
from viewer.library.unplaced import Ledger
from viewer.model import Fault, Note, Place, Reading

__all__ = [
    "ArticleLine",
    "Counts",
    "Excerpt",
    "Hit",
    "Library",
    "Tally",
    "Unplaced",
]

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")


class Library:
    """What a filter leaves of a library file, as it was when it was looked at."""

    def __init__(
        self,
        store: Store,
        chosen: Filter | None = None,
        *,
        source: Source | None = None,
        columns: Columns | None = None,
    ) -> None:
        """What a store holds now, or what it held when `source` and `columns` were made."""
        self.filter = chosen or Filter()
        self._source = source or Source(store)
        self._columns = columns or gathering.load(store)
        self._query = searching.parse(self.filter.query)
        self._excerpts = Excerpts(self._source, self._columns, adjectives=self.adjectives)
        self._histograms: dict[Step, Histogram] = {}

    @classmethod
    def of(
        cls,
        readings: Iterable[Reading] = (),
        faults: Iterable[Fault] = (),
        notes: Iterable[Note] = (),
        *,
        adjectives: bool = False,
    ) -> Library:
        """A library of some readings, in a temporary file that is gone with it."""
        store = Store.temporary()
        items = [writing.Stored(reading, "{}", "{}") for reading in readings]
        writing.put(store, items, faults=faults, notes=notes)
        return cls(store, Filter(adjectives=adjectives), source=Source(store, Owner(store)))

    @property
    def store(self) -> Store:
        """The file that all is read from."""
        return self._source.store

    @property
    def adjectives(self) -> bool:
        """Whether adjectives count as mentions: "Russian troops" as one of Russia."""
        return self.filter.adjectives

    # -- others --------------------------------------------------------------------------

    def filtered(self, chosen: Filter) -> Library:
        """The same library under another filter."""
        if chosen == self.filter:
            return self
        return Library(self.store, chosen, source=self._source, columns=self._columns)._counted_up()

    def counting(self, *, adjectives: bool) -> Library:
        """The same with adjectives among the mentions, or without."""
        return self.filtered(replace(self.filter, adjectives=adjectives))

    def holds_the_same_as(self, other: Library) -> bool:
        """Whether both show the same file as it was at the same time, under whatever filters."""
        return self._columns is other._columns

    def refreshed(self) -> Library:
        """The library as it is now, under the same filter."""
        columns = gathering.renewed(self._columns, self.store)
        again = Library(self.store, self.filter, source=self._source.renewed(), columns=columns)
        return again._counted_up()

    def fresh(self) -> Library:
        """The same, with nothing remembered of what was read or searched for before."""
        source = self._source.renewed()
        return Library(self.store, self.filter, source=source, columns=self._columns)

    # -- articles ------------------------------------------------------------------------

    @property
    def readings(self) -> Sequence[Reading]:
        """The articles that are shown, in the order in which they came."""
        return self._of_articles(self._source.readings)

    @property
    def articles(self) -> Sequence[ArticleLine]:
        """The same, as lines of a list."""
        return self._of_articles(self._lines)

    def copies_of(self, article_id: str) -> Sequence[ArticleLine]:
        """The other articles of the same story that the filter's other conditions leave."""
        number = self._source.article_number(article_id)
        articles = self._columns.articles
        row = None if number is None else row_of(articles.number, number)
        if row is None:
            return ()
        same = self._narrowed.passing & (articles.story == articles.story[row])
        same[row] = False
        if not same.any():
            return ()
        return self._lines(articles.number[np.flatnonzero(same)].tolist())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read."""
        return loading.faults(self.store)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What to know about files that were read, or passed over; no fault of theirs."""
        return loading.notes(self.store)

    def reading(self, article_id: str) -> Reading:
        """The reading of an article, be it shown or not. Raises `KeyError` for an unknown id."""
        number = self._source.article_number(article_id)
        if number is None:
            raise KeyError(article_id)
        return self._source.readings([number])[0]

    def shows(self, article_id: str) -> bool:
        """Whether the filter leaves an article."""
        number = self._source.article_number(article_id)
        row = None if number is None else row_of(self._columns.articles.number, number)
        return row is not None and bool(self._narrowed.articles[row])

    @cached_property
    def counts(self) -> Counts:
        """How much there is."""
        found = np.zeros(0, np.int32) if self._matched is None else self._found[1]
        shown = int(np.count_nonzero(self._narrowed.articles))
        passing = int(np.count_nonzero(self._narrowed.passing))
        stories = shown
        if self.filter.copies:
            stories = len(np.unique(self._columns.articles.story[self._narrowed.articles]))
        placed = int(self._counted.mentions.sum())
        unplaced = self._ledger.unplaced
        return Counts(
            articles=shown,
            mentions=placed + unplaced,
            placed=placed,
            unplaced=unplaced,
            faults=self._source.faults,
            passages=passages_naming(self._columns, self._narrowed, found, self.adjectives),
            unsure=self._ledger.unsure,
            stories=stories,
            copies=passing - stories,
        )

    # -- places --------------------------------------------------------------------------

    def tallies(self) -> Sequence[Tally]:
        """The places that are named, those in most passages first, then by title."""
        return self._tallied.tallies()

    def tally(self, place_id: str) -> Tally | None:
        """How often a place is named; None where it is not."""
        row = self._row_of_place(place_id)
        return None if row is None else self._tallied.tally(row)

    def titled(self, text: str) -> Rows:
        """Which of the tallies have a part of a title, by index; case and accents make no odds."""
        return self._tallied.titled(text)

    def spots(self) -> Spots:
        """The same places as columns, for a map."""
        return self._tallied.spots

    def listed(self) -> Spots:
        """The same in the order of `tallies`, for a list."""
        return self._tallied.listed()

    def index_of(self, place_id: str) -> int | None:
        """Where in `tallies` a place stands; None where it is not named."""
        row = self._row_of_place(place_id)
        return None if row is None else self._tallied.index_of(row)

    @property
    def titles_are_known(self) -> bool:
        """Whether the titles of all places were read by now; that takes a moment."""
        return self._columns.holds("titles")

    def namesakes(self, place_id: str) -> Sequence[Place]:
        """The other places of the same title that are named."""
        row = self._row_of_place(place_id)
        return () if row is None else self._tallied.namesakes(row)

    def place(self, place_id: str) -> Place | None:
        """A place that the articles name, be it in furniture alone."""
        number = self._source.place_number(place_id)
        return None if number is None else self.place_of(number)

    def is_named(self, place_id: str) -> bool:
        """Whether any article names a place, be it in furniture or as an adjective."""
        return self.tally(place_id) is not None or self._source.is_named(place_id)

    def place_of(self, number: int) -> Place:
        """The place with a number of `spots`. Raises `KeyError` for an unknown one."""
        return self._source.places([number])[0]

    def places_of(self, numbers: Sequence[int]) -> list[Place]:
        """The places with some numbers of `spots`. Raises `KeyError` if one is unknown."""
        return self._source.places(numbers)

    def number_of(self, place_id: str) -> int | None:
        """The number of a place in `spots`; None for one that the library does not know."""
        return self._source.place_number(place_id)

    def of_all_places(self, key: str, make: Callable[[Places], _Made]) -> _Made:
        """What is made once of all places of the library, whatever the filter leaves."""
        return self._columns.kept(key, lambda: make(self._columns.places))

    def mentions_by_country(self) -> dict[str, int]:
        """The mentions of all places of each country, by its ISO 3166-1 alpha-2 code."""
        country = self._columns.places.country
        sums = np.bincount(country.code, self._counted.mentions, minlength=len(country.texts))
        counts = zip(country.texts, sums.astype(int).tolist(), strict=True)
        return {code: count for code, count in counts if code and count}

    def excerpts(self, place_id: str) -> Sequence[Excerpt]:
        """The passages that name a place, in the order of articles and text."""
        row = self._row_of_place(place_id)
        cells = self._columns.placed(adjectives=self.adjectives)
        found = np.zeros(0, np.intp) if row is None else cells.of_group(row, self._narrowed.placed)
        return self._excerpts.of(
            cells, found, lambda mention: mention.place is not None and mention.place.id == place_id
        )

    def ledger(self) -> Sequence[Unplaced]:
        """The names that have no place, or none that is certain, the most frequent first."""
        return self._ledger.lines()

    # -- search and time -----------------------------------------------------------------

    def hits(self, limit: int | None = None) -> Sequence[Hit]:
        """The passages that the query finds, in the order of articles and text."""
        return () if self._matched is None else self._hits.first(limit)

    def timeline(self, step: Step) -> Histogram:
        """The articles over time; those that the filter's own dates leave out are in it too."""
        if step not in self._histograms:
            articles = self._columns.articles
            bars = self._columns.kept(("bars", step), lambda: timeline.bars(articles, step))
            shown = self._over_time.articles
            self._histograms[step] = timeline.histogram(articles, bars, shown, step)
        return self._histograms[step]

    def facets(self) -> Facets:
        """What the library can be narrowed by."""
        return self._facets

    @cached_property
    def _facets(self) -> Facets:
        articles, places = self._columns.articles, self._columns.places
        cells = self._columns.placed(adjectives=self.adjectives)
        any_kind = self._without(kinds=frozenset()).placed
        any_country = self._without(countries=frozenset()).placed
        return Facets(
            facets.by_article(articles.outlet, self._without(outlets=frozenset()).articles),
            facets.by_article(articles.language, self._without(languages=frozenset()).articles),
            facets.by_place(places.kind, cells, any_kind, len(articles)),
            facets.by_place(places.country, cells, any_country, len(articles)),
        )

    def finder_of(self, reading: Reading, finder: Finder) -> Finder:
        """What found the places of an article: the finder of its outlet, or the one given."""
        from viewer.library.importing import homes  # brings all that finds places: half of a start

        return homes.finder_of(self.store, reading.article.id, finder)

    # -- how -----------------------------------------------------------------------------

    def _counted_up(self) -> Library:
        """The same, counted now: by whoever asks for it, not by who draws it."""
        _ = self._counted
        return self

    @cached_property
    def _matched(self) -> tuple[Integers, Integers] | None:
        """The rows of articles and the numbers of their passages that the query finds."""
        if self._query is None:
            return None
        return self._columns.articles.with_passages(self._source.matching(self._query))

    @cached_property
    def _narrowed(self) -> Narrowed:
        return narrowed(self._columns, self.filter, self._matched)

    @cached_property
    def _over_time(self) -> Narrowed:
        """What is left whatever the dates are."""
        return self._without(since=None, until=None)

    @cached_property
    def _found(self) -> tuple[Integers, Integers]:
        """The passages that the query finds in what is shown, and the rows of their articles."""
        assert self._matched is not None
        owners, passages = self._matched
        shown = np.flatnonzero(self._narrowed.articles[owners])
        return owners[shown], passages[shown]

    @cached_property
    def _hits(self) -> Hits:
        assert self._query is not None
        return Hits(self._query, self._excerpts, *self._found)

    @cached_property
    def _counted(self) -> Counted:
        cells = self._columns.placed(adjectives=self.adjectives)
        kept = self._narrowed.placed
        return cells.count(kept, whole_articles=self._narrowed.whole_articles)

    @cached_property
    def _tallied(self) -> Tallied:
        return Tallied(self._source, self._columns, self._counted)

    @cached_property
    def _ledger(self) -> Ledger:
        return Ledger(self._source, self._columns, self._narrowed, adjectives=self.adjectives)

    def _without(self, **conditions: Any) -> Narrowed:
        """What is left where some conditions are not set."""
        wider = replace(self.filter, **conditions)
        if wider == self.filter:
            return self._narrowed
        return narrowed(self._columns, wider, self._matched)

    def _row_of_place(self, place_id: str) -> int | None:
        number = self._source.place_number(place_id)
        return None if number is None else row_of(self._columns.places.number, number)

    @cached_property
    def _shown(self) -> Rows:
        return np.flatnonzero(self._narrowed.articles)

    def _of_articles(self, make: Callable[[Sequence[int]], Sequence[_Item]]) -> Lazy[_Item]:
        """What is made of the numbers of the articles that are shown."""
        numbers = self._columns.articles.number[self._shown]
        return Lazy(len(numbers), lambda start, end: make(numbers[start:end].tolist()))

    def _lines(self, numbers: Sequence[int]) -> list[ArticleLine]:
        facts = self._source.facts(numbers)
        stories = self._columns.articles.story
        rows = np.searchsorted(self._columns.articles.number, numbers)
        others = np.zeros(len(rows), int) if self.filter.copies else self._copies[stories[rows]] - 1
        return [
            ArticleLine(*fact, copies=count)
            for fact, count in zip(facts, others.tolist(), strict=True)
        ]

    @cached_property
    def _copies(self) -> Rows:
        """How many articles of each story there are, by the row of its first."""
        stories = self._columns.articles.story
        return np.bincount(stories[self._narrowed.passing], minlength=len(stories))
