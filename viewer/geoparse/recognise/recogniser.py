"""Which spans of a text name places: gazetteer and capitals propose, a linear model decides.

Spans are scored one by one and not word by word: a span's features can then speak of the name
as a whole (is it a row, how large, does a longer name cover it), its probability is direct,
and capitalised runs are so short that trying all their parts costs little. What overlaps is
settled afterwards by the best sum.

What counts, as two sets of news annotated by hand agree, or else as a reader of a map wants it:

- the name alone: without "the", "'s", "central", "southern", "downtown"; with "North" in
  "North Carolina", "County" in "Harlan County", the full stop in "Calif.";
- "Paris, Texas" is two names, and so is "Washington, D.C."; a noun written small stands outside
  ("[Kherson] region"), unless a person's own table has it in the name;
- the place within the name of an agency, court, police force, school, team, newspaper or
  festival: "[Leeds] City Council", "[Nevada] Bureau of Mines";
- adjectives and peoples, as a role of their own: "[Kenyan]-[US] relations"; not languages;
- both sides of a hyphen or a stroke, and what stands before "-based", "-led", "-area"; the
  town after a party's letter: "R-[Marietta]";
- no streets and roads, for no gazetteer has them; no legislatures, courts or parties; a seat
  of government only as a location: "at the [White House]", not "the White House said".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind, NameKind
from viewer.geoparse.borders import is_border
from viewer.geoparse.context import Context, is_located
from viewer.geoparse.demonyms import candidates as places_of
from viewer.geoparse.demonyms import demonym_at
from viewer.geoparse.recognise import rules
from viewer.geoparse.recognise.clues import ORDINARY, REGION, Clues
from viewer.geoparse.recognise.echoes import Shares, listen, odds
from viewer.geoparse.recognise.features import Weigher, features, keys
from viewer.geoparse.recognise.lexicon import REGIONS
from viewer.geoparse.recognise.linear import Linear, NoModel, read, shares
from viewer.geoparse.recognise.matching import Match, is_word_in_capitals, matches_at
from viewer.geoparse.resolve.wellknown import STATE_SHORT
from viewer.geoparse.spans import Toponym
from viewer.model import Article, PassageKind, Role

RECOGNISED = "recogniser"
SHIPPED = Path(__file__).parent / "recogniser.bin"
NONE, PLACE, ADJECTIVE, PERSON, OTHER = range(5)
"""The classes; OTHER is an organisation's or another name."""

_PART_WORDS = 3
_RUN_WORDS = 6
_ARABIC = frozenset({"al", "el", "ad", "ar", "as", "ash", "at", "an", "az", "ed", "er", "es"})
_SEAT = "seat of government"
_REGIONAL = frozenset({Kind.REGION, Kind.COUNTY, Kind.AREA})
_RULED = 0.9
"""A name of a person's own table that the rules take for a place is one, at least so surely."""
_OVERRULED = 0.5
"""How far it is believed where they take it for something else: "United Russia"."""
_ADJECTIVE = 2.0
"""Log odds for the adjective that our list has: "Syrian" is seldom anything else."""
_LARGE_CITY = 300_000
_CITY = 50_000
_NEAR = 0.4
_WELL_KNOWN = {
    Kind.CONTINENT: 1.0,
    Kind.COUNTRY: 1.0,
    Kind.REGION: 1.0,
    Kind.COUNTY: 0.5,
    Kind.AREA: 0.5,
}
"""Log odds for names that the world knows: our texts have more people called Cairo than it has."""


@dataclass(slots=True)
class Span:
    """Words that may be a name, with what the gazetteers know of them."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    covering: int = 0
    near: int = 0


def spans(clues: Clues, gazetteer: Gazetteer) -> list[Span]:
    """All spans that are tried: names of the gazetteers and parts of capitalised runs."""
    found: list[Span] = []
    context = clues.context
    for first in _beginnings(clues):
        matches = {match.last: match for match in matches_at(context, gazetteer, first)}
        matches.update(_regions(clues, matches))
        longest = max(matches, default=-1)
        for last in _ends(clues, first, matches):
            match = matches.get(last)
            candidates = match.candidates if match else ()
            covering = (1 if match else 0) + (2 if longest > last else 0)
            found.append(Span(first, last, candidates, covering))
    _cover(found)
    _weigh_nearness(found)
    return found


def _beginnings(clues: Clues) -> Iterator[int]:
    context = clues.context
    for word in clues.capitals:
        article = word and clues.gaps[word - 1] == 3 and context.keys[word - 1] in _ARABIC
        if article and not context.capitalised(word - 1):
            yield word - 1
        if context.keys[word]:
            yield word


def _ends(clues: Clues, first: int, matches: dict[int, Match]) -> list[int]:
    """Where a span that begins at a word may end."""
    context = clues.context
    ends = set(matches)
    named = context.named(first)
    if named or not context.capitalised(first):
        stop = clues.run_last[first if named else first + 1]  # "al-Tanf"
        ends.update(range(first, min(stop, first + _PART_WORDS - 1) + 1))
        if stop < first + _RUN_WORDS:
            ends.add(stop)
    return sorted(ends)


def _regions(clues: Clues, matches: dict[int, Match]) -> dict[int, Match]:
    """Names with a noun after them that is written small: "Kherson region"."""
    found: dict[int, Match] = {}
    for last, match in matches.items():
        after = last + 1
        noun = clues.gaps[last] == 1 and clues.masks[after] & REGION
        if noun and after not in matches and not clues.context.capitalised(after):
            kept = tuple(one for one in match.candidates if one.kind in _REGIONAL)
            if kept:
                found[after] = Match(match.first, after, match.start, kept)
    return found


def _cover(found: Sequence[Span]) -> None:
    """Mark the spans that lie within a longer name of the gazetteers."""
    reach = -1
    start = -1
    for span in found:
        if span.first <= reach and span.first > start and span.last <= reach:
            span.covering += 4
        if span.candidates and span.last > reach and span.last > span.first:
            start, reach = span.first, span.last


def _weigh_nearness(found: Sequence[Span]) -> None:
    """Whether a name's candidates lie where other names of the article do."""
    countries: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for span in found:
        if not span.candidates or span.covering & 6:
            continue
        best = span.candidates[0]
        clear = best.kind <= Kind.REGION or best.population >= _LARGE_CITY
        if clear and best.name_kind <= NameKind.ABBREVIATION and (best.id, "") not in seen:
            seen.add((best.id, ""))
            countries[best.country] += 1
            if best.region:
                regions[best.region] += 2
        for one in span.candidates[:8]:
            if one.region and (one.title, one.region) not in seen:
                seen.add((one.title, one.region))
                regions[one.region] += 1
    for span in found:
        near = 0
        for one in span.candidates[:8]:
            own = 1 + 2 * (one.id == span.candidates[0].id and one.kind is Kind.REGION)
            if one.region and regions[one.region] - own >= 2:
                near = 2 + (regions[one.region] - own >= 5)
                break
            if one.country and countries[one.country] > (one.kind is Kind.COUNTRY):
                near = max(near, 1)
        span.near = near


def end_of(context: Context, span: Span) -> int:
    """Where a span ends in the text: the full stop of "Calif." is its own."""
    end = context.ends[span.last]
    raw = context.raw(span.last)
    shortened = raw in STATE_SHORT and ("." in raw or not raw.isupper())  # "NC" has none
    return end + 1 if shortened and context.text[end : end + 1] == "." else end


def first_look(clues: Clues, span: Span) -> list[int]:
    """The features of a span by itself."""
    return features(clues, span.first, span.last, span.candidates, span.covering, span.near)


def _is_demonym(keys: Sequence[str], span: Span) -> bool:
    """Whether a span is an adjective of a place, or the name of its people, that we know."""
    demonym = demonym_at(keys, span.first)
    return demonym is not None and demonym.words == span.last + 1 - span.first


def classes(clues: Clues, tried: Sequence[Span], weigher: Weigher) -> list[Shares]:
    """The probability of each class for spans: alone, then beside all others."""
    words = clues.context.keys
    alone: list[Shares] = []
    seen = [
        keys(clues, span.first, span.last, span.candidates, span.covering, span.near)
        for span in tried
    ]
    for span, sums in zip(tried, weigher.sums(seen), strict=True):
        if _is_demonym(words, span):
            sums = (sums[0], sums[1] + _ADJECTIVE, *sums[2:])
        else:
            sums = (sums[0] + _renown(clues, span), *sums[1:])
        alone.append(shares(sums))
    return listen(clues.context, [(span.first, span.last) for span in tried], alone)


def _renown(clues: Clues, span: Span) -> float:
    """What being well known says for a name, and lying near the article's other places."""
    if not span.candidates:
        return 0.0
    best = span.candidates[0]
    word = span.first == span.last and clues.masks[span.first] & ORDINARY
    if word and best.kind is not Kind.COUNTRY:
        return 0.0  # "Nice", "Reading"
    near = _NEAR if span.near and not span.covering & 6 else 0.0
    if best.name_kind > NameKind.ABBREVIATION:
        return near
    if best.kind is Kind.CITY:
        return near + 0.5 * (best.population >= _CITY) + 0.5 * (best.population >= _LARGE_CITY)
    return near + _WELL_KNOWN.get(best.kind, 0.0)


def apart(weighed: Sequence[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Of spans with probabilities, those of the best sum of log odds that do not overlap."""
    order = sorted((one for one in weighed if one[1] > 0.5), key=lambda one: one[0].last)
    ends = [one[0].last for one in order]
    best = [0.0]
    back: list[int] = []
    for number, (span, share) in enumerate(order):
        before = number
        while before and ends[before - 1] >= span.first:
            before -= 1
        taken = best[before] + odds(share)
        back.append(before if taken > best[number] else -1)
        best.append(max(taken, best[number]))
    kept: list[tuple[Span, float]] = []
    number = len(order)
    while number:
        if back[number - 1] < 0:
            number -= 1
        else:
            kept.append(order[number - 1])
            number = back[number - 1]
    return kept[::-1]


class Recogniser:
    """Finds the names of places in a text. Immutable."""

    def __init__(self, model: Linear | None) -> None:
        """Without a model, rules decide."""
        self._weigher = Weigher(model) if model else None

    @classmethod
    def shipped(cls) -> Recogniser:
        """The one that comes with Dateline; it is read once."""
        return _shipped()

    @classmethod
    def of_file(cls) -> Recogniser:
        """The same, read now; rules where the model's file is missing or damaged."""
        try:
            return cls(read(SHIPPED.read_bytes()))
        except (OSError, NoModel):
            return cls(None)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        """A model goes to another process by its file, not by its weights."""
        return (Recogniser, (None,)) if self._weigher is None else (_shipped, ())

    def toponyms(self, context: Context, gazetteer: Gazetteer, article: Article) -> list[Toponym]:
        """What names a place in a text, in its order; roles are told of adjectives only."""
        weigher = self._weigher
        if weigher is None:
            return rules.toponyms(context, gazetteer, article)
        clues = Clues(context, weigher.model.ordinary)
        tried = spans(clues, gazetteer)
        borders = {one.first for one in tried if is_border(one.candidates)}
        found = list(rules.certain(context, gazetteer, borders))
        taken = _words_of(found)
        if taken:
            tried = [one for one in tried if taken.isdisjoint(range(one.first, one.last + 1))]
        tables = sorted(
            {one.first for one in tried if one.candidates and one.candidates[0].rank <= 0}
        )
        ruled = {(one.first, one.last) for one in rules.tabled(context, gazetteer, tables)}
        weighed: list[tuple[Span, float]] = []
        adjectives: set[int] = set()
        wider = {first: last for first, last in ruled if last > first}
        for span, share in zip(tried, classes(clues, tried, weigher), strict=True):
            if span.last < wider.get(span.first, -1):
                continue  # "Kherson" of a table's "Kherson region"
            likely = share[PLACE] + share[ADJECTIVE]
            if (span.first, span.last) in ruled:
                likely = max(likely, _RULED)
            elif share[ADJECTIVE] > share[PLACE] or (
                not span.candidates and _is_demonym(context.keys, span)
            ):
                adjectives.add(id(span))
            elif span.candidates and span.candidates[0].rank <= 0:
                likely *= _OVERRULED
            weighed.append((span, likely))
        for span, likely in apart(weighed):
            if not span.candidates and context.kind(span.first) is PassageKind.BOILERPLATE:
                continue  # of furniture nothing is guessed
            if _is_government(context, span):
                continue
            found.append(_toponym(context, gazetteer, span, likely, id(span) in adjectives))
        found.sort(key=lambda one: one.first)
        return found


def _is_government(context: Context, span: Span) -> bool:
    """Whether a seat of government stands for who sits there: "the White House said"."""
    best = span.candidates[0] if span.candidates else None
    seat = best is not None and best.types.startswith(_SEAT) and best.rank > 0
    return seat and not is_located(context, span.first)


def _words_of(found: Sequence[Toponym]) -> set[int]:
    """The words that names are made of."""
    return {word for one in found for word in range(one.first, one.last + 1)}


def _toponym(
    context: Context, gazetteer: Gazetteer, span: Span, share: float, adjective: bool
) -> Toponym:
    """A span that was recognised, with what it may mean."""
    span = bare(context, span)
    raw = context.raw(span.last)
    why = ""
    if is_word_in_capitals(context, gazetteer, span.first, span.last):
        why = f"in capitals, “{raw}” may be the word “{raw.lower()}”"
    candidates: Sequence[Candidate] = span.candidates
    if adjective:
        candidates = _owners(context, gazetteer, span) or candidates
    return Toponym(
        span.first,
        span.last,
        context.starts[span.first],
        end_of(context, span),
        candidates,
        share,
        RECOGNISED,
        Role.ADJECTIVE if adjective else Role.LITERAL,
        is_located(context, span.first),
        why=why,
    )


def bare(context: Context, span: Span) -> Span:
    """A span without the noun after the name: "Kherson region", unless a table has it so."""
    noun = span.last > span.first and context.keys[span.last] in REGIONS
    tabled = bool(span.candidates) and span.candidates[0].rank <= 0
    if not noun or tabled or context.capitalised(span.last):
        return span
    return Span(span.first, span.last - 1, span.candidates)


def _owners(context: Context, gazetteer: Gazetteer, span: Span) -> Sequence[Candidate]:
    """The places that an adjective may belong to."""
    demonym = demonym_at(context.keys, span.first)
    if demonym is None or demonym.words != span.last + 1 - span.first:
        return ()
    return places_of(gazetteer, demonym)


@lru_cache(maxsize=1)
def _shipped() -> Recogniser:
    return Recogniser.of_file()
