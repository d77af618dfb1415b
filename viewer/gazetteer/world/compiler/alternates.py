"""Which of GeoNames' alternate names are worth having, and how good each is.

The list of a town's alternate names mixes its names in all languages with codes of airports,
transliterations made by machine, and names of other places. A name that is spelt nearly as the
title is as good as the title ("Mykolaiv" for Mykolayiv); the others are kept as alternates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.world.compiler.packages import Settlement
from viewer.gazetteer.world.compiler.tabled import NamePairs
from viewer.gazetteer.world.row import alternate_kind

_CODE = re.compile(r"[A-Z0-9]{2,5}")
_NO_NAME = re.compile(r"[0-9/:@\[\]]|\bwww\b|wiki", re.IGNORECASE)
_SMALL_START = re.compile(r"(?:[a-z]{1,3}[-’']|(?:al|el|ad|as|ash|ar|at|az) )[A-Z]")
# Machine transliterations keep small letters, and the consonants of Arabic without its vowels.
_LOCAL_KIND = re.compile(
    r"[ -](?:shih?|hsien|shaary|Shi|Xian|Zhen|xian|chen)$|^(?:Kota|Kabupaten|Lungsod ng|Dakbayan sa"
    r"|Bandar Raya|Cathair|Cidade d[eo]|Ciudad de|Ville d[e’'])[ ]"
)
# Scripts that are written without spaces: their words are found only where they stand alone.
_UNSPACED = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff\uf900-\ufaff]")
_UNSPACED_PEOPLE = 15_000
_LATIN_SMALL = re.compile(r"[a-zß-öø-ÿ]")
_OF_RIVER = re.compile(
    r"(.{3,}?)[ -](?:am|an der|an|upon|on|under|de|del|do|da|na|nad|sur|di|in|ob|bei|im|pri)[ -]"
)
_CITY_BEFORE = re.compile(r"(?:the )?(?:city|town|village|borough|township) of ", re.IGNORECASE)
_CITY_AFTER = re.compile(r" (?:City|Town)$")
_TOWNSHIP = re.compile(r" (?:Charter )?Township$")

_SHORT = {"Mount": "Mt.", "Fort": "Ft.", "Point": "Pt.", "Port": "Pt."} | {
    direction: f"{direction[0]}." for direction in ("North", "South", "East", "West")
}
_LONG = {"Mt": "Mount", "Mt.": "Mount", "Ft": "Fort", "Ft.": "Fort"}

TOWNSHIP_STATES = frozenset(
    f"US.{state}" for state in ("NJ", "PA", "OH", "MI", "IN", "IL", "MN", "IA", "KS", "MO", "ND")
)
"""Where the land around a village is a township, more often than not of the same name."""
_TOWNSHIP_PEOPLE = 60_000

_FAMOUS = 20
"""A name that means a town this many times as large elsewhere is of no use for another."""
_FAMOUS_PEOPLE = 100_000
_CLOSE_LENGTH = 6
_SOUNDS = (("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"))
_ARTICLE = re.compile(r"^(?:al|el|ad|ed|an|en|ar|er|as|es|ash|at|et|az)[ -](?=\w{6})")
_TWICE = re.compile(r"(.)\1+")
_OF_RIVER_PEOPLE = 50_000

_ORDINARY = """
    a an the this that these those and or but not no yes if of in on at by for to from with as
    is are was were be been am do does did has have had will would can could may might must shall
    should he she it we they you i me him her us them my his its our your their who what when
    where why how all any both each few more most other some such only own same so than too very
    just now then once here there new old big great good bad man men woman women god king queen
    one two three four five six seven eight nine ten first second third last next day week month
    year time monday tuesday wednesday thursday friday saturday sunday january february march
    april june july august september october november december sun moon star north south east
    west northern southern eastern western central upper lower state city town village county
    island river lake sea bay port park home house street road church school police court war
    peace water fire air land page date name sir lord lady mr mrs dr miss saint pope media mass
    union center centre university college"""
ORDINARY = frozenset(_ORDINARY.split())
"""What is no alternate name of a place in an English text, whatever it is elsewhere."""


@dataclass(frozen=True, slots=True)
class Famous:
    """Names that an alternate name must not take: of countries, great regions, large cities."""

    cities: Mapping[str, tuple[int, str]]
    """The largest city of each name, folded: how large, and its country."""
    regions: Mapping[str, str]
    """The folded names of countries and great regions, and their countries."""
    rivers: Mapping[tuple[str, str], int]
    """The largest town of a country that is short for one on a river: "Newcastle"."""

    @classmethod
    def of(cls, settlements: Iterable[Settlement], regions: Mapping[str, str]) -> Famous:
        """The largest cities by name, beside the names of regions that are given."""
        cities: dict[str, tuple[int, str]] = {}
        rivers: dict[tuple[str, str], int] = {}
        for place in settlements:
            short = _without_river(place, place.name)
            if short:
                key = place.country, short
                rivers[key] = max(rivers.get(key, 0), place.population)
            for name in (place.name, short) if place.population >= _FAMOUS_PEOPLE else ():
                if name and place.population > cities.get(name.casefold(), (0, ""))[0]:
                    cities[name.casefold()] = place.population, place.country
        return cls(cities, regions, rivers)

    def takes(self, name: str, place: Settlement) -> bool:
        """Whether a name means something far better known than this place."""
        folded = name.casefold()
        if folded in self.regions:
            return True
        population, country = self.cities.get(folded, (0, ""))
        return country != place.country and population > _FAMOUS * max(place.population, 1000)

    def has_larger(self, name: str, place: Settlement) -> bool:
        """Whether a name is the title of a larger city: "Milwaukee" is not first Milwaukie."""
        return self.cities.get(name.casefold(), (0, ""))[0] > place.population


def clean_title(name: str) -> str:
    """A title without what GeoNames adds to it: "Olinda" of "Olinda, CDP"."""
    title = re.sub(r"\s*(?:\([^)]*\)|\[[^]]*\])", "", name).partition(",")[0].strip()
    return title or name


def settlement_names(place: Settlement, title: str, ours: NamePairs, famous: Famous) -> NamePairs:
    """The names of a settlement besides its title, the same never twice. `ours`: our table's."""
    names: dict[str, NameKind] = {}
    others = *_from_title(place, title, famous), *_alternates(place, title, famous)
    for name, kind in (*ours, *others):
        if name != title and kind < names.get(name, NameKind.LOCAL + 1):
            names[name] = kind
    return tuple(names.items())


def _from_title(place: Settlement, title: str, famous: Famous) -> Iterator[tuple[str, NameKind]]:
    if "/" in title:
        yield from ((part.strip(), NameKind.ALIAS) for part in title.split("/") if part.strip())
    if (bare := _CITY_BEFORE.sub("", title)) != title:
        yield bare, NameKind.ALIAS
    yield from _shortened(title)
    if _TOWNSHIP.search(title):
        yield _TOWNSHIP.sub("", title), NameKind.ALTERNATE
        yield _TOWNSHIP.sub(" Twp.", title), NameKind.ABBREVIATION
    elif place.region in TOWNSHIP_STATES and place.population < _TOWNSHIP_PEOPLE:
        yield f"{title} Township", NameKind.ALTERNATE
        yield f"{title} Twp.", NameKind.ALTERNATE
    if short := _without_river(place, title):
        largest = famous.rivers.get((place.country, short), 0) <= place.population
        yield short, NameKind.ALIAS if largest else NameKind.ALTERNATE


def _without_river(place: Settlement, title: str) -> str:
    """ "Frankfurt" of a large Frankfurt am Main; "" of others."""
    found = _OF_RIVER.match(title) if place.population >= _OF_RIVER_PEOPLE else None
    return found[1] if found else ""


def _shortened(title: str) -> Iterator[tuple[str, NameKind]]:
    """ "Mt. Pleasant" for Mount Pleasant and the reverse, "W. Columbia" for West Columbia."""
    first, _, rest = title.partition(" ")
    if rest and first in _LONG:
        yield f"{_LONG[first]} {rest}", NameKind.ALIAS
    if rest and first in _SHORT:
        yield f"{_SHORT[first]} {rest}", NameKind.ABBREVIATION


def _alternates(place: Settlement, title: str, famous: Famous) -> Iterator[tuple[str, NameKind]]:
    of_city = _CITY_AFTER.sub("", title)
    for name in place.alternates:
        if not is_name(name) or famous.takes(name, place):
            continue
        if place.population < _UNSPACED_PEOPLE and _UNSPACED.search(name):
            continue
        kind = alternate_kind(name)
        if kind is NameKind.ALTERNATE and not famous.has_larger(name, place):
            close = is_close(name, title) or sound(name) == sound(title)
            kind = NameKind.ALIAS if close or name == of_city else kind
        yield name, kind


def is_name(text: str) -> bool:
    """Whether an alternate name may be one: no code, no address, no machine transliteration."""
    if len(text) < 2 or _CODE.fullmatch(text) or _NO_NAME.search(text) or _LOCAL_KIND.search(text):
        return False
    if _LATIN_SMALL.match(text) and not _SMALL_START.match(text):
        return False
    return text.casefold() not in ORDINARY and (len(text) > 2 or not text.isascii())


def sound(name: str) -> str:
    """A name as other ways of writing it in Latin letters agree: "Qiryat" and "Kiryat"."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in apart if c.isalpha() or c in " -")
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard)
    bare = _ARTICLE.sub("", letters)
    return _TWICE.sub(r"\1", bare.replace(" ", "").replace("-", "")).rstrip("h")


def is_close(name: str, title: str) -> bool:
    """Whether two names differ by no more than two letters at one spot."""
    longest = max(len(name), len(title))
    if longest < _CLOSE_LENGTH or abs(len(name) - len(title)) > 2:
        return False
    start = 0
    while start < min(len(name), len(title)) and name[start] == title[start]:
        start += 1
    end = 0
    while end < min(len(name), len(title)) - start and name[-1 - end] == title[-1 - end]:
        end += 1
    if not end:  # "Basra" and "Basrah", but not "Rostov" and "Rostock"
        return longest - start == 1 and len(name) != len(title)
    return start > 0 and longest - start - end <= 2
