"""What a picture of the map is to be: its size, its view, its furniture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from viewer.atlas.tiles import TileSource
from viewer.export.citing import cite
from viewer.export.credits import GENERATOR, attribution
from viewer.library.library import Library
from viewer.model import ExportError, View

SMALLEST_PX = 200
LARGEST_PX = 10_000
LARGEST_AREA_PX = 36_000_000
"""8K (7680 x 4320) has 33 million pixels, A2 at 300 dpi has 35."""
LONGEST_RATIO = 5
"""How many times as long as the other one side may be."""
DPI_RANGE = (36, 1200)
THEMES = ("light", "dark")
LAYERS = ("pins", "heat", "shaded")
MOST_ARTICLES = 400
"""No figure has room for the titles of more."""

# The side of a square of the figure's area, in CSS pixels, between which its text is readable
# beside the map: type is set for the paper at the chosen dpi, and only then for the pixels.
_SIDE_RANGE = (700.0, 1200.0)
_CSS_DPI = 96

_TILE_PATH = "/tiles/0/{z}/{x}/{y}"


@dataclass(frozen=True, slots=True)
class Size:
    """A size that people ask for by name."""

    name: str
    width_px: int
    height_px: int
    dpi: int


PRESETS: dict[str, Size] = {
    "screen": Size("Screen, 1920 × 1080", 1920, 1080, 96),
    "4k": Size("4K, 3840 × 2160", 3840, 2160, 192),
    "8k": Size("8K, 7680 × 4320", 7680, 4320, 384),
    "a4": Size("A4 landscape, 300 dpi", 3508, 2480, 300),
    "a3": Size("A3 landscape, 300 dpi", 4961, 3508, 300),
    "square": Size("Square, 2048 × 2048", 2048, 2048, 144),
}


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """All that decides what a picture looks like; refused at construction if it cannot be."""

    width_px: int = 1920
    height_px: int = 1080
    dpi: int = 96
    title: str = ""
    theme: str = "light"
    layer: str = "pins"
    """Places as pins, as heat, or countries shaded by mentions."""
    view: View | None = None
    """Where the map stands; None fits it to what was found."""
    window_px: tuple[int, int] | None = None
    """The size of the map that `view` was seen in: the figure shows at least as much ground."""
    show_title: bool = True
    show_legend: bool = True
    show_scale: bool = True
    show_attribution: bool = True
    """Where it is turned off, the attribution is written into the file's metadata all the same."""
    show_articles: bool = True
    show_counts: bool = True

    def __post_init__(self) -> None:
        for name, side in (("width", self.width_px), ("height", self.height_px)):
            if not SMALLEST_PX <= side <= LARGEST_PX:
                raise ExportError(
                    f"the {name} must be from {SMALLEST_PX} to {LARGEST_PX} pixels, not {side}"
                )
        if self.width_px * self.height_px > LARGEST_AREA_PX:
            raise ExportError(
                f"{self.width_px} x {self.height_px} pixels are too many: "
                f"at most {LARGEST_AREA_PX // 1_000_000} million, as in 8K"
            )
        if max(self.width_px, self.height_px) > LONGEST_RATIO * min(self.width_px, self.height_px):
            raise ExportError(f"one side may be at most {LONGEST_RATIO} times as long as the other")
        low, high = DPI_RANGE
        if not low <= self.dpi <= high:
            raise ExportError(f"the resolution must be from {low} to {high} dpi, not {self.dpi}")
        if self.theme not in THEMES:
            raise ExportError(f"there is no theme {self.theme!r}: choose light or dark")
        if self.layer not in LAYERS:
            raise ExportError(f"there is no layer {self.layer!r}: choose {', '.join(LAYERS)}")
        if self.view is not None and not all(
            math.isfinite(number) for number in (self.view.lat, self.view.lon, self.view.zoom)
        ):
            raise ExportError("the view of the map is not a place on Earth")

    @classmethod
    def preset(cls, name: str, **more: Any) -> FigureSpec:
        """A spec of a size of `PRESETS`."""
        if name not in PRESETS:
            raise ExportError(f"there is no size {name!r}: choose one of {', '.join(PRESETS)}")
        size = PRESETS[name]
        return cls(size.width_px, size.height_px, size.dpi, **more)

    @property
    def scale(self) -> float:
        """Pixels for one CSS pixel of the layout: text, line widths and pins grow by it."""
        side = math.sqrt(self.width_px * self.height_px)
        narrow, wide = _SIDE_RANGE
        return min(max(self.dpi / _CSS_DPI, side / wide), side / narrow)

    @property
    def inches(self) -> tuple[float, float]:
        """Width and height on paper."""
        return self.width_px / self.dpi, self.height_px / self.dpi

    def bare(self) -> FigureSpec:
        """The same map without furniture but its attribution: for the clipboard."""
        return replace(
            self,
            show_title=False,
            show_legend=False,
            show_articles=False,
            show_counts=False,
        )


def size_from(text: str, dpi: int | None = None) -> Size:
    """The size that "a4", "4k" or "3840x2160" means; `dpi` overrides the size's own."""
    name = text.strip().lower()
    if name in PRESETS:
        found = PRESETS[name]
        return replace(found, dpi=dpi) if dpi else found
    width, found_x, height = name.replace("×", "x").partition("x")
    if not (found_x and width.strip().isdecimal() and height.strip().isdecimal()):
        raise ExportError(
            f"{text!r} is no size: give WIDTHxHEIGHT in pixels or one of {', '.join(PRESETS)}"
        )
    return Size(name, int(width), int(height), dpi or _CSS_DPI)


def request(
    spec: FigureSpec, library: Library, form: str, tiles: TileSource | None = None
) -> dict[str, Any]:
    """What `figure.js` needs to draw a picture; `form` is "png", "svg" or "pdf"."""
    counts = library.counts
    credit = attribution(tiles.attribution if tiles else None)
    view = spec.view
    return {
        "form": form,
        "width": spec.width_px,
        "height": spec.height_px,
        "dpi": spec.dpi,
        "scale": spec.scale,
        "theme": spec.theme,
        "layer": spec.layer,
        "view": {"lat": view.lat, "lon": view.lon, "zoom": view.zoom} if view else None,
        "selected": view.selected if view else None,
        "tiles": {"url": _TILE_PATH, "maxZoom": tiles.max_zoom} if tiles else None,
        "window": list(spec.window_px) if spec.window_px else None,
        "title": spec.title.strip() if spec.show_title else "",
        "name": spec.title.strip() or "Map of places",
        "credit": credit,
        "generator": GENERATOR,
        "attribution": credit if spec.show_attribution else "",
        "legend": spec.show_legend,
        "scaleBar": spec.show_scale,
        "counts": (
            {
                "articles": counts.articles,
                "mentions": counts.mentions,
                "placed": counts.placed,
            }
            if spec.show_counts
            else None
        ),
        "articles": (
            [
                {"title": citation.title, "source": citation.source, "date": citation.date}
                for citation in (
                    cite(reading.article) for reading in library.readings[:MOST_ARTICLES]
                )
            ]
            if spec.show_articles
            else []
        ),
        "articleCount": len(library.readings) if spec.show_articles else 0,
    }
