"""What a person chooses in the export dialog, kept from one export to the next."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from viewer.atlas.picture import Picture, shapes_of, thinned
from viewer.atlas.tiles import TileSource
from viewer.desktop.kinds import GROUPS
from viewer.export.figure import PRESETS, FigureSpec
from viewer.export.formats import DataOptions
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import Shape, View

_NOT_IN_NAMES = re.compile(r"[^\w\- ]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that the dialog offers."""

    label: str
    suffix: str
    note: str
    table: str = ""

    @property
    def picture(self) -> bool:
        """Whether it has a size and furniture."""
        return self.suffix in (".png", ".svg", ".pdf")

    @property
    def drawn(self) -> bool:
        """Whether it shows a map, and not data alone."""
        return self.picture or self.suffix == ".html"


FORMATS: dict[str, Format] = {
    "png": Format("Picture (PNG)", ".png", "Sharp at the size that you choose."),
    "pdf": Format("Document (PDF)", ".pdf", "One page, with lines and text that scale."),
    "svg": Format("Drawing (SVG)", ".svg", "To be worked on in a drawing program."),
    "html": Format(
        "Interactive page (HTML)",
        ".html",
        "One file for any browser: the map, and the passages of each place. It needs no network.",
    ),
    "geojson": Format(
        "Map data (GeoJSON)",
        ".geojson",
        "Places as points, lines and areas with all that is said of them, for GIS programs.",
    ),
    "mentions": Format(
        "Table of mentions (CSV)",
        ".csv",
        "A row for every mention with its passage, for spreadsheets.",
        table="mentions",
    ),
    "places": Format(
        "Table of places (CSV)", ".csv", "A row for every place, for spreadsheets.", table="places"
    ),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be exported, and how the window shows it now."""

    library: Library
    boundaries: BoundaryIndex
    scene: Picture
    """All places, as the map draws them."""
    shapes: frozenset[Shape] = frozenset(Shape)
    """The shapes of places that the window shows; data is exported whole."""
    view: View | None = None
    window_px: tuple[int, int] | None = None
    """The size of the map in the window."""
    theme: str = "light"
    tiles: TileSource | None = None
    layer: str = "pins"
    """How the window shows places: "pins", "heat" or "shaded"."""

    def shown(self, whole: bool = False) -> Picture:
        """The places that the window shows, or all of them."""
        return self.scene if whole else thinned(self.scene, self.shapes)


@dataclass(frozen=True, slots=True)
class Choices:
    """The state of the dialog."""

    format: str = "png"
    size: str = "screen"
    """A key of `PRESETS`, or "custom"."""
    width_px: int = 1920
    height_px: int = 1080
    dpi: int = 96
    title: str = ""
    theme: str = "light"
    whole: bool = False
    """Show all places, not those that the window shows, and as it shows them."""
    legend: bool = True
    scale: bool = True
    attribution: bool = True
    articles: bool = True
    counts: bool = True
    open_folder: bool = False
    folder: str = ""

    @classmethod
    def from_json(cls, text: str) -> Choices:
        """What was chosen last; whatever of it makes no sense any more is as at first."""
        try:
            kept = json.loads(text)
        except ValueError:
            kept = None
        if not isinstance(kept, dict):
            return cls()
        plain = cls()
        known = {
            field.name: kept[field.name]
            for field in fields(cls)
            if type(kept.get(field.name)) is type(getattr(plain, field.name))
        }
        choices = replace(plain, **known)
        if choices.format not in FORMATS:
            choices = replace(choices, format=plain.format)
        return choices if choices.size in (*PRESETS, "custom") else replace(choices, size="custom")

    def to_json(self) -> str:
        """To be read by `from_json`; the title belongs to one export only and is left out."""
        return json.dumps({key: value for key, value in asdict(self).items() if key != "title"})

    def spec(self, subject: Subject) -> FigureSpec:
        """The picture that is chosen; raises ExportError if there can be none such."""
        return FigureSpec(
            width_px=self.width_px,
            height_px=self.height_px,
            dpi=self.dpi,
            title=self.title,
            theme=self.theme,
            layer=subject.layer,
            view=None if self.whole else subject.view,
            window_px=None if self.whole else subject.window_px,
            show_legend=self.legend,
            show_scale=self.scale,
            show_attribution=self.attribution,
            show_articles=self.articles,
            show_counts=self.counts,
        )

    def note(self, subject: Subject) -> str:
        """What is said of the format, of adjectives, and of places that the window hides."""
        return " ".join(filter(None, (self._note_of_places(subject), self._note_of_words(subject))))

    def _note_of_words(self, subject: Subject) -> str:
        if FORMATS[self.format].table == "mentions":
            return "Adjectives (“Russian troops”) are in it too, with their role."
        count = subject.library.adjectives
        return "Adjectives (“Russian troops”) count, as in the window." if count else ""

    def _note_of_places(self, subject: Subject) -> str:
        chosen = FORMATS[self.format]
        present = shapes_of(subject.scene) - subject.shapes
        hidden = [text.lower() for shape, text in GROUPS.items() if shape in present]
        if not hidden or (self.whole and chosen.drawn):
            return chosen.note
        names = " and ".join(filter(None, (", ".join(hidden[:-1]), hidden[-1])))
        if chosen.drawn:
            return f"{chosen.note} Without {names}, as the window shows it."
        return f"{chosen.note} It holds all places, {names} too."

    def options(self, subject: Subject) -> DataOptions:
        """The choices that matter to formats of data."""
        return DataOptions(
            title=self.title,
            theme=self.theme,
            layer=subject.layer,
            view=None if self.whole else subject.view,
            shapes=None if self.whole else subject.shapes,
            table=FORMATS[self.format].table,
        )


def default_name(title: str, choice: str) -> str:
    """A name for the file: the title, as far as every system allows it."""
    stem = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].strip()
    ending = "-places" if choice == "places" else ""
    return f"{stem or 'Map of places'}{ending}{FORMATS[choice].suffix}"


def preview_of(request: dict[str, Any], longest_px: int) -> dict[str, Any]:
    """The request of a smaller picture that looks the same, as PNG."""
    factor = min(1.0, longest_px / max(request["width"], request["height"]))
    return {
        **request,
        "form": "png",
        "width": max(1, round(request["width"] * factor)),
        "height": max(1, round(request["height"] * factor)),
        "scale": request["scale"] * factor,
    }
