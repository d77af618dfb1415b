"""Text to blocks: the spans that are read as one, before anyone asks what they are.

Three layouts are met: paragraphs between blank lines, a paragraph on every line, and text
wrapped hard at some column, whose lines have to be joined again. Which one it is, is told
from the text as a whole: in wrapped text the first word of a line had no room on the line
above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from viewer.corpus.prose.boilerplate import matching_rule, plainly
from viewer.corpus.prose.datelines import is_dateline

_BULLET = re.compile(r"[•·▪▫◦‣⁃■□●○►▶➤✓*][ \t\u00a0]")
# These may as well stand where a wrapped line happens to begin.
_DOUBTFUL_BULLET = re.compile(r"(?:[–—-]|\(?\d{1,2}[.)])[ \t\u00a0]")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_WORD = re.compile(r"\w")

# Mail wraps at 72, editors at 80, some at 100. A longer line was not wrapped by hand.
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_LEAST_EVIDENCE = 3
# Text copied out of a PDF is ragged: its lines fill at least this share of the width.
_RAGGED = 0.8
# A line this long that stops without a full stop goes on where the next is in lower case.
_LEAST_CUT = 30


@dataclass(frozen=True, slots=True)
class Block:
    """A span of the text without white space around it."""

    start: int
    end: int
    indent: int
    """White-space characters before its first line."""
    after_blank: bool
    """Whether an empty line, or nothing, stands above it."""


def blocks(text: str) -> list[Block]:
    """Split text into blocks, in order, that cover all but white space."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    joined = lines[:1]
    for above, below in pairwise(lines):
        if not below.after_blank and _continues(text, above, below, width):
            first = joined[-1]
            joined[-1] = Block(first.start, below.end, first.indent, first.after_blank)
        else:
            joined.append(below)
    return joined


def _lines(text: str) -> Iterator[Block]:
    """Each line that is not empty, as a block."""
    position = 0
    blank = True
    for line in text.splitlines(keepends=True):
        content = line.strip()
        if content:
            indent = len(line) - len(line.lstrip())
            start = position + indent
            yield Block(start, start + len(content), indent, blank)
        blank = not content
        position += len(line)


def _wrap_width(text: str, lines: list[Block]) -> int | None:
    """The column at which the text is wrapped hard, or None where it is not."""
    prose = [line for line in lines if " " in text[line.start : line.start + _WIDEST_WRAP]]
    lengths = sorted(line.end - line.start + line.indent for line in prose)
    wrapped = lengths[: _count_up_to(lengths, _WIDEST_WRAP)]
    if len(wrapped) < _LEAST_EVIDENCE or len(wrapped) * 10 < len(lengths) * 9:
        return None
    inner = [(above, below) for above, below in pairwise(lines) if not below.after_blank]
    widths = sorted(above.end - above.start + above.indent for above, _ in inner)
    widths = widths[: _count_up_to(widths, _WIDEST_WRAP)]
    if len(widths) < _LEAST_EVIDENCE:
        return None
    width = widths[len(widths) * 9 // 10]
    # Lines that are full and stop in the middle of a sentence; lists of short sentences don't.
    full = sum(
        1
        for above, below in inner
        if _reach(text, above, below) >= width * _RAGGED and not _ends_sentence(text, above)
    )
    return width if width >= _NARROWEST_WRAP and full * 2 >= len(inner) else None


def _count_up_to(ordered: list[int], limit: int) -> int:
    return sum(1 for length in ordered if length <= limit)


def _reach(text: str, above: Block, below: Block) -> int:
    """How long the line above would be if it had taken in the first word of the one below."""
    word = text[below.start : min(below.end, below.start + _WIDEST_WRAP)].split(maxsplit=1)[0]
    return above.indent + above.end - above.start + 1 + len(word)


def _continues(text: str, above: Block, below: Block, width: int | None) -> bool:
    """Whether the line below goes on with the paragraph of the line above."""
    ends = _ends_sentence(text, above)
    if _BULLET.match(text, below.start, below.end):
        return False
    if (width is None or ends) and _DOUBTFUL_BULLET.match(text, below.start, below.end):
        return False
    length = above.end - above.start
    if not ends and text[below.start].islower() and (width or length >= _LEAST_CUT):
        return length <= _WIDEST_WRAP and not is_dateline(text[below.start : below.end])
    if width is None or _stands_alone(text, above) or _stands_alone(text, below):
        return False
    if below.indent > above.indent and not _hangs(text, above):
        return False
    reach = _reach(text, above, below)
    return reach > width or (not ends and reach >= width * _RAGGED)


def _ends_sentence(text: str, line: Block) -> bool:
    return _SENTENCE_END.search(text, max(line.start, line.end - 4), line.end) is not None


def _hangs(text: str, line: Block) -> bool:
    """Whether the line starts an item of a list, whose other lines are indented."""
    return any(rule.match(text, line.start, line.end) for rule in (_BULLET, _DOUBTFUL_BULLET))


def _stands_alone(text: str, line: Block) -> bool:
    content = text[line.start : min(line.end, line.start + 2 * _WIDEST_WRAP)]
    if not _WORD.search(content) or is_dateline(content):
        return True
    return matching_rule(plainly(content)) is not None
