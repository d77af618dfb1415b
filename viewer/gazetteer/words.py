"""Text cut into words that can be compared whatever their accents, case and script form.

A word knows where it stands, so that what is found by its folded form keeps its exact
offsets: folding a text first and searching afterwards would lose them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

APOSTROPHES = "'’‘ʼʹʻʽʾʿ′`´＇"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
"""Hyphens and what stands for one inside a name; the em dash parts names."""

# Signs that attach to the letter before them: accents, Hebrew points, vowel signs.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0c00-\u0c04"
    "\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
# Signs without a width that may stand inside a word: soft hyphens, joiners, variants.
_WIDTHLESS = "\u00ad\u200c\u200d\u2060\ufe00-\ufe0f"
_MODIFIERS = "ʹʻʼʽʾʿ"  # apostrophes that count as letters in Unicode

_LETTER = rf"[^\W_{_MODIFIERS}]"
_WORD = re.compile(
    # "U.S." is a word, its last period within it.
    r"[A-Z](?:\.[A-Z])+(?!\w)\.?"
    # Underscores go on a word, as in "kyiv_map", and stand around "_Kyiv_".
    rf"|{_LETTER}(?:{_LETTER}|[{_MARKS}])*+(?:[{_WIDTHLESS}_]+(?:{_LETTER}|[{_MARKS}])+)*+"
)

_UNMARKED = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t"}
    | {"Ŧ": "T", "ı": "i", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ð": "d", "þ": "th"}
)

MAX_WORD = 80
"""No name has a longer word; what is longer is not looked up."""


def spans(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the words of a stretch of text stand."""
    stop = len(text) if end is None else end
    return map(re.Match.span, _WORD.finditer(text, start, stop))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without what people leave out or add: case, accents, signs without a width."""
    if len(word) > MAX_WORD:
        return ""
    if word.isascii():
        return word.rstrip(".").lower()
    apart = unicodedata.normalize("NFKD", word.translate(_UNMARKED))
    return "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Me", "Cf"}).casefold()


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[:1].isupper() or word[:1].istitle()


def is_upper(word: str) -> bool:
    """Whether a word is two capitals at least and nothing else that has a case."""
    return word.isupper() and sum(map(str.isupper, word)) > 1


def is_caseless(word: str) -> bool:
    """Whether a word is written in a script without capitals."""
    return word.lower() == word.upper()
