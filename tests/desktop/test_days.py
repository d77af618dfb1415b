"""Dates as people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.days import Days, UnclearDate, read_days, span, written

D = dt.date


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2022", D(2022, 1, 1), D(2022, 12, 31)),
        ("2022-02", D(2022, 2, 1), D(2022, 2, 28)),
        ("02/2022", D(2022, 2, 1), D(2022, 2, 28)),
        ("Feb 2024", D(2024, 2, 1), D(2024, 2, 29)),
        ("2022-02-27", D(2022, 2, 27), D(2022, 2, 27)),
        ("  27   Feb 2022 ", D(2022, 2, 27), D(2022, 2, 27)),
        ("February 27, 2022", D(2022, 2, 27), D(2022, 2, 27)),
        ("27/02/2022", D(2022, 2, 27), D(2022, 2, 27)),
        ("02/27/2022", D(2022, 2, 27), D(2022, 2, 27)),
        ("27.02.2022", D(2022, 2, 27), D(2022, 2, 27)),
    ],
)
def test_what_can_be_read_in_one_way_is_read(typed: str, first: D, last: D) -> None:
    assert read_days(typed) == Days(first, last)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("02/03/2022", "may be 2 Mar 2022 or 3 Feb 2022"),
        ("27.02.22", "Which century is 22?"),
        ("2022-13", "There is no month 13"),
        ("31/31/2022", "There is no such day"),
        ("0999", "is not a year"),
        ("soon", "“soon” is not a date"),
        ("Feb 30, 2022", "is not a date"),
    ],
)
def test_what_is_unclear_is_never_guessed(typed: str, said: str) -> None:
    with pytest.raises(UnclearDate, match=r"2022") as caught:
        read_days(typed)
    assert said in str(caught.value)


@given(st.text(max_size=20))
def test_anything_can_be_typed(typed: str) -> None:
    try:
        days = read_days(typed)
    except UnclearDate:
        return
    assert days.first <= days.last


@given(st.dates(D(1600, 1, 1), D(2099, 12, 31)))
def test_what_a_field_shows_can_be_read(day: D) -> None:
    assert read_days(written(day)) == Days(day, day)


def test_spans_are_as_short_as_can_be() -> None:
    assert span(None, None) == "all dates"
    assert span(D(2022, 2, 27), None) == "from 27 Feb 2022"
    assert span(None, D(2022, 2, 27)) == "until 27 Feb 2022"
    assert span(D(2022, 1, 1), D(2022, 12, 31)) == "2022"
    assert span(D(2022, 2, 1), D(2022, 2, 28)) == "Feb 2022"
    assert span(D(2022, 2, 3), D(2022, 2, 9)) == "3 – 9 Feb 2022"
    assert span(D(2022, 2, 3), D(2022, 4, 9)) == "3 Feb – 9 Apr 2022"
    assert span(D(2021, 2, 3), D(2022, 4, 9)) == "3 Feb 2021 – 9 Apr 2022"
    assert span(D(2022, 2, 3), D(2022, 2, 3)) == "3 Feb 2022"
