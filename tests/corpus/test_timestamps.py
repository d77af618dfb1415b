from __future__ import annotations

import datetime as dt

import pytest

from viewer.corpus.timestamps import read_address, read_day, read_stamp

DAY = dt.date(2022, 2, 27)


@pytest.mark.parametrize(
    "text",
    [
        "2022-02-27", "2022-02-27T10:15:00Z", "2022-02-27T23:59:59.123-05:00", "20220227",
        "20220227T101500Z", "2022-02-27 10:15", "2022-02-27 at 10:15", "2022-02-27+02:00",
        "Sun, 27 Feb 2022 10:15:00 GMT", "February 27, 2022", "27 February 2022, 10:15",
        "27.02.2022", "2022/02/27", "  2022-02-27\n",
    ],
)  # fmt: skip
def test_a_stamp_gives_its_day(text: str) -> None:
    assert read_stamp(text) == (DAY, "day")


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2022-02", "month"), ("202202", "month"), ("2022", "year"), ("February 2022", "month")],
)
def test_a_stamp_is_as_precise_as_it_is_written(text: str, precision: str) -> None:
    found = read_stamp(text)

    assert found == (dt.date(2022, 1 if precision == "year" else 2, 1), precision)


@pytest.mark.parametrize(
    "text",
    ["", "now", "1970-01-01T00:00:00Z", "0001-01-01", "2022-02-30", "2022-13-01", "02/03/2022",
     "20221345", "2022 people", "12345678901"],
)  # fmt: skip
def test_what_is_no_stamp_gives_none(text: str) -> None:
    assert read_stamp(text) is None


@pytest.mark.parametrize(
    "path",
    ["2022/02/27/drin", "2022/2/27/", "news/2022/feb/27/drin", "drin-2022-02-27", "20220227-drin",
     "world/drin_2022_02_27.html", "drin/20220227", "2022/02/27/drin-2022-02-27",
     "2022%2F02%2F27/drin"],
)  # fmt: skip
def test_a_path_gives_its_day(path: str) -> None:
    assert read_address(f"https://post.example/{path}") == (DAY, "day")


@pytest.mark.parametrize("path", ["2022/02/drin", "2022-02/drin"])
def test_a_path_may_give_only_the_month(path: str) -> None:
    assert read_address(f"https://post.example/{path}") == (dt.date(2022, 2, 1), "month")


@pytest.mark.parametrize(
    "path",
    ["", "drin", "election-2022/drin", "drin-1220220227", "2022/13/45/x", "2022/02/30/x",
     "x?date=2022-02-27", "2022/02/27/x/2021/01/01/"],
)  # fmt: skip
def test_a_path_without_one_day_gives_none(path: str) -> None:
    assert read_address(f"https://post.example/{path}") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (", June 6, was", dt.date(2022, 6, 6)),
        (", June 6, 2010", dt.date(2010, 6, 6)),
        (" 25 February and", dt.date(2022, 2, 25)),
        (" (December 30)", dt.date(2021, 12, 30)),
        (", 7 December 1941.", dt.date(1941, 12, 7)),
        (" the 5th of March", dt.date(2022, 3, 5)),
        (", February 30,", None),
        (" may go", None),
        (", and June 6", None),
        ("", None),
    ],
)
def test_a_day_beside_a_weekday_is_in_the_nearest_year(text: str, day: dt.date | None) -> None:
    assert read_day(text, dt.date(2022, 3, 2)) == day
