"""The bars of the timeline, and the span over them that is dragged."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.desktop.days import span as spoken_span
from viewer.desktop.style import Colours
from viewer.desktop.text import counted, tooltip
from viewer.desktop.timeline_drawing import Bars, Drawing, Span, axis_px
from viewer.desktop.timescale import Scale, bin_after, bin_start

_NEAR_PX, _CLICK_PX = 7.0, 3.0
_ZOOM = 1.25


class TimelineCanvas(QWidget):
    """Bars over an axis; dragging on them chooses a span of days."""

    spanChanged = Signal(object)
    """A Span, or None, as it is dragged."""
    pressed = Signal()
    """The mouse has taken hold of something."""
    scaleChanged = Signal()
    """The axis shows other days, or is wider: other steps may fit."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.colours = colours
        self.span: Span | None = None
        self._ends: Span | None = None
        self._step = "day"
        self._whole, self._found = Bars(), Bars()
        self._all = self._scale = Scale(0, 1, 1)
        self._grip = ""
        self._pressed_x = 0.0
        self._held: Span | None = None
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    # -- what is shown ---------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Room for bars and a line of labels."""
        return QSize(400, 62 + round(axis_px(self.font())))

    @property
    def scale(self) -> Scale:
        """What the axis shows."""
        return self._scale

    @property
    def dragging(self) -> bool:
        """Whether the mouse holds the span."""
        return bool(self._grip)

    @property
    def ends(self) -> Span | None:
        """The first and the last day on which any article is dated."""
        return self._ends

    def show_ends(self, ends: Span | None) -> None:
        """The first and the last day on which any article is dated; None: none is."""
        if ends != self._ends:
            self._ends = ends
            self._fit()

    def show_bars(self, step: str, whole: Bars, found: Bars) -> None:
        """Take other bars: those of the whole library, and those of what is left of it."""
        self._step, self._whole, self._found = step, whole, found
        self._name()
        self.update()

    def show_span(self, span: Span | None) -> None:
        """Show a span that was chosen elsewhere."""
        if span != self.span and not self._grip:
            self.span = span
            self._name()
            self.update()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.colours = colours
        self.update()

    def fit(self) -> None:
        """Show all days again."""
        self._fit()

    def _fit(self) -> None:
        if self._ends is not None:
            self._all = self._scale = Scale.of(*self._ends, self.width())
        self.scaleChanged.emit()
        self.update()

    def _name(self) -> None:
        """Tell a screen reader what is chosen, and how much that is."""
        if self.span is None:
            said = f"Timeline, all dates, {counted(sum(self._found.counts), 'article')}"
        else:
            first, last = self.span
            number = self._found.within(bin_start(self._step, first).toordinal(), last.toordinal())
            said = f"Timeline, {spoken_span(first, last)}, {counted(number, 'article')}"
        self.setAccessibleName(said)
        self.setAccessibleDescription(
            "Left and right arrows move the span, with Shift its end, with Ctrl its beginning; "
            "Delete clears it"
        )

    # -- drawing ---------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the span, the bars, the axis."""
        painter = QPainter(self)
        Drawing(self._scale, self._step, self._whole, self._found, self.span, self.colours).paint(
            painter, QSizeF(self.size()), focused=self.hasFocus() and self._by_keyboard
        )
        painter.end()

    def _span_px(self) -> tuple[float, float] | None:
        """Where the span begins and ends."""
        if self.span is None:
            return None
        first, last = self.span
        return self._scale.x(first.toordinal()), self._scale.x(last.toordinal() + 1)

    # -- choosing --------------------------------------------------------------------------

    def choose(self, span: Span | None) -> None:
        """Choose a span and tell of it."""
        if span != self.span:
            self.span = span
            self._name()
            self.update()
            self.spanChanged.emit(span)

    def move_span(self, by: int) -> bool:
        """Move the span by some bars; whether there was room."""
        if self._ends is None:
            return False
        if self.span is None:
            edge = self._ends[0] if by > 0 else self._ends[1]
            self.choose(self._bin(edge))
            return True
        first = bin_after(self._step, bin_start(self._step, self.span[0]), by)
        length = self._bins_in_span()
        last = bin_after(self._step, first, length) - dt.timedelta(1)
        if first > self._ends[1] or last < self._ends[0]:
            return False
        self.choose((first, last))
        return True

    def _bins_in_span(self) -> int:
        """How many bars the span covers."""
        assert self.span is not None
        at, number = bin_start(self._step, self.span[0]), 0
        while at <= self.span[1] and number < 100_000:
            at, number = bin_after(self._step, at), number + 1
        return max(1, number)

    def _bin(self, day: dt.date) -> Span:
        first = bin_start(self._step, day)
        return first, bin_after(self._step, first) - dt.timedelta(1)

    def _stretch(self, by: int, *, end: bool) -> None:
        """Move the beginning or the end of the span by some bars."""
        if self.span is None:
            self.move_span(by)
            return
        first, last = self.span
        if end:
            after = bin_after(self._step, bin_start(self._step, last), by + 1)
            last = max(after - dt.timedelta(1), self._bin(first)[1])
        else:
            first = min(bin_after(self._step, bin_start(self._step, first), by), last)
        self.choose((first, last))

    def _day_at(self, x: float) -> dt.date:
        ordinal = min(max(self._scale.day_at(x), 1.0), float(dt.date.max.toordinal() - 400))
        return dt.date.fromordinal(int(ordinal))

    # -- events ----------------------------------------------------------------------------

    def _grip_at(self, x: float) -> str:
        ends = self._span_px()
        if ends is None:
            return "new"
        for name, edge in zip(("end", "first"), reversed(ends), strict=True):
            if abs(x - edge) <= _NEAR_PX:
                return name
        return "middle" if ends[0] < x < ends[1] else "new"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an end, of the middle, or of empty ground."""
        if event.button() != Qt.MouseButton.LeftButton or self._ends is None:
            super().mousePressEvent(event)
            return
        self._by_keyboard = False
        self._pressed_x = event.position().x()
        self._grip = self._grip_at(self._pressed_x)
        self._held = self.span
        self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; else show what could be."""
        x = event.position().x()
        if not self._grip:
            shapes = {"new": Qt.CursorShape.CrossCursor, "middle": Qt.CursorShape.OpenHandCursor}
            grip = self._grip_at(x)
            self.setCursor(shapes.get(grip, Qt.CursorShape.SizeHorCursor))
            return
        if self._grip == "new":
            if abs(x - self._pressed_x) > _CLICK_PX:
                one, other = sorted((self._day_at(self._pressed_x), self._day_at(x)))
                self.choose((self._bin(one)[0], self._bin(other)[1]))
        elif self._held is not None:
            self._drag(self._held, x)

    def _drag(self, held: Span, x: float) -> None:
        days = round((x - self._pressed_x) / self._scale.day_px)
        first, last = held
        if self._grip == "middle":
            # Whole bars, so that a week stays a week.
            wanted = dt.date.fromordinal(max(1, first.toordinal() + days))
            by = self._bins_between(bin_start(self._step, first), wanted)
            start = bin_after(self._step, bin_start(self._step, first), by)
            length = self._bins_in_span()
            self.choose((start, bin_after(self._step, start, length) - dt.timedelta(1)))
        elif self._grip == "first":
            self.choose((min(self._bin(self._day_at(x))[0], self._bin(last)[0]), last))
        else:
            self.choose((first, max(self._bin(self._day_at(x))[1], self._bin(first)[1])))

    def _bins_between(self, first: dt.date, other: dt.date) -> int:
        """How many bars lie between two days; below 0 where the other is earlier."""
        start = bin_start(self._step, other)
        if self._step in ("day", "week"):
            return (start - first).days // (7 if self._step == "week" else 1)
        months = (start.year - first.year) * 12 + start.month - first.month
        return months // 12 if self._step == "year" else months

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a click on a bar outside the span chooses that bar."""
        super().mouseReleaseEvent(event)
        x = event.position().x()
        still = abs(x - self._pressed_x) <= _CLICK_PX
        if self._grip == "new" and still and self._bar_at(x) is not None:
            self.choose(self._bin(self._day_at(x)))
        self._grip, self._held = "", None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """All dates again."""
        self._grip = ""
        self.choose(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show fewer days, or more; sideways, others."""
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._scale = self._scale.moved_to(
                self._scale.start - turned.x() / 4 / self._scale.day_px, self._all
            )
        else:
            factor = _ZOOM ** (turned.y() / 120)
            self._scale = self._scale.zoomed(factor, event.position().x(), self._all)
        event.accept()
        self.scaleChanged.emit()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard stands, if it came by a key."""
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the span, or one end of it."""
        self._by_keyboard = True
        key, steps = event.key(), {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self._ends is not None:
            by = steps[Qt.Key(key)]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._stretch(by, end=True)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._stretch(by, end=False)
            else:
                self.move_span(by)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape) and self.span:
            self.choose(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1 / _ZOOM if key == Qt.Key.Key_Minus else _ZOOM
            self._scale = self._scale.zoomed(factor, self.width() / 2, self._all)
            self.scaleChanged.emit()
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say how many articles a bar has."""
        if isinstance(event, QHelpEvent):
            words = self._bar_at(event.pos().x())
            if words:
                QToolTip.showText(event.globalPos(), tooltip(*words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _bar_at(self, x: float) -> tuple[str, str] | None:
        """What is said of the bar at a pixel, if there is one."""
        if self._ends is None:
            return None
        first, last = self._bin(self._day_at(x))
        whole, found = self._whole.at(first.toordinal()), self._found.at(first.toordinal())
        if not whole and not found:
            return None
        number = counted(found, "article")
        if found < whole:
            number = f"{found:,} of {counted(whole, 'article')}"
        return spoken_span(first, last), number

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same days over other pixels."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            wide = float(max(1, self.width()))
            self._all = Scale(self._all.start, self._all.end, wide)
            self._scale = Scale(self._scale.start, self._scale.end, wide)
            self.scaleChanged.emit()
