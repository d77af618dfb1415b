"""An article as a row of words, and what stands around each of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache

from viewer.gazetteer.words import (
    APOSTROPHES,
    HYPHENS,
    fold,
    is_capitalised,
    is_caseless,
    spans,
)
from viewer.geoparse.demonyms import is_adjective
from viewer.geoparse.recognise import lexicon
from viewer.model import Passage, PassageKind

_ADDRESSES = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”]++"
    r"|(?<!\w)www\.[^\s<>\"“”]++"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*+"
    r"|(?<!\w)@\w++"
    r"|(?<![\w.@-])(?:[\w-]++\.)++(?:com|org|net|gov|edu|info|io|co|uk|us|ua|ru|by|pl|de|fr|eu|il"
    r"|tv|news|int|mil)(?![\w])(?:/[^\s<>\"“”]*+)?"
)
# All addresses have one of these, and most texts none; looking for addresses takes far longer.
_HINTS = re.compile(
    r"@|://|www\.|\.(?:com|org|net|gov|edu|info|io|co|uk|us|ua|ru|by|pl|de|fr|eu|il|tv|news|int|mil)"
    r"(?!\w)"
).search
_SPACES = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SAME_MARK = str.maketrans(
    dict.fromkeys(HYPHENS, "-") | dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("״“”„", '"')
)
_HEADLINE_CHARACTERS = 200
_SMALL_SHARE = 0.2
"""Small letters to capitals in a line that is shouted, at most."""
_WRAPPED_CHARACTERS = 50
_GAP_CHARACTERS = 40
_MARGIN = 32
_MOST_PASSED_OVER = 3
_PASSED_OVER = lexicon.DIRECTIONS | lexicon.CARDINALS | {"the", "a", "an", "both", "either"}
_SENTENCE_ENDS = frozenset('.!?…:;"“”«»([|•*—–')


class Context:
    """The words of an article's passages, numbered through.

    A gap is what stands between a word and the next, squeezed: white space is one blank,
    every hyphen "-", every apostrophe "'". Between passages, and at the ends, it is a line
    feed, as it is at the end of a paragraph.
    """

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self.passages = passages
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        """The words, folded; what lies before the first and after the last is ""."""
        self.gaps: list[str] = []
        """What stands between each word and the next."""
        self._first_of: list[int] = []
        self.is_capital = bytearray()
        """Whether each word begins with a capital."""
        self._named = bytearray()
        self._breaks: set[int] = set()
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._headlines: dict[int, bool] = {}
        self._shouted: dict[int, bool] = {}
        hidden = [match.span() for match in _ADDRESSES.finditer(text)] if _HINTS(text) else []
        hidden.append((len(text) + 1, len(text) + 1))
        for passage in passages:
            self._first_of.append(len(self.starts))
            hidden = self._read(passage, hidden)
        self.count = len(self.starts)
        self.capitals = [word for word, capital in enumerate(self.is_capital) if capital]
        """The words that begin with a capital."""
        # Room on both sides, for rules look a few words back and ahead: a list's negative
        # positions are its last ones.
        self.keys += [""] * _MARGIN
        self.gaps += ["\n"] * _MARGIN
        self._named += bytes(_MARGIN)
        self.is_capital += bytes(_MARGIN)

    def _read(self, passage: Passage, hidden: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Take in the words of a passage; gives back the hidden stretches that go on."""
        text = self.text
        found = list(spans(text, passage.start, passage.end))
        if not found:
            return hidden
        first = len(self.starts)
        words = [_word(text[start:end]) for start, end in found]
        self.starts += [start for start, _ in found]
        self.ends += [end for _, end in found]
        self.keys += [key for key, _, _ in words]
        self.is_capital += bytes([capital for _, capital, _ in words])
        self._named += bytes([named for _, _, named in words])
        if hidden[0][0] < passage.end:
            hidden = self._hide(first, hidden)
        self._read_gaps(first)
        # A word that the passage's end cuts in two is no word.
        if self.starts[first] and text[self.starts[first] - 1].isalnum():
            self.keys[first] = ""
        if text[self.ends[-1] : self.ends[-1] + 1].isalnum():
            self.keys[-1] = ""
        return hidden

    def _hide(self, first: int, hidden: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Take the keys of words in hidden stretches; gives back the stretches that go on."""
        at = 0
        for word in range(first, len(self.starts)):
            start = self.starts[word]
            while hidden[at][1] <= start:
                at += 1
            if hidden[at][0] <= start:
                self.keys[word] = ""
                self._named[word] = self.is_capital[word]
        return hidden[at:]

    def _read_gaps(self, first: int) -> None:
        """Take in what stands after each of the words since one."""
        text, gaps = self.text, self.gaps
        for end, start in zip(self.ends[first:], self.starts[first + 1 :], strict=False):
            between = text[end:start]
            gaps.append(between if between == " " else _gap(between) or self._wide(between, end))
        gaps.append("\n")
        self._breaks.add(len(gaps) - 1)

    def _wide(self, between: str, start: int) -> str:
        """A gap in which a line ends, or much is left out."""
        ends = len(_LINE_END.findall(between))
        if ends == 1 and between[0] in HYPHENS and not between[1:].strip():
            return "-"  # "Ukraine-" at the end of a line, "Belarus" on the next
        if len(between) > _GAP_CHARACTERS or ends > 1:
            self._breaks.add(len(self.gaps))
            return "\n"
        line = self.text[max(0, start - _WRAPPED_CHARACTERS) : start]
        if len(line) < _WRAPPED_CHARACTERS or _LINE_END.search(line):
            self._breaks.add(len(self.gaps))
        return self.squeezed(between)

    def __len__(self) -> int:
        return self.count

    def raw(self, word: int) -> str:
        """A word as it is written; "" before the first and after the last."""
        return self.text[self.starts[word] : self.ends[word]] if 0 <= word < self.count else ""

    def key(self, word: int) -> str:
        """A word, folded; "" before the first and after the last."""
        return self.keys[word]

    def gap(self, word: int) -> str:
        """What stands between a word and the next."""
        return self.gaps[word]

    @staticmethod
    def squeezed(between: str) -> str:
        """A gap with one blank for white space and one mark for all that mean the same."""
        return _SPACES.sub(" ", between).translate(_SAME_MARK)

    def kind(self, word: int) -> PassageKind:
        """The kind of passage a word stands in."""
        return self.passages[bisect_right(self._first_of, word) - 1].kind

    def breaks(self, word: int) -> bool:
        """Whether the line ends after a word, and not because it was full."""
        return word in self._breaks or not 0 <= word < self.count

    @property
    def break_words(self) -> Collection[int]:
        """The words after which the line ends, and not because it was full."""
        return self._breaks

    def starts_sentence(self, word: int) -> bool:
        """Whether a word's capital may be due to its place alone."""
        if word <= 0 or self.breaks(word - 1):
            return True
        gap = self.gaps[word - 1]
        return gap == "\n" or not _SENTENCE_ENDS.isdisjoint(gap)

    def capitalised(self, word: int) -> bool:
        """Whether a word begins with a capital."""
        if not 0 <= word < self.count:
            return False
        return bool(self.is_capital[word])

    def named(self, word: int) -> bool:
        """Whether a word has a capital that a function word would not have."""
        return bool(self._named[word])

    def _line(self, position: int) -> int:
        return bisect_right(self._line_starts, position) - 1

    def _line_text(self, line: int) -> str:
        start = self._line_starts[line]
        last = line + 1 == len(self._line_starts)
        return self.text[start : len(self.text) if last else self._line_starts[line + 1]]

    def in_headline(self, word: int) -> bool:
        """Whether a word stands in a line whose capitals say nothing: a headline's, or all."""
        line = self._line(self.starts[word])
        if line not in self._headlines:
            text = self._line_text(line)
            self._headlines[line] = _is_headline(text) or _is_shouted(text)
        return self._headlines[line]

    def in_capitals(self, word: int) -> bool:
        """Whether a word stands in a line that is all capitals."""
        line = self._line(self.starts[word])
        if line not in self._shouted:
            self._shouted[line] = _is_shouted(self._line_text(line))
        return self._shouted[line]

    def possessive(self, word: int) -> bool:
        """Whether a word has the ending 's, or the apostrophe of a plural."""
        gap = self.gap(word)
        if gap == "'" and self.key(word + 1) == "s":
            return True
        return gap == "' " and self.key(word).endswith("s")

    def after(self, word: int) -> int:
        """The number of the word after a word and its possessive ending."""
        return word + 2 if self.gap(word) == "'" and self.key(word + 1) == "s" else word + 1


@lru_cache(maxsize=32768)
def _word(raw: str) -> tuple[str, bool, bool]:
    """A word folded, whether it has a capital, and whether a function word would not have it."""
    key, capital = fold(raw), raw[0].isupper()
    return key, capital, capital and key not in lexicon.FUNCTION


@lru_cache(maxsize=1024)
def _gap(between: str) -> str:
    """What stands between words of one line, squeezed; "" where it is not that simple."""
    if len(between) > _GAP_CHARACTERS or _LINE_END.search(between):
        return ""
    return Context.squeezed(between)


def _is_shouted(line: str) -> bool:
    """Whether a line is written in capitals, but for a name or two: "MOSCOW (Reuters) - THE"."""
    if len(line.split(maxsplit=3)) < 3:
        return False
    capitals = sum(map(str.isupper, line))
    return capitals > 1 and sum(map(str.islower, line)) <= _SMALL_SHARE * capitals


def _is_headline(line: str) -> bool:
    """Whether all but a few longer words after the first have a capital, and no full stop ends."""
    if len(line) > _HEADLINE_CHARACTERS or line.rstrip(' \r\n\t"”’)').endswith((".", ",", ";")):
        return False
    words = [line[start:end] for start, end in spans(line)]
    long = [word for word in words[1:] if len(word) > 3 and not is_caseless(word)]
    capitals = sum(map(is_capitalised, long))
    return len(words) > 3 and len(long) > 1 and capitals >= 0.8 * len(long)


def governor(context: Context, first: int) -> int | None:
    """The word that governs a name: before it, its article and adjectives ("in central Kyiv")."""
    word = first - 1
    for _ in range(_MOST_PASSED_OVER):
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
    if key in lexicon.LOCATIVES:
        return True
    if key != "of":
        return False
    return context.gap(word - 1) == " " and context.key(word - 1) in lexicon.LOCATIVE_OF
