"""Articles over time: how many there are of each day, week, month or year."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Flags, Integers
from viewer.library.columns import DAY, MONTH, UNDATED, YEAR, Articles

_EPOCH = dt.date(1970, 1, 1)
_MONDAY = 4
"""The first Monday, in days after `_EPOCH`, a Thursday."""
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4, "year": 365.25}


class Step(StrEnum):
    """How much time a bar stands for."""

    DAY = "day"
    WEEK = "week"
    """From Monday, as ISO 8601 has it."""
    MONTH = "month"
    YEAR = "year"


_COARSEST = {Step.DAY: DAY, Step.WEEK: DAY, Step.MONTH: MONTH, Step.YEAR: YEAR}
"""The least precise date that belongs to one bar."""


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """Articles by date. An article counts in a bar only where its date is precise enough."""

    step: Step
    first: dt.date | None
    """The first day of the first bar; None where no article has a date."""
    counts: Integers
    """Of each bar from the first to the last, gaps included."""
    inexact: int
    """Articles of which only the month or the year is known, which is more than a bar."""
    undated: int
    """Articles without a date."""
    span: tuple[dt.date, dt.date] | None
    """The first and the last day that articles may be of, inexact ones included."""

    def start(self, bar: int) -> dt.date:
        """The first day of a bar, or of one after the last; the bars go on in either direction."""
        if self.first is None:
            raise ValueError("there are no bars")
        if self.step is Step.DAY:
            return _shifted(self.first, bar)
        if self.step is Step.WEEK:
            return _shifted(self.first, 7 * bar)
        months = bar if self.step is Step.MONTH else 12 * bar
        year, month = divmod(self.first.year * 12 + self.first.month - 1 + months, 12)
        if not dt.MINYEAR <= year <= dt.MAXYEAR:
            return dt.date.min if year < dt.MINYEAR else dt.date.max
        return dt.date(year, month + 1, 1)

    def bar_of(self, day: dt.date) -> int:
        """The bar of a day; less than 0 or beyond the last where there is none."""
        if self.first is None:
            raise ValueError("there are no bars")
        days = np.array([self.first.toordinal(), day.toordinal()]) - _EPOCH.toordinal()
        first, wanted = _bars(days.astype(np.int32), self.step).tolist()
        return int(wanted - first)


def bars(articles: Articles, step: Step) -> Integers:
    """The bar of each article, counted from 1970; of one without a date it means nothing."""
    return _bars(articles.day, step).astype(np.int32)


def histogram(articles: Articles, bar: Integers, shown: Flags, step: Step) -> Histogram:
    """Count the articles that are flagged; `bar` is what `bars` gives."""
    dated = shown & (articles.day != UNDATED)
    exact = dated & (articles.precision <= _COARSEST[step])
    bars = bar[np.flatnonzero(exact)]
    first = int(bars.min()) if len(bars) else 0
    count = int(np.count_nonzero(dated))
    return Histogram(
        step=step,
        first=_first_day(first, step) if len(bars) else None,
        counts=np.bincount(bars - first).astype(np.int32),
        inexact=count - len(bars),
        undated=int(np.count_nonzero(shown)) - count,
        span=_span(articles, dated) if count else None,
    )


def suggested(span: tuple[dt.date, dt.date], width_px: int, bar_px: int = 6) -> Step:
    """The finest step at which a span has bars that can be told apart in a width."""
    days = (span[1] - span[0]).days + 1
    most = max(1, width_px // bar_px)
    return next((step for step in Step if days / _DAYS[step] <= most), Step.YEAR)


def _bars(days: Integers, step: Step) -> NDArray[np.int64]:
    """The number of the bar of each day, counted from 1970."""
    if step is Step.DAY:
        return days.astype(np.int64)
    if step is Step.WEEK:
        return (days.astype(np.int64) - _MONDAY) // 7
    unit = "M8[M]" if step is Step.MONTH else "M8[Y]"
    return days.astype(np.int64).astype("M8[D]").astype(unit).astype(np.int64)


def _first_day(bar: int, step: Step) -> dt.date:
    if step is Step.DAY:
        return _shifted(_EPOCH, bar)
    if step is Step.WEEK:
        return _shifted(_EPOCH, 7 * bar + _MONDAY)
    year, month = divmod(bar, 12) if step is Step.MONTH else (bar, 0)
    return dt.date(1970 + year, month + 1, 1)


def _span(articles: Articles, dated: Flags) -> tuple[dt.date, dt.date]:
    rows = np.flatnonzero(dated)
    first, last = articles.day[rows].min(), articles.last_day[rows].max()
    return _shifted(_EPOCH, int(first)), _shifted(_EPOCH, int(last))


def _shifted(day: dt.date, days: int) -> dt.date:
    """So many days later, within what a date can be."""
    ordinal = day.toordinal() + days
    return dt.date.fromordinal(min(max(ordinal, 1), dt.date.max.toordinal()))
