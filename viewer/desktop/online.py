"""Fetches online tiles for the page, which has no network itself; only when switched on."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QUrl, Signal
from PySide6.QtNetwork import (
    QNetworkAccessManager,
    QNetworkDiskCache,
    QNetworkReply,
    QNetworkRequest,
)
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

from viewer import __version__
from viewer.atlas.tiles import TileSource

_CACHE_BYTES = 200_000_000
_TILE_BYTES = 4_000_000
_TIMEOUT_MS = 20_000
_TYPES = ("image/png", "image/jpeg", "image/webp", "image/gif")
_TRANSPARENT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJg"
    "gg=="
)


class TileFetcher(QObject):
    """Asks the server of the chosen source for tiles, with a cache, under our own name."""

    failed = Signal(str)
    """One line for the person: what could not be fetched and from where."""

    def __init__(self, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cache = cache
        self._source: TileSource | None = None
        self._network: QNetworkAccessManager | None = None

    def set_source(self, source: TileSource | None) -> None:
        """Choose the tiles; with None no request is made any more."""
        self._source = source
        if source is None and self._network is not None:
            self._network.deleteLater()
            self._network = None

    def fetch(self, job: QWebEngineUrlRequestJob, z: int, x: int, y: int) -> None:
        """Answer a page's request for a tile, later; with an empty tile if it cannot be had."""
        source = self._source
        across = 2**z
        if source is None or not source.min_zoom <= z <= source.max_zoom or not 0 <= y < across:
            _answer(job, "image/png", _TRANSPARENT)
            return
        request = QNetworkRequest(QUrl(source.tile_url(z, x % across, y)))
        request.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, f"Dateline/{__version__}")
        request.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute,
            QNetworkRequest.CacheLoadControl.PreferCache,
        )
        request.setTransferTimeout(_TIMEOUT_MS)
        fetched = self._manager().get(request)
        # A page may give up its request; then there is no one to answer.
        waits = [True]
        job.destroyed.connect(lambda: waits.clear())
        job.destroyed.connect(fetched.abort)
        fetched.finished.connect(lambda: self._finish(job if waits else None, fetched, source))

    def _manager(self) -> QNetworkAccessManager:
        if self._network is None:
            self._network = QNetworkAccessManager(self)
            if self._cache is not None:
                disk = QNetworkDiskCache(self._network)
                disk.setCacheDirectory(str(self._cache / "tiles"))
                disk.setMaximumCacheSize(_CACHE_BYTES)
                self._network.setCache(disk)
        return self._network

    def _finish(
        self, job: QWebEngineUrlRequestJob | None, fetched: QNetworkReply, source: TileSource
    ) -> None:
        fetched.deleteLater()
        error = fetched.error()
        if job is None:
            return
        mime = str(fetched.header(QNetworkRequest.KnownHeaders.ContentTypeHeader) or "")
        mime = mime.partition(";")[0].strip()
        data = bytes(fetched.read(_TILE_BYTES).data())
        if error == QNetworkReply.NetworkError.NoError and mime in _TYPES:
            _answer(job, mime, data)
            return
        why = fetched.errorString() if error != QNetworkReply.NetworkError.NoError else "no image"
        self.failed.emit(f"Map tiles from {source.host} could not be fetched: {why}")
        _answer(job, "image/png", _TRANSPARENT)


def _answer(job: QWebEngineUrlRequestJob, mime: str, data: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(mime.encode(), buffer)
