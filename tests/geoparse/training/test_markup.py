"""Our annotated prose is read as it is written, and what is not well formed is told."""

from __future__ import annotations

import pytest

from viewer.geoparse.training.markup import BadMarkup, Name, parse, read_texts
from viewer.model import PassageKind


def test_names_stand_where_the_plain_text_has_them() -> None:
    text = parse("Fire in [Lima](city)\nThe [University of [Georgia](region)](org) burned.")
    assert text.text == "Fire in Lima\nThe University of Georgia burned."
    assert [(text.text[n.start : n.end], n.tag, n.outer) for n in text.names] == [
        ("Lima", "city", ""),
        ("Georgia", "region", "org"),
        ("University of Georgia", "org", ""),
    ]
    assert [p.kind for p in text.passages] == [PassageKind.TITLE, PassageKind.PARAGRAPH]


@pytest.mark.parametrize(
    "source", ["[Lima](town)", "[Lima", "Lima](city)", "[Lima] (city)", "a ] b", "[[a](city)"]
)
def test_bad_markup_is_told(source: str) -> None:
    with pytest.raises(BadMarkup, match="here"):
        parse(source, "here")


def test_a_text_without_names() -> None:
    assert parse("It rained.").names == ()
    assert parse("[A](city)").names == (Name(0, 1, "city"),)


def test_all_our_texts_are_well_formed() -> None:
    texts = list(read_texts())
    assert len(texts) > 500
    assert all(text.text[n.start : n.end].strip() for text in texts for n in text.names)
