"""The page that holds the map, built by folium, with every script in a file of its own.

The page is the same for every start and holds no data, so it is rendered once and kept;
a launch then needs no folium, whose import costs 0.3 s.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viewer import __version__

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_WEB = Path(__file__).parents[1] / "web"
_ENTRY = "page.js"
_PRELOAD = "".join(
    f'<link rel="preload" as="fetch" crossorigin="anonymous" href="/base/{name}-110m.json">'
    for name in ("world", "water")
)


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of the page, and the scripts that it links to as /script-0.js, /script-1.js ..."""

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
        for old in path.parent.glob("page-*.json"):
            if old != path:
                old.unlink()
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _fingerprint() -> str:
    """Changes with Dateline, with this module, and with our scripts while they are worked on."""
    with os.scandir(_WEB) as entries:
        scripts = max(entry.stat().st_mtime_ns for entry in entries)
    return f"{__version__}-{Path(__file__).stat().st_mtime_ns:x}-{scripts:x}"


def render_page() -> Page:
    """Render the page with folium. No data goes through it, so nothing needs escaping."""
    # Like folium, needed only where the page is not in the cache.
    from viewer.atlas.bundle import bundle

    html: str = _map().get_root().render()
    scripts: list[str] = []

    def externalise(match: re.Match[str]) -> str:
        scripts.append(match.group(1).strip())
        return f'<script src="/script-{len(scripts) - 1}.js"></script>'

    html = _INLINE.sub(externalise, html)
    # Each request waits for Python, so all our modules come as one script.
    scripts.append(bundle(_WEB, _ENTRY))
    entry = f'<script defer src="/script-{len(scripts) - 1}.js"></script>'
    return Page(html.replace("</head>", f"{entry}\n</head>"), tuple(scripts))


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
    figure.header.add_child(Element(_PRELOAD), name="dateline")
    return page
