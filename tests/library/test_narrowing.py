"""Columns and plain Python count the same, whatever is stored and however it is narrowed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.library.tallies import Excerpt, index
from viewer.model import (
    Article,
    Attributed,
    Bounds,
    Dated,
    Mention,
    Passage,
    PassageKind,
    Place,
    Reading,
    Role,
    Shape,
)

POINT, AREA = Shape.POINT, Shape.AREA
PLACES = (
    Place("1", "Linz", "city", POINT, 48.3, 14.3, ccodes=("AT",)),
    Place("2", "linz", "town", POINT, 50.6, 7.3, ccodes=("DE",)),
    Place("3", "Linz", "town", POINT, -17.0, 179.5, ccodes=("FJ",)),
    Place("4", "Austria", "country", AREA, 47.6, 14.1, ccodes=("AT",), boundary="AT"),
    Place("5", "Öd", "town", POINT, 0.0, -179.0),
)
NAMES = ("Linz", "LINZ's", "Wels", "wels")
WORDS = ("snow", "rain", "Snow")
WEIGHT = {"day": 1, "month": 31, "year": 366}

mentions = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from((*PLACES, None)),
    st.sampled_from((Role.LITERAL, Role.LITERAL, Role.ADJECTIVE)),
    st.booleans(),
)
lines = st.tuples(
    st.sampled_from((PassageKind.PARAGRAPH, PassageKind.PARAGRAPH, PassageKind.BOILERPLATE)),
    st.sampled_from(WORDS),
    st.lists(mentions, max_size=3),
)
dates = st.one_of(
    st.none(),
    st.tuples(
        st.dates(dt.date(2021, 11, 1), dt.date(2022, 3, 1)), st.sampled_from(("day", "month"))
    ),
    st.tuples(st.dates(dt.date(2020, 1, 1), dt.date(2023, 1, 1)), st.just("year")),
)
articles = st.tuples(
    st.lists(lines, max_size=3),
    dates,
    st.sampled_from((None, "The Paper", "The Post")),
    st.sampled_from((None, "en", "de")),
    st.integers(0, 3),
)
days = st.none() | st.dates(dt.date(2021, 11, 1), dt.date(2022, 3, 1))
filters = st.builds(
    Filter,
    query=st.sampled_from(("", "", "", "snow", "hail")),
    since=days,
    until=days,
    outlets=st.frozensets(st.sampled_from(("", "The Paper", "The Post")), max_size=2),
    languages=st.frozensets(st.sampled_from(("", "en", "de")), max_size=2),
    kinds=st.frozensets(st.sampled_from(("city", "town", "country")), max_size=2),
    countries=st.frozensets(st.sampled_from(("AT", "DE", "FJ")), max_size=2),
    shapes=st.frozensets(st.sampled_from((POINT, AREA)), max_size=2),
    inside=st.sampled_from((None, None, Bounds(40, 0, 60, 14.2), Bounds(-20, 170, 5, -170))),
    placed=st.sampled_from((None, None, True, False)),
    adjectives=st.booleans(),
    copies=st.booleans(),
)
# Most filters that people set have few conditions, and those of many leave nothing.
one_condition = filters.flatmap(
    lambda chosen: st.sampled_from(sorted(chosen.as_json() or {"query": ""})).map(
        lambda name: replace(Filter(), **{name: getattr(chosen, name)})
    )
)


def reading(number: int, made: Any, date: Any, outlet: Any, tongue: Any) -> Reading:
    text, passages, found = "", [], []
    for kind, word, names in made:
        start, text = len(text), f"{text}{word}"
        for name, place, role, unsure in names:
            at, text = len(text) + 1, f"{text} {name}"
            why = "" if place else f"no {word}"
            score = 1.0 if place else 0.0
            found.append(
                Mention(
                    at, len(text), name, role, place, score, "title", why, bool(place and unsure)
                )
            )
        passages.append(Passage(start, len(text), kind))
        text += "\n"
    article = Article(
        str(number),
        Path(f"{number}.txt"),
        text,
        "utf-8",
        "title",
        source=Attributed(outlet, "") if outlet else None,
        date=Dated(_first(*date), date[1], "") if date else None,
        language=Attributed(tongue, "") if tongue else None,
    )
    return Reading(article, tuple(passages), tuple(found))


def _first(day: dt.date, precision: str) -> dt.date:
    return day.replace(**{"month": {"day": 1}, "year": {"month": 1, "day": 1}}.get(precision, {}))


@contextmanager
def stored(made: Sequence[Any]) -> Iterator[tuple[Store, list[Reading], list[int]]]:
    """A library of articles; some are copies of the first, the second or the third."""
    readings = [reading(number, *rest[:4]) for number, rest in enumerate(made, 1)]
    stories = [min(int(rest[4]), number) or number for number, rest in enumerate(made, 1)]
    with Store.temporary() as store:
        put(
            store,
            [
                Stored(one, "{}", "{}", story=story)
                for one, story in zip(readings, stories, strict=True)
            ],
        )
        yield store, readings, stories


# -- the reference ---------------------------------------------------------------------------


def left(reading: Reading, chosen: Filter) -> Reading | None:
    """What a filter leaves of a reading; None where the article is not shown."""
    if not article_passes(reading.article, chosen):
        return None
    passages = [
        one
        for one in reading.passages
        if not chosen.query or chosen.query in reading.article.text[one.start : one.end].lower()
    ]
    if chosen.query and not passages:
        return None
    kept = tuple(
        mention
        for mention in reading.mentions
        if any(one.start <= mention.start < one.end for one in passages)
        and place_passes(mention.place, chosen)
    )
    narrowed = replace(reading, mentions=kept)
    if not on_places(chosen):
        return narrowed
    found = index([narrowed], adjectives=chosen.adjectives)
    return narrowed if found.tallies or any(not line.place for line in found.ledger) else None


def article_passes(article: Article, chosen: Filter) -> bool:
    date = article.date
    if chosen.since or chosen.until:
        if date is None:
            return False
        last = date.value
        while (
            _first(last + dt.timedelta(1), date.precision) == date.value and date.precision != "day"
        ):
            last += dt.timedelta(1)
        if chosen.since and last < chosen.since:
            return False
        if chosen.until and date.value > chosen.until:
            return False
    outlet = article.source.value if article.source else ""
    language = article.language.value if article.language else ""
    return (not chosen.outlets or outlet in chosen.outlets) and (
        not chosen.languages or language in chosen.languages
    )


def on_places(chosen: Filter) -> bool:
    conditions = (chosen.kinds, chosen.countries, chosen.shapes, chosen.inside)
    return any(conditions) or chosen.placed is not None


def place_passes(place: Place | None, chosen: Filter) -> bool:
    if place is None:
        return chosen.placed is not True and not on_places(replace(chosen, placed=None))
    box = chosen.inside
    if box is not None:
        across = place.lon >= box.west or place.lon <= box.east
        within = box.west <= place.lon <= box.east
        if not box.south <= place.lat <= box.north:
            return False
        if not (within if box.west <= box.east else across):
            return False
    return (
        chosen.placed is not False
        and (not chosen.kinds or place.kind in chosen.kinds)
        and (not chosen.countries or bool(chosen.countries & {*place.ccodes[:1]}))
        and (not chosen.shapes or place.shape in chosen.shapes)
    )


def shown(readings: Sequence[Reading], stories: Sequence[int], chosen: Filter) -> list[Reading]:
    passing = [(left(one, chosen), story) for one, story in zip(readings, stories, strict=True)]
    found: list[Reading] = []
    seen: set[int] = set()
    for one, story in passing:
        if one is not None and (chosen.copies or story not in seen):
            found.append(one)
            seen.add(story)
    return found


def flat(excerpts: Sequence[Excerpt]) -> list[tuple[str, Passage, tuple[Mention, ...]]]:
    return [(one.reading.article.id, one.passage, one.mentions) for one in excerpts]


# -- the same --------------------------------------------------------------------------------


def check(library: Library, readings: Sequence[Reading]) -> None:
    """Hold what a library says to what plain Python counts in the same readings."""
    found = index(readings, adjectives=library.adjectives)
    assert library.tallies() == found.tallies
    assert [one.article.id for one in library.readings] == [one.article.id for one in readings]
    for place in PLACES:
        assert flat(library.excerpts(place.id)) == flat(found.excerpts.get(place.id, ()))
    lines = library.ledger()
    assert [(one.name, one.why, one.place, one.mentions, flat(one.excerpts)) for one in lines] == [
        (one.name, one.why, one.place, one.mentions, flat(one.excerpts)) for one in found.ledger
    ]
    counts = library.counts
    assert counts.articles == len(readings)
    excerpts = [*found.excerpts.values(), *(line.excerpts for line in found.ledger)]
    named = {(one.reading.article.id, one.passage.start) for some in excerpts for one in some}
    assert counts.passages == len(named)
    assert counts.placed == sum(tally.mentions for tally in found.tallies)
    assert counts.unplaced == sum(line.mentions for line in found.ledger if line.place is None)
    assert counts.unsure == sum(line.mentions for line in found.ledger if line.place is not None)
    spots = library.spots()
    assert sorted(
        zip(spots.passages.tolist(), spots.mentions.tolist(), spots.articles.tolist(), strict=True)
    ) == sorted((one.passages, one.mentions, one.articles) for one in found.tallies)
    assert list(spots.passages) == [one.passages for one in found.tallies]


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, max_size=6), st.lists(one_condition | filters, min_size=4, max_size=4))
def test_columns_and_plain_python_agree(made: list[Any], chosen: list[Filter]) -> None:
    with stored(made) as (store, readings, stories):
        library = Library(store)
        check(library, shown(readings, stories, Filter()))
        for one in chosen:
            check(library.filtered(one), shown(readings, stories, one))
