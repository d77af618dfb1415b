"""Places by their distance from another: "18 miles south of Kyiv", "30 km outside Goma".

"X, 18 miles south of Y" says where X is, so it helps to choose among the candidates of X, and
is checked against what was chosen. Where nothing is named before it, it tells of a place
without a name: a circle. Distances and bearings are geodesic, on the ellipsoid of WGS 84.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from viewer.geoparse.context import Context
from viewer.geoparse.numerals import NUMBER, number
from viewer.geoparse.spans import Toponym
from viewer.model import Mention, Place, Position, Role, Shape

_NAUTICAL_KM = 1.852
_UNITS_KM = {"mile": 1.609344, "km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mi": 1.609344}
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:(?P<nautical>nautical\s+miles?|nmi?)"
    r"|(?P<unit>miles?|mi|kms?|kilomet(?:re|er)s?))\b",
    re.IGNORECASE,
)
_HEDGE = (
    r"(?P<hedge>(?:about|around|approximately|roughly|some|nearly|almost|over|under|more than"
    r"|less than|at least|just|only|barely|within|up to|an estimated|well over|just over"
    r"|just under)\s+(?:about\s+)?)?"
)
_BEFORE = re.compile(rf"(?<![\w.,]){_HEDGE}(?P<number>{NUMBER})[\s-]*$", re.IGNORECASE)
_LOOK_BACK = 60
_WIND = (
    r"(?:north|south)(?:[\s-]?(?:north|south)?[\s-]?(?:east|west))?|east|west"
    r"|(?-i:[NS]{1,2}[EW]|[EW][NS][EW]|[NESW])\b"
)
_AFTER = re.compile(
    r"(?P<half>\s+and\s+a\s+half)?\s+(?:\([^()\n]{2,24}\)\s+)?(?:away\s+|further\s+)?(?:due\s+|(?:in|to)\s+the\s+|straight\s+)?"
    rf"(?:(?P<wind>{_WIND})(?:ern)?\s+(?P<side>of|from)|(?P<link>outside\s+of|outside|from|of|off)"
    r"|radius\s+(?P<radius>of|around|from))"
    r"\s+(?P<anchor>(?:(?:the|its)\s+)?(?:(?:capital|city|town|village|port|centre|center)"
    r"(?:\s+city)?(?:\s+of)?\s+|downtown\s+|central\s+)?)(?=\S)",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:\s(?:city|town|township|village|hamlet|suburb|district|county|municipality|province|state"
    r"|parish|regency|prefecture|island|camp))?"
)
_JOINT = re.compile(
    _NOUN + r"(?:,\s|\s\(|\s[—–]\s?)\s*(?:(?:a|an|the)\s(?:[^,.;:()\n]|,(?=\d)){2,50}\s)?"
    r"(?:(?:which|that)\s)?(?:is\s|lies\s|sits\s)?(?:located\s|situated\s|lying\s)?$|"
    + _NOUN
    + r"\s(?:is|was|lies|sits|stands)\s(?:a\s(?:[^,.;:()\n]|,(?=\d)){2,40}\s)?"
    r"(?:located\s|situated\s)?$"
)
_TO = re.compile(r"\s+to\s+(?:the\s+)?[^\W\d_a-z]")
_WINDS = (
    "north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east",
    "south-east", "south-south-east", "south", "south-south-west", "south-west",
    "west-south-west", "west", "west-north-west", "north-west", "north-north-west",
)  # fmt: skip
_SECTOR = 360 / len(_WINDS)

_OFF_WIND = 34.0
"""Degrees by which news prose may miss a bearing: a sector of eight, and half as much again."""
_OFF_SHARE = 0.12
_OFF_ROUND_SHARE = 0.2
_OFF_KM = 2.5
_NO_ROW = "place without a row"
_TOLD_SCORE = 0.6
"""How surely a name that no row fits is where the text says."""
_FARTHEST_KM = 1500.0
"""Farther is a way to go, not a place."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a text says of a distance: "about 18 miles south of"."""

    start: int
    end: int
    """Code points, from the number or what hedges it to the word before the anchor."""
    amount: float
    """In the text's own unit."""
    unit_km: float
    bearing: float | None
    """Degrees clockwise from north; None where no direction is given."""
    is_rough: bool
    is_within: bool
    """"within 30 km of": up to so far."""
    anchor: Toponym
    subject: Toponym | None
    """What is said to be there; None for a place without a name."""

    @property
    def distance_km(self) -> float:
        """The distance in kilometres."""
        return self.amount * self.unit_km

    def misses(self, anchor: Position, there: Position) -> float:
        """How far a point is from where the text puts it, in what news prose may miss it by.

        0 is exactly there, 1 at the limit of what is loose; positions are (lat, lon).
        """
        distance_km, bearing = inverse(anchor, there)
        allowed_km = self._allowed_km()
        if self.is_within:
            return max(0.0, distance_km - self.distance_km) / allowed_km
        off = abs(distance_km - self.distance_km) / allowed_km
        if self.bearing is None or distance_km < _OFF_KM:
            return off
        turn = abs((bearing - self.bearing + 180) % 360 - 180)
        return max(off, turn / _OFF_WIND)

    def _allowed_km(self) -> float:
        is_round = self.amount >= 10 and self.amount % 5 == 0
        share = _OFF_ROUND_SHARE if is_round or self.amount < 10 else _OFF_SHARE
        return max(_OFF_KM, share * self.distance_km) * (1.6 if self.is_rough else 1.0)

    def describe(self, distance_km: float, bearing: float) -> str:
        """A distance in the text's unit, with a direction if the text has one."""
        unit = {1.0: "km", _NAUTICAL_KM: "nautical miles"}.get(self.unit_km, "miles")
        amount = f"{distance_km / self.unit_km:.0f} {unit}"
        return amount if self.bearing is None else f"{amount} {wind(bearing)}"


def relations(context: Context, toponyms: Sequence[Toponym]) -> Iterator[Relation]:
    """The distances from a toponym that a text tells, in its order."""
    by_start = {toponym.start: toponym for toponym in toponyms}
    ends = sorted(toponyms, key=lambda toponym: toponym.end)
    at = 0
    for unit in _UNIT.finditer(context.text):
        after = _AFTER.match(context.text, unit.end())
        anchor = by_start.get(after.end()) if after else None
        if after is None or anchor is None:
            continue
        back = max(0, unit.start() - _LOOK_BACK)
        before = _BEFORE.search(context.text[back : unit.start()])
        amount = number(before["number"]) if before else None
        if before is None or not amount or _is_way(context.text, after, anchor):
            continue
        amount += 0.5 * bool(after["half"])
        start = back + before.start()
        while at + 1 < len(ends) and ends[at + 1].end <= start:
            at += 1
        subject = _subject(context.text, ends[at : at + 1], start)
        relation = _relation(unit, before, after, amount, (start, anchor, subject))
        if relation is not None:
            yield relation


def _relation(
    unit: re.Match[str],
    before: re.Match[str],
    after: re.Match[str],
    amount: float,
    around: tuple[int, Toponym, Toponym | None],
) -> Relation | None:
    start, anchor, subject = around
    unit_km = _NAUTICAL_KM
    if unit["unit"]:
        unit_km = _UNITS_KM[unit["unit"].lower().removesuffix("s")]
    hedge = (before["hedge"] or "").lower().split()
    is_within = "within" in hedge or bool(after["radius"])
    # "30 miles of road" is no distance from anywhere.
    if after["link"] == "of" and not is_within:
        return None
    if amount * unit_km > _FARTHEST_KM:
        return None
    end = after.start("anchor") - 1
    return Relation(
        start,
        end,
        amount,
        unit_km,
        _bearing(after["wind"]),
        bool(hedge) and hedge[0] != "within",
        is_within,
        anchor,
        subject,
    )


def _is_way(text: str, after: re.Match[str], anchor: Toponym) -> bool:
    """Whether a distance is that of a way: "40 miles from Goma to Sake"."""
    return after["link"] == "from" and _TO.match(text, anchor.end) is not None


def _subject(text: str, before: Sequence[Toponym], start: int) -> Toponym | None:
    """The toponym of which a distance is told: "Vasylkiv, 18 miles ..."."""
    if before and before[0].end <= start and start - before[0].end < 80:
        between = text[before[0].end : start]
        if _JOINT.fullmatch(between):
            return before[0]
    return None


def _bearing(words: str | None) -> float | None:
    if words is None:
        return None
    letters = re.sub(r"[\s-]", "", words.lower())
    return next(
        index * _SECTOR
        for index, name in enumerate(_WINDS)
        if letters in {name.replace("-", ""), "".join(part[0] for part in name.split("-"))}
    )


def wind(bearing: float) -> str:
    """The nearest of sixteen directions: "south-south-west"."""
    return _WINDS[round(bearing / _SECTOR) % len(_WINDS)]


def inverse(one: Position, other: Position) -> tuple[float, float]:
    """Distance in km and bearing in degrees from one (lat, lon) to another, geodesic.

    Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013).
    """
    from geographiclib.geodesic import Geodesic  # few texts tell a distance

    line = Geodesic.WGS84.Inverse(*one, *other, Geodesic.DISTANCE | Geodesic.AZIMUTH)
    return line["s12"] / 1000, line["azi1"] % 360


def note(relation: Relation, anchor: Place, there: Place) -> str:
    """What to say where text and gazetteer disagree; "" where they agree or can't be compared."""
    if anchor.shape is not Shape.POINT or there.shape is not Shape.POINT:
        return ""
    ends = (anchor.lat, anchor.lon), (there.lat, there.lon)
    if relation.misses(*ends) <= 1:
        return ""
    distance_km, bearing = inverse(*ends)
    said = relation.describe(relation.distance_km, relation.bearing or 0)
    found = relation.describe(distance_km, bearing)
    return f"the text says {said}; the gazetteer says {found}"


def with_distances(
    context: Context, mentions: Sequence[Mention], told: Sequence[Relation]
) -> tuple[Mention, ...]:
    """The mentions with what their distances say: remarks, and circles for what has no name."""
    if not told:
        return tuple(mentions)
    found = {mention.start: mention for mention in mentions}
    for relation in told:
        anchor = found[relation.anchor.start]
        if anchor.place is None or anchor.unsure:
            continue
        subject = found[relation.subject.start] if relation.subject else None
        if subject is None:
            circle = _circle(context, relation, anchor)
            if circle is not None:
                found[circle.start] = circle
        elif subject.place is None or subject.place.shape is Shape.CIRCLE:
            found[subject.start] = _told(relation, anchor, subject)
        elif said := note(relation, anchor.place, subject.place):
            remarks = "; ".join(filter(None, (subject.note, said)))
            found[subject.start] = replace(subject, note=remarks)
    return tuple(sorted(found.values(), key=lambda mention: mention.start))


def _told(relation: Relation, anchor: Mention, subject: Mention) -> Mention:
    """A name that no row fits, where the text says that it is: "Tauhei, 35km north of Hamilton"."""
    assert anchor.place is not None
    place = unnamed(relation, anchor.place, subject.text)
    if place is None or subject.role is Role.ADJECTIVE:
        return subject
    place = replace(place, title=" ".join(subject.text.split()), kind=_NO_ROW)
    said = relation.describe(relation.distance_km, relation.bearing or 0)
    joint = "of" if relation.bearing is not None else "from"
    return replace(
        subject,
        place=place,
        score=min(anchor.score, _TOLD_SCORE),
        decided_by="distance",
        why="",
        unsure=True,
        note=f"no row fits it; the text puts it {said} {joint} {anchor.place.title}",
    )


def _circle(context: Context, relation: Relation, anchor: Mention) -> Mention | None:
    """A mention of a place without a name, by its distance from one that has its place."""
    assert anchor.place is not None
    text = context.text[relation.start : relation.end]
    place = unnamed(relation, anchor.place, text)
    if place is None:
        return None
    return Mention(
        relation.start, relation.end, text, Role.LITERAL, place, anchor.score, "distance"
    )


def unnamed(relation: Relation, anchor: Place, text: str) -> Place | None:
    """The circle in which a place without a name lies; None where the anchor is no point."""
    if anchor.shape is not Shape.POINT:
        return None
    lat, lon, radius_km = anchor.lat, anchor.lon, relation.distance_km
    if relation.bearing is not None:
        from geographiclib.geodesic import Geodesic  # see `inverse`

        there = Geodesic.WGS84.Direct(lat, lon, relation.bearing, relation.distance_km * 1000)
        lat, lon = there["lat2"], there["lon2"]
        # A sector of the compass to each side is what a direction leaves open.
        radius_km = max(_OFF_KM, relation.distance_km * math.sin(math.radians(_SECTOR)))
    title = f"{' '.join(text.split())} {anchor.title}"
    return Place(
        id=f"near:{anchor.id}:{lat:.3f},{lon:.3f}:{radius_km:.1f}",
        title=title,
        kind="unnamed place",
        shape=Shape.CIRCLE,
        lat=lat,
        lon=lon,
        ccodes=anchor.ccodes,
        radius_km=radius_km,
        source="a distance in the text",
        description=f"Somewhere within this circle, by its distance from {anchor.title}",
    )
