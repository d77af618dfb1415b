"""Places by rules alone: what is found where there is no trained model, and what pins it down.

A name of the gazetteers is a place unless the words around it say otherwise; small places, of
which there is one for every word, need a cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from viewer.gazetteer.candidates import Gazetteer, Kind, NameKind
from viewer.gazetteer.names import NameIndex
from viewer.geoparse import borders
from viewer.geoparse.context import Context, is_located
from viewer.geoparse.demonyms import is_adjective
from viewer.geoparse.recognise import ledger
from viewer.geoparse.recognise import lexicon as words
from viewer.geoparse.recognise.matching import Match, is_hebrew, matches_at, prefixed_at
from viewer.geoparse.recognise.naming import Sense, Verdict, judge
from viewer.geoparse.resolve.wellknown import known_names
from viewer.geoparse.roles import has_institution, is_subject, listed
from viewer.geoparse.spans import Toponym
from viewer.model import Article, PassageKind

NAMED = "gazetteer"
KNOWN = "known name"
SURE = 0.95
LIKELY = 0.8
_PLACE = Verdict(Sense.PLACE)
_TABLED, _ANY = 0, 1 << 30
"""Ranks of gazetteers."""
_LARGE = 100_000
"""People of a city whose name needs no cue."""
_SETTLED = frozenset({Kind.CONTINENT, Kind.COUNTRY, Kind.REGION, Kind.AREA, Kind.WATER})
_GREEK = "\u0370"
"""The first letter of the scripts after Latin."""
_KNOWN = NameIndex((), known_names())


def toponyms(context: Context, gazetteer: Gazetteer, article: Article) -> list[Toponym]:
    """The names of places that rules find, in the order of the text."""
    found = list(spot(context, gazetteer, range(len(context))))
    cued = ledger.names_by_cue(context, found, article)
    if cued:
        taken = {word for one in found for word in range(one.first, one.last + 1)}
        for one in _placeless(context, NameIndex((), cued), ledger.CUE):
            if taken.isdisjoint(range(one.first, one.last + 1)):
                found.append(one)
    found.sort(key=lambda one: one.first)
    return [one for one in found if one.candidates or one.why or not _is_guess(context, one)]


def _is_guess(context: Context, one: Toponym) -> bool:
    """Whether a name without a row stands in furniture, of which nothing is guessed."""
    return context.kind(one.first) is PassageKind.BOILERPLATE and one.rule != NAMED


def spot(
    context: Context, gazetteer: Gazetteer, beginnings: Iterable[int], last_rank: int = _ANY
) -> Iterator[Toponym]:
    """All that bears a name of the gazetteers, or one known without, and is a place.

    Only names that begin at one of some words are looked for, which are in order; `last_rank`
    leaves out the gazetteers after one.
    """
    spotted: list[Toponym] = []
    people: dict[str, int] = {}
    reach = -1
    for word in beginnings:
        if word <= reach:
            continue
        match, verdict = _match_at(context, gazetteer, word, last_rank)
        if match is None:
            continue
        reach = match.last
        if verdict.sense is Sense.PERSON:
            people.setdefault(context.keys[match.last], match.first)
        elif verdict.sense is Sense.OTHER_PLACE:
            spotted.append(_elsewhere(context, match, verdict))
            reach = max(reach, verdict.last)
        elif verdict.sense in {Sense.PLACE, Sense.INSIDE} and _is_plausible(context, match):
            spotted.append(_placed(context, match))
    found = list(_apart(spotted))
    joined = listed(context, found)
    for position, one in enumerate(found):
        if position in joined or not _is_person(context, one, people):
            yield one


def tabled(context: Context, gazetteer: Gazetteer, beginnings: Iterable[int]) -> Iterator[Toponym]:
    """What rules take for a place of a person's own table, which goes before the world.

    `beginnings` are the words where names of a table begin.
    """
    return spot(context, gazetteer, beginnings, _TABLED)


def certain(context: Context, gazetteer: Gazetteer, beginnings: Iterable[int]) -> Iterator[Toponym]:
    """What no model is asked for: the rows of borders, and names in other scripts than ours.

    `beginnings` are the words where names of borders begin.
    """
    text, starts = context.text, context.starts
    foreign = (word for word in range(len(context)) if text[starts[word]] >= _GREEK)
    reach = -1
    for word in sorted({*beginnings, *foreign}):
        match = _certain_at(context, gazetteer, word) if word > reach else None
        if match is not None:
            yield _placed(context, match)
            reach = match.last


def _certain_at(context: Context, gazetteer: Gazetteer, word: int) -> Match | None:
    foreign = context.text[context.starts[word]] >= _GREEK
    for match in matches_at(context, gazetteer, word):
        if borders.is_border(match.candidates):
            if not borders.is_another(context, match):
                return match
        elif foreign:
            verdict = judge(context, gazetteer, match)
            return match if verdict.sense in {Sense.PLACE, Sense.INSIDE} else None
    return prefixed_at(context, gazetteer, word) if foreign else None


def _match_at(
    context: Context, gazetteer: Gazetteer, word: int, last_rank: int
) -> tuple[Match | None, Verdict]:
    """The longest name at a word, and what it is."""
    key = context.keys[word]
    if gazetteer.lengths(key):
        for match in matches_at(context, gazetteer, word):
            if match.candidates[0].rank <= last_rank and not borders.is_another(context, match):
                return match, judge(context, gazetteer, match)
    if last_rank == _TABLED:
        return None, _PLACE
    known = next(_known_at(context, _KNOWN, word), None)
    if known is not None:
        return known, judge(context, gazetteer, known)
    return (prefixed_at(context, gazetteer, word) if is_hebrew(key) else None), _PLACE


def _known_at(context: Context, names: NameIndex, word: int) -> Iterator[Match]:
    """The names without a row that begin with a word."""
    for count in names.lengths(context.keys[word]):
        last = word + count - 1
        joined = all(gap in {" ", "-", ". "} for gap in context.gaps[word:last])
        known = joined and names.named(context.keys[word : last + 1])
        if known and all(map(context.capitalised, range(word, last + 1))):
            yield Match(word, last, context.starts[word], ())


def _is_plausible(context: Context, match: Match) -> bool:
    """Whether a name is well enough known, or stands where a place does."""
    if not match.candidates:
        return True
    best = match.candidates[0]
    if best.rank <= 0 or best.kind in _SETTLED or match.last > match.first:
        return True
    key = context.keys[match.first]
    odd = key in words.FIRST_NAMES or key in words.FUNCTION or key in words.DATES
    if odd or is_adjective(key):
        return is_located(context, match.first) and not is_adjective(key)
    if best.name_kind <= NameKind.ABBREVIATION and best.population >= _LARGE:
        return True
    after = match.last + 1
    return is_located(context, match.first) or (
        context.gap(match.last) == ", " and bool(_states(context, after))
    )


def _states(context: Context, word: int) -> str:
    """The state that a word is, written out or shortened."""
    key = context.key(word)
    return key if context.capitalised(word) and key in words.STATE_WORDS else ""


def _elsewhere(context: Context, match: Match, verdict: Verdict) -> Toponym:
    """A name that is not the place of its row: another row's, or none's."""
    rule = NAMED if match.candidates else KNOWN
    return Toponym(
        verdict.first,
        verdict.last,
        context.starts[verdict.first],
        context.ends[verdict.last],
        verdict.candidates,
        LIKELY,
        rule,
        located=is_located(context, verdict.first),
        why=verdict.why,
    )


def _placed(context: Context, match: Match) -> Toponym:
    located = is_located(context, match.first)
    rule = NAMED if match.candidates else KNOWN
    return Toponym(
        match.first,
        match.last,
        match.start,
        context.ends[match.last],
        match.candidates,
        SURE,
        rule,
        located=located,
    )


def _placeless(context: Context, names: NameIndex, rule: str) -> Iterator[Toponym]:
    """Where the names stand that a cue made places."""
    for word in range(len(context)):
        match = next(_known_at(context, names, word), None)
        if match is not None:
            one = _placed(context, match)
            one.rule = rule
            yield one


def _is_person(context: Context, one: Toponym, people: Mapping[str, int]) -> bool:
    """Whether a name was a person's before: "Jack London", and now "London".

    Not where the words around it speak of a place ("in London", "London's mayor"); and a
    country only where it says or does something.
    """
    if one.first != one.last or one.first < people.get(context.keys[one.first], one.first + 1):
        return False
    if one.located or context.gap(one.first) == "-" or context.gap(one.first - 1) == "-":
        return False
    if has_institution(context, one.last):
        return False
    best = one.candidates[0] if one.candidates else None
    return best is None or best.kind is not Kind.COUNTRY or is_subject(context, one)


def _apart(spotted: Iterable[Toponym]) -> Iterator[Toponym]:
    """Leave out what overlaps the one before: "New" in "Old New Moscow" of two names."""
    last = -1
    for one in spotted:
        if one.first > last:
            yield one
            last = one.last
