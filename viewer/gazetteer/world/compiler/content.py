"""All rows of the world gazetteer that come from packages, in the order in which they count."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.world.compiler.counties import county_rows
from viewer.gazetteer.world.compiler.countries import country_rows
from viewer.gazetteer.world.compiler.districts import district_rows
from viewer.gazetteer.world.compiler.packages import Packages, read_names, read_settlements
from viewer.gazetteer.world.compiler.postal import postal_rows
from viewer.gazetteer.world.compiler.regions import region_rows
from viewer.gazetteer.world.compiler.settlements import settlement_rows
from viewer.gazetteer.world.row import WorldRow

_GREAT = 1_000_000
_GOOD = frozenset({NameKind.TITLE, NameKind.ALIAS})


def package_rows(packages: Packages) -> Iterator[WorldRow]:
    """Countries, regions of the first and second order, settlements, villages with a post."""
    names = read_names(packages)
    settlements = read_settlements(packages, names)
    great: dict[str, str] = {}
    for row in country_rows(packages):
        great.update(_names(row))
        yield row
    for row in region_rows(packages, names, settlements):
        if row.population > _GREAT:
            great.update(_names(row))
        yield row
    yield from county_rows(names, settlements)
    yield from district_rows(settlements)
    yield from settlement_rows(packages, settlements, great)
    yield from postal_rows(packages, settlements)


def _names(row: WorldRow) -> dict[str, str]:
    """The folded good names of a country or region, with its country."""
    good = (name for name, kind in row.names if kind in _GOOD)
    return {name.casefold(): row.country for name in (row.title, *good)}
