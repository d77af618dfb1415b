"""The map with its passages as one HTML file: interactive, offline, asking for nothing.

All text of articles is in blocks of JSON, which no browser runs, and gets onto the page as
text. The file's own policy admits its two scripts by their hashes and no other.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from viewer.atlas.bundle import bundle
from viewer.atlas.picture import FEW
from viewer.atlas.scene import scene_of, thinned
from viewer.export.atomic import replacing
from viewer.export.citing import QUOTE_LIMIT, Citation, cite, cut
from viewer.export.credits import GENERATOR, attribution
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Excerpt, Library
from viewer.model import Article, ExportError, Shape, View

_VIEWER = Path(__file__).parents[1]
_WEB = _VIEWER / "web"
_LEAFLET = _WEB / "vendor" / "leaflet"
_BASE = _VIEWER / "atlas" / "base"
_BASE_FILES = (
    "world-110m.json",
    "world-50m.json",
    "world-10m.json",
    "water-110m.json",
    "water-50m.json",
    "labels.json",
)
_QUOTES_OF_A_PASSAGE = 50
"""Of a passage that is too long to be shown whole, so many mentions are quoted."""

_QUOTES_OF_A_PLACE = 100
"""Where there are more places than a page can hold, so many passages of each are quoted."""
_MOST_ARTICLES = 2000
"""Where there are more, only those that are quoted are listed."""

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_html(
    library: Library,
    boundaries: BoundaryIndex,
    target: Path,
    *,
    title: str = "",
    theme: str = "light",
    layer: str = "pins",
    view: View | None = None,
    shapes: Collection[Shape] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the page; `theme` and `layer` are how it looks first, `view` where it opens.

    With `shapes` it shows places of these shapes alone. Of very many places it has the most
    mentioned, and says so.
    """
    title = title.strip() or "Map of places"
    tallies = library.tallies()
    scene = scene_of(tallies[:FEW], library.counts.articles, boundaries)
    if shapes is not None:
        scene = thinned(scene, shapes)
    ids = [place["id"] for place in scene["places"]]
    settings = {
        "title": title,
        "theme": "dark" if theme == "dark" else "light",
        "layer": layer,
        "note": _left_out(len(tallies)),
        "view": {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None,
        "selected": view.selected if view and view.selected in ids else None,
    }
    data = {
        "settings": settings,
        "scene": scene,
        "readings": _readings(library, ids, len(tallies)),
    }
    with replacing(target, cancelled) as stream:
        for part in _page(title, data):
            stream.write(part.encode("utf-8"))


def embedded(data: Any) -> str:
    """JSON that can stand in a script element: no sign of it means anything to HTML."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(_UNSAFE).encode("utf-8", "replace").decode("utf-8")


def _page(title: str, data: dict[str, Any]) -> Iterator[str]:
    scripts, style = _scripts(), _style()
    sources = " ".join(f"'{_hash(script)}'" for script in scripts)
    policy = (
        f"default-src 'none'; script-src {sources}; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    yield "<!doctype html>\n"
    yield f'<html lang="en" data-theme="{data["settings"]["theme"]}">\n<head>\n'
    yield '<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f'<meta name="generator" content="{html.escape(GENERATOR)}">\n'
    yield f'<meta name="copyright" content="{html.escape(attribution())}">\n'
    yield f"<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n"
    yield '<body>\n<main id="map"></main>\n<aside id="side" aria-label="Places"></aside>\n'
    for name, value in data.items():
        yield f'<script type="application/json" id="{name}">{embedded(value)}</script>\n'
    for name, packed in _base():
        yield f'<script type="application/octet-stream" id="{name}">{packed}</script>\n'
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


# -- what the page says --------------------------------------------------------------------


def _left_out(places: int) -> str:
    """What the page says where it does not hold all places; nothing where it does."""
    if places <= FEW:
        return ""
    return (
        f"The {FEW:,} most mentioned of {places:,} places, "
        f"with up to {_QUOTES_OF_A_PLACE} passages of each."
    )


def _readings(library: Library, place_ids: Sequence[str], places: int) -> dict[str, Any]:
    """Articles, and for each place what they say of it; offsets are JavaScript's."""
    counts = library.counts
    articles: dict[str, Citation] = {}
    numbers: dict[str, int] = {}

    def number(article: Article) -> int:
        if article.id not in numbers:
            numbers[article.id] = len(numbers)
            articles[article.id] = cite(article)
        return numbers[article.id]

    if counts.articles <= _MOST_ARTICLES:
        for reading in library.readings:
            number(reading.article)
    most = None if places <= FEW else _QUOTES_OF_A_PLACE
    quotes: dict[str, list[dict[str, Any]]] = {}
    for place_id in place_ids:
        quotes[place_id] = [
            {"article": number(excerpt.reading.article), **quoted}
            for excerpt in library.excerpts(place_id)[:most]
            for quoted in _quotes(excerpt)
        ]
    return {
        "articles": [
            {"title": c.title, "source": c.source, "date": c.date} for c in articles.values()
        ],
        "counts": {
            "articles": counts.articles,
            "mentions": counts.mentions,
            "placed": counts.placed,
        },
        "unplaced": [{"name": entry.name, "why": entry.why} for entry in library.ledger()[:FEW]],
        "quotes": quotes,
    }


def _quotes(excerpt: Excerpt) -> Iterator[dict[str, Any]]:
    """The passage with all its marks; of a very long one, each mention with what is around."""
    text, passage = excerpt.reading.article.text, excerpt.passage
    if passage.end - passage.start <= 4 * QUOTE_LIMIT:
        spans = [(mention.start, mention.end) for mention in excerpt.mentions]
        yield _quote(text, passage.start, passage.end, spans, whole=True)
        return
    for mention in excerpt.mentions[:_QUOTES_OF_A_PASSAGE]:
        start, end = cut(passage, mention)
        yield _quote(text, start, end, [(mention.start, mention.end)], whole=False)


def _quote(
    text: str, start: int, end: int, spans: list[tuple[int, int]], *, whole: bool
) -> dict[str, Any]:
    shown = text[start:end]
    # Marks are counted in UTF-16, in steps from one to the next, so a long text is read once.
    marks, at, units = [], start, 0
    for edge in (edge for span in spans for edge in span):
        units += len(text[at:edge].encode("utf-16-le", "surrogatepass")) // 2
        at = edge
        marks.append(units)
    return {"text": shown, "marks": marks, "whole": whole}


# -- what the page is made of --------------------------------------------------------------


@cache
def _scripts() -> tuple[str, ...]:
    leaflet = _file(_LEAFLET / "leaflet.js")
    # Developers' tools would ask for the map of the source, which is not there.
    leaflet = re.sub(r"^//# sourceMappingURL=.*$", "", leaflet, flags=re.MULTILINE)
    ours = bundle(_WEB, "standalone.js")
    for script in (leaflet, ours):
        if re.search(r"</script|<!--", script, re.IGNORECASE):
            raise ExportError("A script of Dateline cannot be put into a page")
    return leaflet, ours


@cache
def _style() -> str:
    sheets = [_LEAFLET / "leaflet.css", _WEB / "map.css", _WEB / "standalone.css"]
    style = "\n".join(map(_file, sheets))
    # The pictures of Leaflet's controls that we have not, and a relic of Internet Explorer.
    return re.sub(r"[\w-]+:\s*url\([^)]*\);?", "", style)


@cache
def _base() -> tuple[tuple[str, str], ...]:
    """The base map, compressed: (name, base64 of gzip)."""
    return tuple(
        (name, base64.b64encode(gzip.compress(_file(_BASE / name).encode(), 6, mtime=0)).decode())
        for name in _BASE_FILES
    )


def _file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ExportError(f"Dateline is not whole: {path.name} is missing") from error


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()
