"""What tells whether a span is a place: numbers of features, hashed, for a linear model.

Every feature is a small integer made of what is seen (a word, its ending, a gazetteer's kind)
and the slot it is seen in ("the word before"). Arithmetic on integers is all that is done for
each span: what depends on a word alone is computed once for each word of the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.geoparse import lexicon, people
from viewer.geoparse.agency import SPEECH
from viewer.geoparse.context import Context
from viewer.geoparse.demonyms import DEMONYMS
from viewer.geoparse.linear import BITS, word_hash
from viewer.geoparse.wellknown import STATE_SHORT, STATES

_MASK = 0xFFFFFFFF
_LAST = (1 << BITS) - 1
_MIX = 0x9E3779B1
_PRIME = 0xFFFFFFFB

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
_PARTIES = frozenset({"d", "r", "dfl", "i", "l", "c", "dem", "rep", "gop", "lab", "con"})
_GAPS = {" ": 1, ", ": 2, "-": 3, "'": 4, ". ": 5, "\n": 0, "/": 6, " (": 7, ") ": 8, "' ": 9}


@lru_cache(maxsize=65536)
def known(key: str) -> tuple[int, int]:
    """A folded word's number and what our lists make of it."""
    if key[:1].isdigit():
        return word_hash("0" * len(key)), NUMBER
    return word_hash(key), _MASKS.get(key, 0)


@lru_cache(maxsize=32768)
def endings(key: str) -> tuple[int, int, int, int]:
    """The numbers of a word's ends and its beginning."""
    return (
        word_hash(key[-2:]),
        word_hash(key[-3:]),
        word_hash(key[-4:]),
        word_hash(key[:3]),
    )


def _tenfold(number: int) -> int:
    """How many digits a number has: its order of magnitude."""
    return len(str(number)) if number > 0 else 0


@lru_cache(maxsize=32768)
def meaning(candidates: tuple[Candidate, ...]) -> tuple[int, int, int]:
    """What the gazetteers say of a name: kinds of good names, of poor ones, and how many."""
    good = poor = 0
    city = other = 0
    for one in candidates[:12]:
        if one.name_kind <= NameKind.ABBREVIATION:
            good |= 1 << one.kind
            if one.kind is Kind.CITY:
                city = max(city, one.population)
        else:
            poor |= 1 << min(one.kind, Kind.CITY)
            other = max(other, one.population)
    return good * 16 + _tenfold(city), poor * 16 + _tenfold(other), min(len(candidates), 6)


class Clues:
    """What is known of each word of an article, and of its names throughout."""

    def __init__(self, context: Context, ordinary: Collection[int]) -> None:
        self.context = context
        keys, gaps = context.keys, context.gaps
        self.ids: list[int] = []
        self.masks: list[int] = []
        for key in keys:
            number, mask = known(key)
            if number in ordinary:
                mask |= ORDINARY
            self.ids.append(number)
            self.masks.append(mask)
        self.gaps = [_GAPS[gap] if gap in _GAPS else 10 + len(gap) % 3 for gap in gaps]
        for word in context.break_words:
            self.gaps[word] = 0
        self.capitals = [
            word for word in range(len(context)) if context.text[context.starts[word]].isupper()
        ]
        for word in range(len(context)):
            # "Jane Doe, D-Ohio": the party's letter says where somebody is from.
            if self.gaps[word] == 3 and keys[word] in _PARTIES:
                self.masks[word] |= LOCATIVE
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
        capitals = set(self.capitals)
        self.small = {keys[word] for word in range(len(self.context)) if word not in capitals}
        for word in self.capitals:
            key = keys[word]
            self.total[key] += 1
            if word and gaps[word - 1] in {1, 5}:
                before = masks[word - 1]
                named = word - 1 in capitals
                if named and before & (TITLE | FIRST):
                    self.personal[key] += 1
                elif not named and self._is_located(word):
                    self.located[key] += 1
            if gaps[word] == 1 and masks[word + 1] & ORGANISATION and word + 1 in capitals:
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


def features(
    clues: Clues,
    first: int,
    last: int,
    candidates: tuple[Candidate, ...],
    covering: int,
    near: int,
) -> list[int]:
    """The features of a span.

    `covering` says how the span lies to longer names of the gazetteer, `near` how its
    candidates lie to the article's other places.
    """
    context = clues.context
    good, poor, many = meaning(candidates)
    kinds = (good >> 4) * 4 + (1 if poor >> 4 else 0) + (2 if candidates else 0)
    size = good & 15 if good else 16 + (poor & 15)
    length = last - first
    starts = context.starts_sentence(first)
    loud = context.in_capitals(first) * 2 + context.in_headline(first)
    written = shape(context.text[context.starts[first] : context.ends[first]])
    position = (first > clues.run_first[first]) * 2 + (last < clues.run_last[last])
    ordinary = bool(clues.masks[first] & ORDINARY) + 2 * (context.keys[first] in clues.small)
    values = (
        *_of_words(clues, first, last, written, bool(candidates) and not good >> 4 & ~_TOWNS),
        good * 1024 + poor,
        good,
        poor,
        kinds * 8 + many,
        kinds * 32 + size,
        kinds * 64 + (ordinary + 4 * (length > 0)) * 8 + starts,
        covering * 8 + length,
        covering * 4096 + kinds,
        near * 64 + size,
        near * 8 + bool(candidates),
        *_of_neighbours(clues, first, last, kinds),
        *_of_run(clues, first, last, kinds, position),
        starts * 8 + loud,
        starts * 8 + loud + 64 * bool(clues.masks[first] & ORDINARY) + 128 * kinds,
        *_of_article(clues, first, last, kinds, size),
        *_together(clues, first, last, size + 4096 * position),
        written * 64 + loud * 8 + clues.gaps[first - 1],
        *_beside(clues, first, last, kinds),
    )
    return hashed(values, _SALTS)


def _of_words(clues: Clues, first: int, last: int, written: int, town: bool) -> tuple[int, ...]:
    """What the words of a span are."""
    ids, mask, key = clues.ids, clues.masks[first], clues.context.keys[last]
    length = last - first
    name = ids[last]
    for word in range(first, last):
        name = (name * 31 + ids[word]) & _MASK
    # A name that only towns bear says nothing by itself: any other might stand there.
    own = 7 if town and not mask & ORDINARY else 0
    ends = endings(key)
    return (
        1,
        own or name,
        own or ids[first] + 1,
        own or ids[last] + 2,
        ends[0],
        ends[1],
        own or ends[2],
        own or ends[3],
        (length * 8 + written) * 4 + min(len(key), 4) - 1,
        mask * 32 + length,
        clues.masks[last] * 32 + length,
    )


def _of_neighbours(clues: Clues, first: int, last: int, kinds: int) -> tuple[int, ...]:
    """What stands before and after a span."""
    ids, masks, gaps, context = clues.ids, clues.masks, clues.gaps, clues.context
    after = clues.after(last)
    possessive = after - last - 1
    gap_before, gap_after = gaps[first - 1], gaps[after - 1]
    around = masks[first - 1] * 16 + gap_before
    beyond = masks[after] * 16 + gap_after
    capital_before = context.named(first - 1) and gap_before in {1, 3, 5}
    capital_after = context.named(after) and gap_after in {1, 3}
    return (
        ids[first - 1] + gap_before,
        ids[first - 2] ^ ids[first - 1] * 3,
        around,
        around * 64 + kinds,
        ids[after] + gap_after + 16 * possessive,
        ids[after + 1] ^ ids[after] * 3,
        beyond * 2 + possessive,
        beyond * 64 + kinds,
        capital_before * 4 + capital_after * 2 + possessive,
    )


def _of_run(clues: Clues, first: int, last: int, kinds: int, position: int) -> tuple[int, ...]:
    """The capitalised run that a span is in, and its head."""
    context, ids, masks = clues.context, clues.ids, clues.masks
    run_first, run_last = clues.run_first[first], clues.run_last[last]
    loud = context.in_capitals(first) * 2 + context.in_headline(first)
    return (
        position * 8 + min(run_last - run_first, 5),
        position * 4096 + kinds * 8 + loud,
        ids[run_last] + position,
        masks[run_last] * 4 + position,
        masks[run_last] * 256 + position * 64 + kinds,
        ids[run_first] * 2 + (first > run_first),
        masks[run_first] * 4 + position,
    )


def _of_article(clues: Clues, first: int, last: int, kinds: int, size: int) -> tuple[int, ...]:
    """How the article uses the words of a span elsewhere."""
    key = clues.context.keys[last]
    document = (
        min(clues.located[clues.context.keys[first]], 3)
        + 4 * min(clues.personal[key], 3)
        + 16 * min(clues.headed[key], 1)
        + 32 * min(clues.total[key], 2)
    )
    return (document, document * 512 + kinds, document * 64 + size)


def _together(clues: Clues, first: int, last: int, sized: int) -> tuple[int, ...]:
    """What both sides of a span say together."""
    ids, masks, gaps = clues.ids, clues.masks, clues.gaps
    after = clues.after(last)
    gap_before, gap_after, mask = gaps[first - 1], gaps[after - 1], masks[first]
    around = masks[first - 1] * 16 + gap_before
    return (
        masks[first - 1] * 1024 + mask,
        mask * 1024 + masks[after],
        ids[after] ^ ids[first - 1],
        gap_before * 16 + gap_after,
        (mask & (FIRST | SURNAME)) * 64 + sized,
        (masks[first - 2] * 16 + gaps[first - 2]) * 4 + gap_before % 4,
        (masks[after + 1] * 16 + gaps[after]) * 4 + gap_after % 4,
        (around << 16) + masks[after] * 16 + gap_after,
    )


def _beside(clues: Clues, first: int, last: int, kinds: int) -> tuple[int, ...]:
    """The words beside a span with what the gazetteers know of it."""
    ids, gaps = clues.ids, clues.gaps
    return (
        ids[clues.after(last)] ^ (kinds * 77),
        ids[first - 1] ^ (kinds * 77),
        ids[first - 2] ^ (gaps[first - 2] * 16 + gaps[first - 1]),
    )


def hashed(values: Sequence[int], salts: Sequence[int]) -> list[int]:
    """The numbers of features: each value with what keeps its slot apart."""
    return [
        (value ^ salt) * _MIX % _PRIME & _LAST for value, salt in zip(values, salts, strict=True)
    ]


_TOWNS = 1 << Kind.CITY | 1 << Kind.COUNTY
_COUNT = 54
_SALTS: Sequence[int] = tuple(word_hash(f"slot {number}") for number in range(_COUNT))
"""What keeps the same value apart in different slots."""
