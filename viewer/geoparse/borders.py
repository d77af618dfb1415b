"""Borders: those of the gazetteer whose name says one country only, and those without a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from viewer.gazetteer.names import Name, Names
from viewer.geoparse import lexicon as words
from viewer.geoparse.context import Context
from viewer.geoparse.demonyms import DEMONYMS
from viewer.geoparse.matching import Match, matches_at
from viewer.geoparse.spotted import Spotted
from viewer.model import Shape

ONE_COUNTRY = "a border with one country named; which neighbour is not said"
_NO_ROW = "this border has no row in the gazetteer"
_BORDERS = frozenset({"border", "borders", "frontier"})


def is_another(context: Context, match: Match) -> bool:
    """Whether the border of the gazetteer is a part of something else.

    "Belarus border" stands before "guards", who are what is meant, or after "Poland-".
    """
    if not any(name.place and name.place.shape is Shape.LINE for name in match.names):
        return False
    if context.gap(match.last) == " " and context.key(match.last + 1) in words.BORDER_TAILS:
        return True
    return context.gap(match.first - 1) == "-" and context.named(match.first - 1)


def countries_named(context: Context, names: Names, first: int, last: int) -> set[str]:
    """The codes of the countries that words name, by name or by adjective."""
    found: set[str] = set()
    word = first
    while word <= last:
        key = context.keys[word]
        code = DEMONYMS.get(key)
        if code:
            found.add(code)
        match = next((m for m in matches_at(context, names, word) if _is_country(m.names)), None)
        if match and match.last <= last:
            found.update(code for name in match.names if name.place for code in name.place.ccodes)
            word = match.last
        word += 1
    return found


def _is_country(names: Sequence[Name]) -> bool:
    return all(name.place and name.place.shape is Shape.AREA for name in names)


def settle(context: Context, names: Names, spotted: Sequence[Spotted]) -> list[Spotted]:
    """Take "Belarus border" for Belarus and Ukraine's only where Ukraine is spoken of too."""
    mentioned = {
        code
        for one in spotted
        if one.place is not None and one.place.shape is not Shape.LINE
        for code in one.place.ccodes
    }
    settled = []
    for one in spotted:
        place = one.place
        if place is not None and place.shape is Shape.LINE and len(place.ccodes) == 2:
            own = countries_named(context, names, one.first, one.last) & set(place.ccodes)
            if len(own) == 1 and not set(place.ccodes) - own <= mentioned:
                one = one._replace(place=None, score=0.0, decided_by="border", why=ONE_COUNTRY)
        settled.append(one)
    return settled


def without_row(context: Context, names: Names, taken: Sequence[Spotted]) -> Iterator[Spotted]:
    """The borders that the text names and the gazetteer does not have."""
    by_last = {one.last: one for one in taken}
    for word, key in enumerate(context.keys):
        if key not in _BORDERS or word in by_last:
            continue
        first, sides = _sides(context, by_last, word)
        if not sides or _is_tail(context, word):
            continue
        why = ONE_COUNTRY if sides == 1 else _NO_ROW
        yield Spotted(first, word, context.starts[first], None, 0.0, "border", why)


def _is_tail(context: Context, word: int) -> bool:
    return context.gap(word) in {" ", "-"} and context.key(word + 1) in words.BORDER_TAILS


def _sides(context: Context, by_last: dict[int, Spotted], border: int) -> tuple[int, int]:
    """Where the names before the word "border" begin, and how many they are."""
    first = border
    for sides in (0, 1):
        gap = context.gap(first - 1)
        if gap != ("-" if sides else " ") or (not sides and context.breaks(first - 1)):
            return first, sides
        before = _side(context, by_last, first - 1)
        if before is None:
            return first, sides
        first = before
    return first, 2


def _side(context: Context, by_last: dict[int, Spotted], last: int) -> int | None:
    """Where the country or its adjective begins that ends with a word."""
    one = by_last.get(last)
    if one is not None:
        country = one.place is None or one.place.shape is Shape.AREA
        return one.first if country else None
    adjective = context.key(last) in DEMONYMS and context.capitalised(last)
    return last if adjective else None
