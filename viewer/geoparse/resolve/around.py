"""Where a name without a row may be: around the places that the text names beside it.

It is only said where those lie close together, as in a local report; then most such names, a
school, a park, a street, lie among them. What is drawn is a circle and unsure, never a pin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.context import Context
from viewer.geoparse.resolve.cues import Link, link
from viewer.geoparse.resolve.decision import UNKNOWN, Decision
from viewer.geoparse.resolve.grouping import is_within
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
_BESIDE = 20
"""What is no farther from a name, in code points, stands right beside it."""
_ENDS = frozenset(".!?…")
_LONGEST = 100
"""No sentence is longer, in words, to either side of a name."""
_ABBREVIATED = 2
"""So short a word with a capital is an abbreviation where a full stop follows: "St.", "U.S."."""


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
            anchor = _anchor(context, toponyms, decisions, anchors, number)
            if anchor is None or not (candidate := anchor.candidate):
                continue
            sure = _closeness(anchor)
            if sure and _is_inside(context, toponyms, decisions, number, candidate):
                why = f"{UNKNOWN.why}; the text names it beside {candidate.title}"
                name = context.text[toponym.start : toponym.end]
                found[number] = Decision(None, sure, why, somewhere(candidate, name))
    return found


def _anchor(
    context: Context,
    toponyms: Sequence[Toponym],
    decisions: Sequence[Decision],
    anchors: Sequence[int],
    number: int,
) -> Decision | None:
    """What stands next to a name in its sentence, or else in the one before; if they agree.

    A sentence that names places far from each other tells nothing of a name that is not right
    beside one of them.
    """
    one = toponyms[number]
    start = _sentence_start(context, one.first)
    end = _sentence_end(context, one.last)
    some = _within(toponyms, anchors, start, end)
    if not some and start > 0:
        some = _within(toponyms, anchors, _sentence_start(context, start - 1), start - 1)
    if not some:
        return None
    best = min(some, key=lambda other: _apart(one, toponyms[other]))
    between = context.text[one.end : toponyms[best].start]
    if between.strip() == "to":
        return None  # "from Sale to Perth": a way from the one to the other
    if _apart(one, toponyms[best]) > _BESIDE and not _agree([decisions[other] for other in some]):
        return None
    return decisions[best]


def _within(
    toponyms: Sequence[Toponym], anchors: Sequence[int], first: int, last: int
) -> Sequence[int]:
    """The anchors that begin among these words; all are in the order of the text."""
    low = bisect_left(anchors, first, key=lambda other: toponyms[other].first)
    return anchors[low : bisect_right(anchors, last, key=lambda other: toponyms[other].first)]


def _agree(decisions: Sequence[Decision]) -> bool:
    """Whether all of them may lie in one circle."""
    places = [decision.candidate for decision in decisions if decision.candidate]
    return all(
        distance_km(one.lat, one.lon, places[0].lat, places[0].lon) < 2 * RADIUS_KM
        for one in places
    )


def _is_inside(
    context: Context,
    toponyms: Sequence[Toponym],
    decisions: Sequence[Decision],
    number: int,
    candidate: Candidate,
) -> bool:
    """Whether an anchor lies in what the text says a name does: "Puerto Jordán, in Arauca"."""
    if number + 1 == len(toponyms):
        return True
    outer = decisions[number + 1].candidate
    if outer is None or outer.kind > Kind.COUNTY or outer is candidate:
        return True
    joined = link(context, toponyms[number], toponyms[number + 1])
    return joined not in (Link.COMMA, Link.WITHIN) or is_within(candidate, outer)


def _apart(one: Toponym, other: Toponym) -> int:
    return max(other.start - one.end, one.start - other.end)


def _sentence_start(context: Context, word: int) -> int:
    least = max(0, word - _LONGEST)
    while word > least and not _ends_sentence(context, word - 1):
        word -= 1
    return word


def _sentence_end(context: Context, word: int) -> int:
    most = min(len(context) - 1, word + _LONGEST)
    while word < most and not _ends_sentence(context, word):
        word += 1
    return word


def _ends_sentence(context: Context, word: int) -> bool:
    """Whether a sentence ends after a word; the full stop of "St. Louis" ends none."""
    if context.breaks(word) or context.gap(word) == "\n":
        return True
    if not _ENDS.intersection(context.gap(word)):
        return False
    is_short = context.capitalised(word) and len(context.raw(word)) <= _ABBREVIATED
    return context.capitalised(word + 1) and not is_short


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
