"""Which column of a table is which: Linked Places headers and those that people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "identifier", "place id", "uid", "key"),
    "title": ("title", "name", "place name", "placename", "toponym", "place", "label"),
    "variants": (
        "variants", "aliases", "alias", "variant", "alternate names", "alternatenames",
        "alternative names", "alternate name", "alternative name", "alt names", "other names",
        "names", "also known as", "aka", "synonyms",
    ),
    "types": (
        "types", "type", "place type", "feature type", "kind", "category", "class", "aat types",
    ),
    "ccodes": (
        "ccodes", "ccode", "country codes", "country code", "countrycode", "cc", "iso",
        "iso2", "iso a2", "countries", "country",
    ),
    "lat": ("lat", "latitude", "decimal latitude", "decimallatitude", "lat dd", "y"),
    "lon": (
        "lon", "lng", "long", "longitude", "decimal longitude", "decimallongitude", "lon dd", "x",
    ),
    "geowkt": ("geowkt", "wkt", "geometry", "geom", "the geom"),
    "matches": ("matches", "match", "same as", "sameas", "close match"),
    "title_source": ("title source", "source"),
    "fclasses": ("fclasses", "fclass", "feature class", "feature classes"),
    "population": ("population", "pop", "inhabitants", "people"),
    "description": ("description", "notes", "note", "comment", "comments", "desc", "remarks"),
}  # fmt: skip
"""Column to the headers that may stand for it, the plainest first."""


_UNIT = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column of a table stands."""

    headers: tuple[str, ...]
    """As the file has them."""
    at: Mapping[str, int]
    """Our name of the column to its position."""

    def cell(self, cells: Sequence[str], column: str) -> str:
        """What a row says in a column; "" where it says nothing."""
        position = self.at.get(column)
        if position is None or position >= len(cells):
            return ""
        return " ".join(cells[position].split())


def plain(header: str) -> str:
    """A header without what does not distinguish it: case, underscores, spaces, a unit."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    folded = _UNIT.sub("", folded)
    return re.sub(r"[\s_\-\ufeff]+", " ", folded).strip(" \"'")


def understand(headers: Sequence[str]) -> Columns:
    """Find the columns among headers; of two that could be one, the plainer name counts."""
    positions: dict[str, int] = {}
    for position, header in enumerate(headers):
        positions.setdefault(plain(header), position)
    at = {}
    for column, synonyms in SYNONYMS.items():
        found = next((name for name in synonyms if name in positions), None)
        if found is not None:
            at[column] = positions[found]
    return Columns(tuple(header.strip(" \ufeff") for header in headers), at)


def missing(columns: Columns) -> str | None:
    """Why no place can be read with these columns, or None where some can."""
    found = columns.at
    if len(columns.headers) == 1:
        return "there is one header only: part columns by commas, semicolons or tabs"
    if "title" not in found:
        return "no header names the places: call one column title or name"
    if "geowkt" in found or {"lat", "lon"} <= set(found):
        return None
    for one, other in (("lat", "lon"), ("lon", "lat")):
        if one in found:
            return f"there is a column {columns.headers[found[one]]} but none for {other}"
    if {"types", "ccodes"} <= set(found):
        return None
    return "no headers give coordinates: call two columns lat and lon (or one geowkt)"


def doubled(columns: Columns) -> str | None:
    """The header that stands twice and would leave it unclear which column is meant."""
    names = [plain(header) for header in columns.headers]
    used = {names[position] for position in columns.at.values()}
    return next((name for name in names if name in used and names.count(name) > 1), None)
