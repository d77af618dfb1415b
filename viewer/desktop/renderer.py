"""Draws pictures of the map off screen: PNG, SVG and PDF."""

from __future__ import annotations

import base64
import json
from enum import StrEnum
from functools import partial
from itertools import count
from typing import Any

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMarginsF,
    QObject,
    QSizeF,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import QWebEnginePage

from viewer.atlas.picture import Picture
from viewer.desktop.engine import Engine, LockedPage
from viewer.export.metadata import pdf_with, png_size, png_with
from viewer.model import ExportError

_PAGE = b"""<!doctype html><html><head><meta charset="utf-8"><title></title>
<script type="module" src="/web/figurepage.js"></script></head><body></body></html>"""
_NAME = "figure.html"
_URL = f"app://map/documents/{_NAME}"
_SLICE = 4_000_000  # A message of more would be felt in the window.
_PATIENCE_MS = 60_000


class Form(StrEnum):
    """What a picture can be saved as."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class _FigurePage(LockedPage):
    """A locked page whose one address is that of the page that draws."""

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Only the page that draws."""
        return is_main_frame and QUrl(url).toString() == _URL


class FigureRenderer(QObject):
    """Draws one picture at a time on a page of its own, which it keeps for the next.

    Every `render` ends in exactly one of `finished` and `failed`, unless it is cancelled.
    """

    finished = Signal(object)
    """The bytes of the picture, whole."""
    failed = Signal(str)
    """Why there is no picture, in words."""

    _settled = Signal(int, object, str)
    """Queued, so that whoever listens to the others may do away with the page that told."""

    _tokens = count(1)

    def __init__(
        self, engine: Engine, parent: QObject | None = None, *, patience_ms: int = _PATIENCE_MS
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._page: _FigurePage | None = None
        self._loaded = False
        self._token = 0
        self._request: dict[str, Any] = {}
        self._parts: list[str] = []
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(patience_ms)
        self._watch.timeout.connect(self._give_up)
        engine.handler.tiles.failed.connect(self._on_tile)
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a picture is being drawn."""
        return self._token != 0

    @property
    def page(self) -> QWebEnginePage | None:
        """The page that draws, for tests; None until the first picture."""
        return self._page

    def render(self, request: dict[str, Any], picture: Picture) -> None:
        """Draw the picture of a request (from `viewer.export.figure.request`)."""
        self.cancel()
        self._token = next(self._tokens)
        self._request = request
        self._parts = []
        self._publish("request", request)
        self._publish("scene", self._scene(picture))
        self._watch.start()
        if self._page is None:
            self._load()
        elif self._loaded:
            self._draw()

    def cancel(self) -> None:
        """Stop drawing; neither signal comes for what was begun."""
        if self.busy:
            self._end()
            self._drop_page()  # It may be deep in its work; a new one is there at once.

    def close(self) -> None:
        """Let go of the page; call this before the engine goes."""
        self.cancel()
        if self._page is not None:
            page, self._page, self._loaded = self._page, None, False
            shiboken6.delete(page)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _scene(self, picture: Picture) -> dict[str, Any]:
        """What the page is given at once; of a crowd, it asks for the rest."""
        if isinstance(picture, dict):
            return picture
        # numpy is imported with it, which a few places do without.
        from viewer.atlas.questions import answer

        path = self._engine.handler.answer_by(f"figure-{self._token}", partial(answer, picture))
        chosen = picture.entry_of_id(self._request["selected"])
        return picture.scene() | {"crowd": path, "chosen": chosen}

    # -- the page --------------------------------------------------------------------------

    def _publish(self, what: str, data: dict[str, Any]) -> None:
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        self._engine.publish(f"figure-{what}-{self._token}.json", text.encode("utf-8", "replace"))

    def _load(self) -> None:
        self._engine.publish(_NAME, _PAGE, "text/html")
        page = _FigurePage(self._engine.profile, self)
        page.titleChanged.connect(self._on_title)
        page.loadFinished.connect(self._on_loaded)
        page.renderProcessTerminated.connect(self._on_crash)
        self._page, self._loaded = page, False
        page.load(QUrl(_URL))

    def _drop_page(self) -> None:
        if self._page is not None:
            self._page.disconnect(self)
            self._page.deleteLater()
            self._page, self._loaded = None, False

    def _on_loaded(self, well: bool) -> None:
        if not well and not self._loaded:
            self._fail("the page that draws pictures could not be loaded")

    def _on_title(self, title: str) -> None:
        words = title.split(" ", 3)
        if title == "figures":
            self._loaded = True
            if self.busy:
                self._draw()
        elif words[:2] == ["figure", str(self._token)] and len(words) == 4:
            if words[2] == "failed":
                self._fail(words[3])
            elif words[2] == "ready" and words[3].isdecimal():
                self._collect(self._token, int(words[3]))

    def _draw(self) -> None:
        assert self._page is not None
        self._page.runJavaScript(f"void window.dateline.figure({self._token})")

    # -- the picture -----------------------------------------------------------------------

    def _collect(self, token: int, length: int) -> None:
        """Fetch the picture slice by slice, or print the page that holds it."""
        if self._page is None or token != self._token:
            return
        self._watch.start()  # It goes on: the patience is for each step.
        if self._request["form"] == Form.PDF:
            self._page.printToPdf(self._on_printed, _paper(self._request))
            return
        taken = sum(map(len, self._parts))
        if taken >= length:
            self._finish(_encoded(self._request["form"], "".join(self._parts)))
            return

        def on_slice(part: object) -> None:
            if token != self._token:
                return
            if not isinstance(part, str) or not part:
                self._fail("the picture could not be fetched from the page that drew it")
                return
            self._parts.append(part)
            self._collect(token, length)

        call = f"window.dateline.takeFigure({token}, {taken}, {_SLICE})"
        self._page.runJavaScript(call, on_slice)

    def _on_printed(self, data: Any) -> None:
        if self.busy:
            self._finish(bytes(data))

    def _finish(self, data: bytes) -> None:
        self._watch.stop()
        try:
            self._settled.emit(self._token, _described(data, self._request), "")
        except ExportError as error:
            self._fail(str(error))

    def _deliver(self, token: int, picture: bytes | None, why: str) -> None:
        """Tell how it ended, unless it was cancelled meanwhile."""
        if not token or token != self._token:
            return
        self._end()
        if picture is None:
            self._drop_page()
            self.failed.emit(f"The picture could not be drawn: {why}")
            return
        if self._page is not None:
            self._page.runJavaScript(f"void window.dateline.drop({token})")
        self.finished.emit(picture)

    def _end(self) -> None:
        self._watch.stop()
        self._engine.handler.answer_no_more(f"figure-{self._token}")
        for what in ("request", "scene"):
            self._engine.withdraw(f"figure-{what}-{self._token}.json")
        self._token = 0
        self._parts = []

    # -- what goes wrong -------------------------------------------------------------------

    def _fail(self, why: str) -> None:
        if self.busy:
            self._watch.stop()
            self._settled.emit(self._token, None, why)

    def _on_tile(self, message: str) -> None:
        if self._request.get("tiles"):
            self._fail(message)

    def _on_crash(self, *_: object) -> None:
        self._loaded = False
        if self.busy:
            self._fail("the process that drew it ended; a smaller size may help")
        else:
            self._drop_page()

    def _give_up(self) -> None:
        self._fail("it took too long")


def _paper(request: dict[str, Any]) -> QPageLayout:
    """One sheet of exactly the figure's size, without margins."""
    inches = QSizeF(request["width"] / request["dpi"], request["height"] / request["dpi"])
    size = QPageSize(inches, QPageSize.Unit.Inch, "figure", QPageSize.SizeMatchPolicy.ExactMatch)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def _encoded(form: str, text: str) -> bytes:
    return base64.b64decode(text) if form == Form.PNG else text.encode("utf-8", "replace")


def _described(data: bytes, request: dict[str, Any]) -> bytes:
    """The picture with its metadata, once it is known to be what was asked for."""
    name, credit, generator = request["name"], request["credit"], request["generator"]
    if request["form"] == Form.PNG:
        if png_size(data) != (request["width"], request["height"]):
            raise ExportError("it did not come out in the size that was asked for")
        texts = {"Title": name, "Copyright": credit, "Software": generator}
        return png_with(data, request["dpi"], texts)
    if request["form"] == Form.PDF:
        return pdf_with(data, {"Title": name, "Subject": credit, "Creator": generator})
    return data
