"""How the timeline is drawn: bars over an axis, and the span that is chosen."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.timescale import Scale, labels

_TOP_PX, _LEAST_BAR_PX, _WIDEST_BAR_PX, _BESIDE_PX = 6.0, 2.0, 44.0, 3.0
_DAYS = {"day": 1.0, "week": 7.0, "month": 28.0, "year": 365.0}

Span = tuple[dt.date, dt.date]
"""The first and the last day."""


@dataclass(frozen=True, slots=True)
class Bars:
    """How many articles each day, week, month or year has; those without any are left out."""

    starts: tuple[int, ...] = ()
    """The ordinals of the first days, in their order."""
    counts: tuple[int, ...] = ()

    def at(self, start: int) -> int:
        """The count of the bar that begins on a day."""
        number = bisect_right(self.starts, start) - 1
        return self.counts[number] if number >= 0 and self.starts[number] == start else 0

    def within(self, first: int, last: int) -> int:
        """How many articles some bars hold, from the day of the first to that of the last."""
        here, there = bisect_right(self.starts, first - 1), bisect_right(self.starts, last)
        return sum(self.counts[here:there])


def axis_px(font: QFont) -> float:
    """How high the line of labels is."""
    return QFontMetricsF(scaled(font, SMALL)).height() + 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that one picture of the timeline is made of."""

    scale: Scale
    step: str
    whole: Bars
    """Those of the whole library, pale behind the others, and on a scale of their own."""
    found: Bars
    """Those of what is left of it."""
    span: Span | None
    colours: Colours

    def paint(self, painter: QPainter, size: QSizeF, *, focused: bool) -> None:
        """Draw it all."""
        floor = size.height() - axis_px(painter.font())
        ends = self._ends()
        if ends is not None:
            left, right = self.scale.x(ends[0]), self.scale.x(ends[1])
            area = QRectF(left, 0, right - left, floor)
            painter.fillRect(area, self.colours.colour("chosen"))
        self._paint_bars(painter, self.whole, floor, "line", "line")
        outside = "mark_strong" if ends is not None else "accent"
        self._paint_bars(painter, self.found, floor, outside, "accent")
        line = self.colours.colour("accent" if focused else "line")
        painter.fillRect(QRectF(0, floor, size.width(), 1), line)
        self._paint_axis(painter, floor)
        if ends is not None:
            self._paint_handles(painter, floor, ends)

    def _ends(self) -> tuple[int, int] | None:
        """The ordinals of the span, its end exclusive."""
        if self.span is None:
            return None
        return self.span[0].toordinal(), self.span[1].toordinal() + 1

    def _seen(self, bars: Bars) -> Sequence[int]:
        first, end = self._range(bars)
        return bars.counts[first:end]

    def _range(self, bars: Bars) -> tuple[int, int]:
        """Which bars the axis shows."""
        first = bisect_right(bars.starts, self.scale.start) - 1
        return max(0, first), bisect_right(bars.starts, self.scale.end)

    def _paint_bars(
        self, painter: QPainter, bars: Bars, floor: float, outside: str, inside: str
    ) -> None:
        """Bars up to the highest of their own: of ten found among thousands the shape is seen."""
        highest = max(self._seen(bars), default=1)
        room, days = floor - _TOP_PX, _DAYS[self.step]
        bin_px = days * self.scale.day_px
        wide = min(max(1.0, bin_px - 1), _WIDEST_BAR_PX)
        beside = max(0.0, (bin_px - 1 - wide) / 2)
        ends = self._ends()
        lot: dict[bool, list[QRectF]] = {True: [], False: []}
        first, end = self._range(bars)
        for start, count in zip(bars.starts[first:end], bars.counts[first:end], strict=True):
            high = min(room, max(_LEAST_BAR_PX, room * count / highest))
            chosen = ends is not None and start < ends[1] and start + days > ends[0]
            lot[chosen].append(QRectF(self.scale.x(start) + beside, floor - high, wide, high))
        painter.setPen(Qt.PenStyle.NoPen)
        for chosen, colour in ((False, outside), (True, inside)):
            painter.setBrush(self.colours.colour(colour))
            painter.drawRects(lot[chosen])

    def _paint_axis(self, painter: QPainter, floor: float) -> None:
        usual, small = painter.font(), scaled(painter.font(), SMALL)
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        base = floor + 3 + metrics.ascent()
        for one in labels(self.scale, lambda text: metrics.horizontalAdvance(text) + _BESIDE_PX):
            x = self.scale.x(one.day)
            painter.fillRect(QRectF(x, floor, 1, 4), self.colours.colour("faint"))
            painter.setPen(self.colours.colour("text" if one.strong else "muted"))
            painter.drawText(QPointF(x + _BESIDE_PX, base), one.text)
        painter.setFont(usual)

    def _paint_handles(self, painter: QPainter, floor: float, ends: tuple[int, int]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.colours.colour("accent")
        for x in map(self.scale.x, ends):
            painter.fillRect(QRectF(x - 0.75, 0, 1.5, floor), accent)
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(self.colours.colour("surface"))
            painter.drawRoundedRect(QRectF(x - 3.5, floor / 2 - 9, 7, 18), 3.5, 3.5)
