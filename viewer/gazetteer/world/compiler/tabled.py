"""Our own additions to what the packages hold, read from the tables beside this module.

Each table is keyed by a code of GeoNames and gives names and points that the packages lack. The
points are GeoNames' own (CC BY 4.0), but nearer the middle where those lie at one end or in the
capital (Japan, Ethiopia, the Bahamas, Mali); the names are those of the news.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.world.compiler.centres import Point

_FOLDER = Path(__file__).parent
_KINDS = {
    "aliases": NameKind.ALIAS,
    "abbreviations": NameKind.ABBREVIATION,
    "alternates": NameKind.ALTERNATE,
    "local": NameKind.LOCAL,
}

NamePairs = tuple[tuple[str, NameKind], ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A line of one of our tables."""

    code: str
    title: str
    """"" where the package's title is good."""
    names: NamePairs
    point: Point | None
    name: str = ""
    """The name in GeoNames, where the code is not enough."""


def read_tabled(name: str) -> Iterator[Tabled]:
    """The lines of a table: "countries", "regions" or "cities"."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file, strict=True):
            yield Tabled(
                code=cells["code"],
                title=cells["title"],
                names=_names(cells),
                point=(float(cells["lat"]), float(cells["lon"])) if cells.get("lat") else None,
                name=cells.get("name", ""),
            )


def _names(cells: Mapping[str, str]) -> NamePairs:
    return tuple(
        (name.strip(), kind)
        for column, kind in _KINDS.items()
        for name in (cells.get(column) or "").split(";")
        if name.strip()
    )
