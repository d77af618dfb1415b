"""Check boxes in as many columns as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.desktop.parts import Tick
from viewer.desktop.style import SMALL, scaled

_BETWEEN_PX = 8


class Boxes(QWidget):
    """Ticks in two columns where their words fit, else one below the other.

    Those that are hidden take no room.
    """

    def __init__(self, ticks: Sequence[Tick]) -> None:
        super().__init__()
        self._ticks = tuple(ticks)
        for tick in ticks:
            tick.setParent(self)
            tick.setFont(scaled(tick.font(), SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.arrange()

    def arrange(self) -> None:
        """Put every tick where it belongs; to be called when some are hidden or shown."""
        shown = [tick for tick in self._ticks if not tick.isHidden()]
        columns = self._columns(shown)
        high = max((tick.sizeHint().height() for tick in shown), default=0)
        left = max((tick.sizeHint().width() for tick in shown[::2]), default=0) + _BETWEEN_PX
        for number, tick in enumerate(shown):
            row, column = divmod(number, columns)
            x = column * left
            room = left - _BETWEEN_PX if column < columns - 1 else max(40, self.width() - x)
            tick.setGeometry(x, row * high, room, high)
        self.setFixedHeight(-(-len(shown) // columns) * high)

    def sizeHint(self) -> QSize:
        """As high as it was made."""
        return QSize(120, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for two columns now, or no more."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.arrange()

    def _columns(self, shown: Sequence[Tick]) -> int:
        widths = [tick.sizeHint().width() for tick in shown]
        needed = max(widths[::2], default=0) + _BETWEEN_PX + max(widths[1::2], default=0)
        return 2 if needed <= self.width() else 1
