"""A small picture of what will be saved, drawn anew as the choices change."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import Choices, Subject, preview_of
from viewer.desktop.renderer import FigureRenderer
from viewer.export.figure import request

_SETTLE_MS = 120
_LONGEST_PX = 1100


class Preview(QLabel):
    """Shows what is chosen; while one is drawn, only the last that is wanted waits."""

    def __init__(self, engine: Engine, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Preview")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(440, 320)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._subject = subject
        self._wanted: Choices | None = None
        self._picture = QPixmap()
        self._renderer = FigureRenderer(engine, self)
        self._renderer.finished.connect(self._on_finished)
        self._renderer.failed.connect(self._on_failed)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw)

    def show_choices(self, choices: Choices) -> None:
        """Draw what is chosen soon; typing a title draws once, when it rests.

        Raises ExportError if there can be no such picture.
        """
        choices.spec(self._subject)
        self._wanted = choices
        self._settle.start()

    def close_pages(self) -> None:
        """Let go of the page that draws."""
        self._settle.stop()
        self._renderer.close()

    def sizeHint(self) -> QSize:
        """Room to see something."""
        return QSize(640, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture's proportions."""
        super().resizeEvent(event)
        self._fit()

    def _draw(self) -> None:
        if self._wanted is None or self._renderer.busy:
            return
        choices, self._wanted = self._wanted, None
        subject = self._subject
        wanted = request(choices.spec(subject), subject.library, "png", subject.tiles)
        self._renderer.render(preview_of(wanted, _LONGEST_PX), subject.shown(choices.whole))

    def _on_finished(self, picture: bytes) -> None:
        self._picture = QPixmap.fromImage(QImage.fromData(picture))
        self._fit()
        self._draw()

    def _on_failed(self, why: str) -> None:
        self._picture = QPixmap()
        self.setText(why)
        self._draw()

    def _fit(self) -> None:
        if self._picture.isNull():
            return
        ratio = self.devicePixelRatioF()
        shown = self._picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
