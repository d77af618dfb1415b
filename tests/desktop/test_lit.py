"""What is lit of what is searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.lit import finder

TEXT = "The Oil terminal in Vasylkív, an oil-terminal; bombers bombed Черкаси, then 東京都 🛰️ oil."


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        ("oil", ["Oil", "oil", "oil"]),
        ("oil terminal", ["Oil", "terminal", "oil", "terminal", "oil"]),
        ('"oil terminal"', ["Oil terminal", "oil-terminal"]),
        ("“oil terminal” NOT tank", ["Oil terminal", "oil-terminal"]),
        ("bomb*", ["bombers", "bombed"]),
        ("bomb", []),
        ("vasylkiv OR черкаси", ["Vasylkív", "Черкаси"]),
        ("東京", ["東京"]),
        ("NOT oil", []),
        ("", []),
        ("(", []),
    ],
)
def test_the_words_that_are_meant_are_lit(query: str, lit: list[str]) -> None:
    assert [TEXT[start:end] for start, end in finder(query)(TEXT)] == lit


@given(st.text(max_size=30), st.text(max_size=60))
def test_anything_can_be_searched_for_in_anything(query: str, text: str) -> None:
    end = 0
    for first, last in finder(query)(text):
        assert end <= first < last <= len(text)
        end = last


WORDS = st.lists(st.sampled_from(["oil", "Oil", "gas", "gasoline", "x_oil", "-", ".", "5"]))


@given(WORDS, st.sampled_from(["oil", "gas*", '"oil gas"', "oil OR 5", "x"]))
def test_texts_with_accents_are_lit_like_those_without(words: list[str], query: str) -> None:
    plain = " ".join(words)
    accented = plain + " Kyïv"
    assert tuple(finder(query)(plain)) == tuple(finder(query)(accented))
