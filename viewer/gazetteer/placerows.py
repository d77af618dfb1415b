"""A place of a table as a row of a world gazetteer, for tables that are too large to be held."""

from __future__ import annotations

import math
import re

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.outline import EARTH_KM
from viewer.gazetteer.placetable import kind_of
from viewer.gazetteer.worldrow import WorldRow, alternate_kind
from viewer.model import Place

_SHARED_ID = re.compile(r"[A-Za-z]{2,8}:\S+")
"""What names a place whatever file it stands in: "gn:703448", "wd:Q1899"."""


def to_row(place: Place, file: str, line: int) -> WorldRow:
    """A row for a place of a line of a file; its outline becomes a circle about as large."""
    return WorldRow(
        id=place.id if _SHARED_ID.fullmatch(place.id) else f"{file}:{place.id or line}",
        kind=kind_of(place),
        title=place.title,
        lat=place.lat,
        lon=place.lon,
        names=tuple([(name, _name_kind(name)) for name in place.variants]),
        population=place.population or 0,
        country=place.ccodes[0] if place.ccodes else "",
        radius_km=place.radius_km or _reach_km(place),
        types=place.kind,
        source=place.source or file,
        matches=place.matches,
        countries=place.ccodes if len(place.ccodes) > 1 else (),
        note=f"{place.description} (line {line:,} of {file})".strip(),
    )


def _name_kind(name: str) -> NameKind:
    """A name that a person has listed is as good as the title, if it is of the same script."""
    if alternate_kind(name) is NameKind.LOCAL:
        return NameKind.LOCAL
    return NameKind.ABBREVIATION if name.isupper() and len(name) < 6 else NameKind.ALIAS


def _reach_km(place: Place) -> float:
    """How far the outline reaches from the point that stands for it."""
    points = [point for ring in place.polygon for point in ring]
    if not points:
        return 0.0
    flat = math.cos(math.radians(place.lat))
    farthest = max(math.hypot(lat - place.lat, (lon - place.lon) * flat) for lat, lon in points)
    return min(math.radians(farthest) * EARTH_KM, EARTH_KM)
