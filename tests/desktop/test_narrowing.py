"""Searching, filters, saved views and layers in the whole window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.narrowing_fixtures import DAY, readings
from tests.desktop.pages import ask
from viewer import resources
from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.session import Session, Spot
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.views_dialog import ViewsDialog
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.storage import views, writing
from viewer.library.storage.store import Store
from viewer.model import View


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A library of six articles; the last of them is a copy of the first."""
    path = tmp_path / "talks.dateline"
    items = [writing.Stored(reading, "{}", "{}") for reading in readings()]
    with Store.create(path) as store:
        numbers = writing.put(store, items)
        writing.set_stories(store, {numbers[4]: numbers[0]})
    return path


@pytest.fixture
def window(
    request: pytest.FixtureRequest,
    engine: Engine,
    qapp: QApplication,
    tmp_path: Path,
    file: Path,
    qtbot: QtBot,
) -> Iterator[Window]:
    """A window on that library, drawn; with a parameter, the height of a timeline before."""
    session, map_view = Session(), MapView(engine)
    desk = Desk(session, Opening([resources.gazetteer()]), Lane(), resources.seeds())
    settings = Settings(tmp_path / "config" / "dateline.ini")
    settings.timeline_px = getattr(request, "param", 0)
    made = Window(session, desk, engine, map_view, Theme(qapp, "light"), settings)
    made.furnish()
    made.resize(1200, 760)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(made.map.drawn, timeout=20_000):
        made.desk.open_library(file)
    yield made
    made.close()
    shiboken6.delete(made)


def library(window: Window) -> Library:
    assert window.session.library is not None
    return window.session.library


def narrow(window: Window, wanted: Filter, qtbot: QtBot) -> None:
    """Ask for a filter, and wait until the library has followed."""
    window.session.narrow(wanted)
    qtbot.waitUntil(lambda: library(window).filter == wanted, timeout=10_000)


def rows(window: Window) -> list[str]:
    shown = window.places.shown
    return [str(shown.index(row, 0).data()) for row in range(shown.rowCount())]


def test_a_search_narrows_list_map_and_passages(window: Window, qtbot: QtBot) -> None:
    window.actions_table["search"].trigger()
    with qtbot.waitSignal(window.map.drawn):
        qtbot.keyClicks(window.narrowing.bar.search, "depot")
    assert rows(window) == ["Kharkiv", "Minsk"]
    assert window.narrowing.row.count.text() == "1 passage in 1 article"
    assert window.passages.results.isVisible()
    assert window.passages.results.title.text() == "“depot”"
    card = window.passages.list.delegate.card(window.passages.list.passages.index(0))
    assert [card.cut.text[a:b] for a, b in card.cut.hits] == ["depot"]
    assert [card.cut.text[a:b] for a, b in card.cut.spans] == ["Kharkiv", "Minsk"]
    there = ask(qtbot, window.map.page, "dateline.atlas.places.all.map((place) => place.id)")
    assert set(there) == {"kharkiv", "minsk"}
    with qtbot.waitSignal(window.map.drawn):
        window.actions_table["clear_filters"].trigger()
    assert not window.narrowing.row.isVisible()
    assert "Choose a place" in window.passages.empty.title.text()


def test_found_words_are_gone_through_in_the_reader(window: Window, qtbot: QtBot) -> None:
    narrow(window, Filter(query="oil"), qtbot)
    excerpt = window.passages.list.passages.excerpt(2)
    window.read(excerpt.reading.article.id, excerpt.passage.start)
    page = window.reader.page
    assert [excerpt.reading.article.text[a:b] for a, b in page.hits] == ["oil"]
    window.actions_table["next_hit"].trigger()
    assert page.hit == 0
    assert "1 of 1" in window.status.said.text()
    colours = window.theme.colours
    grounds = {mark.format.background().color().name() for mark in page.extraSelections()}
    assert colours.hit_line in grounds
    narrow(window, Filter(query="gas"), qtbot)
    assert [excerpt.reading.article.text[a:b] for a, b in page.hits] == ["gas"]
    narrow(window, Filter(), qtbot)
    assert page.hits == ()


def test_where_nothing_is_left_each_condition_can_be_cleared(window: Window, qtbot: QtBot) -> None:
    since = DAY + dt.timedelta(60)
    narrow(window, Filter(query="oil", since=since), qtbot)
    nothing = window.passages.nothing
    assert nothing.isVisible()
    assert nothing.why.text() == "No passage has both “oil” and a date (from 28 Apr 2022)."
    words = [button.text() for button in nothing.buttons]
    assert words == ["Clear the search", "Clear the dates", "Clear everything"]
    qtbot.waitUntil(lambda: len(nothing.buttons) == 2)
    words = [button.text() for button in nothing.buttons]
    assert words == ["Clear the dates: 4 articles", "Clear everything"]
    qtbot.mouseClick(nothing.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: library(window).filter == Filter(query="oil"))
    assert window.passages.results.isVisible()


def test_only_what_the_map_shows_counts_and_follows_it(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.map.moved):
        window.map.fit_place("minsk")
    window.actions_table["in_view"].trigger()
    qtbot.waitUntil(lambda: rows(window) == ["Minsk"])
    assert [chip.text() for chip in window.narrowing.row.chips.chips] == ["In this view"]
    window.map.set_view(View(lat=49.99, lon=36.23, zoom=8))
    qtbot.waitUntil(lambda: rows(window) == ["Kharkiv"])
    window.actions_table["in_view"].trigger()
    qtbot.waitUntil(lambda: len(rows(window)) == 3)


def test_a_view_is_saved_and_shown_exactly(window: Window, qtbot: QtBot) -> None:
    narrow(window, Filter(query="oil", until=DAY + dt.timedelta(3)), qtbot)
    window.session.select("kharkiv")
    with qtbot.waitSignal(window.map.moved):
        window.map.fit_place("kharkiv")
    window.narrowing.layers.choose("heat")
    saved = window.narrowing.views
    assert saved.suggested_name() == "“oil” · until 2 Mar 2022 · Kharkiv"
    view = window.map.view
    saved.save("  The first   week ")
    narrow(window, Filter(), qtbot)
    window.session.select("minsk")
    window.narrowing.layers.choose("pins")
    with qtbot.waitSignal(window.map.moved):
        window.map.fit_all()
    window.actions_table["view_1"].trigger()
    qtbot.waitUntil(lambda: window.session.spot == Spot("kharkiv"), timeout=10_000)
    assert window.session.filter == Filter(query="oil", until=DAY + dt.timedelta(3))
    assert window.narrowing.layers.current == "heat"

    def stands() -> bool:
        now = window.map.view
        near = abs(now.lat - view.lat) < 0.01 and abs(now.lon - view.lon) < 0.01
        return near and now.zoom == view.zoom

    qtbot.waitUntil(stands)
    window.narrowing.layers.choose("pins")


def test_the_name_of_a_view_is_asked_above_the_map(window: Window, qtbot: QtBot) -> None:
    window.session.select("minsk")
    window.actions_table["save_view"].trigger()
    popup = window.narrowing._menu._popup
    assert popup is not None
    assert popup.isVisible()
    assert popup.field.text() == "Minsk"
    qtbot.keyClicks(popup.field, "Here")
    assert popup.save.text() == "Save"
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert window.status.said.text() == "Saved the view “Here”"
    window.actions_table["save_view"].trigger()
    qtbot.keyClicks(popup.field, "Here")
    assert popup.save.text() == "Replace"
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert [view.name for view in window.narrowing.views.all()] == ["Here"]
    window.narrowing._menu.fill()
    assert window.actions_table["view_1"].text() == "Here"


def test_views_are_renamed_deleted_and_brought_back(window: Window, qtbot: QtBot) -> None:
    saved = window.narrowing.views
    for name in ("One", "Two"):
        saved.save(name)
    dialog = ViewsDialog(saved, window)
    model = dialog.model
    assert [model.index(row).data() for row in range(2)] == ["One", "Two"]
    assert model.setData(model.index(0), "Three", int(Qt.ItemDataRole.EditRole))
    assert [view.name for view in saved.all()] == ["Three", "Two"]
    assert model.setData(model.index(0), "Two", int(Qt.ItemDataRole.EditRole))
    assert "already" in dialog.said.text()
    assert [view.name for view in saved.all()] == ["Three", "Two"]
    dialog.delete_button.click()
    assert [view.name for view in saved.all()] == ["Two"]
    assert dialog.said.text() == "Deleted “Three”"
    dialog.undo.click()
    assert [view.name for view in saved.all()] == ["Three", "Two"]
    dialog.reject()


def test_a_copied_link_shows_the_view_again(window: Window, file: Path, qtbot: QtBot) -> None:
    narrow(window, Filter(query="oil"), qtbot)
    window.session.select("minsk")
    window.actions_table["copy_link"].trigger()
    link = QGuiApplication.clipboard().text()
    path, state = views.parse_link(link)
    assert path == file
    assert state.filter == Filter(query="oil")
    narrow(window, Filter(), qtbot)
    window.session.select(None)
    window.actions_table["paste_link"].trigger()
    qtbot.waitUntil(lambda: window.session.spot == Spot("minsk"), timeout=10_000)
    assert window.session.filter == Filter(query="oil")
    QGuiApplication.clipboard().setText("https://example.org/")
    window.actions_table["paste_link"].trigger()
    assert window.status.said.text().startswith("not a link of Dateline")


def test_a_link_that_is_expected_is_shown_when_its_library_is_there(
    window: Window, file: Path, qtbot: QtBot
) -> None:
    state = views.ViewState(Filter(query="gas"), View(50, 36, 6, selected="kharkiv"))
    window.narrowing.views.expect(views.link(file, state))
    qtbot.waitUntil(lambda: window.session.spot == Spot("kharkiv"), timeout=10_000)
    assert library(window).filter == Filter(query="gas")


def test_copies_are_told_and_can_be_ungrouped(window: Window, qtbot: QtBot) -> None:
    assert library(window).counts.articles == 5
    window.session.select("kyiv")
    found = window.passages.list
    card = found.delegate.card(found.passages.index(0))
    assert card.origin == "The Paper · 27 February 2022 · +1 copy"
    tip = found.tip_at(QPointF(card.foot().center()))
    assert "+1 copy: The Paper" in tip
    found.ungrouped.emit(card.excerpt.reading.article.id)
    qtbot.waitUntil(lambda: library(window).counts.articles == 6, timeout=10_000)
    card = found.delegate.card(found.passages.index(0))
    assert "copy" not in card.origin


def test_the_facts_of_an_article_are_shown_with_where_they_were_read(
    window: Window, qtbot: QtBot
) -> None:
    excerpt = library(window).excerpts("kyiv")[0]
    window.read(excerpt.reading.article.id, 0)
    window.actions_table["about_article"].trigger()
    facts = window.reader.facts
    assert facts.isVisible()
    known = {line.name: (line.value, line.origin) for line in facts.lines}
    assert known["Publisher"] == ("The Paper", "the first line")
    assert known["Date"] == ("27 February 2022", "the dateline")
    assert known["Author"] == ("not known", "")
    assert known["Language"] == ("Ukrainian", "the page")
    assert facts.copies.text() == "+1 copy: The Paper"
    facts.close()


def test_the_layer_is_chosen_in_one_place_for_all(window: Window, qtbot: QtBot) -> None:
    layers = window.narrowing.layers
    with qtbot.waitSignal(layers.chosen):
        window.actions_table["layer_shaded"].trigger()
    assert layers.button.accessibleName() == "What the map draws: shaded"
    assert [action.isChecked() for action in layers.button.menu().actions()] == [
        False,
        False,
        True,
    ]
    window.actions_table["layer_pins"].trigger()
    assert layers.current == "pins"


def test_the_timeline_is_remembered(window: Window, qtbot: QtBot) -> None:
    assert not window.narrowing.timeline_shown
    window.actions_table["show_timeline"].trigger()
    assert window.narrowing.timeline_shown
    assert window.narrowing.timeline.canvas.isVisible()
    assert window.actions_table["show_timeline"].isChecked()
    qtbot.waitUntil(lambda: window.narrowing.timeline.height() == window.settings.timeline_px)
    window.narrowing.timeline.close_button.click()
    assert not window.narrowing.timeline_shown
    assert window.settings.timeline_px == 0


@pytest.mark.parametrize("window", [117], indirect=True)
def test_a_timeline_that_was_there_is_there_again_with_the_library(window: Window) -> None:
    assert window.narrowing.timeline_shown
    assert window.actions_table["show_timeline"].isChecked()
    assert window.narrowing.timeline.canvas.ends == (DAY, DAY + dt.timedelta(40))
    assert not window._kept_free.isVisible()


def test_sunday_tells_its_date(window: Window) -> None:
    """The article is of Sunday, 27 February 2022, and says so of its Friday."""
    window.session.select("kharkiv")
    found = window.passages.list
    excerpt = found.passages.excerpt(0)
    text = excerpt.reading.article.text
    card = found.delegate.card(found.passages.index(0))
    where = card.boxes_of(*_word(text, "Friday"))[0]
    assert "Friday, 25 February 2022" in found.tip_at(where.center())
    window.read(excerpt.reading.article.id, excerpt.passage.start)
    page = window.reader.page
    manuscript = page.manuscript
    assert manuscript is not None
    cursor = page.textCursor()
    cursor.setPosition(manuscript.position(text.index("Friday") + 2))
    assert "Friday, 25 February 2022" in page.tip_at(page.cursorRect(cursor).center())


def _word(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)
