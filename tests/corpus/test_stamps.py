from __future__ import annotations

import datetime as dt

import pytest

from viewer.corpus.stamps import read_field
from viewer.model import Dated

DAY = (dt.date(2022, 2, 27), "day")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2022-02-27T23:59:00-05:00", DAY),
        ("2022-02-27 23:59:00", DAY),
        ("Sun, 27 Feb 2022 23:59:00 -0500", DAY),
        ("27 Feb 2022 23:59 GMT", DAY),
        ("February 27, 2022", DAY),
        ("27.02.2022", DAY),
        ("1645920000", DAY),
        ("1645920000000", DAY),
        ("2022-02", (dt.date(2022, 2, 1), "month")),
        ("2022", (dt.date(2022, 1, 1), "year")),
    ],
)
def test_dates_as_programs_write_them(written: str, found: tuple[dt.date, str]) -> None:
    assert read_field(written, "here") == Dated(*found, "here")


@pytest.mark.parametrize(
    "written", ["", "soon", "02/03/2022", "0001-01-01", "9999-12-31", "2022-02-31", "x" * 10_000]
)
def test_what_cannot_be_told_is_none(written: str) -> None:
    assert read_field(written, "here") is None
