"""The dialog of gazetteers: which are used, in what order, and what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QSize, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer import resources
from viewer.desktop import chosen
from viewer.desktop.chosen import Entry
from viewer.desktop.gazetteer_rows import GazetteerDelegate
from viewer.desktop.gazetteers_model import GazetteersModel, about
from viewer.desktop.parts import label
from viewer.desktop.style import LARGE, SMALL, Colours
from viewer.desktop.text import one_line
from viewer.desktop.worker import Cancelled, Lane, Report
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.gazetteers import Contents, Gazetteers, open_gazetteers
from viewer.gazetteer.readers.formats import Format
from viewer.gazetteer.readers.importing import forget
from viewer.gazetteer.readers.importwork import ImportProgress

_FILTER = (
    "Gazetteers (*.csv *.tsv *.txt *.geojson *.json *.jsonld *.jsonl *.zip *.world);;All files (*)"
)
_WIDTH, _HEIGHT = 700, 560
_EXPLAINED = (
    "Names are looked up in these files, the first before the next. What a table at the head says "
    "of a place holds; the others fill in what it does not say."
)


class GazetteersDialog(QDialog):
    """Asks which gazetteers are used; `chosen` is what was agreed to, if it was."""

    agreed = Signal(tuple)
    """The entries that are used from now on."""

    def __init__(
        self,
        entries: Sequence[Entry],
        colours: Colours,
        folder: str = "",
        cache: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Gazetteers")
        self.setAcceptDrops(True)
        self._folder, self._cache = folder, cache
        self._boundaries: BoundaryIndex | None = None
        self._new: set[Path] = set()
        self._removed: set[Path] = set()
        self.lane = Lane(self)
        self.model = GazetteersModel(entries)
        self._build(colours)
        self._listen()
        self.view.setCurrentIndex(self.model.index(0))
        self.resize(_WIDTH, _HEIGHT)
        self._look_into([entry.path for entry in entries])

    # -- widgets ---------------------------------------------------------------------------

    def _build(self, colours: Colours) -> None:
        explained = label(_EXPLAINED, name="muted")
        explained.setWordWrap(True)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(GazetteerDelegate(self.view, colours))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName("Gazetteers, the first before the next")
        self.view.setAccessibleDescription(
            "Space switches one on or off; Alt+Up and Alt+Down move it"
        )
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(_framed(self.view), 1)
        top.addLayout(self._side())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 22, 16)
        whole.setSpacing(12)
        whole.addWidget(label("Gazetteers", scale=LARGE, bold=True))
        whole.addWidget(explained)
        whole.addLayout(top, 3)
        whole.addWidget(_framed(self._details()), 2)
        whole.addWidget(self._work())
        whole.addLayout(self._bottom())

    def _side(self) -> QVBoxLayout:
        self.up = _button("Move &Up", "Alt+Up")
        self.down = _button("Move &Down", "Alt+Down")
        self.add_button = _button("&Add…", "Ins")
        self.remove_button = _button("&Remove", "Del")
        side = QVBoxLayout()
        side.setSpacing(8)
        for button in (self.up, self.down):
            side.addWidget(button)
        side.addSpacing(10)
        for button in (self.add_button, self.remove_button):
            side.addWidget(button)
        side.addStretch(1)
        return side

    def _details(self) -> QTextEdit:
        self.details = QTextEdit(readOnly=True, tabChangesFocus=True)
        self.details.setAccessibleName("About the chosen gazetteer")
        self.details.document().setDocumentMargin(12)
        return self.details

    def _work(self) -> QWidget:
        """What is being read or imported, and a way to stop it."""
        self.doing = label(name="muted", scale=SMALL)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setAccessibleName("Import")
        self.bar.setFixedWidth(180)
        self.stop = QPushButton("&Stop", autoDefault=False)
        self.stop.setAccessibleDescription("Stops the import; the file is left out")
        self.working = QWidget()
        row = QHBoxLayout(self.working)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.doing, 1)
        row.addWidget(self.bar)
        row.addWidget(self.stop)
        self.working.hide()
        return self.working

    def _bottom(self) -> QHBoxLayout:
        self.problem = label(name="problem")
        buttons = QDialogButtonBox()
        self.ok: QPushButton = buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.reset = buttons.addButton("De&faults", QDialogButtonBox.ButtonRole.ResetRole)
        for button in (self.cancel, self.reset):
            button.setAutoDefault(False)
        self.ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.problem, 1)
        row.addWidget(buttons)
        return row

    def _listen(self) -> None:
        self.up.clicked.connect(lambda: self.step(-1))
        self.down.clicked.connect(lambda: self.step(1))
        self.add_button.clicked.connect(self._ask_for_files)
        self.remove_button.clicked.connect(self.remove)
        self.reset.clicked.connect(self._start_again)
        self.stop.clicked.connect(self._stop)
        for button in (self.up, self.down, self.add_button, self.remove_button):
            key = QShortcut(QKeySequence(button.property("key")), self)
            key.activated.connect(button.click)
        self.view.selectionModel().currentChanged.connect(self._show)
        for changed in (self.model.dataChanged, self.model.rowsInserted, self.model.rowsRemoved):
            changed.connect(self._show)
        self.lane.progressed.connect(self._show_progress)
        self.lane.idle.connect(self.working.hide)
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.lane.close)

    # -- what can be asked for ---------------------------------------------------------------

    def add(self, paths: Iterable[Path]) -> None:
        """Put files at the head of the list: whoever adds a gazetteer wants it to be heard."""
        known = {entry.path.absolute() for entry in self.model.entries}
        new = [path for path in dict.fromkeys(paths) if path.absolute() not in known]
        for path in reversed(new):
            self.model.add(Entry(path.absolute()))
        if new:
            self._new.update(path.absolute() for path in new)
            self._choose(0)
            self._look_into([path.absolute() for path in new])

    def remove(self) -> None:
        """Take the chosen gazetteer out of the list; the file stays where it is."""
        number = self.view.currentIndex().row()
        if number >= 0 and not self.model.rows[number].entry.built_in:
            self._removed.add(self.model.rows[number].entry.path)
            self.model.drop(number)
            self._choose(min(number, len(self.model.rows) - 1))

    def step(self, by: int) -> None:
        """Move the chosen gazetteer up or down."""
        number = self.view.currentIndex().row()
        self.model.step(number, by)
        self._choose(min(max(0, number + by), len(self.model.rows) - 1))

    def accept(self) -> None:
        """Use what is chosen."""
        if self.ok.isEnabled():
            entries = self.model.entries
            self.agreed.emit(entries)
            for path in self._removed - {entry.path for entry in entries}:
                with suppress(OSError):  # it may be in use, or on a disk that is away
                    forget(path, self._cache)
            super().accept()

    def done(self, result: int) -> None:
        """Stop what is being read; the dialog goes when its thread has ended."""
        super().done(result)
        self.lane.cancel()
        if self.lane.busy:
            self.lane.idle.connect(self.deleteLater)
        else:
            self.deleteLater()

    def _ask_for_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Add Gazetteers", self._folder, _FILTER)
        self.add(map(Path, names))

    def _start_again(self) -> None:
        """The gazetteers that came with Dateline, in their order; the others are switched off."""
        plain = chosen.defaults()
        others = (one for one in self.model.entries if not one.built_in)
        self.model.start_again((*plain, *(Entry(one.path, False) for one in others)))
        self._choose(0)

    def _choose(self, number: int) -> None:
        index = self.model.index(number)
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.view.scrollTo(index)
        self._show()

    # -- reading the files -------------------------------------------------------------------

    def _look_into(self, paths: Sequence[Path]) -> None:
        """Read files in the background, one after the other; large ones are imported."""
        for path in paths:
            self.lane.do(self._reading(path), self._told, self._failed(path))

    def _reading(self, path: Path) -> Callable[[Report, Cancelled], Contents]:
        def read(report: Report, cancelled: Cancelled) -> Contents:
            if self._boundaries is None:
                self._boundaries = BoundaryIndex.load()
            opened: Gazetteers = open_gazetteers(
                [path],
                self._boundaries,
                progress=report,
                cancelled=cancelled,
                cache=self._cache,
            )
            return opened.contents[0]

        return read

    def _told(self, contents: Contents) -> None:
        new = contents.path in self._new
        self.model.tell(contents, on=False if new and not contents.rows else None)
        if new and contents.format is Format.GEONAMES:
            self._put_beside_the_world(contents.path)
        self._show()

    def _put_beside_the_world(self, path: Path) -> None:
        """A list of all there is goes after the tables that a person vouches for."""
        paths = [row.entry.path for row in self.model.rows]
        if path not in paths or resources.world() not in paths:
            return
        world, at = paths.index(resources.world()), paths.index(path)
        chosen_now = self.view.currentIndex().row() == at
        for number in range(at, world - 1):
            self.model.step(number, 1)
        if chosen_now:
            self._choose(max(at, world - 1))

    def _failed(self, path: Path) -> Callable[[str], None]:
        def fail(reason: str) -> None:
            self._drop(path)
            self.problem.setText(one_line(reason, 90))

        return fail

    def _stop(self) -> None:
        """Stop an import: what was not read to its end is taken out of the list."""
        self.lane.cancel()
        for row in list(self.model.rows):
            if row.contents is None and not row.entry.built_in:
                self._drop(row.entry.path)

    def _drop(self, path: Path) -> None:
        numbers = [i for i, row in enumerate(self.model.rows) if row.entry.path == path]
        for number in numbers:
            self.model.drop(number)

    # -- what is shown -----------------------------------------------------------------------

    def _show(self, *_: object) -> None:
        number, rows = self.view.currentIndex().row(), self.model.rows
        row = rows[number] if 0 <= number < len(rows) else None
        self.up.setEnabled(number > 0)
        self.down.setEnabled(0 <= number < len(rows) - 1)
        self.remove_button.setEnabled(row is not None and not row.entry.built_in)
        self.details.setPlainText("\n".join(about(row)) if row is not None else "")
        none = not chosen.used(self.model.entries)
        waiting = any(one.contents is None and not one.entry.built_in for one in rows)
        self.problem.setText("Switch on one at least." if none else "")
        self.ok.setEnabled(not none and not waiting)

    def _show_progress(self, progress: object) -> None:
        """How far an import is."""
        if not isinstance(progress, ImportProgress):
            return
        self.working.show()
        self.bar.setRange(0, 1000 if progress.total else 0)
        self.bar.setValue(progress.done * 1000 // max(1, progress.total))
        self.doing.setText(f"Importing {one_line(progress.path.name, 40)}: {progress.words}")

    # -- files that are dropped on it ----------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added."""
        urls = event.mimeData().urls()
        self.add(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
        event.acceptProposedAction()

    def sizeHint(self) -> QSize:
        """Room for four gazetteers and what is to be said of one."""
        return QSize(_WIDTH, _HEIGHT)


def _button(text: str, key: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("key", key)
    made.setAutoDefault(False)
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    made.setToolTip(f"{text.replace('&', '').rstrip('…')} ({shown})")
    return made


def _framed(inside: QWidget) -> QFrame:
    """A widget in a quiet frame."""
    frame = QFrame()
    frame.setObjectName("framed")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 5, 1, 5)
    layout.addWidget(inside)
    return frame
