"""What each path of the map's page is: knows files and no Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from viewer.atlas.page import Page, load_page

WEB = Path(__file__).parents[1] / "web"
BASE = Path(__file__).parent / "base"

_MIME = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_PLAIN_PATH = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
_SCRIPT = re.compile(r"script-([0-9]{1,2})\.js")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page, whole, with its type."""

    data: bytes
    mime: str


class Assets:
    """The page, our scripts and styles, the libraries and the base map, by path."""

    def __init__(self, cache: Path | None) -> None:
        self._cache = cache
        self._page: Page | None = None

    def resolve(self, path: str) -> Asset | None:
        """The file at a path such as "/web/page.js"; None if there is none or it is refused."""
        path = path.removeprefix("/") or "index.html"
        if path == "index.html":
            return Asset(self.page.html.encode(), "text/html")
        if script := _SCRIPT.fullmatch(path):
            return self._script(int(script[1]))
        if not _PLAIN_PATH.fullmatch(path):
            return None
        folder, _, name = path.partition("/")
        if folder == "web" and not name.startswith("node_modules/"):
            return _file(WEB, name, (".js", ".css", ".png", ".svg"))
        if folder == "base":
            return _file(BASE, name, (".json",))
        return None

    @property
    def page(self) -> Page:
        """The page, rendered or read when it is first asked for."""
        if self._page is None:
            self._page = load_page(self._cache)
        return self._page

    def _script(self, index: int) -> Asset | None:
        scripts = self.page.scripts
        return Asset(scripts[index].encode(), _MIME[".js"]) if index < len(scripts) else None


def _file(root: Path, name: str, suffixes: tuple[str, ...]) -> Asset | None:
    """A file under `root`, if it is of a kind that the page may have and truly lies there."""
    path = root / name
    if path.suffix not in suffixes:
        return None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return None
        return Asset(path.read_bytes(), _MIME[path.suffix])
    except OSError:
        return None
