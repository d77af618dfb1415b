"""The page of the drawer that lists what the person decided, each to be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.desktop.mentions import where
from viewer.desktop.parts import label
from viewer.desktop.style import SMALL
from viewer.desktop.tables import Line, Lines, table_of
from viewer.desktop.text import one_line
from viewer.export.citing import file_name

if TYPE_CHECKING:
    from viewer.library.storage.decisions import Decision

_STATES = {
    "in force": "counts",
    "undone": "undone",
    "orphan": "its words are gone",
}
_ORPHAN = (
    "These words are no longer in the article, or the article is gone. The decision counts again "
    "when they come back; it is never moved to other words."
)


class DecisionsPage(QWidget):
    """What was decided, the latest first."""

    undone = Signal(int)
    """The number of a decision that is not to count any more."""
    redone = Signal(int)
    """The number of one that is to count again."""
    opened = Signal(str, int)
    """The id of an article, and where in it the words stand."""

    def __init__(self) -> None:
        super().__init__()
        self._decisions: Sequence[Decision] = ()
        heads = ("Name", "You decided", "Words", "Article", "When", "Now")
        self.lines = Lines(heads, frozenset())
        self.table = table_of(self.lines, "What you decided", 2)
        self.undo = QPushButton("Undo")
        self.undo.setAccessibleDescription("Lets the chosen decision count no more")
        self.read = QPushButton("Read in article")
        self.hint = label(scale=SMALL, name="muted")
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        foot.addWidget(self.undo)
        foot.addWidget(self.read)
        foot.addWidget(self.hint, 1)
        layout.addLayout(foot)
        self.table.selectionModel().currentRowChanged.connect(self._offer)
        self.table.doubleClicked.connect(lambda _index: self._open())
        self.undo.clicked.connect(self._switch)
        self.read.clicked.connect(self._open)

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Take other lines."""
        row = max(0, self.table.currentIndex().row())
        self._decisions = decisions
        overruled = _overruled(decisions)
        self.lines.show(decisions, lambda one: _in_words(one, one.number in overruled))
        for column, width in ((0, 130), (1, 190), (3, 210), (4, 150), (5, 130)):
            self.table.setColumnWidth(column, width)
        if decisions:
            self.table.selectRow(min(row, len(decisions) - 1))
        self._offer()

    @property
    def chosen(self) -> Decision | None:
        """The decision that the keyboard stands on."""
        row = self.table.currentIndex().row()
        return self._decisions[row] if 0 <= row < len(self._decisions) else None

    def _offer(self, _current: QModelIndex | None = None) -> None:
        chosen = self.chosen
        state = chosen.state.value if chosen is not None else ""
        self.undo.setEnabled(chosen is not None)
        self.undo.setText("Let it count again" if state == "undone" else "Undo")
        self.read.setEnabled(chosen is not None and state != "orphan")
        self.hint.setText(_ORPHAN if state == "orphan" else "")

    def _switch(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            signal = self.redone if chosen.state.value == "undone" else self.undone
            signal.emit(chosen.number)

    def _open(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen.state.value != "orphan":
            self.opened.emit(chosen.article_id, chosen.start or 0)


def told(decision: Decision) -> str:
    """What was decided, in words: "Paris, Texas"."""
    if decision.kind.value == "own story":
        return "a story of its own"
    return where(decision.place) if decision.place is not None else "not a place"


def _overruled(decisions: Sequence[Decision]) -> frozenset[int]:
    """The numbers of those that would count, were there no later one on the same words."""
    counting: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    overruled = set()
    for one in decisions:
        if one.state.value != "in force" or one.start is None or one.end is None:
            continue
        spans = counting[one.article_id]
        if any(one.start < end and start < one.end for start, end in spans):
            overruled.add(one.number)
        else:
            spans.append((one.start, one.end))
    return frozenset(overruled)


def _in_words(decision: Decision, overruled: bool) -> Line:
    quote = f"… {decision.prefix}[{decision.exact}]{decision.suffix} …" if decision.exact else ""
    cells = (
        one_line(decision.exact or "The whole article", 60),
        one_line(told(decision), 80),
        one_line(quote),
        one_line(decision.title),
        f"{decision.made.astimezone():%d %b %Y %H:%M}",
        "a later one counts" if overruled else _STATES[decision.state.value],
    )
    path = file_name(decision.path) if decision.path is not None else ""
    return Line(cells, " · ".join(filter(None, (*cells, path))))
