"""Positions in a text that has words of ours among an article's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from viewer.desktop.text import Positions


class Woven:
    """Converts between an article's code points and Qt's positions where chips stand between.

    A chip is a word of ours after an offset of the text: (offset, length in Qt's units, the
    offset that it speaks of). They come in the order of the text.
    """

    def __init__(self, text: str, chips: Sequence[tuple[int, int, int]] = ()) -> None:
        self._plain = Positions(text)
        self._places = [place for place, _length, _of in chips]
        self._of = [of for _place, _length, of in chips]
        self._before = [0]
        for _place, length, _of in chips:
            self._before.append(self._before[-1] + length)
        self._starts = [
            self._plain.to_qt(place) + before
            for place, before in zip(self._places, self._before, strict=False)
        ]

    def to_qt(self, offset: int) -> int:
        """The position of a code point's offset: after a chip that stands there."""
        return self._plain.to_qt(offset) + self._before[bisect_right(self._places, offset)]

    def from_qt(self, position: int) -> int:
        """The offset of a position; in a chip, that of what it speaks of."""
        passed = bisect_right(self._starts, position)
        if passed:
            end = self._starts[passed - 1] + self._before[passed] - self._before[passed - 1]
            if position < end:
                return self._of[passed - 1]
        return self._plain.from_qt(position - self._before[passed])
