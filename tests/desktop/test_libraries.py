"""Libraries in the real window: kept, opened again, asked about, left by a crash, refused."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.library.storage.store import Store
from viewer.library.storage.writing import set_folders

TABLE = """id,title,variants,types,ccodes,lat,lon
kyiv,Kyiv,Kiev,capital,UA,50.45,30.5234
minsk,Minsk,,capital,BY,53.9,27.5667
paris-fr,Paris,,capital,FR,48.85,2.35
paris-us,Paris,,city,US,33.66,-95.55
"""
TEXT = "A day of talks\n\nThey went from Kyiv to Minsk on that Sunday, and Paris said nothing.\n"
OTHER = "Another day\n\nNobody was seen in Minsk on Monday, officials of the city said.\n"

Maker = Callable[..., Window]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "places.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "two.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def make(
    engine: Engine, qapp: QApplication, table: Path, tmp_path: Path, qtbot: QtBot
) -> Iterator[Maker]:
    """Makes windows that share their settings, as two starts of Dateline do."""
    made: list[Window] = []

    def window(sample: Path | None = None) -> Window:
        session = Session()
        desk = Desk(session, Opening([table], tmp_path / "unsaved"), Lane(), sample)
        settings = Settings(tmp_path / "dateline.ini")
        one = Window(session, desk, engine, MapView(engine), Theme(qapp, "light"), settings)
        made.append(one)
        one.furnish()
        one.resize(1100, 700)
        with qtbot.waitExposed(one):
            one.show()
        return one

    yield window
    for one in made:
        one.libraries.let_go()
        one.close()
        shiboken6.delete(one)


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until nothing is being done."""
    desk = window.desk
    qtbot.waitUntil(lambda: not desk.lane.busy and not desk.looks.busy, timeout=20_000)


def read(window: Window, *paths: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.desk.opened, timeout=20_000):
        window.desk.open(paths)
    rest(window, qtbot)


def named(window: Window) -> list[str]:
    library = window.session.library
    assert library is not None
    return sorted(tally.place.id for tally in library.tallies())


def answers(
    monkeypatch: pytest.MonkeyPatch, save: Path | None = None, load: Path | None = None
) -> None:
    """What the dialogs for files are answered with."""
    given = {"getSaveFileName": save, "getOpenFileName": load}
    for name, path in given.items():
        chosen = (str(path) if path is not None else "", "")
        monkeypatch.setattr(QFileDialog, name, lambda *_a, chosen=chosen, **_k: chosen)


def question(window: Window) -> QMessageBox:
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def press(box: QMessageBox, words: str) -> None:
    buttons = {button.text().replace("&", ""): button for button in box.findChildren(QPushButton)}
    buttons[words].click()


def noticed(window: Window, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: words in window.notices.words.text(), timeout=10_000)


def deed(window: Window, words: str) -> QPushButton:
    return next(button for button in window.notices.buttons if button.text() == words)


def test_a_library_is_kept_and_opened_again(
    make: Maker,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window, kept = make(), tmp_path / "talks"
    read(window, articles, qtbot=qtbot)
    assert window.desk.store is not None
    temporary = window.desk.store.path
    assert window.desk.is_worth_keeping
    answers(monkeypatch, save=kept)
    with qtbot.waitSignal(window.desk.held):
        window.actions_table["save_library"].trigger()
    file = tmp_path / "talks.dateline"
    assert file.exists()
    assert not temporary.exists()
    assert window.windowTitle() == "talks – 2 articles – Dateline"
    assert window.settings.recent[0] == (file,)
    assert window.close(), "what is kept asks nothing"
    again = make()
    with qtbot.waitSignal(again.desk.opened):
        again.menus.recentChosen.emit(again.settings.recent[0])
    assert named(again) == ["kyiv", "minsk", "paris-fr"]
    assert again.windowTitle() == "talks – 2 articles – Dateline"


def test_closing_asks_whether_to_keep(
    make: Maker,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = make()
    read(window, articles, qtbot=qtbot)
    assert not window.close()
    assert "2 articles" in question(window).text()
    press(question(window), "Cancel")
    assert window.isVisible()
    assert not window.close()
    answers(monkeypatch, save=tmp_path / "kept.dateline")
    with qtbot.waitSignal(window.desk.held):
        press(question(window), "Keep…")
    qtbot.waitUntil(lambda: not window.isVisible())
    with Store.open(tmp_path / "kept.dateline", read_only=True) as store, store.reading() as rows:
        assert rows.execute("SELECT count(*) FROM articles").fetchone() == (2,)


def test_what_is_not_kept_is_gone(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make()
    read(window, articles, qtbot=qtbot)
    assert not window.close()
    press(question(window), "Don’t Keep")
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not list((tmp_path / "unsaved").glob("*.dateline"))


def test_the_sample_alone_is_dropped_without_a_question(
    make: Maker, articles: Path, qtbot: QtBot
) -> None:
    window = make(articles)
    read(window, articles, qtbot=qtbot)
    assert not window.desk.is_worth_keeping
    assert window.close()


CRASH = """
import sys, time
from pathlib import Path
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from tests.desktop.window_fixtures import FIRST
store = Store.temporary(Path(sys.argv[1]))
put(store, [Stored(FIRST, "{}", "{}")])
print("stored", flush=True)
time.sleep(60)
"""


def crashed(folder: Path, meanwhile: Callable[[], None]) -> None:
    """A library that is left by a process that is killed; `meanwhile` that runs still."""
    process = subprocess.Popen(
        [sys.executable, "-c", CRASH, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "stored\n"
    meanwhile()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_what_a_crash_left_is_offered(make: Maker, tmp_path: Path, qtbot: QtBot) -> None:
    def look() -> None:
        running = make()
        rest(running, qtbot)
        assert running.notices.isHidden(), "it is somebody's who still runs"

    crashed(tmp_path / "unsaved", look)
    window = make()
    noticed(window, "was not kept when Dateline ended", qtbot)
    with qtbot.waitSignal(window.desk.opened, timeout=10_000):
        deed(window, "Open It").click()
    assert "kyiv" in named(window)
    assert window.desk.is_worth_keeping


def test_what_a_crash_left_can_be_discarded(make: Maker, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "unsaved"
    crashed(folder, lambda: None)
    window = make()
    noticed(window, "was not kept", qtbot)
    deed(window, "Discard It").click()
    qtbot.waitUntil(lambda: not list(folder.glob("unsaved-*.dateline")), timeout=5_000)
    assert window.notices.isHidden()


def test_the_sample_that_a_crash_left_is_no_loss(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "unsaved"
    crashed(folder, lambda: None)
    (left,) = folder.glob("unsaved-*.dateline")
    with Store.open(left) as store:
        set_folders(store, {articles: False})
    window = make(articles)
    rest(window, qtbot)
    assert window.notices.isHidden()
    assert not left.exists()


def drop(window: Window, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    here, copy = QPoint(200, 200), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(here.toPointF(), copy, data, button, none))


def test_a_library_that_is_dropped_is_opened(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "some.dateline"
    Store.create(file).close()
    window = make()
    with qtbot.waitSignal(window.desk.opened):
        drop(window, file)
    assert window.windowTitle() == "some – Dateline"
    with qtbot.waitSignal(window.desk.opened, timeout=10_000):
        drop(window, articles)
    rest(window, qtbot)
    assert named(window) == ["kyiv", "minsk", "paris-fr"]
    assert window.desk.store is not None
    assert window.desk.store.path == file, "articles go into the library that is open"


def test_two_windows_on_one_library_see_what_the_other_does(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "both.dateline"
    Store.create(file).close()
    one, other = make(), make()
    for window in (one, other):
        with qtbot.waitSignal(window.desk.opened):
            window.desk.open_library(file)
    with qtbot.waitSignal(other.desk.opened, timeout=15_000):
        one.desk.add([articles])
    qtbot.waitUntil(lambda: named(other) == ["kyiv", "minsk", "paris-fr"], timeout=10_000)


def newer(path: Path) -> str:
    Store.create(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    return "newer"


def foreign(path: Path) -> str:
    path.write_text("These are words and no library at all.\n" * 200)
    return "not a Dateline library"


def missing(path: Path) -> str:
    path.unlink(missing_ok=True)
    return "no such file"


@pytest.mark.parametrize("spoil", [newer, foreign, missing])
def test_what_cannot_be_opened_says_why_and_leaves_what_is_open(
    make: Maker,
    articles: Path,
    tmp_path: Path,
    spoil: Callable[[Path], str],
    qtbot: QtBot,
) -> None:
    file = tmp_path / "spoilt.dateline"
    said = spoil(file)
    window = make()
    read(window, articles, qtbot=qtbot)
    with qtbot.waitSignal(window.desk.refused):
        window.desk.open_library(file)
    noticed(window, "spoilt.dateline", qtbot)
    assert said in window.notices.words.text()
    assert named(window) == ["kyiv", "minsk", "paris-fr"]


def test_a_damaged_library_is_salvaged_and_what_was_saved_is_said(
    make: Maker,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window, file, saved = make(), tmp_path / "hurt.dateline", tmp_path / "saved.dateline"
    read(window, articles, qtbot=qtbot)
    with qtbot.waitSignal(window.desk.held):
        window.desk.keep(file)
    window.close()
    data = bytearray(file.read_bytes())
    data[100:700] = bytes(600)
    file.write_bytes(data)
    again = make()
    with qtbot.waitSignal(again.desk.refused):
        again.desk.open_library(file)
    noticed(again, "damaged", qtbot)
    answers(monkeypatch, save=saved)
    with qtbot.waitSignal(again.desk.opened, timeout=20_000):
        deed(again, "Save What Can Be Read…").click()
    assert "saved.dateline" in question(again).text()
    assert again.desk.store is not None
    assert again.desk.store.path == saved
    question(again).close()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to the superuser")
def test_a_library_that_can_only_be_read_says_so_and_offers_to_save(
    make: Maker, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "read.dateline"
    Store.create(file).close()
    file.chmod(0o444)
    window = make()
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open_library(file)
    noticed(window, "can only be read", qtbot)
    qtbot.waitUntil(deed(window, "Save As…").isVisible)
    assert not window.deciding.is_possible


def test_a_watched_folder_is_taken_up(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make()
    read(window, articles, qtbot=qtbot)
    window.actions_table["watch"].trigger()
    rest(window, qtbot)
    assert window.actions_table["watch"].isChecked()
    (articles / "two.txt").unlink()
    (articles / "three.txt").write_text("A third day\n\nAll was quiet in Paris on Tuesday.\n")
    with qtbot.waitSignal(window.desk.stored, timeout=15_000):
        window.minding.look()
    rest(window, qtbot)
    library = window.session.library
    assert library is not None
    assert sorted(one.article.path.name for one in library.readings) == ["one.txt", "three.txt"]


def test_what_another_gazetteer_found_is_told_and_found_again(
    make: Maker, articles: Path, table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, file = make(), tmp_path / "old.dateline"
    read(window, articles, qtbot=qtbot)
    with qtbot.waitSignal(window.desk.held):
        window.desk.keep(file)
    window.close()
    table.write_text(TABLE.replace("minsk,Minsk", "mensk,Minsk"), encoding="utf-8")
    again = make()
    with qtbot.waitSignal(again.desk.opened):
        again.desk.open_library(file)
    noticed(again, "2 articles were read with another gazetteer", qtbot)
    assert "minsk" in named(again)
    with qtbot.waitSignal(again.desk.stored, timeout=10_000):
        deed(again, "Find Again").click()
    qtbot.waitUntil(lambda: "mensk" in named(again), timeout=10_000)
    qtbot.waitUntil(again.notices.isHidden, timeout=5_000)


def test_reading_can_be_paused_and_cancelled_and_what_was_read_stays(
    make: Maker, tmp_path: Path, qtbot: QtBot
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        body = (
            f"Day {number} of talks\n\nIn Kyiv they met. " + f"They walked {number} miles. " * 400
        )
        (many / f"{number:03}.txt").write_text(body)
    window = make()
    file = tmp_path / "many.dateline"
    with qtbot.waitSignal(window.desk.opened):
        window.desk.new_library(file)
    rest(window, qtbot)
    status = window.status
    window.desk.add([many])
    qtbot.waitUntil(
        lambda: status.pause.isVisible() and " of 300" in status.doing.text(), timeout=30_000
    )
    status.pause.click()
    assert status.pause.text() == "Continue"
    qtbot.waitUntil(lambda: "paused" in status.doing.text())
    status.pause.click()
    assert status.pause.text() == "Pause"
    status.cancel.click()
    qtbot.waitUntil(lambda: not window.desk.lane.busy, timeout=3_000)
    rest(window, qtbot)
    with Store.open(file, read_only=True) as store, store.reading() as rows:
        (stored,) = rows.execute("SELECT count(*) FROM articles").fetchone()
    assert 0 < stored < 300
    library = window.session.library
    assert library is not None
    qtbot.waitUntil(lambda: len(window.session.library.readings) == stored, timeout=5_000)


def test_a_folder_opened_in_a_library_is_remembered_in_it(
    make: Maker, articles: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "has.dateline"
    with Store.create(file) as store:
        set_folders(store, {articles: False})
    window = make()
    with qtbot.waitSignal(window.desk.opened):
        window.desk.open_library(file)
    with qtbot.waitSignal(window.desk.stored, timeout=10_000):
        window.actions_table["read_again"].trigger()
    rest(window, qtbot)
    assert named(window) == ["kyiv", "minsk", "paris-fr"]
