"""The page of the reader: shows a manuscript, answers to pointing, clicking and scrolling."""

from __future__ import annotations

import math
from bisect import bisect_left

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from viewer.desktop.cards import Finder, nothing_found
from viewer.desktop.manuscript import Manuscript
from viewer.desktop.mentions import mention_tip
from viewer.desktop.style import Colours
from viewer.desktop.text import one_line
from viewer.desktop.weekday_tips import day_tip
from viewer.model import Mention, Reading

_SIDE_PX, _FOOT_PX = 26, 40
_COLUMN_EM = 36
"""The longest line, in ems: some 75 characters."""
_SETTLE_MS = 220
_MOST_LIT = 2000
"""Of what is found in an article more often, the rest is lit when it is gone to."""


class Page(QTextEdit):
    """An article to read."""

    pointed = Signal(str)
    """The id of the place under the mouse, or ""."""
    chosen = Signal(str)
    """The id of the place that was clicked."""
    asked = Signal(object)
    """The Mention of which the reader wants to know why it is placed there."""
    dismissed = Signal(object)
    """The Mention of which the reader says that it is no place."""
    paragraphChanged = Signal(int)
    """The number of the passage in view, once scrolling has settled."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self.manuscript: Manuscript | None = None
        self.paragraph = -1
        self._places: dict[str, list[Mention]] = {}
        self._strong = ("", "")
        self._find: Finder = nothing_found
        self.hits: tuple[tuple[int, int], ...] = ()
        """Where in the article the words stand that are searched for."""
        self.hit = -1
        """The number of the one that was gone to last."""
        self._pressed = QPoint()
        self.setReadOnly(True)
        self.setAccessibleName("Article")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._notice)
        self.verticalScrollBar().valueChanged.connect(self._settle.start)

    # -- showing ---------------------------------------------------------------------------

    def show_reading(self, reading: Reading | None, *, adjectives: bool = False) -> None:
        """Show an article, or none; with `adjectives` they are marked as the names of places."""
        self._settle.stop()
        self.paragraph = -1
        self._places = {}
        self.setExtraSelections([])
        if reading is None:
            self.manuscript = None
            self.document().clear()
            return
        for mention in reading.mentions:
            if mention.place is not None:
                self._places.setdefault(mention.place.id, []).append(mention)
        self.manuscript = Manuscript(
            reading, self.document(), self.font(), self.colours, adjectives=adjectives
        )
        self._set_margins()
        self.light(self._find)

    def light(self, find: Finder) -> None:
        """Mark what `find` finds in the article, now and in those that are shown next."""
        self._find, self.hit = find, -1
        self.hits = ()
        if self.manuscript is not None:
            reading = self.manuscript.reading
            self.hits = tuple(
                (passage.start + first, passage.start + end)
                for passage in reading.passages
                for first, end in find(reading.article.text[passage.start : passage.end])
            )
        self._show_strong()

    def step_hit(self, by: int) -> bool:
        """Go to the next or the previous of the words that are searched for, round the end."""
        if not self.hits or self.manuscript is None:
            return False
        if self.hit < 0:
            # From where the page stands: the first below its top.
            top = self.cursorForPosition(QPoint(self.viewport().width() // 2, 4)).position()
            starts = [self.manuscript.position(first) for first, _end in self.hits]
            at = bisect_left(starts, top)
            self.hit = (at if by > 0 else at - 1) % len(self.hits)
        else:
            self.hit = (self.hit + by) % len(self.hits)
        self.scroll_to(self.hits[self.hit][0])
        self._show_strong()
        return True

    def scroll_to(self, offset: int) -> None:
        """Bring the passage at an offset of the article to the upper part of the page."""
        if self.manuscript is None:
            return
        self.setCursorWidth(0)  # A caret says nothing until somebody moves it.
        position = self.manuscript.position(offset)
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - self.viewport().height() // 5)
        self._settle.stop()
        self._attend(position)

    def strengthen(self, selected: str, hovered: str) -> None:
        """Mark the mentions of the selected and of the hovered place more strongly."""
        if (selected, hovered) != self._strong:
            self._strong = (selected, hovered)
            self._show_strong()

    def _show_strong(self) -> None:
        if self.manuscript is None:
            return
        marks = self._hit_marks(self.manuscript)
        for place in dict.fromkeys(self._strong):
            form = QTextCharFormat()
            chosen = place == self._strong[0]
            form.setBackground(self.colours.colour("accent" if chosen else "mark_strong"))
            if chosen:
                form.setForeground(self.colours.colour("on_accent"))
            for mention in self._places.get(place, ()):
                marks.append(self._mark(*self.manuscript.span(mention), form))
        self.setExtraSelections(marks)

    def _hit_marks(self, manuscript: Manuscript) -> list[QTextEdit.ExtraSelection]:
        """The words that are searched for; the one that was gone to stands out."""
        plain, current = QTextCharFormat(), QTextCharFormat()
        for form in (plain, current):
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self.colours.colour("hit_line"))
        plain.setBackground(self.colours.colour("hit"))
        current.setBackground(self.colours.colour("hit_line"))
        current.setForeground(self.colours.colour("on_hit"))
        marked = [(span, plain) for span in self.hits[:_MOST_LIT]]
        if self.hit >= 0:
            marked.append((self.hits[self.hit], current))
        return [
            self._mark(manuscript.position(first), manuscript.position(end - 1) + 1, form)
            for (first, end), form in marked
        ]

    def _mark(self, first: int, end: int, form: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, form
        return mark

    def _set_margins(self) -> None:
        """Keep the column at a readable width, in the middle of a wide page."""
        column = self.fontMetrics().height() * _COLUMN_EM / 1.2
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        side = max(_SIDE_PX, (self.viewport().width() - column) / 2)
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(22)
        form.setBottomMargin(_FOOT_PX)
        frame.setFrameFormat(form)

    # -- the paragraph in view -------------------------------------------------------------

    def _notice(self) -> None:
        # A fifth down the page; at its very top and bottom nearer to them, so that the first
        # and the last paragraph have their turn.
        bar, high = self.verticalScrollBar(), self.viewport().height()
        down = min(high // 5, bar.value() + 28)
        down = max(down, high - _FOOT_PX - 12 - (bar.maximum() - bar.value()))
        point = QPoint(self.viewport().width() // 2, down)
        self._attend(self.cursorForPosition(point).position())

    def _attend(self, position: int) -> None:
        piece = self.manuscript.piece_at(position) if self.manuscript else None
        if piece is None or piece.passage == self.paragraph:
            return
        self.paragraph = piece.passage
        self.viewport().update()
        self.paragraphChanged.emit(piece.passage)

    # -- pointing --------------------------------------------------------------------------

    def mention_under(self, point: QPoint) -> Mention | None:
        """The mention under a point of the viewport."""
        if self.manuscript is None:
            return None
        position = (
            self.document()
            .documentLayout()
            .hitTest(self._in_document(point), Qt.HitTestAccuracy.ExactHit)
        )
        return self.manuscript.mention_at(position) if position >= 0 else None

    def offset_under(self, point: QPoint) -> int | None:
        """The offset in the article of the character under a point of the viewport."""
        layout, exact = self.document().documentLayout(), Qt.HitTestAccuracy.ExactHit
        position = layout.hitTest(self._in_document(point), exact)
        piece = self.manuscript.piece_at(position) if self.manuscript and position >= 0 else None
        if piece is None:
            return None
        return piece.start + piece.positions.from_qt(position - piece.position)

    def tip_at(self, point: QPoint) -> str:
        """What is said of what is under a point: what decided a name, the day of "Sunday"."""
        mention = self.mention_under(point)
        if mention is not None:
            return mention_tip(mention)
        if self.manuscript is None:
            return ""
        return day_tip(self.manuscript.reading, self.offset_under(point))

    def mention_at_caret(self) -> Mention | None:
        """The mention that the caret stands in, once somebody has moved it."""
        if self.manuscript is None or self.cursorWidth() == 0:
            return None
        return self.manuscript.mention_at(self.textCursor().position())

    def _in_document(self, point: QPoint) -> QPoint:
        bars = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QPoint(point.x() + bars[0], point.y() + bars[1])

    def _place_under(self, point: QPoint) -> str:
        mention = self.mention_under(point)
        return mention.place.id if mention is not None and mention.place is not None else ""

    # -- events ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the place that the caret stands in; the map follows the caret."""
        position = self.textCursor().position()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            mention = self.manuscript.mention_at(position) if self.manuscript else None
            if mention is not None and mention.place is not None:
                self.chosen.emit(mention.place.id)
            return
        super().keyPressEvent(event)
        if self.textCursor().position() != position:
            self.setCursorWidth(1)
            self._settle.stop()
            self._attend(self.textCursor().position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which place is pointed at."""
        super().mouseMoveEvent(event)
        place = self._place_under(event.position().toPoint())
        hand, beam = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(hand if place else beam)
        self.pointed.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a selection of text."""
        self.setCursorWidth(0)
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a place chooses it."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        still = (point - self._pressed).manhattanLength() < 4
        place = self._place_under(point)
        if place and still and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the name under the pointer or at the caret, and with the text."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        mention = self.mention_at_caret() if by_keyboard else self.mention_under(event.pos())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if mention is not None:
            name = one_line(mention.text, 40).replace("&", "&&")
            ask = menu.addAction(f"&Why Here? “{name}”")
            ask.triggered.connect(lambda: self.asked.emit(mention))
            dismiss = menu.addAction(f"“{name}” Is &Not a Place")
            dismiss.triggered.connect(lambda: self.dismissed.emit(mention))
            menu.addSeparator()
        copy = menu.addAction("&Copy")
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        menu.addAction("Select &All").triggered.connect(self.selectAll)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what decided a mention; point at nothing when the mouse leaves."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self.pointed.emit("")
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column where it is readable, and the paragraph where it was."""
        super().resizeEvent(event)
        if self.manuscript is not None and event.oldSize().width() != event.size().width():
            paragraph = self.paragraph
            self._set_margins()
            if paragraph >= 0:
                self.scroll_to(self.manuscript.reading.passages[paragraph].start)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and a line beside the paragraph that the map follows."""
        super().paintEvent(event)
        if self.manuscript is None or self.paragraph < 0:
            return
        boxes = [
            self.document().documentLayout().blockBoundingRect(block)
            for piece in self.manuscript.pieces
            if piece.passage == self.paragraph
            and (block := self.document().findBlock(piece.position)).isValid()
        ]
        if not boxes:
            return
        top = boxes[0].top() - self.verticalScrollBar().value()
        bottom = boxes[-1].bottom() - self.verticalScrollBar().value()
        left = self.document().rootFrame().frameFormat().leftMargin() - 14
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.colour("accent"))
        painter.drawRoundedRect(QRectF(left, math.floor(top) + 3, 3, bottom - top - 6), 1.5, 1.5)
        painter.end()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the article's words, not our colours and chips."""
        data, cursor = QMimeData(), self.textCursor()
        if self.manuscript is not None:
            data.setText(self.manuscript.words(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def changeEvent(self, event: QEvent) -> None:
        """Another font of the system is another layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.manuscript is not None:
            self.document().setDefaultFont(QFont(self.font()))
