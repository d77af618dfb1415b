"""Carries out one export of the dialog: a picture that is drawn, or data that is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import FORMATS, Choices, Subject
from viewer.desktop.renderer import FigureRenderer
from viewer.desktop.worker import Cancelled, Lane, Report
from viewer.export.atomic import write_bytes
from viewer.export.figure import request
from viewer.export.formats import export_to
from viewer.model import DatelineError


class ExportWork(QObject):
    """One export at a time; each ends in `saved` or `failed`, unless it is cancelled."""

    saved = Signal(object)
    """The path of the file, which is whole."""
    failed = Signal(str)

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = Path()
        self._renderer = FigureRenderer(engine, self)
        self._renderer.finished.connect(self._write)
        self._renderer.failed.connect(self.failed)
        self._lane = Lane(self)

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self._renderer.busy or self._lane.busy

    def start(self, subject: Subject, choices: Choices, target: Path) -> None:
        """Begin; the window stays alive meanwhile."""
        self._target = target
        chosen = FORMATS[choices.format]
        if not chosen.picture:
            options = choices.options(subject)

            def write(_: Report, cancelled: Cancelled) -> None:
                export_to(subject.library, subject.boundaries, target, options, cancelled)

            self._lane.do(write, lambda _: self.saved.emit(target), self.failed.emit)
            return
        try:
            wanted = request(
                choices.spec(subject),
                subject.library,
                chosen.suffix.removeprefix("."),
                subject.tiles,
            )
            self._renderer.render(wanted, subject.shown(choices.whole))
        except DatelineError as error:
            self.failed.emit(str(error))

    def cancel(self) -> None:
        """Stop; what stood at the target is still there."""
        self._renderer.cancel()
        self._lane.cancel()

    def close(self) -> None:
        """Stop, wait for the thread, let go of the page."""
        self._lane.close()
        self._renderer.close()

    def _write(self, picture: bytes) -> None:
        try:
            write_bytes(self._target, picture)
        except DatelineError as error:
            self.failed.emit(str(error))
        else:
            self.saved.emit(self._target)
