"""The drawer below the map: names that have no certain place, files that were not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop import kinds
from viewer.desktop.decided import DecisionsPage
from viewer.desktop.parts import Empty, IconButton, filled
from viewer.desktop.passage_list import PassageList
from viewer.desktop.session import Session
from viewer.desktop.style import Colours
from viewer.desktop.tables import Line, Lines, table_of
from viewer.desktop.text import one_line
from viewer.export.citing import file_name
from viewer.model import Fault, Shape

if TYPE_CHECKING:
    from viewer.library.library import Excerpt, Unplaced
    from viewer.library.storage.decisions import Decision

_TABS = ("Not placed or not certain", "Could not be read", "Notes", "Decisions")
_NOTHING = (
    "Every name that was found has its place, and all are certain enough",
    "Everything could be read",
    "There is nothing to note",
    "You have decided nothing yet; “Why here?” of a name lets you",
)


class UnplacedPage(QSplitter):
    """Names without a place, or without a certain one, each with the passages it stands in."""

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session = session
        self._ledger: Sequence[Unplaced] = ()
        self.lines = Lines(("Name", "Count", "Passages", "Why"), frozenset({1, 2}))
        self.table = table_of(self.lines, "Names that are not placed", 3)
        self.list = PassageList(colours, "Passages of the chosen name")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(self.table)
        self.addWidget(self.list)
        self.setSizes([560, 320])
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        session.libraryChanged.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Take the ledger of the open library."""
        library = self._session.library
        self._ledger = library.ledger() if library is not None else ()
        row = self.table.currentIndex().row()
        self.lines.show(self._ledger, self._in_words)
        for column, width in enumerate((140, 62, 82)):
            self.table.setColumnWidth(column, width)
        self.list.show_excerpts(())
        if self._ledger:
            self.table.selectRow(min(max(0, row), len(self._ledger) - 1))

    def _in_words(self, line: Unplaced) -> Line:
        figures = f"{line.mentions:,}", f"{len(line.excerpts):,}"
        return Line((one_line(line.name), *figures, self._why(line)))

    def _why(self, line: Unplaced) -> str:
        """Why a name is here; countries by their names, where the library has their codes."""
        place = line.place
        if place is None:
            return one_line(line.why)
        where = ", ".join(filter(None, (place.title, kinds.whereabouts(place, self._session))))
        if place.shape is Shape.CIRCLE:
            return f"not certain: the map guesses where it is, {one_line(where)}"
        return f"not certain: the map shows {one_line(where)}"

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.list.show_excerpts(self._ledger[current.row()].excerpts)


class FilesPage(QWidget):
    """Files, and what happened to each; where it helps, with a way to read them again."""

    again = Signal()

    def __init__(self, heads: Sequence[str], name: str, *, button: str = "") -> None:
        super().__init__()
        self.lines = Lines(heads, frozenset({1}))
        self.table = table_of(self.lines, name, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        self.button = QPushButton(button or "Read again", self)
        self.button.setVisible(bool(button))
        if button:
            self.button.setAccessibleDescription("Reads again what could not be read")
            self.button.clicked.connect(self.again)
            foot = QHBoxLayout()
            foot.setContentsMargins(12, 8, 12, 10)
            foot.addWidget(self.button)
            foot.addStretch()
            layout.addLayout(foot)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Take other lines."""
        self.lines.show(faults, _fault_in_words)
        self.table.setColumnWidth(0, 240)
        self.table.setColumnWidth(1, 60)


def _fault_in_words(fault: Fault) -> Line:
    path = str(fault.path).encode("utf-8", "backslashreplace").decode("utf-8")
    cells = one_line(file_name(fault.path)), f"{fault.line or ''}", one_line(fault.reason)
    return Line(cells, f"{path}: {fault.reason}")


class Drawer(QWidget):
    """Both pages, one at a time, with a way to close them."""

    opened = Signal(str, int)
    """An article's id, and the start of the passage to show in it."""
    closed = Signal()

    def __init__(self, session: Session, colours: Colours) -> None:
        super().__init__()
        filled(self, "drawer")
        self.setMinimumHeight(150)
        self._session = session
        self.unplaced = UnplacedPage(session, colours)
        heads = ("File", "Line", "What happened")
        self.faults = FilesPage(heads, "What could not be read", button="Try again")
        self.notes = FilesPage(heads, "What to know about files that were read")
        self.decisions = DecisionsPage()
        self.nothing = Empty("", "")
        self.close_button = IconButton("close", "Close this panel")
        self.tabs = [QPushButton(name) for name in _TABS]
        self._pages = QStackedWidget()
        self._by_tab: tuple[UnplacedPage | FilesPage | DecisionsPage, ...] = (
            self.unplaced,
            self.faults,
            self.notes,
            self.decisions,
        )
        for page in (*self._by_tab, self.nothing):
            self._pages.addWidget(page)
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(10, 6, 8, 6)
        for number, tab in enumerate(self.tabs):
            tab.setObjectName("tab")
            tab.setCheckable(True)
            group.addButton(tab, number)
            head.addWidget(tab)
        head.addStretch()
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        group.idClicked.connect(self.turn_to)
        self.close_button.clicked.connect(self.closed)
        self.unplaced.list.opened.connect(self._open)
        session.libraryChanged.connect(self._reload)
        self.tabs[0].setChecked(True)
        self.dress(colours)
        self._reload()

    def turn_to(self, number: int) -> None:
        """Show the names (0), the files that were not read (1), notes (2) or decisions (3)."""
        self.tabs[number].setChecked(True)
        page = self._by_tab[number]
        if page.lines.rowCount():
            self._pages.setCurrentWidget(page)
        else:
            self.nothing.say(_NOTHING[number], "")
            self._pages.setCurrentWidget(self.nothing)

    def enter(self) -> None:
        """Put the keyboard on the table that is shown."""
        page = self._pages.currentWidget()
        table = getattr(page, "table", None)
        (table or self.close_button).setFocus()

    def dress(self, colours: Colours) -> None:
        """Take the colours of a theme."""
        self.close_button.dress(colours)
        self.unplaced.list.dress(colours)

    def _reload(self) -> None:
        library = self._session.library
        notes = library.notes if library is not None else ()
        self.faults.show_faults(self._session.faults)
        self.notes.show_faults([Fault(note.path, note.text) for note in notes])
        self.tabs[2].setVisible(bool(notes))
        self._count()

    def show_decisions(self, decisions: Sequence[Decision]) -> None:
        """Take what was decided."""
        self.decisions.show_decisions(decisions)
        self._count()

    def _count(self) -> None:
        for tab, name, page in zip(self.tabs, _TABS, self._by_tab, strict=True):
            rows = page.lines.rowCount()
            tab.setText(f"{name} · {rows:,}" if rows else name)
        checked = next(number for number, tab in enumerate(self.tabs) if tab.isChecked())
        self.turn_to(checked if checked != 2 or self.notes.lines.rowCount() else 0)

    def _open(self, excerpt: Excerpt) -> None:
        self.opened.emit(excerpt.reading.article.id, excerpt.passage.start)
