"""What tells whether a span is a place: numbers of features, hashed, for a linear model.

Every feature is a small integer made of what is seen (a word, its ending, a gazetteer's kind)
and the slot it is seen in ("the word before"). Slots that depend on the same few numbers are a
group with these as its key. Keys come again and again, in an article and from one to the next,
so what a group weighs is worked out once for each key, and a span is a sum of look-ups. The
values of the words around a name seldom come again; they are weighed in bulk (`bulk`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import add, getitem
from typing import Any, NamedTuple

from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.geoparse.recognise.bulk import Bulk, hashed
from viewer.geoparse.recognise.clues import FIRST, ORDINARY, SURNAME, Clues, shape
from viewer.geoparse.recognise.linear import Linear, word_hash

_MASK = 0xFFFFFFFF
_TOWNS = 1 << Kind.CITY | 1 << Kind.COUNTY
_MOST_KEYS = 1 << 13
"""So many keys of a group are kept; then they are collected anew."""

Key = tuple[Any, ...]
"""What the features of a group depend on: small integers, and words."""


class _Group(NamedTuple):
    """Features with one key."""

    slots: tuple[int, ...]
    values: Callable[..., tuple[int, ...]]
    """Of a key's parts, the values in the group's slots."""


def _tenfold(number: int) -> int:
    """How many digits a number has: its order of magnitude."""
    return len(str(number)) if number > 0 else 0


def meaning(candidates: Sequence[Candidate]) -> tuple[int, int, int]:
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


@lru_cache(maxsize=1 << 12)
def _kinds(good: int, poor: int, many: int) -> tuple[int, int, bool]:
    """What a name may mean as one number, its size as another, and whether only towns bear it."""
    kinds = (good >> 4) * 4 + (1 if poor >> 4 else 0) + (2 if many else 0)
    size = good & 15 if good else 16 + (poor & 15)
    return kinds, size, many > 0 and not good >> 4 & ~_TOWNS


def _of_last(key: str, town: int, number: int) -> tuple[int, ...]:
    """The last word, its endings and its beginning."""
    return (
        town or number + 2,
        word_hash(key[-2:]),
        word_hash(key[-3:]),
        town or word_hash(key[-4:]),
        town or word_hash(key[:3]),
    )


def _of_shape(length: int, written: int, letters: int, mask: int, last: int) -> tuple[int, ...]:
    return ((length * 8 + written) * 4 + letters, mask * 32 + length, last * 32 + length)


def _of_meaning(good: int, poor: int, many: int, kinds: int, size: int) -> tuple[int, ...]:
    return (good * 1024 + poor, good, poor, kinds * 8 + many, kinds * 32 + size)


def _of_standing(
    kinds: int, ordinary: int, length: int, starts: int, loud: int, position: int, run: int
) -> tuple[int, ...]:
    """A name's kinds with the place in its sentence, its line and its capitalised run."""
    return (
        kinds * 64 + (ordinary + 4 * (length > 0)) * 8 + starts,
        position * 8 + run,
        position * 4096 + kinds * 8 + loud,
        starts * 8 + loud,
        starts * 8 + loud + 64 * (ordinary & 1) + 128 * kinds,
    )


def _of_nearness(
    covering: int, length: int, near: int, kinds: int, size: int, known: bool
) -> tuple[int, ...]:
    return (covering * 8 + length, covering * 4096 + kinds, near * 64 + size, near * 8 + known)


def _of_edges(before: int, after: int, capitals: int, written: int, loud: int) -> tuple[int, ...]:
    return (capitals, before * 16 + after, written * 64 + loud * 8 + before)


def _of_run_last(number: int, mask: int, position: int, kinds: int) -> tuple[int, ...]:
    """The last word of the capitalised run that a span is in: its head."""
    return (number + position, mask * 4 + position, mask * 256 + position * 64 + kinds)


def _of_run_first(number: int, mask: int, position: int) -> tuple[int, ...]:
    return (number * 2 + (position > 1), mask * 4 + position)


def _of_article(document: int, kinds: int, size: int) -> tuple[int, ...]:
    """How the article uses the words of a span elsewhere."""
    return (document, document * 512 + kinds, document * 64 + size)


def _of_mask(mask: int, before: int, size: int, position: int) -> tuple[int, ...]:
    return (before * 1024 + mask, (mask & (FIRST | SURNAME)) * 64 + size + 4096 * position)


_GROUPS = (
    _Group((3, 4, 5, 6, 7), _of_last),
    _Group((8, 9, 10), _of_shape),
    _Group((11, 12, 13, 14, 15), _of_meaning),
    _Group((16, 30, 31, 37, 38), _of_standing),
    _Group((17, 18, 19, 20), _of_nearness),
    _Group((29, 45, 50), _of_edges),
    _Group((32, 33, 34), _of_run_last),
    _Group((35, 36), _of_run_first),
    _Group((39, 40, 41), _of_article),
    _Group((42, 46), _of_mask),
)
_LOOSE = (21, 22, 47, 53, 23, 25, 26, 48, 0, 1, 2, 24, 52, 27, 28, 51, 43, 44, 49)
"""The slots of what seldom comes again: the words before, those after, the name, both sides."""
_COUNT = sum(len(group.slots) for group in _GROUPS) + len(_LOOSE)
_SALTS: Sequence[int] = tuple(word_hash(f"slot {number}") for number in range(_COUNT))
"""What keeps the same value apart in different slots."""


def _left(clues: Clues, first: int) -> Key:
    """What the features take from a span's first word and the words before it.

    Spans that begin with the same word share it.
    """
    context, ids, masks, gaps = clues.context, clues.ids, clues.masks, clues.gaps
    before, second, gap = first - 1, first - 2, gaps[first - 1]
    mask, key = masks[first], context.keys[first]
    number, further, run = ids[before], ids[second], clues.run_first[first]
    return (
        (
            number + gap,
            further ^ number * 3,
            (masks[second] * 16 + gaps[second]) * 4 + gap % 4,
            further ^ (gaps[second] * 16 + gap),
            masks[before] * 16 + gap,
        ),
        number,
        masks[before],
        gap,
        4 if context.named(before) and gap in _CAPITALS_BEFORE else 0,
        mask,
        ids[first],
        bool(mask & ORDINARY) + 2 * (key in clues.small),
        context.starts_sentence(first),
        context.in_capitals(first) * 2 + context.in_headline(first),
        shape(context.text[context.starts[first] : context.ends[first]]),
        run,
        2 if first > run else 0,
        min(clues.located[key], 3),
    )


def _right(clues: Clues, last: int) -> Key:
    """What the features take from a span's last word and the words after it."""
    context, ids, masks, gaps = clues.context, clues.ids, clues.masks, clues.gaps
    after = clues.after(last)
    possessive, gap, key = after - last - 1, gaps[after - 1], context.keys[last]
    capital = 2 if context.named(after) and gap in _CAPITALS_AFTER else 0
    number, run = ids[after], clues.run_last[last]
    return (
        (
            number + gap + 16 * possessive,
            ids[after + 1] ^ number * 3,
            (masks[after + 1] * 16 + gaps[after]) * 4 + gap % 4,
        ),
        number,
        masks[after],
        gap,
        possessive,
        capital + possessive,
        key,
        ids[last],
        masks[last],
        run,
        1 if last < run else 0,
        4 * min(clues.personal[key], 3)
        + 16 * min(clues.headed[key], 1)
        + 32 * min(clues.total[key], 2),
    )


_CAPITALS_BEFORE = frozenset({1, 3, 5})
_CAPITALS_AFTER = frozenset({1, 3})


def keys(
    clues: Clues,
    first: int,
    last: int,
    candidates: Sequence[Candidate],
    covering: int,
    near: int,
) -> tuple[Key, ...]:
    """The keys of a span's groups of features, in their order; at the end its loose values.

    `covering` says how the span lies to longer names of the gazetteer, `near` how its
    candidates lie to the article's other places.
    """
    left, right = _sides(clues, first, last)
    lefts, before, mask_before, gap_before, capital, mask, number = left[:7]
    ordinary, starts, loud, written, run_first, position, located = left[7:]
    rights, after, mask_after, gap_after, possessive, capitals, key = right[:7]
    last_number, last_mask, run_last, goes_on, document = right[7:]
    good, poor, many, kinds, size, only_towns = _meant(candidates)
    ids, masks, length = clues.ids, clues.masks, last - first
    position += goes_on
    town = 7 if only_towns and not mask & ORDINARY else 0
    around, beyond = mask_before * 16 + gap_before, mask_after * 16 + gap_after
    return (
        (key, town, last_number),
        (length, written, min(len(key), 4) - 1, mask, last_mask),
        (good, poor, many, kinds, size),
        (kinds, ordinary, length, starts, loud, position, min(run_last - run_first, 5)),
        (covering, length, near, kinds, size, bool(candidates)),
        (gap_before, gap_after, capital + capitals, written, loud),
        (ids[run_last], masks[run_last], position, kinds),
        (ids[run_first], masks[run_first], position),
        (located + document, kinds, size),
        (mask, mask_before, size, position),
        (
            *lefts,
            *rights,
            1,
            town or _name(ids, first, last),
            town or number + 1,
            around * 64 + kinds,
            before ^ kinds * 77,
            beyond * 2 + possessive,
            beyond * 64 + kinds,
            after ^ kinds * 77,
            mask * 1024 + mask_after,
            after ^ before,
            (around << 16) + beyond,
        ),
    )


def _sides(clues: Clues, first: int, last: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """What stands left and right of a span, which spans with the same end share."""
    left = clues.left.get(first) or clues.left.setdefault(first, _left(clues, first))
    right = clues.right.get(last) or clues.right.setdefault(last, _right(clues, last))
    return left, right


def _meant(candidates: Sequence[Candidate]) -> tuple[int, int, int, int, int, bool]:
    """What kinds of places a span may mean, and how large they are."""
    good, poor, many = meaning(candidates) if candidates else (0, 0, 0)
    return good, poor, many, *_kinds(good, poor, many)


def _name(ids: Sequence[int], first: int, last: int) -> int:
    """The number of all words of a span."""
    name = ids[last]
    for word in range(first, last):
        name = (name * 31 + ids[word]) & _MASK
    return name


def features(
    clues: Clues,
    first: int,
    last: int,
    candidates: Sequence[Candidate],
    covering: int,
    near: int,
) -> list[int]:
    """The features of a span, in the order of their slots (see `keys`)."""
    found = [0] * _COUNT
    *given, loose = keys(clues, first, last, candidates, covering, near)
    parts = [(group.slots, group.values(*key)) for group, key in zip(_GROUPS, given, strict=True)]
    for slots, values in (*parts, (_LOOSE, loose)):
        for slot, value in zip(slots, values, strict=True):
            found[slot] = hashed(value, _SALTS[slot])
    return found


class _Sums(dict[Key, int]):
    """What the features of a group weigh together for each of its keys, as far as known."""

    def __init__(self, model: Linear, group: _Group) -> None:
        super().__init__()
        self._lanes = model.lanes
        self._values = group.values
        self._salts = [_SALTS[slot] for slot in group.slots]

    def __missing__(self, key: Key) -> int:
        if len(self) >= _MOST_KEYS:
            self.clear()
        found, lanes = 0, self._lanes
        for value, salt in zip(self._values(*key), self._salts, strict=True):
            found += lanes[hashed(value, salt)]
        self[key] = found
        return found


class Weigher:
    """Weighs spans by a model; it remembers the groups of features that it has seen."""

    def __init__(self, model: Linear) -> None:
        self.model = model
        self._sums = tuple(_Sums(model, group) for group in _GROUPS)
        self._bulk = Bulk([_SALTS[slot] for slot in _LOOSE], model.lanes)

    def sums(self, spans: Sequence[Sequence[Key]]) -> list[tuple[float, float, float, float]]:
        """The scores of each class but "none", of spans with these keys."""
        # The loose values come last, where there is no group any more.
        kept = [sum(map(getitem, self._sums, keys)) for keys in spans]
        loose = self._bulk.sums([keys[-1] for keys in spans])
        return [self.model.told(total, _COUNT) for total in map(add, kept, loose)]
