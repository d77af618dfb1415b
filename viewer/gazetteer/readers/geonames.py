"""GeoNames' own table: a line without headers to a row of a world gazetteer.

The columns are those of the readme at download.geonames.org/export/dump: id, name, its ASCII
form, alternate names, latitude, longitude, feature class and code, country, further countries,
four administrative codes, population, elevation, a computed one, time zone, date.
"""

from __future__ import annotations

import re

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.readers.featurecodes import feature_of
from viewer.gazetteer.readers.records import RowFault
from viewer.gazetteer.world.row import WorldRow, alternate_kind

CELLS = 19
ATTRIBUTION = "GeoNames, CC BY 4.0"
_DEGREES = re.compile(r"-?(?:\d{1,3}(?:\.\d*)?|\.\d+)(?:E-\d{1,2})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_NO_REGION = frozenset({"", "00"})
_CITY_PEOPLE = 100_000
_TOWN_PEOPLE = 5_000
_LONGEST = 200
"""GeoNames' own limit for a name."""


def read_line(line: str) -> WorldRow | str:
    """The place of a line, or the feature class of one that the news never names.

    Raises RowFault where the line is not one of GeoNames'.
    """
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != CELLS:
        raise RowFault(f"the line has {len(cells)} cells, and GeoNames' have {CELLS}")
    id, name, plain, others, lat, lon, feature_class, code, country, also, one, two = cells[:12]
    if not (id.isascii() and id.isdecimal()):
        raise RowFault(f"the id {_short(id)} is not a number")
    feature = feature_of(feature_class, code)
    if feature is None:
        return feature_class if feature_class in "AHLPRSTUV" else ""
    title = " ".join(name.split())
    if not title:
        raise RowFault("the name is missing")
    country = country if _COUNTRY.fullmatch(country) else ""
    region = f"{country}.{one}" if country and one not in _NO_REGION else ""
    kind, people = feature.kind, _people(cells[14])
    return WorldRow(
        id=f"gn:{int(id)}",
        kind=kind,
        title=title[:_LONGEST],
        lat=_degrees(lat, 90, "latitude"),
        lon=_degrees(lon, 180, "longitude"),
        names=_names(title, plain, others),
        population=people,
        country=country,
        region=region,
        county=f"{region}.{two}" if region and two else "",
        types=feature.types or _size(people),
        countries=_countries(country, also) if also else (),
    )


def _names(title: str, plain: str, others: str) -> tuple[tuple[str, NameKind], ...]:
    """The other names, each once; which of them are official, GeoNames' table does not say."""
    found = dict.fromkeys([plain, *others.split(",")] if others else [plain])
    found.pop(title, None)
    found.pop("", None)
    return tuple([(name, alternate_kind(name)) for name in found if len(name) <= _LONGEST])


def _countries(country: str, also: str) -> tuple[str, ...]:
    codes = (code.strip() for code in also.split(","))
    found = dict.fromkeys((country, *(code for code in codes if _COUNTRY.fullmatch(code))))
    found.pop("", None)
    return tuple(found) if len(found) > 1 else ()


def _people(cell: str) -> int:
    if cell.isascii() and cell.isdecimal():
        return int(cell[:12])
    if cell.strip() in ("", "-"):
        return 0
    raise RowFault(f"the population {_short(cell)} is not a number")


def _size(people: int) -> str:
    """What to call a settlement of its size; many of unknown size are hamlets."""
    if people >= _CITY_PEOPLE:
        return "city"
    return "town" if people >= _TOWN_PEOPLE else "village"


def _degrees(cell: str, limit: int, name: str) -> float:
    if not _DEGREES.fullmatch(cell):
        raise RowFault(f"the {name} {_short(cell)} is not a number of degrees")
    degrees = float(cell)
    if not -limit <= degrees <= limit:
        raise RowFault(f"the {name} {cell} is not between -{limit} and {limit}")
    return degrees


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 40 else cell[:40] + "…")
