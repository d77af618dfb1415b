"""Text at the edge to Qt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.desktop.text import Positions, copied, counted, one_line, right_to_left, shown, tooltip

ANY_TEXT = st.text(st.characters() | st.sampled_from("\r\n\u2028\u2029\u202e\ufdd0\ufffc🛰𝕂א\x00"))


@given(ANY_TEXT)
def test_positions_are_those_of_utf16(text: str) -> None:
    positions = Positions(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
        assert positions.to_qt(offset) == units
        assert positions.from_qt(units) == offset


def test_a_position_inside_a_pair_is_that_of_its_character() -> None:
    assert Positions("a🛰b").from_qt(2) == 1


@given(ANY_TEXT)
def test_shown_text_keeps_every_offset(text: str) -> None:
    safe = shown(text)
    assert len(safe) == len(text)
    assert Positions(safe).to_qt(len(safe)) == Positions(text.replace("\ud800", "x")).to_qt(
        len(text)
    ) or any("\ud800" <= c <= "\udfff" for c in text)


@given(ANY_TEXT)
def test_a_document_takes_shown_text_as_one_block(text: str) -> None:
    document = QTextDocument()
    QTextCursor(document).insertText(shown(text))
    assert document.blockCount() == 1
    length = len(shown(text).encode("utf-16-le")) // 2
    assert document.characterCount() == length + 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("two\r\nlines", "two lines"),
        ("one\rtwo\x0bthree", "one two three"),
        ("a\u202eb", "ab"),
        ("a\u2029b", "a b"),
    ],
)
def test_what_is_copied_has_no_stand_ins(text: str, plain: str) -> None:
    assert copied(shown(text)) == plain


def test_one_line_is_one_line_that_nothing_turns_round() -> None:
    assert one_line("a\n b\u202e\u2066c\x07\td") == "a bc d"
    assert one_line("word " * 100, 20) == "word word word word…"


def test_a_tooltip_holds_no_markup() -> None:
    assert tooltip("<img src=x>", "", "b") == "<qt>&lt;img src=x&gt;<br>b</qt>"


@pytest.mark.parametrize(
    ("text", "backwards"),
    [("נשיא רוסיה", True), ("2 “נשיא", True), ("Kyiv נשיא", False), ("123", False), ("", False)],
)
def test_the_first_letter_of_a_direction_decides(text: str, backwards: bool) -> None:
    assert right_to_left(text) is backwards


def test_counts_are_spoken() -> None:
    assert [counted(1, "row"), counted(2, "row"), counted(2000, "row")] == [
        "1 row",
        "2 rows",
        "2,000 rows",
    ]
