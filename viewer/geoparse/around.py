"""Where a name without a row may be: around the places that the text names beside it.

It is only said where those lie close together, as in a local report; then most such names, a
school, a park, a street, lie among them. What is drawn is a circle and unsure, never a pin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.geoparse.context import Context
from viewer.geoparse.decision import UNKNOWN, Decision
from viewer.geoparse.spans import Toponym
from viewer.model import Place, Role, Shape

RADIUS_KM = 40.0
_ANCHORS = frozenset({Kind.CITY, Kind.COUNTY, Kind.SITE})
_LEAST_NEAR = 0.35
"""How close the text's places must lie about the anchor (`Feature.NEAR`)."""
_LEAST_SURE = 0.7
_LEAST_PLACE = 0.8
"""Below this probability a name without a row is too likely none."""
_BONUS = 0.0
_MOST_SURE = 0.6
"""What was right in this share of cases was near by a bit less than this share."""


def surrounded(
    context: Context, toponyms: Sequence[Toponym], decisions: Sequence[Decision]
) -> list[Decision]:
    """The decisions, with circles for names without a row where the text tells enough."""
    found = list(decisions)
    anchors = [
        number
        for number, (toponym, decision) in enumerate(zip(toponyms, decisions, strict=True))
        if decision.candidate
        and decision.candidate.kind in _ANCHORS
        and toponym.role is not Role.ADJECTIVE
    ]
    if not anchors:
        return found
    for number, toponym in enumerate(toponyms):
        unknown = not (toponym.candidates or toponym.is_settled)
        if unknown and toponym.role is not Role.ADJECTIVE and toponym.probability >= _LEAST_PLACE:
            anchor = decisions[_nearest(toponyms, anchors, number)]
            sure = _closeness(anchor)
            if sure and anchor.candidate:
                why = f"{UNKNOWN.why}; the text puts it near {anchor.candidate.title}"
                name = context.text[toponym.start : toponym.end]
                place = somewhere(anchor.candidate, name)
                found[number] = Decision(None, sure, why, place)
    return found


def _nearest(toponyms: Sequence[Toponym], anchors: Sequence[int], number: int) -> int:
    """Which of the anchors, in the order of the text, stands next to a name."""
    at = bisect_left(anchors, number)
    one = toponyms[number]
    return min(
        anchors[max(0, at - 1) : at + 1],
        key=lambda other: max(toponyms[other].start - one.end, one.start - toponyms[other].end),
    )


def _closeness(decision: Decision) -> float:
    """How sure it is that what the text names beside a place is near it; 0 if it is not."""
    candidate, weighing = decision.candidate, decision.weighing
    if candidate is None or weighing is None or decision.confidence < _LEAST_SURE:
        return 0.0
    near = weighing.evidence.near(candidate, weighing.shares[decision.number])
    return min(_MOST_SURE, near + _BONUS) if near >= _LEAST_NEAR else 0.0


def somewhere(candidate: Candidate, name: str) -> Place:
    """A circle for a name without a row: it is somewhere around a place."""
    title = " ".join(name.split())
    return Place(
        id=f"around:{candidate.id}:{title}",
        title=title,
        kind="place without a row",
        shape=Shape.CIRCLE,
        lat=candidate.lat,
        lon=candidate.lon,
        ccodes=(candidate.country,) if candidate.country else (),
        radius_km=RADIUS_KM,
        source="the text",
        description=f"No gazetteer has it; the text names it among places around {candidate.title}",
    )
