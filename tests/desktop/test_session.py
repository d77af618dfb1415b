"""One selection, one history."""

from __future__ import annotations

import pytest

from tests.desktop.window_fixtures import FIRST, KYIV, MINSK, SECOND, library
from viewer.desktop.session import Session, Spot
from viewer.library.library import Library
from viewer.model import Fault


@pytest.fixture
def session() -> Session:
    made = Session()
    made.show_library(library())
    return made


def test_selecting_tells_where_we_are_and_where_we_were(session: Session) -> None:
    told: list[tuple[Spot, Spot]] = []
    session.spotChanged.connect(lambda spot, before: told.append((spot, before)))
    session.select("kyiv")
    session.select("kyiv")
    session.select(None)
    assert told == [(Spot("kyiv"), Spot()), (Spot(), Spot("kyiv"))]


def test_what_no_article_names_cannot_be_chosen(session: Session) -> None:
    session.select("atlantis")
    session.select_in_text("atlantis")
    assert session.spot == Spot()


def test_back_and_forward_go_through_what_was_selected(session: Session) -> None:
    article = FIRST.article.id
    session.select("kyiv")
    session.read(article, 5)
    session.select_in_text("minsk")
    session.close_reader()
    trail = [session.spot]
    while session.can_go_back:
        session.back()
        trail.append(session.spot)
    assert trail == [
        Spot("minsk"),
        Spot("minsk", article, 5),
        Spot("kyiv", article, 5),
        Spot("kyiv"),
        Spot(),
    ]
    session.forward()
    session.forward()
    assert session.spot == Spot("kyiv", article, 5)
    session.select("ukraine")
    assert not session.can_go_forward
    session.back()
    assert session.spot == Spot("kyiv", article, 5)


def test_going_back_at_the_beginning_stays_there(session: Session) -> None:
    session.back()
    session.forward()
    assert session.spot == Spot()


def test_another_library_keeps_what_it_has_of_the_selection(session: Session) -> None:
    session.select("minsk")
    session.read(FIRST.article.id, 0)
    session.select("kyiv")
    session.show_library(Library.of((SECOND,), ()))
    assert session.spot == Spot("kyiv")
    session.back()
    assert session.spot == Spot()


def test_a_place_that_is_gone_is_not_selected_any_more(session: Session) -> None:
    session.select("minsk")
    told: list[Spot] = []
    session.spotChanged.connect(lambda spot, _before: told.append(spot))
    session.show_library(Library.of((SECOND,), ()))
    assert told == [Spot()]


def test_pointing_is_told_once(session: Session) -> None:
    told: list[str] = []
    session.hovered.connect(told.append)
    for place_id in ("kyiv", "kyiv", None, ""):
        session.hover(place_id)
    assert told == ["kyiv", ""]


def test_faults_of_the_gazetteer_come_before_those_of_the_articles() -> None:
    session = Session()
    row = Fault(FIRST.article.path, "latitude 91", 7)
    gone = Fault(SECOND.article.path, "gone")
    session.show_library(Library.of((FIRST,), (gone,)), [row])
    assert session.faults == (row, gone)


def test_places_of_boilerplate_alone_are_known_too() -> None:
    session = Session()
    session.show_library(library())
    assert session.place("kyiv") == KYIV
    assert session.place("minsk") == MINSK
    assert session.place(None) is None
