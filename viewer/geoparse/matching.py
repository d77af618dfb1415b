"""Names in a row of words: the longest that begin at a word, and what is decided of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.gazetteer.names import Name, Names
from viewer.gazetteer.words import fold, is_capitalised, is_caseless
from viewer.geoparse.agency import ORGANS
from viewer.geoparse.context import Context
from viewer.model import Place

_HEBREW_PREFIX = re.compile("[\u05d5\u05e9]?[\u05d1\u05db\u05dc\u05de\u05d4]?")
_SHORTEST_HEBREW = 3
_ORDINARY = frozenset(
    {"us", "it", "in", "or", "so", "am", "me", "no", "is", "as", "at", "be", "to", "hi", "ok"}
)


class Match(NamedTuple):
    """The words from `first` to `last` are a name."""

    first: int
    last: int
    names: tuple[Name, ...]
    start: int
    """Where the name begins: after a Hebrew prefix, in the middle of a word."""


class Spotted(NamedTuple):
    """A name in the text and what was decided about it so far."""

    first: int
    """The number of its first word."""
    last: int
    start: int
    """Where it begins in the text, which may be within the first word."""
    place: Place | None
    score: float
    decided_by: str
    why: str = ""
    is_located: bool = False
    """Whether the text around it makes it a location whatever it does."""


def matches_at(context: Context, names: Names, first: int) -> Iterator[Match]:
    """The names that begin with a word, the longest first."""
    for count in names.lengths(context.keys[first]):
        last = first + count - 1
        if count > 1 and "\n" in context.gaps[first:last]:
            continue  # another passage, or the end of the text
        found = names.named(context.keys[first : last + 1])
        fitting = tuple(name for name in found if _fits(context, first, name))
        if fitting:
            yield Match(first, last, _best(fitting), context.starts[first])


def is_hebrew(word: str) -> bool:
    """Whether a word begins with a Hebrew letter."""
    return "\u05d0" <= word[:1] <= "\u05ea"


def prefixed_at(context: Context, names: Names, word: int) -> Match | None:
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
        for count in names.lengths(key):
            last = word + count - 1
            found = names.named((key, *context.keys[word + 1 : last + 1]))
            fitting = tuple(name for name in found if _follows(context, word, name))
            if fitting:
                return Match(word, last, fitting, context.starts[word] + length)
    return None


def _best(names: Sequence[Name]) -> tuple[Name, ...]:
    """Titles before variants."""
    if len(names) == 1:
        return tuple(names)
    titles = tuple(name for name in names if name.is_title)
    return titles or tuple(names)


def _fits(context: Context, first: int, name: Name) -> bool:
    for offset, (word, capital) in enumerate(zip(name.words, name.capitals, strict=True)):
        raw = context.raw(first + offset)
        if capital == "U" and raw.rstrip(".") != word.rstrip("."):
            return False
        if capital == "C" and not (is_capitalised(raw) or is_caseless(raw)):
            return False
    return _follows(context, first, name)


def _follows(context: Context, first: int, name: Name) -> bool:
    """Whether the words of a name stand as near each other in the text as in the name."""
    gaps = context.gaps[first : first + len(name.gaps)]
    return all(map(_same_gap, name.gaps, gaps))


def _same_gap(ours: str, theirs: str) -> bool:
    """Whether a name's gap may be written as the text has it; hyphens and blanks are one."""
    if ours == theirs:
        return True
    ours = Context.squeezed(ours)
    if ours == theirs:
        return True
    if ours in {" ", "-"}:
        return theirs in {" ", "-"}
    if ours == ". ":
        return theirs == " "
    return ours == "' " and theirs == "'"


def is_word_in_capitals(context: Context, names: Names, match: Match) -> bool:
    """Whether "US" in a line of capitals may be the word "us"."""
    word = match.first
    if match.last != word or context.keys[word] not in _ORDINARY or not context.in_capitals(word):
        return False
    before, after = context.key(word - 1), context.key(word + 1)
    if context.starts_sentence(word) or before in {"the", "in", "across"}:
        return False
    if context.gap(word) in {"-", "'"} or (context.gap(word) == " " and after in ORGANS):
        return False
    return not _is_listed(context, names, word)


def _is_listed(context: Context, names: Names, word: int) -> bool:
    """Whether a name follows after an "and" or a comma, or stands before one."""
    for joint, beyond in ((word, 1), (word - 1, -1)):
        other = word + beyond
        if context.gap(joint) == " " and context.key(other) in {"and", "or"}:
            joint, other = joint + beyond, other + beyond
        elif context.gap(joint) not in {", ", "/"}:
            continue
        if context.gap(joint) in {" ", ", ", "/"} and names.lengths(context.key(other)):
            return True
    return False
