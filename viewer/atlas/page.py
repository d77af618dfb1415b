"""The page that holds the map, built by folium, with every script in a file of its own.

The page is the same for every start and holds no data, so it is rendered once and kept;
a launch then needs no folium, whose import costs 0.3 s.
"""

from __future__ import annotations

import importlib.util
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer import __version__

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
MODULES = (
    "page",
    "atlas",
    "base",
    "cluster",
    "ground",
    "hit",
    "label",
    "labels",
    "marks",
    "mercator",
    "names",
    "overlay",
    "scene",
    "shape",
    "theme",
    "tiles",
    "tooltip",
    "wheel",
)
"""The modules of the page, entry first; preloaded, so that they come all at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of the page, and the scripts that it links to as /shell-0.js, /shell-1.js ..."""

    html: str
    scripts: tuple[str, ...]


def load_page(cache: Path | None) -> Page:
    """The page, from the folder `cache` if it has the one of this version, else rendered."""
    kept = cache / f"page-{_fingerprint()}.json" if cache else None
    if kept:
        try:
            data = json.loads(kept.read_text(encoding="utf-8"))
            return Page(str(data["html"]), tuple(map(str, data["scripts"])))
        except (OSError, ValueError, KeyError, TypeError):
            pass  # Not there, or not whole: it is made again.
    page = render_page()
    if kept:
        _keep(page, kept)
    return page


def _keep(page: Page, path: Path) -> None:
    """Write the page for the next start; without it the next start is a little slower."""
    partial = path.with_suffix(".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(
            json.dumps({"html": page.html, "scripts": page.scripts}), encoding="utf-8"
        )
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _fingerprint() -> str:
    """Changes with Dateline, with this module and with the folium that is installed."""
    spec = importlib.util.find_spec("folium")
    origins = [Path(__file__), Path(spec.origin if spec and spec.origin else __file__)]
    stamps = "-".join(f"{origin.stat().st_mtime_ns:x}" for origin in origins)
    return f"{__version__}-{stamps}"


def render_page() -> Page:
    """Render the page with folium. No data goes through it, so nothing needs escaping."""
    html: str = _map().get_root().render()
    scripts: list[str] = []

    def externalise(match: re.Match[str]) -> str:
        scripts.append(match.group(1).strip())
        return f'<script src="/shell-{len(scripts) - 1}.js"></script>'

    return Page(_INLINE.sub(externalise, html), tuple(scripts))


def _map() -> Any:
    """A folium map without tiles, whose links point at our own files."""
    # folium is imported here because most launches find the page in the cache.
    import folium
    from branca.element import Element

    class ReadingMap(folium.Map):
        """folium's map with Leaflet alone: no jQuery, no Bootstrap, no icon fonts."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.default_js = [("leaflet", "/web/vendor/leaflet/leaflet.js")]
            self.default_css = [
                ("leaflet_css", "/web/vendor/leaflet/leaflet.css"),
                ("dateline_css", "/web/map.css"),
            ]

    page = ReadingMap(
        location=[30, 15],
        zoom_start=2,
        tiles=None,
        control_scale=True,
        zoom_control="topright",
        min_zoom=1,
        maxZoom=18,
        minZoom=1,
        zoomSnap=0,
        zoomDelta=1,
        worldCopyJump=True,
        fadeAnimation=False,
        maxBoundsViscosity=1,
        inertiaDeceleration=2600,
    )
    page._id = "dateline"
    figure: Any = page.get_root()
    figure.title = "Dateline"
    preload = "".join(f'<link rel="modulepreload" href="/web/{name}.js">' for name in MODULES)
    entry = f'<script type="module" src="/web/{MODULES[0]}.js"></script>'
    figure.header.add_child(Element(preload + entry), name="dateline")
    return page
