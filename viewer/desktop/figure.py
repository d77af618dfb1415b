"""Pictures for those that can wait, with no window and no display: the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from viewer.atlas.picture import build_picture
from viewer.atlas.tiles import TileSource
from viewer.desktop import messages
from viewer.desktop.engine import Engine, prepare
from viewer.desktop.renderer import FigureRenderer, Form
from viewer.export.atomic import replacing
from viewer.export.figure import FigureSpec, request
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import ExportError


def export_picture(
    library: Library, boundaries: BoundaryIndex, target: Path, spec: FigureSpec
) -> None:
    """Write a picture of what a library holds, in the form that the suffix names.

    Needs no display and no window; makes its own application where there is none.
    """
    form = form_of(target)
    with replacing(target) as stream:  # Begun first: a folder that is not there is told at once.
        application = QApplication.instance() or _application_without_display()
        engine = Engine(None)
        try:
            stream.write(draw(engine, library, boundaries, spec, form))
        finally:
            shiboken6.delete(engine)  # Before the application, which it needs to end well.
            del application


def draw(
    engine: Engine,
    library: Library,
    boundaries: BoundaryIndex,
    spec: FigureSpec,
    form: Form,
    tiles: TileSource | None = None,
) -> bytes:
    """The bytes of a picture; returns when it is complete, and runs the event loop till then."""
    renderer = FigureRenderer(engine)
    loop = QEventLoop()
    pictures: list[bytes] = []
    reasons: list[str] = []
    renderer.finished.connect(pictures.append)
    renderer.failed.connect(reasons.append)
    renderer.finished.connect(loop.quit)
    renderer.failed.connect(loop.quit)
    renderer.render(request(spec, library, form, tiles), build_picture(library, boundaries))
    if renderer.busy:
        loop.exec()
    renderer.close()
    if not pictures:
        raise ExportError(reasons[0] if reasons else "The picture was not drawn")
    return pictures[0]


def form_of(target: Path) -> Form:
    """The form of a picture by the suffix of its file."""
    try:
        return Form(target.suffix.lower().removeprefix("."))
    except ValueError:
        known = ", ".join(f".{form}" for form in Form)
        raise ExportError(f"{target.name}: a picture's name ends in one of {known}") from None


def _application_without_display() -> QApplication:
    """An application that opens no window, wherever it runs."""
    messages.listen()
    prepare()
    if sys.platform.startswith("linux"):
        # With a display named, the engine would look for its graphics card and may abort.
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --disable-gpu".strip()
    return QApplication(sys.argv[:1])
