"""Where a name without a row may be: around the places that the text names beside it.

It is only said where those lie close together, as in a local report; then most such names, a
school, a park, a street, lie among them. What is drawn is a circle and unsure, never a pin.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.geoparse.context import Context
from viewer.geoparse.decision import Decision
from viewer.geoparse.spans import Toponym
from viewer.model import Place, Role, Shape

RADIUS_KM = 40.0
_ANCHORS = frozenset({Kind.CITY, Kind.COUNTY, Kind.SITE})
_LEAST_NEAR = 0.35
"""How close the text's places must lie about the anchor (`Feature.NEAR`)."""
_LEAST_SURE = 0.7
_BONUS = 0.2
_MOST_SURE = 0.85
"""What was right in this share of cases was near by a bit less than this share."""


def surrounded(
    context: Context, toponyms: Sequence[Toponym], decisions: Sequence[Decision]
) -> list[Decision]:
    """The decisions, with circles for names without a row where the text tells enough."""
    found = list(decisions)
    for number, toponym in enumerate(toponyms):
        if not toponym.candidates and not toponym.is_settled:
            near = _around(toponyms, decisions, number)
            if near:
                candidate, sure = near
                why = f"it has no row in the gazetteer; the text puts it near {candidate.title}"
                name = context.text[toponym.start : toponym.end]
                found[number] = Decision(None, sure, why, somewhere(candidate, name))
    return found


def _around(
    toponyms: Sequence[Toponym], decisions: Sequence[Decision], number: int
) -> tuple[Candidate, float] | None:
    """The place that one of the names lies around, and how sure that is; None if it is not."""
    toponym = toponyms[number]
    if toponym.role is Role.ADJECTIVE:
        return None
    anchors = [
        (_apart(toponym, other), at)
        for at, (other, decision) in enumerate(zip(toponyms, decisions, strict=True))
        if decision.candidate
        and decision.candidate.kind in _ANCHORS
        and other.role is not Role.ADJECTIVE
    ]
    if not anchors:
        return None
    decision = decisions[min(anchors)[1]]
    candidate, weighing = decision.candidate, decision.weighing
    if candidate is None or weighing is None or decision.confidence < _LEAST_SURE:
        return None
    near = weighing.evidence.near(candidate, weighing.shares[decision.number])
    if near < _LEAST_NEAR:
        return None
    return candidate, min(_MOST_SURE, near + _BONUS)


def _apart(one: Toponym, other: Toponym) -> int:
    return max(other.start - one.end, one.start - other.end)


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
