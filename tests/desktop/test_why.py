""" "Why here?" in the real window: asked, answered, shown on the map, and put away again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.pages import ask
from viewer.desktop.answers import Answer, Choice, Reason, answer, ghost
from viewer.desktop.comparing import Comparing
from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.gazetteer.world.world import SHIPPED
from viewer.library.library import Library
from viewer.model import Mention, Place, Role, Shape

TABLE = """id,title,variants,types,ccodes,lat,lon,title_source
france,France,,country,FR,46,2,test
lyon,Lyon,,city,FR,45.76,4.83,test
lille,Lille,,city,FR,50.63,3.06,test
paris-fr,Paris,,capital,FR,48.85,2.35,test
paris-us,Paris,,city,US,33.66,-95.55,test
"""
TEXT = (
    "A quiet day\n\nTrains ran from Lyon to Lille, and from Lille to Paris in France.\n\n"
    "The mayor of Lyon met French troops in Lille.\n\nParis said nothing.\n"
)


Maker = Callable[..., Window]


@pytest.fixture
def make(engine: Engine, qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Maker]:
    """Makes the window on one article; its table has two rows of one name."""
    table, article = tmp_path / "places.csv", tmp_path / "article.txt"
    table.write_text(TABLE, encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")
    made: list[Window] = []

    def window(*others: Path) -> Window:
        session = Session()
        desk = Desk(session, Opening([table, *others]), Lane())
        settings = Settings(tmp_path / "dateline.ini")
        one = Window(session, desk, engine, MapView(engine), Theme(qapp, "light"), settings)
        made.append(one)
        one.furnish()
        one.resize(1200, 760)
        with qtbot.waitExposed(one):
            one.show()
        with qtbot.waitSignal(one.map.drawn, timeout=20_000):
            one.desk.open([article])
        return one

    yield window
    for one in made:
        one.libraries.let_go()
        one.close()
        shiboken6.delete(one)


@pytest.fixture
def window(make: Maker) -> Window:
    """The window with that table alone."""
    return make()


@pytest.fixture
def worldly(make: Maker) -> Window:
    """The window with the world after the table: it knows what adjectives are."""
    return make(SHIPPED)


def opened(window: Window) -> Library:
    """The library that is open."""
    assert window.session.library is not None
    return window.session.library


def counts(window: Window, adjectives: bool) -> bool:
    return opened(window).adjectives is adjectives


def answered(window: Window, qtbot: QtBot) -> Comparing:
    """Wait for the answer to what was asked."""
    comparing = window.comparing
    assert comparing is not None
    qtbot.waitUntil(lambda: not window.desk.looks.busy, timeout=10_000)
    return comparing


def asked_of_paris(window: Window, qtbot: QtBot) -> Comparing:
    window.session.select("paris-fr")
    window.actions_table["why"].trigger()
    return answered(window, qtbot)


def ghost_on(window: Window, qtbot: QtBot) -> object:
    return ask(qtbot, window.map.page, "dateline.atlas.overlay.ghost?.title ?? null")


def test_the_answer_tells_what_decided_and_what_else_there_is(window: Window, qtbot: QtBot) -> None:
    pane = asked_of_paris(window, qtbot).pane
    assert window.right.currentWidget() is pane
    assert pane.name.text() == "“Paris”"
    assert "to Paris in France" in pane.quote.text()
    assert pane.verdict.text() == "Paris"
    mention = next(m for m in opened(window).readings[0].mentions if m.text == "Paris")
    assert f"{round(mention.score * 100)} of 100" in pane.sure.text()
    assert pane.told.text().startswith("What decided: ")
    choices = pane.list.choices.choices
    assert [choice.place.id for choice in choices] == ["paris-fr", "paris-us"]
    amounts = [abs(reason.amount) for reason in choices[0].reasons]
    assert amounts == sorted(amounts, reverse=True)
    assert len(amounts) >= 2
    assert choices[0].likelihood > choices[1].likelihood
    said = pane.list.choices.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Paris, city, ")
    assert "of 100" in said
    assert choices[1].reasons[0].words in said


def test_a_candidate_is_shown_on_the_map_until_escape(window: Window, qtbot: QtBot) -> None:
    window.session.select("paris-fr")
    window.map.fit_place("paris-fr")
    qtbot.waitUntil(lambda: abs(window.map.view.lat - 48.85) < 0.01)
    comparing = asked_of_paris(window, qtbot)
    before = window.map.view
    qtbot.keyClick(comparing.pane.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: ghost_on(window, qtbot) == "Paris")
    qtbot.waitUntil(lambda: window.map.view.zoom < before.zoom - 2)
    assert window.session.spot.place == "paris-fr"
    qtbot.keyClick(comparing.pane.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.map.view == before)
    assert ghost_on(window, qtbot) is None
    assert window.right.currentWidget() is window.passages
    assert window.focusWidget() is window.passages.list


def test_pointing_at_a_candidate_shows_it_and_leaving_hides_it(
    window: Window, qtbot: QtBot
) -> None:
    comparing = asked_of_paris(window, qtbot)
    view = comparing.pane.list
    qtbot.mouseMove(view.viewport(), view.visualRect(view.choices.index(1)).center())
    view._point(1)
    qtbot.waitUntil(lambda: ghost_on(window, qtbot) == "Paris")
    view._point(-1)
    qtbot.waitUntil(lambda: ghost_on(window, qtbot) is None)


def test_a_name_with_one_row_says_so(window: Window, qtbot: QtBot) -> None:
    window.session.select("lyon")
    window.actions_table["why"].trigger()
    pane = answered(window, qtbot).pane
    assert "the only place of this name that is known (places.csv has it)" in pane.told.text()
    assert pane.list.choices.rowCount() == 1


def test_the_same_key_closes_it_and_another_choice_drops_it(window: Window, qtbot: QtBot) -> None:
    comparing = asked_of_paris(window, qtbot)
    window.actions_table["why"].trigger()
    assert not comparing.is_open
    assert window.right.currentWidget() is window.passages
    window.actions_table["why"].trigger()
    window.session.select("lille")
    assert not comparing.is_open
    assert window.right.currentWidget() is window.passages
    answered(window, qtbot)
    assert window.right.currentWidget() is window.passages  # the answer came too late


def test_it_is_asked_on_the_card_and_in_the_reader(window: Window, qtbot: QtBot) -> None:
    window.session.select("lille")
    cards = window.passages.list
    where = cards.delegate.card(cards.currentIndex()).why_link().center().toPoint()
    where += cards.visualRect(cards.currentIndex()).topLeft()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert answered(window, qtbot).pane.name.text() == "“Lille”"
    reading = opened(window).readings[0]
    window.read(reading.article.id, 0)
    page = window.reader.page
    assert page.manuscript is not None
    cursor = QTextCursor(page.document())
    cursor.setPosition(page.manuscript.position(TEXT.index("Paris in")) + 2)
    page.setTextCursor(cursor)
    page.setCursorWidth(1)
    window.actions_table["why"].trigger()
    comparing = answered(window, qtbot)
    assert comparing.pane.name.text() == "“Paris”"
    comparing.close()
    assert window.right.currentWidget() is window.reader
    assert not window.reader.why.isEnabled()  # the title names no place
    window.reader.step(1)
    window.reader.why.click()
    assert comparing.is_open


def test_the_menus_of_a_name_offer_it(window: Window, qtbot: QtBot) -> None:
    window.session.select("lyon")
    keyboard = QContextMenuEvent.Reason.Keyboard
    for widget in (window.passages.list, window.reader.page):
        if widget is window.reader.page:
            window.read(opened(window).readings[0].article.id, 0)
            page, offset = window.reader.page, TEXT.index("Lyon")
            assert page.manuscript is not None
            cursor = QTextCursor(page.document())
            cursor.setPosition(page.manuscript.position(offset))
            page.setTextCursor(cursor)
            page.setCursorWidth(1)
        widget.contextMenuEvent(QContextMenuEvent(keyboard, QPoint(5, 5), QPoint(5, 5)))
        menu = widget.findChildren(QMenu)[-1]
        assert menu.actions()[0].text() == "&Why Here? “Lyon”"
        menu.actions()[0].trigger()
        menu.close()
        assert answered(window, qtbot).pane.name.text() == "“Lyon”"


def test_a_failure_is_told(window: Window, qtbot: QtBot) -> None:
    window.session.select("lyon")
    finding = window.desk._opening.finding
    finding._finder, finding.gazetteers = None, (Path("/nowhere/at-all.csv"),)
    window.actions_table["why"].trigger()
    pane = answered(window, qtbot).pane
    assert pane.isVisible()
    assert pane.list.isHidden()
    assert pane.told.text() == "The gazetteers have changed; read the articles again."
    pane.show_failure("the disk is <b>gone</b>")
    assert pane.empty.title.text() == "This could not be found out"
    assert pane.empty.advice.text() == "the disk is <b>gone</b>"


EVIL = "<img src=x onerror=alert(1)><b>Kyiv</b>\u202e\x00`${1}"


def test_a_distance_says_where_it_was_measured_from(window: Window) -> None:
    reading = opened(window).readings[0]
    lyon = next(m for m in reading.mentions if m.text == "Lyon")
    around = Place("near:lyon", "9 km from Lyon", "", Shape.CIRCLE, 45.0, 4.0, radius_km=9.0)
    distance = Mention(
        lyon.start - 5, lyon.start - 1, "from", Role.LITERAL, around, 0.9, "distance"
    )
    told = answer(reading, distance, None, lambda _id: None)
    assert "measured from “Lyon”" in told.remark
    lone = answer(replace(reading, mentions=()), distance, None, lambda _id: None)
    assert "distance alone" in lone.remark
    assert "measured" not in lone.remark


def test_hostile_names_are_words(window: Window, qtbot: QtBot) -> None:
    comparing = asked_of_paris(window, qtbot)
    place = Place("evil", EVIL, EVIL, Shape.POINT, 1.0, 2.0, region=EVIL, source=EVIL)
    mention = Mention(0, 3, EVIL, Role.METONYM, place, 0.3, EVIL, "", True, EVIL)
    other = Place("other", EVIL, "city", Shape.AREA, 1.0, 2.0, boundary="</script>")
    reasons = (Reason(EVIL, 2.0), Reason(EVIL, -1.0))
    choices = (Choice(place, 0.3, reasons), Choice(other, 0.2, reasons))
    reading = opened(window).readings[0]
    pane = comparing.pane
    pane.ask(reading, mention)
    pane.show_answer(Answer(mention, choices, (EVIL,), ""))
    for line in pane.findChildren(QLabel):
        assert line.textFormat() == Qt.TextFormat.PlainText
        assert "\x00" not in line.text()
        assert "\u202e" not in line.text()
    assert "<b>Kyiv</b>" in pane.name.text()
    pane.grab()
    pane.list.setCurrentIndex(pane.list.choices.index(1))
    qtbot.waitUntil(lambda: "<b>Kyiv</b>" in str(ghost_on(window, qtbot)))


def test_adjectives_are_counted_when_that_is_wanted(worldly: Window, qtbot: QtBot) -> None:
    before = opened(worldly).counts.mentions
    worldly.session.select("lyon")
    worldly.map.fit_place("lyon")
    qtbot.waitUntil(lambda: abs(worldly.map.view.lat - 45.76) < 0.01)
    view = worldly.map.view
    for wanted in (True, False):
        worldly.places.adjectives.click()
        qtbot.waitUntil(partial(counts, worldly, wanted))
        assert worldly.actions_table["adjectives"].isChecked() is wanted
        assert worldly.settings.adjectives is wanted
        assert opened(worldly).counts.mentions == before + wanted
        assert worldly.session.spot.place == "lyon"
        assert worldly.map.view == view
        assert len(opened(worldly).excerpts("france")) == 1 + wanted
        subject = worldly.commands.subject()
        assert subject is not None
        assert subject.library is opened(worldly)


def test_the_switch_is_remembered_and_what_is_read_later_heeds_it(
    worldly: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    worldly.actions_table["adjectives"].trigger()
    qtbot.waitUntil(lambda: opened(worldly).adjectives)
    worldly.settings.save()
    assert Settings(tmp_path / "dateline.ini").adjectives
    more = tmp_path / "more.txt"
    more.write_text("More\n\nFrench officials met in Lyon.\n", encoding="utf-8")
    worldly.desk.add([more])
    qtbot.waitUntil(lambda: len(opened(worldly).readings) == 2, timeout=20_000)
    assert opened(worldly).adjectives
    assert len(opened(worldly).excerpts("france")) == 3


def test_reading_goes_on_where_it_was_when_the_switch_is_turned(
    worldly: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("Long\n\n" + "French officials met in Lyon.\n\n" * 80, encoding="utf-8")
    worldly.desk.open([long])
    qtbot.waitUntil(lambda: opened(worldly).readings[0].article.title == "Long", timeout=20_000)
    worldly.read(opened(worldly).readings[0].article.id, 0)
    bar = worldly.reader.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    down = bar.value()
    worldly.places.adjectives.click()
    qtbot.waitUntil(lambda: opened(worldly).adjectives)
    assert bar.value() == down > 100


def test_escape_closes_it_wherever_the_keyboard_is(window: Window, qtbot: QtBot) -> None:
    comparing = asked_of_paris(window, qtbot)
    window.places.view.setFocus()
    qtbot.keyClick(window.places.view, Qt.Key.Key_Escape)
    assert not comparing.is_open


def test_both_halves_of_the_confidence_are_told(window: Window, qtbot: QtBot) -> None:
    pane = asked_of_paris(window, qtbot).pane
    assert "the name of a place: " in pane.halves.text()
    assert pane.halves.text().count(" of 100") == 2


def test_it_does_not_wait_for_what_is_being_read(window: Window, qtbot: QtBot) -> None:
    go, lane = threading.Event(), window.desk.lane
    lane.do(lambda _report, _cancelled: go.wait(10), lambda _done: None, lambda _why: None)
    window.session.select("lyon")
    window.actions_table["why"].trigger()
    assert answered(window, qtbot).pane.list.choices.rowCount() == 1
    assert lane.busy
    go.set()
    qtbot.waitUntil(lambda: not lane.busy)


def test_what_is_stored_meanwhile_leaves_the_question_and_the_keyboard(
    window: Window, qtbot: QtBot
) -> None:
    comparing = asked_of_paris(window, qtbot)
    window.places.filter.setFocus()
    with qtbot.waitSignal(window.session.libraryChanged, timeout=10_000):
        window.desk.renew()
    assert comparing.is_open
    assert window.right.currentWidget() is comparing.pane
    assert window.focusWidget() is window.places.filter


def test_another_choice_closes_it_and_leaves_the_keyboard(window: Window, qtbot: QtBot) -> None:
    comparing = asked_of_paris(window, qtbot)
    window.places.filter.setFocus()
    window.session.select("lyon")
    assert not comparing.is_open
    assert window.right.currentWidget() is window.passages
    assert window.focusWidget() is window.places.filter


def test_borders_and_countries_are_compared_by_their_lines(window: Window, qtbot: QtBot) -> None:
    border = Place("b", "Border", "border", Shape.LINE, 49.0, 6.0, boundary="BE-FR")
    country = Place("c", "Belgium", "country", Shape.AREA, 50.6, 4.6, boundary="BE")
    for place in (border, country):
        window.map.show_ghost(ghost(place, place.title))
        drawn = "dateline.atlas.overlay.ghost.boundary"
        assert ask(qtbot, window.map.page, drawn) == place.boundary
    window.map.show_ghost(None)
