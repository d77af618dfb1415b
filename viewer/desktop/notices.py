"""A quiet line above the status line: something to know, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from viewer.desktop.parts import Elided, IconButton, filled
from viewer.desktop.style import Colours
from viewer.desktop.text import one_line, tooltip


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done about a notice."""

    words: str
    do: Callable[[], object]


class Notices(QWidget):
    """One notice at a time, the last first; each stays until it is dealt with or closed.

    A notice has a key: one that is given again takes the place of the one before.
    """

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        filled(self, "notices")
        self.setAccessibleName("Notice")
        self._waiting: dict[str, tuple[str, tuple[Deed, ...]]] = {}
        self.words = Elided(1.0)
        self.buttons: list[QPushButton] = []
        self._close = IconButton("close", "Close this notice")
        self._room = QHBoxLayout()
        self._room.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.setSpacing(10)
        layout.addWidget(self.words, 1)
        layout.addLayout(self._room)
        layout.addWidget(self._close)
        self._close.clicked.connect(self._put_away)
        self.dress(colours)
        self.hide()

    @property
    def key(self) -> str:
        """The key of the notice that is shown, or ""."""
        return next(reversed(self._waiting), "")

    def tell(self, key: str, words: str, *deeds: Deed) -> None:
        """Show a notice, above those that were told before."""
        if self._waiting.get(key) == (words, deeds):
            return
        self._waiting.pop(key, None)
        self._waiting[key] = (words, deeds)
        self._show()

    def withdraw(self, key: str) -> None:
        """A notice is no longer true."""
        if self._waiting.pop(key, None) is not None:
            self._show()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self._close.dress(colours)

    def _put_away(self) -> None:
        self.withdraw(self.key)

    def _show(self) -> None:
        had_keyboard = any(button.hasFocus() for button in (*self.buttons, self._close))
        for button in self.buttons:
            self._room.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.setVisible(bool(self._waiting))
        if not self._waiting:
            return
        words, deeds = self._waiting[self.key]
        self.words.setText(one_line(words))
        self.words.setToolTip(tooltip(words))
        self.setAccessibleDescription(words)
        for deed in deeds:
            self._add(deed)
        if had_keyboard:
            (self.buttons[0] if self.buttons else self._close).setFocus()

    def _add(self, deed: Deed) -> None:
        key, button = self.key, QPushButton(deed.words)

        def done() -> None:
            self.withdraw(key)
            deed.do()

        button.clicked.connect(done)
        self._room.addWidget(button)
        self.buttons.append(button)
