"""An article as a document to read: every passage in its dress, every place marked.

The text is inserted as text, never as markup. What stands between two passages is white
space and is left out, so a table leads from offsets in the article to Qt's positions.
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

from viewer.desktop.style import Colours, scaled
from viewer.desktop.text import Positions, right_to_left, shown
from viewer.model import Mention, Passage, PassageKind, Reading, Role

# A paragraph of a million characters would be laid out whole before a line of it is seen.
_LONGEST = 12_000

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
    positions: Positions


class Manuscript:
    """The document of one reading, and the way between its positions and the article's."""

    def __init__(
        self, reading: Reading, document: QTextDocument, font: QFont, colours: Colours
    ) -> None:
        self.reading = reading
        self.pieces: list[Piece] = []
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
        self.pieces.append(Piece(start, end, passage.kind, number, position, Positions(text)))
        plain = self._plain(passage.kind)
        for stretch, mention in self._stretches(start, end):
            form = plain if mention is None else self._marked(plain, mention, passage.kind)
            cursor.insertText(shown(stretch), form)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[str, Mention | None]]:
        """The text of a piece, cut where mentions begin and end."""
        text, at = self.reading.article.text, start
        first = bisect_right(self._starts, start - 1)
        for mention in self.reading.mentions[first:]:
            if mention.start >= end:
                break
            if mention.start > at:
                yield text[at : mention.start], None
            yield text[mention.start : min(mention.end, end)], mention
            at = min(mention.end, end)
        if at < end:
            yield text[at:end], None

    def _plain(self, kind: PassageKind) -> QTextCharFormat:
        form = QTextCharFormat()
        weight = QFont.Weight.Bold if kind is PassageKind.TITLE else QFont.Weight.Normal
        form.setFont(scaled(self._font, _SCALES[kind], weight))
        form.setForeground(self._colours.colour(_COLOURS.get(kind, "text")))
        return form

    def _marked(
        self, plain: QTextCharFormat, mention: Mention, kind: PassageKind
    ) -> QTextCharFormat:
        form = QTextCharFormat(plain)
        placed = mention.place is not None
        if not placed or mention.role is Role.ADJECTIVE:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(self._colours.colour("accent" if placed else "faint"))
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
