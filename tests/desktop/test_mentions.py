"""How the window speaks of a mention, in marks, chips, tooltips and for screen readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QTextCharFormat, QTextDocument
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import KYIV, reading
from viewer.desktop import mentions as spoken
from viewer.desktop.cards import Card
from viewer.desktop.manuscript import Manuscript
from viewer.desktop.passage_list import PassageList
from viewer.desktop.style import LIGHT
from viewer.desktop.weaving import Woven
from viewer.library.library import Excerpt, Library
from viewer.model import Mention, Reading, Role, Shape

NOTE = "the text says 18 miles south; the gazetteer says 21 miles"
TEXT = "Talks\n\nKyiv’s army 🛰 left Kyiv, and Minsk said so. 𝕂 In Irpin all is quiet.\n"


def dressed(role: Role = Role.METONYM, **changes: object) -> Reading:
    """A reading whose first mention of Kyiv has another role, a doubt or a note."""
    made = reading(TEXT)
    first = replace(made.mentions[0], role=role, **changes)  # type: ignore[arg-type]
    return replace(made, mentions=(first, *made.mentions[1:]))


def excerpt(made: Reading) -> Excerpt:
    return Library.of((made,), adjectives=True).excerpts("kyiv")[0]


def card(made: Reading, width: int = 360) -> Card:
    return Card(excerpt(made), width, QGuiApplication.font())


@pytest.mark.parametrize("role", [Role.METONYM, Role.ADJECTIVE, Role.DATELINE])
def test_a_card_shows_the_role_beside_its_word(qtbot: QtBot, role: Role) -> None:
    made = card(dressed(role))
    assert made.cut.text.startswith(f"Kyiv’s\u00a0{role.value} army 🛰 left Kyiv, and")
    assert [made.cut.text[slice(*span)] for span in made.cut.spans] == ["Kyiv", "Kyiv"]
    assert [made.cut.text[slice(*chip)] for chip in made.cut.chips] == [role.value]
    for mention, boxes in zip(made.excerpt.mentions, made.boxes(), strict=True):
        assert made.mention_at(boxes[0].center()) is mention


def test_a_name_that_means_the_place_itself_needs_no_word(qtbot: QtBot) -> None:
    assert card(dressed(Role.LITERAL)).cut.chips == ()


def painted(made: Card) -> QImage:
    image = QImage(360, round(made.height), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    made.paint(painter, QPointF(0, 0), LIGHT, current=False)
    painter.end()
    return image


def test_what_is_not_certain_has_dots_and_no_ground(qtbot: QtBot) -> None:
    grounds, dots = [], []
    for unsure in (False, True):
        made = card(dressed(Role.LITERAL, unsure=unsure, score=0.3))
        box, image = made.boxes()[0][0], painted(made)
        grounds.append(image.pixelColor(round(box.left()), round(box.top() + 1)).name())
        below = [image.pixelColor(x, round(box.bottom())) for x in range(round(box.left()), 60)]
        dots.append(any(c.red() > 180 and c.green() < 140 for c in below))
    assert grounds == [LIGHT.mark, "#ffffff"]
    assert dots == [False, True]


def test_a_note_is_shown_below_the_passage(qtbot: QtBot) -> None:
    plain, noted = card(dressed()), card(dressed(note=NOTE))
    assert noted.notes == f"Kyiv: {NOTE}"
    assert noted.height > plain.height + 15
    assert card(dressed(note=NOTE), 200).height - card(dressed(), 200).height > (
        noted.height - plain.height
    )


def test_the_tooltip_and_the_screen_reader_tell_it_in_words(qtbot: QtBot) -> None:
    mention = dressed(unsure=True, score=0.31, note=NOTE).mentions[0]
    tip = spoken.mention_tip(mention)
    for part in ("is Kyiv", "Not certain", "31 of 100", "Metonym: ", NOTE, "gazetteer.csv, line"):
        assert part in tip
    view = PassageList(LIGHT, "Passages")
    qtbot.addWidget(view)
    view.show_excerpts([excerpt(dressed(unsure=True, score=0.31, note=NOTE))])
    said = view.passages.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Kyiv: metonym", "not certain", "31 of 100", NOTE):
        assert part in said


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (1.0, "Almost certain, 100 of 100"),
        (0.999, "Almost certain, 99 of 100"),
        (0.9, "Very likely, 90 of 100"),
        (0.5, "More likely than not, 50 of 100"),
    ],
)
def test_confidence_is_told_in_words_and_as_a_figure(score: float, said: str) -> None:
    mention = Mention(0, 4, "Kyiv", Role.LITERAL, KYIV, score, "gazetteer title")
    assert spoken.sureness(mention) == said
    unsure = replace(mention, unsure=True)
    assert spoken.sureness(unsure) == f"Not certain, {round(score * 100)} of 100"
    around = replace(unsure, place=replace(KYIV, shape=Shape.CIRCLE, radius_km=20.0))
    assert spoken.sureness(around).startswith("Not certain: the place is a guess")
    assert "of 100" not in spoken.sureness(around)  # that is how sure the name is


def test_the_reader_shows_roles_doubts_and_notes(qtbot: QtBot) -> None:
    document = QTextDocument()
    made = dressed(note=NOTE)
    last = made.mentions[-2]
    unsure = replace(last, unsure=True, score=0.2)
    made = replace(made, mentions=(*made.mentions[:-2], unsure, made.mentions[-1]))
    manuscript = Manuscript(made, document, QGuiApplication.font(), LIGHT)
    text = document.toPlainText()
    assert text.splitlines()[1].startswith("Kyiv’s metonym army")
    assert text.splitlines()[-1] == f"Kyiv: {NOTE}"
    first, end = manuscript.span(unsure)
    form = format_at(document, first + 1)
    assert form.underlineStyle() is QTextCharFormat.UnderlineStyle.DotLine
    assert form.underlineColor().name() == LIGHT.accent
    assert form.background().style() is Qt.BrushStyle.NoBrush
    # What is copied are the article's words alone.
    assert manuscript.words(0, document.characterCount()) == "Talks\n" + TEXT.splitlines()[2]
    assert manuscript.words(first, end) == "Minsk"


def format_at(document: QTextDocument, position: int) -> QTextCharFormat:
    block = document.findBlock(position)
    for fragment in block:
        part = fragment.fragment()
        if part.position() < position <= part.position() + part.length():
            return part.charFormat()
    raise AssertionError(position)


def test_adjectives_are_marked_like_names_while_they_count(qtbot: QtBot) -> None:
    backgrounds = []
    for count in (False, True):
        document = QTextDocument()
        made = dressed(Role.ADJECTIVE)
        manuscript = Manuscript(made, document, QGuiApplication.font(), LIGHT, adjectives=count)
        position = manuscript.position(made.mentions[0].start)
        backgrounds.append(format_at(document, position + 1).background().color().name())
    assert backgrounds[1] == LIGHT.mark != backgrounds[0]


@given(st.lists(st.sampled_from(["Kyiv", " ", "🛰", "x’s", "Minsk", ", ", "ж", "א"]), max_size=30))
def test_no_chip_moves_a_mark(pieces: list[str]) -> None:
    made = reading("One\n\n" + "".join(pieces) + "\n")
    roles = [Role.METONYM, Role.LITERAL, Role.ADJECTIVE]
    mentions = [replace(m, role=roles[i % 3]) for i, m in enumerate(made.mentions)]
    made = replace(made, mentions=tuple(mentions))
    document = QTextDocument()
    manuscript = Manuscript(made, document, QGuiApplication.font(), LIGHT)
    text = document.toPlainText()
    for mention in mentions:
        first, end = manuscript.span(mention)
        units = text.encode("utf-16-le", "surrogatepass")[2 * first : 2 * end]
        assert units.decode("utf-16-le") == mention.text
        for position in (first, end - 1):
            assert manuscript.mention_at(position) is mention


@given(st.text(alphabet="aб🛰", max_size=12), st.lists(st.integers(0, 12), max_size=4))
def test_positions_and_offsets_lead_to_each_other(text: str, places: list[int]) -> None:
    chips = [(place, 5, place - 1) for place in sorted({p for p in places if 0 < p <= len(text)})]
    woven = Woven(text, chips)
    positions = [woven.to_qt(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(set(positions))
    assert [woven.from_qt(position) for position in positions] == list(range(len(text) + 1))
    for place, length, of in chips:
        assert woven.from_qt(woven.to_qt(place) - length) == of


def test_the_surface_of_an_origin_is_no_markup() -> None:
    evil = replace(KYIV, title="<b>K</b>", region="<i>", row=None, source="<u>")
    mention = Mention(0, 4, "<s>", Role.METONYM, evil, 0.9, "<em>", "", False, "<img>")
    tip = spoken.mention_tip(mention)
    assert all(f"&lt;{tag}&gt;" in tip for tag in ("b", "i", "u", "s", "em", "img"))
