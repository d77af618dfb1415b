"""Tables of words, whose rows are put into words when they are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from viewer.desktop.text import tooltip

_Index = QModelIndex | QPersistentModelIndex
_REMEMBERED = 2_000
"""So many rows are kept in words."""


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
