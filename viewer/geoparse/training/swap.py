"""Our texts again, with other names in the same places.

A recogniser that has seen "Evarts" ten times knows Evarts; one that has seen ten other names
there knows where a place stands. The towns of a copy come from one region of the world
gazetteer, so that what it says of its whereabouts hangs together as it does in the news;
some names are made up, for no gazetteer has them all.
"""

from __future__ import annotations

import random
from dataclasses import replace

from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.words import fold
from viewer.geoparse.demonyms import DEMONYMS
from viewer.geoparse.recognise import lexicon
from viewer.geoparse.training.markup import Name, Text, passages
from viewer.geoparse.training.pool import Pool
from viewer.model import PassageKind

_NOUNS = lexicon.REGIONS | {"parish", "state", "borough"}
_PART_OF = frozenset({"United", "Islands", "Republic", "States", "and", "of"})
_CODES = [code for code, names in COUNTRIES.items() if not _PART_OF & set(names[0].split())]
_ADJECTIVES = sorted(DEMONYMS)
_SAYING = (
    lexicon.ORGANISATIONS
    | lexicon.FEATURES
    | lexicon.STREETS
    | lexicon.OFFICES
    | lexicon.FUNCTION
    | lexicon.NAME_STARTS
    | lexicon.CARDINALS
    | lexicon.DIRECTIONS
)
"""What says of which kind a name is, and stays."""
_OTHER_NAMES = frozenset({"org", "team", "work", "event", "street"})
_SWAPPED = frozenset({"city", "county", "region", "country", "person", "adj"}) | _OTHER_NAMES


def swapped(text: Text, pool: Pool, rng: random.Random) -> Text:
    """A copy of an article with other names."""
    swap = _Swap(pool, rng, " County" in text.text)
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []  # from where on, by how much
    at = shift = 0
    holders = {(n.start, n.end) for n in text.names if _holds(n, text.names)}
    for name in sorted(text.names, key=lambda n: (n.start, n.end)):
        if name.start < at or name.tag not in _SWAPPED or (name.start, name.end) in holders:
            continue
        old = text.text[name.start : name.end]
        new = swap.new(old, name.tag)
        pieces += [text.text[at : name.start], new]
        at = name.end
        shift += len(new) - len(old)
        moves.append((name.end, shift))
    new_text = "".join([*pieces, text.text[at:]])
    names = (Name(_moved(n.start, moves), _moved(n.end, moves), n.tag, n.outer) for n in text.names)
    return Text(new_text, passages(new_text), tuple(names))


def joined(text: Text) -> Text:
    """An article with its headline and first paragraph in one line, as some files have it."""
    at = text.text.find("\n")
    if at < 1:
        return text
    pad = " " if text.text[at - 1] in ".!?:" else ". "
    new = text.text[:at] + pad + text.text[at + 1 :].lstrip("\n")
    shift = len(new) - len(text.text)
    names = tuple(
        n if n.start < at else Name(n.start + shift, n.end + shift, n.tag, n.outer)
        for n in text.names
    )
    lines = tuple(replace(one, kind=PassageKind.PARAGRAPH) for one in passages(new))
    return Text(new, lines, names)


def _holds(name: Name, names: tuple[Name, ...]) -> bool:
    """Whether other names stand in a name."""
    return any(
        other.outer and other is not name and name.start <= other.start and other.end <= name.end
        for other in names
    )


def _moved(position: int, moves: list[tuple[int, int]]) -> int:
    return position + next((by for start, by in reversed(moves) if start <= position), 0)


class _Swap:
    """The new names of one copy of an article."""

    def __init__(self, pool: Pool, rng: random.Random, american: bool) -> None:
        self._pool, self._rng = pool, rng
        themes = pool.themes
        if american:
            themes = pool.american
        elif rng.random() < 0.3:
            themes = pool.english
        self._theme = rng.choice(themes)
        self._given: dict[tuple[str, str], str] = {}

    def new(self, text: str, tag: str) -> str:
        """What stands for a name in the whole copy."""
        key = (tag, text.casefold())
        if key not in self._given:
            self._given[key] = self._make(text, tag)
        made = self._given[key]
        return made.upper() if text.isupper() and len(text) > 3 else made

    def _make(self, text: str, tag: str) -> str:
        if tag == "person":
            return self._person(text)
        if tag == "adj":
            return self._adjective(text)
        if tag in _OTHER_NAMES:
            return self._other(text)
        if text.endswith(".") or (text.isupper() and len(text) < 5):
            return text  # "Calif.", "UK"
        if tag == "country":
            return self._country(text)
        if tag == "city":
            return self._city()
        head, _, last = text.rpartition(" ")
        if head and last.lower() in _NOUNS and last != "County":
            return f"{self._city() if tag == 'county' else self._region()} {last}"
        return self._county() if tag == "county" else self._region()

    def _adjective(self, text: str) -> str:
        plain = text.lower() in DEMONYMS and not text.endswith("s")
        if not plain or self._rng.random() < 0.5:
            return text
        return self._rng.choice(_ADJECTIVES).capitalize()

    def _country(self, text: str) -> str:
        rng = self._rng
        if "." in text or rng.random() < 0.5:
            return text
        code = self._theme[:2] if rng.random() < 0.5 else rng.choice(_CODES)
        return COUNTRIES[code][0] if code in _CODES else text

    def _city(self) -> str:
        rng, pool = self._rng, self._pool
        chance = rng.random()
        if chance < 0.12:
            return pool.town_like.word(rng)
        theme = self._theme
        if chance > 0.9:
            theme = rng.choice(pool.themes)
        elif chance > 0.65:
            theme = rng.choice(pool.of_country[theme[:2]])
        return pool.city(theme, rng)

    def _region(self) -> str:
        theme = self._theme
        if self._rng.random() < 0.3:
            theme = self._rng.choice(self._pool.of_country[theme[:2]])
        names = self._pool.regions.get(theme)
        return self._rng.choice(names) if names else self._city()

    def _county(self) -> str:
        counties = self._pool.counties
        theme = self._theme if self._theme in counties else self._rng.choice(self._pool.american)
        return self._rng.choice(counties[theme]) if theme in counties else self._city()

    def _person(self, text: str) -> str:
        """A person's new name, of as many words; who bears a family name keeps it in common."""
        words = text.split(" ")
        made = []
        for at, word in enumerate(words):
            if len(word) < 3 or not word[:1].isupper() or "." in word or "-" in word:
                made.append(word)
                continue
            given = at == 0 and len(words) > 1
            key = ("given" if given else "family", word.casefold())
            if key not in self._given:
                self._given[key] = self._name(given)
            made.append(self._given[key])
        return " ".join(made)

    def _name(self, given: bool) -> str:
        rng, pool = self._rng, self._pool
        chance = rng.random()
        if chance < 0.2:
            return pool.name_like.word(rng)
        if chance < (0.25 if given else 0.4):
            return pool.town_of_one_word(rng)
        return rng.choice(pool.given if given else pool.family).capitalize()

    def _other(self, text: str) -> str:
        """An organisation's or another name with new words, but for those that say what it is."""
        made = []
        for word in text.split(" "):
            plain = word.isalpha() and word[:1].isupper() and fold(word) not in _SAYING
            if not plain or self._rng.random() < 0.4:
                made.append(word)
            elif word.isupper():
                letters = self._rng.choices("ABCDEFGHIJKLMNOPRSTUVW", k=max(2, len(word)))
                made.append("".join(letters))
            else:
                made.append(self._word())
        return " ".join(made)

    def _word(self) -> str:
        rng, pool = self._rng, self._pool
        if rng.random() < 0.3:
            return rng.choice(pool.family).capitalize()
        return (pool.town_like if rng.random() < 0.5 else pool.name_like).word(rng)
