from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from viewer.corpus.pieces import Piece, join, overlay, titled
from viewer.corpus.prose.passages import split
from viewer.model import Passage, PassageKind

B = PassageKind.BOILERPLATE


def words(text: str, passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in passages]


def test_pieces_keep_what_they_are() -> None:
    pieces = [
        Piece(" Rain in Linz "),
        Piece(""),
        Piece("Flood", PassageKind.TITLE),
        Piece("It rose.\nIt fell.", PassageKind.CAPTION),
    ]

    assert words(*join(pieces)) == [
        ("paragraph", "Rain in Linz"),
        ("title", "Flood"),
        ("caption", "It rose.\nIt fell."),
    ]


def test_a_title_is_written_once() -> None:
    assert titled("Flood", "Flood\nIt rose.")[0] == "Flood\nIt rose."
    assert titled("", "It rose.")[0] == "It rose."
    text, passages = titled("Flood", "> old\nIt rose.", [Passage(0, 5, B)])
    assert words(text, passages) == [
        ("title", "Flood"),
        ("boilerplate", "> old"),
        ("paragraph", "It rose."),
    ]


@given(st.text("ab \n.>", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_known_spans_are_cut_out_of_all_others(text: str, ends: list[int]) -> None:
    cuts = sorted({min(end, len(text)) for end in ends})
    known = [Passage(start, end, B) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]

    found = overlay(text, split(text), known)

    end = 0
    for passage in found:
        assert not text[end : passage.start].strip()
        end = passage.end
    assert not text[end:].strip()
    assert [one for one in found if one in known] == known
