"""The window as a person uses it: mouse, keyboard, and everything answering everything."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.pages import ask
from viewer import resources
from viewer.desktop import chosen
from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.gazetteers_dialog import GazetteersDialog
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.place_rows import TALLY
from viewer.desktop.reader_page import Page
from viewer.desktop.session import Session, Spot
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.model import Shape

TEXT = "Talks\n\nKyiv and Minsk 🛰 and Kyiv again are named in this first paragraph.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with two articles, of which one holds astral characters."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Talks are held in Kyiv\n\nThe 🛰️ over Kyiv saw Kharkiv, and Kyiv saw the 🛰️ too, they "
        "said.\n\nAnd on the following day they all travelled from Kharkiv to Minsk, in Belarus.\n",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text(
        "A quiet day in the capital\n\nNobody was seen in Kyiv on Sunday, officials said.\n\n"
        "Shelling was heard in Zhovkva, they said, and nobody knows where that is these days.\n",
        encoding="utf-8",
    )
    return folder


Maker = Callable[[], Window]


@pytest.fixture
def make(engine: Engine, qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Maker]:
    """Makes whole windows, on nothing yet: their own settings, the real gazetteer."""
    gazetteer = tmp_path / "gazetteer.csv"
    gazetteer.write_bytes(resources.gazetteer().read_bytes())
    made: list[Window] = []

    def window() -> Window:
        session, map_view = Session(), MapView(engine)
        desk = Desk(session, Opening([gazetteer]), Lane(), resources.seeds())
        settings = Settings(tmp_path / "config" / "dateline.ini")
        one = Window(session, desk, engine, map_view, Theme(qapp, "light"), settings)
        made.append(one)
        one.furnish()
        with qtbot.waitExposed(one):
            one.show()
        return one

    yield window
    for one in made:
        one.libraries.let_go()
        one.close()
        shiboken6.delete(one)


@pytest.fixture
def window(make: Maker) -> Window:
    """One window."""
    one = make()
    one.resize(1200, 760)
    return one


@pytest.fixture
def opened(window: Window, files: Path, qtbot: QtBot) -> Window:
    """The window on the two articles, drawn."""
    with qtbot.waitSignal(window.map.drawn, timeout=20_000):
        window.desk.open([files])
    return window


def rows(window: Window) -> list[str]:
    shown = window.places.shown
    return [shown.index(row, 0).data(TALLY).place.id for row in range(shown.rowCount())]


def click_row(window: Window, place_id: str, qtbot: QtBot) -> None:
    view = window.places.view
    index = window.places.shown.index(rows(window).index(place_id), 0)
    where = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def marked(window: Window) -> list[list[str]]:
    """What is marked on each card."""
    found = []
    for row in range(window.passages.list.passages.rowCount()):
        card = window.passages.list.delegate.card(window.passages.list.passages.index(row))
        found.append([card.cut.text[start:end] for start, end in card.cut.spans])
    return found


def test_places_are_listed_by_passages(opened: Window) -> None:
    assert rows(opened) == ["kyiv", "kharkiv", "belarus", "minsk"]
    assert opened.places.heading.text() == "Places · 4"
    assert opened.windowTitle() == "2 articles – Dateline"


def test_a_click_on_a_row_shows_the_passages(opened: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.session.spotChanged):
        click_row(opened, "kyiv", qtbot)
    header = opened.passages.header
    assert header.title.text() == "Kyiv"
    assert header.what.text() == "Capital, Ukraine"
    assert header.count.text() == "3 passages in 2 articles"
    assert marked(opened) == [["Kyiv"], ["Kyiv", "Kyiv"], ["Kyiv"]]
    assert opened.map.view.selected == "kyiv"


def test_the_gazetteer_row_and_what_decided_can_be_opened(opened: Window) -> None:
    opened.session.select("kyiv")
    opened.passages.header.disclosure.click()
    lines = dict(opened.passages.header.origin.lines)
    assert lines["file"].startswith("gazetteer.csv, line ")
    assert "Kiev" in lines["variants"]
    assert "(4)" in lines["decided by"]
    assert opened.passages.header.origin.isVisible()


def test_coordinates_and_citation_can_be_copied(opened: Window, files: Path) -> None:
    opened.session.select("minsk")
    opened.passages.header.copy.click()
    place = opened.session.place("minsk")
    assert place is not None
    lat, lon = QGuiApplication.clipboard().text().split(", ")
    assert (float(lat), float(lon)) == pytest.approx((place.lat, place.lon), abs=1e-3)
    opened.actions_table["copy_passage"].trigger()
    quotation, citation = QGuiApplication.clipboard().text().split("\n")
    assert quotation.startswith("“And on the following day")
    assert citation.startswith("Talks are held in Kyiv, unknown source, undated (a.txt, ")


def test_a_click_on_a_pin_of_the_real_map_chooses_it(opened: Window, qtbot: QtBot) -> None:
    place = opened.session.place("minsk")
    assert place is not None
    with qtbot.waitSignal(opened.map.moved):
        opened.map.fit_place("minsk")
    at = f"dateline.atlas.map.latLngToContainerPoint([{place.lat}, {place.lon}])"
    point = ask(qtbot, opened.map.page, at)
    target = opened.map.focusProxy().focusProxy()
    where = QPoint(round(point["x"]), round(point["y"]))
    with qtbot.waitSignal(opened.session.spotChanged):
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=where)
    assert opened.session.spot == Spot("minsk")
    assert opened.places.view.currentIndex().data(TALLY).place.id == "minsk"


def test_empty_ground_chooses_nothing(opened: Window) -> None:
    opened.session.select("kyiv")
    opened.map.placeClicked.emit("")
    assert opened.session.spot == Spot()
    assert not opened.places.view.currentIndex().isValid()
    assert "Choose a place" in opened.passages.empty.title.text()


def test_the_whole_journey_by_keyboard(opened: Window, qtbot: QtBot) -> None:
    opened.activateWindow()
    opened.actions_table["to_places"].trigger()
    qtbot.waitUntil(opened.places.view.hasFocus)
    assert opened.session.spot == Spot("kyiv")
    qtbot.keyClick(opened.places.view, Qt.Key.Key_Down)
    assert opened.session.spot == Spot("kharkiv")
    qtbot.keyClick(opened.places.view, Qt.Key.Key_Return)
    qtbot.waitUntil(opened.passages.list.hasFocus)
    qtbot.keyClick(opened.passages.list, Qt.Key.Key_Down)
    excerpt = opened.passages.list.current
    assert excerpt is not None
    qtbot.keyClick(opened.passages.list, Qt.Key.Key_Return)
    assert opened.right.currentWidget() is opened.reader
    assert opened.session.spot.start == excerpt.passage.start
    qtbot.waitUntil(opened.reader.page.hasFocus)
    qtbot.keyClick(opened.reader.page, Qt.Key.Key_Escape)
    assert opened.session.spot == Spot("kharkiv")
    qtbot.waitUntil(opened.passages.list.hasFocus)
    assert opened.passages.list.current == excerpt


def test_tab_goes_from_left_to_right(opened: Window) -> None:
    opened.session.select("kyiv")
    panes = [opened.places, opened.map, opened.passages, opened.status, opened.menus.bar]
    met: list[QWidget] = []
    widget: QWidget = opened.places.view
    while len(met) <= len(panes):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            here = next(pane for pane in panes if pane.isAncestorOf(widget))
            met += [here] if met[-1:] != [here] else []
        widget = widget.nextInFocusChain()
    assert met == [*panes, opened.places]


def test_the_caret_is_seen_once_it_is_moved(opened: Window, qtbot: QtBot) -> None:
    opened.session.select("kyiv")
    opened.commands.read_in_article()
    page = opened.reader.page
    assert page.cursorWidth() == 0
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.cursorWidth() == 1
    assert page.textCursor().hasSelection()
    opened.commands.step_passage(1)
    assert page.cursorWidth() == 0


def test_back_and_forward(opened: Window, qtbot: QtBot) -> None:
    back, forward = opened.actions_table["back"], opened.actions_table["forward"]
    assert not back.isEnabled()
    opened.session.select("kyiv")
    opened.session.select("minsk")
    opened.commands.read_in_article()
    assert opened.right.currentWidget() is opened.reader
    back.trigger()
    assert opened.right.currentWidget() is opened.passages
    assert opened.passages.header.title.text() == "Minsk"
    back.trigger()
    assert opened.passages.header.title.text() == "Kyiv"
    forward.trigger()
    forward.trigger()
    assert opened.right.currentWidget() is opened.reader
    assert not forward.isEnabled()


def test_the_filter_and_the_boxes_thin_the_list(opened: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.places.filter, "kiev")  # a variant finds its place
    assert rows(opened) == ["kyiv"]
    opened.places.filter.clear()
    opened.places.ticks[Shape.AREA].click()
    assert rows(opened) == ["kyiv", "kharkiv", "minsk"]
    opened.places.ticks[Shape.POINT].click()
    assert rows(opened) == []
    assert opened.places.empty.title.text() == "No place matches"
    assert opened.session.spot == Spot()


def drawn(opened: Window, qtbot: QtBot) -> list[str]:
    """What is on the map."""
    return list(ask(qtbot, opened.map.page, "dateline.atlas.places.all.map((place) => place.id)"))


def test_the_boxes_thin_the_map_and_its_pictures(opened: Window, qtbot: QtBot) -> None:
    opened.session.select("kyiv")
    with qtbot.waitSignal(opened.map.moved):
        opened.map.fit_place("minsk")
    stood = opened.map.view
    with qtbot.waitSignal(opened.map.drawn) as told:
        opened.places.ticks[Shape.AREA].click()
    assert told.args == [3]
    assert drawn(opened, qtbot) == ["kyiv", "kharkiv", "minsk"]
    assert opened.map.view == stood  # where it was, with what was selected
    subject = opened.commands.subject()
    assert subject is not None
    assert [place["id"] for place in subject.shown()["places"]] == ["kyiv", "kharkiv", "minsk"]
    assert len(subject.shown(whole=True)["places"]) == 4
    with qtbot.waitSignal(opened.map.drawn):
        opened.places.ticks[Shape.POINT].click()
    assert drawn(opened, qtbot) == []
    assert opened.map.view.selected is None
    assert opened.session.spot == Spot("kyiv")  # its passages can still be read
    with qtbot.waitSignal(opened.map.drawn):
        opened.places.ticks[Shape.POINT].click()
    assert opened.map.view.selected == "kyiv"


def test_what_is_read_while_boxes_are_off_is_thinned_too(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.map.drawn):
        opened.places.ticks[Shape.AREA].click()
    more = tmp_path / "more.txt"
    more.write_text(TEXT + "\nAnd some of them went on to Poland and to Vasylkiv on Sunday.\n")
    with qtbot.waitSignal(opened.map.drawn):
        opened.desk.add([more])
    assert set(drawn(opened, qtbot)) == {"kyiv", "kharkiv", "minsk", "vasylkiv"}


def test_the_first_view_is_that_of_the_exact_places(opened: Window, qtbot: QtBot) -> None:
    bounds = opened.map.bounds
    assert bounds is not None
    for place_id in ("kyiv", "kharkiv", "minsk"):
        place = opened.session.place(place_id)
        assert place is not None
        assert bounds.south < place.lat < bounds.north
        assert bounds.west < place.lon < bounds.east
    assert bounds.east - bounds.west < 40


def test_only_what_the_map_shows_can_be_listed(opened: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.map.moved):
        opened.map.fit_place("minsk")
    opened.places.in_view.click()
    qtbot.waitUntil(lambda: rows(opened) in (["minsk"], ["belarus", "minsk"]))
    with qtbot.waitSignal(opened.map.moved):
        opened.map.fit_all()
    qtbot.waitUntil(lambda: len(rows(opened)) == 4)


def test_pointing_answers_both_ways(opened: Window, qtbot: QtBot) -> None:
    view = opened.places.view
    index = opened.places.shown.index(1, 0)
    with qtbot.waitSignal(opened.session.hovered) as told:
        qtbot.mouseMove(view.viewport(), view.visualRect(index).center())
    assert told.args == ["kharkiv"]
    opened.map.placeHovered.emit("minsk")
    assert opened.places.delegate.pointed == "minsk"


def test_the_map_follows_the_paragraph(opened: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.map.moved):
        opened.map.fit_place("minsk")
    reading = next(
        r
        for r in opened.session.library.readings
        if r.article.path.name == "b.txt"  # type: ignore[union-attr]
    )
    kyiv = opened.session.place("kyiv")
    assert kyiv is not None
    opened.read(reading.article.id, reading.passages[1].start)

    def shows_kyiv() -> bool:
        bounds = opened.map.bounds
        return bounds is not None and bounds.south < kyiv.lat < bounds.north

    qtbot.waitUntil(shows_kyiv)


def test_the_status_line_opens_the_ledger(opened: Window, qtbot: QtBot) -> None:
    text = opened.status.status.text()
    assert text.startswith("2 articles · ")
    assert "1 not placed" in text
    qtbot.mouseClick(opened.status.status, Qt.MouseButton.LeftButton)
    assert opened.drawer.isVisible()
    lines = opened.drawer.unplaced.lines
    cells = [lines.index(0, column).data() for column in range(4)]
    assert cells[:3] == ["Zhovkva", "1", "1"]
    assert cells[3]
    found = opened.drawer.unplaced.list
    card = found.delegate.card(found.passages.index(0))
    assert [card.cut.text[a:b] for a, b in card.cut.spans] == ["Zhovkva"]
    where = found.visualRect(found.currentIndex()).center()
    qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.mouseDClick(found.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.right.currentWidget() is opened.reader
    assert opened.reader.reading is not None
    assert opened.reader.reading.article.path.name == "b.txt"
    opened.drawer.close_button.click()
    assert not opened.drawer.isVisible()


def test_what_cannot_be_read_is_told_and_tried_again(
    window: Window, files: Path, qtbot: QtBot
) -> None:
    (files / "c.txt").write_bytes(b"")
    (files / "d.txt").write_bytes(b"\x00\x01\x02\xff" * 400)
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open([files])
    assert window.status.faults.text().startswith("2 files could not be read")
    assert len(window.session.library.readings) == 2  # type: ignore[union-attr]
    qtbot.mouseClick(window.status.faults, Qt.MouseButton.LeftButton)
    lines = window.drawer.faults.lines
    assert [lines.index(row, 0).data() for row in range(2)] == ["c.txt", "d.txt"]
    assert all(lines.index(row, 2).data() for row in range(2))
    (files / "c.txt").write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(window.desk.opened):
        qtbot.mouseClick(window.drawer.faults.button, Qt.MouseButton.LeftButton)
    assert window.status.faults.text().startswith("1 file could not be read")
    assert len(window.session.library.readings) == 3  # type: ignore[union-attr]


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go there; whether anyone took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(30, 30), *how, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, enter)
    release = QDropEvent(QPointF(30, 30), *how, Qt.KeyboardModifier.NoModifier)
    release.ignore()
    QApplication.sendEvent(widget, release)
    return release.isAccepted()


def test_what_is_dropped_is_added(opened: Window, tmp_path: Path, qtbot: QtBot) -> None:
    more = tmp_path / "more.txt"
    more.write_text(TEXT, encoding="utf-8")
    opened.session.select("minsk")
    with qtbot.waitSignal(opened.desk.opened):
        assert drop(opened.places.view.viewport(), more)
    assert [r.article.path.name for r in opened.session.library.readings] == [  # type: ignore[union-attr]
        "a.txt",
        "b.txt",
        "more.txt",
    ]
    assert opened.session.spot == Spot("minsk")
    assert opened.settings.recent[0] == (more,)


def test_what_is_dropped_takes_the_place_of_the_sample(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open([resources.seeds()])
    more = tmp_path / "more.txt"
    more.write_text(TEXT, encoding="utf-8")
    with qtbot.waitSignal(window.desk.opened):
        assert drop(window.map.focusProxy() or window.map, more)
    assert [r.article.path for r in window.session.library.readings] == [more]  # type: ignore[union-attr]


def test_a_page_is_no_place_to_drop_on(opened: Window, qtbot: QtBot) -> None:
    def takers() -> list[str]:
        inside = opened.map.findChildren(QWidget)
        return [w.metaObject().className() for w in inside if w.acceptDrops()]

    assert takers() == []
    with qtbot.waitSignal(opened.map.drawn, timeout=20_000):
        os.kill(opened.map.page.renderProcessPid(), signal.SIGTERM)
    assert takers() == []


def test_empty_panes_say_what_to_do(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    assert window.passages.empty.title.text() == "Nothing is open"
    assert window.places.empty.title.text() == "No articles"
    nowhere = tmp_path / "nowhere.txt"
    nowhere.write_text("Some words\n\nThey are about nothing at all, and no more than that.\n")
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open([nowhere])
    assert window.places.empty.title.text() == "No places found"
    assert "Choose a place" in window.passages.empty.title.text()


@pytest.mark.parametrize("choice", ["dark", "light"])
def test_the_theme_is_taken_by_all(opened: Window, choice: str) -> None:
    opened.session.select("kyiv")
    opened.commands.read_in_article()
    opened.menus.themeChosen.emit(choice)
    assert opened.theme.colours.name == choice
    assert opened.settings.theme == choice
    assert opened.reader.page.colours.name == choice
    assert opened.places.delegate.colours.name == choice
    surface = opened.reader.grab().toImage().pixelColor(3, 200).name()
    assert surface == opened.theme.colours.surface
    opened.menus.themeChosen.emit("light")


def test_how_the_window_stood_is_remembered(opened: Window, make: Maker) -> None:
    opened.resize(790, 700)  # no larger than the screen of the offscreen platform
    opened.sides.setSizes([210, 290, 288])
    sizes = opened.sides.sizes()
    opened.libraries.let_go()
    opened.close()
    again = make()
    assert (again.width(), again.height()) == (790, 700)
    assert again.sides.sizes() == sizes


def test_everything_has_a_name_for_those_who_cannot_see(opened: Window) -> None:
    nameless = [
        widget
        for widget in opened.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not opened.map.isAncestorOf(widget)
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and type(widget).__name__ not in ("QScrollArea", "QLineEdit")
        and widget.objectName() != "qt_toolbar_ext_button"
    ]
    assert nameless == []


def test_every_action_is_in_a_menu_or_has_a_key(opened: Window) -> None:
    in_menus = {
        action
        for menu in opened.menuBar().findChildren(type(opened.menuBar().addMenu("x")))
        for action in menu.actions()
    }
    for name in opened.commands.slots():
        action = opened.actions_table[name]
        assert action.shortcuts() or action in in_menus, name


def test_no_key_is_given_twice(opened: Window) -> None:
    seen: dict[str, str] = {}
    for name in opened.commands.slots():
        for key in opened.actions_table[name].shortcuts():
            assert key.toString() not in seen, (name, seen.get(key.toString()))
            seen[key.toString()] = name


def test_online_tiles_are_asked_for_once_and_named(
    opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from viewer.atlas.tiles import choices

    source = choices()[0]
    questions: list[str] = []

    def answer(_parent: object, _title: str, question: str, *_more: str) -> bool:
        questions.append(question)
        return False

    monkeypatch.setattr("viewer.desktop.commands.ask", answer)
    opened.commands.choose_tiles(source)
    assert source.host in questions[0]
    assert opened.map.view.tiles is None


def test_the_map_is_copied_as_a_picture(opened: Window, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    opened.actions_table["copy_map"].trigger()
    qtbot.waitUntil(lambda: "clipboard" in opened.status.said.text(), timeout=30_000)
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * opened.map.width()


def test_export_opens_on_what_is_shown(opened: Window, qtbot: QtBot) -> None:
    from viewer.desktop.export_dialog import ExportDialog

    opened.actions_table["export"].trigger()
    dialogs = opened.findChildren(ExportDialog)
    assert len(dialogs) == 1
    dialogs[0].reject()


def test_a_million_names_do_not_freeze_the_reader(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    text = tmp_path / "long.txt"
    text.write_text("A title of its own\n\n" + "They went from Kyiv to Minsk. " * 3000)
    with qtbot.waitSignal(window.desk.opened, timeout=60_000):
        window.desk.open([text])
    window.session.select("kyiv")
    window.commands.read_in_article()
    assert isinstance(window.reader.page, Page)
    assert window.reader.page.document().blockCount() > 5


def test_what_was_opened_lately_can_be_opened_again(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    more = tmp_path / "more & more.txt"
    more.write_text(TEXT, encoding="utf-8")
    opened.libraries.let_go()
    with qtbot.waitSignal(opened.desk.opened):
        opened.commands.open([more])
    with qtbot.waitSignal(opened.desk.opened):
        opened.commands.open([tmp_path / "articles"])
    menu = opened.menus.recent
    menu.aboutToShow.emit()
    names = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert names == ["articles", "more && more.txt", "Clear This List"]
    with qtbot.waitSignal(opened.desk.opened):
        menu.actions()[1].trigger()
    assert [r.article.path for r in opened.session.library.readings] == [more]  # type: ignore[union-attr]
    menu.actions()[-1].trigger()
    assert not menu.isEnabled()


def test_cancel_in_the_status_line_stops_reading(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.txt").write_text(f"Day {number} of the talks\n\nIn Kyiv. " + "x " * 2000)
    before = opened.session.library
    with qtbot.waitSignal(opened.desk.lane.progressed):
        opened.desk.open([many])
    with qtbot.waitSignal(opened.desk.lane.idle):
        opened.status.cancel.click()
    assert opened.session.library is before
    assert not opened.status.bar.isVisible()


def test_gazetteers_are_chosen_and_the_places_found_again(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("id,title,lat,lon\nz,Zhovkva,50.06,23.97\n", encoding="utf-8")
    assert "z" not in rows(opened)
    opened.actions_table["gazetteers"].trigger()
    dialog = opened.findChild(GazetteersDialog)
    assert [entry.on for entry in dialog.model.entries] == [True, False, False]
    with qtbot.waitSignal(dialog.lane.idle):
        dialog.add([mine])
    with qtbot.waitSignal(opened.desk.opened):
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert "z" in rows(opened)
    assert "kyiv" in rows(opened)
    kept = chosen.load(chosen.file_beside(opened.settings.file))
    assert chosen.used(kept) == (mine, tmp_path / "gazetteer.csv")


def test_gazetteers_that_are_not_agreed_to_change_nothing(opened: Window, qtbot: QtBot) -> None:
    before = rows(opened)
    opened.commands.choose_gazetteers()
    dialog = opened.findChild(GazetteersDialog)
    dialog.model.setData(dialog.model.index(0), 0, Qt.ItemDataRole.CheckStateRole)
    with qtbot.assertNotEmitted(opened.desk.lane.started):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert rows(opened) == before
    assert not chosen.file_beside(opened.settings.file).exists()


def test_a_choice_that_cannot_be_kept_counts_for_now(
    opened: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    chosen.file_beside(opened.settings.file).mkdir(parents=True)
    opened.commands.choose_gazetteers()
    dialog = opened.findChild(GazetteersDialog)
    mine = tmp_path / "mine.csv"
    mine.write_text("id,title,lat,lon\nz,Zhovkva,50.06,23.97\n", encoding="utf-8")
    with qtbot.waitSignal(dialog.lane.idle):
        dialog.add([mine])
    with qtbot.waitSignal(opened.desk.opened):
        dialog.accept()
    assert "z" in rows(opened)
    assert opened.status.said.text().startswith("The choice of gazetteers is not kept")


def test_the_window_fits_a_small_screen(opened: Window, qtbot: QtBot) -> None:
    if not opened.actions_table["show_timeline"].isChecked():
        opened.actions_table["show_timeline"].trigger()
    opened.notices.tell("refused", "Something could not be done")
    opened.resize(790, 600)
    export = opened.menus.bar.widgetForAction(opened.actions_table["export"])
    qtbot.waitUntil(export.isVisible)
    assert opened.minimumSizeHint().height() <= 600
