from __future__ import annotations

import datetime as dt

import pytest

from tests.corpus.seeds import AGREES, RESILIENCE, read
from viewer.corpus.prose.metadata import Facts, read_facts
from viewer.corpus.prose.passages import split
from viewer.model import Attributed, Dated

BODY = (
    "The dam above Kozani broke at noon on Sunday, June 6, 2010, the fire service said. Villagers"
    " fled to Ptolemaida and Grevena; nobody was hurt, according to the mayor of the town, Eva Roe."
    " Reuters could not reach the owner.\n"
)


def facts(text: str) -> Facts:
    return read_facts(text, split(text))


def test_the_article_of_blank_lines() -> None:
    article, _ = read(AGREES)

    assert article.title == "Ukraine Agrees to Meet for Negotiations With Russia at Belarus Border"
    assert article.source == Attributed("Truthout", "the publisher's words about itself")
    assert article.date == Dated(dt.date(2022, 2, 27), "day", "a link in the text")
    assert article.author is None
    assert article.url is None


def test_the_article_of_lines() -> None:
    article, _ = read(RESILIENCE)

    assert article.title == "Ukraine's top brass send message of resilience to people amid fighting"
    assert article.source == Attributed("Ynet", "the byline")
    assert article.date is None
    assert article.author is None


def test_prose_says_nothing_of_its_article() -> None:
    assert facts(f"Dam breaks\n\n{BODY}") == Facts(title="Dam breaks")


@pytest.mark.parametrize(
    ("line", "source", "author"),
    [
        ("The_Paper|", "The_Paper", None),
        ("Jane Doe|", None, None),
        ("By Jane Doe", None, "Jane Doe"),
        ("By Jane Doe and John Smith, Reuters", "Reuters", "Jane Doe and John Smith"),
        ("Jane Doe | AFP | June 7, 2010", "AFP", None),
        ("Associated Press", "Associated Press", None),
        ("Source: The Kozani Post", "The Kozani Post", None),
        ("Author: Jane Doe", None, "Jane Doe"),
        ("KOZANI, Greece (AP) —", "AP", None),
    ],
)
def test_a_byline_names_source_and_author(
    line: str, source: str | None, author: str | None
) -> None:
    found = facts(f"Dam breaks\n{line}\n\n{BODY}")

    assert (found.source and found.source.value) == source
    assert (found.author and found.author.value) == author


def test_the_dateline_of_the_first_paragraph_names_agency_and_day() -> None:
    found = facts(f"Dam breaks\n\nKOZANI, Greece, June 7, 2010 (Reuters) - {BODY}")

    assert found.source == Attributed("Reuters", "the dateline")
    assert found.date == Dated(dt.date(2010, 6, 7), "day", "the dateline")


def test_a_day_without_its_year_is_no_date() -> None:
    assert facts(f"Dam breaks\n\nKOZANI, June 7 (Reuters) - {BODY}").date is None


@pytest.mark.parametrize(
    ("line", "value", "precision", "origin"),
    [
        ("Published June 7, 2010", dt.date(2010, 6, 7), "day", "a line with the date"),
        ("Date: 7 June 2010", dt.date(2010, 6, 7), "day", "a line with the date"),
        ("June 2010", dt.date(2010, 6, 1), "month", "a line with the date"),
        ("By Jane Doe, June 7, 2010", dt.date(2010, 6, 7), "day", "the byline"),
        ("Kozani, June 7, 2010", dt.date(2010, 6, 7), "day", "the dateline"),
    ],
)
def test_a_line_gives_the_date(line: str, value: dt.date, precision: str, origin: str) -> None:
    assert facts(f"Dam breaks\n{line}\n\n{BODY}").date == Dated(value, precision, origin)


def test_publication_comes_before_the_update() -> None:
    text = f"Dam breaks\nUpdated June 9, 2010\nPublished June 7, 2010\n\n{BODY}"

    found = facts(text).date

    assert found is not None
    assert found.value == dt.date(2010, 6, 7)


@pytest.mark.parametrize(
    "line",
    [
        "At The Kozani Post, we answer to nobody but you.\n\nMake a donation today: we need your"
        " support. Our readers pay for our journalism.",
        "© 2010 The Kozani Post. All rights reserved.",
        "Follow The Kozani Post on Facebook",
        "You agree to the privacy policy of The Kozani Post.",
    ],
)
def test_a_publisher_names_itself_in_its_furniture(line: str) -> None:
    found = facts(f"Dam breaks\n\n{BODY}\n\n{BODY.lower()}\n\n{line}")

    assert found.source is not None
    assert found.source.value == "The Kozani Post"


def test_follow_us_names_nobody() -> None:
    assert facts(f"Dam breaks\n\n{BODY}\nFollow Us on Facebook").source is None


def test_links_that_stand_alone_give_a_date_if_they_agree() -> None:
    first = "https://t.example/x?ref_url=https%3A%2F%2Fpost.example%2F2010%2F06%2F07%2Fdam"
    second = "https://post.example/news/2010/6/7/dam-breaks"
    third = "https://post.example/2009/01/02/snow"

    agree = facts(f"Dam breaks\n\n{BODY}\n{first}\n\n{second}\n\nhttps://post.example/x")
    disagree = facts(f"Dam breaks\n\n{BODY}\n{first}\n\n{third}")
    in_prose = facts(f"Dam breaks\n\n{BODY}\nThe snow ({third}) had melted. It was spring.")

    assert agree.date == Dated(dt.date(2010, 6, 7), "day", "a link in the text")
    assert disagree.date is None
    assert in_prose.date is None


def test_the_address_is_what_a_line_says_it_is() -> None:
    address = "https://post.example/2010/06/07/dam"

    assert facts(f"Dam breaks\nURL: {address}\n\n{BODY}").url == address
    assert facts(f"Dam breaks\n\n{BODY}\n{address}").url is None


def test_a_title_is_one_line_and_turns_nothing_round() -> None:
    assert facts(f"Dam\u202e breaks\u200b  in\tKozani\n\n{BODY}").title == "Dam breaks in Kozani"
    assert facts(f"Subject: Dam breaks\n\n{BODY}").title == "Dam breaks"
