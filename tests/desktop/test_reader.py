"""The reader: marks at the character, in any script, and nothing but text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import CAPTION, FIRST, FURNITURE, TITLE, library, reading
from viewer.desktop.manuscript import Manuscript
from viewer.desktop.reader import ReaderPane
from viewer.desktop.session import Session, Spot
from viewer.desktop.style import LIGHT
from viewer.library.library import Library
from viewer.model import Reading


def manuscript(of: Reading) -> tuple[Manuscript, QTextDocument]:
    document = QTextDocument()
    return Manuscript(of, document, QGuiApplication.font(), LIGHT), document


def words(document: QTextDocument, first: int, end: int) -> str:
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def test_every_mention_is_found_at_its_utf16_position(qtbot: QtBot) -> None:
    made, document = manuscript(FIRST)
    for mention in FIRST.mentions:
        first, end = made.span(mention)
        assert words(document, first, end) == mention.text
        for position in range(first, end):
            assert made.mention_at(position) is mention
        assert made.mention_at(end) is not mention
    # The satellite is two units and its selector one more; "𝕂yiv" is no mention.
    last = FIRST.mentions[3]
    assert made.position(last.start) == last.start - 1 + 2


def test_marked_spans_have_the_colour_of_marks_and_nothing_else_has(qtbot: QtBot) -> None:
    made, document = manuscript(FIRST)
    marked = set()
    for mention in FIRST.mentions:
        if mention.place is not None:
            marked |= set(range(*made.span(mention)))
    cursor = QTextCursor(document)
    for position in range(document.characterCount() - 1):
        if document.characterAt(position) == "\u2029":
            continue
        cursor.setPosition(position + 1)
        brush = cursor.charFormat().background()
        coloured = brush.style() != Qt.BrushStyle.NoBrush and brush.color() == QColor(LIGHT.mark)
        assert coloured == (position in marked)


# What is decoded holds no lone surrogates.
ALPHABET = st.characters(exclude_categories=("Cs",)) | st.sampled_from(
    "\n\r\u2028\u2029\u202e🛰א \x00"
)


@given(st.lists(st.text(ALPHABET, max_size=20), max_size=8))
def test_no_text_moves_a_mark(pieces: list[str]) -> None:
    made_of = reading("Start\n" + "Kyiv".join(pieces) + "\nThe end in Minsk.")
    made, document = manuscript(made_of)
    for mention in made_of.mentions:
        assert words(document, *made.span(mention)) == mention.text


def test_passages_wear_what_they_are(qtbot: QtBot) -> None:
    _made, document = manuscript(FIRST)
    sizes, blocks = {}, []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    for passage, block in zip(FIRST.passages, blocks, strict=True):
        form = block.begin().fragment().charFormat()  # type: ignore[attr-defined]
        sizes[passage.kind] = (form.fontPointSize(), form.foreground().color().name())
    paragraph = sizes[FIRST.passages[1].kind]
    assert sizes[TITLE][0] > paragraph[0] > sizes[CAPTION][0] > sizes[FURNITURE][0]
    assert sizes[FURNITURE][1] == LIGHT.faint
    directions = [block.blockFormat().layoutDirection() for block in blocks]
    assert directions[-1] is Qt.LayoutDirection.RightToLeft
    assert directions[1] is Qt.LayoutDirection.LeftToRight


def test_markup_in_an_article_is_words(qtbot: QtBot) -> None:
    hostile = "<img src='file:///etc/passwd'><script>alert(1)</script> <b>Kyiv</b>"
    _made, document = manuscript(reading("Title\n" + hostile))
    assert document.toPlainText() == "Title\n" + hostile


def test_a_passage_of_a_million_characters_is_laid_out_in_pieces(qtbot: QtBot) -> None:
    made_of = reading("Title\n" + "Kyiv and " * 120_000)
    made, document = manuscript(made_of)
    assert document.blockCount() > 80
    assert len(made_of.mentions) == 120_000
    for number in (0, 1_333, 60_000, 119_999):
        mention = made_of.mentions[number]
        assert words(document, *made.span(mention)) == "Kyiv"


@pytest.fixture
def session() -> Session:
    made = Session()
    made.show_library(library())
    return made


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> ReaderPane:
    made = ReaderPane(session, LIGHT)
    qtbot.addWidget(made)
    made.resize(420, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def under(pane: ReaderPane, offset: int) -> QPoint:
    """Where a character of the article is on the screen."""
    assert pane.page.manuscript is not None
    cursor = QTextCursor(pane.page.document())
    cursor.setPosition(pane.page.manuscript.position(offset))
    corner = pane.page.cursorRect(cursor)
    return QPoint(corner.left() + 4, corner.center().y())


def test_it_opens_at_the_passage_and_tells_its_places(
    pane: ReaderPane, session: Session, qtbot: QtBot
) -> None:
    minsk = FIRST.passages[2]
    with qtbot.waitSignal(session.paragraphChanged) as told:
        session.read(FIRST.article.id, minsk.start)
    assert told.args == [("minsk",)]
    assert pane.page.viewport().rect().contains(under(pane, minsk.start))
    assert pane.title.text() == "Talks near Kyiv"
    assert pane.origin.text() == "The Paper · 27 February 2022 · 2 places"


def test_pointing_and_clicking_at_a_place_answer(
    pane: ReaderPane, session: Session, qtbot: QtBot
) -> None:
    session.select("kyiv")
    session.read(FIRST.article.id, FIRST.passages[1].start)
    minsk = next(m for m in FIRST.mentions if m.text == "Minsk")
    point = under(pane, minsk.start)
    with qtbot.waitSignal(session.hovered) as told:
        qtbot.mouseMove(pane.page.viewport(), point)
    assert told.args == ["minsk"]
    qtbot.mouseClick(pane.page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert session.spot == Spot("minsk", FIRST.article.id, FIRST.passages[1].start)
    strong = [
        (s.cursor.selectedText(), s.format.background().color().name()) for s in selections(pane)
    ]
    assert ("Minsk", LIGHT.accent) in strong


def selections(pane: ReaderPane) -> list:  # type: ignore[type-arg]
    return pane.page.extraSelections()


def test_a_place_pointed_at_elsewhere_is_marked_more_strongly(
    pane: ReaderPane, session: Session
) -> None:
    session.read(FIRST.article.id, 0)
    session.hover("kyiv")
    assert [s.cursor.selectedText() for s in selections(pane)] == [
        m.text for m in FIRST.mentions if m.place is not None and m.place.id == "kyiv"
    ]
    session.hover(None)
    assert selections(pane) == []


def test_scrolling_moves_to_another_paragraph(
    pane: ReaderPane, session: Session, qtbot: QtBot
) -> None:
    long = reading("Title\n" + "Kyiv word " * 60 + "\n" + "Minsk word " * 60 + "\nKharkiv")
    session.show_library(Library.of((long,), ()))
    session.read(long.article.id, 0)
    bar = pane.page.verticalScrollBar()
    seen: list[tuple[str, ...]] = []
    session.paragraphChanged.connect(seen.append)
    with qtbot.waitSignal(session.paragraphChanged):
        bar.setValue(bar.maximum())
    with qtbot.waitSignal(session.paragraphChanged):
        bar.setValue(bar.maximum() // 3)
    assert seen[0] == ("kharkiv",)
    assert seen[1] in [("kyiv",), ("minsk",)]


def test_steps_go_to_paragraphs_that_name_a_place(pane: ReaderPane, session: Session) -> None:
    session.read(FIRST.article.id, FIRST.passages[2].start)
    pane.step(1)
    assert pane.page.paragraph == 4  # "In Irpin nobody met." names none
    pane.step(-1)
    assert pane.page.paragraph == 2


def test_escape_returns_to_the_passages(pane: ReaderPane, session: Session, qtbot: QtBot) -> None:
    session.select("kyiv")
    session.read(FIRST.article.id, 0)
    qtbot.keyClick(pane.page, Qt.Key.Key_Escape)
    assert session.spot == Spot("kyiv")
    assert pane.reading is None


def test_copying_gives_words_alone(pane: ReaderPane, session: Session) -> None:
    session.read(FIRST.article.id, 0)
    pane.page.selectAll()
    data = pane.page.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text().startswith("Talks near Kyiv\nKyiv 🛰️ and again")
