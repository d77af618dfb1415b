"""Lines on pages, and which of them are running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

_EDGE_LINES = 3
_LEAST_REPEATS = 3
_REPEATED_SHARE = 0.2
_SAME_HEIGHT = 8.0

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"\W*(?:(?:page|p\.|seite|стр\.?|с\.)\s*)?(?:#|[ivxl]{1,6})(?:\s*(?:/|of|von|de|из|з)\s*#)?\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page; lengths are in points, `top` and `bottom` grow upwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """The height of its letters."""
    backwards: bool = False
    """Whether its first character stands right of its last."""


def running_lines(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """The (page, line) of running heads and page numbers."""
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for number, lines in enumerate(pages):
        for index in _edges(lines):
            places[_key(lines[index])].append((number, index, lines[index].bottom))
    found: set[tuple[int, int]] = set()
    for key, spots in places.items():
        middle = median(height for *_, height in spots)
        level = [(n, i) for n, i, height in spots if abs(height - middle) < _SAME_HEIGHT]
        count = len({number for number, _ in level})
        least = max(_LEAST_REPEATS, min(len(pages) * _REPEATED_SHARE, 20))
        if _NUMBER.fullmatch(key):
            least = 2
        if count >= least or (count == len(pages) == 2 and _says_page(key)):
            found.update(level)
    for number, lines in enumerate(pages):
        found -= {(number, index) for index in _inner(lines, number, found)}
    return found


def _inner(lines: Sequence[Line], number: int, found: set[tuple[int, int]]) -> set[int]:
    """Lines of a page's own text that happen to repeat: between others, or all that it has."""
    order = _from_top(lines)
    outer = {index for index in order if (number, index) in found}
    if len(outer) == len(lines):
        return {index for index in outer if not _NUMBER.fullmatch(_key(lines[index]))}
    above = set(takewhile(outer.__contains__, order))
    below = set(takewhile(outer.__contains__, order[::-1]))
    return outer - above - below


def _key(line: Line) -> str:
    """A line as the same line of other pages reads, whatever its number."""
    return _DIGITS.sub("#", line.text.casefold())


def _says_page(key: str) -> bool:
    """Whether a line that stands on both of two pages is likely to be their head."""
    return "#" in key or "http" in key


def _edges(lines: Sequence[Line]) -> set[int]:
    """The indexes of the highest and the lowest lines of a page."""
    order = _from_top(lines)
    return {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]}


def _from_top(lines: Sequence[Line]) -> list[int]:
    return sorted(range(len(lines)), key=lambda index: -lines[index].bottom)
