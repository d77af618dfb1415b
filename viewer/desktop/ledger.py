"""The drawer below the map: names that have no certain place, files that were not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop import kinds
from viewer.desktop.parts import Empty, IconButton, filled
from viewer.desktop.passage_list import PassageList
from viewer.desktop.session import Session
from viewer.desktop.style import Colours
from viewer.desktop.text import one_line, tooltip
from viewer.export.citing import file_name
from viewer.model import Fault, Shape

if TYPE_CHECKING:
    from viewer.library.library import Excerpt, Unplaced

_Index = QModelIndex | QPersistentModelIndex
_REMEMBERED = 2_000
"""So many rows are kept in words."""
_TABS = ("Not placed or not certain", "Could not be read", "Notes")
_NOTHING = (
    "Every name that was found has its place, and all are certain enough",
    "Everything could be read",
    "There is nothing to note",
)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table in words."""

    cells: tuple[str, ...]
    tip: str = ""
    """What a tooltip tells of all of it; empty: each cell's own words."""


def _no_words(_item: Any) -> Line:
    return Line(())


class Lines(QAbstractTableModel):
    """A table of words: what is shown, and what a tooltip tells in full.

    A row is put into words when it is first looked at, however many there are.
    """

    def __init__(self, heads: Sequence[str], numbers: frozenset[int]) -> None:
        super().__init__()
        self._heads = tuple(heads)
        self._numbers = numbers
        self._items: Sequence[Any] = ()
        self._words: Callable[[Any], Line] = _no_words
        self._known: dict[int, Line] = {}

    def show(self, items: Sequence[Any], words: Callable[[Any], Line]) -> None:
        """Take other rows: each is what `words` says of an item."""
        self.beginResetModel()
        self._items, self._words = items, words
        self._known = {}
        self.endResetModel()

    def _line(self, row: int) -> Line:
        line = self._known.get(row)
        if line is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            line = self._known[row] = self._words(self._items[row])
        return line

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._heads[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(section)
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """A cell."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._line(index.row()).cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self._line(index.row())
            return tooltip(line.tip or line.cells[index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = column in self._numbers
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def table_of(model: Lines, name: str, stretched: int) -> QTableView:
    """A table of lines of one height, whole rows chosen; one column takes what room is left."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    # Two lines hold every reason; rows of one height are laid out at once, however many.
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(2 * table.fontMetrics().height() + 10)
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    return table


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
        self.nothing = Empty("", "")
        self.close_button = IconButton("close", "Close this panel")
        self.tabs = [QPushButton(name) for name in _TABS]
        self._pages = QStackedWidget()
        for page in (self.unplaced, self.faults, self.notes, self.nothing):
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
        """Show the names (0), the files that were not read (1) or notes (2)."""
        self.tabs[number].setChecked(True)
        page: UnplacedPage | FilesPage = (self.unplaced, self.faults, self.notes)[number]
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
        lines = (self.unplaced.lines, self.faults.lines, self.notes.lines)
        for tab, name, line in zip(self.tabs, _TABS, lines, strict=True):
            rows = line.rowCount()
            tab.setText(f"{name} · {rows:,}" if rows else name)
        self.tabs[2].setVisible(bool(notes))
        checked = next(number for number, tab in enumerate(self.tabs) if tab.isChecked())
        self.turn_to(checked if checked < 2 or notes else 0)

    def _open(self, excerpt: Excerpt) -> None:
        self.opened.emit(excerpt.reading.article.id, excerpt.passage.start)
