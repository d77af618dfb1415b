"""A passage as a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import FIRST, SECOND, library, reading
from viewer.desktop.cards import Card, cut
from viewer.desktop.lit import finder
from viewer.desktop.style import LIGHT
from viewer.library.library import Excerpt, Library


def excerpts(place: str) -> tuple[Excerpt, ...]:
    return library().excerpts(place)


def test_every_mention_of_the_place_is_marked_at_the_character(qtbot: QtBot) -> None:
    second = excerpts("kyiv")[1]
    card = Card(second, 360, QGuiApplication.font())
    marked = [card.cut.text[start:end] for start, end in card.cut.spans]
    assert marked == ["Kyiv", "Kiev", "Kyiv"]
    assert card.cut.text.startswith("Kyiv 🛰️ and again Kiev: 𝕂yiv")


def test_a_mark_answers_where_it_is_drawn(qtbot: QtBot) -> None:
    second = excerpts("kyiv")[1]
    card = Card(second, 360, QGuiApplication.font())
    for mention, boxes in zip(second.mentions, card.boxes(), strict=True):
        assert boxes
        for box in boxes:
            assert box.width() > 5
            assert card.mention_at(box.center()) is mention
    assert card.mention_at(QPointF(1, 1)) is None


def test_what_is_unknown_is_said_to_be(qtbot: QtBot) -> None:
    font = QGuiApplication.font()
    assert Card(excerpts("kharkiv")[0], 360, font).origin == "unknown source · undated"
    assert Card(excerpts("minsk")[0], 360, font).origin == "The Paper · 27 February 2022"
    kinds = [Card(excerpt, 360, font).origin for excerpt in excerpts("kyiv")]
    assert kinds[0].startswith("Title · ")
    assert kinds[2].startswith("Caption · ")


def test_a_card_is_drawn_right_to_left_where_its_text_is(qtbot: QtBot) -> None:
    caption = excerpts("kyiv")[2]
    card = Card(caption, 400, QGuiApplication.font())
    box = card.boxes()[0][0]
    assert box.left() > 200  # the name stands near the beginning, which is at the right


@pytest.mark.parametrize("current", [True, False])
def test_drawing_a_card_leaves_ink(qtbot: QtBot, current: bool) -> None:
    card = Card(excerpts("kyiv")[1], 300, QGuiApplication.font())
    image = QImage(300, round(card.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    card.paint(painter, QPointF(0, 0), LIGHT, current=current)
    painter.end()
    box = card.boxes()[0][0]
    corner = image.pixelColor(round(box.right()), round(box.top() + 1)).name()
    assert corner == (LIGHT.mark_strong if current else LIGHT.mark)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 3))
def test_a_long_passage_is_cut_around_its_mentions(before: int, after: int, more: int) -> None:
    text = "x" * before + " Kyiv " + "Minsk " * more + "y" * after
    made = reading("One\n\n" + text)
    excerpt = Library.of((made,), ()).excerpts("kyiv")[0]
    passage = excerpt.passage
    shown = cut(made.article.text, passage.start, passage.end, excerpt.mentions)
    assert [shown.text[start:end] for start, end in shown.spans] == ["Kyiv"]
    assert len(shown.text) <= 1600 + 4
    whole = passage.end - passage.start
    assert ("…" in shown.text) == (whole > 1600)


def test_fixture_readings_are_what_they_say() -> None:
    for made in (FIRST, SECOND):
        for mention in made.mentions:
            assert made.article.text[mention.start : mention.end] == mention.text


def test_words_that_are_searched_for_are_lit_beside_names(qtbot: QtBot) -> None:
    second = excerpts("kyiv")[1]
    card = Card(second, 360, QGuiApplication.font(), finder("again OR not"))
    assert [card.cut.text[start:end] for start, end in card.cut.hits] == ["again", "not"]
    assert len(card.hit_boxes()) == 2
    assert [card.cut.text[start:end] for start, end in card.cut.spans] == ["Kyiv", "Kiev", "Kyiv"]


def test_a_passage_without_a_name_is_a_card_too(qtbot: QtBot) -> None:
    nothing = Excerpt(SECOND, SECOND.passages[1], ())
    card = Card(nothing, 360, QGuiApplication.font(), finder("nothing"))
    assert [card.cut.text[start:end] for start, end in card.cut.hits] == ["Nothing"]
    assert card.why_link().isEmpty()
    assert card.mention_at(card.hit_boxes()[0].center()) is None
    offset = card.offset_at(card.hit_boxes()[0].center())
    start = SECOND.article.text.index("Nothing")
    assert offset is not None
    assert start < offset < start + len("Nothing")


def test_a_long_passage_without_a_name_is_cut_around_what_is_searched_for(qtbot: QtBot) -> None:
    made = reading("One\n\n" + "x " * 3000 + "oil " + "y " * 3000)
    card = Card(Excerpt(made, made.passages[1], ()), 360, QGuiApplication.font(), finder("oil"))
    assert [card.cut.text[start:end] for start, end in card.cut.hits] == ["oil"]
    assert len(card.cut.text) < 1700
    start = card.cut.hits[0][0]
    assert made.article.text[card.cut.to_article(start) :].startswith("oil")


def test_copies_are_counted_in_the_foot(qtbot: QtBot) -> None:
    found = excerpts("minsk")[0]
    font = QGuiApplication.font()
    assert Card(found, 360, font, copies=1).origin == "The Paper · 27 February 2022 · +1 copy"
    assert Card(found, 360, font, copies=4).origin.endswith(" · +4 copies")
