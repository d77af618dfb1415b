"""A passage as a card: its text with the names marked, and where it comes from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from viewer.desktop import mentions as spoken
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import Positions, counted, one_line, right_to_left, shown
from viewer.export.citing import cite
from viewer.model import Mention, PassageKind

if TYPE_CHECKING:
    from viewer.library.library import Excerpt

_LONG = 1600
_AROUND = 500
_LEADING = 1.42
_SIDE, _TOP, _GAP, _FOOT = 20.0, 16.0, 10.0, 15.0
_UNNAMED_KINDS = (PassageKind.PARAGRAPH, PassageKind.BOILERPLATE)
_CHIP = 0.76
_GLUE = "\u00a0"
"""Keeps a chip beside its name, whichever way lines break."""
Finder = Callable[[str], Sequence[tuple[int, int]]]
"""Where in a text the words stand that are searched for, in code points."""
OPEN = "Read in article"
WHY = "Why here?"


def nothing_found(_text: str) -> Sequence[tuple[int, int]]:
    """Nothing is searched for."""
    return ()


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a passage that a card shows: all of it, unless it is very long."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the mentions stand in `text`, in code points."""
    chips: tuple[tuple[int, int], ...] = ()
    """Where words stand that are ours: the roles of mentions."""
    hits: tuple[tuple[int, int], ...] = ()
    """Where the words stand that were searched for."""
    pieces: tuple[tuple[int, int], ...] = ((0, 0),)
    """Where each stretch between chips begins: in the article, and in `text`."""

    def to_article(self, offset: int) -> int:
        """The offset in the article of one in `text`."""
        at, here = self.pieces[max(0, bisect_right(self.pieces, offset, key=_second) - 1)]
        return at + offset - here


def cut(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    hits: Sequence[tuple[int, int]] = (),
) -> Cut:
    """What is shown of the passage `text[start:end]`, around its mentions or what is searched."""
    first, last = start, end
    marked = [(mention.start, mention.end) for mention in mentions[:1]] or hits[:1]
    if end - start > _LONG and marked:
        first = max(start, marked[0][0] - _AROUND)
        last = min(end, max(marked[0][1], first + _LONG))
    before, after = "… " if first > start else "", " …" if last < end else ""
    seen = [mention for mention in mentions if mention.end <= last]
    parts, spans, chips, pieces = [before], [], [], [(first, len(before))]
    at, length = first, len(before)
    for mention, following in zip(seen, [*seen[1:], None], strict=False):
        spans.append((length + mention.start - at, length + mention.end - at))
        word = spoken.chip(mention)
        limit = min(last, following.start) if following else last
        place = min(limit, spoken.chip_place(text, mention)) if word else mention.end
        parts.append(shown(text[at:place]))
        length, at = length + place - at, place
        if word:
            parts.append(_GLUE + word)
            chips.append((length + 1, length + 1 + len(word)))
            length += 1 + len(word)
            pieces.append((at, length))
    parts += [shown(text[at:last]), after]
    lit = _moved(hits, pieces, first, last)
    return Cut("".join(parts), tuple(spans), tuple(chips), lit, tuple(pieces))


def _moved(
    hits: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]], first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """Where hits of the article stand among stretches of it, those that are not shown left out."""

    def moved(offset: int) -> int:
        at, here = pieces[bisect_right(pieces, offset, key=_first) - 1]
        return here + offset - at

    return tuple((moved(a), moved(b - 1) + 1) for a, b in hits if first <= a < b <= last)


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def _second(pair: tuple[int, int]) -> int:
    return pair[1]


class Card:
    """The layout of one passage at one width."""

    def __init__(
        self,
        excerpt: Excerpt,
        width: float,
        font: QFont,
        find: Finder = nothing_found,
        copies: int = 0,
    ) -> None:
        """`find` gives where in a text the words stand that are searched for.

        `copies` is how many others there are of the article.
        """
        article, passage = excerpt.reading.article, excerpt.passage
        self.excerpt = excerpt
        found = find(article.text[passage.start : passage.end])
        hits = [(passage.start + a, passage.start + b) for a, b in found]
        self.cut = cut(article.text, passage.start, passage.end, excerpt.mentions, hits)
        self._positions = Positions(self.cut.text)
        self._small = scaled(font, SMALL)
        self._strong = scaled(font, SMALL, QFont.Weight.DemiBold)
        citation = cite(article)
        self.title = one_line(citation.title)
        parts = [one_line(citation.source), one_line(citation.date)]
        if passage.kind not in _UNNAMED_KINDS:
            parts.insert(0, passage.kind.value.capitalize())
        if copies:
            parts.append(f"+{counted(copies, 'copy', 'copies')}")
        self.origin = " · ".join(parts)
        self.notes = "\n".join(spoken.notes(excerpt.mentions))
        self._width = width
        self._layout = self._lay_out(font, width - 2 * _SIDE)
        self._foot_px = QFontMetricsF(self._small).height()
        self._body_px = self._layout.boundingRect().height()
        self._notes_px = self._height_of_notes()
        foot_px = _GAP + 2 * self._foot_px + 2 + _FOOT
        self.height = _TOP + self._body_px + self._notes_px + foot_px

    def _lay_out(self, font: QFont, width: float) -> QTextLayout:
        layout = QTextLayout(self.cut.text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if right_to_left(self.cut.text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats([self._chip_format(font, *ends) for ends in self.cut.chips])
        layout.beginLayout()
        y = 0.0
        step = QFontMetricsF(font).height() * _LEADING
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, width))
            line.setPosition(QPointF(0, y + (step - line.height()) / 2))
            y += step
        layout.endLayout()
        return layout

    def _chip_format(self, font: QFont, start: int, end: int) -> QTextLayout.FormatRange:
        """The size of a chip, with the glue before it."""
        form = QTextCharFormat()
        form.setFont(scaled(font, _CHIP, QFont.Weight.Medium))
        return self._range(start - len(_GLUE), end, form)

    def _chip_colour(self, colours: Colours, start: int, end: int) -> QTextLayout.FormatRange:
        """The colour of a chip, which may change after it is laid out."""
        form = QTextCharFormat()
        form.setForeground(colours.colour("muted"))
        return self._range(start, end, form)

    def _range(self, start: int, end: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = self._positions.to_qt(start)
        made.length = self._positions.to_qt(end) - made.start
        made.format = form
        return made

    def _height_of_notes(self) -> float:
        if not self.notes:
            return 0.0
        room = QRectF(0, 0, max(40.0, self._width - 2 * _SIDE - 11), 4000)
        flags = Qt.TextFlag.TextWordWrap.value
        return QFontMetricsF(self._small).boundingRect(room, flags, self.notes).height() + 10

    def boxes(self) -> list[list[QRectF]]:
        """For each mention, its boxes on the card, one for each line that it stands on."""
        return [
            list(self._boxes(self._positions.to_qt(start), self._positions.to_qt(end)))
            for start, end in self.cut.spans
        ]

    def boxes_of(self, start: int, end: int) -> list[QRectF]:
        """The boxes of a span of the article, where it is shown."""
        spans = _moved([(start, end)], self.cut.pieces, self.excerpt.passage.start, end)
        to_qt = self._positions.to_qt
        return [box for a, b in spans for box in self._boxes(to_qt(a), to_qt(b))]

    def hit_boxes(self) -> list[QRectF]:
        """The boxes of the words that were searched for."""
        to_qt = self._positions.to_qt
        spans = ((to_qt(start), to_qt(end)) for start, end in self.cut.hits)
        return [box for span in spans for box in self._boxes(*span)]

    def offset_at(self, point: QPointF) -> int | None:
        """The offset in the article of the character under a point of the card."""
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            inside = point - QPointF(_SIDE, _TOP)
            if line.naturalTextRect().contains(inside):
                position = line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorOnCharacter)
                return self.cut.to_article(self._positions.from_qt(position))
        return None

    def _boxes(self, start: int, end: int) -> Iterator[QRectF]:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                one, other = _edge(line, first), _edge(line, last)
                left, width = min(one, other), abs(other - one)
                yield QRectF(left + _SIDE, line.y() + _TOP, width, line.height())

    def mention_at(self, point: QPointF) -> Mention | None:
        """The mention under a point of the card."""
        for mention, boxes in zip(self.excerpt.mentions, self.boxes(), strict=False):
            if any(box.adjusted(-2, -2, 2, 2).contains(point) for box in boxes):
                return mention
        return None

    def foot(self) -> QRectF:
        """Where it says which article the passage is of."""
        top = self.height - _FOOT - 2 * self._foot_px - 2
        return QRectF(_SIDE, top, self._width - 2 * _SIDE, 2 * self._foot_px + 2)

    def link(self) -> QRectF:
        """Where the words stand that open the article."""
        width = QFontMetricsF(self._small).horizontalAdvance(OPEN)
        top = self.height - _FOOT - self._foot_px
        return QRectF(self._width - _SIDE - width, top, width, self._foot_px)

    def why_link(self) -> QRectF:
        """Where the words stand that ask why the name is placed here."""
        if not self.excerpt.mentions:
            return QRectF()
        width = QFontMetricsF(self._small).horizontalAdvance(WHY)
        top = self.height - _FOOT - 2 * self._foot_px - 2
        return QRectF(self._width - _SIDE - width, top, width, self._foot_px)

    def paint(self, painter: QPainter, at: QPointF, colours: Colours, *, current: bool) -> None:
        """Draw the card with its top left corner at a point."""
        painter.save()
        painter.translate(at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if current:
            painter.fillRect(QRectF(0, 0, self._width, self.height - 1), colours.colour("chosen"))
            painter.fillRect(QRectF(0, 0, 3, self.height - 1), colours.colour("accent"))
        line = QRectF(_SIDE, self.height - 1, self._width - 2 * _SIDE, 1)
        painter.fillRect(line, colours.colour("line"))
        self._paint_hits(painter, colours)
        self._paint_marks(painter, colours, current)
        painter.setPen(colours.colour("text"))
        quiet = [self._chip_colour(colours, *ends) for ends in self.cut.chips]
        self._layout.draw(painter, QPointF(_SIDE, _TOP), quiet)
        for box in self.hit_boxes():
            below = QRectF(box.left(), box.bottom() - 0.5, box.width(), 2)
            painter.fillRect(below, colours.colour("hit_line"))
        self._paint_notes(painter, colours)
        self._paint_foot(painter, colours, current)
        painter.restore()

    def _paint_hits(self, painter: QPainter, colours: Colours) -> None:
        """The grounds of what was searched for; names lie over them, their lines over all."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("hit"))
        for box in self.hit_boxes():
            painter.drawRoundedRect(box.adjusted(-1.5, -1, 1.5, 1), 3, 3)

    def _paint_marks(self, painter: QPainter, colours: Colours, current: bool) -> None:
        """The grounds of names, and dots under those that are not certain."""
        for mention, boxes in zip(self.excerpt.mentions, self.boxes(), strict=False):
            for box in boxes:
                if mention.unsure:
                    painter.setPen(QPen(colours.colour("accent"), 1.7, Qt.PenStyle.DotLine))
                    painter.drawLine(box.bottomLeft(), box.bottomRight())
                    continue
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.colour("mark_strong" if current else "mark"))
                painter.drawRoundedRect(box.adjusted(-1.5, -1, 1.5, 1), 3, 3)

    def _paint_notes(self, painter: QPainter, colours: Colours) -> None:
        if not self.notes:
            return
        top = _TOP + self._body_px + 8
        room = QRectF(_SIDE + 11, top, self._width - 2 * _SIDE - 11, self._notes_px - 8)
        painter.fillRect(
            QRectF(_SIDE, top + 1, 2.5, self._notes_px - 11), colours.colour("warning")
        )
        painter.setFont(self._small)
        painter.setPen(colours.colour("warning"))
        painter.drawText(room, Qt.TextFlag.TextWordWrap.value, self.notes)

    def _paint_foot(self, painter: QPainter, colours: Colours, current: bool) -> None:
        top = self.height - _FOOT - 2 * self._foot_px - 2
        room = QRectF(_SIDE, top, self._width - 2 * _SIDE, self._foot_px)
        links = (self.why_link(), self.link()) if current else (QRectF(), QRectF())
        lines = ((self._strong, self.title, "text"), (self._small, self.origin, "muted"))
        for link, (font, text, colour) in zip(links, lines, strict=True):
            painter.setPen(colours.colour(colour))
            taken = link.width() + 12 if current else 0
            self._line(painter, room.adjusted(0, 0, -taken, 0), font, text)
            room.translate(0, self._foot_px + 2)
        if current:
            painter.setFont(self._small)
            painter.setPen(colours.colour("accent"))
            for link, text in zip(links, (WHY, OPEN), strict=True):
                if link.isEmpty():
                    continue
                painter.drawText(link, Qt.AlignmentFlag.AlignLeft, text)

    @staticmethod
    def _line(painter: QPainter, room: QRectF, font: QFont, text: str) -> None:
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


def _edge(line: QTextLine, position: int) -> float:
    """Where a position stands on a line, from its left."""
    # Qt for Python gives the position back beside the coordinate.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
