"""The axis of the timeline."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.timescale import (
    Scale,
    bin_after,
    bin_start,
    fitting_step,
    labels,
)

DAYS = st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 31))
STEPS = st.sampled_from(["day", "week", "month", "year"])


def wide(text: str) -> float:
    return 7.0 * len(text)


@given(DAYS, DAYS, st.floats(60, 4000))
def test_labels_never_touch_and_stay_on_the_axis(one: dt.date, other: dt.date, px: float) -> None:
    scale = Scale.of(min(one, other), max(one, other), px)
    end = 0.0
    for label in labels(scale, wide):
        x = scale.x(label.day)
        assert x >= end
        end = x + wide(label.text)
        assert end <= px


def test_labels_tell_the_year_once() -> None:
    scale = Scale.of(dt.date(2021, 11, 1), dt.date(2022, 4, 30), 700)
    words = [label.text for label in labels(scale, wide)]
    assert words == ["Nov 2021", "Dec", "2022", "Feb", "Mar", "Apr"]


def test_a_day_is_not_stretched_over_the_whole_axis() -> None:
    day = dt.date(2022, 2, 27)
    scale = Scale.of(day, day, 600)
    assert scale.day_px <= 100
    assert 0 < scale.x(day.toordinal()) < 600


@given(DAYS, STEPS)
def test_a_bin_holds_its_days(day: dt.date, step: str) -> None:
    start = bin_start(step, day)
    assert start <= day
    after = bin_after(step, start)
    assert day < after or after == dt.date.max
    assert bin_start(step, start) == start


@given(st.dates(dt.date(1000, 1, 1), dt.date(3000, 1, 1)), STEPS, st.integers(-300, 300))
def test_bins_are_left_as_they_were_come_to(day: dt.date, step: str, by: int) -> None:
    start = bin_start(step, day)
    assert bin_after(step, bin_after(step, start, by), -by) == start


def test_bars_are_as_fine_as_can_be_told_apart() -> None:
    day = dt.date(2022, 1, 1)
    spans = {30: "day", 500: "week", 2000: "month", 30_000: "year"}
    for days, step in spans.items():
        scale = Scale.of(day, day + dt.timedelta(days), 1000)
        assert fitting_step(scale) == step
    assert fitting_step(Scale.of(day, day + dt.timedelta(500), 1000), "day") == "day"
    # Thinner than a line is nothing to look at, whoever asked for it.
    assert fitting_step(Scale.of(day, day + dt.timedelta(15_000), 1000), "day") == "month"


@given(st.floats(0.2, 5), st.floats(0, 800))
def test_looking_nearer_keeps_the_day_under_the_pointer(factor: float, x: float) -> None:
    whole = Scale.of(dt.date(2000, 1, 1), dt.date(2020, 1, 1), 800)
    near = whole.zoomed(4, 400, whole)
    after = near.zoomed(factor, x, whole)
    assert whole.start - 1e-6 <= after.start < after.end <= whole.end + 1e-6
    if whole.start < after.start and after.end < whole.end:
        assert abs(after.day_at(x) - near.day_at(x)) < 1e-6
