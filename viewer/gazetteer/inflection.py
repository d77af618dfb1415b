"""The case forms of place names in Cyrillic: "Киев" is in a text as "Киева" and "в Киеве".

English leaves a name as the table has it; Russian, Ukrainian and Belarusian hardly ever do.
Endings alone are exchanged, as their declensions do it with names of one word.
"""

from __future__ import annotations

import re
from functools import lru_cache

from viewer.gazetteer.words import fold

_CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐЎ][а-яёєіїґў'’ʼ]{3,}")

# What a name ends in, what stays of that, and the endings of the other cases.
_DECLENSIONS: tuple[tuple[str, str, str], ...] = (
    ("ия", "и", "и ю ей ею"),
    ("ія", "і", "ї ю єю і яй"),
    ("їв", "єв", "а у ом і ові"),
    ("ів", "ов", "а у ом і ові"),
    ("ў", "в", "а у ам е"),
    ("а", "", "ы и і е у ой ою ей ею ай"),
    ("я", "", "и і ї е ю ей ею яй"),
    ("сь", "с", "и і ю ью сю"),
    ("ь", "", "я ю ем е и і ью"),
)
_AFTER_CONSONANT = ("а", "у", "ом", "ем", "е", "і", "ові")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_SHORTEST = 4
_FOLDED = re.compile(r"[а-яєґ]{4,}")
_FOLDED_DECLENSIONS = tuple(
    (fold(ending), fold(kept), tuple(dict.fromkeys(map(fold, cases.split()))))
    for ending, kept, cases in _DECLENSIONS
)


def case_forms(word: str) -> tuple[str, ...]:
    """The other cases of a name of one Cyrillic word; () for every other word."""
    if not _CYRILLIC.fullmatch(word):
        return ()
    for ending, kept, cases in _DECLENSIONS:
        if word.endswith(ending):
            stem = word.removesuffix(ending) + kept
            return tuple(stem + case for case in cases.split())
    if word[-1] in _CONSONANTS:
        return tuple(word + case for case in _AFTER_CONSONANT)
    return ()


def is_cyrillic(word: str) -> bool:
    """Whether a folded word is a name of one word in Cyrillic."""
    return bool(_FOLDED.fullmatch(word))


@lru_cache(maxsize=4096)
def base_forms(word: str) -> tuple[str, ...]:
    """The names, folded, of which a folded Cyrillic word may be another case.

    Not all of them are names: whoever asks looks them up.
    """
    found: dict[str, None] = {}
    for ending, kept, cases in _FOLDED_DECLENSIONS:
        for case in cases:
            stem = word.removesuffix(kept + case)
            if stem != word and len(stem + ending) >= _SHORTEST:
                found.setdefault(stem + ending)
    for case in _AFTER_CONSONANT:
        stem = word.removesuffix(case)
        if stem != word and len(stem) >= _SHORTEST and stem[-1] in _CONSONANTS:
            found.setdefault(stem)
    found.pop(word, None)
    return tuple(found)
