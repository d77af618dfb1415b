from __future__ import annotations

import datetime as dt

import pytest

from viewer.corpus.prose.passages import split
from viewer.corpus.prose.weekdays import days
from viewer.corpus.timestamps import FILE_TIME
from viewer.model import Dated, Passage, PassageKind

WEDNESDAY = dt.date(2022, 3, 2)


def found(text: str, date: dt.date = WEDNESDAY, precision: str = "day") -> list[tuple[str, str]]:
    """The words of the days found, and the days."""
    whole = (Passage(0, len(text), PassageKind.PARAGRAPH),)
    read = days(text, whole, Dated(date, precision, "the dateline"))
    return [(text[day.start : day.end], day.date.isoformat()) for day in read]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # What was.
        ("The talks began on Sunday.", "2022-02-27"),
        ("The talks began Sunday morning near Gomel.", "2022-02-27"),
        ("Shells hit the town late on Monday, officials said.", "2022-02-28"),
        ("Sunday’s strike killed four people.", "2022-02-27"),
        ("Officials said on Tuesday that the bridge will be closed.", "2022-03-01"),
        ("The minister told reporters late Tuesday that aid may come.", "2022-03-01"),
        ("Roads have been closed since Monday.", "2022-02-28"),
        ("The town was taken on Wednesday.", "2022-03-02"),
        ("The mayor fled on Thursday.", "2022-02-24"),
        ("On Saturday, soldiers entered the village.", "2022-02-26"),
        ("Early Saturday the siren sounded and people fled.", "2022-02-26"),
        # What is to come.
        ("The talks will resume on Friday.", "2022-03-04"),
        ("A vote is scheduled for Monday.", "2022-03-07"),
        ("The ministers are to meet in Antalya on Thursday.", "2022-03-03"),
        ("She said the port was hit, but trains will run on Friday.", "2022-03-04"),
        # Said so.
        ("They met last Friday in Minsk.", "2022-02-25"),
        ("They meet next Monday in Minsk.", "2022-03-07"),
        ("They meet this coming Saturday in Minsk.", "2022-03-05"),
        ("They met this past Saturday in Minsk.", "2022-02-26"),
        # The date beside it.
        ("Sunday, February 27, was quiet.", "2022-02-27"),
        ("It is Friday 25 February and nothing moves.", "2022-02-25"),
        ("The war began on Thursday, Feb. 24, 2022.", "2022-02-24"),
        ("It began on Sunday, 7 December 1941.", "1941-12-07"),
        # Words for days.
        ("Yesterday the bridge fell.", "2022-03-01"),
        ("The bridge fell last night.", "2022-03-01"),
        ("Trains leave tonight.", "2022-03-02"),
        ("The court sits tomorrow.", "2022-03-03"),
        # Other languages.
        ("Am Sonntag wurde die Brücke zerstört.", "2022-02-27"),
        ("Am Freitag wird gewählt.", "2022-03-04"),
        ("Gestern fiel Schnee.", "2022-03-01"),
        ("В воскресенье войска обстреляли город.", "2022-02-27"),
        ("В пятницу состоится встреча.", "2022-03-04"),
        ("У неділю війська обстріляли місто.", "2022-02-27"),
        ("Вчора зник зв’язок.", "2022-03-01"),
    ],
)
def test_a_word_means_one_day(text: str, day: str) -> None:
    assert [when for _, when in found(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "They meet every Sunday.",
        "Markets are closed on Sundays.",
        "Bloody Sunday was remembered.",
        "It was on Good Friday that they met.",
        "He wrote for the Sunday Times.",
        "He told The Sunday Telegraph so.",
        "Ukraine talks on Sunday",
        "The Sunday after was quiet.",
        "The Sunday before last was quiet.",
        "They said a week from Sunday.",
        "It fell last Monday.",  # two days ago, or nine?
        "It comes next Friday.",  # in two days, or nine?
        "He arrived and will leave on Sunday.",
        "It happened one Sunday.",
        "It was closed by sunday drivers.",
        "In 1943 the army arrived on Sunday.",
        "Sunday, June 7, was a Monday in no year near.",
        "The children of tomorrow were here.",
        "“I will come tomorrow,” he said.",
        '"We left yesterday," she said.',
        "The plant is closed on Sunday.",
        "They will speak on Wednesday.",  # today, or in a week?
    ],
)
def test_what_can_be_read_in_two_ways_means_none(text: str) -> None:
    assert found(text) == []


def test_the_span_is_the_word_alone() -> None:
    text = "They met late on Sunday night; shells fell on Monday."

    assert found(text) == [("Sunday", "2022-02-27"), ("Monday", "2022-02-28")]


def test_only_a_date_to_the_day_counts() -> None:
    text = "The talks began on Sunday."
    whole = (Passage(0, len(text), PassageKind.PARAGRAPH),)

    assert days(text, whole, None) == ()
    assert days(text, whole, Dated(WEDNESDAY, "month", "the dateline")) == ()
    assert days(text, whole, Dated(WEDNESDAY, "day", FILE_TIME)) == ()


def test_furniture_and_captions_mean_no_day() -> None:
    text = "The talks began on Sunday."

    for kind in (PassageKind.CAPTION, PassageKind.BOILERPLATE, PassageKind.DATELINE):
        passages = (Passage(0, len(text), kind),)
        assert days(text, passages, Dated(WEDNESDAY, "day", "the dateline")) == ()


def test_each_day_says_why() -> None:
    text = "Talks end\n\nThe talks began on Sunday, officials said. They resume next Monday."
    read = days(text, split(text), Dated(WEDNESDAY, "day", "the dateline"))

    assert [day.why for day in read] == [
        "the words speak of what was, in an article of 2 March 2022",
        "the next one, in an article of 2 March 2022",
    ]


def test_a_long_line_takes_no_time() -> None:
    text = "on Sunday " * 2_000

    assert found(text) == []
