"""The page is held to be hostile: here it does its worst, in the real engine, to no avail."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Trap
from tests.desktop.pages import WAIT_MS, ask, draw, entry, settle
from viewer.desktop.engine import PAGE_URL, Engine, LockedPage
from viewer.desktop.mapview import MapView


@pytest.fixture
def view(qtbot: QtBot, engine: Engine) -> Iterator[MapView]:
    made = MapView(engine)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    draw(qtbot, made)
    yield made
    engine.shutdown()


class Listener(http.server.BaseHTTPRequestHandler):
    """A server of this machine that no page should ever reach."""

    heard: list[str]

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.end_headers()

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    Listener.heard = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", Listener.heard
    server.shutdown()
    thread.join()
    server.server_close()


ATTEMPTS = {
    "fetch": "fetch('URL/fetch').then(() => 'reached', () => 'refused')",
    "beacon": "navigator.sendBeacon('URL/beacon') && 'sent'",
    "image": "new Promise((done) => { const i = new Image(); i.onload = () => done('reached');"
    "i.onerror = () => done('refused'); i.src = 'URL/image'; })",
    "script": "new Promise((done) => { const s = document.createElement('script');"
    "s.onload = () => done('reached'); s.onerror = () => done('refused');"
    "s.src = 'URL/script.js'; document.head.append(s); })",
    "style": "new Promise((done) => { const l = document.createElement('link');"
    "l.rel = 'stylesheet'; l.onload = () => done('reached'); l.onerror = () => done('refused');"
    "l.href = 'URL/style.css'; document.head.append(l); })",
    "socket": "new Promise((done) => { const w = new WebSocket('URL/socket'.replace('http','ws'));"
    "w.onopen = () => done('reached'); w.onerror = () => done('refused'); })",
    "events": "new Promise((done) => { const e = new EventSource('URL/events');"
    "e.onopen = () => done('reached'); e.onerror = () => done('refused'); })",
    "frame": "new Promise((done) => { const f = document.createElement('iframe');"
    "f.onload = () => done('loaded'); f.src = 'URL/frame'; document.body.append(f);"
    "setTimeout(() => done('refused'), 300); })",
    "form": "new Promise((done) => { const f = document.createElement('form');"
    "f.action = 'URL/form'; f.method = 'post'; document.body.append(f); f.submit();"
    "setTimeout(() => done('refused'), 300); })",
    "download": "new Promise((done) => { const a = document.createElement('a');"
    "a.href = 'URL/file'; a.download = 'file'; document.body.append(a); a.click();"
    "setTimeout(() => done('refused'), 300); })",
    "navigation": "new Promise((done) => { location.href = 'URL/page';"
    "setTimeout(() => done('refused'), 300); })",
    "window": "window.open('URL/window') ? 'opened' : 'refused'",
    "preconnect": "new Promise((done) => { const l = document.createElement('link');"
    "l.rel = 'preconnect'; l.href = 'http://nowhere.test'; document.head.append(l);"
    "setTimeout(() => done('refused'), 300); })",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_page_reaches_nothing_outside(
    qtbot: QtBot, view: MapView, trap: Trap, outside: tuple[str, list[str]], attempt: str
) -> None:
    address, heard = outside
    answer = ask(qtbot, view.page, ATTEMPTS[attempt].replace("URL", address))
    assert answer in ("refused", "sent", "loaded")
    assert heard == []
    assert view.page.url() == QUrl(PAGE_URL)
    trap.take()


def test_even_without_its_policy_a_page_is_stopped_by_the_interceptor(
    qtbot: QtBot, engine: Engine, trap: Trap, outside: tuple[str, list[str]]
) -> None:
    address, heard = outside
    page = QWebEnginePage(engine.profile)
    with qtbot.waitSignal(page.loadFinished, timeout=WAIT_MS):
        page.setHtml(f'<img src="{address}/image"><script src="{address}/s.js"></script>')
    assert heard == []
    assert {f"refused {address}/image", f"refused {address}/s.js"} <= set(trap.take())
    shiboken6.delete(page)


@pytest.mark.parametrize(
    "code",
    [
        "eval('1')",
        "new Function('return 1')()",
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.head.append(s); if (!window.ran) throw new Error('refused'); })()",
        "(() => { const d = document.createElement('div');"
        "d.innerHTML = '<b onclick=window.ran=1>';"
        "document.body.append(d); d.firstChild.click();"
        "if (!window.ran) throw new Error('refused'); })()",
    ],
)
def test_text_never_becomes_a_script(qtbot: QtBot, view: MapView, trap: Trap, code: str) -> None:
    refused = f"(() => {{ try {{ {code}; return 'ran'; }} catch {{ return 'refused'; }} }})()"
    assert ask(qtbot, view.page, refused) == "refused"
    trap.take()


def test_the_page_cannot_see_the_bridge(qtbot: QtBot, view: MapView) -> None:
    assert ask(qtbot, view.page, "typeof qt + typeof QWebChannel") == "undefinedundefined"


def test_dialogs_answer_themselves(qtbot: QtBot, view: MapView) -> None:
    answer = ask(qtbot, view.page, "[alert('a') ?? 0, confirm('b'), prompt('c', 'd')]")
    assert answer[:2] == [0, False]
    assert not answer[2]


def test_permissions_are_denied_at_once(qtbot: QtBot, view: MapView) -> None:
    where = (
        "new Promise((done) => navigator.geolocation.getCurrentPosition("
        "() => done('told'), (error) => done(error.code)))"
    )
    assert ask(qtbot, view.page, where) == 1


def test_a_post_and_a_path_that_is_not_ours_fail(qtbot: QtBot, view: MapView, trap: Trap) -> None:
    tried = (
        "Promise.all([fetch('/index.html', {method: 'POST', body: 'x'}), fetch('/web/none.js'),"
        "fetch('/web/..%2f..%2fmodel.py')].map((p) => p.then((a) => a.ok, () => false)))"
    )
    assert ask(qtbot, view.page, tried) == [False, False, False]
    trap.take()


def test_the_profile_leaves_no_trace(engine: Engine) -> None:
    assert engine.profile.isOffTheRecord()
    policy = QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    assert engine.profile.persistentCookiesPolicy() == policy
    attribute = QWebEngineSettings.WebAttribute
    settings = engine.profile.settings()
    for unwanted in (
        attribute.LocalContentCanAccessFileUrls,
        attribute.PdfViewerEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.JavascriptCanOpenWindows,
        attribute.ErrorPageEnabled,
    ):
        assert not settings.testAttribute(unwanted)


def test_the_sandbox_is_off_for_root_alone() -> None:
    assert (os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1") == (os.geteuid() == 0)


def test_what_is_withdrawn_is_gone(qtbot: QtBot, engine: Engine, view: MapView, trap: Trap) -> None:
    path = engine.publish("note.json", b'{"a": 1}')
    assert ask(qtbot, view.page, f"fetch('{path}').then((a) => a.json())") == {"a": 1}
    engine.withdraw("note.json")
    assert ask(qtbot, view.page, f"fetch('{path}').then((a) => a.status)") == 404
    trap.take()


HOSTILE = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "</script><script>window.ran = 1</script>",
    "${window.ran = 1}",
    "`+(window.ran = 1)+`",
    "javascript:window.ran = 1",
    "\u202egnirts\u202c",
    "שלום עולם",
    "\u2028\u2029\x00\x07",
    "\ud800 broken",
    "__proto__",
    "x" * 5000,
    "",
]


def test_hostile_names_are_only_text(qtbot: QtBot, view: MapView) -> None:
    places = [
        entry("x", "point", -40.0 + 6 * i, 3.0 * i, 20 - i, id=name, title=name)
        for i, name in enumerate(HOSTILE)
    ]
    with qtbot.waitSignal(view.drawn, timeout=WAIT_MS) as drawn:
        view.show_scene({"articles": 1, "places": places}, fit=True)
    assert drawn.args == [len(HOSTILE)]
    settle(qtbot, view)
    for name in HOSTILE:
        view.select(name, reveal=True)
        view.highlight(name)
    tip = "document.querySelector('.dateline-tooltip')"
    ask(
        qtbot,
        view.page,
        "dateline.atlas.tooltip.show('<img src=x onerror=window.ran=1>', {x:9,y:9})",
    )
    assert ask(qtbot, view.page, f"[{tip}.children.length, window.ran ?? 0]") == [0, 0]


def test_engines_come_and_go(qtbot: QtBot, tmp_path: Path) -> None:
    for _ in range(3):
        engine = Engine(tmp_path)
        page = engine.new_page()
        assert isinstance(page, LockedPage)
        with qtbot.waitSignal(page.loadFinished, timeout=WAIT_MS) as loaded:
            page.load(QUrl(PAGE_URL))
        assert loaded.args == [True]
        engine.shutdown()
        engine.shutdown()
