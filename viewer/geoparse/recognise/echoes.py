"""What an article's names say of each other: the second look at spans that were weighed alone.

"Burton" is a person where "Rosa Burton" was one, what lies within a person's whole name is no
place, and a name that is clearly a place in one sentence is likely one in the next. The
weights are set by hand; trained ones knew our own texts too well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from viewer.geoparse.context import Context

Shares = tuple[float, ...]
"""The probabilities of the classes: none, place, adjective, person, other."""

NAMESAKE = 5.0
"""Against a single word that ends a person's name elsewhere in the article."""
WITHIN = 3.0
"""Against what lies within a person's name."""
SAME = 0.8
"""For, or against, a name whose other mentions are places, or are not."""
LISTED = 2.0
"""For a name that stands in a list beside a place: "Gusau, Keta and Magami"."""
_LIKELY = 0.5
"""Less likely neighbours in a list are passed over."""
_FROM = 0.3
"""Less likely people are passed over."""
_MOST = 3.0
"""Log odds of other mentions that count, at most."""
_AND = frozenset({"and", "or"})
_NO_SUM = (0.0, 0)
_BACK = 4
"""How many words before a span the name may begin in which it lies."""


def odds(share: float) -> float:
    """The logarithm of the odds of a probability."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))


def listen(
    context: Context, spans: Sequence[tuple[int, int]], alone: Sequence[Shares]
) -> list[Shares]:
    """The probabilities of an article's spans beside each other, from those of each alone."""
    echoes = _Echoes(context, spans, alone)
    return [
        echoes.heard(number, *span, shares)
        for number, (span, shares) in enumerate(zip(spans, alone, strict=True))
    ]


class _Echoes:
    """The names of an article after the first look."""

    def __init__(
        self, context: Context, spans: Sequence[tuple[int, int]], alone: Sequence[Shares]
    ) -> None:
        self._keys = keys = context.keys
        self._gaps = context.gaps
        self._starting: dict[int, float] = {}
        """How likely a place begins with a word."""
        self._ending: dict[int, float] = {}
        self._names: list[str] = []
        self._odds: list[float] = []
        self._people: dict[str, float] = {}
        self._beginning: dict[int, list[tuple[int, float]]] = {}
        self._sums: dict[str, tuple[float, int]] = {}
        """Of each name, the sum of its odds, and how often it stands there."""
        for (first, last), shares in zip(spans, alone, strict=True):
            key = keys[last]
            name = key if first == last else " ".join(keys[first : last + 1])
            own = odds(shares[1] + shares[2])
            total, count = self._sums.get(name, _NO_SUM)
            self._sums[name] = total + own, count + 1
            self._names.append(name)
            self._odds.append(own)
            if shares[1] > _LIKELY:
                self._starting[first] = max(self._starting.get(first, 0.0), shares[1])
                self._ending[last] = max(self._ending.get(last, 0.0), shares[1])
            if last > first:
                self._people[key] = max(self._people.get(key, 0.0), shares[3])
                self._beginning.setdefault(first, []).append((last, shares[3]))

    def heard(self, number: int, first: int, last: int, shares: Shares) -> Shares:
        """A span's probabilities after what the others say."""
        own, name = self._odds[number], self._names[number]
        within = self._within(first, last)
        change = -WITHIN * (within - _FROM) if within > _FROM else 0.0
        if first == last:
            person = self._people.get(name, 0.0)
            if person > _FROM:
                change -= NAMESAKE * (person - _FROM)
        total, count = self._sums[name]
        if count > 1 and shares[1] >= shares[2]:
            change += SAME * max(-_MOST, min(_MOST, (total - own) / (count - 1)))
        if within < _LIKELY and self._starting:
            change += LISTED * self._listed(first, last)
        return _changed(shares, own + change) if change else shares

    def _listed(self, first: int, last: int) -> float:
        """How likely a place stands beside a name in a list, from `_LIKELY` on."""
        keys, gaps = self._keys, self._gaps
        before = first - 1
        if keys[before] in _AND and gaps[before] == " ":
            before -= 1
        elif gaps[before] != ", ":
            before = -1
        after = last + 1
        if keys[after] in _AND and gaps[last] == " ":
            after += 1
        elif gaps[last] != ", ":
            after = -1
        beside = max(self._ending.get(before, 0.0), self._starting.get(after, 0.0))
        return max(0.0, beside - _LIKELY)

    def _within(self, first: int, last: int) -> float:
        """How likely a longer name around a span is a person's."""
        found, beginning = 0.0, self._beginning
        for begin in range(max(0, first - _BACK), first + 1):
            if begin in beginning:
                for end, share in beginning[begin]:
                    if end >= last and end - begin > last - first and share > found:
                        found = share
        return found


def _changed(shares: Shares, new_odds: float) -> Shares:
    """Probabilities with new odds of a place or its adjective, the rest in proportion."""
    new = 1 / (1 + math.exp(-new_odds))
    old = min(max(shares[1] + shares[2], 1e-9), 1 - 1e-9)
    more, less = new / old, (1 - new) / (1 - old)
    none, place, adjective, person, other = shares
    return (none * less, place * more, adjective * more, person * less, other * less)
