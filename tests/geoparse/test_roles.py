"""Location or government: the roles of names."""

from __future__ import annotations

import pytest

from tests.geoparse.reading import article_of, find, roles
from viewer.geoparse.context import Context
from viewer.geoparse.finder import Finder
from viewer.geoparse.roles import in_organisation
from viewer.geoparse.spans import Toponym
from viewer.model import Passage, PassageKind


@pytest.mark.parametrize(
    "text",
    [
        "Moscow said on Friday",
        "Kyiv intends to send a delegation",
        "they held discussions with Moscow",
        "Moscow, on the other hand, claimed",
        "Meanwhile, the U.S. welcomed it",
        "Ukraine’s deputy defense minister spoke",
        "Ukraine announced it",
        "Russia's Defense Ministry",
        "Kremlin spokesman Peskov",
        "Russia has already sent forces",
        "Russia was losing gains",
        "Russia didn't expect resistance",
        "They told Moscow to stop",
        "an attack launched by Russia",
        "he expects Russia to advance",
        "Ukraine, Poland and the U.K. agreed",
        "he called on Russia to stop",
        "the president of Ukraine spoke",
        "the Armed Forces of Ukraine",
        "Kyiv and Moscow agree",
        "Will the U.S. help?",
        "They let Ukraine join",
        "the Russia-Ukraine war",
        "the city is in Ukraine's hands",
        "he was taken to Kharkiv University Hospital",
        "the U.S.-led mission",
    ],
)
def test_those_who_govern(text: str) -> None:
    assert {role for _, role in roles(text)} == {"metonym"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("he spoke at Kharkiv Sheriff Court on Monday.", True),
        ("he works for the Bank of Kharkiv now.", True),
        ("flights of Airlines Kharkiv were late.", True),
        ("he was in Kharkiv on Monday", False),
        ("he was in Kharkiv Monday and Tuesday", False),
        ("he was in Kharkiv. Snow fell", False),
        ("KHARKIV Snow fell there and it was cold", False),
        ("Two Held In Kharkiv Sheriff Court Over Theft", False),
    ],
)
def test_names_within_an_organisation(text: str, expected: bool) -> None:
    start = text.upper().index("KHARKIV")
    context = Context(text, [Passage(0, len(text), PassageKind.PARAGRAPH)])
    word = context.starts.index(start)
    assert in_organisation(context, Toponym(word, word, start, start + 7, (), 1.0)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "in Kyiv",
        "Officials in Kyiv said no",
        "an assault on Kharkiv",
        "18 miles south of Kyiv",
        "the residents of Kyiv, where fighting continues, have left",
        "Ukraine’s second-largest city",
        "the border with Belarus",
        "they left Moscow",
        "People in Poland, Hungary and Romania said",
        "at the Ukraine-Belarus border",
        "the Moscow-Kyiv train",
        "in both Kyiv and Moscow have fallen",
        "the Kyiv train was late",
        "the invasion of Ukraine",
        "Kharkiv had a year's rain in eight hours",
        "Kharkiv lost 90 percent of its houses",
        "He was in Kharkiv Tuesday",
        "the department of Kharkiv has many rivers",
        "a train came to Kharkiv's central station",
        "Weather In Kharkiv Remains Cold For March",
    ],
)
def test_locations(text: str) -> None:
    assert {role for _, role in roles(text)} == {"literal"}


@pytest.mark.parametrize(
    "text",
    [
        "KYIV, Feb. 27 (Reuters) - It rained in Minsk.",
        "KYIV, Ukraine (AP) — It rained in Minsk.",
        "KYIV — It rained in Minsk.",
        "KYIV, Ukraine (AP) It rained in Minsk.",
        "KYIV (AP) -It rained in Minsk.",
        "KYIV, February 27. /BelTA/. It rained in Minsk.",
    ],
)
def test_the_dateline(text: str) -> None:
    found = dict(roles(text))
    assert found["KYIV"] == "dateline"
    assert found["Minsk"] == "literal"


def test_a_dateline_in_small_letters_names_its_agency() -> None:
    assert dict(roles("Kyiv, Ukraine (CNN) — It rained in Minsk."))["Kyiv"] == "dateline"
    assert dict(roles("Kyiv (AP) it rained in Minsk."))["Kyiv"] == "literal"
    assert dict(roles("Kyiv — it rained in Minsk."))["Kyiv"] == "literal"


def test_a_byline_may_stand_above_the_dateline(finder: Finder) -> None:
    text = "By Jane Doe\n\nKYIV (AP) - yes"
    passages = (Passage(0, 11, PassageKind.DATELINE), Passage(13, 28, PassageKind.PARAGRAPH))
    assert [m.role for m in finder.find(article_of(text), passages)] == ["dateline"]


def test_a_passage_that_is_a_dateline(finder: Finder) -> None:
    (mention,) = find("Kyiv, Monday", finder, PassageKind.DATELINE)
    assert mention.role == "dateline"


def test_only_the_first_paragraph_has_a_dateline(finder: Finder) -> None:
    text = "KYIV - yes\n\nMINSK - no"
    passages = (Passage(0, 10, PassageKind.PARAGRAPH), Passage(12, 22, PassageKind.PARAGRAPH))
    assert [m.role for m in finder.find(article_of(text), passages)] == ["dateline", "literal"]
