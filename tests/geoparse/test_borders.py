"""Borders: one mention, of the right border, or of none."""

from __future__ import annotations

import pytest

from tests.geoparse.reading import find, placed, unplaced
from viewer.geoparse.borders import ONE_COUNTRY


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
    ],
)
def test_what_is_no_border(text: str, expected: list[tuple[str, str]]) -> None:
    assert placed(text) == expected
    assert unplaced(text) == []
