"""What is known of an article, and where each fact was read, in a popover of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.desktop.conditions import language_name
from viewer.desktop.parts import filled, label, rule
from viewer.desktop.style import SMALL
from viewer.desktop.text import counted, one_line
from viewer.export.citing import file_name, spoken_date
from viewer.model import Article

if TYPE_CHECKING:
    from viewer.library.library import ArticleLine

_WIDTH_PX = 400
_MOST_COPIES = 8


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: its name, what it is, where it was read."""

    name: str
    value: str
    origin: str = ""


def known(article: Article) -> list[Known]:
    """The facts of an article; what is not known says so."""
    facts = [Known("Title", article.title)]
    for name, fact in (("Author", article.author), ("Publisher", article.source)):
        facts.append(Known(name, fact.value, fact.origin) if fact else Known(name, "not known"))
    date, language = article.date, article.language
    facts.append(
        Known("Date", spoken_date(date), date.origin) if date else Known("Date", "not known")
    )
    if language is not None:
        facts.append(Known("Language", language_name(language.value), language.origin))
    if article.url:
        facts.append(Known("Address", article.url))
    part = f", {article.part}" if article.part else ""
    facts.append(Known("File", f"{file_name(article.path)}{part} ({article.encoding})"))
    return facts


def copies_said(copies: Sequence[ArticleLine]) -> str:
    """The other copies of a story: "+2 copies: Reuters, unknown"."""
    if not copies:
        return ""
    outlets = list(dict.fromkeys(one_line(copy.source or "unknown", 60) for copy in copies))
    more = f" and {len(outlets) - _MOST_COPIES} more" if len(outlets) > _MOST_COPIES else ""
    named = ", ".join(outlets[:_MOST_COPIES]) + more
    return f"+{counted(len(copies), 'copy', 'copies')}: {named}"


class FactsPopover(QFrame):
    """The facts, one below the other, and the copies."""

    ungrouped = Signal(str)
    """The id of an article that is no copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        filled(self, "popover")
        self.setAccessibleName("About this article")
        self.lines: list[Known] = []
        self.copies = label(scale=SMALL)
        self.copies.setWordWrap(True)
        self.ungroup = QPushButton("Not a copy")
        self.ungroup.setToolTip("Counts this article as a story of its own")
        self._article = ""
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self._rule = rule()
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.copies, 1)
        foot.addWidget(self.ungroup, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addLayout(self._grid)
        layout.addWidget(self._rule)
        layout.addLayout(foot)
        self.ungroup.clicked.connect(self._tell)

    def open_below(
        self, widget: QWidget, article: Article, copies: Sequence[ArticleLine] = ()
    ) -> None:
        """Open below a widget, its right edge under that of the widget."""
        self._article = article.id
        self.lines = known(article)
        self._fill()
        self.copies.setText(copies_said(copies))
        for part in (self._rule, self.copies, self.ungroup):
            part.setVisible(bool(copies))
        self.setFixedWidth(_WIDTH_PX)
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 6))
        room = widget.screen().availableGeometry()
        self.move(
            max(room.left() + 8, min(corner.x(), room.right() - self.width() - 8)), corner.y()
        )
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, fact in enumerate(self.lines):
            name = label(fact.name, scale=SMALL, name="muted")
            value = label(one_line(fact.value, 400))
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(value)
            if fact.origin:
                origin = label(f"from {one_line(fact.origin, 120)}", scale=SMALL, name="muted")
                origin.setWordWrap(True)
                cell.addWidget(origin)
            box = QWidget()
            box.setLayout(cell)
            cell.setContentsMargins(0, 0, 0, 0)
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(box, row, 1, Qt.AlignmentFlag.AlignTop)

    def _tell(self) -> None:
        self.close()
        self.ungrouped.emit(self._article)
