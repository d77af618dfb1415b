"""The door to the geoparser: an article in, its mentions of places out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from viewer.gazetteer.names import Name, NameIndex, Names
from viewer.geoparse import borders, ledger
from viewer.geoparse.borders import Borders
from viewer.geoparse.context import Context, is_located
from viewer.geoparse.matching import Match, Spotted, is_hebrew, matches_at, prefixed_at
from viewer.geoparse.naming import Sense, Verdict, judge
from viewer.geoparse.roles import has_institution, is_subject, listed, roles
from viewer.geoparse.world import known_names
from viewer.model import Article, Mention, Passage, PassageKind, Place, Shape

TITLE_SCORE = 1.0
VARIANT_SCORE = 0.95
_PLACE = Verdict(Sense.PLACE)
NO_ROW = "it has no row in the gazetteer"


class Finder:
    """Finds the places of a gazetteer in articles. Immutable, and safe to share."""

    def __init__(self, places: Iterable[Place]) -> None:
        places = tuple(places)
        self._names: Names = NameIndex(places, known_names())
        self._borders = Borders(places)

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        """The mentions of an article in the order of its text; those without a place say why."""
        context = Context(article.text, passages)
        spotted = borders.settle(context, self._names, _spot(context, self._names))
        spotted = _merged(spotted, self._borders.phrases(context, self._names, spotted))
        cued = ledger.names_by_cue(context, spotted, article)
        if cued:
            index = NameIndex((), cued)
            spotted = _merged(spotted, _spot(context, index, ledger.CUE))
        spotted = [one for one in spotted if one.place or not _is_guess(context, one)]
        return tuple(_mentions(context, spotted))


def _is_guess(context: Context, one: Spotted) -> bool:
    """Whether a name without a row stands in furniture, of which nothing is guessed."""
    furniture = context.kind(one.first) is PassageKind.BOILERPLATE
    return furniture and not one.decided_by.startswith("gazetteer")


def _spot(context: Context, names: Names, rule: str = "known name") -> list[Spotted]:
    """All that bears one of the names and is a place."""
    spotted: list[Spotted] = []
    people: dict[str, int] = {}
    word = 0
    count = len(context)
    while word < count:
        key = context.keys[word]
        if not (names.lengths(key) or is_hebrew(key)):
            word += 1
            continue
        match, verdict = _match_at(context, names, word)
        if match is None:
            word += 1
            continue
        word = match.last + 1
        if verdict.sense is Sense.PERSON:
            people.setdefault(context.keys[match.last], match.first)
        elif verdict.sense is Sense.OTHER_PLACE:
            spotted.append(_elsewhere(context, match, verdict, rule))
            word = max(word, verdict.last + 1)
        elif verdict.sense is Sense.PLACE:
            spotted.append(_placed(context, match, rule))
    found = list(_apart(spotted))
    joined = listed(context, found)
    return [
        one
        for position, one in enumerate(found)
        if position in joined or not _is_person(context, one, people)
    ]


def _match_at(context: Context, names: Names, word: int) -> tuple[Match | None, Verdict]:
    """The longest name at a word, and what it is."""
    for match in matches_at(context, names, word):
        if not borders.is_another(context, match):
            return match, judge(context, names, match)
    return prefixed_at(context, names, word), _PLACE


def _is_person(context: Context, one: Spotted, people: Mapping[str, int]) -> bool:
    """Whether a name was a person's before: "Jack London", and now "London".

    Not where the words around it speak of a place ("in London", "London's mayor"); and a
    country only where it says or does something.
    """
    if one.first != one.last or one.first < people.get(context.keys[one.first], one.first + 1):
        return False
    if one.is_located or context.gap(one.first) == "-" or context.gap(one.first - 1) == "-":
        return False
    if has_institution(context, one.last):
        return False
    return one.place is None or one.place.shape is not Shape.AREA or is_subject(context, one)


def _apart(spotted: Iterable[Spotted]) -> Iterator[Spotted]:
    """Leave out what overlaps the one before: "New" in "Old New Moscow" of two names."""
    last = -1
    for one in spotted:
        if one.first > last:
            yield one
            last = one.last


def _merged(spotted: Sequence[Spotted], more: Iterable[Spotted]) -> list[Spotted]:
    """Add names; of two that overlap, the one with more words stays, then the earlier found."""
    order = sorted([*spotted, *more], key=lambda one: (one.first, one.first - one.last))
    kept: list[Spotted] = []
    for one in order:
        if kept and one.first <= kept[-1].last:
            if one.last - one.first > kept[-1].last - kept[-1].first:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _elsewhere(context: Context, match: Match, verdict: Verdict, rule: str) -> Spotted:
    """A name that is not the place of its row: another row's, or none's."""
    row = any(name.place for name in match.names)
    return Spotted(
        verdict.first,
        verdict.last,
        context.starts[verdict.first],
        verdict.place,
        VARIANT_SCORE if verdict.place else 0.0,
        "gazetteer, context" if row else rule,
        verdict.why,
        is_located(context, verdict.first),
    )


def _placed(context: Context, match: Match, rule: str) -> Spotted:
    """The place of a name, or none where two rows of the gazetteer share it."""
    name, located = match.names[0], is_located(context, match.first)
    if name.place is None:
        return Spotted(match.first, match.last, match.start, None, 0.0, rule, NO_ROW, located)
    decided_by = "gazetteer title" if name.is_title else "gazetteer variant"
    if len(match.names) > 1:
        why = "ambiguous: " + " or ".join(map(_described, match.names))
        return Spotted(match.first, match.last, match.start, None, 0.0, decided_by, why, located)
    score = TITLE_SCORE if name.is_title else VARIANT_SCORE
    return Spotted(match.first, match.last, match.start, name.place, score, decided_by, "", located)


def _described(name: Name) -> str:
    """A candidate with what tells it from the others."""
    place = name.place
    if place is None:
        return name.text
    where = ", ".join(filter(None, (place.kind, "/".join(place.ccodes))))
    return f"{place.title} ({where}; {place.id})"


def _mentions(context: Context, spotted: Sequence[Spotted]) -> Iterator[Mention]:
    for one, role in zip(spotted, roles(context, spotted), strict=True):
        end = context.ends[one.last]
        text = context.text[one.start : end]
        yield Mention(one.start, end, text, role, one.place, one.score, one.decided_by, one.why)
