"""The dialog of gazetteers: order, switches, files that are added, imports that are stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from pytestqt.qtbot import QtBot

from benchmarks.gazetteer_import import lines
from viewer import resources
from viewer.desktop import chosen
from viewer.desktop.chosen import Entry
from viewer.desktop.gazetteers_dialog import GazetteersDialog
from viewer.desktop.style import DARK, LIGHT

TOWNS = "title,lat,lon\nHere,1,2\nNowhere,95,2\n"
Make = Callable[..., GazetteersDialog]


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text(TOWNS, encoding="utf-8")
    return path


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "UA.txt"
    path.write_text("".join(lines(40_000)), encoding="utf-8")
    return path


@pytest.fixture
def dialog(tmp_path: Path, qtbot: QtBot) -> Iterator[Make]:
    made: list[GazetteersDialog] = []

    def make(*entries: Entry) -> GazetteersDialog:
        given = entries or chosen.defaults()
        one = GazetteersDialog(given, LIGHT, cache=tmp_path / "cache")
        made.append(one)
        with qtbot.waitSignal(one.lane.idle):
            one.show()
        return one

    yield make
    for one in filter(shiboken6.isValid, made):
        one.lane.close()
        shiboken6.delete(one)


def titles(dialog: GazetteersDialog) -> list[str]:
    return [row.title for row in dialog.model.rows]


def added(dialog: GazetteersDialog, qtbot: QtBot, *paths: Path) -> None:
    with qtbot.waitSignal(dialog.lane.idle):
        dialog.add(paths)


def test_it_says_what_each_is(dialog: Make) -> None:
    shown = dialog()
    own, world = shown.model.rows
    assert (own.title, world.title) == ("Dateline's own table", "World gazetteer")
    assert own.what.startswith("Table · ")
    assert "GeoNames (CC BY 4.0)" in world.what
    assert own.contents is not None
    assert own.contents.rows > 10


def test_a_screen_reader_hears_it(dialog: Make) -> None:
    shown = dialog()
    spoken = shown.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Dateline's own table, on, 1 of 2, Table · ")
    view = QAccessible.queryAccessibleInterface(shown.view)
    assert view.text(QAccessible.Text.Name) == "Gazetteers, the first before the next"
    for button in (shown.up, shown.down, shown.add_button, shown.remove_button, shown.stop):
        assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)


def test_a_file_is_added_at_the_head(dialog: Make, towns: Path, qtbot: QtBot) -> None:
    shown = dialog()
    added(shown, qtbot, towns)
    assert titles(shown)[0] == "towns.csv"
    row = shown.model.rows[0]
    assert (row.what, row.wrong) == ("Table · 1 place", "1 row could not be read")
    assert "line 3: the latitude 95 is not between -90 and 90" in shown.details.toPlainText()
    assert shown.view.currentIndex().row() == 0
    shown.add([towns])
    assert len(titles(shown)) == 3, "nothing is there twice"


def test_a_file_that_is_no_gazetteer_is_told_and_switched_off(
    dialog: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    shown = dialog()
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(900))
    added(shown, qtbot, picture)
    row = shown.model.rows[0]
    assert not row.entry.on
    assert row.wrong
    assert shown.ok.isEnabled(), "the others can be used"


def test_the_order_and_the_switches_are_agreed_to(dialog: Make, towns: Path, qtbot: QtBot) -> None:
    shown = dialog()
    added(shown, qtbot, towns)
    qtbot.mouseClick(shown.down, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(shown.down, Qt.MouseButton.LeftButton)
    assert titles(shown) == ["Dateline's own table", "World gazetteer", "towns.csv"]
    assert not shown.down.isEnabled()
    shown.view.setFocus()
    qtbot.keyClick(shown.view, Qt.Key.Key_Home)
    qtbot.keyClick(shown.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(shown.agreed) as told:
        qtbot.mouseClick(shown.ok, Qt.MouseButton.LeftButton)
    own, world = resources.gazetteer(), resources.world()
    assert told.args == [(Entry(own, False), Entry(world), Entry(towns))]


def test_keys_move_and_remove(dialog: Make, towns: Path, qtbot: QtBot) -> None:
    shown = dialog()
    added(shown, qtbot, towns)
    shown.view.setFocus()
    qtbot.keyClick(shown.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(shown)[1] == "towns.csv"
    qtbot.keyClick(shown.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(shown)[0] == "towns.csv"
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert titles(shown) == ["Dateline's own table", "World gazetteer"]
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert len(titles(shown)) == 2, "what came with Dateline stays"
    assert not shown.remove_button.isEnabled()


def test_a_click_on_the_tick_switches_and_one_beside_it_chooses(dialog: Make, qtbot: QtBot) -> None:
    shown = dialog()
    area = shown.view.visualRect(shown.model.index(1))
    where = area.center()
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert shown.model.rows[1].entry.on
    assert shown.view.currentIndex().row() == 1
    where = QPoint(area.left() + 28, area.center().y())
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert not shown.model.rows[1].entry.on


def test_one_at_least_is_used(dialog: Make, qtbot: QtBot) -> None:
    shown = dialog()
    for number in range(2):
        shown.model.setData(
            shown.model.index(number),
            Qt.CheckState.Unchecked.value,
            Qt.ItemDataRole.CheckStateRole,
        )
    assert not shown.ok.isEnabled()
    assert shown.problem.text() == "Switch on one at least."
    with qtbot.assertNotEmitted(shown.agreed):
        shown.accept()
    qtbot.mouseClick(shown.reset, Qt.MouseButton.LeftButton)
    assert chosen.used(shown.model.entries) == resources.gazetteers()
    assert shown.ok.isEnabled()


def test_a_dump_is_imported_with_progress(dialog: Make, dump: Path, qtbot: QtBot) -> None:
    shown = dialog()
    shown.add([dump])
    assert not shown.ok.isEnabled(), "what is not read yet cannot be agreed to"
    qtbot.waitUntil(lambda: "places read" in shown.doing.text())
    assert shown.working.isVisible()
    assert shown.doing.text().startswith("Importing UA.txt: ")
    with qtbot.waitSignal(shown.lane.idle, timeout=30_000):
        pass
    assert titles(shown) == ["Dateline's own table", "UA.txt", "World gazetteer"]
    row = shown.model.rows[1]
    assert row.what.startswith("GeoNames dump · ")
    assert row.what.endswith("GeoNames, CC BY 4.0")
    assert "farms" in shown.details.toPlainText()
    assert not shown.working.isVisible()
    assert shown.ok.isEnabled()


def test_the_import_of_what_is_removed_goes_once_that_is_agreed(
    dialog: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "small.txt"
    path.write_text("".join(lines(50)), encoding="utf-8")
    shown = dialog(Entry(path), *chosen.defaults())
    assert list((tmp_path / "cache").rglob("*.world"))
    qtbot.mouseClick(shown.remove_button, Qt.MouseButton.LeftButton)
    assert list((tmp_path / "cache").rglob("*.world")), "it is not agreed to yet"
    shown.accept()
    assert not list((tmp_path / "cache").rglob("small*"))


def test_an_import_can_be_stopped(dialog: Make, dump: Path, tmp_path: Path, qtbot: QtBot) -> None:
    shown = dialog()
    shown.add([dump])
    qtbot.waitUntil(shown.working.isVisible)
    with qtbot.waitSignal(shown.lane.idle):
        qtbot.mouseClick(shown.stop, Qt.MouseButton.LeftButton)
    assert titles(shown) == ["Dateline's own table", "World gazetteer"]
    assert shown.ok.isEnabled()
    assert not list((tmp_path / "cache").rglob("*.world"))
    assert not list((tmp_path / "cache" / "gazetteers").glob(".*"))


def test_closing_stops_an_import(dialog: Make, dump: Path, tmp_path: Path, qtbot: QtBot) -> None:
    shown = dialog()
    shown.add([dump])
    qtbot.waitUntil(shown.working.isVisible)
    shown.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(shown))
    assert not list((tmp_path / "cache").rglob("*.world"))


def test_files_can_be_dropped_on_it(dialog: Make, towns: Path, qtbot: QtBot) -> None:
    shown = dialog()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(towns))])
    event = QDropEvent(
        shown.rect().center(),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(shown.lane.idle):
        shown.dropEvent(event)
    assert titles(shown)[0] == "towns.csv"


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_it_draws_in_both_themes(
    tmp_path: Path, qtbot: QtBot, towns: Path, colours: object
) -> None:
    entries = (Entry(towns), Entry(tmp_path / "gone.csv", False), *chosen.defaults())
    shown = GazetteersDialog(entries, colours, cache=tmp_path)  # type: ignore[arg-type]
    with qtbot.waitSignal(shown.lane.idle):
        shown.show()
    assert shown.model.rows[1].wrong == "no such file or directory"
    assert not shown.grab().isNull()
    shown.reject()
    qtbot.waitUntil(lambda: not shiboken6.isValid(shown))
