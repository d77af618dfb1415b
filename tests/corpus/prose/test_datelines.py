from __future__ import annotations

import datetime as dt

import pytest

from viewer.corpus.prose.datelines import bar, byline, dateline, is_dateline, lead
from viewer.corpus.prose.dates import read_date


@pytest.mark.parametrize(
    "line",
    [
        "Ynet|",
        "By Jane Doe",
        "BY JANE DOE",
        "By Jane Doe and John Smith, Reuters",
        "By Jane Doe, Foreign Correspondent in Kyiv, Feb 27, 2022",
        "By Ludwig van Beethoven | The Paper",
        "Published February 27, 2022",
        "Updated: 27.02.2022, 10:05",
        "Sunday 27 February 2022 10.15 GMT",
        "2022-02-27T10:15:00Z",
        "KYIV, Feb. 27 —",
        "KYIV, Ukraine (AP) —",
        "KHARKIV/KYIV, Feb 27 (Reuters) -",
        "Kyiv, February 27, 2022",
        "Jane Doe | The Paper | Feb 27, 2022",
    ],
)
def test_lines_that_say_who_where_and_when(line: str) -> None:
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, the army had left Kyiv",
        "By the border, soldiers wait",
        "By train to Lviv",
        "By Jane Doe's account, Lviv was calm",
        "UKRAINE AT WAR",
        "Kyiv",
        "Kyiv, Ukraine",
        "War in Ukraine | Kyiv | Live",
        "On February 27, 2022, Kyiv was shelled.",
        "February",
        "Is this Feb 27, 2022?",
        "Source: Reuters",
        "Reuters",
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize("line", ["Source: Reuters", "Reuters", "Author: Jane Doe"])
def test_at_the_head_a_label_or_an_agency_is_enough(line: str) -> None:
    assert is_dateline(line, at_head=True)


def test_a_byline_is_read_into_its_parts() -> None:
    found = byline("By Jane Doe and John Smith, Reuters")

    assert found is not None
    assert (found.names, found.rest) == ("Jane Doe and John Smith", ("Reuters",))
    assert bar("Jane Doe | The Paper | Feb 27, 2022") == ("Jane Doe", "The Paper", "Feb 27, 2022")
    assert bar("Jane Doe | The Paper") == ()


@pytest.mark.parametrize(
    ("text", "day", "agency"),
    [
        ("KYIV, Feb 27 (Reuters) - Troops", "Feb 27", "Reuters"),
        ("BUDAPEST, June 3, 2013 (Reuters) - Hungary", "June 3, 2013", "Reuters"),
        ("KHARKIV, Ukraine (AP) — She", None, "AP"),
        ("LVIV, Ukraine, March 4 (Reuters) - They", "March 4", "Reuters"),
        ("June 3 (Reuters) - The company", "June 3", "Reuters"),
        ("(Reuters) - The company", None, "Reuters"),
    ],
)
def test_a_dateline_that_opens_a_paragraph(text: str, day: str | None, agency: str) -> None:
    found = lead(text)

    assert found is not None
    assert (found.day, found.agency) == (day, agency)


@pytest.mark.parametrize(
    "text", ["Kyiv (the capital) - and Lviv", "KYIV is calm", "The dam (built in 1911) - it held"]
)
def test_a_bracket_opens_no_dateline(text: str) -> None:
    assert lead(text) is None


def test_a_dateline_alone() -> None:
    found = dateline("KYIV, Feb. 27, 2022 (AP) —")

    assert found is not None
    assert (found.day, found.agency) == ("Feb. 27, 2022", "AP")


FEB_27 = (dt.date(2022, 2, 27), "day")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("February 27, 2022", FEB_27),
        ("Feb. 27 2022", FEB_27),
        ("27th Feb 2022", FEB_27),
        ("Sunday, 27 February, 2022", FEB_27),
        ("2022-02-27", FEB_27),
        ("2022/2/27", FEB_27),
        ("27.02.2022", FEB_27),
        ("27/02/2022", FEB_27),
        ("02/27/2022", FEB_27),
        ("posted 27 SEPT 2022", (dt.date(2022, 9, 27), "day")),
        ("March 2022", (dt.date(2022, 3, 1), "month")),
        ("02/03/2022", None),
        ("02.27.22", None),
        ("February 30, 2022", None),
        ("27 February", None),
        ("2022", None),
        ("1 May 20225", None),
    ],
)
def test_a_date_is_read_where_it_can_be_read_in_one_way(text: str, found: object) -> None:
    assert read_date(text) == found
