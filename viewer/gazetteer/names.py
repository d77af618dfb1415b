"""The names of places, to be looked up word by word.

The door is narrow on purpose: `lengths` says how many words the names have that begin with
a word, `named` gives the names of a sequence of words. Whatever can answer the two, from
this dictionary to a memory-mapped file, can stand behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from viewer.gazetteer.inflection import case_forms
from viewer.gazetteer.words import APOSTROPHES, fold, is_capitalised, is_upper, spans
from viewer.model import Place

MAX_WORDS = 16
"""Longer names are not looked up."""

_ACRONYM_LETTERS = 4
# Nouns that many write small after a name: "Chernihiv oblast".
_COMMON = frozenset(
    {"region", "oblast", "province", "area", "border", "frontier", "county", "district", "raion"}
)
_ARTICLES = frozenset({"the", "a", "an"})
_NO_APOSTROPHES = {ord(sign): None for sign in APOSTROPHES}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a place: how its words must be written to count as it."""

    text: str
    place: Place | None
    """None for a name that is known to be a place's but has no row."""
    is_title: bool
    capitals: tuple[str, ...]
    """For each word "C" (begins with a capital), "U" (exactly as here) or "" (either)."""
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between the words."""


class Names(Protocol):
    """What the finder needs to know of a gazetteer's names."""

    def lengths(self, first: str, /) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""

    def named(self, words: Sequence[str], /) -> Sequence[Name]:
        """The names that are these folded words."""


class NameIndex:
    """The names of places in memory."""

    def __init__(self, places: Iterable[Place], placeless: Iterable[str] = ()) -> None:
        """`placeless` are names of places without a row; a row of that name goes before."""
        names: defaultdict[str, list[Name]] = defaultdict(list)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for name in _all_names(tuple(places), placeless):
            key = tuple(fold(word) for word in name.words)
            known = names[" ".join(key)]
            if name.place is None and known:
                continue
            if not any(other.place is name.place for other in known):
                known.append(name)
                lengths[key[0]].add(len(key))
        self._names = dict(names)
        self._lengths = {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()}

    def lengths(self, first: str) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""
        return self._lengths.get(first, ())

    def named(self, words: Sequence[str]) -> Sequence[Name]:
        """The names that are these folded words."""
        return self._names.get(" ".join(words), ())


def _all_names(places: Sequence[Place], placeless: Iterable[str]) -> Iterable[Name]:
    for place in places:
        for position, text in enumerate((place.title, *place.variants)):
            yield from _forms(text, place, is_title=position == 0)
    for place in places:
        for text in (place.title, *place.variants):
            for form in case_forms(text):
                yield from _forms(form, place, is_title=False)
    for text in placeless:
        yield from _forms(text, None, is_title=True)


def _forms(text: str, place: Place | None, is_title: bool) -> Iterable[Name]:
    """The ways a name is looked up: word by word, and with its apostrophes left out."""
    for form in forms(text):
        where = list(spans(form))
        words = tuple(form[start:end] for start, end in where)
        if not 1 <= len(words) <= MAX_WORDS or not all(fold(word) for word in words):
            continue
        gaps = tuple(form[a:b] for (_, a), (b, _) in pairwise(where))
        yield Name(text, place, is_title, capitals(words), words, gaps)


def forms(text: str) -> Sequence[str]:
    """The ways a name is written: as it is, and with its apostrophes left out."""
    bare = text.translate(_NO_APOSTROPHES)
    return (text,) if bare == text else sorted((text, bare))


def capitals(words: Sequence[str]) -> tuple[str, ...]:
    """Which words of a name need a capital: "us" is not US, and "turkey" not Turkey."""
    if not any(is_capitalised(word) for word in words):
        return ("C",) * len(words)
    shouted = all(is_upper(word) for word in words) and len(words) > 1
    needed = [_capital(word, shouted) for word in words]
    if len(words) > 1 and fold(words[-1]) in _COMMON:
        needed[-1] = ""
    return tuple(needed)


def _capital(word: str, shouted: bool) -> str:
    if "." in word:
        return "U"
    if is_upper(word) and len(word) <= _ACRONYM_LETTERS and not shouted:
        return "U"
    if not is_capitalised(word) or fold(word) in _ARTICLES:
        return ""
    return "C"
