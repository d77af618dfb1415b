"""Names without a row: those that a cue makes places, and only those."""

from __future__ import annotations

import pytest

from tests.geoparse.reading import find, placed, unplaced


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("people fled Ukraine to Poland, Hungary, Freedonia.", ["Freedonia"]),
        ("They fled to Poland, Freedonia and Romania.", ["Freedonia"]),
        ("a fire broke out in Zdorivka last night", ["Zdorivka"]),
        ("soldiers near Novi Zbor said", ["Novi Zbor"]),
        ("three miles north of Zbor, soldiers", ["Zbor"]),
        ("the town of Zbor was hit", ["Zbor"]),
        ("a strike hit Lake Zbor at night", ["Lake Zbor"]),
        ("troops entered the Donetsk region at night", ["Donetsk"]),
        ("he was arrested in Orange County on Monday", ["Orange County"]),
        ("They returned from Zbor at night", ["Zbor"]),
        ("but Germany said it would help", ["Germany"]),
        ("in Jordan there is calm", ["Jordan"]),
    ],
)
def test_a_cue_makes_a_name_a_place(text: str, expected: list[str]) -> None:
    assert unplaced(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in March and in English, and in Ukrainian",
        "He said in Congress and in NATO and on Facebook",
        "trust in Biden and faith in God",
        "The letter came from Putin, according to Zelensky",
        "in Mr. Smith and in President Biden",
        "seen in Biden's view",
        "as told in Article 5 and in Phase Two",
        "in Vladimir Putin we see",
        "a report in The Guardian, a story in Newsweek Magazine",
        "Zelensky Believes in Peace for Everyone Everywhere",
        "Michael Jordan played; Georgia Tech won",
        "at the United Nations Office for the Coordination of Humanitarian Affairs",
        "In the Senate and in the White House",
    ],
)
def test_without_a_cue_or_with_another_sense_nothing_is_guessed(text: str) -> None:
    assert unplaced(text) == []
    assert placed(text) == []


def test_a_name_shown_to_be_a_place_counts_everywhere_in_the_article() -> None:
    assert unplaced("Zbor was hit. People in Zbor fled.") == ["Zbor", "Zbor"]


def test_a_person_is_no_place_for_standing_after_in() -> None:
    text = "Mayor Vitali Zbor spoke. A belief in Zbor grew, and near Zbor people wept."
    assert unplaced(text) == []


def test_why_is_one_line() -> None:
    mentions = find("in Zdorivka, the Kharkiv region and Moscow, Idaho, at the Polish border")
    assert len(mentions) == 5
    assert all(m.why and "\n" not in m.why for m in mentions)
