"""What is known of each word of an article before its names are weighed.

Words are numbers here: a hash, what our lists say of it as bits, and a number for each gap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import Any

from viewer.geoparse.agency import SPEECH
from viewer.geoparse.context import Context
from viewer.geoparse.demonyms import DEMONYMS
from viewer.geoparse.recognise import lexicon, people
from viewer.geoparse.recognise.linear import word_hash
from viewer.geoparse.resolve.wellknown import STATE_SHORT, STATES

# What a word is by our lists, one bit each.
LOCATIVE, TITLE, FIRST, SURNAME, ORGANISATION, FEATURE, STREET, DIRECTION = (
    1 << n for n in range(8)
)
DATE, OFFICE, SPEAKING, FUNCTION, ORDINARY, ADJECTIVE, STATE, OF = (1 << n for n in range(8, 16))
START, REGION, NUMBER = (1 << n for n in range(16, 19))

_LISTS: tuple[tuple[int, Collection[str]], ...] = (
    (LOCATIVE, lexicon.LOCATIVES),
    (TITLE, lexicon.PERSON_TITLES),
    (FIRST, people.GIVEN),
    (SURNAME, people.FAMILY),
    (ORGANISATION, lexicon.ORGANISATIONS),
    (FEATURE, lexicon.FEATURES),
    (STREET, lexicon.STREETS),
    (DIRECTION, lexicon.DIRECTIONS | lexicon.CARDINALS),
    (DATE, lexicon.DATES),
    (OFFICE, lexicon.OFFICES),
    (SPEAKING, SPEECH),
    (FUNCTION, lexicon.FUNCTION),
    (ADJECTIVE, frozenset(DEMONYMS)),
    (STATE, frozenset(s.lower() for s in STATES | STATE_SHORT)),
    (OF, lexicon.ORGANISATIONS_OF),
    (START, lexicon.NAME_STARTS),
    (REGION, lexicon.REGIONS),
)


def _masks() -> dict[str, int]:
    masks: Counter[str] = Counter()
    for bit, words in _LISTS:
        for word in words:
            masks[word] |= bit
    return dict(masks)


_MASKS = _masks()
_MOST_WORDS = 1 << 16
_PARTIES = frozenset({"d", "r", "dfl", "i", "l", "c", "dem", "rep", "gop", "lab", "con"})


class _Gaps(dict[str, int]):
    """The number of each gap: of the others, by their length."""

    def __missing__(self, gap: str) -> int:
        return 10 + len(gap) % 3


_GAPS = _Gaps(
    {" ": 1, ", ": 2, "-": 3, "'": 4, ". ": 5, "\n": 0, "/": 6, " (": 7, ") ": 8, "' ": 9}
)


def known(key: str) -> tuple[int, int]:
    """A folded word's number and what our lists make of it."""
    if key[:1].isdigit():
        return word_hash("0" * len(key)), NUMBER
    return word_hash(key), _MASKS.get(key, 0)


class _Words(dict[str, tuple[int, int]]):
    """What is known of folded words, computed once for each: texts repeat their words."""

    def __init__(self, ordinary: Collection[int]) -> None:
        super().__init__()
        self._ordinary = ordinary

    def __missing__(self, key: str) -> tuple[int, int]:
        if len(self) >= _MOST_WORDS:
            self.clear()
        number, mask = known(key)
        found = self[key] = number, mask | ORDINARY if number in self._ordinary else mask
        return found


_words = lru_cache(maxsize=2)(_Words)


class Clues:
    """What is known of each word of an article, and of its names throughout."""

    def __init__(self, context: Context, ordinary: frozenset[int]) -> None:
        self.context = context
        keys = context.keys
        known_words = [*map(_words(ordinary).__getitem__, keys)]
        self.ids = [number for number, _ in known_words]
        self.masks = [mask for _, mask in known_words]
        self.gaps = [*map(_GAPS.__getitem__, context.gaps)]
        for word in context.break_words:
            self.gaps[word] = 0
        self.capitals = context.capitals
        for word, gap in enumerate(self.gaps):
            # "Jane Doe, D-Ohio": the party's letter says where somebody is from.
            if gap == 3 and keys[word] in _PARTIES:
                self.masks[word] |= LOCATIVE
        # What the features of spans take from their first and their last words, once known.
        self.left: dict[int, tuple[Any, ...]] = {}
        self.right: dict[int, tuple[Any, ...]] = {}
        self._runs()
        self._count()

    def _runs(self) -> None:
        """The first and last words of the capitalised run that each word is in."""
        context = self.context
        size = len(context.keys)
        self.run_first = list(range(size))
        self.run_last = list(range(size))
        first = last = -2
        for word in self.capitals:
            if not context.named(word):
                continue
            if word == last + 1 and self._joins(last):
                self.run_first[word] = first
            else:
                self._close(first, last)
                first = word
            last = word
        self._close(first, last)

    def _joins(self, word: int) -> bool:
        """Whether a capitalised word goes on the one before it."""
        gap = self.gaps[word]
        key = self.context.keys[word]
        if gap in {1, 3}:
            return gap == 1 or key not in _PARTIES
        return (gap == 5 and (len(key) == 1 or key in lexicon.SHORTENED)) or (
            gap == 4 and len(key) == 1
        )

    def _close(self, first: int, last: int) -> None:
        for word in range(max(first, 0), last + 1):
            self.run_last[word] = last

    def _count(self) -> None:
        """How often each name stands where a place stands, and where a person does."""
        keys, masks, gaps = self.context.keys, self.masks, self.gaps
        self.located: Counter[str] = Counter()
        self.personal: Counter[str] = Counter()
        self.headed: Counter[str] = Counter()
        self.total: Counter[str] = Counter()
        capital = self.context.is_capital
        self.small = {key for key, is_capital in zip(keys, capital, strict=False) if not is_capital}
        for word in self.capitals:
            key = keys[word]
            self.total[key] += 1
            if word and gaps[word - 1] in {1, 5}:
                before = masks[word - 1]
                named = capital[word - 1]
                if named and before & (TITLE | FIRST):
                    self.personal[key] += 1
                elif not named and self._is_located(word):
                    self.located[key] += 1
            if gaps[word] == 1 and masks[word + 1] & ORGANISATION and capital[word + 1]:
                self.headed[key] += 1

    def after(self, last: int) -> int:
        """The word after a word and its possessive ending."""
        possessive = self.gaps[last] == 4 and self.context.keys[last + 1] == "s"
        return last + 2 if possessive else last + 1

    def _is_located(self, word: int) -> bool:
        """Whether a locative preposition stands before a word, or before its "the" or "central"."""
        masks, before = self.masks, word - 1
        if masks[before] & DIRECTION or self.context.keys[before] == "the":
            before -= 1
        return bool(before >= 0 and masks[before] & LOCATIVE and self.gaps[before] == 1)


def shape(raw: str) -> int:
    """How a word is written: capitals, small letters, digits."""
    if raw.isupper():
        return 1 if len(raw) > 1 and "." not in raw else 2
    if raw[1:].islower():
        return 3
    return 4 if raw[:1].isupper() else 5
