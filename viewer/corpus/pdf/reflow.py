"""Lines as they stand on pages to paragraphs as they were written.

What repeats at the head or foot of the pages is left out. A paragraph begins where there is a
gap, an indent, another size of letters, or where the line above stops short with a full stop;
words that were cut at the end of a line are made whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import bidirectional

from viewer.corpus.pdf.running import Line, running_lines

_OTHER_SIZE = 0.12
_GAP = 1.4
_INDENT = 0.7
_SHORT_LINE = 0.85

_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'”’»)\]\d]*$")
_BULLET = re.compile(r"(?:[•·▪▫◦‣⁃■□●○►▶➤✓*–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")
# The third is pdfium's own for a hyphen at the end of a line.
_HYPHENS = "-\u2010\ufffe\u00ad"
_SOFT = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
# No space stands between words of Chinese and Japanese.
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_UNSEEN = re.compile("[\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one."""

    text: str
    size: float
    page: int
    """0 is the first."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The text of all pages."""

    paragraphs: tuple[Paragraph, ...]
    size: float
    """The height of most letters."""
    running: tuple[str, ...]
    """What was left out, because it stands on many pages."""


def reflow(pages: Sequence[Sequence[Line]]) -> Flow:
    """Make paragraphs of the lines of pages."""
    running = running_lines(pages)
    kept = [
        (number, _in_order(line))
        for number, lines in enumerate(pages)
        for index, line in enumerate(lines)
        if (number, index) not in running
    ]
    lines = [line for _, line in kept]
    size = _usual_size(lines)
    measure = _Measure(size, _leading(lines) or size * _GAP)
    words = _words(lines)
    paragraphs: list[Paragraph] = []
    for group in _groups(kept, measure):
        text = _joined([line for _, line in group], words)
        if text:
            paragraphs.append(Paragraph(text, group[0][1].size, group[0][0]))
    left_out = dict.fromkeys(pages[number][index].text for number, index in sorted(running))
    return Flow(tuple(paragraphs), size, tuple(left_out))


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _leading(lines: Sequence[Line]) -> float:
    """From one line to the next, as most are apart."""
    steps: Counter[float] = Counter(
        round(above.bottom - below.bottom, 0)
        for above, below in pairwise(lines)
        if 0 < above.bottom - below.bottom < 4 * max(above.size, 1)
    )
    return steps.most_common(1)[0][0] if steps else 0.0


@dataclass(frozen=True, slots=True)
class _Measure:
    size: float
    leading: float


def _groups(
    kept: Sequence[tuple[int, Line]], measure: _Measure
) -> Iterator[list[tuple[int, Line]]]:
    """Lines by paragraph."""
    columns = _right_edges(kept)
    group: list[tuple[int, Line]] = []
    for number, line in kept:
        if group:
            page = group[-1][0]
            edge = columns[page, round(group[0][1].left / 40)]
            if _breaks([one for _, one in group], line, measure, edge, page == number):
                yield group
                group = []
        group.append((number, line))
    if group:
        yield group


def _right_edges(kept: Sequence[tuple[int, Line]]) -> dict[tuple[int, int], float]:
    """How far the lines reach on each page, by where they begin."""
    edges: dict[tuple[int, int], float] = defaultdict(float)
    for number, line in kept:
        column = (number, round(line.left / 40))
        edges[column] = max(edges[column], line.right)
    return edges


def _breaks(
    group: Sequence[Line], line: Line, measure: _Measure, edge: float, same_page: bool
) -> bool:
    """Whether a line begins another paragraph than the lines above it."""
    above = group[-1]
    if _differ(above.size, line.size):
        return True
    ends = _SENTENCE_END.search(above.text) is not None
    if _BULLET.match(line.text) and (ends or not line.text.startswith(("-", "–", "—"))):
        return True
    step = above.bottom - line.bottom
    if not same_page or step < -above.size:
        return ends or (not _goes_on(line.text) and above.right < edge * _SHORT_LINE)
    if measure.leading and step > measure.leading * _GAP * max(line.size / (measure.size or 1), 1):
        return True
    if _is_indented(group, line):
        return True
    return ends and above.right < edge * _SHORT_LINE


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _OTHER_SIZE * max(one, other)


def _goes_on(text: str) -> bool:
    """Whether a line at the top of a page can go on with a sentence of the page before."""
    return not text[:1].isupper() or not text[:1].isalpha()


def _is_indented(group: Sequence[Line], line: Line) -> bool:
    """Whether a line starts further in than those above, as first lines do."""
    if line.backwards:
        return group[-1].right - line.right > _INDENT * line.size and len(group) > 1
    block = min(one.left for one in group[1:]) if len(group) > 1 else group[0].left
    if abs(line.left - block) <= _INDENT * line.size:
        return False
    if line.left < block:
        # The second line of a paragraph whose first is indented.
        return len(group) > 1
    return not (len(group) == 1 and _BULLET.match(group[0].text)) and (
        line.left - block < 6 * line.size or len(group) > 1
    )


def _words(lines: Sequence[Line]) -> frozenset[str]:
    """The words that stand whole in the text: no halves of words that were cut."""
    found: set[str] = set()
    cut = False
    for line in lines:
        words = _WORD.findall(line.text.casefold())
        first, cut = int(cut), line.text[-1] in _HYPHENS
        found.update(words[first : len(words) - cut])
    return frozenset(found)


def _joined(lines: Sequence[Line], words: frozenset[str]) -> str:
    text = ""
    for line in lines:
        text = _join(text, line.text, words)
    return " ".join(_UNSEEN.sub("", text.replace("\u00ad", "")).split())


def _join(text: str, more: str, words: frozenset[str]) -> str:
    if not text:
        return more
    if text[-1] in _HYPHENS and more[0].isalpha():
        stem = text[:-1]
        start, end = _LAST_WORD.search(stem), _FIRST_WORD.match(more)
        if start and end:
            cut = more[0].islower() and not _is_compound(start[0], end[0], words)
            return stem + more if cut or text[-1] == _SOFT else f"{stem}-{more}"
    if _UNSPACED.match(text[-1]) and _UNSPACED.match(more):
        return text + more
    return f"{text} {more}"


def _is_compound(start: str, end: str, words: frozenset[str]) -> bool:
    """Whether the hyphen belongs to the word: the text has it so, or both halves by themselves."""
    start, end = start.casefold(), end.casefold()
    if start + end in words:
        return False
    return f"{start}-{end}" in words or (start in words and end in words)


def _in_order(line: Line) -> Line:
    """A line of Hebrew or Arabic in the order in which it is read.

    Programs that draw it write its words from left to right.
    """
    kinds = [bidirectional(character) for character in line.text]
    right = sum(kind in ("R", "AL") for kind in kinds)
    if line.backwards or right <= kinds.count("L") or " " not in line.text:
        return line
    words = line.text.split()[::-1]
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and not _is_right_to_left(words[end]):
            end += 1
        words[start:end] = words[start:end][::-1]
        start = end + 1
    return replace(line, text=" ".join(map(_mirrored, words)), backwards=True)


def _is_right_to_left(word: str) -> bool:
    return any(bidirectional(character) in ("R", "AL") for character in word)


def _mirrored(word: str) -> str:
    """A word whose full stop was drawn at its left, with the stop at its end."""
    if len(word) > 1 and word[0] in ".,;:!?" and _is_right_to_left(word):
        return word[1:] + word[0]
    return word
