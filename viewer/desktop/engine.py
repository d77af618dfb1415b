"""The web engine, locked: its own scheme, off the record, without a network.

The page shows articles from anywhere, so it is held to be hostile: it may load our files and
what Dateline publishes, and nothing else. `prepare` must be called before QApplication is made.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlScheme,
)

# Imported before QApplication is made, as Qt asks of those that make a QWebEngineView.
from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: F401

from viewer.atlas.assets import Assets
from viewer.desktop import messages
from viewer.desktop.scheme import SchemeHandler

network = logging.getLogger("dateline.network")
"""Tells of each request that was refused."""
console = logging.getLogger("dateline.console")
"""Tells what pages complain of."""

SCHEME = b"app"
HOST = "map"
PAGE_URL = "app://map/index.html"
_FLAGS = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_Attribute = QWebEngineSettings.WebAttribute
_Level = QWebEnginePage.JavaScriptConsoleMessageLevel
_LEVELS = {
    _Level.InfoMessageLevel: logging.DEBUG,
    _Level.WarningMessageLevel: logging.INFO,
    _Level.ErrorMessageLevel: logging.ERROR,
}
_REFUSED = (
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.PdfViewerEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.WebGLEnabled,
)


def prepare() -> None:
    """Register the scheme and set the engine's flags; before QApplication, and only once."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""), *_FLAGS, *messages.engine_flags()
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(flags).strip()
    # Chromium's sandbox refuses to run as root; everyone else has it.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets requests to our own host pass and refuses every other."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by Qt for each request, and for each frame's navigation."""
        url = info.requestUrl()
        if is_ours(url) or url.toString() == "about:blank" or url.scheme() == "data":
            return
        network.warning("refused %s", url.toString())
        info.block(True)


def is_ours(url: QUrl) -> bool:
    """Whether a URL belongs to the map's page."""
    return url.scheme().encode() == SCHEME and url.host() == HOST


class LockedPage(QWebEnginePage):
    """A page that goes nowhere, opens nothing and asks nothing."""

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Only our own page, and only in the page itself."""
        return is_main_frame and QUrl(url) == QUrl(PAGE_URL)

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """No new windows."""
        return None  # type: ignore[return-value]

    def javaScriptAlert(self, origin: QUrl | str, text: str) -> None:
        """No dialogs."""

    def javaScriptConfirm(self, origin: QUrl | str, text: str) -> bool:
        """No dialogs: the answer is no."""
        return False

    def javaScriptPrompt(self, origin: QUrl | str, text: str, default: str) -> tuple[bool, str]:
        """No dialogs: there is no answer."""
        return False, ""

    def chooseFiles(self, *_: object) -> list[str]:
        """No files."""
        return []

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        line: int,
        source: str,
    ) -> None:
        """What a page complains of goes to the log."""
        console.log(_LEVELS.get(level, logging.INFO), "%s:%d: %s", source, line, message)


class Engine(QObject):
    """The profile that all pages share, with the scheme's handler and the interceptor."""

    def __init__(self, cache: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.interceptor = Interceptor(self)
        self.handler = SchemeHandler(Assets(cache), cache, self)
        self._pages: list[LockedPage] = []
        # Made before the profile, so that Qt ends the pages in it first.
        self._nursery = QObject(self)
        # Without a name a profile is off the record: nothing is written.
        self.profile = QWebEngineProfile(self)
        self.profile.setUrlRequestInterceptor(self.interceptor)
        self.profile.installUrlSchemeHandler(SCHEME, self.handler)
        self.profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.profile.downloadRequested.connect(_cancel)
        for attribute in _REFUSED:
            self.profile.settings().setAttribute(attribute, False)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.shutdown)

    def new_page(self, parent: QObject | None = None) -> LockedPage:
        """A page with nothing loaded yet."""
        page = LockedPage(self.profile, parent or self._nursery)
        page.permissionRequested.connect(_deny)
        self._pages = [known for known in self._pages if shiboken6.isValid(known)] + [page]
        return page

    def shutdown(self) -> None:
        """End all pages, then the profile: the engine crashes if it loses them the other way."""
        for page in self._pages:
            if shiboken6.isValid(page):
                shiboken6.delete(page)
        self._pages.clear()
        if shiboken6.isValid(self.profile):
            shiboken6.delete(self.profile)

    def publish(self, name: str, data: bytes, mime: str = "application/json") -> str:
        """Put a document where pages can fetch it; gives its path."""
        return self.handler.publish(name, data, mime)

    def withdraw(self, name: str) -> None:
        """Take a document away again."""
        self.handler.withdraw(name)


def _cancel(download: QWebEngineDownloadRequest) -> None:
    download.cancel()


def _deny(permission: QWebEnginePermission) -> None:
    permission.deny()
