"""Where in a text the words stand that are searched for, as the index of a library takes words.

The index tells which passages are meant; this tells what to light in any text that is shown, an
open article or a passage of a place, without asking the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.desktop.cards import Finder, nothing_found

_WORD = re.compile("[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*")
_MARKS = re.compile("[\u0300-\u036f]+")
_BETWEEN, _REST = r"[\W_]+", r"[^\W_]*"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words in a row, without capitals and accents; the last may be the beginning of one."""

    words: tuple[str, ...]
    prefix: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """The same as an expression, for texts without accents."""
        words = _BETWEEN.join(map(re.escape, self.words))
        end = _REST if self.prefix else _NO_WORD_AFTER
        return re.compile(f"{_NO_WORD_BEFORE}{words}{end}", re.ASCII | re.IGNORECASE)

    def candidates(self, words: Sequence[str]) -> list[int]:
        """Where the first word stands."""
        first = self.words[0]
        if self.prefix and len(self.words) == 1:
            return [number for number, word in enumerate(words) if word.startswith(first)]
        return [number for number, word in enumerate(words) if word == first]

    def at(self, words: Sequence[str], start: int) -> bool:
        """Whether some words have it from `start` on."""
        own = self.words
        part = words[start : start + len(own)]
        if len(part) < len(own) or tuple(part[:-1]) != own[:-1]:
            return False
        return part[-1].startswith(own[-1]) if self.prefix else part[-1] == own[-1]


def finder(query: str) -> Finder:
    """What finds the words of a query; those that are barred (NOT) are not looked for."""
    if not query.strip():
        return nothing_found
    # With numpy, which the panes can do without until somebody searches.
    from viewer.library.searching import Term, parse

    def terms(node: object) -> Iterator[Term]:
        if isinstance(node, Term):
            yield node
        for part in getattr(node, "parts", ()):
            yield from terms(part)

    found = list(terms(parse(query)))
    whole = [term.text for term in found if term.unspaced]
    phrases = [_phrase(term.text, term.expression) for term in found if not term.unspaced]
    phrases = [phrase for phrase in phrases if phrase.words]

    def find(text: str) -> Sequence[Span]:
        spans = [span for part in whole for span in _literal(part, text)]
        return tuple(_joined([*spans, *_worded(phrases, text)]))

    return find


def _phrase(text: str, expression: str) -> _Phrase:
    words = tuple(_folded(match.group()) for match in _WORD.finditer(text))
    return _Phrase(words, prefix=expression.endswith("*"))


def _literal(part: str, text: str) -> Iterator[Span]:
    return (match.span() for match in re.finditer(re.escape(part), text))


def _worded(phrases: Sequence[_Phrase], text: str) -> Iterator[Span]:
    if not phrases:
        return
    if text.isascii():
        # What most long texts are: there nothing need be folded, and one search finds all.
        for phrase in phrases:
            yield from (match.span() for match in phrase.pattern.finditer(text))
        return
    matches = list(_WORD.finditer(text))
    known: dict[str, str] = {}
    words = [
        known.get(word) or known.setdefault(word, _folded(word)) for word in map(_group, matches)
    ]
    for phrase in phrases:
        for number in phrase.candidates(words):
            if phrase.at(words, number):
                last = matches[number + len(phrase.words) - 1]
                yield matches[number].start(), last.end()


def _group(match: re.Match[str]) -> str:
    return match.group()


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", word)).casefold()


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans in their order; those that overlap are one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span[0] < last[1]:
            last = (last[0], max(last[1], span[1]))
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
