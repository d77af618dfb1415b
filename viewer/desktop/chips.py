"""What narrows the library, as chips in one line: a click on one takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.desktop import icons
from viewer.desktop.conditions import Condition
from viewer.desktop.style import SMALL, Colours, scaled
from viewer.desktop.text import one_line, tooltip
from viewer.library.filters import Filter

_BETWEEN_PX = 6
_LONGEST = 34


class Chip(QToolButton):
    """One condition, with a cross."""

    def __init__(self, condition: Condition, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self.condition = condition
        self.setObjectName("chip")
        self.setFont(scaled(self.font(), SMALL))
        self.setText(one_line(condition.words, _LONGEST).replace("&", "&&"))
        # The cross stands behind the words.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(12, 12))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tooltip(condition.meant, "Click to remove"))
        self.setAccessibleName(f"Remove the filter {condition.meant}")
        self.dress(colours)

    def dress(self, colours: Colours) -> None:
        """Draw the cross in the colours of a theme."""
        self.setIcon(icons.icon("close", colours.colour("muted"), size=12))


class Chips(QWidget):
    """As many chips as there is room for, and how many more there are."""

    removed = Signal(object)
    """The Filter that is left without the chip that was clicked."""
    moreWanted = Signal()
    """The chips that have no room are asked for."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._conditions: tuple[Condition, ...] = ()
        self.chips: list[Chip] = []
        self.more = QToolButton(self)
        self.more.setObjectName("chip")
        self.more.setFont(scaled(self.more.font(), SMALL))
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.setToolTip("Shows all filters")
        self.more.setAccessibleName("More filters")
        self.more.clicked.connect(self.moreWanted)
        self.more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_conditions(self, conditions: Sequence[Condition]) -> None:
        """Take other chips; the keyboard stays where it was in the line."""
        if tuple(conditions) == self._conditions:
            return
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        self._conditions = tuple(conditions)
        for chip in self.chips:
            chip.hide()
            chip.deleteLater()
        self.chips = [Chip(one, self._colours, self) for one in conditions]
        before: QWidget = self
        for chip in self.chips:
            chip.clicked.connect(lambda _=False, left=chip.condition.without: self._remove(left))
            self.setTabOrder(before, chip)
            before = chip
        self._arrange()
        if focused is not None and self.chips:
            self.chips[min(focused, len(self.chips) - 1)].setFocus()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self._colours = colours
        for chip in self.chips:
            chip.dress(colours)

    def sizeHint(self) -> QSize:
        """One line high."""
        return QSize(80, self.more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """It can do with room for the word that there are more."""
        return QSize(70, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more of them, or for fewer."""
        super().resizeEvent(event)
        self._arrange()

    def _remove(self, left: Filter) -> None:
        self.removed.emit(left)

    def _arrange(self) -> None:
        shown = self._fitting()
        x = 0
        for number, chip in enumerate(self.chips):
            chip.setVisible(number < shown)
            chip.setGeometry(x, 0, chip.sizeHint().width(), self.height())
            x += (chip.sizeHint().width() + _BETWEEN_PX) if number < shown else 0
        left = len(self.chips) - shown
        self.more.setVisible(left > 0)
        self.more.setText(f"{left} more")
        self.more.setAccessibleName(f"{left} more filters: shows all")
        self.more.setGeometry(x, 0, self.more.sizeHint().width(), self.height())

    def _fitting(self) -> int:
        """How many chips there is room for, with the word that there are more if needed."""
        self.more.setText(f"{len(self.chips)} more")
        room, used = self.width(), 0
        for number, chip in enumerate(self.chips):
            last = number == len(self.chips) - 1
            wide = used + chip.sizeHint().width()
            beside = 0 if last else _BETWEEN_PX + self.more.sizeHint().width()
            if wide + beside > room:
                return number
            used = wide + _BETWEEN_PX
        return len(self.chips)
