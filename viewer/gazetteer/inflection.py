"""The case forms of place names in Cyrillic: "Киев" is in a text as "Киева" and "в Киеве".

English leaves a name as the table has it; Russian, Ukrainian and Belarusian hardly ever do.
Endings alone are exchanged, as their declensions do it with names of one word.
"""

from __future__ import annotations

import re

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
