"""The reader: an article with its places marked, over the passages it was opened from."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from viewer.desktop.article_facts import FactsPopover
from viewer.desktop.lit import finder
from viewer.desktop.parts import Elided, IconButton, filled, rule
from viewer.desktop.reader_page import Page
from viewer.desktop.session import Session, Spot
from viewer.desktop.style import SMALL, Colours
from viewer.desktop.text import counted, one_line, tooltip
from viewer.export.citing import cite, file_name
from viewer.model import Article, Mention, Reading, Role

if TYPE_CHECKING:
    from viewer.library.library import Library


class ReaderPane(QWidget):
    """The right pane while an article is open."""

    shown = Signal(str)
    """The id of the article that is shown now."""
    asked = Signal(object, object)
    """The Reading and its Mention of which the reader wants to know why it is placed there."""
    dismissed = Signal(object, object)
    """The Reading and its Mention of which the reader says that it is no place."""
    ungrouped = Signal(str)
    """The id of an article that is no copy of another."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "reader")
        self._session = session
        self._library: object = None
        self._hovered = ""
        self._query = ""
        self.back = IconButton("back", "Back to the passages")
        self.why = IconButton("why", "Why here?")
        self.about = IconButton("article", "About this article: author, date, where each was read")
        self.previous = IconButton("up", "Previous paragraph with a place")
        self.next = IconButton("down", "Next paragraph with a place")
        self.title = Elided(SMALL, bold=True)
        self.origin = Elided(SMALL, name="muted")
        self.page = Page(colours)
        self._lay_out()
        self.dress(colours)
        self.back.clicked.connect(session.close_reader)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.why.clicked.connect(self._ask)
        self.about.clicked.connect(self.show_facts)
        self.page.asked.connect(self._ask_of)
        self.page.dismissed.connect(self._dismiss)
        self.page.pointed.connect(session.hover)
        self.page.chosen.connect(session.select_in_text)
        self.page.paragraphChanged.connect(self._tell_paragraph)
        session.hovered.connect(self._point)
        session.spotChanged.connect(self._follow)
        self._follow(session.spot, Spot())

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.origin)
        head = QHBoxLayout()
        head.setContentsMargins(10, 9, 12, 9)
        head.setSpacing(6)
        head.addWidget(self.back)
        head.addLayout(words, 1)
        head.addWidget(self.about)
        head.addWidget(self.why)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.page, 1)

    @property
    def _adjectives(self) -> bool:
        """Whether adjectives count as mentions."""
        library = self._session.library
        return library is not None and library.adjectives

    @property
    def reading(self) -> Reading | None:
        """What is being read."""
        return self.page.manuscript.reading if self.page.manuscript is not None else None

    def enter(self) -> None:
        """Put the keyboard on the text."""
        self.page.setFocus()

    def step(self, by: int) -> None:
        """Go on to the next or back to the previous paragraph that names a place."""
        manuscript = self.page.manuscript
        if manuscript is None:
            return
        passages = manuscript.reading.passages
        number = self.page.paragraph + by
        while 0 <= number < len(passages):
            if any(mention.place is not None for mention in manuscript.mentions_in(number)):
                self.page.scroll_to(passages[number].start)
                return
            number += by

    def step_hit(self, by: int) -> str:
        """Go to the next or the previous of what is searched for; what is to be said of it."""
        if not self.page.step_hit(by):
            library = self._session.library
            asked = library is not None and library.filter.query
            return "The article has none of what is searched for" if asked else ""
        return f"Found word {self.page.hit + 1:,} of {len(self.page.hits):,}"

    def show_facts(self) -> None:
        """Show what is known of the article, and where it was read."""
        reading, library = self.reading, self._session.library
        if reading is not None:
            copies = library.copies_of(reading.article.id) if library is not None else ()
            self.facts.open_below(self.about, reading.article, copies)

    @cached_property
    def facts(self) -> FactsPopover:
        """The popover with the facts, made when it is first asked for."""
        facts = FactsPopover(self)
        facts.ungrouped.connect(self.ungrouped)
        return facts

    def mention_at_hand(self) -> Mention | None:
        """The mention at the caret, else the paragraph's of the chosen place, else its first."""
        manuscript = self.page.manuscript
        if manuscript is None:
            return None
        at_caret = self.page.mention_at_caret()
        if at_caret is not None:
            return at_caret
        mentions = manuscript.mentions_in(max(0, self.page.paragraph))
        chosen = self._session.spot.place
        of_place = (m for m in mentions if m.place is not None and m.place.id == chosen)
        return next(of_place, None) or next(iter(mentions), None)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        for button in (self.back, self.about, self.why, self.previous, self.next):
            button.dress(colours)
        self.page.colours = colours
        reading, paragraph = self.reading, self.page.paragraph
        if reading is not None:
            self.page.show_reading(reading, adjectives=self._adjectives)
            self.page.scroll_to(reading.passages[max(0, paragraph)].start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape returns to the passages."""
        if event.key() == Qt.Key.Key_Escape:
            self._session.close_reader()
        else:
            super().keyPressEvent(event)

    # -- what happens ----------------------------------------------------------------------

    def _follow(self, spot: Spot, before: Spot) -> None:
        library = self._session.library
        if spot.article is None or library is None:
            self.page.show_reading(None)
            self._library = None
            return
        self._light(library)
        shown = self.reading is not None and self.reading.article.id == spot.article
        same = shown and self._library is library
        if not same:
            reading = library.reading(spot.article)
            down = self.page.verticalScrollBar().value()
            self._head(reading)
            self.page.show_reading(reading, adjectives=self._adjectives)
            self._library = library
            self.shown.emit(spot.article)
        self.page.strengthen(spot.place or "", self._hovered)
        if shown and not same and spot == before:
            # The same article with other marks: whoever reads it goes on reading.
            self.page.verticalScrollBar().setValue(down)
        elif not same or (spot.article, spot.start) != (before.article, before.start):
            self.page.scroll_to(spot.start)

    def _light(self, library: Library) -> None:
        """Mark what is searched for."""
        if library.filter.query != self._query:
            self._query = library.filter.query
            self.page.light(finder(self._query))

    def _head(self, reading: Reading) -> None:
        article = reading.article
        citation = cite(article)
        places = len({m.place.id for m in reading.mentions if m.place and self._counts(m)})
        self.title.setText(one_line(citation.title))
        self.origin.setText(
            f"{one_line(citation.source)} · {citation.date} · {counted(places, 'place')}"
        )
        self.title.setToolTip(tooltip(*_particulars(article)))
        self.origin.setToolTip(self.title.toolTip())

    def _counts(self, mention: Mention) -> bool:
        return self._adjectives or mention.role is not Role.ADJECTIVE

    def _ask(self) -> None:
        mention = self.mention_at_hand()
        if mention is not None:
            self._ask_of(mention)

    def _ask_of(self, mention: Mention) -> None:
        if self.reading is not None:
            self.asked.emit(self.reading, mention)

    def _dismiss(self, mention: Mention) -> None:
        if self.reading is not None:
            self.dismissed.emit(self.reading, mention)

    def _point(self, place_id: str) -> None:
        self._hovered = place_id
        self.page.strengthen(self._session.spot.place or "", place_id)

    def _tell_paragraph(self, number: int) -> None:
        manuscript = self.page.manuscript
        if manuscript is None:
            return
        mentions = manuscript.mentions_in(number)
        self.why.setEnabled(bool(mentions))
        ids = [m.place.id for m in mentions if m.place and self._counts(m)]
        self._session.paragraphChanged.emit(tuple(dict.fromkeys(ids)))


def _particulars(article: Article) -> list[str]:
    """What is known of an article, and where each fact was read."""
    source, date, author = article.source, article.date, article.author
    citation = cite(article)
    return [
        article.title,
        f"Source: {source.value} (read from {source.origin})" if source else "Source unknown",
        f"Date: {citation.date} (read from {date.origin})" if date else "No date in the text",
        f"Author: {author.value} (read from {author.origin})" if author else "",
        article.url or "",
        f"File: {file_name(article.path)}, {article.encoding}",
    ]
