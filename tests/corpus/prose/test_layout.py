from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.corpus.prose.layout import blocks

FIRST = (
    "The river rose by two metres in the night, and by noon the lower streets of Szentendre"
    " stood under water. Soldiers carried sand to the quay, where the mayor had slept in his car;"
    " he said that the wall would hold until Friday."
)
SECOND = (
    "Downstream, at Mohács, the ferry was tied up and the road to Osijek closed. Nobody expects"
    " it to open again this week - the meadows on both sides are a lake."
)
THIRD = "In Belgrade they are waiting. They have seen it before, in 1965 and in 2006."


def texts(text: str) -> list[str]:
    return [" ".join(text[block.start : block.end].split()) for block in blocks(text)]


@pytest.mark.parametrize("width", [60, 72, 79, 98])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_wrapped_paragraphs_are_joined_up_to_the_empty_line(width: int, ends: str) -> None:
    wrapped = "\n\n".join(textwrap.fill(p, width) for p in (FIRST, SECOND, THIRD))

    assert texts(wrapped.replace("\n", ends)) == [FIRST, SECOND, THIRD]


def test_wrapped_paragraphs_that_are_told_by_indentation() -> None:
    wrapped = "\n".join(textwrap.fill(p, 72, initial_indent="    ") for p in (FIRST, SECOND, THIRD))

    assert texts(wrapped) == [FIRST, SECOND, THIRD]


def test_a_list_in_wrapped_text() -> None:
    items = [f"* {p}" for p in (FIRST, SECOND, THIRD)]
    wrapped = "\n".join(textwrap.fill(p, 72, subsequent_indent="  ") for p in items)

    assert texts(wrapped) == items


def test_a_dash_at_the_start_of_a_wrapped_line_is_no_bullet() -> None:
    wrapped = (
        "Zoran rejected the offer to meet the delegation in Sarajevo, in Zenica or\n"
        "— saying that the talks could have been held there a year ago — in Mostar,\n"
        "but agreed to come to Trebinje after the bridge had been opened again and\n"
        "the guards sent home.\n"
    )

    assert len(blocks(wrapped)) == 1


def test_a_line_may_be_a_paragraph() -> None:
    assert texts("\n".join(["A heading", FIRST, SECOND, "Short.", THIRD])) == [
        "A heading",
        FIRST,
        SECOND,
        "Short.",
        THIRD,
    ]


def test_short_lines_are_not_joined_for_being_short() -> None:
    lines = ["Menu", "World", "Europe", "Log in", "Weather", "Markets at a glance"]

    assert texts("\n".join(lines)) == lines


def test_a_byline_stands_alone_in_wrapped_text() -> None:
    head = "Flood waters rise along the Danube as Hungary closes two more bridges"
    wrapped = "\n".join([head, "By Eva Nagy", textwrap.fill(FIRST, 72), "", textwrap.fill(SECOND)])

    assert texts(wrapped) == [head, "By Eva Nagy", FIRST, SECOND]


def test_a_sentence_cut_by_one_line_end_goes_on() -> None:
    text = "The ferry from Brindisi to Vlorë was late because\nof a storm in the strait."

    assert len(blocks(text)) == 1


LINES = st.sampled_from(
    [
        "", " ", "\t", "\u3000", "* item", "    indented", "KYIV, Feb. 27 (AP) —", "By Jane Doe",
        "(Photo: AFP)", "2 View gallery", "Comments", "word " * 12, "x" * 130, "של מי",
        "ends here.", "and goes on", '""', "https://example.org/a/b", "\u200b", "Donate",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=" \n\r\t\x0b\x0c\x1c\x85\u2028\u2029\xa0\u3000aA.•"),
    st.lists(LINES).map("\n".join),
)


@given(TEXTS)
def test_blocks_cover_all_but_white_space_in_order(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip()
        span = text[block.start : block.end]
        assert span == span.strip()
        end = block.end
    assert not text[end:].strip()


def test_a_byline_in_small_letters_is_not_joined_to_the_title() -> None:
    text = "Dam breaks in Kozani and nobody knows why\nby Jane Roe\n\nIt broke."
    assert [text[b.start : b.end] for b in blocks(text)][1] == "by Jane Roe"
