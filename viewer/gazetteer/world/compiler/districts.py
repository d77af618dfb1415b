"""Districts of England that local news names and GeoNames' list of counties does not have.

Our own table names each with its seat, whose point stands for it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.compiler.packages import Settlement
from viewer.gazetteer.world.row import WorldRow

_TABLE = Path(__file__).with_name("districts.csv")
_REGION = "GB.ENG"
_RADIUS_KM = 15.0


def district_rows(settlements: Iterable[Settlement]) -> Iterator[WorldRow]:
    """A row for each district of the table whose seat is known."""
    seats: dict[str, Settlement] = {}
    for place in settlements:
        if place.region == _REGION:
            known = seats.get(place.name)
            if known is None or place.population > known.population:
                seats[place.name] = place
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, strict=True):
            if seat := seats.get(line["seat"]):
                yield _row(line["title"], seat)


def _row(title: str, seat: Settlement) -> WorldRow:
    return WorldRow(
        id=f"dl:{_REGION}.{title.replace(' ', '-')}",
        kind=Kind.COUNTY,
        title=title,
        lat=seat.lat,
        lon=seat.lon,
        names=((f"{title} District", NameKind.ALIAS),),
        country="GB",
        region=_REGION,
        county=seat.county,
        radius_km=_RADIUS_KM,
        types="district",
        source="Dateline",
    )
