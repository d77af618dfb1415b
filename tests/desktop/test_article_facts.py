"""What is known of an article, and the days that its words mean."""

from __future__ import annotations

from dataclasses import replace

from tests.desktop.window_fixtures import FIRST, SECOND, reading
from viewer.desktop.article_facts import Known, copies_said, known
from viewer.desktop.weekday_tips import day_tip
from viewer.library.library import ArticleLine
from viewer.model import Attributed


def copy(number: int, source: str | None) -> ArticleLine:
    return ArticleLine(str(number), "Talks", source, None, 4)


def test_each_fact_says_where_it_was_read() -> None:
    article = replace(
        FIRST.article,
        author=Attributed("A. Writer", "the byline"),
        language=Attributed("uk", "the page"),
        url="https://example.org/talks",
        part="row 5",
    )
    assert known(article) == [
        Known("Title", "Talks near Kyiv"),
        Known("Author", "A. Writer", "the byline"),
        Known("Publisher", "The Paper", "the first line"),
        Known("Date", "27 February 2022", "the dateline"),
        Known("Language", "Ukrainian", "the page"),
        Known("Address", "https://example.org/talks"),
        Known("File", "one.txt, row 5 (utf-8)"),
    ]


def test_what_is_not_known_says_so() -> None:
    unknown = {fact.name for fact in known(SECOND.article) if fact.value == "not known"}
    assert unknown == {"Author", "Publisher", "Date"}


def test_copies_are_told_by_their_outlets_each_once() -> None:
    assert copies_said(()) == ""
    assert copies_said([copy(1, "The Post")]) == "+1 copy: The Post"
    two = [copy(1, "The Post"), copy(2, None), copy(3, "The Post")]
    assert copies_said(two) == "+3 copies: The Post, unknown"
    many = [copy(number, f"Outlet {number}") for number in range(12)]
    assert copies_said(many).endswith("Outlet 7 and 4 more")


def test_a_weekday_tells_its_date_and_why() -> None:
    made = reading("Talks\n\nThe talks in Kyiv ended on Friday, officials said.")
    start = made.article.text.index("Friday")
    tip = day_tip(made, start + 2)
    assert "Friday, 25 February 2022" in tip
    assert tip.count("<br>") == 1
    assert day_tip(made, start - 4) == ""
    assert day_tip(made, None) == ""


def test_without_a_date_no_day_is_guessed() -> None:
    made = reading("Talks\n\nThe talks in Kyiv ended on Friday, officials said.", known=False)
    assert day_tip(made, made.article.text.index("Friday")) == ""
