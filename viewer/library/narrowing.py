"""Which articles, passages and mentions a filter lets through, as flags over the columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from viewer.library.cells import Cells, Flags, Integers, picked
from viewer.library.columns import NOWHERE, UNDATED, Articles, Columns, Places
from viewer.library.filters import Filter
from viewer.library.spots import SHAPES
from viewer.model import Bounds

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False)
class Narrowed:
    """What a filter leaves. Of cells, None means that all are left."""

    articles: Flags
    passing: Flags
    """The same, with the copies of a story that stand behind the one that counts."""
    whole_articles: bool
    """Whether of an article all cells of a group are left or none."""
    any_place: bool
    """Whether of an article all groups are left or none."""
    _columns: Columns
    _adjectives: bool
    _passages: Flags | None
    _places: Flags | None
    _doubts: Flags | None

    @cached_property
    def placed(self) -> Flags | None:
        """Of the cells of places."""
        cells = self._columns.placed(adjectives=self._adjectives)
        return _kept(cells, self.articles, self._passages, self._places)

    @cached_property
    def doubts(self) -> Flags | None:
        """Of the cells of names without a certain place."""
        cells = self._columns.doubts(adjectives=self._adjectives).cells
        return _kept(cells, self.articles, self._passages, self._doubts)


def narrowed(
    columns: Columns, chosen: Filter, matched: tuple[Integers, Integers] | None = None
) -> Narrowed:
    """Apply a filter; `matched` are the articles and passages that its query finds."""
    articles = columns.articles
    wanted = wanted_articles(articles, chosen)
    found = None
    if matched is not None:
        owners, passages = matched
        found = np.zeros(len(articles.owners), bool)
        found[passages] = True
        having = np.zeros(len(articles), bool)
        having[owners] = True
        wanted &= having
    allowed, nowhere = wanted_places(columns.places, chosen)
    of_doubts = None
    if allowed is not None:
        doubts = columns.doubts(adjectives=chosen.adjectives)
        of_doubts = np.where(doubts.place == NOWHERE, nowhere, allowed[doubts.place])
        naming = _articles(columns.placed(adjectives=chosen.adjectives), wanted, found, allowed)
        if nowhere:
            unplaced = of_doubts & (doubts.place == NOWHERE)
            naming |= _articles(doubts.cells, wanted, found, unplaced)
        wanted = naming
    shown = wanted if chosen.copies else one_of_each_story(articles.story, wanted)
    return Narrowed(
        articles=shown,
        passing=wanted,
        whole_articles=matched is None,
        any_place=allowed is None,
        _columns=columns,
        _adjectives=chosen.adjectives,
        _passages=found,
        _places=allowed,
        _doubts=of_doubts,
    )


def wanted_articles(articles: Articles, chosen: Filter) -> Flags:
    """The articles that have the dates, outlets and languages of a filter."""
    wanted = np.ones(len(articles), bool)
    if chosen.since or chosen.until:
        wanted &= articles.day != UNDATED
    if chosen.since:
        wanted &= articles.last_day >= _day(chosen.since)
    if chosen.until:
        wanted &= articles.day <= _day(chosen.until)
    if chosen.outlets:
        wanted &= articles.outlet.among(chosen.outlets)
    if chosen.languages:
        wanted &= articles.language.among(chosen.languages)
    return wanted


def wanted_places(places: Places, chosen: Filter) -> tuple[Flags | None, bool]:
    """The places that mentions may have, None for any, and whether they may have none."""
    conditions = []
    if chosen.kinds:
        conditions.append(places.kind.among(chosen.kinds))
    if chosen.countries:
        conditions.append(places.country.among(chosen.countries))
    if chosen.shapes:
        conditions.append(np.array([shape in chosen.shapes for shape in SHAPES])[places.shape])
    if chosen.inside:
        conditions.append(_inside(places, chosen.inside))
    if chosen.placed is None and not conditions:
        return None, True
    if chosen.placed is False:
        return np.zeros(len(places) + 1, bool), not conditions
    # The last row is for `NOWHERE`, which is -1; what it says is not asked.
    allowed = np.ones(len(places) + 1, bool)
    for condition in conditions:
        allowed[:-1] &= condition
    return allowed, False


def one_of_each_story(story: Integers, passing: Flags) -> Flags:
    """Of the copies of each story that pass, the first."""
    later = story != np.arange(len(story), dtype=story.dtype)
    copies = np.flatnonzero(passing & later)
    if not len(copies):
        return passing
    shown: Flags = passing & ~later
    # Only where the first of all does not pass, another of them may stand for the story.
    left = copies[~passing[story[copies]]]
    shown[left[np.unique(story[left], return_index=True)[1]]] = True
    return shown


def passages_naming(columns: Columns, left: Narrowed, found: Integers, adjectives: bool) -> int:
    """In how many passages that are left a mention stands; `found` are those of a query."""
    if left.any_place and left.whole_articles:
        return int(columns.named_in(adjectives=adjectives)[left.articles].sum())
    if left.any_place:
        return int(np.count_nonzero(columns.naming(adjectives=adjectives)[found]))
    flags = np.zeros(len(columns.articles.owners), bool)
    doubts = columns.doubts(adjectives=adjectives).cells
    placed = columns.placed(adjectives=adjectives)
    for cells, kept in ((placed, left.placed), (doubts, left.doubts)):
        flags[cells.passage if kept is None else cells.passage[kept]] = True
    return int(np.count_nonzero(flags))


def _kept(
    cells: Cells, articles: Flags, passages: Flags | None, groups: Flags | None
) -> Flags | None:
    """The cells of these articles, passages and groups."""
    kept = None if articles.all() else picked(articles, cells.article)
    if passages is not None:
        found = picked(passages, cells.passage)
        kept = found if kept is None else kept & found
    if groups is not None:
        among = picked(groups, cells.group)
        kept = among if kept is None else kept & among
    return kept


def _articles(cells: Cells, wanted: Flags, passages: Flags | None, groups: Flags) -> Flags:
    """Those of some articles that have cells of these passages and groups."""
    kept = _kept(cells, wanted, passages, groups)
    flags = np.zeros(len(wanted), bool)
    flags[cells.article[kept]] = True
    return flags


def _inside(places: Places, box: Bounds) -> Flags:
    lat, lon = places.lat, places.lon
    inside = (lat >= box.south) & (lat <= box.north)
    if box.west <= box.east:
        return inside & (lon >= box.west) & (lon <= box.east)
    return inside & ((lon >= box.west) | (lon <= box.east))


def _day(date: dt.date) -> int:
    return date.toordinal() - _EPOCH
