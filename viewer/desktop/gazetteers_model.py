"""The gazetteers that the dialog lists: what is known of each, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from viewer import resources
from viewer.desktop.chosen import Entry
from viewer.desktop.text import counted, one_line
from viewer.export.citing import file_name
from viewer.gazetteer.gazetteers import Contents
from viewer.gazetteer.readers.formats import Format

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
ROW = int(_Role.UserRole)
_FAULTS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A gazetteer, and what is known of it so far."""

    entry: Entry
    contents: Contents | None = None
    """None while it is being looked into."""

    @property
    def title(self) -> str:
        """What to call it."""
        if self.entry.path == resources.gazetteer():
            return "Dateline's own table"
        if self.entry.path == resources.world():
            return "World gazetteer"
        return one_line(file_name(self.entry.path), 90)

    @property
    def what(self) -> str:
        """What kind of file it is, how much is in it, and to whom it is owed."""
        told = self.contents
        if told is None:
            return "looking into it…"
        kind = "" if told.format is Format.WORLD or told.format is None else told.format.value
        parts = [kind[:1].upper() + kind[1:], counted(told.rows, "place"), told.attribution]
        return " · ".join(filter(None, parts))

    @property
    def wrong(self) -> str:
        """What is wrong with it, in a few words."""
        faults = self.contents.faults if self.contents is not None else ()
        if not faults:
            return ""
        if self.contents is not None and not self.contents.rows:
            return one_line(faults[0].reason, 120)
        return f"{counted(len(faults), 'row')} could not be read"


class GazetteersModel(QAbstractListModel):
    """The gazetteers in their order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.rows = [Row(entry) for entry in entries]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The choice as it stands."""
        return tuple(row.entry for row in self.rows)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each can be switched on and off."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = 0) -> Any:
        """The row for our delegate; a sentence for screen readers."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == _Role.DisplayRole:
            return row.title
        if role == _Role.CheckStateRole:
            return Qt.CheckState.Checked if row.entry.on else Qt.CheckState.Unchecked
        if role == _Role.AccessibleTextRole:
            state = "on" if row.entry.on else "off"
            place = f"{index.row() + 1} of {len(self.rows)}"
            return ", ".join(filter(None, (row.title, state, place, row.what, row.wrong)))
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Switch one on or off."""
        if role != _Role.CheckStateRole:
            return False
        row = self.rows[index.row()]
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.rows[index.row()] = replace(row, entry=replace(row.entry, on=on))
        self.dataChanged.emit(index, index)
        return True

    def tell(self, contents: Contents, on: bool | None = None) -> None:
        """What a file holds is known now, and it is switched on or off if `on` says so."""
        for number, row in enumerate(self.rows):
            if row.entry.path == contents.path:
                entry = row.entry if on is None else replace(row.entry, on=on)
                self.rows[number] = Row(entry, contents)
                self.dataChanged.emit(self.index(number), self.index(number))

    def add(self, entry: Entry, at: int = 0) -> None:
        """Put a gazetteer into the list."""
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.insert(at, Row(entry))
        self.endInsertRows()

    def drop(self, number: int) -> None:
        """Take one out of the list."""
        self.beginRemoveRows(QModelIndex(), number, number)
        del self.rows[number]
        self.endRemoveRows()

    def step(self, number: int, by: int) -> None:
        """Move one up (-1) or down (1)."""
        to = number + by
        if not 0 <= to < len(self.rows):
            return
        # Qt wants the row before which it is put, counted before it is taken out.
        self.beginMoveRows(QModelIndex(), number, number, QModelIndex(), to + (by > 0))
        self.rows.insert(to, self.rows.pop(number))
        self.endMoveRows()
        self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def start_again(self, entries: Sequence[Entry]) -> None:
        """Show other gazetteers; of those that were there, what is known is kept."""
        known = {row.entry.path: row.contents for row in self.rows}
        self.beginResetModel()
        self.rows = [Row(entry, known.get(entry.path)) for entry in entries]
        self.endResetModel()


def about(row: Row) -> Iterable[str]:
    """What there is to know of a gazetteer, line by line."""
    yield str(row.entry.path)
    told = row.contents
    if told is None:
        return
    if told.attribution:
        yield f"From {told.attribution}."
    if told.left_out:
        yield ""
        yield "Left out, for the news seldom names it:"
        yield from (f"  {count:,}  {what}" for what, count in told.left_out)
    if told.faults:
        yield ""
        yield f"{counted(len(told.faults), 'fault')}:"
    for fault in told.faults[:_FAULTS_SHOWN]:
        line = f"line {fault.line:,}: " if fault.line is not None else ""
        yield f"  {line}{one_line(fault.reason)}"
    if len(told.faults) > _FAULTS_SHOWN:
        yield "  … dateline gazetteer check prints them all"
