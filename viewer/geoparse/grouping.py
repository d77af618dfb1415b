"""The names of a text with their mentions together, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.geoparse.context import Context
from viewer.geoparse.cues import Cue, Link, kind_cue, links
from viewer.geoparse.evidence import distance_km
from viewer.geoparse.spans import Toponym
from viewer.model import PassageKind, Role

_COUNTY_KM = 60.0
_CITY_KM = 40.0
_IN_LIST = 0.5
"""How much a comma says of containment where it may be a list's: "Athens, Georgia and Rome"."""
_ROLE_WEIGHTS = {Role.DATELINE: 1.5, Role.LITERAL: 1.0, Role.METONYM: 0.8, Role.ADJECTIVE: 0.7}
_PASSAGE_WEIGHTS = {PassageKind.TITLE: 1.5, PassageKind.BOILERPLATE: 0.3}


@dataclass(slots=True)
class Name:
    """All mentions in a text that have one name and, by what is said beside them, one sense."""

    words: tuple[str, ...]
    mentions: list[int]
    candidates: list[Candidate]
    weight: float = 0.0
    """How much it says of the text's whereabouts: of a name often used, more."""
    is_dateline: bool = False
    cues: list[Cue] = field(default_factory=list)
    contained: dict[str, float] = field(default_factory=dict)
    """How far the text says, of candidates' ids, that what is named beside them holds them."""
    contains: dict[str, float] = field(default_factory=dict)
    """The same the other way round."""
    listed: set[int] = field(default_factory=set)
    """The mentions that it is listed with."""
    holder: str = ""
    """What the text says it lies in, as it is written."""
    held: str = ""


def is_within(inner: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in another, as far as rows tell."""
    if inner.kind <= outer.kind and outer.kind is not Kind.CITY:
        return False
    if outer.kind is Kind.COUNTRY:
        return inner.country == outer.country
    if outer.kind is Kind.REGION:
        return inner.region == outer.region != ""
    if outer.kind is Kind.COUNTY:
        if inner.county and outer.county:
            return inner.county == outer.county
        return inner.region == outer.region and _away(inner, outer) < _COUNTY_KM
    if outer.kind is Kind.CITY:
        close = inner.id != outer.id and inner.country == outer.country
        return close and inner.population <= outer.population and _away(inner, outer) < _CITY_KM
    return outer.radius_km > 0 and _away(inner, outer) < outer.radius_km


def _away(one: Candidate, other: Candidate) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _containments(
    found: Sequence[Link | None],
) -> Iterator[tuple[int, int, float]]:
    """(inner, outer, how surely) of the mentions that the text puts within each other."""
    for position, link in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        if link is Link.COMMA:
            yield position, position + 1, _IN_LIST if following is Link.LIST else 1.0
            if following is Link.COMMA:
                yield position, position + 2, 1.0
        elif link is Link.WITHIN:
            yield position, position + 1, 0.8
        elif link is Link.HOLDER:
            yield position + 1, position, 0.8


def names(context: Context, toponyms: Sequence[Toponym]) -> list[Name]:
    """The names of a text in the order of their first mentions; settled ones stay out."""
    found = links(context, toponyms)
    held: list[dict[str, float]] = [{} for _ in toponyms]
    holding: list[dict[str, float]] = [{} for _ in toponyms]
    holders: dict[int, int] = {}
    for inner, outer, surely in _containments(found):
        if _relate(toponyms[inner], toponyms[outer], held[inner], holding[outer], surely):
            holders[inner] = outer
    by_key: dict[tuple[object, ...], Name] = {}
    for number, toponym in enumerate(toponyms):
        if toponym.is_settled or not toponym.candidates:
            continue
        words = tuple(context.keys[toponym.first : toponym.last + 1])
        outer_one = holders.get(number)
        holder = _words(context, toponyms[outer_one]) if outer_one is not None else ()
        key = (words, holder, toponym.role is Role.ADJECTIVE)
        name = by_key.get(key)
        if name is None:
            name = by_key[key] = Name(words, [], list(toponym.candidates))
        _add(context, name, toponym, number)
        _raise(name.contained, held[number])
        _raise(name.contains, holding[number])
        if outer_one is not None:
            name.holder = context.text[toponyms[outer_one].start : toponyms[outer_one].end]
            if toponyms[outer_one].start > toponym.end:
                name.holder = context.text[toponym.end : toponyms[outer_one].end].strip()
        for other, link in ((number + 1, found[number]), (number - 1, found[number - 1])):
            if link is Link.LIST or (link is Link.COMMA and not (held[number] or holding[number])):
                name.listed.add(other)
    return list(by_key.values())


def _words(context: Context, toponym: Toponym) -> tuple[str, ...]:
    return tuple(context.keys[toponym.first : toponym.last + 1])


def _add(context: Context, name: Name, toponym: Toponym, number: int) -> None:
    """Take a mention in."""
    name.mentions.append(number)
    passage = _PASSAGE_WEIGHTS.get(context.kind(toponym.first), 1.0)
    weight = toponym.probability * _ROLE_WEIGHTS[toponym.role] * passage
    # The second mention says less than the first, the tenth next to nothing.
    name.weight += weight / len(name.mentions)
    name.is_dateline = name.is_dateline or toponym.role is Role.DATELINE
    cue = kind_cue(context, toponym)
    if cue:
        name.cues.append(cue)


def _relate(
    inner: Toponym,
    outer: Toponym,
    held: dict[str, float],
    holding: dict[str, float],
    surely: float,
) -> bool:
    """Note which candidates of one name lie in which of the other; whether any do."""
    found = False
    for holder in outer.candidates:
        if holder.kind > Kind.COUNTY and holder.kind is not Kind.CITY and not holder.radius_km:
            continue
        for candidate in inner.candidates:
            if is_within(candidate, holder):
                found = True
                strength = surely if holder.kind <= Kind.COUNTY else surely / 2
                held[candidate.id] = max(held.get(candidate.id, 0.0), strength)
                holding[holder.id] = max(holding.get(holder.id, 0.0), strength)
    return found


def _raise(values: dict[str, float], others: dict[str, float]) -> None:
    for key, value in others.items():
        values[key] = max(values.get(key, 0.0), value)
