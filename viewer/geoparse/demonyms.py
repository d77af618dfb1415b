"""Adjectives of places and what their people are called: "Russian", "Texans", "New Yorker".

They are mentions of their own role: "Russian troops" names Russia, though no place where the
troops are. An adjective may belong to several places: the Congolese live in two countries.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.words import fold, spans
from viewer.geoparse.recognise.lexicon import word_set

_TABLE = Path(__file__).with_name("demonyms.csv")
"""Countries by their ISO 3166-1 alpha-2 codes, and titles of other places: the gazetteer's best
known place of a title is meant. The adjectives are between semicolons."""

PEOPLES = word_set(
    """arab arabic hebrew yiddish jewish muslim christian catholic orthodox western
    eastern northern southern soviet baltic balkan nordic kurdish tatar latin gaelic tamil hindi
    urdu persian farsi swahili mandarin cantonese bengali pashto dari"""
)
"""Adjectives of peoples, languages and faiths that belong to no one place."""

_MOST_WORDS = 3
_ENDS_PLURAL = ("s", "ese", "sh", "ch", "men", "man", "woman", "women")


class Demonym(NamedTuple):
    """An adjective, or a name of people, as it stands in a text."""

    words: int
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, the likeliest first."""
    places: tuple[str, ...]
    """Titles of places that are no countries."""


def _listed() -> dict[tuple[str, ...], Demonym]:
    countries: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    places: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for word in row["adjectives"].split(";"):
                if row["country"]:
                    countries[_key(word)].append(row["country"])
                else:
                    places[_key(word)].append(row["place"])
    found: dict[tuple[str, ...], Demonym] = {}
    for key in (*countries, *places):
        codes = tuple(sorted(countries.get(key, ()), key=_LIKELIER.get(key[-1], "").find))
        one = Demonym(len(key), codes, tuple(places.get(key, ())))
        found[key] = one
        if not key[-1].endswith(_ENDS_PLURAL):
            found.setdefault((*key[:-1], key[-1] + "s"), one)
    return found


def _key(text: str) -> tuple[str, ...]:
    return tuple(fold(text[start:end]) for start, end in spans(text))


_LIKELIER = {"congolese": "CD CG", "dominican": "DO DM", "korean": "KR KP"}
_DEMONYMS = _listed()
_FIRST_WORDS = frozenset(key[0] for key in _DEMONYMS)
_ADJECTIVES = frozenset(key[0] for key in _DEMONYMS if len(key) == 1) | PEOPLES

DEMONYMS: dict[str, str] = {
    key[0]: one.countries[0] for key, one in _DEMONYMS.items() if len(key) == 1 and one.countries
}
"""Folded adjective of one word to the code of the likeliest country."""


def is_adjective(word: str) -> bool:
    """Whether a folded word is an adjective or the people of it: "russian", "russians"."""
    return word in _ADJECTIVES


def demonym_at(keys: Sequence[str], word: int) -> Demonym | None:
    """The adjective of a place that begins at a word of folded words, the longest."""
    if keys[word] not in _FIRST_WORDS:
        return None
    for count in range(_MOST_WORDS, 0, -1):
        one = _DEMONYMS.get(tuple(keys[word : word + count]))
        if one is not None:
            return one
    return None


def candidates(gazetteer: Gazetteer, demonym: Demonym) -> tuple[Candidate, ...]:
    """The places that an adjective may belong to, the likeliest first."""
    found: dict[str, Candidate] = {}
    for code in demonym.countries:
        for one in _named(gazetteer, COUNTRIES[code][0]):
            if one.kind is Kind.COUNTRY and one.country == code:
                found.setdefault(one.id, one)
    for title in demonym.places:
        for one in _named(gazetteer, title)[:1]:
            found.setdefault(one.id, one)
    return tuple(found.values())


def _named(gazetteer: Gazetteer, title: str) -> Sequence[Candidate]:
    return gazetteer.named([fold(title[start:end]) for start, end in spans(title)])
