"""Answers the pages' requests on app://map: files, published documents, online tiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from viewer.atlas.assets import Asset, Assets
from viewer.desktop.online import TileFetcher

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Chromium's memory cache would serve what has been replaced.
    "Cache-Control": "no-store",
}
_QUESTION = re.compile(r"(/asked/[\w-]{1,60}/)([a-z]{1,20})")
_TILE = re.compile(r"/tiles/\d+/(\d{1,2})/(-?\d{1,9})/(-?\d{1,9})")


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """The Qt half of the scheme: paths are resolved by `Assets`, which knows no Qt."""

    def __init__(self, assets: Assets, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assets = assets
        self._documents: dict[str, Asset] = {}
        self._answers: dict[str, Callable[[str, str], Asset | None]] = {}
        self.tiles = TileFetcher(cache, self)

    def publish(self, name: str, data: bytes, mime: str) -> str:
        """Keep a document in memory under /documents/; gives its path."""
        path = f"/documents/{name}"
        self._documents[path] = Asset(data, mime)
        return path

    def withdraw(self, name: str) -> None:
        """Forget a document."""
        self._documents.pop(f"/documents/{name}", None)

    def answer_by(self, name: str, answer: Callable[[str, str], Asset | None]) -> str:
        """Let something answer what is asked under /asked/name/; gives that path.

        It is called with the rest of the path and the query, and gives None for nonsense.
        """
        path = f"/asked/{name}/"
        self._answers[path] = answer
        return path

    def answer_no_more(self, name: str) -> None:
        """Forget who answered."""
        self._answers.pop(f"/asked/{name}/", None)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Called by Qt for each request of a page."""
        if job.requestMethod() != QByteArray(b"GET"):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        path = job.requestUrl().path()
        if tile := _TILE.fullmatch(path):
            self.tiles.fetch(job, *map(int, tile.groups()))
            return
        if question := _QUESTION.fullmatch(path):
            asset = self._answered(question[1], question[2], job.requestUrl().query())
        else:
            asset = self._documents.get(path) or self._assets.resolve(path)
        if asset is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        else:
            reply(job, asset)

    def _answered(self, path: str, what: str, query: str) -> Asset | None:
        answer = self._answers.get(path)
        return answer(what, query) if answer else None


def reply(job: QWebEngineUrlRequestJob, asset: Asset) -> None:
    """Answer a request with a document, under our Content-Security-Policy."""
    # Each header has a list of values: a bare one would be sent letter by letter.
    headers: Any = {QByteArray(k.encode()): [QByteArray(v.encode())] for k, v in _HEADERS.items()}
    job.setAdditionalResponseHeaders(headers)
    buffer = QBuffer(job)
    buffer.setData(asset.data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(asset.mime.encode(), buffer)
