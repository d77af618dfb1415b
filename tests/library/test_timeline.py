from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.corpus.timestamps import OF_THE_FILE
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.timeline import Histogram, Step, suggested
from viewer.model import Article, Dated, Reading

FIRST = {"day": {}, "month": {"day": 1}, "year": {"month": 1, "day": 1}}
dates = st.none() | st.tuples(
    st.dates(dt.date(1965, 1, 1), dt.date(1975, 12, 31)), st.sampled_from(("day", "month", "year"))
)


def library(*found: tuple[dt.date, str] | None) -> Library:
    """An article for each date, or for each that is not known."""
    readings = []
    for number, date in enumerate(found):
        article = Article(str(number), Path(f"{number}.txt"), "", "utf-8", "t")
        if date is not None:
            day, precision = date
            article = replace(article, date=Dated(day.replace(**FIRST[precision]), precision, ""))
        readings.append(Reading(article, (), ()))
    return Library.of(readings)


def bars(histogram: Histogram) -> dict[dt.date, int]:
    """Those that are not empty, by their first day."""
    counts = histogram.counts.tolist()
    return {histogram.start(bar): count for bar, count in enumerate(counts) if count}


def begin(day: dt.date, step: Step) -> dt.date:
    if step is Step.WEEK:
        return day - dt.timedelta(day.weekday())
    return day.replace(**FIRST.get(step.value, {}))


EXACT = {Step.DAY: {"day"}, Step.WEEK: {"day"}, Step.MONTH: {"day", "month"}, Step.YEAR: {*FIRST}}


@settings(max_examples=40, deadline=None)
@given(st.lists(dates, max_size=12))
def test_each_article_is_in_its_bar_or_beside_them(
    found: list[tuple[dt.date, str] | None],
) -> None:
    whole = library(*found)
    for step in Step:
        histogram = whole.timeline(step)
        exact = [day for day, precision in filter(None, found) if precision in EXACT[step]]
        assert bars(histogram) == Counter(begin(day, step) for day in exact)
        assert histogram.undated == found.count(None)
        assert histogram.inexact == len(found) - len(exact) - histogram.undated
        for day in exact:
            assert histogram.start(histogram.bar_of(day)) == begin(day, step)


def test_a_span_reaches_to_the_end_of_what_is_inexact() -> None:
    histogram = library((dt.date(2020, 2, 1), "month"), (dt.date(2020, 2, 3), "day")).timeline(
        Step.DAY
    )

    assert histogram.span == (dt.date(2020, 2, 1), dt.date(2020, 2, 29))
    assert (histogram.first, histogram.inexact) == (dt.date(2020, 2, 3), 1)


def test_without_a_date_there_is_no_bar() -> None:
    histogram = library(None).timeline(Step.WEEK)

    assert (histogram.first, histogram.span, len(histogram.counts)) == (None, None, 0)
    with pytest.raises(ValueError, match="no bars"):
        histogram.bar_of(dt.date(2020, 1, 1))


def test_the_dates_of_the_filter_leave_nothing_out() -> None:
    whole = library((dt.date(2020, 1, 1), "day"), (dt.date(2021, 1, 1), "day"), None)
    narrow = whole.filtered(Filter(since=dt.date(2021, 1, 1)))

    assert narrow.counts.articles == 1
    assert bars(narrow.timeline(Step.YEAR)) == bars(whole.timeline(Step.YEAR))
    assert narrow.timeline(Step.YEAR).undated == 1


def test_a_date_of_long_ago_costs_little() -> None:
    histogram = library((dt.date(1, 1, 1), "day"), (dt.date(9999, 12, 31), "day")).timeline(
        Step.WEEK
    )

    assert int(histogram.counts.sum()) == 2
    assert histogram.start(len(histogram.counts)) == dt.date.max


@pytest.mark.parametrize(
    ("days", "step"), [(30, Step.DAY), (600, Step.WEEK), (3000, Step.MONTH), (36_000, Step.YEAR)]
)
def test_a_step_fits_a_width(days: int, step: Step) -> None:
    first = dt.date(1920, 1, 1)
    assert suggested((first, first + dt.timedelta(days)), 700) is step


@pytest.mark.parametrize("origin", sorted(OF_THE_FILE))
def test_the_day_on_which_a_file_was_made_is_no_day_of_news(origin: str) -> None:
    article = Article("1", Path("1.txt"), "", "utf-8", "t")
    dated = replace(article, date=Dated(dt.date(2022, 2, 27), "day", origin))
    shown = Library.of([Reading(dated, (), ())])
    assert shown.timeline(Step.DAY).undated == 1
    assert not shown.filtered(Filter(since=dt.date(2022, 2, 1))).articles
    assert shown.articles[0].date == dated.date
