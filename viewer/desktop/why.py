""" "Why here?": the pane that answers for one mention, with what else it may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.desktop import mentions as spoken
from viewer.desktop.parts import Empty, IconButton, filled, label, rule
from viewer.desktop.style import LARGE, SMALL, TITLE, Colours
from viewer.desktop.text import one_line
from viewer.desktop.why_rows import ChoicesView
from viewer.model import Mention, Reading

if TYPE_CHECKING:
    from viewer.desktop.answers import Answer
    from viewer.desktop.session import Session

_AROUND = 60
_SCALE = (
    "Bars show how much each counted for the place; hollow ones, against it. "
    "One more is 2.7 times as likely."
)


class Meter(QWidget):
    """How sure, as a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._unsure = False
        self.setFixedHeight(6)

    def show_share(self, share: float, *, unsure: bool) -> None:
        """Show another share, 0 to 1."""
        self._share, self._unsure = min(1.0, max(0.0, share)), unsure
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and the share of it."""
        painter, colours = QPainter(self), QGuiApplication.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        group = QPalette.ColorGroup.Disabled if self._unsure else QPalette.ColorGroup.Active
        role = QPalette.ColorRole.Text if self._unsure else QPalette.ColorRole.Highlight
        painter.setBrush(colours.color(group, role))
        painter.drawRoundedRect(QRectF(0, 0, self.width() * self._share, 6), 3, 3)
        painter.end()


class WhyPane(QWidget):
    """The right pane while a person asks why a name is placed where it is."""

    closed = Signal()
    pointed = Signal(object)
    """The Choice that the map should show besides; None for none."""
    used = Signal(object)
    """The Place that the name means, as the person decides."""
    anotherWanted = Signal()
    """The name means a place that is not among those shown."""
    dismissed = Signal()
    """The person decides that the name means no place."""
    undone = Signal()
    """What the person decided of this name is not to count any more."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "passages")
        self.setAccessibleName("Why here?")
        self.back = IconButton("back", "Back")
        self.heading = label("Why here?", bold=True)
        self.name = label(scale=TITLE, bold=True)
        self.quote = label(scale=SMALL, name="muted")
        self.verdict = label(scale=LARGE, bold=True)
        self.sure = label()
        self.meter = Meter()
        self.halves = label(scale=SMALL, name="muted")
        self.told = label()
        self.role = label(scale=SMALL, name="muted")
        self.note = label(scale=SMALL, name="problem")
        self.scale = label(_SCALE, scale=SMALL, name="muted")
        self.use = QPushButton("Use This Place")
        self.use.setAccessibleDescription("Decides that the name means the candidate at hand")
        self.another = QPushButton("Another…")
        self.another.setAccessibleName("Another place")
        self.another.setAccessibleDescription("Finds the place by its name in the gazetteers")
        self.another.clicked.connect(self.anotherWanted)
        self.dismiss = QPushButton("Not a Place")
        self.dismiss.setAccessibleDescription("Decides that the name means no place here")
        self.undo = QPushButton("Undo My Decision")
        self.undo.setAccessibleDescription("Lets count again what Dateline found")
        self._mention: Mention | None = None
        self._can_decide = True
        for line in (self.name, self.quote, self.verdict, self.sure, self.told, self.note):
            line.setWordWrap(True)
        self.role.setWordWrap(True)
        self.halves.setWordWrap(True)
        self.scale.setWordWrap(True)
        self.list = ChoicesView(session, colours)
        self.empty = Empty("", "")
        self._lay_out()
        self.dress(colours)
        self.back.clicked.connect(self.closed)
        self.list.pointed.connect(self._point)
        self.list.used.connect(self._use_row)
        self.list.selectionModel().currentChanged.connect(self._offer)
        self.use.clicked.connect(lambda: self._use_row(self.list.currentIndex().row()))
        self.dismiss.clicked.connect(self.dismissed)
        self.undo.clicked.connect(self.undone)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 9, 12, 9)
        head.setSpacing(6)
        head.addWidget(self.back)
        head.addWidget(self.heading, 1)
        verdict = QVBoxLayout()
        verdict.setContentsMargins(20, 14, 20, 12)
        verdict.setSpacing(5)
        for line in (self.name, self.quote):
            verdict.addWidget(line)
        verdict.addSpacing(8)
        for part in self._parts():
            verdict.addWidget(part)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 10)
        foot.setSpacing(8)
        foot.addWidget(self.scale)
        deeds = QHBoxLayout()
        deeds.setSpacing(8)
        for button in (self.use, self.another, self.dismiss):
            deeds.addWidget(button)
        deeds.addStretch()
        foot.addLayout(deeds)
        foot.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addLayout(verdict)
        layout.addWidget(rule())
        layout.addWidget(self.list, 1)
        layout.addWidget(self.empty, 1)
        layout.addLayout(foot)

    def _parts(self) -> tuple[QWidget, ...]:
        """What is said of the choice, from above."""
        sure = (self.verdict, self.meter, self.sure, self.halves)
        return (*sure, self.told, self.note, self.role)

    # -- what it says ----------------------------------------------------------------------

    def allow_decisions(self, allowed: bool) -> None:
        """Whether something can be decided: not in a library that can only be read."""
        self._can_decide = allowed
        self._offer()

    def ask(self, reading: Reading, mention: Mention) -> None:
        """The question, while the answer is being worked out."""
        self._mention = mention
        self.name.setText(f"“{one_line(mention.text, 120)}”")
        self.quote.setText(_quoted(reading, mention))
        role = spoken.ROLES.get(mention.role, "").capitalize()
        self._say(self.role, role)
        self._say(self.note, one_line(mention.note))
        place = mention.place
        self.verdict.setText(one_line(spoken.where(place)) if place else "Not placed")
        decided = spoken.is_decided(mention)
        self.meter.setVisible(place is not None and not spoken.is_guess(mention) and not decided)
        self.meter.show_share(mention.score, unsure=mention.unsure)
        self._say(self.sure, spoken.sureness(mention) if place else "")
        self._say(self.halves, "")
        self._say(self.told, "")
        self._show_list(None, "The article is being read again…", "")

    def show_answer(self, answer: Answer) -> None:
        """What decided, and the places that the name may mean."""
        if answer.recognised is not None:
            name, place = (min(99, round(100 * p)) for p in (answer.recognised, answer.resolved))
            words = f"It is the name of a place: {name} of 100. If so, of this one: {place} of 100."
            self._say(self.halves, words)
        told = "; ".join(map(one_line, answer.deciding))
        self._say(self.told, f"What decided: {told}." if told else one_line(answer.remark))
        if answer.choices:
            self._show_list(answer, "", "")
            self.list.setFocus()
        else:
            self._show_list(None, "", "There are no other places to show.")

    def show_failure(self, reason: str) -> None:
        """Why there is no answer."""
        self._show_list(None, "This could not be found out", one_line(reason))

    def enter(self) -> None:
        """Put the keyboard on the candidates."""
        (self.list if self.list.isVisibleTo(self) else self.back).setFocus()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.back.dress(colours)
        self.list.delegate.colours = colours
        self.list.viewport().update()

    def _show_list(self, answer: Answer | None, title: str, advice: str) -> None:
        self.list.show_answer(answer)
        self.list.setVisible(answer is not None)
        self.scale.setVisible(answer is not None)
        self.empty.setVisible(answer is None)
        self.empty.say(title, advice)
        self._offer()

    def _offer(self, *_rows: object) -> None:
        """Offer what can be decided: of a name that has its place, another."""
        choices, row = self.list.choices.choices, self.list.currentIndex().row()
        shown = self.list.isVisibleTo(self) and 0 <= row < len(choices)
        other = shown and not self.list.choices.is_chosen(row)
        decided = self._mention is not None and spoken.is_decided(self._mention)
        dismissed = self._mention is not None and self._mention.place is None and decided
        self.use.setVisible(bool(choices))
        self.use.setEnabled(self._can_decide and other)
        self.another.setEnabled(self._can_decide and self._mention is not None)
        self.dismiss.setEnabled(self._can_decide and not dismissed)
        self.undo.setVisible(decided)
        self.undo.setEnabled(self._can_decide)

    def _use_row(self, row: int) -> None:
        choices = self.list.choices.choices
        if self._can_decide and 0 <= row < len(choices) and not self.list.choices.is_chosen(row):
            self.used.emit(choices[row].place)

    def _point(self, row: int) -> None:
        choices = self.list.choices.choices
        self.pointed.emit(choices[row] if 0 <= row < len(choices) else None)

    @staticmethod
    def _say(line: QWidget, words: str) -> None:
        line.setText(words)  # type: ignore[attr-defined]
        line.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it, and the map is where it was."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _quoted(reading: Reading, mention: Mention) -> str:
    """The words around a mention, within its passage."""
    passages = (p for p in reading.passages if p.start <= mention.start < p.end)
    passage = next(passages, None)
    if passage is None:
        return ""
    text = reading.article.text
    start, end = passage.start, passage.end
    if mention.start - _AROUND > start:
        # From a word on, unless there is none so near.
        start = mention.start - _AROUND
        start = max(start, text.find(" ", start, mention.start) + 1)
    if mention.end + _AROUND < end:
        end = mention.end + _AROUND
        space = text.rfind(" ", mention.end, end)
        end = space if space > 0 else end
    before, after = "… " if start > passage.start else "", " …" if end < passage.end else ""
    return before + one_line(text[start:end]) + after
