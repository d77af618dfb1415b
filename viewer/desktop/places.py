"""The pane of places: what the articles name, most passages first, and what to show of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from viewer.desktop import kinds
from viewer.desktop.boxes import Boxes
from viewer.desktop.parts import Empty, Tick, filled, label, rule
from viewer.desktop.place_rows import TALLY, Inside, PlaceDelegate, PlacesModel, PlacesView
from viewer.desktop.session import Session, Spot
from viewer.desktop.style import Colours
from viewer.model import Shape

_IN_VIEW = "Lists only the places that the map shows where it stands"
_ADJECTIVES = (
    "Counts “Russian troops” as a mention of Russia, in the list, on the map and in exports"
)
_LEAST_PX = 48
"""The window must fit a small screen, with the timeline and a notice below."""


class PlacesPane(QWidget):
    """The left pane: a filter, the list, check boxes for the kinds."""

    confirmed = Signal()
    """Enter was pressed on a place."""
    adjectivesWanted = Signal()
    """The box was ticked, or no longer: whether adjectives count is to change."""
    viewWanted = Signal()
    """"In view" was ticked: the pane needs to know what the map shows."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "pane")
        self._session = session
        self.shown = PlacesModel(session)
        self.view = PlacesView()
        self.view.setModel(self.shown)
        self.delegate = PlaceDelegate(self.view, session, colours)
        self.view.setItemDelegate(self.delegate)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter places")
        self.filter.setAccessibleName("Filter places by name")
        self.filter.setClearButtonEnabled(True)
        # A file that is dropped here is meant for the window, not to be spelt out.
        self.filter.setAcceptDrops(False)
        self.ticks = {shape: Tick(text) for shape, text in kinds.GROUPS.items()}
        self.in_view = Tick("In view")
        self.in_view.setToolTip(_IN_VIEW)
        self.in_view.setAccessibleDescription(_IN_VIEW)
        self.adjectives = Tick("Adjectives too")
        self.adjectives.setToolTip(_ADJECTIVES)
        self.adjectives.setAccessibleDescription(_ADJECTIVES)
        for shape, tick in self.ticks.items():
            tick.setToolTip(kinds.MEANT[shape])
            tick.setAccessibleDescription(kinds.MEANT[shape])
        self.empty = Empty("No places yet", "")
        self._inside: Inside | None = None
        self._deaf = False
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 8)
        head.setSpacing(10)
        self.heading = label("Places", bold=True)
        head.addWidget(self.heading)
        head.addWidget(self.filter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        for page in (self.view, self.empty):
            page.setMinimumHeight(_LEAST_PX)
        for tick in self.ticks.values():
            tick.setChecked(True)
        self.boxes = [
            Boxes(tuple(self.ticks.values())),
            Boxes((self.in_view, self.adjectives)),
        ]
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(5)
        foot.addWidget(self.boxes[0])
        foot.addWidget(rule())
        foot.addWidget(self.boxes[1])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._stack, 1)
        layout.addLayout(foot)

    def _listen(self) -> None:
        session = self._session
        session.libraryChanged.connect(self._reload)
        session.spotChanged.connect(self._follow)
        session.hovered.connect(self._point)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.confirmed.connect(self.confirmed)
        self.view.entered_place.connect(session.hover)
        self.filter.textChanged.connect(self._refilter)
        self.filter.returnPressed.connect(self.enter_list)
        for tick in self.ticks.values():
            tick.toggled.connect(self._tell_shapes)
        session.shapesChanged.connect(self._refilter)
        self.in_view.toggled.connect(self._toggle_in_view)
        self.adjectives.clicked.connect(self.adjectivesWanted)

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.delegate.colours = colours
        self.view.viewport().update()

    def show_only_inside(self, inside: Inside) -> None:
        """What the map shows now; heeded while "in view only" is ticked."""
        self._inside = inside
        if self.in_view.isChecked():
            self._refilter()

    def enter_list(self) -> None:
        """Put the keyboard on the list, on its first place if none is chosen."""
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.shown.rowCount():
            self.view.setCurrentIndex(self.shown.index(0, 0))

    def step(self, by: int) -> None:
        """Choose the next or the previous place of the list."""
        row = self.view.currentIndex().row() + by if self.view.currentIndex().isValid() else 0
        if 0 <= row < self.shown.rowCount():
            self.view.setCurrentIndex(self.shown.index(row, 0))

    # -- what happens ----------------------------------------------------------------------

    def _toggle_in_view(self) -> None:
        self.viewWanted.emit()
        self._refilter()

    def _tell_shapes(self) -> None:
        ticked = (shape for shape, tick in self.ticks.items() if tick.isChecked())
        self._session.show_shapes(ticked)

    def _refilter(self) -> None:
        with_view = self._inside if self.in_view.isChecked() else None
        with self._following():
            self.shown.keep(self.filter.text(), self._session.shapes, with_view)
        self._follow(self._session.spot, None)
        self._say_what_is_missing()

    def _reload(self) -> None:
        bar = self.view.verticalScrollBar()
        down = bar.value()
        with self._following():
            self.shown.reload()
        self.view.executeDelayedItemsLayout()
        bar.setValue(down)
        self.delegate.most = self.shown.most
        number = self.shown.total
        self.heading.setText(f"Places · {number:,}" if number else "Places")
        present = self.shown.shapes
        for shape, tick in self.ticks.items():
            tick.setEnabled(shape in present)
        # What few articles have is offered where it is there.
        self.ticks[Shape.CIRCLE].setVisible(Shape.CIRCLE in present)
        self.boxes[0].arrange()
        self._say_what_is_missing()

    def _say_what_is_missing(self) -> None:
        library = self._session.library
        if self.shown.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        if self._session.waiting:
            self.empty.say("Reading…", "")
        elif library is None or (not library.readings and library.filter.is_empty):
            self.empty.say("No articles", "Open a file or a folder to see the places it names.")
        elif self.shown.total:
            self.empty.say("No place matches", "Change the filter or the boxes below.")
        elif not library.filter.is_empty:
            self.empty.say("No place is left", "The filters above the map leave no place.")
        else:
            self.empty.say(
                "No places found",
                "The articles name no place of the gazetteer. The status line below opens the "
                "names that look like places.",
            )
        self._stack.setCurrentWidget(self.empty)

    @contextmanager
    def _following(self) -> Iterator[None]:
        """While the rows change, what the list takes for its current row is no choice."""
        self._deaf = True
        self.view.setAutoScroll(False)
        yield
        self.view.setAutoScroll(True)
        self._deaf = False

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid() and not self._deaf:
            self._session.select(current.data(TALLY).place.id)

    def _follow(self, spot: Spot, _before: Spot | None) -> None:
        row = self.shown.row_of(spot.place) if spot.place else -1
        index = self.shown.index(row, 0) if row >= 0 else QModelIndex()
        with self._following():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flag)
            if not index.isValid():
                self.view.selectionModel().clear()
        moved = _before is None or spot.place != _before.place
        if index.isValid() and moved:
            self.view.scrollTo(index)

    def _point(self, place_id: str) -> None:
        self.delegate.pointed = place_id
        self.view.viewport().update()
