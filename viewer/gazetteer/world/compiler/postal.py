"""Villages of the United States that are too small for the lists of settlements, but have a post
office: local news names them all the time.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.compiler.alternates import ORDINARY, TOWNSHIP_STATES
from viewer.gazetteer.world.compiler.centres import Point, distance_km, squared
from viewer.gazetteer.world.compiler.packages import Packages, Settlement
from viewer.gazetteer.world.row import WorldRow

_SAME_KM = 30.0
"""A settlement of the same name within this distance is the same place."""
_NEAR_DEGREES = 0.3
_SOURCE = "US post offices"
_MILITARY = frozenset(("AA", "AE", "AP", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"))
"""What stands for a state in the codes of the forces abroad; and the territories."""
_Office = tuple[str, str]


def postal_rows(packages: Packages, settlements: Iterable[Settlement]) -> Iterator[WorldRow]:
    """A row for each post office of a place that the settlements do not have."""
    known: defaultdict[_Office, list[Point]] = defaultdict(list)
    around: defaultdict[tuple[int, int], list[Settlement]] = defaultdict(list)
    for place in settlements:
        if place.country == "US":
            state = place.region.partition(".")[2]
            for name in (place.name, *place.alternates):
                known[state, _plain(name)].append((place.lat, place.lon))
            around[round(place.lat), round(place.lon)].append(place)
    for (state, name), (code, point) in _offices(packages).items():
        if name.casefold() in ORDINARY:
            continue
        if all(distance_km(point, other) > _SAME_KM for other in known[state, _plain(name)]):
            yield WorldRow(
                id=f"dl:us-post-{code}",
                kind=Kind.CITY,
                title=name,
                lat=point[0],
                lon=point[1],
                names=(
                    (f"{name} Township", NameKind.ALTERNATE),
                    (f"{name} Twp.", NameKind.ALTERNATE),
                )
                if f"US.{state}" in TOWNSHIP_STATES
                else (),
                country="US",
                region=f"US.{state}",
                county=_county(point, state, around),
                types="village",
                source=_SOURCE,
            )


def _offices(packages: Packages) -> dict[_Office, tuple[str, Point]]:
    """The places of post offices with their first code: those of the fifty states."""
    text = (packages.postal / "lib" / "codes.js").read_text(encoding="utf-8")
    start, end = text.index("{"), text.index("};") + 1
    offices: dict[_Office, tuple[str, Point]] = {}
    for code, entry in sorted(json.loads(text[start:end]).items()):
        point = entry["latitude"], entry["longitude"]
        if entry["country"] == "US" and entry["state"] not in _MILITARY and any(point):
            offices.setdefault((entry["state"], entry["city"].strip()), (code, point))
    return offices


def _county(
    point: Point, state: str, around: defaultdict[tuple[int, int], list[Settlement]]
) -> str:
    """The county of the nearest settlement of the state, if one is near."""
    rows = {round(point[0] + step) for step in (-_NEAR_DEGREES, _NEAR_DEGREES)}
    columns = {round(point[1] + step) for step in (-_NEAR_DEGREES, _NEAR_DEGREES)}
    near = [
        (squared(point, (place.lat, place.lon)), place.county)
        for row in rows
        for column in columns
        for place in around.get((row, column), ())
        if place.region == f"US.{state}"
    ]
    best, county = min(near, default=(1.0, ""))
    return county if best < _NEAR_DEGREES**2 else ""


def _plain(name: str) -> str:
    return name.casefold().replace("saint ", "st ").replace(".", "").replace("mount ", "mt ")
