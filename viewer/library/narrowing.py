"""Which articles, passages and mentions a filter lets through, as flags over the columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from viewer.library.cells import Cells, Flags, Integers
from viewer.library.columns import NOWHERE, UNDATED, Articles, Columns, Places
from viewer.library.filters import Filter
from viewer.library.spots import SHAPES
from viewer.model import Bounds

_EPOCH = dt.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """What a filter leaves. Of cells, None means that all are left."""

    articles: Flags
    passing: Flags
    """The same, with the copies of a story that stand behind the one that counts."""
    placed: Flags | None
    """Of the cells of places."""
    doubts: Flags | None
    """Of the cells of names without a certain place."""
    whole_articles: bool
    """Whether of an article all cells of a group are left or none."""


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
    placed_cells = columns.placed(adjectives=chosen.adjectives)
    doubts = columns.doubts(adjectives=chosen.adjectives)
    of_doubts = None
    if allowed is not None:
        of_doubts = np.where(doubts.place == NOWHERE, nowhere, allowed[doubts.place])
    if allowed is not None and of_doubts is not None:
        unplaced = of_doubts & (doubts.place == NOWHERE)
        naming = _articles(placed_cells, wanted, found, allowed)
        wanted = naming | _articles(doubts.cells, wanted, found, unplaced)
    shown = wanted if chosen.copies else one_of_each_story(articles.story, wanted)
    return Narrowed(
        articles=shown,
        passing=wanted,
        placed=_kept(placed_cells, shown, found, allowed),
        doubts=_kept(doubts.cells, shown, found, of_doubts),
        whole_articles=matched is None,
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
    rows = np.flatnonzero(passing)
    stories = story[rows]
    first = np.empty(len(story), np.intp)
    first[stories[::-1]] = rows[::-1]  # Of what is written to one place, the last stays.
    kept = rows[first[stories] == rows]
    if len(kept) == len(rows):
        return passing
    shown = np.zeros(len(story), bool)
    shown[kept] = True
    return shown


def _kept(
    cells: Cells, articles: Flags, passages: Flags | None, groups: Flags | None
) -> Flags | None:
    """The cells of these articles, passages and groups."""
    kept = None if articles.all() else articles[cells.article]
    if passages is not None:
        found = passages[cells.passage]
        kept = found if kept is None else kept & found
    if groups is not None:
        among = groups[cells.group]
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
