"""The map on the clipboard: a picture of it as it stands, drawn off screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from viewer.atlas.scene import build_scene
from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import Subject
from viewer.desktop.figure import to_clipboard
from viewer.desktop.renderer import FigureRenderer, Form
from viewer.export.figure import LARGEST_PX, SMALLEST_PX, FigureSpec, request
from viewer.model import ExportError

_SHARP = 2
"""Pixels of the picture for each of the screen, so that it can be enlarged a little."""


class MapCopy(QObject):
    """Draws the map for the clipboard, one picture at a time."""

    said = Signal(str)

    def __init__(self, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = FigureRenderer(engine)
        self._renderer.finished.connect(self._finish)
        self._renderer.failed.connect(self.said)

    def start(self, subject: Subject) -> None:
        """Begin to draw; the picture is on the clipboard when `said` says so."""
        if self._renderer.busy:
            return
        scene = build_scene(subject.library, subject.boundaries)
        wanted = request(_spec(subject), subject.library, Form.PNG, subject.tiles)
        self._renderer.render(wanted, scene)

    def close(self) -> None:
        """Give up what is being drawn."""
        self._renderer.close()

    def _finish(self, picture: bytes) -> None:
        try:
            to_clipboard(picture)
        except ExportError as error:
            self.said.emit(str(error))
        else:
            self.said.emit("The map is on the clipboard")


def _spec(subject: Subject) -> FigureSpec:
    width, height = subject.window_px or (960, 640)
    sides = [min(LARGEST_PX, max(SMALLEST_PX, side * _SHARP)) for side in (width, height)]
    return FigureSpec(
        sides[0],
        sides[1],
        96 * _SHARP,
        theme=subject.theme,
        view=subject.view,
        window_px=subject.window_px,
    ).bare()
