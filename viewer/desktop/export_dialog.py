"""The export dialog: what to save, how large, with what around it; and a preview of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSignalBlocker, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import FORMATS, Choices, Subject, default_name
from viewer.desktop.export_preview import Preview
from viewer.desktop.export_work import ExportWork
from viewer.desktop.parts import Choice, Tick, label
from viewer.desktop.settings import Settings
from viewer.export.figure import DPI_RANGE, LARGEST_PX, PRESETS, SMALLEST_PX
from viewer.model import ExportError

_KEY = "export"
_COLUMN_PX = 370
_SWITCHES = {
    "legend": "&Legend",
    "scale": "S&cale bar",
    "attribution": "&Attribution",
    "articles": "Articles &used",
    "counts": "&Mentions placed",
}


def open_export(
    parent: QWidget,
    engine: Engine,
    subject: Subject,
    settings: Settings,
    on_saved: Callable[[Path], object] | None = None,
) -> ExportDialog:
    """Show the dialog over the window; `on_saved` is called with what was saved."""
    dialog = ExportDialog(engine, subject, settings, parent)
    if on_saved is not None:
        dialog.saved.connect(on_saved)
    dialog.open()
    return dialog


class ExportDialog(QDialog):
    """Asks what to export and does it. It closes when the file is saved."""

    saved = Signal(object)
    """The path of the file that was saved."""

    def __init__(
        self, engine: Engine, subject: Subject, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self._subject = subject
        self._settings = settings
        kept = settings.bytes(_KEY)
        text = bytes(kept.data()).decode("utf-8", "replace") if kept is not None else ""
        self._kept = Choices.from_json(text)
        self.work = ExportWork(engine, self)
        self.work.saved.connect(self._on_saved)
        self.work.failed.connect(self._on_failed)
        self.preview = Preview(engine, subject)
        self._build()
        self._show(replace(self._kept, theme=subject.theme))
        self._listen()
        self._changed()
        self.adjustSize()
        application = QApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._let_go)

    # -- widgets ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.form = QFormLayout(
            fieldGrowthPolicy=QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow
        )
        self.form.setVerticalSpacing(9)
        self.form.setHorizontalSpacing(14)
        self._build_all()
        self._build_picture()
        self.problem = QLabel(wordWrap=True)
        self.problem.setObjectName("problem")
        self.problem.setAccessibleName("What is wrong")
        self.open_folder = Tick("Open the &folder afterwards")
        self.form.addRow("", self.open_folder)
        column = QWidget()
        column.setFixedWidth(_COLUMN_PX)
        left = QVBoxLayout(column)
        left.setContentsMargins(0, 0, 0, 0)
        left.addLayout(self.form)
        left.addStretch(1)
        left.addWidget(self.problem)
        top = QHBoxLayout()
        top.setSpacing(22)
        top.addWidget(column, 0)
        top.addWidget(self.preview, 1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 20, 22, 16)
        whole.setSpacing(14)
        whole.addLayout(top, 1)
        whole.addLayout(self._bottom())

    def _build_all(self) -> None:
        """What every format has, and what all have that show a map."""
        self.format = _combo(*((chosen.label, key) for key, chosen in FORMATS.items()))
        self.note = label(name="muted")
        self.note.setWordWrap(True)
        self.note.setMinimumWidth(_COLUMN_PX - 110)
        self.title = QLineEdit(placeholderText="None", maxLength=300)
        self.theme = _combo(("Light", "light"), ("Dark", "dark"))
        self.extent = _combo(("What the map shows", False), ("All places", True))
        self.form.addRow("&Format", self.format)
        self.form.addRow("", self.note)
        self.form.addRow("&Title", self.title)
        self.form.addRow("C&olours", self.theme)
        self.form.addRow("Sho&w", self.extent)
        _name_all(self.format, self.title, self.theme, self.extent, form=self.form)

    def _build_picture(self) -> None:
        """What pictures alone have: a size, and what stands around the map."""
        sizes = ((size.name, key) for key, size in PRESETS.items())
        self.size_choice = _combo(*sizes, ("Other", "custom"))
        self.width_px = _spin(SMALLEST_PX, LARGEST_PX, "Width in pixels")
        self.height_px = _spin(SMALLEST_PX, LARGEST_PX, "Height in pixels")
        self.dpi = _spin(*DPI_RANGE, "Resolution in dots per inch")
        numbers = QWidget()
        row = QHBoxLayout(numbers)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.width_px, QLabel("×"), self.height_px, QLabel("px at"), self.dpi):
            row.addWidget(widget)
        row.addWidget(QLabel("dpi"))
        row.addStretch(1)
        self.switches = {name: Tick(text) for name, text in _SWITCHES.items()}
        self.switches["attribution"].setToolTip(
            "Where it is left out, it is written into the file's own information all the same: "
            "the sources of the map ask for it."
        )
        around = QWidget()
        grid = QGridLayout(around)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for number, switch in enumerate(self.switches.values()):
            grid.addWidget(switch, number // 2, number % 2)
        self.form.addRow("&Size", self.size_choice)
        self.form.addRow("", numbers)
        self.form.addRow("With", around)
        self.picture = (self.size_choice, numbers, around)
        _name_all(self.size_choice, form=self.form)

    def _bottom(self) -> QHBoxLayout:
        self.progress = QProgressBar(maximum=0, textVisible=False)
        self.progress.setAccessibleName("Exporting")
        self.progress.setVisible(False)
        buttons = QDialogButtonBox()
        self.export_button: QPushButton = buttons.addButton(
            "&Export…", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.cancel_button = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.export_button.setDefault(True)
        buttons.accepted.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(buttons)
        return row

    # -- choices ---------------------------------------------------------------------------

    def _show(self, choices: Choices) -> None:
        _choose(self.format, choices.format)
        _choose(self.size_choice, choices.size)
        _choose(self.theme, choices.theme)
        _choose(self.extent, choices.whole)
        self.width_px.setValue(choices.width_px)
        self.height_px.setValue(choices.height_px)
        self.dpi.setValue(choices.dpi)
        self.open_folder.setChecked(choices.open_folder)
        for name, switch in self.switches.items():
            switch.setChecked(getattr(choices, name))
        self._apply_preset()

    @property
    def choices(self) -> Choices:
        """What the dialog says now."""
        return Choices(
            format=self.format.currentData(),
            size=self.size_choice.currentData(),
            width_px=self.width_px.value(),
            height_px=self.height_px.value(),
            dpi=self.dpi.value(),
            title=self.title.text(),
            theme=self.theme.currentData(),
            whole=self.extent.currentData(),
            open_folder=self.open_folder.isChecked(),
            folder=self._kept.folder,
            **{name: switch.isChecked() for name, switch in self.switches.items()},
        )

    def _listen(self) -> None:
        self.size_choice.currentIndexChanged.connect(self._apply_preset)
        for spin in (self.width_px, self.height_px, self.dpi):
            spin.valueChanged.connect(self._own_size)
            spin.valueChanged.connect(self._changed)
        for combo in (self.format, self.size_choice, self.theme, self.extent):
            combo.currentIndexChanged.connect(self._changed)
        for switch in self.switches.values():
            switch.toggled.connect(self._changed)
        self.title.textChanged.connect(self._changed)

    def _apply_preset(self) -> None:
        size = PRESETS.get(self.size_choice.currentData())
        if size is None:
            return
        blockers = [QSignalBlocker(spin) for spin in (self.width_px, self.height_px, self.dpi)]
        self.width_px.setValue(size.width_px)
        self.height_px.setValue(size.height_px)
        self.dpi.setValue(size.dpi)
        del blockers

    def _own_size(self) -> None:
        """Whoever changes a number leaves the sizes that have a name."""
        with QSignalBlocker(self.size_choice):
            _choose(self.size_choice, "custom")

    def _changed(self) -> None:
        choices = self.choices
        chosen = FORMATS[choices.format]
        self.note.setText(choices.note(self._subject))
        self.preview.setVisible(chosen.picture)
        shown = dict.fromkeys((self.title, self.theme, self.extent), chosen.drawn)
        for field, wanted in {**shown, **dict.fromkeys(self.picture, chosen.picture)}.items():
            self.form.setRowVisible(field, wanted)
        problem = ""
        if chosen.picture:
            try:
                self.preview.show_choices(choices)
            except ExportError as error:
                problem = str(error)
        self._say(problem)
        self.export_button.setEnabled(not problem and not self.work.busy)
        if self.isVisible():
            self._whole.activate()
            self.adjustSize()

    def _say(self, problem: str) -> None:
        text = problem[:1].upper() + problem[1:]
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # -- exporting -------------------------------------------------------------------------

    def _ask_where(self) -> None:
        choices = self.choices
        chosen = FORMATS[choices.format]
        folder = Path(choices.folder) if choices.folder else Path(_documents())
        if not folder.is_dir():
            folder = Path(_documents())
        asking = QFileDialog(self, "Export", str(folder))
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)  # It asks before replacing.
        asking.setNameFilter(f"{chosen.label} (*{chosen.suffix})")
        asking.setDefaultSuffix(chosen.suffix.removeprefix("."))
        asking.selectFile(default_name(choices.title, choices.format))
        asking.fileSelected.connect(lambda name: self.export(Path(name)))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def export(self, target: Path) -> None:
        """Save what is chosen as `target`, whose suffix is made to agree."""
        choices = replace(self.choices, folder=str(target.parent))
        suffix = FORMATS[choices.format].suffix
        if target.suffix.lower() != suffix:
            target = target.with_name(target.name + suffix)
        self._kept = choices
        self._settings.keep_bytes(_KEY, QByteArray(choices.to_json().encode()))
        self._say("")
        self._set_busy(True)
        self.work.start(self._subject, choices, target)

    def _set_busy(self, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.export_button.setEnabled(not busy)
        for part in (self.format, self.title, self.theme, self.extent, *self.picture):
            part.setEnabled(not busy)
        if busy:
            self.cancel_button.setFocus()

    def _on_saved(self, target: Path) -> None:
        self._set_busy(False)
        if self.open_folder.isChecked():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))
        self.saved.emit(target)
        self.accept()

    def _on_failed(self, why: str) -> None:
        self._set_busy(False)
        self._say(why)

    # -- the end ---------------------------------------------------------------------------

    def reject(self) -> None:
        """Cancel: an export that is under way, else the dialog."""
        if self.work.busy:
            self.work.cancel()
            self._set_busy(False)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Let go of the pages that drew."""
        self._let_go()
        super().done(result)
        self.deleteLater()

    def _let_go(self) -> None:
        self.work.close()
        self.preview.close_pages()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing ends what is under way."""
        self.work.cancel()
        super().closeEvent(event)


def _combo(*entries: tuple[str, object]) -> Choice:
    combo = Choice()
    for text, data in entries:
        combo.addItem(text, data)
    return combo


def _choose(combo: QComboBox, data: object) -> None:
    combo.setCurrentIndex(max(0, combo.findData(data)))


def _spin(low: int, high: int, name: str) -> QSpinBox:
    spin = QSpinBox(minimum=low, maximum=high)
    spin.setAccessibleName(name)
    spin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    spin.setKeyboardTracking(False)
    return spin


def _name_all(*widgets: QWidget, form: QFormLayout) -> None:
    """Give widgets the names of their labels, for screen readers."""
    for widget in widgets:
        named = form.labelForField(widget)
        if isinstance(named, QLabel):
            widget.setAccessibleName(named.text().replace("&", ""))


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
