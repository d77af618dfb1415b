"""Decisions in the real window: made, undone, done again, listed, and kept through a re-reading."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from viewer.desktop.comparing import Comparing
from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.desktop.mentions import mention_tip
from viewer.desktop.opening import Opening
from viewer.desktop.place_chooser import PlaceChooser
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.model import Mention

TABLE = """id,title,variants,types,ccodes,lat,lon
france,France,,country,FR,46,2
lyon,Lyon,,city,FR,45.76,4.83
paris-fr,Paris,,capital,FR,48.85,2.35
paris-us,Paris,,city,US,33.66,-95.55
"""
TEXT = "A quiet day\n\nTrains ran from Lyon to Paris in France, they said.\n\nLyon was calm.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def window(
    engine: Engine, qapp: QApplication, article: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Window]:
    """The window on one article; its table has two rows of one name."""
    table = tmp_path / "places.csv"
    table.write_text(TABLE, encoding="utf-8")
    session = Session()
    desk = Desk(session, Opening([table], tmp_path / "unsaved"), Lane())
    settings = Settings(tmp_path / "dateline.ini")
    one = Window(session, desk, engine, MapView(engine), Theme(qapp, "light"), settings)
    one.furnish()
    one.resize(1100, 760)
    with qtbot.waitExposed(one):
        one.show()
    with qtbot.waitSignal(one.desk.opened, timeout=20_000):
        one.desk.open([article])
    rest(one, qtbot)
    yield one
    one.libraries.let_go()
    one.close()
    shiboken6.delete(one)


def rest(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.lane.busy and not desk.looks.busy, timeout=20_000)


def named(window: Window) -> list[str]:
    assert window.session.library is not None
    return sorted(tally.place.id for tally in window.session.library.tallies())


def paris(window: Window) -> Mention:
    assert window.session.library is not None
    mentions = window.session.library.readings[0].mentions
    return next(mention for mention in mentions if mention.text == "Paris")


def asked_of_paris(window: Window, qtbot: QtBot) -> Comparing:
    window.session.select("paris-fr")
    window.actions_table["why"].trigger()
    rest(window, qtbot)
    assert window.comparing is not None
    return window.comparing


def test_another_place_is_used_and_that_is_undone_and_done_again(
    window: Window, qtbot: QtBot
) -> None:
    pane = asked_of_paris(window, qtbot).pane
    assert not pane.use.isEnabled(), "it has this place already"
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    assert pane.use.isEnabled()
    with qtbot.waitSignal(window.desk.opened):
        pane.use.click()
    assert named(window) == ["france", "lyon", "paris-us"]
    assert "“Paris” is Paris: you decided" in window.status.said.text()
    assert "You decided" in mention_tip(paris(window))
    with qtbot.waitSignal(window.desk.opened):
        window.actions_table["undo"].trigger()
    assert named(window) == ["france", "lyon", "paris-fr"]
    assert window.status.said.text() == "Undone: “Paris” is Paris"
    assert not window.actions_table["undo"].isEnabled()
    with qtbot.waitSignal(window.desk.opened):
        window.actions_table["redo"].trigger()
    assert named(window) == ["france", "lyon", "paris-us"]


def test_enter_and_a_click_on_its_words_use_a_candidate(window: Window, qtbot: QtBot) -> None:
    view = asked_of_paris(window, qtbot).pane.list
    qtbot.keyClick(view, Qt.Key.Key_Down)
    index = view.choices.index(1)
    link = view.delegate.link(view.visualRect(index).toRectF(), index)
    with qtbot.waitSignal(window.desk.opened):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link.center().toPoint())
    assert "paris-us" in named(window)
    window.session.select("paris-us")
    window.actions_table["why"].trigger()
    rest(window, qtbot)
    assert [choice.place.id for choice in view.choices.choices] == ["paris-us", "paris-fr"]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.desk.opened):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "paris-fr" in named(window)


def test_a_name_is_dismissed_from_the_menus_and_by_its_key(window: Window, qtbot: QtBot) -> None:
    window.session.select("lyon")
    cards = window.passages.list
    keyboard = QContextMenuEvent.Reason.Keyboard
    cards.contextMenuEvent(QContextMenuEvent(keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = cards.findChildren(QMenu)[-1]
    action = next(one for one in menu.actions() if one.text() == "“Lyon” Is &Not a Place")
    with qtbot.waitSignal(window.desk.opened):
        action.trigger()
    menu.close()
    assert len(window.session.library.excerpts("lyon")) == 1  # type: ignore[union-attr]
    keys = window.actions_table["dismiss"].shortcuts()
    assert keys == [QKeySequence("Ctrl+Shift+N")]
    with qtbot.waitSignal(window.desk.opened):
        window.actions_table["dismiss"].trigger()
    assert "lyon" not in named(window)
    library = window.session.library
    assert library is not None
    assert [(line.name, line.why) for line in library.ledger()] == [("Lyon", "dismissed by you")]


def test_a_passage_that_is_out_of_sight_is_not_decided_on(window: Window, qtbot: QtBot) -> None:
    window.session.select("lyon")
    qtbot.waitUntil(lambda: window.passages.list.current is not None)
    window.session.select(None)
    qtbot.waitUntil(lambda: not window.passages.list.isVisible())
    assert window.passages.list.current is None
    window.commands.dismiss()
    rest(window, qtbot)
    assert window.status.said.text() == "There is no name at hand"
    assert "lyon" in named(window)


def test_what_was_decided_is_told_in_the_pane_and_can_be_undone_there(
    window: Window, qtbot: QtBot
) -> None:
    pane = asked_of_paris(window, qtbot).pane
    assert not pane.undo.isVisible()
    likely = pane.list.choices.choices[0].likelihood
    with qtbot.waitSignal(window.desk.opened):
        pane.dismiss.click()
    reading = window.session.library.readings[0]  # type: ignore[union-attr]
    window.ask_why(reading, paris(window))
    rest(window, qtbot)
    assert pane.told.text() == ("You decided that this is no place; Dateline had placed it: Paris.")
    assert pane.list.choices.choices[0].likelihood == pytest.approx(likely)
    assert not pane.dismiss.isEnabled()
    with qtbot.waitSignal(window.desk.opened):
        pane.undo.click()
    assert "paris-fr" in named(window)


def test_decisions_are_listed_and_an_orphan_is_told(
    window: Window, article: Path, qtbot: QtBot
) -> None:
    reading = window.session.library.readings[0]  # type: ignore[union-attr]
    with qtbot.waitSignal(window.desk.opened):
        window.deciding.decide(reading, paris(window), None)
    window.actions_table["show_decisions"].trigger()
    page = window.drawer.decisions
    qtbot.waitUntil(lambda: page.lines.rowCount() == 1)
    cells = [page.lines.index(0, column).data() for column in range(6)]
    assert cells[:2] == ["Paris", "not a place"]
    assert "[Paris]" in cells[2]
    assert cells[5] == "counts"
    with qtbot.waitSignal(page.opened):
        page.read.click()
    assert window.session.spot.article == reading.article.id
    article.write_text(TEXT.replace("to Paris in France", "to the sea"), encoding="utf-8")
    with qtbot.waitSignal(window.desk.stored, timeout=10_000):
        window.desk.read_again()
    rest(window, qtbot)
    qtbot.waitUntil(lambda: page.lines.index(0, 5).data() == "its words are gone", timeout=5_000)
    assert not page.read.isEnabled()
    assert "never moved" in page.hint.text()


def test_a_decision_outlives_another_reading_of_its_article(
    window: Window, article: Path, qtbot: QtBot
) -> None:
    reading = window.session.library.readings[0]  # type: ignore[union-attr]
    with qtbot.waitSignal(window.desk.opened):
        window.deciding.decide(reading, paris(window), None)
    article.write_text("One more line above.\n\n" + TEXT, encoding="utf-8")
    with qtbot.waitSignal(window.desk.stored, timeout=10_000):
        window.desk.read_again()
    rest(window, qtbot)
    library = window.session.library
    assert library is not None
    qtbot.waitUntil(lambda: "One more" in window.session.library.readings[0].article.text)
    assert paris(window).decided_by == "you"
    assert "paris-fr" not in named(window)


def test_a_place_that_is_not_among_the_candidates_is_found_by_its_name(
    window: Window, qtbot: QtBot
) -> None:
    pane = asked_of_paris(window, qtbot).pane
    pane.another.click()
    (chooser,) = window.findChildren(PlaceChooser)
    qtbot.waitUntil(lambda: chooser.lines.rowCount() == 2)
    assert chooser.lines.index(0, 0).data() == "Paris"
    chooser.name.clear()
    qtbot.keyClicks(chooser.name, "nowhere")
    qtbot.waitUntil(lambda: chooser.told.text().startswith("No gazetteer"))
    assert not chooser.use.isEnabled()
    chooser.name.clear()
    qtbot.keyClicks(chooser.name, "lyo")
    qtbot.waitUntil(lambda: chooser.lines.rowCount() == 1)
    with qtbot.waitSignal(window.desk.opened):
        qtbot.keyClick(chooser.name, Qt.Key.Key_Return)
    assert paris(window).place is not None
    assert paris(window).place.id == "lyon"  # type: ignore[union-attr]
    assert "paris-fr" not in named(window)


def test_of_two_decisions_on_the_same_words_the_later_is_said_to_count(
    window: Window, qtbot: QtBot
) -> None:
    reading = window.session.library.readings[0]  # type: ignore[union-attr]
    mention = paris(window)
    for place in (None, mention.place):
        with qtbot.waitSignal(window.desk.opened):
            window.deciding.decide(reading, mention, place)
    window.actions_table["show_decisions"].trigger()
    lines = window.drawer.decisions.lines
    qtbot.waitUntil(lambda: lines.rowCount() == 2)
    assert [lines.index(row, 5).data() for row in range(2)] == ["counts", "a later one counts"]
