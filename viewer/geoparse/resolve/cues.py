"""What the words beside a name say of it: what it lies in, of what kind it is, its equals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.geoparse.context import Context
from viewer.geoparse.recognise.lexicon import CARDINALS, DIRECTIONS, FUNCTION, word_set
from viewer.geoparse.spans import Toponym


class Link(Enum):
    """How two names that follow each other belong together."""

    COMMA = auto()
    """"Paris, Texas": the second holds the first, unless both are items of a list."""
    WITHIN = auto()
    """"Paris in Texas", "Kyiv, the capital of Ukraine": the second holds the first."""
    HOLDER = auto()
    """"Ohio's Clark County", "the Texas town of Paris": the first holds the second."""
    LIST = auto()
    """"Poland and Hungary": two of a kind."""


_PLACE_NOUN = (
    r"(?:capital|city|cities|town|township|village|hamlet|suburb|port|resort|settlement|"
    r"community|province|region|state|oblast|district|county|governorate|island|enclave)"
)
_WHERE = r"(?:(?:the|north|south|east|west|central|upper|lower|\w+ern|rural) )*"
_COMMA = re.compile(r", ?(?:\(|in )?")
_WITHIN = re.compile(
    rf",? \(|,? (?:\w+ )?in {_WHERE}|, {_PLACE_NOUN} (?:of|in) {_WHERE}"
    rf"|(?:,| is| was) (?:a|an|the) (?:\S+ ){{0,3}}{_PLACE_NOUN} (?:of|in|on) {_WHERE}"
)
_HOLDER = re.compile(
    rf"(?:'s?)? {_WHERE}(?:\w+ )?{_PLACE_NOUN}(?: city)?(?: of|,)? (?:the )?|'s? {_WHERE}"
)
_LIST = re.compile(rf",? (?:and|or|&|to) (?:in |from |to )?{_WHERE}|[-/–]")
_FURTHEST = 60
_LONGEST_NAME = 6

CUES: tuple[tuple[dict[Kind, float], frozenset[str], frozenset[str]], ...] = (
    (
        {Kind.COUNTY: 1.0, Kind.REGION: 0.6},
        frozenset({"county of", "co", "counties of", "district of"}),
        frozenset(
            {"county", "counties", "parish", "borough", "raion", "district", "districts", "co"}
            | {"raions", "regency", "regencies"}
        ),
    ),
    (
        {Kind.REGION: 1.0, Kind.AREA: 1.0, Kind.COUNTY: 0.6},
        frozenset(
            {"state of", "province of", "region of", "governor of", "states of", "department of"}
            | {"departments of", "provinces of", "regions of", "governorate of", "prefecture of"}
        ),
        frozenset(
            {"region", "oblast", "province", "governorate", "prefecture", "state", "krai"}
            | {"regions", "oblasts", "provinces", "governorates", "prefectures", "states"}
            | {"governor", "legislature", "statehouse", "territory", "voivodeship"}
        ),
    ),
    (
        dict.fromkeys((Kind.COUNTRY, Kind.REGION, Kind.COUNTY, Kind.AREA), 1.0),
        frozenset(
            {"village in", "villages in", "town in", "towns in", "hamlet in", "hamlets in"}
            | {"cities in", "provinces in", "districts in", "townships in"}
        ),
        frozenset(),
    ),
    (
        {Kind.CITY: 1.0},
        frozenset(
            {"city of", "town of", "village of", "suburb of", "mayor of", "downtown", "suburban"}
            | {"township of", "outskirts of", "port of", "streets of", "hamlet of"}
        ),
        frozenset({"city", "mayor", "suburb", "resident", "township", "downtown", "village"}),
    ),
    (
        {Kind.COUNTRY: 1.0},
        frozenset({"republic of", "kingdom of", "president of", "government of"}),
        frozenset({"president", "embassy", "ambassador", "parliament"}),
    ),
    ({Kind.RIVER: 1.0}, frozenset({"river", "river of"}), frozenset({"river", "rivers"})),
    (
        {Kind.WATER: 1.0},
        frozenset({"lake", "gulf of", "bay of", "sea of", "strait of"}),
        frozenset({"sea", "lake", "ocean", "bay", "gulf", "strait"}),
    ),
    (
        {Kind.RANGE: 1.0},
        frozenset({"mount", "mt", "isle of", "island of", "islands of"}),
        frozenset({"mountains", "mountain", "desert", "island", "islands", "peninsula"}),
    ),
    (
        {Kind.SITE: 1.0},
        frozenset(),
        frozenset({"airport", "international airport", "airfield", "stadium"}),
    ),
)
"""The kinds that are meant and how surely, the words before a name that say so, and after it.

What is called a county in Kenya or a province in Italy is of another order elsewhere.
"""

_WITH_ARTICLE = dict.fromkeys(
    (Kind.COUNTRY, Kind.AREA, Kind.WATER, Kind.RIVER, Kind.RANGE, Kind.SITE), 1.0
)
_VERY_TITLE = 2.0
_SAYS = word_set(
    """said says warned warns accused accuses urged urges denied denies announced announces
    insisted insists wants wanted hopes hoped believes believed fears feared imposed imposes
    refused refuses rejected rejects condemned condemns vowed vows pledged pledges argues argued"""
)
_ASKED = word_set(
    """ask asked asks asking blame blamed blames blaming accuse accused accuses accusing urge urged
    urges urging warn warned warns warning tell told tells telling lobby lobbied press pressed
    petition petitioned beg begged begs"""
)
_SINGULARS = {"counties": "county", "parishes": "parish"} | {
    f"{word}s": word
    for word in ("region", "province", "district", "state", "river", "oblast", "governorate")
}
_BEFORE = {words: kinds for kinds, before, _ in CUES for words in before}
_AFTER = {word: kinds for kinds, _, after in CUES for word in after}


class Cue(NamedTuple):
    """A word beside a name that says of what kind it is."""

    kinds: Mapping[Kind, float]
    words: str
    """The words as a person would quote them: "city of", "County"."""

    def speaks_for(self, candidate: Candidate, written: str) -> float:
        """How far it speaks for a candidate: most where name and word are its very title."""
        word = self.words.lower().removesuffix(" of")
        word = _SINGULARS.get(word, word)
        if candidate.title.lower() == f"{written.lower()} {word}":
            return _VERY_TITLE
        return self.kinds.get(candidate.kind, 0.0)

    @property
    def is_plural(self) -> bool:
        """Whether it speaks of several: "Clark and Greene counties"."""
        return self.words.lower().split()[0].endswith(("s", "counties"))


def kind_cue(context: Context, toponym: Toponym) -> Cue | None:
    """What the words next to a name say of its kind, if they do."""
    after = context.after(toponym.last)
    if after == toponym.last + 1 and context.gap(toponym.last) == " ":
        kinds = _AFTER.get(context.key(after))
        if kinds:
            return Cue(kinds, context.raw(after))
    word = toponym.first - 1
    if context.gap(word) != " ":
        return None
    before = context.key(word)
    if _has_article(context, toponym):
        return Cue(_WITH_ARTICLE, "the")
    if before == "the":
        word -= 1
        before = context.key(word)
    if before in {"of", "in"} and context.gap(word - 1) == " ":
        before = f"{context.key(word - 1)} {before}"
    kinds = _BEFORE.get(before)
    return Cue(kinds, before) if kinds else None


def _has_article(context: Context, toponym: Toponym) -> bool:
    """Whether "the" belongs to the name, not to a noun after it: "across the Pacific, ..."."""
    word = toponym.first - 1
    if context.key(word) in DIRECTIONS | CARDINALS and context.gap(word - 1) == " ":
        word -= 1
    if context.key(word) != "the" or context.key(word - 1) == "of":
        return False
    return context.gap(toponym.last) != " " or context.key(toponym.last + 1) in FUNCTION


def is_seat(context: Context, toponym: Toponym) -> bool:
    """Whether a name stands for a government by what it says or is asked: "Washington said"."""
    if context.gap(toponym.last) == " " and context.key(toponym.last + 1) in _SAYS:
        return True
    if context.gap(toponym.first - 1) != " " or context.key(toponym.first - 1) not in _ASKED:
        return False
    return context.gap(toponym.last) != " " or not context.capitalised(toponym.last + 1)


def goes_on(context: Context, last: int) -> bool:
    """Whether "and" or "or" and another name follow: "Washington, Idaho and Oregon" is a list.

    "Paris, Texas, and Rome, Georgia" is none, for what follows has a holder of its own.
    """
    joint = last + 1
    if context.gap(last) not in {" ", ", "} or context.key(joint) not in {"and", "or"}:
        return False
    word = joint + 1
    while word < joint + _LONGEST_NAME and context.capitalised(word) and context.gap(word) == " ":
        word += 1
    if word == joint + 1 and not context.capitalised(word):
        return False
    return not (context.gap(word) == ", " and context.capitalised(word + 1))


def link(context: Context, one: Toponym, other: Toponym) -> Link | None:
    """How a name and the one that follows it belong together, if they do."""
    if not 0 <= other.start - one.end <= _FURTHEST:
        return None
    between = context.squeezed(context.text[one.end : other.start]).lower()
    if _COMMA.fullmatch(between):
        return Link.COMMA
    for pattern, found in ((_WITHIN, Link.WITHIN), (_LIST, Link.LIST), (_HOLDER, Link.HOLDER)):
        if pattern.fullmatch(between):
            return found
    return None


def links(context: Context, toponyms: Sequence[Toponym]) -> list[Link | None]:
    """The link of each name to the next; the last has none."""
    found: list[Link | None] = [link(context, one, other) for one, other in pairwise(toponyms)]
    found.append(None)
    return found
