"""The row that every source of the world gazetteer is turned into, and our own tables' columns.

A source is a function that yields rows. Two rows with the same id are one place: of those, the
first read decides title, kind and point, and the others add their names and what it lacks. Our
tables are read first.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from pathlib import Path

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.row import WorldRow, merged

__all__ = ["COLUMNS", "NEEDED", "RowError", "WorldRow", "merged", "read_tables"]

COLUMNS = {
    "id": "gn:<GeoNames id> or wd:<Wikidata id> where there is one, else dl:<a-slug>",
    "title": "the name in English, as the news writes it",
    "kind": "continent, country, region, county, city, area, water, river, range, site or border",
    "types": "what it is, in plain words, the best first: capital;city",
    "country": "ISO 3166-1 alpha-2 of the country that it lies in; several with ; (the main one"
    " first); none for what lies in no country",
    "region": "GeoNames' code of the first-order region: US.IL (of a region, its own)",
    "county": "GeoNames' code of the second-order region: US.IL.167 (of a county, its own)",
    "lat": "degrees; for an area, the point that stands for it",
    "lon": "degrees",
    "radius_km": "how far it reaches from there, roughly; empty for what is a spot",
    "population": "where it is known",
    "importance": "how often the world's news names it, for what has no population that tells:"
    " 60 is as often as a town of 10 ** 6.0 people, 70 as one of ten million",
    "aliases": "other names in English, official, short or historic, with ;",
    "abbreviations": "U.S.;Calif.",
    "alternates": "names in Latin script of other languages, or doubtful ones",
    "local": "names in other scripts",
    "matches": "further ids of the same place, with ;: gn:703448;wd:Q1899",
    "source": "where the row comes from, in plain words",
    "note": "what a person should know, in a few words; most have none",
}
"""The columns of viewer/gazetteer/world/tables/*.csv. A column that a table does not need is
left out; id, title, kind, lat, lon and source are always there."""

NEEDED = ("id", "title", "kind", "lat", "lon", "source")
_NAMES = {
    "aliases": NameKind.ALIAS,
    "abbreviations": NameKind.ABBREVIATION,
    "alternates": NameKind.ALTERNATE,
    "local": NameKind.LOCAL,
}


class RowError(ValueError):
    """A row of our own tables that cannot be used; the message says which and why."""


def read_tables(folder: Path) -> Iterator[WorldRow]:
    """The rows of our own tables, file by file; raises RowError at the first that is wrong."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_header(path, tuple(reader.fieldnames or ()))
            for cells in reader:
                try:
                    yield _row(cells)
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise RowError(f"{path.name}, line {reader.line_num}: {error}") from error


def _check_header(path: Path, names: tuple[str, ...]) -> None:
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        raise RowError(f"{path.name}: columns missing {missing}, unknown {unknown}")


def _row(cells: dict[str, str]) -> WorldRow:
    if None in cells or None in cells.values():
        raise ValueError("more or fewer cells than headers")
    for name in NEEDED:
        if not cells[name].strip():
            raise ValueError(f"{name} is empty")
    countries = _several(cells.get("country", ""))
    return WorldRow(
        id=_id(cells["id"]),
        kind=Kind[cells["kind"].strip().upper()],
        title=cells["title"].strip(),
        lat=_degrees(cells["lat"], 90),
        lon=_degrees(cells["lon"], 180),
        names=tuple(
            (name, kind) for column, kind in _NAMES.items() for name in _several(cells.get(column))
        ),
        population=int(cells.get("population") or 0),
        importance=_importance(cells.get("importance") or "0"),
        country=countries[0] if countries else "",
        region=(cells.get("region") or "").strip(),
        county=(cells.get("county") or "").strip(),
        radius_km=float(cells.get("radius_km") or 0),
        types=(cells.get("types") or "").strip(),
        source=cells["source"].strip(),
        matches=_several(cells.get("matches")),
        countries=countries if len(countries) > 1 else (),
        note=(cells.get("note") or "").strip(),
    )


def _several(cell: str | None) -> tuple[str, ...]:
    parts = ((part.strip()) for part in (cell or "").split(";"))
    return tuple(part for part in parts if part)


def _importance(cell: str) -> int:
    value = int(cell)
    if not 0 <= value <= 100:
        raise ValueError(f"an importance of {cell} is not between 0 and 100")
    return value


def _id(cell: str) -> str:
    prefix, _, rest = cell.strip().partition(":")
    if prefix not in {"gn", "wd", "dl"} or not rest:
        raise ValueError(f"the id {cell!r} is not gn:..., wd:... or dl:...")
    return cell.strip()


def _degrees(cell: str, limit: float) -> float:
    value = float(cell)
    if not (math.isfinite(value) and abs(value) <= limit):
        raise ValueError(f"{cell} is not between -{limit} and {limit}")
    return value
