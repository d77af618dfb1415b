"""Articles and gazetteers made to break out: opened, selected and read, they do nothing.

The traps of `conftest.py` fail a test in which a page has an error or asks for anything outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.pages import ask
from tests.export.samples import HOSTILE
from viewer import resources
from viewer.desktop.desk import Desk
from viewer.desktop.engine import Engine
from viewer.desktop.mapview import MapView
from viewer.desktop.opening import Opening
from viewer.desktop.session import Session
from viewer.desktop.settings import Settings
from viewer.desktop.style import Theme
from viewer.desktop.window import Window
from viewer.desktop.worker import Lane
from viewer.library.filters import Filter

COUNT = "document.querySelectorAll('*').length"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles whose every part attacks."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for number, attack in enumerate(HOSTILE):
        text = f"{attack} Kyiv {attack}\n\nIt is told {attack} in Kyiv {attack} and in Minsk.\n"
        data = text.encode("utf-8", errors="surrogatepass")
        (articles / f"{number:02}.txt").write_bytes(data)
    (articles / "broken.txt").write_bytes(
        b"Rain\n\nIt rained \xff\xfe in Kyiv \x80 all day long.\n"
    )
    (articles / "line.txt").write_text("Kyiv and <b>Minsk</b> " * 50_000, encoding="utf-8")
    return articles


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    """Our table, and places whose names attack."""
    table = resources.gazetteer().read_text(encoding="utf-8").rstrip("\n")
    names = [name for name in HOSTILE if name.isprintable()]
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    rows = [f"x{n},{name},Minsk{n},city,BY,{50 + n},30,,,,{name}" for n, name in enumerate(quoted)]
    path = tmp_path / "gazetteer.csv"
    path.write_text("\n".join([table, *rows, ""]), encoding="utf-8")
    text = "\n\n".join(f"They went to Minsk{n} on that day." for n in range(len(rows)))
    (tmp_path / "articles" / "names.txt").write_text(f"Journeys\n\n{text}\n", encoding="utf-8")
    return path


@pytest.fixture
def window(
    engine: Engine, qapp: QApplication, tmp_path: Path, folder: Path, gazetteer: Path, qtbot: QtBot
) -> Iterator[Window]:
    """The window with all of that open and drawn."""
    session = Session()
    desk = Desk(session, Opening([gazetteer]), Lane())
    settings = Settings(tmp_path / "dateline.ini")
    one = Window(session, desk, engine, MapView(engine), Theme(qapp, "light"), settings)
    one.furnish()
    one.show()
    with qtbot.waitSignal(one.map.drawn, timeout=60_000):
        desk.open([folder])
    qtbot.waitUntil(lambda: not desk.lane.busy and not desk.looks.busy, timeout=60_000)
    yield one
    one.libraries.let_go()
    one.close()
    shiboken6.delete(one)


def test_nothing_that_is_read_is_run(window: Window, qtbot: QtBot) -> None:
    library = window.session.library
    assert library is not None
    # One is refused for its control characters; the others are read, and two are all but alike.
    counts = library.counts
    assert (counts.articles + counts.copies, counts.faults) == (len(HOSTILE) + 2, 1)
    title = ask(qtbot, window.map.page, "document.title")
    elements = ask(qtbot, window.map.page, COUNT)
    placed = [tally.place for tally in library.tallies()]
    assert {"Kyiv", *(name for name in HOSTILE if name.isprintable())} <= {
        place.title for place in placed
    }
    for place in placed:
        window.session.select(place.id)
        window.map.highlight(place.id)
        assert window.passages.header.title.textFormat() is Qt.TextFormat.PlainText
        assert window.passages.header.title.text() == place.title
    for reading in library.readings:
        window.read(reading.article.id, 0)
        assert window.reader.reading is reading
        window.reader.show_facts()
        window.reader.facts.close()
    attack = max(HOSTILE, key=len)
    window.session.narrow(Filter(query=attack, outlets=frozenset(HOSTILE)))
    window.narrowing.bar.open_filters()
    window.narrowing.bar.popover.close()
    window.narrowing.clear()
    qtbot.waitUntil(lambda: not window.desk.looks.busy, timeout=60_000)
    window.toggle_drawer(0)
    assert ask(qtbot, window.map.page, "document.title") == title
    assert ask(qtbot, window.map.page, COUNT) - elements < 10  # a tooltip, no markup
