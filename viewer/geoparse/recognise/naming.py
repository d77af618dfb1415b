"""Whether a name in the text is the place, or a part of another name.

"Moscow Times" is a newspaper, "Ms. Poland" a person, "Moscow, Idaho" another place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind
from viewer.geoparse import agency
from viewer.geoparse.context import Context, is_located
from viewer.geoparse.demonyms import is_adjective
from viewer.geoparse.recognise import lexicon as words
from viewer.geoparse.recognise.matching import Match, is_word_in_capitals
from viewer.geoparse.resolve.wellknown import STATE_SHORT, STATES, UNSURE_STATES


class Sense(Enum):
    """What a name turned out to be."""

    PLACE = "place"
    PERSON = "person"
    INSIDE = "place inside a name"
    """"University of Georgia": the place is meant, by way of what is named after it."""
    OTHER_NAME = "other name"
    OTHER_PLACE = "other place"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a name is; of another place, between which words it stands, and its rows or why none."""

    sense: Sense
    why: str = ""
    first: int = -1
    last: int = -1
    candidates: Sequence[Candidate] = ()


_PLACE = Verdict(Sense.PLACE)
_PERSON = Verdict(Sense.PERSON)
_OTHER = Verdict(Sense.OTHER_NAME)
_INSIDE = Verdict(Sense.INSIDE)

_STARTS = words.CARDINALS | words.NAME_STARTS
_HARMLESS_BEFORE = words.DATES | words.DIRECTIONS
_HARMLESS_AFTER = words.OFFICES | words.DATES | words.DIRECTIONS
_RUN = 4
_LIST = 8
_STATE_KEYS = {state.lower(): state for state in STATES}
_UNSURE_KEYS = {state.lower() for state in UNSURE_STATES}


def judge(context: Context, gazetteer: Gazetteer, match: Match) -> Verdict:
    """What the words around a name make of it."""
    if is_word_in_capitals(context, gazetteer, match.first, match.last):
        raw = context.raw(match.first)
        return _other_place(match, f"in capitals, “{raw}” may be the word “{raw.lower()}”")
    verdict = _judge_left(context, gazetteer, match)
    if verdict.sense is not Sense.PLACE:
        # "New Ukraine Party" is an organisation before it is a place.
        if (
            verdict.sense is Sense.OTHER_PLACE
            and _judge_right(context, gazetteer, match) == _INSIDE
        ):
            return _OTHER
        return verdict
    return _judge_right(context, gazetteer, match)


def _other_place(match: Match, why: str, first: int = -1, last: int = -1) -> Verdict:
    return Verdict(
        Sense.OTHER_PLACE,
        why,
        match.first if first < 0 else first,
        match.last if last < 0 else last,
    )


def _is_country(match: Match) -> bool:
    return all(one.kind is Kind.COUNTRY for one in match.candidates[:1])


def _judge_left(context: Context, gazetteer: Gazetteer, match: Match) -> Verdict:
    first = match.first
    before = first - 1
    gap = context.gap(before)
    key = context.key(before)
    if gap in {"'", "-"}:
        return _judge_joined(context, match, gap)
    if gap == ". ":
        return _judge_title(context, match)
    if gap != " " or context.breaks(before):
        return _PLACE
    if key in words.DISHES:
        return _OTHER
    if key == "of" or (key == "the" and context.key(before - 1) == "of"):
        return _judge_of(context, before if key == "of" else before - 1)
    if not context.named(before):
        return _PLACE
    if key in words.PARTY_STARTS:
        return _OTHER
    if key in words.PERSON_TITLES and not context.in_headline(first):
        return _PERSON
    if key in words.FIRST_NAMES and not _ends_name(context, gazetteer, before):
        return _PERSON
    if key in _STARTS:
        return _judge_start(context, match)
    if key in _HARMLESS_BEFORE or is_adjective(key):
        return _PLACE
    if (
        context.starts_sentence(before)
        or context.in_headline(first)
        or _is_acronym(context, before)
    ):
        return _PLACE
    return _PLACE if _ends_name(context, gazetteer, before) else _OTHER


def _judge_joined(context: Context, match: Match, gap: str) -> Verdict:
    """After an apostrophe or hyphen: "l'Ukraine" and "pro-Russia" yes, "O'Moscow" no."""
    key = context.key(match.first - 1)
    if gap == "'":
        # The first name is that of the French; the second a quotation's or a possessive's end.
        return _OTHER if key not in {"l", "d", "s"} else _PLACE
    return _OTHER if key in words.NAME_STARTS | {"on", "upon", "sur"} else _PLACE


def _judge_title(context: Context, match: Match) -> Verdict:
    """After a full stop: "Ms. Poland" and "John J. Poland" are people, "St. Moscow" a place."""
    before = match.first - 1
    key = context.key(before)
    if not context.capitalised(before):
        return _PLACE
    if key in words.ABBREVIATED_TITLES:
        return _PERSON
    if key in {"st", "mt", "ft"}:
        return _other_name_of_place(context, match, before)
    initial = len(key) == 1 and context.gap(before - 1) == " " and context.named(before - 1)
    return _PERSON if initial else _PLACE


def _judge_of(context: Context, of: int) -> Verdict:
    """After "of": "Bank of Ukraine" is one name, "capital of Ukraine" is not."""
    head = of - 1
    if context.gap(head) != " " or not context.capitalised(head):
        return _PLACE
    if context.key(head) in words.ORGANISATIONS_OF:
        return _OTHER if context.key(head) in words.WATERS_OF else _INSIDE
    return _PLACE


def _judge_start(context: Context, match: Match) -> Verdict:
    """After "New", "North" and their like: another place, but for "East Ukraine"."""
    before = match.first - 1
    key = context.key(before)
    if _is_country(match):
        headed = context.starts_sentence(before) or context.in_headline(match.first)
        adjective = headed and key in {"new", "great", "big", "little"}
        if key in words.CARDINALS or (adjective and _goes_before_noun(context, match.last)):
            return _PLACE
    return _other_name_of_place(context, match, before)


def _goes_before_noun(context: Context, last: int) -> bool:
    """Whether the next word goes on with the name: "New Ukraine sanctions", not "New X is"."""
    key = context.key(last + 1)
    if context.gap(last) != " " or context.breaks(last):
        return False
    return key not in words.FUNCTION and key not in agency.ACTS


def _other_name_of_place(context: Context, match: Match, first: int) -> Verdict:
    whole = _written(context, first, match.last)
    return _other_place(match, f"“{whole}” has no row in the gazetteer", first=first)


def _written(context: Context, first: int, last: int) -> str:
    return " ".join(context.text[context.starts[first] : context.ends[last]].split())


def _is_acronym(context: Context, word: int) -> bool:
    raw = context.raw(word)
    return raw.isupper() and len(raw) > 1


def _ends_name(context: Context, gazetteer: Gazetteer, word: int) -> bool:
    """Whether the word is itself a place of the gazetteer, as in "Minsk Belarus"."""
    key = context.keys[word]
    return 1 in gazetteer.lengths(key) and bool(gazetteer.named((key,)))


def _judge_right(context: Context, gazetteer: Gazetteer, match: Match) -> Verdict:
    last = match.last
    gap = context.gap(last)
    after = last + 1
    key = context.key(after)
    if gap[:1] == "$" or (gap == " $" and _is_dollars(context, match)):
        return _OTHER
    if not _is_country(match) and (regions := _regions_of_list(context, last)):
        return _judge_listed_region(context, gazetteer, match, regions)
    if gap == ", ":
        return _judge_state(context, match)
    if gap == "-":
        return _judge_compound(context, after)
    if gap == "." and not context.capitalised(after):
        return _OTHER  # a domain, a file name
    if gap == "'" and key not in {"s", "ll", "re", "d", "ve"}:
        return _OTHER
    if gap != " " or context.breaks(last):
        return _PLACE
    if key in words.DISHES:
        return _OTHER
    if key in words.REGIONS and not _is_country(match):
        return _judge_region(context, match)
    if key == "today" and context.capitalised(after) and not context.in_headline(last):
        return _OTHER  # a broadcaster, a newspaper
    if not context.named(after):
        return _PLACE
    return _judge_run(context, gazetteer, match)


def _is_dollars(context: Context, match: Match) -> bool:
    """Whether "US $5" is a sum, and not what "the US" paid."""
    if context.keys[match.first] != "us":
        return False
    return context.key(match.first - 1) != "the" or context.gap(match.first - 1) != " "


def _judge_compound(context: Context, word: int) -> Verdict:
    """Before a hyphen: "Russia-Belarus Union" is one name, as is "Moscow-on-Hudson"."""
    if context.key(word) in {"on", "upon", "sur"}:
        return _OTHER
    if not context.capitalised(word):
        return _PLACE
    following = context.gap(word) == " " and context.named(word + 1) and not context.breaks(word)
    if not following or context.in_headline(word):
        return _PLACE
    return _PLACE if words.ORGANISATIONS.isdisjoint(_run(context, word + 1)) else _INSIDE


def _judge_region(context: Context, match: Match) -> Verdict:
    whole = _written(context, match.first, match.last + 1)
    regions = [one for one in match.candidates if one.kind not in {Kind.CITY, Kind.SITE}]
    if regions:
        return _PLACE
    name = _written(context, match.first, match.last)
    why = f"“{whole}” is not the place called {name}, and has no row"
    return _other_place(match, why, last=match.last + 1)


def _judge_listed_region(
    context: Context, gazetteer: Gazetteer, match: Match, regions: str
) -> Verdict:
    """In "the Sumy and Kharkiv regions": the row of "Kharkiv region", or none."""
    words_of_region = (*context.keys[match.first : match.last + 1], regions.removesuffix("s"))
    rows = gazetteer.named(words_of_region)
    if rows:
        return Verdict(Sense.OTHER_PLACE, "", match.first, match.last, rows)
    if any(one.kind in {Kind.REGION, Kind.COUNTY} for one in match.candidates):
        return _PLACE
    name = _written(context, match.first, match.last)
    why = f"the region of {name} is meant, not the place of that name"
    return _other_place(match, why)


def _regions_of_list(context: Context, last: int) -> str:
    """The plural that ends the list a name stands in: "the Sumy and Kharkiv regions"; or ""."""
    word = last
    for _ in range(_LIST):
        after = word + 1
        if context.gap(word) == " " and context.key(after) in words.REGION_PLURALS:
            return context.key(after)
        if context.key(after) == "and" and context.gap(word) in {" ", ", "}:
            after += 1
        elif context.gap(word) != ", ":
            return ""
        if not context.named(after):
            return ""
        word = after
    return ""


def _run(context: Context, first: int) -> list[str]:
    """The capitalised words that follow without a break, folded, `first` among them."""
    word = first
    while word < first + _RUN - 1 and context.gaps[word] == " " and context.named(word + 1):
        if context.breaks(word):
            break
        word += 1
    return context.keys[first : word + 1]


def _judge_run(context: Context, gazetteer: Gazetteer, match: Match) -> Verdict:
    """Before capitalised words: an organisation, another place, an office, a person."""
    after = match.last + 1
    keys = _run(context, after)
    if not words.ORGANISATIONS.isdisjoint(keys):
        return _INSIDE
    feature = _feature(context, match, keys)
    if feature is not None:
        whole = _written(context, match.first, after + feature)
        return _other_place(match, f"“{whole}” has no row in the gazetteer", last=after + feature)
    if keys[0] in _HARMLESS_AFTER or is_adjective(keys[0]) or gazetteer.lengths(keys[0]):
        return _PLACE
    if context.in_headline(match.first) or is_located(context, match.first):
        return _PLACE
    if match.first == match.last and context.keys[match.first] in words.FIRST_NAMES:
        return _PERSON
    return _PLACE if _is_country(match) else _OTHER


def _feature(context: Context, match: Match, keys: list[str]) -> int | None:
    """Which of the words that follow makes another place: "Kyiv International Airport"."""
    if keys[0] in words.NAMESAKES:
        return 0
    if _is_country(match):
        return None
    # A headline's capitals do not tell where a name ends.
    reach = keys[:1] if context.in_headline(match.first) else keys
    return next((at for at, key in enumerate(reach) if key in words.FEATURES), None)


def _judge_state(context: Context, match: Match) -> Verdict:
    """Before a comma and a state: "Moscow, Idaho" is another place than Moscow in Russia."""
    after = match.last + 1
    last = after
    state = _STATE_KEYS.get(context.key(after))
    if state is None and context.gap(after) == " ":
        state = _STATE_KEYS.get(f"{context.key(after)} {context.key(after + 1)}")
        last = after + 1
    raw = context.raw(after).rstrip(".")
    if state is None and raw in STATE_SHORT and (raw.isupper() or context.gap(after)[:1] == "."):
        state, last = raw, after  # "Miss." is Mississippi, "Miss" a lady
    if state is None or not context.capitalised(after):
        return _PLACE
    if not match.candidates:
        return _PLACE  # without a row wherever it is
    if any(one.country in {"US", "CA"} for one in match.candidates):
        return _PLACE
    listed = context.gap(last) == " " and context.key(last + 1) in {"and", "or"}
    listed = listed or (context.gap(last) == ", " and context.capitalised(last + 1))
    if listed and (_is_country(match) or state.lower() in _UNSURE_KEYS):
        return _PLACE
    name = _written(context, match.first, match.last)
    why = f"“{_written(context, match.first, last)}” is not the {name} of the gazetteer"
    return _other_place(match, why)
