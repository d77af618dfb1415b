"""Why a name was placed where it was, as the window tells it. Runs in the worker's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from viewer.desktop.mentions import is_decided
from viewer.model import Mention, Place, Reading, Shape

if TYPE_CHECKING:
    from viewer.geoparse.finder import Explanation
    from viewer.geoparse.resolve.reasons import Scored

_NO_RULES = ("recogniser", "locative cue")
"""What finds a name without placing it."""
Lookup = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that counted for a place, or against it."""

    words: str
    amount: float
    """In logarithms of odds; less than 0 where it counted against."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that the name may mean."""

    place: Place
    likelihood: float
    """How likely it is the one, 0 to 1."""
    reasons: tuple[Reason, ...]
    """What counted most goes first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What "why here?" is answered with."""

    mention: Mention
    choices: tuple[Choice, ...]
    """The best first, which is the one that was chosen; none where a rule placed the name."""
    deciding: tuple[str, ...]
    """What told the first from the second."""
    remark: str
    """What there is to say of the choice as a whole: that there was none, for one."""
    recognised: float | None = None
    """How sure it is that the name is a place's; None where that is not the question."""
    resolved: float = 0.0
    """How sure it is that it is this place's, if it is one's."""


def answer(
    reading: Reading, mention: Mention, found: Explanation | None, look_up: Lookup
) -> Answer:
    """The answer for a mention of a reading, from the explanation of its finder."""
    from viewer.geoparse.resolve.reasons import deciding

    if found is None and mention.place is not None and mention.place.shape is Shape.CIRCLE:
        # No name, so nothing was chosen between; the place that it is measured from was.
        return Answer(mention, (), (), _measured(reading, mention))
    if is_decided(mention):
        return _decided(mention, found, look_up)
    if found is None or _id(found.mention.place) != _id(mention.place):
        return Answer(mention, (), (), "The gazetteers have changed; read the articles again.")
    choices = _choices(mention, found, look_up)
    told = deciding(found.ranked) if choices[1:] else ()
    recognised = found.recognised if choices else None
    return Answer(
        mention, tuple(choices), told, _remark(mention, found), recognised, found.resolved
    )


def _choices(mention: Mention, found: Explanation, look_up: Lookup) -> list[Choice]:
    rest = 1.0 - found.resolved
    choices = []
    for number, one in enumerate(found.ranked):
        place = look_up(one.candidate.id)
        if place is not None:
            of_others = min(one.likelihood, rest) * found.recognised
            likely = found.mention.score if number == 0 and mention.place else of_others
            choices.append(Choice(place, likely, _reasons(one)))
    return choices


def _decided(mention: Mention, found: Explanation | None, look_up: Lookup) -> Answer:
    """What is said of a name that a person decided: the place first, then what else there was."""
    place = mention.place
    others = _choices(found.mention, found, look_up) if found is not None else []
    said = [] if place is not None else ["You decided that this is no place"]
    best = found.mention.place if found is not None else None
    if best is not None and _id(best) != _id(place):
        where = ", ".join(filter(None, (best.title, best.region)))
        said.append(f"Dateline had placed it: {where}")
    if place is not None:
        mine = next((one for one in others if one.place.id == place.id), None)
        first = mine or Choice(place, 1.0, ())
        others = [first, *(one for one in others if one is not mine)]
    return Answer(mention, tuple(others), (), "; ".join(said) + "." if said else "")


def _measured(reading: Reading, mention: Mention) -> str:
    """What is said of a place that the text gives by a distance alone."""
    after = (m for m in reading.mentions if m.start >= mention.end and m.place is not None)
    base = next(after, None)
    said = "The text does not name this place: it gives its distance alone, and the circle is as"
    said += " wide as such words are loose."
    return f"{said} It was measured from “{base.text}”; ask there why that place." if base else said


def _id(place: Place | None) -> str | None:
    return place.id if place is not None else None


def _reasons(scored: Scored) -> tuple[Reason, ...]:
    parts = sorted(scored.parts, key=lambda part: -abs(part.contribution))
    return tuple(Reason(part.words, part.contribution) for part in parts if part.words)


def _remark(mention: Mention, found: Explanation) -> str:
    if mention.place is None:
        return f"Not placed: {mention.why}."
    if not found.ranked and mention.decided_by in _NO_RULES:
        return ""  # The mention's own note tells that it has no row, and what is near.
    if not found.ranked:
        return f"A rule placed it ({mention.decided_by}); there was nothing to choose between."
    if len(found.ranked) == 1:
        from viewer.geoparse.resolve.reasons import ONLY_ONE

        source = found.ranked[0].candidate.source
        return f"It is {ONLY_ONE} ({source} has it); there was nothing to choose between."
    return ""


def ghost(place: Place, title: str) -> dict[str, Any]:
    """A place as the map draws what was not chosen."""
    entry: dict[str, Any] = {
        "id": place.id,
        "title": title,
        "kind": place.kind,
        "shape": place.shape.value,
        "lat": place.lat,
        "lon": place.lon,
        "count": 0,
    }
    if place.boundary and place.shape in (Shape.AREA, Shape.LINE):
        entry["boundary"] = place.boundary
    if place.polygon:
        entry["polygon"] = [[[lon, lat] for lat, lon in ring] for ring in place.polygon]
    elif place.radius_km:
        entry["radius"] = place.radius_km
    return entry
