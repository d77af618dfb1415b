"""Whether a preposition makes what follows it a location."""

from __future__ import annotations

from viewer.geoparse import lexicon as words
from viewer.geoparse.context import Context
from viewer.geoparse.demonyms import is_adjective

_SKIPPED = 3
_PASSED_OVER = words.DIRECTIONS | words.CARDINALS | {"the", "a", "an", "both", "either"}


def governor(context: Context, first: int) -> int | None:
    """The word that governs a name: before it, its article and adjectives ("in central Kyiv")."""
    word = first - 1
    for _ in range(_SKIPPED):
        if context.gaps[word] != " ":
            return None
        key = context.keys[word]
        if key not in _PASSED_OVER and not is_adjective(key):
            return word
        word -= 1
    return None


def is_located(context: Context, first: int) -> bool:
    """Whether a locative preposition, or a noun with "of", stands before a name."""
    word = governor(context, first)
    if word is None:
        return False
    key = context.key(word)
    if key in words.LOCATIVES:
        return True
    if key != "of":
        return False
    return context.gap(word - 1) == " " and context.key(word - 1) in words.LOCATIVE_OF
