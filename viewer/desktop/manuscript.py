"""An article as a document to read: every passage in its dress, every place marked.

The text is inserted as text, never as markup. What stands between two passages is white
space and is left out, and roles and notes are put in, so a table leads from offsets in the
article to Qt's positions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from viewer.desktop import mentions as spoken
from viewer.desktop.style import Colours, scaled
from viewer.desktop.text import copied, right_to_left, shown
from viewer.desktop.weaving import Woven
from viewer.model import Mention, Passage, PassageKind, Reading, Role

# A paragraph of a million characters would be laid out whole before a line of it is seen.
_LONGEST = 12_000
_CHIP = 0.68
_GLUE = "\u00a0"

_SCALES = {
    PassageKind.TITLE: 1.75,
    PassageKind.DATELINE: 0.95,
    PassageKind.PARAGRAPH: 1.1,
    PassageKind.CAPTION: 0.92,
    PassageKind.BOILERPLATE: 0.88,
}
_COLOURS = {PassageKind.CAPTION: "muted", PassageKind.BOILERPLATE: "faint"}
_BELOW_PX = {PassageKind.TITLE: 18.0, PassageKind.CAPTION: 10.0, PassageKind.BOILERPLATE: 8.0}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that is one block of the document."""

    start: int
    end: int
    kind: PassageKind
    passage: int
    """The number of its passage in the reading."""
    position: int
    """Where it begins in the document, in Qt's positions."""
    positions: Woven


class Manuscript:
    """The document of one reading, and the way between its positions and the article's."""

    def __init__(
        self,
        reading: Reading,
        document: QTextDocument,
        font: QFont,
        colours: Colours,
        *,
        adjectives: bool = False,
    ) -> None:
        """With `adjectives` they are marked like the names of places."""
        self.reading = reading
        self.pieces: list[Piece] = []
        self._adjectives = adjectives
        self._font, self._colours = font, colours
        self._starts = [mention.start for mention in reading.mentions]
        document.clear()
        document.setUndoRedoEnabled(False)
        document.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number, passage in enumerate(reading.passages):
            for start, end in _cut(reading.article.text, passage):
                self._insert(cursor, number, passage, start, end)
            self._insert_notes(cursor, number)
        cursor.endEditBlock()
        self._piece_starts = [piece.start for piece in self.pieces]
        self._piece_positions = [piece.position for piece in self.pieces]

    # -- the way there and back ------------------------------------------------------------

    def position(self, offset: int) -> int:
        """The document's position of an offset in the article."""
        if not self.pieces:
            return 0
        piece = self.pieces[max(0, bisect_right(self._piece_starts, offset) - 1)]
        inside = min(max(offset - piece.start, 0), piece.end - piece.start)
        return piece.position + piece.positions.to_qt(inside)

    def span(self, mention: Mention) -> tuple[int, int]:
        """Where a mention stands in the document: its first position, and the one after it."""
        return self.position(mention.start), self.position(mention.end - 1) + (
            2 if mention.text[-1:] > "\uffff" else 1
        )

    def piece_at(self, position: int) -> Piece | None:
        """The piece that a position of the document lies in."""
        if not self.pieces:
            return None
        return self.pieces[max(0, bisect_right(self._piece_positions, position) - 1)]

    def mention_at(self, position: int) -> Mention | None:
        """The mention that the character at a position belongs to."""
        piece = self.piece_at(position)
        if piece is None:
            return None
        offset = piece.start + piece.positions.from_qt(position - piece.position)
        before = bisect_right(self._starts, offset) - 1
        if before < 0 or offset >= piece.end:
            return None
        mention = self.reading.mentions[before]
        return mention if offset < mention.end else None

    def mentions_in(self, passage: int) -> tuple[Mention, ...]:
        """The mentions of a passage."""
        span = self.reading.passages[passage]
        first = bisect_right(self._starts, span.start - 1)
        return self.reading.mentions[first : bisect_right(self._starts, span.end - 1)]

    def words(self, first: int, end: int) -> str:
        """The article's own words between two positions of the document, to be copied."""
        parts = []
        for piece in self.pieces:
            last = piece.position + piece.positions.to_qt(piece.end - piece.start)
            if piece.position < end and first < last:
                start = piece.positions.from_qt(max(0, first - piece.position))
                stop = piece.positions.from_qt(min(last, end) - piece.position)
                part = self.reading.article.text[piece.start + start : piece.start + stop]
                parts.append(copied(shown(part)))
        return "\n".join(parts)

    # -- making it -------------------------------------------------------------------------

    def _insert(
        self, cursor: QTextCursor, number: int, passage: Passage, start: int, end: int
    ) -> None:
        text = self.reading.article.text[start:end]
        block = _block(passage.kind, right_to_left(text))
        if self.pieces:
            cursor.insertBlock(block)
        else:
            cursor.setBlockFormat(block)
        position = cursor.position()
        plain, small = self._plain(passage.kind), self._small(passage.kind)
        chips = self._chips(start, end)
        woven = [(place - start, len(_GLUE + word), of - start) for place, word, of in chips]
        self.pieces.append(Piece(start, end, passage.kind, number, position, Woven(text, woven)))
        for first, last, mention in self._stretches(start, end):
            form = plain if mention is None else self._marked(plain, mention, passage.kind)
            at = first
            while chips and chips[0][0] <= last:
                place, word, _of = chips.pop(0)
                cursor.insertText(shown(text[at - start : place - start]), form)
                cursor.insertText(_GLUE + word, small)
                at = place
            cursor.insertText(shown(text[at - start : last - start]), form)

    def _chips(self, start: int, end: int) -> list[tuple[int, str, int]]:
        """The words for roles in a piece: where each stands, and whose role it is."""
        text, mentions = self.reading.article.text, self.reading.mentions
        found = []
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        for number in range(first, last):
            mention = mentions[number]
            word = spoken.chip(mention)
            if word and mention.end <= end:
                limit = mentions[number + 1].start if number + 1 < len(mentions) else end
                place = min(end, limit, spoken.chip_place(text, mention))
                found.append((place, word, mention.end - 1))
        return found

    def _insert_notes(self, cursor: QTextCursor, number: int) -> None:
        """What a person should know besides, in a block of its own below the passage."""
        for line in spoken.notes(self.mentions_in(number)):
            form = self._small(PassageKind.CAPTION)
            form.setForeground(self._colours.colour("warning"))
            form.setFont(scaled(self._font, _SCALES[PassageKind.BOILERPLATE]))
            cursor.insertBlock(_block(PassageKind.CAPTION, right_to_left(line)))
            cursor.insertText(line, form)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, Mention | None]]:
        """Where a piece is cut, and of which mention each part is."""
        at = start
        first = bisect_right(self._starts, start - 1)
        for mention in self.reading.mentions[first:]:
            if mention.start >= end:
                break
            if mention.start > at:
                yield at, mention.start, None
            yield mention.start, min(mention.end, end), mention
            at = min(mention.end, end)
        if at < end:
            yield at, end, None

    def _plain(self, kind: PassageKind) -> QTextCharFormat:
        form = QTextCharFormat()
        weight = QFont.Weight.Bold if kind is PassageKind.TITLE else QFont.Weight.Normal
        form.setFont(scaled(self._font, _SCALES[kind], weight))
        form.setForeground(self._colours.colour(_COLOURS.get(kind, "text")))
        return form

    def _small(self, kind: PassageKind) -> QTextCharFormat:
        """The dress of a chip: small words of ours, above the line."""
        form = QTextCharFormat()
        form.setFont(scaled(self._font, _SCALES[kind] * _CHIP, QFont.Weight.Medium))
        form.setForeground(self._colours.colour("muted"))
        return form

    def _marked(
        self, plain: QTextCharFormat, mention: Mention, kind: PassageKind
    ) -> QTextCharFormat:
        form = QTextCharFormat(plain)
        placed = mention.place is not None
        counts = self._adjectives or mention.role is not Role.ADJECTIVE
        if not placed or not counts or mention.unsure:
            line = QTextCharFormat.UnderlineStyle
            dotted = not placed or mention.unsure
            form.setUnderlineStyle(line.DotLine if dotted else line.SingleUnderline)
            strong = placed and counts
            form.setUnderlineColor(self._colours.colour("accent" if strong else "faint"))
            return form
        if kind is PassageKind.BOILERPLATE:
            form.setForeground(self._colours.colour("muted"))
        form.setBackground(self._colours.colour("mark"))
        return form


def _block(kind: PassageKind, backwards: bool) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setLineHeight(
        122.0 if kind is PassageKind.TITLE else 148.0,
        QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
    )
    block.setBottomMargin(_BELOW_PX.get(kind, 14.0))
    block.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight
    )
    return block


def _cut(text: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """A passage in pieces that are not too long, cut between words where there are any."""
    start = passage.start
    while passage.end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        end = space + 1 if space > 0 else start + _LONGEST
        yield start, end
        start = end
    yield start, passage.end
