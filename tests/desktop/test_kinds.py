"""Places in words: what they are, where they lie, and what tells namesakes apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import KYIV, REGION, reading
from viewer.desktop import kinds
from viewer.desktop.boxes import Boxes
from viewer.desktop.ledger import UnplacedPage
from viewer.desktop.parts import Tick
from viewer.desktop.passages import PassagesPane
from viewer.desktop.places import PlacesPane
from viewer.desktop.session import Session
from viewer.desktop.statusline import StatusLine
from viewer.desktop.style import LIGHT
from viewer.library.library import Library
from viewer.model import Mention, Place, Reading, Role, Shape

COUNTRIES = {"US": "United States", "UA": "Ukraine"}
PARIS = Place(
    "gn:4717560",
    "Paris",
    "town",
    Shape.POINT,
    33.66,
    -95.55,
    ccodes=("US",),
    source="GeoNames",
    population=24782,
    region="Texas",
)
TWIN = replace(PARIS, id="gn:1", lat=31.5, lon=-94.5)
SEA = Place("dl:sea", "Some Sea", "sea", Shape.VAGUE, 1.0, 2.0, radius_km=300.0, source="Dateline")
EAST = Place(
    "dl:east", "East", "region of the united states", Shape.VAGUE, 40.0, -80.0, ccodes=("US",)
)


@pytest.fixture
def session() -> Session:
    made = Session()
    made.country_name = lambda code: COUNTRIES.get(code, code)
    return made


def naming(*places: Place, unsure: bool = False) -> Reading:
    """An article with a paragraph for each place."""
    made = reading("One\n\n" + "Here it is.\n\n" * len(places))
    mentions = [
        Mention(p.start, p.start + 4, "Here", Role.LITERAL, place, 0.4, "test", "", unsure)
        for p, place in zip(made.passages[1:], places, strict=True)
    ]
    return replace(made, mentions=tuple(mentions))


@pytest.mark.parametrize(
    ("place", "said", "icon"),
    [
        (PARIS, "town, Texas, United States", "town"),
        (KYIV, "capital, Ukraine", "capital"),
        (SEA, "sea", "water"),
        (EAST, "region of the United States", "region"),
        (replace(EAST, kind="region of africa", ccodes=()), "region of Africa", "region"),
        (replace(EAST, kind="region of the world", ccodes=()), "region of the world", "region"),
        (
            replace(EAST, kind="region of russia and the caucasus", ccodes=()),
            "region of Russia and the Caucasus",
            "region",
        ),
        (replace(KYIV, region="Kyiv City"), "capital, Ukraine", "capital"),
        (
            replace(PARIS, kind="place without a row", region=""),
            "not in the gazetteer, United States",
            "town",
        ),
        (replace(PARIS, kind="airport"), "airport, Texas, United States", "site"),
        (replace(PARIS, title="Texas"), "town, United States", "town"),
        (replace(REGION, shape=Shape.CIRCLE, kind=""), "distance, Ukraine", "distance"),
    ],
)
def test_what_a_place_is_and_where(session: Session, place: Place, said: str, icon: str) -> None:
    assert kinds.described(place, session) == said
    assert kinds.icon(place) == icon


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> PlacesPane:
    made = PlacesPane(session, LIGHT)
    qtbot.addWidget(made)
    return made


def lines(pane: PlacesPane) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [pane.shown.index(row).data(role) for row in range(pane.shown.rowCount())]


def test_namesakes_in_one_region_are_told_apart_by_where_they_lie(
    session: Session, pane: PlacesPane
) -> None:
    session.show_library(Library.of([naming(PARIS, TWIN, KYIV)]))
    assert sorted(lines(pane)) == [
        "Kyiv, capital, Ukraine, 1 passage",
        "Paris, 31.5, -94.5, town, Texas, United States, 1 passage",
        "Paris, 33.66, -95.55, town, Texas, United States, 1 passage",
    ]
    session.show_library(Library.of([naming(PARIS, KYIV)]))
    assert "Paris, town, Texas, United States, 1 passage" in lines(pane)


def test_what_is_not_certain_is_said_in_list_status_and_header(
    session: Session, pane: PlacesPane, qtbot: QtBot
) -> None:
    status, passages = StatusLine(session), PassagesPane(session, LIGHT)
    qtbot.addWidget(status)
    qtbot.addWidget(passages)
    for unsure in (True, False):
        session.show_library(Library.of([naming(PARIS, unsure=unsure)]))
        session.select(PARIS.id)
        assert ("not certain" in lines(pane)[0]) is unsure
        assert ("1 not certain" in status.status.text()) is unsure
        assert passages.header.doubt.isHidden() is not unsure
        assert "40 of 100" in passages.header.doubt.text()


def test_the_header_tells_what_the_world_knows_and_whose_it_is(
    session: Session, qtbot: QtBot
) -> None:
    pane = PassagesPane(session, LIGHT)
    qtbot.addWidget(pane)
    session.show_library(Library.of([naming(PARIS, SEA)]))
    session.select(PARIS.id)
    assert pane.header.what.text() == "Town, Texas, United States · population 24,782"
    told = dict(pane.header.origin.lines)
    assert told["source"] == "GeoNames (geonames.org, CC BY 4.0)"
    assert told["region"] == "Texas"
    assert told["country"] == "United States"
    assert told["population"] == "24,782"
    assert told["coordinates"] == "33.66, -95.55"
    assert pane.header.disclosure.text() == "Source"
    session.select(SEA.id)
    assert dict(pane.header.origin.lines)["reaches"] == "about 300 km around the point"


def test_a_place_of_adjectives_alone_says_why_there_is_nothing(
    session: Session, qtbot: QtBot
) -> None:
    pane = PassagesPane(session, LIGHT)
    qtbot.addWidget(pane)
    made = naming(PARIS)
    adjective = replace(made.mentions[0], role=Role.ADJECTIVE)
    library = Library.of([replace(made, mentions=(adjective,))])
    session.show_library(library)
    session.select(PARIS.id)
    assert not pane.header.hint.isHidden()
    assert "Adjectives too" in pane.header.hint.text()
    session.show_library(library.counting(adjectives=True))
    assert pane.header.hint.isHidden()


def test_boxes_are_offered_for_what_is_there(session: Session, pane: PlacesPane) -> None:
    session.show_library(Library.of([naming(PARIS, SEA)]))
    assert pane.ticks[Shape.POINT].isEnabled()
    assert pane.ticks[Shape.VAGUE].isEnabled()
    assert not pane.ticks[Shape.AREA].isEnabled()
    assert pane.ticks[Shape.CIRCLE].isHidden()
    session.show_library(Library.of([naming(replace(PARIS, shape=Shape.CIRCLE, radius_km=9.0))]))
    assert not pane.ticks[Shape.CIRCLE].isHidden()


@pytest.mark.parametrize("width", [90, 150, 240, 500])
def test_no_box_is_cut_off_or_covered(qtbot: QtBot, width: int) -> None:
    frame = QWidget()
    qtbot.addWidget(frame)
    ticks = [Tick(text) for text in kinds.GROUPS.values()]
    boxes = Boxes(ticks)
    boxes.setParent(frame)
    frame.resize(width, 400)
    frame.show()
    boxes.resize(width, boxes.height())
    for tick in ticks:
        assert tick.width() >= tick.sizeHint().width() or width < 120
        assert boxes.rect().contains(tick.geometry())
        assert not any(tick.geometry().intersects(t.geometry()) for t in ticks if t is not tick)
    assert (ticks[0].y() == ticks[1].y()) == (width >= 240)


def test_the_ledger_names_countries_and_tells_a_guess(session: Session, qtbot: QtBot) -> None:
    page = UnplacedPage(session, LIGHT)
    qtbot.addWidget(page)
    guess = replace(PARIS, id="near:1", title="Elsewhere", shape=Shape.CIRCLE, region="")
    session.show_library(Library.of([naming(PARIS, guess, unsure=True)]))
    reasons = [page.lines.index(row, 3).data() for row in range(page.lines.rowCount())]
    assert sorted(reasons) == [
        "not certain: the map guesses where it is, Elsewhere, United States",
        "not certain: the map shows Paris, Texas, United States",
    ]
