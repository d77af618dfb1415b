"""A field for a date, read leniently and never guessed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolTip

from viewer.desktop.days import HOW, UnclearDate, read_days, written
from viewer.desktop.fields import ClearableField
from viewer.desktop.style import Colours
from viewer.desktop.text import tooltip


class DateField(ClearableField):
    """One end of a span of days; empty is open."""

    chosen = Signal(object)
    """The day, or None: something else was typed."""
    problem = Signal(str)
    """What was typed cannot be read in one way; why, and what to write."""

    def __init__(self, name: str, placeholder: str, colours: Colours, *, last: bool) -> None:
        """With `last` a month or a year stands for its last day, else for its first."""
        super().__init__()
        self.day: dt.date | None = None
        self._last = last
        self.setObjectName("date")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._explain(HOW)
        self.dress(colours)
        self.editingFinished.connect(self._read)
        self.textEdited.connect(self._on_edited)

    def show_day(self, day: dt.date | None) -> None:
        """Show a day that was chosen elsewhere."""
        if day != self.day or not self.hasFocus():
            self.day = day
            self.setText(written(day) if day is not None else "")
            self._complain("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setText(written(self.day) if self.day is not None else "")
            self._complain("")
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self._complain("")
        if not text:
            # The clear button, or the last letter: an open end needs no Enter.
            self._read()

    def _read(self) -> None:
        text = self.text().strip()
        if not text:
            self._choose(None)
            return
        try:
            days = read_days(text)
        except UnclearDate as unclear:
            self._complain(str(unclear))
            return
        self._choose(days.last if self._last else days.first)

    def _choose(self, day: dt.date | None) -> None:
        changed = day != self.day
        self.day = day
        self.setText(written(day) if day is not None else "")
        self._complain("")
        if changed:
            self.chosen.emit(day)

    def _complain(self, why: str) -> None:
        wrong = bool(why)
        if self.property("wrong") != wrong:
            self.setProperty("wrong", wrong)
            self.style().polish(self)
        self._explain(why or HOW)
        if wrong:
            self.problem.emit(why)
            if self.isVisible():
                below = self.mapToGlobal(QPoint(0, self.height()))
                QToolTip.showText(below, tooltip(why), self)

    def _explain(self, words: str) -> None:
        self.setToolTip(tooltip(words))
        self.setAccessibleDescription(words)
