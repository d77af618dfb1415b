"""Words that are found again in a text by what stands around them, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AROUND = (32, 64, 128, 256)
"""So many characters on each side, until the quote stands only once in its text."""
_SPACE = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Some words with what stands before and after them, as W3C's TextQuoteSelector has it."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, start: int, end: int) -> Quote:
    """The words of a span, with as much around them as tells them from all others there."""
    for length in _AROUND:
        quoted = Quote(text[start:end], _before(text, start, length), _after(text, end, length))
        if len(occurrences(text, quoted)) == 1:
            break
    return quoted


def find(text: str, quoted: Quote, hint: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """Where a quote stands in a text: at the hint, or at the only place where it can.

    White space may have changed, nothing else. None where it stands nowhere, or in several places,
    for which one is meant would be a guess.
    """
    found = occurrences(text, quoted)
    if hint in found:
        return hint
    return found[0] if len(found) == 1 else None


def occurrences(text: str, quoted: Quote) -> list[tuple[int, int]]:
    """The spans of all words in a text that the quote could mean."""
    before, exact, after = map(_pattern, (quoted.prefix, quoted.exact, quoted.suffix))
    # Looked ahead at, so that quotes that overlap are all found.
    return [found.span(1) for found in re.finditer(f"(?={before}({exact}){after})", text)]


def _pattern(words: str) -> str:
    return "".join(
        r"\s+" if part.isspace() else re.escape(part) for part in _SPACE.split(words) if part
    )


def _before(text: str, start: int, length: int) -> str:
    """What stands before a position, from the beginning of a word."""
    cut = text[max(0, start - length) : start]
    if start > length and (space := _SPACE.search(cut)):
        cut = cut[space.end() :] or cut
    return cut.lstrip() or cut


def _after(text: str, end: int, length: int) -> str:
    """What stands after a position, to the end of a word."""
    cut = text[end : end + length]
    if end + length < len(text) and (spaces := list(_SPACE.finditer(cut))):
        cut = cut[: spaces[-1].start()] or cut
    return cut.rstrip() or cut
