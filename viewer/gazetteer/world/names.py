"""The names that a row of a world gazetteer is looked up by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.names import MAX_WORDS, capitals, forms
from viewer.gazetteer.words import fold, spans
from viewer.gazetteer.world.layout import TITLE_KEY_BYTES
from viewer.gazetteer.world.row import WorldRow

# Codes of airports, among GeoNames' alternate names of towns.
_CODE = re.compile(r"[A-Z]{3,4}")
_WEB = re.compile(r"://|www\.|\.(?:com|org|wikipedia)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_SAINT = re.compile(r"\b(?:Saint|St\.?)(?=[ -][A-Z])")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def keyed_names(row: WorldRow) -> dict[str, tuple[NameKind, str]]:
    """The folded names of a row, with the best kind of each and how it is written.

    How: a letter per word, C (begins with a capital), U (all capitals) or - (either); "" where
    all begin with a capital.
    """
    found: dict[str, tuple[NameKind, str]] = {}
    for text, kind in _names(row):
        plain = text.isascii() and text.isalpha()  # most are: one word, and one way to write it
        for form in (text,) if plain else forms(text):
            words = [form] if plain else [form[start:end] for start, end in spans(form)]
            if not 1 <= len(words) <= MAX_WORDS:
                continue
            folded = [fold(word) for word in words]
            key = " ".join(folded)
            if len(key) < 2 or not all(folded):
                continue
            known = found.get(key)
            if known is None or kind < known[0]:
                found[key] = (kind, _written(words))
    return found


def title_key(title: str) -> int:
    """A number that sorts as the folded title does; titles that begin alike have the same."""
    data = folded_title(title).encode("utf-8", "replace")[:TITLE_KEY_BYTES]
    return int.from_bytes(data.ljust(TITLE_KEY_BYTES, b"\0"), "big")


def folded_title(title: str) -> str:
    """A title in its folded words."""
    return " ".join(fold(title[start:end]) for start, end in spans(title))


def _written(words: list[str]) -> str:
    if len(words) == 1 and words[0].isalpha() and words[0].istitle():
        return ""
    signs = "".join(sign or "-" for sign in capitals(words))
    return "" if signs == "C" * len(words) else signs


def _names(row: WorldRow) -> Iterator[tuple[str, NameKind]]:
    yield row.title, NameKind.TITLE
    for text in _respelt(row.title):
        yield text, NameKind.ALIAS
    for text, kind in row.names:
        if kind is NameKind.ALTERNATE and _is_noise(text):
            continue
        if not (text.isalpha() or _LETTER.search(text)):
            continue
        yield text, kind
        if kind is NameKind.ALIAS:
            for other in _respelt(text):
                yield other, kind


def _is_noise(text: str) -> bool:
    return bool(_CODE.fullmatch(text)) or bool(_WEB.search(text))


def _respelt(text: str) -> Iterator[str]:
    """Other ways to write a title: Saint and St, the German vowels, the parts around a slash."""
    if _SAINT.search(text):
        yield _SAINT.sub("Saint", text)
        yield _SAINT.sub("St", text)
    if (plain := text.translate(_UMLAUTS)) != text:
        yield plain
    if " / " in text:
        yield from text.split(" / ")
    if text.endswith(")") and "(" in text:
        yield text[: text.index("(")].strip()
