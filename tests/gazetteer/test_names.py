"""The index of names, and the words it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.names import MAX_WORDS, NameIndex
from viewer.gazetteer.words import fold, spans
from viewer.model import Place, Shape


def place(title: str, *variants: str) -> Place:
    return Place(title, title, "city", Shape.POINT, 1.0, 2.0, variants)


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. and U.K.", ["The", "U.S.", "and", "U.K."]),
        ("Ukraine’s Ukraineʼs", ["Ukraine", "s", "Ukraine", "s"]),
        ("Kyiv-based x_y a1", ["Kyiv", "based", "x_y", "a1"]),
        ("Khar\u00adkiv i\u0301x", ["Khar\u00adkiv", "i\u0301x"]),
        ("U.S.Army A.", ["U.S.", "Army", "A"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("KYIV", "kyiv"),
        ("Kharkív", "kharkiv"),
        ("Kharki\u0301v", "kharkiv"),
        ("Khar\u00adkiv", "kharkiv"),
        ("U.S.", "u.s"),
        ("U.S", "u.s"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("ﬁne", "fine"),
        ("Київ", "киів"),
        ("x" * 100, ""),
    ],
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_names_are_found_by_their_folded_words() -> None:
    index = NameIndex([place("The Hague", "Den Haag")])
    assert list(index.lengths("the")) == [2]
    assert [name.text for name in index.named(("den", "haag"))] == ["Den Haag"]
    assert index.named(("the",)) == ()
    assert index.lengths("hague") == ()


def test_longest_first() -> None:
    index = NameIndex([place("New York"), place("New"), place("New York City Hall")])
    assert list(index.lengths("new")) == [4, 2, 1]


def test_apostrophes_may_be_left_out() -> None:
    index = NameIndex([place("Sana'a")])
    assert index.named(("sana", "a"))
    assert index.named(("sanaa",))


def test_a_row_goes_before_a_name_without_one() -> None:
    index = NameIndex([place("Egypt")], ["Egypt", "Chad"])
    assert [name.place and name.place.id for name in index.named(("egypt",))] == ["Egypt"]
    assert [name.place for name in index.named(("chad",))] == [None]


def test_names_that_are_no_words_or_too_many_are_left_out() -> None:
    index = NameIndex([place("…", "x " * (MAX_WORDS + 1))])
    assert index.lengths("x") == ()


@given(st.text(max_size=60))
def test_words_are_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop in spans(text):
        assert end <= start < stop <= len(text)
        end = stop
