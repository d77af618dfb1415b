"""Names that look like places and have no row: strong cues only, so that the list is read.

"In Freedonia", "the town of Zdorivka", "Freedonia province", "Poland, Hungary, Freedonia".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from viewer.gazetteer.words import is_upper
from viewer.geoparse.agency import SPEECH
from viewer.geoparse.context import Context, governor
from viewer.geoparse.demonyms import is_adjective
from viewer.geoparse.recognise import lexicon as words
from viewer.geoparse.resolve.wellknown import COUNTRIES_AND_WORDS
from viewer.geoparse.spans import Toponym
from viewer.model import Article, PassageKind

CUE = "locative cue"

_WORDS_OF_NAME = 4
_SHARE_OF_CUES = 0.2
"""A name that stands without a cue much more often is a firm's, say: "stored in Dropbox"."""
_NO_NAMES = words.FEATURES | words.CARDINALS | words.STREETS | words.OFFICES | words.NAME_STARTS
_PROPER_HEADS = words.word_set("city town village port state province region republic island")
_ALWAYS = words.word_set("in near outside throughout")
_AFTER_MOTION = words.word_set("from to into at toward towards through via across")
_MOTION = words.word_set(
    """fled flee flees fleeing fly flew flies flying flown flight flights go goes going went gone
    travel travels travelled traveled travelling traveling move moves moved moving return returns
    returned returning come comes came coming drive drove driving driven sail sailed sailing
    march marched marching walk walked walking trip visit visits journey route road train trains
    bus refugees deported transferred evacuated relocated head headed heading migrate migrated
    escape escaped arrive arrived arriving live lived lives born miles kilometres kilometers km"""
)
_COMING = words.word_set("come comes came coming")  # from whom, as often as from where
_NOT_WHERE = words.word_set(
    """believe believes believed interest interests interested invest invests invested investing
    investment investments investor investors stake stakes share shares faith trust confidence
    specialise specialises specialised specialize specialized dressed write writes written wrote
    speak speaks spoke spoken speaking degree degrees graduated role starred star published
    appeared appear says say majoring fluent"""
)
_PLACE_NOUNS = words.word_set(
    """capital city town region province district north south east west suburbs outskirts port
    centre center downtown airport coast streets countryside"""
)
_FOLLOWERS = words.word_set(
    "and or in on at to from with after before as where while which for but by since when who"
)


def names_by_cue(context: Context, spotted: Sequence[Toponym], article: Article) -> list[str]:
    """The names that a cue somewhere in the article shows to be places."""
    taken = bytearray(len(context))
    for one in spotted:
        taken[one.first : one.last + 1] = b"\1" * (one.last - one.first + 1)
    people = _people(context, taken)
    barred = people | _own_names(article)
    cued: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    located = {one.last for one in spotted if one.located}
    for run in _runs(context, taken):
        name = _written(context, run)
        seen[name] += 1
        if _may_be_place(context, run, barred) and (
            _has_cue(context, run) or _is_listed(context, run, taken, located)
        ):
            located.add(run[-1])
            taken[run[0] : run[-1] + 1] = b"\1" * len(run)
            cued[name] += 1
    return [name for name, times in cued.items() if times >= _SHARE_OF_CUES * seen[name]]


def _written(context: Context, run: range) -> str:
    return " ".join(context.text[context.starts[run[0]] : context.ends[run[-1]]].split())


def _own_names(article: Article) -> frozenset[str]:
    """The words of the article's publisher and author, which furniture and credits repeat."""
    given = [fact.value for fact in (article.source, article.author) if fact is not None]
    return frozenset(word.lower() for value in given for word in value.split())


def _people(context: Context, taken: bytearray) -> frozenset[str]:
    """The words that a title, a first name or a verb of speech shows to be people's names."""
    people: set[str] = set()
    for word, key in enumerate(context.keys):
        if (key in words.PERSON_TITLES or key in words.FIRST_NAMES) and not taken[word]:
            ahead = word + 1
            while ahead < word + 5 and _goes_on(context, ahead, ahead):
                people.add(context.keys[ahead])
                ahead += 1
        elif key in SPEECH and context.capitalised(word - 1) and context.gap(word - 1) == " ":
            run = [word - 1]
            while len(run) < _WORDS_OF_NAME and _goes_on(context, run[-1], run[-1] - 1):
                run.append(run[-1] - 1)
            if len(run) > 1 and context.keys[run[-1] - 1] not in words.LOCATIVES:
                people.update(context.keys[one] for one in run if not taken[one])
    return frozenset(people)


def _goes_on(context: Context, word: int, named: int) -> bool:
    """Whether a word goes on the name before it, `named` being the new one of the two."""
    joined = context.gap(word - 1) in {" ", ". ", "-"} and not context.breaks(word - 1)
    return joined and context.named(named)


def _runs(context: Context, taken: bytearray) -> Iterator[range]:
    """The capitalised names of the article's prose that have no place yet."""
    word = 0
    while word < len(context):
        if taken[word] or not context.named(word) or not context.keys[word]:
            word += 1
            continue
        stop = word + 1
        while (
            stop < len(context)
            and not taken[stop]
            and context.named(stop)
            and context.gap(stop - 1) in {" ", "-"}
            and not context.breaks(stop - 1)
        ):
            stop += 1
        prose = context.kind(word) not in {PassageKind.BOILERPLATE, PassageKind.TITLE}
        if prose and stop - word <= _WORDS_OF_NAME and not context.in_headline(word):
            yield range(word, stop)
        word = stop


def _may_be_place(context: Context, run: range, barred: frozenset[str]) -> bool:
    """Whether nothing shows the name to be a person, an organisation, a date, a language."""
    keys = [context.keys[word] for word in run]
    if any(key in barred or key in words.ORGANISATIONS or key in words.DATES for key in keys):
        return False
    if len(keys) == 1 and keys[0] in _NO_NAMES:
        return False
    if any(key in words.PERSON_TITLES or key in words.NOT_PLACES for key in keys):
        return False
    if keys[0] in words.FIRST_NAMES and (len(keys) > 1 or keys[0] not in COUNTRIES_AND_WORDS):
        return False
    if is_adjective(keys[0]) or is_adjective(keys[-1]):
        return False
    raws = [context.raw(word) for word in run]
    if any(is_upper(raw) or len(raw) < 3 or not raw.isalpha() for raw in raws):
        return False
    following = context.gap(run[-1]), context.raw(run[-1] + 1)
    if following[0] == "-" or (following[0] == " " and following[1][:1].isdigit()):
        return False
    if following[0] == " (" and is_upper(following[1]):
        return False  # an organisation and its acronym
    return not context.in_capitals(run[0])


def _has_cue(context: Context, run: range) -> bool:
    """Whether a preposition or a word such as "province" makes the name a place."""
    if _has_feature(context, run):
        return True
    if context.possessive(run[-1]) and context.key(run[-1] + 2) not in _PLACE_NOUNS:
        return False
    word = governor(context, run[0])
    if word is None or _has_article(context, word, run[0]):
        return False
    key = context.key(word)
    before = {context.key(word - 1), context.key(word - 2)}
    if context.capitalised(word) and not context.starts_sentence(word):
        return False  # the preposition of a title
    if key == "of":
        return _has_head(context, word - 1)
    if key in _AFTER_MOTION:
        return bool(before & _MOTION) and not (key == "from" and before & _COMING)
    return key in _ALWAYS and not before & _NOT_WHERE


def _has_head(context: Context, word: int) -> bool:
    """Whether a noun before "of" is that of a place: "town of", but not "Center of"."""
    if context.capitalised(word):
        return context.key(word) in _PROPER_HEADS
    return context.key(word) in words.LOCATIVE_OF - {"most", "all", "people", "battle"}


def _has_article(context: Context, governing: int, first: int) -> bool:
    """Whether an article stands between: "in the Senate" is no place, as a rule."""
    return any(context.keys[word] in {"the", "a", "an"} for word in range(governing + 1, first))


def _has_feature(context: Context, run: range) -> bool:
    """Whether "region", "River" or their like belong to the name."""
    last = context.key(run[-1])
    if len(run) > 1 and last in words.NATURAL_FEATURES:
        return True
    if len(run) == 2 and context.key(run[0]) in words.FEATURE_PREFIXES:
        return True
    follows = context.gap(run[-1]) == " " and not context.capitalised(run[-1] + 1)
    return follows and context.key(run[-1] + 1) in words.REGIONS - {"county", "district"}


def _is_listed(context: Context, run: range, taken: bytearray, located: set[int]) -> bool:
    """Whether the name goes on a list of places: "to Poland, Hungary, Freedonia"."""
    before = run[0] - 1
    joined = context.key(before) in {"and", "or"} and context.gap(before) == " "
    last = before - 1 if joined else before
    if last < 0 or not taken[last] or context.gap(last) not in {", ", " "}:
        return False
    if context.gap(last) != ", " and not joined:
        return False
    if not _ends_item(context, run[-1]):
        return False
    items = list(_list_back(context, taken, last))
    if last not in located and items[-1] not in located:
        return False
    return joined or len(items) > 1 or _continues(context, taken, run)


def _ends_item(context: Context, last: int) -> bool:
    """Whether a name ends as an item of a list does, not as the subject of a verb."""
    gap = context.gap(last)
    return gap != " " or context.key(last + 1) in _FOLLOWERS


def _continues(context: Context, taken: bytearray, run: range) -> bool:
    """Whether the list goes on with a place: "Freedonia and Romania"."""
    ahead = run[-1] + 1
    if context.key(ahead) in {"and", "or"}:
        ahead += 1
    return ahead < len(context) and bool(taken[ahead]) and context.gap(run[-1]) in {", ", " "}


def _list_back(context: Context, taken: bytearray, last: int) -> Iterator[int]:
    """The last words of the items before, nearest first."""
    word = last
    for _ in range(24):
        yield word
        while word > 0 and taken[word - 1] and context.gap(word - 1) in {" ", "-"}:
            word -= 1
        word -= 1
        if word < 0 or not taken[word] or context.gap(word) != ", ":
            return
