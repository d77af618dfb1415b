"""One door to all writers of data: the suffix of the target picks the one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from viewer.export.geojson import write_geojson
from viewer.export.html import write_html
from viewer.export.tables import write_mentions, write_places
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import ExportError, Shape, View

DATA_SUFFIXES = (".html", ".geojson", ".csv")
PICTURE_SUFFIXES = (".png", ".svg", ".pdf")
TABLES = ("mentions", "places")


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What a person may choose for an export of data; a format leaves alone what is not for it."""

    title: str = ""
    """HTML: its title."""
    theme: str = "light"
    """HTML: how it looks first."""
    layer: str = "pins"
    """HTML: places as pins, as heat, or countries shaded by mentions."""
    view: View | None = None
    """HTML: where the map opens; None fits it to what was found."""
    shapes: frozenset[Shape] | None = None
    """HTML: the shapes of places that it shows; None for all."""
    table: str = ""
    """CSV: "mentions" or "places"; where it is empty, "places" if the file's name says so."""


def export_to(
    library: Library,
    boundaries: BoundaryIndex,
    target: Path,
    options: DataOptions | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write what a library holds in the format that the suffix of `target` names.

    `cancelled` is asked as it goes; once it says so, `ExportCancelled` is raised.
    """
    chosen = options or DataOptions()
    suffix = target.suffix.lower()
    if suffix in (".geojson", ".json"):
        write_geojson(library, boundaries, target, cancelled)
    elif suffix == ".csv":
        write = write_places if _table(target, chosen.table) == "places" else write_mentions
        write(library, target, cancelled)
    elif suffix in (".html", ".htm"):
        write_html(
            library,
            boundaries,
            target,
            title=chosen.title,
            theme=chosen.theme,
            layer=chosen.layer,
            view=chosen.view,
            shapes=chosen.shapes,
            cancelled=cancelled,
        )
    else:
        known = ", ".join((*PICTURE_SUFFIXES, *DATA_SUFFIXES))
        raise ExportError(f"{target.name}: the name of the file must end in one of {known}")


def is_picture(target: Path) -> bool:
    """Whether a file of this name is drawn, not written."""
    return target.suffix.lower() in PICTURE_SUFFIXES


def _table(target: Path, wanted: str) -> str:
    """The table that is meant: as chosen, else by a name such as "kyiv.places.csv"."""
    if wanted and wanted not in TABLES:
        raise ExportError(f"there is no table {wanted!r}: choose one of {', '.join(TABLES)}")
    return wanted or ("places" if target.stem.lower().endswith("places") else "mentions")
