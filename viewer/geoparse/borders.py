"""Borders, by whatever phrase names them: "the Polish-Ukrainian border" is one mention.

The gazetteer's names of a border are found as all names are. These rules add the phrases
that name its two countries in another way; any two countries with a common border will do.
Where one country is named the article tells the other, or the border is listed as not placed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind
from viewer.gazetteer.countries import country_code
from viewer.geoparse.context import Context
from viewer.geoparse.demonyms import DEMONYMS
from viewer.geoparse.recognise import lexicon as words
from viewer.geoparse.recognise.matching import Match, matches_at
from viewer.geoparse.spans import Toponym
from viewer.model import Place, Role, Shape

ONE_COUNTRY = "a border with one country named; which neighbour is not said"
PAIR_SCORE = 0.95
OTHER_SCORE = 0.8
"""Where the article tells the other country."""
LIKELY_SCORE = 0.45
"""Where it speaks of several neighbours, and of one much more than of the others."""
PAIR = "border of two countries"
RULE = "border"
"""What decided about a border without a place."""
OTHER = "border with the article's other country"
_NO_ROW = "this border has no row in the gazetteer"
_APART = "these two countries have no common border"
_MUCH_MORE = 3
_BORDERS = frozenset({"border", "borders", "frontier", "frontiers"})
_JOINTS = frozenset({"-", "—", "/"})
_BETWEEN = {"between": frozenset({"and"}), "of": frozenset({"and", "with"})}
_WITH = frozenset({"with"})
_KINDS = (
    words.DIRECTIONS
    | words.CARDINALS
    | words.word_set("shared common long entire whole land state international")
)
_MOST_KINDS = 3
_MOST_WORDS = 3


_Spoken = tuple["_Sentences", Counter[str]]
"""How often countries are spoken of: in each sentence, and in the article."""


class _Side(NamedTuple):
    """A country or its adjective beside the word "border"."""

    first: int
    last: int
    code: str | None


class Borders:
    """Borders by their two countries: the rows of a gazetteer, else those of the map."""

    def __init__(self, places: Iterable[Place], boundaries: BoundaryIndex | None = None) -> None:
        """Without `boundaries` only borders that have a row are known."""
        self._boundaries = boundaries
        rows: defaultdict[frozenset[str], list[Place]] = defaultdict(list)
        for place in places:
            if place.shape is Shape.LINE and len(set(place.ccodes)) == 2:
                rows[frozenset(place.ccodes)].append(place)
        self._rows: Mapping[frozenset[str], Sequence[Place]] = rows
        self._codes = {place.id: place.ccodes for of in rows.values() for place in of}

    def countries(self, id: str) -> Sequence[str]:
        """The codes of the countries on both sides of a border."""
        return self._codes.get(id, ())

    def phrases(
        self, context: Context, gazetteer: Gazetteer, toponyms: Sequence[Toponym]
    ) -> Iterator[Toponym]:
        """The borders that a text names by countries, with their row where there is one."""
        sides = _Sides(context, gazetteer, toponyms)
        spoken: Counter[str] | None = None
        sentences = _Sentences(context, toponyms)
        for word, key in enumerate(context.keys):
            if key in _BORDERS and not _is_tail(context, word) and not _is_verb(context, word):
                spoken = spoken if spoken is not None else _spoken_of(toponyms)
                yield from self._phrase(context, sides, word, (sentences, spoken))

    def _phrase(
        self, context: Context, sides: _Sides, border: int, spoken: _Spoken
    ) -> Iterator[Toponym]:
        for pair in (sides.joined(border), sides.after(border), sides.around(border)):
            if pair is not None:
                yield self._border(context, min(pair[0].first, border), border, pair)
                return
        one = sides.before(border) or sides.beyond(border)
        if one is not None and sides.is_free(border):
            yield self._with_one(context, one, border, spoken)

    def _with_one(self, context: Context, one: _Side, border: int, spoken: _Spoken) -> Toponym:
        """A border of which one country is named: the article's other country tells the rest."""
        first, last = min(one.first, border), max(one.last, border)
        other, score = self._other(one.code or "", spoken, border)
        place = self._place({one.code or "", other}) if other else None
        found = _toponym(context, first, last, place, "" if place else ONE_COUNTRY)
        if place is not None:
            found.probability, found.rule = score, OTHER
            if score == LIKELY_SCORE:
                found.why = f"{ONE_COUNTRY}; the article speaks most of this one"
        return found

    def told(self, code: str, here: Counter[str]) -> str:
        """The one neighbour of a country that a sentence speaks of, or ""."""
        told = [other for other in self._neighbours(code) if here[other]]
        return told[0] if len(told) == 1 else ""

    def of_two(self, code: str, other: str) -> Place | None:
        """The border of two countries, if they have one."""
        return self._place({code, other}) if other else None

    def _other(self, code: str, spoken: _Spoken, border: int) -> tuple[str, float]:
        """The neighbour that an article speaks of beside a country, and how sure that is."""
        neighbours = self._neighbours(code)
        if len(neighbours) == 1:
            return neighbours[0], PAIR_SCORE
        sentences, spoken_of = spoken
        if near := self.told(code, sentences.spoken(border)):
            return near, OTHER_SCORE
        told = sorted((-spoken_of[other], other) for other in neighbours if spoken_of[other])
        if not told:
            return "", 0.0
        if len(told) == 1:
            return told[0][1], OTHER_SCORE
        return (told[0][1], LIKELY_SCORE) if told[0][0] <= _MUCH_MORE * told[1][0] else ("", 0.0)

    def _neighbours(self, code: str) -> Sequence[str]:
        pairs = self._boundaries.pairs if self._boundaries is not None else ()
        return [pair.replace(code, "", 1).strip("-") for pair in pairs if code in pair.split("-")]

    def _place(self, codes: set[str]) -> Place | None:
        """The border of two countries: its row, if it has one, or a line of the map."""
        rows = self._rows.get(frozenset(codes), ())
        if rows or len(codes) != 2 or self._boundaries is None:
            return rows[0] if len(rows) == 1 else None
        extent = self._boundaries.border(*codes)
        if extent is None:
            return None
        first, second = sorted(codes)
        return Place(
            f"border:{first}-{second}",
            extent.name,
            "border",
            Shape.LINE,
            extent.lat,
            extent.lon,
            ccodes=(first, second),
            boundary=f"{first}-{second}",
            source="Natural Earth",
        )

    def _border(
        self, context: Context, first: int, border: int, pair: tuple[_Side, _Side]
    ) -> Toponym:
        last = max(pair[1].last, border)
        codes = {side.code for side in pair if side.code is not None}
        place = self._place(codes)
        if place is not None:
            return _toponym(context, first, last, place, "")
        known = self._boundaries is not None and len(codes) == 2
        return _toponym(context, first, last, None, _APART if known else _NO_ROW)


def _toponym(context: Context, first: int, last: int, place: Place | None, why: str) -> Toponym:
    """A border that is settled: its row, or why it has none."""
    return Toponym(
        first,
        last,
        context.starts[first],
        context.ends[last],
        (),
        PAIR_SCORE,
        PAIR if place else RULE,
        place=place,
        why=why,
    )


class _Sides:
    """Finds the countries around the word "border"."""

    def __init__(self, context: Context, gazetteer: Gazetteer, toponyms: Sequence[Toponym]) -> None:
        self._context = context
        self._gazetteer = gazetteer
        self._by_first = {one.first: one for one in toponyms}
        self._by_last = {one.last: one for one in toponyms}

    def beyond(self, border: int) -> _Side | None:
        """The country of "the border with Chad"."""
        return self._beginning(border + 2) if self._next(border) in _WITH else None

    def is_free(self, border: int) -> bool:
        """Whether no name ends with the word yet."""
        return border not in self._by_last

    def joined(self, border: int) -> tuple[_Side, _Side] | None:
        """The two of "Ukraine-Belarus border"."""
        second = self.before(border)
        if second is None or self._context.gap(second.first - 1) not in _JOINTS:
            return None
        first = self._ending(second.first - 1)
        return None if first is None else (first, second)

    def after(self, border: int) -> tuple[_Side, _Side] | None:
        """The two of "border between Ukraine and Belarus" and "border of Ukraine with Belarus"."""
        links = _BETWEEN.get(self._next(border), frozenset())
        first = self._beginning(border + 2) if links else None
        if first is None or self._next(first.last) not in links:
            return None
        second = self._beginning(first.last + 2)
        return None if second is None else (first, second)

    def around(self, border: int) -> tuple[_Side, _Side] | None:
        """The two of "Ukraine's northern border with Belarus"."""
        if self._next(border) not in _WITH:
            return None
        second = self._beginning(border + 2)
        first = self._owner(border)
        return None if first is None or second is None else (first, second)

    def before(self, border: int) -> _Side | None:
        """The country right before the word "border"."""
        context, last = self._context, border - 1
        if context.key(last) in {"state", "land"} and context.gap(last) == " ":
            last -= 1
        joined = context.gap(last) == " " and not context.breaks(last)
        return self._ending(last) if joined else None

    def _next(self, word: int) -> str:
        return self._context.key(word + 1) if self._context.gap(word) == " " else ""

    def _owner(self, border: int) -> _Side | None:
        """Whose border it is, whatever kind of border: "Ukraine's long common border"."""
        context, word = self._context, border - 1
        for _ in range(_MOST_KINDS):
            if context.gap(word) != " " or context.key(word) not in _KINDS:
                break
            word -= 1
        if context.key(word) == "s" and context.gap(word - 1) == "'":
            word -= 1
        elif context.gap(word) not in {" ", "' "}:
            return None
        return self._ending(word)

    def _ending(self, last: int) -> _Side | None:
        """The country or its adjective that ends with a word."""
        one = self._by_last.get(last)
        if one is not None:
            return self._country(one)
        return self._adjective(last) or self._within(last)

    def _beginning(self, first: int) -> _Side | None:
        """The country that begins with a word or the article before it."""
        first += self._context.key(first) == "the" and self._context.gap(first) == " "
        one = self._by_first.get(first)
        return None if one is None else self._country(one)

    def _adjective(self, word: int) -> _Side | None:
        code = DEMONYMS.get(self._context.key(word))
        return _Side(word, word, code) if code and self._context.capitalised(word) else None

    def _within(self, last: int) -> _Side | None:
        """The country within a longer name, such as "Belarus border"."""
        for first in range(last, max(-1, last - _MOST_WORDS), -1):
            for match in matches_at(self._context, self._gazetteer, first):
                code = _country_of(match.candidates)
                if match.last == last and code:
                    return _Side(first, last, code)
        return None

    def _country(self, one: Toponym) -> _Side | None:
        if one.candidates:
            code = _country_of(one.candidates)
            return _Side(one.first, one.last, code) if code else None
        written = self._context.text[one.start : one.end]
        return _Side(one.first, one.last, country_code(written))


def is_another(context: Context, match: Match) -> bool:
    """Whether the border of the gazetteer is a part of something else.

    "Belarus border" stands before "guards", who are what is meant, or after "Poland-".
    """
    if not is_border(match.candidates):
        return False
    if context.gap(match.last) == " " and context.key(match.last + 1) in words.BORDER_TAILS:
        return True
    return context.gap(match.first - 1) in _JOINTS and context.named(match.first - 1)


def countries_named(context: Context, gazetteer: Gazetteer, first: int, last: int) -> set[str]:
    """The codes of the countries that words name, by name or by adjective."""
    found: set[str] = set()
    word = first
    while word <= last:
        code = DEMONYMS.get(context.keys[word])
        if code:
            found.add(code)
        for match in matches_at(context, gazetteer, word):
            code = _country_of(match.candidates)
            if code and match.last <= last:
                found.add(code)
                word = match.last
                break
        word += 1
    return found


def is_border(candidates: Sequence[Candidate]) -> bool:
    """Whether a name is that of a border."""
    return bool(candidates) and candidates[0].kind is Kind.BORDER


def _country_of(candidates: Sequence[Candidate]) -> str:
    """The code of the country that a name is taken for, or ""."""
    best = candidates[0] if candidates else None
    return best.country if best is not None and best.kind is Kind.COUNTRY else ""


def settle(
    context: Context, gazetteer: Gazetteer, toponyms: Sequence[Toponym], rows: Borders
) -> None:
    """Take "Belarus border" for Belarus and Ukraine's only where Ukraine is spoken of too."""
    mentioned = {
        one.candidates[0].country
        for one in toponyms
        if one.candidates and not is_border(one.candidates) and one.role is not Role.ADJECTIVE
    }
    sentences = _Sentences(context, toponyms)
    for one in toponyms:
        if not is_border(one.candidates):
            continue
        codes = set(rows.countries(one.candidates[0].id))
        own = countries_named(context, gazetteer, one.first, one.last) & codes
        if len(codes) == 2 and len(own) == 1:
            code = next(iter(own))
            other = rows.told(code, sentences.spoken(one.first))
            place = rows.of_two(code, other) if {code, other} != codes else None
            if place is not None:
                one.candidates, one.rule, one.place, one.probability = (), OTHER, place, OTHER_SCORE
                continue
        if len(codes) == 2 and len(own) == 1 and not codes - own <= mentioned:
            one.candidates, one.rule, one.why = (), RULE, ONE_COUNTRY


class _Sentences:
    """How often each sentence of a text names places of each country; counted when asked for."""

    def __init__(self, context: Context, toponyms: Sequence[Toponym]) -> None:
        self._context = context
        self._toponyms = toponyms
        self._firsts: list[int] = []
        self._spoken: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def spoken(self, word: int) -> Counter[str]:
        """The countries of the sentence of a word; those of borders do not count."""
        if not self._firsts:
            starts = self._context.starts_sentence
            self._firsts = [other for other in range(len(self._context)) if starts(other)]
            for one in self._toponyms:
                if one.candidates and not is_border(one.candidates):
                    self._spoken[self._number(one.first)][one.candidates[0].country] += 1
        return self._spoken[self._number(word)]

    def _number(self, word: int) -> int:
        return bisect_right(self._firsts, word)


def _spoken_of(toponyms: Sequence[Toponym]) -> Counter[str]:
    """How often an article names places of each country, or its people."""
    return Counter(
        code for one in toponyms if one.candidates and (code := one.candidates[0].country)
    )


def _is_verb(context: Context, word: int) -> bool:
    """Whether one place borders another: "Georgia borders Alabama"."""
    return (
        context.key(word) == "borders"
        and context.gap(word) == " "
        and (context.capitalised(word + 1) or context.key(word + 1) in {"on", "the"})
        and not context.in_headline(word)
    )


def _is_tail(context: Context, word: int) -> bool:
    return context.gap(word) in {" ", "-"} and context.key(word + 1) in words.BORDER_TAILS
