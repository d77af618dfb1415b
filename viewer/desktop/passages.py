"""The passages pane: the chosen place, where it comes from, and every passage that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop import kinds
from viewer.desktop.lit import finder
from viewer.desktop.mentions import sureness
from viewer.desktop.parts import Empty, IconButton, filled, label, rule
from viewer.desktop.passage_list import PassageList
from viewer.desktop.results import Found, NothingLeft, ResultsHeader
from viewer.desktop.session import Session, Spot
from viewer.desktop.style import LARGE, SMALL, TITLE, Colours
from viewer.desktop.text import counted, one_line
from viewer.model import Place

if TYPE_CHECKING:
    from viewer.library.library import Excerpt, Tally

_LEAST_PX = 48
"""The window must fit a small screen, with the timeline and a notice below."""
_FEW = 30
"""So many passages are looked through to describe a place."""
_TOO_MANY: Counter[str] = Counter()
"""What decided the mentions of a place that so many passages name is not counted."""
_FILTERED = "What is shown now does not name it: the filters leave its passages out."
_UNCOUNTED = (
    "It is named by adjectives alone, such as “Russian troops”, or in what frames the articles. "
    "“Adjectives too”, below the list of places, counts adjectives."
)


class Origin(QWidget):
    """Where a place comes from: the row of its gazetteer, cell by cell."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.lines: list[tuple[str, str]] = []

    def show_place(self, place: Place, decided: Counter[str]) -> None:
        """Lay out the row of a place and what decided its mentions."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = place.row
        if row is not None:
            self.lines = [("file", f"{row.file}, line {row.line}")]
            self.lines += [(head, cell) for head, cell in row.cells if cell.strip()]
        else:
            self.lines = self._told(place)
        rules = ", ".join(f"{rule} ({number:,})" for rule, number in decided.most_common())
        if decided is not _TOO_MANY:
            self.lines.append(("decided by", rules or "no passage"))
        for number, (head, cell) in enumerate(self.lines):
            name, value = label(one_line(head), scale=SMALL, name="muted"), label(scale=SMALL)
            value.setText(one_line(cell, 600))
            value.setWordWrap(True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(name, number, 0, top)
            self._grid.addWidget(value, number, 1, top)

    def _told(self, place: Place) -> list[tuple[str, str]]:
        """What is known of a place that no table has a row of."""
        countries = ", ".join(self._session.country_name(code) for code in place.ccodes)
        radius = f"about {place.radius_km:,.0f} km around the point" if place.radius_km else ""
        lines = [
            ("kind", place.kind),
            ("region", place.region),
            ("country" if len(place.ccodes) < 2 else "countries", countries),
            ("population", f"{place.population:,}" if place.population else ""),
            ("coordinates", kinds.coordinates(place)),
            ("reaches", radius),
            ("source", kinds.licence(place.source)),
            ("id", place.id),
            ("note", place.description),
        ]
        return [(head, value) for head, value in lines if value.strip()]


class PlaceHeader(QWidget):
    """The chosen place: its name, what it is, where it lies."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        self._session = session
        self.title = label(scale=TITLE, bold=True)
        self.title.setWordWrap(True)
        self.what = label(name="muted")
        self.what.setWordWrap(True)
        self.doubt = label(scale=SMALL, name="problem")
        self.doubt.setWordWrap(True)
        self.coordinates = label()
        self.coordinates.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = IconButton("copy", "Copy coordinates")
        self.disclosure = IconButton("down", "Gazetteer row", text=True)
        self.disclosure.setObjectName("disclosure")
        self.disclosure.setCheckable(True)
        self.origin = Origin(session)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self.origin)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setMaximumHeight(230)
        self._scroll.setVisible(False)
        self.count = label(scale=LARGE, bold=True)
        self.hint = label(_UNCOUNTED, name="muted")
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._colours = colours
        self._lay_out()
        self.copy.clicked.connect(self.copy_coordinates)
        self.disclosure.toggled.connect(self._disclose)
        self.dress(colours)

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(2)
        place.addWidget(self.coordinates)
        place.addWidget(self.copy)
        place.addStretch()
        place.addWidget(self.disclosure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 16, 12)
        layout.setSpacing(3)
        layout.addWidget(self.title)
        layout.addWidget(self.what)
        layout.addWidget(self.doubt)
        layout.addLayout(place)
        layout.addWidget(self._scroll)
        layout.addSpacing(8)
        layout.addWidget(self.count)
        layout.addWidget(self.hint)

    def show_place(self, place: Place, tally: Tally | None, excerpts: Sequence[Excerpt]) -> None:
        """Tell about a place and how many passages name it."""
        self.title.setText(one_line(place.title))
        what = kinds.described(place, self._session)
        parts = (_capitalised(what), kinds.population(place))
        self.what.setText(" · ".join(filter(None, parts)))
        self._doubt(tally, excerpts)
        self.disclosure.setText("Gazetteer row" if place.row is not None else "Source")
        self.disclosure.setAccessibleName(self.disclosure.text())
        self.disclosure.setToolTip(self.disclosure.text())
        self.coordinates.setText(kinds.coordinates(place))
        passages = counted(len(excerpts), "passage")
        articles = counted(tally.articles if tally is not None else 0, "article")
        self.count.setText(f"{passages} in {articles}")
        self.hint.setText(_FILTERED if self._is_filtered() else _UNCOUNTED)
        self.hint.setVisible(not excerpts)
        decided = _TOO_MANY
        if len(excerpts) <= _FEW:
            decided = Counter(m.decided_by for excerpt in excerpts for m in excerpt.mentions)
        self.origin.show_place(place, decided)

    def _is_filtered(self) -> bool:
        library = self._session.library
        return library is not None and not library.filter.is_empty

    def _doubt(self, tally: Tally | None, excerpts: Sequence[Excerpt]) -> None:
        """Say so if no mention of the place is placed surely."""
        unsure = tally is not None and tally.unsure
        mentions = [m for excerpt in excerpts[:_FEW] for m in excerpt.mentions] if unsure else []
        if mentions:
            self.doubt.setText(sureness(max(mentions, key=lambda mention: mention.score)))
        self.doubt.setVisible(bool(mentions))

    def copy_coordinates(self) -> None:
        """Put "lat, lon" on the clipboard."""
        QGuiApplication.clipboard().setText(self.coordinates.text())

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self._colours = colours
        self.copy.dress(colours)
        self._disclose(self.disclosure.isChecked())

    def _disclose(self, opened: bool) -> None:
        self._scroll.setVisible(opened)
        self.disclosure.dress(self._colours, "up" if opened else "down")


class PassagesPane(QWidget):
    """The right pane while no article is open."""

    opened = Signal(str, int)
    """An article's id, and the start of the passage to show in it."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "passages")
        self._session = session
        self._shown: tuple[object, str | None] = (None, None)
        self.header = PlaceHeader(session, colours)
        self.list = PassageList(colours, "Passages")
        self.list.setMinimumHeight(_LEAST_PX)
        self.empty = Empty("", "")
        self.results = ResultsHeader()
        self.nothing = NothingLeft()
        self._lit: object = None
        self._chosen = QWidget()
        inner = QVBoxLayout(self._chosen)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.header)
        inner.addWidget(self.results)
        inner.addWidget(rule())
        inner.addWidget(self.list, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._chosen)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.nothing)
        self.nothing.wanted.connect(session.narrow)
        self.list.opened.connect(self._open)
        session.spotChanged.connect(self._follow)
        self._follow(session.spot, session.spot)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.header.dress(colours)
        self.list.dress(colours)

    def enter(self) -> None:
        """Put the keyboard on the passages."""
        self.list.setFocus()

    def _follow(self, spot: Spot, before: Spot) -> None:
        library = self._session.library
        place = self._session.place(spot.place)
        self._light()
        if place is None or library is None:
            self._show_found()
            return
        self.header.show()
        self.results.hide()
        if self._shown != (library, place.id):
            excerpts = library.excerpts(place.id)
            self.header.show_place(place, library.tally(place.id), excerpts)
            self.list.show_excerpts(excerpts, stay=self._shown[1] == place.id)
            self._shown = (library, place.id)
        if before.article is not None and spot.article is None:
            self.list.go_to(before.article, before.start)
        self._stack.setCurrentWidget(self._chosen)

    def _light(self) -> None:
        """Mark what is searched for in what is shown, and tell of copies."""
        library = self._session.library
        if library is not None and library is not self._lit:
            self._lit = library
            self.list.light(finder(library.filter.query), library.copies_of)

    def _show_found(self) -> None:
        """No place is chosen: show what was searched for, if anything was."""
        library = self._session.library
        if library is None or not library.filter.query or not library.counts.articles:
            # What was listed would still be at hand for the keyboard, though out of sight.
            self.list.show_excerpts(())
            self._shown = (None, None)
            self._say_what_to_do()
            return
        if self._shown != (library, None):
            hits = library.hits()
            number = library.counts.articles
            self.results.show_results(library.filter.query, len(hits), number)
            self.list.show_excerpts(Found(hits))
            self._shown = (library, None)
        self.header.hide()
        self.results.show()
        self._stack.setCurrentWidget(self._chosen)

    def _say_what_to_do(self) -> None:
        library = self._session.library
        if library is not None and not library.filter.is_empty and not library.counts.articles:
            self.nothing.explain(library, self._session.country_name)
            self._stack.setCurrentWidget(self.nothing)
            return
        if self._session.waiting:
            self.empty.say("Reading…", "")
        elif library is None or (not library.readings and library.filter.is_empty):
            advice = "Open a file or a folder of articles, or drop them on this window."
            self.empty.say("Nothing is open", advice)
        else:
            advice = "Click a pin, a line or an area on the map, or a row of the list."
            self.empty.say("Choose a place to read what is said of it", advice)
        self._stack.setCurrentWidget(self.empty)

    def _open(self, excerpt: Excerpt) -> None:
        self.opened.emit(excerpt.reading.article.id, excerpt.passage.start)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
