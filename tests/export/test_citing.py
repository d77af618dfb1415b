import datetime as dt
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.export.samples import reading
from viewer.corpus.timestamps import FILE_MADE, FILE_TIME
from viewer.export.citing import cite, file_name, iso_date, spoken_date
from viewer.model import Dated


@pytest.mark.parametrize(
    ("precision", "spoken", "iso"),
    [
        ("day", "5 March 2022", "2022-03-05"),
        ("month", "March 2022", "2022-03"),
        ("year", "2022", "2022"),
    ],
)
def test_a_date_is_never_more_precise_than_it_is_known(
    precision: str, spoken: str, iso: str
) -> None:
    date = Dated(dt.date(2022, 3, 5), precision, "the dateline")
    assert spoken_date(date) == spoken
    assert iso_date(date) == iso


@pytest.mark.parametrize("origin", [FILE_TIME, FILE_MADE])
def test_the_time_of_a_file_is_cited_as_such(origin: str) -> None:
    article = reading("A title\nText").article
    date = Dated(dt.date(2022, 3, 5), "day", origin)
    assert cite(replace(article, date=date)).date == "file of 5 March 2022"


def test_what_is_unknown_says_so() -> None:
    citation = cite(reading("A  title\nText", known=False).article)
    assert citation.title == "A title"
    assert (citation.source, citation.date) == ("unknown source", "undated")
    assert iso_date(None) == ""


def test_a_file_name_of_broken_bytes_can_be_written() -> None:
    broken = Path(os.fsdecode(b"/tmp/a\xff.txt"))
    assert file_name(broken) == "a\\udcff.txt"


def test_a_title_without_end_is_cut() -> None:
    title = cite(reading("word " * 100_000).article).title
    assert len(title) <= 301
    assert title.endswith("word…")
