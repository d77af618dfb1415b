"""Borders: one mention, of the right border, or of none."""

from __future__ import annotations

import pytest

from tests.geoparse.reading import GAZETTEER, find, placed, unplaced
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.table import read_table
from viewer.geoparse.borders import ONE_COUNTRY
from viewer.geoparse.finder import Finder
from viewer.model import Mention, Place, Shape


def test_one_country_named_is_the_border_where_the_other_is_spoken_of() -> None:
    assert ("Belarus border", "ukraine-belarus-border") in placed(
        "Ukraine agrees to talks at the Belarus border."
    )


def test_one_country_named_is_no_border_where_no_other_is_spoken_of() -> None:
    (mention,) = find("Migrants wait at the Belarus border.")
    assert mention.text == "Belarus border"
    assert mention.place is None
    assert mention.why == ONE_COUNTRY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("massed at the Ukrainian border in winter", "Ukrainian border"),
        ("the Polish border was shut", "Polish border"),
        ("along the Ukraine border", "Ukraine border"),
        ("the Russia-Ukraine border", "Russia-Ukraine border"),
        ("the Polish-Ukrainian border", "Polish-Ukrainian border"),
        ("the U.S.-Mexico border", "U.S.-Mexico border"),
        ("the Poland-Belarus border", "Poland-Belarus border"),
        ("the Polish-Belarusian border", "Polish-Belarusian border"),
    ],
)
def test_borders_without_a_row_are_told(text: str, expected: str) -> None:
    assert unplaced(text) == [expected]
    assert placed(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian border guards fired", []),
        ("the Belarus border guards", [("Belarus", "belarus")]),
        ("Belarus — border talks", [("Belarus", "belarus")]),
        ("crossed the border", []),
        ("Belarus borders Poland", [("Belarus", "belarus"), ("Poland", "poland")]),
        ("Belarus borders on Poland", [("Belarus", "belarus"), ("Poland", "poland")]),
    ],
)
def test_what_is_no_border(text: str, expected: list[tuple[str, str]]) -> None:
    assert placed(text) == expected
    assert unplaced(text) == []


BORDER = "ukraine-belarus-border"


@pytest.mark.parametrize(
    "text",
    [
        "border of Ukraine with Belarus",
        "Belarus's border with Ukraine",
        "Belarusian–Ukrainian frontier",
        "Belarus—Ukraine border",
        "Belarus/Ukraine border",
        "Ukraine's northern border with Belarus",
        "Ukraine's long common border with Belarus",
        "Belarusian state border with Ukraine",
        "Ukrainian-Belarusian state border",
        "Ukraine-Belarus land border",
        "Ukraine-\nBelarus border",
    ],
)
def test_a_border_is_found_by_its_two_countries_in_any_phrase(text: str) -> None:
    (mention,) = find(f"They crossed the {text} at night")
    assert mention.text == text
    assert mention.place is not None
    assert mention.place.id == BORDER
    assert mention.role == "literal"


@pytest.mark.parametrize(
    "text",
    [
        "border between Poland and Ukraine",
        "border between the United States and Romania",
        "Ukraine's border with Poland",
        "Ukrainian border with Germany",
        "Belarus border with Poland",
    ],
)
def test_a_pair_of_countries_without_a_row_is_one_mention(text: str) -> None:
    assert unplaced(f"They crossed the {text} at night") == [text]
    assert placed(f"They crossed the {text} at night") == []


def test_two_rows_of_one_border_are_not_told_apart() -> None:
    rows = [
        Place(name, name, "border", Shape.LINE, 1.0, 2.0, ccodes=("BY", "UA"))
        for name in ("One Line", "Other Line")
    ]
    area = [Place("b", "Belarus", "country", Shape.AREA, 1.0, 2.0, ccodes=("BY",))]
    assert unplaced("the Belarus-Ukraine border", Finder([*rows, *area])) == [
        "Belarus-Ukraine border"
    ]


def test_a_border_has_no_government() -> None:
    text = "the border between Ukraine and Belarus, and Ukraine's border with Belarus said"
    assert {mention.role for mention in find(text)} == {"literal"}


BOUNDARIES = BoundaryIndex.load()
WHOLE = Finder(read_table(GAZETTEER).places, boundaries=BOUNDARIES)


def border(text: str) -> Mention:
    """The only border that is found in a text, with all borders of the map known."""
    (found,) = (m for m in find(text, WHOLE) if "border" in m.text)
    return found


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("They crossed the border between Poland and Ukraine", "PL-UA"),
        ("the U.S.-Romania border, the Hungary-Romania border", "HU-RO"),
        ("the Russian-Ukrainian border", "RU-UA"),
        ("the Polish border was shut, Minsk said", "BY-PL"),
        ("Kyiv guards the border with Moldova", "MD-UA"),
    ],
)
def test_any_two_neighbours_have_a_border(text: str, pair: str) -> None:
    places = [m.place for m in find(text, WHOLE) if "border" in m.text and m.place]

    assert [place.boundary for place in places] == [pair]
    assert places[0].shape is Shape.LINE
    assert places[0].source == "Natural Earth"


def test_a_row_of_the_gazetteer_goes_before_the_line_of_the_map() -> None:
    assert border("the Belarus-Ukraine border").place == border("the Belarus border, Kyiv").place
    place = border("the Belarus-Ukraine border").place
    assert place is not None
    assert place.id == BORDER


def test_countries_that_do_not_touch_have_no_border() -> None:
    found = border("Ukraine's border with the United Kingdom")

    assert found.place is None
    assert found.why == "these two countries have no common border"


def test_where_several_neighbours_are_spoken_of_the_border_is_not_certain() -> None:
    text = "Russia, Russia and again Russia massed forces at the Ukrainian border, Poland saw."
    likely = border(text)

    assert likely.place is not None
    assert likely.place.boundary == "RU-UA"
    assert likely.unsure
    assert "which neighbour is not said" in likely.note
    assert border("Russia and Poland met at the Ukrainian border").place is None


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Russia spoke. Minsk too. Poland's army is at the Ukrainian border.", "PL-UA"),
        ("Kyiv spoke. Boars were seen in Poland and on the Belarusian border.", "BY-PL"),
        ("Poland spoke. Shells fell in Kyiv and on the Belarusian border.", "BY-UA"),
    ],
)
def test_the_sentence_tells_the_other_country_before_the_article_does(text: str, pair: str) -> None:
    place = border(text).place

    assert place is not None
    assert "-".join(sorted(place.ccodes)) == pair
