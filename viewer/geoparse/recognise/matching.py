"""Names of the gazetteers in a row of words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Gazetteer, NameKind
from viewer.gazetteer.words import fold, is_capitalised, is_caseless
from viewer.geoparse.agency import ORGANS
from viewer.geoparse.context import Context

_HEBREW_PREFIX = re.compile("[\u05d5\u05e9]?[\u05d1\u05db\u05dc\u05de\u05d4]?")
_SHORTEST_HEBREW = 3
_ACRONYM_LETTERS = 5
_LARGE = 100_000
_JOINTS = frozenset({" ", "-", "'", "' ", "/", '"', ""})
_SHORTENED = frozenset({"st", "ste", "mt", "ft", "pt", "sta", "dr", "w", "n", "s", "e"})
_ORDINARY = frozenset(
    {"us", "it", "in", "or", "so", "am", "me", "no", "is", "as", "at", "be", "to", "hi", "ok"}
)


class Match(NamedTuple):
    """The words from `first` to `last` are a name of the candidates."""

    first: int
    last: int
    start: int
    """Where the name begins: after a Hebrew prefix, in the middle of a word."""
    candidates: tuple[Candidate, ...]


def matches_at(context: Context, gazetteer: Gazetteer, first: int) -> Iterator[Match]:
    """The names that begin with a word, the longest first."""
    keys = context.keys
    for count in gazetteer.lengths(keys[first]):
        last = first + count - 1
        if count > 1 and not _is_joined(context, first, last):
            continue
        named = gazetteer.named(keys[first : last + 1])
        fitting = _fitting(context, first, last, named) if named else ()
        if fitting:
            yield Match(first, last, context.starts[first], fitting)


def _is_joined(context: Context, first: int, last: int) -> bool:
    """Whether words stand as near each other as those of a name do."""
    for word in range(first, last):
        gap = context.gaps[word]
        if gap in _JOINTS:
            continue
        if gap in {". ", "."} and context.keys[word] in _SHORTENED:
            continue
        return False
    return True


def _fitting(
    context: Context, first: int, last: int, named: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """The candidates of words with the capitals that the name needs."""
    acronym = _is_acronym(context, first, last)
    # The letters of words with capitals need not be looked at: most names are such.
    capitalised = 0 not in context.is_capital[first : last + 1] or all(
        _is_large(context.text[context.starts[word]]) for word in range(first, last + 1)
    )
    return tuple(
        one
        for one in named
        if (_is_written(context, first, last, one.capitals) if one.capitals else capitalised)
        and not (acronym and _is_plain(one))  # "UNO" is not the town Uno
    )


def _is_large(letter: str) -> bool:
    return letter.isupper() or is_caseless(letter)


def _is_plain(candidate: Candidate) -> bool:
    """Whether a place is not so well known that its name may stand in capitals."""
    plain = candidate.rank > 0 and candidate.name_kind is not NameKind.ABBREVIATION
    return plain and candidate.population < _LARGE


def _is_written(context: Context, first: int, last: int, capitals: Sequence[str]) -> bool:
    """Whether words have the capitals that a name lists."""
    for word, capital in zip(range(first, last + 1), capitals, strict=False):
        raw = context.raw(word)
        if capital == "U" and not raw.isupper() and not is_caseless(raw) and "." not in raw:
            return False
        if capital == "C" and not (is_capitalised(raw) or is_caseless(raw)):
            return False
    return True


def _is_acronym(context: Context, first: int, last: int) -> bool:
    """Whether a name is a word of a few capitals among others that are not."""
    raw = context.raw(first)
    short = first == last and 1 < len(raw) <= _ACRONYM_LETTERS
    if not (short and raw.isascii() and raw.isupper()):
        return False
    return not context.starts_sentence(first) and not context.in_capitals(first)


def is_hebrew(word: str) -> bool:
    """Whether a word begins with a Hebrew letter."""
    return "\u05d0" <= word[:1] <= "\u05ea"


def prefixed_at(context: Context, gazetteer: Gazetteer, word: int) -> Match | None:
    """The name in a Hebrew word with a preposition or conjunction attached, as in "in Russia"."""
    raw = context.raw(word)
    if not is_hebrew(raw):
        return None
    prefix = _HEBREW_PREFIX.match(raw)
    longest = prefix.end() if prefix else 0
    for length in range(1, longest + 1):
        key = fold(raw[length:])
        if len(key) < _SHORTEST_HEBREW:
            return None
        for count in gazetteer.lengths(key):
            last = word + count - 1
            found: Sequence[Candidate] = gazetteer.named((key, *context.keys[word + 1 : last + 1]))
            if found and _is_joined(context, word, last):
                return Match(word, last, context.starts[word] + length, tuple(found))
    return None


def is_word_in_capitals(context: Context, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """Whether "US" in a line of capitals may be the word "us"."""
    word = first
    if last != word or context.keys[word] not in _ORDINARY or not context.in_capitals(word):
        return False
    before, after = context.key(word - 1), context.key(word + 1)
    if context.starts_sentence(word) or before in {"the", "in", "across"}:
        return False
    if context.gap(word) in {"-", "'"} or (context.gap(word) == " " and after in ORGANS):
        return False
    return not _is_listed(context, gazetteer, word)


def _is_listed(context: Context, gazetteer: Gazetteer, word: int) -> bool:
    """Whether a name follows after an "and" or a comma, or stands before one."""
    for joint, beyond in ((word, 1), (word - 1, -1)):
        other = word + beyond
        if context.gap(joint) == " " and context.key(other) in {"and", "or"}:
            joint, other = joint + beyond, other + beyond
        elif context.gap(joint) not in {", ", "/"}:
            continue
        if context.gap(joint) in {" ", ", ", "/"} and gazetteer.lengths(context.key(other)):
            return True
    return False
