"""The names of a text with their mentions together, and what is said beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.context import Context
from viewer.geoparse.resolve.cues import Cue, Link, goes_on, is_seat, kind_cue, links
from viewer.geoparse.spans import Toponym
from viewer.model import PassageKind, Role

_COUNTY_KM = 60.0
_CITY_KM = 40.0
_IN_LIST = 0.5
"""How much a comma says of containment where it may be a list's: "Athens, Georgia and Rome"."""
_IN_CITY = 0.15
"""What lies in a city, or in a region without exact bounds, may as well be listed with it."""
_IN_PROSE = 0.8
_ROLE_WEIGHTS = {Role.DATELINE: 1.5, Role.LITERAL: 1.0, Role.METONYM: 1.0, Role.ADJECTIVE: 0.7}
_PASSAGE_WEIGHTS = {PassageKind.TITLE: 1.5, PassageKind.BOILERPLATE: 0.3}
_MOST_WORDS = 3
_MOST_LISTED = 5
"""So many names to either side of one, in a list, are looked at."""


@dataclass(slots=True)
class Name:
    """All mentions in a text that have one name and, by what is said beside them, one sense."""

    words: tuple[str, ...]
    written: str
    """As the first mention writes it."""
    candidates: Sequence[Candidate]
    mentions: list[int] = field(default_factory=list)
    weight: float = 0.0
    """How much it says of the text's whereabouts: of a name often used, more."""
    is_dateline: bool = False
    cues: list[Cue] = field(default_factory=list)
    contained: dict[str, float] = field(default_factory=dict)
    """Ids of candidates that lie in what the text says, and how surely it says so."""
    contains: dict[str, float] = field(default_factory=dict)
    """The same of those in which a name beside it lies."""
    holder: str = ""
    """What the text says it lies in, as it is written: ", Texas"."""
    held: str = ""
    """What the text says lies in it."""
    listed: set[int] = field(default_factory=set)
    """The mentions that it is listed with."""
    is_adjective: bool = False
    seats: int = 0
    """How many mentions stand for a government, by what they say or are asked."""

    @property
    def told(self) -> frozenset[str]:
        """The ids of what the text says in so many words: those that lie in "Texas"."""
        return frozenset(id for id, surely in self.contained.items() if surely >= _IN_PROSE)

    def take(self, other: Name) -> None:
        """Take in another name of the same words, which means the same."""
        self.mentions += other.mentions
        self.weight += other.weight / 2
        self.is_dateline = self.is_dateline or other.is_dateline
        self.cues += other.cues
        _raise(self.contains, other.contains)
        self.held = self.held or other.held
        self.listed |= other.listed
        self.seats += other.seats


@dataclass(slots=True)
class _Beside:
    """What stands beside one mention."""

    cue: Cue | None = None
    contained: dict[str, float] = field(default_factory=dict)
    contains: dict[str, float] = field(default_factory=dict)
    holder: str = ""
    held: str = ""
    listed: list[int] = field(default_factory=list)


def names(context: Context, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Name]:
    """The names of a text in the order of their first mentions; settled ones stay out."""
    found: dict[tuple[object, ...], Name] = {}
    beside = _beside(context, toponyms, gazetteer)
    for number, toponym in enumerate(toponyms):
        if toponym.is_settled or not toponym.candidates:
            continue
        words = tuple(context.keys[toponym.first : toponym.last + 1])
        key = (words, beside[number].holder, toponym.role is Role.ADJECTIVE)
        name = found.get(key)
        if name is None:
            written = context.text[toponym.start : toponym.end]
            is_adjective = toponym.role is Role.ADJECTIVE
            name = found[key] = Name(words, written, toponym.candidates, is_adjective=is_adjective)
        _add(context, name, toponym, number, beside[number])
    return _joined(context, toponyms, list(found.values()))


def _joined(context: Context, toponyms: Sequence[Toponym], found: list[Name]) -> list[Name]:
    """The names, of which one without a holder joins the only one of its words that has one.

    "A Moscow, Idaho, man ... Moscow police": the text has said which; unless it named the other
    before. A headline may do so, for it is short of room.
    """
    told: dict[tuple[str, ...], list[Name]] = {}
    for name in found:
        if name.told:
            told.setdefault(name.words, []).append(name)
    joined: set[int] = set()
    for bare in found:
        held = told.get(bare.words, [])
        if bare.holder or bare.is_adjective or not held:
            continue
        if not frozenset.intersection(*(one.told for one in held)):
            continue  # "Paris, Texas" and "Paris, France"
        first = next((n for n in bare.mentions if not _is_headline(context, toponyms[n])), None)
        if first is None or first > held[0].mentions[0]:
            held[0].take(bare)
            joined.add(id(bare))
    return [name for name in found if id(name) not in joined]


def _is_headline(context: Context, toponym: Toponym) -> bool:
    return context.kind(toponym.first) is PassageKind.TITLE


def _add(context: Context, name: Name, toponym: Toponym, number: int, beside: _Beside) -> None:
    """Take a mention in."""
    name.mentions.append(number)
    passage = _PASSAGE_WEIGHTS.get(context.kind(toponym.first), 1.0)
    weight = toponym.probability * _ROLE_WEIGHTS[toponym.role] * passage
    # The second mention says less than the first, the tenth next to nothing.
    name.weight += weight / len(name.mentions)
    name.is_dateline = name.is_dateline or toponym.role is Role.DATELINE
    name.seats += toponym.role is Role.METONYM and is_seat(context, toponym)
    if beside.cue:
        name.cues.append(beside.cue)
    _raise(name.contained, beside.contained)
    _raise(name.contains, beside.contains)
    name.holder = name.holder or beside.holder
    name.held = name.held or beside.held
    name.listed.update(beside.listed)


def _raise(values: dict[str, float], others: dict[str, float]) -> None:
    for key, value in others.items():
        values[key] = max(values.get(key, 0.0), value)


def _beside(context: Context, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[_Beside]:
    """What stands beside each mention."""
    found = links(context, toponyms)
    all_beside = [_Beside(kind_cue(context, toponym)) for toponym in toponyms]
    for inner, outer, surely in _containments(context, toponyms, found):
        _relate(context, toponyms, all_beside, inner, outer, surely)
    begun = {toponym.first for toponym in toponyms}
    for toponym, beside in zip(toponyms, all_beside, strict=True):
        if not beside.contained and toponym.candidates and toponym.last + 1 not in begun:
            _relate_unseen(context, toponym, beside, gazetteer)
    _list(found, all_beside)
    return all_beside


def _list(found: Sequence[Link | None], all_beside: Sequence[_Beside]) -> None:
    """Note which mentions are listed with each other: all of a list, or the nearest of a long."""
    start = len(all_beside) - 1
    for number in range(len(all_beside) - 2, -2, -1):
        if number >= 0 and _is_joint(found[number], all_beside[number], all_beside[number + 1]):
            one, other = all_beside[number], all_beside[number + 1]
            if one.cue is None and other.cue and other.cue.is_plural:
                one.cue = other.cue
            continue
        members = range(number + 1, start + 1)
        for member in members:
            near = range(max(members[0], member - _MOST_LISTED), member + _MOST_LISTED + 1)
            all_beside[member].listed += [n for n in near if n != member and n <= start]
        start = number


def _is_joint(link: Link | None, one: _Beside, other: _Beside) -> bool:
    """Whether two names that follow each other are items of one list."""
    apart = not (one.contained or other.contains)
    return link is Link.LIST or (link is Link.COMMA and apart)


def _containments(
    context: Context, toponyms: Sequence[Toponym], found: Sequence[Link | None]
) -> Iterator[tuple[int, int, float]]:
    """(inner, outer, how surely) of the mentions that the text puts within each other."""
    listing = False  # whether "and" stands before the last of the names with commas between them
    for position in range(len(found) - 2, -1, -1):
        link, following = found[position], found[position + 1]
        if link is Link.COMMA:
            # "Athens, Georgia, and Rome, Italy" is no list of three: each has its holder.
            paired = position + 2 < len(found) and found[position + 2] is Link.COMMA
            on = following is None and goes_on(context, toponyms[position + 1].last)
            listing = listing or on or (following is Link.LIST and not paired)
            yield position, position + 1, _IN_LIST if listing else 1.0
            if following is Link.COMMA and not listing:
                yield position, position + 2, 1.0
            continue
        listing = False
        if link is Link.WITHIN:
            yield position, position + 1, _IN_PROSE
        elif link is Link.HOLDER:
            yield position + 1, position, _IN_PROSE


def _relate(
    context: Context,
    toponyms: Sequence[Toponym],
    beside: Sequence[_Beside],
    inner: int,
    outer: int,
    surely: float,
) -> None:
    """Note which candidates of one name lie in which of another's."""
    one, other = toponyms[inner], toponyms[outer]
    if not _hold(one.candidates, other.candidates, beside[inner], beside[outer], surely):
        return
    text = context.text
    is_after = other.start >= one.end
    beside[inner].holder = text[one.end if is_after else other.start : other.end].strip()
    beside[outer].held = text[one.start : one.end]


def _hold(
    inner: Sequence[Candidate],
    outer: Sequence[Candidate],
    held: _Beside,
    holding: _Beside,
    surely: float,
) -> bool:
    found = False
    kinds = {candidate.kind for candidate in inner} if surely == _IN_LIST else ()
    for holder in outer:
        if holder.kind in kinds:
            continue  # "Luxembourg, Belgium and France": three of a kind
        strength = _strength(holder, surely)
        if not strength:
            continue
        for candidate in inner:
            if is_within(candidate, holder):
                found = True
                held.contained[candidate.id] = max(held.contained.get(candidate.id, 0.0), strength)
                holding.contains[holder.id] = max(holding.contains.get(holder.id, 0.0), strength)
    return found


def _strength(holder: Candidate, surely: float) -> float:
    """How surely a place of some kind holds another: in lists only regions and countries do."""
    if holder.kind <= Kind.REGION:
        return surely
    if surely == _IN_LIST or (holder.kind > Kind.CITY and not holder.radius_km):
        return 0.0
    return surely if holder.kind is Kind.COUNTY else surely * _IN_CITY


def _relate_unseen(
    context: Context, toponym: Toponym, beside: _Beside, gazetteer: Gazetteer
) -> None:
    """Take what stands after a comma as what holds a name, though it was not taken for one."""
    outer = toponym.container
    last = toponym.last
    if not outer and context.gap(last).startswith(", ") and context.capitalised(last + 1):
        for length in gazetteer.lengths(context.key(last + 1)):
            words = context.keys[last + 1 : last + 1 + length]
            if length <= _MOST_WORDS and "" not in words:
                outer = [c for c in gazetteer.named(words) if c.kind <= Kind.REGION]
                if outer:
                    last += length
                    break
    surely = _IN_LIST if goes_on(context, last) else 1.0
    if outer and _hold(toponym.candidates, outer, beside, _Beside(), surely):
        beside.holder = context.text[toponym.end : context.ends[last]] or outer[0].title


def is_within(inner: Candidate, outer: Candidate) -> bool:
    """Whether a place lies in another, as far as rows tell."""
    if outer.kind is Kind.COUNTRY:
        return inner.kind > Kind.COUNTRY and inner.country == outer.country
    if outer.kind is Kind.REGION:
        return inner.kind > Kind.REGION and inner.region == outer.region != ""
    if inner.kind <= outer.kind and outer.kind is not Kind.CITY:
        return False
    if outer.kind is Kind.COUNTY:
        if inner.county and outer.county:
            return inner.county == outer.county
        if not inner.region:  # rows of tables may tell no region
            return inner.country == outer.country and _away(inner, outer) < 2 * _COUNTY_KM
        return inner.region == outer.region and _away(inner, outer) < _COUNTY_KM
    if outer.kind is Kind.CITY:
        close = inner.id != outer.id and inner.country == outer.country
        return close and inner.population <= outer.population and _away(inner, outer) < _CITY_KM
    return _away(inner, outer) < outer.radius_km


def _away(one: Candidate, other: Candidate) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)
