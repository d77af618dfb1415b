"""The exported page in a browser engine, from a file: it works, and hostile text does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from tests.export.samples import HOSTILE, library
from viewer.export.html import write_html
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import View


class Requests(QWebEngineUrlRequestInterceptor):
    """Everything that a page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        self.urls.append(info.requestUrl().toString())


class ListeningPage(QWebEnginePage):
    """A page with an ordinary browser's rights that keeps what its console says."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        super().__init__(profile)
        self.messages: list[str] = []

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        self.messages.append(message)


class Browser:
    """Opens a file as a browser would."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.requests = Requests()
        self.profile = QWebEngineProfile()
        self.profile.setUrlRequestInterceptor(self.requests)
        self.page = ListeningPage(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(1100, 700)

    def open(self, target: Path) -> None:
        self.view.show()
        with self.qtbot.waitSignal(self.page.loadFinished, timeout=20_000):
            self.page.load(QUrl.fromLocalFile(str(target)))
        ready = "document.documentElement.dataset.ready"
        self.qtbot.waitUntil(lambda: self.run(ready) is not None, timeout=20_000)

    def run(self, script: str) -> Any:
        with self.qtbot.waitCallback(timeout=10_000) as answer:
            self.page.runJavaScript(f"JSON.stringify({script})", answer)
        assert answer.args is not None
        return json.loads(answer.args[0] or "null")

    def close(self) -> None:
        for thing in (self.view, self.page, self.profile):
            shiboken6.delete(thing)


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    made = Browser(qtbot)
    yield made
    made.close()


def written(tmp_path: Path, of: Library, **more: Any) -> Path:
    write_html(of, BoundaryIndex.load(), tmp_path / "map.html", **more)
    return tmp_path / "map.html"


def test_it_opens_from_a_file_and_asks_for_nothing_else(browser: Browser, tmp_path: Path) -> None:
    target = written(tmp_path, library(), title="Talks")
    browser.open(target)
    assert browser.page.title() == "Talks"
    assert browser.requests.urls == [QUrl.fromLocalFile(str(target)).toString()]
    assert browser.page.messages == []
    assert browser.run("document.querySelectorAll('.places li').length") == 6
    assert browser.run("document.querySelectorAll('canvas').length") > 1
    side = browser.run("document.getElementById('side').innerText")
    assert "8 of 9 mentions placed, in 2 articles" in side
    assert "Brovary" in side


def test_a_place_that_is_chosen_shows_its_passages_with_marks(
    browser: Browser, tmp_path: Path
) -> None:
    browser.open(written(tmp_path, library()))
    browser.run("document.querySelector('[data-place=kyiv]').click()")
    quotes = browser.run("[...document.querySelectorAll('blockquote')].map((q) => q.textContent)")
    assert quotes == ["Kyiv and the Belarus border", "From Brovary to Київ, 😀 Kyiv again."]
    marks = browser.run("[...document.querySelectorAll('mark')].map((m) => m.textContent)")
    assert marks == ["Kyiv", "Київ", "Kyiv"]
    assert "The Paper · February 2022" in browser.run("document.getElementById('side').innerText")
    browser.run("document.querySelector('.back').click()")
    assert browser.run("document.activeElement.dataset.place") == "kyiv"


def test_it_opens_where_the_window_stood(browser: Browser, tmp_path: Path) -> None:
    view = View(lat=-54.8, lon=-68.3, zoom=8.0, selected="ushuaia")
    browser.open(written(tmp_path, library(), view=view, theme="dark"))
    assert browser.run("document.documentElement.dataset.theme") == "dark"
    assert browser.run("document.querySelector('h2').textContent") == "Ushuaia"


def test_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    lines = "\n".join(f"{hostile} Kyiv {hostile}" for hostile in HOSTILE)
    target = written(tmp_path, library(f"{HOSTILE[1]}\n{lines}"), title=HOSTILE[2])
    browser.open(target)
    browser.run("document.querySelector('[data-place=kyiv]').click()")
    assert browser.run("document.querySelectorAll('blockquote').length") == len(HOSTILE)
    assert browser.page.title() == HOSTILE[2]
    forbidden = "#side :is(script, img, svg, iframe, a, style, link, base, meta, object)"
    assert browser.run(f"document.querySelectorAll({forbidden!r}).length") == 0
    quotes = browser.run("[...document.querySelectorAll('blockquote')].map((q) => q.textContent)")
    assert quotes[0] == f"{HOSTILE[0]} Kyiv {HOSTILE[0]}"
    assert browser.requests.urls == [QUrl.fromLocalFile(str(target)).toString()]
    assert browser.page.messages == []


def test_its_policy_stops_what_is_not_ours(browser: Browser, tmp_path: Path) -> None:
    """The second wall: were text ever put in as HTML, it would not run."""
    browser.open(written(tmp_path, library()))
    browser.run(
        "(document.getElementById('side').innerHTML = "
        '\'<img src=x onerror="document.title=1"><svg onload="document.title=1">\', 1)'
    )
    browser.run(
        "(document.body.appendChild(document.createElement('script')).textContent = "
        "'document.title=1', 1)"
    )
    blocked = "Content Security Policy"
    browser.qtbot.waitUntil(lambda: sum(blocked in m for m in browser.page.messages) >= 3)
    assert browser.page.title() == "Map of places"
