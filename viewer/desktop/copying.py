"""What goes to the clipboard: the map as it stands, a passage with where it comes from."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import Subject
from viewer.desktop.renderer import FigureRenderer, Form
from viewer.export.citing import cite, file_name
from viewer.export.figure import (
    LARGEST_AREA_PX,
    LARGEST_PX,
    LONGEST_RATIO,
    SMALLEST_PX,
    FigureSpec,
    request,
)
from viewer.library.library import Excerpt
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
        wanted = request(_spec(subject), subject.library, Form.PNG, subject.tiles)
        self._renderer.render(wanted, subject.shown())

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


def to_clipboard(picture: bytes) -> None:
    """Put a PNG picture where other programs can paste it from."""
    image = QImage.fromData(picture)
    if image.isNull():
        raise ExportError("The picture could not be read for the clipboard")
    QGuiApplication.clipboard().setImage(image)


def size_px(window_px: tuple[int, int]) -> tuple[int, int]:
    """The size of the picture: the map's own, as far as there can be a picture of it.

    A very large one is made smaller; a very long one is made wider, and shows more ground.
    """
    wide, high = (max(1, side) * _SHARP for side in window_px)
    shrink = min(1.0, LARGEST_PX / max(wide, high), math.sqrt(LARGEST_AREA_PX / (wide * high)))
    least = max(SMALLEST_PX, math.ceil(max(wide, high) * shrink / LONGEST_RATIO))
    return max(least, int(wide * shrink)), max(least, int(high * shrink))


def _spec(subject: Subject) -> FigureSpec:
    return FigureSpec(
        *size_px(subject.window_px or (960, 640)),
        96 * _SHARP,
        theme=subject.theme,
        view=subject.view,
        window_px=subject.window_px,
    ).bare()


def quotation(excerpt: Excerpt) -> str:
    """The passage in quotation marks, then title, source, date, and its place in the file."""
    article, passage = excerpt.reading.article, excerpt.passage
    text = article.text[passage.start : passage.end].strip()
    citation = cite(article)
    parts = [citation.title, citation.source, citation.date]
    if article.url:
        parts.append(article.url)
    where = f"{file_name(article.path)}, characters {passage.start} to {passage.end}"
    return f"“{text}”\n{', '.join(parts)} ({where})"
